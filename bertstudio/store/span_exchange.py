"""Taking spans out of thousands of documents and putting others in, in SQL: nothing is read but the spans."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bertstudio.core.documents import Span
from bertstudio.core.edits import Edit, Exchange, ExchangeSpans
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store.label_rows import label_ids
from bertstudio.store.row_writing import INSERT_SPAN, Row, span_row
from bertstudio.store.rows import SHOWN, from_sql, ids_in, now_ms, read_spans
from bertstudio.store.totals import Difference

PIECE = 500
"""Documents that are changed at once."""

_COUNT = (
    "UPDATE documents SET n_spans = n_spans + ?, n_suggestions = n_suggestions + ?, changed = ?,"
    " revision = revision + 1 WHERE id = ?"
)
_LOWEST = (
    "UPDATE documents SET min_confidence = (SELECT min(confidence) FROM"
    " (SELECT confidence FROM spans WHERE document = documents.id AND suggested = 1"
    " UNION ALL SELECT confidence FROM document_labels WHERE document = documents.id AND suggested = 1))"
    " WHERE id = ?"
)


def exchange_spans(connection: sqlite3.Connection, edit: ExchangeSpans) -> Edit:
    """Carry out the edit and return the one that undoes it.

    Raises:
        UserError: a span lies outside its text.
        KeyError: a span or document is not there, or a new span has the id of another: a bug of the caller.
    """
    ids = label_ids(connection)
    inverse: list[Exchange] = []
    difference = Difference()
    parts = iter(edit.documents)
    while piece := list(islice(parts, PIECE)):
        rows = _documents(connection, piece)
        _check_borders(piece, rows)
        back = _exchanged(connection, piece, ids)
        for part, other in zip(piece, back, strict=True):
            _, state, *place = rows[part.document]
            if state == SHOWN:
                split, status, language = place
                more = len(part.suggestions) - len(other.suggestions)
                difference.note_spans((split, status, from_sql(language)), other.spans, part.spans, more)
        inverse += back
    difference.write(connection, ids)
    return ExchangeSpans(tuple(inverse))


def _documents(connection: sqlite3.Connection, piece: Sequence[Exchange]) -> dict[int, Row]:
    """Return length, state, split, status and language of documents by id."""
    listed = ids_in(part.document for part in piece)
    query = f"SELECT id, n_characters, state, split, status, language FROM documents WHERE id IN ({listed})"  # noqa: S608
    return {row[0]: row[1:] for row in connection.execute(query)}


def _exchanged(
    connection: sqlite3.Connection, piece: Sequence[Exchange], ids: dict[str, int]
) -> list[Exchange]:
    spans, suggestions = read_spans(connection, (part.document for part in piece if part.removed))
    inverse = [
        _inverse(part, spans.get(part.document, ()), suggestions.get(part.document, ())) for part in piece
    ]
    connection.executemany(
        "DELETE FROM spans WHERE document = ? AND id = ?",
        ((part.document, number) for part in piece for number in part.removed),
    )
    try:
        connection.executemany(INSERT_SPAN, (row for part in piece for row in _rows(part, ids)))
    except sqlite3.IntegrityError as error:
        raise KeyError(str(error)) from error
    now = now_ms()
    pairs = list(zip(piece, inverse, strict=True))
    connection.executemany(_COUNT, (_difference(part, back, now) for part, back in pairs))
    ghosts = ((part.document,) for part, back in pairs if part.suggestions or back.suggestions)
    connection.executemany(_LOWEST, ghosts)
    return inverse


def _check_borders(piece: Sequence[Exchange], rows: Mapping[int, Row]) -> None:
    for part in piece:
        length = rows[part.document][0]
        for span in (*part.spans, *part.suggestions):
            if not 0 <= span.start < span.end <= length:
                raise UserError(
                    tr(
                        "The entity {start} to {end} lies outside the text, which has {length} characters.",
                        start=span.start,
                        end=span.end,
                        length=length,
                    )
                )


def _inverse(part: Exchange, spans: tuple[Span, ...], suggestions: tuple[Span, ...]) -> Exchange:
    """Return what undoes one document. Raises KeyError if a span to be taken out is not there."""
    removed = set(part.removed)
    gone = [tuple(span for span in there if span.id in removed) for there in (spans, suggestions)]
    missing = removed - {span.id for there in gone for span in there}
    if missing:
        raise KeyError(min(missing))
    return Exchange(part.document, tuple(span.id for span in (*part.spans, *part.suggestions)), *gone)


def _rows(part: Exchange, ids: dict[str, int]) -> Iterator[Row]:
    for suggested, spans in enumerate((part.spans, part.suggestions)):
        yield from (span_row(part.document, span, suggested, ids) for span in spans)


def _difference(part: Exchange, back: Exchange, now: int) -> tuple[int, int, int, int]:
    spans, suggestions = len(part.spans), len(part.suggestions)
    return spans - len(back.spans), suggestions - len(back.suggestions), now, part.document
