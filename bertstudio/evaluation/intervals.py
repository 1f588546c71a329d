"""How sure a score is: document bootstrap for totals, Wilson for single labels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bertstudio.evaluation.scores import Counts

RESAMPLES = 2000
SEED = 13
LEVEL = 0.95
FEW = 30
"""Below this support a score of a single label says little."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Intervals:
    """95 % intervals of the micro scores, resampled by document."""

    precision: Interval = (0.0, 0.0)
    recall: Interval = (0.0, 0.0)
    f1: Interval = (0.0, 0.0)

    def to_dict(self) -> dict[str, list[float]]:
        return {"precision": [*self.precision], "recall": [*self.recall], "f1": [*self.f1]}


def bootstrap(counts: Sequence[Counts], resamples: int = RESAMPLES, seed: int = SEED) -> Intervals:
    """Return percentile intervals of precision, recall and F1; one `Counts` a document.

    Documents, not entities, are drawn: entities of one text stand and fall together.
    """
    if not any(one.support or one.predicted for one in counts):
        return Intervals()
    sums = _resampled([_triple(one) for one in counts], resamples, seed)
    precision, recall, f1 = _prf(sums[:, 0], sums[:, 1], sums[:, 2])
    return Intervals(_percentiles(precision), _percentiles(recall), _percentiles(f1))


def paired_difference(
    ours: Sequence[Counts], theirs: Sequence[Counts], resamples: int = RESAMPLES, seed: int = SEED
) -> Interval:
    """Return the interval of F1(ours) - F1(theirs) over the same documents, in the same order.

    When it includes 0, the difference is within noise.
    """
    if not any(one.support or one.predicted for one in (*ours, *theirs)):
        return 0.0, 0.0
    rows = [(*_triple(one), *_triple(other)) for one, other in zip(ours, theirs, strict=True)]
    sums = _resampled(rows, resamples, seed)
    mine = _prf(sums[:, 0], sums[:, 1], sums[:, 2])[2]
    other = _prf(sums[:, 3], sums[:, 4], sums[:, 5])[2]
    return _percentiles(mine - other)


def wilson(successes: int, total: int) -> Interval:
    """Return the 95 % Wilson interval of a share, honest also for very small numbers; (0, 1) for none."""
    if total <= 0:
        return 0.0, 1.0
    z = 1.959963984540054
    share = successes / total
    scale = 1 + z * z / total
    center = (share + z * z / (2 * total)) / scale
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / scale
    return max(0.0, center - half), min(1.0, center + half)


def _triple(counts: Counts) -> tuple[int, int, int]:
    return counts.true_positives, counts.false_positives, counts.false_negatives


def _resampled(rows: Sequence[tuple[int, ...]], resamples: int, seed: int) -> Any:
    """Draw as many documents as there are, with replacement, and add up their counts: one row a draw."""
    import numpy as np

    # Documents with the same counts are interchangeable, so drawing kinds of documents is the same thing
    # and far cheaper: there are tens of kinds where there are thousands of documents.
    kinds, sizes = np.unique(np.asarray(rows, dtype=np.int64), axis=0, return_counts=True)
    draws = np.random.default_rng(seed).multinomial(len(rows), sizes / sizes.sum(), size=resamples)
    return draws @ kinds


def _prf(right: Any, spurious: Any, missed: Any) -> tuple[Any, Any, Any]:
    import numpy as np

    # F1 = 2tp / (2tp + fp + fn) needs one division and has one undefined case.
    precision = right / np.maximum(right + spurious, 1)
    recall = right / np.maximum(right + missed, 1)
    return precision, recall, 2 * right / np.maximum(2 * right + spurious + missed, 1)


def _percentiles(values: Any) -> Interval:
    import numpy as np

    low, high = np.percentile(values, [50 * (1 - LEVEL), 50 * (1 + LEVEL)])
    return float(low), float(high)
