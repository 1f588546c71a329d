"""The table of labels: precision, recall, F1 and support, sortable, every number a door to what it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.evaluation import findings as looks
from bertstudio.evaluation import report as reports
from bertstudio.evaluation.findings import Choice, Findings, What
from bertstudio.evaluation.intervals import wilson
from bertstudio.gui import theme
from bertstudio.gui.marks import UNKNOWN_COLOR
from bertstudio.gui.pages.evaluate_tiles import change_role, change_text, change_words
from bertstudio.gui.widgets.figures import BarDelegate, draw_ring

if TYPE_CHECKING:
    import pandas as pd

Index = QModelIndex | QPersistentModelIndex

SHARE_ROLE = int(Qt.ItemDataRole.UserRole)
"""Length of the bar, 0 to 1, or None."""
TONE_ROLE = SHARE_ROLE + 1
"""Colour of the text, by its name in the theme."""
WEIGHT_ROLE = SHARE_ROLE + 2
FEW_ROLE = SHARE_ROLE + 3

MOST_ROWS = 16
"""A longer table scrolls inside."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the table, what it is called, and the list behind its cells."""

    field: str
    title: Callable[[], str]
    what: What
    numeric: bool = True


COLUMNS = (
    Column("label", lambda: tr("Label"), "f1", numeric=False),
    Column("precision", lambda: tr("Precision"), "precision"),
    Column("recall", lambda: tr("Recall"), "recall"),
    Column("f1", lambda: tr("F1"), "f1"),
    Column("support", lambda: tr("Entities"), "support"),
    Column("change", lambda: tr("Change"), "f1"),
)
LABEL, SUPPORT, CHANGE = 0, 4, 5
BARS = (1, 2, 3)


def average_name(average: str, kind: str) -> str:
    """Return what an average is called, with its name in the literature."""
    everything = tr("All entities") if kind == reports.SPANS else tr("All labels together")
    return {"micro": everything, "macro": tr("Mean of labels"), "weighted": tr("Weighted mean")}[average]


class LabelModel(QAbstractTableModel):
    """A pandas table of labels behind a Qt model. Sorting moves labels; the averages stay below them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: pd.DataFrame | None = None
        self._records: list[dict[str, Any]] = []
        self._findings: Findings | None = None
        self._labels = LabelSet()
        self._order: tuple[int, Qt.SortOrder] | None = None

    def show_findings(self, table: "pd.DataFrame", findings: Findings, labels: LabelSet) -> None:
        self.beginResetModel()
        self._table, self._findings, self._labels = table, findings, labels
        self._arrange()
        self.endResetModel()

    def frame(self) -> "pd.DataFrame":
        """Return the table as it is shown, sorted. Raises RuntimeError before there is one."""
        if self._table is None:
            raise RuntimeError("no table is shown")
        labels = self._table[self._table["average"] == ""]
        averages = self._table[self._table["average"] != ""]
        if self._order is not None:
            field, up = COLUMNS[self._order[0]].field, self._order[1] is Qt.SortOrder.AscendingOrder
            key = (lambda names: names.str.casefold()) if field == "label" else None
            labels = labels.sort_values(field, ascending=up, key=key, kind="stable")
        import pandas as pd

        return pd.concat([labels, averages], ignore_index=True)

    def choice(self, index: Index) -> Choice:
        """Return the list behind a cell."""
        record = self._records[index.row()]
        return Choice(COLUMNS[index.column()].what, None if record["average"] else record["label"])

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._records)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._order = None if column < 0 else (column, order)
        self._arrange()
        self.layoutChanged.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole or self._findings is None:
            return None
        if section == SUPPORT and self._findings.report.kind == reports.LABELS:
            return tr("Documents")
        if section == CHANGE and self._findings.comparison is not None:
            return tr("vs run {run}", run=self._findings.comparison.run)
        return COLUMNS[section].title()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._findings is None or not index.isValid():
            return None
        record, column = self._records[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(record, column)
        if role == SHARE_ROLE:
            return record[COLUMNS[column].field] if column in BARS else None
        if role == Qt.ItemDataRole.DecorationRole and column == LABEL and not record["average"]:
            return theme.swatch(color_of(self._labels, record["label"]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == WEIGHT_ROLE:
            return "semibold" if record["average"] == "micro" else "regular"
        if role == FEW_ROLE:
            return column == LABEL and self._is_few(record)
        if role == TONE_ROLE:
            return self._tone(record, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._explained(record, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.headerData(column, Qt.Orientation.Horizontal)
            return f"{self._text(record, LABEL)}, {title}: {self._text(record, column)}"
        return None

    def _arrange(self) -> None:
        if self._table is not None:
            self._records = self.frame().to_dict("records")

    def _text(self, record: dict[str, Any], column: int) -> str:
        value = record[COLUMNS[column].field]
        if column == LABEL:
            kind = self._findings.report.kind if self._findings else reports.SPANS
            return average_name(record["average"], kind) if record["average"] else str(value)
        if column == SUPPORT:
            return f"{value:,}"
        if column == CHANGE:
            return "" if isnan(value) else change_text(value)
        return f"{value:.3f}"

    def _is_few(self, record: dict[str, Any]) -> bool:
        return (
            not record["average"]
            and self._findings is not None
            and looks.is_few(self._findings.scores.labels[record["label"]])
        )

    def _tone(self, record: dict[str, Any], column: int) -> str:
        comparison = self._findings.comparison if self._findings else None
        if column == CHANGE and comparison is not None:
            name = record["label"]
            change = comparison.total if record["average"] else comparison.labels.get(name)
            return change_role(change) if change else "textFaint"
        return "textMuted" if record["average"] in {"macro", "weighted"} else "text"

    def _explained(self, record: dict[str, Any], column: int) -> str:
        if self._findings is None or record["average"]:
            return _AVERAGE_HELP[record["average"]]() if record["average"] else ""
        counts = self._findings.scores.labels[record["label"]]
        comparison = self._findings.comparison
        field = COLUMNS[column].field
        if column == CHANGE:
            change = comparison.labels.get(record["label"]) if comparison else None
            return change_words(change) if change else ""
        if field in {"precision", "recall"}:
            total = counts.predicted if field == "precision" else counts.support
            low, high = wilson(counts.true_positives, total)
            values = {"right": counts.true_positives, "total": total, "low": low, "high": high}
            return tr("{right} of {total}; 95 of 100 times between {low:.2f} and {high:.2f}.", **values)
        if column == LABEL and looks.is_few(counts):
            return tr("Fewer than 30 in this split: these numbers say little.")
        values = {
            "right": counts.true_positives,
            "wrong": counts.false_positives,
            "missed": counts.false_negatives,
        }
        return tr("{right} found, {wrong} false alarms, {missed} missed.", **values)


_AVERAGE_HELP: dict[str, Callable[[], str]] = {
    "micro": lambda: tr("Micro average: everything counted together."),
    "macro": lambda: tr("Macro average: the plain mean over labels, so rare labels count fully."),
    "weighted": lambda: tr("Weighted average: the mean over labels, weighted by how often each occurs."),
}


def color_of(labels: LabelSet, name: str | None) -> int:
    """Return the place of a label's colour in the palette; that of unknown labels if it is gone."""
    found = labels.get(name) if name else None
    return found.color if found else UNKNOWN_COLOR


def _alignment(column: int) -> int:
    right = column in (SUPPORT, CHANGE)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class NameDelegate(QStyledItemDelegate):
    """The first and the last columns: swatch and name, counts, changes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        rect: QRect = option.rect
        inside = rect.adjusted(20 if index.column() == LABEL else 8, 0, -8, 0)
        if index.column() == CHANGE:
            inside = rect.adjusted(0, 0, -20, 0)
        painter.save()
        if icon is not None:
            icon.paint(painter, QRect(inside.left() - 2, inside.center().y() - 7, 15, 15))
            inside.setLeft(inside.left() + 18)
        font = theme.font("body", weight=index.data(WEIGHT_ROLE) or "regular", tabular=True)
        painter.setFont(font)
        painter.setPen(theme.color(index.data(TONE_ROLE) or "text"))
        few = tr("few") if index.data(FEW_ROLE) else ""
        room = inside.width() - (painter.fontMetrics().horizontalAdvance(few) + 8 if few else 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)
        if few:
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.color("textFaint"))
            inside.setLeft(inside.left() + min(room, option.fontMetrics.horizontalAdvance(shown)) + 8)
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, few)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, rect)


class _Header(QHeaderView):
    """Column heads that stand over the texts of their columns, also at both ends of the table."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section not in (LABEL, CHANGE):
            super().paintSection(painter, rect, section)
            return
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
        inside = rect.adjusted(12, 0, 0, 0) if section == LABEL else rect.adjusted(0, 0, -12, 0)
        super().paintSection(painter, inside, section)


class LabelTable(QTableView):
    """The table. A click or Enter asks for what a number counts; Ctrl+C copies the selection or all."""

    picked = Signal(object)
    """`Choice`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.labels")
        self.setAccessibleName(tr("Scores of each label"))
        self.rows = LabelModel(self)
        self.setModel(self.rows)
        self.setProperty("rows", "lined")
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_row_height())
        header = _Header(Qt.Orientation.Horizontal, self)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        header.setAccessibleName(tr("Columns of the table of labels"))
        names = NameDelegate(self)
        bars = BarDelegate(SHARE_ROLE, number_width=50, parent=self)
        for column in range(len(COLUMNS)):
            self.setItemDelegateForColumn(column, bars if column in BARS else names)
        self.clicked.connect(lambda index: self.picked.emit(self.rows.choice(index)))

    def show_findings(self, table: "pd.DataFrame", findings: Findings, labels: LabelSet) -> None:
        self.rows.show_findings(table, findings, labels)
        self.setColumnHidden(CHANGE, findings.comparison is None)
        self._fit()

    def copy(self) -> None:
        """Put the selected cells, or the whole table with its head, on the clipboard, for spreadsheets."""
        chosen = self.selectionModel().selectedIndexes()
        if len(chosen) > 1:
            lines: dict[int, list[str]] = {}
            for index in sorted(chosen, key=lambda one: (one.row(), one.column())):
                lines.setdefault(index.row(), []).append(str(index.data()))
            text = "\n".join("\t".join(cells) for cells in lines.values())
        else:
            text = self.as_text()
        QGuiApplication.clipboard().setText(text)

    def as_text(self) -> str:
        """Return the whole table as tab separated lines, the head first."""
        shown = [column for column in range(len(COLUMNS)) if not self.isColumnHidden(column)]
        head = [str(self.rows.headerData(column, Qt.Orientation.Horizontal)) for column in shown]
        rows = [
            [str(self.rows.index(row, column).data()) for column in shown]
            for row in range(self.rows.rowCount())
        ]
        return "\n".join("\t".join(cells) for cells in (head, *rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.rows.choice(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(_row_height())
            self._fit()

    def _fit(self) -> None:
        """As high as the rows are, up to a limit, so that the page scrolls as one."""
        rows = min(self.rows.rowCount(), MOST_ROWS)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + rows * self.verticalHeader().defaultSectionSize() + 1)
        self._share_width()

    def _share_width(self) -> None:
        metrics = self.fontMetrics()
        change = 0 if self.isColumnHidden(CHANGE) else metrics.horizontalAdvance("▲ 0.000") + 30
        fixed = {SUPPORT: metrics.horizontalAdvance("Documents") + 18, CHANGE: change}
        left = max(0, self.viewport().width() - sum(fixed.values()))
        # Names come first: the bars give way to them, down to the bare number.
        bar = max(66, min(168, (left - min(150, left // 3)) // 3, left * 23 // 100))
        for column in range(len(COLUMNS)):
            self.setColumnWidth(column, fixed.get(column, bar if column in BARS else left - 3 * bar))


def _row_height() -> int:
    return max(28, theme.active().px["body"] * 2 + 3)
