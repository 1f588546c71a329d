"""What is in an archive: its entries one after the other, none of them trusted.

Reading an archive never takes more than a few megabytes at once, whatever its headers say.
"""

import gzip
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.encoding import open_binary

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".gz")
DAMAGED = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError),
    # What zipfile and tarfile raise at headers that make no sense.
    *(NotImplementedError, RuntimeError, ValueError, OverflowError, MemoryError),
)
MAX_READ_BYTES = 16 << 20
"""Largest piece that is taken from an archive at once: the list of 100,000 files is not longer."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""Not LZMA, where the archive says how much memory to take."""
_LOCKED = 0x1
_UTF8 = 0x800
_PACKAGE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
"""An entry of this name says that a zip file belongs to some program: Word, Excel, LibreOffice, Java."""
_GB2312_FREQUENT = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")

Spend = Callable[[int], None]
"""Is told bytes that come out of a packed stream, and raises UserError when they are too many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive, or something that is none."""

    name: str
    """As the archive has it; may be anything."""
    wrong: str
    """`link`, `locked` or `method` when it cannot be unpacked; empty for a plain file."""
    open: Callable[[], IO[bytes]]
    """Raises one of DAMAGED, and so does reading."""


class GuardedFile:
    """A file of which nobody reads more than `MAX_READ_BYTES` at once, whatever a header asks for."""

    def __init__(self, file: IO[bytes], spend: Spend | None = None) -> None:
        self._file = file
        self._spend = spend

    def read(self, size: int = -1) -> bytes:
        """Raises ValueError when more is wanted than any honest archive needs."""
        wanted = MAX_READ_BYTES + 1 if size < 0 else size
        if size > MAX_READ_BYTES:
            raise ValueError(size)
        data = self._file.read(wanted)
        if len(data) > MAX_READ_BYTES:
            raise ValueError(len(data))
        if self._spend is not None:
            self._spend(len(data))
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Bytes that are skipped come out of a packed stream as well."""
        if self._spend is not None and whence == 0:
            self._spend(max(0, offset - self._file.tell()))
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True


def is_archive(path: Path) -> bool:
    """Tell whether a file is an archive: by its name and its first bytes, and not a document of a program."""
    if not path.name.lower().endswith(SUFFIXES) or not path.is_file():
        return False
    with open_binary(path) as file:
        head = file.read(512)
    if path.suffix.lower() == ".zip":
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _is_package(path)
    if path.suffix.lower() == ".tar":
        return head[257:262] == b"ustar"
    return head.startswith(b"\x1f\x8b")


def _is_package(path: Path) -> bool:
    try:
        with open_binary(path) as file, zipfile.ZipFile(GuardedFile(file)) as archive:
            return not _PACKAGE.isdisjoint(archive.namelist())
    except DAMAGED:
        # Whoever unpacks it will say so.
        return False


@contextmanager
def entries_of(path: Path, spend: Spend) -> Iterator[Iterator[Entry]]:
    """Yield the entries of an archive; each must be read before the next.

    Raises:
        UserError: the archive cannot be read, as a whole or from some entry on; or whatever `spend` raises.
    """
    kinds = {".zip": _in_zip, ".tar": _in_tar, ".tgz": _in_packed_tar}
    packed = _in_packed_tar if path.name.lower().endswith(".tar.gz") else _in_gzip
    try:
        with open_binary(path) as file:
            yield kinds.get(path.suffix.lower(), packed)(path, file, spend)
    except DAMAGED as error:
        raise UserError(tr("{path} is damaged or not whole, and cannot be unpacked.", path=path)) from error


def _in_zip(path: Path, file: IO[bytes], spend: Spend) -> Iterator[Entry]:
    del path, spend
    with zipfile.ZipFile(GuardedFile(file)) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield Entry(_zip_name(info), _wrong_in_zip(info), partial(archive.open, info))


def _zip_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8:
        return info.orig_filename
    return _decoded(info.orig_filename.encode("cp437", "replace"))


def _decoded(name: bytes) -> str:
    """Return a name of an unknown encoding: UTF-8, GBK as on Chinese Windows, or that of the first PCs.

    Chinese names are mostly of the frequent half of GB 2312; Cyrillic, Japanese or accented Latin ones,
    read as GBK, are not.
    """
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = name.decode("gb18030")
    except UnicodeDecodeError:
        return name.decode("cp437")
    high = [character.encode("gb18030") for character in text if character > "\x7f"]
    frequent = sum(_GB2312_FREQUENT.fullmatch(character) is not None for character in high)
    return text if 2 * frequent >= len(high) else name.decode("cp437")


def _wrong_in_zip(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        return "link"
    if info.flag_bits & _LOCKED:
        return "locked"
    return "" if info.compress_type in _METHODS else "method"


def _in_packed_tar(path: Path, file: IO[bytes], spend: Spend) -> Iterator[Entry]:
    with gzip.GzipFile(fileobj=file) as unpacked:
        yield from _in_tar(path, unpacked, spend)


def _in_tar(path: Path, file: Any, spend: Spend) -> Iterator[Entry]:
    del path
    guarded: Any = GuardedFile(file, spend)
    with tarfile.open(fileobj=guarded, mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
        before = -1
        while (member := archive.next()) is not None:
            # A header may point back to where it was read before.
            if member.offset <= before or member.size < 0:
                raise ValueError(member.offset)
            before = member.offset
            if not member.isdir():
                # The map of a file with holes may send its reader in circles.
                wrong = "method" if member.issparse() else "" if member.isreg() else "link"
                yield Entry(_tar_name(member), wrong, partial(_opened, archive, member))


def _tar_name(member: tarfile.TarInfo) -> str:
    try:
        return _decoded(member.name.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return member.name.encode("utf-8", "replace").decode()


def _opened(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(member)
    if file is None:
        raise ValueError(member.name)
    return file


def _in_gzip(path: Path, file: IO[bytes], spend: Spend) -> Iterator[Entry]:
    del spend
    yield Entry(path.stem, "", partial(_gzip_opened, file))


def _gzip_opened(file: IO[bytes]) -> IO[bytes]:
    return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]
