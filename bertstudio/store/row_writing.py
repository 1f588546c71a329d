"""Documents → rows: everything that is written about a document."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bertstudio.core.differing import differing
from bertstudio.core.documents import Document, DocumentLabel, Span
from bertstudio.core.text import word_count
from bertstudio.store.rows import checksum_key, ids_in, now_ms, packed_tokens, sql_text

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new document goes: its id, import, state and position."""

    id: int
    batch: int
    state: int
    position: int


_INSERT_DOCUMENT = (
    "INSERT INTO documents (id, batch, state, position, title, split, status, flagged, note, language,"
    ' source, "group", key, checksum, n_characters, n_words, n_spans, n_suggestions, min_confidence, changed,'
    " revision)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
)
_UPDATE_DOCUMENT = (
    "UPDATE documents SET title = ?, split = ?, status = ?, flagged = ?, note = ?, language = ?,"
    " n_spans = ?, n_suggestions = ?, min_confidence = ?, changed = ?, revision = revision + 1 WHERE id = ?"
)
INSERT_SPAN = (
    'INSERT INTO spans (document, id, suggested, start, "end", label, origin, confidence, run,'
    " note)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_REPLACE_SPAN = INSERT_SPAN.replace("INSERT", "REPLACE")
_INSERT_LABEL = (
    "INSERT INTO document_labels (document, suggested, position, label, origin, confidence, run)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
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
    placed: Sequence[tuple[Place, Document]],
    label_ids: dict[str, int],
) -> None:
    """Write new documents. `label_ids` holds the row of every label they carry."""
    now = now_ms()
    tables = (
        (_INSERT_DOCUMENT, (_document_row(place, d, now) for place, d in placed)),
        (_INSERT_TEXT, (_text_row(place, d) for place, d in placed)),
        (INSERT_SPAN, (row for place, d in placed for row in _span_rows(place, d, label_ids))),
        (_INSERT_LABEL, (row for place, d in placed for row in _all_label_rows(place, d, label_ids))),
        (_INSERT_RELATION, (row for place, d in placed for row in _relation_rows(place, d, label_ids))),
        (_INSERT_ANSWER, (row for place, d in placed for row in _answer_rows(place, d))),
    )
    for statement, rows in tables:
        connection.executemany(statement, rows)


def _text_row(place: Place, document: Document) -> Row:
    tokens, meta = packed_tokens(document.tokens), json.dumps(dict(document.meta))
    return place.id, sql_text(document.text), tokens, meta


def _span_rows(place: Place, document: Document, label_ids: dict[str, int]) -> Iterator[Row]:
    for suggested, spans in enumerate((document.spans, document.suggestions)):
        yield from (span_row(place.id, span, suggested, label_ids) for span in spans)


def _all_label_rows(place: Place, document: Document, label_ids: dict[str, int]) -> Iterator[Row]:
    for suggested, labels in enumerate((document.labels, document.label_suggestions)):
        yield from label_rows(place.id, labels, suggested, label_ids)


def _relation_rows(place: Place, document: Document, label_ids: dict[str, int]) -> Iterator[Row]:
    for item in document.relations:
        number = label_ids[item.label]
        yield place.id, item.id, item.head, item.tail, number, str(item.origin), item.confidence


def _answer_rows(place: Place, document: Document) -> Iterator[Row]:
    for item in document.answers:
        question = sql_text(item.question)
        yield place.id, item.id, question, item.start, item.end, str(item.origin), item.confidence


def _document_row(place: Place, document: Document, now: int) -> Row:
    strings = (document.note, document.language, document.source, document.group, document.key)
    return (
        place.id,
        place.batch,
        place.state,
        place.position,
        sql_text(document.title),
        str(document.split),
        str(document.status),
        int(document.flagged),
        *map(sql_text, strings),
        checksum_key(document.text),
        len(document.text),
        word_count(document.text),
        *_counters(document),
        now,
    )


def _counters(document: Document) -> tuple[int, int, float | None]:
    suggested = len(document.suggestions) + len(document.label_suggestions)
    return len(document.spans), suggested, _lowest(document.suggestions, document.label_suggestions)


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
        span.confidence,
        span.run,
        sql_text(span.note),
    )


def label_rows(
    document: int, labels: Iterable[DocumentLabel], suggested: int, label_ids: dict[str, int]
) -> list[Row]:
    """Return the rows of the labels of a document."""
    return [
        (document, suggested, position, label_ids[item.label], str(item.origin), item.confidence, item.run)
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
