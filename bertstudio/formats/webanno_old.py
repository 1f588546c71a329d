"""WebAnno TSV 1 and 2: tokens without positions, entities as B- and I- in their cells.

Version 2 declares its layers in one line, ` # layer | feature # …`; the columns of version 1 are always the
same. The tokens are found in the text of their sentence, `#text=`; without it, they are joined by blanks.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bertstudio.core.words import tr
from bertstudio.formats.base import Severity
from bertstudio.formats.joining import aligned
from bertstudio.formats.webanno_model import (
    BASE,
    DEPENDENCY,
    RELATION,
    ROLE,
    SPAN,
    Annotation,
    Layer,
    Sentence,
    Sheet,
    Unit,
    Wrong,
)

ATTACH = "AttachTo="
TEXT, SENTENCE_ID = "#text=", "#id="
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
POS = f"{_DKPRO}lexmorph.type.pos.POS"
FIRST_VERSION = (
    Layer(SPAN, f"{_DKPRO}segmentation.type.Lemma", ("value",)),
    Layer(SPAN, POS, ("PosValue",)),
    Layer(SPAN, f"{_DKPRO}ner.type.NamedEntity", ("value",)),
    Layer(RELATION, DEPENDENCY, ("DependencyType", BASE + POS)),
)
_FIRST_COLUMNS = 10
_THIRD = ("#FORMAT=", "#T_SP=", "#T_CH=", "#T_RL=", "#Text=")
_SLOTS = (ATTACH, BASE, ROLE)
_NUMBER = re.compile(r"(\d{1,9}-)?\d{1,9}")
_MARKED = re.compile(r"([BIO])-(.*)", re.DOTALL)


@dataclass(slots=True)
class _Row:
    line: int
    id: str
    """Number of the token, as relations name it."""
    token: str
    cells: list[str]
    """One for each column of the layers."""


@dataclass(slots=True)
class _Part:
    """A sentence as it stands in the file."""

    line: int
    id: str = ""
    texts: list[str] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


def sheet_of(lines: Iterable[tuple[int, str]]) -> Sheet:
    """Read the lines of a file, with their numbers from 1. Positions are code points of `Sheet.text`."""
    reader = _Old()
    for number, line in lines:
        reader.take(number, line)
    return reader.sheet()


class _Old:
    """Collects sentences, then finds their tokens and annotations."""

    def __init__(self) -> None:
        self.found = Sheet(version=(1, 0), text="")
        self.parts: list[_Part] = []
        self.open = False

    def take(self, number: int, line: str) -> None:
        """Take in one line."""
        if not line.strip():
            self.open = False
        elif line.startswith(SENTENCE_ID):
            self._part(number, begins=True).id = line.removeprefix(SENTENCE_ID).strip()
        elif line.startswith(TEXT):
            part = self._part(number, begins=not self.open or bool(self.parts[-1].texts))
            part.texts.append(line.removeprefix(TEXT))
        elif line.startswith(_THIRD):
            said = tr("This line belongs to WebAnno TSV 3, but the first line of the file does not.")
            self.found.error(number, "unknown-version", said)
        elif line.lstrip().startswith("#") and not self.parts:
            self._layers(line)
        elif line.startswith("#"):
            return
        elif self._is_row(line):
            self._row(number, line)
        elif self.open and not self.parts[-1].rows:
            # The text of a sentence may hold a line break.
            self.parts[-1].texts.append(line)
        else:
            said = tr("A row begins with the number of its token, such as 1 or 1-1.")
            self.found.error(number, "no-token", said)

    def _is_row(self, line: str) -> bool:
        return "\t" in line and _NUMBER.fullmatch(line.split("\t", 1)[0].strip()) is not None

    def _part(self, number: int, *, begins: bool) -> _Part:
        if begins or not self.open:
            self.parts.append(_Part(number))
            self.open = True
        return self.parts[-1]

    def _layers(self, line: str) -> None:
        for declared in line.split("#"):
            name, *columns = (part.strip() for part in declared.split("|"))
            if not name or not columns:
                continue
            self.found.version = (2, 0)
            base = [column for column in columns if column.startswith(ATTACH)]
            plain = [column for column in columns if column and not column.startswith(_SLOTS)]
            ends = [BASE + column.removeprefix(ATTACH) for column in base]
            kind = RELATION if base else SPAN
            self.found.layers.append(Layer(kind, name, tuple(plain + ends) or ("",)))

    def _row(self, number: int, line: str) -> None:
        part = self._part(number, begins=False)
        fields = line.split("\t")
        wanted = 2 + sum(len(layer.columns) for layer in self.found.layers)
        if self.found.version < (2, 0):
            wanted = _FIRST_COLUMNS
        if len(fields) == wanted + 1 and not fields[-1]:
            fields.pop()
        if len(fields) != wanted or not fields[1]:
            kind = "too-few-columns" if len(fields) < wanted else "too-many-columns"
            said = tr(
                "This line has {found} columns; {wanted} were expected.", found=len(fields), wanted=wanted
            )
            self.found.error(number, kind if len(fields) != wanted else "no-token", said)
            return
        cells = fields[2:] if self.found.version >= (2, 0) else _first_cells(fields)
        part.rows.append(_Row(number, fields[0].strip(), fields[1], cells))

    def sheet(self) -> Sheet:
        """Return the file with all positions."""
        if self.found.version < (2, 0):
            self.found.layers = list(FIRST_VERSION)
        texts: list[str] = []
        start = 0
        for number, part in enumerate((part for part in self.parts if part.rows), 1):
            tokens = [row.token for row in part.rows]
            text = "\n".join(part.texts) if part.texts else " ".join(tokens)
            borders = aligned(text, tokens)
            if borders is None:
                said = tr("The tokens of this sentence are not those of its text.")
                self.found.error(part.line, "token-text-differs", said)
                continue
            sentence = Sentence(part.line, part.id, place=(start, start + len(text)))
            for place, (row, (a, b)) in enumerate(zip(part.rows, borders, strict=True), 1):
                id_ = f"{number}-{place}"
                unit = Unit(id_, len(self.found.units), start + a, start + b, row.token, row.line)
                sentence.tokens.append(unit)
                self.found.units.append(unit)
            self.found.sentences.append(sentence)
            _Cells(self.found, sentence.tokens, part.rows).read()
            texts.append(text)
            start += len(text) + 1
        self.found.text = "\n".join(texts)
        return self.found


def _first_cells(fields: Sequence[str]) -> list[str]:
    """Return lemma, part of speech, entity, dependency and its head of a row of version 1."""
    _, _, lemma, pos, entity, _, head, dependency, *_ = fields
    return [lemma, pos, "O" if entity in {"_", "-"} else entity, dependency, head]


class _Cells:
    """Finds the annotations of one sentence; none goes on into the next."""

    def __init__(self, sheet: Sheet, tokens: Sequence[Unit], rows: Sequence[_Row]) -> None:
        self.sheet = sheet
        self.tokens = tokens
        self.rows = rows
        self.names = {row.id: unit for row, unit in zip(rows, tokens, strict=True)}

    def read(self) -> None:
        first = 0
        for number, layer in enumerate(self.sheet.layers):
            own = slice(first, first + len(layer.columns))
            first += len(layer.columns)
            running: dict[int, Annotation] = {}
            for unit, row in zip(self.tokens, self.rows, strict=True):
                stacks = [cell.split("|") for cell in row.cells[own]]
                if layer.kind == RELATION:
                    self._relations(number, unit, stacks)
                else:
                    running = self._spans(number, unit, stacks, running)

    def _spans(
        self, number: int, unit: Unit, stacks: Sequence[Sequence[str]], running: dict[int, Annotation]
    ) -> dict[int, Annotation]:
        """Return the annotations at a token, by place in the cell; I- goes on with one of the row before."""
        here: dict[int, Annotation] = {}
        name = self.sheet.layers[number].name
        for place in range(max(map(len, stacks))):
            cells = [stack[place] if place < len(stack) else "_" for stack in stacks]
            marks = [_MARKED.fullmatch(cell) for cell in cells]
            if all(cell in {"O", "_", "", "O-_"} for cell in cells):
                continue
            goes_on = any(mark is not None and mark[1] == "I" for mark in marks)
            texts = [mark[2] if mark else cell for mark, cell in zip(marks, cells, strict=True)]
            values = [None if text in {"_", "O", ""} or text.startswith(name) else text for text in texts]
            before = running.get(place) if goes_on else None
            if goes_on and (before is None or before.values != values):
                others = (found for found in running.values() if found not in here.values())
                before = next((found for found in others if found.values == values), None)
            if before is None:
                if goes_on:
                    said = tr("A tag of token {token} was repaired.", token=unit.id)
                    self.sheet.wrong.append(Wrong(unit.line, Severity.REPAIRED, "broken-transition", said))
                before = Annotation(number, unit.start, unit.end, values, unit.line)
                self.sheet.annotations.append(before)
            before.end = unit.end
            here[place] = before
            unit.found.setdefault(number, []).append(before)
        return here

    def _relations(self, number: int, unit: Unit, stacks: Sequence[Sequence[str]]) -> None:
        layer = self.sheet.layers[number]
        for place, head in enumerate(stacks[-1]):
            if head in {"_", "O", ""}:
                continue
            values = [stack[place] if place < len(stack) else None for stack in stacks[:-1]]
            plain = [None if value in {None, "_", "O", ""} else value for value in values]
            annotation = Annotation(number, unit.start, unit.end, [*plain, None], unit.line)
            self.sheet.annotations.append(annotation)
            base = next((n for n, other in enumerate(self.sheet.layers) if other.name == layer.base), -1)
            # In version 1 the root has head 0: itself.
            source = unit if head == "0" else self.names.get(head)
            if source is not None:
                annotation.ends = (
                    source.found.get(base, [source])[0],
                    unit.found.get(base, [unit])[0],
                )
