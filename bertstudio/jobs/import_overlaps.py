"""Entities that overlap in the files where the rule of the project keeps them apart: told, or sorted out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from bertstudio.core.documents import Document, Span, title_of
from bertstudio.core.overlap import Keep, Overlap, conflicts, given_up
from bertstudio.core.words import tr, trn
from bertstudio.formats.adoption import mapped
from bertstudio.formats.base import Problem, Severity
from bertstudio.formats.kept_labels import kept_meta
from bertstudio.formats.problem_kinds import OVERLAPS, REFUSE, kind_named
from bertstudio.store.project import Project, overlap_policy

WORDS = 40
"""Code points of an entity and of a title that a sentence quotes."""


def rule_of(project: Project) -> Overlap:
    """Return the rule under which documents come into a project; labels of whole texts overlap nothing."""
    return overlap_policy(project) if project.task == "ner" else Overlap.ANY


def sorted_out(
    document: Document,
    rule: Overlap,
    handling: Mapping[str, str],
    path: str,
    names: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Document | None, Sequence[Problem]]:
    """Return a document as it comes in under a rule, and what is to be said of its overlaps.

    `handling` says what happens: both stay (what happens without), one of two goes, or the document is None.
    `names` are the labels that will be called otherwise, or left out (empty), where they still have their old
    names.
    """
    if rule is Overlap.ANY or not _may_overlap(document.spans):
        return document, ()
    spans = mapped(document.spans, names) if names else document.spans
    pairs = conflicts(spans, rule)
    if not pairs:
        return document, ()
    chosen = handling.get(OVERLAPS, kind_named(OVERLAPS).default)
    if chosen == REFUSE:
        return None, [_problem(path, Severity.ERROR, _told(document, pairs))]
    if chosen not in set(Keep):
        return document, [_problem(path, Severity.REPAIRED, _told(document, [pair])) for pair in pairs]
    gone = given_up(spans, rule, Keep(chosen))
    return _without(document, gone), [
        _problem(path, Severity.SKIPPED, text) for text in _removed(document, gone)
    ]


def _may_overlap(spans: Sequence[Span]) -> bool:
    """Tell quickly that nothing overlaps, as in most documents: spans stand in the order of the text."""
    return len(spans) > 1 and any(one.end > other.start for one, other in pairwise(spans))


def _without(document: Document, gone: Iterable[Span]) -> Document:
    ids = {span.id for span in gone}
    spans = tuple(span for span in document.spans if span.id not in ids)
    return replace(
        document,
        spans=spans,
        meta=kept_meta(document.meta, {}, {span.id for span in (*spans, *document.suggestions)}),
        relations=tuple(link for link in document.relations if not ids & {link.head, link.tail}),
    )


def _problem(path: str, severity: Severity, text: str) -> Problem:
    return Problem(path, 0, severity, text, OVERLAPS)


def _quoted(document: Document, span: Span) -> str:
    return tr("“{text}” ({label})", text=title_of(document.text_of(span), WORDS), label=span.label)


def _title(document: Document) -> str:
    return title_of(document.title or document.text, WORDS)


def _told(document: Document, pairs: Sequence[tuple[Span, Span]]) -> str:
    one, other = (_quoted(document, span) for span in pairs[0])
    words = {"title": _title(document), "one": one, "other": other}
    if len(pairs) == 1:
        return tr("{title}: {one} and {other} overlap, and the rule of the project is against it.", **words)
    return trn(
        "{title}: {one} and {other} overlap, and 1 more pair; the rule of the project is against it.",
        "{title}: {one} and {other} overlap, and {count} more pairs; the rule of the project is against it.",
        len(pairs) - 1,
        **words,
    )


def _removed(document: Document, gone: Sequence[Span]) -> Iterable[str]:
    for span in gone:
        links = sum(span.id in {link.head, link.tail} for link in document.relations)
        words = {"title": _title(document), "one": _quoted(document, span)}
        if links:
            yield trn(
                "{title}: {one} overlaps another entity and was left out with its relation.",
                "{title}: {one} overlaps another entity and was left out with its {count} relations.",
                links,
                **words,
            )
        else:
            yield tr("{title}: {one} overlaps another entity and was left out.", **words)
