"""How text with spans is drawn, everywhere: one pure function of layout, state and theme.

A span is a tinted band of fixed height, a 2 px rule under it and a short code under the rule, at its reading
start. Nothing here moves a letter. Suggestions are dashed and have no fill. Lengths are logical pixels; lines
stand on device pixels.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from bertstudio.gui import invisible_marks
from bertstudio.gui.marks import Mark
from bertstudio.gui.reading import CODE_PX, GAP_TO_CODE, RULE, RULE_OFFSET, Reading
from bertstudio.gui.text_layout import MOST_LANES, Line, Piece, TextLayout, Typeset, cursor_x, pieces
from bertstudio.gui.theme import Theme

FILL_RADIUS = 3.0
OUTLINE = 1.5
BAR, ACTIVE_BAR = 3.0, 5.0
RING, RING_OFFSET, RING_RADIUS = 2.0, 3.0, 5.0
DASH = [3.0, 2.0]
CODE_GAP = 4.0
"""Least room between two codes of one lane."""

Edge = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class State:
    """What is pointed at, selected and sought. Ids are of spans and suggestions, 0 for none."""

    selected: int = 0
    hovered: int = 0
    flashed: int = 0
    """A span that stands in the way of a refused edit."""
    active_edge: Edge = "end"
    focused: bool = False
    selection: tuple[int, int] | None = None
    caret: int | None = None
    upstream: bool = False
    """The caret stands at the end of the earlier line where two lines meet."""
    hits: tuple[tuple[int, int], ...] = ()
    current_hit: tuple[int, int] | None = None
    marks_shown: bool = True


PLAIN = State()


def paint(
    painter: QPainter, layout: TextLayout, state: State, theme: Theme, clip: QRectF | None = None
) -> None:
    """Draw a text with its marks at the origin of the painter; `clip` limits what is looked at."""
    if not layout.blocks:
        return
    clip = clip if clip is not None else QRectF(0, 0, layout.width, layout.height)
    index = layout.heights.at(clip.top())
    top = layout.top(index)
    while index < len(layout.blocks) and top < clip.bottom():
        typeset = layout.typeset(index)
        _Block(painter, layout, typeset, state, theme, top).paint(clip.top() - top, clip.bottom() - top)
        top += layout.heights[index]
        index += 1


def band(line: Line, layout: TextLayout) -> tuple[float, float]:
    """Return top and bottom of the tinted band of a line, within its block."""
    return line.baseline - layout.reading.ascent - 1, line.baseline + layout.reading.descent + RULE_OFFSET


def rule_top(line: Line, layout: TextLayout, lane: int) -> float:
    """Return where the rule of a lane begins, within the block."""
    return band(line, layout)[1] + lane * layout.reading.lane_pitch


@dataclass(frozen=True, slots=True)
class _Code:
    """A short name to be written; `x` is its left edge, or its right edge if `rtl`."""

    mark: Mark
    line: int
    lane: int
    x: float
    rtl: bool


@dataclass(frozen=True, slots=True)
class _Block:
    painter: QPainter
    layout: TextLayout
    typeset: Typeset
    state: State
    theme: Theme
    top: float

    def paint(self, above: float, below: float) -> None:
        lines = self.typeset.lines
        seen = [n for n, line in enumerate(lines) if line.top < below and line.top + line.height > above]
        if not seen:
            return
        first, last = seen[0], seen[-1]
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._visible(first, last) if self.state.marks_shown else []
        for mark, piece in shown:
            self._fill(mark, piece)
        self._paint_selection(first, last)
        self.painter.setPen(self.theme.color("text"))
        for number in range(first, last + 1):
            lines[number].inner.draw(self.painter, QPointF(0, self.top))
            if self.layout.reading.invisible:
                invisible_marks.paint(
                    self.painter, self.layout, self.typeset, number, top=self.top, theme=self.theme
                )
                self.painter.setPen(self.theme.color("text"))
        for mark, piece in shown:
            self._rule(mark, piece)
        self._codes(shown)
        for mark, piece in shown:
            self._outline(mark, piece)
        self._caret(first, last)

    def _visible(self, first: int, last: int) -> list[tuple[Mark, Piece]]:
        """Marks with their pieces in sight, the outer ones first so that inner fills lie on top."""
        order = sorted(self.typeset.marks, key=lambda mark: -self._lane(mark))
        return [
            (mark, piece)
            for mark in order
            for piece in self.typeset.pieces_of(mark)
            if first <= piece.line <= last
        ]

    def _lane(self, mark: Mark) -> int:
        return self.typeset.lanes.get(mark.id, 0)

    def _band(self, piece: Piece) -> Iterator[QRectF]:
        top, bottom = band(self.typeset.lines[piece.line], self.layout)
        for left, right in piece.extents:
            yield QRectF(QPointF(left, self.top + top), QPointF(right, self.top + bottom))

    def _fill(self, mark: Mark, piece: Piece) -> None:
        strong = mark.id in (self.state.selected, self.state.hovered)
        if mark.hidden or (mark.ghost and not strong):
            return
        colors = self.theme.label(mark.color)
        color = colors.fill_strong if strong or mark.id in self.typeset.inner else colors.fill
        starts, ends = (piece.last, piece.first) if self.typeset.rtl else (piece.first, piece.last)
        boxes = list(self._band(piece))
        for number, box in enumerate(boxes):
            left = FILL_RADIUS if starts and number == 0 else 0.0
            right = FILL_RADIUS if ends and number == len(boxes) - 1 else 0.0
            self.painter.fillPath(_rounded(box, left, right), color)

    def _paint_selection(self, first: int, last: int) -> None:
        grey = self.theme.color("textSelection")
        selection, current = self.state.selection, self.state.current_hit
        for stretch in (selection, current):
            if stretch is not None and stretch[0] < stretch[1]:
                self._each_box(stretch, first, last, lambda box: self.painter.fillRect(box, grey))
        pen = QPen(self.theme.color("text"), self._px(1.0))
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        lines, hits = self.typeset.lines, self.state.hits
        # In order and apart from each other; a long text may have a hundred thousand.
        number = max(0, bisect_left(hits, (lines[first].start, 0)) - 1)
        while number < len(hits) and hits[number][0] < max(lines[last].end, lines[last].start + 1):
            self._each_box(hits[number], first, last, self.painter.drawRect)
            number += 1

    def _each_box(
        self, stretch: tuple[int, int], first: int, last: int, draw: Callable[[QRectF], None]
    ) -> None:
        block = self.typeset.block
        if stretch[0] >= max(block.reach, block.start + 1) or stretch[1] <= block.start:
            return
        for piece in pieces(self.typeset, *stretch):
            if first <= piece.line <= last:
                for box in self._band(piece):
                    draw(box)

    def _rule(self, mark: Mark, piece: Piece) -> None:
        lane = self._lane(mark)
        if lane >= MOST_LANES:
            return
        y = self._snap(self.top + rule_top(self.typeset.lines[piece.line], self.layout, lane))
        if mark.hidden:
            pen = QPen(self.theme.color("textFaint"), self._px(1.0))
            pen.setDashPattern([1.0, 2.0])
            self._line(pen, piece, y + pen.widthF() / 2)
            return
        color = self.theme.label(mark.color).solid
        height = self._px(RULE)
        if mark.ghost:
            pen = QPen(color, height)
            pen.setDashPattern(DASH)
            self._line(pen, piece, y + height / 2)
            return
        for left, right in piece.extents:
            self.painter.fillRect(QRectF(left, y, right - left, height), color)

    def _line(self, pen: QPen, piece: Piece, y: float) -> None:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        for left, right in piece.extents:
            self.painter.drawLine(QLineF(left, y, right, y))

    def _codes(self, shown: list[tuple[Mark, Piece]]) -> None:
        if not self.layout.reading.codes:
            return
        rows: dict[tuple[int, int], list[_Code]] = {}
        more: dict[int, int] = {}
        for mark, piece in shown:
            if mark.hidden or not piece.first:
                continue
            lane = self._lane(mark)
            if lane >= MOST_LANES:
                more[piece.line] = more.get(piece.line, 0) + 1
                continue
            code = self._code(mark, piece, lane)
            rows.setdefault((piece.line, lane), []).append(code)
        for (line, lane), codes in rows.items():
            codes.sort(key=lambda code: code.x)
            for number, code in enumerate(codes):
                self._write(code, _room(codes, number))
            if lane == MOST_LANES - 1 and line in more:
                self._write_more(codes[-1], more[line])

    def _code(self, mark: Mark, piece: Piece, lane: int) -> _Code:
        rtl = self.typeset.rtl or self.typeset.starts_rtl(mark.start)
        return _Code(mark, piece.line, lane, piece.right if rtl else piece.left, rtl)

    def _write(self, code: _Code, room: float) -> None:
        reading = self.layout.reading
        name, score = fitted(code.mark, room, reading)
        name_width = reading.code_advance(name)
        score_width = reading.confidence_advance(score)
        x = code.x - name_width - score_width if code.rtl else code.x
        y = self._code_baseline(code)
        self.painter.setPen(self.theme.label(code.mark.color).code)
        self.painter.setFont(reading.code_font)
        self.painter.drawText(QPointF(x, y), name)
        if score:
            self.painter.setFont(reading.confidence_font)
            self.painter.drawText(QPointF(x + name_width, y), score)

    def _write_more(self, code: _Code, count: int) -> None:
        reading = self.layout.reading
        shift = reading.code_advance(code.mark.code) + CODE_GAP
        text = f"+{count}"
        x = code.x - shift - reading.code_advance(text) if code.rtl else code.x + shift
        self.painter.setPen(self.theme.color("textMuted"))
        self.painter.setFont(reading.code_font)
        self.painter.drawText(QPointF(x, self._code_baseline(code)), text)

    def _code_baseline(self, code: _Code) -> float:
        top = self.top + rule_top(self.typeset.lines[code.line], self.layout, code.lane)
        return self._snap(top + RULE + GAP_TO_CODE + CODE_PX * 0.8)

    def _outline(self, mark: Mark, piece: Piece) -> None:
        if mark.id not in (self.state.selected, self.state.flashed):
            return
        danger = mark.id == self.state.flashed
        color = self.theme.color("danger") if danger else self.theme.label(mark.color).solid
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        boxes = list(self._band(piece))
        if not mark.ghost or danger:
            self.painter.setPen(QPen(color, RING if danger else OUTLINE))
            for box in boxes:
                self.painter.drawRoundedRect(box, FILL_RADIUS, FILL_RADIUS)
        if mark.id == self.state.selected:
            if not mark.ghost:
                self._bars(piece, boxes, color)
            if self.state.focused:
                self._ring(mark, piece, boxes)

    def _bars(self, piece: Piece, boxes: list[QRectF], color: QColor) -> None:
        """Draw the edges by which a span is resized; the active one is thicker."""
        left, right = boxes[0].left(), boxes[-1].right()
        edges: tuple[tuple[bool, Edge], ...] = ((piece.first, "start"), (piece.last, "end"))
        for there, edge in edges:
            if there:
                width = ACTIVE_BAR if edge == self.state.active_edge else BAR
                at_left = (edge == "start") is not self.typeset.rtl
                x = left + 1.5 - width if at_left else right - 1.5
                box = QRectF(x, boxes[0].top() - 2, width, boxes[0].height() + 4)
                self.painter.fillPath(_rounded(box, 1.0, 1.0), color)

    def _ring(self, mark: Mark, piece: Piece, boxes: list[QRectF]) -> None:
        ring = boxes[0].united(boxes[-1])
        below = self._lane(mark) * self.layout.reading.lane_pitch + RULE
        if piece.first and self.layout.reading.codes:
            below += GAP_TO_CODE + CODE_PX + 2
            reading = self.layout.reading
            name, score = fitted(mark, 1e9, reading)
            wide = reading.code_advance(name) + reading.confidence_advance(score)
            if self._code(mark, piece, 0).rtl:
                ring.setLeft(min(ring.left(), ring.right() - wide))
            else:
                ring.setRight(max(ring.right(), ring.left() + wide))
        ring.adjust(-RING_OFFSET - 1, -RING_OFFSET, RING_OFFSET + 1, below)
        self.painter.setPen(QPen(self.theme.color("focusRing"), RING))
        self.painter.drawRoundedRect(ring, RING_RADIUS, RING_RADIUS)

    def _caret(self, first: int, last: int) -> None:
        caret, block = self.state.caret, self.typeset.block
        if caret is None or not block.start <= caret <= block.end:
            return
        # Where two parts of a paragraph meet, one of them shows it.
        upstream = self.state.upstream
        if block.continues_at(caret) if upstream else caret == block.end and not block.last:
            return
        number = self.typeset.line_of(caret, upstream=upstream)
        if first <= number <= last:
            top, bottom = band(self.typeset.lines[number], self.layout)
            x = self._snap(cursor_x(self.typeset, number, caret)) - 1
            box = QRectF(x, self.top + top - 1, 2, bottom - top + 2)
            self.painter.fillRect(box, self.theme.color("accent"))

    def _ratio(self) -> float:
        device = self.painter.device()
        return device.devicePixelRatio() if device is not None else 1.0

    def _px(self, length: float) -> float:
        """The length, as a whole number of device pixels."""
        ratio = self._ratio()
        return max(1, round(length * ratio)) / ratio

    def _snap(self, y: float) -> float:
        ratio = self._ratio()
        return round(y * ratio) / ratio


def fitted(mark: Mark, room: float, reading: Reading) -> tuple[str, str]:
    """Return the code and, with a blank before it, the confidence, as much of both as the room allows."""
    score = f" {mark.confidence:.2f}" if mark.ghost and mark.confidence is not None else ""
    if reading.code_advance(mark.code) + reading.confidence_advance(score) <= room:
        return mark.code, score
    for length in range(len(mark.code), 0, -1):
        if reading.code_advance(mark.code[:length]) <= room:
            return mark.code[:length], ""
    return "", ""


def _room(codes: list[_Code], number: int) -> float:
    """Room of a code before it touches the next one of its lane."""
    code = codes[number]
    if code.rtl:
        return code.x - codes[number - 1].x - CODE_GAP if number else 1e9
    return codes[number + 1].x - code.x - CODE_GAP if number + 1 < len(codes) else 1e9


def _rounded(box: QRectF, left: float, right: float) -> QPainterPath:
    """Return a box whose left and right corners have a radius, 0 for square ones."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if not left and not right:
        path.addRect(box)
        return path
    radius = max(left, right)
    path.addRoundedRect(box, radius, radius)
    if not left:
        path.addRect(QRectF(box.left(), box.top(), radius, box.height()))
    if not right:
        path.addRect(QRectF(box.right() - radius, box.top(), radius, box.height()))
    return path
