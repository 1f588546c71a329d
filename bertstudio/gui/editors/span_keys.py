"""What each command of the table of keys does in the editor of spans."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, get_args

from bertstudio.core.documents import Span
from bertstudio.gui.editors import span_commands as commands
from bertstudio.gui.editors.span_commands import Step
from bertstudio.gui.reading import LARGEST_PX, SMALLEST_PX
from bertstudio.gui.text_view_caret import Move

if TYPE_CHECKING:
    from bertstudio.gui.editors.spans_editor import SpansEditor

Find = Callable[[Sequence[Span], int, Span | None], Span | None]


class SpanKeys:
    """Moves the caret and the selection, goes from span to span, and changes the one that is selected."""

    def __init__(self, editor: "SpansEditor") -> None:
        self._editor = editor
        self._view = editor.view
        self._caret = editor.caret
        self._changes = editor.changes

    def table(self) -> dict[str, Callable[[], object]]:
        """Return what to call, by command."""
        editor, find, settings = self._editor, self._editor.find_bar, self._editor.context.settings
        table: dict[str, Callable[[], object]] = {
            "take-word": self._take_word,
            "give-word-back": self._caret.give_word_back,
            "label-list": self._open_list,
            "next-span": partial(self._step, commands.following, ghosts=False),
            "previous-span": partial(self._step, commands.preceding, ghosts=False),
            "other-edge": lambda: editor.show_edge("start" if editor.edge == "end" else "end"),
            "remove": self._remove,
            "next-suggestion": partial(self._next_suggestion, commands.following),
            "previous-suggestion": partial(self._next_suggestion, commands.preceding),
            "accept": partial(self._accept, go_on=True),
            "accept-stay": partial(self._accept, go_on=False),
            "accept-many": lambda: editor.accept_from(float(settings.get("accept_threshold"))),
            "reject-all": editor.reject_all,
            "codes": lambda: self._view.set_reading(codes=not self._view.codes_shown),
            "hide-held": lambda: self._view.change(marks_shown=False),
            "find": self._open_find,
            "find-next": partial(find.step, 1),
            "find-previous": partial(find.step, -1),
            "larger": partial(self._zoom, 1),
            "smaller": partial(self._zoom, -1),
        }
        for move in get_args(Move):
            table[move] = partial(self._move, move)
            table[f"extend-{move}"] = partial(self._extend, move)
        return table

    def _move(self, move: str) -> None:
        self._caret.move(move)
        self._editor.leave_span()

    def _extend(self, move: str) -> None:
        span = self._editor.chosen
        by_word = move.startswith("word-")
        way = move.removeprefix("word-")
        if span is None or self._editor.is_ghost(span) or way not in ("left", "right"):
            self._caret.move(move, extend=True)
            self._editor.leave_span()
            return
        step = Step("left" if way == "left" else "right", by_word)
        borders = commands.moved_edge(self._view.content, span, self._editor.edge, step)
        if self._changes.resize(span, *borders):
            self._view.reveal(*borders)

    def _take_word(self) -> None:
        self._caret.take_word()
        self._editor.leave_span()

    def _step(self, find: Find, *, ghosts: bool) -> Span | None:
        """Select the next or previous span or suggestion, from the selected one or the caret."""
        document = self._editor.document
        if document is None:
            return None
        spans: Sequence[Span] = self._editor.ghosts if ghosts else document.spans
        target = find(spans, self._caret.position, self._editor.chosen)
        if target is not None:
            self._editor.select(target.id)
        return target

    def _next_suggestion(self, find: Find) -> None:
        if self._step(find, ghosts=True) is None:
            self._editor.leave_span()
            leave = self._view.focusNextChild if find is commands.following else self._view.focusPreviousChild
            leave()

    def _remove(self) -> None:
        span = self._editor.chosen
        if span is None:
            return
        if self._editor.is_ghost(span):
            self._go_on(span, lambda: self._changes.reject((span,)))
        elif self._changes.remove(span):
            self._caret.place(span.start)
            self._editor.leave_span()

    def _accept(self, *, go_on: bool) -> None:
        span = self._editor.chosen
        if span is None or not self._editor.is_ghost(span):
            return
        if go_on:
            self._go_on(span, lambda: self._changes.accept(span))
        else:
            self._changes.accept(span)

    def _go_on(self, ghost: Span, change: Callable[[], bool]) -> None:
        """Change a suggestion and select the one after it."""
        after = commands.following(self._editor.ghosts, ghost.end, ghost)
        if not change():
            return
        if after is not None and self._editor.find_span(after.id) is not None:
            self._editor.select(after.id)
        else:
            self._caret.place(ghost.end)
            self._editor.leave_span()

    def _open_list(self) -> None:
        place = self._editor.chosen
        caret = (self._caret.position,) * 2
        start, end = (place.start, place.end) if place else self._caret.selection or caret
        boxes = self._view.boxes(start, max(end, start + 1))
        point = boxes[-1].bottomLeft().toPoint() if boxes else self._view.rect().center()
        point.setY(point.y() + 20)
        labels = self._editor.context.session.labels
        self._editor.label_list.open(labels, self._view.viewport().mapTo(self._editor, point))

    def _open_find(self) -> None:
        selection = self._caret.selection
        words = self._view.text[slice(*selection)] if selection else ""
        self._editor.find_bar.open(words if "\n" not in words else "", self._caret.position)

    def _zoom(self, by: int) -> None:
        settings = self._editor.context.settings
        px = int(settings.get("text_size")) + by
        settings.set("text_size", min(max(px, SMALLEST_PX), LARGEST_PX))
