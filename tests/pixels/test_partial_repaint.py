"""After an edit only some lines are painted again; whatever looks different afterwards must be among them."""

import random

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Span, span_order
from bertstudio.core.labels import Label, LabelSet
from bertstudio.gui import theme as themes
from bertstudio.gui.marks import Marks
from bertstudio.gui.text_view import TextView

LABELS = LabelSet((Label("Vessel", 1, "1", "VES"), Label("Person", 2, "2", "PER")))
WORDS = "the pilot went on board of Calder Point in the harbour and left it at noon "
TEXTS = {
    "paragraphs": "\n".join(WORDS * 4 for _ in range(6)),
    "one paragraph": WORDS * 30,
    "chinese": "领航员登上卡尔德角号后于中午离开港口。" * 60,
    "arabic": "صعد المرشد إلى السفينة في الميناء وغادر عند الظهر " * 20,
}


class Painted(QObject):
    """Notes which part of a view is painted."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self.region = QRegion()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> TextView:
    themes.apply(qapp, "light")
    view = TextView()
    view.resize(640, 560)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view


def picture(view: TextView) -> QImage:
    return view.viewport().grab().toImage()


def differing_rows(one: QImage, other: QImage) -> list[int]:
    strip = [QRect(0, y, one.width(), 1) for y in range(one.height())]
    return [y for y, row in enumerate(strip) if one.copy(row) != other.copy(row)]


def edited(spans: list[Span], chance: random.Random, length: int) -> list[Span]:
    """Return the spans after one edit: one more, one less, or one with other borders."""
    kept = list(spans)
    choice = chance.randrange(4)
    if choice and kept and choice < 3:
        kept.pop(chance.randrange(len(kept)))
    if choice != 2:
        # Close together: what changes lanes without changing heights is what could be missed.
        start = chance.randrange(min(length, 300) - 130)
        span = Span(chance.randrange(10**6), start, start + chance.choice((1, 5, 12, 60, 120)), "Vessel")
        kept.append(span)
    return sorted(kept, key=span_order)


@pytest.mark.parametrize("name", TEXTS)
def test_all_that_looks_different_is_painted_again(view: TextView, qtbot: QtBot, name: str) -> None:
    chance, spans, text = random.Random(name), list[Span](), TEXTS[name][:1_000]
    view.show_text(text, Marks((), (), LABELS))
    painted = Painted(view)
    whole = 0
    for _ in range(80):
        before = picture(view)
        spans = edited(spans, chance, len(text))
        painted.region = QRegion()
        view.set_marks(Marks(spans, (), LABELS))
        QApplication.sendEvent(view.window(), QEvent(QEvent.Type.UpdateRequest))
        region = QRegion(painted.region)
        for y in differing_rows(before, picture(view)):
            assert region.contains(QRect(0, y, view.viewport().width(), 1)), (y, spans)
        whole += region.boundingRect().height() >= view.viewport().height()
    assert whole < 80


def test_a_tag_paints_its_own_lines_only(view: TextView, qtbot: QtBot) -> None:
    view.show_text(TEXTS["chinese"][:1_000], Marks((), (), LABELS))
    view.set_marks(Marks((Span(1, 0, 4, "Person"),), (), LABELS))
    QApplication.sendEvent(view.window(), QEvent(QEvent.Type.UpdateRequest))
    painted = Painted(view)
    view.set_marks(Marks((Span(1, 0, 4, "Person"), Span(2, 100, 103, "Vessel")), (), LABELS))
    QApplication.sendEvent(view.window(), QEvent(QEvent.Type.UpdateRequest))
    assert 0 < painted.region.boundingRect().height() < 3 * view.content.reading.pitch
