"""Two runs beside each other: their curves in one plot, their scores, and what was different about them."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.background import Reader
from bertstudio.gui.context import Context
from bertstudio.gui.pages.models_differences import Line, differences, scores
from bertstudio.gui.pages.models_rows import ModelRow
from bertstudio.gui.pages.train_checks import InsetRows
from bertstudio.gui.pages.train_record import Record
from bertstudio.gui.widgets import heading, label, push
from bertstudio.gui.widgets.rows import RowHeights
from bertstudio.store import runs as store

SIZE = QSize(1080, 680)
TABLES_WIDTH = 430
FIRST, SECOND = "chartDev", "chartTrain"
"""Colours of the two runs, as in `gui.pair_curves`; the second is dashed as well."""

Pair = tuple[Any, Record, Record]


class CompareDialog(QDialog):
    """Shows any two of some runs; both can be changed while it is open."""

    def __init__(
        self, context: Context, rows: Sequence[ModelRow], first: int, parent: QWidget | None = None
    ) -> None:
        """`first` is the number of the run to begin with, beside the best of the others."""
        super().__init__(parent)
        self.setObjectName("compare")
        self.setWindowTitle(tr("Compare two runs"))
        self._rows = list(rows)
        self._curves: Any = None
        self._reader = Reader(context.session, self)
        self.problem = label("", "small", "danger", wrap=True)
        self._reader.refused.connect(self._on_refused)
        self.first = self._choice("compare.first", tr("First run"))
        self.second = self._choice("compare.second", tr("Second run"))
        self.scores = _table("compare.scores", tr("Scores of both runs"), with_difference=True)
        self.differences = _table("compare.differences", tr("What differs"), with_difference=False)
        self.same = label(tr("Nothing was set differently."), "body", "muted", wrap=True)
        self._lay_out()
        self._begin(first)
        self.refresh()

    def refresh(self) -> None:
        """Show the two runs that are chosen."""
        first, second = self._row(self.first), self._row(self.second)
        _fill(self.scores, scores(first, second), (first.name, second.name))
        lines = differences(first, second)
        _fill(self.differences, lines, (first.name, second.name))
        self.differences.setVisible(bool(lines))
        self.same.setVisible(not lines)
        self._reader.ask(lambda _project: _read(first, second), self._on_read)

    def _row(self, choice: QComboBox) -> ModelRow:
        return self._rows[max(0, choice.currentIndex())]

    def _choice(self, name: str, title: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for row in self._rows:
            parts = [row.name, row.base]
            if row.dev_f1 is not None:
                parts.append(tr("F1 {f1:.3f}", f1=row.dev_f1))
            box.addItem("  ·  ".join(parts), row.number)
        return box

    def _begin(self, first: int) -> None:
        numbers = [row.number for row in self._rows]
        one = numbers.index(first) if first in numbers else 0
        others = [place for place in range(len(numbers)) if place != one]
        best = max(others, key=lambda place: self._rows[place].dev_f1 or -1.0, default=one)
        for box, place in ((self.first, one), (self.second, best)):
            box.setCurrentIndex(place)
            box.currentIndexChanged.connect(self.refresh)

    def _on_read(self, pair: Pair) -> None:
        module, first, second = pair
        if self._curves is None:
            self._curves = module.PairCurves()
            self._plots.addWidget(self._curves)
        self._curves.show_runs(first, second)

    def _on_refused(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def _lay_out(self) -> None:
        self.problem.hide()
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for number, (box, role) in enumerate(((self.first, FIRST), (self.second, SECOND))):
            if number:
                choices.addSpacing(12)
            choices.addWidget(LineKey(role, dashed=bool(number)))
            choices.addWidget(box, 1)
        self._plots = QVBoxLayout()
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(self._plots, 1)
        middle.addWidget(self._tables())
        close = push(tr("Close"), name="compare.close", clicked=self.accept)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(tr("Compare two runs"), "heading"))
        column.addLayout(choices)
        column.addWidget(self.problem)
        column.addLayout(middle, 1)
        column.addLayout(below)
        room = self.screen().availableSize() - QSize(40, 60)
        self.resize(SIZE.boundedTo(room))

    def _tables(self) -> QWidget:
        right = QWidget()
        right.setFixedWidth(TABLES_WIDTH)
        tables = QVBoxLayout(right)
        tables.setContentsMargins(0, 0, 0, 0)
        tables.setSpacing(8)
        tables.addWidget(heading(tr("Scores")))
        tables.addWidget(self.scores)
        tables.addSpacing(8)
        tables.addWidget(heading(tr("What differs")))
        tables.addWidget(self.same)
        tables.addWidget(self.differences, 1)
        tables.addStretch(0)
        return right


def _read(first: ModelRow, second: ModelRow) -> Pair:
    """Load the plots and the events of both runs. Called in a thread."""
    records = (Record(), Record())
    for record, row in zip(records, (first, second), strict=True):
        record.add(store.events(row.run.path))
    return import_module("bertstudio.gui.pair_curves"), *records


class LineKey(QWidget):
    """A piece of the line of a run in the plot."""

    def __init__(self, role: str, *, dashed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._dashed = role, dashed
        self.setFixedSize(26, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color(self._role), 2.4)
        if self._dashed:
            pen.setDashPattern([2.4, 1.6])
        painter.setPen(pen)
        painter.drawLine(1, 6, 25, 6)
        painter.end()


def _table(name: str, title: str, *, with_difference: bool) -> QTableWidget:
    table = QTableWidget(0, 4 if with_difference else 3)
    table.setObjectName(name)
    table.setAccessibleName(title)
    table.setItemDelegate(InsetRows(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    RowHeights(table, "compact")
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    if with_difference:
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return table


def _fill(table: QTableWidget, lines: Sequence[Line], names: tuple[str, str]) -> None:
    with_difference = table.columnCount() == 4
    last = [tr("Difference")] if with_difference else []
    side = Qt.AlignmentFlag.AlignRight if with_difference else Qt.AlignmentFlag.AlignLeft
    for section, text in enumerate(("", *names, *last)):
        head = QTableWidgetItem(text)
        where = side if section else Qt.AlignmentFlag.AlignLeft
        head.setTextAlignment(where | Qt.AlignmentFlag.AlignVCenter)
        head.setToolTip(text)
        table.setHorizontalHeaderItem(section, head)
    table.setRowCount(len(lines))
    for number, line in enumerate(lines):
        texts = (line.title, line.first, line.second, line.difference)[: table.columnCount()]
        for section, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(line.help if section == 0 and line.help else text)
            where = side if section else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(where | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(theme.font("body", weight="regular" if section else "medium", tabular=True))
            table.setItem(number, section, item)
    if with_difference:
        rows = sum(table.rowHeight(number) for number in range(len(lines)))
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + rows + 2)
