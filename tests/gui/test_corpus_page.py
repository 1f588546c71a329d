"""The Corpus page, driven as a person would: import, find, tick, move, bin, split, export."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Split, Status
from bertstudio.core.edits import Change
from bertstudio.formats import FORMATS
from bertstudio.gui.context import Context
from bertstudio.gui.messages import Message
from bertstudio.gui.pages.corpus import CorpusPage
from bertstudio.gui.pages.corpus_columns import COLUMNS, KEYS, TICK, TITLE, when
from bertstudio.gui.pages.corpus_export import ExportDrawer
from bertstudio.gui.pages.corpus_export_options import option_words, value_words
from bertstudio.gui.pages.corpus_import import ImportDrawer
from bertstudio.gui.pages.corpus_losses import LossReport
from bertstudio.gui.pages.corpus_splits import SplitsDialog
from bertstudio.gui.pages.corpus_table import CHUNK_ROWS
from bertstudio.store import documents
from bertstudio.store.documents import Query

ProjectWith = Callable[..., list[Document]]
CONLL = "Anna\tB-PER\nlives\tO\nin\tO\nParis\tB-LOC\n\nBob\tB-PER\nrests\tO\n\nNothing\tO\nhere\tO\n"

Import = Callable[[str, str], ImportDrawer]


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[CorpusPage]:
    page = CorpusPage(context)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    page.show()
    page.shown()
    yield page
    context.session.close()


@pytest.fixture
def said(context: Context) -> list[Message]:
    heard: list[Message] = []
    context.messages.said.connect(heard.append)
    return heard


@pytest.fixture
def opened(qtbot: QtBot, page: CorpusPage, tmp_path: Path) -> Import:
    """`opened("a.conll", text)` writes a file and opens it in the import drawer, read to its end."""

    def open_file(name: str, text: str) -> ImportDrawer:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return open_paths(qtbot, page, [tmp_path / name])

    return open_file


def open_paths(qtbot: QtBot, page: CorpusPage, paths: list[Path]) -> ImportDrawer:
    page.open_import(paths)
    drawer = page.area.content
    assert isinstance(drawer, ImportDrawer)
    qtbot.waitUntil(lambda: not drawer.is_reading)
    return drawer


def press_import(qtbot: QtBot, page: CorpusPage, drawer: ImportDrawer) -> None:
    with qtbot.waitSignal(drawer.closed):
        drawer.footer.button.click()
    settled(qtbot, page)


def settled(qtbot: QtBot, page: CorpusPage) -> None:
    qtbot.waitUntil(lambda: not page.is_reading and not page.filters.search._pause.isActive())


def titles(page: CorpusPage) -> list[str]:
    return [page.model.index(row, TITLE).data() for row in range(page.model.rowCount())]


def found(page: QWidget, name: str) -> QWidget:
    widget = page.findChild(QWidget, name)
    assert isinstance(widget, QWidget)
    return widget


def fill(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, several: list[Document]
) -> list[Document]:
    stored = project_with(several)
    settled(qtbot, page)
    return stored


SEVERAL = [
    Document(0, "Anna rests.", "Alpha", spans=(Span(1, 0, 4, "PER"),), split=Split.TRAIN, language="en"),
    Document(0, "Bob sleeps long.", "Beta", split=Split.DEV, status=Status.DONE, language="en"),
    Document(0, "上海很大。", "Gamma", spans=(Span(1, 0, 2, "LOC"),), split=Split.NONE, language="zh"),
]


# Import ------------------------------------------------------------------------------------------


def test_an_import_shows_its_documents_as_rows(qtbot: QtBot, page: CorpusPage, opened: Import) -> None:
    drawer = opened("notes.conll", CONLL)
    assert drawer.footer.button.text() == "Import 3 documents"
    press_import(qtbot, page, drawer)
    assert titles(page) == ["Anna lives in Paris", "Bob rests", "Nothing here"]
    assert page.area.content is None


def test_nothing_is_written_before_the_button_is_pressed(
    qtbot: QtBot, page: CorpusPage, opened: Import, context: Context
) -> None:
    drawer = opened("notes.conll", CONLL)
    found(page, "import.cancel").click()  # type: ignore[attr-defined]
    assert page.area.content is None
    assert documents.counts(context.session.project).documents == 0
    assert len(context.session.labels) == 0
    del drawer


def test_an_import_is_one_step_of_undo(
    qtbot: QtBot, page: CorpusPage, opened: Import, context: Context, said: list[Message]
) -> None:
    press_import(qtbot, page, opened("notes.conll", CONLL))
    assert said[-1].text == "Imported 3 documents with 3 entities."
    assert said[-1].action is not None
    said[-1].action()
    settled(qtbot, page)
    assert page.model.rowCount() == 0
    assert len(context.session.labels) == 0


def test_labels_are_mapped_to_those_of_the_project_or_left_out(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, opened: Import, context: Context
) -> None:
    project_with([Document(0, "Carl came.", spans=(Span(1, 0, 4, "PERSON"),))])
    drawer = opened("notes.conll", CONLL)
    drawer._labels.choose("PER", "PERSON")
    drawer._labels.choose("LOC", "")
    press_import(qtbot, page, drawer)
    assert context.session.labels.names == ("PERSON",)
    assert documents.label_counts(context.session.project) == {"PERSON": 3}


def test_a_label_that_differs_in_case_only_is_taken_for_the_known_one(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, opened: Import
) -> None:
    project_with([Document(0, "Carl came.", spans=(Span(1, 0, 4, "per"),))])
    assert opened("notes.conll", CONLL)._labels.mapping() == {"PER": "per"}


def test_the_name_of_a_file_proposes_its_split(qtbot: QtBot, page: CorpusPage, opened: Import) -> None:
    press_import(qtbot, page, opened("corpus-test.conll", CONLL))
    assert {page.model.row(n).split for n in range(3)} == {Split.TEST}  # type: ignore[union-attr]


def test_the_split_that_the_user_chooses_is_given_to_all(
    qtbot: QtBot, page: CorpusPage, opened: Import
) -> None:
    drawer = opened("corpus-test.conll", CONLL)
    drawer._detected.changed.emit("split", Split.DEV)
    press_import(qtbot, page, drawer)
    assert {page.model.row(n).split for n in range(3)} == {Split.DEV}  # type: ignore[union-attr]


def test_another_unit_is_read_at_once(qtbot: QtBot, page: CorpusPage, opened: Import) -> None:
    drawer = opened("notes.conll", "-DOCSTART- O\n\n" + CONLL)
    drawer._detected.changed.emit("unit", "document")
    qtbot.waitUntil(lambda: not drawer.is_reading)
    assert drawer.footer.button.text() == "Import 1 document"


def test_the_user_may_say_which_column_holds_the_texts(
    qtbot: QtBot, page: CorpusPage, opened: Import
) -> None:
    drawer = opened(
        "table.csv", "text,body\nshort,The longer text of this row.\nbrief,Another longer text.\n"
    )
    drawer._detected.changed.emit("column:text", "body")
    qtbot.waitUntil(lambda: not drawer.is_reading)
    press_import(qtbot, page, drawer)
    assert titles(page) == ["The longer text of this row.", "Another longer text."]


def test_a_file_that_cannot_be_read_is_one_sentence_and_nothing_is_written(
    qtbot: QtBot, page: CorpusPage, tmp_path: Path, context: Context
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    drawer = open_paths(qtbot, page, [path])
    assert drawer._refusal.isVisible()
    assert "picture.png" in drawer._refusal.banner.accessibleName()
    assert "Traceback" not in drawer._refusal.banner.accessibleName()
    assert not drawer.footer.button.isEnabled()
    assert documents.counts(context.session.project).documents == 0


def test_lines_that_cannot_be_read_stay_out_and_are_named(
    qtbot: QtBot, page: CorpusPage, opened: Import
) -> None:
    drawer = opened("notes.conll", CONLL + "\nbroken line without a tag\n")
    error = next(line for line in drawer._outcome.lines if line.tone == "error")
    assert error.strong == "notes.conll, line 12:"
    assert error.rest == "This line has 1 column, the others have 2. It stays out."
    press_import(qtbot, page, drawer)
    assert page.model.rowCount() == 3


def test_the_preview_opens_at_a_document_with_a_problem(
    qtbot: QtBot, page: CorpusPage, opened: Import
) -> None:
    drawer = opened("notes.conll", CONLL + "\nThe\tO\nSeine\tI-LOC\nflows\tO\n")
    assert drawer._preview._at == 3
    assert [line.tone for line in drawer._outcome.lines] == ["ok", "changed"]


def test_the_list_of_problems_can_be_saved(
    qtbot: QtBot, page: CorpusPage, opened: Import, tmp_path: Path
) -> None:
    drawer = opened("notes.conll", CONLL + "\nThe\tO\nSeine\tI-LOC\nflows\tO\n")
    changed = next(line for line in drawer._outcome.lines if line.tone == "changed")
    assert changed.show is not None
    changed.show()
    dialog = found(page, "problems")
    dialog.save(tmp_path / "problems.csv")  # type: ignore[attr-defined]
    saved = (tmp_path / "problems.csv").read_text(encoding="utf-8-sig")
    assert "notes.conll,13," in saved
    dialog.close()


def test_a_readme_beside_data_files_stays_out(qtbot: QtBot, page: CorpusPage, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "train.conll").write_text(CONLL, encoding="utf-8")
    (folder / "README.md").write_text("# What this is\n", encoding="utf-8")
    drawer = open_paths(qtbot, page, [folder])
    assert drawer.footer.button.text() == "Import 3 documents"
    assert any("README.md" in line.rest for line in drawer._outcome.lines)
    drawer._detected.changed.emit("format", "only:all")
    qtbot.waitUntil(lambda: not drawer.is_reading)
    assert drawer.footer.button.text() == "Import 4 documents"


def test_the_files_of_a_folder_get_the_splits_that_their_names_say(
    qtbot: QtBot, page: CorpusPage, tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for split in ("train", "dev"):
        (folder / f"names.{split}.conll").write_text(CONLL, encoding="utf-8")
    press_import(qtbot, page, open_paths(qtbot, page, [folder]))
    found_splits = [page.model.row(n).split for n in range(6)]  # type: ignore[union-attr]
    assert found_splits == [Split.DEV] * 3 + [Split.TRAIN] * 3


def test_texts_that_are_here_already_are_skipped_if_asked(
    qtbot: QtBot, page: CorpusPage, opened: Import, said: list[Message]
) -> None:
    press_import(qtbot, page, opened("notes.conll", CONLL))
    drawer = opened("more.conll", CONLL + "\nNew\tO\n")
    drawer.skip_duplicates.click()
    press_import(qtbot, page, drawer)
    assert page.model.rowCount() == 4
    assert "3 were here already" in said[-1].text


def test_stopping_an_import_leaves_nothing(
    qtbot: QtBot, page: CorpusPage, opened: Import, context: Context, said: list[Message]
) -> None:
    drawer = opened("long.conll", "\n".join(f"word{n}\tO\n" for n in range(20_000)))
    drawer.footer.button.click()
    found(page, "import.cancel").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not drawer.is_busy, timeout=20_000)
    assert said[-1].text == "Stopped. Nothing was imported."
    assert documents.counts(context.session.project).documents == 0
    assert drawer.footer.button.isEnabled()


def test_closing_the_project_in_the_middle_of_an_import_leaves_nothing(
    qtbot: QtBot, page: CorpusPage, opened: Import, context: Context
) -> None:
    folder = context.session.project.folder
    drawer = opened("long.conll", "\n".join(f"word{n}\tO\n" for n in range(20_000)))
    drawer.footer.button.click()
    context.session.close()
    context.session.open(folder)
    assert documents.counts(context.session.project).documents == 0


def test_a_page_that_goes_in_the_middle_of_a_query_makes_no_noise(qtbot: QtBot, context: Context) -> None:
    page = CorpusPage(context)
    page._requery()
    page.deleteLater()
    with qtbot.waitSignal(page.destroyed):
        pass


def test_the_hub_asks_for_a_name_and_for_consent_first(qtbot: QtBot, page: CorpusPage) -> None:
    drawer = ImportDrawer(page._context, page)
    page._open_drawer(drawer)
    drawer.choose.ask_hub()
    dialog = found(page, "hub")
    dialog.name.setText("wnut_17")  # type: ignore[attr-defined]
    assert not dialog.button.isEnabled()  # type: ignore[attr-defined]
    dialog.consent.click()  # type: ignore[attr-defined]
    assert dialog.button.isEnabled()  # type: ignore[attr-defined]
    dialog.reject()  # type: ignore[attr-defined]


# The table ---------------------------------------------------------------------------------------


def test_a_filter_shows_the_documents_of_one_split_and_says_how_many(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith
) -> None:
    fill(qtbot, page, project_with, SEVERAL)
    page.filters.buttons["splits"].choose(Split.DEV)
    settled(qtbot, page)
    assert titles(page) == ["Beta"]
    assert page.filters.findChild(QLabel, "corpus.count").text() == "1 of 3"


def test_the_search_looks_into_the_texts(qtbot: QtBot, page: CorpusPage, project_with: ProjectWith) -> None:
    fill(qtbot, page, project_with, SEVERAL)
    qtbot.keyClicks(page.filters.search, "sleeps")
    settled(qtbot, page)
    assert titles(page) == ["Beta"]


def test_a_search_without_result_says_so_and_can_be_cleared(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith
) -> None:
    fill(qtbot, page, project_with, SEVERAL)
    page.filters.search.setText("nowhere")
    settled(qtbot, page)
    assert page.states.nothing.isVisible()
    assert page.states.nothing.text.text() == "Without “Search”, 3 documents would match."
    page.states.nothing.button.click()
    settled(qtbot, page)
    assert len(titles(page)) == 3


def test_ticked_documents_move_to_a_split_and_back_by_undo(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, context: Context
) -> None:
    stored = fill(qtbot, page, project_with, SEVERAL)
    page.model.tick([0, 2])
    assert page.bulk.isVisible()
    page.bulk.split_picked.emit(Split.TEST)
    settled(qtbot, page)
    assert [context.session.document(d.id).split for d in stored] == [Split.TEST, Split.DEV, Split.TEST]
    context.session.undo()
    assert [context.session.document(d.id).split for d in stored] == [Split.TRAIN, Split.DEV, Split.NONE]


def test_ticked_documents_are_marked_as_in_need_of_review(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, context: Context
) -> None:
    stored = fill(qtbot, page, project_with, SEVERAL)
    page.model.tick([0, 2])
    page.bulk.status_picked.emit(Status.REVIEW)
    settled(qtbot, page)
    wanted = [Status.REVIEW, stored[1].status, Status.REVIEW]
    assert [context.session.document(document.id).status for document in stored] == wanted
    assert "2 need review" in page.header._subtitle.text()


def test_ticks_stay_with_their_documents_when_the_order_changes(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith
) -> None:
    stored = fill(qtbot, page, project_with, SEVERAL)
    page.model.tick([0])
    page.table.sort_by("title")
    page.table.sort_by("title")
    settled(qtbot, page)
    assert titles(page) == ["Gamma", "Beta", "Alpha"]
    assert page.model.ticked() == [stored[0].id]


def test_a_click_on_a_tick_and_with_shift_on_another_ticks_all_between(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith
) -> None:
    fill(qtbot, page, project_with, SEVERAL)
    table = page.table
    for row, keys in ((0, Qt.KeyboardModifier.NoModifier), (2, Qt.KeyboardModifier.ShiftModifier)):
        place = table.visualRect(page.model.index(row, TICK)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, place)
    assert page.model.tick_count() == 3


def test_the_keys_tick_open_and_move_to_the_bin(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, context: Context
) -> None:
    stored = fill(qtbot, page, project_with, SEVERAL)
    wanted: list[tuple[int, int]] = []
    context.navigation.document_requested.connect(lambda document, span: wanted.append((document, span)))
    page.table.go_to(stored[1].id)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted == [(stored[1].id, 0)]
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.model.ticked() == [stored[1].id]
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    settled(qtbot, page)
    assert titles(page) == ["Alpha", "Gamma"]


def test_documents_come_back_from_the_bin(qtbot: QtBot, page: CorpusPage, project_with: ProjectWith) -> None:
    stored = fill(qtbot, page, project_with, SEVERAL)
    page.actions_.move_to_bin([stored[0].id, stored[2].id])
    page.filters.buttons["more"].choose(("in_bin", True))
    settled(qtbot, page)
    assert titles(page) == ["Alpha", "Gamma"]
    page.model.tick_all(ticked=True)
    page.bulk.brought_back.emit()
    settled(qtbot, page)
    page.filters.clear()
    settled(qtbot, page)
    assert len(titles(page)) == 3


def test_the_context_menu_concerns_all_ticked_documents(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, context: Context
) -> None:
    stored = fill(qtbot, page, project_with, SEVERAL)
    page.model.tick([0, 1])
    menu = page.menu_of(page._concerned(1))
    statuses = next(action for action in menu.actions() if action.text() == "Mark as").menu()
    next(action for action in statuses.actions() if action.text() == "Done").trigger()
    assert context.session.document(stored[0].id).status is Status.DONE
    assert context.session.document(stored[2].id).status is Status.TODO


def test_an_edit_of_very_many_documents_goes_through_a_thread(
    qtbot: QtBot,
    page: CorpusPage,
    project_with: ProjectWith,
    monkeypatch: pytest.MonkeyPatch,
    context: Context,
) -> None:
    stored = fill(qtbot, page, project_with, SEVERAL)
    monkeypatch.setattr("bertstudio.gui.pages.corpus_actions.AT_ONCE", 2)
    changes: list[Change] = []
    context.session.changed.connect(changes.append)
    page.actions_.move_to_split([d.id for d in stored], Split.DEV)
    assert changes == []
    qtbot.waitUntil(lambda: not page.actions_._bulk.is_running)
    assert changes[0].kinds == {"split"}
    assert {context.session.document(d.id).split for d in stored} == {Split.DEV}


def test_a_change_from_another_page_is_read_when_this_one_is_seen_again(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, context: Context
) -> None:
    stored = fill(qtbot, page, project_with, SEVERAL)
    page.hide()
    page.actions_.move_to_bin([stored[0].id])
    page.show()
    page.shown()
    settled(qtbot, page)
    assert titles(page) == ["Beta", "Gamma"]


def test_classification_projects_show_labels_in_place_of_entities(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith
) -> None:
    several = [Document(0, "Great ship.", labels=(DocumentLabel("good"),))]
    project_with(several, task="text_classification")
    settled(qtbot, page)
    hidden = {column.key for n, column in enumerate(COLUMNS) if page.table.isColumnHidden(n)}
    assert "spans" in hidden
    assert "labels" not in hidden
    assert page.model.index(0, KEYS.index("labels")).data() == "good"


def test_rows_are_read_in_pieces_as_they_come_into_view(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith
) -> None:
    fill(qtbot, page, project_with, [Document(0, f"Text {n}", f"Title {n}") for n in range(3 * CHUNK_ROWS)])
    page.model.reread()
    page.model.row(2 * CHUNK_ROWS + 5)
    assert set(page.model._chunks) <= {0, 2}


def test_details_show_where_a_document_comes_from_and_keep_a_note(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, context: Context
) -> None:
    stored = fill(qtbot, page, project_with, [replace(SEVERAL[0], key="a-17", group="report 4")])
    page.table.go_to(stored[0].id)
    page.open_details()
    details = page.area.content
    assert details is not None
    assert details._facts["key"].text() == "a-17"  # type: ignore[attr-defined]
    assert details._facts["group"].text() == "report 4"  # type: ignore[attr-defined]
    details.note.setPlainText("look again")  # type: ignore[attr-defined]
    details.note.left.emit()  # type: ignore[attr-defined]
    assert context.session.document(stored[0].id).note == "look again"


def test_the_drawer_lies_over_the_table_on_a_small_screen(qtbot: QtBot, page: CorpusPage) -> None:
    page.open_details()
    assert not page.area.is_over
    page.resize(960, 560)
    assert page.area.is_over
    page.resize(1300, 800)
    assert not page.area.is_over


def test_times_read_as_people_say_them() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 5, 14, 15, 0, tzinfo=UTC)
    stamp = int(datetime(2026, 5, 14, 9, 5, tzinfo=UTC).timestamp() * 1000)
    assert when(stamp, now) == "today 09:05"
    assert when(stamp - 86_400_000 * 2, now) == "12 May"
    assert when(stamp - 86_400_000 * 400, now).endswith("2025")


# Splits ------------------------------------------------------------------------------------------


def test_splits_are_said_before_they_are_assigned_and_are_one_step(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, context: Context
) -> None:
    fill(qtbot, page, project_with, [Document(0, f"Text {n}", group=f"g{n // 2}") for n in range(20)])
    page.open_splits()
    dialog = found(page, "splits")
    assert isinstance(dialog, SplitsDialog)
    qtbot.waitUntil(dialog.button.isEnabled)
    assert "Train 16 · Dev 2 · Test 2" in dialog.outcome.text()
    dialog.button.click()
    settled(qtbot, page)
    by_group: dict[str, set[Split]] = {}
    for document in documents.stream(context.session.project, Query()):
        by_group.setdefault(document.group, set()).add(document.split)
    assert all(len(splits) == 1 for splits in by_group.values())
    context.session.undo()
    assert documents.counts(context.session.project).by_split[Split.NONE] == 20


def test_parts_that_do_not_add_up_are_refused_in_words(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith
) -> None:
    fill(qtbot, page, project_with, SEVERAL)
    page.open_splits()
    dialog = found(page, "splits")
    assert isinstance(dialog, SplitsDialog)
    dialog.percent[0].setValue(50)
    qtbot.waitUntil(lambda: "70 %" in dialog.outcome.text())
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_splits_can_follow_the_names_of_the_files(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, context: Context
) -> None:
    named = ("a.train.txt", "a.dev.txt", "contest.txt")
    fill(qtbot, page, project_with, [Document(0, f"In {name}", source=name) for name in named])
    page.open_splits()
    dialog = found(page, "splits")
    assert isinstance(dialog, SplitsDialog)
    dialog.way.button("imported").click()
    qtbot.waitUntil(dialog.button.isEnabled)
    dialog.button.click()
    splits = [document.split for document in documents.stream(context.session.project)]
    assert splits == [Split.TRAIN, Split.DEV, Split.NONE]


# Export ------------------------------------------------------------------------------------------


def export_to(qtbot: QtBot, page: CorpusPage, path: Path, format_id: str) -> ExportDrawer:
    page.open_export()
    drawer = page.area.content
    assert isinstance(drawer, ExportDrawer)
    drawer.format.setCurrentIndex(drawer.format.findData(format_id))
    drawer.path.setText(str(path))
    qtbot.waitUntil(lambda: drawer._count > 0 and not drawer._reader.is_busy and not drawer._pause.isActive())
    return drawer


@pytest.mark.parametrize("format_id", ["jsonl", "conll"])
def test_what_is_exported_comes_back_the_same(
    qtbot: QtBot,
    page: CorpusPage,
    opened: Import,
    context: Context,
    tmp_path: Path,
    format_id: str,
) -> None:
    press_import(qtbot, page, opened("notes.conll", CONLL))
    before = [(d.text, d.spans, d.tokens) for d in documents.stream(context.session.project)]
    drawer = export_to(qtbot, page, tmp_path / f"out.{format_id}", format_id)
    with qtbot.waitSignal(drawer.closed):
        drawer.footer.button.click()
    context.session.create(tmp_path / "other", name="Other", task="ner")
    press_import(qtbot, page, open_paths(qtbot, page, [tmp_path / f"out.{format_id}"]))
    after = [(d.text, d.spans, d.tokens) for d in documents.stream(context.session.project)]
    assert _plain(after) == _plain(before)


def _plain(several: list[tuple[str, tuple[Span, ...], tuple[tuple[int, int], ...]]]) -> list[object]:
    return [(t, [(s.start, s.end, s.label) for s in spans], tokens) for t, spans, tokens in several]


def test_every_option_of_a_format_and_every_value_is_said_in_words() -> None:
    own = ("scheme",)
    offered = [(name, value) for row in FORMATS for name in row.options for value in row.options[name]]
    assert [name for name, _ in offered if option_words(name) == name] == []
    assert [pair for pair in offered if pair[0] not in own and value_words(*pair) == pair[1]] == []


def test_the_titles_of_a_loss_lead_to_their_documents(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, tmp_path: Path, context: Context
) -> None:
    stored = fill(qtbot, page, project_with, [replace(each, note="a doubt") for each in SEVERAL])
    drawer = export_to(qtbot, page, tmp_path / "out.conll", "conll")
    qtbot.waitUntil(lambda: bool(drawer.losses.losses))
    number = next(n for n, loss in enumerate(drawer.losses.losses) if loss.what == "notes on documents")
    found(drawer, f"export.loss_{number}").click()  # type: ignore[attr-defined]
    shown = found(page, "losses")
    asked: list[tuple[int, int]] = []
    context.navigation.document_requested.connect(lambda document, span: asked.append((document, span)))
    assert [shown.titles.item(row).text() for row in range(3)] == ["Alpha", "Beta", "Gamma"]  # type: ignore[attr-defined]
    shown.titles.itemClicked.emit(shown.titles.item(1))  # type: ignore[attr-defined]
    assert asked == [(stored[1].id, 0)]
    drawer.losses.save(tmp_path / "losses.csv")
    assert "notes on documents,3,3,Beta" in (tmp_path / "losses.csv").read_text(encoding="utf-8-sig")


def test_the_export_says_what_the_format_cannot_hold(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, tmp_path: Path
) -> None:
    nested = Document(
        0,
        "Port of Rotterdam",
        spans=(Span(1, 0, 17, "ORG", Origin.HUMAN), Span(2, 8, 17, "LOC", Origin.HUMAN)),
    )
    fill(qtbot, page, project_with, [nested])
    drawer = export_to(qtbot, page, tmp_path / "out.conll", "conll")
    assert any("nested" in loss.what for loss in drawer.losses.losses)


def test_the_losses_follow_the_options_of_the_format(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, tmp_path: Path
) -> None:
    fill(qtbot, page, project_with, [replace(each, group="talk") for each in SEVERAL])
    drawer = export_to(qtbot, page, tmp_path / "out.conll", "conll")
    assert "groups of documents" not in [loss.what for loss in drawer.losses.losses]
    docstart = found(drawer, "export.docstart")
    docstart.setCurrentIndex(docstart.findData("no"))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "groups of documents" in [loss.what for loss in drawer.losses.losses])


def test_the_toast_of_an_export_leads_to_what_is_not_in_the_file(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, tmp_path: Path, context: Context
) -> None:
    fill(qtbot, page, project_with, [replace(each, note="a doubt") for each in SEVERAL])
    drawer = export_to(qtbot, page, tmp_path / "out.conll", "conll")
    with qtbot.waitSignal(drawer.closed):
        drawer.footer.button.click()
    said = context.messages.recent[0]
    assert said.also is not None
    words, show = said.also
    assert words == "Not in it…"
    show()
    report = page.window().findChild(LossReport)
    assert isinstance(report, LossReport)
    assert "notes on documents" in [loss.what for loss in report.section.losses]
    report.close()


def test_an_export_that_cannot_be_written_keeps_its_choices(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, tmp_path: Path
) -> None:
    fill(qtbot, page, project_with, SEVERAL)
    drawer = export_to(qtbot, page, tmp_path / "missing" / "out.conll", "conll")
    drawer.footer.button.click()
    qtbot.waitUntil(lambda: not drawer.is_busy)
    assert drawer._refusal.isVisible()
    assert drawer.format.currentData() == "conll"
    assert not (tmp_path / "missing").exists()


def test_only_what_the_filters_show_is_exported(
    qtbot: QtBot, page: CorpusPage, project_with: ProjectWith, tmp_path: Path
) -> None:
    fill(qtbot, page, project_with, SEVERAL)
    page.filters.buttons["splits"].choose(Split.DEV)
    settled(qtbot, page)
    drawer = export_to(qtbot, page, tmp_path / "out.jsonl", "jsonl")
    assert drawer.footer.button.text() == "Export 1 document"


# Accessibility -----------------------------------------------------------------------------------


def test_every_control_has_a_name_for_screen_readers_and_for_tests(
    qtbot: QtBot, page: CorpusPage, opened: Import
) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    opened("notes.conll", CONLL)
    controls = [
        widget
        for kind in (QAbstractButton, QComboBox, QLineEdit)
        for widget in page.findChildren(kind)
        if widget.isVisible() and not isinstance(widget.parent(), QLineEdit)
    ]
    assert [w for w in controls if not (w.accessibleName() or getattr(w, "text", str)())] == []
    unnamed = [w for w in controls if not w.objectName() or w.objectName().startswith("qt_")]
    assert unnamed == []
