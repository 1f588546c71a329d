"""The list of labels that opens at the caret: type to filter, Enter to take."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.words import tr
from bertstudio.gui import theme

WIDTH, WIDEST = 240, 420
"""Logical pixels; as wide as the longest name in between."""
ROWS = 9
"""Rows shown at once."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS - 1,
    Qt.Key.Key_PageUp: 1 - ROWS,
}


class LabelList(QFrame):
    """Floats over its parent while it has the keyboard. Closing it without a choice changes nothing."""

    picked = Signal(str)
    """Name of the label."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("annotate.label_list")
        self.setAccessibleName(tr("Labels"))
        self.setProperty("surface", "popover")
        self._labels: tuple[Label, ...] = ()
        self._field = QLineEdit()
        self._field.setObjectName("annotate.label_list.filter")
        self._field.setPlaceholderText(tr("Label name"))
        self._field.setAccessibleName(tr("Label name"))
        self._field.textChanged.connect(self._fill)
        self._list = QListWidget()
        self._list.setObjectName("annotate.label_list.labels")
        self._list.setAccessibleName(tr("Labels"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._take)
        self._field.installEventFilter(self)
        self.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self._field)
        column.addWidget(self._list)

    def open(self, labels: LabelSet, at: QPoint, *, last: str = "", sticky: bool = False) -> None:
        """Show the labels; `at` is the top left corner, in coordinates of the parent.

        The label that was used last is chosen until something is typed; `sticky` says what Enter will do.
        """
        self._labels = labels.labels
        words = tr("Label for every selection") if sticky else tr("Label name")
        self._field.setPlaceholderText(words)
        self._field.setAccessibleName(words)
        self._field.clear()
        self._fill("")
        names = [label.name for label in self._labels]
        self._list.setCurrentRow(names.index(last) if last in names else 0)
        row = self._list.sizeHintForRow(0) if self._list.count() else 24
        self._list.setFixedHeight(row * min(max(len(self._labels), 1), ROWS) + 4)
        bar = self._list.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(min(max(WIDTH, self._list.sizeHintForColumn(0) + bar + 16), WIDEST))
        self.adjustSize()
        area = self._room.rect().adjusted(8, 8, -8, -8)
        x = min(at.x(), area.right() - self.width())
        y = min(at.y(), area.bottom() - self.height())
        self.move(max(area.left(), x), max(area.top(), y))
        self.show()
        self.raise_()
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                row = self._list.currentRow() + step
                self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self._list.currentItem())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self._list.clear()
        for wanted in matching(self._labels, typed):
            words = f"{wanted.name}   {wanted.shortcut}" if wanted.shortcut else wanted.name
            item = QListWidgetItem(theme.swatch(wanted.color), words)
            item.setData(Qt.ItemDataRole.UserRole, wanted.name)
            item.setToolTip(wanted.name)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            name = item.data(Qt.ItemDataRole.UserRole)
            self._leave()
            self.picked.emit(name)

    def _leave(self) -> None:
        self.hide()
        self._room.setFocus()


def matching(labels: tuple[Label, ...], typed: str) -> list[Label]:
    """Return the labels that what was typed may mean: exact ones first, then beginnings, then the rest.

    Names and codes are searched; case does not matter.
    """
    wanted = typed.strip().casefold()
    first = [lbl for lbl in labels if wanted in (lbl.code.casefold(), lbl.name.casefold())] if wanted else []
    begins = [lbl for lbl in labels if lbl.name.casefold().startswith(wanted)]
    inside = [lbl for lbl in labels if wanted in lbl.name.casefold() or wanted in lbl.code.casefold()]
    return list(dict.fromkeys((*first, *begins, *inside)))
