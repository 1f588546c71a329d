"""The command palette (Ctrl+K): a popover at the top of the window, found by a few letters."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.actions import Action
from bertstudio.gui.context import Context
from bertstudio.gui.palette_entries import Entry, entries
from bertstudio.gui.widgets import draw_key_cap, isolated, key_cap_size, key_caps, label, line

WIDTH_PX = 560
TOP_PX = 46
ROW_PX = 34
ROWS_SHOWN = 10
REMEMBERED = 5
ENTRY = Qt.ItemDataRole.UserRole


class CommandPalette(QFrame):
    """A search line and what it finds. Enter runs, Esc closes, and the focus goes back where it was."""

    def __init__(self, context: Context, perform: Callable[[Action], object], window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setProperty("surface", "popover")
        self.setAccessibleName(tr("Search or run a command"))
        self._context = context
        self._perform = perform
        self._window = window
        self._before: QWidget | None = None
        self._build()
        self.hide()

    def open(self) -> None:
        """Show it, empty, over the middle of the top of the window."""
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._fill("")
        width = min(WIDTH_PX, self._window.width() - 32)
        self.resize(width, self.sizeHint().height())
        self.move((self._window.width() - width) // 2, TOP_PX)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_now(self) -> None:
        """Hide it and give the focus back."""
        if self.isVisible():
            self.hide()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                return self._key(event)
            if event.type() is QEvent.Type.FocusOut:
                self.hide()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setObjectName("palette.field")
        self.field.setProperty("bare", "true")
        self.field.setFont(theme.font("title"))
        self.field.setPlaceholderText(tr("Type a command, or # document, @ label, / text"))
        self.field.setAccessibleName(tr("Search or run a command"))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.field.setTextMargins(14, 10, 14, 10)
        self.rows = QListWidget()
        self.rows.setObjectName("palette.rows")
        self.rows.setAccessibleName(tr("What was found"))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setItemDelegate(_RowDelegate(self.rows))
        self.rows.itemClicked.connect(self._run)
        self.rows.setMouseTracking(True)
        self.nothing = label(tr("Nothing found."), "body", "muted")
        self.nothing.setContentsMargins(14, 10, 14, 12)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 5)
        column.setSpacing(0)
        for widget in (self.field, line(), self.rows, self.nothing):
            column.addWidget(widget)
        if not theme.active().dark:
            shadow = QGraphicsDropShadowEffect(self)
            shadow.setBlurRadius(18)
            shadow.setOffset(0, 6)
            shadow.setColor(QColor(10, 14, 22, 41))
            self.setGraphicsEffect(shadow)

    def _fill(self, typed: str) -> None:
        last = [str(name) for name in self._context.settings.remembered("palette/last", []) or []]
        self.rows.clear()
        for entry in entries(self._context, typed.strip(), self._perform, last):
            item = QListWidgetItem(entry.text)
            item.setData(ENTRY, entry)
            said = (entry.text, entry.place, entry.keys, entry.reason)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in said if part))
            if entry.reason:
                item.setToolTip(entry.reason)
            self.rows.addItem(item)
        self.rows.setFixedHeight(ROW_PX * min(ROWS_SHOWN, self.rows.count()))
        self.rows.setVisible(self.rows.count() > 0)
        self.nothing.setVisible(self.rows.count() == 0)
        self.rows.setCurrentRow(0)
        if self.isVisible():
            self._column.activate()
            self.resize(self.width(), self.sizeHint().height())

    def _key(self, event: QKeyEvent) -> bool:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in moves:
            last = self.rows.count() - 1
            self.rows.setCurrentRow(max(0, min(last, self.rows.currentRow() + moves[key])))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self.rows.currentItem())
        elif key is Qt.Key.Key_Escape:
            self.close_now()
        else:
            return False
        return True

    def _run(self, item: QListWidgetItem | None) -> None:
        entry: Entry | None = item.data(ENTRY) if item is not None else None
        if entry is None or entry.reason:
            return
        if entry.id:
            last = [str(name) for name in self._context.settings.remembered("palette/last", []) or []]
            kept = [entry.id, *(name for name in last if name != entry.id)][:REMEMBERED]
            self._context.settings.remember("palette/last", kept)
        self.close_now()
        entry.run()


class _RowDelegate(QStyledItemDelegate):
    """Icon, text, where it belongs or why it cannot be done, keys."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY)
        active = theme.active()
        self.initStyleOption(option, index)
        option.text = ""
        style = QApplication.style()
        style.drawPrimitive(style.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        rect = option.rect.adjusted(14, 0, -14, 0)
        painter.save()
        icon = theme.swatch(entry.swatch) if entry.swatch else theme.icon(entry.icon or "ph.caret-right")
        icon.paint(painter, QRect(rect.left(), rect.center().y() - 7, 16, 16))
        right = self._draw_keys(painter, rect, key_caps(entry.keys))
        inside = QRect(rect.left() + 26, rect.top(), right - rect.left() - 36, rect.height())
        painter.setFont(theme.font("body"))
        painter.setPen(active.color("textFaint" if entry.reason else "text"))
        metrics = painter.fontMetrics()
        aside = entry.reason or entry.place
        aside_font = theme.font("small")
        room = inside.width() - min(inside.width() // 2, metrics.horizontalAdvance(aside)) - 8
        shown = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, isolated(shown))
        painter.setFont(aside_font)
        painter.setPen(active.color("textFaint"))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, aside)
        painter.restore()

    def _draw_keys(self, painter: QPainter, rect: QRect, keys: list[str]) -> int:
        right = rect.right() + 1
        for key in reversed(keys):
            size = key_cap_size(key)
            right -= size.width()
            top = rect.center().y() - size.height() // 2 + 1
            draw_key_cap(painter, QRect(right, top, size.width(), size.height()), key)
            right -= 3
        return right
