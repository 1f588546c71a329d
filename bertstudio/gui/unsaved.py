"""The change that the disk refused: it is tried again until it is saved or given up."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from bertstudio.core.words import tr
from bertstudio.gui.messages import Messages
from bertstudio.store.database import NotSavedError
from bertstudio.store.history import Done

RETRY_MS = 3_000

Write = Callable[[], Done | None]
"""Writes a change and announces it. Raises NotSavedError if the disk refuses it."""


class Unsaved(QObject):
    """Holds at most one change. Nothing that comes after it is saved before it."""

    changed = Signal(str)
    """Why it is not saved, as the part of a sentence; empty once nothing waits."""

    def __init__(self, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self.reason = ""
        self._messages = messages
        self._waiting: Write | None = None
        self._timer = QTimer(self, interval=RETRY_MS)
        self._timer.timeout.connect(self.retry)

    @property
    def is_waiting(self) -> bool:
        return self._waiting is not None

    def carry_out(self, write: Write) -> Done | None:
        """Write a change after the one that waits. None if nothing was written; why is said."""
        if not self.settled():
            return None
        try:
            return write()
        except NotSavedError as error:
            self._keep(write, error.reason)
            self._say()
            return None

    def settled(self) -> bool:
        """Try what waits; tell whether nothing does any more, and say so if it still does."""
        done = self.retry()
        if not done:
            self._say()
        return done

    def retry(self) -> bool:
        """Try it again; tell whether nothing waits any more."""
        write, self._waiting = self._waiting, None
        if write is None:
            return True
        try:
            done = write()
        except NotSavedError as error:
            self._keep(write, error.reason)
            return False
        self.give_up()
        if done is not None:
            self._messages.say(tr("Saved after all: {title}", title=done.change.title), "success")
        return True

    def give_up(self) -> None:
        """Forget the change: it was never saved."""
        self._waiting, self.reason = None, ""
        self._timer.stop()
        self.changed.emit("")

    def _keep(self, write: Write, reason: str) -> None:
        self._waiting = write
        self._timer.start()
        if reason != self.reason:
            self.reason = reason
            self.changed.emit(reason)

    def _say(self) -> None:
        text = tr("Not saved: {reason}. It is tried again; Undo gives it up.", reason=self.reason)
        self._messages.say(text, "warning")
