"""Every change is one transaction, can be undone and redone, now and after a restart."""

import sqlite3
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Span, Split, Status
from bertstudio.core.edits import (
    AddLabel,
    AddSpan,
    ChangeLabel,
    HideDocuments,
    MoveSpans,
    RemoveLabel,
    RemoveSpan,
    SetDocumentLabels,
    SetField,
    Several,
    ShowDocuments,
    mark,
    set_splits,
    unmark,
)
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label
from bertstudio.core.overlap import Overlap
from bertstudio.store import documents, history, project
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]

MARIA = Document(0, "Maria sails to Rotterdam", spans=(Span(1, 0, 5, "PER"),))


@pytest.fixture
def maria(opened: Project, fill: Fill) -> Document:
    (number,) = fill([MARIA])
    return documents.load(opened, number)


def test_an_edit_is_there_after_reopening(folder: Path, opened: Project, maria: Document) -> None:
    done = history.do(opened, mark(maria, 15, 24, "LOC", policy=Overlap.REFUSE))
    project.close(opened)
    again = project.open_project(folder)
    assert documents.load(again, maria.id) == done.documents[maria.id]
    project.close(again)


def test_undo_restores_the_removed_span(opened: Project, maria: Document) -> None:
    history.do(opened, unmark(maria, maria.spans[0]))
    assert documents.load(opened, maria.id).spans == ()
    history.undo(opened)
    assert documents.load(opened, maria.id) == maria


def test_undo_and_redo_survive_reopening(folder: Path, opened: Project, maria: Document) -> None:
    tagged = history.do(opened, mark(maria, 15, 24, "LOC", policy=Overlap.REFUSE)).documents[maria.id]
    project.close(opened)
    again = project.open_project(folder)
    assert history.titles(again) == ("Tag Rotterdam", None)
    history.undo(again)
    assert documents.load(again, maria.id) == maria
    project.close(again)
    again = project.open_project(folder)
    assert history.titles(again) == ("Import 1 document", "Tag Rotterdam")
    history.redo(again)
    assert documents.load(again, maria.id) == tagged
    project.close(again)


def test_a_new_edit_forgets_what_was_undone(opened: Project, maria: Document) -> None:
    history.do(opened, mark(maria, 15, 24, "LOC", policy=Overlap.REFUSE))
    history.undo(opened)
    history.do(opened, SetField("flagged", ((maria.id, True),)))
    assert history.titles(opened) == ("Change the flag", None)
    assert history.redo(opened) is None


def test_without_steps_there_is_nothing_to_undo(opened: Project) -> None:
    assert history.undo(opened) is None
    assert history.redo(opened) is None


def test_an_edit_that_changes_nothing_is_no_step(opened: Project) -> None:
    history.do(opened, Several(()))
    assert history.titles(opened) == (None, None)


def test_the_change_names_kinds_documents_title_and_who_asked(opened: Project, maria: Document) -> None:
    change = history.do(opened, mark(maria, 6, 11, "PER", policy=Overlap.REFUSE), by="annotate").change
    assert change.kinds == {"spans", "status"}
    assert (change.documents, change.title, change.by) == ((maria.id,), "Tag sails", "annotate")


def test_a_label_that_is_missing_comes_with_the_tag_and_goes_with_it(
    opened: Project, maria: Document
) -> None:
    change = history.do(opened, mark(maria, 15, 24, "LOC", policy=Overlap.REFUSE)).change
    assert documents.label_set(opened).names == ("PER", "LOC")
    assert change.kinds == {"spans", "status", "label_set"}
    assert change.documents == (maria.id,)
    history.undo(opened)
    assert documents.label_set(opened).names == ("PER",)


def test_a_refused_edit_leaves_nothing_behind(opened: Project, maria: Document) -> None:
    step = Several(
        (mark(maria, 6, 11, "NEW", policy=Overlap.REFUSE), AddSpan(maria.id, Span(9, 3, 99, "PER")))
    )
    with pytest.raises(UserError, match="lies outside the text"):
        history.do(opened, step)
    assert documents.load(opened, maria.id) == maria
    assert documents.label_set(opened).names == ("PER",)
    assert history.titles(opened)[0] == "Import 1 document"


def test_a_span_that_is_not_there_is_a_bug(opened: Project, maria: Document) -> None:
    with pytest.raises(KeyError):
        history.do(opened, RemoveSpan(maria.id, 77), known={maria.id: maria})


def test_an_edit_of_a_document_that_changed_meanwhile_is_refused_in_words(
    opened: Project, maria: Document
) -> None:
    second = project.second_connection(opened)
    history.do(second, unmark(maria, maria.spans[0]))
    project.close(second)
    with pytest.raises(UserError, match="changed meanwhile"):
        history.do(opened, unmark(maria, maria.spans[0]), known={maria.id: maria})


def test_an_edit_never_brings_back_what_another_thread_removed(opened: Project, maria: Document) -> None:
    second = project.second_connection(opened)
    history.do(second, unmark(maria, maria.spans[0]))
    project.close(second)
    done = history.do(opened, SetField("note", ((maria.id, "seen"),)), known={maria.id: maria})
    assert done.documents[maria.id].spans == ()
    assert documents.load(opened, maria.id).spans == ()


def test_a_label_in_use_cannot_be_removed(opened: Project, maria: Document) -> None:
    with pytest.raises(UserError, match="PER is still used once"):
        history.do(opened, RemoveLabel("PER"))
    history.do(opened, HideDocuments(((maria.id, maria.id),)))
    with pytest.raises(UserError, match="PER is still used once"):
        history.do(opened, RemoveLabel("PER"))


def test_a_renamed_label_is_on_all_its_annotations(opened: Project, fill: Fill) -> None:
    ids = fill([MARIA] * 3)
    label = documents.label_set(opened).labels[0]
    history.do(opened, ChangeLabel("PER", Label("PERSON", 4, "p", "PE", "people")))
    assert [documents.load(opened, n).spans[0].label for n in ids] == ["PERSON"] * 3
    assert documents.label_counts(opened) == {"PERSON": 3}
    history.undo(opened)
    assert documents.label_set(opened).labels == (label,)
    assert documents.load(opened, ids[2]).spans[0].label == "PER"


def test_labels_keep_their_order_through_removal_and_undo(opened: Project) -> None:
    for name in ("A", "B", "C"):
        history.do(opened, AddLabel(documents.label_set(opened).new(name)))
    history.do(opened, AddLabel(Label("X", 9), position=1))
    assert documents.label_set(opened).names == ("A", "X", "B", "C")
    history.do(opened, RemoveLabel("B"))
    history.undo(opened)
    assert documents.label_set(opened).names == ("A", "X", "B", "C")


def test_a_label_of_the_same_name_or_key_is_refused(opened: Project, maria: Document) -> None:
    with pytest.raises(UserError, match="There is a label PER already"):
        history.do(opened, AddLabel(Label("PER")))
    with pytest.raises(UserError, match="Key 1 belongs to PER"):
        history.do(opened, AddLabel(Label("ORG", shortcut="1")))


def test_splits_of_many_documents_are_one_step(opened: Project, fill: Fill) -> None:
    ids = fill(Document(0, f"Text {n}", split=Split.DEV) for n in range(1200))
    history.do(opened, set_splits(tuple((n, Split.TEST if n % 2 else Split.TRAIN) for n in ids)))
    assert documents.counts(opened).by_split[Split.TEST] == 600
    assert history.titles(opened)[0] == "Change the split of 1,200 documents"
    history.undo(opened)
    assert documents.counts(opened).by_split[Split.DEV] == 1200


def test_a_field_of_a_document_that_is_not_there_is_a_bug(opened: Project, maria: Document) -> None:
    with pytest.raises(KeyError):
        history.do(opened, SetField("split", ((maria.id, Split.TEST), (99, Split.TEST))))
    assert documents.load(opened, maria.id) == maria


def test_documents_go_to_the_bin_and_come_back(opened: Project, fill: Fill) -> None:
    ids = fill(Document(0, f"Text {n}") for n in range(10))
    history.do(opened, HideDocuments(((ids[2], ids[4]),)))
    history.do(opened, HideDocuments(((ids[0], ids[6]), (ids[9], ids[9]))))
    assert list(documents.ids(opened)) == [ids[7], ids[8]]
    assert len(documents.ids(opened, Query(in_bin=True))) == 8
    history.undo(opened)
    assert list(documents.ids(opened, Query(in_bin=True))) == ids[2:5]
    history.do(opened, ShowDocuments(((ids[3], ids[3]),)))
    assert list(documents.ids(opened, Query(in_bin=True))) == [ids[2], ids[4]]
    history.undo(opened)
    history.undo(opened)
    assert list(documents.ids(opened)) == ids


def test_relabelling_across_documents_is_undone_exactly(opened: Project, fill: Fill) -> None:
    ids = fill([MARIA, MARIA])
    before = [documents.load(opened, n) for n in ids]
    history.do(opened, MoveSpans(((ids[0], 1, "SHIP"), (ids[1], 1, "HERO"))))
    assert documents.label_counts(opened) == {"PER": 0, "SHIP": 1, "HERO": 1}
    history.undo(opened)
    assert [documents.load(opened, n) for n in ids] == before
    assert documents.label_set(opened).names == ("PER",)


def test_edits_of_documents_and_of_the_corpus_are_one_step(opened: Project, maria: Document) -> None:
    step = Several(
        (
            AddSpan(maria.id, Span(2, 15, 24, "LOC")),
            ChangeLabel("LOC", Label("PLACE", 7)),
            MoveSpans(((maria.id, 1, "PLACE"),)),
            AddSpan(maria.id, Span(3, 6, 11, "PLACE")),
            RemoveLabel("PER"),
            SetDocumentLabels(maria.id, (DocumentLabel("travel"),)),
        ),
        "Many things",
    )
    history.do(opened, step)
    after = documents.load(opened, maria.id)
    assert [(span.start, span.label) for span in after.spans] == [(0, "PLACE"), (6, "PLACE"), (15, "PLACE")]
    assert documents.label_set(opened).names == ("PLACE", "travel")
    history.undo(opened)
    assert documents.load(opened, maria.id) == maria
    assert documents.label_set(opened).names == ("PER",)
    history.redo(opened)
    assert documents.load(opened, maria.id) == after


def test_steps_of_thousands_of_documents_are_written_in_pieces(opened: Project, fill: Fill) -> None:
    ids = fill(Document(0, f"Maria sails {n}") for n in range(2300))
    step = Several(tuple(AddSpan(n, Span(1, 0, 5, "PER")) for n in (*ids, *reversed(ids[:5]))[: len(ids)]))
    history.do(opened, step)
    assert documents.label_counts(opened) == {"PER": 2300}
    assert documents.counts(opened).spans == 2300
    history.undo(opened)
    assert documents.counts(opened).spans == 0


def test_old_steps_are_forgotten_only_when_that_is_asked_for(opened: Project, maria: Document) -> None:
    from bertstudio.core.edits import SetOption

    history.do(opened, SetOption("history_limit", 2))
    for status in (Status.STARTED, Status.DONE, Status.SKIPPED):
        history.do(opened, SetField("status", ((maria.id, status),)))
    assert history.undo(opened)
    assert history.undo(opened)
    assert history.undo(opened) is None
    assert documents.load(opened, maria.id).status is Status.STARTED


def test_a_full_disk_is_told_in_words_and_loses_nothing(opened: Project, maria: Document) -> None:
    (pages,) = opened.connection.execute("PRAGMA page_count").fetchone()
    opened.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match="The disk is full"):
        history.do(opened, SetField("note", ((maria.id, "x" * 100_000),)), known={maria.id: maria})
    assert documents.load(opened, maria.id) == maria
    opened.connection.execute("PRAGMA max_page_count = 1000000")
    history.do(opened, SetField("note", ((maria.id, "x" * 100_000),)))
    assert len(documents.load(opened, maria.id).note) == 100_000


def test_an_edit_waits_for_a_thread_that_writes(opened: Project, maria: Document) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        second = project.second_connection(opened)
        with project.writing(second):
            begun.set()
            go_on.wait(5)
        project.close(second)

    thread = threading.Thread(target=hold)
    thread.start()
    begun.wait(5)
    timer = threading.Timer(0.05, go_on.set)
    timer.start()
    history.do(opened, SetField("flagged", ((maria.id, True),)))
    thread.join()
    assert go_on.is_set()


def test_an_edit_is_refused_in_words_while_another_program_writes(
    opened: Project, maria: Document, folder: Path
) -> None:
    opened.connection.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(folder / "project.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="Another program holds the project"):
        history.do(opened, SetField("flagged", ((maria.id, True),)))
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize(
    "text",
    [
        "海港报告😀\r\n第二行",
        "e\u0301te\u0301 \U0001f469\u200d\U0001f680",
        "a\x00b",
        "שלום עולם",
        "\ud83d lone",
        "\r\r\n\n",
    ],
)
def test_texts_come_back_as_they_were(folder: Path, opened: Project, fill: Fill, text: str) -> None:
    given = Document(0, text, title=text[:5], note=text, spans=(Span(1, 0, 2, "标签", note=text),))
    (number,) = fill([given])
    project.close(opened)
    again = project.open_project(folder)
    found = documents.load(again, number)
    assert (found.text, found.title, found.note) == (text, text[:5], text)
    assert found.spans == given.spans
    project.close(again)


def test_an_edit_after_a_rename_starts_from_the_new_name(opened: Project, maria: Document) -> None:
    history.do(opened, SetDocumentLabels(maria.id, (DocumentLabel("PER"),)), known={maria.id: maria})
    history.do(opened, ChangeLabel("PER", Label("PERSON")))
    done = history.do(opened, SetField("flagged", ((maria.id, True),)), known={maria.id: maria})
    assert done.documents[maria.id].labels == (DocumentLabel("PERSON"),)
    assert done.documents[maria.id] == documents.load(opened, maria.id)


def test_an_edit_of_a_document_with_ten_thousand_spans_writes_a_few_rows(opened: Project, fill: Fill) -> None:
    spans = tuple(Span(n + 1, 3 * n, 3 * n + 2, "PER") for n in range(10_000))
    (number,) = fill([Document(0, "ab " * 10_000, spans=spans)])
    document = documents.load(opened, number)
    before = opened.connection.total_changes
    done = history.do(opened, unmark(document, document.spans[5_000]), known={number: document})
    assert opened.connection.total_changes - before <= 5
    assert done.documents[number].spans[0] is document.spans[0]
