"""The drawer at the right of the Corpus page: beside the table where there is room, otherwise over it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bertstudio.gui import theme
from bertstudio.gui.settings import Settings
from bertstudio.gui.widgets.fields import Splitter
from bertstudio.gui.widgets.surfaces import line

BESIDE_FROM_PX = 1_100
"""Narrower pages get the drawer on top of the table."""


class DrawerArea(QWidget):
    """A main widget and at most one drawer."""

    changed = Signal(bool)
    """Whether a drawer is open now."""

    def __init__(self, settings: Settings, main: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main = main
        smallest, usual, largest = theme.active().size["panel"]["import"]
        self._frame = QFrame()
        self._frame.setObjectName("corpus.drawer")
        self._frame.setProperty("surface", "panel")
        self._frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._frame.setMinimumWidth(smallest)
        self._frame.setMaximumWidth(largest)
        self._row = QHBoxLayout(self._frame)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._edge = line(Qt.Orientation.Vertical)
        self._row.addWidget(self._edge)
        self._usual = usual
        self._content: QWidget | None = None
        self.splitter = Splitter(settings, "corpus", [932, usual])
        self.splitter.addWidget(main)
        self.splitter.addWidget(self._frame)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._frame.hide()

    @property
    def content(self) -> QWidget | None:
        """The drawer that is open, or None."""
        return self._content

    @property
    def is_over(self) -> bool:
        """Whether the drawer lies over the table."""
        return self._frame.parentWidget() is self

    def open(self, drawer: QWidget) -> None:
        """Show a drawer in place of the one that is open."""
        self._drop()
        self._content = drawer
        self._row.addWidget(drawer, 1)
        self._place()
        self._frame.show()
        self.changed.emit(True)

    def close_drawer(self) -> None:
        if self._content is not None:
            self._drop()
            self._frame.hide()
            self.changed.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._content is not None:
            self._content.closed.emit()  # type: ignore[attr-defined]
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.is_over:
            self._frame.raise_()
        return super().event(event)

    def _drop(self) -> None:
        if self._content is not None:
            self._row.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None

    def _place(self) -> None:
        over = self.width() < BESIDE_FROM_PX
        if over != self.is_over:
            visible = self._content is not None
            if over:
                self._frame.setParent(self)
            else:
                self.splitter.addWidget(self._frame)
                self.splitter.setSizes([self.width() - self._usual, self._usual])
            self._frame.setVisible(visible)
        self._edge.setVisible(over)
        if over:
            width = min(self._usual, self.width() - 120)
            self._frame.setGeometry(self.width() - width, 0, width, self.height())
            self._frame.raise_()
