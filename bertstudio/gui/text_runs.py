"""Text as Qt lays it out, and where a stretch of a line is seen that is read in both directions.

Lengths are logical pixels.
"""

import re
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextLine, QTextOption

from bertstudio.gui.reading import Reading

LEAST_WIDTH = 3.0
"""What has no width of its own is drawn as wide as this."""
_MERGED_GAP = 1.5
"""Boxes that are as near as this are drawn as one."""

Extent = tuple[float, float]

# Lam and alef are one shape. Many names begin with the alef, after the lam that means "to".
_LAM_ALEF = re.compile("\u0644[\u064b-\u065f\u0670]*[\u0622\u0623\u0625\u0627]")
# Drawn as something of the same length, so that no position moves: controls, separators, lone surrogates, and
# byte order marks, which get lost (or turn all bytes round) on the way to Qt when they come first.
_ODD = re.compile("[\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ud800-\udfff\ufeff\ufffe]")


def extents(line: QTextLine, first: int, last: int) -> tuple[Extent, ...]:
    """Return where UTF-16 units `[first, last)` of a layout are seen, from left to right; never nothing."""
    boxes = [run.boundingRect() for run in line.glyphRuns(first, last - first)]
    edges = sorted((box.left(), box.right()) for box in boxes if box.width() > 0)
    if not edges:
        x = cursor_at(line, first)
        return ((x, x + LEAST_WIDTH),)
    merged = [edges[0]]
    for left, right in edges[1:]:
        before = merged[-1]
        if left - before[1] < _MERGED_GAP:
            merged[-1] = (before[0], max(before[1], right))
        else:
            merged.append((left, right))
    return tuple(merged)


def ligature_around(text: str, position: int) -> tuple[int, int] | None:
    """Return the Arabic ligature `[start, end)` that a position cuts in two, in code points, or None."""
    start = text.rfind("\u0644", max(0, position - 4), position)
    found = _LAM_ALEF.match(text, start) if start >= 0 else None
    return found.span() if found and found.end() == position + 1 else None


def cut_left(shown: tuple[Extent, ...], ligature: Extent) -> tuple[Extent, ...]:
    """Leave out the left half of a ligature, which belongs to what is read after the stretch."""
    left, middle = ligature[0], (ligature[0] + ligature[1]) / 2
    return tuple((middle if abs(one - left) < 1 else one, two) for one, two in shown)


def cut_right(shown: tuple[Extent, ...], ligature: Extent) -> tuple[Extent, ...]:
    """Leave out the right half of a ligature, which belongs to what is read before the stretch."""
    right, middle = ligature[1], (ligature[0] + ligature[1]) / 2
    return tuple((one, middle if abs(two - right) < 1 else two) for one, two in shown)


def cursor_at(line: QTextLine, unit: int) -> float:
    """Return the x of the cursor before a UTF-16 unit of a layout."""
    # PySide returns (x, unit); its stubs call it an object.
    return cast(tuple[float, int], line.cursorToX(unit))[0]


def qt_layout(text: str, *, rtl: bool, reading: Reading) -> QTextLayout:
    """Return a block of text as Qt lays it out; its lines are still to be made."""
    shown = _ODD.sub(lambda found: _shown_instead(found[0]), text)
    layout = QTextLayout(shown, reading.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTabStopDistance(4 * QFontMetricsF(reading.font).horizontalAdvance("0"))
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def _shown_instead(odd: str) -> str:
    if odd == "\ufeff":
        return "\u2060"  # As wide as nothing, and no line may break there.
    return "\ufffd" if odd == "\x00" or odd >= "\ud800" else " "
