"""Imports: seen by nobody until they are whole, one step for undo, gone without a trace when given up."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bertstudio.core.documents import (
    Answer,
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
)
from bertstudio.core.edits import AddLabel, ChangeLabel, HideDocuments, RemoveLabel, SetField, Several, mark
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label
from bertstudio.core.overlap import Overlap
from bertstudio.store import corpus_edits, documents, history, integrity, labels, project, staging
from bertstudio.store.documents import Query
from bertstudio.store.project import Project
from bertstudio.store.row_writing import ROWS_OF_A_STEP

Fill = Callable[[Iterable[Document]], list[int]]

MARIA = Document(0, "Maria sails", spans=(Span(1, 0, 5, "PER"),))


def rows_of(opened: Project, table: str) -> int:
    return int(opened.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_nobody_sees_an_import_before_it_is_whole(opened: Project) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [MARIA] * 3)
    assert len(documents.ids(opened)) == 0
    assert len(documents.ids(opened, Query(in_bin=True))) == 0
    assert documents.counts(opened).documents == 0
    assert documents.label_set(opened).names == ()
    assert documents.duplicates_across_splits(opened) == []
    change = staging.reveal(batch)
    assert documents.counts(opened).spans == 3
    assert documents.label_counts(opened) == {"PER": 3}
    assert change.kinds == {"documents", "label_set"}
    assert change.documents == ()
    assert history.titles(opened)[0] == "Import 3 documents"


def test_an_import_is_one_step_for_undo_and_redo(opened: Project, fill: Fill) -> None:
    fill([MARIA])
    ids = fill([Document(0, "Rotterdam", spans=(Span(1, 0, 9, "LOC"),))] * 2)
    history.undo(opened)
    assert documents.counts(opened).documents == 1
    assert documents.label_set(opened).names == ("PER",)
    assert len(documents.ids(opened, Query(in_bin=True))) == 0
    history.redo(opened)
    assert list(documents.ids(opened))[1:] == ids
    assert documents.label_counts(opened) == {"PER": 1, "LOC": 2}


def test_an_import_undone_for_good_is_deleted_at_the_next_opening(
    folder: Path, opened: Project, fill: Fill
) -> None:
    (first,) = fill([MARIA])
    fill([Document(0, "Rotterdam", spans=(Span(1, 0, 9, "LOC"),))])
    history.undo(opened)
    history.do(opened, SetField("flagged", ((first, True),)))
    project.close(opened)
    again = project.open_project(folder)
    assert rows_of(again, "documents") == rows_of(again, "texts") == rows_of(again, "spans") == 1
    assert rows_of(again, "labels") == 1
    project.close(again)


def test_an_import_that_was_undone_can_be_redone_after_a_restart(
    folder: Path, opened: Project, fill: Fill
) -> None:
    fill([MARIA])
    history.undo(opened)
    project.close(opened)
    again = project.open_project(folder)
    history.redo(again)
    assert documents.label_counts(again) == {"PER": 1}
    project.close(again)


def test_a_cancelled_import_leaves_nothing(opened: Project) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [MARIA] * 3)
    staging.cancel(batch)
    for table in ("documents", "texts", "spans", "labels", "batches", "history", "totals"):
        assert rows_of(opened, table) == 0, table


def test_an_import_that_broke_off_is_deleted_at_the_next_opening(folder: Path, opened: Project) -> None:
    staging.add(staging.stage(opened), [MARIA] * 3)
    project.close(opened)
    again = project.open_project(folder)
    for table in ("documents", "texts", "spans", "labels", "batches"):
        assert rows_of(again, table) == 0, table
    project.close(again)


def test_a_reader_deletes_no_import_that_is_under_way(folder: Path, opened: Project) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    project.close(project.open_project(folder, read_only=True))
    staging.reveal(batch)
    assert documents.counts(opened).documents == 1


def test_ids_of_a_deleted_import_are_never_given_again(opened: Project, fill: Fill) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [MARIA] * 3)
    staging.cancel(batch)
    assert fill([MARIA]) == [4]


def test_two_imports_at_once_keep_apart(opened: Project) -> None:
    one, two = staging.stage(opened), staging.stage(opened)
    for _ in range(3):
        staging.add(one, [Document(0, "one")])
        staging.add(two, [Document(0, "two")])
    staging.reveal(two)
    assert [document.text for document in documents.stream(opened)] == ["two"] * 3
    staging.cancel(one)
    assert rows_of(opened, "documents") == 3


def test_new_documents_come_after_those_that_are_there(opened: Project, fill: Fill) -> None:
    first, second = fill([Document(0, "a")]), fill([Document(0, "b")])
    assert list(documents.ids(opened)) == [*first, *second]


def test_repeated_texts_are_counted_and_kept(opened: Project, fill: Fill) -> None:
    fill([MARIA])
    batch = staging.stage(opened)
    staging.add(batch, [MARIA, Document(0, "new"), Document(0, "new")])
    assert (batch.documents, batch.duplicates) == (3, 2)


def test_repeated_texts_are_skipped_when_that_is_asked(opened: Project, fill: Fill) -> None:
    fill([MARIA])
    batch = staging.stage(opened)
    staging.add(batch, [MARIA, Document(0, "new"), Document(0, "new")], skip_duplicates=True)
    staging.add(batch, [Document(0, "new")], skip_duplicates=True)
    staging.reveal(batch)
    assert (batch.documents, batch.duplicates) == (1, 3)
    assert [document.text for document in documents.stream(opened)] == ["Maria sails", "new"]


def test_a_text_in_the_bin_is_no_duplicate(opened: Project, fill: Fill) -> None:
    (number,) = fill([MARIA])
    history.do(opened, HideDocuments(((number, number),)))
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    assert batch.duplicates == 0


def test_labels_that_a_file_defines_keep_their_colours(opened: Project) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    staging.reveal(batch, labels=[Label("ORG", 7, "o", "OR", "companies"), Label("PER")])
    per = documents.label_set(opened).get("PER")
    assert documents.label_set(opened).get("ORG") == Label("ORG", 7, "o", "OR", "companies")
    assert per is not None
    assert (per.shortcut, per.code) == ("1", "PER")


def test_a_key_that_is_taken_goes_to_nobody_twice(opened: Project, fill: Fill) -> None:
    fill([MARIA])
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, "x")])
    staging.reveal(batch, labels=[Label("ORG", 7, "1", "ORG")])
    assert [label.shortcut for label in documents.label_set(opened)] == ["1", "2"]


def test_a_label_renamed_during_an_import_takes_its_annotations_along(opened: Project, fill: Fill) -> None:
    fill([MARIA])
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    history.do(opened, ChangeLabel("PER", Label("PERSON")))
    staging.add(batch, [MARIA])
    staging.reveal(batch)
    assert documents.label_counts(opened) == {"PERSON": 2, "PER": 1}


def test_a_label_deleted_during_an_import_comes_back_with_it(opened: Project, fill: Fill) -> None:
    (number,) = fill([MARIA])
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    history.do(opened, labels.delete_edit(opened, "PER"))
    assert documents.label_set(opened).names == ()
    staging.reveal(batch)
    assert documents.label_counts(opened) == {"PER": 1}
    history.undo(opened)
    history.undo(opened)
    assert documents.load(opened, number).spans == MARIA.spans
    assert documents.label_counts(opened) == {"PER": 1}


def test_a_label_made_during_an_import_is_one_label_in_the_end(opened: Project, fill: Fill) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    history.do(opened, AddLabel(Label("PER", 5)))
    staging.reveal(batch)
    assert documents.label_set(opened).names == ("PER",)
    assert documents.label_counts(opened) == {"PER": 1}
    assert rows_of(opened, "labels") == 1
    history.undo(opened)
    history.do(opened, Several((RemoveLabel("PER"),)))
    assert documents.label_set(opened).names == ()


def test_an_edit_in_between_does_not_wait_for_the_import(opened: Project, fill: Fill) -> None:
    (number,) = fill([MARIA])
    second = project.second_connection(opened)
    batch = staging.stage(second)
    staging.add(batch, [MARIA])
    history.do(opened, mark(documents.load(opened, number), 6, 11, "ACT", policy=Overlap.REFUSE))
    staging.add(batch, [MARIA])
    staging.reveal(batch)
    project.close(second)
    assert documents.label_counts(opened) == {"PER": 3, "ACT": 1}


def test_a_span_outside_the_text_is_refused_and_names_the_document(opened: Project) -> None:
    batch = staging.stage(opened)
    with pytest.raises(UserError, match="Log 7: the entity 3 to 99 lies outside the text"):
        staging.add(batch, [MARIA, Document(0, "short", "Log 7", (Span(1, 3, 99, "PER"),))])
    assert rows_of(opened, "documents") == 0


def test_spans_that_share_a_number_get_numbers_of_their_own(opened: Project, fill: Fill) -> None:
    spans = (Span(0, 0, 5, "PER"), Span(0, 6, 11, "ACT"))
    (number,) = fill([Document(0, "Maria sails", spans=spans, suggestions=(Span(0, 0, 2, "X"),))])
    found = documents.load(opened, number)
    assert [(span.id, span.label) for span in (*found.spans, *found.suggestions)] == [
        (1, "PER"),
        (2, "ACT"),
        (3, "X"),
    ]


def test_spans_that_share_a_number_cannot_be_related(opened: Project) -> None:
    spans = (Span(1, 0, 5, "PER"), Span(1, 6, 11, "ACT"))
    with pytest.raises(UserError, match="two entities have the same number"):
        staging.add(
            staging.stage(opened),
            [Document(0, "Maria sails", spans=spans, relations=(Relation(2, 1, 1, "r"),))],
        )


def test_a_full_disk_stops_an_import_in_words(opened: Project) -> None:
    batch = staging.stage(opened)
    (pages,) = opened.connection.execute("PRAGMA page_count").fetchone()
    opened.connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(UserError, match="The disk is full"):
        staging.add(batch, (Document(0, f"Text {n}" * 100) for n in range(1000)))
    staging.cancel(batch)
    assert rows_of(opened, "documents") == 0


def test_cancelling_after_the_reveal_takes_nothing_away(opened: Project) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    staging.reveal(batch)
    staging.cancel(batch)
    assert documents.counts(opened).documents == rows_of(opened, "documents") == 1


def test_an_import_that_is_undone_and_done_again_keeps_its_labels_whatever_they_were_called_before(
    opened: Project,
) -> None:
    """A label that is renamed on the way back and forth does not take the documents along."""
    steps: list[Callable[[], object]] = [
        lambda: history.do(opened, AddLabel(Label("PER"))),
        lambda: _imported(opened, "Ann", "X"),
        lambda: history.do(opened, ChangeLabel("PER", Label("LOC"))),
        lambda: _imported(opened, "Rome", "PER"),
        lambda: history.do(opened, ChangeLabel("LOC", Label("GPE"))),
    ]
    for step in steps:
        step()
    there = [documents.load(opened, n) for n in documents.ids(opened)]
    for _ in range(2):
        while history.undo(opened):
            assert integrity.check(opened) == []
        while history.redo(opened):
            assert integrity.check(opened) == []
        assert [documents.load(opened, n) for n in documents.ids(opened)] == there
    assert documents.label_counts(opened) == {"GPE": 0, "X": 1, "PER": 1}


def _imported(opened: Project, text: str, label: str) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, text, spans=(Span(1, 0, 3, label),))])
    staging.reveal(batch)


FULL = Document(
    0,
    "😀 Bank of China \ud83d",
    title="A ba\ud800nk",
    spans=(Span(1, 2, 15, "ORG", note="check \ud800"), Span(2, 10, 15, "LOC", Origin.IMPORT)),
    suggestions=(Span(3, 2, 6, "\ud800L", Origin.MODEL, 0.5, 3),),
    labels=(DocumentLabel("news"), DocumentLabel("sport", Origin.IMPORT)),
    label_suggestions=(DocumentLabel("art", Origin.MODEL, 0.25, 3),),
    relations=(Relation(4, 1, 2, "in"),),
    answers=(Answer(5, "where?", 10, 15), Answer(6, "who? \ud800", None, None)),
    split=Split.DEV,
    status=Status.STARTED,
    flagged=True,
    note="later",
    language="en",
    source="a.txt",
    group="g 1",
    key="17",
    tokens=((0, 1), (2, 6)),
    meta={"url": "x", "n": [1, None], "big": 10**30},
)
PLAIN = Document(0, "plain", title="plain")


@pytest.mark.parametrize("count", [1, ROWS_OF_A_STEP - 1, ROWS_OF_A_STEP, 2 * ROWS_OF_A_STEP + 1])
def test_everything_comes_back_however_many_rows_a_step_of_the_database_takes(
    opened: Project, count: int
) -> None:
    given = [FULL if number % 3 else PLAIN for number in range(count)]
    batch = staging.stage(opened)
    staging.add(batch, given)
    staging.reveal(batch)
    expected = [replace(document, id=number) for number, document in enumerate(given, 1)]
    assert list(documents.stream(opened)) == expected
    assert batch.annotations == sum(len(each.spans) + len(each.labels) for each in given)
    assert integrity.check(opened) == []


def test_a_text_that_repeats_in_another_import_is_no_duplicate_before_that_is_shown(opened: Project) -> None:
    one, two = staging.stage(opened), staging.stage(opened)
    staging.add(one, [MARIA])
    staging.add(two, [MARIA])
    assert (one.duplicates, two.duplicates) == (0, 0)


def flushing(opened: Project) -> int:
    """Whether a commit waits for the disk: 2, or only when the log is folded: 1."""
    return int(opened.connection.execute("PRAGMA synchronous").fetchone()[0])


def test_only_the_pieces_of_an_import_do_not_wait_for_the_disk(
    opened: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    during = []
    monkeypatch.setattr(staging, "_staged", lambda *_: during.append(flushing(opened)))
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    monkeypatch.undo()
    staging.add(batch, [MARIA])
    assert (during, flushing(opened)) == ([1], 2)
    monkeypatch.setattr(corpus_edits, "take_names", lambda *_: during.append(flushing(opened)))
    staging.reveal(batch)
    assert during == [1, 2]


def test_a_piece_that_is_refused_leaves_the_disk_waited_for(opened: Project) -> None:
    with pytest.raises(UserError):
        staging.add(staging.stage(opened), [Document(0, "short", spans=(Span(1, 3, 99, "PER"),))])
    opened.connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(UserError, match="The disk is full"):
        staging.add(staging.stage(opened), [Document(0, "long " * 100_000)])
    assert flushing(opened) == 2


def test_what_another_annotator_did_with_a_text_is_no_duplicate_of_it(opened: Project) -> None:
    def by(name: str, group: str = "1") -> Document:
        return replace(MARIA, group=group, meta={"annotator": name})

    batch = staging.stage(opened)
    staging.add(batch, [by("Ann"), by("Bob"), by("Ann")], skip_duplicates=True)
    staging.add(batch, [by("Bob"), MARIA], skip_duplicates=True)
    assert (batch.documents, batch.duplicates) == (2, 3)
    staging.reveal(batch)
    again = staging.stage(opened)
    staging.add(again, [by("Cem")], skip_duplicates=True)
    assert (again.documents, again.duplicates) == (0, 1)
    staging.cancel(again)


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents are deleted at once, four while somebody waits."""
    monkeypatch.setattr(staging, "DELETED_AT_ONCE", 2)
    monkeypatch.setattr(staging, "DELETED_WHILE_WAITING", 4)


def test_nobody_waits_until_a_large_import_that_was_given_up_is_deleted(
    opened: Project, pieces: None
) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [MARIA] * 9)
    staging.cancel(batch)
    assert rows_of(opened, "documents") == rows_of(opened, "texts") == 5
    assert documents.counts(opened).documents == 0
    assert integrity.check(opened) == []
    going_on = iter([True, False])
    assert not staging.tidy(opened, lambda: next(going_on))
    assert rows_of(opened, "documents") == 3
    assert staging.tidy(opened)
    for table in ("documents", "texts", "spans", "labels", "batches"):
        assert rows_of(opened, table) == 0, table


def test_what_is_left_of_a_large_import_is_deleted_at_the_next_openings(
    folder: Path, opened: Project, pieces: None
) -> None:
    staging.add(staging.stage(opened), [MARIA] * 7)
    project.close(opened)
    for left in (3, 0):
        again = project.open_project(folder)
        assert rows_of(again, "documents") == left
        project.close(again)


def test_an_import_that_is_under_way_is_not_tidied_away(opened: Project, fill: Fill) -> None:
    fill([MARIA])
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    assert staging.tidy(opened)
    staging.reveal(batch)
    assert documents.counts(opened).documents == 2


def test_one_import_given_up_leaves_the_other_whose_numbers_lie_between(opened: Project) -> None:
    one, two = staging.stage(opened), staging.stage(opened)
    for _ in range(3):
        staging.add(one, [FULL])
        staging.add(two, [FULL])
    staging.cancel(one)
    staging.reveal(two)
    assert list(documents.ids(opened)) == [2, 4, 6]
    assert list(documents.stream(opened)) == [replace(FULL, id=number) for number in (2, 4, 6)]
    for table in ("texts", "documents"):
        assert rows_of(opened, table) == 3
    assert integrity.check(opened) == []


def test_an_import_taken_back_among_others_leaves_their_labels(opened: Project, fill: Fill) -> None:
    fill([MARIA, MARIA])
    one, two = staging.stage(opened), staging.stage(opened)
    for _ in range(2):
        staging.add(one, [FULL, MARIA])
        staging.add(two, [MARIA])
    staging.reveal(one)
    staging.reveal(two)
    history.undo(opened)
    history.undo(opened)
    assert documents.label_counts(opened) == {"PER": 2}
    history.do(opened, ChangeLabel("PER", Label("PERSON")))
    assert integrity.check(opened) == []
    for _ in range(3):
        history.undo(opened)
    assert documents.counts(opened).documents == 0
    for _ in range(4):
        history.redo(opened)
    assert integrity.check(opened) == []
    assert documents.label_counts(opened)["PERSON"] == 2


def test_few_documents_are_changed_without_a_look_at_all(opened: Project, fill: Fill) -> None:
    """SQLite would rather run through the index of all documents of a state than along a range of ids."""
    fill([MARIA] * 3)
    said: list[str] = []
    opened.connection.set_trace_callback(said.append)
    history.do(opened, HideDocuments(((2, 2),)))
    history.undo(opened)
    history.undo(opened)
    batch = staging.stage(opened)
    staging.add(batch, [MARIA])
    staging.cancel(batch)
    opened.connection.set_trace_callback(None)
    plans = {
        step: statement
        for statement in said
        if "documents" in statement and "BETWEEN" in statement
        for *_, step in opened.connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    }
    assert any("INTEGER PRIMARY KEY" in step for step in plans)
    assert [step for step in plans if "documents_list" in step] == []


def test_a_confidence_of_zero_is_not_taken_for_none(opened: Project, fill: Fill) -> None:
    sure = Span(1, 0, 5, "PER", Origin.MODEL, 0.0, 0)
    given = replace(MARIA, spans=(sure, replace(MARIA.spans[0], id=2)), suggestions=(replace(sure, id=3),))
    (number,) = fill([given])
    assert documents.load(opened, number).spans == given.spans
    assert documents.load(opened, number).suggestions == given.suggestions
    query = "SELECT typeof(confidence), typeof(run) FROM spans ORDER BY id"
    assert opened.connection.execute(query).fetchall() == [
        ("real", "integer"),
        ("null",) * 2,
        ("real", "integer"),
    ]
    assert opened.connection.execute("SELECT min_confidence FROM documents").fetchone() == (0.0,)
