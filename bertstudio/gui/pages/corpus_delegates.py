"""How the cells and headers of the document table are drawn: ticks, status shapes, split chips, flags."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from bertstudio.core.documents import Split, Status
from bertstudio.gui import icons, theme
from bertstudio.gui.pages.corpus_columns import COLUMNS, TICK, Column, split_name
from bertstudio.gui.pages.corpus_table import ROW_ROLE
from bertstudio.gui.session import Session
from bertstudio.gui.theme import Theme
from bertstudio.gui.widgets.figures import ChipTone, chip_size, draw_chip
from bertstudio.store.documents import DocumentRow

Index = QModelIndex | QPersistentModelIndex

STATUS_ICONS: dict[Status, tuple[str, str]] = {
    Status.TODO: ("ph.circle", "textFaint"),
    Status.STARTED: ("ph.circle-half", "accent"),
    Status.DONE: ("ph.check-circle", "success"),
    Status.SKIPPED: ("ph.minus-circle", "textMuted"),
}
"""Shape and colour both say it."""

SPLIT_TONES: dict[Split, ChipTone] = {Split.TRAIN: "outline", Split.DEV: "filled", Split.TEST: "filled"}
ICON_PX = 16
MARGIN = 8
EDGE = 20
"""Where the page begins: the ticks and the last column keep this distance."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Brush:
    """What one cell is drawn with."""

    def __init__(self, painter: QPainter, rect: QRect, colors: Theme) -> None:
        self.painter = painter
        self.rect = rect
        self.theme = colors

    def text(self, words: str, role: str, *, right: bool = False, font: QFont | None = None) -> None:
        """Write one line, cut with an ellipsis where there is no room."""
        self.painter.setFont(font or theme.font("body", tabular=True))
        self.painter.setPen(self.theme.color(role))
        cut = self.painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.rect.width())
        self.painter.drawText(self.rect, int(_RIGHT if right else _LEFT), cut)

    def icon(self, name: str, role: str, left: int, side: int = ICON_PX) -> None:
        """Draw an icon at a horizontal position, in the middle of the row."""
        ratio = self.painter.device().devicePixelRatio()
        drawn = icons.pixmap(name, self.theme.color(role), side, ratio)
        self.painter.drawPixmap(QPoint(left, self.rect.center().y() - side // 2 + 1), drawn)


class RowDelegate(QStyledItemDelegate):
    """Draws whole rows alike: a ticked row is tinted, the current one has a bar at its left."""

    def __init__(self, session: Session, table: QTableView) -> None:
        super().__init__(table)
        self._session = session
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._table.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        active = theme.active()
        rect: QRect = option.rect
        ticked = self._table.model().is_ticked(index.row())  # type: ignore[attr-defined]
        state = option.state
        painter.save()
        painter.fillRect(rect, _background(active, ticked=ticked, state=state))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), active.color("border"))
        if index.column() == TICK and self._table.currentIndex().row() == index.row():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), active.color("accent"))
        row: DocumentRow | None = index.data(ROW_ROLE)
        column = COLUMNS[index.column()]
        last = index.column() == last_shown(self._table.horizontalHeader())
        inside = rect.adjusted(MARGIN, 0, -(EDGE if last else MARGIN), -1)
        brush = Brush(painter, inside, active)
        if column.key == "tick":
            name, role = ("ph.check-square", "accent") if ticked else ("ph.square", "borderStrong")
            brush.icon(name, role, rect.left() + EDGE)
        elif row is not None:
            _DRAW.get(column.key, _draw_plain)(brush, column, row, self._session)
        painter.restore()


def _background(active: Theme, *, ticked: bool, state: QStyle.StateFlag) -> QColor:
    if ticked:
        return active.color("selection")
    if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
        return active.color("hover") if state & QStyle.StateFlag.State_Selected else active.color("window")
    return active.color("surface")


def last_shown(header: QHeaderView) -> int:
    """Return the logical index of the last column that is not hidden."""
    return max(section for section in range(header.count()) if not header.isSectionHidden(section))


def _draw_plain(brush: Brush, column: Column, row: DocumentRow, _session: Session) -> None:
    brush.text(column.text(row), "textMuted", right=column.numeric)


def _draw_status(brush: Brush, _column: Column, row: DocumentRow, _session: Session) -> None:
    brush.icon(*STATUS_ICONS[row.status], brush.rect.left() - MARGIN + 4)


def _draw_title(brush: Brush, column: Column, row: DocumentRow, _session: Session) -> None:
    font = theme.font("body", weight="medium")
    whole = brush.rect
    icons_shown = [name for name, shown in (("ph.flag", row.flagged), ("ph.note", bool(row.note))) if shown]
    brush.rect = whole.adjusted(0, 0, -22 * len(icons_shown), 0)
    brush.text(column.text(row), "text", font=font)
    width = min(brush.painter.fontMetrics().horizontalAdvance(row.title), brush.rect.width())
    left = whole.left() + width + 10
    for name in icons_shown:
        brush.icon(name, "warning" if name == "ph.flag" else "textFaint", left, 15)
        left += 20


def _draw_split(brush: Brush, _column: Column, row: DocumentRow, _session: Session) -> None:
    if row.split is Split.NONE:
        brush.text("–", "textFaint")
        return
    icon = "ph.lock-simple" if row.split is Split.TEST else ""
    size = chip_size(split_name(row.split), bool(icon))
    box = QRect(brush.rect.left(), brush.rect.center().y() - size.height() // 2, size.width(), size.height())
    draw_chip(brush.painter, box, split_name(row.split), SPLIT_TONES[row.split], icon, pill=False)


def _draw_spans(brush: Brush, column: Column, row: DocumentRow, _session: Session) -> None:
    brush.text(column.text(row), "text", right=True, font=theme.font("body", weight="medium", tabular=True))


def _draw_suggestions(brush: Brush, column: Column, row: DocumentRow, _session: Session) -> None:
    if not row.suggestions:
        return
    brush.text(column.text(row), "textMuted", right=True)
    width = brush.painter.fontMetrics().horizontalAdvance(column.text(row))
    brush.icon("ph.circle-dashed", "textMuted", brush.rect.right() - width - 18, 13)


def _draw_labels(brush: Brush, _column: Column, row: DocumentRow, session: Session) -> None:
    """Each label with its colour square; what does not fit is cut."""
    whole = brush.rect
    left = whole.left()
    for name in row.labels:
        if left + 26 > whole.right():
            break
        label = session.labels.get(name)
        side = 10
        square = QRect(left, whole.center().y() - side // 2 + 1, side, side)
        brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.painter.setPen(Qt.PenStyle.NoPen)
        brush.painter.setBrush(brush.theme.label(label.color if label else 12).solid)
        brush.painter.drawRoundedRect(square, 3, 3)
        brush.rect = QRect(left + side + 6, whole.top(), whole.right() - left - side - 6, whole.height())
        brush.text(name, "text")
        left += side + 6 + brush.painter.fontMetrics().horizontalAdvance(name) + 12


_DRAW: dict[str, Callable[[Brush, Column, DocumentRow, Session], None]] = {
    "status": _draw_status,
    "title": _draw_title,
    "split": _draw_split,
    "labels": _draw_labels,
    "spans": _draw_spans,
    "suggestions": _draw_suggestions,
}
