"""The row of filters above the table: text, split, status, language, label. Together they are a `Query`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from bertstudio.core.documents import Split, Status
from bertstudio.core.words import tr, trn
from bertstudio.gui.pages.corpus_table import language_name, split_name, status_name
from bertstudio.gui.session import Session
from bertstudio.gui.widgets.fields import SearchField
from bertstudio.gui.widgets.words import label
from bertstudio.store import documents
from bertstudio.store.documents import Query


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter button: the field of `Query` it sets and the choices it offers."""

    field: str
    title: Callable[[], str]
    choices: Callable[[Session], list[tuple[Any, str]]]


def _languages(session: Session) -> list[tuple[Any, str]]:
    return [(code, language_name(code) or tr("Unknown")) for code in documents.languages(session.project)]


FILTERS = (
    Filter("splits", lambda: tr("Split"), lambda _: [(split, split_name(split)) for split in Split]),
    Filter("statuses", lambda: tr("Status"), lambda _: [(status, status_name(status)) for status in Status]),
    Filter("languages", lambda: tr("Language"), _languages),
    Filter("labels", lambda: tr("Label"), lambda session: [(name, name) for name in session.labels.names]),
)


class FilterButton(QToolButton):
    """`Split  Any ▾`: a menu of choices, several may be ticked."""

    picked = Signal()

    def __init__(self, row: Filter, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._session = session
        self.values: tuple[Any, ...] = ()
        self.setObjectName(f"corpus.filter_{row.field}")
        self.setProperty("kind", "outlined")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._show()

    def clear(self) -> None:
        self.values = ()
        self._show()

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.addAction(tr("Any"), self._pick_any)
        menu.addSeparator()
        for value, text in self._row.choices(self._session):
            action = QAction(text, menu, checkable=True, checked=value in self.values)
            action.toggled.connect(lambda on, value=value: self._toggle(value, on))
            menu.addAction(action)

    def _pick_any(self) -> None:
        self.clear()
        self.picked.emit()

    def _toggle(self, value: Any, on: bool) -> None:
        others = tuple(v for v in self.values if v != value)
        self.values = (*others, value) if on else others
        self._show()
        self.picked.emit()

    def _show(self) -> None:
        names = dict(self._row.choices(self._session)) if self.values else {}
        chosen = ", ".join(names.get(value, str(value)) for value in self.values) or tr("Any")
        self.setText(f"{self._row.title()}  {chosen}")
        self.setAccessibleName(tr("Filter by {field}: {chosen}", field=self._row.title(), chosen=chosen))
        self.setCheckable(bool(self.values))
        self.setChecked(bool(self.values))


class FilterBar(QWidget):
    """Announces the query that the filters make up, 150 ms after the last keystroke."""

    changed = Signal(object)
    """A `Query`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = ("position", False)
        self.search = SearchField(tr("Search all text"), name="corpus.search")
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(240)
        self._buttons = [FilterButton(row, session) for row in FILTERS]
        self._count = label(role="muted")
        self._count.setObjectName("corpus.count")
        self.search.searched.connect(lambda _: self._announce())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 10)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        for button in self._buttons:
            button.picked.connect(self._announce)
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._count)

    def query(self) -> Query:
        """Return what the filters say now."""
        chosen = {row.field: button.values for row, button in zip(FILTERS, self._buttons, strict=True)}
        order, descending = self._order
        return replace(Query(text=self.search.text().strip(), order=order, descending=descending), **chosen)

    def is_filtering(self) -> bool:
        return bool(self.search.text().strip()) or any(button.values for button in self._buttons)

    def set_order(self, order: str, descending: bool) -> None:
        self._order = (order, descending)
        self._announce()

    def clear(self) -> None:
        for button in self._buttons:
            button.clear()
        self.search.clear()
        self._announce()

    def show_count(self, shown: int, total: int) -> None:
        """Say `38 of 412`, or `412 documents` when nothing is filtered."""
        both = tr("{shown} of {total}", shown=f"{shown:,}", total=f"{total:,}")
        self._count.setText(both if self.is_filtering() else trn("1 document", "{count} documents", total))

    def _announce(self) -> None:
        self.changed.emit(self.query())
