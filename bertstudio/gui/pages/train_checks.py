"""The table of checks on dev: the numbers of the curves, for reading and for screen readers."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from bertstudio.core.events import Finished, Scored
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.train_record import Record
from bertstudio.gui.pages.train_words import duration
from bertstudio.gui.widgets.rows import RowHeights

INSET = 5
SHARES = (78, 96, 78, 78, 66, 84, 100)
"""How wide the columns are, each in proportion to the others."""
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


def _loss(record: Record, scored: Scored) -> str:
    loss = record.loss_at(scored.step)
    return "–" if loss is None else f"{loss:.3f}"


def _epoch(_: Record, scored: Scored) -> str:
    return f"{scored.epoch:.2f}".rstrip("0").rstrip(".")


def _time(record: Record, scored: Scored) -> str:
    if record.started is None or not scored.time or not record.started.time:
        return "–"
    return duration(scored.time - record.started.time)


def _f1(record: Record, scored: Scored) -> str:
    best = record.best is not None and record.best.step == scored.step
    return f"★ {scored.f1:.3f}" if best else f"{scored.f1:.3f}"


COLUMNS: tuple[tuple[Callable[[], str], Callable[[Record, Scored], str]], ...] = (
    (lambda: tr("Epoch"), _epoch),
    (lambda: tr("Training loss"), _loss),
    (lambda: tr("Dev loss"), lambda _, scored: f"{scored.loss:.3f}"),
    (lambda: tr("Precision"), lambda _, scored: f"{scored.precision:.3f}"),
    (lambda: tr("Recall"), lambda _, scored: f"{scored.recall:.3f}"),
    (lambda: tr("F1 on dev"), _f1),
    (lambda: tr("Time"), _time),
)
F1_COLUMN = 5


class ChecksModel(QAbstractTableModel):
    """One row for each time dev was scored, and one for the epoch under way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._record = Record()
        self._rows = 0

    def show_record(self, record: Record) -> None:
        """Show another run."""
        self.beginResetModel()
        self._record = record
        self._rows = self._count()
        self.endResetModel()

    def refresh(self) -> None:
        """The record has grown."""
        count = self._count()
        if count > self._rows:
            self.beginInsertRows(ROOT, self._rows, count - 1)
            self._rows = count
            self.endInsertRows()
        elif count < self._rows:
            self.beginRemoveRows(ROOT, count, self._rows - 1)
            self._rows = count
            self.endRemoveRows()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0]()
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.FontRole:
            weight = "semibold" if index.column() == F1_COLUMN else "regular"
            return theme.font("body", weight=weight, tabular=True)
        if index.row() >= self._rows:
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return str(self.data(index, Qt.ItemDataRole.DisplayRole)).replace("★", tr("best"))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.row() >= len(self._record.scores):
            return self._under_way(index.column())
        return COLUMNS[index.column()][1](self._record, self._record.scores[index.row()])

    def _count(self) -> int:
        running = self._record.outcome is None and self._record.progress is not None
        return len(self._record.scores) + int(running)

    def _under_way(self, column: int) -> str:
        """The last row, while the run goes on."""
        record = self._record
        if column == 0 and record.progress is not None:
            return f"{record.progress.epoch:.2f}"
        if column == 1 and record.loss_now is not None:
            return f"{record.loss_now:.3f}"
        if column == len(COLUMNS) - 1:
            return tr("running")
        return "–"


class InsetRows(QStyledItemDelegate):
    """Text as far from the border of its cell as in the header, and a line under each row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
        option.rect = rect.adjusted(INSET, 0, -INSET, -1)
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index).grownBy(QMargins(INSET, 0, INSET, 0))


class _Table(QTableView):
    """Shares the width out to the columns by what they hold."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        header = self.horizontalHeader()
        for section, share in enumerate(SHARES[: header.count()]):
            header.resizeSection(section, event.size().width() * share // sum(SHARES))
        super().resizeEvent(event)


def checks_table(model: ChecksModel) -> QTableView:
    """Return the table, as the design draws it."""
    table = _Table()
    table.setObjectName("train.checks")
    table.setAccessibleName(tr("Checks on dev"))
    table.setModel(model)
    table.setItemDelegate(InsetRows(table))
    table.setShowGrid(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    RowHeights(table, "compact")
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return table


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def stopped(record: Record) -> bool:
    """Tell whether the user ended this run."""
    return isinstance(record.outcome, Finished) and record.outcome.stopped
