"""Edits that concern many documents, carried out in SQL. Each function returns the edit that undoes it."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from bertstudio.core.edits import (
    FIELD_TYPES,
    AddLabel,
    BinLabel,
    ChangeLabel,
    Edit,
    ExchangeSpans,
    HideBatch,
    HideDocuments,
    MoveSpans,
    RemoveLabel,
    SetField,
    SetOption,
    SetSuggestions,
    ShowBatch,
    ShowDocuments,
    UnbinLabel,
)
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store.label_bin import bin_label, unbin_label
from bertstudio.store.label_rows import (
    add_label,
    change_label,
    label_ids,
    leave_names,
    remove_label,
    take_names,
)
from bertstudio.store.project import OPTIONS
from bertstudio.store.row_writing import Suggested, write_suggestions
from bertstudio.store.rows import BINNED, SHOWN, STAGED, from_sql, ids_in, now_ms, read_suggestions, sql_text
from bertstudio.store.span_exchange import exchange_spans
from bertstudio.store.totals import count_all, recounted

PIECE = 500
"""Documents read by one query."""

_LISTED = "d.id IN (SELECT value FROM json_each(?))"


def _listed(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))


def pieces(items: Iterable[Any], size: int = PIECE) -> Iterable[list[Any]]:
    """Cut a stream into lists of at most `size`."""
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


def _show_documents(connection: sqlite3.Connection, edit: ShowDocuments) -> Edit:
    return HideDocuments(_move(connection, edit.ranges, BINNED, SHOWN))


def _hide_documents(connection: sqlite3.Connection, edit: HideDocuments) -> Edit:
    return ShowDocuments(_move(connection, edit.ranges, SHOWN, BINNED))


def _move(
    connection: sqlite3.Connection, ranges: Sequence[tuple[int, int]], old: int, new: int
) -> tuple[tuple[int, int], ...]:
    """Give documents of one state another, and return the ranges of ids that this concerned.

    A returned range holds no other document whose state is `new`, so that the inverse takes back no more.
    """
    moved: list[tuple[int, int]] = []
    # The difference of both counters stays the same along an unbroken row of documents in that state.
    runs = (
        "SELECT min(id), max(id) FROM (SELECT id, state, row_number() OVER (ORDER BY id)"
        " - row_number() OVER (PARTITION BY state ORDER BY id) AS run"
        " FROM documents WHERE id BETWEEN ? AND ?) WHERE state = ? GROUP BY run ORDER BY 1"
    )
    for first, last in ranges:
        here = connection.execute(runs, (first, last, old)).fetchall()
        moved += here
        for part in here:
            with recounted(connection, "d.id BETWEEN ? AND ?", part):
                connection.execute(
                    "UPDATE documents SET state = ?, changed = ?, revision = revision + 1"
                    " WHERE id BETWEEN ? AND ? AND +state = ?",
                    (new, now_ms(), *part, old),
                )
    return tuple(moved)


def _show_batch(connection: sqlite3.Connection, edit: ShowBatch) -> Edit:
    _move_batch(connection, edit.batch, SHOWN, "shown")
    return HideBatch(edit.batch)


def _hide_batch(connection: sqlite3.Connection, edit: HideBatch) -> Edit:
    _move_batch(connection, edit.batch, STAGED, "hidden")
    return ShowBatch(edit.batch)


def _move_batch(connection: sqlite3.Connection, batch: int, state: int, name: str) -> None:
    row = connection.execute("SELECT first, last FROM batches WHERE id = ?", (batch,)).fetchone()
    if row is None:
        raise KeyError(batch)
    here = "d.id BETWEEN ? AND ? AND d.batch = ?"
    if state != SHOWN:
        count_all(connection, "-", here, (*row, batch))
    connection.execute(
        "UPDATE documents SET state = ? WHERE id BETWEEN ? AND ? AND batch = ?", (state, *row, batch)
    )
    if state == SHOWN:
        take_names(connection, batch)
        count_all(connection, "+", here, (*row, batch))
    else:
        leave_names(connection, batch)
    connection.execute("UPDATE batches SET state = ? WHERE id = ?", (name, batch))


def _set_suggestions(connection: sqlite3.Connection, edit: SetSuggestions) -> Edit:
    ids = label_ids(connection)
    old: list[Suggested] = []
    for piece in pieces(edit.documents):
        old += read_suggestions(connection, [row[0] for row in piece])
        _check_borders(connection, piece)
        with recounted(connection, _LISTED, (_listed(row[0] for row in piece),), labels=False):
            write_suggestions(connection, piece, ids)
    return SetSuggestions(tuple(old))


def _check_borders(connection: sqlite3.Connection, rows: Sequence[Suggested]) -> None:
    listed = ids_in(row[0] for row in rows)
    query = f"SELECT id, n_characters FROM documents WHERE id IN ({listed})"  # noqa: S608
    lengths: dict[int, int] = dict(connection.execute(query).fetchall())
    for number, spans, _ in rows:
        for span in spans:
            if not 0 <= span.start < span.end <= lengths[number]:
                raise UserError(
                    tr(
                        "The entity {start} to {end} lies outside the text, which has {length} characters.",
                        start=span.start,
                        end=span.end,
                        length=lengths[number],
                    )
                )


def _move_spans(connection: sqlite3.Connection, edit: MoveSpans) -> Edit:
    ids = label_ids(connection)
    old: list[tuple[int, int, str]] = []
    for number, span_id, _ in edit.spans:
        row = connection.execute(
            "SELECT l.name FROM spans s JOIN labels l ON l.id = s.label WHERE s.document = ? AND s.id = ?",
            (number, span_id),
        ).fetchone()
        if row is None:
            raise KeyError(span_id)
        old.append((number, span_id, from_sql(row[0])))
    documents = {number for number, _, _ in edit.spans}
    with recounted(connection, _LISTED, (_listed(documents),)):
        connection.executemany(
            "UPDATE spans SET label = ? WHERE document = ? AND id = ?",
            ((ids[label], number, span_id) for number, span_id, label in edit.spans),
        )
    _touch(connection, documents)
    return MoveSpans(tuple(old))


def _touch(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    now = now_ms()
    connection.executemany(
        "UPDATE documents SET changed = ?, revision = revision + 1 WHERE id = ?", ((now, n) for n in ids)
    )


def _set_option(connection: sqlite3.Connection, edit: SetOption) -> Edit:
    option = next(option for option in OPTIONS if option.name == edit.name)
    if type(edit.value) is not type(option.default):
        raise TypeError(f"{edit.name} is {type(option.default).__name__}, not {edit.value!r}")
    if option.values and edit.value not in option.values:
        raise ValueError(f"{edit.name} is one of {', '.join(option.values)}, not {edit.value!r}")
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (edit.name,)).fetchone()
    connection.execute(
        "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (edit.name, json.dumps(edit.value))
    )
    return SetOption(edit.name, option.default if row is None else json.loads(row[0]))


def _set_field(connection: sqlite3.Connection, edit: SetField) -> Edit:
    kind = FIELD_TYPES[edit.field]
    old: dict[int, Any] = {}
    for piece in pieces(edit.values):
        listed = ids_in(number for number, _ in piece)
        # The name of the column was looked up in FIELD_TYPES.
        query = f"SELECT id, {edit.field} FROM documents WHERE id IN ({listed})"  # noqa: S608
        old |= {
            number: kind(from_sql(value) if kind is not bool else value)
            for number, value in connection.execute(query)
        }
    missing = [number for number, _ in edit.values if number not in old]
    if missing:
        raise KeyError(missing[0])
    now = now_ms()
    with recounted(connection, _LISTED, (_listed(old),), labels=False):
        connection.executemany(
            f"UPDATE documents SET {edit.field} = ?, changed = ?, revision = revision + 1 WHERE id = ?",  # noqa: S608
            ((_plain(kind(value)), now, number) for number, value in edit.values),
        )
    return SetField(edit.field, tuple((number, old[number]) for number, _ in edit.values))


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else sql_text(str(value))


CORPUS_EDITS: dict[type, Callable[[sqlite3.Connection, Any], Edit]] = {
    ShowDocuments: _show_documents,
    HideDocuments: _hide_documents,
    ShowBatch: _show_batch,
    HideBatch: _hide_batch,
    SetSuggestions: _set_suggestions,
    MoveSpans: _move_spans,
    ExchangeSpans: exchange_spans,
    SetOption: _set_option,
    SetField: _set_field,
    AddLabel: add_label,
    RemoveLabel: remove_label,
    BinLabel: bin_label,
    UnbinLabel: unbin_label,
    ChangeLabel: change_label,
}
