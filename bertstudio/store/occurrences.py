"""Labelling every occurrence: finding terms in the documents of a query, and the one step that tags them.

Nothing here changes the project: `find` reads, `labelling` makes an edit from what was ticked.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from bertstudio.core.documents import Document, Span, Split, Status, next_id, title_of, with_note_of
from bertstudio.core.edits import Edit, Exchange, ExchangeSpans, SetField, Several, own
from bertstudio.core.neighbours import Neighbours
from bertstudio.core.occurrences import FEW, Matcher, Term
from bertstudio.core.overlap import Overlap, Placement, placed
from bertstudio.core.words import tr, trn
from bertstudio.store import search
from bertstudio.store.project import Project, overlap_policy
from bertstudio.store.queries import Query
from bertstudio.store.rows import SHOWN, from_sql, ids_in, read, read_spans
from bertstudio.store.searching import Search, one_of

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
    span: int = 0
    """Id of the annotation that is meant, if it is about one that is there already (see tagged.py)."""


@dataclass(slots=True)
class Tally:
    """How far a search is, and what it left out."""

    documents: int = 0
    """Documents that are known to be read; more may follow."""
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
    tally = tally if tally is not None else Tally()
    if document is not None:
        policy = overlap_policy(project)
        tally.documents = tally.read = 1
        yield list(_hits(document, matcher.hits(document.text), policy, tally))
        return
    for piece in _candidates(project, matcher.terms, scope or Query()):
        tally.documents += len(piece)
        for first in range(0, len(piece), PIECE):
            yield _hits_of(project, piece[first : first + PIECE], matcher, tally)


def _candidates(project: Project, terms: Sequence[Term], scope: Query) -> Iterator[Sequence[int]]:
    """Yield documents of a query: all that hold one of a few terms, and others."""
    if scope.text:
        return search.found(project, scope)
    required = None
    if len(terms) <= FEW:
        required = one_of([Search(t.pattern, regex=t.regex, match_case=t.match_case).required for t in terms])
    return search.candidates(project, scope, required)


def _hits_of(project: Project, ids: Sequence[int], matcher: Matcher, tally: Tally) -> list[Hit]:
    texts = _texts(project, ids)
    places = {number: list(matcher.hits(texts[number])) for number in ids if number in texts}
    holding = {number: texts[number] for number, here in places.items() if here}
    tally.read += len(ids)
    policy = overlap_policy(project)
    return [hit for d in _documents(project, holding) for hit in _hits(d, places[d.id], policy, tally)]


def _texts(project: Project, ids: Sequence[int]) -> dict[int, str]:
    query = f"SELECT document, text FROM texts WHERE document IN ({ids_in(ids)})"  # noqa: S608
    return {number: from_sql(text) for number, text in project.connection.execute(query)}


def _documents(project: Project, texts: Mapping[int, str]) -> Iterator[Document]:
    """Yield documents of which the texts are known, with their annotations and what else a hit tells."""
    spans, _ = read_spans(project.connection, texts)
    query = f"SELECT id, title, split, status FROM documents WHERE id IN ({ids_in(texts)})"  # noqa: S608
    rows = {row[0]: row[1:] for row in project.connection.execute(query)}
    for number, text in texts.items():
        title, split, status = rows[number]
        yield Document(
            number,
            text,
            from_sql(title),
            spans.get(number, ()),
            split=Split(split),
            status=Status(status),
        )


def _hits(
    document: Document, places: Iterable[tuple[int, int, Term]], policy: Overlap, tally: Tally
) -> Iterator[Hit]:
    text, title = document.text, document.title or title_of(document.text)
    there = Neighbours(document.spans)
    for start, end, term in places:
        near = there.at(start, end)
        same = [span for span in near if (span.start, span.end) == (start, end)]
        if any(span.label == term.label for span in same):
            tally.already += 1
            continue
        placement = _FREE if same or not near else placed(near, start, end, policy, text=text)
        before, after = context(text, start, end)
        yield Hit(
            document.id,
            title,
            start,
            end,
            term.label,
            before,
            text[start:end],
            after,
            reason_of(text, near, same, placement),
            placement.blocking is not None,
            document.split,
            document.status,
        )


_FREE = Placement()
_LINE_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a place, on one line."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return _one_line(before), _one_line(after)


def _one_line(text: str) -> str:
    # No line break is printable, and asking that is quicker.
    return text if text.isprintable() else _LINE_BREAKS.sub(" ", text)


def reason_of(text: str, near: Sequence[Span], same: Sequence[Span], placement: Placement) -> str:
    """Return in words why a hit starts unticked, empty if nothing stands against it."""
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
    resized: int = 0
    removed: int = 0
    """Entities that were asked to be removed."""


def label_edit(project: Project, hits: Iterable[Hit], title: str = "") -> Edit:
    """Return the one step that tags hits in the documents as they are now; see `labelling`."""
    return labelling(project, hits, title).edit


def labelling(project: Project, hits: Iterable[Hit], title: str = "") -> Labelling:
    """Return the one step that tags hits, and counts of what it does.

    Documents may have changed since the search: a hit whose text is no longer there, that carries its label
    already or that the overlap rule forbids is skipped. A suggestion of the same label there is accepted.
    """
    plan = planned(project, hits, Work.label)
    return plan.step(title or trn("Tag 1 place", "Tag {count} places", plan.count))


def planned(project: Project, hits: Iterable[Hit], act: Callable[["Work", Hit], None]) -> "Plan":
    """Let something be done with hits in the documents as they are now; those that are gone are left out."""
    policy = overlap_policy(project)
    ordered = sorted(hits, key=attrgetter("document", "start", "end"))
    by_document = {number: list(group) for number, group in groupby(ordered, attrgetter("document"))}
    numbers = list(by_document)
    plan = Plan(len(ordered))
    for first in range(0, len(numbers), PIECE):
        found = read(project.connection, _shown(project, numbers[first : first + PIECE]))
        for number, (document, _) in found.items():
            work = Work(document, policy)
            for hit in by_document[number]:
                act(work, hit)
            plan.add(work)
    return plan


def _shown(project: Project, ids: Sequence[int]) -> list[int]:
    query = f"SELECT id FROM documents WHERE id IN ({ids_in(ids)}) AND +state = {SHOWN}"  # noqa: S608
    return [number for (number,) in project.connection.execute(query)]


class Work:
    """What becomes of the spans of one document; hits come from left to right."""

    def __init__(self, document: Document, policy: Overlap) -> None:
        self._number = document.id
        self.is_first = document.status is Status.TODO
        self.done: Counter[str] = Counter()
        """How many hits were tagged, relabelled, resized or removed, and others changed to make room."""
        self._text = document.text
        self._policy = policy
        self._there = Neighbours(document.spans)
        self._old = {span.id for span in (*document.spans, *document.suggestions)}
        self._next = next_id(document)
        self._ghosts: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
        for ghost in document.suggestions:
            self._ghosts[ghost.start, ghost.end].append(ghost)
        self._removed: set[int] = set()
        self._written: dict[int, Span] = {}

    def label(self, hit: Hit) -> None:
        """Tag a hit, or give the annotation there its label, if it still fits."""
        near, same = self._at(hit)
        if same and (meant := self._meant(hit, same)) is not None:
            twin = next((span for span in same if span is not meant and span.label == hit.label), None)
            if twin is None:
                self._exchange([meant], [replace(own(meant), label=hit.label)])
            elif (kept := with_note_of(twin, meant)) == twin:
                self._exchange([meant], [])
            else:
                self._exchange([meant, twin], [kept])
            self.done["relabelled"] += 1
        elif not same and not hit.span and self._makes_room(near, hit):
            self._exchange((), [self._new(hit)])
            self.done["tagged"] += 1

    def remove(self, hit: Hit) -> None:
        """Remove the annotation that is meant, if it is still there."""
        _, same = self._at(hit)
        span = next((span for span in same if span.id == hit.span and span.label == hit.label), None)
        if span is not None:
            self._exchange([span], ())
            self.done["removed"] += 1

    def resize(self, hit: Hit) -> None:
        """Move the borders of the annotation that is meant to those of the hit, if that still fits."""
        near, same = self._at(hit)
        span = next((span for span in near if span.id == hit.span and span.label == hit.label), None)
        if span is None or same or self._text[hit.start : hit.end] != hit.text:
            return
        if self._makes_room(near, hit, besides=span.id):
            self._exchange([span], [replace(own(span), start=hit.start, end=hit.end)])
            self.done["resized"] += 1

    def exchange(self) -> Exchange:
        """Return what is to be done in the document."""
        return Exchange(self._number, tuple(sorted(self._removed)), tuple(self._written.values()))

    def _at(self, hit: Hit) -> tuple[list[Span], list[Span]]:
        """Return the annotations near a hit, and those of them with its borders; none if its text is gone."""
        near = self._there.at(hit.start, hit.end)
        if self._text[hit.start : hit.end] != hit.text:
            return [], []
        return near, [span for span in near if (span.start, span.end) == (hit.start, hit.end)]

    def _meant(self, hit: Hit, same: Sequence[Span]) -> Span | None:
        """Return the annotation that gets the label of a hit, None if there is nothing to change."""
        if hit.span:
            return next((span for span in same if span.id == hit.span and span.label != hit.label), None)
        return None if any(span.label == hit.label for span in same) else same[0]

    def _makes_room(self, near: Sequence[Span], hit: Hit, *, besides: int = 0) -> bool:
        placement = placed(near, hit.start, hit.end, self._policy, besides=besides, text=self._text)
        if placement.blocking is not None or self._text[hit.start : hit.end] != hit.text:
            return False
        trimmed = {span.id: own(span) for span in placement.trimmed}
        changed = [*placement.removed, *(span for span in near if span.id in trimmed)]
        if changed:
            self._exchange(changed, tuple(trimmed.values()))
            self.done["changed"] += len(changed)
        return True

    def _exchange(self, removed: Sequence[Span], added: Sequence[Span]) -> None:
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


class Plan:
    """What is done with hits, document by document; of the documents themselves nothing is kept."""

    def __init__(self, hits: int) -> None:
        self._hits = hits
        self._done: Counter[str] = Counter()
        self._exchanges: list[Exchange] = []
        self._begun: list[tuple[int, Status]] = []

    def add(self, work: Work) -> None:
        """Take over what becomes of a document."""
        if not work.done:
            return
        exchange = work.exchange()
        self._done += work.done
        self._exchanges.append(exchange)
        if work.is_first and work.done["tagged"]:
            self._begun.append((exchange.document, Status.STARTED))

    @property
    def count(self) -> int:
        """Hits with which something is done."""
        return self._done.total() - self._done["changed"]

    def step(self, title: str) -> Labelling:
        """Return it as one step with its counts."""
        edits: list[Edit] = [ExchangeSpans(tuple(self._exchanges))] if self._exchanges else []
        if self._begun:
            edits.append(SetField("status", tuple(self._begun)))
        done = self._done
        return Labelling(
            Several(tuple(edits), title),
            done["tagged"],
            done["relabelled"],
            done["changed"],
            self._hits - self.count,
            len(self._exchanges),
            done["resized"],
            done["removed"],
        )
