"""WebAnno TSV 3.x, rows: lines of a file → its layers, sentences, tokens and annotations.

The format is described in INCEpTION's user guide ("WebAnno TSV 3.3 File format"). A row is a token or a
part of one; a cell may hold several annotations between bars; a number in brackets joins the rows of one
annotation.
"""

import re
from collections.abc import Iterable, Sequence

from bertstudio.core.words import tr
from bertstudio.formats.base import Severity
from bertstudio.formats.webanno_cells import NO_VALUE, NOTHING, TEXTS, parts, value_of, with_id, with_link
from bertstudio.formats.webanno_links import Links
from bertstudio.formats.webanno_model import (
    CHAIN,
    RELATION,
    SPAN,
    Annotation,
    Layer,
    Sentence,
    Sheet,
    Unit,
    Wrong,
)

FORMAT = "#FORMAT=WebAnno TSV"
LAYERS = {"#T_SP=": SPAN, "#T_CH=": CHAIN, "#T_RL=": RELATION}
TEXT, SENTENCE_ID = "#Text=", "#Sentence.id="
CHAIN_LINK = "referenceRelation"
FIXED = 3
"""Columns before those of the layers: number, positions, token."""

_VERSION = re.compile(r"(\d{1,3})(?:\.(\d{1,3}))?")
_ROW = re.compile(r"\d{1,9}-\d{1,9}(\.\d{1,9})?")
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


def sheet_of(lines: Iterable[tuple[int, str]]) -> Sheet:
    """Read the lines of a file, with their numbers from 1. What is wrong stands in the sheet."""
    rows = _Rows()
    for number, line in lines:
        rows.take(number, line)
    rows.close()
    rows.links.resolve()
    return rows.sheet


class _Rows:
    """Reads line after line."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.links = Links(self.sheet)
        self.sentence: Sentence | None = None
        self.columns = 0
        self.tokens = 0
        self.last: Unit | None = None
        """The token before."""

    def take(self, number: int, line: str) -> None:
        """Take in one line."""
        within = self.sentence is not None and bool(self.sentence.tokens)
        if not line.strip():
            # Some programs put an empty line between the lines of a text.
            if within:
                self.close()
            return
        if within and line.startswith((TEXT, SENTENCE_ID)):
            self.close()
            within = False
        if line.startswith("#") and not within:
            self._header(number, line)
        else:
            self._row(number, line)

    def close(self) -> None:
        """End a sentence."""
        if self.sentence is not None and not self.sentence.tokens:
            said = tr("This sentence has no tokens, and so no place in the text.")
            self.sheet.error(self.sentence.line, "no-token", said)
            self.sheet.sentences.pop()
        self.sentence = None

    def _header(self, number: int, line: str) -> None:
        kind = LAYERS.get(line[:6])
        if line.startswith(FORMAT):
            found = _VERSION.fullmatch(line.removeprefix(FORMAT).strip())
            self.sheet.version = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
            if self.sheet.version[0] != 3:
                said = tr("This is a version of WebAnno TSV that is not known here: {line}", line=line[:80])
                self.sheet.error(number, "unknown-version", said)
        elif kind is not None:
            name, *columns = line[6:].strip().split("|")
            columns = [column for column in columns if column] or [""]
            self.sheet.layers.append(Layer(kind, name, tuple(columns)))
            self.columns += len(columns)
        elif line.startswith(TEXT):
            self._open(number).lines.append(line.removeprefix(TEXT))
        elif line.startswith(SENTENCE_ID):
            self._open(number).id = TEXTS["3.2"](line.removeprefix(SENTENCE_ID))

    def _open(self, number: int) -> Sentence:
        """Return the sentence that begins here or has just begun."""
        if self.sentence is None:
            self.sentence = Sentence(number)
            self.sheet.sentences.append(self.sentence)
        return self.sentence

    def _row(self, number: int, line: str) -> None:
        fields = line.split("\t")
        wanted = FIXED + self.columns
        if (len(fields) == wanted + 1 and not fields[-1]) or (self.columns and not fields[-1]):
            fields.pop()
        if len(fields) != wanted:
            kind = "too-few-columns" if len(fields) < wanted else "too-many-columns"
            said = tr(
                "This line has {found} columns; the header declares {wanted}.",
                found=len(fields),
                wanted=wanted,
            )
            self.sheet.error(number, kind, said)
            return
        unit = self._unit(number, fields)
        if unit is not None:
            self._cells(unit, fields[FIXED:])

    def _unit(self, number: int, fields: Sequence[str]) -> Unit | None:
        row, place = _ROW.fullmatch(fields[0]), _PLACE.fullmatch(fields[1])
        if row is None or place is None or int(place[1]) > int(place[2]):
            said = tr("A row begins with the number of its token and its positions, such as 1-1 and 0-4.")
            self.sheet.error(number, "no-token", said)
            return None
        within = self.sentence is not None and bool(self.sentence.tokens)
        if self.sentence is None or (row[1] and not within) or fields[0] in self.links.units:
            said = tr("Row {row} has no sentence or token before it, or stands here twice.", row=fields[0])
            self.sheet.error(number, "no-token", said)
            return None
        unit = Unit(fields[0], self.tokens, int(place[1]), int(place[2]), fields[2], number)
        if not self._is_in_place(unit):
            said = tr(
                "A token is empty or begins before the end of the one before, or a part lies outside it."
            )
            self.sheet.error(number, "token-misplaced", said)
            return None
        self.links.units[unit.id] = unit
        self.sheet.units.append(unit)
        if unit.is_token:
            self.sentence.tokens.append(unit)
            self.last = unit
            self.tokens += 1
        else:
            unit.token -= 1
        return unit

    def _is_in_place(self, unit: Unit) -> bool:
        """Tell whether a token comes after the one before, or a part lies within its token."""
        last = self.last
        if unit.is_token:
            return unit.start < unit.end and (last is None or last.end <= unit.start)
        within = last is not None and last.start <= unit.start and unit.end <= last.end
        return within and last is not None and unit.id.startswith(f"{last.id}.")

    # Cells ---------------------------------------------------------------------------------------

    def _cells(self, unit: Unit, cells: Sequence[str]) -> None:
        first = 0
        for number, layer in enumerate(self.sheet.layers):
            own = cells[first : first + len(layer.columns)]
            first += len(layer.columns)
            stacks = [[] if cell in {"", NOTHING} else parts(cell) for cell in own]
            counts = {len(stack) for stack in stacks if stack}
            if len(counts) > 1:
                said = tr(
                    "The cells of {layer} hold different numbers of annotations.",
                    layer=layer.name,
                )
                self.sheet.error(unit.line, "stacks-differ", said)
                continue
            for place in range(max(counts, default=0)):
                stacked = [stack[place] if stack else "" for stack in stacks]
                if layer.kind == RELATION:
                    self._relation(number, unit, stacked)
                else:
                    self._span(number, unit, stacked)

    def _relation(self, number: int, unit: Unit, cells: Sequence[str]) -> None:
        layer = self.sheet.layers[number]
        base = [n for n in range(len(cells)) if layer.is_base(n)]
        values = [None if n in base else _value(cell) for n, cell in enumerate(cells)]
        annotation = Annotation(number, unit.start, unit.end, values, unit.line)
        self.sheet.annotations.append(annotation)
        self.links.relations.append((annotation, unit, cells[base[0]] if base else ""))

    def _span(self, number: int, unit: Unit, cells: Sequence[str]) -> None:
        """Begin an annotation, or go on with one that carries the same number or place in a chain."""
        layer = self.sheet.layers[number]
        values: list[object] = []
        name, link = "", None
        for column, cell in enumerate(cells):
            if layer.is_target(column):
                values.append([])
                continue
            if layer.kind == CHAIN and layer.columns[column] == CHAIN_LINK:
                value, link = with_link(cell)
            else:
                value, found = with_id(cell)
                name = name or found
            values.append(_roles(value) if layer.is_role(column) else _value(value))
        key = (number, link or name) if layer.kind == SPAN or link else None
        annotation = self._going_on(key, unit, values) if key and key[1] else None
        if annotation is None:
            annotation = Annotation(number, unit.start, unit.end, values, unit.line, unit.token, link)
            self.sheet.annotations.append(annotation)
            slots = (n for n in range(len(cells)) if layer.is_target(n))
            self.links.slots += [(annotation, n, cells[n]) for n in slots]
            if key and key[1]:
                self.links.known.setdefault(key, []).append(annotation)
        annotation.start, annotation.end = min(annotation.start, unit.start), max(annotation.end, unit.end)
        annotation.last = unit.token
        unit.found.setdefault(number, []).append(annotation)

    def _going_on(self, key: tuple[int, object], unit: Unit, values: Sequence[object]) -> Annotation | None:
        """Return the annotation of that number, unless this row cannot belong to it."""
        before = self.links.known.get(key, [None])[-1]
        if before is None:
            return None
        layer = self.sheet.layers[key[0]]
        plain = [n for n, _ in layer.features]
        if unit.token <= before.last + 1 and all(values[n] == before.values[n] for n in plain):
            return before
        said = tr(
            "The number of an annotation of {layer} is used again for another one, which was read as such.",
            layer=layer.name,
        )
        self.sheet.wrong.append(Wrong(unit.line, Severity.REPAIRED, "number-used-twice", said))
        return None


def _value(cell: str) -> str | None:
    return None if cell in {"", NOTHING, NO_VALUE} else value_of(cell)


def _roles(cell: str) -> list[str | None]:
    return [] if cell in {"", NOTHING} else [_value(role) for role in parts(cell, ";")]
