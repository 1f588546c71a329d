"""Draws what cannot be seen: blanks, tabs, line ends, and characters without a shape.

Everything is drawn over the text where it stands. No letter moves, so no position does.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from bertstudio.core import invisible
from bertstudio.core.words import tr
from bertstudio.gui.reading import Reading
from bertstudio.gui.text_layout import TextLayout, Typeset, cursor_x, extents_of
from bertstudio.gui.theme import Theme

TAG_PX = 8
TAG_RADIUS = 2.0


def _dot(painter: QPainter, middle: QPointF, _width: float, _way: int) -> None:
    painter.drawEllipse(middle, 0.8, 0.8)


def _arrow(painter: QPainter, middle: QPointF, width: float, way: int) -> None:
    half = max(2.0, width / 2 - 2) * way
    tip = QPointF(middle.x() + half, middle.y())
    painter.drawLine(QPointF(middle.x() - half, middle.y()), tip)
    for rise in (-3, 3):
        painter.drawLine(QPointF(tip.x() - 3 * way, tip.y() + rise), tip)


_SIGNS: dict[str, Callable[[QPainter, QPointF, float, int], None]] = {" ": _dot, "\t": _arrow}


def paint(
    painter: QPainter, layout: TextLayout, typeset: Typeset, number: int, *, top: float, theme: Theme
) -> None:
    """Draw the signs and tags of one line; `top` is where its block begins, in logical pixels."""
    line, start = typeset.lines[number], typeset.block.start
    text = typeset.text[line.start - start : line.end - start]
    baseline = top + line.baseline
    painter.setPen(theme.color("textFaint"))
    for at, character in enumerate(text, line.start):
        if character in _SIGNS:
            left, right = extents_of(typeset, line, at, at + 1)[0]
            middle = QPointF((left + right) / 2, baseline - layout.reading.ascent * 0.3)
            _SIGNS[character](painter, middle, right - left, -1 if typeset.rtl else 1)
    if number == len(typeset.lines) - 1:
        _paint_line_end(painter, layout, typeset, number, baseline)
    tags = [(cursor_x(typeset, number, line.start + at), text[at]) for at in invisible.invisible(text)]
    _paint_tags(painter, tags, baseline, layout.reading, theme)


def character_words(text: str, position: int) -> str:
    """Return what stands at a position: number and name of the character, and the position from 1."""
    if position >= len(text):
        return tr("End of the document, {position:,}", position=position + 1)
    words = invisible.described(text[position])
    return tr("{character} · position {position:,}", character=words, position=position + 1)


def _paint_line_end(
    painter: QPainter, layout: TextLayout, typeset: Typeset, number: int, baseline: float
) -> None:
    block = typeset.block
    line_end = layout.text[block.end : block.reach] if block.last else ""
    if not line_end:
        return
    code = invisible.line_end_code(line_end)
    font = layout.reading.font if len(code) == 1 else _tag_font(layout.reading)
    width = QFontMetricsF(font).horizontalAdvance(code)
    painter.setFont(font)
    x = cursor_x(typeset, number, block.end)
    painter.drawText(QPointF(x - width - 3 if typeset.rtl else x + 3, baseline), code)


def _paint_tags(
    painter: QPainter, tags: list[tuple[float, str]], baseline: float, reading: Reading, theme: Theme
) -> None:
    font = _tag_font(reading)
    metrics = QFontMetricsF(font)
    foot = baseline - reading.ascent + 3
    for x, box, code in _boxes(sorted(tags), metrics, foot):
        painter.setPen(QPen(theme.color("warning"), 1.0))
        painter.drawLine(QPointF(x, foot), QPointF(x, baseline + reading.descent))
        painter.setBrush(theme.color("warningTint"))
        painter.drawRoundedRect(box, TAG_RADIUS, TAG_RADIUS)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), code)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _boxes(
    tags: list[tuple[float, str]], metrics: QFontMetricsF, foot: float
) -> Iterator[tuple[float, QRectF, str]]:
    """Yield the box of each tag, beside the one before it where they would touch."""
    free = float("-inf")
    for x, character in tags:
        code = invisible.code_of(character)
        width = metrics.horizontalAdvance(code) + 5
        left = max(x - width / 2, free)
        yield x, QRectF(left, foot - TAG_PX - 3, width, TAG_PX + 3), code
        free = left + width + 1


def _tag_font(reading: Reading) -> QFont:
    font = QFont(reading.code_font)
    font.setPixelSize(TAG_PX)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.0)
    return font
