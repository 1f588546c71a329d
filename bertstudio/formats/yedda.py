"""YEDDA (also called SUTDAnnotator), reading: texts with marks in them.

`[@Sony#Org*]` is an entity, `[$Sony#Org*]` one that the program recommends: a suggestion. Marks may lie
inside each other (`[@Bank of [@China#Loc*]#Org*]`), never over a line break. What is left without them is the
text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bertstudio.core.documents import Document, Origin, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats import brat, plain
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import HEAD_BYTES, Lines, line_ends, read_text, too_long
from bertstudio.formats.file_names import title_in
from bertstudio.formats.offsets import CODE_POINTS, RawSpan
from bertstudio.formats.placing import placed

UNITS = ("document", "sentence")
BROKEN = "broken-mark"

_TOKEN = re.compile(r"\[[@$]|#(?P<label>[^#\r\n\[\]]*?)\*\]")
_CERTAIN, _SURE, _LIKELY = 0.97, 0.95, 0.85
_FEW = 3
"""So many marks are no accident in a file of another name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An entity of a line, in code points of the line without marks."""

    start: int
    end: int
    label: str
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its marks."""

    text: str
    marks: tuple[Mark, ...] = ()
    """In the order in which they end."""
    broken: tuple[str, ...] = ()
    """The beginnings of marks that are not whole; they stay in the text."""


def parsed(line: str) -> Line:
    """Return what a line says."""
    tokens = list(_TOKEN.finditer(line))
    if not tokens:
        return Line(line)
    partners, broken = _partners(tokens)
    pieces, length, position = list[str](), 0, 0
    starts: dict[int, int] = {}
    marks = []
    for number, token in enumerate(tokens):
        if number not in partners:
            continue
        pieces.append(line[position : token.start()])
        length += token.start() - position
        position = token.end()
        if token["label"] is None:
            starts[number] = length
        else:
            begin = partners[number]
            suggested = tokens[begin].group() == "[$"
            marks.append(Mark(starts[begin], length, token["label"].strip(), suggested))
    pieces.append(line[position:])
    said = tuple(line[tokens[number].start() :][:40] for number in broken)
    return Line("".join(pieces), tuple(marks), said)


def _partners(tokens: list[re.Match[str]]) -> tuple[dict[int, int], list[int]]:
    """Return begin → end and end → begin of the marks that are whole, and the numbers of the other tokens."""
    partners: dict[int, int] = {}
    begun, broken = list[int](), list[int]()
    for number, token in enumerate(tokens):
        if token["label"] is None:
            begun.append(number)
        elif not begun:
            broken.append(number)
        else:
            begin = begun.pop()
            if token["label"].strip() and tokens[begin].end() < token.start():
                partners |= {begin: number, number: begin}
            else:
                broken.append(begin)
    return partners, sorted([*broken, *begun])


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield the text as one document, or each line that is not blank with `unit` sentence.

    Raises UserError when the file is empty, binary or of an unclear encoding.
    """
    if options.unit and options.unit not in UNITS:
        raise UserError(tr("The unit is sentence or document, not {unit}.", unit=options.unit))
    yield from _lines(path, options) if options.unit == "sentence" else _file(path, options)


def _file(path: Path, options: ReadOptions) -> Iterator[Read]:
    text = read_text(path, options.encoding)
    if not text.strip():
        raise UserError(tr("{path} holds no text.", path=path))
    ends = line_ends(text[:HEAD_BYTES])
    if ends:
        yield Read(fact=Fact("line-ends", ends, tr("They stay as they are.")))
    lines = [parsed(line) for line in text.split("\n")]
    problems, document = _document(path, lines, options, 1)
    yield from (Read(problem=problem) for problem in problems)
    if document is not None:
        yield from _suggested(len(document.suggestions))
        # YEDDA keeps `a.txt` with its marks in `a.txt.ann`.
        name = path.name.removesuffix(path.suffix).removesuffix(".txt")
        yield Read(document=replace(document, title=title_in(name)), position=path.stat().st_size)


def _lines(path: Path, options: ReadOptions) -> Iterator[Read]:
    lines = Lines(path, options.encoding)
    suggested = 0
    for line in lines.or_none():
        if line is None:
            yield Read(problem=Problem(str(path), lines.number, Severity.ERROR, too_long(), "too-long"))
            continue
        if not line.strip():
            continue
        problems, document = _document(path, [parsed(line)], options, lines.number)
        yield from (Read(problem=problem) for problem in problems)
        if document is not None:
            suggested += len(document.suggestions)
            yield Read(document=document, position=lines.position)
    yield from _suggested(suggested)


def _suggested(count: int) -> Iterator[Read]:
    if count:
        text = trn(
            "1 recommendation of YEDDA became a suggestion.",
            "{count} recommendations of YEDDA became suggestions.",
            count,
        )
        yield Read(fact=Fact("suggestions", str(count), text))


def _document(
    path: Path, lines: Iterable[Line], options: ReadOptions, first: int
) -> tuple[list[Problem], Document | None]:
    """Return the problems of some lines, and their document, None if it cannot be read."""
    raws = (list[RawSpan](), list[RawSpan]())
    pieces, length, problems = list[str](), 0, list[Problem]()
    for number, line in enumerate(lines, first):
        problems += [_broken(path, number, begin, options) for begin in line.broken]
        for mark in line.marks:
            raws[mark.suggested].append(RawSpan(length + mark.start, length + mark.end, mark.label))
        pieces.append(line.text)
        length += len(line.text) + 1
    text = "\n".join(pieces)
    found = placed(text, raws[False], CODE_POINTS, options)
    ghosts = placed(text, raws[True], CODE_POINTS, options, first_id=len(found.spans) + 1)
    problems += [*found.problems(path, first), *ghosts.problems(path, first)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return problems, None
    return problems, Document(
        id=0,
        text=text,
        spans=found.spans,
        suggestions=tuple(_suggestion(span) for span in ghosts.spans),
        status=Status.DONE if found.spans else Status.TODO,
        note="\n".join((*found.notes, *ghosts.notes)),
        language=options.language,
        source=path.name,
    )


def _suggestion(span: Span) -> Span:
    return replace(span, origin=Origin.MODEL)


def _broken(path: Path, line: int, begin: str, options: ReadOptions) -> Problem:
    refused = options.handling.get(BROKEN) == "refuse"
    said = tr("“{mark}” is no whole mark; its signs stay in the text.", mark=begin)
    return Problem(str(path), line, Severity.ERROR if refused else Severity.SKIPPED, said, BROKEN)


def sniff(path: Path, head: str) -> Sniffed:
    """Look for whole marks."""
    count = sum(len(parsed(line).marks) for line in head.split("\n"))
    said = tr("Entities are marked in the text, [@…#…*], as in YEDDA.")
    if path.suffix.lower() == brat.ANNOTATIONS and not path.is_dir():
        if count:
            return Sniffed(_SURE if brat.share(head) else _CERTAIN, said)
        return Sniffed(0.0 if brat.share(head) else 0.3)
    # A table or JSON lines may hold texts with marks; it has ids, labels and splits beside them.
    structured = path.suffix.lower() in plain.STRUCTURED
    return Sniffed(_LIKELY, said) if count >= _FEW and not structured else Sniffed(0.0)
