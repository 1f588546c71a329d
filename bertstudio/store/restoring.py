"""Going back to a snapshot. At every moment `project.db` is whole: the one before, or the snapshot."""

import shutil
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store import copies, lock, search_index, snapshots
from bertstudio.store.database import DAMAGED, connect, in_words
from bertstudio.store.migrations import check_version, version_of
from bertstudio.store.project import DATABASE

LEAP = 10_000_000
"""How far ids jump when the damaged database cannot tell which ones were given."""

BUSY_S = 2.0


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the state before."""

    before: Path | None
    """The snapshot of it."""
    aside: Path | None
    """The folder with the damaged database, if no snapshot could be taken of it."""


def restore(folder: Path, snapshot: Path) -> Restored:
    """Put a snapshot in the place of the project database. The project must be closed.

    Runs and models stay. Ids that were given since are not given again, because runs refer to them: what a
    run says of a document that the snapshot does not have is left out by those who read it.

    Raises:
        UserError: the snapshot is damaged, somebody has the project open, or the disk is full; the project
            is then as it was.
    """
    held = lock.acquire(folder)
    try:
        verify(snapshot)
        target = folder / DATABASE
        kept, given = _keep_present(folder, snapshot)
        search_index.remove(folder)
        with copies.made_whole(target) as part:
            copies.check_room(folder, snapshot.stat().st_size)
            shutil.copyfile(snapshot, part)
            _raise_ids(part, given)
            if kept.aside is None:
                _fold_log(target)
            else:
                remove_log(target)
    except OSError as error:
        raise UserError(
            tr("{path} cannot be restored: {reason}.", path=snapshot, reason=error.strerror)
        ) from error
    else:
        return kept
    finally:
        held.release()


def verify(snapshot: Path) -> None:
    """Raise UserError if a snapshot is not whole or was made by a newer program. Reads all of it."""
    try:
        connection = copies.open_copy(snapshot)
        try:
            version = version_of(connection)
            check_version(version)
            whole = version > 0 and connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        finally:
            connection.close()
    except sqlite3.Error:
        whole = False
    if not whole:
        raise UserError(
            tr("The snapshot {name} is damaged. Nothing was changed. Choose another one.", name=snapshot.name)
        )


def _keep_present(folder: Path, chosen: Path) -> tuple[Restored, Mapping[str, int]]:
    """Take a snapshot of the present state, or set it aside where it is damaged; return the ids given."""
    try:
        connection = connect(folder / DATABASE, read_only=False)
        try:
            given = _given(connection)
            before = snapshots.write(connection, folder, "restore", keep=(chosen,))
            return Restored(before, None), given
        finally:
            connection.close()
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF not in DAMAGED:
            raise (in_words(error) or error) from error
    found: dict[str, int] = {}
    for snapshot in snapshots.listed(folder):
        copy = copies.open_copy(snapshot.path)
        try:
            known = _given(copy)
        except sqlite3.Error:
            continue
        finally:
            copy.close()
        found = {name: max(found.get(name, 0), number + LEAP) for name, number in known.items()}
    return Restored(None, set_aside(folder)), found


def _given(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def set_aside(folder: Path) -> Path:
    """Copy a damaged database with its log into a folder of its own, and return that."""
    aside = folder / time.strftime("damaged-%Y-%m-%dT%H-%M-%S")
    aside.mkdir(exist_ok=True)
    for path in (folder / DATABASE, folder / f"{DATABASE}-wal"):
        if path.exists():
            shutil.copyfile(path, aside / path.name)
            copies.flush(aside / path.name)
    copies.flush(folder)
    return aside


def _raise_ids(part: Path, given: Mapping[str, int]) -> None:
    connection = sqlite3.connect(part, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        raise_ids(connection, given)
    finally:
        connection.close()


def raise_ids(connection: sqlite3.Connection, given: Mapping[str, int]) -> None:
    """Let no id be given again: table → the highest that was given."""
    for name, number in given.items():
        connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, name))
        connection.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?, ?"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)",
            (name, number, name),
        )


def _fold_log(target: Path) -> None:
    """Write the log of a database into it and remove it: replayed into another file, it would destroy that.

    Raises:
        UserError: somebody else reads the project; without a log their view would break.
    """
    connection = sqlite3.connect(target, isolation_level=None, timeout=BUSY_S)
    try:
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "busy"
    finally:
        connection.close()
    if mode != "delete":
        raise UserError(
            tr("Another window has the project open for reading. Close it there, then restore it again.")
        )


def remove_log(target: Path) -> None:
    """Delete the log of a database that was set aside."""
    for end in ("-wal", "-shm"):
        target.with_name(target.name + end).unlink(missing_ok=True)
