"""What the Annotate page asks of every editor."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QWidget

from bertstudio.core.documents import Document
from bertstudio.core.edits import Change, Edit
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.context import Context
from bertstudio.gui.editors.find_bar import FindBar, How
from bertstudio.gui.text_blocks import Direction
from bertstudio.gui.text_view import TextView
from bertstudio.store.history import Done
from bertstudio.store.project import option

DIRECTIONS: dict[Direction, Callable[[], str]] = {
    "auto": lambda: tr("Each paragraph is read as its first letter says."),
    "ltr": lambda: tr("Every paragraph is read from left to right."),
    "rtl": lambda: tr("Every paragraph is read from right to left."),
}
"""Directions of reading, in the order in which a key goes through them, and what is said then."""
SCREEN = "annotate"
"""Who asks, in changes that come from here."""


class Editor(QWidget):
    """Shows one document and turns what a person does into edits. It never changes anything by itself."""

    selected = Signal(int)
    """Id of the span or suggestion that is selected now, 0 for none."""
    asked = Signal(str)
    """A command that is the page's (see `keys.KEYS`)."""
    pinned = Signal(str)
    """The label that every new selection gets at once, or an empty name."""
    situation_changed = Signal(str)
    """`text`, `selection`, `span` or `suggestion`: what keys do now."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.document: Document | None = None
        self.find_bar = FindBar()
        self.threshold = 0.0
        """Suggestions below this confidence are not shown."""
        self.hidden: frozenset[str] = frozenset()
        """Labels that are switched off."""
        context.session.changed.connect(self._on_changed)
        context.session.ahead.connect(self._on_ahead)
        context.session.taken_back.connect(self._on_taken_back)
        context.navigation.words_requested.connect(self._on_words)

    def show_document(self, document: Document | None) -> None:
        """Show a document, or the same one as it is now. What is selected stays selected."""
        raise NotImplementedError

    def direction(self, document: Document) -> Direction:
        """Return how texts in the language of a document are read, as the person has chosen."""
        kept = self.context.settings.remembered(_direction_key(document), "auto")
        return cast(Direction, kept) if kept in DIRECTIONS else "auto"

    def turn(self, view: TextView) -> None:
        """Take the next direction of reading for documents in the language of this one."""
        document = self.document
        if document is None:
            return
        names = list(DIRECTIONS)
        chosen = names[(names.index(self.direction(document)) + 1) % len(names)]
        self.context.settings.remember(_direction_key(document), chosen)
        view.set_direction(chosen)
        self.context.messages.say(DIRECTIONS[chosen]())

    def use_label(self, name: str) -> None:
        """Do with a label what a click on it means: tag, relabel, or pin it."""
        raise NotImplementedError

    def set_threshold(self, confidence: float) -> None:
        """Hide suggestions below a confidence, 0 to 1."""
        self.threshold = confidence
        self.show_document(self.document)

    def set_hidden(self, labels: frozenset[str]) -> None:
        """Switch labels off."""
        self.hidden = labels
        self.show_document(self.document)

    def suggestions(self, at_least: float = 0.0) -> int:
        """Return how many suggestions are shown at or above a confidence."""
        raise NotImplementedError

    def accept_from(self, confidence: float) -> None:
        """Accept what is shown at or above a confidence, as one step."""
        raise NotImplementedError

    def reject_all(self) -> None:
        """Reject every suggestion that is shown, as one step."""
        raise NotImplementedError

    def run(self, command: str) -> bool:
        """Carry out a command of the table of keys. False: it is not one of this editor."""
        raise NotImplementedError

    def _on_changed(self, change: Change) -> None:
        """Read the document again if it, or the look of labels, has changed."""
        document = self.document
        if document is None or not self.context.session.is_open:
            return
        if change.documents and document.id not in change.documents:
            return
        now = self.context.session.document(document.id)
        # The page may have shown it already; labels change the look of the same document.
        if now is not document or change.kinds & {"label_set", "options"}:
            self.show_document(now)

    def _on_ahead(self, done: Done) -> None:
        """Show what the disk is still writing: the eye need not wait for a slow one."""
        after = done.documents.get(self.document.id) if self.document is not None else None
        if after is not None:
            self.show_document(after)
            # What is due in the window is painted now, not when the event loop comes to it.
            QCoreApplication.sendEvent(self.window(), QEvent(QEvent.Type.UpdateRequest))

    def _on_taken_back(self) -> None:
        if self.document is not None and self.context.session.is_open:
            kept = self.context.session.document(self.document.id)
            if kept is not self.document:
                self.show_document(kept)

    def _on_words(self, words: str) -> None:
        if self.document is not None:
            self.find_bar.look_for(words, How())

    def do(self, edit: Edit) -> bool:
        """Make a change through the session."""
        return self.context.session.do(edit, by=SCREEN)

    def say(self, error: UserError) -> None:
        """Tell why something was refused."""
        self.context.messages.say(str(error), "warning")

    def option(self, name: str) -> object:
        """Return an option of the project."""
        value: object = option(self.context.session.project, name)
        return value


def _direction_key(document: Document) -> str:
    return f"direction/{document.language or 'unknown'}"
