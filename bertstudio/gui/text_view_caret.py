"""How the caret moves: by what a person sees as a character, a word, a line, a page."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF

from bertstudio.core.text import word_at
from bertstudio.gui.text_layout import TextLayout, Typeset, cursor_x
from bertstudio.gui.text_view_places import caret_box, place_at, stops

Move = Literal[
    "left",
    "right",
    "up",
    "down",
    "word-left",
    "word-right",
    "line-start",
    "line-end",
    "page-up",
    "page-down",
    "start",
    "end",
]


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the caret stands, in code points of the document."""

    position: int = 0
    upstream: bool = False
    """At the end of the earlier line where two lines meet."""
    x: float | None = None
    """The x that moves up and down aim for."""


def moved(layout: TextLayout, caret: Caret, move: Move, *, page: float = 0.0, extend: bool = False) -> Caret:
    """Return the caret after a move. `page` is the height of the view in logical pixels.

    A word move stops where a word begins, or where it ends if it extends a selection.
    """
    text, position = layout.text, caret.position
    typeset = layout.typeset(layout.block_of(position, upstream=caret.upstream))
    if move in ("left", "right"):
        return Caret(_beside(layout, typeset, caret, right=move == "right"))
    if move in ("word-left", "word-right"):
        forward = (move == "word-right") is not typeset.rtl
        if not forward:
            return Caret(word_start_before(text, position))
        return Caret(word_end_after(text, position) if extend else next_word_start(text, position))
    if move in ("line-start", "line-end"):
        return _line_border(typeset, caret, end=move == "line-end")
    if move in ("start", "end"):
        return Caret(0 if move == "start" else layout.blocks[-1].end)
    return _vertically(layout, caret, move, page)


def next_position(layout: TextLayout, position: int) -> int:
    """Return where the next character begins; at the end of a paragraph, the next paragraph."""
    index = layout.block_of(position)
    block, graphemes = layout.blocks[index], layout.typeset(index).graphemes
    if position >= block.end:
        return layout.blocks[index + 1].start if index + 1 < len(layout.blocks) else block.end
    return block.start + graphemes[bisect_right(graphemes, position - block.start)]


def previous_position(layout: TextLayout, position: int) -> int:
    """Return where the character before begins; at the start of a paragraph, the end of the one before."""
    index = layout.block_of(position)
    block = layout.blocks[index]
    if position > block.start:
        graphemes = layout.typeset(index).graphemes
        return block.start + graphemes[bisect_left(graphemes, position - block.start) - 1]
    if index == 0:
        return position
    before = layout.blocks[index - 1]
    # Parts of one paragraph meet in one position, which is not worth a stop.
    return before.end if before.last else before.start + layout.typeset(index - 1).graphemes[-2]


def next_word_start(text: str, position: int) -> int:
    """Return where the word after the one at a position begins, or the end of the text."""
    if position < len(text) and not text[position].isspace():
        position = max(word_at(text, position)[1], position + 1)
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def word_end_after(text: str, position: int) -> int:
    """Return where the word at or after a position ends."""
    while position < len(text) and text[position].isspace():
        position += 1
    return max(word_at(text, position)[1], position) if position < len(text) else position


def word_start_before(text: str, position: int) -> int:
    """Return where the word before a position begins, or 0."""
    while position > 0 and text[position - 1].isspace():
        position -= 1
    return word_at(text, position - 1)[0] if position > 0 else 0


def _beside(layout: TextLayout, typeset: Typeset, caret: Caret, *, right: bool) -> int:
    position = caret.position
    forward = right is not typeset.rtl
    if not typeset.bidi:
        return next_position(layout, position) if forward else previous_position(layout, position)
    number = typeset.line_of(position, upstream=caret.upstream)
    places = _stops(typeset, number)
    at = places.index(position) + (1 if right else -1) if position in places else -1
    if 0 <= at < len(places):
        return places[at]
    number += 1 if forward else -1
    if 0 <= number < len(typeset.lines):
        return _stops(typeset, number)[0 if right else -1]
    # The border of the text may lie elsewhere on the line than its edge: stay rather than jump.
    if forward:
        if not typeset.block.last:
            return typeset.block.end  # The next part of the paragraph begins there.
        beyond = next_position(layout, typeset.block.end)
        return beyond if beyond != typeset.block.end else position
    beyond = previous_position(layout, typeset.block.start)
    return beyond if beyond != typeset.block.start else position


def _stops(typeset: Typeset, number: int) -> list[int]:
    """Return the places of the caret on a line as the eye meets them, from left to right.

    Qt has its own order, but it disagrees with where it draws the caret between runs of both directions.
    """
    along = -1 if typeset.rtl else 1
    return sorted(stops(typeset, number), key=lambda place: (cursor_x(typeset, number, place), along * place))


def _line_border(typeset: Typeset, caret: Caret, *, end: bool) -> Caret:
    number = typeset.line_of(caret.position, upstream=caret.upstream)
    line = typeset.lines[number]
    if not end:
        return Caret(line.start)
    position = line.end
    wraps = typeset.wraps(number)
    while wraps and position > line.start + 1 and typeset.text[position - 1 - typeset.block.start].isspace():
        position -= 1
    return Caret(position, upstream=position == line.end and wraps)


def _vertically(layout: TextLayout, caret: Caret, move: Move, page: float) -> Caret:
    box = caret_box(layout, caret.position, upstream=caret.upstream)
    x = caret.x if caret.x is not None else box.center().x()
    if move in ("page-up", "page-down"):
        y = box.center().y() + (page if move == "page-down" else -page)
        return _at(layout, QPointF(x, min(max(y, 0.0), layout.height - 1)), x)
    index = layout.block_of(caret.position, upstream=caret.upstream)
    typeset = layout.typeset(index)
    number = typeset.line_of(caret.position, upstream=caret.upstream) + (1 if move == "down" else -1)
    if not 0 <= number < len(typeset.lines):
        index += 1 if move == "down" else -1
        if not 0 <= index < len(layout.blocks):
            # Beyond the first or last line: to its border, as every text field does.
            return replace(_line_border(typeset, caret, end=move == "down"), x=x)
        typeset = layout.typeset(index)
        number = 0 if move == "down" else len(typeset.lines) - 1
    line = typeset.lines[number]
    return _at(layout, QPointF(x, layout.top(index) + line.baseline), x)


def _at(layout: TextLayout, point: QPointF, x: float) -> Caret:
    place = place_at(layout, point)
    return Caret(place.position, place.upstream, x)
