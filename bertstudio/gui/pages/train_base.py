"""Which base model the next run begins with: radio cards, a folder, or a download after consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.pages.train_words import size
from bertstudio.gui.widgets import ElidedLabel, heading, label, link, push
from bertstudio.gui.widgets.words import Role

SHOWN_AT_FIRST = 3

Place = Literal["here", "download", "broken"]


@dataclass(frozen=True, slots=True)
class Base:
    """One base model as a card."""

    name: str
    """What `TrainJob.base_model` says: `starter`, a hub name or a folder."""
    title: str
    words: str
    """Languages and number of parameters."""
    place: Place
    size_mb: float = 0.0
    problem: str = ""
    """Why it cannot be used, in words."""
    note: str = ""
    """A warning that concerns this corpus."""
    recommended: bool = False


class BaseCard(QWidget):
    """Radio cards of base models. The one that is picked stays picked when the list is read again."""

    changed = Signal()
    folder_requested = Signal()
    download_requested = Signal(object)
    """A `Base` that is not on this machine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[_Card] = []
        self._group = QButtonGroup(self)
        self._picked = ""
        self.folder = link(tr("From a folder…"), name="train.base_folder")
        self.folder.clicked.connect(self.folder_requested)
        head = QHBoxLayout()
        head.addWidget(heading(tr("Base model")), 1)
        head.addWidget(self.folder)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.more = link(tr("More"), name="train.more_bases", clicked=self._toggle)
        self._unfolded = False
        column.addLayout(head)
        column.addLayout(self._list)
        column.addWidget(self.more)

    @property
    def picked(self) -> Base | None:
        """The base model of the next run."""
        return next((card.base for card in self._cards if card.base.name == self._picked), None)

    def show_bases(self, bases: Sequence[Base]) -> None:
        """Show these models. Without a choice of the user the recommended one is picked."""
        for card in self._cards:
            self._group.removeButton(card.radio)
            self._list.removeWidget(card)
            card.deleteLater()
        self._cards = [_Card(base) for base in bases]
        for card in self._cards:
            self._list.addWidget(card)
            self._group.addButton(card.radio)
            card.radio.toggled.connect(lambda on, name=card.base.name: self._on_toggled(name, on))
            card.download_requested.connect(self.download_requested)
        names = [base.name for base in bases]
        if self._picked not in names:
            usable = [base for base in bases if base.place == "here"]
            first = next((base for base in usable if base.recommended), usable[0] if usable else None)
            self._picked = first.name if first is not None else ""
        self._show_picked()

    def pick(self, name: str) -> bool:
        """Pick a model by name; False if it is not in the list."""
        if not any(card.base.name == name for card in self._cards):
            return False
        self._picked = name
        self._show_picked()
        return True

    def _show_picked(self) -> None:
        for card in self._cards:
            card.show_picked(card.base.name == self._picked)
        self._fold()
        self.changed.emit()

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self._fold()

    def _fold(self) -> None:
        """Show the first few models and the one that is picked, or all."""
        for n, card in enumerate(self._cards):
            card.setVisible(self._unfolded or n < SHOWN_AT_FIRST or card.base.name == self._picked)
        hidden = sum(1 for card in self._cards if card.isHidden())
        text = tr("Fewer") if self._unfolded else trn("1 more", "{count} more", hidden)
        self.more.setText(text)
        self.more.setAccessibleName(tr("Base models: {what}", what=text))
        self.more.setVisible(hidden > 0 or (self._unfolded and len(self._cards) > SHOWN_AT_FIRST))

    def _on_toggled(self, name: str, on: bool) -> None:
        if on and name != self._picked:
            self._picked = name
            self._show_picked()


class _Card(QFrame):
    """One model: radio button, name, languages, and whether it is here."""

    download_requested = Signal(object)

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.base = base
        self._picked = False
        self.setObjectName(f"train.base_card.{_slug(base.name)}")
        self.radio = QRadioButton()
        self.radio.setObjectName(f"train.base.{_slug(base.name)}")
        title = ElidedLabel(base.title)
        title.setFont(theme.font("body", weight="semibold"))
        words = label(base.words, "small", "muted", wrap=True)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(title)
        texts.addWidget(words)
        note = base.problem or base.note or (tr("Recommended") if base.recommended else "")
        if note:
            role: Role = "danger" if base.problem else "warning" if base.note else "success"
            below = label(note, "small", role, wrap=True)
            texts.addWidget(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self.radio)
        row.addLayout(texts, 1)
        row.addWidget(self._place(), 0, Qt.AlignmentFlag.AlignVCenter)
        state = {
            "here": tr("on this machine"),
            "download": tr("to be downloaded"),
            "broken": tr("not usable"),
        }
        spoken = tr(", ").join(part for part in (base.title, base.words, state[base.place], note) if part)
        self.radio.setAccessibleName(spoken)
        self.radio.setEnabled(base.place != "broken")

    def show_picked(self, picked: bool) -> None:
        """Mark the card by fill and border, beside the radio button's own dot."""
        blocked = self.radio.blockSignals(True)
        self.radio.setChecked(picked)
        self.radio.blockSignals(blocked)
        self._picked = picked
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.radio.isEnabled():
            self.radio.setFocus()
            self.radio.setChecked(True)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(active.color("accentTint" if self._picked else "surface"))
        painter.setPen(QPen(active.color("accent" if self._picked else "border"), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, active.radius["card"], active.radius["card"])
        painter.end()

    def _place(self) -> QWidget:
        if self.base.place == "download":
            button = push(size(self.base.size_mb), "ph.download-simple")
            button.setObjectName(f"train.download.{_slug(self.base.name)}")
            button.setAccessibleName(
                tr("Download {name}, {size}", name=self.base.title, size=size(self.base.size_mb))
            )
            button.clicked.connect(lambda: self.download_requested.emit(self.base))
            return button
        if self.base.place == "broken":
            return label("")
        here = QWidget()
        row = QHBoxLayout(here)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        mark = QLabel()
        mark.setPixmap(theme.icon("ph.check", "success").pixmap(13, 13))
        row.addWidget(mark)
        row.addWidget(label(tr("On this machine"), "small", "success"))
        return here


def folder_title(folder: Path) -> str:
    """Return what a base model in a folder is called."""
    return folder.name or str(folder)


def _slug(name: str) -> str:
    """Return a name as part of an objectName."""
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in name)
