"""The strip of keys below the text. It follows what is selected; closed once, it stays closed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from bertstudio.core.words import tr
from bertstudio.gui.keymap import Keymap
from bertstudio.gui.later import Later
from bertstudio.gui.widgets import IconButton, KeyCap, key_caps, label

_DIGITS = ("1", "–", "9")
_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}

HINTS: dict[str, tuple[tuple[str, Callable[[], str]], ...]] = {
    "text": (
        ("take-word", lambda: tr("take a word")),
        ("next-span", lambda: tr("next entity")),
        ("next-suggestion", lambda: tr("next suggestion")),
        ("done-next", lambda: tr("done, next")),
        ("next-uncertain", lambda: tr("next uncertain")),
    ),
    "sticky": (
        ("take-word", lambda: tr("tag a word")),
        ("give-word-back", lambda: tr("one less")),
        ("", lambda: tr("another label")),
        ("escape", lambda: tr("drop the sticky label")),
    ),
    "selection": (
        ("", lambda: tr("tag")),
        ("label-list", lambda: tr("list of labels")),
        ("take-word", lambda: tr("one word more")),
        ("give-word-back", lambda: tr("one less")),
        ("escape", lambda: tr("clear")),
    ),
    "span": (
        ("", lambda: tr("relabel")),
        ("extend-right", lambda: tr("resize")),
        ("other-edge", lambda: tr("other edge")),
        ("remove", lambda: tr("remove")),
        ("note", lambda: tr("note")),
    ),
    "suggestion": (
        ("accept", lambda: tr("accept")),
        ("remove", lambda: tr("reject")),
        ("", lambda: tr("accept as")),
        ("next-suggestion", lambda: tr("next suggestion")),
        ("accept-many", lambda: tr("accept the sure ones")),
    ),
    "labels": (
        ("", lambda: tr("label on or off")),
        ("accept", lambda: tr("accept suggestions")),
        ("done-next", lambda: tr("done, next")),
        ("next-document", lambda: tr("next document")),
        ("next-uncertain", lambda: tr("next uncertain")),
    ),
}
"""Commands of the table of keys and what they do now, by situation of an editor; "" stands for the digits.

With a sticky label and nothing selected the situation is "sticky"."""


class KeyHints(QFrame):
    """One line of key caps and words."""

    dismissed = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate.hints")
        self.setProperty("surface", "footer")
        self._keymap = keymap
        self._situation = ""
        self._sticky = False
        self._rows: dict[str, _Row] = {}
        self._stack = QStackedWidget()
        self._later = Later(self._show, self)
        close = IconButton("ph.x", tr("Hide these keys"), name="annotate.hints.close")
        close.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 10, 3)
        row.addWidget(self._stack, 1)
        row.addWidget(close)
        keymap.changed.connect(self._on_keys)

    def show_situation(self, situation: str) -> None:
        """Show the keys of a situation, once what led to it is painted."""
        self._situation = situation
        self._change()

    def show_pinned(self, label: str) -> None:
        """Show what keys do under a sticky label; an empty name drops it."""
        self._sticky = bool(label)
        self._change()

    def _change(self) -> None:
        if self._rows:
            self._later.ask()
        else:
            self._show()

    def _show(self) -> None:
        situation = "sticky" if self._sticky and self._situation == "text" else self._situation
        if situation not in self._rows:
            self._rows[situation] = _Row(situation, self._keymap)
            self._stack.addWidget(self._rows[situation])
        self._stack.setCurrentWidget(self._rows[situation])

    def _on_keys(self) -> None:
        for row in self._rows.values():
            self._stack.removeWidget(row)
            row.deleteLater()
        self._rows.clear()
        self._show()


class _Row(QWidget):
    """The hints of one situation; the last ones are left out where there is no room."""

    def __init__(self, situation: str, keymap: Keymap) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        hints = [(_caps(command, keymap), words()) for command, words in HINTS[situation]]
        self._parts = [self._part(caps, words) for caps, words in hints if caps]
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

    def _part(self, caps: Sequence[str], words: str) -> list[QWidget]:
        parts: list[QWidget] = [label(cap, "small", "muted") if cap == "–" else KeyCap(cap) for cap in caps]
        parts.append(label(words, "small", "muted"))
        for widget in parts:
            self._row.addWidget(widget)
        self._row.addSpacing(14)
        return parts


def _caps(command: str, keymap: Keymap) -> Sequence[str]:
    if not command:
        return _DIGITS
    return [_ARROWS.get(cap, cap) for cap in key_caps(keymap.first(f"annotate.{command}"))]
