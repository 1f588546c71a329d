"""CoNLL-U, row by row: sentences with comments, words, tokens of several words, empty nodes, and blanks.

The text of a sentence is made of its tokens: a row `1-2` is one token for the words 1 and 2, and an empty
node `1.1` is none. `# text` says which blanks stand between them, or `SpaceAfter=No` and `SpacesAfter` do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Severity
from bertstudio.formats.conll_layout import is_blank
from bertstudio.formats.encoding import Lines
from bertstudio.formats.joining import Borders, aligned

COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
EMPTY = "_"
ROW_ID = re.compile(r"(\d+)(?:-(\d+)|(\.\d+))?")
TEXT = "# text = "
SENT_ID = "# sent_id = "
_GLOBAL_COLUMNS = re.compile(r"#\s*global\.columns\s*=\s*(.+)")
_GLOBAL_ENTITY = re.compile(r"#\s*global\.Entity\s*=\s*(\S+)")
_NEWDOC = re.compile(r"#\s*newdoc\b(?:\s+id\s*=\s*(.*?)\s*$)?")
_SENT_ID = re.compile(r"#\s*sent_id\s*=\s*(.*?)\s*$")
_ESCAPES = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "\\": "\\"}
_ESCAPED = re.compile(r"\\([stnrp\\])")
_TO_ESCAPE = {value: f"\\{letter}" for letter, value in _ESCAPES.items()}


def unescaped(text: str) -> str:
    """Read what MISC writes with a backslash: blanks, line breaks, bars."""
    return _ESCAPED.sub(lambda match: _ESCAPES[match[1]], text)


def escaped(text: str, signs: str = " \t\n\r|\\") -> str:
    """Write signs with a backslash, as MISC wants them."""
    return "".join(_TO_ESCAPE[sign] if sign in signs else sign for sign in text)


@dataclass(frozen=True, slots=True)
class Row:
    """One line with its cells, whatever its columns are called."""

    cells: tuple[str, ...]
    line: int
    id: str
    form: str
    misc: tuple[str, ...]
    """The parts of MISC."""

    def value(self, key: str) -> str | None:
        """Return what MISC says for a key; None if it says nothing."""
        begin = f"{key}="
        return next((part[len(begin) :] for part in self.misc if part.startswith(begin)), None)


@dataclass(frozen=True, slots=True)
class Token:
    """One stretch of the text: a word, or a token of several words."""

    row: Row
    words: tuple[Row, ...] = ()
    """Of a token of several words."""


@dataclass(slots=True)
class Sentence:
    """The lines between two empty ones."""

    comments: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    columns: tuple[str, ...] = COLUMNS
    fields: tuple[str, ...] = ()
    """What brackets of entities hold, as `# global.Entity` has said; for all that follows."""
    number: int = 0
    """Line of the first row."""

    @property
    def newdoc(self) -> str | None:
        """What `# newdoc` says: an identifier, empty if it has none; None when no document begins here."""
        found = next(filter(None, map(_NEWDOC.match, self.comments)), None)
        return None if found is None else found[1] or ""

    @property
    def sent_id(self) -> str:
        """The identifier of the sentence, empty if there is none."""
        found = next(filter(None, map(_SENT_ID.match, self.comments)), None)
        return found[1] if found is not None else ""

    @property
    def text(self) -> str | None:
        """What `# text` says, as it stands."""
        return next((line[len(TEXT) :] for line in self.comments if line.startswith(TEXT)), None)

    def tokens(self) -> list[Token]:
        """Return what stands in the text, in order."""
        found: list[Token] = []
        last = 0
        for row in self.rows:
            match = ROW_ID.fullmatch(row.id)
            if match is None or match[3]:
                continue
            if match[2]:
                found.append(Token(row))
                last = int(match[2])
            elif int(match[1]) <= last and found:
                found[-1] = Token(found[-1].row, (*found[-1].words, row))
            else:
                found.append(Token(row))
        return found


def sentences(path: Path, lines: Lines) -> Iterator[Sentence]:
    """Yield the sentences of a file; lines that cannot be read are among their errors."""
    sentence = Sentence()
    for line in lines:
        if is_blank(line):
            if sentence.rows or sentence.errors:
                yield sentence
                sentence = Sentence(columns=sentence.columns, fields=sentence.fields)
        elif line.startswith("#") and not sentence.rows:
            sentence.comments.append(line)
            if (named := _GLOBAL_COLUMNS.match(line)) is not None:
                sentence.columns = tuple(named[1].split())
            elif (named := _GLOBAL_ENTITY.match(line)) is not None:
                sentence.fields = tuple(named[1].split("-"))
        else:
            sentence.number = sentence.number or lines.number
            row = _row(path, line, lines.number, sentence.columns)
            if isinstance(row, Row):
                sentence.rows.append(row)
            else:
                sentence.errors.append(row)
    if sentence.rows or sentence.errors:
        yield sentence


def _row(path: Path, line: str, number: int, columns: Sequence[str]) -> Row | Problem:
    cells = tuple(line.rstrip("\t ").split("\t"))
    if len(cells) < len(columns) <= len(line.split("\t")):
        # Empty cells at the end are no blanks at the end.
        cells = tuple(line.split("\t"))
    if len(cells) != len(columns):
        found = trn("1 column", "{count} columns", len(cells))
        text = tr("This line has {found}, the others have {wanted}.", found=found, wanted=len(columns))
        kind = "too-few-columns" if len(cells) < len(columns) else "too-many-columns"
        return Problem(str(path), number, Severity.ERROR, text, kind)
    by_name = dict(zip(columns, cells, strict=True))
    own_id, form = by_name.get("ID", ""), by_name.get("FORM", "")
    if not ROW_ID.fullmatch(own_id):
        text = tr("{id} is no number of a word, such as 1, 1-2 or 1.1.", id=own_id)
        return Problem(str(path), number, Severity.ERROR, text, "word-number")
    if not form:
        return Problem(str(path), number, Severity.ERROR, tr("There is no token in this line."), "no-token")
    misc = by_name.get("MISC", EMPTY)
    return Row(cells, number, own_id, form, () if misc == EMPTY else tuple(misc.split("|")))


def blanks_after(row: Row) -> str:
    """Return what stands between a token and the next one."""
    spaces = row.value("SpacesAfter")
    if spaces is not None:
        return unescaped(spaces)
    return "" if row.value("SpaceAfter") == "No" else " "


def text_of(sentence: Sentence, tokens: Sequence[Token]) -> tuple[str, Borders, bool]:
    """Return the text of a sentence, where its tokens lie, and whether `# text` says the same.

    Blanks that the tokens name one by one count more than `# text`, which cannot hold line breaks.
    """
    parts, borders, start = [], [], 0
    for number, token in enumerate(tokens, 1):
        borders.append((start, start + len(token.row.form)))
        gap = blanks_after(token.row) if number < len(tokens) else ""
        parts += [token.row.form, gap]
        start = borders[-1][1] + len(gap)
    made = "".join(parts)
    said = sentence.text
    if said is None or said == made:
        return made, tuple(borders), True
    found = aligned(said, [token.row.form for token in tokens])
    named = any(token.row.value("SpacesAfter") is not None for token in tokens[:-1])
    if found is None or named:
        return made, tuple(borders), found is not None
    return said, found, True
