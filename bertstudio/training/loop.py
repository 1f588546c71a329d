"""The training loop: a generator of events. It knows no files but the model folder, and no window.

One update is a budget of tokens. It is cut into pieces that fit into memory, the *summed* losses of the
pieces are differentiated, and the gradient is divided by the number of targets of the whole update. So the
update is the same however it was cut: by gradient accumulation, for memory, or to obey Stop in time.
"""

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Note, Scored, Stage, Started
from bertstudio.core.words import tr
from bertstudio.tasks.answering import autocast, is_full_memory
from bertstudio.tasks.base import Compute, Example, Task, TaskModel
from bertstudio.tasks.pretrained import body_parameters, freeze
from bertstudio.training import batches
from bertstudio.training.checkpoint import CHECKPOINT, Checkpoint, remove
from bertstudio.training.checks import Checks
from bertstudio.training.config import TrainConfig, automatic_learning_rate
from bertstudio.training.meter import Meter
from bertstudio.training.optimizer import Optimizer
from bertstudio.training.pieces import pieces_for
from bertstudio.training.resuming import Checkpoints, restore
from bertstudio.training.shortcuts_torch import quicken


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned and what is scored."""

    train: Sequence[Example]
    dev: Sequence[Example]
    dev_documents: Sequence[Document]
    """The documents of `dev`, in the same order."""


class Training:
    """One training. `events()` runs it; `best`, `stopped` and `meter` say how it went.

    `updated` and `checked` are the last update that was made and the last check, as (epoch, number in it).
    """

    def __init__(
        self, task: Task, model: TaskModel, data: Data, config: TrainConfig, compute: Compute
    ) -> None:
        seed_everything(config.seed)
        self.model, self.data, self.config, self.compute = model, data, config, compute
        self.stopped, self.tokens = False, 0
        self.updated, self.checked = (0, 0), (0, 0)
        model.network.to(compute.kind)
        freeze(model.network, config.freeze_layers)
        self._masks = quicken(model.network, compute.precision, config.seed) if compute.kind == "cpu" else []
        model.balance(data.train)
        self.windows = model.encode(data.train)
        self.checks = Checks(task, model, compute, data.dev, data.dev_documents, model.encode(data.dev))
        self.lengths = [window.length for window in self.windows]
        self.pieces = pieces_for(model.network, self.lengths, config, compute)
        per_epoch = len(self._updates(0))
        self.total_steps = max(1, math.ceil(per_epoch * config.epochs))
        if config.max_steps:
            self.total_steps = min(self.total_steps, config.max_steps)
        self.meter = Meter(self.total_steps, compute.kind)
        body = body_parameters(model.network)
        self.optimizer = Optimizer(
            model.network,
            config.learning_rate or automatic_learning_rate(body, self.total_steps),
            config.weight_decay,
            warmup_steps=round(self.total_steps * config.warmup),
            total_steps=self.total_steps,
            layer_decay=config.layer_decay,
            own_rates={"crf.": config.crf_learning_rate},
        )

    @property
    def best(self) -> Scored | None:
        """The best score on dev so far; None if there was no check."""
        return self.checks.best

    def events(
        self, folder: Path, stopped: Callable[[], bool] = lambda: False, checkpoint: Checkpoint | None = None
    ) -> Iterator[Event]:
        """Train, and keep the model with the best dev F1 in `folder`; go on from a checkpoint if given one.

        Raises:
            UserError: the loss is no number any more, the memory does not hold a single window, or the disk
                is full.
        """
        yield self._started()
        earlier = 0.0
        if checkpoint is not None and restore(self, checkpoint, folder):
            earlier = checkpoint.state["seconds"]
            yield Note(
                tr("Going on after step {step} of {total}.", step=self.meter.step, total=self.total_steps)
            )
        self.checkpoints = Checkpoints(folder.with_name(CHECKPOINT), self.config.checkpoint_seconds, earlier)
        # Epochs differ by an update or two, as windows fall into batches; the number of steps is kept.
        for epoch in count(self.updated[0]):
            updates = self._updates(epoch)
            checks = self._checks(len(updates))
            for number, update in enumerate(updates, 1):
                here, seen = (epoch, number), min(epoch + number / len(updates), float(self.config.epochs))
                if here > self.updated:
                    yield from self._update(update, here, seen, stopped)
                last = self.meter.step >= self.total_steps
                if here > self.checked and not self.stopped and (last or number in checks):
                    yield from self._score(here, seen, folder, stopped)
                if last or self.stopped or self._is_exhausted():
                    yield from self._end(folder)
                    return
                if here == self.updated and self.checkpoints.is_due():
                    yield from self._secure()

    def _update(
        self, update: list[int], here: tuple[int, int], epoch: float, stopped: Callable[[], bool]
    ) -> Iterator[Event]:
        """Make one step, or leave the weights as they were when Stop comes in between."""
        began = time.perf_counter()
        self.model.network.train()
        while True:
            try:
                total, targets = self._gradients(update, stopped)
                break
            except (RuntimeError, MemoryError) as error:
                if not is_full_memory(error):
                    raise
                # Part of the gradients may be added already: begin the update anew, in smaller pieces.
                self.optimizer.forget()
                torch.cuda.empty_cache()
                yield Note(self.pieces.shrink(update, self.compute))
        if self.stopped:
            return
        self.updated = here
        rate = self.optimizer.step(self.meter.step, targets, self.config.max_grad_norm)
        self.meter.add(total, targets, self.tokens, time.perf_counter() - began)
        if self.meter.is_due():
            yield self.meter.progress(epoch, self._mean_loss(), rate)

    def _gradients(self, update: list[int], stopped: Callable[[], bool]) -> tuple[Any, float]:
        total: Any = 0.0
        targets = 0.0
        self.tokens = 0
        torch.manual_seed(batches.seed_of(self.config.seed, "step", self.meter.step))
        for pool in self._masks:
            pool.renew(self.meter.step)
        for piece in self.pieces.of(update):
            if stopped():
                self.optimizer.forget()
                self.stopped = True
                break
            batch = self.model.collate([self.windows[index] for index in piece])
            # Not the sum of the lengths: some of the context may be hidden.
            self.tokens += int(batch["attention_mask"].sum())
            with autocast(self.compute):
                loss, known = self.model.loss(batch)
            loss.backward()
            total, targets = total + loss.detach(), targets + known
        return total, targets

    def _updates(self, epoch: int) -> list[list[int]]:
        return batches.updates(self.lengths, self.pieces.budget, self.config.seed, epoch)

    def _checks(self, updates: int) -> set[int]:
        checks = min(updates, self.config.checks_per_epoch)
        return {round(updates * number / checks) for number in range(1, checks + 1)}

    def _is_exhausted(self) -> bool:
        return 0 < self.config.early_stopping <= self.checks.without_gain

    def _started(self) -> Started:
        return Started(
            "train",
            self.compute.name,
            self.compute.precision,
            self.total_steps,
            float(self.config.epochs),
            {"train": len(self.data.train), "dev": len(self.data.dev)},
        )

    def _mean_loss(self) -> float:
        loss = self.meter.mean_loss()
        if not math.isfinite(loss):
            raise UserError(
                tr(
                    "The loss is no longer a number at step {step}; the best model before is kept. "
                    "Lower the learning rate or choose precision fp32, and train again.",
                    step=self.meter.step,
                )
            )
        return loss

    def _score(
        self, here: tuple[int, int], epoch: float, folder: Path, stopped: Callable[[], bool]
    ) -> Iterator[Event]:
        self._mean_loss()  # a network that says NaN must not be kept
        scored = self.checks.score(self.meter.step, epoch, stopped)
        if scored is None:
            self.stopped = True
            return
        self.checked = here
        yield from self.checks.take(scored, folder)

    def _secure(self) -> Iterator[Event]:
        """Bring the training to the disk; where there is no room, say so and go on."""
        if not self.meter.is_finite():
            return
        try:
            self.checkpoints.write(self)
        except UserError as error:
            yield Note(str(error))

    def _end(self, folder: Path) -> Iterator[Event]:
        if self.stopped:
            if self.best is None and self.meter.step:
                yield from self.checks.keep_unscored(self.meter.step, folder)
            yield Stage("checkpoint", 0, 1)
            yield from self._secure()
            return
        yield from self.checks.recover()
        remove(self.checkpoints.folder)
        if self._is_exhausted() and self.meter.step < self.total_steps:
            yield Note(
                tr(
                    "The dev score has not improved for {count} checks, so the training ends early.",
                    count=self.checks.without_gain,
                )
            )


def seed_everything(seed: int) -> None:
    """Seed every source of chance that a training or a new head draws from."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
