"""Archives among the files of an import: unpacked once, read like folders, removed when nobody needs them.

A file in an archive is called `corpus.zip/train/a.txt` wherever a path is wanted: in problems, as the source
of a document, on the command line. Where it lies on the disk meanwhile, nobody is shown.
"""

import shutil
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.archives import StoppedError, Told, Unpacked, is_archive, unpack
from bertstudio.formats.base import Read

__all__ = ["Member", "StoppedError", "Told", "UnpackedArchive", "is_archive", "member_of", "unpacked"]


class UnpackedArchive:
    """An archive and the temporary folder with what it holds. The folder goes when this does."""

    def __init__(self, path: Path, told: Told | None = None) -> None:
        self.path = path
        self.trouble = ""
        """Why nothing of it can be read, as a sentence."""
        folder = _temporary(path)
        # Also when the program ends.
        remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        try:
            self.found = unpack(path, folder, told)
        except BaseException as error:
            remove()
            if not isinstance(error, UserError) or isinstance(error, StoppedError):
                raise
            self.found, self.trouble = Unpacked(()), str(error)
        self._places = {name: place for place, name in self.found.names.items()}
        self._refused = dict(self.found.refused)

    def files(self, files_in: Callable[[Path], list[Path]]) -> list[Path]:
        """Return the names of what is to be read, and of what was not unpacked; `files_in` knows folders."""
        if self.trouble:
            return [self.path]
        found = [self.name_of(place) for folder in self.found.folders for place in files_in(folder)]
        return sorted(found) + [self.path / name for name in self._refused]

    def name_of(self, place: Path) -> Path:
        """Return what a file or folder on the disk is called."""
        if place in self.found.names:
            return self.path / self.found.names[place]
        folder = next((folder for folder in self.found.folders if place.is_relative_to(folder)), place)
        return self.path / place.relative_to(folder)

    def member(self, inner: Path) -> "Member":
        """Return what has that name in the archive; nothing may be there."""
        name = inner.as_posix()
        first = self.found.folders[0] if self.found.folders else self.path
        return Member(
            self._places.get(name, first / inner), self, self.trouble or self._refused.get(name, "")
        )


def _temporary(path: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="bertstudio-")).resolve()
    except OSError as error:
        raise UserError(tr("{path} cannot be unpacked: {reason}.", path=path, reason=error)) from error


@dataclass(frozen=True, slots=True)
class Member:
    """A file or folder of an archive. It lies where it does as long as somebody holds this."""

    place: Path
    archive: UnpackedArchive
    trouble: str = ""
    """Why it was not unpacked, as a sentence."""

    def shown(self, text: str) -> str:
        """Return a sentence with the name in the archive instead of the place on the disk."""
        return text.replace(str(self.place), str(self.archive.name_of(self.place)))

    def named(self, read: Read) -> Read:
        """Return what a reader said about the place on the disk as said about the archive."""
        if read.problem is not None:
            problem = read.problem
            return replace(
                read, problem=replace(problem, path=self.shown(problem.path), text=self.shown(problem.text))
            )
        if read.document is None:
            return read
        name = self.archive.name_of(self.place).relative_to(self.archive.path.parent).as_posix()
        inside = read.document.source if self.place.is_dir() else ""
        source = f"{name}/{inside}" if inside else name
        return replace(read, document=replace(read.document, source=source))


_HELD: "weakref.WeakValueDictionary[tuple[Path, int, int], UnpackedArchive]" = weakref.WeakValueDictionary()
"""Those that somebody still holds: a preview and the import after it unpack an archive once."""


def unpacked(path: Path, told: Told | None = None) -> UnpackedArchive | None:
    """Return an archive unpacked, None if the file is none. Raises StoppedError as `told` wants it."""
    try:
        stat = path.stat()
    except OSError:
        return None
    key = path, stat.st_mtime_ns, stat.st_size
    found = _HELD.get(key)
    if found is None and is_archive(path):
        found = _HELD[key] = UnpackedArchive(path, told)
    return found


def member_of(path: Path) -> Member | None:
    """Return the file that `corpus.zip/train/a.txt` names, or the folder of `corpus.zip`; None: neither."""
    if path.exists() and unpacked(path) is None:
        return None
    for outer in (path, *path.parents):
        archive = unpacked(outer)
        if archive is not None:
            inner = path.relative_to(outer)
            return None if ".." in inner.parts else archive.member(inner)
    return None
