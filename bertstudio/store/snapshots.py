"""Snapshots: copies of the project database in `snapshots/`, taken before work that touches much at once.

    snapshots/2026-11-26T08-15-03-before-import.db

The name tells when (local time) and why; the counts are read from the copy itself.
"""

import logging
import re
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store import copies

if TYPE_CHECKING:
    from bertstudio.store.project import Project

log = logging.getLogger(__name__)

FOLDER = "snapshots"
DEFAULT_LIMIT_MB = 1_000
BYTES_PER_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a snapshot is taken."""

    slug: str
    """In the name of the file."""
    words: Callable[[], str]
    undoable: bool
    """What follows can be undone, so it may go on where there is no room for a snapshot."""


REASONS: dict[str, Reason] = {
    "import": Reason("before-import", lambda: tr("Before an import"), True),
    "bulk": Reason("before-bulk-edit", lambda: tr("Before a bulk edit"), True),
    "delete": Reason("before-delete", lambda: tr("Before deleting"), True),
    "empty": Reason("before-emptying-the-bin", lambda: tr("Before emptying the bin"), False),
    "upgrade": Reason("before-upgrade", lambda: tr("Before an update of BertStudio"), False),
    "restore": Reason("before-restore", lambda: tr("Before going back to a snapshot"), False),
    "repair": Reason("before-repair", lambda: tr("Before a repair"), False),
    "asked": Reason("by-hand", lambda: tr("Taken by hand"), False),
}

_BY_SLUG = {reason.slug: code for code, reason in REASONS.items()}
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(?:\.\d{3})?-([a-z-]+)\.db")
_STAMP = "%Y-%m-%dT%H-%M-%S"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the project as it was."""

    path: Path
    at: float
    """Seconds since 1970."""
    reason: str
    """A key of REASONS."""
    size: int
    """Bytes."""
    documents: int | None
    """In the corpus; None if the copy cannot be read."""
    spans: int | None

    @property
    def name(self) -> str:
        return self.path.name


def listed(folder: Path) -> list[Snapshot]:
    """Return the snapshots of a project folder, the newest first."""
    where = folder / FOLDER
    if not where.is_dir():
        return []
    found = [snapshot for path in where.iterdir() if (snapshot := _read(path)) is not None]
    return sorted(found, key=lambda snapshot: snapshot.name, reverse=True)


def _read(path: Path) -> Snapshot | None:
    match = _NAME.fullmatch(path.name)
    if match is None or match[2] not in _BY_SLUG:
        return None
    try:
        size = path.stat().st_size
    except OSError:
        return None  # Deleted meanwhile.
    at = time.mktime(time.strptime(match[1], _STAMP))
    documents, spans = _asked(path, "SELECT sum(documents), sum(spans) FROM totals") or (None, None)
    if documents is None and _fingerprint_of(path) is not None:
        documents = spans = 0
    return Snapshot(path, at, _BY_SLUG[match[2]], size, documents, spans)


def _asked(path: Path, query: str) -> tuple[Any, ...] | None:
    """Return the first row that a copy answers with, None if it is damaged."""
    try:
        connection = copies.open_copy(path)
        try:
            row: tuple[Any, ...] | None = connection.execute(query).fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return row


def find(folder: Path, name: str) -> Snapshot:
    """Return the snapshot with that file name, or the newest whose name begins so. UserError if none."""
    found = next((snapshot for snapshot in listed(folder) if snapshot.name.startswith(name)), None)
    if found is None:
        raise UserError(tr("There is no snapshot {name} in {folder}.", name=name, folder=folder / FOLDER))
    return found


def take(project: "Project", reason: str, tell: Callable[[str], object] | None = None) -> Path | None:
    """Take a snapshot of a project, from a handle of the calling thread; edits go on meanwhile.

    Returns its path, or that of the last one if nothing changed since. None: nothing was ever done in the
    project, or there is no room and what follows can be undone; the log says it and `tell` gets the sentence.

    Raises:
        UserError: the project is open for reading only; or there is no room and no undo either.
    """
    from bertstudio.store.project import check_writable

    check_writable(project)
    assert project.lock is not None
    with project.lock.copying:
        try:
            return write(project.connection, project.folder, reason)
        except UserError as error:
            if not REASONS[reason].undoable:
                raise
            log.warning("no snapshot of %s: %s", project.folder, error)
            if tell is not None:
                tell(tr("There is no snapshot of the project before this: {reason}", reason=error))
            return None


def write(
    connection: sqlite3.Connection, folder: Path, reason: str, keep: tuple[Path, ...] = ()
) -> Path | None:
    """Take a snapshot through a connection, under the lock of the folder; see `take`. `keep` stay.

    Raises:
        UserError: there is no room for it on the disk or within the bound.
    """
    present = fingerprint(connection)
    if not present[1] and REASONS[reason].undoable:
        return None
    try:
        return _written(connection, folder, reason, present, keep)
    except OSError as error:
        text = tr("{folder} cannot be written: {reason}.", folder=folder / FOLDER, reason=error.strerror)
        raise UserError(text) from error


def _written(
    connection: sqlite3.Connection,
    folder: Path,
    reason: str,
    present: tuple[Any, ...],
    keep: tuple[Path, ...],
) -> Path:
    last = next(iter(listed(folder)), None)
    if last is not None and _fingerprint_of(last.path) == present:
        return last.path
    limit = limit_bytes(connection)
    if REASONS[reason].undoable and copies.size_of(connection) > limit:
        raise UserError(
            tr(
                "The project is larger than all its snapshots may be ({limit} MB).",
                limit=f"{limit // BYTES_PER_MB:,}",
            )
        )
    where = folder / FOLDER
    where.mkdir(exist_ok=True)
    copies.sweep_parts(where)
    path = _free_name(where, REASONS[reason].slug)
    copies.write_copy(connection, path)
    prune(folder, limit, keep=(path, *keep))
    return path


def _free_name(where: Path, slug: str) -> Path:
    """Return a name that sorts after those of the same second."""
    stamp = time.strftime(_STAMP)
    stamps = (stamp, *(f"{stamp}.{number:03d}" for number in range(1, 1_000)))
    free = next(name for name in stamps if not any(where.glob(f"{name}-*.db")))
    return where / f"{free}-{slug}.db"


def fingerprint(connection: sqlite3.Connection) -> tuple[Any, ...]:
    """Return values that differ once anything a person made differs: every change is a step of history.

    Numbers of steps are never given twice, also not after a restore. The second value is false in a project
    without any step; what changes rows besides the history bumps `meta.touched` (see `touch`).
    """
    row: tuple[Any, ...] = connection.execute(
        "SELECT (SELECT user_version FROM pragma_user_version),"
        " (SELECT seq FROM sqlite_sequence WHERE name = 'history'),"
        " (SELECT max(id) FROM history WHERE NOT undone),"
        " (SELECT value FROM meta WHERE name = 'touched')"
    ).fetchone()
    return row


def touch(connection: sqlite3.Connection) -> None:
    """Note, inside a transaction, that rows change although no step of the history says so."""
    connection.execute(
        "INSERT INTO meta (name, value) VALUES ('touched', 1)"
        " ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def _fingerprint_of(path: Path) -> tuple[Any, ...] | None:
    try:
        connection = copies.open_copy(path)
        try:
            return fingerprint(connection)
        finally:
            connection.close()
    except sqlite3.Error:
        return None


def limit_bytes(connection: sqlite3.Connection) -> int:
    """Return how many bytes all snapshots together may take (option `snapshot_limit_mb`)."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'snapshot_limit_mb'").fetchone()
    return (int(row[0]) if row else DEFAULT_LIMIT_MB) * BYTES_PER_MB


def prune(folder: Path, limit: int, *, keep: tuple[Path, ...]) -> None:
    """Delete the oldest snapshots until all of them take at most `limit` bytes; `keep` stays.

    Those go first before which something was done that Undo takes back as well.
    """
    found = listed(folder)
    total = sum(snapshot.size for snapshot in found)
    for snapshot in sorted(found, key=lambda one: (not REASONS[one.reason].undoable, one.name)):
        if total <= limit:
            return
        if snapshot.path not in keep:
            snapshot.path.unlink(missing_ok=True)
            total -= snapshot.size
            log.info("deleted the snapshot %s: all of them took more than the bound", snapshot.name)


def delete(snapshot: Snapshot) -> None:
    """Delete a snapshot. Raises UserError if its file cannot be removed."""
    try:
        snapshot.path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            tr("{path} cannot be deleted: {reason}.", path=snapshot.path, reason=error.strerror)
        ) from error
