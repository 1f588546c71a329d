"""Saving what can be read from a damaged database file, row by row, into a new one."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store import copies, integrity, lock, restoring, snapshots
from bertstudio.store.database import connect
from bertstudio.store.migrations import SCHEMA_VERSION, install, version_of
from bertstudio.store.project import DATABASE, close, open_project

TABLES = {  # table: the number that its rows lie in the order of; "" for tables of a few rows
    "meta": "",
    "batches": "id",
    "labels": "id",
    "documents": "id",
    "texts": "document",
    "spans": "document",
    "document_labels": "document",
    "relations": "document",
    "answers": "document",
    "label_bin": "id",
    "retitled": "document",
    "history": "id",
}
"""Totals are counted anew."""

READ_AT_ONCE = 512

REFUSED = "refused.jsonl"
"""Beside the damaged file: rows that could be read but make no sense, such as a span that ends before it
begins."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of a salvage."""

    rows: dict[str, int]
    """Table → rows that were saved."""
    aside: Path
    """The folder with the damaged file."""
    repaired: integrity.Repaired


def salvage(folder: Path) -> Salvaged:
    """Copy all rows that can be read into a new database, put it in the place of the damaged one, repair it.

    The project must be closed. The damaged file is kept in a folder `damaged-…`.

    Raises:
        UserError: nothing can be read from the file, somebody has the project open, or the disk is full; the
            project is then as it was.
    """
    held = lock.acquire(folder)
    try:
        rows, aside = _replaced(folder)
    except OSError as error:
        text = tr("{folder} cannot be written: {reason}.", folder=folder, reason=error.strerror)
        raise UserError(text) from error
    finally:
        held.release()
    project = open_project(folder)
    try:
        repaired = integrity.repair(project, integrity.check(project))
    finally:
        close(project)
    return Salvaged(rows, aside, repaired)


def _replaced(folder: Path) -> tuple[dict[str, int], Path]:
    target = folder / DATABASE
    copies.check_room(folder, 2 * target.stat().st_size)
    aside = restoring.set_aside(folder)
    try:
        with copies.made_whole(target) as part:
            rows, refused = _copied(target, part)
            if refused:
                (aside / REFUSED).write_text("".join(refused), encoding="utf-8")
            restoring.remove_log(target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return rows, aside


def _copied(source: Path, part: Path) -> tuple[dict[str, int], list[str]]:
    """Copy table by table; a table of which nothing can be read is left empty."""
    refused: list[str] = []
    with (
        closing(connect(source, read_only=True)) as damaged,
        closing(sqlite3.connect(part, isolation_level=None)) as new,
    ):
        _check_version(damaged)
        install(new)
        new.execute("PRAGMA foreign_keys = OFF")
        new.execute("BEGIN")
        new.execute("DELETE FROM meta")
        rows = {table: _copy_table(damaged, new, table, key, refused) for table, key in TABLES.items()}
        new.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('renames', '0'), ('task', '\"ner\"')")
        given = _rows(damaged, "SELECT name, seq FROM sqlite_sequence", ())
        restoring.raise_ids(new, dict(given or ()))
        snapshots.touch(new)
        new.execute("COMMIT")
    if not rows["documents"]:
        raise UserError(tr("Nothing can be read from {path} any more. Go back to a snapshot.", path=source))
    return rows, refused


def _check_version(damaged: sqlite3.Connection) -> None:
    version = version_of(damaged)
    if version != SCHEMA_VERSION:
        raise UserError(
            tr("The damaged file is of another version of BertStudio. Go back to a snapshot instead.")
        )


def _copy_table(
    damaged: sqlite3.Connection, new: sqlite3.Connection, table: str, key: str, refused: list[str]
) -> int:
    columns = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]
    listed = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    saved = 0
    for row in _readable(damaged, table, key, listed):
        try:
            new.execute(f"INSERT INTO {table} ({listed}) VALUES ({marks})", row)  # noqa: S608
            saved += 1
        except sqlite3.IntegrityError:
            refused.append(integrity.record_line(table, dict(zip(columns, row, strict=True))))
    return saved


def _readable(damaged: sqlite3.Connection, table: str, key: str, listed: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table; where a range cannot be read, its halves are tried."""
    if not key:
        yield from _rows(damaged, f"SELECT {listed} FROM {table}", ()) or ()  # noqa: S608
        return
    query = f"SELECT {listed} FROM {table} WHERE {key} BETWEEN ? AND ? ORDER BY {key}"  # noqa: S608
    last = _last(damaged, table, key)
    ranges = [(first, min(first + READ_AT_ONCE - 1, last)) for first in range(0, last + 1, READ_AT_ONCE)]
    waiting = ranges[::-1]
    while waiting:
        first, end = waiting.pop()
        rows = _rows(damaged, query, (first, end))
        if rows is not None:
            yield from rows
        elif first < end:
            middle = (first + end) // 2
            waiting += [(middle + 1, end), (first, middle)]


def _rows(damaged: sqlite3.Connection, query: str, values: Sequence[int]) -> list[tuple[Any, ...]] | None:
    try:
        return damaged.execute(query, values).fetchall()
    except sqlite3.DatabaseError:
        return None


def _last(damaged: sqlite3.Connection, table: str, key: str) -> int:
    """Return the highest number that rows of a table may have."""
    found = [0]
    for query in (
        f"SELECT max({key}) FROM {table}",  # noqa: S608
        f"SELECT seq FROM sqlite_sequence WHERE name IN ('{table}', 'documents')",  # noqa: S608
        "SELECT max(id) FROM documents",
    ):
        found += [row[0] for row in _rows(damaged, query, ()) or () if row[0] is not None]
    return max(found)
