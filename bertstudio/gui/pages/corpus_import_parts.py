"""Parts that the import and export drawers share: sections, what will happen, refusals, the footer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import icons, theme
from bertstudio.gui.widgets.buttons import link, push
from bertstudio.gui.widgets.surfaces import Banner, line
from bertstudio.gui.widgets.words import ElidedLabel, heading, label


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
        if title:
            self.setAccessibleName(title)
            self.top.addWidget(heading(title, "body"))
            self.top.addStretch(1)
            inner.addLayout(self.top)
        inner.addLayout(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addWidget(line())


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of what will happen. `strong` is what is counted, `rest` the other words."""

    tone: str
    """ok, skipped, changed or error."""
    strong: str
    rest: str
    show: Callable[[], object] | None = None


_TONES = {
    "ok": ("ph.check-circle", "success"),
    "skipped": ("ph.minus-circle", "textMuted"),
    "changed": ("ph.warning", "warning"),
    "error": ("ph.warning-circle", "danger"),
}


class OutcomeSection(Section):
    """What comes in unchanged, what is skipped, what changes, and what cannot be read."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title or tr("What will happen"), parent)
        self.lines: tuple[Outcome, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)

    def show_lines(self, lines: Sequence[Outcome]) -> None:
        self.lines = tuple(lines)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in lines:
            self._lines.addWidget(self._line(each))
        self.setVisible(bool(lines))

    def _line(self, outcome: Outcome) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 3)
        row.setSpacing(10)
        sign = Sign(*_TONES[outcome.tone])
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        # Words of files are shown as they stand: they are escaped.
        shown = f"<b style='font-weight:600'>{escape(outcome.strong)}</b> {escape(outcome.rest)}"
        if outcome.show is not None:
            shown += f" <a href='show' style='text-decoration:none'>{escape(tr('Show'))}</a>"
        words = label("", wrap=True)
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setText(shown)
        words.setObjectName(f"outcome.{outcome.tone}")
        words.setAccessibleName(f"{outcome.strong} {outcome.rest}")
        if outcome.show is not None:
            show = outcome.show
            flags = Qt.TextInteractionFlag
            words.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)
            words.linkActivated.connect(lambda _: show())
        row.addWidget(words, 1)
        return widget


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
        self._hint.setText(self._hint_text)


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


class ChooseFiles(QWidget):
    """Where files may come from, as long as none were chosen."""

    files = Signal()
    folder = Signal()
    hub = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        area = QFrame()
        area.setProperty("surface", "card")
        inside = QVBoxLayout(area)
        inside.setContentsMargins(20, 28, 20, 24)
        inside.setSpacing(8)
        sign = Sign("ph.download-simple", side=28)
        title = heading(tr("Drop files or a folder here"))
        text = label(
            tr("Plain text, CoNLL, CSV, Excel, Parquet, JSON lines, doccano, CLUENER or a data set folder."),
            role="muted",
            wrap=True,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (sign, title):
            inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(text)
        inside.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push(tr("Files…"), "ph.files", name="import.files", clicked=self.files.emit))
        row.addWidget(push(tr("Folder…"), "ph.folder-open", name="import.folder", clicked=self.folder.emit))
        row.addStretch(1)
        inside.addLayout(row)
        inside.addWidget(
            link(tr("From the hub…"), name="import.hub", clicked=self.hub.emit),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        column.addWidget(area)
        column.addStretch(1)
