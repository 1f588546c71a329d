"""The changes that the span editor makes, and how it shows that one was refused."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer

from bertstudio.core import edits
from bertstudio.core.documents import Document, Span, overlapping
from bertstudio.core.edits import Edit
from bertstudio.core.errors import UserError
from bertstudio.core.words import trn
from bertstudio.gui.editors.base import Editor
from bertstudio.gui.editors.span_commands import acceptable
from bertstudio.gui.text_view import TextView

FLASH_MS = 900
"""How long the span is shown that stands in the way of a refused edit."""


class SpanChanges:
    """Makes edits of the document that the editor shows. Each returns whether the change was made."""

    def __init__(self, editor: Editor, view: TextView) -> None:
        self._editor = editor
        self._view = view
        self._flash = QTimer(editor, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(lambda: view.change(flashed=0))

    @property
    def _document(self) -> Document:
        assert self._editor.document is not None
        return self._editor.document

    @property
    def _allow_overlap(self) -> bool:
        return bool(self._editor.option("allow_overlap"))

    def tag(self, start: int, end: int, label: str) -> bool:
        """Tag a stretch of text; one that is tagged already is relabelled."""
        document, allow = self._document, self._allow_overlap
        return self._try(lambda: edits.mark(document, start, end, label, allow_overlap=allow), (start, end))

    def relabel(self, span: Span, label: str) -> bool:
        return self._editor.do(edits.relabel(self._document, span, label))

    def resize(self, span: Span, start: int, end: int) -> bool:
        """Give a span other borders. The same ones are no change."""
        if (start, end) == (span.start, span.end):
            return False
        document, allow = self._document, self._allow_overlap
        return self._try(
            lambda: edits.resize(document, span, start, end, allow_overlap=allow), (start, end), span.id
        )

    def remove(self, span: Span) -> bool:
        return self._editor.do(edits.unmark(self._document, span))

    def accept(self, ghost: Span, label: str | None = None) -> bool:
        """Make an annotation of a suggestion, perhaps with another label."""
        document, allow = self._document, self._allow_overlap
        return self._try(
            lambda: edits.accept(document, (ghost,), label, allow_overlap=allow), (ghost.start, ghost.end)
        )

    def accept_many(self, ghosts: Sequence[Span]) -> bool:
        """Accept suggestions as one step. What overlaps a tag or a surer suggestion is left, and counted."""
        document, allow = self._document, self._allow_overlap
        taken = acceptable(document, ghosts, allow_overlap=allow)
        left = len(ghosts) - len(taken)
        done = bool(taken) and self._editor.do(edits.accept(document, taken, allow_overlap=allow))
        if left:
            self._editor.context.messages.say(
                trn(
                    "1 suggestion overlaps what is tagged and was left.",
                    "{count} suggestions overlap what is tagged and were left.",
                    left,
                )
            )
        return done

    def reject(self, ghosts: Sequence[Span]) -> bool:
        return bool(ghosts) and self._editor.do(edits.reject(self._document, tuple(ghosts)))

    def _try(self, make: Callable[[], Edit], stretch: tuple[int, int], but: int = 0) -> bool:
        try:
            edit = make()
        except UserError as error:
            in_the_way = [span for span in overlapping(self._document.spans, *stretch) if span.id != but]
            self._view.change(flashed=in_the_way[0].id if in_the_way else 0)
            self._flash.start()
            self._editor.say(error)
            return False
        return self._editor.do(edit)
