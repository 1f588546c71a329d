"""The strip of keys below the text. It follows what is selected; closed once, it stays closed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui.widgets import IconButton, KeyCap, key_caps, label

Hint = tuple[tuple[str, ...], str]


def hints_for(situation: str) -> tuple[Hint, ...]:
    """Return keys and what they do now, for `text`, `selection`, `span`, `suggestion` or `labels`."""
    digits = (("1", "–", "9"), tr("tag"))
    table: dict[str, tuple[Hint, ...]] = {
        "text": (
            (("Space",), tr("take a word")),
            (("J",), tr("next entity")),
            (("Tab",), tr("next suggestion")),
            (("Ctrl+Return",), tr("done, next")),
            (("U",), tr("next uncertain")),
        ),
        "selection": (
            digits,
            (("L",), tr("list of labels")),
            (("Space",), tr("one word more")),
            (("Shift+Space",), tr("one less")),
            (("Esc",), tr("clear")),
        ),
        "span": (
            (("1", "–", "9"), tr("relabel")),
            (("Shift", "← →"), tr("resize")),
            (("X",), tr("other edge")),
            (("Del",), tr("remove")),
            (("T",), tr("note")),
        ),
        "suggestion": (
            (("Return",), tr("accept")),
            (("Del",), tr("reject")),
            (("1", "–", "9"), tr("accept as")),
            (("Tab",), tr("next suggestion")),
            (("A",), tr("accept the sure ones")),
        ),
        "labels": (
            (("1", "–", "9"), tr("label on or off")),
            (("Return",), tr("accept suggestions")),
            (("Ctrl+Return",), tr("done, next")),
            (("Alt+Down",), tr("next document")),
            (("U",), tr("next uncertain")),
        ),
    }
    return table[situation]


class KeyHints(QFrame):
    """One line of key caps and words."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate.hints")
        self.setProperty("surface", "footer")
        self._situation = ""
        self._hints = QWidget()
        self._row = QHBoxLayout(self._hints)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        close = IconButton("ph.x", tr("Hide these keys"), name="annotate.hints.close")
        close.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 10, 3)
        row.addWidget(self._hints, 1)
        row.addWidget(close)
        self._parts: list[list[QWidget]] = []

    def show_situation(self, situation: str) -> None:
        """Show the keys of a situation."""
        if situation == self._situation:
            return
        self._situation = situation
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._parts = [self._part(keys, words) for keys, words in hints_for(situation)]
        self._row.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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

    def _fit(self) -> None:
        """Leave out the last hints where there is no room for them."""
        room = self.width() - 70
        for parts in self._parts:
            room -= sum(part.sizeHint().width() + 5 for part in parts) + 14
            for part in parts:
                part.setVisible(room >= 0)
