"""Texts cut into what is laid out at once: paragraphs, and parts of very long ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QTextBoundaryFinder

from bertstudio.core.graphemes import caret_starts
from bertstudio.core.text import Utf16Map, paragraphs

Direction = Literal["auto", "ltr", "rtl"]

BLOCK_LIMIT = 2_000
"""Longest block in code points: what Qt lays out well within one frame."""
LOOK_BACK = 512
"""How far before that, in code points, a place is sought at which a line may break."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch `[start, end)` that is laid out by itself. `reach` is where the next one begins."""

    start: int
    end: int
    reach: int
    number: int
    """Number of the paragraph from 1; 0 where an earlier block has it, or the paragraph is empty."""
    rtl: bool | None
    """None: decided by the first strong character of the paragraph when it is laid out."""
    last: bool
    """The paragraph ends here, so a gap follows."""
    paragraph: int
    """Where the paragraph begins."""

    def continues_at(self, position: int) -> bool:
        """Tell whether this is a further part of its paragraph, and begins at a position."""
        return self.paragraph < self.start == position


def blocks_of(text: str, direction: Direction) -> Iterator[Block]:
    """Cut a text into paragraphs, and paragraphs that are too long at the end of a sentence."""
    chosen = None if direction == "auto" else direction == "rtl"
    found = paragraphs(text)
    number = 0
    for (start, end), following in zip(found, [*(s for s, _ in found[1:]), len(text)], strict=True):
        number += end > start
        if end - start <= BLOCK_LIMIT:
            shown = number if end > start else 0
            yield Block(start, end, following, shown, chosen, last=True, paragraph=start)
            continue
        borders = list(_cuts(text, start, end))
        for left, right in pairwise(borders):
            last = right == end
            shown = number if left == start else 0
            yield Block(left, right, following if last else right, shown, chosen, last, start)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    yield start
    while end - start > BLOCK_LIMIT:
        start = _cut(text, start)
        yield start
    yield end


def _cut(text: str, start: int) -> int:
    """Return where to end a block: after its last sentence, else where a line may break, else a character."""
    low, high = start + BLOCK_LIMIT * 3 // 4, start + BLOCK_LIMIT
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(text[low:high])]
    if ends:
        return low + ends[-1]
    low, near = high - LOOK_BACK, text[high - LOOK_BACK : high + 64]
    borders = [place for place in caret_starts(near) if 0 < place <= LOOK_BACK]
    return low + max(set(borders).intersection(_line_breaks(near)) or borders)


_SENTENCE_ENDS = re.compile(r"[.!?؟]\s+(?=\S)|[。！？](?=[^。！？”』」])")
_SURROGATES = re.compile("[\ud800-\udfff]")


def _line_breaks(text: str) -> Iterator[int]:
    """Yield the code points before which a line may break (UAX #14), blanks being behind the break."""
    units = Utf16Map.of(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, _SURROGATES.sub("\ufffd", text))
    while (unit := finder.toNextBoundary()) >= 0:
        yield units.to_code_points(unit)
