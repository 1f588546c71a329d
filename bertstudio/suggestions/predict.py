"""A trained model over many documents, in constant memory."""

from collections.abc import Callable, Iterable, Iterator

import torch

from bertstudio.tasks.answering import answer, chunks
from bertstudio.tasks.base import Compute, Example, Prediction, TaskModel

EXAMPLES_AT_ONCE = 512
"""Documents whose windows are sorted by length together."""


def predict(
    model: TaskModel,
    examples: Iterable[Example],
    compute: Compute,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Prediction]:
    """Yield one prediction an example, in order, until the examples end or a stop is asked for.

    Results carry the id of their document: whoever pairs them by position must not drop any.
    """
    model.network.to(torch.device(compute.kind))
    for chunk in chunks(iter(examples), EXAMPLES_AT_ONCE):
        windows = model.encode(chunk)
        answered = answer(model, windows, compute, stopped=stopped)
        if not answered.complete:
            return
        yield from model.predictions(chunk, windows, answered.answers)
