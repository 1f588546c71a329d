"""Fields that every page has: search, a labelled row of a form, a splitter that remembers."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from bertstudio.gui import theme
from bertstudio.gui.settings import Settings
from bertstudio.gui.widgets.figures import KeyCaps
from bertstudio.gui.widgets.words import label, restyle, set_role

CAPS_GAP = 7
"""Between key caps and the edge of their field, in logical pixels."""

SpinBox = TypeVar("SpinBox", bound=QAbstractSpinBox)


class SearchField(QLineEdit):
    """A search box: announces the text when typing has paused; Esc clears it."""

    searched = Signal(str)

    def __init__(self, placeholder: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        self.addAction(
            QAction(theme.icon("ph.magnifying-glass"), "", self), QLineEdit.ActionPosition.LeadingPosition
        )
        self._caps = KeyCaps(self)
        self._pause = QTimer(self, singleShot=True, interval=theme.active().duration_ms["searchDebounce"])
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(self._on_changed)
        self.returnPressed.connect(self._now)
        self.installEventFilter(self)

    def show_shortcut(self, keys: Sequence[str]) -> None:
        """Show the key that leads here, in Qt's portable form; the page binds it."""
        self._caps.show_keys(keys)
        self._place_caps()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place_caps()
        if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            self.clear()
            self._now()
            return True
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        self._show_caps()
        self._pause.start()

    def _place_caps(self) -> None:
        width = self._caps.sizeHint().width()
        self._caps.setGeometry(self.width() - width - CAPS_GAP, 0, width, self.height())
        self._show_caps()

    def _show_caps(self) -> None:
        icon_and_margins = 44
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        room = self.width() - self._caps.sizeHint().width() - CAPS_GAP - words - icon_and_margins
        self._caps.setVisible(not self.text() and room >= 0)

    def _now(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text())


class Field(QWidget):
    """A row of a form: name at the left, control at the right, help or what is wrong below."""

    def __init__(
        self,
        name: str,
        control: QWidget,
        help_text: str = "",
        *,
        control_width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._help = help_text
        title = label(name)
        title.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(name)
        control.setAccessibleDescription(help_text)
        if control_width:
            control.setFixedWidth(control_width)
        self._below = label(help_text, "small", "muted", wrap=True)
        self._below.setVisible(bool(help_text))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(title, 1)
        row.addWidget(control, 0 if control_width else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._below)

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the value; an empty text takes it back."""
        set_role(self._below, "danger" if text else "muted")
        self._below.setText(text or self._help)
        self._below.setVisible(bool(text or self._help))
        self.control.setProperty("wrong", "true" if text else "false")
        restyle(self.control)


def with_inset(box: SpinBox) -> SpinBox:
    """Move the number of a spin box off its border; the style sheet does not reach the line edit inside."""
    inside = box.findChild(QLineEdit)
    if inside is not None:
        inside.setTextMargins(5, 0, 0, 0)
    return box


class Splitter(QSplitter):
    """A splitter that remembers its sizes under a key, separately for each screen size."""

    def __init__(
        self,
        settings: Settings,
        key: str,
        sizes: Sequence[int],
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        """`sizes` are the first ones, in logical pixels."""
        super().__init__(orientation, parent)
        self._settings = settings
        self._key = key
        self._first_sizes = list(sizes)
        self._restored = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(lambda _position, _index: self.keep())

    def keep(self) -> None:
        """Remember the sizes as they are now."""
        self._settings.remember(self._full_key(), [str(size) for size in self.sizes()])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._restored:
            return
        self._restored = True
        kept = [int(size) for size in self._settings.remembered(self._full_key(), []) or []]
        self.setSizes(kept if len(kept) == self.count() else self._first_sizes)

    def _full_key(self) -> str:
        size = self.screen().availableSize()
        return f"splitters/{self._key}/{size.width()}x{size.height()}"
