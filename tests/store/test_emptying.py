"""Emptying the bin deletes for good, after a snapshot; undo then leaves out what is gone."""

from collections.abc import Callable, Iterable

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Status
from bertstudio.core.edits import (
    AddSpan,
    Exchange,
    ExchangeSpans,
    HideDocuments,
    MoveSpans,
    RemoveSpan,
    ReplaceSpan,
    SetDocumentLabels,
    SetField,
    SetSuggestions,
    Several,
)
from bertstudio.core.errors import UserError
from bertstudio.store import copies, documents, history, integrity, runs, snapshots, staging
from bertstudio.store.emptying import empty_bin
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]


def fields(opened: Project) -> list[tuple[object, ...]]:
    return [(d.id, d.note, d.status, len(d.spans)) for d in documents.stream(opened)]


def test_what_is_in_the_bin_is_gone_and_the_rest_stays(opened: Project, fill: Fill) -> None:
    fill([Document(0, "one", spans=(Span(1, 0, 3, "A"),)), Document(0, "two"), Document(0, "three")])
    history.do(opened, HideDocuments(((1, 2),)))
    emptied = empty_bin(opened, [1, 2, 3])
    assert emptied.documents == (1, 2)
    assert [d.text for d in documents.stream(opened)] == ["three"]
    assert opened.connection.execute("SELECT count(*) FROM texts").fetchone() == (1,)
    assert opened.connection.execute("SELECT count(*) FROM spans").fetchone() == (0,)
    assert integrity.check(opened) == []


def test_a_snapshot_has_what_was_deleted(opened: Project, fill: Fill) -> None:
    fill([Document(0, "one"), Document(0, "two")])
    history.do(opened, HideDocuments(((1, 1),)))
    emptied = empty_bin(opened, [1])
    assert emptied.snapshot is not None
    copy = copies.open_copy(emptied.snapshot)
    assert copy.execute("SELECT text FROM texts").fetchall() == [("one",), ("two",)]
    copy.close()
    # The project differs now, although no step of the history says so.
    assert snapshots.take(opened, "asked") != emptied.snapshot


def test_without_room_for_a_snapshot_nothing_is_deleted(
    opened: Project, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill([Document(0, "one"), Document(0, "two")])
    history.do(opened, HideDocuments(((1, 1),)))
    monkeypatch.setattr(copies, "SPARE_BYTES", 1 << 60)
    with pytest.raises(UserError, match="not enough space"):
        empty_bin(opened, [1])
    history.undo(opened)
    assert [d.text for d in documents.stream(opened)] == ["one", "two"]


def test_a_run_keeps_its_copy(opened: Project, fill: Fill) -> None:
    fill([Document(0, "one"), Document(0, "two")])
    folder = runs.new_run(opened).path
    runs.write_documents(folder, documents.stream(opened))
    history.do(opened, HideDocuments(((1, 1),)))
    empty_bin(opened, [1])
    assert [d.text for d in runs.read_documents(folder)] == ["one", "two"]


def test_it_stops_when_told_to_and_the_rest_is_still_in_the_bin(opened: Project, fill: Fill) -> None:
    ids = fill([Document(0, str(n)) for n in range(2_500)])
    history.do(opened, HideDocuments(((1, 2_500),)))
    emptied = empty_bin(opened, ids, lambda gone: gone < 2_000)
    assert len(emptied.documents) == 2_000
    assert len(documents.ids(opened, documents.Query(in_bin=True))) == 500


def test_undo_and_redo_leave_out_what_is_gone_and_do_the_rest(opened: Project, fill: Fill) -> None:
    ghost = Span(9, 0, 3, "A", Origin.MODEL, 0.5, 1)
    fill([Document(0, "one two", spans=(Span(1, 0, 3, "A"), Span(2, 4, 7, "B"))) for _ in range(3)])
    steps = (
        SetField("note", ((1, "x"), (2, "y"))),
        Several((AddSpan(1, Span(3, 3, 4, "A")), AddSpan(2, Span(3, 3, 4, "A")))),
        ReplaceSpan(1, Span(1, 0, 2, "A")),
        MoveSpans(((1, 2, "A"), (2, 2, "A"))),
        SetSuggestions(((1, (ghost,), ()), (2, (ghost,), ()))),
        ExchangeSpans((Exchange(1, (2,)), Exchange(2, (2,)))),
        SetDocumentLabels(1, (DocumentLabel("A"),)),
        RemoveSpan(1, 1),
        SetField("status", ((3, Status.DONE),)),
        HideDocuments(((1, 1),)),
    )
    states = [fields(opened)]
    for step in steps:
        history.do(opened, step)
        states.append(fields(opened))
    empty_bin(opened, [1])
    left = [[row for row in state if row[0] != 1] for state in states]
    titles = []
    while fields(opened) != left[0]:
        done = history.undo(opened)
        assert done is not None
        assert integrity.check(opened) == []
        titles.append(done.change.title)
    # Steps that concerned the deleted document alone are passed over.
    assert len(titles) == 6
    while history.redo(opened) is not None:
        assert fields(opened) in left
    assert fields(opened) == left[-1]
    assert integrity.check(opened) == []


def test_undoing_an_import_after_its_documents_are_gone_does_no_harm(opened: Project, fill: Fill) -> None:
    fill([Document(0, "one", spans=(Span(1, 0, 3, "A"),))])
    history.do(opened, HideDocuments(((1, 1),)))
    empty_bin(opened, [1])
    assert history.undo(opened) is not None
    assert history.redo(opened) is not None
    assert integrity.check(opened) == []
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, "two")])
    staging.reveal(batch)
    assert list(documents.ids(opened)) == [2]
