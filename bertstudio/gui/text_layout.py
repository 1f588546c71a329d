"""Where every character of a document stands: blocks, lines, lanes. Draws nothing and is no widget.

A *block* is a paragraph, or a part of one that is very long. Blocks are laid out when they are looked at;
until then their height is a guess. Positions are code points of the document; UTF-16 units, which Qt
counts, exist only inside a block. All lengths are logical pixels.
"""

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextLine

from bertstudio.core.text import Utf16Map, caret_starts, is_cjk, is_right_to_left
from bertstudio.gui.marks import Mark, Marks, lanes
from bertstudio.gui.reading import Reading
from bertstudio.gui.text_blocks import BLOCK_LIMIT, Block, Direction, blocks_of
from bertstudio.gui.text_runs import (
    LEAST_WIDTH,
    Extent,
    cursor_at,
    cut_left,
    cut_right,
    extents,
    ligature_around,
    qt_layout,
)
from bertstudio.gui.text_view_heights import Heights

MOST_LANES = 4
"""Further lanes are counted, not drawn."""
KEPT_LAYOUTS = 160
"""Laid out blocks held in memory, several screens full."""
RTL_LANGUAGES = frozenset({"ar", "he", "fa", "ur", "yi"})

_RTL = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")


@dataclass(slots=True)
class Line:
    """One line of a block; `top` and `baseline` count from the top of the block."""

    start: int
    end: int
    inner: QTextLine
    top: float = 0.0
    height: float = 0.0
    baseline: float = 0.0


@dataclass(slots=True)
class Typeset:
    """A block that has been laid out, with the marks in it and their lanes."""

    block: Block
    text: str
    layout: QTextLayout
    units: Utf16Map
    rtl: bool
    bidi: bool
    lines: list[Line]
    marks: list[Mark]
    lanes: dict[int, int]
    graphemes: Sequence[int]
    """Where characters as people see them begin, counted from the start of the block; and its end."""
    inner: frozenset[int] = frozenset()
    """Ids of marks that lie inside another annotation."""
    found: dict[int, list["Piece"]] = field(default_factory=dict)
    """Where each mark is seen, once it was asked for."""

    @property
    def height(self) -> float:
        last = self.lines[-1]
        return last.top + last.height

    def to_unit(self, position: int) -> int:
        """Code points of the document → UTF-16 units of the block."""
        return self.units.to_utf16(position - self.block.start)

    def to_position(self, unit: int) -> int:
        """UTF-16 units of the block → code points of the document, never inside a character."""
        inside = self.units.to_code_points(unit)
        return self.block.start + self.graphemes[max(0, bisect_right(self.graphemes, inside) - 1)]

    def starts_rtl(self, position: int) -> bool:
        """Tell whether the character at a position is written from right to left."""
        return self.bidi and _RTL.match(self.text, max(0, position - self.block.start)) is not None

    def pieces_of(self, mark: Mark) -> list["Piece"]:
        """Return where a mark of this block is seen."""
        if mark.id not in self.found:
            self.found[mark.id] = pieces(self, mark.start, mark.end)
        return self.found[mark.id]

    def looks(self) -> dict[Mark, tuple[int, bool]]:
        """Return the lane of each mark, and whether it lies inside another."""
        return {mark: (self.lanes.get(mark.id, 0), mark.id in self.inner) for mark in self.marks}

    def wraps(self, number: int) -> bool:
        """Tell whether the paragraph goes on behind a line, in this block or in the next."""
        return number < len(self.lines) - 1 or not self.block.last

    def line_of(self, position: int, *, upstream: bool = False) -> int:
        """Return the line that shows a position. Where two lines meet it is the later one, or the earlier."""
        index = max(0, bisect_right(self.lines, position, key=lambda line: line.start) - 1)
        return index - 1 if upstream and index and self.lines[index].start == position else index


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a stretch of text on one line: horizontal extents `(left, right)` from left to right."""

    line: int
    extents: tuple[Extent, ...]
    first: bool
    last: bool

    @property
    def left(self) -> float:
        return self.extents[0][0]

    @property
    def right(self) -> float:
        return self.extents[-1][1]


class TextLayout:
    """A whole text for one width and one way of reading."""

    def __init__(
        self,
        text: str,
        marks: Marks,
        reading: Reading,
        width: float,
        *,
        direction: Direction = "auto",
        language: str = "",
    ) -> None:
        self.text = text
        self.marks = marks
        self.reading = reading
        self.width = max(40.0, width)
        self._default_rtl = language in RTL_LANGUAGES
        self.blocks = list(blocks_of(text, direction))
        self._starts = [block.start for block in self.blocks]
        self._typeset: OrderedDict[int, Typeset] = OrderedDict()
        self._exact = bytearray(len(self.blocks))
        self.heights = Heights(self._guesses())

    @property
    def height(self) -> float:
        """Height of the whole text, part of it guessed."""
        return self.heights.total

    def is_exact(self, index: int) -> bool:
        """Tell whether a block has its true height."""
        return bool(self._exact[index])

    def top(self, index: int) -> float:
        return self.heights.above(index)

    def block_of(self, position: int, *, upstream: bool = False) -> int:
        """Return the block that a position belongs to. Where two parts of a paragraph meet it is the later
        one, or the earlier."""
        index = max(0, bisect_right(self._starts, position) - 1)
        return index - 1 if upstream and self.blocks[index].continues_at(position) else index

    def paragraph_of(self, position: int) -> tuple[int, int]:
        """Return the number of the paragraph that holds a position, from 1, and where it begins."""
        index = self.block_of(position)
        while index > 0 and not self.blocks[index].number and not self.blocks[index - 1].last:
            index -= 1
        while index > 0 and not self.blocks[index].number:
            index -= 1  # An empty paragraph has no number of its own.
        return max(1, self.blocks[index].number), self.blocks[index].start

    def typeset(self, index: int) -> Typeset:
        """Return a block laid out, with its true height from now on."""
        typeset = self._typeset.get(index)
        if typeset is None:
            typeset = self._lay_out(self.blocks[index])
            self._place(typeset)
            self._typeset[index] = typeset
            while len(self._typeset) > KEPT_LAYOUTS:
                self._typeset.popitem(last=False)
            self._measured(index, typeset)
        else:
            self._typeset.move_to_end(index)
        return typeset

    def measure(self, index: int) -> None:
        """Give a block its true height without keeping its layout."""
        if not self._exact[index]:
            typeset = self._typeset.get(index) or self._lay_out(self.blocks[index])
            self._place(typeset)
            self._measured(index, typeset)

    def set_width(self, width: float, reading: Reading) -> None:
        """Lay everything out again for another width or another way of reading."""
        self.width = max(40.0, width)
        self.reading = reading
        self._typeset.clear()
        self._exact = bytearray(len(self.blocks))
        self.heights = Heights(self._guesses())

    def next_guess(self) -> int:
        """Return the first block whose height is a guess, -1 when all are known."""
        return self._exact.find(0)

    def set_marks(self, marks: Marks, changed: tuple[int, int] | None) -> tuple[int, int] | None:
        """Take other marks, which differ from the present ones only in this stretch of text.

        Returns the stretch that looks different: marks that touch what has changed may have other lanes now.
        """
        self.marks = marks
        if changed is None:
            return None
        start, end = changed
        first, last = self.block_of(start), self.block_of(max(start, end - 1))
        for index in [index for index in self._typeset if first <= index <= last]:
            typeset = self._typeset[index]
            before = typeset.looks()
            self._place(typeset)
            self._measured(index, typeset)
            stirred = [mark for mark, look in typeset.looks().items() if before.get(mark, look) != look]
            start = min([start, *(mark.start for mark in stirred)])
            end = max([end, *(mark.end for mark in stirred)])
        for index in range(first, last + 1):
            if index not in self._typeset:
                self._exact[index] = 0
        return start, end

    def _measured(self, index: int, typeset: Typeset) -> None:
        self._exact[index] = 1
        self.heights.set(index, typeset.height + self._gap(typeset.block))

    def _gap(self, block: Block) -> float:
        # A blank line is a pause by itself.
        return self.reading.gap if block.last and block.end > block.start else 0.0

    def _guesses(self) -> list[float]:
        per_line = max(4.0, self.width / _average_advance(self.text, self.reading))
        pitch = self.reading.pitch
        return [
            (1 + int((block.end - block.start) / per_line)) * pitch + self._gap(block)
            for block in self.blocks
        ]

    def _lay_out(self, block: Block) -> Typeset:
        text = self.text[block.start : block.end]
        rtl = block.rtl if block.rtl is not None else self._is_rtl(block)
        units = Utf16Map.of(text)
        layout = qt_layout(text, rtl=rtl, reading=self.reading)
        lines = []
        layout.beginLayout()
        while (inner := layout.createLine()).isValid():
            inner.setLineWidth(self.width)
            start = block.start + units.to_code_points(inner.textStart())
            end = block.start + units.to_code_points(inner.textStart() + inner.textLength())
            lines.append(Line(start, end, inner))
        layout.endLayout()
        bidi = rtl or _RTL.search(text) is not None
        plain = text.isascii() and "\r" not in text
        graphemes: Sequence[int] = range(len(text) + 1) if plain else caret_starts(text)
        return Typeset(block, text, layout, units, rtl, bidi, lines, [], {}, graphemes)

    def _is_rtl(self, block: Block) -> bool:
        # All parts of a paragraph are read as it begins.
        text = self.text[block.paragraph : min(block.end, block.paragraph + BLOCK_LIMIT)]
        if text.isascii():
            # Numbers and signs alone follow the language of the document.
            return self._default_rtl and not any(map(str.isalpha, text))
        rtl = is_right_to_left(text)
        return self._default_rtl if rtl is None else rtl

    def _place(self, typeset: Typeset) -> None:
        """Find the marks of a block, give them lanes, and make the lines as high as the lanes need."""
        block, reading = typeset.block, self.reading
        typeset.found.clear()
        typeset.marks = self.marks.between(block.start, max(block.reach, block.start + 1))
        typeset.lanes = lanes(mark for mark in typeset.marks if not mark.hidden)
        typeset.inner = _nested(typeset.marks, typeset.lanes)
        counts = [0] * len(typeset.lines)
        for mark in typeset.marks:
            first = typeset.line_of(max(mark.start, block.start))
            last = typeset.line_of(min(mark.end, block.end), upstream=True)
            for number in range(first, last + 1):
                counts[number] = max(counts[number], typeset.lanes.get(mark.id, -1) + 1)
        top = 0.0
        for line, count in zip(typeset.lines, counts, strict=True):
            line.top = top
            line.baseline = top + reading.baseline
            line.height = reading.pitch + max(0, min(count, MOST_LANES) - 1) * reading.lane_pitch
            if block.start == block.end and not count:
                line.height = reading.pitch // 2  # A blank line is a pause, not a paragraph.
                # In its middle, or the caret and the sign of the line end stand in the line below.
                line.baseline = top + (line.height + reading.ascent - reading.descent) / 2
            line.inner.setPosition(QPointF(0.0, line.baseline - line.inner.ascent()))
            top += line.height


def pieces(typeset: Typeset, start: int, end: int) -> list[Piece]:
    """Return where `[start, end)` is seen in a block: one piece for each line it touches.

    A stretch without visible characters (a line end) gives a narrow piece, so that no mark is invisible.
    """
    block = typeset.block
    low, high = max(start, block.start), min(end, block.end)
    if low >= high:
        return [_stub(typeset, min(max(start, block.start), block.end), start, end)]
    found = []
    last_line = typeset.line_of(high, upstream=True)
    for number in range(typeset.line_of(low), last_line + 1):
        line = typeset.lines[number]
        left, right = max(low, line.start), min(high, line.end)
        shown = right
        if typeset.wraps(number):  # The blank at which a line wraps takes no room.
            while shown > left + 1 and typeset.text[shown - 1 - block.start].isspace():
                shown -= 1
        seen = extents_of(typeset, line, left, shown)
        ends = right == end or (right == block.end and end <= block.reach)
        found.append(Piece(number, seen, first=left == start, last=ends))
    return found


def _stub(typeset: Typeset, position: int, start: int, end: int) -> Piece:
    number = typeset.line_of(position, upstream=position == typeset.block.end)
    x = cursor_x(typeset, number, position)
    extent = (x - 6.0, x) if typeset.rtl else (x, x + 6.0)
    return Piece(number, (extent,), first=start >= typeset.block.start, last=end <= typeset.block.reach)


def extents_of(typeset: Typeset, line: Line, start: int, end: int) -> tuple[Extent, ...]:
    """Return where `[start, end)` of a line is seen, from left to right."""
    if not typeset.bidi:  # A stretch is one extent, and the cursor also divides ligatures.
        left, right = (
            cursor_at(line.inner, typeset.to_unit(start)),
            cursor_at(line.inner, typeset.to_unit(end)),
        )
        return ((left, max(right, left + LEAST_WIDTH)),)
    # Qt misplaces parts of a ligature in right-to-left text, so they are cut out of the whole.
    origin = typeset.block.start
    before = ligature_around(typeset.text, start - origin)
    after = ligature_around(typeset.text, end - origin)
    low = start if before is None else origin + before[0]
    high = end if after is None else origin + after[1]
    shown = extents(line.inner, typeset.to_unit(low), typeset.to_unit(high))
    if before is not None:
        shown = cut_right(shown, _whole(typeset, line, before))
    return shown if after is None else cut_left(shown, _whole(typeset, line, after))


def _whole(typeset: Typeset, line: Line, inside: tuple[int, int]) -> Extent:
    first, last = (typeset.units.to_utf16(position) for position in inside)
    found = extents(line.inner, first, last)
    return found[0][0], found[-1][1]


def _nested(marks: Sequence[Mark], lanes: dict[int, int]) -> frozenset[int]:
    outer = [mark for mark in marks if not mark.ghost and lanes.get(mark.id)]
    return frozenset(
        mark.id
        for mark in marks
        for other in outer
        if other.start <= mark.start and mark.end <= other.end and lanes.get(mark.id, 0) < lanes[other.id]
    )


def cursor_x(typeset: Typeset, line: int, position: int) -> float:
    """Return the x at which the cursor stands before a position."""
    return cursor_at(typeset.lines[line].inner, typeset.to_unit(position))


def _average_advance(text: str, reading: Reading) -> float:
    sample = text[:2_000].replace("\n", " ").replace("\r", " ")
    if not sample:
        return reading.px / 2
    wide = sum(map(is_cjk, sample)) if not sample.isascii() else 0
    narrow = len(sample) - wide
    return max(1.0, (wide * reading.px + narrow * reading.average_advance) / len(sample))
