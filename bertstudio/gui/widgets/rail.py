"""The rail: one button a page, icon over text, with a sign when something happened there."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionToolButton, QToolBar, QToolButton, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import icons, theme
from bertstudio.gui.widgets.figures import draw_ring

Badge = Literal["", "running", "finished", "failed"]

NARROW_PX = 52

_BADGES = {  # what is drawn: an icon, or the dot for work in progress
    "running": ("", "accent"),
    "finished": ("ph.check-circle-fill", "success"),
    "failed": ("ph.warning-fill", "danger"),
}


class RailButton(QToolButton):
    """A page of the window: surface, accent bar and bold text while it is shown."""

    def __init__(self, action: QAction, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self._icon = icon
        self._badge: Badge = ""
        self._text = text or action.text()
        self.setObjectName(f"rail.{action.objectName()}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_narrow(False)
        self._say()

    @property
    def badge(self) -> Badge:
        return self._badge

    def set_badge(self, badge: Badge) -> None:
        """Show a sign at the icon, and say it in the name."""
        self._badge = badge
        self._say()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Hide the text."""
        self._narrow = narrow
        active = theme.active()
        width, height = active.size["rail"], active.size["railItem"][1] + 4
        self.setFixedSize(QSize(NARROW_PX, 44) if narrow else QSize(width, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.active()
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = self.rect().adjusted(6, 2, -6, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setPen(active.color("border"))
            painter.setBrush(active.color("surface"))
            painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(active.color("accent"))
            bar = QRectF(0, self.height() / 2 - 13, 3, 26)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        elif hovered:
            painter.setBrush(active.color("hover"))
            painter.drawRoundedRect(card, 8, 8)
        self._draw_inside(painter, card)
        if self.hasFocus():
            draw_ring(painter, card, 8)
        painter.end()

    def _draw_inside(self, painter: QPainter, card: QRect) -> None:
        active = theme.active()
        tint = active.color("text" if self.isChecked() else "textMuted")
        side = active.size["icon"]["rail"]
        top = (self.height() - side) // 2 if self._narrow else card.top() + 8
        left = (self.width() - side) // 2
        painter.drawPixmap(left, top, icons.pixmap(self._icon, tint, side, self.devicePixelRatioF()))
        if not self._narrow:
            painter.setFont(theme.font("micro", weight="semibold" if self.isChecked() else "regular"))
            painter.setPen(tint)
            words = QRect(0, top + side + 2, self.width(), card.bottom() - top - side - 3)
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self._text)
        if self._badge:
            self._draw_badge(painter, left + side + 1, top)

    def _draw_badge(self, painter: QPainter, x: int, y: int) -> None:
        icon, role = _BADGES[self._badge]
        tint = theme.color(role)
        if icon:
            painter.drawPixmap(x - 4, y - 5, icons.pixmap(icon, tint, 13, self.devicePixelRatioF()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawEllipse(QRectF(x - 2, y - 3, 8, 8))

    def _say(self) -> None:
        said = {
            "": "",
            "running": tr("working"),
            "finished": tr("ready"),
            "failed": tr("stopped by a problem"),
        }[self._badge]
        name = f"{self._text}, {said}" if said else self._text
        self.setAccessibleName(name)
        keys = self.defaultAction().shortcut().toString()
        self.setToolTip(f"{name} ({keys})" if keys else name)


class Rail(QToolBar):
    """The vertical bar at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setWindowTitle(tr("Pages"))
        self.setAccessibleName(tr("Pages"))
        self.setOrientation(Qt.Orientation.Vertical)
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 7, 0, 5)
            layout.setSpacing(0)
        self.buttons: dict[str, RailButton] = {}

    def add(self, name: str, action: QAction, icon: str, text: str = "") -> None:
        """Add a button for an action, with a shorter text if need be."""
        button = RailButton(action, icon, text, self)
        self.buttons[name] = button
        self.addWidget(button)

    def add_gap(self) -> None:
        """Push what follows to the bottom."""
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.addWidget(gap)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only."""
        for button in self.buttons.values():
            button.set_narrow(narrow)
