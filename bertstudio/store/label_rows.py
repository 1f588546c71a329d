"""The label set as rows, and the edits of it."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from bertstudio.core.edits import AddLabel, ChangeLabel, Edit, RemoveLabel
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.store.rows import STAGED, from_sql, sql_text

_COLUMNS = "name, color, shortcut, code, description, examples"
_CARRIERS = ("spans", "document_labels", "relations")
"""The tables that refer to labels."""


def read_label_set(connection: sqlite3.Connection) -> LabelSet:
    """Return the labels in their order, without those that only staged documents know."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM labels WHERE position IS NOT NULL ORDER BY position")  # noqa: S608
    return LabelSet(
        tuple(
            Label(
                from_sql(name),
                color,
                shortcut,
                from_sql(code),
                from_sql(text),
                tuple(from_sql(lines).split("\n")) if lines else (),
            )
            for name, color, shortcut, code, text, lines in rows
        )
    )


def label_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the row id of every label of the set by name."""
    rows = connection.execute("SELECT name, id FROM labels WHERE position IS NOT NULL")
    return {from_sql(name): number for name, number in rows}


class StagedLabelIds(dict[str, int]):
    """Row ids of the labels that were asked for so far; a new name gets a row outside the set.

    For the documents of an import that are staged in one transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        found = connection.execute("SELECT name, id FROM labels WHERE position IS NULL")
        self._connection = connection
        self._known = {from_sql(name): number for name, number in found} | label_ids(connection)

    def __missing__(self, name: str) -> int:
        number = self._known.get(name)
        self[name] = _staged_row(self._connection, sql_text(name)) if number is None else number
        return self[name]


def carriers(
    connection: sqlite3.Connection, name: str, *, staged: bool = False, tables: Iterable[str] = _CARRIERS
) -> int:
    """Count the annotations and suggestions that carry a label, in the corpus and the bin or staged."""
    compare = "=" if staged else "<>"
    query = " UNION ALL ".join(
        f"SELECT count(*) AS n FROM {table} a JOIN labels l ON l.id = a.label "  # noqa: S608
        f"JOIN documents d ON d.id = a.document "
        f"WHERE l.name = :name AND l.position IS NOT NULL AND d.state {compare} {STAGED}"
        for table in tables
    )
    row = connection.execute(f"SELECT sum(n) FROM ({query})", {"name": sql_text(name)}).fetchone()  # noqa: S608
    return int(row[0])


def add_label(connection: sqlite3.Connection, edit: AddLabel) -> Edit:
    """Put a label into the set; a row that staged documents refer to already becomes that label."""
    labels = read_label_set(connection)
    label = labels.checked(edit.label)
    row = connection.execute(
        "SELECT id FROM labels WHERE name = ? AND position IS NULL", (sql_text(label.name),)
    ).fetchone()
    if row is None:
        connection.execute(
            f"INSERT INTO labels ({_COLUMNS}, position) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (*_values(label), len(labels)),
        )
    else:
        _write(connection, row[0], label)
        connection.execute("UPDATE labels SET position = ? WHERE id = ?", (len(labels), row[0]))
        if connection.execute("SELECT EXISTS (SELECT 1 FROM batches WHERE state = 'hidden')").fetchone()[0]:
            _leave(connection, row[0], sql_text(label.name), _OF_HIDDEN)
    if edit.position is not None:
        names = list(labels.names)
        names.insert(edit.position, label.name)
        _order(connection, names)
    return RemoveLabel(label.name)


def remove_label(connection: sqlite3.Connection, edit: RemoveLabel) -> Edit:
    """Take a label out of the set that nothing carries."""
    labels = read_label_set(connection)
    position = labels.names.index(edit.name) if edit.name in labels else -1
    if position < 0:
        raise KeyError(edit.name)
    used = carriers(connection, edit.name)
    if used and carriers(connection, edit.name, tables=("relations",)):
        raise UserError(
            tr(
                "{name} is the label of relations too, which came with an import and cannot be changed here. "
                "It stays, with all that carries it.",
                name=edit.name,
            )
        )
    if used:
        raise UserError(
            trn(
                "{name} is still used once. Move or remove it there first.",
                "{name} is still used {count} times. Move or remove it there first.",
                used,
                name=edit.name,
            )
        )
    number = label_ids(connection)[edit.name]
    if carriers(connection, edit.name, staged=True):
        _leave_to_staged(connection, number, edit.name)
    else:
        connection.execute("DELETE FROM labels WHERE id = ?", (number,))
    _order(connection, [name for name in labels.names if name != edit.name])
    return AddLabel(labels.labels[position], position)


def _leave_to_staged(connection: sqlite3.Connection, number: int, name: str) -> None:
    """Keep the row of a removed label for the staged documents that refer to it."""
    other = connection.execute(
        "SELECT id FROM labels WHERE name = ? AND position IS NULL", (sql_text(name),)
    ).fetchone()
    if other is None:
        connection.execute("UPDATE labels SET position = NULL WHERE id = ?", (number,))
    else:
        join(connection, number, other[0])


def join(connection: sqlite3.Connection, number: int, into: int) -> None:
    """Let everything that refers to one label row refer to another, and delete the first."""
    for table in _CARRIERS:
        connection.execute(f"UPDATE {table} SET label = ? WHERE label = ?", (into, number))  # noqa: S608
    connection.execute("DELETE FROM labels WHERE id = ?", (number,))


def take_names(connection: sqlite3.Connection, batch: int) -> None:
    """Let the documents of an import carry the labels of the set that are called as those they carry."""
    known = label_ids(connection)
    rows = connection.execute("SELECT id, name FROM labels WHERE position IS NULL").fetchall()
    for number, name in rows:
        if from_sql(name) in known:
            _rebind(connection, number, known[from_sql(name)], _of_batch(connection, batch))
    forget_staged_labels(connection)


def leave_names(connection: sqlite3.Connection, batch: int) -> None:
    """Let the documents of an import that is taken back carry names of their own.

    Otherwise a label that is renamed or merged by another step would take them along: they would come back
    with another label than they had.
    """
    rows = connection.execute("SELECT id, name FROM labels WHERE position IS NOT NULL").fetchall()
    for number, name in rows:
        _leave(connection, number, name, _of_batch(connection, batch))


def _leave(connection: sqlite3.Connection, number: int, name: Any, chosen: str) -> None:
    """Let chosen documents that refer to a row of the set refer to the row beside it of the same name."""
    queries = (f"SELECT EXISTS (SELECT 1 FROM {table} {chosen})" for table in _CARRIERS)  # noqa: S608
    if any(connection.execute(query, (number,)).fetchone()[0] for query in queries):
        _rebind(connection, number, _staged_row(connection, name), chosen)


_CHOSEN = "WHERE label = ? AND EXISTS (SELECT 1 FROM documents d WHERE d.id = document AND {})"
_OF_HIDDEN = _CHOSEN.format("d.batch IN (SELECT id FROM batches WHERE state = 'hidden')")


def _of_batch(connection: sqlite3.Connection, batch: int) -> str:
    """Return which carriers of a label lie in the documents of an import, as SQL."""
    row = connection.execute("SELECT ifnull(first, 0), ifnull(last, 0) FROM batches WHERE id = ?", (batch,))
    first, last = row.fetchone()
    # Only integers are put into the statement. Those outside the range are not looked up.
    return _CHOSEN.format(f"d.batch = {batch:d}") + f" AND document BETWEEN {first:d} AND {last:d}"


def _rebind(connection: sqlite3.Connection, number: int, into: int, chosen: str) -> None:
    for table in _CARRIERS:
        connection.execute(f"UPDATE {table} SET label = ? {chosen}", (into, number))  # noqa: S608


def _staged_row(connection: sqlite3.Connection, name: Any) -> int:
    """Return the row outside the set with a name as it is stored; make one if there is none."""
    query = "SELECT id FROM labels WHERE name = ? AND position IS NULL"
    found = connection.execute(query, (name,)).fetchone()
    if found is not None:
        return int(found[0])
    row = connection.execute(
        f"INSERT INTO labels ({_COLUMNS}, position) VALUES (?, 1, '', '', '', '', NULL)",  # noqa: S608
        (name,),
    )
    return int(row.lastrowid or 0)


def forget_staged_labels(connection: sqlite3.Connection) -> None:
    """Delete label rows outside the set that nothing refers to any more."""
    used = " UNION ALL ".join(f"SELECT label FROM {table}" for table in _CARRIERS)  # noqa: S608
    rows = connection.execute("SELECT id FROM labels WHERE position IS NULL").fetchall()
    for (number,) in rows:
        query = f"SELECT 1 FROM ({used}) WHERE label = ? LIMIT 1"  # noqa: S608
        if connection.execute(query, (number,)).fetchone() is None:
            connection.execute("DELETE FROM labels WHERE id = ?", (number,))


def missing_labels(connection: sqlite3.Connection, batch: int) -> list[str]:
    """Return the labels outside the set that documents of a batch carry."""
    carried = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} a JOIN documents d ON d.id = a.document "  # noqa: S608
        "WHERE a.label = l.id AND a.document BETWEEN b.first AND b.last AND d.batch = b.id)"
        for table in _CARRIERS
    )
    query = (
        "SELECT l.name FROM labels l, batches b "  # noqa: S608
        f"WHERE b.id = ? AND l.position IS NULL AND ({carried}) ORDER BY l.id"
    )
    return [from_sql(name) for (name,) in connection.execute(query, (batch,))]


def change_label(connection: sqlite3.Connection, edit: ChangeLabel) -> Edit:
    """Rename, recolour or describe a label: one row, because annotations refer to it by number."""
    labels = read_label_set(connection)
    old = labels.get(edit.name)
    if old is None:
        raise KeyError(edit.name)
    label = labels.checked(edit.label, instead_of=edit.name)
    if label.name != edit.name:
        # Documents in memory still have the old name: see `rows.REVISION`.
        connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'renames'")
    _write(connection, label_ids(connection)[edit.name], label)
    return ChangeLabel(label.name, old)


def _values(label: Label) -> tuple[Any, ...]:
    return (
        sql_text(label.name),
        label.color,
        label.shortcut,
        sql_text(label.code),
        sql_text(label.description),
        sql_text("\n".join(label.examples)),
    )


def _write(connection: sqlite3.Connection, number: int, label: Label) -> None:
    connection.execute(
        f"UPDATE labels SET ({_COLUMNS}) = (?, ?, ?, ?, ?, ?) WHERE id = ?",  # noqa: S608
        (*_values(label), number),
    )


def _order(connection: sqlite3.Connection, names: list[str]) -> None:
    rows = ((position, sql_text(name)) for position, name in enumerate(names))
    connection.executemany("UPDATE labels SET position = ? WHERE name = ? AND position IS NOT NULL", rows)
