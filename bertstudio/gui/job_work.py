"""One job as the window sees it: what it is, how far it is, and which of its events are worth a repaint."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bertstudio.core.events import Event, Failed, Finished, Progress, Scored, Stage, Started

State = Literal["waiting", "preparing", "running", "stopping"]
Kind = Literal["train", "evaluate", "suggest"]


@dataclass(slots=True)
class Work:
    """A job that waits or runs. Read it freely; only `Jobs` changes it."""

    run: int
    """Number of the run: of the training itself, or of the model that is asked."""
    kind: Kind
    folder: Path
    """Where its events and its log go."""
    state: State = "preparing"
    started: Started | None = None
    progress: Progress | None = None
    best: Scored | None = None
    stage: Stage | None = None
    outcome: Finished | Failed | None = None
    since: float = 0.0
    """Seconds since 1970 at which it began to run, 0 while it waits."""

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
