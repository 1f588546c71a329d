"""Suggestions of a run, taken into the project."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span
from bertstudio.core.edits import HideDocuments, accept, mark
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap
from bertstudio.store import documents, history, integrity, suggestions
from bertstudio.store.documents import Query
from bertstudio.store.emptying import empty_bin
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]

MARIA = Document(0, "Maria sails to Rotterdam", spans=(Span(3, 0, 5, "PER"),))


def found(start: int, end: int, label: str, confidence: float = 0.5) -> Span:
    return Span(1, start, end, label, Origin.MODEL, confidence)


def test_suggestions_come_in_as_one_step_and_go_with_undo(opened: Project, fill: Fill) -> None:
    ids = fill([MARIA] * 3)
    items = ((n, [found(15, 24, "LOC", n / 10), found(6, 11, "ACT", 0.9)]) for n in ids)
    change = suggestions.replace_suggestions(opened, 7, items)
    assert change.title == "Suggestions of run 7"
    assert change.documents == tuple(ids)
    assert change.kinds == {"suggestions", "label_suggestions", "label_set"}
    assert documents.counts(opened).suggestions == 6
    assert documents.load(opened, ids[0]).suggestions == (
        Span(4, 6, 11, "ACT", Origin.MODEL, 0.9, 7),
        Span(5, 15, 24, "LOC", Origin.MODEL, 0.1, 7),
    )
    assert list(documents.ids(opened, Query(order="uncertain"))) == ids
    history.undo(opened)
    assert documents.counts(opened).suggestions == 0
    assert documents.label_set(opened).names == ("PER",)


def test_new_suggestions_replace_the_old_ones_of_the_same_documents_only(opened: Project, fill: Fill) -> None:
    one, two = fill([MARIA] * 2)
    suggestions.replace_suggestions(opened, 1, [(n, [found(6, 11, "ACT")]) for n in (one, two)])
    suggestions.replace_suggestions(opened, 2, [(one, [found(15, 24, "LOC")])])
    assert [(span.label, span.run) for span in documents.load(opened, one).suggestions] == [("LOC", 2)]
    assert [(span.label, span.run) for span in documents.load(opened, two).suggestions] == [("ACT", 1)]
    suggestions.replace_suggestions(opened, 3, [(two, [])])
    assert documents.load(opened, two).suggestions == ()


def test_what_repeats_an_annotation_is_left_out(opened: Project, fill: Fill) -> None:
    (number,) = fill([Document(0, MARIA.text, spans=MARIA.spans, labels=(DocumentLabel("log"),))])
    answers = [found(0, 5, "PER"), found(0, 5, "ORG"), DocumentLabel("log"), DocumentLabel("sea")]
    suggestions.replace_suggestions(opened, 1, [(number, answers)])
    document = documents.load(opened, number)
    assert [span.label for span in document.suggestions] == ["ORG"]
    assert [label.label for label in document.label_suggestions] == ["sea"]


def test_an_accepted_suggestion_becomes_an_annotation(opened: Project, fill: Fill) -> None:
    (number,) = fill([MARIA])
    suggestions.replace_suggestions(opened, 1, [(number, [found(15, 24, "LOC")])])
    document = documents.load(opened, number)
    done = history.do(opened, accept(document, document.suggestions), known={number: document})
    assert done.documents[number] == documents.load(opened, number)
    assert [span.label for span in done.documents[number].spans] == ["PER", "LOC"]
    assert documents.label_counts(opened) == {"PER": 1, "LOC": 1}
    assert documents.counts(opened).suggestions == 0


def test_documents_that_are_gone_are_passed_over(opened: Project, fill: Fill) -> None:
    (number,) = fill([MARIA])
    suggestions.replace_suggestions(opened, 1, [(99, [found(0, 1, "X")]), (number, [found(6, 11, "ACT")])])
    assert documents.counts(opened).suggestions == 1


def test_a_suggestion_outside_the_text_is_refused_and_nothing_changes(opened: Project, fill: Fill) -> None:
    ids = fill([MARIA] * 2)
    with pytest.raises(UserError, match="lies outside the text"):
        suggestions.replace_suggestions(
            opened, 1, [(ids[0], [found(0, 3, "A")]), (ids[1], [found(0, 99, "A")])]
        )
    assert documents.counts(opened).suggestions == 0
    assert documents.label_set(opened).names == ("PER",)


def test_what_is_tagged_while_suggestions_are_read_stays_and_they_come_beside_it(
    opened: Project, fill: Fill
) -> None:
    ids = fill([MARIA] * 3)

    def items() -> Iterator[tuple[int, list[Span]]]:
        for n in (*ids, *([999] * 600)):  # several pieces
            yield n, [found(6, 11, "ACT"), found(15, 24, "LOC")]
        document = documents.load(opened, ids[0])
        history.do(opened, mark(document, 6, 11, "ACT", policy=Overlap.REFUSE))
        history.do(opened, HideDocuments(((ids[2], ids[2]),)))
        empty_bin(opened, [ids[2]])

    suggestions.replace_suggestions(opened, 1, items())
    first, second = (documents.load(opened, n) for n in ids[:2])
    assert [(span.id, span.label) for span in (*first.spans, *first.suggestions)] == [
        (3, "PER"),
        (4, "ACT"),
        (5, "LOC"),
    ]
    assert [span.label for span in second.suggestions] == ["ACT", "LOC"]
    assert integrity.check(opened) == []
