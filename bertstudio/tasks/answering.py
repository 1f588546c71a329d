"""Running a model over windows in batches of like length. Imports torch when it is called."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bertstudio.tasks.base import Compute, TaskModel
from bertstudio.tasks.pretrained import body_parameters
from bertstudio.tasks.windows import batches

OPERATIONS_AT_ONCE = 5e10
"""Work of one batch on the CPU: a fraction of a second, so that a stop is obeyed within one."""
FEWEST_TOKENS, MOST_TOKENS = 64, 384
"""Larger batches gain a processor nothing: they hold more padding, and int8 has one scale for all of them."""
GPU_TOKENS = 32_768


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
    """Decode all windows, longest first, so that too little memory shows at once.

    A batch for which there is no memory is halved until it is a single window.
    """
    import torch

    lengths = [window.length for window in windows]
    order = sorted(range(len(windows)), key=lambda index: -lengths[index])
    waiting = deque(batches(lengths, order, _budget_tokens(model, compute)))
    answers: list[Any] = [None] * len(windows)
    model.network.eval()
    with torch.inference_mode(), autocast(compute):
        while waiting:
            if stopped():
                return Answered(answers, complete=False)
            batch = waiting.popleft()
            try:
                found = model.decode(model.collate([windows[index] for index in batch]))
            except (RuntimeError, MemoryError) as error:
                if len(batch) == 1 or not is_full_memory(error):
                    raise
                torch.cuda.empty_cache()
                waiting.extendleft((batch[len(batch) // 2 :], batch[: len(batch) // 2]))
                continue
            for index, one in zip(batch, found, strict=True):
                answers[index] = one
    return Answered(answers)


def is_full_memory(error: BaseException) -> bool:
    """Tell whether memory ran out; on the CPU torch says so in the text of a plain RuntimeError."""
    import torch

    return isinstance(error, torch.OutOfMemoryError | MemoryError) or "can't allocate memory" in str(error)


def _budget_tokens(model: TaskModel, compute: Compute) -> int:
    if compute.kind != "cpu":
        return GPU_TOKENS
    fitting = OPERATIONS_AT_ONCE / (2 * max(1, body_parameters(model.network)))
    return max(FEWEST_TOKENS, min(MOST_TOKENS, int(fitting)))


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
