"""Every control that a person can use has a name to be read aloud and a stable name to be found by."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Origin, Span
from bertstudio.gui import focus_order
from bertstudio.gui.actions import ACTIONS
from bertstudio.gui.context import Context
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.widgets.buttons import push

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
SMALLEST = 24
"""Least width and height of what is clicked, in logical pixels."""
HELD = {
    Qt.Key.Key_Tab: Qt.KeyboardModifier.NoModifier,
    Qt.Key.Key_Backtab: Qt.KeyboardModifier.ShiftModifier,
}
LEFT_OUT = frozenset({"quit", "project.close", "help.log", "project.show", "project.sample", "train.start"})
"""Commands that end what the tests stand on, or start other programs."""
OF_QT = (QComboBox, QAbstractSpinBox, QAbstractItemView, QLineEdit, QTabBar, QFileDialog)
"""Controls that Qt makes of parts of its own."""
PAGES = ("corpus", "annotate", "train", "evaluate", "models")


def controls(page: QWidget) -> list[QWidget]:
    """Return the controls of a page; parts that Qt makes inside its own controls do not count."""
    found = [widget for kind in CONTROLS for widget in page.findChildren(kind)]
    return [w for w in found if not isinstance(w, QScrollBar) and not _is_part(w) and not _is_empty(w)]


def _is_empty(widget: QWidget) -> bool:
    """A hidden button that says nothing yet gets its words when it is shown."""
    return isinstance(widget, QAbstractButton) and widget.isHidden() and not widget.text()


def _is_part(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, OF_QT):
            return True
        parent = parent.parentWidget()
    return False


@pytest.fixture
def open_window(
    context: Context, project_with: Callable[..., list[Document]], qtbot: QtBot
) -> Callable[..., MainWindow]:
    """`open_window("corpus", "ner", size)` shows a page of the window, with documents or without a task."""

    def show(name: str, task: str = "ner", size: tuple[int, int] = (1440, 900)) -> MainWindow:
        if task:
            ghosts = (Span(1, 0, 4, "PERSON", Origin.MODEL, 0.9, 1),)
            labels = ("PERSON", "PLACE")
            document = Document(0, "Anna lives in Oslo", suggestions=ghosts if task == "ner" else ())
            project_with([document, Document(0, "Second", language="he")], labels=labels, task=task)
        else:
            context.session.close()
        window = MainWindow(context)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        if task:
            context.session.opened.emit()
        window.show_page(name)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


STATES = [(name, "ner") for name in PAGES] + [("annotate", "text_classification"), ("welcome", "")]


@pytest.mark.parametrize("size", [(1440, 900), (1024, 680)], ids=str)
@pytest.mark.parametrize(("name", "task"), STATES)
def test_every_control_of_a_page_is_named_reached_and_large_enough(
    name: str, task: str, size: tuple[int, int], open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(name, task, size)
    page = window.page(name)
    assert (window.width(), window.height()) == size

    def all_is_well() -> None:  # Some pages lay themselves out once more when the numbers have come.
        assert too_small(window) | cut_off(window) | unnamed(page) == set()

    qtbot.waitUntil(all_is_well)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        assert unreached(window, key) == set()


@pytest.mark.parametrize("name", PAGES)
def test_f6_goes_through_the_panes(name: str, open_window: Callable[..., MainWindow]) -> None:
    window = open_window(name)
    seen = set()
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.add(focused)
    assert any(window.rail.isAncestorOf(widget) for widget in seen)
    assert any(window.page(name).isAncestorOf(widget) for widget in seen)


def test_tab_goes_from_the_top_over_the_rail_and_the_page_to_the_state(
    open_window: Callable[..., MainWindow],
) -> None:
    window = open_window("annotate")
    page = window.page("annotate")
    text = page.editor.view
    panes = [window.top, window.rail, page.list, text, page.inspector, window.status]
    order = list(focus_order.controls(window))
    places = [next(n for n, w in enumerate(order) if w is pane or pane.isAncestorOf(w)) for pane in panes]
    assert places == sorted(places)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_what_commands_open_is_named_reached_and_fits_a_small_screen(
    open_window: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = open_window("annotate", size=(1024, 680))
    problems: set[str] = set()
    opened: set[str] = set()

    def look(dialog: QDialog) -> int:
        if isinstance(dialog, QFileDialog):
            return 0
        opened.add(dialog.objectName())
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        problems.update(unnamed(dialog), unreached(dialog, Qt.Key.Key_Tab), too_small(dialog))
        if dialog.width() > 1024 or dialog.height() > 680:
            problems.add(f"{dialog.objectName()} is {dialog.width()}x{dialog.height()}")
        dialog.reject()
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    for ask in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: ("", ""))
    for action in (action for action in ACTIONS if action.id not in LEFT_OUT):
        window.commands.perform(action)
        problems |= unnamed(window.page(window.current_page))
    assert problems == set()
    assert {"settings", "keys", "about"} <= opened


def unnamed(page: QWidget) -> set[str]:
    """Return the controls that have no name to be read aloud, or no stable one to be found by."""
    QApplication.sendPostedEvents()
    return {f"no name: {_words(widget)}" for widget in controls(page) if not _named(widget)}


def unreached(window: QWidget, key: Qt.Key) -> set[str]:
    """Press Tab until the focus has come round; return the controls that it has never met."""
    wanted = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and _can_be_used(widget) and not _is_part(widget)
    }
    wanted = {widget for widget in wanted if widget.focusProxy() is None and not _is_in_group(widget)}
    met: set[QWidget] = set()
    for _ in range(3 * len(wanted) + 10):
        if wanted <= met:
            break
        QTest.keyClick(QApplication.focusWidget() or window, key, HELD[key])
        focused = QApplication.focusWidget()
        if focused is not None:
            met.add(focused)
    return {f"not reached: {_words(widget)}" for widget in wanted - met if _can_be_used(widget)}


def too_small(window: QWidget) -> set[str]:
    """Return the controls that are hard to hit."""
    return {
        f"{widget.width()}x{widget.height()}: {_words(widget)}"
        for widget in controls(window)
        if _can_be_used(widget) and min(widget.width(), widget.height()) < SMALLEST
    }


def cut_off(window: QWidget) -> set[str]:
    """Return the controls that reach beyond the window or their parent, unless one can scroll to them."""
    return {
        f"cut off: {_words(widget)}"
        for widget in controls(window)
        if _can_be_used(widget)
        and not _scrolls(widget)
        and not widget.parentWidget().rect().contains(widget.geometry())
    }


def _can_be_used(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and not widget.window().isHidden()


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, QScrollArea) or _scrolls(parent))


def _is_in_group(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab meets one, arrows the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    return widget.group() is not None or widget.autoExclusive()


def _words(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}"


def _named(widget: QWidget) -> bool:
    return "." in widget.objectName() and bool(widget.accessibleName().strip())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_with_the_focus_is_pressed_by_the_keyboard(
    app: QApplication, qtbot: QtBot, key: Qt.Key
) -> None:
    pressed: list[bool] = []
    button = push("Import 12 documents", clicked=lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    qtbot.keyClick(button, key)
    assert pressed == [True]


def test_the_focus_of_a_drawer_that_closes_goes_to_what_is_beside_it(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window("corpus")
    page = window.page("corpus")
    page.open_import([])
    qtbot.waitUntil(lambda: page.area.content is not None)
    button = next(w for w in focus_order.controls(page.area.content) if isinstance(w, QAbstractButton))
    button.setFocus()
    page.area.close_drawer()
    assert QApplication.focusWidget() is page.table


@pytest.mark.parametrize("page", ["corpus", "annotate", "evaluate", "models"])
def test_an_empty_page_leads_to_the_guide(context: Context, tmp_path: Path, qtbot: QtBot, page: str) -> None:
    context.session.create(tmp_path / "empty", name="Empty", task="ner")
    asked: list[str] = []
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    window.show_page(page)
    link = window.findChild(QPushButton, f"{page}.empty.guide")
    qtbot.waitUntil(link.isVisible)
    context.navigation.command_requested.disconnect()  # nothing opens
    context.navigation.command_requested.connect(asked.append)
    link.click()
    assert asked == ["help.keys"]
