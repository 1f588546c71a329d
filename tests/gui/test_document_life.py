"""The life of a document: status, flags, notes, how far the work is, guidelines."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Origin, Span, Status
from bertstudio.core.edits import SetField, SetSuggestions
from bertstudio.gui.context import Context
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.pages.annotate import AnnotatePage
from bertstudio.gui.pages.annotate_filters import CONDITIONS, Condition
from bertstudio.store import documents
from bertstudio.store.documents import Query

Key = Qt.Key
TEXT = "Marit Solheim left Harlow Sound."


@pytest.fixture
def page(context: Context, project_with: Callable[..., list[Document]], qtbot: QtBot) -> AnnotatePage:
    """The page with three documents, the first of them open; the keyboard is in the text."""
    project_with(
        [
            Document(0, TEXT, "First", (Span(1, 0, 13, "Person"),)),
            Document(0, "Nothing here.", "Second"),
            Document(0, "Nothing there.", "Third"),
        ],
        labels=["Person", "Place"],
    )
    made = AnnotatePage(context)
    qtbot.addWidget(made)
    made.resize(1380, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.shown()
    qtbot.waitUntil(_editor(made).view.hasFocus)
    return made


def _editor(page: AnnotatePage) -> SpansEditor:
    assert isinstance(page.editor, SpansEditor)
    return page.editor


def _find(page: AnnotatePage, kind: type, name: str):
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def _press(page: AnnotatePage, key: Qt.Key) -> None:
    QTest.keyClick(_editor(page).view, key)


def test_the_list_is_filtered_by_status_flag_note_and_overlaps(page: AnnotatePage) -> None:
    session, listed = page._session, page.list
    first, second, third = listed.documents
    session.do(SetField("status", ((first, Status.REVIEW),)))
    session.do(SetField("note", ((second, "ask"),)))
    line = _find(page, QAbstractButton, "annotate.show_all")
    listed.filter.choose("review")
    assert list(listed.documents) == [first]
    assert line.isVisible()
    listed.filter.choose("notes")
    assert list(listed.documents) == [second]
    listed.filter.choose("review", "notes")
    assert not len(listed.documents)
    line.click()
    assert list(listed.documents) == [first, second, third]
    assert listed.filter.chosen == ()
    assert not line.isVisible()


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)
def test_every_condition_of_the_filter_can_be_asked(
    page: AnnotatePage, condition: Condition, qtbot: QtBot
) -> None:
    page.list.filter.choose(condition.name)
    query = page.list.filter.restricted(Query())
    assert query != Query()
    found = list(documents.ids(page._session.project, query))
    qtbot.waitUntil(lambda: list(page.list.documents) == found)


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(page: AnnotatePage, qtbot: QtBot) -> None:
    everything = list(page.list.documents)
    page.list.filter.choose("overlaps")
    page.list.filter.choose()
    qtbot.waitUntil(lambda: not page.list._listing.is_busy)
    assert list(page.list.documents) == everything


def test_the_list_says_how_far_the_work_is(page: AnnotatePage, qtbot: QtBot) -> None:
    first, second, _ = page.list.documents
    words = page.list._progress.words
    page._session.do(SetField("status", ((first, Status.DONE), (second, Status.REVIEW))))
    qtbot.waitUntil(lambda: words.text() == "1 of 3 done · 1 needs review")
    page._session.undo()
    qtbot.waitUntil(lambda: words.text() == "0 of 3 done")


def test_a_note_on_an_entity_is_seen_in_the_list(page: AnnotatePage, qtbot: QtBot) -> None:
    model = page.list.model
    said = [model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert not any("with a note" in words for words in said)
    _press(page, Key.Key_J)
    _press(page, Key.Key_T)
    QTest.keyClicks(_find(page, QPlainTextEdit, "annotate.span.note"), "check")
    _editor(page).view.setFocus()
    role = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: "with a note" in model.index(0).data(role))


def test_a_note_on_a_suggestion_is_refused_in_words(page: AnnotatePage) -> None:
    session = page._session
    (first, *_) = page.list.documents
    ghost = Span(9, 19, 31, "Place", Origin.MODEL, 0.9, 1)
    session.do(SetSuggestions(((first, (ghost,), ()),)))
    _editor(page).select(9)
    _press(page, Key.Key_T)
    assert "Accept the suggestion first" in page._context.messages.recent[0].text


def test_the_order_of_the_list_is_chosen_from_its_menu(page: AnnotatePage, qtbot: QtBot) -> None:
    button = _find(page, QToolButton, "annotate.sort")
    longest = next(action for action in button.menu().actions() if action.text() == "Longest first")
    before = list(page.list.documents)
    longest.trigger()
    wanted = list(documents.ids(page._session.project, Query(order="length", descending=True)))
    assert wanted != before
    qtbot.waitUntil(lambda: list(page.list.documents) == wanted)
    assert longest.isChecked()
