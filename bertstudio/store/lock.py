"""The lock on a project folder: one writer, freed by the operating system when the writer dies."""

import errno
import os
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

FILE_NAME = "project.lock"
# Windows forbids others to read a locked region, and they must read who holds it.
_LOCKED_BYTE = 1 << 30
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}


class FolderLock:
    """Held by every connection of one opened project; released by the last of them."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._holders = 1
        self._counting = threading.Lock()
        self.writing = threading.RLock()
        """Held by the thread that writes: the others take turns here, not in the polling of SQLite."""
        self.copying = threading.Lock()
        """Held by the thread that takes a snapshot; edits go on meanwhile."""

    def share(self) -> "FolderLock":
        """Count one more holder."""
        with self._counting:
            self._holders += 1
        return self

    def release(self) -> None:
        """Count one holder less; the last one frees the lock."""
        with self._counting:
            self._holders -= 1
            last = self._holders == 0
        if last:
            # Closing frees it. The file stays: removing it would race with somebody who just opened it.
            os.close(self._descriptor)


def acquire(folder: Path) -> FolderLock:
    """Lock a project folder for this process.

    Raises:
        UserError: another process (or another window of this one) holds it, or the folder is read-only.
    """
    path = folder / FILE_NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    except OSError as error:
        raise _not_writable(folder, error) from error
    try:
        _lock(descriptor)
    except OSError as error:
        holder = _holder(descriptor)
        os.close(descriptor)
        if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            raise _held(folder, holder) from error
        text = tr(
            "The drive of {folder} cannot lock files. Copy the project to a local drive.", folder=folder
        )
        raise UserError(text) from error
    # On a full disk the lock still holds; only who holds it cannot be told.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n{socket.gethostname()}\n".encode())
    return FolderLock(descriptor)


def _holder(descriptor: int) -> tuple[str, str]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    lines = os.read(descriptor, 1024).decode("utf-8", "replace").split("\n")
    return (lines[0] or "?", lines[1]) if len(lines) > 1 else ("?", "?")


def _held(folder: Path, holder: tuple[str, str]) -> UserError:
    process, host = holder
    return UserError(
        tr(
            "{folder} is open in another window (process {process} on {host}). Open it for reading.",
            folder=folder,
            process=process,
            host=host,
        )
    )


def _not_writable(folder: Path, error: OSError) -> UserError:
    if error.errno in _NOT_WRITABLE:
        return UserError(
            tr("{folder} cannot be written to. Open it for reading, or copy it elsewhere.", folder=folder)
        )
    return UserError(tr("{folder} cannot be opened: {reason}.", folder=folder, reason=error.strerror))


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
