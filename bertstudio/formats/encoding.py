"""Which encoding a text file has, and its lines.

The order of the evidence: a byte order mark; UTF-16 by the places of its zero bytes; strict UTF-8 over the
whole file; then what reads like a language that is written in it (`encoding_evidence.py`). When two do, or
none, nobody guesses: the user is asked.
"""

import codecs
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader, TextIOWrapper
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Reading
from bertstudio.formats.encoding_mixture import LEFT_OUT, SKIP, name_of

HEAD_BYTES = 1 << 16
CHUNK_BYTES = 1 << 20
LINES_BETWEEN_LOOKS = 100
MAX_LINE_CHARACTERS = 32 << 20
"""A longer line is not held: what is made of it takes many times its length in memory."""
MAX_WHOLE_BYTES = 64 << 20
"""A larger file is not read as one text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC = (
    (b"PK\x03\x04", "ZIP"),
    (b"%PDF", "PDF"),
    (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office 97"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec name as Python knows it, how sure we are (0 to 1), and why, as a sentence."""

    name: str
    confidence: float
    evidence: str
    readings: tuple[Reading, ...] = ()
    """Where nobody can tell: in which ways the file can be read, the likeliest first."""
    trouble: str = ""
    """Why it cannot be read as it stands, as a sentence."""


def detect(path: Path) -> Encoding:
    """Find out the encoding of a text file, in constant memory.

    Raises:
        UserError: the file cannot be read, is not text, or its encoding is not clear.
    """
    found = likeliest(path)
    if found.trouble:
        raise UserError(found.trouble)
    return found


def likeliest(path: Path) -> Encoding:
    """Find out the encoding of a text file, or what it may be. Raises UserError if it is no text."""
    with open_binary(path) as file:
        head = file.read(HEAD_BYTES)
    kind = binary_kind(head)
    if kind is not None:
        raise UserError(_not_text(path, kind))
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, 1.0, tr("It begins with a byte order mark."))
    if b"\0" in head:
        return Encoding(_utf16_order(head), 0.9, tr("Every second byte is zero, as in UTF-16."))
    offset, seen = _scan_utf8(path)
    if offset is None:
        text = tr("Every byte is valid UTF-8.") if seen else tr("It holds ASCII only.")
        return Encoding("utf-8", 1.0, text)
    declared = _declared(path, head)
    if declared:
        return Encoding(declared, 0.95, tr("The file says so itself."))
    about = path.stat()
    return _judged(path, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=256)
def _judged(path: Path, size: int, changed_ns: int) -> Encoding:
    """Judge a file once as long as it stays as it is: it is asked for more than once."""
    del size, changed_ns
    # Most files are UTF-8, and need none of this.
    from bertstudio.formats.encoding_judging import judged

    with open_binary(path) as file:
        return judged(path, file)


def is_utf8(path: Path) -> bool:
    """Tell whether a file is UTF-8 throughout, and not merely ASCII."""
    offset, seen = _scan_utf8(path)
    return offset is None and seen


_DECLARATIONS = (
    re.compile(rb"""^\s*<\?xml[^>]{0,100}?\sencoding=["']([A-Za-z0-9_:.-]{1,40})["']"""),
    re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE),
)
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""What is read in place of an encoding, because it holds all of it and files use the rest as well."""


def _declared(path: Path, head: bytes) -> str:
    """Return the encoding that an XML or HTML file names, when the file is in it; else empty."""
    if head.lstrip()[:1] != b"<":
        return ""
    found = next((match for pattern in _DECLARATIONS if (match := pattern.search(head[:4096]))), None)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
        name = _AS_BROWSERS.get(name, name)
        if not name or name.startswith("utf") or b"<".decode(name) != "<":
            return ""
        return "" if _first_bad_line(path, name) else name
    except (LookupError, UnicodeDecodeError):
        return ""


def binary_kind(head: bytes) -> str | None:
    """Return what kind of file is not text (a name, or empty when unknown); None for text."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return None
    if b"\0" in head:
        return None if _utf16_order(head) else ""
    controls = len(head) - len(
        head.translate(None, bytes(range(9)) + bytes(range(14, 27)) + b"\x1c\x1d\x1e\x1f")
    )
    return "" if controls > max(2, len(head) // 50) else None


def _not_text(path: Path, kind: str) -> str:
    if kind:
        return tr(
            "{path} is a file of the kind {kind}, not text. Choose a text file or its format.",
            path=path,
            kind=kind,
        )
    return tr("{path} is a binary file, not text. Choose another file.", path=path)


def _utf16_order(head: bytes) -> str:
    """Return the codec when zero bytes lie nearly all at odd, or at even, places of a text; else empty."""
    for name in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(name, "replace")
        # Half of an emoji may hold a zero byte at the other place: 😀 is D83D DE00.
        codes = [ord(character) for character in text if character <= "\uffff"]
        there, elsewhere = sum(code < 0x100 for code in codes), sum(code % 0x100 == 0 for code in codes)
        if there > 0.3 * len(text) and elsewhere <= there // 50:
            controls = sum(character < " " and character not in "\t\r\n\f" for character in text)
            return name if controls <= len(text) // 50 else ""
    return ""


def _scan_utf8(path: Path) -> tuple[int | None, bool]:
    """Return the offset of the first byte that is not UTF-8 (None: all is), and whether any is not ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    done, seen = 0, False
    with open_binary(path) as file:
        while chunk := file.read(CHUNK_BYTES):
            held = len(decoder.getstate()[0])
            try:
                if held or not chunk.isascii():
                    seen = True
                    decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return done - held + error.start, seen
            done += len(chunk)
        held = len(decoder.getstate()[0])
    return (done - held, seen) if held else (None, seen)


def codec_of(path: Path, wanted: str) -> str:
    """Return the encoding that the user wants, checked, or the one detected. Raises UserError."""
    if not wanted:
        return detect(path).name
    try:
        name = codecs.lookup(wanted).name
        # There are codecs that are no encodings of text, such as zip.
        b"ab".decode(name, "replace")
    except (LookupError, UnicodeError) as error:
        raise UserError(
            tr("There is no encoding {name}. Try utf-8, gb18030 or cp1252.", name=wanted)
        ) from error
    with open_binary(path) as file:
        head = file.read(HEAD_BYTES)
    kind = binary_kind(head) if name.startswith("utf-8") else None
    if kind is not None:
        raise UserError(_not_text(path, kind))
    return _marked(path, name, head)


def _marked(path: Path, name: str, head: bytes) -> str:
    """Return the codec that takes a byte order mark, which is no text, for what it is."""
    if name == "utf-8":
        return "utf-8-sig"
    if name in {"utf-16-le", "utf-16-be"} and head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if name == "utf-16" and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        order = _utf16_order(head)
        if not order:
            # Python would read anything as UTF-16, as rare Chinese characters.
            raise UserError(tr("{path} is not UTF-16. Choose another encoding.", path=path))
        return order
    return name


def undecodable(path: Path, encoding: str) -> str:
    """Return the sentence about a file that is not of this encoding, with the line."""
    return tr(
        "{path}, line {line}: these bytes are not {encoding}. Choose another encoding or repair the file.",
        path=path,
        line=_first_bad_line(path, encoding) or 1,
        encoding=encoding.removesuffix("-sig").upper(),
    )


def _first_bad_line(path: Path, encoding: str) -> int:
    """Return the first line, from 1, with bytes that are not of an encoding; 0 if there is none."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with open_binary(path) as file:
        while chunk := file.read(CHUNK_BYTES):
            try:
                line += decoder.decode(chunk).count("\n")
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(encoding, "ignore")
                return line + good.count("\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line
    return 0


def open_binary(path: Path) -> BufferedReader:
    """Open a file for reading. Raises UserError when there is none, or it is a folder, or closed to us."""
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            # Opening a pipe would wait for somebody who writes into it; a device may never end.
            raise UserError(
                tr("{path} is a pipe or a device. Save what comes out of it as a file.", path=path)
            )
        return path.open("rb")
    except FileNotFoundError as error:
        raise UserError(tr("There is no file {path}.", path=path)) from error
    except IsADirectoryError as error:
        raise UserError(tr("{path} is a folder. Choose the files in it.", path=path)) from error
    except OSError as error:
        if path.is_dir():
            raise UserError(tr("{path} is a folder. Choose the files in it.", path=path)) from error
        raise UserError(tr("{path} cannot be read: {reason}.", path=path, reason=error.strerror)) from error


def read_text(path: Path, encoding: str = "") -> str:
    """Return a whole text file as it stands, line ends included, without the byte order mark.

    Raises UserError when it is larger than MAX_WHOLE_BYTES, or cannot be read.
    """
    name = codec_of(path, encoding)
    with open_binary(path) as file:
        data = file.read(MAX_WHOLE_BYTES + 1)
    if len(data) > MAX_WHOLE_BYTES:
        raise UserError(
            tr(
                "{path} is larger than {size} MB, too large to be read as one text.",
                path=path,
                size=MAX_WHOLE_BYTES >> 20,
            )
        )
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UserError(undecodable(path, name)) from error


class Lines:
    """The lines of a text file, without their ends (LF, CR LF, CR), in bounded memory.

    `number` is that of the line given out last, from 1; `position` the bytes read so far.
    """

    def __init__(self, path: Path, encoding: str = "") -> None:
        self.path = path
        self.encoding = codec_of(path, encoding)
        self.left_out = LEFT_OUT if self.encoding == name_of(SKIP) else None
        """What stands in the place of a line that is left out; None: none is."""
        self.number = 0
        self._raw: BufferedReader | None = None
        self._position = 0
        self._asked = 0

    @property
    def position(self) -> int:
        """Bytes read so far, rounded up to whole blocks, of some lines before."""
        if self.number >= self._asked and self._raw is not None and not self._raw.closed:
            # The system is asked where it is: for each line of a million that would be felt.
            self._position = self._raw.tell()
            self._asked = self.number + LINES_BETWEEN_LOOKS
        return self._position

    def __iter__(self) -> Iterator[str]:
        """Yield each line. Raises UserError at one that is too long, and at bytes not of the encoding."""
        for line in self.or_none():
            if line is None:
                said = tr("{path}, line {line}: {text}", path=self.path, line=self.number, text=too_long())
                raise UserError(said)
            yield line

    def or_none(self) -> Iterator[str | None]:
        """Yield each line, None for one that is too long. Raises UserError at bytes not of the encoding."""
        self.number = self._asked = 0
        with open_binary(self.path) as raw, TextIOWrapper(raw, self.encoding) as file:
            self._raw = raw
            read = file.readline
            try:
                while line := read(MAX_LINE_CHARACTERS + 1):
                    self.number += 1
                    if line[-1] == "\n":
                        yield line[:-1]
                    elif len(line) <= MAX_LINE_CHARACTERS:
                        yield line
                    else:
                        while line and line[-1] != "\n":
                            line = read(CHUNK_BYTES)
                        yield None
                self._position = raw.tell()
            except UnicodeDecodeError as error:
                raise UserError(undecodable(self.path, self.encoding)) from error


def too_long() -> str:
    """Return the sentence about a line that is too long."""
    return tr("This line is longer than {count:,} characters and was not read.", count=MAX_LINE_CHARACTERS)


def line_ends(head: str) -> str:
    """Return `LF`, `CR LF`, `CR` or `mixed`, for the beginning of a text; empty if it is one line."""
    windows = head.count("\r\n")
    counts = {"CR LF": windows, "LF": head.count("\n") - windows, "CR": head.count("\r") - windows}
    found = [name for name, count in counts.items() if count]
    return found[0] if len(found) == 1 else "mixed" if found else ""
