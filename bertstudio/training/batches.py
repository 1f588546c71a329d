"""Which windows are learned together, and in which order. A function of seed and epoch, without torch."""

import hashlib
import random
from collections.abc import Sequence

from bertstudio.tasks.windows import batches

SORTED_TOGETHER = 32
"""Updates' worth of windows that are sorted by length together: little padding, yet little order."""


def seed_of(*parts: object) -> int:
    """Return a seed of 63 bits for this very purpose and place: parts that differ give seeds far apart."""
    name = "/".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.sha256(name).digest()[:8]) >> 1


def budget_tokens(lengths: Sequence[int], batch_size: int, accumulation: int) -> int:
    """Return how many real tokens one update should hold: so many windows of mean length."""
    mean = sum(lengths) / max(1, len(lengths))
    return max(1, round(mean * batch_size * accumulation))


def updates(lengths: Sequence[int], budget: int, seed: int, epoch: int) -> list[list[int]]:
    """Return the windows behind each update of one epoch, by index; every window comes once.

    Windows of like length come together, so that there is little padding; which and when is drawn anew
    from `(seed, epoch)`, so a training can be taken up again without having saved any random state.
    """
    draw = random.Random(f"{seed}/{epoch}")  # noqa: S311 - an order, not a secret
    order = list(range(len(lengths)))
    draw.shuffle(order)
    total, pools, pool, size = sum(lengths), [], [], 0
    share = max(budget, total / max(1, round(total / (budget * SORTED_TOGETHER))))
    for index in order:
        pool.append(index)
        size += lengths[index]
        if size >= share:
            pools.append(pool)
            pool, size = [], 0
    pools.append(pool)
    found = [
        batch for part in pools for batch in _cut(sorted(part, key=lengths.__getitem__), lengths, budget)
    ]
    draw.shuffle(found)
    return found


def _cut(order: list[int], lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Cut windows into updates of as nearly the same number of real tokens as can be."""
    wanted = max(1, round(sum(lengths[index] for index in order) / budget))
    total = sum(lengths[index] for index in order)
    found: list[list[int]] = [[] for _ in range(wanted)]
    before = 0
    for index in order:
        middle = before + lengths[index] / 2
        found[min(wanted - 1, int(middle * wanted / max(1, total)))].append(index)
        before += lengths[index]
    return [update for update in found if update]


def parts(update: Sequence[int], lengths: Sequence[int], most_tokens: int) -> list[list[int]]:
    """Cut one update into pieces that fit into memory; their gradients are added up."""
    return batches(lengths, update, max(1, most_tokens))
