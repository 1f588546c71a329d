"""How far the work on all documents is: words, and a thin bar."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from bertstudio.core.documents import Status
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.widgets import ElidedLabel
from bertstudio.store.documents import Counts

BAR_PX = 4
_SHARES = ((Status.DONE, "success"), (Status.REVIEW, "warning"), (Status.SKIPPED, "borderStrong"))
"""What the bar shows, from the left, and in which colour of the theme; the words say it too."""


def progress_words(counts: Counts) -> str:
    """Return how many documents are done, and how many wait for somebody: empty without documents."""
    if not counts.documents:
        return ""
    said = [tr("{done:,} of {total:,} done", done=_number(counts, Status.DONE), total=counts.documents)]
    waiting = _number(counts, Status.REVIEW)
    if waiting:
        said.append(trn("1 needs review", "{count} need review", waiting))
    return " · ".join(said)


def state_words(counts: Counts) -> str:
    """Return the same without the total, for a place that says it anyway; empty if nothing is done."""
    done, waiting = _number(counts, Status.DONE), _number(counts, Status.REVIEW)
    said = [tr("{done:,} done", done=done)] if done else []
    said += [trn("1 needs review", "{count} need review", waiting)] if waiting else []
    return " · ".join(said)


def _number(counts: Counts, status: Status) -> int:
    return counts.by_status.get(status, 0)


class DocumentProgress(QWidget):
    """One line of words above a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel()
        self.words.setFont(theme.font("small", tabular=True))
        self.words.setProperty("role", "muted")
        self._bar = _Bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self._bar)

    def show_counts(self, counts: Counts) -> None:
        """Show the state of the corpus; nothing is shown of an empty one."""
        words = progress_words(counts)
        self.words.setText(words)
        self.setVisible(bool(words))
        self._bar.show_counts(counts)
        self._bar.setToolTip(words)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._counts = Counts()
        self.setFixedHeight(BAR_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border"))
        painter.drawRoundedRect(QRectF(self.rect()), BAR_PX / 2, BAR_PX / 2)
        left = 0.0
        for status, role in _SHARES:
            number = _number(self._counts, status)
            if number:
                width = max(2.0, self.width() * number / self._counts.documents)
                painter.setBrush(theme.color(role))
                painter.drawRoundedRect(QRectF(left, 0, width, BAR_PX), BAR_PX / 2, BAR_PX / 2)
                left += width
        painter.end()
