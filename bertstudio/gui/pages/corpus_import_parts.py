"""Parts that the import and export drawers share: sections, refusals, the footer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import icons, theme
from bertstudio.gui.widgets.buttons import push
from bertstudio.gui.widgets.surfaces import Banner, line
from bertstudio.gui.widgets.words import ElidedLabel, heading


class Sign(QWidget):
    """An icon in a colour of the theme, drawn anew when the theme changes."""

    def __init__(self, name: str, role: str = "textMuted", side: int = 16) -> None:
        super().__init__()
        self._name, self._role, self._side = name, role, side
        self.setFixedSize(side, side + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = theme.color(self._role)
        painter.drawPixmap(0, 1, icons.pixmap(self._name, tint, self._side, self.devicePixelRatio()))
        painter.end()


class Section(QWidget):
    """A part of the drawer with a line below it."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.top = QHBoxLayout()
        self.top.setSpacing(4)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 9, 20, 9)
        inner.setSpacing(4)
        self.title = heading(title, "body")
        if title:
            self.setAccessibleName(title)
            self.top.addWidget(self.title)
            self.top.addStretch(1)
            inner.addLayout(self.top)
        inner.addLayout(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addWidget(line())


class Footer(QFrame):
    """A line of progress while something goes on, a hint, Cancel or Stop, and the main button."""

    cancelled = Signal()
    accepted = Signal()

    def __init__(self, name: str, hint: str, text: str, parent: QWidget | None = None) -> None:
        """`name` begins the object names; `hint` stands at the left, `text` on the main button."""
        super().__init__(parent)
        self.setProperty("surface", "footer")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setProperty("line", "true")
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setFixedHeight(3)
        self._hint_text = hint
        self._why = ""
        self._hint = ElidedLabel(hint)
        self._hint.setProperty("role", "muted")
        self._hint.setFont(theme.font("small", tabular=True))
        self._hint.setObjectName(f"{name}.hint")
        self._cancel = push(tr("Cancel"), name=f"{name}.cancel", clicked=self.cancelled.emit)
        self.button = push(text, kind="primary", name=f"{name}.accept", clicked=self.accepted.emit)
        for button in (self._cancel, self.button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        row.addWidget(self._hint, 1)
        row.addWidget(self._cancel)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(row)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self.hide_progress()

    def show_button(self, text: str, *, enabled: bool) -> None:
        self.button.setText(text)
        self.button.setAccessibleName(text)
        self.button.setEnabled(enabled)

    def show_stop(self, stop: bool) -> None:
        """Cancel becomes Stop while something is being written."""
        self._cancel.setText(tr("Stop") if stop else tr("Cancel"))
        self._cancel.setAccessibleName(self._cancel.text())

    def show_progress(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say how far it is; without a total the bar only moves."""
        self._hint.setText(text)
        self._bar.setMaximum(1000 if total else 0)
        self._bar.setValue(round(1000 * min(done, total) / total) if total else 0)
        self._bar.show()

    def hide_progress(self) -> None:
        self._bar.hide()
        self._bar.setMaximum(1000)
        self._hint.setText(self._why or self._hint_text)

    def show_why(self, why: str) -> None:
        """Say in place of the hint why the main button is off; empty when it is not."""
        self._why = why
        if not self._bar.isVisible():
            self._hint.setText(why or self._hint_text)


class Refusal(QWidget):
    """One red sentence at the top of a drawer, and Copy details; there only while something is wrong."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner("error", "")
        self.banner.setObjectName(name)
        around = QVBoxLayout(self)
        around.setContentsMargins(20, 12, 20, 4)
        around.addWidget(self.banner)
        self.hide()

    def say(self, text: str, details: Sequence[str]) -> None:
        """Show a sentence; `details` go to the clipboard with it."""
        whole = "\n\n".join(part for part in (text, *details) if part)
        copy = (tr("Copy details"), lambda: QGuiApplication.clipboard().setText(whole))
        self.banner.show_text("error", text, [copy])
        self.show()
