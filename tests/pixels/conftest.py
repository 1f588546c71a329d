"""Text with spans drawn into a picture, and what stands at its pixels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from bertstudio.core.documents import Span, span_order
from bertstudio.core.labels import Label, LabelSet
from bertstudio.gui import theme as themes
from bertstudio.gui.marks import Marks
from bertstudio.gui.reading import reading
from bertstudio.gui.span_painter import State, band, paint, rule_top
from bertstudio.gui.text_layout import Piece, TextLayout
from bertstudio.gui.theme import Theme

LABELS = LabelSet(
    (Label("Vessel", 1, "1", "VES"), Label("Person", 2, "2", "PER"), Label("Organisation", 3, "3", "ORG"))
)
MARGIN = 12
WIDTH, HEIGHT = 480, 140


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    """Both themes: every test of a state runs in each."""
    themes.apply(qapp, request.param)
    yield themes.load(request.param)
    themes.apply(qapp, "light")


@dataclass
class Picture:
    """A drawn text; points are logical pixels from the origin of the text."""

    image: QImage
    layout: TextLayout
    theme: Theme

    def color(self, x: float, y: float) -> QColor:
        ratio = self.image.devicePixelRatio()
        return self.image.pixelColor(round((x + MARGIN) * ratio), round((y + MARGIN) * ratio))

    def row(self, left: float, right: float, y: float) -> list[str]:
        """The colours of one row of pixels."""
        return [self.color(left + x, y).name() for x in range(int(right - left))]

    def colors(self, box: QRectF) -> set[str]:
        ys = range(int(box.top()), int(box.bottom()))
        return {name for y in ys for name in self.row(box.left(), box.right(), y)}

    def piece(self, span_id: int, number: int = 0) -> Piece:
        mark = self.layout.marks.find(span_id)
        assert mark is not None
        return self.layout.typeset(0).pieces_of(mark)[number]

    def band(self, span_id: int, number: int = 0) -> QRectF:
        """The tinted band of a span on one line."""
        piece = self.piece(span_id, number)
        top, bottom = band(self.layout.typeset(0).lines[piece.line], self.layout)
        return QRectF(piece.left, top, piece.right - piece.left, bottom - top)

    def rule_y(self, span_id: int, number: int = 0) -> float:
        piece = self.piece(span_id, number)
        typeset = self.layout.typeset(0)
        return rule_top(typeset.lines[piece.line], self.layout, typeset.lanes.get(span_id, 0))

    def code_box(self, span_id: int) -> QRectF:
        """Where the code of a span is expected: under its rule, at the left."""
        return QRectF(self.band(span_id).left(), self.rule_y(span_id) + 3, 24, 9)


Draw = Callable[..., Picture]


@pytest.fixture
def draw(theme: Theme) -> Draw:
    """`draw(text, spans=…, ghosts=…, state=…)` draws a text of one paragraph and returns the picture."""
    return partial(_draw, theme)


def _draw(
    theme: Theme,
    text: str,
    *,
    spans: tuple[Span, ...] = (),
    ghosts: tuple[Span, ...] = (),
    state: State | None = None,
    ratio: float = 1.0,
    hidden: tuple[str, ...] = (),
    codes: bool = True,
) -> Picture:
    marks = Marks(sorted(spans, key=span_order), sorted(ghosts, key=span_order), LABELS, hidden)
    layout = TextLayout(text, marks, reading(16, codes=codes), WIDTH - 2 * MARGIN)
    layout.typeset(0)
    image = QImage(int(WIDTH * ratio), int(HEIGHT * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    painter.translate(MARGIN, MARGIN)
    paint(painter, layout, state or State(), theme)
    painter.end()
    return Picture(image, layout, theme)
