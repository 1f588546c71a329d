"""Only the text: everything around it is put away until F8 or Esc."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bertstudio.core.words import tr
from bertstudio.gui.messages import Messages


class FocusMode:
    """Puts widgets away and brings back those that were there."""

    def __init__(self, messages: Messages, around: Callable[[], list[QWidget]]) -> None:
        """`around` returns what is around the text at this moment."""
        self._messages = messages
        self._around = around
        self._hidden: list[QWidget] = []

    @property
    def is_on(self) -> bool:
        return bool(self._hidden)

    def toggle(self) -> None:
        """Begin or end."""
        if self.leave():
            return
        self._hidden = [widget for widget in self._around() if not widget.isHidden()]
        for widget in self._hidden:
            widget.hide()
        self._messages.say(tr("Only the text is shown. F8 or Esc brings the rest back."))

    def leave(self) -> bool:
        """End it, and tell whether it was on."""
        hidden, self._hidden = self._hidden, []
        for widget in hidden:
            widget.show()
        return bool(hidden)
