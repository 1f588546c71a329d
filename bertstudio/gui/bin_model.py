"""What lies in the bin, as tables with ticks: documents, read as they come into view, and labels."""

import time
from array import array
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from bertstudio.core.words import tr
from bertstudio.gui.session import Session
from bertstudio.store import documents
from bertstudio.store.documents import DocumentRow
from bertstudio.store.label_bin import BinnedLabel

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
Column = tuple[Callable[[], str], Callable[[Row], str]]

CHUNK_ROWS = 128
_CHECKED = int(Qt.ItemDataRole.CheckStateRole)


def _day(milliseconds: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(milliseconds / 1000))


DOCUMENT_COLUMNS: tuple[Column[DocumentRow], ...] = (
    (lambda: tr("Title"), lambda row: row.title),
    (lambda: tr("Source"), lambda row: row.source),
    (lambda: tr("Words"), lambda row: f"{row.words:,}"),
    (lambda: tr("Entities"), lambda row: f"{row.spans:,}"),
    (lambda: tr("Deleted"), lambda row: _day(row.changed)),
)
LABEL_COLUMNS: tuple[Column[BinnedLabel], ...] = (
    (lambda: tr("Label"), lambda row: row.label.name),
    (lambda: tr("Description"), lambda row: row.label.description),
    (lambda: tr("Entities"), lambda row: f"{row.annotations:,}"),
    (lambda: tr("Deleted"), lambda row: _day(row.at)),
)


class BinModel(QAbstractTableModel, Generic[Row]):
    """Rows with ticks. `read` returns rows for a piece of the ids; those that have gone are left out."""

    ticked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        read: Callable[[Sequence[int]], dict[int, Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._read = read
        self._ids: Sequence[int] = array("q")
        self._chunks: dict[int, dict[int, Row]] = {}
        self._ticked: set[int] = set()

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these rows; ticks on others are dropped."""
        self.beginResetModel()
        self._ids = ids
        self._chunks.clear()
        self._ticked &= set(ids)
        self.endResetModel()
        self.ticked_changed.emit()

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    def ticked(self) -> list[int]:
        """Return the ticked rows in their order."""
        return [number for number in self._ids if number in self._ticked]

    @property
    def tick_count(self) -> int:
        return len(self._ticked)

    def toggle(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        if 0 <= row < len(self._ids):
            self._ticked ^= {self._ids[row]}
            self._repaint()

    def tick_all(self, ticked: bool) -> None:
        self._ticked = set(self._ids) if ticked else set()
        self._repaint()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][0]()
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        number = self._ids[index.row()]
        if role == _CHECKED and index.column() == 0:
            return Qt.CheckState.Checked if number in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._chunk(index.row() // CHUNK_ROWS).get(number)
        return None if row is None else self._columns[index.column()][1](row)

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        if role != _CHECKED or index.column() != 0:
            return False
        number = self._ids[index.row()]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(number)
        else:
            self._ticked.discard(number)
        self._repaint()
        return True

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        number = self._columns[section][0]() in {tr("Words"), tr("Entities")}
        return (Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft) | (
            Qt.AlignmentFlag.AlignVCenter
        )

    def _chunk(self, number: int) -> dict[int, Row]:
        if number not in self._chunks:
            self._chunks[number] = self._read(self._ids[number * CHUNK_ROWS : (number + 1) * CHUNK_ROWS])
        return self._chunks[number]

    def _repaint(self) -> None:
        if len(self._ids):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1))
        self.ticked_changed.emit()


def documents_in(session: Session) -> Callable[[Sequence[int]], dict[int, DocumentRow]]:
    """Return a reader of documents for a `BinModel`."""
    return lambda ids: {row.id: row for row in documents.rows(session.project, ids)}
