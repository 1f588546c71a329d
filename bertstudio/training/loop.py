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
from bertstudio.core.events import Event, Note, Saved, Scored, Started
from bertstudio.core.words import tr
from bertstudio.tasks.answering import answer, autocast
from bertstudio.tasks.base import Compute, Example, Task, TaskModel
from bertstudio.tasks.pretrained import body_parameters, freeze
from bertstudio.training import batches
from bertstudio.training.checkpoint import keep
from bertstudio.training.config import TrainConfig, automatic_learning_rate
from bertstudio.training.meter import Meter
from bertstudio.training.optimizer import Optimizer
from bertstudio.training.shortcuts_torch import quicken

PIECE_OPERATIONS = 1e11
"""Work of one piece of an update on the CPU: about half a second, so that Stop is obeyed within one."""
FEWEST_PIECE_TOKENS = 64
GPU_PIECE_TOKENS = 16_384


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned and what is scored."""

    train: Sequence[Example]
    dev: Sequence[Example]
    dev_documents: Sequence[Document]
    """The documents of `dev`, in the same order."""


class Training:
    """One training. `events()` runs it; `best`, `stopped` and `meter` say how it went."""

    def __init__(
        self, task: Task, model: TaskModel, data: Data, config: TrainConfig, compute: Compute
    ) -> None:
        seed_everything(config.seed)
        self.task, self.model, self.data, self.config, self.compute = task, model, data, config, compute
        self.best: Scored | None = None
        self.stopped = False
        self.checks_without_gain = 0
        model.network.to(compute.kind)
        freeze(model.network, config.freeze_layers)
        self._masks = quicken(model.network, compute.precision) if compute.kind == "cpu" else []
        model.balance(data.train)
        self.windows = model.encode(data.train)
        self.dev_windows = model.encode(data.dev)
        self.lengths = [window.length for window in self.windows]
        self.budget = batches.budget_tokens(self.lengths, config.batch_size, config.gradient_accumulation)
        self.piece_tokens = self._piece_tokens()
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

    def events(self, folder: Path, stopped: Callable[[], bool] = lambda: False) -> Iterator[Event]:
        """Train, and keep the model with the best dev F1 in `folder`.

        Raises:
            UserError: the loss is no number any more, or the memory does not hold a single window.
        """
        yield self._started()
        # Epochs differ by an update or two, as windows fall into batches; the number of steps is kept.
        for epoch in count():
            updates = self._updates(epoch)
            checks = self._checks(len(updates))
            for number, update in enumerate(updates, 1):
                seen = min(epoch + number / len(updates), float(self.config.epochs))
                yield from self._update(update, seen, stopped)
                last = self.meter.step >= self.total_steps
                if not self.stopped and (last or number in checks):
                    yield from self._score(seen, folder, stopped)
                if last or self.stopped or self._is_exhausted():
                    yield from self._end(folder)
                    return

    def _update(self, update: list[int], epoch: float, stopped: Callable[[], bool]) -> Iterator[Event]:
        """Make one step, or leave the weights as they were when Stop comes in between."""
        began = time.perf_counter()
        self.model.network.train()
        while True:
            try:
                total, targets = self._gradients(update, stopped)
                break
            except torch.OutOfMemoryError:
                # Part of the gradients may be added already: begin the update anew, in smaller pieces.
                self.optimizer.forget()
                torch.cuda.empty_cache()
                yield Note(self._smaller_pieces(update))
        if self.stopped:
            return
        rate = self.optimizer.step(self.meter.step, targets, self.config.max_grad_norm)
        tokens = sum(self.lengths[index] for index in update)
        self.meter.add(total, targets, tokens, time.perf_counter() - began)
        if self.meter.is_due():
            yield self.meter.progress(epoch, self._mean_loss(), rate)

    def _gradients(self, update: list[int], stopped: Callable[[], bool]) -> tuple[Any, float]:
        total: Any = 0.0
        targets = 0.0
        for pool in self._masks:
            pool.renew()
        for piece in self._pieces(update):
            if stopped():
                self.optimizer.forget()
                self.stopped = True
                break
            batch = self.model.collate([self.windows[index] for index in piece])
            with autocast(self.compute):
                loss, known = self.model.loss(batch)
            loss.backward()
            total, targets = total + loss.detach(), targets + known
        return total, targets

    def _pieces(self, update: list[int]) -> list[list[int]]:
        wanted = math.ceil(self.budget / self.config.gradient_accumulation)
        return batches.parts(update, self.lengths, min(wanted, self.piece_tokens))

    def _smaller_pieces(self, update: list[int]) -> str:
        longest = max(self.lengths[index] for index in update)
        if self.piece_tokens <= longest:
            raise UserError(
                tr(
                    "The memory of {device} is too small for one passage. Lower max_window_tokens.",
                    device=self.compute.name or self.compute.kind,
                )
            )
        self.piece_tokens = max(longest, min(self.piece_tokens, self.budget) // 2)
        return tr(
            "The memory is full. Batches are now cut into pieces of {count} tokens.", count=self.piece_tokens
        )

    def _piece_tokens(self) -> int:
        if self.compute.kind != "cpu":
            return GPU_PIECE_TOKENS
        fitting = PIECE_OPERATIONS / (6 * max(1, body_parameters(self.model.network)))
        return max(FEWEST_PIECE_TOKENS, int(fitting))

    def _updates(self, epoch: int) -> list[list[int]]:
        return batches.updates(self.lengths, self.budget, self.config.seed, epoch)

    def _checks(self, updates: int) -> set[int]:
        checks = min(updates, self.config.checks_per_epoch)
        return {round(updates * number / checks) for number in range(1, checks + 1)}

    def _is_exhausted(self) -> bool:
        return 0 < self.config.early_stopping <= self.checks_without_gain

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
                    "The loss is no longer a number at step {step}. Lower the learning rate and train again.",
                    step=self.meter.step,
                )
            )
        return loss

    def _score(self, epoch: float, folder: Path, stopped: Callable[[], bool]) -> Iterator[Event]:
        began = time.perf_counter()
        self._mean_loss()  # a network that says NaN must not be kept
        answered = answer(self.model, self.dev_windows, self.compute, stopped=stopped)
        if not answered.complete:
            self.stopped = True
            return
        total, known = self.model.losses(self.dev_windows, answered.answers)
        found = self.model.predictions(self.data.dev, self.dev_windows, answered.answers)
        predicted = [
            self.task.predicted(document, self.task.annotations(document, prediction, 0))
            for document, prediction in zip(self.data.dev_documents, found, strict=True)
        ]
        micro = self.task.score(self.data.dev_documents, predicted).micro
        best = self.best
        loss = total / max(1e-9, known)
        # While nothing is found yet, a falling loss is the gain.
        is_best = best is None or (micro.f1, -loss) > (best.f1, -best.loss)
        scored = Scored(
            self.meter.step, round(epoch, 4), loss, micro.precision, micro.recall, micro.f1, is_best,
            round(time.perf_counter() - began, 3),
        )  # fmt: skip
        self.checks_without_gain = 0 if is_best else self.checks_without_gain + 1
        yield scored
        if is_best:
            self.best = scored
            yield self._keep(folder)

    def _end(self, folder: Path) -> Iterator[Event]:
        if self.stopped and self.best is None and self.meter.step:
            # Stopped before the first check: what has been learned is better than nothing.
            yield self._keep(folder)
        elif self._is_exhausted() and self.meter.step < self.total_steps:
            yield Note(
                tr(
                    "The dev score has not improved for {count} checks, so the training ends early.",
                    count=self.checks_without_gain,
                )
            )

    def _keep(self, folder: Path) -> Saved:
        keep(folder, self.model.save)
        return Saved(self.meter.step, folder.name)


def seed_everything(seed: int) -> None:
    """Seed every source of chance that a training or a new head draws from."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
