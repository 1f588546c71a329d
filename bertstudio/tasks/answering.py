"""Running a model over windows in batches of like length. Imports torch when it is called."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bertstudio.tasks.base import Compute, TaskModel
from bertstudio.tasks.windows import batches

BUDGET_TOKENS = {"cpu": 2048, "cuda": 32_768}
"""Tokens at once, padding included, so that a stop is obeyed within a second."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The raw answers of all windows, in their order; `complete` is False if a stop came between."""

    answers: list[Any]
    complete: bool = True


def autocast(compute: Compute) -> Any:
    """Return the context in which a network computes in the precision asked for."""
    import torch

    return torch.autocast(compute.kind, torch.bfloat16, enabled=compute.precision == "bf16")


def answer(
    model: TaskModel,
    windows: Sequence[Any],
    compute: Compute,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Answered:
    """Decode all windows, longest first, so that too little memory shows at once."""
    import torch

    lengths = [window.length for window in windows]
    order = sorted(range(len(windows)), key=lambda index: -lengths[index])
    answers: list[Any] = [None] * len(windows)
    model.network.eval()
    with torch.inference_mode(), autocast(compute):
        for batch in batches(lengths, order, BUDGET_TOKENS[compute.kind]):
            if stopped():
                return Answered(answers, complete=False)
            found = model.decode(model.collate([windows[index] for index in batch]))
            for index, one in zip(batch, found, strict=True):
                answers[index] = one
    return Answered(answers)


def chunks(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    """Cut a stream into lists."""
    chunk: list[Any] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
