"""The log of a run, folded to one line until it is wanted."""

from itertools import islice

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.train_record import LOG_LINES, Record
from bertstudio.gui.widgets import label, push

SHOWN_LINES = 5


class LogFold(QFrame):
    """Shows the lines of a `Record`; new ones come at the bottom, as long as the bottom is in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "footer")
        self._record = Record()
        self._shown = 0
        self.fold = _fold_button()
        self.fold.toggled.connect(self._on_fold)
        self.copy = push(tr("Copy"), "ph.copy", "plain", name="train.copy_log", clicked=self._copy)
        self._text = QPlainTextEdit()
        self._text.setObjectName("train.log")
        self._text.setAccessibleName(tr("Log of the run"))
        self._text.setReadOnly(True)
        self._text.setMaximumBlockCount(LOG_LINES)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(theme.font("small", mono=True))
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * SHOWN_LINES + 22)
        self._lay_out()

    def show_record(self, record: Record) -> None:
        """Show another run."""
        self._record, self._shown = record, 0
        self._text.clear()
        self.refresh()

    def refresh(self) -> None:
        """Append what is new."""
        new = min(self._record.logged - self._shown, len(self._record.log))
        if new <= 0 or not self.fold.isChecked():
            return
        self._shown = self._record.logged
        lines = list(islice(self._record.log, len(self._record.log) - new, None))
        bar = self._text.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 2
        self._text.appendPlainText("\n".join(lines))
        if follows:
            # The text is laid out when it is shown.
            QTimer.singleShot(0, self._text, lambda: bar.setValue(bar.maximum()))

    def _on_fold(self, unfolded: bool) -> None:
        self._text.setVisible(unfolded)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.refresh()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._record.log))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.fold)
        head.addWidget(label("events.jsonl", "small", "muted"))
        head.addStretch(1)
        head.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._text)
        self._text.hide()


def _fold_button() -> QToolButton:
    button = QToolButton()
    button.setObjectName("train.log_fold")
    button.setText(tr("Log"))
    button.setAccessibleName(tr("Show the log"))
    button.setFont(theme.font("small", weight="semibold"))
    button.setCheckable(True)
    button.setArrowType(Qt.ArrowType.RightArrow)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
