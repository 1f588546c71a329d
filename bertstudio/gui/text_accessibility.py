"""What a screen reader is told of a text view: its text, the caret, where characters stand.

Offsets are UTF-16 units, as Qt counts them. Interface and text are two objects: Qt takes the address of the
text for what it is, which it would not be inside an object of two bases.
"""

from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr, getCppPointer, isValid

from bertstudio.core.text import Utf16Map
from bertstudio.gui.text_view import TextView


def install() -> None:
    """Let screen readers read text views. Costs nothing while none is there."""
    # Qt deletes an interface together with its view. Python must not do so before: the view cannot hold it,
    # because the collector of garbage would free it ahead of the view, and Qt would then free it again.
    kept: list[_Readable] = []

    def made(_kind: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, TextView):
            return None
        kept[:] = [readable for readable in kept if isValid(readable)]
        kept.append(_Readable(thing))
        return kept[-1]

    QAccessible.installFactory(made)


class _Readable(QAccessibleWidget):
    def __init__(self, view: TextView) -> None:
        super().__init__(view, QAccessible.Role.EditableText, view.accessibleName())
        self._text = ReadableText(view)
        view.caret_moved.connect(self.tell)

    def tell(self, _position: int = 0) -> None:
        """Announce where the caret is."""
        QAccessible.updateAccessibility(
            QAccessibleTextCursorEvent(self.object(), self._text.cursorPosition())
        )

    # The stubs ask for a number; what the binding takes for an address is a VoidPtr and nothing else. None,
    # or the object itself, ends the program as soon as a screen reader looks.
    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        if kind is QAccessible.InterfaceType.TextInterface:
            return VoidPtr(getCppPointer(self._text)[0])
        found = cast(VoidPtr | None, super().interface_cast(kind))
        return VoidPtr(0) if found is None else found


class ReadableText(QAccessibleTextInterface):
    """The text of a view in Qt's units."""

    def __init__(self, view: TextView) -> None:
        super().__init__()
        self._view = view
        self._of = ""
        self._units = Utf16Map(())

    def characterCount(self) -> int:
        return self._to_units(len(self._view.text))

    def text(self, start: int, end: int) -> str:
        return self._view.text[self._to_points(start) : self._to_points(end)]

    def cursorPosition(self) -> int:
        return self._to_units(self._view.state.caret or 0)

    # The binding does not hand over pairs of numbers that Qt asks for: a reader would get rubbish. What is
    # selected is announced in words instead.

    def selectionCount(self) -> int:
        return 0

    def selection(self, _index: int) -> tuple[int, int]:
        return 0, 0

    def characterRect(self, offset: int) -> QRect:
        position = self._to_points(offset)
        boxes = self._view.boxes(position, position + 1)
        if not boxes:
            return QRect()
        box = boxes[0].toRect()
        return QRect(self._view.viewport().mapToGlobal(box.topLeft()), box.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        inside = self._view.viewport().mapFromGlobal(point)
        return self._to_units(self._view.place_at(inside.toPointF()).position)

    def scrollToSubstring(self, start: int, end: int) -> None:
        self._view.reveal(self._to_points(start), self._to_points(end))

    def attributes(self, offset: int) -> tuple[str, int, int]:
        return "", offset, self.characterCount()

    # Selecting and placing the caret is the editor's: a person does it with keys and mouse.

    def addSelection(self, _start: int, _end: int) -> None:
        return

    def removeSelection(self, _index: int) -> None:
        return

    def setSelection(self, _index: int, _start: int, _end: int) -> None:
        return

    def setCursorPosition(self, _position: int) -> None:
        return

    def _to_units(self, position: int) -> int:
        return self._map().to_utf16(position)

    def _to_points(self, offset: int) -> int:
        return self._map().to_code_points(min(max(offset, 0), self.characterCount()))

    def _map(self) -> Utf16Map:
        if self._of is not self._view.text:
            self._of = self._view.text
            self._units = Utf16Map.of(self._of)
        return self._units
