"""From points to characters and back, in the coordinates of a layout (logical pixels)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from bertstudio.gui.marks import Mark
from bertstudio.gui.span_painter import band, fitted, rule_top
from bertstudio.gui.text_layout import Piece, TextLayout, Typeset, cursor_x, extents_of, pieces

EDGE_HIT = 10.0
"""Width of the area that takes hold of the edge of a selected span."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point lies: a position between characters, on a line of a block."""

    position: int
    upstream: bool
    """The position ends the line that was pointed at; the next line begins with it."""


def place_at(layout: TextLayout, point: QPointF) -> Place:
    """Return the position nearest to a point. A point outside counts as its nearest line."""
    index = layout.heights.at(point.y())
    typeset = layout.typeset(index)
    number = line_at(typeset, point.y() - layout.top(index))
    places = stops(typeset, number, end=True)
    position = places[_nearest([cursor_x(typeset, number, place) for place in places], point.x())]
    return Place(position, _is_upstream(typeset, number, position))


def stops(typeset: Typeset, number: int, *, end: bool = False) -> list[int]:
    """Return the places of the caret on a line, in the order of the text.

    The end of a line that wraps is the start of the next one; it counts here only if `end` is asked for, and
    never behind the blank at which the line wraps.
    """
    line, start, graphemes = typeset.lines[number], typeset.block.start, typeset.graphemes
    closed = not typeset.wraps(number) or (end and not typeset.text[line.end - 1 - start].isspace())
    first = bisect_left(graphemes, line.start - start)
    stop = (bisect_right if closed else bisect_left)(graphemes, line.end - start)
    return [start + inside for inside in graphemes[first:stop]] or [line.start]


def character_at(layout: TextLayout, point: QPointF) -> int | None:
    """Return the position of the character whose box holds a point, or None beside the text."""
    index = layout.heights.at(point.y())
    typeset = layout.typeset(index)
    number = line_at(typeset, point.y() - layout.top(index))
    start, line = typeset.block.start, typeset.lines[number]
    found: list[tuple[float, int]] = []
    for place in stops(typeset, number):
        end = start + after(typeset.graphemes, place - start)
        shown = extents_of(typeset, line, place, min(end, line.end)) if place < line.end else ()
        found += [(right - left, place) for left, right in shown if left <= point.x() <= right]
    # What has no width is drawn over its neighbour, which is meant then.
    return max(found)[1] if found else None


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda number: abs(xs[number] - x))


def _is_upstream(typeset: Typeset, number: int, position: int) -> bool:
    return position == typeset.lines[number].end and typeset.wraps(number)


def line_at(typeset: Typeset, y: float) -> int:
    """Return the line at a height within a block, the nearest one for a height outside."""
    for number, line in enumerate(typeset.lines):
        if y < line.top + line.height:
            return number
    return len(typeset.lines) - 1


def marks_at(layout: TextLayout, point: QPointF) -> list[Mark]:
    """Return the marks under a point, in text, rule or code, the innermost first."""
    if not layout.blocks or not 0 <= point.y() < layout.height:
        return []
    index = layout.heights.at(point.y())
    typeset = layout.typeset(index)
    y = point.y() - layout.top(index)
    number = line_at(typeset, y)
    line = typeset.lines[number]
    top, bottom = band(line, layout)
    if not top - 1 <= y <= line.top + line.height:
        return []
    found = []
    for mark in typeset.marks:
        lane = typeset.lanes.get(mark.id, 0)
        beneath = rule_top(line, layout, lane)
        in_lane = beneath - 1 <= y < beneath + layout.reading.lane_pitch
        if y > bottom and not in_lane:
            continue
        for piece in typeset.pieces_of(mark):
            if piece.line != number:
                continue
            on_code = y > bottom and _code_covers(layout, typeset, mark, piece, point.x())
            if on_code or _covers(piece, point.x()):
                found.append(mark)
    return sorted(found, key=lambda mark: (mark.end - mark.start, mark.ghost, mark.start))


def _covers(piece: Piece, x: float) -> bool:
    return any(left - 1 <= x <= right + 1 for left, right in piece.extents)


def _code_covers(layout: TextLayout, typeset: Typeset, mark: Mark, piece: Piece, x: float) -> bool:
    if not (piece.first and layout.reading.codes):
        return False
    name, score = fitted(mark, 1e9, layout.reading)
    width = layout.reading.code_advance(name) + layout.reading.confidence_advance(score)
    if typeset.rtl or typeset.starts_rtl(mark.start):
        return piece.right - width <= x <= piece.right
    return piece.left <= x <= piece.left + width


def boxes_of(layout: TextLayout, start: int, end: int) -> Iterator[QRectF]:
    """Yield the bands of a stretch of text that are in blocks laid out, line by line."""
    for index in range(layout.block_of(start), layout.block_of(max(start, end - 1)) + 1):
        typeset = layout.typeset(index)
        block_top = layout.top(index)
        for piece in pieces(typeset, start, end):
            top, bottom = band(typeset.lines[piece.line], layout)
            for left, right in piece.extents:
                yield QRectF(left, block_top + top, right - left, bottom - top)


def caret_box(layout: TextLayout, position: int, *, upstream: bool = False) -> QRectF:
    """Return the thin box of the caret at a position."""
    index = layout.block_of(position, upstream=upstream)
    typeset = layout.typeset(index)
    number = typeset.line_of(position, upstream=upstream)
    line = typeset.lines[number]
    top, bottom = band(line, layout)
    x = cursor_x(typeset, number, min(position, typeset.block.end))
    return QRectF(x - 1, layout.top(index) + top, 2, bottom - top)


def edge_at(layout: TextLayout, mark: Mark, point: QPointF) -> str:
    """Return which edge of a mark a point takes hold of: `start`, `end`, or an empty string."""
    boxes = list(boxes_of(layout, mark.start, mark.end))
    if not boxes:
        return ""
    for edge, position, box in (("end", mark.end, boxes[-1]), ("start", mark.start, boxes[0])):
        x = caret_box(layout, position, upstream=edge == "end").center().x()
        if box.top() - 2 <= point.y() <= box.bottom() + 2 and abs(point.x() - x) <= EDGE_HIT / 2:
            return edge
    return ""


def after(graphemes: Sequence[int], inside: int) -> int:
    """Return the border of a character after a position; the end stays."""
    return graphemes[min(len(graphemes) - 1, bisect_right(graphemes, inside))]
