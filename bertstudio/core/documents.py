"""A text and what is known about it.

Positions are Unicode code points, half open `[start, end)`. The text of a document is never altered
after import: no newline or Unicode normalisation may move an offset.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from itertools import compress, islice, takewhile
from operator import attrgetter
from typing import Any

from bertstudio.core.making import maker


class Origin(StrEnum):
    """Who made an annotation."""

    HUMAN = "human"
    MODEL = "model"
    IMPORT = "import"


class Split(StrEnum):
    """What a document is used for in training."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"
    NONE = "none"


SPLIT_WORDS: dict[str, Split] = {
    "train": Split.TRAIN,
    "training": Split.TRAIN,
    "dev": Split.DEV,
    "devel": Split.DEV,
    "val": Split.DEV,
    "valid": Split.DEV,
    "validation": Split.DEV,
    "test": Split.TEST,
    "testing": Split.TEST,
}
"""What splits are called in files and in the names of files."""


class Status(StrEnum):
    """How far the annotator is with a document."""

    TODO = "todo"
    STARTED = "started"
    REVIEW = "review"
    """Somebody is to look at it again; it teaches no model until then."""
    DONE = "done"
    SKIPPED = "skipped"


TEACHING = (Status.TODO, Status.STARTED, Status.DONE)
"""Documents of the others teach no model, whatever they carry."""


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of text.

    `id` is unique within its document, annotations and suggestions together. A suggestion that was
    accepted keeps `origin` MODEL, its `confidence` and its `run`: it says who found it.
    """

    id: int
    start: int
    end: int
    label: str
    origin: Origin = Origin.HUMAN
    confidence: float | None = None
    """Probability in [0, 1] that the model gave, None for a person."""
    run: int | None = None
    """Number of the run whose model found it."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLabel:
    """A label of the whole document (text classification)."""

    label: str
    origin: Origin = Origin.HUMAN
    confidence: float | None = None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed, labelled link between two spans of one document, given by their ids."""

    id: int
    head: int
    tail: int
    label: str
    origin: Origin = Origin.HUMAN
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question: a stretch of the text, or None for both ends when there is none."""

    id: int
    question: str
    start: int | None
    end: int | None
    origin: Origin = Origin.HUMAN
    confidence: float | None = None


Annotation = Span | DocumentLabel | Relation | Answer


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its annotations (solid in the editor) and the model's suggestions (dashed)."""

    id: int
    text: str
    title: str = ""
    spans: tuple[Span, ...] = ()
    """Annotations, ordered by `(start, -end, id)`."""
    suggestions: tuple[Span, ...] = ()
    """Spans that a model proposes and nobody has accepted yet, in the same order."""
    labels: tuple[DocumentLabel, ...] = ()
    label_suggestions: tuple[DocumentLabel, ...] = ()
    relations: tuple[Relation, ...] = ()
    answers: tuple[Answer, ...] = ()
    split: Split = Split.NONE
    status: Status = Status.TODO
    flagged: bool = False
    note: str = ""
    language: str = ""
    """ISO 639-1 code, empty when unknown."""
    source: str = ""
    """Name of the file it came from."""
    group: str = ""
    """Documents of one group come from one source text: splits never cut a group apart."""
    key: str = ""
    """Identifier in the file it came from, kept for export."""
    tokens: tuple[tuple[int, int], ...] = ()
    """Token borders as imported, empty when the file had none; export gives back the same tokens."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """What the file said beyond this, as JSON values; kept and written back."""

    def text_of(self, span: Span) -> str:
        """Return the surface text of a span."""
        return self.text[span.start : span.end]


def span_order(span: Span) -> tuple[int, int, int]:
    """Sort key of spans: by start, the longer (outer) first."""
    return span.start, -span.end, span.id


def with_note_of(span: Span, other: Span) -> Span:
    """Return a span that takes the place of another too, with both their notes."""
    notes = [span.note] if other.note in span.note else [span.note, other.note]
    return replace(span, note="\n".join(note for note in notes if note))


make_document = maker(Document)
"""As the class, for whoever makes them by the million."""
make_span = maker(Span)

_FIELDS = tuple(each.name for each in fields(Document))
_values = attrgetter(*_FIELDS)
_TITLE, _SPLIT, _LANGUAGE = map(_FIELDS.index, ("title", "split", "language"))


def filed(document: Document, title: str, split: Split, language: str) -> Document:
    """Return a document with that title, split and language, as `replace` does, in a tenth of the time."""
    values = _values(document)
    between, behind = values[_TITLE + 1 : _SPLIT], values[_SPLIT + 1 : _LANGUAGE]
    return make_document(
        *values[:_TITLE], title, *between, split, *behind, language, *values[_LANGUAGE + 1 :]
    )


_START, _END = attrgetter("start"), attrgetter("end")


def _borders(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def next_id(document: Document) -> int:
    """Return the smallest id above those of all spans, suggestions, relations and answers.

    What a relation refers to counts too: an entity that was removed may come back, and until then no other
    may be taken for it.
    """
    parts: tuple[Iterable[Any], ...] = (
        document.spans,
        document.suggestions,
        document.relations,
        document.answers,
    )
    # Without a loop of our own: this is part of every key that tags, also among ten thousand spans.
    last = max(max(map(attrgetter("id"), items), default=0) for items in parts)
    return 1 + max(last, max((max(link.head, link.tail) for link in document.relations), default=0))


def standing(document: Document) -> tuple[Relation, ...]:
    """Return the relations whose two ends are there; others wait until their entity comes back."""
    ids = {span.id for span in (*document.spans, *document.suggestions)} if document.relations else set()
    return tuple(link for link in document.relations if link.head in ids and link.tail in ids)


def is_labelled(document: Document) -> bool:
    """Tell whether a document may teach a model: done, or begun with at least one annotation.

    A done document without annotations is a true negative; an untouched one says nothing. One that needs
    review may be wrong, and one that was skipped is not meant to count.
    """
    if document.status not in TEACHING:
        return False
    return document.status is Status.DONE or bool(document.spans or document.labels)


def checksum(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


_TITLE_REACH = 1_000
"""A title is looked for in so many code points behind the first blanks, not in all of a long text."""


def title_of(text: str, limit: int = 60) -> str:
    """Return the first line that says something, cut at a word border, as a title (code points)."""
    head = text.lstrip()[:_TITLE_REACH]
    line = head.splitlines()[0].rstrip() if head else ""
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > limit // 2 else cut).rstrip() + "…"


def exactly_at(spans: tuple[Span, ...], start: int, end: int) -> list[Span]:
    """Return those of ordered spans that have exactly these borders."""
    first = bisect_left(spans, (start, -end), key=_borders)
    return list(takewhile(lambda span: (span.start, span.end) == (start, end), islice(spans, first, None)))


def overlapping(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return those of ordered spans that share at least one code point with `[start, end)`."""
    ahead = spans[: bisect_left(spans, end, key=_START)]
    # Without a loop of our own: this is part of every key that tags, also among ten thousand spans.
    return list(compress(ahead, map(start.__lt__, map(_END, ahead))))
