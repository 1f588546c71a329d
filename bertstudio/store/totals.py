"""Counts of the whole corpus, kept up to date in the transaction of every edit.

The window shows them after each key press, also of a million documents, so they are never counted anew.
Only documents in the corpus count, not those in the bin or staged.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bertstudio.core.differing import differing
from bertstudio.core.documents import Document, Span
from bertstudio.store.rows import sql_text

_COUNT = (
    "INSERT INTO totals (split, status, language, documents, spans, suggestions)"
    " SELECT d.split, d.status, d.language, {sign}count(*), {sign}sum(d.n_spans), {sign}sum(d.n_suggestions)"
    " FROM documents d WHERE +d.state = 1 AND {condition} GROUP BY 1, 2, 3"
)
_ADD = (
    " ON CONFLICT (split, status, language) DO UPDATE SET documents = documents + excluded.documents,"
    " spans = spans + excluded.spans, suggestions = suggestions + excluded.suggestions"
)
_ADD_ROW = "INSERT INTO totals VALUES (?, ?, ?, ?, ?, ?)" + _ADD  # noqa: S608
_COUNT_LABELS = (
    "SELECT {sign}count(*), a.label FROM {table} a JOIN documents d ON d.id = a.document"
    " WHERE a.suggested = 0 AND +d.state = 1 AND {condition} GROUP BY a.label"
)
_ADD_TO_LABEL = "UPDATE labels SET n_annotations = n_annotations + ? WHERE id = ?"


@contextmanager
def recounted(
    connection: sqlite3.Connection, condition: str, values: Iterable[Any], *, labels: bool = True
) -> Iterator[None]:
    """Keep the totals right while the block changes documents that a condition on `documents d` finds.

    It must find the same documents before and after. With `labels=False` the annotations stay as they are.
    """
    parameters = tuple(values)
    _count(connection, "-", condition, parameters, labels)
    yield
    _count(connection, "+", condition, parameters, labels)


def count_all(connection: sqlite3.Connection, sign: str, condition: str, values: Iterable[Any]) -> None:
    """Add documents that have just come into the corpus (`+`), or take away those that will leave it (`-`).

    For many at once, all of which do so: half the work of `recounted`.
    """
    _count(connection, sign, condition, tuple(values), labels=True)


def _count(
    connection: sqlite3.Connection, sign: str, condition: str, values: tuple[Any, ...], labels: bool
) -> None:
    connection.execute(_COUNT.format(sign=sign, condition=condition) + _ADD, values)
    if labels:
        for table in ("spans", "document_labels"):
            query = _COUNT_LABELS.format(sign=sign, table=table, condition=condition)
            connection.executemany(_ADD_TO_LABEL, connection.execute(query, values).fetchall())


@dataclass(slots=True)
class Difference:
    """What documents that were changed one by one add to the totals."""

    places: Counter[tuple[str, str, str, int]] = field(default_factory=Counter)
    """(split, status, language, 0 documents | 1 spans | 2 suggestions) → number"""
    labels: Counter[str] = field(default_factory=Counter)

    def note(self, old: Document, new: Document) -> None:
        """Count what differs between two states of a document of the corpus."""
        for sign, document in ((-1, old), (1, new)):
            place = (str(document.split), str(document.status), document.language)
            suggested = len(document.suggestions) + len(document.label_suggestions)
            for kind, number in enumerate((1, len(document.spans), suggested)):
                self.places[*place, kind] += sign * number
        for _, before, after in (differing(old.spans, new.spans), differing(old.labels, new.labels)):
            self.labels.subtract(item.label for item in before)
            self.labels.update(item.label for item in after)

    def note_spans(
        self, place: tuple[str, str, str], before: Sequence[Span], after: Sequence[Span], suggestions: int
    ) -> None:
        """Count annotations that were exchanged in a document of the corpus, and suggestions that were added.

        `place` is its split, status and language.
        """
        self.places[*place, 1] += len(after) - len(before)
        self.places[*place, 2] += suggestions
        self.labels.subtract(span.label for span in before)
        self.labels.update(span.label for span in after)

    def write(self, connection: sqlite3.Connection, label_ids: dict[str, int]) -> None:
        """Add it to the totals."""
        rows = {key[:3] for key, number in self.places.items() if number}
        connection.executemany(_ADD_ROW, (self._row(place) for place in rows))
        connection.executemany(
            _ADD_TO_LABEL, ((number, label_ids[name]) for name, number in self.labels.items() if number)
        )

    def _row(self, place: tuple[str, str, str]) -> tuple[Any, ...]:
        split, status, language = place
        return split, status, sql_text(language), *(self.places[*place, kind] for kind in range(3))
