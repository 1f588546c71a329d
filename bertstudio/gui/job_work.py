"""One job as the window sees it: what it is, how far it is, and which of its events are worth a repaint."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bertstudio.core.events import Event, Failed, Finished, Progress, Scored, Stage, Started
from bertstudio.store.project import Project

State = Literal["waiting", "preparing", "running", "pausing", "stopping"]
Kind = Literal["train", "evaluate", "suggest", "export"]

LANES: tuple[tuple[Kind, ...], ...] = (("train",), ("evaluate", "suggest", "export"))
"""Jobs of one lane come one after the other; lanes do not wait for each other."""


@dataclass(slots=True, eq=False)
class Work:
    """A job that waits or runs. Read it freely; only `Jobs` changes it."""

    run: int
    """Number of the run: of the training itself, or of the model that is asked. 0 until that is known."""
    kind: Kind
    prepare: Callable[[Project], Any]
    """Writes the folder of the job; gives something with `run` or `number`, and `path`."""
    folder: Path | None = None
    """Where its events and its log go, once it is prepared."""
    state: State = "waiting"
    split: str = ""
    """Which split is scored (evaluate)."""
    is_new: bool = True
    """Its folder was made for it, and goes when it cannot begin. That of an interrupted training stays."""
    started: Started | None = None
    progress: Progress | None = None
    best: Scored | None = None
    stage: Stage | None = None
    outcome: Finished | Failed | None = None
    taken: Any = None
    """What suggestions brought in (`jobs.runs.Taken`)."""
    since: float = 0.0
    """Seconds since 1970 at which it began to run, 0 while it waits."""

    @property
    def is_prepared(self) -> bool:
        return self.folder is not None

    @property
    def fraction(self) -> float:
        """How much is done, 0 to 1."""
        if self.progress is not None and self.progress.total_steps:
            return min(1.0, self.progress.step / self.progress.total_steps)
        if self.kind != "train" and self.stage is not None and self.stage.total:
            return min(1.0, self.stage.done / self.stage.total)
        return 0.0

    def take(self, events: Sequence[Event]) -> None:
        """Remember what the events say."""
        if self.since == 0.0:
            self.since = time.time()
        for event in events:
            if isinstance(event, Started):
                self.started = event
                self.since = event.time or self.since
            elif isinstance(event, Progress):
                self.progress, self.stage = event, None
            elif isinstance(event, Stage):
                self.stage = event
            elif isinstance(event, Scored) and event.best:
                self.best = event
            elif isinstance(event, Finished | Failed):
                self.outcome = event


def next_of(works: Sequence[Work], lane: Sequence[Kind]) -> Work | None:
    """Return the job of a lane whose turn it is, or None while one is at work or being prepared."""
    mine = [work for work in works if work.kind in lane]
    if any(work.state in ("running", "pausing", "stopping") for work in mine):
        return None
    first = next(iter(mine), None)
    return first if first is not None and first.state == "waiting" else None


def latest(events: Sequence[Event]) -> list[Event]:
    """Return the events without those that the next one of their kind makes old news.

    Of a thousand steps in a row only the last is left; scores, notes and ends all stay, in order.
    """
    kept: list[Event] = []
    for event in events:
        if kept and isinstance(event, Progress | Stage) and type(kept[-1]) is type(event):
            kept[-1] = event
        else:
            kept.append(event)
    return kept
