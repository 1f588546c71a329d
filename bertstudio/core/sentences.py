"""Where sentences begin and end, for moving and selecting by sentence. Positions are code points.

The rules are few, the same everywhere, and easy to foresee; no model and no list for each language:

- `.`, `!`, `?`, `…` and their Arabic, Devanagari and Khmer sisters end a sentence, with the quotes and
  brackets that close behind them, where a blank follows or the line ends: `3.14`, `example.org` do not.
- None does if a small letter follows, and no full stop that belongs to one letter (`J. Smith`) or to one of a
  few abbreviations (`Dr.`).
- `。！？｡` end one wherever they stand, as there are no blanks in these scripts.
- The end of a line ends one: a line is a paragraph.
- What has no end for 10,000 characters is cut there.
"""

import re
from collections.abc import Iterator

_ENDS = ".!?…؟۔।॥។"
_CJK_ENDS = "。！？｡"
_CLOSING = "\"'”’»)]}」』）】》"
_SIGNS = frozenset(_ENDS + _CJK_ENDS + _CLOSING)
_CLOSED = f"[{re.escape(_CLOSING)}]*"
_BORDER = re.compile(rf"[{_CJK_ENDS}]+{_CLOSED}|[{_ENDS}]+{_CLOSED}(?=\s|$)|[\r\n]+")
_ABBREVIATIONS = re.compile(
    "al|approx|bzw|ca|capt|cf|co|col|dr|e.g|etc|fig|gen|i.e|inc|jr|ltd|lt|mr|mrs|ms|nr|prof|rev|sgt|sr|st"
    "|usw|vgl|vol|vs|z.b",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«(\[{]*\Z")
_REACH = 400
"""Code points looked at first; a document may be one line of a million."""
_FARTHEST = 10_000
"""Code points to either side after which a stretch without an end of a sentence is cut."""


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """Return the sentence around a position as `[start, end)`, without the blanks at its ends.

    A position between two sentences belongs to the later one, and one after the last to the last. The
    stretch is empty only where the text has nothing but blanks.
    """
    position = _past_blanks(text, min(max(position, 0), len(text)))
    if position == len(text):
        position = len(text.rstrip())
        if position == 0:
            return 0, 0
        position -= 1
    start = _last_border(text, position)
    while text[start].isspace():
        start += 1
    farthest = min(position + _FARTHEST, len(text))
    end = next((end for end in _borders(text, position, farthest) if end > position), farthest)
    while text[end - 1].isspace():
        end -= 1
    return start, end


def next_sentence(text: str, position: int) -> int:
    """Return where the sentence after the one at a position begins, or the end of the text."""
    ahead = _past_blanks(text, position)
    if ahead < len(text) and (ahead == position or sentence_at(text, ahead)[0] < position):
        ahead = _past_blanks(text, sentence_at(text, ahead)[1])
    return ahead


def _past_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def previous_sentence(text: str, position: int) -> int:
    """Return where the sentence before a position begins, or 0."""
    while position > 0 and text[position - 1].isspace():
        position -= 1
    return sentence_at(text, position - 1)[0] if position > 0 else 0


def sentence_end_after(text: str, position: int) -> int:
    """Return where the sentence at or after a position ends."""
    position = _past_blanks(text, position)
    return sentence_at(text, position)[1] if position < len(text) else position


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end, behind the marks that end them, from about one position to another."""
    # Marks that stand together are read from the first one, wherever the reading begins.
    least = start - _FARTHEST
    while start > max(0, least) and text[start - 1] in _SIGNS:
        start -= 1
    for match in _BORDER.finditer(text, start, end):
        cut = match.end() == end and end < len(text)
        if not cut and not _abbreviates(text, match):
            yield match.end()


def _last_border(text: str, position: int) -> int:
    """Return the last end of a sentence at or before a position, or where the text or the search began."""
    reach = _REACH
    while True:
        start = max(0, position - reach)
        # One character more: a mark ends a sentence if a blank follows.
        found = [end for end in _borders(text, start, position + 1) if end <= position]
        if found or start == 0 or reach >= _FARTHEST:
            return found[-1] if found else start
        reach = min(reach * 4, _FARTHEST)


def _abbreviates(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark does not end a sentence."""
    if match.group()[0] not in _ENDS:
        return False
    if text[match.end() : match.end() + 40].lstrip(" \t")[:1].islower():
        return True
    if match.group() != ".":
        return False
    word = _WORD_BEFORE.search(text, max(0, match.start() - 12), match.start())
    before = word.group() if word else ""
    return (len(before) == 1 and before.isalpha()) or _ABBREVIATIONS.fullmatch(before) is not None
