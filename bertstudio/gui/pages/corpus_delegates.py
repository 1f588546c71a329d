"""How the cells of the document table are drawn: status shapes, split chips, flags and suggestion marks."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from bertstudio.core.documents import Split, Status
from bertstudio.gui import icons, theme
from bertstudio.gui.pages.corpus_table import ROW_ROLE, SPLIT, STATUS, TICK, TITLE, split_name
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


class _Cell(QStyledItemDelegate):
    """Draws the row's background as Qt does and leaves the content to `draw`."""

    def __init__(self, draw: Callable[[QPainter, QRect, DocumentRow], None], table: QTableView) -> None:
        super().__init__(table)
        self._draw = draw

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        style = plain.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        self._draw(painter, option.rect, index.data(ROW_ROLE))


class TickDelegate(QStyledItemDelegate):
    """A checkbox in the middle of its cell; the whole cell takes the click."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        background = QStyleOptionViewItem(option)
        self.initStyleOption(background, index)
        background.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, background, painter, option.widget)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        name, role = ("ph.check-square", "accent") if ticked else ("ph.square", "textMuted")
        _draw_icon(painter, option.rect, name, role)

    def editorEvent(self, event: QEvent, model: object, _option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() is not QEvent.Type.MouseButtonRelease:
            return event.type() is QEvent.Type.MouseButtonDblClick
        role = Qt.ItemDataRole.CheckStateRole
        ticked = Qt.CheckState(index.data(role)) is Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return bool(model.setData(index, state, role))  # type: ignore[attr-defined]


def install_delegates(table: QTableView) -> None:
    """Give the table its cells."""
    table.setItemDelegateForColumn(TICK, TickDelegate(table))
    table.setItemDelegateForColumn(STATUS, _Cell(_draw_status, table))
    table.setItemDelegateForColumn(SPLIT, _Cell(_draw_split, table))
    table.setItemDelegateForColumn(TITLE, TitleDelegate(table))


class TitleDelegate(QStyledItemDelegate):
    """The title in its own direction, and a flag behind it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: DocumentRow = index.data(ROW_ROLE)
        if not row.flagged:
            return
        width = min(option.fontMetrics.horizontalAdvance(row.title) + 14, option.rect.width() - ICON_PX)
        _draw_icon(painter, option.rect.adjusted(width, 0, 0, 0), "ph.flag", "warning", centred=False)


def _draw_status(painter: QPainter, rect: QRect, row: DocumentRow) -> None:
    _draw_icon(painter, rect, *STATUS_ICONS[row.status])


def _draw_split(painter: QPainter, rect: QRect, row: DocumentRow) -> None:
    if row.split is Split.NONE:
        return
    icon = "ph.lock-simple" if row.split is Split.TEST else ""
    size = chip_size(split_name(row.split), bool(icon))
    box = QRect(rect.left() + 4, rect.center().y() - size.height() // 2, size.width(), size.height())
    draw_chip(painter, box, split_name(row.split), SPLIT_TONES[row.split], icon, pill=False)


def _draw_icon(painter: QPainter, rect: QRect, name: str, role: str, *, centred: bool = True) -> None:
    ratio = painter.device().devicePixelRatio()
    drawn = icons.pixmap(name, theme.active().color(role), ICON_PX, ratio)
    left = rect.center().x() - ICON_PX // 2 if centred else rect.left()
    painter.drawPixmap(left, rect.center().y() - ICON_PX // 2 + 1, drawn)
