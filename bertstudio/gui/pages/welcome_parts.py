"""The drawn parts of the welcome page: large buttons, recent projects, strokes of the legend."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bertstudio.core.words import tr, trn
from bertstudio.gui import icons, theme
from bertstudio.gui.menu_bar import initials
from bertstudio.gui.widgets import ElidedLabel, label, link
from bertstudio.store.project import is_project

DAY_S = 86_400


def when(then_s: float, now_s: float) -> str:
    """Return how long ago something was, in words; both in seconds since 1970."""
    days = int((now_s - then_s) // DAY_S)
    if days < 1:
        return tr("today")
    if days < 14:
        return trn("yesterday", "{count} days ago", days)
    return tr("{weeks} weeks ago", weeks=days // 7)


class Stroke(QWidget):
    """A solid or dashed line, for the legend."""

    def __init__(self, dashed: bool) -> None:
        super().__init__()
        self._dashed = dashed
        self.setFixedSize(22, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(theme.color("text"), 2)
        if self._dashed:
            pen.setDashPattern([3, 2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, 8), QPointF(self.width(), 8))
        painter.end()


class Door(QPushButton):
    """A large button: icon, title, perhaps a line below."""

    def __init__(self, icon: str, title: str, text: str, name: str, *, main: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(64)
        self._icon, self._title, self._text, self._main = icon, title, text, main

    def sizeHint(self) -> QSize:
        return QSize(200, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.active()
        hovered = self.underMouse() or self.isDown()
        back = (
            ("primaryHover" if hovered else "primary") if self._main else ("hover" if hovered else "surface")
        )
        ink = active.color("onPrimary" if self._main else "text")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "focusRing" if self.hasFocus() else "primary" if self._main else "border"
        painter.setPen(QPen(active.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(active.color(back))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        middle = self.height() // 2
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(18, middle - 11, icons.pixmap(self._icon, ink, 22, ratio))
        painter.setPen(ink)
        painter.setFont(theme.font("body", weight="semibold"))
        words = self.rect().adjusted(54, 0, -16, 0)
        if self._text:
            painter.drawText(words.adjusted(0, 13, 0, 0), Qt.AlignmentFlag.AlignTop, self._title)
            painter.setFont(theme.font("small"))
            painter.setOpacity(0.8)
            painter.drawText(words.adjusted(0, 0, 0, -13), Qt.AlignmentFlag.AlignBottom, self._text)
            painter.setOpacity(1.0)
            painter.drawPixmap(self.width() - 38, middle - 9, icons.pixmap("ph.arrow-right", ink, 18, ratio))
        else:
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.end()


class RecentRow(QFrame):
    """A project opened lately; grey, with Locate…, when it is not there any more."""

    def __init__(self, folder: Path, opened: Callable[[Path], None]) -> None:
        super().__init__()
        there = is_project(folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(12)
        row.addWidget(_Initials(folder.name))
        words = QVBoxLayout()
        words.setSpacing(0)
        name = QPushButton(folder.name)
        name.setObjectName("welcome.recent")
        name.setAccessibleName(tr("Open {name}", name=folder.name))
        name.setProperty("kind", "row")
        name.setEnabled(there)
        name.setCursor(Qt.CursorShape.PointingHandCursor)
        name.clicked.connect(lambda: opened(folder))
        words.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        place = ElidedLabel(_short_place(folder.parent), Qt.TextElideMode.ElideMiddle)
        place.setProperty("role", "muted")
        place.setFont(theme.font("small"))
        words.addWidget(place)
        row.addLayout(words, 1)
        if there:
            changed = (folder / "project.db").stat().st_mtime
            row.addWidget(label(when(changed, time.time()), "body", "muted"))
        else:
            row.addWidget(link(tr("Locate…"), name="welcome.locate", clicked=lambda: opened(folder)))


class _Initials(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._text = initials(name)
        self.setFixedSize(28, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("micro", weight="semibold"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


def _short_place(folder: Path) -> str:
    try:
        return str(folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
