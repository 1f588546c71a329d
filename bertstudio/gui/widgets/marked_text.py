"""Read-only text with its spans: previews, error lists, Try it, Welcome."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bertstudio.core.documents import Span, span_order
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.gui import span_painter, theme
from bertstudio.gui.marks import Mark, Marks
from bertstudio.gui.reading import DEFAULT_PX, reading
from bertstudio.gui.span_painter import State
from bertstudio.gui.text_layout import TextLayout
from bertstudio.gui.text_view_places import marks_at

MARGIN = 6
"""Logical pixels around the text, so that outlines and hanging codes are not cut."""


class MarkedText(QWidget):
    """Draws a text of moderate length with the painter of the editor; as high as the text needs."""

    span_clicked = Signal(int)
    """Id of the innermost span or suggestion under a click."""

    def __init__(self, parent: QWidget | None = None, *, px: int = DEFAULT_PX, codes: bool = True) -> None:
        """`px` is the text size in logical pixels; `codes` are the short label names under the rules."""
        super().__init__(parent)
        self._px = px
        self._codes = codes
        self._text = ""
        self._language = ""
        self._marks = Marks()
        self._state = State()
        self._layout: TextLayout | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Text with entities"))

    def set_document(
        self,
        text: str,
        spans: Sequence[Span] = (),
        suggestions: Sequence[Span] = (),
        labels: LabelSet | None = None,
        *,
        language: str = "",
    ) -> None:
        """Show a text. Spans and suggestions may come in any order; ids must differ."""
        self._text = text
        self._language = language
        self._marks = Marks(sorted(spans, key=span_order), sorted(suggestions, key=span_order), labels)
        self._layout = None
        self.setAccessibleDescription(text[:2_000])
        self.updateGeometry()
        self.update()

    def set_state(self, state: State) -> None:
        """Select, hover or hide, as the painter understands it."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        width = max(self.width(), 240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self._laid_out(width)
        for index in range(len(layout.blocks)):
            layout.typeset(index)
        return round(layout.height) - layout.reading.gap + 2 * MARGIN

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(MARGIN, MARGIN)
        clip = QRectF(event.rect()).translated(-MARGIN, -MARGIN)
        span_painter.paint(painter, self._laid_out(self.width()), self._state, theme.active(), clip)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.updateGeometry()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self.span_clicked.emit(mark.id)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        QToolTip.showText(event.globalPosition().toPoint(), described(mark) if mark else "", self)
        super().mouseMoveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._layout = None
            self.updateGeometry()
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def _laid_out(self, width: int) -> TextLayout:
        inner = width - 2 * MARGIN
        if self._layout is None or self._layout.width != max(40.0, inner):
            style = reading(self._px, self._language, codes=self._codes)
            self._layout = TextLayout(self._text, self._marks, style, inner, language=self._language)
        return self._layout

    def _mark_at(self, point: QPointF) -> Mark | None:
        layout = self._laid_out(self.width())
        found = marks_at(layout, point - QPointF(MARGIN, MARGIN))
        return found[0] if found else None


def described(mark: Mark) -> str:
    """Return the full label of a mark, with the confidence of a suggestion, for a tooltip."""
    if mark.confidence is None:
        return mark.label
    if mark.ghost:
        return tr("{label}, suggested, {confidence:.2f}", label=mark.label, confidence=mark.confidence)
    return tr("{label}, {confidence:.2f}", label=mark.label, confidence=mark.confidence)
