"""How fast a training goes and how long it will take. Losses are read from the device only when told."""

import math
import time
from typing import Any

from bertstudio.core.events import Progress
from bertstudio.training.memory import peak_mb

SECONDS_BETWEEN_PROGRESS = 0.1


class Meter:
    """Collects updates and makes a `Progress` of them, ten a second at most."""

    def __init__(self, total_steps: int, kind: str) -> None:
        self.total_steps = total_steps
        self.kind = kind
        self.step = 0
        self._first = 0
        """Steps that an earlier process has made."""
        self.tokens = 0
        """Real word pieces learned so far, without padding."""
        self.seconds = 0.0
        """Time spent learning, without the scoring of dev."""
        self._began = time.perf_counter()
        self._first_step_took = 0.0
        self._losses: list[tuple[Any, float]] = []
        self._told = (0.0, 0, 0.0)
        """When the last Progress was made, and tokens and seconds at that time."""

    def add(self, loss: Any, targets: float, tokens: int, seconds: float) -> None:
        """Count one update: its summed loss (a number or a tensor), targets, real tokens, seconds."""
        self.step += 1
        self.tokens += tokens
        self.seconds += seconds
        self._losses.append((loss, targets))
        if self.step == self._first + 1:
            self._first_step_took = time.perf_counter() - self._began

    def go_on(self, step: int, tokens: int, seconds: float) -> None:
        """Count on from what an earlier process has learned."""
        self.step = self._first = step
        self.tokens, self.seconds = tokens, seconds
        self._told = (0.0, tokens, seconds)

    def is_finite(self) -> bool:
        """Tell whether all losses since the last Progress were numbers."""
        return all(math.isfinite(float(loss)) for loss, _ in self._losses)

    def is_due(self) -> bool:
        """Tell whether somebody wants to hear of the progress: first and last step, and ten a second."""
        due = time.perf_counter() - self._told[0] >= SECONDS_BETWEEN_PROGRESS
        return due or self.step in {self._first + 1, self.total_steps}

    def mean_loss(self) -> float:
        """Return the loss per target since this was asked last; NaN when a loss was no number."""
        pairs, self._losses = self._losses, []
        total = sum(float(loss) for loss, _ in pairs)
        return total / max(1e-9, sum(targets for _, targets in pairs))

    def progress(self, epoch: float, loss: float, learning_rate: float) -> Progress:
        """Return what has happened since the last call, and guess the seconds left."""
        now = time.perf_counter()
        _, tokens, seconds = self._told
        speed = (self.tokens - tokens) / max(1e-9, self.seconds - seconds)
        self._told = (now, self.tokens, self.seconds)
        return Progress(
            self.step,
            self.total_steps,
            round(epoch, 4),
            loss,
            learning_rate,
            round(speed, 1),
            round(peak_mb(self.kind), 1),
            round(self._seconds_a_step(now) * (self.total_steps - self.step), 1),
        )

    @property
    def tokens_per_second(self) -> float:
        """Real tokens learned a second, without the scoring of dev."""
        return self.tokens / max(1e-9, self.seconds)

    def _seconds_a_step(self, now: float) -> float:
        # The first step warms up kernels and allocators; it says little about the others.
        steps = self.step - self._first
        if steps < 2:
            return self._first_step_took
        return (now - self._began - self._first_step_took) / (steps - 1)
