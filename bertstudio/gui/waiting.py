"""Work that the window waits for, perhaps with the project closed: a dialog until it has ended."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.background import Background, Report
from bertstudio.gui.widgets import heading, label, push

Answer = TypeVar("Answer")

STEPS = 1_000


class Waiting(QDialog):
    """Says what is being done; it closes by itself."""

    def __init__(
        self, title: str, work: Callable[[Report], Any], parent: QWidget, *, can_be_stopped: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        self.setWindowTitle(title)
        self.result_of_work: Any = None
        self.refusal = ""
        self._words = label("", "small", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("waiting.bar")
        self._bar.setAccessibleName(title)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(title, "heading"))
        column.addWidget(self._bar)
        column.addWidget(self._words)
        self._words.hide()
        self.setMinimumWidth(380)
        self._thread = Background(work, self)
        if can_be_stopped:
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(push(tr("Stop"), name="waiting.stop", clicked=self._thread.cancel))
            column.addLayout(row)
        self._thread.reported.connect(self._show)
        self._thread.done.connect(self._on_done)
        self._thread.refused.connect(self._on_refused)
        self._thread.finished.connect(self.accept)
        self._thread.start()

    def reject(self) -> None:
        """Esc does not leave: what is half done would go on unseen."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()

    def _show(self, value: object) -> None:
        if isinstance(value, str):
            self._words.setText(value)
            self._words.show()
        elif isinstance(value, tuple) and value[1]:
            self._bar.setRange(0, STEPS)
            self._bar.setValue(round(STEPS * value[0] / value[1]))

    def _on_done(self, result: object) -> None:
        self.result_of_work = result

    def _on_refused(self, sentence: str) -> None:
        self.refusal = sentence


def wait_for(
    title: str, work: Callable[[Report], Answer], parent: QWidget, *, can_be_stopped: bool = False
) -> Answer | None:
    """Do work in a thread, show that it goes on, and return what came of it; None if it was stopped.

    Raises:
        UserError: the work was refused.
    """
    dialog = Waiting(title, work, parent, can_be_stopped=can_be_stopped)
    dialog.exec()
    dialog.deleteLater()
    if dialog.refusal:
        raise UserError(dialog.refusal)
    answer: Answer | None = dialog.result_of_work
    return answer
