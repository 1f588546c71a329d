"""Merging and deleting labels with everything that carries them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Origin, Relation, Span
from bertstudio.core.edits import ChangeLabel, HideDocuments
from bertstudio.core.errors import UserError
from bertstudio.store import documents, history, labels
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]

TEXT = "Maria sails to Rotterdam"
HARBOUR = Document(
    0,
    TEXT,
    spans=(Span(1, 0, 5, "PER"), Span(2, 0, 5, "HUMAN"), Span(3, 6, 11, "HUMAN"), Span(4, 15, 24, "LOC")),
    suggestions=(
        Span(5, 0, 5, "HUMAN", Origin.MODEL, 0.5, 1),
        Span(6, 15, 24, "HUMAN", Origin.MODEL, 0.7, 1),
    ),
)
TRAVEL = Document(
    0,
    "x",
    labels=(DocumentLabel("HUMAN"), DocumentLabel("PER")),
    label_suggestions=(DocumentLabel("HUMAN", Origin.MODEL, 0.5, 3),),
)


@pytest.fixture
def ids(fill: Fill) -> list[int]:
    return fill([HARBOUR, TRAVEL, HARBOUR])


def test_usage_counts_annotations_and_documents(opened: Project, ids: list[int]) -> None:
    assert labels.usage(opened, "HUMAN") == (5, 3)
    assert labels.usage(opened, "LOC") == (2, 2)
    assert labels.usage(opened, "nothing") == (0, 0)


def test_merging_moves_everything_and_leaves_no_span_twice(opened: Project, ids: list[int]) -> None:
    before = [documents.load(opened, n) for n in ids]
    history.do(opened, labels.merge_edit(opened, "HUMAN", "PER"))
    assert history.titles(opened)[0] == "Merge HUMAN into PER"
    harbour, travel, _ = (documents.load(opened, n) for n in ids)
    assert [(span.id, span.label) for span in harbour.spans] == [(1, "PER"), (3, "PER"), (4, "LOC")]
    assert [(span.id, span.label) for span in harbour.suggestions] == [(5, "PER"), (6, "PER")]
    assert travel.labels == (DocumentLabel("PER"),)
    assert travel.label_suggestions == (DocumentLabel("PER", Origin.MODEL, 0.5, 3),)
    assert "HUMAN" not in documents.label_set(opened)
    history.undo(opened)
    assert [documents.load(opened, n) for n in ids] == before
    assert documents.label_set(opened).names == ("PER", "HUMAN", "LOC")


def test_merging_loses_no_note(opened: Project, fill: Fill) -> None:
    twins = (Span(1, 0, 5, "PER", note="old"), Span(2, 0, 5, "HUMAN", note="new"), Span(3, 0, 5, "HUMAN"))
    (number,) = fill([Document(0, TEXT, spans=twins)])
    history.do(opened, labels.merge_edit(opened, "HUMAN", "PER"))
    assert documents.load(opened, number).spans == (replace(twins[0], note="old\nnew"),)
    history.undo(opened)
    assert documents.load(opened, number).spans == twins


def test_deleting_takes_annotations_suggestions_and_document_labels_along(
    opened: Project, ids: list[int]
) -> None:
    before = [documents.load(opened, n) for n in ids]
    history.do(opened, HideDocuments(((ids[2], ids[2]),)))
    history.do(opened, labels.delete_edit(opened, "HUMAN"))
    harbour, travel, binned = (documents.load(opened, n) for n in ids)
    assert [span.label for span in (*harbour.spans, *harbour.suggestions)] == ["PER", "LOC"]
    assert (travel.labels, travel.label_suggestions) == ((DocumentLabel("PER"),), ())
    assert binned.suggestions == ()
    assert documents.label_counts(opened) == {"PER": 2, "LOC": 1}
    history.undo(opened)
    history.undo(opened)
    assert [documents.load(opened, n) for n in ids] == before


def test_deleting_can_move_annotations_to_another_label(opened: Project, ids: list[int]) -> None:
    history.do(opened, labels.delete_edit(opened, "LOC", move_to="PER"))
    assert documents.label_counts(opened) == {"PER": 5, "HUMAN": 5}
    assert len(documents.ids(opened, Query(labels=("LOC",)))) == 0


def test_examples_of_a_label_are_kept_and_their_change_undone(opened: Project, ids: list[int]) -> None:
    person = documents.label_set(opened).get("PER")
    assert person is not None
    assert person.examples == ()
    noted = replace(person, description="**People** only", examples=("Maria", "the 2nd mate"))
    history.do(opened, ChangeLabel("PER", noted))
    assert documents.label_set(opened).get("PER") == noted
    history.undo(opened)
    assert documents.label_set(opened).get("PER") == person
    history.redo(opened)
    assert documents.label_set(opened).get("PER") == noted


def test_a_label_of_relations_stays_and_it_is_said_why(opened: Project, fill: Fill) -> None:
    spans = (Span(1, 0, 5, "PER"), Span(2, 15, 24, "TO"))
    (number,) = fill([Document(0, TEXT, spans=spans, relations=(Relation(3, 1, 2, "TO"),))])
    before = documents.load(opened, number)
    for edit in (labels.delete_edit(opened, "TO"), labels.merge_edit(opened, "TO", "PER")):
        with pytest.raises(UserError, match="TO is the label of relations too"):
            history.do(opened, edit)
    assert documents.load(opened, number) == before
