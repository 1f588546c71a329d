"""Rows → documents. `row_writing` is the other direction; nothing else knows these columns."""

import hashlib
import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bertstudio.core.documents import (
    Answer,
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
    make_document,
    make_span,
    span_order,
)

_ORIGINS = {str(origin): origin for origin in Origin}
_SPLITS = {str(split): split for split in Split}
_STATUSES = {str(status): status for status in Status}

STAGED, SHOWN, BINNED = 0, 1, 2
"""`documents.state`"""


def sql_text(text: str) -> str | bytes:
    """Return a string as SQLite can hold it: with a lone surrogate only as bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def from_sql(value: str | bytes) -> str:
    """Return a string as it was before `sql_text`."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def checksum_key(text: str) -> int:
    """Return the checksum of a text as the signed number that the index holds."""
    return stored_text(text)[1]


def stored_text(text: str) -> tuple[str | bytes, int]:
    """Return a text as `sql_text` does, and its checksum as the signed number that the index holds.

    It is the number of the first 16 hexadecimal digits that `core.documents.checksum` gives.
    """
    held: str | bytes = text
    try:
        data = text.encode()
    except UnicodeEncodeError:
        held = data = text.encode("utf-8", "surrogatepass")
    return held, int.from_bytes(hashlib.sha256(data).digest()[:8], "big", signed=True)


def now_ms() -> int:
    """Return milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def packed_tokens(tokens: Iterable[tuple[int, int]]) -> str:
    """Return token borders as gaps and lengths, which are short numbers."""
    numbers: list[int] = []
    last = 0
    for start, end in tokens:
        numbers += (start - last, end - start)
        last = end
    return ",".join(map(str, numbers))


def unpacked_tokens(packed: str) -> tuple[tuple[int, int], ...]:
    """Return token borders as they were before `packed_tokens`."""
    if not packed:
        return ()
    numbers, tokens, last = [int(number) for number in packed.split(",")], [], 0
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        tokens.append((last + gap, last + gap + length))
        last += gap + length
    return tuple(tokens)


REVISION = "(d.revision + 4294967296 * (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'renames'))"
"""A number that is another one once anything in a document changed. Renaming a label changes one row of
`labels` and thereby the documents that carry it, so renames count in the upper half."""

_COLUMNS = (
    'd.id, t.text, d.title, d.split, d.status, d.flagged, d.note, d.language, d.source, d."group", d.key,'
    " t.tokens, t.meta, " + REVISION
)


def ids_in(ids: Iterable[int]) -> str:
    """Return ids as an SQL list. Only integers come through."""
    return ",".join(str(int(number)) for number in ids)


def _among(ids: Iterable[int]) -> str:
    """Return the condition that a column is one of these ids, as SQL: a range where they lie in a row."""
    several = [int(number) for number in ids]
    if several and several == list(range(several[0], several[-1] + 1)):
        # So lie the documents of an import. SQLite runs along them instead of looking for each.
        return f"BETWEEN {several[0]} AND {several[-1]}"
    return f"IN ({ids_in(several)})"


def read(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[Document, int]]:
    """Return documents with their revisions by id; those that are not there are left out.

    It reads some hundred documents in five queries; callers cut longer lists into pieces.
    """
    listed = _among(ids)
    spans = _spans(connection, listed)
    labels = _document_labels(connection, listed)
    relations = _relations(connection, listed)
    answers = _answers(connection, listed)
    found = {}
    # Only integers are put into the statement.
    query = f"SELECT {_COLUMNS} FROM documents d JOIN texts t ON t.document = d.id WHERE d.id {listed}"  # noqa: S608
    for row in connection.execute(query):
        number = row[0]
        found[number] = (
            make_document(
                id=number,
                text=from_sql(row[1]),
                title=from_sql(row[2]),
                spans=spans[0].get(number, ()),
                suggestions=spans[1].get(number, ()),
                labels=labels[0].get(number, ()),
                label_suggestions=labels[1].get(number, ()),
                relations=relations.get(number, ()),
                answers=answers.get(number, ()),
                split=_SPLITS[row[3]],
                status=_STATUSES[row[4]],
                flagged=bool(row[5]),
                note=from_sql(row[6]),
                language=from_sql(row[7]),
                source=from_sql(row[8]),
                group=from_sql(row[9]),
                key=from_sql(row[10]),
                tokens=unpacked_tokens(row[11]),
                meta={} if row[12] == "{}" else json.loads(row[12]),
            ),
            row[13],
        )
    return found


def _grouped(pairs: Iterator[tuple[int, Any]]) -> dict[int, tuple[Any, ...]]:
    lists = defaultdict(list)
    for number, item in pairs:
        lists[number].append(item)
    return {number: tuple(items) for number, items in lists.items()}


def _spans(connection: sqlite3.Connection, ids: str) -> tuple[dict[int, tuple[Span, ...]], ...]:
    query = (
        'SELECT s.document, s.suggested, s.id, s.start, s."end", l.name, s.origin, s.confidence, s.run, '  # noqa: S608
        f"s.note FROM spans s JOIN labels l ON l.id = s.label WHERE s.document {ids}"
    )
    found: tuple[dict[int, list[Span]], ...] = (defaultdict(list), defaultdict(list))
    for number, suggested, span_id, start, end, label, origin, confidence, run, note in connection.execute(
        query
    ):
        span = make_span(
            span_id, start, end, from_sql(label), _ORIGINS[origin], confidence, run, from_sql(note)
        )
        found[suggested][number].append(span)
    return tuple(
        {number: tuple(sorted(spans, key=span_order)) for number, spans in part.items()} for part in found
    )


def read_spans(
    connection: sqlite3.Connection, ids: Iterable[int]
) -> tuple[dict[int, tuple[Span, ...]], dict[int, tuple[Span, ...]]]:
    """Return the annotations and the suggestions of documents that have any."""
    spans, suggestions = _spans(connection, _among(ids))
    return spans, suggestions


def read_document_labels(
    connection: sqlite3.Connection, ids: Iterable[int]
) -> tuple[dict[int, tuple[DocumentLabel, ...]], dict[int, tuple[DocumentLabel, ...]]]:
    """Return the labels and the label suggestions of documents that have any."""
    return _document_labels(connection, _among(ids))


def _document_labels(
    connection: sqlite3.Connection, ids: str
) -> tuple[dict[int, tuple[DocumentLabel, ...]], dict[int, tuple[DocumentLabel, ...]]]:
    query = (
        "SELECT a.document, a.suggested, l.name, a.origin, a.confidence, a.run "  # noqa: S608
        f"FROM document_labels a JOIN labels l ON l.id = a.label WHERE a.document {ids} "
        "ORDER BY a.document, a.suggested, a.position"
    )
    rows = connection.execute(query).fetchall()
    return _grouped(_of(rows, 0)), _grouped(_of(rows, 1))


def _of(rows: list[tuple[Any, ...]], wanted: int) -> Iterator[tuple[int, DocumentLabel]]:
    for number, suggested, label, origin, confidence, run in rows:
        if suggested == wanted:
            yield number, DocumentLabel(from_sql(label), _ORIGINS[origin], confidence, run)


def _relations(connection: sqlite3.Connection, ids: str) -> dict[int, tuple[Relation, ...]]:
    query = (
        "SELECT r.document, r.id, r.head, r.tail, l.name, r.origin, r.confidence "  # noqa: S608
        f"FROM relations r JOIN labels l ON l.id = r.label WHERE r.document {ids} "
        "ORDER BY r.document, r.id"
    )
    rows = connection.execute(query)
    return _grouped(
        (number, Relation(item, head, tail, from_sql(label), _ORIGINS[origin], confidence))
        for number, item, head, tail, label, origin, confidence in rows
    )


def _answers(connection: sqlite3.Connection, ids: str) -> dict[int, tuple[Answer, ...]]:
    query = (
        'SELECT document, id, question, start, "end", origin, confidence '  # noqa: S608
        f"FROM answers WHERE document {ids} ORDER BY document, id"
    )
    return _grouped(
        (number, Answer(item, from_sql(question), start, end, _ORIGINS[origin], confidence))
        for number, item, question, start, end, origin, confidence in connection.execute(query)
    )


def read_suggestions(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> list[tuple[int, tuple[Span, ...], tuple[DocumentLabel, ...]]]:
    """Return the suggestions of documents, without reading their texts."""
    listed = _among(ids)
    spans, labels = _spans(connection, listed)[1], _document_labels(connection, listed)[1]
    return [(number, spans.get(number, ()), labels.get(number, ())) for number in ids]
