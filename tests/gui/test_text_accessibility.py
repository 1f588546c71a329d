"""What a screen reader gets of a text: in Qt's units, exact, also when views come and go."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from bertstudio.gui import text_accessibility
from bertstudio.gui.marks import Marks
from bertstudio.gui.text_accessibility import ReadableText
from bertstudio.gui.text_view import TextView

TEXT = "a 👧 b\r\nOslo"


@pytest.fixture
def view(qtbot: QtBot, app: object) -> TextView:
    made = TextView()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_text(TEXT, Marks())
    made.show()
    return made


def test_text_and_caret_are_told_in_utf_16_units(view: TextView) -> None:
    text = ReadableText(view)
    assert text.characterCount() == len(TEXT.encode("utf-16-le")) // 2
    assert text.text(0, 99) == TEXT
    assert text.text(2, 4) == "👧"
    view.change(caret=TEXT.index("b"))
    assert text.cursorPosition() == TEXT.index("b") + 1


def test_a_character_is_found_at_its_place(view: TextView) -> None:
    text = ReadableText(view)
    at = TEXT.index("s") + 1
    box = text.characterRect(at)
    assert text.offsetAtPoint(box.topLeft()) in (at, at + 1)
    assert box.height() > 10


def test_offsets_beyond_the_text_are_its_ends(view: TextView) -> None:
    text = ReadableText(view)
    assert text.text(-5, 1) == "a"
    assert text.text(50, 99) == ""


def test_views_come_and_go_while_they_are_read(qtbot: QtBot, app: object) -> None:
    """Found with the real bridge of Linux: a wrong address there ends the program."""
    text_accessibility.install()
    for number in range(50):
        view = TextView()
        view.show_text(f"Text {number}", Marks())
        read = QAccessible.queryAccessibleInterface(view)
        assert read is not None
        assert read.role() is QAccessible.Role.EditableText
        view.change(caret=2)
        view.deleteLater()
        del view, read
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def test_the_collector_of_garbage_may_come_while_a_view_is_read(app: object) -> None:
    """It frees what a view holds ahead of the view itself; what Qt then frees must still be there."""
    text_accessibility.install()
    for number in range(50):
        view = TextView()
        view.show_text(f"Text {number}", Marks())
        assert QAccessible.queryAccessibleInterface(view) is not None
        view.round = view  # type: ignore[attr-defined]
        del view
        gc.collect()
