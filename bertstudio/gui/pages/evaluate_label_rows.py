"""The table of labels as a Qt model: precision, recall, F1 and support, with words for each cell."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
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

if TYPE_CHECKING:
    import pandas as pd

Index = QModelIndex | QPersistentModelIndex

SHARE_ROLE = int(Qt.ItemDataRole.UserRole)
"""Length of the bar, 0 to 1, or None."""
TONE_ROLE = SHARE_ROLE + 1
"""Colour of the text, by its name in the theme."""
WEIGHT_ROLE = SHARE_ROLE + 2
FEW_ROLE = SHARE_ROLE + 3


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
_CELLS = (*BARS, SUPPORT)


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

    def index_of(self, choice: Choice) -> QModelIndex:
        """Return the cell of a choice, an index that is not valid if there is none."""
        column = next((place for place in _CELLS if COLUMNS[place].what == choice.what), -1)
        for row, record in enumerate(self._records):
            name = None if record["average"] == "micro" else record["label"]
            if name == choice.label and record["average"] in {"", "micro"}:
                return self.index(row, column)
        return QModelIndex()

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
            self._records = cast("list[dict[str, Any]]", self.frame().to_dict("records"))

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
