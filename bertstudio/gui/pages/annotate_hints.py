"""The strip of keys below the text. It follows what is selected; closed once, it stays closed."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from bertstudio.core.words import tr
from bertstudio.gui.widgets import IconButton, KeyCap, key_caps, label

_DIGITS = ("1", "–", "9")

HINTS: dict[str, tuple[tuple[tuple[str, ...], Callable[[], str]], ...]] = {
    "text": (
        (("Space",), lambda: tr("take a word")),
        (("J",), lambda: tr("next entity")),
        (("Tab",), lambda: tr("next suggestion")),
        (("Ctrl+Return",), lambda: tr("done, next")),
        (("U",), lambda: tr("next uncertain")),
    ),
    "selection": (
        (_DIGITS, lambda: tr("tag")),
        (("L",), lambda: tr("list of labels")),
        (("Space",), lambda: tr("one word more")),
        (("Shift+Space",), lambda: tr("one less")),
        (("Esc",), lambda: tr("clear")),
    ),
    "span": (
        (_DIGITS, lambda: tr("relabel")),
        (("Shift", "← →"), lambda: tr("resize")),
        (("X",), lambda: tr("other edge")),
        (("Del",), lambda: tr("remove")),
        (("T",), lambda: tr("note")),
    ),
    "suggestion": (
        (("Return",), lambda: tr("accept")),
        (("Del",), lambda: tr("reject")),
        (_DIGITS, lambda: tr("accept as")),
        (("Tab",), lambda: tr("next suggestion")),
        (("A",), lambda: tr("accept the sure ones")),
    ),
    "labels": (
        (_DIGITS, lambda: tr("label on or off")),
        (("Return",), lambda: tr("accept suggestions")),
        (("Ctrl+Return",), lambda: tr("done, next")),
        (("Alt+Down",), lambda: tr("next document")),
        (("U",), lambda: tr("next uncertain")),
    ),
}
"""Keys and what they do, for each situation of an editor."""


class KeyHints(QFrame):
    """One line of key caps and words."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate.hints")
        self.setProperty("surface", "footer")
        self._rows: dict[str, _Row] = {}
        self._stack = QStackedWidget()
        close = IconButton("ph.x", tr("Hide these keys"), name="annotate.hints.close")
        close.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 10, 3)
        row.addWidget(self._stack, 1)
        row.addWidget(close)

    def show_situation(self, situation: str) -> None:
        """Show the keys of a situation."""
        if situation not in self._rows:
            self._rows[situation] = _Row(situation)
            self._stack.addWidget(self._rows[situation])
        self._stack.setCurrentWidget(self._rows[situation])


class _Row(QWidget):
    """The hints of one situation; the last ones are left out where there is no room."""

    def __init__(self, situation: str) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self._parts = [self._part(keys, words()) for keys, words in HINTS[situation]]
        self._row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width()
        for parts in self._parts:
            room -= sum(part.sizeHint().width() + 5 for part in parts) + 14
            for part in parts:
                part.setVisible(room >= 0)

    def _part(self, keys: tuple[str, ...], words: str) -> list[QWidget]:
        parts: list[QWidget] = []
        for key in keys:
            parts += (
                [label(key, "small", "muted")]
                if key == "–"
                else [KeyCap(cap) for cap in key_caps(key) or [key]]
            )
        parts.append(label(words, "small", "muted"))
        for widget in parts:
            self._row.addWidget(widget)
        self._row.addSpacing(14)
        return parts
