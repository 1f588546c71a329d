"""Entities that are there already, found by their label and text; and what becomes of those that are ticked.

A correction is carried on to all entities with the same text; labels are split and replaced in the same way.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bertstudio.core.documents import Document, Span, title_of
from bertstudio.core.neighbours import Neighbours
from bertstudio.core.occurrences import Matcher, Term
from bertstudio.core.overlap import Placement, placed
from bertstudio.core.words import trn
from bertstudio.store import search
from bertstudio.store.occurrences import (
    PIECE,
    Hit,
    Labelling,
    Tally,
    Work,
    context,
    planned,
    reason_of,
)
from bertstudio.store.project import Project, overlap_policy
from bertstudio.store.queries import Query
from bertstudio.store.rows import read, read_spans
from bertstudio.store.searching import Required, Search


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entities. Empty fields do not restrict them; all others must hold at once."""

    label: str = ""
    text: str = ""
    """This is the whole text, as it is written."""
    term: Term | None = None
    """This stands in the text. Its label does not matter."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How the borders of an entity moved."""

    before: int
    """Code points that it gained at its beginning, negative when it lost some."""
    after: int
    """Code points that it gained at its end."""
    text: str
    """Its text now: where other borders would give another text, nothing moves."""


def find(
    project: Project,
    wanted: Wanted,
    scope: Query | None = None,
    *,
    to: str = "",
    shift: Shift | None = None,
    document: Document | None = None,
    tally: Tally | None = None,
) -> Iterator[list[Hit]]:
    """Yield the entities in the documents of a query (None: the corpus), or in one document, piece by piece.

    Each hit has the label `to`, or its own without; its borders are moved by `shift`. Entities that have the
    label `to` already are left out and counted, those that cannot be moved are left out.

    Raises:
        UserError: the term is no regular expression.
    """
    tally = tally if tally is not None else Tally()
    chosen = _Chosen(project, wanted, to, shift, tally)
    if document is not None:
        tally.documents = tally.read = 1
        yield list(chosen.hits(document))
        return
    for piece in _candidates(project, wanted, scope or Query()):
        tally.documents += len(piece)
        for first in range(0, len(piece), PIECE):
            ids = piece[first : first + PIECE]
            spans, _ = read_spans(project.connection, ids)
            holding = [n for n in ids if any(chosen.has_label(span) for span in spans.get(n, ()))]
            documents = read(project.connection, holding)
            tally.read += len(ids)
            yield [hit for number in holding for hit in chosen.hits(documents[number][0])]


def _candidates(project: Project, wanted: Wanted, scope: Query) -> Iterator[Sequence[int]]:
    if wanted.label and not scope.labels:
        scope = replace(scope, labels=(wanted.label,))
    if scope.text:
        return search.found(project, scope)
    required: Required = None
    if wanted.text:
        required = Search(wanted.text, match_case=True).required
    elif wanted.term is not None:
        required = Search(wanted.term.pattern, regex=wanted.term.regex).required
    return search.candidates(project, scope, required)


class _Chosen:
    """Tells which annotations are wanted, and makes hits of them."""

    def __init__(self, project: Project, wanted: Wanted, to: str, shift: Shift | None, tally: Tally) -> None:
        self._wanted = wanted
        self._to = to
        self._shift = shift
        self._tally = tally
        self._matcher = Matcher([wanted.term]) if wanted.term is not None else None
        self._policy = overlap_policy(project)

    def has_label(self, span: Span) -> bool:
        return not self._wanted.label or span.label == self._wanted.label

    def hits(self, document: Document) -> Iterator[Hit]:
        there = Neighbours(document.spans)
        title = document.title or title_of(document.text)
        for span in document.spans:
            if not self.has_label(span) or not self._has_text(document.text_of(span)):
                continue
            if span.label == self._to:
                self._tally.already += 1
                continue
            yield from self._hit(document, title, span, there)

    def _has_text(self, text: str) -> bool:
        if self._wanted.text and text != self._wanted.text:
            return False
        return self._matcher is None or any(self._matcher.hits(text))

    def _hit(self, document: Document, title: str, span: Span, there: Neighbours) -> Iterator[Hit]:
        text, start, end = document.text, span.start, span.end
        near: list[Span] = []
        placement = Placement()
        if self._shift is not None:
            start, end = start - self._shift.before, end + self._shift.after
            if start < 0 or text[start:end] != self._shift.text:
                return
            near = there.at(start, end)
            placement = placed(near, start, end, self._policy, besides=span.id, text=text)
        before, after = context(text, start, end)
        yield Hit(
            document.id,
            title,
            start,
            end,
            self._to or span.label,
            before,
            text[start:end],
            after,
            reason_of(text, near, (), placement),
            placement.blocking is not None,
            document.split,
            document.status,
            span.id,
        )


def relabelling(project: Project, hits: Iterable[Hit], title: str = "") -> Labelling:
    """Return the step that gives entities the labels of their hits; one of each is enough."""
    plan = planned(project, hits, Work.label)
    return plan.step(title or trn("Relabel 1 entity", "Relabel {count} entities", plan.count))


def removal(project: Project, hits: Iterable[Hit], title: str = "") -> Labelling:
    """Return the step that removes entities."""
    plan = planned(project, hits, Work.remove)
    return plan.step(title or trn("Remove 1 entity", "Remove {count} entities", plan.count))


def resizing(project: Project, hits: Iterable[Hit], title: str = "") -> Labelling:
    """Return the step that moves the borders of entities to those of their hits."""
    plan = planned(project, hits, Work.resize)
    return plan.step(title or trn("Resize 1 entity", "Resize {count} entities", plan.count))
