"""The notes of a run: a field that keeps what is typed into it."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from bertstudio.core.words import tr

PAUSE_MS = 800
LINES = 4


class NoteField(QPlainTextEdit):
    """Says what to write, and where, when typing has paused, another run comes, or the focus goes."""

    noted = Signal(object, str)
    """The folder of the run and the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models.note")
        self.setAccessibleName(tr("Notes about the run"))
        self.setPlaceholderText(tr("What you tried, and what came of it…"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + 14)
        self._folder: Path | None = None
        self._kept = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.textChanged.connect(self._pause.start)

    def show_note(self, folder: Path, text: str) -> None:
        """Show the notes of a run. What is being typed about the same run stays."""
        if folder == self._folder and (self.hasFocus() or self._is_changed()):
            return
        self.keep()
        self._folder, self._kept = folder, text
        if text != self.toPlainText():
            self.setPlainText(text)
        self._pause.stop()

    def keep(self) -> None:
        """Hand over what was typed, if anything was."""
        self._pause.stop()
        if self._folder is not None and self._is_changed():
            self._kept = self.toPlainText().strip()
            self.noted.emit(self._folder, self._kept)

    def forget(self) -> None:
        """The project closes."""
        self.keep()
        self._folder, self._kept = None, ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def _is_changed(self) -> bool:
        return self.toPlainText().strip() != self._kept
