"""What the window says in passing: toasts now, and the list of recent messages."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

Tone = Literal["info", "success", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, perhaps with one button."""

    text: str
    tone: Tone = "info"
    button: str = ""
    action: Callable[[], object] | None = None
    detail: str = ""
    """What Copy details puts on the clipboard."""


class Messages(QObject):
    """Announces messages and keeps the last hundred."""

    said = Signal(object)

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
    ) -> None:
        message = Message(text, tone, button, action, detail)
        self.recent.appendleft(message)
        self.said.emit(message)
