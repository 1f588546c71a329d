"""Phosphor icons in the colours of the theme, drawn when they are painted.

The glyphs come from the font that the installed qtawesome brings. Its own loader is not used: importing it
takes 0.1 s, a third of what a whole empty window takes, and reading one font and one table takes 0.01 s.
"""

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap


def icon(name: str, role: str = "textMuted") -> QIcon:
    """Return an icon by its name in qtawesome (`ph.files`), tinted with a colour of the theme.

    A muted icon turns to the text colour where it is checked or selected; disabled icons are faint.
    """
    return QIcon(_Glyph(name, role))


def swatch(index: int) -> QIcon:
    """Return the colour square of a label, by palette index from 1."""
    return QIcon(_Swatch(index))


def names() -> frozenset[str]:
    """Return the names of all icons there are."""
    return frozenset(f"ph.{name}" for name in _glyphs())


def pixmap(name: str, tint: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """Return a drawn icon; `side` in logical pixels, `ratio` device pixels a logical pixel."""
    return _pixmap(name, tint.rgba(), side, ratio)


class _Engine(QIconEngine):
    """Answers the three ways in which Qt asks for an icon with one `paint`."""

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in logical pixels, `scale` device pixels a logical pixel."""
        drawn = QPixmap(size * scale)
        drawn.setDevicePixelRatio(scale)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn


class _Glyph(_Engine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        drawn = _pixmap(self._name, self._tint(mode, state).rgba(), side, ratio)
        left = rect.x() + (rect.width() - side) // 2
        painter.drawPixmap(left, rect.y() + (rect.height() - side) // 2, drawn)

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._role)

    def _tint(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        from bertstudio.gui.theme import active

        theme = active()
        if mode is QIcon.Mode.Disabled:
            return theme.color("textFaint")
        strong = state is QIcon.State.On or mode in (QIcon.Mode.Active, QIcon.Mode.Selected)
        return theme.color("text" if strong and self._role == "textMuted" else self._role)


class _Swatch(_Engine):
    def __init__(self, index: int) -> None:
        super().__init__()
        self._index = index

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        from bertstudio.gui.theme import active

        theme = active()
        side = round(min(rect.width(), rect.height()) * 0.72)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.label(self._index).solid)
        painter.drawRoundedRect(box, theme.radius["swatch"], theme.radius["swatch"])
        painter.restore()

    def clone(self) -> QIconEngine:
        return _Swatch(self._index)


@lru_cache(maxsize=1024)
def _pixmap(name: str, rgba: int, side: int, ratio: float) -> QPixmap:
    pixels = max(1, round(side * ratio))
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    glyph_font = QFont(_family())
    glyph_font.setPixelSize(pixels)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(glyph_font)
    painter.setPen(QColor.fromRgba(rgba))
    painter.drawText(drawn.rect(), Qt.AlignmentFlag.AlignCenter, _glyphs()[name.removeprefix("ph.")])
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def _glyphs() -> dict[str, str]:
    table: dict[str, str] = json.loads(_file("phosphor-charmap-*.json").read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in table.items()}


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_file("phosphor-[0-9]*.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


def _file(pattern: str) -> Path:
    package = find_spec("qtawesome")
    if package is None or package.origin is None:
        raise RuntimeError("qtawesome is not installed")
    return next((Path(package.origin).parent / "fonts").glob(pattern))
