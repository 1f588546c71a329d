"""Which encoding a text file has, and its lines.

The order of the evidence: a byte order mark; UTF-16 by the places of its zero bytes; strict UTF-8 over the
whole file; then GB 18030 or Windows-1252, each only if what comes out reads like its languages. When neither
does, nobody guesses: the user is asked.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

HEAD_BYTES = 1 << 16
CHUNK_BYTES = 1 << 20
LINES_BETWEEN_LOOKS = 100
SAMPLE_BYTES = 1 << 20
"""How much of a file that is not UTF-8 is looked at."""
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

# The 300 most frequent characters of written Chinese make up about two thirds of any text; of a text in
# another encoding that is read as GB 18030 they make up a twentieth.
_FREQUENT_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec name as Python knows it, how sure we are (0 to 1), and why, as a sentence."""

    name: str
    confidence: float
    evidence: str


def detect(path: Path) -> Encoding:
    """Find out the encoding of a text file, in constant memory.

    Raises:
        UserError: the file cannot be read, is not text, or its encoding is not clear.
    """
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
    return _legacy(path, offset)


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
    even, odd = head[0::2].count(0), head[1::2].count(0)
    share = 0.3 * len(head) / 2
    if odd > share and even <= odd // 50:
        name = "utf-16-le"
    elif even > share and odd <= even // 50:
        name = "utf-16-be"
    else:
        return ""
    text = head[: len(head) // 2 * 2].decode(name, "replace")
    controls = sum(character < " " and character not in "\t\r\n\f" for character in text)
    return name if controls <= len(text) // 50 else ""


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


def _legacy(path: Path, offset: int) -> Encoding:
    """Choose between GB 18030 and Windows-1252 by what comes out, or ask."""
    with open_binary(path) as file:
        file.seek(max(0, offset - SAMPLE_BYTES // 2))
        data = file.read(SAMPLE_BYTES)
    start = data.find(b"\n") + 1 if offset > SAMPLE_BYTES // 2 else 0
    data = data[start:]
    valid, wrong = _utf8_evidence(data)
    if valid > 4 * wrong:
        raise UserError(undecodable(path, "utf-8"))
    chinese, western = _chinese(data), _western(data)
    if chinese >= 0.3:
        return Encoding(
            "gb18030", min(1.0, 0.4 + chinese), tr("It is not UTF-8, and reads as Chinese in GB 18030.")
        )
    if western >= 0.8:
        return Encoding("cp1252", western, tr("It is not UTF-8, and reads as Western text in Windows-1252."))
    raise UserError(
        tr("The encoding of {path} is not clear. Choose it, or save the file as UTF-8.", path=path)
    )


def _utf8_evidence(data: bytes) -> tuple[int, int]:
    """Count the characters of two or more bytes that are UTF-8, and the stretches that are not."""
    text = data.decode("utf-8", "replace")
    wrong = len(re.findall("\ufffd+", text)) - data.count(b"\xef\xbf\xbd")
    return sum(1 for character in text if character > "\x7f" and character != "\ufffd"), max(wrong, 1)


def _chinese(data: bytes) -> float:
    """Return the share of frequent characters among the Chinese ones, read as GB 18030; 0 if it is not."""
    try:
        # Incremental: the sample may end inside a character.
        text = codecs.getincrementaldecoder("gb18030")().decode(data)
    except UnicodeDecodeError:
        return 0.0
    han = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    if not han:
        return 0.0
    others = sum(1 for character in text if character > "\x7f") - len(han)
    if others > 2 * len(han):
        return 0.0
    return sum(1 for character in han if character in _FREQUENT_HAN) / len(han)


_PUNCTUATION = frozenset("€‚„…‘’“”–—•™¢£¥§©ª«®°±²³´µ¶·¹º»¼½¾\u00a0×")
_APART = frozenset("„“”«»¡¿¢£¥¼½¾¹²³")
"""Signs that do not stand between two letters."""
_LETTER_AROUND = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]")


def _western(data: bytes) -> float:
    """Return the share of bytes above 127 that are letters in words, or usual signs, in Windows-1252."""
    text = data.decode("cp1252", "replace")
    letters = plausible = high = foreign = 0
    for position, character in enumerate(text):
        if character <= "\x7f":
            letters += character.isalpha()
            continue
        high += 1
        around = text[max(0, position - 1) : position], text[position + 1 : position + 2]
        if character in _APART:
            plausible += not (around[0].isalpha() and around[1].isalpha())
        elif character in _PUNCTUATION:
            plausible += 1
        elif _LETTER_AROUND.match(character):
            foreign += 1
            plausible += any(_LETTER_AROUND.fullmatch(neighbour) for neighbour in around)
    # Cyrillic or Greek read as Windows-1252 is nearly all accented letters; no Western language is.
    if not high or foreign > 0.5 * (letters + foreign):
        return 0.0
    return plausible / high


def codec_of(path: Path, wanted: str) -> str:
    """Return the encoding that the user wants, checked, or the one detected. Raises UserError."""
    if not wanted:
        return detect(path).name
    try:
        name = codecs.lookup(wanted).name
    except LookupError as error:
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
        line=_first_bad_line(path, encoding),
        encoding=encoding.removesuffix("-sig").upper(),
    )


def _first_bad_line(path: Path, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with open_binary(path) as file:
        while chunk := file.read(CHUNK_BYTES):
            try:
                line += decoder.decode(chunk).count("\n")
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(encoding, "ignore")
                return line + good.count("\n")
    return line


def open_binary(path: Path) -> BufferedReader:
    """Open a file for reading. Raises UserError when there is none, or it is a folder, or closed to us."""
    try:
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
