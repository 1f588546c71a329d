"""One line below the text that names the character at the caret, while invisible characters are shown."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from bertstudio.core.words import tr
from bertstudio.gui.invisible_marks import character_words
from bertstudio.gui.text_view import TextView
from bertstudio.gui.widgets import label


class CharacterLine(QFrame):
    """Follows the caret of a view."""

    def __init__(self, view: TextView) -> None:
        super().__init__()
        self.setObjectName("annotate.character")
        self.setProperty("surface", "footer")
        self._view = view
        self._words = label("", "small", "muted")
        self._words.setObjectName("annotate.character.words")
        self._words.setAccessibleDescription(tr("Character at the caret"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 10, 4)
        row.addWidget(self._words, 1)
        view.caret_moved.connect(self.follow)
        self.hide()

    def follow(self, position: int = -1) -> None:
        """Name the character behind a position; -1: that of the caret, if there is one."""
        shown = self._view.style_of_reading.invisible
        self.setVisible(shown)
        caret = self._view.state.caret if position < 0 else position
        if shown:
            self._words.setText("" if caret is None else character_words(self._view.text, caret))
