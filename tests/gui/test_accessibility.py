"""Every control that a person can use has a name to be read aloud and a stable name to be found by."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Origin, Span
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
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit | QTabBar):
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("task", ["ner", "text_classification"])
@pytest.mark.parametrize("name", PAGES)
def test_controls_have_names(
    name: str, task: str, context: Context, project_with: Callable[..., list[Document]], qtbot: QtBot
) -> None:
    ghost = Span(1, 0, 4, "PERSON", Origin.MODEL, 0.9, 1)
    project_with(
        [Document(0, "Anna lives in Oslo", suggestions=(ghost,))], labels=["PERSON", "PLACE"], task=task
    )
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    page = window.show_page(name)
    QApplication.sendPostedEvents()
    described = {
        f"{type(w).__name__} {w.objectName()!r} {w.accessibleName()!r}"
        for w in controls(page)
        if not _named(w)
    }
    assert described == set()


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
