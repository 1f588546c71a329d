"""Copies of a database file that is in use: whole or not there, whatever happens meanwhile."""

import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store.database import in_words

SPARE_BYTES = 32 * 1024 * 1024
"""What stays free on the disk beside a copy, so that the next edits can be saved."""

PART = ".part"
"""Ends the names of copies in the making; what a crash leaves behind is deleted by `sweep_parts`."""

_LEFT_BEHIND = re.compile(r"\.\d+-\d+\.part(-journal|-wal|-shm)?$")


def size_of(connection: sqlite3.Connection) -> int:
    """Return the bytes that a copy of a database takes, with the edits that are still in its log."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return int(pages * connection.execute("PRAGMA page_size").fetchone()[0])


def write_copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a database as it is at this moment, while others read and write it.

    The copy is on the disk when this returns. It has its name only once it is whole.

    Raises:
        UserError: the disk is too full or fails; there is no copy then.
    """
    check_room(target.parent, size_of(connection))
    with made_whole(target) as part:
        copy = sqlite3.connect(part, isolation_level=None)
        try:
            # Nobody reads this file before it is flushed as a whole, so it needs no journal.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            connection.backup(copy)
        finally:
            copy.close()


def check_room(folder: Path, size: int) -> None:
    """Raise UserError if so many bytes do not fit onto the disk of a folder."""
    free = shutil.disk_usage(folder).free
    if free < size + SPARE_BYTES:
        raise UserError(
            tr(
                "There is not enough space on the disk for a copy of the project: it takes {size} MB, "
                "{free} MB are free.",
                size=f"{-(-size // 1_000_000):,}",
                free=f"{free // 1_000_000:,}",
            )
        )


@contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """Give a name to write to; at the end of the block the file is flushed and moved to `target`.

    Raises:
        UserError: the disk is full or fails; `target` is then as it was.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}-{threading.get_ident()}{PART}")
    try:
        yield part
        flush(part)
        part.replace(target)
        flush(target.parent)
    except (OSError, sqlite3.Error) as error:
        _drop(part)
        if isinstance(error, sqlite3.Error):
            raise (in_words(error) or error) from error
        raise UserError(
            tr("{path} cannot be written: {reason}.", path=target, reason=error.strerror)
        ) from error
    except BaseException:
        _drop(part)
        raise


def _drop(part: Path) -> None:
    for path in part.parent.glob(part.name + "*"):
        path.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot flush a folder; it keeps the order of names by itself.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep_parts(folder: Path) -> None:
    """Delete half copies that a crash left behind. Call it only where nobody else writes copies."""
    for path in folder.iterdir():
        if _LEFT_BEHIND.search(path.name):
            path.unlink(missing_ok=True)


def open_copy(path: Path) -> sqlite3.Connection:
    """Open a copy for reading, without leaving files beside it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
