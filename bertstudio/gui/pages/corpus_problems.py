"""The list of problems of an import: searched, narrowed down by kind, file and what became of them, saved."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Severity
from bertstudio.formats.problem_kinds import kind_named
from bertstudio.gui.saved_lists import save_list
from bertstudio.gui.widgets.buttons import push
from bertstudio.gui.widgets.fields import SearchField
from bertstudio.gui.widgets.rows import RowHeights
from bertstudio.gui.widgets.words import heading, label

FILE, LINE, BECAME, KIND, WHAT = range(5)
WIDTHS = {FILE: 170, LINE: 64, BECAME: 116, KIND: 250}
WIDTH = 1_040

Index = QModelIndex | QPersistentModelIndex


def became_words(severity: Severity, kind: str = "") -> str:
    """Return what became of a thing that was wrong."""
    if severity is Severity.REPAIRED and kind_named(kind).stays:
        return tr("as it is")
    return {
        Severity.REPAIRED: tr("changed"),
        Severity.SKIPPED: tr("left out"),
        Severity.ERROR: tr("cannot be read"),
    }[severity]


class ProblemTable(QAbstractTableModel):
    """Problems as rows (file, line, what became of it, its kind, a sentence), narrowed down and sorted."""

    def __init__(self, problems: Sequence[Problem], parent: QObject) -> None:
        super().__init__(parent)
        self.problems = sorted(problems, key=lambda problem: (problem.path, problem.line))
        self.titles = (tr("File"), tr("Line"), tr("Became"), tr("Kind"), tr("What"))
        self.shown = self.problems
        self._text = ""
        self._wanted: dict[str, str] = {}
        self._order = (-1, False)
        """Column and whether it is descending; -1: as they stand in the files."""

    def narrow(self, text: str, wanted: Mapping[str, str]) -> None:
        """Keep rows that hold a text and agree with `kind`, `became` and `file`; empty values are any."""
        self._text, self._wanted = text.strip().lower(), dict(wanted)
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none, as the problems stand in the files."""
        self._order = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        fitting = (each for each in self.problems if _agrees(each, self._wanted))
        self.shown = [each for each in fitting if self._text in _searched(each)]
        column, descending = self._order
        if column == LINE:
            self.shown.sort(key=lambda problem: problem.line, reverse=descending)
        elif column >= 0:
            self.shown.sort(key=lambda problem: cells(problem)[column].lower(), reverse=descending)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cells(self.shown[index.row()])[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == LINE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == LINE else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


def cells(problem: Problem) -> tuple[str, str, str, str, str]:
    """Return a problem as it is shown and saved; the line is empty where it makes no sense."""
    line = f"{problem.line}" if problem.line else ""
    name, became = Path(problem.path).name, became_words(problem.severity, problem.kind)
    return name, line, became, kind_named(problem.kind).title(), problem.text


def _searched(problem: Problem) -> str:
    return "\n".join(cells(problem)).lower()


def _agrees(problem: Problem, wanted: Mapping[str, str]) -> bool:
    has = {"kind": problem.kind, "became": str(problem.severity), "file": problem.path}
    return all(not value or has[name] == value for name, value in wanted.items())


class ProblemList(QDialog):
    """A table of what did not come in as it stands."""

    def __init__(
        self,
        title: str,
        problems: Sequence[Problem],
        total: int,
        said: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        """`total` is how many there were, also those that were not kept; `said` hears what became of Save."""
        super().__init__(parent)
        self.setObjectName("problems")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(WIDTH, parent.window().width() - 60), 540)
        self._said = said
        self._total = total
        self.model = ProblemTable(problems, self)
        self.search = SearchField(tr("Search in the list"), name="problems.search")
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.filters = {
            "became": _combo("problems.became", tr("Whatever became of it"), _severities(problems)),
            "kind": _combo("problems.kind", tr("All kinds"), _kinds(problems)),
            "file": _combo("problems.file", tr("All files"), _files(problems)),
        }
        self._count = label("", "small", "muted")
        self._lay_out(title)
        self._narrow()

    def choose(self, name: str, value: str) -> None:
        """Narrow the list down: `kind`, `became` or `file`, and its value; empty is any."""
        combo = self.filters[name]
        combo.setCurrentIndex(max(0, combo.findData(value)))

    def save(self, path: Path) -> None:
        """Write what is shown as CSV."""
        titles = (*self.model.titles, tr("Name of the kind"))
        rows = [(*cells(problem), problem.kind) for problem in self.model.shown]
        self._said(save_list(path, titles, rows))

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(heading(title))
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        for name, combo in self.filters.items():
            combo.currentIndexChanged.connect(lambda _index: self._narrow())
            # One choice is none.
            combo.setVisible(combo.count() > 2 or name == "kind")
            bar.addWidget(combo)
        column.addLayout(bar)
        self._table = self._view()
        column.addWidget(self._table, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._count)
        buttons.addStretch(1)
        buttons.addWidget(push(tr("Save list…"), name="problems.save", clicked=self._ask_where))
        buttons.addWidget(push(tr("Close"), kind="primary", name="problems.close", clicked=self.accept))
        column.addLayout(buttons)

    def _view(self) -> QTableView:
        table = QTableView()
        table.setObjectName("problems.table")
        table.setAccessibleName(self.windowTitle())
        table.setModel(self.model)
        table.setSortingEnabled(True)
        # As they stand in the files, until a title is clicked.
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setProperty("rows", "lined")
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setProperty("cells", "padded")
        table.verticalHeader().hide()
        RowHeights(table, "compact")
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for section, width in WIDTHS.items():
            table.setColumnWidth(section, width)
        return table

    def _narrow(self) -> None:
        wanted = {name: str(combo.currentData()) for name, combo in self.filters.items()}
        self.model.narrow(self.search.text(), wanted)
        # It would say the same in each row.
        self._table.setColumnHidden(KIND, bool(wanted["kind"]))
        count, all_ = f"{len(self.model.shown):,}", f"{len(self.model.problems):,}"
        said = tr("{count} of {all}", count=count, all=all_)
        if self._total > len(self.model.problems):
            said = tr("{count} of the first {all}; there are {total}", count=count, all=all_,
                      total=f"{self._total:,}")  # fmt: skip
        self._count.setText(said)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, tr("Save list"), "", tr("Table (*.csv)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()


def _combo(name: str, anything: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(anything)
    combo.setMaximumWidth(240)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    combo.addItem(anything, "")
    for value, text in choices:
        combo.addItem(text, value)
    return combo


def _severities(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    counts = Counter(problem.severity for problem in problems)
    return [(str(each), f"{became_words(each)} ({counts[each]:,})") for each in Severity if counts[each]]


def _kinds(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    counts = Counter(problem.kind for problem in problems)
    return [(kind, f"{kind_named(kind).title()} ({count:,})") for kind, count in counts.most_common()]


def _files(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    counts = Counter(problem.path for problem in problems)
    return [(path, f"{Path(path).name} ({count:,})") for path, count in sorted(counts.items())]
