"""The card under a span: its full label, its confidence, who made it, and what to do with a suggestion."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bertstudio.core.documents import Span
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.editors.span_commands import made_by
from bertstudio.gui.widgets import Swatch, heading, label, primary, push

LEAVE_MS = 250
"""Time to move the mouse from the span to the card."""


class HoverCard(QFrame):
    """Shown by a rest of the mouse on a span. The accept, relabel and reject buttons are for suggestions."""

    asked = Signal(str, int)
    """`accept`, `relabel` or `reject`, and the id of the suggestion."""

    def __init__(self, place: Callable[[Span], list[QRect]], parent: QWidget) -> None:
        """`place` says where a span is seen, in coordinates of the parent."""
        super().__init__(parent)
        self.setObjectName("annotate.card")
        self.setAccessibleName(tr("About this entity"))
        self.setProperty("surface", "popover")
        self._place = place
        self._room = parent
        self._shown: tuple[Span, bool, int] | None = None
        self._next: tuple[Span, bool, int] | None = None
        self._wait = QTimer(self, singleShot=True, interval=theme.active().duration_ms["hoverCard"])
        self._wait.timeout.connect(self._open)
        self._leave = QTimer(self, singleShot=True, interval=LEAVE_MS)
        self._leave.timeout.connect(self.hide)
        self._swatch = Swatch(1)
        self._name = heading("", "body")
        self._detail = label("", "body", "muted")
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(4, 0, 0, 0)
        buttons.setSpacing(6)
        accept = primary(push(tr("Accept"), "ph.check", "primary", name="annotate.card.accept"))
        relabel = push(tr("Relabel"), name="annotate.card.relabel")
        reject = push(tr("Reject"), "ph.x", name="annotate.card.reject")
        for button, what in ((accept, "accept"), (relabel, "relabel"), (reject, "reject")):
            button.clicked.connect(lambda _checked=False, what=what: self._ask(what))
            buttons.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        for widget in (self._swatch, self._name, self._detail, self._buttons):
            row.addWidget(widget)
        self.hide()

    def point(self, span: Span | None, color: int = 1, *, ghost: bool = False) -> None:
        """The mouse is on this span now; None: on none."""
        if span is None:
            self._wait.stop()
            self._next = None
            if self.isVisible():
                self._leave.start()
            return
        if self.isVisible() and self._shown is not None and self._shown[0] == span:
            self._leave.stop()
            return
        if self._next is None or self._next[0] != span:
            self._next = (span, ghost, color)
            self._wait.start()

    def close_now(self) -> bool:
        """Hide the card and tell whether it was there."""
        self._wait.stop()
        self._leave.stop()
        self._next = None
        shown = self.isVisible()
        self.hide()
        return shown

    def enterEvent(self, event: QEnterEvent) -> None:
        self._leave.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._leave.start()
        super().leaveEvent(event)

    def _open(self) -> None:
        if self._next is None:
            return
        span, ghost, color = self._shown = self._next
        self._next = None
        self._swatch.set_index(color)
        self._name.setText(span.label)
        maker = made_by(span, ghost=ghost)
        score = f"{span.confidence:.2f}" if span.confidence is not None else ""
        self._detail.setText(score if ghost and score else " · ".join(filter(None, (score, maker))))
        self._buttons.setVisible(ghost)
        self.adjustSize()
        self._move_to(self._place(span))
        self.raise_()
        self.show()

    def _move_to(self, boxes: list[QRect]) -> None:
        """Open under the span, above it where there is no room, and inside the parent."""
        if not boxes:
            return
        room = self._room.rect().adjusted(8, 8, -8, -8)
        below = boxes[-1].bottom() + 20  # Under rule and code.
        above = boxes[0].top() - self.height() - 6
        y = below if below + self.height() <= room.bottom() or above < room.top() else above
        x = min(boxes[-1].left(), room.right() - self.width())
        self.move(max(room.left(), x), y)

    def _ask(self, what: str) -> None:
        if self._shown is not None:
            span = self._shown[0]
            self.close_now()
            self.asked.emit(what, span.id)
