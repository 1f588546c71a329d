"""The table of models."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.models_rows import ModelRow
from bertstudio.gui.pages.train_checks import InsetRows
from bertstudio.gui.pages.train_words import clock, size, state_chip
from bertstudio.gui.widgets.rows import RowHeights

ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NARROW = 700
"""Below this width (logical pixels) the start is left out."""


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _state(row: ModelRow) -> str:
    return tr("In use") if row.in_use else state_chip(row.run.state)[0]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what it shows, what it is sorted by, and its share of the width."""

    title: Callable[[], str]
    text: Callable[[ModelRow], str]
    key: Callable[[ModelRow], Any]
    share: int
    number: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(lambda: tr("Name"), lambda row: row.name, lambda row: row.number, 130),
    Column(lambda: tr("Base model"), lambda row: row.base, lambda row: row.base, 150),
    Column(
        lambda: tr("Started at"),
        lambda row: clock(row.run.started) if row.run.started else "–",
        lambda row: row.run.started,
        130,
    ),
    Column(
        lambda: tr("F1 on dev"),
        lambda row: _score(row.dev_f1),
        lambda row: row.dev_f1 or -1.0,
        92,
        number=True,
    ),
    Column(
        lambda: tr("F1 on test"),
        lambda row: _score(row.test_f1),
        lambda row: row.test_f1 or -1.0,
        96,
        number=True,
    ),
    Column(lambda: tr("Size"), lambda row: size(row.size_mb), lambda row: row.size_mb, 76, number=True),
    Column(lambda: tr("State"), _state, _state, 110),
)
NAME, STARTED = 0, 2


class ModelsModel(QAbstractTableModel):
    """The rows as they were read last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ModelRow, ...] = ()

    def show_rows(self, rows: Sequence[ModelRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> ModelRow:
        return self._rows[number]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title()
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = 0) -> Any:
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(row)
        if role == SORT_ROLE:
            return column.key(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == NAME:
            icon = "ph.push-pin" if row.in_use else "ph.cube" if row.run.has_model else "ph.minus-circle"
            return theme.icon(icon, "accent" if row.in_use else "textMuted")
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(
                "body", weight="semibold" if index.column() == NAME else "regular", tabular=True
            )
        return None


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[column].number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class ModelsTable(QTableView):
    """One row a run; the newest first until a head is clicked."""

    picked = Signal(object)
    """The `ModelRow` that is current now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models.table")
        self.setAccessibleName(tr("Models"))
        self._model = ModelsModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORT_ROLE)
        self.setModel(self._sorted)
        self.setItemDelegate(InsetRows(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        RowHeights(self, "corpus")
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_rows(self, rows: Sequence[ModelRow], number: int) -> None:
        """Show these rows and make the run of that number the current one, or the first."""
        self._model.show_rows(rows)
        place = next((n for n, row in enumerate(rows) if row.number == number), 0)
        if rows:
            source = self._model.index(place, NAME)
            self.setCurrentIndex(self._sorted.mapFromSource(source))

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        self.setColumnHidden(STARTED, width < NARROW)
        shown = [n for n in range(len(COLUMNS)) if not self.isColumnHidden(n)]
        total = sum(COLUMNS[n].share for n in shown)
        for n in shown:
            self.horizontalHeader().resizeSection(n, width * COLUMNS[n].share // total)
        super().resizeEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self._model.row(self._sorted.mapToSource(index).row()))
