"""The model of the document table: it holds ids and reads rows as they come into view."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from bertstudio.core.words import tr
from bertstudio.gui.pages.corpus_columns import COLUMNS, TICK, TITLE, Column
from bertstudio.gui.session import Session
from bertstudio.store import documents
from bertstudio.store.documents import DocumentRow

Index = QModelIndex | QPersistentModelIndex

CHUNK_ROWS = 128
KEPT_CHUNKS = 32
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_CHECKED = int(Qt.ItemDataRole.CheckStateRole)


class CorpusModel(QAbstractTableModel):
    """Documents of a query. 1,000,000 ids take 8 MB; rows are read in chunks and forgotten again."""

    ticks_changed = Signal(int)
    """Number of ticked documents."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: array[int] = array("q")
        self._chunks: OrderedDict[int, dict[int, DocumentRow]] = OrderedDict()
        self._ticked: set[int] = set()

    # What is shown -------------------------------------------------------------------------------

    def set_ids(self, ids: "array[int]") -> None:
        """Show these documents in this order; `forget_other_ticks` when they are all."""
        self.beginResetModel()
        self._ids = ids[:]
        self._chunks.clear()
        self.endResetModel()

    def add_ids(self, ids: "array[int]") -> None:
        """Show more documents below the others."""
        first = len(self._ids)
        self.beginInsertRows(QModelIndex(), first, first + len(ids) - 1)
        self._ids += ids
        # The last chunk read may have ended where these begin.
        self._chunks.pop(first // CHUNK_ROWS, None)
        self.endInsertRows()

    def forget_other_ticks(self) -> None:
        """Drop ticks on documents that are not shown."""
        kept = self._ticked.intersection(self._ids) if self._ticked else self._ticked
        if len(kept) != len(self._ticked):
            self._ticked = kept
            self.ticks_changed.emit(len(kept))

    def reread(self) -> None:
        """Forget what was read of the documents and repaint those in view."""
        self._chunks.clear()
        self._repaint()

    def row(self, number: int) -> DocumentRow | None:
        """Return what the table shows of one document, read with its neighbours; None if it has gone."""
        rows = self._chunk(number // CHUNK_ROWS)
        return rows.get(self._ids[number])

    def document_id(self, number: int) -> int:
        return self._ids[number]

    def number_of(self, document: int) -> int:
        """Return the row of a document, -1 if it is not shown."""
        try:
            return self._ids.index(document)
        except ValueError:
            return -1

    # Ticks ---------------------------------------------------------------------------------------

    def ticked(self) -> list[int]:
        """Return the ticked documents in the order of the table."""
        if len(self._ticked) == len(self._ids):
            return self._ids.tolist()
        return [document for document in self._ids if document in self._ticked]

    def tick_count(self) -> int:
        return len(self._ticked)

    def is_ticked(self, number: int) -> bool:
        return self._ids[number] in self._ticked

    def tick(self, numbers: Iterable[int], *, ticked: bool = True) -> None:
        """Tick the documents of these rows, or take their ticks away."""
        ids = [self._ids[number] for number in numbers]
        if ticked:
            self._ticked.update(ids)
        else:
            self._ticked.difference_update(ids)
        self._repaint()
        self.ticks_changed.emit(len(self._ticked))

    def tick_all(self, *, ticked: bool) -> None:
        """Tick all documents of the query, or none."""
        self._ticked = set(self._ids) if ticked else set()
        self._repaint()
        self.ticks_changed.emit(len(self._ticked))

    # What Qt asks --------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            names = {"tick": tr("Ticked"), "status": tr("Status")}
            return names.get(COLUMNS[section].key) or COLUMNS[section].title()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else flags

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == _CHECKED and index.column() == TICK:
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        reader = _ROLES.get(role)
        row = self.row(index.row()) if reader else None
        return reader(COLUMNS[index.column()], row) if reader and row else None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        if role != _CHECKED or index.column() != TICK:
            return False
        self.tick([index.row()], ticked=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    # Reading -------------------------------------------------------------------------------------

    def _chunk(self, number: int) -> dict[int, DocumentRow]:
        rows = self._chunks.get(number)
        if rows is None:
            wanted = self._ids[number * CHUNK_ROWS : (number + 1) * CHUNK_ROWS]
            rows = {row.id: row for row in documents.rows(self._session.project, wanted)}
            self._chunks[number] = rows
            if len(self._chunks) > KEPT_CHUNKS:
                self._chunks.popitem(last=False)
        else:
            self._chunks.move_to_end(number)
        return rows

    def _repaint(self) -> None:
        if self._ids:
            last = self.index(len(self._ids) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _tooltip(column: Column, row: DocumentRow) -> str | None:
    if column.key == "status":
        return column.text(row)
    if column.key == "suggestions" and row.confidence is not None:
        return tr("Lowest confidence {confidence:.2f}", confidence=row.confidence)
    if column is COLUMNS[TITLE]:
        return "\n".join(part for part in (row.title, row.source, row.note) if part)
    return None


_ROLES: dict[int, Callable[[Column, DocumentRow], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.ToolTipRole): _tooltip,
    ROW_ROLE: lambda _, row: row,
}
