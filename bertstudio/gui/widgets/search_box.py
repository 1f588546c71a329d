"""The search field for documents: what is typed, and three switches for how it is meant."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.widgets.buttons import IconButton
from bertstudio.gui.widgets.fields import SearchField
from bertstudio.store.documents import Query
from bertstudio.store.search import search_of

SWITCHES: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("match_case", "ph.text-aa", lambda: tr("Match case")),
    ("whole_word", "ph.quotes", lambda: tr("Whole words")),
    ("regex", "ph.asterisk", lambda: tr("Regular expression")),
)
"""Field of `Query`, icon, and what it is called."""
MARGIN = 4


class SearchBox(SearchField):
    """Announces what to search for. The switches lie inside the field, behind what is typed."""

    refused = Signal(str)
    """One sentence on what is wrong with the text; empty when it can be searched for."""

    def __init__(self, placeholder: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, name=name, parent=parent)
        self._switches = QWidget(self)
        row = QHBoxLayout(self._switches)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.switches: dict[str, QToolButton] = {}
        for field, icon, words in SWITCHES:
            button = self._switch(icon, words(), f"{name}_{field}")
            self.switches[field] = button
            row.addWidget(button)
        self.textChanged.connect(lambda _text: self._show_switches())
        self._show_switches()

    def fields(self) -> dict[str, Any]:
        """Return what to search for, as fields of `Query`."""
        switches = {field: button.isChecked() for field, button in self.switches.items()}
        return {"text": self.text().strip(), **switches} if self.text().strip() else {}

    def show_fields(self, query: Query) -> None:
        """Show what a query searches for, without announcing it."""
        self.blockSignals(True)
        for field, button in self.switches.items():
            button.blockSignals(True)
            button.setChecked(bool(getattr(query, field)))
            button.blockSignals(False)
        self.setText(query.text)
        self.blockSignals(False)
        self._show_switches()

    def is_searchable(self) -> bool:
        """Tell whether the text can be searched for, and say what is wrong with it if not."""
        problem = ""
        try:
            search_of(Query(**self.fields()))
        except UserError as error:
            problem = str(error)
        self.setProperty("wrong", "true" if problem else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.refused.emit(problem)
        return not problem

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._switches.sizeHint()
        left = self.width() - size.width() - MARGIN
        self._switches.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())

    def _switch(self, icon: str, words: str, name: str) -> QToolButton:
        button = IconButton(icon, words, name=name)
        button.setCheckable(True)
        side = self.fontMetrics().height() + MARGIN
        button.setFixedSize(side, side)
        button.setIconSize(QSize(side - 2 * MARGIN, side - 2 * MARGIN))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.toggled.connect(self._on_switched)
        return button

    def _on_switched(self) -> None:
        self._show_switches()
        if self.text().strip():
            self.searched.emit(self.text())

    def _show_switches(self) -> None:
        """Leave the field to its placeholder until something is typed."""
        shown = bool(self.text()) or any(button.isChecked() for button in self.switches.values())
        self._switches.setVisible(shown)
        self._show_caps()
        self.setTextMargins(0, 0, self._switches.sizeHint().width() if shown else 0, 0)
