"""The rows of the document list: a model that holds ids, and how a row is drawn."""

from array import array
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bertstudio.core.words import tr, trn
from bertstudio.gui import icons, theme
from bertstudio.gui.session import Session
from bertstudio.gui.statuses import NOTE_SIGN, STATUS_ICONS, status_name
from bertstudio.gui.widgets import draw_ring, isolated
from bertstudio.store import documents
from bertstudio.store.documents import DocumentRow
from bertstudio.tasks import row as task_row
from bertstudio.tasks.base import Kind

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
CHUNK_ROWS = 128
KEPT_CHUNKS = 32
TWO_LINES = 34
"""Height of the two lines of a row in the usual font; what a row is higher is the room around them."""


class DocumentModel(QAbstractListModel):
    """Any number of documents; rows are read in chunks as they come into view."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: array[int] = array("q")
        self._last = 0
        """The row that was looked for last."""
        self._chunks: OrderedDict[int, dict[int, DocumentRow]] = OrderedDict()

    @property
    def ids(self) -> "array[int]":
        return self._ids

    def set_ids(self, ids: "array[int]") -> None:
        """Show these documents in this order."""
        self.beginResetModel()
        self._ids = ids
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

    def reread(self, document: int) -> None:
        """Read the row of a document again; the view still has to be painted.

        Nothing is announced: a list view that hears `dataChanged` lays out every row it has, a million too.
        """
        rows = self._chunks.get(self.number_of(document) // CHUNK_ROWS)
        if rows is not None:
            rows |= {row.id: row for row in documents.rows(self._session.project, [document])}

    def number_of(self, document: int) -> int:
        """Return the row of a document, -1 where it is not in the list."""
        # Who steps through a million documents asks for a neighbour of the one before.
        for row in (self._last, self._last + 1, self._last - 1):
            if 0 <= row < len(self._ids) and self._ids[row] == document:
                self._last = row
                return row
        try:
            self._last = self._ids.index(document)
        except ValueError:
            return -1
        return self._last

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self._row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            flagged, noted = tr("flagged") if row.flagged else "", tr("with a note") if row.noted else ""
            parts = (row.title, status_name(row.status), self.count_words(row), flagged, noted)
            return ", ".join(filter(None, parts))
        return _tip(row) if role == Qt.ItemDataRole.ToolTipRole else None

    def count_words(self, row: DocumentRow) -> str:
        """Return what a row says of the annotations of its document."""
        if task_row(self._session.project.task).annotates is Kind.LABEL:
            return ", ".join(row.labels) if row.labels or row.suggestions else tr("No label")
        if row.spans or not row.suggestions:
            return trn("1 entity", "{count} entities", row.spans)
        return ""

    def _row(self, number: int) -> DocumentRow | None:
        chunk = number // CHUNK_ROWS
        rows = self._chunks.get(chunk)
        if rows is None:
            wanted = self._ids[chunk * CHUNK_ROWS : (chunk + 1) * CHUNK_ROWS]
            rows = {row.id: row for row in documents.rows(self._session.project, wanted)}
            self._chunks[chunk] = rows
            while len(self._chunks) > KEPT_CHUNKS:
                self._chunks.popitem(last=False)
        return rows.get(self._ids[number])


def _tip(row: DocumentRow) -> str:
    """Return what the list has no room for."""
    lines = [f"{row.title} ({status_name(row.status)})", row.note]
    if row.confidence is not None:
        lines.append(tr("Lowest confidence of a suggestion: {confidence:.2f}", confidence=row.confidence))
    return "\n".join(filter(None, lines))


class DocumentDelegate(QStyledItemDelegate):
    """Draws status, title, counts, the lowest confidence and the flag of a document."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        rows = theme.active().size["row"]
        lines = QFontMetrics(theme.font("body")).height() + QFontMetrics(theme.font("small")).height()
        return QSize(option.rect.width(), max(rows["document"], lines + rows["document"] - TWO_LINES))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        rect: QRect = option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if current or hovered:
            painter.fillRect(rect, theme.color("selection" if current else "hover"))
        if current:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.color("accent"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if row is not None:
            self._paint_row(painter, rect, row, index)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus and current:
            draw_ring(painter, rect)

    def _paint_row(self, painter: QPainter, rect: QRect, row: DocumentRow, index: Index) -> None:
        title_font, small = theme.font("body", weight="medium"), theme.font("small", tabular=True)
        title_height, small_height = QFontMetrics(title_font).height(), QFontMetrics(small).height()
        top = rect.top() + (rect.height() - title_height - small_height - 3) // 2
        first = QRect(rect.left() + 40, top, rect.width() - 54, title_height)
        second = QRect(first.left(), first.bottom() + 4, first.width(), small_height)
        name, role = STATUS_ICONS[row.status]
        _icon(painter, name, role, QRect(rect.left() + 14, first.top(), 17, first.height()))
        signs = ((("ph.flag", "warning"),) if row.flagged else ()) + ((NOTE_SIGN,) if row.noted else ())
        for sign in signs:
            place = QRect(first.right() - 15, first.top(), 16, first.height())
            _icon(painter, *sign, place)
            first.setRight(first.right() - 22)
        shown = QFontMetrics(title_font).elidedText(row.title, Qt.TextElideMode.ElideRight, first.width())
        # Each title reads in its own direction, but all begin at the same edge.
        _write(painter, first, isolated(shown), title_font, "text")
        self._paint_counts(painter, second, small, row, index)

    def _paint_counts(
        self, painter: QPainter, rect: QRect, font: QFont, row: DocumentRow, index: Index
    ) -> None:
        metrics = QFontMetrics(font)
        if row.confidence is not None:
            score = f"{row.confidence:.2f}"
            place = QRect(rect.right() - metrics.horizontalAdvance(score), rect.top(), 60, rect.height())
            _write(painter, place, score, font, "textMuted")
            rect = rect.adjusted(0, 0, -metrics.horizontalAdvance(score) - 10, 0)
        model = index.model()
        words = model.count_words(row) if isinstance(model, DocumentModel) else ""
        dot = " · " if words and row.suggestions else ""
        count = f"{row.suggestions:,}" if row.suggestions else ""
        room = rect.width() - (metrics.horizontalAdvance(dot + count) + 18 if count else 0)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        _write(painter, rect, words + dot, font, "textMuted")
        if count:
            left = rect.left() + metrics.horizontalAdvance(words + dot)
            _icon(painter, "ph.circle-dashed", "textMuted", QRect(left, rect.top(), 14, rect.height()), 13)
            place = QRect(left + 17, rect.top(), 80, rect.height())
            _write(painter, place, count, font, "textMuted")


def _icon(painter: QPainter, name: str, role: str, rect: QRect, side: int = 16) -> None:
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    drawn = icons.pixmap(name, theme.color(role), side, ratio)
    painter.drawPixmap(QPoint(rect.left(), rect.center().y() - side // 2 + 1), drawn)


def _write(painter: QPainter, rect: QRect, words: str, font: QFont, role: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(role))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(rect, int(left) | int(Qt.TextFlag.TextSingleLine), words)
