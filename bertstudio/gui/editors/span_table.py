"""The entities of a document as a plain table: the same actions without seeing or pointing at text."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bertstudio.core.documents import Document, Span, span_order, title_of
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.editors.keys import KEYS
from bertstudio.gui.editors.span_commands import made_by

Index = QModelIndex | QPersistentModelIndex

TEXT_LIMIT = 80
"""Code points of a long entity that a row shows."""

COLUMNS: tuple[Callable[[], str], ...] = (
    lambda: tr("Entity"),
    lambda: tr("Label"),
    lambda: tr("Made by"),
    lambda: tr("Confidence"),
    lambda: tr("Position"),
)

WIDTHS = (140, 170, 90, 120)
"""Of the columns after the first, in logical pixels."""


_COMMANDS = frozenset(
    {"accept", "accept-stay", "accept-many", "reject-all", "remove", "label-list", "as-list", "escape"}
)


def is_for_table(command: str) -> bool:
    """Tell whether a command of the keys works in the table; moving belongs to the table itself."""
    return command in _COMMANDS or any(key.command == command and key.scope == "page" for key in KEYS)


class SpanModel(QAbstractTableModel):
    """Annotations and suggestions together, in the order of the text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._ghosts: frozenset[int] = frozenset()
        self._labels = LabelSet()
        self.spans: list[Span] = []

    def show_spans(self, document: Document | None, ghosts: Sequence[Span], labels: LabelSet) -> None:
        """Show the entities of a document and these suggestions."""
        self.beginResetModel()
        self._document, self._labels = document, labels
        self._ghosts = frozenset(ghost.id for ghost in ghosts)
        self.spans = sorted((*document.spans, *ghosts), key=span_order) if document else []
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.spans)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]()
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        span = self.spans[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(span)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            label = self._labels.get(span.label)
            return theme.swatch(label.color if label else 12)
        return None

    def _words(self, span: Span) -> tuple[str, ...]:
        assert self._document is not None
        ghost = span.id in self._ghosts
        maker = made_by(span, ghost=ghost)
        score = "" if span.confidence is None else f"{span.confidence:.2f}"
        return (
            title_of(self._document.text_of(span), TEXT_LIMIT),
            span.label,
            tr("{maker}, suggested", maker=maker) if ghost else maker,
            score,
            f"{span.start:,}–{span.end:,}",
        )


class SpanTable(QTableView):
    """One row an entity. The row that is current is the one that the keys of the editor act on."""

    chosen = Signal(int)
    """Id of the span or suggestion of the current row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SpanModel(self)
        self._following = False
        self.setObjectName("annotate.table")
        self.setAccessibleName(tr("Entities of the document"))
        self.setProperty("rows", "lined")
        self.setProperty("cells", "padded")
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS, 1):
            self.setColumnWidth(column, width)
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def show_spans(
        self, document: Document | None, ghosts: Sequence[Span], labels: LabelSet, chosen: int
    ) -> None:
        """Show a document as it is now, with one span as the current row."""
        row = self.currentIndex().row()
        self._following = True
        self._model.show_spans(document, ghosts, labels)
        numbers = [number for number, span in enumerate(self._model.spans) if span.id == chosen]
        # Where the current one has gone, its place is taken by the one that follows.
        row = numbers[0] if numbers else min(row, self._model.rowCount() - 1)
        if row >= 0:
            self.selectRow(row)
        self._following = False
        if row >= 0 and not numbers and self.hasFocus():
            self.chosen.emit(self._model.spans[row].id)

    def _on_row(self, index: QModelIndex) -> None:
        if index.isValid() and not self._following:
            self.chosen.emit(self._model.spans[index.row()].id)
