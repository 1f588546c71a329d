"""The list of problems of an import, or of losses of an export: file, line, what; it can be saved."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.gui.widgets.buttons import push
from bertstudio.gui.widgets.rows import RowHeights
from bertstudio.gui.widgets.words import heading, label

PADDING = 6

Row = tuple[str, str, str]
"""File, line (empty where a line makes no sense), what happened."""


class _Rows(QAbstractTableModel):
    def __init__(self, rows: Sequence[Row], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._titles = (tr("File"), tr("Line"), tr("What"))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == 1 else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class _Padded(QStyledItemDelegate):
    """Text that stands under the titles of the header, which are padded."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        metrics, room = option.fontMetrics, option.rect.width() - 2 * PADDING
        blanks = " " * round(PADDING / max(1, metrics.horizontalAdvance(" ")))
        text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        option.text = f"{blanks}{text}{blanks}"


class ProblemList(QDialog):
    """A table of what did not come in, or does not go out, as it stands."""

    def __init__(
        self, title: str, rows: Sequence[Row], said: Callable[[str], object], parent: QWidget
    ) -> None:
        """`said` is told in words what became of Save list."""
        super().__init__(parent)
        self.setObjectName("problems")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 460)
        self._rows = rows
        self._said = said
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(heading(title))
        column.addWidget(self._table(), 1)
        buttons = QHBoxLayout()
        buttons.addWidget(label(tr("{count} in all", count=f"{len(rows):,}"), "small", "muted"))
        buttons.addStretch(1)
        buttons.addWidget(push(tr("Save list…"), name="problems.save", clicked=self._ask_where))
        buttons.addWidget(push(tr("Close"), kind="primary", name="problems.close", clicked=self.accept))
        column.addLayout(buttons)

    def save(self, path: Path) -> None:
        """Write the list as CSV, for Excel and for scripts."""
        try:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow((tr("File"), tr("Line"), tr("What")))
                writer.writerows(self._rows)
        except OSError as error:
            self._said(tr("{path} cannot be written: {reason}.", path=path, reason=error.strerror))
        else:
            self._said(tr("Saved the list to {path}.", path=path))

    def _table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("problems.table")
        table.setAccessibleName(self.windowTitle())
        table.setModel(_Rows(self._rows, table))
        table.setProperty("rows", "lined")
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setItemDelegate(_Padded(table))
        table.verticalHeader().hide()
        RowHeights(table, "compact")
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 190)
        table.setColumnWidth(1, 70)
        return table

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, tr("Save list"), "", tr("Table (*.csv)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()
