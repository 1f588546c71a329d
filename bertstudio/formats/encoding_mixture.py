"""Files in which some lines have another encoding than UTF-8, and a codec that reads them line by line.

`utf-8+cp1252` reads lines that are not UTF-8 as Windows-1252; `utf-8+skip` leaves them out: each becomes the
one character LEFT_OUT, so that lines keep their numbers. Both work wherever Python takes an encoding.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO

SKIP = "skip"
LEFT_OUT = "\ufffd"
"""What stands in the place of a line that was left out."""

MANY_LINES = 1_000
"""So many lines that are not UTF-8 are named."""
SAMPLE_BYTES = 32_768
PIECE_BYTES = 4_096
"""So much of a line is looked at."""
RARE = 8
"""From so many places a byte is looked at that does not stand in the sample."""
LONGEST_LINE = 1 << 20
"""Longer lines are taken in pieces."""

_ASCII = bytes(range(128))


@dataclass(slots=True)
class Survey:
    """The lines of a file that are not ASCII."""

    valid: int = 0
    """Those that are UTF-8."""
    valid_lines: list[bytes] = field(default_factory=list)
    """Some of them, or a piece of each."""
    wrong: int = 0
    wrong_lines: list[bytes] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Of the first MANY_LINES that are not UTF-8, from 1."""
    is_cut: bool = False
    """Whether the only wrong line is the last one, which ends inside a character."""
    around: bytes = b""
    """The beginning of the file."""


def surveyed(file: IO[bytes]) -> Survey:
    """Look at each line of a file, in constant memory."""
    found = Survey()
    sizes = {True: 0, False: 0}
    rare: dict[int, int] = {}
    for number, line in _numbered(file):
        if len(found.around) < SAMPLE_BYTES and line.isascii():
            found.around += line
        if line.isascii():
            continue
        is_valid, is_cut = _utf8(line)
        known = found.valid_lines if is_valid else found.wrong_lines
        piece = _piece(line)
        if is_valid:
            found.valid += 1
        else:
            found.wrong += 1
            found.is_cut = is_cut and found.wrong == 1
            if len(found.numbers) < MANY_LINES and number not in found.numbers[-1:]:
                found.numbers.append(number)
        if sizes[is_valid] < SAMPLE_BYTES:
            sizes[is_valid] += len(piece)
            known.append(piece)
            rare |= dict.fromkeys(set(piece.translate(None, _ASCII)), RARE) if not is_valid else {}
        elif not is_valid:
            _add_rare(line, known, rare)
    return found


def _numbered(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    number = 1
    for line in iter(partial(file.readline, LONGEST_LINE), b""):
        yield number, line
        number += line.endswith(b"\n")


def _utf8(line: bytes) -> tuple[bool, bool]:
    """Tell whether a line is UTF-8, and whether it merely ends inside a character."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut = error.reason == "unexpected end of data" and error.end == len(line)
        # A piece of a very long line may end anywhere.
        return is_cut and len(line) == LONGEST_LINE, is_cut
    return True, False


def _piece(line: bytes) -> bytes:
    """Return the stretch of a line around its first byte above 127, cut where no character is."""
    line = line.rstrip(b"\r\n")
    if len(line) <= PIECE_BYTES:
        return line
    first = len(line) - len(line.lstrip(_ASCII))
    start = max(0, first - PIECE_BYTES // 8)
    return line[start : start + PIECE_BYTES]


def _add_rare(line: bytes, known: list[bytes], rare: dict[int, int]) -> None:
    """Keep what is around a byte that was seen seldom: it may be the one that tells two encodings apart."""
    often = bytes(byte for byte, count in rare.items() if count >= RARE)
    for byte in set(line.translate(None, _ASCII + often)):
        rare[byte] = rare.get(byte, 0) + 1
        start = line.index(byte)
        before = line[max(0, start - 32) : start]
        # From the last ASCII byte on, so that no character is cut.
        known.append(
            before[len(before.rstrip(bytes(range(128, 256)))) - 1 :] + line[start : start + 32].rstrip()
        )


# The codec -----------------------------------------------------------------------------------------


class _LineDecoder(codecs.BufferedIncrementalDecoder):
    """Decodes whole lines, each as UTF-8 or else in the other encoding."""

    other = ""

    def _buffer_decode(self, data: bytes, errors: str, final: bool) -> tuple[str, int]:  # type: ignore[override]
        end = len(data) if final else data.rfind(b"\n") + 1
        if not end and len(data) > LONGEST_LINE:
            end = len(data.rstrip(bytes(range(128, 256))))
        return _decoded(data[:end], errors, self.other)[0], end


def _decoded(data: bytes, errors: str, other: str) -> tuple[str, int]:
    data = bytes(data)
    try:
        return data.decode("utf-8"), len(data)
    except UnicodeDecodeError:
        pass
    texts, done = [], 0
    for line in _split(data):
        try:
            texts.append(_line(line, errors, other))
        except UnicodeDecodeError as error:
            raise UnicodeDecodeError(
                name_of(other), data, done + error.start, done + error.end, error.reason
            ) from error
        done += len(line)
    return "".join(texts), len(data)


def _split(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _line(line: bytes, errors: str, other: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        if other != SKIP:
            return line.decode(other, errors)
    body = line.rstrip(b"\r\n")
    return LEFT_OUT + line[len(body) :].decode("ascii")


def name_of(other: str) -> str:
    """Return the name of UTF-8 with lines in another encoding."""
    return f"utf-8+{other}"


def other_of(encoding: str) -> str:
    """Return the encoding of the lines that are not UTF-8 in `utf-8+cp1252`; empty for any other name."""
    return encoding.partition("+")[2]


def _found(name: str) -> codecs.CodecInfo | None:
    # Python asks for `utf_8_cp1252`.
    other = name.removeprefix("utf_8_")
    try:
        other = other if other in {SKIP, name} else codecs.lookup(other).name
    except LookupError:
        return None
    if other == name:
        return None

    class Decoder(_LineDecoder):
        def __init__(self, errors: str = "strict") -> None:
            super().__init__(errors)
            self.other = other

    utf8 = codecs.lookup("utf-8")
    return codecs.CodecInfo(
        encode=utf8.encode,
        incrementalencoder=utf8.incrementalencoder,
        decode=lambda data, errors="strict": _decoded(data, errors, other),
        incrementaldecoder=Decoder,
        name=name_of(other),
    )


codecs.register(_found)
