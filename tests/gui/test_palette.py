"""The command palette: letters that match, rows that stay when they cannot be done, focus that returns."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.gui.actions import Action
from bertstudio.gui.context import Context
from bertstudio.gui.palette import ENTRY, CommandPalette
from bertstudio.gui.palette_entries import Entry, matches


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", "anything"),
        ("np", "New project…"),
        ("project new", "New project…"),
        ("proj", "Open project…"),
        ("WHAT LEAVE", "What could leave this computer?"),
        ("打开", "打开项目"),
    ],
)
def test_letters_match(typed: str, text: str) -> None:
    assert matches(typed, text)


def test_letters_that_are_not_there_do_not_match() -> None:
    assert not matches("quux", "New project…")
    assert not matches("new quux", "New project…")


def test_a_whole_word_is_better_than_its_beginning() -> None:
    assert matches("open", "Open project") > matches("open", "Opening project")


class _Window(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.resize(1000, 700)
        self.editor = QLineEdit()
        QVBoxLayout(self).addWidget(self.editor)
        self.performed: list[str] = []
        self.palette_box = CommandPalette(context, self._perform, self)

    def _perform(self, action: Action) -> None:
        self.performed.append(action.id)

    def rows(self) -> list[Entry]:
        listed = self.palette_box.rows
        return [listed.item(row).data(ENTRY) for row in range(listed.count())]


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> _Window:
    made = _Window(context)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.editor.setFocus()
    made.palette_box.open()
    return made


def test_enter_runs_the_first_row(window: _Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.palette_box.field, "new project")
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    assert window.performed == ["project.new"]
    assert not window.palette_box.isVisible()


def test_escape_gives_the_focus_back(window: _Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.palette_box.field.hasFocus)
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()
    assert QApplication.focusWidget() is window.editor


def test_arrows_choose_a_row(window: _Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.palette_box.field, "theme")
    wanted = window.rows()[1].id
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Down)
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    assert window.performed == [wanted]


def test_what_cannot_be_done_stays_and_says_why(window: _Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.palette_box.field, "undo")
    assert window.rows()[0].reason == "There is nothing to undo"
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    assert window.performed == []
    assert window.palette_box.isVisible()


def test_what_was_used_last_comes_first(window: _Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.palette_box.field, "about")
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    window.palette_box.open()
    assert window.rows()[0].id == "help.about"


def test_nothing_found_is_said(window: _Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.palette_box.field, ">quux")
    assert window.rows() == []
    assert window.palette_box.nothing.isVisible()


def test_documents_and_labels_are_found(context: Context, project_with, qtbot: QtBot) -> None:
    from bertstudio.core.documents import Document, Span

    text = "The coaster left Harlow Sound."
    project_with([Document(0, text, title="Gangway failure", spans=(Span(1, 17, 29, "Place"),))])
    window = _Window(context)
    qtbot.addWidget(window)
    window.palette_box.open()
    opened: list[object] = []
    context.navigation.document_requested.connect(lambda number, span: opened.append((number, span)))
    context.navigation.queue_requested.connect(opened.append)
    qtbot.keyClicks(window.palette_box.field, "#gangway")
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    window.palette_box.open()
    qtbot.keyClicks(window.palette_box.field, "@place")
    assert [row.text for row in window.rows()] == ["Place", "Documents with Place"]
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Down)
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    assert opened == [(1, 0), [1]]


def test_what_is_selected_can_be_tagged_from_the_palette(
    context: Context, project_with, qtbot: QtBot
) -> None:
    from bertstudio.core.documents import Document
    from bertstudio.gui.main_window import MainWindow

    project_with([Document(0, "The coaster left. Harlow Sound slept.")], labels=["Ship", "Place"])
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    page = window.show_page("annotate")
    window.activateWindow()
    view = page.editor.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)

    def run(typed: str) -> None:
        qtbot.keyClick(view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        field = window.findChild(QLineEdit, "palette.field")
        assert field.hasFocus()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(view.hasFocus)

    def tagged() -> list[tuple[str, str]]:
        return [(page.document.text_of(span), span.label) for span in page.document.spans]

    run("next sentence")
    run("take the sentence")
    assert page.editor.caret.selection == (18, 37)
    run("@place")
    assert tagged() == [("Harlow Sound slept.", "Place")]
    run("@ship")
    assert tagged() == [("Harlow Sound slept.", "Ship")]
    run("remove the entity")
    assert tagged() == []
