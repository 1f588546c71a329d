"""The lines of brat standoff: what each of them says, and what is kept of them in a document.

- `T1<TAB>Person 0 4<TAB>Sony`: an entity, perhaps of several fragments (`0 4;9 12`)
- `R1<TAB>Owns Arg1:T1 Arg2:T2`: a relation
- `#1<TAB>AnnotatorNotes T1<TAB>…`: a note
- E (events), A and M (attributes), N (links to knowledge bases), `*` (equivalences), other `#`: we have no
  word for them; they are kept as they stand and written back as long as what they name is there
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bertstudio.core.documents import Document

META = "brat"
_RULES = "rules"
"""Under which name a document keeps its lines in `meta`."""
NOTES = "AnnotatorNotes"

BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line for brat, which reads its files with `readlines`: no fragment may hold any of these."""

Fragments = tuple[tuple[int, int], ...]
"""Start and end of each part."""

_ENTITY = re.compile(
    r"(T\w+)\t(\S+) +(\d{1,15} +\d{1,15}(?: *; *\d{1,15} +\d{1,15})*) *(?:\t(.*))?", re.DOTALL
)
_RELATION = re.compile(r"(R\w+)\t(\S+) +([^\s:]+):(\S+) +([^\s:]+):(\S+)(\s.*)?", re.DOTALL)
_NOTE = re.compile(r"(#\w+)\t(\S+) +(\S+)(?:\t(.*))?", re.DOTALL)
_EVENT = re.compile(r"(E\w+)\t([^\s:]+):(\S+)(.*)", re.DOTALL)
_KNOWN = re.compile(r"(?:[TREAMN]\w*|#\w*|\*)\t")


@dataclass(frozen=True, slots=True)
class Entity:
    """A T line. `fragments` are as the file counts; `surface` is the last column, None if there is none."""

    id: str
    type: str
    fragments: Fragments
    surface: str | None = None

    def line(self) -> str:
        """Return the line as brat writes it."""
        places = ";".join(f"{start} {end}" for start, end in self.fragments)
        return f"{self.id}\t{self.type} {places}\t{self.surface or ''}"


@dataclass(frozen=True, slots=True)
class Link:
    """An R line: the names of its two roles, and what fills them."""

    id: str
    type: str
    roles: tuple[tuple[str, str], tuple[str, str]]
    tail: str = "\t"
    """brat itself ends the line with a tab."""

    def line(self) -> str:
        """Return the line."""
        (first, head), (second, tail) = self.roles
        return f"{self.id}\t{self.type} {first}:{head} {second}:{tail}{self.tail}"


@dataclass(frozen=True, slots=True)
class Note:
    """A `#` line."""

    id: str
    type: str
    target: str
    text: str

    def line(self) -> str:
        """Return the line as brat writes it."""
        return f"{self.id}\t{self.type} {self.target}\t{self.text}"


@dataclass(frozen=True, slots=True)
class Event:
    """An E line: its type, the entity that is its trigger, and the rest as it stands."""

    id: str
    type: str
    trigger: str
    rest: str

    def line(self) -> str:
        """Return the line."""
        return f"{self.id}\t{self.type}:{self.trigger}{self.rest}"


def entity(raw: str) -> Entity | None:
    """Return what a T line says, None if it cannot be read."""
    found = _ENTITY.fullmatch(raw) if raw.startswith("T") else None
    if found is None:
        return None
    pairs = [pair.split() for pair in found[3].split(";")]
    return Entity(found[1], found[2], tuple([(int(start), int(end)) for start, end in pairs]), found[4])


def link(raw: str) -> Link | None:
    """Return what an R line says, None if it cannot be read."""
    found = _RELATION.fullmatch(raw) if raw.startswith("R") else None
    if found is None:
        return None
    return Link(found[1], found[2], ((found[3], found[4]), (found[5], found[6])), found[7] or "")


def note(raw: str) -> Note | None:
    """Return what a `#` line says, None if it cannot be read."""
    found = _NOTE.fullmatch(raw) if raw.startswith("#") else None
    return None if found is None else Note(found[1], found[2], found[3], found[4] or "")


def event(raw: str) -> Event | None:
    """Return what an E line says, None if it cannot be read."""
    found = _EVENT.fullmatch(raw) if raw.startswith("E") else None
    return None if found is None else Event(found[1], found[2], found[3], found[4])


def id_of(raw: str) -> str:
    """Return the first column, or the first word where somebody took blanks for tabs."""
    return next(iter(raw.split(None, 1)), "")


def is_known(raw: str) -> bool:
    """Tell whether a line is of a kind that brat has."""
    return _KNOWN.match(raw) is not None


def named_by(raw: str) -> list[str]:
    """Return the ids of the lines that a line refers to."""
    kind, body = raw[:1], raw.partition("\t")[2]
    words = body.partition("\t")[0].split()
    if kind in {"E", "R"}:
        return [word.rpartition(":")[2] for word in words if ":" in word]
    if kind == "*":
        return words[1:]
    return words[1:2] if kind in {"A", "M", "N", "#"} else []


def standing(lines: Sequence[str], gone: Collection[str]) -> tuple[list[str | None], int]:
    """Return which lines stay when the annotations of some ids are gone (None: not), and how many change.

    A line goes with whatever it names, and what names that line goes too. An equivalence of three or more
    only loses the member, as in brat.
    """
    stay: list[str | None] = list(lines)
    missing, changed, again = set(gone), set[int](), bool(gone)
    while again:
        again = False
        for place, raw in enumerate(stay):
            if raw is None or missing.isdisjoint(named_by(raw)):
                continue
            stay[place] = _without(raw, missing)
            changed.add(place)
            again = True
            if stay[place] is None and not raw.startswith("*"):
                missing.add(id_of(raw))
    return stay, len(changed)


def _without(raw: str, missing: Collection[str]) -> str | None:
    members = [name for name in named_by(raw) if name not in missing]
    if not raw.startswith("*") or len(members) < 2:
        return None
    kind = raw.partition("\t")[2].split()[0]
    return f"*\t{kind} {' '.join(members)}"


def pieces(text: str, start: int, end: int) -> Fragments:
    """Return the fragments of a stretch of text: cut at line breaks, trimmed there, blank ones left out.

    Empty if there is nothing but blanks and line breaks. Blanks at the outer ends stay, which brat reads but
    would not write itself.
    """
    cuts = [start, *(start + cut for match in BREAK.finditer(text[start:end]) for cut in match.span()), end]
    found = []
    for a, b in zip(cuts[::2], cuts[1::2], strict=True):
        stretch = text[a:b]
        if not stretch.strip():
            continue
        left = 0 if a == start else len(stretch) - len(stretch.lstrip())
        right = 0 if b == end else len(stretch) - len(stretch.rstrip())
        found.append((a + left, b - right))
    return tuple(found)


def extent(fragments: Fragments) -> tuple[int, int]:
    """Return the stretch from the first to the last fragment."""
    return min(start for start, _ in fragments), max(end for _, end in fragments)


def surface_of(text: str, fragments: Iterable[tuple[int, int]]) -> str:
    """Return the last column of a T line."""
    return " ".join(text[start:end] for start, end in fragments)


# What a document keeps ------------------------------------------------------------------------------


Place = tuple[int, int, int]
"""Id of a span, and where it lay when it was read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of a file, and what became of it in the document: nothing where we have no word for it."""

    raw: str
    spans: tuple[Place, ...] = ()
    relation: tuple[int, int, int] | None = None
    """Id of the relation, and of its two spans."""
    note: int = 0
    """Id of the span whose note holds the text."""

    @property
    def is_ours(self) -> bool:
        """Whether the document has it in words of its own."""
        return bool(self.spans or self.relation or self.note)


def to_meta(lines: Iterable[Kept], *, has_rules: bool = False) -> dict[str, Any]:
    """Return lines as JSON values. `has_rules`: the configuration they came with says more than names."""
    return {"lines": [_to_json(line) for line in lines]} | ({_RULES: True} if has_rules else {})


def has_rules(document: Document) -> bool:
    """Tell whether a document came with a configuration that says more than names."""
    record = document.meta.get(META)
    return isinstance(record, dict) and record.get(_RULES) is True


def _to_json(line: Kept) -> Any:
    if line.spans:
        return [line.raw, [list(place) for place in line.spans]]
    if line.relation:
        return [line.raw, list(line.relation)]
    return [line.raw, line.note] if line.note else line.raw


def from_meta(document: Document) -> list[Kept]:
    """Return the lines that a document keeps.

    What is not as `to_meta` wrote it (a file that was edited by hand) is left out.
    """
    record = document.meta.get(META)
    if not isinstance(record, dict) or not isinstance(record.get("lines"), list):
        return []
    found = (_from_json(item) for item in record["lines"])
    return [line for line in found if line is not None]


def _from_json(item: Any) -> Kept | None:
    if isinstance(item, str):
        return None if BREAK.search(item) else Kept(item)
    if not isinstance(item, list) or len(item) != 2 or not isinstance(item[0], str):
        return None
    raw, what = item
    line = Kept(raw)
    if isinstance(what, int):
        line = replace(line, note=what)
    elif isinstance(what, list) and raw.startswith("T"):
        line = replace(line, spans=tuple(_numbers(place) for place in what))
    elif isinstance(what, list):
        line = replace(line, relation=_numbers(what))
    return line if _is_whole(line) else None


def _numbers(values: Any) -> tuple[int, int, int]:
    whole = isinstance(values, list) and len(values) == 3 and all(isinstance(item, int) for item in values)
    return (values[0], values[1], values[2]) if whole else (0, 0, 0)


def _is_whole(line: Kept) -> bool:
    if line.spans:
        return entity(line.raw) is not None and all(number for number, _, _ in line.spans)
    if line.relation:
        return link(line.raw) is not None and line.relation[0] > 0
    return line.note > 0 and note(line.raw) is not None


def numbered(prefix: str, lines: Iterable[Kept]) -> Iterator[str]:
    """Yield ids with a prefix that no line has yet: those after the highest."""
    numbers = (id_of(line.raw).removeprefix(prefix) for line in lines if line.raw.startswith(prefix))
    last = max((int(number) for number in numbers if number.isascii() and number.isdecimal()), default=0)
    while True:
        last += 1
        yield f"{prefix}{last}"
