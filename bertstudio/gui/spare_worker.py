"""A worker that waits for the next job while somebody is at the Train page."""

import subprocess
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from bertstudio.gui.background import Background

if TYPE_CHECKING:
    from bertstudio.jobs.process import Command
    from bertstudio.jobs.spare import Spare

IDLE_MS = 15 * 60 * 1000
"""It holds some hundred megabytes: after this long without a job it is sent away."""


class SpareWorker(QObject):
    """Keeps one worker ready, so that the first loss comes within two seconds after Start.

    Nothing of it is imported before it is wanted: the window opens without.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spare: Spare | None = None
        self._starting: Background | None = None
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._on_idle)

    @property
    def is_there(self) -> bool:
        """Tell whether a worker waits."""
        return self._spare is not None and self._spare.is_there

    def prepare(self) -> None:
        """See that a worker waits. Returns at once."""
        self._idle.start()
        if self._starting is not None or self.is_there:
            return
        from bertstudio.jobs.spare import Spare

        spare = self._spare = self._spare or Spare()
        self._starting = Background(lambda _report: spare.prepare(), self)
        self._starting.finished.connect(self._on_started)
        self._starting.start()

    def take(self, command: "Command") -> subprocess.Popen[bytes] | None:
        """Give it a job, as `jobs.spare.Spare`. May be called from any thread."""
        return self._spare.take(command) if self._spare is not None else None

    def end(self, timeout_ms: int) -> None:
        """Send it away, before the program ends or when the project is closed."""
        self._idle.stop()
        if self._starting is not None:
            self._starting.wait(timeout_ms)
        self._on_idle()

    def _on_started(self) -> None:
        self._starting = None

    def _on_idle(self) -> None:
        if self._spare is not None:
            self._spare.end()
