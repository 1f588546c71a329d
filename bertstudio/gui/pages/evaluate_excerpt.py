"""One line of a document around what is wrong: cut to a width, with both sides marked in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bertstudio.core.documents import Document, Span
from bertstudio.evaluation.errors import Pairing

LEFT_SHARE = 0.3
"""At most this part of the line stands before what is marked."""
LOOK = 160
"""Code points looked at on each side."""
GOLD_ID, PREDICTED_ID = 1, 2
BREAKS = str.maketrans("\r\n\t\u2028\u2029", "     ")

_BLANKS = re.compile(r"\s+")

Measure = Callable[[str], float]
"""Width of a text in logical pixels."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line and the marks in it, in code points of the line."""

    text: str
    gold: Span | None = None
    predicted: Span | None = None


def excerpt(document: Document, pairing: Pairing, width: float, measure: Measure) -> Excerpt:
    """Return the line for an error: around its spans, or the beginning of a document behind its labels."""
    gold, predicted = pairing.gold, pairing.predicted
    spans = [span for span in (gold, predicted) if isinstance(span, Span)]
    if not spans:
        return _of_labels(document, pairing, width, measure)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    text, shift = cut(document.text, start, end, width, measure)
    return Excerpt(
        text,
        _moved(gold, shift, len(text), GOLD_ID) if isinstance(gold, Span) else None,
        _moved(predicted, shift, len(text), PREDICTED_ID) if isinstance(predicted, Span) else None,
    )


def cut(text: str, start: int, end: int, width: float, measure: Measure) -> tuple[str, int]:
    """Cut one line out of a text so that `[start, end)` is in it, with `…` where something is left out.

    Returns the line and what must be added to a position of the text to find it in the line.
    """
    low, high = max(0, start - LOOK), min(len(text), end + LOOK)
    middle = text[start:end].translate(BREAKS)
    room = width - measure("……  ")
    fitting = _longest(middle, room, measure)
    if fitting < len(middle):
        return middle[: max(1, fitting)] + "…", -start
    room -= measure(middle)
    # Only what is marked keeps its positions; blanks and line ends around it become one blank each.
    before, after = _one_line(text[low:start]).lstrip(), _one_line(text[end:high]).rstrip()
    left = _tail(before, min(room, width * LEFT_SHARE), measure)
    kept = before[len(before) - left :].lstrip()
    right = _head(after, room - measure(kept), measure)
    first = "… " if low > 0 or len(kept) < len(before) else ""
    last = " …" if high < len(text) or right < len(after) else ""
    line = f"{first}{kept}{middle}{after[:right].rstrip()}{last}"
    return line, len(first) + len(kept) - start


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text)


def _tail(text: str, room: float, measure: Measure) -> int:
    """Return how many of the last characters fit, from the beginning of a word if one is near."""
    fitting = _longest(text, room, measure, from_end=True)
    if fitting == len(text):
        return fitting
    part = text[len(text) - fitting :]
    blank = part.find(" ")
    return len(part) - blank - 1 if 0 <= blank < min(20, len(part) - 1) else fitting


def _head(text: str, room: float, measure: Measure) -> int:
    """Return how many of the first characters fit, to the end of a word if one is near."""
    fitting = _longest(text, room, measure)
    if fitting == len(text):
        return fitting
    blank = text[:fitting].rfind(" ")
    return blank if blank >= max(0, fitting - 20) else fitting


def _longest(text: str, room: float, measure: Measure, *, from_end: bool = False) -> int:
    """Return how many characters fit into the room."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        part = text[len(text) - middle :] if from_end else text[:middle]
        low, high = (middle, high) if measure(part) <= room else (low, middle - 1)
    return low


def _moved(span: Span, shift: int, length: int, number: int) -> Span:
    start, end = span.start + shift, min(length, span.end + shift)
    return replace(span, id=number, start=start, end=max(end, start + 1))


def _of_labels(document: Document, pairing: Pairing, width: float, measure: Measure) -> Excerpt:
    """Names of both labels, marked like spans, and how the document begins."""
    parts, marks = "", {}
    for number, mark in ((GOLD_ID, pairing.gold), (PREDICTED_ID, pairing.predicted)):
        if mark is not None:
            marks[number] = Span(number, len(parts), len(parts) + len(mark.label), mark.label)
            parts += mark.label + "   "
    start = len(document.text) - len(document.text.lstrip())
    line, _ = cut(document.text, start, start + 1, max(0.0, width - measure(parts)), measure)
    return Excerpt(parts + line.lstrip("… "), marks.get(GOLD_ID), marks.get(PREDICTED_ID))
