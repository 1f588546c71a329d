"""A project: a folder with `project.db` and `runs/`, opened by one process at a time."""

import json
import logging
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap
from bertstudio.core.words import tr
from bertstudio.store import lock
from bertstudio.store.copies import sweep_parts
from bertstudio.store.database import NotSavedError, connect, in_words, transaction
from bertstudio.store.lock import FolderLock
from bertstudio.store.migrations import SCHEMA_VERSION, check_version, install, migrate, version_of
from bertstudio.store.snapshots import DEFAULT_LIMIT_MB

log = logging.getLogger(__name__)

DATABASE = "project.db"
RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Option:
    """One setting of a project. Its value has the type of its default."""

    name: str
    default: Any
    what: str
    values: tuple[str, ...] = ()
    """What it may be; empty: anything of that type."""


OPTIONS: tuple[Option, ...] = (
    Option("name", "", "What the project is called; empty: as its folder."),
    Option("overlap", str(Overlap.REFUSE), "What happens when spans would overlap.", tuple(Overlap)),
    Option("multi_label", False, "A document may carry several labels (text classification)."),
    Option("language", "", "ISO 639-1 code of most texts; empty: told by each document."),
    Option("guideline", "", "What annotators should know, as plain text."),
    Option("history_limit", 0, "How many steps can be undone; 0: all of them."),
    Option("snapshot_limit_mb", DEFAULT_LIMIT_MB, "How much all snapshots may take, in millions of bytes."),
)

_DEFAULTS = {option.name: option.default for option in OPTIONS}


@dataclass(eq=False, slots=True)
class Project:
    """An open project. It belongs to the thread that opened it; see `second_connection` for others."""

    folder: Path
    task: str
    read_only: bool
    connection: sqlite3.Connection
    lock: FolderLock | None
    latest: OrderedDict[int, tuple[Document, int]] = field(default_factory=OrderedDict)
    """Documents read or written here last, with the revision they had: see `documents.load`."""
    file: tuple[int, int] = (0, 0)
    """Device and number of the database file: see `check_there`."""

    @property
    def name(self) -> str:
        """What the project is called."""
        return str(option(self, "name")) or self.folder.name


def create(folder: Path, *, name: str = "", task: str = "ner") -> Project:
    """Make a project in a folder that does not exist or is empty, and open it.

    Raises:
        UserError: the folder holds something, or cannot be written to.
    """
    folder = Path(folder).absolute()
    existed = folder.exists()
    try:
        if folder.is_file():
            raise UserError(tr("{folder} is a file. Choose a new folder for the project.", folder=folder))
        if folder.exists() and any(folder.iterdir()):
            raise UserError(tr("{folder} is not empty. Choose a new folder for the project.", folder=folder))
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_made(folder, error) from error
    held = lock.acquire(folder)
    try:
        _write_new(folder, name, task)
        return _opened(folder, held)
    except BaseException as error:
        held.release()
        _remove_new(folder)
        if not existed:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise _not_made(folder, error) from error
        raise


def _not_made(folder: Path, error: OSError) -> UserError:
    return UserError(tr("{folder} cannot be made: {reason}.", folder=folder, reason=error.strerror))


def _write_new(folder: Path, name: str, task: str) -> None:
    (folder / RUNS).mkdir(exist_ok=True)
    path = folder / DATABASE
    path.touch()
    values = {"task": task, "made": int(time.time() * 1000)} | ({"name": name} if name else {})
    try:
        connection = connect(path, read_only=False)
        try:
            install(connection)
            rows = [(key, json.dumps(value)) for key, value in values.items()]
            connection.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", rows)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise (in_words(error) or error) from error


def _remove_new(folder: Path) -> None:
    """Take back what `create` made: nobody can have put anything into it yet."""
    for path in folder.glob(DATABASE + "*"):
        path.unlink()
    (folder / lock.FILE_NAME).unlink(missing_ok=True)
    with suppress(OSError):
        (folder / RUNS).rmdir()


def is_project(folder: Path) -> bool:
    """Tell whether a folder holds a project, without opening it."""
    return (Path(folder) / DATABASE).is_file()


def check_is_project(folder: Path) -> None:
    """Raise UserError if a folder holds no project."""
    if not is_project(folder):
        raise UserError(tr("{folder} is not a BertStudio project.", folder=folder))


def open_project(folder: Path, *, read_only: bool = False) -> Project:
    """Open a project. Reading only needs no lock and is possible while another window writes.

    Raises:
        UserError: it is no project, it was made by a newer version, another window has it open, or the
            folder cannot be written to.
    """
    folder = Path(folder).absolute()
    check_is_project(folder)
    held = None if read_only else lock.acquire(folder)
    try:
        return _opened(folder, held)
    except BaseException:
        if held is not None:
            held.release()
        raise


def _opened(folder: Path, held: FolderLock | None) -> Project:
    connection: sqlite3.Connection | None = None
    try:
        connection = connect(folder / DATABASE, read_only=held is None)
        _check(connection, folder, held)
        task = json.loads(connection.execute("SELECT value FROM meta WHERE name = 'task'").fetchone()[0])
        project = Project(folder, task, held is None, connection, held, file=_file(folder))
        if held is not None:
            (folder / RUNS).mkdir(exist_ok=True)
            _sweep(project)
    except BaseException as error:
        if connection is not None:
            connection.close()
        told = in_words(error) if isinstance(error, sqlite3.Error) else None
        if told is not None:
            raise told from error
        raise
    return project


def _check(connection: sqlite3.Connection, folder: Path, held: FolderLock | None) -> None:
    version = version_of(connection)
    if version == 0:
        raise UserError(tr("{folder} is not a BertStudio project.", folder=folder))
    check_version(version)
    if version < SCHEMA_VERSION:
        if held is None:
            raise UserError(
                tr("This project was made by an older BertStudio. Open it once for writing to update it.")
            )
        migrate(connection, folder)


def _sweep(project: Project) -> None:
    """Delete what imports and copies left behind that never came to their end."""
    from bertstudio.store.staging import sweep

    try:
        sweep_parts(project.folder)
        sweep(project)
    except (OSError, UserError) as error:
        # On a full disk nothing can be deleted, but everything can be read: the next opening tries again.
        log.warning("what a crash left behind stays in %s: %s", project.folder, error)


def close(project: Project) -> None:
    """Close a project. The last connection to be closed frees the lock."""
    project.connection.close()
    project.latest.clear()
    if project.lock is not None:
        project.lock.release()
        project.lock = None


def second_connection(project: Project) -> Project:
    """Return another handle on an open project, under the same lock, for use in another thread."""
    connection = connect(project.folder / DATABASE, read_only=project.read_only, any_thread=True)
    held = project.lock.share() if project.lock is not None else None
    return Project(project.folder, project.task, project.read_only, connection, held, file=project.file)


def options(project: Project) -> dict[str, Any]:
    """Return every option with its value."""
    rows = project.connection.execute("SELECT name, value FROM meta")
    return _DEFAULTS | {name: json.loads(value) for name, value in rows if name in _DEFAULTS}


def option(project: Project, name: str) -> Any:
    """Return one option: each key press asks for some, and a guideline among the others may be long."""
    row = project.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return _DEFAULTS[name] if row is None else json.loads(row[0])


def overlap_policy(project: Project) -> Overlap:
    """Return the rule of the project for annotations that would overlap."""
    return Overlap(option(project, "overlap"))


def runs_folder(project: Project) -> Path:
    """Return the folder that holds the run folders."""
    return project.folder / RUNS


@contextmanager
def writing(project: Project, *, flushed: bool = True) -> Iterator[None]:
    """Commit everything in the block, or nothing. Another thread of this program waits until it is done.

    With `flushed=False` it comes onto the disk with a later step that is flushed: a power cut before that
    takes it back as a whole.

    Raises:
        UserError: the project is open for reading only, or the disk is full or fails.
    """
    check_writable(project)
    check_there(project)
    assert project.lock is not None
    with project.lock.writing, _flushed(project.connection, flushed), transaction(project.connection):
        yield


@contextmanager
def _flushed(connection: sqlite3.Connection, flushed: bool) -> Iterator[None]:
    if flushed:
        yield
        return
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")


def check_there(project: Project) -> None:
    """Raise NotSavedError if the database file is no longer where it was opened.

    A file that was deleted, moved or replaced, or whose drive was taken away, can still be written to through
    an open connection: the edit would be called saved and found nowhere.
    """
    try:
        there = _file(project.folder) == project.file
    except OSError:
        there = False
    if not there:
        raise NotSavedError(
            tr("{folder} is gone or was replaced. Nothing was saved of this step.", folder=project.folder),
            tr("the project folder is gone"),
        )


def _file(folder: Path) -> tuple[int, int]:
    found = (folder / DATABASE).stat()
    return found.st_dev, found.st_ino


def check_writable(project: Project) -> None:
    """Raise UserError if the project is open for reading only."""
    if project.read_only:
        raise UserError(
            tr("The project is open for reading only. Close the other window, then open it again.")
        )
