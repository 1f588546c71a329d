"""From the text to the drawer "Label all" and back: what is selected, corrections, term lists, labels."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.gui.context import Context
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.pages.annotate import AnnotatePage
from bertstudio.gui.pages.annotate_label_all import LabelAll

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ProjectWith = Callable[..., list[Document]]

TEXTS = ["Harlow Sound and Harlow Sound", "From Harlow Sound to Eastmere", "Harlow Sound again"]
HARLOW = (0, 5, 0)


@pytest.fixture
def documents(project_with: ProjectWith) -> list[Document]:
    tagged = [
        Document(0, text, f"Title {n}", (Span(1, start, start + 12, "Place"),))
        for n, (text, start) in enumerate(zip(TEXTS, HARLOW, strict=True))
    ]
    return project_with(tagged, labels=["Person", "Place", "Vessel"])


@pytest.fixture
def page(context: Context, documents: list[Document], qtbot: QtBot) -> AnnotatePage:
    page = AnnotatePage(context)
    qtbot.addWidget(page)
    page.resize(1364, 834)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.shown()
    return page


def _editor(page: AnnotatePage) -> SpansEditor:
    assert isinstance(page.editor, SpansEditor)
    return page.editor


def _press(page: AnnotatePage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(_editor(page).view, key, modifier)


def _drawer(page: AnnotatePage, qtbot: QtBot) -> LabelAll:
    assert page._centre is not None
    drawer = page._centre.drawer
    assert drawer is not None
    qtbot.waitUntil(lambda: not drawer._search.is_busy)
    return drawer


def _carry_out(page: AnnotatePage, qtbot: QtBot) -> None:
    drawer = _drawer(page, qtbot)
    QTest.keyClick(drawer.list.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not drawer._bulk.is_running and drawer.isHidden())


def _spans(context: Context, documents: list[Document]) -> list[list[tuple[int, int, str]]]:
    found = [context.session.document(document.id).spans for document in documents]
    return [[(span.start, span.end, span.label) for span in spans] for spans in found]


def test_o_on_an_entity_labels_the_same_text_everywhere_and_gives_the_keyboard_back(
    page: AnnotatePage, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _press(page, Key.Key_J)
    _press(page, Key.Key_O)
    drawer = _drawer(page, qtbot)
    assert drawer.isVisible()
    assert drawer.fields.pattern.text() == "Harlow Sound"
    assert drawer.button.text() == "Label 1 place"
    _carry_out(page, qtbot)
    assert _spans(context, documents)[0] == [(0, 12, "Place"), (17, 29, "Place")]
    assert _editor(page).view.hasFocus()
    context.session.undo()
    assert _spans(context, documents)[0] == [(0, 12, "Place")]


def test_o_on_a_selection_and_a_digit(
    page: AnnotatePage, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _editor(page).caret.select(13, 16)
    _press(page, Key.Key_O)
    drawer = _drawer(page, qtbot)
    QTest.keyClick(drawer.list.table, Key.Key_3)
    _carry_out(page, qtbot)
    assert (13, 16, "Vessel") in _spans(context, documents)[0]


def test_where_nothing_is_found_the_keyboard_stays_in_the_drawer(
    page: AnnotatePage, documents: list[Document], qtbot: QtBot
) -> None:
    _editor(page).caret.select(21, 29)
    page.open_document(documents[1].id, 1)
    _press(page, Key.Key_O)
    drawer = _drawer(page, qtbot)
    drawer.fields.scope.button("document").click()
    drawer.list.take_focus()
    _drawer(page, qtbot)
    assert drawer._model.rowCount() == 0
    assert "tagged so already" in drawer.list.table.accessibleDescription()
    assert drawer.list.table.hasFocus()
    QTest.keyClick(drawer.list.table, Key.Key_Return, CTRL)
    assert page.document is not None
    assert page.document.id == documents[1].id


def test_o_without_anything_selected_asks_for_the_text(page: AnnotatePage, qtbot: QtBot) -> None:
    _press(page, Key.Key_O)
    assert _drawer(page, qtbot).fields.pattern.hasFocus()


def test_enter_shows_the_place_of_another_document_and_escape_leaves_the_drawer(
    page: AnnotatePage, documents: list[Document], qtbot: QtBot
) -> None:
    _editor(page).caret.select(0, 6)
    _press(page, Key.Key_O)
    drawer = _drawer(page, qtbot)
    drawer.fields.whole_word.setChecked(True)
    table = drawer.list.table
    last = drawer._model.rowCount() - 1
    table.selectRow(last)
    QTest.keyClick(table, Key.Key_Return)
    assert page.document is not None
    assert page.document.id == documents[2].id
    assert _editor(page).view.state.current_hit == (0, 6)
    assert table.hasFocus()
    QTest.keyClick(table, Key.Key_Escape)
    assert drawer.isHidden()
    assert _editor(page).view.hasFocus()
    assert _editor(page).view.state.current_hit is None


def test_the_drawer_can_search_what_the_list_shows(page: AnnotatePage, qtbot: QtBot) -> None:
    page.open_queue([page.list.documents[1]])
    _editor(page).caret.select(0, 4)
    _press(page, Key.Key_O)
    drawer = _drawer(page, qtbot)
    assert drawer.fields.scope.button("filter").isVisible()


def test_a_relabelled_entity_offers_to_relabel_the_others(
    page: AnnotatePage, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _press(page, Key.Key_J)
    _press(page, Key.Key_3)
    offer = page._centre.offer  # type: ignore[union-attr]
    qtbot.waitUntil(offer.isVisible)
    assert offer._words.text() == "“Harlow Sound” is Place in 2 other places."
    offer._link.click()
    assert not offer.isVisible()
    drawer = _drawer(page, qtbot)
    assert drawer.button.text() == "Relabel 2 entities"
    _carry_out(page, qtbot)
    assert [spans[0][2] for spans in _spans(context, documents)] == ["Vessel"] * 3
    context.session.undo()
    assert [spans[0][2] for spans in _spans(context, documents)] == ["Vessel", "Place", "Place"]


def test_a_removed_entity_offers_to_remove_the_others_with_a_key(
    page: AnnotatePage, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _press(page, Key.Key_J)
    _press(page, Key.Key_Delete)
    _press(page, Key.Key_O, SHIFT)
    _carry_out(page, qtbot)
    assert _spans(context, documents) == [[], [], []]
    assert context.messages.recent[0].text == "Removed 2 entities in 2 documents."


def test_a_border_that_was_moved_in_several_steps_is_offered_once(
    page: AnnotatePage, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _press(page, Key.Key_J)
    for _ in "Sound":
        _press(page, Key.Key_Left, SHIFT)
    offer = page._centre.offer  # type: ignore[union-attr]
    qtbot.waitUntil(offer.isVisible)
    assert offer._words.text() == "“Harlow Sound” could become “Harlow” in 2 other places."
    offer.take()
    _carry_out(page, qtbot)
    assert _spans(context, documents) == [[(0, 6, "Place")], [(5, 11, "Place")], [(0, 6, "Place")]]


def test_an_offer_that_was_closed_is_not_made_again(
    page: AnnotatePage, context: Context, qtbot: QtBot
) -> None:
    offer = page._centre.offer  # type: ignore[union-attr]
    _press(page, Key.Key_J)
    _press(page, Key.Key_3)
    qtbot.waitUntil(offer.isVisible)
    offer._close()
    context.session.undo()
    _press(page, Key.Key_3)
    offer._later.timeout.emit()
    assert not offer._reader.is_busy
    assert not offer.isVisible()


def test_an_undone_correction_is_not_offered(page: AnnotatePage, context: Context, qtbot: QtBot) -> None:
    offer = page._centre.offer  # type: ignore[union-attr]
    _press(page, Key.Key_J)
    _press(page, Key.Key_3)
    qtbot.waitUntil(offer.isVisible)
    context.session.undo()
    assert not offer.isVisible()
    assert not offer.take()


def test_a_list_of_terms_is_tagged_with_its_labels(
    page: AnnotatePage,
    context: Context,
    documents: list[Document],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("Harlow Sound\tPlace\nEastmere\tTown\nEastmere\tPerson\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.run("terms")
    qtbot.waitUntil(lambda: page._centre is not None and page._centre.drawer is not None)
    drawer = _drawer(page, qtbot)
    assert drawer.fields._title.text() == "2 terms of names.tsv"
    assert drawer.fields._note.text() == "Terms for each label: Place 1 · Town 1"
    assert drawer.fields.problems.text() == "1 line to look at"
    drawer.fields.problems.click()
    listed = drawer.list._problems
    assert listed.isVisible()
    assert "Line 3: Eastmere has the label Town" in listed.item(0).text()
    drawer.fields.problems.click()
    assert drawer.list.table.isVisible()
    assert [drawer.list.shown.itemText(row) for row in range(4, drawer.list.shown.count())] == [
        "Place 1",
        "Town 1",
    ]
    _carry_out(page, qtbot)
    assert _spans(context, documents)[1] == [(5, 17, "Place"), (21, 29, "Town")]
    assert "Town" in context.session.labels.names


def test_terms_without_a_label_get_the_one_that_is_chosen(
    page: AnnotatePage, context: Context, documents: list[Document], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "towns.txt"
    path.write_text("Eastmere\n", encoding="utf-8")
    assert page._everywhere is not None
    page._everywhere.tag_terms(path)
    qtbot.waitUntil(lambda: page._centre is not None and page._centre.drawer is not None)
    drawer = _drawer(page, qtbot)
    assert not drawer.button.isEnabled()
    QTest.keyClick(drawer.list.table, Key.Key_2)
    _carry_out(page, qtbot)
    assert (21, 29, "Place") in _spans(context, documents)[1]


def test_a_file_that_is_no_list_is_said(
    page: AnnotatePage, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    assert page._everywhere is not None
    page._everywhere.tag_terms(path)
    qtbot.waitUntil(lambda: bool(context.messages.recent))
    assert "holds no terms" in context.messages.recent[0].text


def test_a_label_is_replaced_by_another_where_it_is_ticked(
    page: AnnotatePage, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _press(page, Key.Key_J)
    page.run("replace-labels")
    drawer = _drawer(page, qtbot)
    assert drawer.fields.source_box.currentText() == "Place"
    QTest.keyClick(drawer.list.table, Key.Key_1)
    _drawer(page, qtbot)
    drawer.list.table.selectRow(1)
    QTest.keyClick(drawer.list.table, Key.Key_Space)
    assert drawer.button.text() == "Relabel 2 entities"
    _carry_out(page, qtbot)
    assert [spans[0][2] for spans in _spans(context, documents)] == ["Person", "Place", "Person"]
