"""Labelling every occurrence: finding terms in the documents of a query, and the one step that tags them.

Nothing here changes the project: `find` reads, `labelling` makes an edit from what was ticked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from bertstudio.core.documents import Document, Span, Split, Status, next_id, span_order, title_of
from bertstudio.core.edits import Edit, Exchange, ExchangeSpans, SetField, Several, own
from bertstudio.core.occurrences import FEW, Matcher, Term, forms
from bertstudio.core.overlap import Overlap, Placement, placed
from bertstudio.core.words import tr, trn
from bertstudio.store.project import Project, overlap_policy
from bertstudio.store.queries import Query, order_by, text_condition, where
from bertstudio.store.rows import SHOWN, from_sql, ids_in, read

CONTEXT = 40
"""Code points of text on each side of a hit."""
PIECE = 200
"""Documents that are read at once."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a term stands and is not tagged as it would be."""

    document: int
    title: str
    start: int
    end: int
    label: str
    """What it would be tagged as."""
    before: str
    text: str
    after: str
    reason: str = ""
    """Why it starts unticked, in words; empty when nothing stands against it."""
    blocked: bool = False
    """The overlap rule of the project forbids it: ticking it would do nothing."""
    split: Split = Split.NONE
    status: Status = Status.TODO


@dataclass(slots=True)
class Tally:
    """How far a search is, and what it left out."""

    documents: int = 0
    """Documents that can hold a hit."""
    read: int = 0
    already: int = 0
    """Places that carry the label already."""


def find(
    project: Project,
    terms: Iterable[Term],
    scope: Query | None,
    *,
    document: Document | None = None,
    tally: Tally | None = None,
) -> Iterator[list[Hit]]:
    """Yield what is found in the documents of a query (None: the corpus), or in one document, piece by piece.

    A piece may be empty: it tells that the search goes on.

    Raises:
        UserError: one of the terms is no regular expression.
    """
    matcher = Matcher(terms)
    policy = overlap_policy(project)
    tally = tally if tally is not None else Tally()
    if document is not None:
        tally.documents = tally.read = 1
        yield list(_hits(document, matcher.hits(document.text), policy, tally))
        return
    ids = _candidates(project, matcher.terms, scope or Query())
    tally.documents = len(ids)
    for first in range(0, len(ids), PIECE):
        piece = ids[first : first + PIECE]
        places = {number: list(matcher.hits(text)) for number, text in _texts(project, piece)}
        holding = [number for number, here in places.items() if here]
        found = read(project.connection, holding)
        tally.read += len(piece)
        yield [hit for n in holding for hit in _hits(found[n][0], places[n], policy, tally)]


def _candidates(project: Project, terms: Sequence[Term], scope: Query) -> list[int]:
    """Return the documents to be read: those that hold one of a few strings, or all of them."""
    condition, values = where(scope)
    strings = [form for term in terms for form in forms(term.pattern.strip())]
    # SQL knows the two cases of ASCII only.
    plain = all(not term.regex and (term.match_case or term.pattern.isascii()) for term in terms)
    if plain and len(strings) <= FEW:
        parts = [text_condition(string) for string in strings]
        condition += f" AND ({' OR '.join(part for part, _ in parts) or '0'})"
        values += [value for _, found in parts for value in found]
    sql = f"SELECT d.id FROM documents d WHERE {condition} {order_by(scope)}"  # noqa: S608
    return [number for (number,) in project.connection.execute(sql, values)]


def _texts(project: Project, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    query = f"SELECT document, text FROM texts WHERE document IN ({ids_in(ids)})"  # noqa: S608
    texts = {number: from_sql(text) for number, text in project.connection.execute(query)}
    return ((number, texts[number]) for number in ids if number in texts)


def _hits(
    document: Document, places: Iterable[tuple[int, int, Term]], policy: Overlap, tally: Tally
) -> Iterator[Hit]:
    text = document.text
    there = _Neighbours(document.spans)
    for start, end, term in places:
        near = there.at(start, end)
        same = [span for span in near if (span.start, span.end) == (start, end)]
        if any(span.label == term.label for span in same):
            tally.already += 1
            continue
        placement = Placement() if same else placed(near, start, end, policy, text=text)
        yield Hit(
            document.id,
            document.title or title_of(text),
            start,
            end,
            term.label,
            _one_line(text[max(0, start - CONTEXT) : start]),
            text[start:end],
            _one_line(text[end : end + CONTEXT]),
            _reason(text, near, same, placement),
            placement.blocking is not None,
            document.split,
            document.status,
        )


_LINE_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def _one_line(text: str) -> str:
    return _LINE_BREAKS.sub(" ", text)


def _reason(text: str, near: Sequence[Span], same: Sequence[Span], placement: Placement) -> str:
    if same:
        return tr("Tagged as {label}", label=same[0].label)
    if placement.blocking is not None:
        return tr("Overlaps “{text}” ({label})", **_named(text, placement.blocking))
    if placement.removed:
        return tr("Would replace “{text}” ({label})", **_named(text, placement.removed[0]))
    if placement.trimmed:
        # It comes as it would be afterwards; what a person knows is what is there now.
        now = next(span for span in near if span.id == placement.trimmed[0].id)
        return tr("Would shorten “{text}” ({label})", **_named(text, now))
    return ""


def _named(text: str, span: Span) -> dict[str, str]:
    return {"text": title_of(text[span.start : span.end], 40), "label": span.label}


class _Neighbours:
    """The annotations near places that are asked for from left to right."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._waiting = sorted(spans, key=span_order, reverse=True)
        self._open: list[Span] = []

    def at(self, start: int, end: int) -> list[Span]:
        """Return the annotations that may share a code point with `[start, end)`."""
        while self._waiting and self._waiting[-1].start < end:
            self._open.append(self._waiting.pop())
        self._open = [span for span in self._open if span.end > start]
        return self._open

    def exchange(self, removed: Iterable[Span], added: Iterable[Span]) -> None:
        """Take annotations out that `at` returned, and let it return others."""
        gone = {span.id for span in removed}
        self._open = [*(span for span in self._open if span.id not in gone), *added]


@dataclass(frozen=True, slots=True)
class Labelling:
    """The step that tags hits, and what it does."""

    edit: Edit
    tagged: int
    """Places that get an entity."""
    relabelled: int
    """Places whose entity gets another label."""
    changed: int
    """Other entities that are removed or shortened to make room."""
    skipped: int
    """Hits that do not fit any more, or that the overlap rule forbids."""
    documents: int


def label_edit(project: Project, hits: Iterable[Hit], title: str = "") -> Edit:
    """Return the one step that tags hits in the documents as they are now; see `labelling`."""
    return labelling(project, hits, title).edit


def labelling(project: Project, hits: Iterable[Hit], title: str = "") -> Labelling:
    """Return the one step that tags hits, and counts of what it does.

    Documents may have changed since the search: a hit whose text is no longer there, that carries its label
    already or that the overlap rule forbids is skipped. A suggestion of the same label there is accepted.
    """
    policy = overlap_policy(project)
    ordered = sorted(hits, key=attrgetter("document", "start", "end"))
    by_document = {number: list(group) for number, group in groupby(ordered, attrgetter("document"))}
    numbers = list(by_document)
    works: list[_Work] = []
    for first in range(0, len(numbers), PIECE):
        found = read(project.connection, _shown(project, numbers[first : first + PIECE]))
        for number, (document, _) in found.items():
            work = _Work(document, policy)
            for hit in by_document[number]:
                work.label(hit)
            works.append(work)
    return _summed(works, len(ordered), title)


def _shown(project: Project, ids: Sequence[int]) -> list[int]:
    query = f"SELECT id FROM documents WHERE id IN ({ids_in(ids)}) AND state = {SHOWN}"  # noqa: S608
    return [number for (number,) in project.connection.execute(query)]


class _Work:
    """What becomes of the spans of one document; hits come from left to right."""

    def __init__(self, document: Document, policy: Overlap) -> None:
        self.number = document.id
        self.is_first = document.status is Status.TODO
        self.tagged = self.relabelled = self.changed = 0
        self._text = document.text
        self._policy = policy
        self._there = _Neighbours(document.spans)
        self._old = {span.id for span in (*document.spans, *document.suggestions)}
        self._next = next_id(document)
        self._ghosts: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
        for ghost in document.suggestions:
            self._ghosts[ghost.start, ghost.end].append(ghost)
        self._removed: set[int] = set()
        self._written: dict[int, Span] = {}

    def label(self, hit: Hit) -> None:
        """Tag a hit if it still fits."""
        start, end = hit.start, hit.end
        near = self._there.at(start, end)
        same = [span for span in near if (span.start, span.end) == (start, end)]
        if self._text[start:end] != hit.text or any(span.label == hit.label for span in same):
            return
        if same:
            self._exchange([same[0]], [replace(own(same[0]), label=hit.label)])
            self.relabelled += 1
            return
        placement = placed(near, start, end, self._policy, text=self._text)
        if placement.blocking is not None:
            return
        trimmed = {span.id: own(span) for span in placement.trimmed}
        changed = [*placement.removed, *(span for span in near if span.id in trimmed)]
        self._exchange(changed, [*trimmed.values(), self._new(hit)])
        self.changed += len(changed)
        self.tagged += 1

    def exchange(self) -> Exchange:
        """Return what is to be done in the document."""
        return Exchange(self.number, tuple(sorted(self._removed)), tuple(self._written.values()))

    def _exchange(self, removed: Iterable[Span], added: Sequence[Span]) -> None:
        removed = list(removed)
        self._there.exchange(removed, added)
        for span in removed:
            self._written.pop(span.id, None)
        self._removed |= {span.id for span in removed} & self._old
        self._written |= {span.id: span for span in added}

    def _new(self, hit: Hit) -> Span:
        """Return the annotation for a hit: the suggestion that says the same, or one of its own."""
        ghosts = self._ghosts.pop((hit.start, hit.end), [])
        self._removed |= {ghost.id for ghost in ghosts}
        accepted = next((ghost for ghost in ghosts if ghost.label == hit.label), None)
        if accepted is not None:
            return accepted
        self._next += 1
        return Span(self._next - 1, hit.start, hit.end, hit.label)


def _summed(works: Iterable[_Work], hits: int, title: str) -> Labelling:
    done = [work for work in works if work.tagged or work.relabelled]
    tagged, relabelled = sum(work.tagged for work in done), sum(work.relabelled for work in done)
    edits: list[Edit] = []
    if done:
        edits.append(ExchangeSpans(tuple(work.exchange() for work in done)))
    begun = tuple((work.number, Status.STARTED) for work in done if work.is_first and work.tagged)
    if begun:
        edits.append(SetField("status", begun))
    named = title or trn("Tag 1 place", "Tag {count} places", tagged + relabelled)
    return Labelling(
        Several(tuple(edits), named),
        tagged,
        relabelled,
        sum(work.changed for work in done),
        hits - tagged - relabelled,
        len(done),
    )
