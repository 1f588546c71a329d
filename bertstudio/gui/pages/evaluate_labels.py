"""The table of labels on the screen: inline bars, and every number a door to what it counts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
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
from bertstudio.evaluation.findings import Choice, Findings
from bertstudio.gui import theme
from bertstudio.gui.pages.evaluate_label_rows import (
    BARS,
    CHANGE,
    COLUMNS,
    FEW_ROLE,
    LABEL,
    SHARE_ROLE,
    SUPPORT,
    TONE_ROLE,
    WEIGHT_ROLE,
    Index,
    LabelModel,
)
from bertstudio.gui.widgets.figures import BarDelegate, draw_ring

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 16
"""A longer table scrolls inside."""


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
        column = index.column()
        inside = rect.adjusted(20 if column == LABEL else 0, 0, -20 if column == self._last() else -8, 0)
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

    def _last(self) -> int:
        table = self.parent()
        return table.last_column if isinstance(table, LabelTable) else CHANGE


class _Header(QHeaderView):
    """Column heads that stand over the texts of their columns, also at both ends of the table."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        table = self.parent()
        last = table.last_column if isinstance(table, LabelTable) else CHANGE
        if section not in (LABEL, last):
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

    @property
    def last_column(self) -> int:
        """The column at the right edge."""
        return SUPPORT if self.isColumnHidden(CHANGE) else CHANGE

    def show_choice(self, choice: Choice) -> None:
        """Mark the number that is listed, unless it is the current one already; or none."""
        current = self.currentIndex()
        if current.isValid() and self.rows.choice(current) == choice and self.selectionModel().hasSelection():
            return
        index = self.rows.index_of(choice)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()

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
        fixed = {SUPPORT: metrics.horizontalAdvance("Documents") + (30 if not change else 18), CHANGE: change}
        left = max(0, self.viewport().width() - sum(fixed.values()))
        # Names come first: the bars give way to them, down to the bare number.
        bar = max(66, min(168, (left - min(150, left // 3)) // 3, left * 23 // 100))
        for column in range(len(COLUMNS)):
            self.setColumnWidth(column, fixed.get(column, bar if column in BARS else left - 3 * bar))


def _row_height() -> int:
    return max(28, theme.active().px["body"] * 2 + 3)
