"""`search.db` beside `project.db`: which documents hold which three characters in a row, to search faster.

It is derived data. It may be deleted at any time, is no part of a snapshot, and is made anew when it is
missing, damaged, of another version or of another project. Texts never change and ids only grow, so it is
only ever added to; documents above `covered` are not in it yet. A search reads the text of every candidate,
so that the index can propose too much, but nothing wrong is ever found.
"""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bertstudio.store.database import connect
from bertstudio.store.project import Project
from bertstudio.store.rows import from_sql
from bertstudio.store.searching import AllOf, OneOf, Required, Text, folded

log = logging.getLogger(__name__)

FILE_NAME = "search.db"
VERSION = 1

PIECE_DOCUMENTS = 2_000
PIECE_CHARACTERS = 1_000_000
"""What one transaction adds to the index: some tenths of a second of work."""

PAD = "\x01\x01"
"""Behind each text, so that three characters begin at its last one too."""

FREQUENT = 20_000
"""A string of one or two characters that stands in more places is not looked up: documents that hold it are
met at once in any order."""

GROUPS_OF_A_TEXT = 16
"""So many groups of three characters are looked up at most of one string."""

_SCHEMA = f"""
CREATE TABLE about (project TEXT NOT NULL, covered INTEGER NOT NULL);
CREATE TABLE pieces ( -- the last document of each, to notice another state of the project
    document INTEGER PRIMARY KEY, checksum INTEGER NOT NULL
);
CREATE VIRTUAL TABLE groups
    USING fts5(text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1');
PRAGMA user_version = {VERSION};
"""


@dataclass(frozen=True, slots=True)
class Index:
    """An index as it is now, for reading."""

    connection: sqlite3.Connection
    covered: int
    """It knows every document up to this id."""

    def candidates(self, required: Required, *, descending: bool = False) -> Iterator[int] | None:
        """Return the ids of documents up to `covered` that can match, in order; None if it cannot tell.

        Raises sqlite3.DatabaseError, also while the ids are read, if the index is damaged.
        """
        expression = self._expression(required)
        if expression is None:
            return None
        if not expression:
            return iter(())
        direction = "DESC" if descending else "ASC"
        rows = self.connection.execute(
            f"SELECT rowid FROM groups WHERE groups MATCH ? AND rowid <= ? ORDER BY rowid {direction}",  # noqa: S608
            (expression, self.covered),
        )
        return (number for (number,) in rows)

    def _expression(self, required: Required) -> str | None:
        """Return a full-text query; None where the index does not know, "" where nothing can match."""
        if isinstance(required, Text):
            return self._of_text(required.text)
        if isinstance(required, AllOf):
            known = [part for each in required.parts if (part := self._expression(each)) is not None]
            return ("" if "" in known else _joined(" AND ", known)) if known else None
        if isinstance(required, OneOf):
            parts = [self._expression(each) for each in required.parts]
            return None if None in parts else _joined(" OR ", [part for part in parts if part])
        return None

    def _of_text(self, text: str) -> str | None:
        groups = [text[start : start + 3] for start in range(len(text) - 2)]
        if groups:
            step = -(-len(groups) // GROUPS_OF_A_TEXT)
            return _joined(" AND ", map(_quoted, dict.fromkeys((*groups[::step], groups[-1]))))
        places = self.connection.execute(
            "SELECT term FROM places WHERE term >= ? AND term <= ? LIMIT ?",
            (text, text + "\U0010ffff" * 2, FREQUENT),
        ).fetchall()
        found = dict.fromkeys(term for (term,) in places)
        return None if len(places) == FREQUENT else _joined(" OR ", map(_quoted, found))


def _quoted(group: str) -> str:
    return '"' + group.replace('"', '""') + '"'


def _joined(operator: str, parts: Iterable[str]) -> str:
    several = list(parts)
    return f"({operator.join(several)})" if several else ""


@contextmanager
def index_of(project: Project) -> Iterator[Index | None]:
    """Open the index for reading; None if there is none that belongs to this state of the project."""
    path = project.folder / FILE_NAME
    connection = None
    try:
        connection, covered = _readable(path, project)
    except (sqlite3.Error, OSError) as error:
        log.info("searching without %s: %s", path, error)
    try:
        yield Index(connection, covered) if connection is not None else None
    finally:
        if connection is not None:
            connection.close()


def _readable(path: Path, project: Project) -> tuple[sqlite3.Connection | None, int]:
    if not path.exists():
        return None, 0
    connection = connect(path, read_only=True, any_thread=True)
    try:
        covered = _covered(connection, project)
        # The file stays as it is (`mode=ro`); this table only names what is in it.
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, groups, instance)")
    except BaseException:
        connection.close()
        raise
    if covered is None:
        connection.close()
        return None, 0
    return connection, covered


def _covered(connection: sqlite3.Connection, project: Project) -> int | None:
    """Return the last document in an index; None if it belongs to another project or state of it."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        return None
    row = connection.execute("SELECT project, covered FROM about").fetchone()
    if row is None or row[0] != _identity(project):
        return None
    pieces = connection.execute("SELECT document, checksum FROM pieces").fetchall()
    last = project.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'documents'").fetchone()
    if row[1] > (last[0] if last else 0):
        return None
    # Of a project that went back to an earlier state, other documents may have come under the same ids.
    known = project.connection.execute(
        "SELECT id, checksum FROM documents WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([document for document, _ in pieces]),),
    )
    checksums = dict(pieces)
    return row[1] if all(checksums[number] == checksum for number, checksum in known) else None


def _identity(project: Project) -> str:
    row = project.connection.execute("SELECT value FROM meta WHERE name = 'made'").fetchone()
    return str(row[0]) if row else ""


# Writing ------------------------------------------------------------------------------------------


def update(project: Project, keep_going: Callable[[int, int], bool] = lambda _done, _all: True) -> bool:
    """Add what the index does not hold yet, piece by piece; tell whether it is complete.

    `project` is a handle of the calling thread. `keep_going(covered, last)` is asked after each piece, with
    ids of documents. Where the folder cannot be written to nothing happens: searching needs no index.
    """
    if project.read_only:
        return False
    try:
        connection, covered = _writable(project)
    except (sqlite3.Error, OSError) as error:
        log.warning("no search index in %s: %s", project.folder, error)
        return False
    try:
        return _fill(project, connection, covered, keep_going)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return False
        log.warning("the search index of %s is left as it is: %s", project.folder, error)
        return False
    finally:
        connection.close()


def _fill(
    project: Project,
    connection: sqlite3.Connection,
    covered: int,
    keep_going: Callable[[int, int], bool],
) -> bool:
    while True:
        query = "SELECT ifnull(max(document), 0) FROM texts"
        (last,) = project.connection.execute(query).fetchone()
        if covered >= last:
            return True
        if not keep_going(covered, last):
            return False
        covered = _add_piece(project, connection, covered)


def _add_piece(project: Project, connection: sqlite3.Connection, covered: int) -> int:
    query = (
        "SELECT d.id, d.checksum, d.title, t.text FROM texts t JOIN documents d ON d.id = t.document"
        " WHERE t.document > ? ORDER BY t.document LIMIT ?"
    )
    last, characters = (covered, 0), 0
    connection.execute("BEGIN IMMEDIATE")
    for number, checksum, title, text in project.connection.execute(query, (covered, PIECE_DOCUMENTS)):
        held = folded(from_sql(title)) + PAD + folded(from_sql(text)) + PAD
        connection.execute("INSERT INTO groups (rowid, text) VALUES (?, ?)", (number, held))
        last = number, checksum
        characters += len(held)
        if characters > PIECE_CHARACTERS:
            break
    connection.execute("INSERT INTO pieces VALUES (?, ?)", last)
    connection.execute("UPDATE about SET covered = ?", last[:1])
    connection.execute("COMMIT")
    return last[0]


def _writable(project: Project) -> tuple[sqlite3.Connection, int]:
    """Open the index for writing, a new one if there is none that belongs to this state of the project."""
    path = project.folder / FILE_NAME
    connection: sqlite3.Connection | None = None
    try:
        if path.exists():
            connection = _for_writing(path)
            covered = _covered(connection, project)
            if covered is not None:
                return connection, covered
            connection.close()
    except sqlite3.DatabaseError as error:
        log.warning("%s is made anew: %s", path, error)
        if connection is not None:
            connection.close()
    remove(project.folder)
    path.touch()
    connection = _for_writing(path)
    connection.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
    connection.execute("INSERT INTO about VALUES (?, 0)", (_identity(project),))
    return connection, 0


def _for_writing(path: Path) -> sqlite3.Connection:
    connection = connect(path, read_only=False, any_thread=True)
    # After a power cut it is an older state of the index, not a damaged one; that is enough here.
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def remove(folder: Path) -> None:
    """Delete the index of a project; the next `update` makes another."""
    for path in folder.glob(FILE_NAME + "*"):
        path.unlink(missing_ok=True)
