"""Sequences of tags whose neighbours matter: the best one, and how sure each of its tags is.

The scores of a sequence are those of its words plus those of its steps from tag to tag, as a CRF learns them
(Lafferty, McCallum and Pereira, 2001). Plain numpy, in double precision.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bertstudio.tasks.ner.viterbi import ROWS_AT_ONCE, Scores, Tags

Table = NDArray[np.float64]
SMALLEST = 1e-300


@dataclass(frozen=True, slots=True)
class Chain:
    """What the steps between tags are worth; forbidden ones are worth -10,000."""

    start: Table
    """`[tags]`: worth of the first tag of a document."""
    steps: Table
    """`[tags, tags]`: worth of a step from the first to the second."""


def best_sequences(scores: Sequence[Scores], chain: Chain) -> list[Tags]:
    """Return for each document the tags with the largest score (Viterbi). `scores`: `[words, tags]` each."""
    return _in_batches(scores, lambda padded, lengths: _best(padded, lengths, chain), np.int64)


def log_marginals(scores: Sequence[Scores], chain: Chain) -> list[Scores]:
    """Return for each document the log-probability of every tag at every word, `[words, tags]`.

    The forward-backward algorithm: what all sequences through that tag are worth, of all there are.
    """
    return _in_batches(scores, lambda padded, lengths: _marginals(padded, lengths, chain), np.float32)


def log_likelihood(table: Scores, tags: Sequence[int], chain: Chain, *, begins: bool) -> float:
    """Return the log-probability of tags of at least one word; `begins` if the first begins a document."""
    start = chain.start if begins else np.zeros_like(chain.start)
    padded = table[None].astype(np.float64)
    told = float(start[tags[0]]) + float(table[np.arange(len(tags)), tags].astype(np.float64).sum())
    told += float(chain.steps[tags[:-1], tags[1:]].sum())
    forward = _forward(padded, np.array([len(table)]), start, chain.steps)
    return told - float(_log_sum(forward[0, -1]))


def _in_batches(
    scores: Sequence[Scores], answer: Callable[[Table, NDArray[np.int64]], NDArray[Any]], kind: type
) -> list[NDArray[Any]]:
    """Answer sequences of like length together; those without words have empty answers."""
    found: list[NDArray[Any]] = [np.zeros(0, kind) for _ in scores]
    for rows in _batches(scores):
        lengths = np.array([len(scores[row]) for row in rows])
        padded = np.zeros((len(rows), lengths.max(), scores[rows[0]].shape[1]))
        for place, row in enumerate(rows):
            padded[place, : lengths[place]] = scores[row]
        for row, length, one in zip(rows, lengths, answer(padded, lengths), strict=True):
            found[row] = one[:length].astype(kind)
    return found


def _batches(scores: Sequence[Scores]) -> Iterator[list[int]]:
    order = sorted((row for row, table in enumerate(scores) if len(table)), key=lambda row: len(scores[row]))
    for first in range(0, len(order), ROWS_AT_ONCE):
        yield order[first : first + ROWS_AT_ONCE]


def _best(padded: Table, lengths: NDArray[np.int64], chain: Chain) -> NDArray[np.int64]:
    rows, longest, width = padded.shape
    back = np.zeros((rows, longest, width), np.int64)
    score = padded[:, 0] + chain.start
    for step in range(1, longest):
        joined = score[:, :, None] + chain.steps
        running = (step < lengths)[:, None]
        # A document that has ended stays where it is: its own tag before, nothing added.
        back[:, step] = np.where(running, joined.argmax(axis=1), np.arange(width))
        score = np.where(running, joined.max(axis=1) + padded[:, step], score)
    tags = np.zeros((rows, longest), np.int64)
    tags[:, -1] = score.argmax(axis=1)
    for step in range(longest - 1, 0, -1):
        tags[:, step - 1] = back[np.arange(rows), step, tags[:, step]]
    return tags


def _marginals(padded: Table, lengths: NDArray[np.int64], chain: Chain) -> Table:
    forward = _forward(padded, lengths, chain.start, chain.steps)
    total = _log_sum(forward[:, -1])
    backward = np.zeros_like(forward)
    for step in range(padded.shape[1] - 2, -1, -1):
        ahead = backward[:, step + 1] + padded[:, step + 1]
        running = (step + 1 < lengths)[:, None]
        backward[:, step] = np.where(running, _log_product(ahead, chain.steps.T), 0.0)
    found: Table = forward + backward - total[:, None, None]
    return found


def _forward(padded: Table, lengths: NDArray[np.int64], start: Table, steps: Table) -> Table:
    """Return what all sequences up to a tag are worth; behind the end of a document its last values."""
    forward = np.zeros_like(padded)
    forward[:, 0] = padded[:, 0] + start
    for step in range(1, padded.shape[1]):
        before = forward[:, step - 1]
        moved = _log_product(before, steps) + padded[:, step]
        forward[:, step] = np.where((step < lengths)[:, None], moved, before)
    return forward


def _log_product(rows: Table, steps: Table) -> Table:
    """Return log(exp(rows) @ exp(steps)), without leaving the range of numbers."""
    most = rows.max(axis=1, keepdims=True)
    found: Table = np.log(np.maximum(np.exp(rows - most) @ np.exp(steps), SMALLEST)) + most
    return found


def _log_sum(rows: Table) -> Table:
    most = rows.max(axis=-1, keepdims=True)
    found: Table = np.log(np.exp(rows - most).sum(axis=-1)) + most[..., 0]
    return found
