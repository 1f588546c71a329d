"""The table of documents: a virtual model that holds ids and reads rows as they come into view."""

from array import array
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics

from bertstudio.core.documents import Split, Status
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.session import Session
from bertstudio.store import documents
from bertstudio.store.documents import DocumentRow

Index = QModelIndex | QPersistentModelIndex

CHUNK_ROWS = 128
KEPT_CHUNKS = 32

LANGUAGE_NAMES = {
    "en": "English", "zh": "中文", "ja": "日本語", "ko": "한국어", "ar": "العربية", "he": "עברית",
    "ru": "Русский", "el": "Ελληνικά", "hi": "हिन्दी", "th": "ไทย", "de": "Deutsch", "fr": "Français",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it says, how wide it is (average characters), and which order it sorts by."""

    key: str
    title: Callable[[], str]
    text: Callable[[DocumentRow], str]
    width: int
    numeric: bool = False
    order: str = ""


COLUMNS = (
    Column("tick", lambda: "", lambda _: "", 3),
    Column("status", lambda: "", lambda _: "", 3),
    Column("title", lambda: tr("Title"), lambda row: row.title, 40, order="title"),
    Column("language", lambda: tr("Language"), lambda row: language_name(row.language), 10),
    Column("split", lambda: tr("Split"), lambda row: split_name(row.split), 9),
    Column("labels", lambda: tr("Labels"), lambda row: ", ".join(row.labels), 16),
    Column("spans", lambda: tr("Entities"), lambda row: count_text(row.spans), 9, numeric=True),
    Column(
        "suggestions", lambda: tr("Suggestions"), lambda row: count_text(row.suggestions), 12, numeric=True
    ),
    Column("words", lambda: tr("Words"), lambda row: f"{row.words:,}", 8, numeric=True, order="length"),
    Column(
        "changed", lambda: tr("Changed"), lambda row: when(row.changed), 14, numeric=True, order="changed"
    ),
)
TICK, STATUS, TITLE, SPLIT = 0, 1, 2, 4

ROW_ROLE = int(Qt.ItemDataRole.UserRole)


def language_name(code: str) -> str:
    """Return the name of a language in itself, or its code."""
    return LANGUAGE_NAMES.get(code, code)


def split_name(split: Split) -> str:
    names = {Split.TRAIN: tr("Train"), Split.DEV: tr("Dev"), Split.TEST: tr("Test"), Split.NONE: tr("None")}
    return names[split]


def status_name(status: Status) -> str:
    names = {
        Status.TODO: tr("To do"),
        Status.STARTED: tr("Started"),
        Status.DONE: tr("Done"),
        Status.SKIPPED: tr("Skipped"),
    }
    return names[status]


def count_text(count: int) -> str:
    """A count, or nothing for 0: an empty cell says it best."""
    return f"{count:,}" if count else ""


def when(seconds: float, now: datetime | None = None) -> str:
    """Return a time (seconds since 1970) as people say it: `today 14:12`, `12 May`, `3 Mar 2024`."""
    if not seconds:
        return ""
    now = now or datetime.now().astimezone()
    time = datetime.fromtimestamp(seconds, UTC).astimezone(now.tzinfo)
    if time.date() == now.date():
        return tr("today {time}", time=f"{time:%H:%M}")
    return f"{time.day} {time:%b}" if time.year == now.year else f"{time.day} {time:%b %Y}"


class CorpusModel(QAbstractTableModel):
    """Documents of a query. 1,000,000 ids take 8 MB; rows are read in chunks and forgotten again."""

    ticks_changed = Signal(int)
    """Number of ticked documents."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = array("q")
        self._chunks: OrderedDict[int, list[DocumentRow]] = OrderedDict()
        self._ticked: set[int] = set()

    def set_ids(self, ids: "array[int]") -> None:
        """Show these documents in this order; ticks on others are dropped."""
        self.beginResetModel()
        self._ids = ids
        self._chunks.clear()
        kept = self._ticked.intersection(ids) if self._ticked else self._ticked
        lost = len(kept) != len(self._ticked)
        self._ticked = kept
        self.endResetModel()
        if lost:
            self.ticks_changed.emit(len(kept))

    def reread(self) -> None:
        """Forget what was read of the documents that changed and repaint them."""
        self._chunks.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else flags

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid():
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TICK:
            ticked = self._ids[index.row()] in self._ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        reader = _ROLES.get(role)
        return reader(column, self.row(index.row())) if reader else None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        document = self._ids[index.row()]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(document)
        else:
            self._ticked.discard(document)
        self.dataChanged.emit(index, index, [role])
        self.ticks_changed.emit(len(self._ticked))
        return True

    def row(self, number: int) -> DocumentRow:
        """Return what the table shows of one document, read with its neighbours."""
        chunk = number // CHUNK_ROWS
        rows = self._chunks.get(chunk)
        if rows is None:
            wanted = self._ids[chunk * CHUNK_ROWS : (chunk + 1) * CHUNK_ROWS]
            rows = documents.rows(self._session.project, wanted)
            self._chunks[chunk] = rows
            if len(self._chunks) > KEPT_CHUNKS:
                self._chunks.popitem(last=False)
        return rows[number - chunk * CHUNK_ROWS]

    def document_id(self, number: int) -> int:
        return self._ids[number]

    def ticked(self) -> list[int]:
        """Return the ticked documents in the order of the table."""
        return [document for document in self._ids if document in self._ticked]

    def tick_all(self, ticked: bool) -> None:
        """Tick all documents of the query, or none."""
        self._ticked = set(self._ids) if ticked else set()
        self.reread()
        self.ticks_changed.emit(len(self._ticked))


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _tooltip(column: Column, row: DocumentRow) -> str | None:
    if column.key == "status":
        return status_name(row.status)
    if column.key == "suggestions" and row.confidence is not None:
        return tr("Lowest confidence {confidence:.2f}", confidence=row.confidence)
    return row.source if column.key == "title" else None


def _font(column: Column, _row: DocumentRow) -> QFont | None:
    if column.key not in {"title", "spans"}:
        return None
    font = QFont()
    font.setWeight(QFont.Weight.Medium)
    return font


def _color(column: Column, _row: DocumentRow) -> Any:
    quiet = column.key in {"language", "words", "changed", "labels", "suggestions"}
    return theme.active().color("textMuted") if quiet else None


_ROLES: dict[int, Callable[[Column, DocumentRow], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.ToolTipRole): _tooltip,
    int(Qt.ItemDataRole.FontRole): _font,
    int(Qt.ItemDataRole.ForegroundRole): _color,
    int(Qt.ItemDataRole.AccessibleTextRole): lambda column, row: (
        status_name(row.status) if column.key == "status" else column.text(row)
    ),
    ROW_ROLE: lambda _, row: row,
}


def column_widths(metrics: QFontMetrics) -> list[int]:
    """Return the width of each column in device-independent pixels, from the font."""
    return [column.width * metrics.averageCharWidth() + 8 for column in COLUMNS]
