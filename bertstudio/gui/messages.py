"""What the window says in passing: toasts now, and the list of recent messages."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from bertstudio.core.words import tr

Tone = Literal["info", "success", "warning", "error"]
Also = tuple[str, Callable[[], object]]
"""Words of a button and what it does."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, perhaps with one button."""

    text: str
    tone: Tone = "info"
    button: str = ""
    action: Callable[[], object] | None = None
    detail: str = ""
    """What Copy details puts on the clipboard."""
    until_next_change: bool = False
    """Its button is about the last step, and wrong as soon as there is another."""
    also: Also | None = None
    """A second button, before the first."""


class Messages(QObject):
    """Announces messages and keeps the last hundred."""

    said = Signal(object)
    outdated = Signal()
    """There is a new last step, or another project."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recent: deque[Message] = deque(maxlen=100)

    def say(
        self,
        text: str,
        tone: Tone = "info",
        *,
        button: str = "",
        action: Callable[[], object] | None = None,
        detail: str = "",
        also: Also | None = None,
    ) -> None:
        self._tell(Message(text, tone, button, action, detail, also=also))

    def say_undo(self, text: str, tone: Tone, undo: Callable[[], object], also: Also | None = None) -> None:
        """Say what the last step did, with a button that takes it back until there is another step."""
        self._tell(Message(text, tone, tr("Undo"), undo, until_next_change=True, also=also))

    def _tell(self, message: Message) -> None:
        self.recent.appendleft(message)
        self.said.emit(message)
