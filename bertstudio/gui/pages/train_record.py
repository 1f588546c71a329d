"""What is known of one run, built event by event: the curves, the table, the tiles and the log."""

import time
from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bertstudio.core.events import (
    Event,
    Failed,
    Finished,
    Note,
    Progress,
    Saved,
    Scored,
    Stage,
    Started,
)
from bertstudio.core.words import tr
from bertstudio.gui.pages.train_words import stage_word

MOST_SMOOTHED = 20
"""Steps that the training loss is smoothed over in a run of usual length."""
PARTS = 25
"""A short run is smoothed over the length of this many parts of it."""
LOG_LINES = 2_000
EPOCH_ROUNDING = 0.001
"""How far the epoch that a worker says may be from that of its step."""


@dataclass
class Record:
    """The story of a run. Steps count from 1; losses are means over label tokens."""

    started: Started | None = None
    progress: Progress | None = None
    stage: Stage | None = None
    outcome: Finished | Failed | None = None
    steps: "array[float]" = field(default_factory=lambda: array("d"))
    losses: "array[float]" = field(default_factory=lambda: array("d"))
    smoothed: "array[float]" = field(default_factory=lambda: array("d"))
    speeds: "array[float]" = field(default_factory=lambda: array("d"))
    """Tokens a second, for each step."""
    scores: list[Scored] = field(default_factory=list)
    best: Scored | None = None
    log: deque[str] = field(default_factory=lambda: deque(maxlen=LOG_LINES))
    logged: int = 0
    """Lines ever put into the log, so that a view knows how many are new."""
    peak_mb: float = 0.0
    notes: set[tuple[float, str]] = field(default_factory=set)
    recent: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_SMOOTHED))
    """The last losses, as many as the smoothed one is the mean of."""
    saved: int = 0
    """Step of the model in the run folder, 0 before the first."""

    def add(self, events: Iterable[Event]) -> None:
        """Take in what a worker said. A step that is known already is passed over."""
        for event in events:
            _TAKE[type(event)](self, event)

    @property
    def total_steps(self) -> int:
        if self.progress is not None and self.progress.total_steps:
            return self.progress.total_steps
        return self.started.total_steps if self.started is not None else 0

    @property
    def epochs(self) -> float:
        return self.started.epochs if self.started is not None else 0.0

    @property
    def steps_per_epoch(self) -> float:
        """0 while it is not known."""
        planned = self.total_steps / self.epochs if self.epochs else 0.0
        now = self.progress
        if (
            now is None
            or now.epoch <= 0
            or (planned and abs(now.step / planned - now.epoch) < EPOCH_ROUNDING)
        ):
            return planned
        # A run that ends after a number of steps does not get through its epochs.
        return now.step / now.epoch

    @property
    def fraction(self) -> float:
        """How much of the training is done, 0 to 1."""
        if self.progress is None or not self.total_steps:
            return 0.0
        return min(1.0, self.progress.step / self.total_steps)

    @property
    def smoothed_steps(self) -> int:
        """How many steps the smoothed loss is the mean of."""
        return self.recent.maxlen or 1

    @property
    def loss_now(self) -> float | None:
        """The training loss, smoothed; None before the first step."""
        return self.smoothed[-1] if self.smoothed else None

    @property
    def seconds(self) -> float:
        """How long the run has worked, or did; 0 when its events carry no times."""
        if isinstance(self.outcome, Finished) and self.outcome.seconds:
            return self.outcome.seconds
        last = self.outcome.time if self.outcome is not None else 0.0
        last = last or (self.progress.time if self.progress is not None else 0.0)
        began = self.started.time if self.started is not None else 0.0
        return max(0.0, last - began) if last and began else 0.0

    @property
    def mean_speed(self) -> float:
        """Tokens a second over the whole run."""
        return sum(self.speeds) / len(self.speeds) if self.speeds else 0.0

    def loss_at(self, step: int) -> float | None:
        """The smoothed training loss at a step, or at the last one before it."""
        place = bisect_right(self.steps, step)
        return self.smoothed[place - 1] if place else None

    def say(self, when: float, text: str) -> None:
        """Put a line into the log."""
        clock = time.strftime("%H:%M:%S", time.localtime(when)) if when else "        "
        self.log.append(f"{clock}  {text}")
        self.logged += 1


def _take_started(record: Record, event: Started) -> None:
    if record.started is not None:
        return
    record.started = event
    if event.total_steps:
        window = min(MOST_SMOOTHED, max(1, event.total_steps // PARTS))
        record.recent = deque(record.recent, maxlen=window)
    record.say(
        event.time, tr("started on {device}, {precision}", device=event.device, precision=event.precision)
    )


def _take_progress(record: Record, event: Progress) -> None:
    record.stage = None
    if record.steps and event.step <= record.steps[-1]:
        return
    record.progress = event
    record.peak_mb = max(record.peak_mb, event.memory_mb)
    record.steps.append(event.step)
    record.losses.append(event.loss)
    record.speeds.append(event.tokens_per_second)
    record.recent.append(event.loss)
    record.smoothed.append(sum(record.recent) / len(record.recent))
    record.say(
        event.time,
        tr(
            "step {step}  loss {loss:.3f}  lr {rate:.2e}  {speed:,.0f} tokens/s",
            step=event.step,
            loss=event.loss,
            rate=event.learning_rate,
            speed=event.tokens_per_second,
        ),
    )


def _take_scored(record: Record, event: Scored) -> None:
    record.stage = None
    if record.scores and event.step <= record.scores[-1].step:
        return
    record.scores.append(event)
    if event.best:
        record.best = event
    line = tr(
        "step {step}  dev F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  loss {loss:.3f}",
        step=event.step,
        f1=event.f1,
        precision=event.precision,
        recall=event.recall,
        loss=event.loss,
    )
    record.say(event.time, line)


def _take_saved(record: Record, event: Saved) -> None:
    if event.step > record.saved:
        record.saved = event.step
        record.say(event.time, tr("step {step}  saved as the best model", step=event.step))


def _take_stage(record: Record, event: Stage) -> None:
    new = record.stage is None or record.stage.name != event.name
    record.stage = event
    if new:
        record.say(event.time, stage_word(event.name))


def _take_note(record: Record, event: Note) -> None:
    if (event.time, event.text) in record.notes:
        return
    record.notes.add((event.time, event.text))
    record.say(event.time, event.text)


def _take_finished(record: Record, event: Finished) -> None:
    if record.outcome is not None:
        return
    record.stage, record.outcome = None, event
    how = tr("paused") if event.paused else tr("stopped by you") if event.stopped else tr("finished")
    record.say(event.time, how)


def _take_failed(record: Record, event: Failed) -> None:
    if record.outcome is not None:
        return
    record.stage, record.outcome = None, event
    record.say(event.time, event.message)
    for line in event.detail.splitlines():
        record.say(0.0, line)


_TAKE: dict[type, Callable[[Record, Any], None]] = {
    Started: _take_started,
    Progress: _take_progress,
    Scored: _take_scored,
    Saved: _take_saved,
    Stage: _take_stage,
    Note: _take_note,
    Finished: _take_finished,
    Failed: _take_failed,
}
