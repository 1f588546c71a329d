"""Find in the document: a line above the text that counts and steps through the places found."""

import re
from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from bertstudio.core.words import tr
from bertstudio.gui.widgets import IconButton, label

Range = tuple[int, int]


class FindBar(QFrame):
    """Hidden until it is opened. The editor gives it the text and shows what it finds."""

    found = Signal(object, object)
    """All hits as `(start, end)` pairs, and the current one or None."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate.find")
        self.setProperty("surface", "header")
        self._text = ""
        self._hits: tuple[Range, ...] = ()
        self._current = -1
        self._field = QLineEdit()
        self._field.setObjectName("annotate.find.text")
        self._field.setPlaceholderText(tr("Find in this document"))
        self._field.setAccessibleName(tr("Find in this document"))
        self._field.textChanged.connect(lambda _text: self._search(0))
        self._field.installEventFilter(self)
        self._count = label("", "small", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        for icon, words, name, step in (
            ("ph.caret-up", tr("Previous place found"), "annotate.find.previous", -1),
            ("ph.caret-down", tr("Next place found"), "annotate.find.next", 1),
        ):
            row.addWidget(IconButton(icon, words, name=name, clicked=lambda step=step: self.step(step)))  # type: ignore[misc]
        row.addWidget(IconButton("ph.x", tr("Close"), name="annotate.find.close", clicked=self.close_bar))
        self.hide()

    def open(self, words: str, near: int) -> None:
        """Show the bar, with words to find (a selection, or empty for those of last time)."""
        self.show()
        if words:
            self._field.setText(words)
        self._field.setFocus()
        self._field.selectAll()
        self._search(near)

    def set_text(self, text: str) -> None:
        """Search in another text from now on."""
        if text != self._text:
            self._text = text
            if self.isVisible():
                self._search(0)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, round the end."""
        if self._hits:
            self._current = (self._current + by) % len(self._hits)
        self._tell()

    def close_bar(self) -> bool:
        """Hide the bar and what it found; tell whether it was open."""
        open_before = self.isVisible()
        self.hide()
        self._hits, self._current = (), -1
        self.found.emit((), None)
        if open_before:
            self.closed.emit()
        return open_before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
                self.step(-1 if shift else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _search(self, near: int) -> None:
        self._hits = places_of(self._text, self._field.text())
        at = bisect_left(self._hits, (near, near))
        self._current = (at if at < len(self._hits) else 0) if self._hits else -1
        self._tell()

    def _tell(self) -> None:
        if not self._field.text():
            self._count.setText("")
        elif not self._hits:
            self._count.setText(tr("Not in this document"))
        else:
            count, total = f"{self._current + 1:,}", f"{len(self._hits):,}"
            self._count.setText(tr("{count} of {total}", count=count, total=total))
        self.found.emit(self._hits, self._hits[self._current] if self._hits else None)


def places_of(text: str, words: str) -> tuple[Range, ...]:
    """Return where words stand in a text, in any case of their letters."""
    if not words:
        return ()
    return tuple(hit.span() for hit in re.finditer(re.escape(words), text, re.IGNORECASE))
