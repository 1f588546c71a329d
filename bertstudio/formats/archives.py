"""Archives (.zip, .tar, .tar.gz, .gz), unpacked so that they can be read like a folder.

Nothing that an archive says about itself is trusted: names may lead out of the folder, sizes may lie, a few
kilobytes may unpack to terabytes. Bytes are counted while they come out, plain files only are made, and what
is not unpacked is named.
"""

import errno
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.archive_entries import DAMAGED, SUFFIXES, Entry, entries_of, is_archive

__all__ = ["StoppedError", "Told", "Unpacked", "is_archive", "unpack"]

MAX_ENTRIES = 100_000
MAX_FILE_BYTES = 4 << 30
MAX_BYTES = 8 << 30
MAX_RATIO = 200
"""Unpacked bytes for each packed one; text seldom reaches 20."""
FREE_BYTES = 64 << 20
"""So much may unpack at any ratio: a small file of blanks is no bomb."""
MAX_DEPTH = 32
MAX_NAME_BYTES = 240
MAX_LEVELS = 9
"""So many files whose names a disk takes for the same are kept apart."""
CHUNK_BYTES = 1 << 20

Told = Callable[[int], object]
"""Is called with the bytes unpacked so far, and returns False to stop."""


class StoppedError(UserError):
    """The user stopped the unpacking."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an archive holds, and where it lies now."""

    folders: tuple[Path, ...]
    """Nearly always one. Files whose names the disk takes for the same lie in further ones."""
    names: dict[Path, str] = field(default_factory=dict)
    """File on the disk → its name in the archive, with slashes."""
    refused: tuple[tuple[str, str], ...] = ()
    """What was not unpacked: a name without folders, and why as a sentence."""


@dataclass(slots=True)
class _Budget:
    """Counts bytes that come out of an archive. Raises UserError when they are too many."""

    path: Path
    packed: int
    """Bytes of the archive itself."""
    told: Told | None = None
    done: int = 0

    def spend(self, count: int) -> None:
        self.done += count
        if self.done > FREE_BYTES and self.done > MAX_RATIO * self.packed:
            raise UserError(
                tr(
                    "{path} would unpack to more than {ratio} times its size, like an archive that is made "
                    "to fill a disk. It was not read.",
                    path=self.path,
                    ratio=MAX_RATIO,
                )
            )
        if self.done > MAX_BYTES:
            raise UserError(
                tr(
                    "{path} would unpack to more than {size} GB. Unpack it yourself and import the folder.",
                    path=self.path,
                    size=MAX_BYTES >> 30,
                )
            )
        if self.told is not None and self.told(self.done) is False:
            raise StoppedError(tr("{path} was not unpacked to its end.", path=self.path))


def unpack(path: Path, folder: Path, told: Told | None = None) -> Unpacked:
    """Unpack the files of an archive into an empty folder; what is not safe is left out and named.

    Raises:
        UserError: the archive is damaged as a whole, or too large by any measure.
        StoppedError: `told` returned False.
    """
    packed = path.stat().st_size
    target = _Target(path, folder, _Budget(path, packed, told))
    with entries_of(path, _Budget(path, packed).spend) as entries:
        for number, entry in enumerate(entries, 1):
            if number > MAX_ENTRIES:
                raise UserError(
                    tr(
                        "{path} holds more than {count} files. Unpack it yourself and import the folder.",
                        path=path,
                        count=f"{MAX_ENTRIES:,}",
                    )
                )
            target.take(entry)
    made = [folder / str(level) for level in range(1, MAX_LEVELS + 1)]
    folders = tuple(level for level in made if level.is_dir())
    return Unpacked(folders, target.names, tuple(target.refused))


@dataclass(slots=True)
class _Target:
    """The folder that an archive is unpacked into."""

    path: Path
    folder: Path
    budget: _Budget
    names: dict[Path, str] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def take(self, entry: Entry) -> None:
        """Unpack one entry, or note why it is not."""
        parts = _parts(entry.name)
        name = "/".join(parts) if parts else entry.name
        wrong = entry.wrong or ("" if parts else "leads-out")
        if not wrong and name.lower().endswith(SUFFIXES):
            wrong = "nested"
        if not wrong and name in self.taken:
            wrong = "twice"
        if not wrong and parts:
            self.taken.add(name)
            wrong = self._unpack(entry, parts)
        if wrong:
            shown = "".join(character if character.isprintable() else "\ufffd" for character in name[:200])
            self.refused.append((_disk_name(shown.replace("/", "_")), refusal(wrong, self.path, shown)))

    def _unpack(self, entry: Entry, parts: list[str]) -> str:
        """Write one file. Returns what is wrong with it; empty: nothing is."""
        place = self._place(parts)
        if place is None:
            return "name"
        file, where = place
        with file:
            wrong = self._copy(entry, file)
        if wrong:
            where.unlink()
        else:
            self.names[where] = "/".join(parts)
        return wrong

    def _place(self, parts: list[str]) -> tuple[BinaryIO, Path] | None:
        """Open a new file of that name, in the first level that has none that the disk takes for the same."""
        for level in range(1, MAX_LEVELS + 1):
            where = self.folder.joinpath(str(level), *map(_disk_name, parts))
            try:
                where.parent.mkdir(parents=True, exist_ok=True)
                return where.open("xb"), where
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                continue
            except OSError as error:
                if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}:
                    raise UserError(_no_room(self.path, error)) from error
                return None
        return None

    def _copy(self, entry: Entry, file: BinaryIO) -> str:
        size = 0
        chunks = _chunks(entry)
        while True:
            try:
                chunk = next(chunks, b"")
            except DAMAGED:
                return "damaged"
            if not chunk:
                return ""
            size += len(chunk)
            if size > MAX_FILE_BYTES:
                return "large"
            self.budget.spend(len(chunk))
            try:
                file.write(chunk)
                file.flush()
            except OSError as error:
                raise UserError(_no_room(self.path, error)) from error


def _chunks(entry: Entry) -> Iterator[bytes]:
    with entry.open() as source:
        while chunk := source.read(CHUNK_BYTES):
            yield chunk


def _parts(name: str) -> list[str] | None:
    """Return the folders and the name of an entry; None if they lead elsewhere or are none at all.

    Windows programs of old write backslashes.
    """
    name = name.replace("\\", "/")
    if "\0" in name or name.startswith("/") or re.match("[A-Za-z]:", name):
        return None
    parts = [part for part in name.split("/") if part not in {"", "."}]
    if not parts or ".." in parts or len(parts) > MAX_DEPTH:
        return None
    return parts


_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def _disk_name(part: str) -> str:
    """Return a name that every system can give to a file: no signs that mean something to Windows."""
    name = _NO_NAME.sub("_", part)
    bare = name.rstrip(" .")
    name = bare + "_" * (len(name) - len(bare))
    if _DEVICE.fullmatch(name):
        name = f"_{name}"
    return name if len(name.encode()) <= MAX_NAME_BYTES else _shortened(name)


def _shortened(name: str) -> str:
    """Cut a long name before its ending, which says what it is."""
    stem, suffix = Path(name).stem, Path(name).suffix
    room = MAX_NAME_BYTES - len(suffix.encode())
    return stem.encode()[: max(room, 1)].decode("utf-8", "ignore") + (suffix if room > 0 else "")


def _no_room(path: Path, error: OSError) -> str:
    return tr(
        "{path} cannot be unpacked: {reason}.",
        path=path,
        reason=os.strerror(error.errno) if error.errno else error,
    )


def refusal(wrong: str, path: Path, name: str) -> str:
    """Return the sentence about an entry that is not unpacked."""
    what = {"path": path, "name": name}
    sentences = {
        "leads-out": tr("{path}: the name “{name}” leads out of the archive; it was not unpacked.", **what),
        "link": tr("{path}: “{name}” is a link or a device, not a file; it was not unpacked.", **what),
        "locked": tr("{path}: “{name}” is locked with a password. Unpack it yourself first.", **what),
        "method": tr("{path}: “{name}” is packed in a way unknown here. Unpack it yourself first.", **what),
        "nested": tr(
            "{path}: “{name}” is an archive in the archive. Unpack {path} yourself and import the folder "
            "that comes out; archives in a folder are read.",
            **what,
        ),
        "twice": tr("{path}: “{name}” stands there twice; only the first one was unpacked.", **what),
        "name": tr("{path}: “{name}” is no name that a file can have; it was not unpacked.", **what),
        "large": tr(
            "{path}: “{name}” is larger than {size} GB. Unpack it yourself first.",
            **what,
            size=MAX_FILE_BYTES >> 30,
        ),
        "damaged": tr("{path}: “{name}” is damaged or not whole.", **what),
    }
    return sentences[wrong]
