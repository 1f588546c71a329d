"""What each command of the table of keys does in the editor of spans."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, get_args

from bertstudio.core.documents import Span
from bertstudio.gui.editors import span_commands as commands
from bertstudio.gui.editors.cursor import SENTENCE_MOVES
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
        self._growing = 0
        """Id of the span that the sticky label has just made; another word makes it longer."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Return what to call, by command."""
        editor, find, settings = self._editor, self._editor.find_bar, self._editor.context.settings
        table: dict[str, Callable[[], object]] = {
            "take-word": self._take_word,
            "take-sentence": self._take_sentence,
            "give-word-back": self._give_word_back,
            "label-list": self._open_list,
            "next-span": partial(self._step, commands.following, ghosts=False),
            "previous-span": partial(self._step, commands.preceding, ghosts=False),
            "other-edge": self._change_edge,
            "remove": self._remove,
            "next-suggestion": partial(self._next_suggestion, commands.following),
            "previous-suggestion": partial(self._next_suggestion, commands.preceding),
            "accept": partial(self._accept, go_on=True),
            "accept-stay": partial(self._accept, go_on=False),
            "accept-many": lambda: editor.accept_from(float(settings.get("accept_threshold"))),
            "reject-all": editor.reject_all,
            "codes": lambda: self._view.set_reading(codes=not self._view.style_of_reading.codes),
            "invisible": lambda: settings.set("show_invisible", not settings.get("show_invisible")),
            "direction": lambda: editor.turn(self._view),
            "hide-held": lambda: self._view.change(marks_shown=False),
            "find": self._open_find,
            "find-next": partial(find.step, 1),
            "find-previous": partial(find.step, -1),
            "larger": partial(self._zoom, 1),
            "smaller": partial(self._zoom, -1),
        }
        for move in (*get_args(Move), *SENTENCE_MOVES):
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
        if self._editor.pin and self._caret.selection is None:
            self._tag_word()
            return
        self._caret.take_word()
        self._editor.leave_span()

    def _tag_word(self) -> None:
        """With a sticky label: tag the word at the caret, or make what was tagged so one word longer."""
        span, text = self._editor.chosen, self._view.text
        if span is not None and span.id == self._growing:
            longer = commands.taken_word(text, (span.start, span.end), span.end)
            if longer is not None and self._changes.resize(span, *longer):
                self._editor.select(span.id)
            return
        word = commands.taken_word(text, None, self._caret.position)
        if word is not None:
            self._editor.tag(*word, self._editor.pin)
            made = self._editor.chosen
            self._growing = made.id if made else 0

    def _give_word_back(self) -> None:
        span = self._editor.chosen
        if span is None or span.id != self._growing:
            self._caret.give_word_back()
            return
        borders = commands.moved_edge(self._view.content, span, "end", Step("left", by_word=True))
        if self._changes.resize(span, *borders):
            self._editor.select(span.id)
        else:
            self._remove()

    def _take_sentence(self) -> None:
        self._caret.take_sentence()
        self._editor.leave_span()

    def _change_edge(self) -> None:
        """Let the keys move the other edge of the span, or the other end of the selection."""
        if self._editor.chosen is not None:
            self._editor.show_edge("start" if self._editor.edge == "end" else "end")
        else:
            self._caret.turn_round()

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
        span, selection = self._editor.chosen, self._caret.selection
        if span is None and selection is not None:
            self._tag_again(*selection)
        elif span is None or not self._editor.is_ghost(span):
            return
        elif go_on:
            self._go_on(span, lambda: self._changes.accept(span))
        else:
            self._changes.accept(span)

    def _tag_again(self, start: int, end: int) -> None:
        """Tag with the sticky label, or the one used last; without either, ask."""
        label = self._editor.pin or self._editor.last_label
        if label in self._editor.context.session.labels.names:
            self._editor.tag(start, end, label)
        else:
            self._open_list()

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
        self._editor.label_list.open(
            self._editor.context.session.labels,
            self._view.viewport().mapTo(self._editor, point),
            last=self._editor.last_label,
            sticky=place is None and self._caret.selection is None,
        )

    def _open_find(self) -> None:
        selection = self._caret.selection
        words = self._view.text[slice(*selection)] if selection else ""
        self._editor.find_bar.open(words if "\n" not in words else "", self._caret.position)

    def _zoom(self, by: int) -> None:
        settings = self._editor.context.settings
        px = int(settings.get("text_size")) + by
        settings.set("text_size", min(max(px, SMALLEST_PX), LARGEST_PX))
