"""Files that are written whole or not at all."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""
_UNIX = 3


def chosen_options(known: Mapping[str, tuple[str, ...]], given: Mapping[str, Any]) -> dict[str, str]:
    """Return the value of every option of a format that has values, the first of them where none is given.

    Raises UserError for a value that there is not.
    """
    chosen = {name: str(given.get(name) or values[0]) for name, values in known.items() if values}
    for name, value in chosen.items():
        if value not in known[name]:
            values = ", ".join(known[name])
            raise UserError(
                tr("{name} is one of {values}, not {value}.", name=name, values=values, value=value)
            )
    return chosen


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside the one wanted, and put it in its place when the block ends well.

    Raises:
        UserError: the folder is missing or closed to us, or the disk is full.
    """
    check_target(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise UserError(_unwritable(path, error)) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise UserError(_unwritable(path, error)) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def new_text(path: Path) -> Iterator[Callable[[str], object]]:
    """Yield a function that appends text to a new UTF-8 file; line ends stay as they are given."""
    with new_file(path) as file:

        def write(text: str) -> None:
            file.write(encoded(text) if file.tell() else text_file(text))

        yield write


def text_file(text: str) -> bytes:
    """Return a text as a file in UTF-8, or the beginning of one. Raises UserError as `encoded`."""
    # Whoever reads the file takes the first one for a byte order mark, which is no text.
    return encoded(f"\ufeff{text}" if text.startswith("\ufeff") else text)


def encoded(text: str) -> bytes:
    """Return a text in UTF-8. Raises UserError if it holds half a character."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UserError(
            tr("A text holds half a character (a lone surrogate), which this format cannot hold.")
        ) from error


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the wanted place when the block ends well.

    Raises:
        UserError: something is in that place already, or nothing can be written there.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UserError(tr("{path} is not empty. Choose a new folder.", path=path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    except OSError as error:
        raise UserError(_unwritable(path, error)) from error
    try:
        yield part
        part.chmod(0o777 & ~_umask())
        if path.exists():
            path.rmdir()
        part.replace(path)
    except OSError as error:
        raise UserError(_unwritable(path, error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def new_folder_or_zip(path: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the wanted place, or becomes a zip there if the name ends in .zip.

    Equal files give an equal zip: it holds them in the order of their names, with one and the same date.

    Raises:
        UserError: something is in that place already, or nothing can be written there.
    """
    if path.suffix.lower() != ".zip":
        with new_folder(path) as folder:
            yield folder
        return
    check_target(path)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", suffix=".part", dir=path.parent) as name:
        with new_folder(Path(name) / "files") as folder:
            yield folder
        with new_file(path) as file:
            _pack(Path(name) / "files", file)


def _pack(folder: Path, file: IO[bytes]) -> None:
    names = {entry.relative_to(folder).as_posix(): entry for entry in folder.rglob("*") if entry.is_file()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, entry in sorted(names.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = _UNIX, 0o644 << 16
            with entry.open("rb") as source, archive.open(info, "w") as target:
                shutil.copyfileobj(source, target)


def check_target(path: Path) -> None:
    """Raise UserError if no file can be put here: it is a folder, or its folder is missing."""
    if path.is_dir():
        raise UserError(tr("{path} is a folder. Give a file name in it.", path=path))
    if not path.parent.is_dir():
        raise UserError(tr("There is no folder {folder}. Make it first.", folder=path.parent))


def _unwritable(path: Path, error: OSError) -> str:
    # Not `strerror`: pyarrow puts a sentence of its own there.
    reason = os.strerror(error.errno) if error.errno else error
    return tr("{path} cannot be written: {reason}.", path=path, reason=reason)


def _umask() -> int:
    """Return the permissions that new files of this process lack."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
