"""The table of the keymap dialog, and the field that waits for a key."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.editors.keys import sequence_of
from bertstudio.gui.keymap import BY_ID, Command, Keymap, Keys, in_words

ID = Qt.ItemDataRole.UserRole


class KeyTable(QTableWidget):
    """Commands by group: what they do, their keys, and the first ones where they were changed."""

    change_asked = Signal()
    add_asked = Signal()
    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("keymap.table")
        self.setAccessibleName(tr("Commands and their keys"))
        self.setProperty("rows", "lined")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setHorizontalHeaderLabels([tr("Does"), tr("Keys"), tr("At first")])
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        em = self.fontMetrics().horizontalAdvance("0")
        self.setColumnWidth(1, em * 24)
        self.setColumnWidth(2, em * 20)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.itemDoubleClicked.connect(lambda _item: self.change_asked.emit())

    @property
    def current(self) -> Command | None:
        return BY_ID.get(self._id(self.currentRow()))

    def show_rows(self, rows: list[Command | str], keymap: Keymap) -> None:
        """Show commands under the titles of their groups; the current one stays current."""
        kept = self.current
        self.setRowCount(0)
        changes = keymap.changes
        for row in rows:
            if isinstance(row, str):
                self._add((row, "", ""), "", weight="semibold")
            else:
                first = self._came_as(row, changes)
                self._add((row.text, in_words(keymap.keys(row.id)), first), row.id, weight="regular")
        if kept is None or not self.go_to(kept.id):
            self.setCurrentCell(1 if rows else -1, 0)

    def go_to(self, name: str) -> bool:
        """Make the row of a command the current one, and tell whether there is one."""
        rows = (row for row in range(self.rowCount()) if self._id(row) == name)
        found = next(rows, -1)
        if found >= 0:
            self.setCurrentCell(found, 0)
        return found >= 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())  # What comes and goes above the table must not hide the row.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = {
            Qt.Key.Key_Return: self.change_asked,
            Qt.Key.Key_Enter: self.change_asked,
            Qt.Key.Key_Insert: self.add_asked,
            Qt.Key.Key_Delete: self.clear_asked,
        }.get(Qt.Key(event.key()))
        if asked is not None:
            asked.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, cells: tuple[str, str, str], name: str, *, weight: str) -> None:
        row = self.rowCount()
        self.insertRow(row)
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setFont(theme.font("body", weight=weight))
            item.setData(ID, name)
            if not name:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.setItem(row, column, item)

    def _id(self, row: int) -> str:
        item = self.item(row, 0)
        return str(item.data(ID)) if item is not None else ""

    def _came_as(self, command: Command, changes: Mapping[str, Keys]) -> str:
        if command.id not in changes:
            return ""
        return in_words(command.keys) or tr("no key")


class KeyField(QLineEdit):
    """Waits for one key, whatever it is; Esc leaves it."""

    pressed = Signal(str)
    """The key in Qt's portable form."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keymap.field")
        self.setAccessibleName(tr("New key"))
        self.setReadOnly(True)

    def ask(self, words: str) -> None:
        """Show what is waited for, and take the keyboard."""
        self.setText(words)
        self.setAccessibleName(words)
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._press(event)
            return True
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().event(event)

    def _press(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MODIFIERS:
            return
        if key is Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() & Qt.KeyboardModifier.GroupSwitchModifier:
            self.pressed.emit("AltGr")
        else:
            self.pressed.emit(sequence_of(event))


_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
    }
)
