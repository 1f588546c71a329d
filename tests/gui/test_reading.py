"""How a person sets texts for reading: font, spacing, direction, invisible characters, focus mode."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document
from bertstudio.gui.context import Context
from bertstudio.gui.editors.label_editor import LabelEditor
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.marks import Marks
from bertstudio.gui.reading import Style, styled
from bertstudio.gui.settings_dialog import SettingsDialog
from bertstudio.gui.text_layout import TextLayout
from bertstudio.gui.text_view import TextView
from bertstudio.gui.text_view_places import boxes_of, caret_box, place_at

Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ProjectWith = Callable[..., list[Document]]
TEXT = "Calder\u200bPoint\tאב\r\nzwei\u00a0drei\r\rvier \ufeff."
INVISIBLE = "\u200b\u200d\u00ad\u00a0\ufeff\u202e\u202c\u2028\x00\t \r\n"


@pytest.fixture
def window(context: Context, project_with: ProjectWith, qtbot: QtBot) -> MainWindow:
    project_with([Document(0, TEXT, "One", language="he"), Document(0, "Two", "Two")], labels=["Place"])
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    context.session.opened.emit()
    made.show_page("annotate")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.page("annotate").editor.setFocus()
    return made


def _editor(window: MainWindow) -> SpansEditor:
    editor = window.page("annotate").editor
    assert isinstance(editor, SpansEditor)
    return editor


def _press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
    QTest.keyClick(_editor(window).view, key, modifier)


def test_invisible_characters_are_drawn_on_demand(window: MainWindow, context: Context) -> None:
    view = _editor(window).view
    plain = view.grab().toImage()
    _press(window, Key.Key_I)
    assert context.settings.get("show_invisible")
    assert view.grab().toImage() != plain
    _press(window, Key.Key_I)
    assert not context.settings.get("show_invisible")


def test_the_character_at_the_caret_is_named(window: MainWindow) -> None:
    _press(window, Key.Key_I)
    line = _editor(window).findChild(QLabel, "annotate.character.words")
    assert isinstance(line, QLabel)
    for _ in range(TEXT.index("\u200b")):
        _press(window, Key.Key_Right)
    assert line.isVisible()
    assert line.text() == "U+200B zero width space · position 7"


@pytest.mark.qt_log_ignore("does not support raise", "does not support propagateSizeHints")
def test_the_character_under_the_mouse_is_named(window: MainWindow) -> None:
    view = _editor(window).view
    _press(window, Key.Key_I)
    at = view.boxes(0, 1)[0].center().toPoint()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, at, QPoint(10, 10)))
    assert QToolTip.text() == "U+0043 latin capital letter c · position 1"
    QToolTip.hideText()


@pytest.mark.usefixtures("qapp")
@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=INVISIBLE + "ab文שن", max_size=40))
def test_showing_invisible_characters_moves_no_position(text: str) -> None:
    shown, plain = (
        TextLayout(text, Marks(), styled(Style(invisible=invisible)), 200) for invisible in (True, False)
    )
    for position in range(len(text)):
        assert list(boxes_of(shown, position, position + 1)) == list(boxes_of(plain, position, position + 1))
        box = caret_box(plain, position)
        assert caret_box(shown, position) == box
        assert place_at(shown, box.center()) == place_at(plain, box.center())


def test_every_text_can_be_painted_with_its_invisible_characters(qtbot: QtBot, app: QApplication) -> None:
    view = TextView()
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.set_reading(invisible=True)
    for text in ("", "\r\n", "\ud800\x00\ufffe", "\u200d" * 50, "א\tב\u202e\u00a0", "x" * 5_000 + "\u200b"):
        view.show_text(text, Marks())
        assert not view.grab().isNull()


def test_the_direction_of_reading_is_chosen_for_a_language(window: MainWindow, context: Context) -> None:
    editor = _editor(window)
    assert not editor.view.content.typeset(0).rtl  # The first letter is a Latin one.
    for rtl in (False, True):
        _press(window, Key.Key_X, CTRL_SHIFT)
        assert editor.view.content.typeset(0).rtl is rtl
    _press(window, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert not editor.view.content.typeset(0).rtl
    _press(window, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.view.content.typeset(0).rtl


def test_focus_mode_shows_only_the_text_until_escape(window: MainWindow) -> None:
    page = window.page("annotate")
    around = [window.top, window.rail, window.status, page.list, page.inspector]
    assert all(part.isVisible() for part in around)
    _press(window, Key.Key_F8)
    assert not any(part.isVisible() for part in around)
    _press(window, Key.Key_Escape)
    assert all(part.isVisible() for part in around)


def test_leaving_the_page_ends_focus_mode(window: MainWindow) -> None:
    _press(window, Key.Key_F8)
    window.show_page("corpus")
    assert window.rail.isVisible()
    assert window.top.isVisible()


def test_font_spacing_and_width_follow_the_settings_at_once(window: MainWindow, context: Context) -> None:
    view = _editor(window).view
    before = view.content.reading
    family = next(
        name for name in QFontDatabase.families() if name not in before.font.families() and "Mono" in name
    )
    context.settings.set("reading_font", family)
    context.settings.set("line_spacing", "wide")
    context.settings.set("column_width", 500)
    assert QFontInfo(view.content.reading.font).family() == family
    assert view.content.reading.pitch > before.pitch
    assert view.content.width == 500


def test_settings_of_reading_hold_for_documents_with_labels_too(
    context: Context, project_with: ProjectWith, qtbot: QtBot
) -> None:
    (document,) = project_with([Document(0, "A text")], labels=["good"], task="text_classification")
    editor = LabelEditor(context)
    qtbot.addWidget(editor)
    editor.show_document(document)
    context.settings.set("line_spacing", "wide")
    assert editor.view.style_of_reading.spacing == "wide"
    assert not editor.view.style_of_reading.codes


def test_any_installed_font_can_be_chosen(context: Context, qtbot: QtBot) -> None:
    dialog = SettingsDialog(context.settings)
    qtbot.addWidget(dialog)
    box = dialog.findChild(QComboBox, "settings.reading_font")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(3)
    box.activated.emit(3)
    assert context.settings.get("reading_font") == box.itemText(3)


@pytest.mark.parametrize("codes", [True, False])
def test_wider_spacing_is_wider(app: QApplication, codes: bool) -> None:
    compact, normal, wide = (
        styled(Style(spacing=spacing, codes=codes)) for spacing in ("compact", "normal", "wide")
    )
    assert compact.pitch <= normal.pitch < wide.pitch
    assert compact.gap < normal.gap < wide.gap


@pytest.mark.parametrize("codes", [True, False])
def test_the_caret_in_a_blank_line_stands_above_the_next_line(app: QApplication, codes: bool) -> None:
    layout = TextLayout("one\n\ntwo", Marks(), styled(Style(codes=codes)), 400)
    before, blank, after = (caret_box(layout, position) for position in (0, 4, 5))
    assert before.bottom() < blank.center().y() < after.top()
    assert blank.bottom() - after.top() < blank.height() / 3
