"""Documents → rows: everything that is written about a document."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from bertstudio.core.differing import differing
from bertstudio.core.documents import Document, DocumentLabel, Span
from bertstudio.core.text import word_count
from bertstudio.store.rows import ids_in, now_ms, packed_tokens, sql_text

Row = tuple[Any, ...]

NONE = ""
"""Stands in a row where a number is wanted and there is none: to bind None takes six times as long, because
sqlite3 asks its adapters what it is. The statements make NULL of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where new documents go: the id of the first (the others count on), their import and their state.

    Ids are never used twice and grow, so they serve as positions too.
    """

    first: int
    batch: int
    state: int


_INSERT_DOCUMENT = (
    "INSERT INTO documents (id, batch, state, position, title, split, status, flagged, note, language,"
    ' source, "group", key, checksum, n_characters, n_words, n_spans, n_suggestions, min_confidence, changed,'
    " revision)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, 0)"
)
_UPDATE_DOCUMENT = (
    "UPDATE documents SET title = ?, split = ?, status = ?, flagged = ?, note = ?, language = ?,"
    " n_spans = ?, n_suggestions = ?, min_confidence = nullif(?, ''), changed = ?, revision = revision + 1"
    " WHERE id = ?"
)
INSERT_SPAN = (
    'INSERT INTO spans (document, id, suggested, start, "end", label, origin, confidence, run,'
    " note)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?)"
)
_REPLACE_SPAN = INSERT_SPAN.replace("INSERT", "REPLACE")
_INSERT_LABEL = (
    "INSERT INTO document_labels (document, suggested, position, label, origin, confidence, run)"
    " VALUES (?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''))"
)
_INSERT_TEXT = "INSERT INTO texts (document, text, tokens, meta) VALUES (?, ?, ?, ?)"
_INSERT_RELATION = (
    "INSERT INTO relations (document, id, head, tail, label, origin, confidence) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_ANSWER = (
    'INSERT INTO answers (document, id, question, start, "end", origin, confidence)'
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def insert(
    connection: sqlite3.Connection,
    documents: Sequence[tuple[Document, str | bytes, int]],
    place: Place,
    label_ids: dict[str, int],
) -> None:
    """Write new documents, each with its text and checksum as `rows.stored_text` returns them.

    `label_ids` holds the row of every label they carry.
    """
    rows = _Rows(place, label_ids)
    for number, (document, text, key) in enumerate(documents, place.first):
        rows.add(number, document, text, key)
    for statement, several in rows.by_statement.items():
        write_many(connection, statement, several)


def write_many(connection: sqlite3.Connection, statement: str, rows: Sequence[Row]) -> None:
    """Insert rows, many with each step of SQLite: that takes half the time of one by one.

    While SQLite takes a step the other threads of the program run, above all that of the window.
    """
    several, whole = _many(statement), len(rows) - len(rows) % ROWS_OF_A_STEP
    for first in range(0, whole, ROWS_OF_A_STEP):
        values: list[Any] = []
        for row in rows[first : first + ROWS_OF_A_STEP]:
            values += row
        connection.execute(several, values)
    connection.executemany(statement, rows[whole:])


ROWS_OF_A_STEP = 200
"""Rows that are inserted by one step; with 20 values each they stay below the bound of SQLite."""


@cache
def _many(statement: str) -> str:
    head, values = statement.split(" VALUES ")
    return f"{head} VALUES {', '.join([values] * ROWS_OF_A_STEP)}"


class _Rows:
    """The rows of new documents, table by table."""

    def __init__(self, place: Place, label_ids: dict[str, int]) -> None:
        self._place = place
        self._label_ids = label_ids
        self._now = now_ms()
        self.by_statement: dict[str, list[Row]] = {
            _INSERT_DOCUMENT: [],
            _INSERT_TEXT: [],
            INSERT_SPAN: [],
            _INSERT_LABEL: [],
            _INSERT_RELATION: [],
            _INSERT_ANSWER: [],
        }

    def add(self, number: int, document: Document, text: str | bytes, key: int) -> None:
        """Take in one document under a number."""
        rows, label_ids = self.by_statement, self._label_ids
        rows[_INSERT_DOCUMENT].append(self._document_row(number, document, key))
        tokens = packed_tokens(document.tokens) if document.tokens else ""
        meta = json.dumps(dict(document.meta)) if document.meta else "{}"
        rows[_INSERT_TEXT].append((number, text, tokens, meta))
        if document.spans:
            rows[INSERT_SPAN] += [span_row(number, span, 0, label_ids) for span in document.spans]
        if document.suggestions:
            rows[INSERT_SPAN] += [span_row(number, span, 1, label_ids) for span in document.suggestions]
        if document.labels:
            rows[_INSERT_LABEL] += label_rows(number, document.labels, 0, label_ids)
        if document.label_suggestions:
            rows[_INSERT_LABEL] += label_rows(number, document.label_suggestions, 1, label_ids)
        if document.relations:
            rows[_INSERT_RELATION] += _relation_rows(number, document, label_ids)
        if document.answers:
            rows[_INSERT_ANSWER] += _answer_rows(number, document)

    def _document_row(self, number: int, document: Document, key: int) -> Row:
        text = document.text
        title, note, language, source, group, name = _stored(_strings(document))
        return (
            number,
            self._place.batch,
            self._place.state,
            number,
            title,
            str(document.split),
            str(document.status),
            int(document.flagged),
            note,
            language,
            source,
            group,
            name,
            key,
            len(text),
            word_count(text),
            *_counters(document),
            self._now,
        )


_strings = attrgetter("title", "note", "language", "source", "group", "key")


def _stored(strings: tuple[str, ...]) -> Iterable[str | bytes]:
    try:
        "".join(strings).encode()
    except UnicodeEncodeError:
        return map(sql_text, strings)
    return strings


def _relation_rows(number: int, document: Document, label_ids: dict[str, int]) -> Iterator[Row]:
    for item in document.relations:
        label = label_ids[item.label]
        yield number, item.id, item.head, item.tail, label, str(item.origin), item.confidence


def _answer_rows(number: int, document: Document) -> Iterator[Row]:
    for item in document.answers:
        question = sql_text(item.question)
        yield number, item.id, question, item.start, item.end, str(item.origin), item.confidence


def _counters(document: Document) -> tuple[int, int, float | str]:
    suggested = len(document.suggestions) + len(document.label_suggestions)
    lowest = _lowest(document.suggestions, document.label_suggestions) if suggested else None
    return len(document.spans), suggested, NONE if lowest is None else lowest


def _lowest(spans: tuple[Span, ...], labels: tuple[DocumentLabel, ...]) -> float | None:
    """Return the lowest confidence of these suggestions."""
    confidences = [span.confidence for span in spans] + [label.confidence for label in labels]
    return min((value for value in confidences if value is not None), default=None)


def span_row(document: int, span: Span, suggested: int, label_ids: dict[str, int]) -> Row:
    """Return the row of a span."""
    return (
        document,
        span.id,
        suggested,
        span.start,
        span.end,
        label_ids[span.label],
        str(span.origin),
        NONE if span.confidence is None else span.confidence,
        NONE if span.run is None else span.run,
        sql_text(span.note) if span.note else "",
    )


def label_rows(
    document: int, labels: Iterable[DocumentLabel], suggested: int, label_ids: dict[str, int]
) -> list[Row]:
    """Return the rows of the labels of a document."""
    return [
        (
            document,
            suggested,
            position,
            label_ids[item.label],
            str(item.origin),
            NONE if item.confidence is None else item.confidence,
            NONE if item.run is None else item.run,
        )
        for position, item in enumerate(labels)
    ]


def update(
    connection: sqlite3.Connection,
    changes: Sequence[tuple[Document, Document]],
    label_ids: dict[str, int],
) -> None:
    """Write what differs between two states of each document, and nothing else."""
    removed: list[tuple[int, int]] = []
    written: list[Row] = []
    for old, new in changes:
        _span_changes(old, new, label_ids, removed, written)
        _update_labels(connection, old, new, label_ids)
    connection.executemany("DELETE FROM spans WHERE document = ? AND id = ?", removed)
    connection.executemany(_REPLACE_SPAN, written)
    now = now_ms()
    connection.executemany(_UPDATE_DOCUMENT, ((*_changing(new), now, new.id) for _, new in changes))


def _changing(document: Document) -> Row:
    plain = (sql_text(document.title), str(document.split), str(document.status), int(document.flagged))
    return *plain, sql_text(document.note), sql_text(document.language), *_counters(document)


def _update_labels(
    connection: sqlite3.Connection, old: Document, new: Document, label_ids: dict[str, int]
) -> None:
    pairs = ((old.labels, new.labels), (old.label_suggestions, new.label_suggestions))
    for suggested, (before, after) in enumerate(pairs):
        if before != after:
            connection.execute(
                "DELETE FROM document_labels WHERE document = ? AND suggested = ?", (new.id, suggested)
            )
            connection.executemany(_INSERT_LABEL, label_rows(new.id, after, suggested, label_ids))


def _span_changes(
    old: Document,
    new: Document,
    label_ids: dict[str, int],
    removed: list[tuple[int, int]],
    written: list[Row],
) -> None:
    before: dict[int, tuple[int, Span]] = {}
    after: dict[int, tuple[int, Span]] = {}
    pairs = ((old.spans, new.spans), (old.suggestions, new.suggestions))
    for suggested, (old_spans, new_spans) in enumerate(pairs):
        _, gone, come = differing(old_spans, new_spans)
        before |= {span.id: (suggested, span) for span in gone}
        after |= {span.id: (suggested, span) for span in come}
    removed += [(new.id, span_id) for span_id in before.keys() - after.keys()]
    written += [
        span_row(new.id, span, suggested, label_ids)
        for span_id, (suggested, span) in after.items()
        if before.get(span_id) != (suggested, span)
    ]


Suggested = tuple[int, tuple[Span, ...], tuple[DocumentLabel, ...]]
"""A document id with its suggested spans and labels."""


def write_suggestions(
    connection: sqlite3.Connection, documents: Sequence[Suggested], label_ids: dict[str, int]
) -> None:
    """Replace the suggestions of documents."""
    listed = ids_in([number for number, _, _ in documents])
    connection.execute(f"DELETE FROM spans WHERE document IN ({listed}) AND suggested = 1")  # noqa: S608
    connection.execute(f"DELETE FROM document_labels WHERE document IN ({listed}) AND suggested = 1")  # noqa: S608
    connection.executemany(
        INSERT_SPAN,
        (span_row(number, span, 1, label_ids) for number, spans, _ in documents for span in spans),
    )
    connection.executemany(
        _INSERT_LABEL,
        (row for number, _, labels in documents for row in label_rows(number, labels, 1, label_ids)),
    )
    now = now_ms()
    connection.executemany(
        "UPDATE documents SET n_suggestions = ?, min_confidence = ?, changed = ?, revision = revision + 1"
        " WHERE id = ?",
        ((len(spans) + len(labels), _lowest(spans, labels), now, n) for n, spans, labels in documents),
    )
