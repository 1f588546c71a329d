"""Plays a person in the real window: mouse and key events, and waiting for what they lead to.

A story is a generator that yields conditions; it goes on when the condition holds. The event loop of the
application runs all the time, as it does for a person.
"""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Condition = Callable[[], bool]

POLL_MS = 20
DEFAULT_PATIENCE_S = 30.0


class StuckError(Exception):
    """What the story waited for did not come."""


class Wait:
    """A condition with a name, for the message, and a time in seconds after which the story is stuck."""

    def __init__(self, what: str, condition: Condition, patience_s: float = DEFAULT_PATIENCE_S) -> None:
        self.what = what
        self.condition = condition
        self.patience_s = patience_s


class Story(QObject):
    """Runs a generator of `Wait`s in the event loop."""

    ended = Signal(object)
    """None, or the exception that ended it."""

    def __init__(self, waits: Iterator[Wait], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waits = waits
        self._wait: Wait | None = None
        self._since = 0.0
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        self._timer.start()

    def _on_tick(self) -> None:
        # The step itself may run a nested loop (a menu, a drag); it must not be entered twice.
        self._timer.stop()
        try:
            if self._holds():
                self._wait = next(self._waits)
                self._since = time.monotonic()
        except StopIteration:
            self.ended.emit(None)
            return
        except Exception as error:  # noqa: BLE001 - the listener reports it, whatever it is
            self.ended.emit(error)
            return
        self._timer.start()

    def _holds(self) -> bool:
        if self._wait is None or self._wait.condition():
            return True
        if time.monotonic() - self._since > self._wait.patience_s:
            raise StuckError(self._wait.what)
        return False


def find(root: QWidget, name: str) -> QWidget:
    """Return the visible widget of that objectName (`page.thing`), in the window or a popup of it.

    Raises:
        LookupError: there is none.
    """
    places = [root, *QApplication.topLevelWidgets()]
    found = [widget for place in places for widget in _named(place, name)]
    visible = [widget for widget in found if widget.isVisible()]
    if not visible:
        raise LookupError(name)
    return visible[0]


def _named(place: QWidget, name: str) -> list[QWidget]:
    own = [place] if place.objectName() == name else []
    return own + list(place.findChildren(QWidget, name))


def is_there(root: QWidget, name: str) -> bool:
    """Tell whether a visible, enabled widget of that name exists."""
    try:
        return find(root, name).isEnabled()
    except LookupError:
        return False


def click(widget: QWidget, at: QPoint | None = None, *, twice: bool = False) -> None:
    """Click with the left button, in the middle or at a place in the widget's coordinates."""
    event = QTest.mouseDClick if twice else QTest.mouseClick
    event(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Press, move and release, as a person selects text."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 5):
        QTest.mouseMove(widget, start + (end - start) * part / 4)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def press(widget: QWidget, keys: str) -> None:
    """Press a key or a combination such as `Ctrl+2`; in a window, where the keyboard is."""
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs lack __getitem__
    # Shortcuts go to the active window only, and a toast or a card may have come in between.
    widget.window().activateWindow()
    focused = QApplication.focusWidget() if widget.isWindow() else None
    QTest.keyClick(focused or widget, combination.key(), combination.keyboardModifiers())


def type_text(widget: QWidget, text: str) -> None:
    """Type into a field."""
    QTest.keyClicks(widget, text)
