"""Annotations of the corpus that clash under a rule, and the step that sorts them out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import Edit, Exchange, ExchangeSpans, SetOption, Several
from bertstudio.core.overlap import Keep, Overlap, conflicts, given_up
from bertstudio.core.words import tr, trn
from bertstudio.store.documents import stream
from bertstudio.store.project import Project, overlap_policy
from bertstudio.store.queries import Query

CANDIDATES = Query(overlapping=True)


@dataclass(frozen=True, slots=True)
class Clashing:
    """A document with pairs that clash, the one that begins first (the outer one) ahead."""

    document: Document
    pairs: tuple[tuple[Span, Span], ...]


def find(project: Project, policy: Overlap) -> Iterator[Clashing]:
    """Yield the documents in which annotations clash under a rule, in the order of the corpus."""
    if policy is Overlap.ANY:
        return
    for document in stream(project, CANDIDATES):
        pairs = conflicts(document.spans, policy)
        if pairs:
            yield Clashing(document, tuple(pairs))


def switch_edit(
    project: Project, policy: Overlap, keep: Keep | None, go_on: Callable[[int], bool] = lambda _done: True
) -> Edit | None:
    """Return the step that gives the project a rule and removes what clashes under it.

    `keep` says what stays of two that clash, None leaves both as they are. `go_on` is told how many documents
    were seen; when it says no, there is no step. Neither is there one when nothing would change.
    """
    edits: list[Edit] = [] if policy is overlap_policy(project) else [SetOption("overlap", str(policy))]
    removed = 0
    exchanges = []
    for seen, found in enumerate(find(project, policy) if keep else (), 1):
        if not go_on(seen):
            return None
        gone = given_up(found.document.spans, policy, keep) if keep else ()
        exchanges.append(Exchange(found.document.id, tuple(span.id for span in gone)))
        removed += len(gone)
    if exchanges:
        edits.insert(0, ExchangeSpans(tuple(exchanges)))
    title = tr("Change the rule for overlaps")
    if removed:
        title = trn("Remove 1 overlapping entity", "Remove {count} overlapping entities", removed)
    return Several(tuple(edits), title) if edits else None
