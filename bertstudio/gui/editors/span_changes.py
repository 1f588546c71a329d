"""The changes that the span editor makes, and how it shows that one was refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QTimer

from bertstudio.core import edits
from bertstudio.core.documents import Document, Span, title_of
from bertstudio.core.edits import Edit, RemoveSpan, ReplaceSpan, Several
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap, placed
from bertstudio.core.words import tr, trn
from bertstudio.gui.editors.base import Editor
from bertstudio.gui.editors.span_commands import acceptable
from bertstudio.gui.text_view import TextView

FLASH_MS = 900
"""How long the span is shown that stands in the way of a refused edit."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person has changed about an annotation."""

    before: Span
    after: Span | None
    """None: it was removed."""
    text: str
    """Its text before."""
    now: str = ""
    """Its text afterwards."""

    @property
    def kind(self) -> Literal["relabel", "remove", "resize"]:
        if self.after is None:
            return "remove"
        return "relabel" if self.after.label != self.before.label else "resize"

    @property
    def changes_nothing(self) -> bool:
        """Several corrections have led back to where it was."""
        after, before = self.after, self.before
        return after is not None and (after.start, after.end, after.label) == (
            before.start,
            before.end,
            before.label,
        )

    @property
    def alike(self) -> tuple[str, ...]:
        """Equal for corrections that do the same to the same text."""
        to = self.after.label if self.after else ""
        return self.kind, self.text, self.before.label, to, self.now


class SpanChanges:
    """Makes edits of the document that the editor shows. Each returns whether the change was made."""

    def __init__(self, editor: Editor, view: TextView) -> None:
        self._editor = editor
        self._view = view
        self._flash = QTimer(editor, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(lambda: view.change(flashed=0))
        self.corrected: Callable[[Correction], object] | None = None
        """Hears of what was relabelled, resized or removed."""

    @property
    def _document(self) -> Document:
        assert self._editor.document is not None
        return self._editor.document

    @property
    def _policy(self) -> Overlap:
        return Overlap(str(self._editor.option("overlap")))

    def tag(self, start: int, end: int, label: str) -> bool:
        """Tag a stretch of text; one that is tagged already is relabelled."""
        document, policy = self._document, self._policy
        return self._try(lambda: edits.mark(document, start, end, label, policy=policy), (start, end))

    def relabel(self, span: Span, label: str) -> bool:
        text = self._document.text_of(span)
        done = self._editor.do(edits.relabel(self._document, span, label))
        return self._tell(done, Correction(span, replace(span, label=label), text, text))

    def resize(self, span: Span, start: int, end: int) -> bool:
        """Give a span other borders. The same ones are no change."""
        if (start, end) == (span.start, span.end):
            return False
        document, policy = self._document, self._policy
        done = self._try(
            lambda: edits.resize(document, span, start, end, policy=policy), (start, end), span.id
        )
        moved = replace(span, start=start, end=end)
        return self._tell(done, Correction(span, moved, document.text_of(span), document.text_of(moved)))

    def remove(self, span: Span) -> bool:
        text = self._document.text_of(span)
        return self._tell(self._editor.do(edits.unmark(self._document, span)), Correction(span, None, text))

    def accept(self, ghost: Span, label: str | None = None) -> bool:
        """Make an annotation of a suggestion, perhaps with another label."""
        document, policy = self._document, self._policy
        return self._try(
            lambda: edits.accept(document, (ghost,), label, policy=policy), (ghost.start, ghost.end)
        )

    def accept_many(self, ghosts: Sequence[Span]) -> bool:
        """Accept suggestions as one step. What overlaps a tag or a surer suggestion is left, and counted."""
        document, policy = self._document, self._policy
        taken = acceptable(document, ghosts, policy)
        left = len(ghosts) - len(taken)
        done = bool(taken) and self._editor.do(edits.accept(document, taken, policy=policy))
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

    def _tell(self, done: bool, correction: Correction) -> bool:
        if done and self.corrected is not None:
            self.corrected(correction)
        return done

    def _try(self, make: Callable[[], Edit], stretch: tuple[int, int], but: int = 0) -> bool:
        document = self._document
        try:
            edit = make()
        except UserError as error:
            blocking = placed(document.spans, *stretch, self._policy, besides=but).blocking
            self._view.change(flashed=blocking.id if blocking else 0)
            self._flash.start()
            self._editor.say(error)
            return False
        if not self._editor.do(edit):
            return False
        if told := gave_way(document, edit, besides=but):
            self._editor.context.session.say_done(told, "info")
        return True


def gave_way(document: Document, edit: Edit, *, besides: int = 0) -> str:
    """Return what an edit does to annotations that were in its way, in words; empty if it does nothing.

    `besides` is the id of the span whose borders were meant to change.
    """
    parts = edit.edits if isinstance(edit, Several) else (edit,)
    named = {part.span_id for part in parts if isinstance(part, RemoveSpan)}
    named |= {part.span.id for part in parts if isinstance(part, ReplaceSpan)}
    spans = {span.id: span for span in document.spans if span.id in named} if named else {}
    removed = [
        spans[part.span_id] for part in parts if isinstance(part, RemoveSpan) and part.span_id in spans
    ]
    cut = [
        (spans[part.span.id], part.span)
        for part in parts
        if isinstance(part, ReplaceSpan)
        and part.span.id != besides
        and (part.span.start, part.span.end) != (spans[part.span.id].start, spans[part.span.id].end)
    ]
    said = []
    if len(removed) == 1:
        text, label = title_of(document.text_of(removed[0]), 40), removed[0].label
        said.append(tr("“{text}” ({label}) was in the way and was removed.", text=text, label=label))
    elif removed:
        said.append(tr("{count} entities were in the way and were removed.", count=len(removed)))
    for before, after in cut[:2]:
        text, rest = title_of(document.text_of(before), 40), title_of(document.text_of(after), 40)
        said.append(tr("“{text}” was cut back to “{rest}”.", text=text, rest=rest))
    return " ".join(said)
