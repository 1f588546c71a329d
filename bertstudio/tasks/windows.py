"""Long texts as overlapping windows. Pure arithmetic on positions of word pieces."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise


def cut(length: int, capacity: int, stride: int) -> list[tuple[int, int]]:
    """Return windows `[start, end)` that cover `length` word pieces, none longer than `capacity`.

    Neighbours share at least `stride` pieces, or half a window if that is less. The last window ends with
    the text and is as full as the others, so that nothing is decided with less context than there is.
    """
    if length <= capacity:
        return [(0, length)]
    step = max(1, capacity - min(stride, capacity // 2))
    starts = list(range(0, length - capacity, step))
    return [(start, start + capacity) for start in (*starts, length - capacity)]


def deciding(windows: Sequence[tuple[int, int]], positions: Sequence[int]) -> list[tuple[int, int]]:
    """Return for each window the slice `[first, last)` of the ascending `positions` that it decides.

    A position is decided in the window that holds most of its context, that is where its distance to the
    nearer border is largest (a border of the text itself does not count); of two such, in the first.
    """
    last_decided = [(left[1] - 1 + right[0]) // 2 for left, right in pairwise(windows)]
    cuts = [bisect_left(positions, border + 1) for border in last_decided]
    return list(zip([0, *cuts], [*cuts, len(positions)], strict=True))


def batches(lengths: Sequence[int], order: Sequence[int], budget_tokens: int) -> list[list[int]]:
    """Cut indices, in the order given, into batches whose padded size stays within the budget.

    A single window longer than the budget is a batch of its own.
    """
    found: list[list[int]] = []
    batch: list[int] = []
    longest = 0
    for index in order:
        longest = max(longest, lengths[index])
        if batch and longest * (len(batch) + 1) > budget_tokens:
            found.append(batch)
            batch, longest = [], lengths[index]
        batch.append(index)
    return [*found, batch] if batch else found
