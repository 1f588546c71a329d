"""The best sequence of BIO tags that is legal: I-X only after B-X or I-X.

Tags are numbered O = 0, B-X = 1 + 2i, I-X = 2 + 2i for the i-th label.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Tags = NDArray[np.int64]

ROWS_AT_ONCE = 256
FORBIDDEN = np.float32(-1e9)


def tag_names(labels: Sequence[str]) -> list[str]:
    """Return the names of all tags in the order of their numbers."""
    return ["O", *(f"{prefix}-{label}" for label in labels for prefix in "BI")]


def best_tags(scores: Sequence[Scores]) -> list[Tags]:
    """Return for each document the legal tags of its words with the largest sum of log-probabilities.

    `scores` holds one array `[words, tags]` a document. The largest of each word is already the answer
    where that happens to be legal; the others go through the Viterbi recursion, many at a time.
    """
    found = [table.argmax(axis=1) if len(table) else np.zeros(0, np.int64) for table in scores]
    broken = [index for index, tags in enumerate(found) if not is_legal(tags)]
    broken.sort(key=lambda index: len(scores[index]))
    for start in range(0, len(broken), ROWS_AT_ONCE):
        rows = broken[start : start + ROWS_AT_ONCE]
        for index, tags in zip(rows, _viterbi([scores[index] for index in rows]), strict=True):
            found[index] = tags
    return found


def is_legal(tags: Tags) -> bool:
    """Tell whether every I-X follows B-X or I-X."""
    inside = (tags > 0) & (tags % 2 == 0)
    before = np.concatenate([np.zeros(1, tags.dtype), tags[:-1]])
    return bool(np.all(~inside | (before == tags) | (before == tags - 1)))


def _viterbi(tables: Sequence[Scores]) -> list[Tags]:
    lengths = np.array([len(table) for table in tables])
    width = tables[0].shape[1]
    emission = np.zeros((len(tables), lengths.max(), width), np.float32)
    for row, table in enumerate(tables):
        emission[row, : len(table)] = table
    begin, inside = np.arange(1, width, 2), np.arange(2, width, 2)
    score = emission[:, 0].copy()
    score[:, inside] = FORBIDDEN
    back = np.zeros(emission.shape, np.int64)
    for step in range(1, emission.shape[1]):
        best = score.argmax(axis=1)
        back[:, step] = best[:, None]
        value = np.repeat(score.max(axis=1)[:, None], width, axis=1)
        goes_on = score[:, inside] >= score[:, begin]
        back[:, step, inside] = np.where(goes_on, inside, begin)
        value[:, inside] = np.where(goes_on, score[:, inside], score[:, begin])
        running = (step < lengths)[:, None]
        # A document that has ended stays where it is: its own tag before, nothing added.
        back[:, step] = np.where(running, back[:, step], np.arange(width))
        score = np.where(running, value + emission[:, step], score)
    return [_follow(back[row, :length], int(score[row].argmax())) for row, length in enumerate(lengths)]


def _follow(back: Tags, last: int) -> Tags:
    tags = np.zeros(len(back), np.int64)
    for step in range(len(back) - 1, -1, -1):
        tags[step] = last
        last = int(back[step, last])
    return tags


def spans_of(tags: Tags) -> list[tuple[int, int, int]]:
    """Return `(first word, last word + 1, label number)` of every entity in legal tags."""
    starts = np.flatnonzero(tags % 2 == 1)
    outside = np.flatnonzero((tags == 0) | (tags % 2 == 1))
    ends = np.append(outside, len(tags))[np.searchsorted(outside, starts, side="right")]
    return [(int(a), int(b), int(tags[a] - 1) // 2) for a, b in zip(starts, ends, strict=True)]
