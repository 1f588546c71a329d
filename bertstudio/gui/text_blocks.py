"""Texts cut into what is laid out at once: paragraphs, and parts of very long ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bertstudio.core.text import grapheme_starts, paragraphs

Direction = Literal["auto", "ltr", "rtl"]

BLOCK_LIMIT = 2_000
"""Longest block in code points: what Qt lays out well within one frame."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch `[start, end)` that is laid out by itself. `reach` is where the next one begins."""

    start: int
    end: int
    reach: int
    number: int
    """Number of the paragraph from 1; 0 where an earlier block has it, or the paragraph is empty."""
    rtl: bool | None
    """None: decided by the first strong character when it is laid out."""
    last: bool
    """The paragraph ends here, so a gap follows."""


def blocks_of(text: str, direction: Direction) -> Iterator[Block]:
    """Cut a text into paragraphs, and paragraphs that are too long at the end of a sentence."""
    chosen = None if direction == "auto" else direction == "rtl"
    found = paragraphs(text)
    number = 0
    for (start, end), following in zip(found, [*(s for s, _ in found[1:]), len(text)], strict=True):
        number += end > start
        if end - start <= BLOCK_LIMIT:
            yield Block(start, end, following, number if end > start else 0, chosen, last=True)
            continue
        borders = list(_cuts(text, start, end))
        for left, right in pairwise(borders):
            last = right == end
            first = left == start
            yield Block(left, right, following if last else right, number * first, chosen, last)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    yield start
    while end - start > BLOCK_LIMIT:
        start = _cut(text, start)
        yield start
    yield end


def _cut(text: str, start: int) -> int:
    """Return where to end a block: after the last sentence of it, else at a blank, else at a character."""
    low, high = start + BLOCK_LIMIT * 3 // 4, start + BLOCK_LIMIT
    tail = text[low:high]
    for pattern in (r"[.!?؟]\s+(?=\S)|[。！？](?=[^。！？”』」])", r"\s+(?=\S)"):
        ends = [found.end() for found in re.finditer(pattern, tail)]
        if ends:
            return low + ends[-1]
    near = text[high - 64 : high + 64]
    return high - 64 + max(i for i in grapheme_starts(near) if 0 < i <= 64)
