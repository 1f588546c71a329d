"""Small drawn things: tiles with a number, chips, key caps, colour squares, bars in tables."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from bertstudio.gui import icons, theme
from bertstudio.gui.widgets.words import Role, heading, label, set_role

ChipTone = Literal["outline", "filled", "accent", "success", "warning", "danger"]

_CHIP_COLORS = {  # tone: background, border, text
    "outline": ("surface", "border", "textMuted"),
    "filled": ("sunken", "border", "text"),
    "accent": ("surface", "accent", "accent"),
    "success": ("successTint", "successTint", "success"),
    "warning": ("warningTint", "warningTint", "warning"),
    "danger": ("dangerTint", "dangerTint", "danger"),
}


class Tile(QWidget):
    """A number with its name above and its unit behind."""

    def __init__(
        self,
        name: str,
        value: str = "–",
        unit: str = "",
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = label(name, "small", "muted")
        self._value = heading(value, "metricLarge" if large else "metric")
        self._unit = label(unit, "small", "muted", weight="medium")
        below = QHBoxLayout()
        below.setSpacing(5)
        below.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        below.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addLayout(below)
        self.show_value(value, unit)

    @property
    def value(self) -> str:
        return self._value.text()

    def show_value(self, value: str, unit: str = "", unit_role: Role = "muted") -> None:
        """Show another number."""
        self._value.setText(value)
        self._unit.setText(unit)
        set_role(self._unit, unit_role)
        self.setAccessibleName(f"{self._name.text()}: {value} {unit}".strip())

    def set_name(self, name: str) -> None:
        self._name.setText(name)
        self.show_value(self.value, self._unit.text())


class _Drawn(QWidget):
    """A widget that is as large as its text and a margin."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Chip(_Drawn):
    """A short word in a rounded box: a state, a split, a language."""

    def __init__(
        self,
        text: str,
        tone: ChipTone = "outline",
        *,
        icon: str = "",
        pill: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self._icon = icon
        self._pill = pill

    def set_tone(self, tone: ChipTone) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._text, bool(self._icon))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, self.rect(), self._text, self._tone, self._icon, pill=self._pill)
        painter.end()


def chip_size(text: str, with_icon: bool = False) -> QSize:
    """Return how much room a chip takes, for delegates that draw it."""
    metrics = QFontMetrics(theme.font("micro", weight="medium"))
    return QSize(metrics.horizontalAdvance(text) + 16 + (16 if with_icon else 0), metrics.height() + 6)


def draw_chip(
    painter: QPainter,
    rect: QRect,
    text: str,
    tone: ChipTone = "outline",
    icon: str = "",
    *,
    pill: bool = True,
) -> None:
    """Draw a chip into a rectangle, for delegates."""
    active = theme.active()
    background, border, words = (active.color(name) for name in _CHIP_COLORS[tone])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1))
    painter.setBrush(background)
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = box.height() / 2 if pill else active.radius["chip"]
    painter.drawRoundedRect(box, radius, radius)
    inside = rect.adjusted(8, 0, -8, 0)
    if icon:
        ratio = painter.device().devicePixelRatio()
        drawn = icons.pixmap(icon, words, 12, ratio)
        painter.drawPixmap(inside.left(), rect.center().y() - 5, drawn)
        inside.setLeft(inside.left() + 16)
    painter.setFont(theme.font("micro", weight="medium"))
    painter.setPen(words)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


class KeyCap(_Drawn):
    """A key as it looks on the keyboard."""

    def sizeHint(self) -> QSize:
        return key_cap_size(self._text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_key_cap(painter, self.rect(), self._text)
        painter.end()


def key_cap_size(text: str) -> QSize:
    """Return how much room a key cap takes, for delegates that draw it."""
    metrics = QFontMetrics(_cap_font())
    return QSize(max(16, metrics.horizontalAdvance(text) + 9), metrics.height() + 4)


def draw_key_cap(painter: QPainter, rect: QRect, text: str) -> None:
    """Draw a key cap into a rectangle, for delegates."""
    active = theme.active()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(active.color("surface"))
    painter.setPen(QPen(active.color("border"), 1))
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QPen(active.color("borderStrong"), 1))
    painter.drawLine(QPointF(box.left() + 2, box.bottom()), QPointF(box.right() - 2, box.bottom()))
    painter.setFont(_cap_font())
    painter.setPen(active.color("text"))
    painter.drawText(rect.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def key_caps(sequence: QKeySequence | str) -> list[str]:
    """Return the keys of a shortcut as the system writes them: Ctrl, Shift, F."""
    native = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    if not native:
        return []
    parts = native.split(", ")[0]
    keys = parts.replace("++", "+\0").split("+")  # Ctrl++ ends in the key + itself.
    return ["+" if key == "\0" else key for key in keys]


class KeyCaps(QWidget):
    """The key of a command, drawn as keys. It lies over something else and takes no clicks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show the first of some keys in Qt's portable form, or nothing."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for cap in key_caps(keys[0]) if keys else ():
            self._row.addWidget(KeyCap(cap))
        self.adjustSize()


class Swatch(QWidget):
    """The colour square of a label."""

    def __init__(self, index: int, side: int = 11, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self.setFixedSize(side, side)

    def set_index(self, index: int) -> None:
        self._index = index
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.label(self._index).solid)
        radius = theme.active().radius["swatch"]
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.end()


class Sign(QWidget):
    """A Phosphor icon by itself, in a colour of the theme."""

    def __init__(
        self, icon: str, role: str = "textMuted", side: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = role
        self.setFixedSize(side, side)

    def show_icon(self, icon: str, role: str = "textMuted") -> None:
        """Show another one."""
        self._icon = icon
        self._role = role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawn = icons.pixmap(self._icon, theme.color(self._role), self.width(), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, drawn)
        painter.end()


class BarDelegate(QStyledItemDelegate):
    """A grey bar for a share and its number behind it: the number is the message.

    The model gives the share (0 to 1, or None for no bar) under `share_role` and the text under DisplayRole.
    The current cell has a ring.
    """

    def __init__(
        self,
        share_role: int = Qt.ItemDataRole.UserRole,
        *,
        number_width: int = 46,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._share_role = int(share_role)
        self._number_width = number_width

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        rect: QRect = option.rect
        text: str = option.text
        option.text = ""
        widget = option.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = rect.adjusted(8, 0, -8, -1)
        share = index.data(self._share_role)
        if share is not None:
            self._draw_bar(painter, inside.adjusted(0, 0, -self._number_width, 0), float(share))
        font: QFont = theme.font("body", tabular=True)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, rect)

    def _draw_bar(self, painter: QPainter, room: QRect, share: float) -> None:
        active = theme.active()
        track = QRectF(room.left(), room.center().y() - 2, max(0, room.width()), 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(active.color("hover"))
        painter.drawRoundedRect(track, 2.5, 2.5)
        track.setWidth(track.width() * min(1.0, max(0.0, share)))
        grey = QColor(active.color("borderStrong"))
        painter.setBrush(theme.blend(grey, active.color("surface"), 0.75))
        painter.drawRoundedRect(track, 2.5, 2.5)


def draw_ring(painter: QPainter, rect: QRect, radius: float = 5) -> None:
    """Draw the focus ring just inside a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("focusRing"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
    painter.restore()


def _cap_font() -> QFont:
    return theme.font("code", weight="semibold")
