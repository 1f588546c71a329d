"""Scoring dev while a training goes on, and keeping the model that is best at it."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.events import Event, Saved, Scored
from bertstudio.tasks.answering import answer
from bertstudio.tasks.base import Compute, Example, Task, TaskModel
from bertstudio.training.checkpoint import keep


@dataclass(slots=True)
class Checks:
    """The checks of one training: `best` is the score of the model that was kept, None before the first."""

    task: Task
    model: TaskModel
    compute: Compute
    examples: Sequence[Example]
    documents: Sequence[Document]
    """The documents of `examples`, in the same order."""
    windows: Sequence[Any]
    best: Scored | None = None
    without_gain: int = 0
    """Checks in a row that brought nothing better."""
    lost: Scored | None = None
    """The score of a kept model that is younger than the checkpoint from which the training goes on."""

    def score(self, step: int, epoch: float, stopped: Callable[[], bool]) -> Scored | None:
        """Score dev with the model as it is; None if a stop came between."""
        began = time.perf_counter()
        answered = answer(self.model, self.windows, self.compute, stopped=stopped)
        if not answered.complete:
            return None
        total, known = self.model.losses(self.windows, answered.answers)
        found = self.model.predictions(self.examples, self.windows, answered.answers)
        predicted = [
            self.task.predicted(document, self.task.annotations(document, prediction, 0))
            for document, prediction in zip(self.documents, found, strict=True)
        ]
        micro = self.task.score(self.documents, predicted).micro
        loss = total / max(1e-9, known)
        # While nothing is found yet, a falling loss is the gain.
        is_best = self.best is None or (micro.f1, -loss) > (self.best.f1, -self.best.loss)
        return Scored(
            step, round(epoch, 4), loss, micro.precision, micro.recall, micro.f1, is_best,
            round(time.perf_counter() - began, 3),
        )  # fmt: skip

    def take(self, scored: Scored, folder: Path) -> Iterator[Event]:
        """Say a score, and keep the model in `folder` if it is the best one so far."""
        yield scored
        self.without_gain = 0 if scored.best else self.without_gain + 1
        if scored.best:
            keep(folder, self.model.save, scored)
            self.best, self.lost = scored, None
            yield Saved(scored.step, folder.name)

    def keep_unscored(self, step: int, folder: Path) -> Iterator[Event]:
        """Keep the model as it is: what has been learned until a stop is better than nothing."""
        keep(folder, self.model.save)
        yield Saved(step, folder.name)

    def recover(self) -> Iterator[Event]:
        """At the end: the model that lies there may be that of a check after the checkpoint, when computing
        it again gave another score (graphics cards do not add in the same order twice)."""
        if self.lost is not None:
            self.best = self.lost
            yield self.lost
