"""Is everything in a project as it must be? Every problem is told in words; most can be repaired.

A repair never drops anything silently: what it takes away stands in `repaired-….jsonl` in the project folder.
"""

import base64
import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.store import copies, snapshots
from bertstudio.store.database import DAMAGED
from bertstudio.store.edit_records import unpack
from bertstudio.store.integrity_tables import RULES, Rule
from bertstudio.store.project import Project, runs_folder, writing
from bertstudio.store.rows import checksum_key, from_sql, unpacked_tokens
from bertstudio.store.runs import DOCUMENTS, JOB

DAMAGED_FILE = "damaged-file"
"""Code of the problem that only a salvage can repair (see `salvage`)."""

PLACES = 5
"""Places that a problem names; it counts all of them."""

Report = Callable[[str], object]
"""Is told what is being checked; returns False to cancel."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it must be."""

    code: str
    what: str
    """One sentence."""
    where: str
    """The first documents or files that it concerns; empty if it concerns all."""
    how: str
    """What a repair does, or what to do where none is possible."""
    repairable: bool
    harmless: bool = False
    """Nothing needs to be done; it is told so that nobody wonders later."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did."""

    problems: int
    report: Path | None
    """The file with what was taken away, None if nothing was."""
    snapshot: Path | None
    """The state before."""


def check(project: Project, report: Report | None = None) -> list[Problem]:
    """Return everything that is wrong in a project. It reads all texts and all of the history.

    It sees one moment; edits go on meanwhile. Cancelled, it returns what it found so far.
    """
    connection = project.connection
    connection.execute("BEGIN")
    try:
        return list(_found(project, report or (lambda _what: True)))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in DAMAGED:
            return [damaged(str(error))]
        raise
    finally:
        connection.execute("ROLLBACK")


def _found(project: Project, report: Report) -> Iterator[Problem]:
    connection = project.connection
    if report(tr("The database file")) is False:
        return
    said = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    if said != ["ok"]:
        yield damaged(said[0])
        return
    for rule in RULES:
        if report(tr("The tables")) is False:
            return
        yield from _broken(connection, rule)
    for what, examine in (
        (tr("The texts"), _texts),
        (tr("The history"), _history),
        (tr("The runs"), _runs),
    ):
        if report(what) is False:
            return
        yield from examine(project)


def damaged(detail: str) -> Problem:
    """Return the problem of a file that SQLite cannot read."""
    return Problem(
        DAMAGED_FILE,
        tr("The file project.db is damaged."),
        detail,
        tr("Everything that can be read is copied into a new file; the damaged one is kept aside."),
        True,
    )


def _broken(connection: sqlite3.Connection, rule: Rule) -> Iterator[Problem]:
    rows = connection.execute(f"SELECT count(*) FROM ({rule.breaches})").fetchone()[0]  # noqa: S608
    if rows:
        where = _places(connection, rule)
        yield Problem(rule.code, rule.says(rows), where, rule.how(), not rule.harmless, rule.harmless)


def _places(connection: sqlite3.Connection, rule: Rule) -> str:
    cursor = connection.execute(f"SELECT * FROM ({rule.breaches}) LIMIT {PLACES}")  # noqa: S608
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    if "document" in names:
        return _documents(connection, dict.fromkeys(row["document"] for row in rows))
    return ", ".join(from_sql(row["name"]) for row in rows if "name" in names)


def _documents(connection: sqlite3.Connection, ids: Sequence[int] | dict[int, None]) -> str:
    told = []
    for number in list(ids)[:PLACES]:
        row = connection.execute("SELECT title FROM documents WHERE id = ?", (number,)).fetchone()
        title = from_sql(row[0]) if row else ""
        told.append(tr("{title} (document {number})", title=title, number=number).strip())
    return ", ".join(told)


def _texts(project: Project) -> Iterator[Problem]:
    altered, uncounted, unreadable = [], [], []
    query = (
        "SELECT d.id, d.checksum, d.n_characters, t.text, t.tokens, t.meta"
        " FROM documents d JOIN texts t ON t.document = d.id"
    )
    for number, checksum, characters, stored, tokens, meta in project.connection.execute(query):
        text = from_sql(stored)
        if checksum_key(text) != checksum:
            altered.append(number)
        elif len(text) != characters:
            uncounted.append(number)
        if not _are_extras_readable(tokens, meta):
            unreadable.append(number)
    for code, ids, what, how, repairable in (
        ("altered", altered, _altered, _compare, False),
        ("length", uncounted, _miscounted, lambda: tr("They are counted anew."), True),
        ("extras", unreadable, _no_extras, lambda: tr("They are written to a file and emptied."), True),
    ):
        if ids:
            yield Problem(code, what(len(ids)), _documents(project.connection, ids), how(), repairable)


def _are_extras_readable(tokens: str, meta: str) -> bool:
    try:
        unpacked_tokens(tokens)
        return isinstance(json.loads(meta), dict)
    except ValueError:
        return False


def _altered(count: int) -> str:
    return trn(
        "1 text is not the one that was imported.",
        "{count} texts are not the ones that were imported.",
        count,
    )


def _compare() -> str:
    return tr("Compare it with a snapshot, or import the document again.")


def _miscounted(count: int) -> str:
    return trn("The length of 1 text is wrong.", "The length of {count} texts is wrong.", count)


def _no_extras(count: int) -> str:
    return trn(
        "Word borders or further columns of 1 document cannot be read.",
        "Word borders or further columns of {count} documents cannot be read.",
        count,
    )


def _history(project: Project) -> Iterator[Problem]:
    steps = unreadable_steps(project.connection)
    if steps:
        yield Problem(
            "history",
            trn("1 step cannot be read.", "{count} steps cannot be read.", len(steps)),
            "",
            tr("Undo ends there: it and the steps beyond are written to a file and taken out."),
            True,
        )
    lost = [label for number, label, contents in _binned_labels(project.connection) if not _is_edit(contents)]
    if lost:
        yield Problem(
            "label-bin",
            trn("1 deleted label cannot be read.", "{count} deleted labels cannot be read.", len(lost)),
            "",
            tr("They are written to a file in the project folder and taken out."),
            True,
        )


def _binned_labels(connection: sqlite3.Connection) -> list[tuple[int, str, bytes]]:
    return connection.execute("SELECT id, label, contents FROM label_bin").fetchall()


def unreadable_steps(connection: sqlite3.Connection) -> list[int]:
    """Return the numbers of the steps that undo or redo could not carry out."""
    query = "SELECT id, CASE undone WHEN 0 THEN inverse ELSE forward END FROM history"
    return [number for number, packed in connection.execute(query) if not _is_edit(packed)]


def _is_edit(packed: bytes) -> bool:
    try:
        unpack(packed)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, zlib.error):
        return False
    return True


def _runs(project: Project) -> Iterator[Problem]:
    known = {row[0] for row in project.connection.execute("SELECT id FROM documents")}
    folder = runs_folder(project)
    paths = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    empty = [path.name for path in paths if not (path / JOB).exists()]
    if empty:
        what = trn("1 run folder has no job.", "{count} run folders have no job.", len(empty))
        yield Problem("jobless", what, _some(empty), tr("They can be deleted."), False, harmless=True)
    foreign = [path.name for path in paths if not _documents_of(path) <= known]
    if foreign:
        what = trn(
            "1 run has documents that are no longer in the project.",
            "{count} runs have documents that are no longer in the project.",
            len(foreign),
        )
        how = tr("Runs keep copies of their own; nothing needs to be done.")
        yield Problem("foreign-documents", what, _some(foreign), how, False, harmless=True)


def _some(names: list[str]) -> str:
    return ", ".join(names[:PLACES])


def _documents_of(path: Path) -> set[int]:
    """Return the ids that a run names. They end each line of its documents, so no text is parsed."""
    try:
        lines = (path / DOCUMENTS).read_bytes().splitlines()
    except OSError:
        return set()
    ends = (line.rpartition(b'"document": ')[2].rstrip(b"}") for line in lines)
    return {int(end) for end in ends if end.isdigit()}


def repair(project: Project, problems: Sequence[Problem]) -> Repaired:
    """Repair what can be repaired, in one transaction, after a snapshot. Other handles must reread.

    Raises:
        UserError: the disk is full, the project is open for reading only, or the file itself is damaged (see
            `salvage`).
    """
    wanted = [problem.code for problem in problems if problem.repairable]
    if DAMAGED_FILE in wanted:
        raise UserError(tr("The file project.db is damaged. Close the project, then repair it."))
    if not wanted:
        return Repaired(0, None, None)
    snapshot = snapshots.take(project, "repair")
    path = project.folder / time.strftime("repaired-%Y-%m-%dT%H-%M-%S.jsonl")
    with writing(project):
        # Rows that one rule takes away may be what another rule counts, so all rules are gone through.
        lines = [line for step in _REPAIRS for line in step(project.connection)]
        if lines:
            with copies.made_whole(path) as part:
                part.write_text("".join(lines), encoding="utf-8")
        snapshots.touch(project.connection)
    project.latest.clear()
    return Repaired(len(wanted), path if lines else None, snapshot)


def _repair_texts(connection: sqlite3.Connection) -> Iterator[str]:
    query = (
        "SELECT d.id, d.checksum, d.n_characters, t.text, t.tokens, t.meta"
        " FROM documents d JOIN texts t ON t.document = d.id"
    )
    for number, checksum, characters, stored, tokens, meta in connection.execute(query).fetchall():
        text = from_sql(stored)
        if len(text) != characters and checksum_key(text) == checksum:
            connection.execute("UPDATE documents SET n_characters = ? WHERE id = ?", (len(text), number))
        if not _are_extras_readable(tokens, meta):
            yield record_line("extras", {"document": number, "tokens": tokens, "meta": meta})
            connection.execute("UPDATE texts SET tokens = '', meta = '{}' WHERE document = ?", (number,))


def _repair_tables(connection: sqlite3.Connection) -> Iterator[str]:
    for rule in RULES:
        for query in rule.lost:
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield record_line(rule.code, {"table": rule.table, **dict(zip(names, row, strict=True))})
        for statement in rule.repair:
            connection.execute(statement)


def _repair_history(connection: sqlite3.Connection) -> Iterator[str]:
    """Take out the steps that cannot be read, and those that could only be reached through them."""
    unreadable = set(unreadable_steps(connection))
    rows = connection.execute("SELECT id, undone, title, forward, inverse FROM history").fetchall()
    last = max((row[0] for row in rows if row[0] in unreadable and not row[1]), default=0)
    first = min((row[0] for row in rows if row[0] in unreadable and row[1]), default=None)
    for number, undone, title, forward, inverse in rows:
        if number <= last if not undone else first is not None and number >= first:
            step = {"id": number, "title": title, "forward": forward, "inverse": inverse}
            yield record_line("history", step)
            connection.execute("DELETE FROM history WHERE id = ?", (number,))
    for number, label, contents in _binned_labels(connection):
        if not _is_edit(contents):
            yield record_line("label-bin", {"id": number, "label": label, "contents": contents})
            connection.execute("DELETE FROM label_bin WHERE id = ?", (number,))


_REPAIRS: tuple[Callable[[sqlite3.Connection], Iterator[str]], ...] = (
    _repair_texts,
    _repair_tables,
    _repair_history,
)
"""In this order: rules about spans need the length of the texts."""


def record_line(code: str, row: dict[str, Any]) -> str:
    """Return a row that is taken away as a line of JSON."""
    plain = {name: _readable(value) for name, value in row.items()}
    return json.dumps({"problem": code, **plain}, ensure_ascii=True) + "\n"


def _readable(value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(value).decode()}
