"""One label of the labels panel: key cap, colour, name, count in this document, eye."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from bertstudio.core.labels import Label
from bertstudio.core.words import tr, trn
from bertstudio.gui import icons, theme
from bertstudio.gui.widgets import IconButton, draw_key_cap, draw_ring, key_cap_size

HEIGHT = 30
LEFT, RIGHT = 16, 8


@dataclass(frozen=True, slots=True)
class LabelState:
    """What a row shows beside the label itself."""

    count: int = 0
    """Annotations with it in this document."""
    current: bool = False
    """It is the label of what is selected."""
    pinned: bool = False
    """Every new selection gets it at once."""
    hidden: bool = False


class LabelRow(QAbstractButton):
    """A press does what the label means now: tag, relabel, or pin."""

    eye_pressed = Signal(str)
    menu_asked = Signal(str, QPoint)
    """Name of the label, and where on the screen its menu opens."""

    def __init__(self, label: Label, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.state = LabelState()
        self.setObjectName(f"annotate.label.{label.name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(max(HEIGHT, QFontMetrics(theme.font("body")).height() + 12))
        self._eye = IconButton("ph.eye", "", name=f"annotate.label.{label.name}.eye")
        self._eye.setParent(self)
        self._eye.clicked.connect(lambda: self.eye_pressed.emit(self.label.name))
        self._more = IconButton("ph.dots-three", tr("More"), name=f"annotate.label.{label.name}.more")
        self._more.setParent(self)
        self._more.clicked.connect(self._ask_menu)
        self._more.hide()

    def show_label(self, label: Label, state: LabelState) -> None:
        """Show a label of the same name, as it is now."""
        self.label, self.state = label, state
        self._eye.setIcon(theme.icon("ph.eye-slash" if state.hidden else "ph.eye"))
        words = tr("Show {label}", label=label.name) if state.hidden else tr("Hide {label}", label=label.name)
        self._eye.setAccessibleName(words)
        self._eye.setToolTip(words)
        self._more.setAccessibleName(tr("More for {label}", label=label.name))
        self.setToolTip(label.description)
        self.setAccessibleName(self._spoken())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = theme.active()
        if self.state.current or self.state.pinned:
            painter.fillRect(self.rect(), active.color("selection"))
        elif self.underMouse():
            painter.fillRect(self.rect(), active.color("hover"))
        if self.state.pinned:
            painter.fillRect(0, 0, 3, self.height(), active.color("accent"))
        left = self._paint_key(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(active.label(self.label.color).solid)
        painter.drawRoundedRect(QRectF(left, (self.height() - 11) / 2, 11, 11), 3, 3)
        self._paint_words(painter, left + 21)
        if self.hasFocus():
            draw_ring(painter, self.rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        y = (self.height() - self._eye.height()) // 2
        self._eye.move(self.width() - RIGHT - self._eye.width(), y)
        self._more.move(self._eye.x() - self._more.width(), y)
        super().resizeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._more.show()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._more.hide()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(self.label.name, event.globalPos())

    def _paint_key(self, painter: QPainter) -> int:
        """Draw the key cap and return where the colour begins."""
        if self.label.shortcut:
            size = key_cap_size(self.label.shortcut)
            place = QRect(LEFT, (self.height() - size.height()) // 2, size.width(), size.height())
            draw_key_cap(painter, place, self.label.shortcut)
        return LEFT + 26

    def _paint_words(self, painter: QPainter, left: int) -> None:
        active = theme.active()
        count = f"{self.state.count:,}"
        font = theme.font("body", tabular=True)
        metrics = QFontMetrics(font)
        right = (self._more.x() if self._more.isVisible() else self._eye.x()) - 8
        painter.setFont(font)
        painter.setPen(active.color("textMuted"))
        room = QRect(left, 0, right - left, self.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), count)
        right -= metrics.horizontalAdvance(count) + 8
        if self.state.pinned:
            ratio = self.devicePixelRatioF()
            drawn = icons.pixmap("ph.push-pin", active.color("accent"), 14, ratio)
            right -= 18
            painter.drawPixmap(QPoint(right + 2, (self.height() - 14) // 2), drawn)
        name = metrics.elidedText(self.label.name, Qt.TextElideMode.ElideRight, right - left)
        painter.setPen(active.color("textFaint" if self.state.hidden else "text"))
        painter.drawText(
            QRect(left, 0, right - left, self.height()), int(middle | Qt.AlignmentFlag.AlignLeft), name
        )

    def _spoken(self) -> str:
        key = tr("key {key}", key=self.label.shortcut) if self.label.shortcut else ""
        count = trn("1 in this document", "{count} in this document", self.state.count)
        shown = tr("hidden") if self.state.hidden else tr("shown")
        pinned = tr("pinned") if self.state.pinned else ""
        return ", ".join(filter(None, (self.label.name, key, count, shown, pinned)))

    def _ask_menu(self) -> None:
        below = QPoint(0, self._more.height())
        self.menu_asked.emit(self.label.name, self._more.mapToGlobal(below))


def as_menu_button(button: QToolButton) -> QToolButton:
    """Let a button open its menu at one press."""
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
