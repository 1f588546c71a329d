"""What the mouse does to a text: select by drag, take words, move the edges of the selected mark, point."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from bertstudio.core.text import word_at
from bertstudio.gui.text_view_places import character_at, edge_at

if TYPE_CHECKING:
    from bertstudio.gui.text_view import TextView

SCROLL_MS = 30
"""Between steps of scrolling while a drag is beyond the top or bottom."""


class Pointer:
    """One gesture at a time, told to the view's signals."""

    def __init__(self, view: "TextView") -> None:
        self._view = view
        self._pressed: QPointF | None = None
        self._anchor: tuple[int, int] | None = None
        """Where the selection began: one position, or a word after a double click."""
        self._words = False
        self._dragging = False
        self._edge = ""
        self._last = QPointF()
        self._exact = False
        self._scroll = QTimer(view, interval=SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

    def forget(self) -> None:
        """Drop a gesture that is going on: the text is another one now."""
        self._pressed = self._anchor = None
        self._words = self._dragging = False
        self._edge = ""
        self._scroll.stop()

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection, or take hold of an edge."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.forget()
        view, point = self._view, event.position()
        self._pressed = self._last = point
        self._edge = self._edge_at(point)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and view.state.caret is not None:
            selection = view.state.selection
            far = view.place_at(point).position
            anchor = view.state.caret if selection is None else selection[0 if far >= selection[0] else 1]
            self._anchor = (anchor, anchor)
            self._dragging = True
            self._tell_selecting(point)
            return
        place = view.place_at(point)
        self._anchor = (place.position, place.position)

    def press_twice(self, event: QMouseEvent) -> None:
        """Take the word under the mouse; dragging on takes further words."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        view, point = self._view, event.position()
        character = character_at(view.content, point - view.origin())
        if character is None:
            return
        self.forget()
        self._pressed = self._last = point
        self._anchor = word_at(view.text, character)
        self._words = self._dragging = True
        self._exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._tell_selecting(point)

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag, or point at what is under the mouse."""
        point = event.position()
        self._exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed is None:
            self._point(point)
            return
        self._last = point
        far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self._dragging and not far:
            return
        self._dragging = True
        outside = not 0 <= point.y() <= self._view.viewport().height()
        if outside and not self._scroll.isActive():
            self._scroll.start()
        elif not outside:
            self._scroll.stop()
        self._drag(point)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture: a selection, a moved edge, or a click."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        view, point = self._view, event.position()
        exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        edge, dragging = self._edge, self._dragging
        anchor, caret = self._range(point)
        self.forget()
        if edge and dragging:
            view.edge_dragged.emit(edge, view.place_at(point).position, exact, True)
        elif dragging and anchor != caret:
            view.selected.emit(min(anchor, caret), max(anchor, caret), exact)
        else:
            view.pressed.emit(view.place_at(point), view.marks_at(point))
        self._point(point)

    def leave(self) -> None:
        """The mouse is elsewhere."""
        if self._pressed is None:
            self._view.pointed.emit(None)

    def _drag(self, point: QPointF) -> None:
        if self._edge:
            position = self._view.place_at(point).position
            self._view.edge_dragged.emit(self._edge, position, self._exact, False)
        else:
            self._tell_selecting(point)

    def _range(self, point: QPointF) -> tuple[int, int]:
        """Return anchor and caret of the selection if the mouse is let go at a point."""
        assert self._anchor is not None
        start, end = self._anchor
        caret = self._view.place_at(point).position
        if self._words:
            if caret < start:
                return end, word_at(self._view.text, caret)[0]
            if caret > end:
                return start, word_at(self._view.text, caret - 1)[1]
            return start, end
        return start, caret

    def _tell_selecting(self, point: QPointF) -> None:
        self._view.selecting.emit(*self._range(point))

    def _scroll_on(self) -> None:
        view = self._view
        height = view.viewport().height()
        y = self._last.y()
        beyond = y - height if y > height else min(y, 0.0)
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 2))
        self._drag(QPointF(self._last.x(), min(max(y, 1.0), height - 1.0)))

    def _point(self, point: QPointF) -> None:
        view = self._view
        found = view.marks_at(point)
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.IBeamCursor
        if self._edge_at(point):
            shape = Qt.CursorShape.SizeHorCursor
        view.viewport().setCursor(shape)
        view.pointed.emit(found[0] if found else None)

    def _edge_at(self, point: QPointF) -> str:
        view = self._view
        mark = view.content.marks.find(view.state.selected) if view.state.selected else None
        if mark is None or mark.ghost:
            return ""
        return edge_at(view.content, mark, point - view.origin())
