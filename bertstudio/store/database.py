"""Connections and transactions: how SQLite is used here, and how its errors are told."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

BUSY_TIMEOUT_MS = 20_000
"""How long an edit waits for an import that writes at the same moment; imports write in short pieces."""

CACHE_KIB = 65_536

DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""Codes of errors that mean that the file itself is damaged."""


class DamagedError(UserError):
    """The database file cannot be read: see `restoring` and `salvage`."""


class NotSavedError(UserError):
    """The disk refused a step, which may work when it is tried again."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text)
        self.reason = reason
        """Why, as the part of a sentence."""


def connect(path: Path, *, read_only: bool, any_thread: bool = False) -> sqlite3.Connection:
    """Open a database file that exists.

    A commit is on the disk when it returns (`synchronous=FULL`; `fullfsync` asks the same of macOS).
    """
    mode = "ro" if read_only else "rw"
    connection = _open(f"{path.absolute().as_uri()}?mode={mode}", any_thread)
    try:
        if read_only and not _is_readable(connection, path):
            connection.close()
            connection = _open(f"{path.absolute().as_uri()}?mode=ro&immutable=1", any_thread)
        for setting in _READING if read_only else _WRITING:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


LOG_PAGES = 16_000
"""Pages of 4 KiB after which an edit folds the log (`project.db-wal`) into the database. Folding takes longer
than an edit may, and a plain copy of the folder is only safe while nothing is folded, so it is rare."""

_ALWAYS = ("foreign_keys = ON", f"cache_size = -{CACHE_KIB}", "temp_store = MEMORY")
_READING = ("query_only = ON", *_ALWAYS)
_WRITING = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    f"wal_autocheckpoint = {LOG_PAGES}",
    *_ALWAYS,
)


def _open(uri: str, any_thread: bool) -> sqlite3.Connection:
    return sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_MS / 1000,
        check_same_thread=not any_thread,
        cached_statements=256,
    )


def _is_readable(connection: sqlite3.Connection, path: Path) -> bool:
    """Tell whether a connection can read; if not, the file may be read as it stands (`immutable`).

    In a folder that cannot be written to, SQLite cannot make the shared memory of a WAL database. Nobody can
    write there either, so nothing changes under our eyes, provided that no WAL is left over.
    """
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            text = tr(
                "The last edits cannot be read in a folder without write access. Copy the project first."
            )
            raise UserError(text) from error
        return False
    return True


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit everything in the block, or nothing.

    Raises:
        UserError: the disk is full or fails, or another process writes for too long.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        _roll_back(connection)
        told = in_words(error)
        if told is None:
            raise
        raise told from error
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: sqlite3.Connection) -> None:
    # SQLite rolls back by itself after some errors.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def in_words(error: sqlite3.Error) -> UserError | None:
    """Return what the user should read of an error of the disk, or None if the error is a bug."""
    exact = getattr(error, "sqlite_errorcode", 0)
    code = exact & 0xFF
    # The index of the log lives in shared memory: it cannot grow on a full disk, which is no broken drive.
    if code == sqlite3.SQLITE_FULL or exact == sqlite3.SQLITE_IOERR_SHMSIZE:
        return NotSavedError(
            tr("The disk is full. Nothing was saved of this step. Free some space, then repeat it."),
            tr("the disk is full"),
        )
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return NotSavedError(
            tr("The disk did not answer. Nothing was saved of this step. Check the drive, then repeat it."),
            tr("the disk does not answer"),
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return NotSavedError(
            tr("The project cannot be written to. Nothing was saved of this step."),
            tr("the project cannot be written to"),
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return UserError(tr("Another program holds the project. Nothing was saved of this step. Repeat it."))
    if code in DAMAGED:
        return DamagedError(
            tr(
                "The file project.db is damaged. Go back to a snapshot of the project, "
                "or save what can be read: `bertstudio check FOLDER --repair`."
            )
        )
    return None


def reading_in_words(error: BaseException | None) -> UserError | None:
    """Return what the user should read when the disk does not give something; None if it was not the disk."""
    told = in_words(error) if isinstance(error, sqlite3.Error) else None
    if not isinstance(told, NotSavedError):
        return told
    return UserError(
        tr("The disk does not answer. What was saved is safe there. Check the drive, then go on.")
    )
