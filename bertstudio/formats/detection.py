"""Which format a file has, from its name and its first 64 KiB."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Format, Problem, Read, Severity, Sniffed
from bertstudio.formats.encoding import (
    HEAD_BYTES,
    Encoding,
    binary_kind,
    codec_of,
    detect,
    is_utf8,
    likeliest,
    line_ends,
    open_binary,
)
from bertstudio.formats.encoding_judging import title
from bertstudio.formats.encoding_mixture import SKIP, other_of, surveyed

HUB = "hub:"


@dataclass(frozen=True, slots=True)
class Guess:
    """The format that fits best, and why."""

    format: str
    """Its id."""
    encoding: str
    """Codec name; empty for a folder or a binary file."""
    confidence: float
    """0 to 1."""
    evidence: str
    """A sentence."""
    line_ends: str = ""
    """LF, CR LF, CR or mixed; empty for one line or no text."""
    others: tuple[str, ...] = ()
    """Ids of formats that fit less well, the best first."""


def guess_format(path: Path, formats: Sequence[Format], encoding: str = "") -> Guess:
    """Ask every format how well a file fits it.

    Raises:
        UserError: there is no such file, it is empty or binary, or no format fits.
    """
    if str(path).startswith(HUB):
        return Guess("datasets", "", 1.0, tr("A data set of the Hugging Face hub."))
    if path.is_dir():
        return _best(path, formats, "", Encoding("", 1.0, ""))
    with open_binary(path) as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise UserError(tr("{path} is empty.", path=path))
    if binary_kind(head) is not None and not encoding:
        return _best(path, formats, "", Encoding("", 1.0, ""))
    found = Encoding(codec_of(path, encoding), 1.0, tr("Chosen by you.")) if encoding else detect(path)
    # A character may be cut at the end of the head.
    text = head.decode(found.name, "ignore").removeprefix("\ufeff")
    if not text.strip() and len(head) < HEAD_BYTES:
        raise UserError(tr("{path} holds no text.", path=path))
    return _best(path, formats, text, found)


def _best(path: Path, formats: Sequence[Format], head: str, encoding: Encoding) -> Guess:
    asked = [
        (row.sniff(path, head), row.id) for row in formats if row.read is not None and row.sniff is not None
    ]
    ranked = sorted((item for item in asked if item[0].confidence > 0), key=lambda item: -item[0].confidence)
    if not ranked:
        raise UserError(_nothing_fits(path, head))
    best, name = ranked[0]
    others = tuple(other for _, other in ranked[1:])
    return Guess(name, encoding.name, best.confidence, _evidence(best), line_ends(head), others)


def _evidence(sniffed: Sniffed) -> str:
    return sniffed.evidence or tr("By the ending of its name.")


def _nothing_fits(path: Path, head: str) -> str:
    if path.is_dir():
        return tr("{path} is a folder without a data set. Choose the files in it.", path=path)
    if not head:
        return tr("{path} is a binary file of a kind that is not known here. Choose another file.", path=path)
    return tr("{path} fits no format that is known here. Choose its format.", path=path)


def found_encoding(path: Path, wanted: str = "") -> Iterator[Read]:
    """Yield what is to be said of the encoding of a text file; nothing of folders and binary files.

    Where nobody can tell, the fact holds what the file may be; its reader refuses it. Raises UserError for an
    encoding that there is not.
    """
    if not path.is_file():
        return
    with open_binary(path) as file:
        head = file.read(HEAD_BYTES)
    if not head or binary_kind(head) is not None:
        return
    if not wanted:
        found = likeliest(path)
        yield Read(fact=Fact("encoding", found.name, found.evidence or found.trouble, found.readings))
        return
    name = codec_of(path, wanted)
    yield Read(fact=Fact("encoding", name, tr("Chosen by you.")))
    if "+" in name:
        yield from _other_lines(path, name)
    elif not name.startswith("utf") and is_utf8(path):
        text = tr(
            "Every byte is valid UTF-8, but it is read as {encoding}, as you chose.", encoding=title(name)
        )
        yield Read(problem=Problem(str(path), 0, Severity.REPAIRED, text, "encoding-doubted"))


def _other_lines(path: Path, name: str) -> Iterator[Read]:
    """Name the lines that are not UTF-8, and what becomes of them."""
    other = other_of(name)
    with open_binary(path) as file:
        survey = surveyed(file)
    severity, text = Severity.SKIPPED, tr("This line is not UTF-8 and was left out.")
    if other != SKIP:
        severity = Severity.REPAIRED
        text = tr("This line is not UTF-8; it was read as {encoding}.", encoding=title(other))
    for line in survey.numbers:
        yield Read(problem=Problem(str(path), line, severity, text, "mixed-encoding"))
    more = survey.wrong - len(survey.numbers)
    if more > 0:
        text = trn("So it was with 1 more line.", "So it was with {count} more lines.", more)
        yield Read(problem=Problem(str(path), 0, severity, text, "mixed-encoding"))
