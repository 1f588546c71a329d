"""Themes and densities are switched while everything is open: nothing keeps the old colours or fonts."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Origin, Span
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.main_window import MainWindow

PAGES = ("corpus", "annotate", "train", "evaluate", "models")


@pytest.fixture
def window(context: Context, project_with: Callable[..., list[Document]], qtbot: QtBot) -> MainWindow:
    ghost = Span(2, 14, 18, "PLACE", Origin.MODEL, 0.9, 1)
    project_with([Document(0, "Anna lives in Oslo", "One", (Span(1, 0, 4, "PERSON"),), (ghost,))])
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    context.session.opened.emit()
    for page in PAGES:
        made.show_page(page)
    return made


def _lightness(image: QImage) -> float:
    small = image.scaled(40, 40).convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(small.pixelColor(x, y).lightness() for x in range(40) for y in range(40)) / 1600


@pytest.mark.parametrize("page", PAGES)
def test_every_page_follows_the_theme_at_once(page: str, window: MainWindow, app: QApplication) -> None:
    window.show_page(page)
    for scheme, is_dark in (("dark", True), ("light", False), ("contrast", False), ("dark", True)):
        theme.apply(app, scheme)  # type: ignore[arg-type]
        lightness = _lightness(window.grab().toImage())
        assert (lightness < 70) if is_dark else (lightness > 190), scheme


def test_what_was_drawn_in_the_first_theme_comes_back_with_it(window: MainWindow, app: QApplication) -> None:
    window.show_page("annotate")
    before = window.grab().toImage()
    theme.apply(app, "dark", compact=True)
    window.grab()
    theme.apply(app, "light")
    assert window.grab().toImage() == before


def test_no_widget_loses_its_font(window: MainWindow, app: QApplication, qtbot: QtBot) -> None:
    window.page("welcome")
    window.grab()

    def fonts() -> dict[QWidget, tuple[int, int]]:
        return {w: (w.font().pixelSize(), w.font().weight()) for w in window.findChildren(QWidget)}

    before = fonts()
    theme.apply(app, "dark")

    def all_as_before() -> None:
        now = fonts()
        changed = {w.objectName() or type(w).__name__ for w in before if w in now and now[w] != before[w]}
        assert changed == set()

    qtbot.waitUntil(all_as_before)
