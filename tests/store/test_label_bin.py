"""Deleted labels wait in a bin, with what carried them."""

from collections.abc import Callable, Iterable

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span
from bertstudio.core.edits import AddLabel, AddSpan, ChangeLabel, SetDocumentLabels, SetOption
from bertstudio.core.labels import Label
from bertstudio.core.overlap import Overlap
from bertstudio.store import documents, history, label_bin, labels
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]

SHIP = Document(
    0,
    "Maria sails to Rotterdam",
    spans=(Span(1, 0, 5, "SHIP", note="old"), Span(2, 15, 24, "LOC")),
    suggestions=(Span(3, 6, 11, "SHIP", Origin.MODEL, 0.5, 1),),
    labels=(DocumentLabel("SHIP"),),
)


def restore(opened: Project) -> label_bin.Restoring:
    (binned,) = label_bin.binned(opened)
    restoring = label_bin.restore_edit(opened, binned.id)
    history.do(opened, restoring.edit)
    return restoring


def test_a_deleted_label_comes_back_with_all_that_carried_it(opened: Project, fill: Fill) -> None:
    ids = fill([SHIP, SHIP])
    history.do(opened, ChangeLabel("SHIP", Label("SHIP", 9, "7", "SH", "vessels", ("Maria",))))
    before, set_before = [documents.load(opened, n) for n in ids], documents.label_set(opened)
    history.do(opened, labels.delete_edit(opened, "SHIP"))
    (binned,) = label_bin.binned(opened)
    assert (binned.label.description, binned.annotations) == ("vessels", 4)
    restoring = restore(opened)
    assert (restoring.annotations, restoring.skipped) == (4, 0)
    assert [documents.load(opened, n) for n in ids] == before
    assert documents.label_set(opened) == set_before
    assert label_bin.binned(opened) == []


def test_undoing_a_deletion_takes_the_label_out_of_the_bin(opened: Project, fill: Fill) -> None:
    fill([SHIP])
    history.do(opened, labels.delete_edit(opened, "SHIP"))
    kept = label_bin.binned(opened)
    history.undo(opened)
    assert label_bin.binned(opened) == []
    history.redo(opened)
    assert label_bin.binned(opened) == kept
    history.undo(opened)
    assert documents.label_counts(opened)["SHIP"] == 2


def test_what_no_longer_fits_stays_away_and_is_counted(opened: Project, fill: Fill) -> None:
    first, second = fill([SHIP, SHIP])
    history.do(opened, labels.delete_edit(opened, "SHIP"))
    history.do(opened, AddSpan(first, Span(9, 3, 8, "LOC")))
    history.do(opened, SetDocumentLabels(second, (DocumentLabel("news"),)))
    restoring = restore(opened)
    assert (restoring.annotations, restoring.skipped) == (2, 2)
    assert [span.label for span in documents.load(opened, first).spans] == ["LOC", "LOC"]
    assert documents.load(opened, second).labels == (DocumentLabel("news"),)


@pytest.mark.parametrize("policy", [Overlap.REPLACE, Overlap.TRIM])
def test_restoring_never_changes_what_stands_there_now(opened: Project, fill: Fill, policy: Overlap) -> None:
    (number,) = fill([SHIP])
    history.do(opened, labels.delete_edit(opened, "SHIP"))
    history.do(opened, SetOption("overlap", str(policy)))
    history.do(opened, AddSpan(number, Span(9, 3, 8, "LOC")))
    assert restore(opened).skipped == 1
    assert [(span.start, span.end) for span in documents.load(opened, number).spans] == [(3, 8), (15, 24)]


def test_a_span_that_comes_back_gets_another_id_if_its_own_is_taken(opened: Project, fill: Fill) -> None:
    (number,) = fill([SHIP])
    history.do(opened, labels.delete_edit(opened, "SHIP"))
    history.do(opened, AddSpan(number, Span(1, 12, 14, "LOC")))
    restore(opened)
    document = documents.load(opened, number)
    assert [(span.id, span.start) for span in document.spans] == [(3, 0), (1, 12), (2, 15)]
    assert [ghost.id for ghost in document.suggestions] == [4]


def test_a_restored_label_gives_way_to_the_keys_and_names_of_others(opened: Project, fill: Fill) -> None:
    (number,) = fill([SHIP])
    history.do(opened, ChangeLabel("SHIP", Label("SHIP", 9, "7", "SH")))
    history.do(opened, labels.delete_edit(opened, "SHIP"))
    history.do(opened, AddLabel(Label("SHOP", 1, "7", "SH")))
    restore(opened)
    found = documents.label_set(opened).get("SHIP")
    assert found is not None
    assert (found.shortcut, found.code) == ("", "SHI")
    history.do(opened, labels.delete_edit(opened, "SHIP"))
    history.do(opened, AddLabel(Label("SHIP", 3)))
    restore(opened)
    assert [span.label for span in documents.load(opened, number).spans] == ["SHIP", "LOC"]


def test_a_label_whose_annotations_were_moved_leaves_only_itself_in_the_bin(
    opened: Project, fill: Fill
) -> None:
    fill([SHIP])
    history.do(opened, labels.delete_edit(opened, "SHIP", move_to="LOC"))
    (binned,) = label_bin.binned(opened)
    assert binned.annotations == 0
    assert restore(opened).annotations == 0
    assert documents.label_counts(opened) == {"SHIP": 0, "LOC": 3}


def test_emptying_the_bin_can_be_undone(opened: Project, fill: Fill) -> None:
    fill([SHIP])
    history.do(opened, labels.delete_edit(opened, "SHIP"))
    history.do(opened, labels.delete_edit(opened, "LOC"))
    kept = label_bin.binned(opened)
    assert [item.label.name for item in kept] == ["LOC", "SHIP"]
    history.do(opened, label_bin.empty_edit(opened))
    assert label_bin.binned(opened) == []
    history.undo(opened)
    assert label_bin.binned(opened) == kept
