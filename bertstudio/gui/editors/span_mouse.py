"""What the mouse does in the span editor: select and tag, choose, resize; the card of a span."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from bertstudio.core.documents import Span, span_order
from bertstudio.core.text import snap
from bertstudio.gui.editors.hover_card import HoverCard
from bertstudio.gui.editors.span_commands import dragged_edge
from bertstudio.gui.marks import Mark
from bertstudio.gui.text_view_places import Place

if TYPE_CHECKING:
    from bertstudio.gui.editors.spans_editor import SpansEditor


class SpanMouse:
    """Answers the signals of the view."""

    def __init__(self, editor: "SpansEditor") -> None:
        self._editor = editor
        self._view = view = editor.view
        self._card = HoverCard(self._boxes, editor)
        view.selecting.connect(self._on_selecting)
        view.selected.connect(self._on_selected)
        view.pressed.connect(self._on_pressed)
        view.pointed.connect(self._on_pointed)
        view.edge_dragged.connect(self._on_edge_dragged)
        self._card.asked.connect(self._on_card)

    def close_card(self) -> bool:
        """Hide the card of a span and tell whether it was there."""
        return self._card.close_now()

    def _on_selecting(self, anchor: int, caret: int) -> None:
        self._card.close_now()
        self._editor.caret.select(anchor, caret)
        self._editor.leave_span()

    def _on_selected(self, start: int, end: int, exact: bool) -> None:
        start, end = (start, end) if exact else snap(self._view.text, start, end)
        editor = self._editor
        if start == end:
            editor.caret.place(start)
        else:
            editor.caret.select(start, end)
        editor.leave_span()
        if editor.pin and start < end:
            editor.tag(start, end, editor.pin)

    def _on_pressed(self, place: Place, marks: list[Mark]) -> None:
        self._card.close_now()
        editor = self._editor
        if not marks:
            editor.caret.place(place.position, upstream=place.upstream)
            editor.leave_span()
            return
        ids = [mark.id for mark in marks]
        chosen = editor.chosen
        # The innermost first; pressing again goes outward, and round.
        outward = ids.index(chosen.id) + 1 if chosen is not None and chosen.id in ids else 0
        editor.select(ids[outward % len(ids)])

    def _on_pointed(self, mark: Mark | None) -> None:
        self._view.change(hovered=mark.id if mark else 0)
        span = self._editor.find_span(mark.id) if mark else None
        if mark is None or span is None:
            self._card.point(None)
        else:
            self._card.point(span, mark.color, ghost=mark.ghost)

    def _on_edge_dragged(self, edge: str, position: int, exact: bool, done: bool) -> None:
        editor = self._editor
        span, document = editor.chosen, editor.document
        if span is None or document is None or editor.is_ghost(span):
            return
        start, end = dragged_edge(document.text, span, edge, position, exact=exact)
        if done:
            self._view.set_marks(editor.marks(document))
            editor.changes.resize(span, start, end)
            return
        moved = replace(span, start=start, end=end)
        shown = sorted((moved if s.id == span.id else s for s in document.spans), key=span_order)
        self._view.set_marks(editor.marks(replace(document, spans=tuple(shown))))

    def _on_card(self, what: str, span_id: int) -> None:
        editor = self._editor
        ghost = editor.find_span(span_id)
        if ghost is None:
            return
        if what == "accept":
            editor.changes.accept(ghost)
        elif what == "reject":
            editor.changes.reject((ghost,))
        else:
            editor.select(span_id)
            editor.run("label-list")

    def _boxes(self, span: Span) -> list[QRect]:
        viewport = self._view.viewport()
        shift = viewport.mapTo(self._editor, viewport.rect().topLeft())
        return [box.toRect().translated(shift) for box in self._view.boxes(span.start, span.end)]
