"""DocBin files as they are packed: looked through piece by piece before spaCy holds one as a whole.

Inside are msgpack data. spaCy makes an object of each of their values, and an empty one is a single byte of
the file, so it is counted how many there are.
"""

import zlib
from pathlib import Path
from typing import IO

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.encoding import CHUNK_BYTES, HEAD_BYTES, open_binary

MAX_BYTES = 512 << 20
"""Unpacked. spaCy takes twice as much memory, and some hundred megabytes more."""
MAX_OBJECTS = 10_000_000
"""Texts, numbers, lists and the like, of some hundred bytes each in memory."""
# First byte of a value → bytes that follow and do not count, and those that say a length.
_FIXED = {0xC0: 0, 0xC2: 0, 0xC3: 0, 0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8} | {
    0xD0: 1,
    0xD1: 2,
    0xD2: 4,
    0xD3: 8,
    0xD4: 2,
    0xD5: 3,
    0xD6: 5,
    0xD7: 9,
    0xD8: 17,
}
_BYTES = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_TYPED_BYTES = {0xC7: 1, 0xC8: 2, 0xC9: 4}
_LISTS = {0xDC: 2, 0xDD: 4}
_MAPS = {0xDE: 2, 0xDF: 4}


def check_packed(path: Path) -> None:
    """Look through a DocBin in constant memory. Raises UserError if it is damaged, or too large for spaCy."""
    with open_binary(path) as file:
        unpacked = _Unpacked(path, file)
        values, wanted = 0, 1
        while wanted:
            values += 1
            wanted += _inside(unpacked) - 1
            if values + wanted > MAX_OBJECTS:
                raise UserError(_too_large(path))
        unpacked.skip_rest()


def _inside(unpacked: "_Unpacked") -> int:
    """Pass over a value. Returns how many values are in it, which follow."""
    kind = unpacked.number(1)
    if kind < 0x80 or kind >= 0xE0:
        return 0
    if kind < 0x90:
        return 2 * (kind & 0xF)
    if kind < 0xA0:
        return kind & 0xF
    if kind in _LISTS:
        return unpacked.number(_LISTS[kind])
    if kind in _MAPS:
        return 2 * unpacked.number(_MAPS[kind])
    unpacked.skip(_length(unpacked, kind))
    return 0


def _length(unpacked: "_Unpacked", kind: int) -> int:
    """Return how many bytes of a value without others in it follow."""
    if kind < 0xC0:
        return kind & 0x1F
    if kind in _BYTES:
        return unpacked.number(_BYTES[kind])
    if kind in _TYPED_BYTES:
        return 1 + unpacked.number(_TYPED_BYTES[kind])
    if kind not in _FIXED:
        raise UserError(broken(unpacked.path))
    return _FIXED[kind]


class _Unpacked:
    """The unpacked bytes of a file, a piece at a time. Raises UserError where they end too early or never."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self._file = file
        self._unpacker = zlib.decompressobj()
        self._piece = b""
        self._place = 0
        self._size = 0

    def number(self, size: int) -> int:
        """Return the number that stands in the next bytes."""
        while len(self._piece) - self._place < size:
            # It may be cut in two.
            begun = self._piece[self._place :]
            self._next()
            self._piece = begun + self._piece
        self._place += size
        return int.from_bytes(self._piece[self._place - size : self._place], "big")

    def skip(self, size: int) -> None:
        """Pass over bytes."""
        while size > len(self._piece) - self._place:
            size -= len(self._piece) - self._place
            self._next()
        self._place += size

    def skip_rest(self) -> None:
        """Pass over what follows, up to the end."""
        while not self._unpacker.eof:
            self._next()

    def _next(self) -> None:
        """Unpack another piece, which may be empty. Raises UserError after the end, or at too much."""
        if self._unpacker.eof:
            raise UserError(broken(self.path))
        chunk = self._unpacker.unconsumed_tail or self._file.read(HEAD_BYTES)
        try:
            self._piece, self._place = self._unpacker.decompress(chunk, CHUNK_BYTES), 0
        except zlib.error as error:
            raise UserError(broken(self.path)) from error
        self._size += len(self._piece)
        if self._size > MAX_BYTES:
            raise UserError(_too_large(self.path))
        if not chunk and not self._piece and not self._unpacker.eof:
            raise UserError(broken(self.path))


def broken(path: Path) -> str:
    """Return the sentence about a file that is none of spaCy."""
    return tr("{path} is no DocBin of spaCy, or it is damaged.", path=path)


def _too_large(path: Path) -> str:
    return tr(
        "{path} holds more than can be read at once ({size} MB or {count} values). Cut it into parts.",
        path=path,
        size=MAX_BYTES >> 20,
        count=f"{MAX_OBJECTS:,}",
    )
