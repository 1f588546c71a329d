"""Toasts: at the bottom right for what was done and can be undone, or has finished out of sight."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.later import Later
from bertstudio.gui.messages import Message, Messages
from bertstudio.gui.widgets.buttons import IconButton, push
from bertstudio.gui.widgets.figures import Sign
from bertstudio.gui.widgets.surfaces import TONE_ICONS
from bertstudio.gui.widgets.words import label

AT_MOST = 2
MARGIN_PX = 16
WIDTH_PX = 420
ROW_PX = 44
PLACED_MS = 250


class Toast(QFrame):
    """One message. It goes by itself after a while, but not while the mouse or the keyboard is on it."""

    gone = Signal()

    def __init__(self, message: Message, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = message
        self.setObjectName("toast")
        self.setProperty("surface", "popover")
        self.setAccessibleName(message.text)
        self.text = label(message.text, "body", wrap=True)
        icon, role = TONE_ICONS[message.tone]
        sign = Sign(icon, role, 17)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self.text, 1)
        if message.also is not None:
            words, action = message.also
            row.addWidget(push(words, name="toast.also", clicked=lambda: self._act(action)))
        if message.button and message.action is not None:
            row.addWidget(
                push(message.button, name="toast.action", clicked=lambda: self._act(message.action))
            )
        row.addWidget(IconButton("ph.x", tr("Close"), name="toast.close", clicked=self.close_now))
        self._cast_shadow()
        durations = theme.active().duration_ms
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(durations["toastWithUndo" if message.button else "toast"])
        self._timer.timeout.connect(self.close_now)
        self._timer.start()

    @property
    def is_paused(self) -> bool:
        return not self._timer.isActive()

    def fit(self) -> None:
        """Take as much room as the words need."""
        words = self.text.fontMetrics().horizontalAdvance(self.text.text()) + 4
        others = self.sizeHint().width() - self.text.sizeHint().width()
        width = min(WIDTH_PX, words + others)
        # The label still asks for the height that it needed at another width.
        self.text.setMinimumHeight(0)
        self.resize(width, max(self.heightForWidth(width), ROW_PX))

    def close_now(self) -> None:
        """Take it away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        focused = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self._timer.start()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._timer.stop()
        super().focusInEvent(event)

    def _act(self, action: Callable[[], object] | None) -> None:
        self.close_now()
        if action is not None:
            action()

    def _cast_shadow(self) -> None:
        if theme.active().dark:
            return
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(10, 14, 22, 41))
        self.setGraphicsEffect(shadow)


class Toasts(QObject):
    """Shows what `Messages` says over the bottom right corner of a window, two at a time.

    They are children of the window, not windows of their own: those cannot be placed on Wayland, and would
    take the focus from the editor on some desktops.
    """

    def __init__(self, messages: Messages, window: QWidget, bottom_px: int) -> None:
        """`bottom_px` is the height of what they must not cover: the status bar."""
        super().__init__(window)
        self._window = window
        self._bottom_px = bottom_px
        self.shown: list[Toast] = []
        self._unseen: list[Message] = []
        # What was done is painted before it is said that it was done.
        self._later = Later(self._show_unseen, self)
        # Pages and drawers come and go under a toast, and with them the buttons that it must not cover.
        self._again = QTimer(self, interval=PLACED_MS)
        self._again.timeout.connect(self._place)
        messages.said.connect(self._on_said)
        messages.outdated.connect(self._on_outdated)
        window.installEventFilter(self)

    def _on_said(self, message: Message) -> None:
        self._unseen = [*self._unseen, message][-AT_MOST:]
        self._later.ask()

    def _on_outdated(self) -> None:
        """Take away what offers to undo a step that is not the last one any more."""
        self._unseen = [message for message in self._unseen if not message.until_next_change]
        for toast in [toast for toast in self.shown if toast.message.until_next_change]:
            toast.close_now()

    def _show_unseen(self) -> None:
        unseen, self._unseen = self._unseen, []
        for message in unseen:
            self._show(message)

    def _show(self, message: Message) -> None:
        """Show one more; the oldest makes room, and so does one that says the same."""
        for same in [toast for toast in self.shown if toast.message.text == message.text]:
            same.close_now()
        while len(self.shown) >= AT_MOST:
            self.shown[0].close_now()
        toast = Toast(message, self._window)
        toast.gone.connect(lambda: self._forget(toast))
        self.shown.append(toast)
        toast.show()
        toast.raise_()
        self._place()
        self._again.start()
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _forget(self, toast: Toast) -> None:
        if toast in self.shown:
            self.shown.remove(toast)
            toast.deleteLater()
            self._place()
        if not self.shown:
            self._again.stop()

    def _floor(self) -> int:
        """Return the lowest y, in pixels of the window, that covers no button of a page."""
        bottom = self._window.height() - self._bottom_px
        left = self._window.width() - WIDTH_PX - MARGIN_PX
        feet = [foot for foot in self._window.findChildren(QFrame) if foot.property("surface") == "footer"]
        spots = [(foot.mapTo(self._window, QPoint(0, 0)), foot) for foot in feet if foot.isVisible()]
        at_the_end = [
            spot.y()
            for spot, foot in spots
            if spot.y() + foot.height() > bottom - MARGIN_PX and spot.x() + foot.width() > left
        ]
        return min((bottom, *(y for y in at_the_end if y > self._window.height() // 2)))

    def _place(self) -> None:
        bottom = self._floor() - MARGIN_PX
        for toast in reversed(self.shown):
            toast.fit()
            bottom -= toast.height()
            toast.move(self._window.width() - toast.width() - MARGIN_PX, bottom)
            bottom -= 8
