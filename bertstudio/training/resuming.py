"""A training as a checkpoint, and back: weights, moments of the optimizer, and its place.

Order and masks are functions of seed, epoch and step, so no random state is kept. On one processor a
training that went on from a checkpoint ends with the same weights, bit for bit, as one that was never
interrupted.
"""

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors.torch import load_file, load_model, save_file, save_model

from bertstudio.core.events import Scored
from bertstudio.training import checkpoint
from bertstudio.training.checkpoint import Checkpoint

if TYPE_CHECKING:
    from bertstudio.training.loop import Training

NETWORK, OPTIMIZER = "network.safetensors", "optimizer.safetensors"
COST = 20
"""Writing checkpoints takes at most one part in so many of the time."""


class Checkpoints:
    """Writes a checkpoint of a training whenever enough time has gone by."""

    def __init__(self, folder: Path, seconds: float, earlier_seconds: float = 0.0) -> None:
        self.folder = folder
        self._pause = seconds
        self._began = time.perf_counter() - earlier_seconds
        self._last, self._took = time.perf_counter(), 0.0

    def is_due(self) -> bool:
        """Tell whether another checkpoint is due: not too soon after the last, the less so if it was slow."""
        wait = max(self._pause, COST * self._took) if self._pause else 0.0
        return time.perf_counter() - self._last >= wait

    def write(self, training: "Training") -> None:
        """Write the state of a training between two updates. Raises UserError if the disk is full."""
        began = time.perf_counter()
        state = _state(training) | {"seconds": round(began - self._began, 3)}

        def save(folder: Path) -> None:
            save_model(training.model.network, str(folder / NETWORK))
            save_file(training.optimizer.tensors(), folder / OPTIMIZER)

        try:
            checkpoint.write(self.folder, save, state)
        finally:
            self._last = time.perf_counter()
            self._took = self._last - began


def _state(training: "Training") -> dict[str, Any]:
    meter, checks = training.meter, training.checks
    return {
        "format": 1,
        "step": meter.step,
        "total_steps": training.total_steps,
        "windows": len(training.windows),
        "updated": training.updated,
        "checked": training.checked,
        "tokens": meter.tokens,
        "learning_seconds": meter.seconds,
        "piece_tokens": training.pieces.tokens,
        "best": checks.best and asdict(checks.best),
        "without_gain": checks.without_gain,
    }


def restore(training: "Training", found: Checkpoint, model_folder: Path) -> bool:
    """Put a training where a checkpoint was made. Returns False, and changes nothing, if it is of another
    training: other documents or another configuration."""
    state = found.state
    if (state["windows"], state["total_steps"]) != (len(training.windows), training.total_steps):
        return False
    try:
        load_model(training.model.network, str(found.path / NETWORK), strict=True)
    except RuntimeError:
        return False
    training.optimizer.restore(load_file(found.path / OPTIMIZER))
    training.updated, training.checked = tuple(state["updated"]), tuple(state["checked"])
    training.pieces.tokens = state["piece_tokens"]
    training.meter.go_on(state["step"], state["tokens"], state["learning_seconds"])
    best = state["best"]
    training.checks.best = Scored(**best) if best else None
    training.checks.without_gain = state["without_gain"]
    younger = checkpoint.kept(model_folder)
    if younger is not None and younger.step > state["step"]:
        training.checks.lost = younger
    return True
