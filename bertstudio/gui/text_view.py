"""A text to read and mark: scrolls, paints what is in sight, and reports what the mouse does to it.

It knows nothing of labels or edits: an editor gives it marks and a state and answers its signals. Positions
are code points, lengths logical pixels.
"""

from dataclasses import replace
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from bertstudio.gui import span_painter, theme
from bertstudio.gui.invisible_marks import character_words
from bertstudio.gui.marks import Mark, Marks
from bertstudio.gui.reading import LARGEST_PX, MEASURE_LEAST, SMALLEST_PX, Reading, Style, styled
from bertstudio.gui.span_painter import State
from bertstudio.gui.text_blocks import Direction
from bertstudio.gui.text_layout import TextLayout
from bertstudio.gui.text_view_places import Place, boxes_of, caret_box, character_at, marks_at, place_at
from bertstudio.gui.text_view_pointer import Pointer

GUTTER = 44
TOP, BOTTOM = 24, 48
"""Room above the first and below the last line."""
REFINE_MS = 2.0
"""Time that guessing heights less may take at once, between events."""


class TextView(QAbstractScrollArea):
    """Shows one text in a centred column. Nothing is typed here."""

    selecting = Signal(int, int)
    """The mouse is selecting: anchor and caret, in no order."""
    selected = Signal(int, int, bool)
    """A stretch was selected by mouse; True: exactly these characters (Alt), no snapping."""
    pressed = Signal(object, object)
    """A click without a drag: the `Place` and the list of marks under it, innermost first."""
    pointed = Signal(object)
    """The innermost `Mark` under the mouse, or None."""
    edge_dragged = Signal(str, int, bool, bool)
    """`start` or `end` of the selected mark, its new position, exactly (Alt), and whether it was let go."""
    caret_moved = Signal(int)
    """Where the caret stands now, -1 while it is not shown."""
    zoomed = Signal(int)
    """Ctrl and the wheel ask for another text size: the new one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = Style()
        self._language = ""
        self._state = State()
        self.content = TextLayout("", Marks(), self._reading(), self._style.measure)
        self._pointer = Pointer(self)
        self._settling = False
        self._refine = QTimer(self, interval=12)
        self._refine.timeout.connect(self._refine_some)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().setSingleStep(36)

    @property
    def state(self) -> State:
        return self._state

    @property
    def text(self) -> str:
        return self.content.text

    def show_text(
        self, text: str, marks: Marks, *, language: str = "", direction: Direction = "auto"
    ) -> None:
        """Show another text from its beginning."""
        self._language = language
        self._pointer.forget()
        self.content = TextLayout(
            text, marks, self._reading(), self._column(), direction=direction, language=language
        )
        self._state = State(marks_shown=self._state.marks_shown)
        self._refine.start()
        self.verticalScrollBar().setValue(0)
        self._settle()
        self.viewport().update()

    def set_direction(self, direction: Direction) -> None:
        """Read every paragraph from left to right, from right to left, or as its first letter says."""
        shown = self.content
        self.content = TextLayout(
            shown.text, shown.marks, shown.reading, shown.width, direction=direction, language=self._language
        )
        self._refine.start()
        self._settle()
        self.viewport().update()

    def set_marks(self, marks: Marks) -> None:
        """Show other marks in the same text; only what differs is laid out again."""
        old = self.content.marks
        changed = marks.follow(old) if old.look == marks.look else (0, len(self.text))
        anchor, shape = self._anchor(), (self.content.height, self._scroll())
        different = self.content.set_marks(marks, changed)
        self._settle(anchor)
        self._refine.start()
        if shape != (self.content.height, self._scroll()):
            self.viewport().update()
        elif different is not None:
            self.viewport().update(self._rows(*different))

    def change(self, **changes: Any) -> None:
        """Change parts of the painter's `State` and repaint."""
        state, before = replace(self._state, **changes), self._state
        if state != before:
            self._state = state
            self.viewport().update()
        if state.caret != before.caret:
            self.caret_moved.emit(-1 if state.caret is None else state.caret)

    def set_reading(self, **changes: Any) -> None:
        """Change parts of the `Style` of reading: text size, font, spacing, codes, …"""
        self._style = replace(self._style, **changes)
        self._lay_out_again()

    @property
    def style_of_reading(self) -> Style:
        return self._style

    def reveal(self, start: int, end: int) -> None:
        """Scroll as little as needed to show a stretch, with a line of room above and below."""
        for _ in range(3):  # What was guessed on the way may be higher or lower than it is.
            boxes = list(boxes_of(self.content, start, min(end, start + 2_000)))
            if not boxes:
                return
            top, bottom = boxes[0].top() - 36, boxes[-1].bottom() + 36
            shown_top, height = self._scroll() - TOP, self.viewport().height()
            if top < shown_top:
                self._scroll_to(top + TOP)
            elif bottom > shown_top + height and bottom - top < height:
                self._scroll_to(bottom + TOP - height)
            elif bottom > shown_top + height:
                self._scroll_to(top + TOP)
            self._settle()

    def boxes(self, start: int, end: int) -> list[QRectF]:
        """Return where a stretch is seen, line by line, in coordinates of the viewport."""
        origin = self.origin()
        return [box.translated(origin) for box in boxes_of(self.content, start, end)]

    def origin(self) -> QPointF:
        """Return where the text begins, in coordinates of the viewport."""
        return QPointF(self._left(), TOP - self._scroll())

    def place_at(self, point: QPointF) -> Place:
        """Return the position nearest to a point of the viewport."""
        return place_at(self.content, point - self.origin())

    def marks_at(self, point: QPointF) -> list[Mark]:
        """Return the marks under a point of the viewport, the innermost first."""
        if not self._state.marks_shown:
            return []
        return marks_at(self.content, point - self.origin())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        active = theme.active()
        painter.fillRect(event.rect(), active.color("surface"))
        origin = self.origin()
        painter.translate(origin)
        clip = QRectF(event.rect()).translated(-origin)
        self._paint_numbers(painter, clip)
        span_painter.paint(painter, self.content, self._state, active, clip)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._column() != self.content.width:
            self._lay_out_again()
        self._settle()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if not self._settling:
            self._settle()
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.press_twice(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = 1 if event.angleDelta().y() > 0 else -1
            self.zoomed.emit(min(max(self._style.px + step, SMALLEST_PX), LARGEST_PX))
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._pointer.leave()
        if isinstance(event, QHelpEvent) and self._style.invisible:
            at = character_at(self.content, event.pos().toPointF() - self.origin())
            words = character_words(self.text, at) if at is not None else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._lay_out_again()
        super().changeEvent(event)

    def _reading(self) -> Reading:
        return styled(self._style, self._language)

    def _column(self) -> float:
        room = self.viewport().width() - 2 * GUTTER
        # A view narrower than the page allows still shows every word.
        return float(min(max(room, min(MEASURE_LEAST, room + GUTTER - 8)), self._style.measure))

    def _left(self) -> float:
        return max(float(GUTTER), (self.viewport().width() - self.content.width) // 2)

    def _scroll(self) -> int:
        return self.verticalScrollBar().value()

    def _rows(self, start: int, end: int) -> QRect:
        """Return where the lines of a stretch are seen, with all that is drawn beside and below them."""
        y = self.origin().y()
        top, bottom = self._line_edges(start)[0] + y, self._line_edges(max(start, end - 1))[1] + y
        # Fills and codes hang over by some pixels.
        return QRectF(0, top - 4, self.viewport().width(), bottom - top + 8).toAlignedRect()

    def _line_edges(self, position: int) -> tuple[float, float]:
        """Return top and bottom of the line of a position; out of sight those of its block."""
        index = self.content.block_of(position)
        top, shown = self.content.top(index), self._scroll() - TOP
        bottom = top + self.content.heights[index]
        if bottom < shown or top > shown + self.viewport().height():
            return top, bottom
        typeset = self.content.typeset(index)
        line = typeset.lines[typeset.line_of(position)]
        return top + line.top, top + line.top + line.height

    def _scroll_to(self, y: float) -> None:
        self.verticalScrollBar().setValue(round(y))

    def _lay_out_again(self) -> None:
        """Follow a change of width or text size. The first line in sight stays where it is."""
        column, style = self._column(), self._reading()
        if (column, style) == (self.content.width, self.content.reading):
            return
        top = self._scroll() - TOP
        position = place_at(self.content, QPointF(0, max(0, top))).position if top > 0 else 0
        offset = caret_box(self.content, position).top() - top
        self.content.set_width(column, style)
        self._refine.start()
        self._settle()
        if top > 0:
            self._scroll_to(caret_box(self.content, position).top() - offset + TOP)
            self._settle()
        self.viewport().update()

    def _anchor(self) -> tuple[int, float]:
        """Return a block in sight whose height is known, and where on the screen it begins."""
        top = self._scroll() - TOP
        first = self.content.heights.at(top)
        index, y = first, self.content.top(first)
        while index < len(self.content.blocks) - 1 and y < top + self.viewport().height():
            if self.content.is_exact(index):
                return index, y - top
            y += self.content.heights[index]
            index += 1
        return first, self.content.top(first) - top

    def _settle(self, anchor: tuple[int, float] | None = None) -> None:
        """Lay out what is in sight. What the reader looks at stays where it is on the screen."""
        if self._settling:  # A scroll bar that comes or goes resizes the view in the middle of this.
            return
        index, offset = anchor or self._anchor()
        bar = self.verticalScrollBar()
        self._settling = True
        for _ in range(6):
            top = self._scroll() - TOP
            number = self.content.heights.at(top)
            y = self.content.top(number)
            while number < len(self.content.blocks) and y < top + self.viewport().height():
                self.content.typeset(number)
                y += self.content.heights[number]
                number += 1
            self._set_range()
            wanted = round(self.content.top(index) - offset) + TOP
            if wanted == self._scroll() or not bar.minimum() <= wanted <= bar.maximum():
                break
            bar.setValue(wanted)
        self._settling = False

    def _set_range(self) -> None:
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, height - 36))
        bar.setRange(0, max(0, round(self.content.height) + TOP + BOTTOM - height))

    def _refine_some(self) -> None:
        """Replace guessed heights by true ones, a few milliseconds at a time, out of sight."""
        until = perf_counter() + REFINE_MS / 1000
        anchor = self._anchor()
        while (guess := self.content.next_guess()) >= 0 and perf_counter() < until:
            self.content.measure(guess)
        if guess < 0:
            self._refine.stop()
        self._settle(anchor)

    def _paint_numbers(self, painter: QPainter, clip: QRectF) -> None:
        painter.setFont(theme.font("small", tabular=True))
        painter.setPen(theme.color("textFaint"))
        index = self.content.heights.at(clip.top())
        y = self.content.top(index)
        while index < len(self.content.blocks) and y < clip.bottom():
            block, typeset = self.content.blocks[index], self.content.typeset(index)
            if block.number:
                top = y + typeset.lines[0].baseline - self.content.reading.ascent
                height = self.content.reading.ascent + 1
                left = self.content.width + 16 if typeset.rtl else -GUTTER
                side = Qt.AlignmentFlag.AlignLeft if typeset.rtl else Qt.AlignmentFlag.AlignRight
                room = QRectF(left, top, GUTTER - 16, height)
                painter.drawText(room, side | Qt.AlignmentFlag.AlignBottom, str(block.number))
            y += self.content.heights[index]
            index += 1
