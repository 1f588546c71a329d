"""The caret of a text view and the text selected with it, in code points."""

from collections.abc import Callable
from typing import Literal, cast

from bertstudio.core.sentences import next_sentence, previous_sentence, sentence_end_after
from bertstudio.gui.editors.span_commands import taken_sentence, taken_word, word_end_before
from bertstudio.gui.text_view import TextView
from bertstudio.gui.text_view_caret import Caret, Move, moved, next_word_start

Range = tuple[int, int]

_SENTENCES: dict[str, Callable[[str, int], int]] = {
    "sentence-up": previous_sentence,
    "sentence-down": next_sentence,
    "extend sentence-up": previous_sentence,
    "extend sentence-down": sentence_end_after,
}
"""Moves by sentence; a selection ends where the sentence does."""

SENTENCE_MOVES = ("sentence-up", "sentence-down")

_WORD_MOVES = ("word-left", "word-right")
_BORDERS: dict[str, Literal[0, 1]] = {"left": 0, "up": 0, "right": 1, "down": 1}


class Cursor:
    """Moves and selects; draws itself through the state of the view."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._caret = Caret()
        self._anchor: int | None = None
        self._before_taking: list[Range | None] = []
        """What was selected before each word or sentence that was taken."""
        self._visible = False

    @property
    def position(self) -> int:
        return self._caret.position

    @property
    def selection(self) -> Range | None:
        """What is selected, from start to end; None where nothing is."""
        if self._anchor is None or self._anchor == self.position:
            return None
        return min(self._anchor, self.position), max(self._anchor, self.position)

    def place(self, position: int, *, upstream: bool = False) -> None:
        """Put the caret somewhere and select nothing."""
        self._caret = Caret(position, upstream)
        self._anchor = None
        self._before_taking.clear()
        self._draw()

    def select(self, anchor: int, caret: int) -> None:
        """Select from one position to another, which gets the caret."""
        self._caret = Caret(caret)
        self._anchor = anchor
        self._before_taking.clear()
        self._draw()

    def move(self, name: str, *, extend: bool = False) -> None:
        """Move the caret by a move of `text_view_caret` or by sentence, selecting on the way if `extend`."""
        selection = self.selection
        page = self._view.viewport().height() - self._view.content.reading.pitch
        if extend and self._anchor is None:
            self._anchor = self.position
        if selection is not None and not extend and name in _BORDERS:
            # As in every text field: leaving a selection goes to its border.
            typeset = self._view.content.typeset(self._view.content.block_of(selection[0]))
            self._caret = Caret(selection[_BORDERS[name] ^ (typeset.rtl and name in ("left", "right"))])
        elif extend and name in _WORD_MOVES and (shorter := self._one_word_shorter(name)) is not None:
            self._caret = Caret(shorter)
        elif name in SENTENCE_MOVES:
            step = _SENTENCES[f"extend {name}" if extend else name]
            self._caret = Caret(step(self._view.text, self.position))
        else:
            move = cast(Move, name)
            self._caret = moved(self._view.content, self._caret, move, page=page, extend=extend)
        if not extend:
            self._anchor = None
        self._before_taking.clear()
        self._draw()
        self.reveal()

    def _one_word_shorter(self, name: str) -> int | None:
        """Return where a word move goes that makes the selection shorter: no blank stays at that end."""
        if self._anchor is None or self._anchor == self.position:
            return None
        text = self._view.text
        rtl = self._view.content.typeset(self._view.content.block_of(self.position)).rtl
        forward = (name == "word-right") is not rtl
        if forward and self.position < self._anchor:
            return min(next_word_start(text, self.position), self._anchor)
        if not forward and self.position > self._anchor:
            return max(word_end_before(text, self.position), self._anchor)
        return None

    def take_word(self) -> bool:
        """Select the word at the caret, or one word more. False: there is none."""
        return self._take(taken_word(self._view.text, self.selection, self.position))

    def take_sentence(self) -> bool:
        """Select the sentence at the caret, or one sentence more. False: there is none."""
        return self._take(taken_sentence(self._view.text, self.selection, self.position))

    def _take(self, taken: Range | None) -> bool:
        selection = self.selection
        if taken is None or taken == selection:
            return False
        before = [*self._before_taking, selection]
        self.select(*taken)
        self._before_taking = before
        self.reveal()
        return True

    def give_word_back(self) -> None:
        """Take the last word or sentence out of the selection again."""
        if not self._before_taking:
            return
        *before, selection = self._before_taking
        if selection is None:
            self.place(self.selection[0] if self.selection else self.position)
        else:
            self.select(*selection)
        self._before_taking = before

    def turn_round(self) -> None:
        """Put the caret at the other end of what is selected, so that moving it changes that end."""
        if self._anchor is not None:
            self.select(self.position, self._anchor)
            self.reveal()

    def clear(self) -> bool:
        """Select nothing, and tell whether something was selected."""
        if self.selection is None:
            return False
        self.place(self.position)
        return True

    def show(self, *, visible: bool) -> None:
        """Show the caret or not: it is not there without focus, or while a span is selected."""
        self._visible = visible
        self._draw()

    def reveal(self) -> None:
        """Scroll to where the caret is."""
        self._view.reveal(self.position, self.position + 1)

    def _draw(self) -> None:
        self._view.change(
            caret=self.position if self._visible else None,
            upstream=self._caret.upstream,
            selection=self.selection,
        )
