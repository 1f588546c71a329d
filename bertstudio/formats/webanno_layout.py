"""A document → the sentences, tokens and parts of tokens that are the rows of a WebAnno TSV file."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bertstudio.core.text import words
from bertstudio.formats.webanno_model import Annotation

Stretch = tuple[int, int]

_FORBIDDEN = re.compile(r"[\t\r\n]+")
"""A token that holds one of them would break its row."""
_BREAK = re.compile(r"\n *\Z")


def tokens_of(text: str, imported: Sequence[Stretch], spans: Iterable[Stretch]) -> list[Stretch]:
    """Return the imported tokens, or the words of a text, and words where a span lies outside the tokens."""
    tokens = list(imported) or words(text)
    if imported:
        tokens = sorted([*tokens, *_between(text, tokens, list(spans))])
    if not _FORBIDDEN.search(text):
        return tokens
    return [piece for token in tokens for piece in _pieces(text, token)]


def has_odd_tokens(text: str, tokens: Sequence[Stretch]) -> bool:
    """Tell whether a token must be cut to fit into a row."""
    odd = bool(tokens) and _FORBIDDEN.search(text) is not None
    return odd and any(_FORBIDDEN.search(text, *token) for token in tokens)


def _between(text: str, tokens: Sequence[Stretch], spans: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the words of stretches without a token that a span touches."""
    borders = [0, *(border for token in tokens for border in token), len(text)]
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        if text[start:end].strip() and any(a < end and start < b for a, b in spans):
            yield from ((start + a, start + b) for a, b in words(text[start:end]))


def _pieces(text: str, token: Stretch) -> Iterator[Stretch]:
    start, end = token
    for match in _FORBIDDEN.finditer(text, start, end):
        if start < match.start():
            yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


def sentences_of(text: str, tokens: Sequence[Stretch], spans: Iterable[Stretch]) -> list[Stretch]:
    """Cut a text into its lines, but not within a span.

    A sentence begins at a token. What comes before its line break belongs to the one before, so that a line
    break and blanks are all that lies between two: this is what readers put there.
    """
    if not tokens:
        return []
    ordered = sorted(spans)
    found, start, covered, place = [], tokens[0][0], 0, 0
    for (_, before), (after, _) in pairwise(tokens):
        while place < len(ordered) and ordered[place][0] < after:
            covered = max(covered, ordered[place][1])
            place += 1
        gap = text[before:after]
        line_break = _BREAK.search(gap) if "\n" in gap else None
        if line_break is not None and covered <= before:
            found.append((start, before + line_break.start()))
            start = after
    return [*found, (start, len(text))]


@dataclass(slots=True, eq=False)
class Row:
    """A token, or a part of one."""

    start: int
    end: int
    id: str = ""
    parts: list["Row"] = field(default_factory=list)
    """Of a token: its parts that annotations begin or end at."""
    found: dict[int, list[Annotation]] = field(default_factory=dict)
    """Layer → the annotations here, as they are stacked."""


class Rows:
    """The rows of a document, and where annotations stand in them."""

    def __init__(self, tokens: Sequence[Stretch]) -> None:
        self.tokens = [Row(*token) for token in tokens]
        self._starts = [start for start, _ in tokens]
        self._ends = [end for _, end in tokens]

    def at(self, start: int, end: int) -> list[Row]:
        """Return the rows of an annotation, new parts of tokens included; none where it lies in no token."""
        if start == end:
            return [self._empty(start)]
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        return [
            self._row(token, max(token.start, start), min(token.end, end))
            for token in self.tokens[first : last + 1]
        ]

    def token(self, start: int, end: int) -> Row | None:
        """Return the row of a token."""
        number = bisect_left(self._starts, start)
        token = self.tokens[number] if number < len(self.tokens) else None
        return token if token is not None and (token.start, token.end) == (start, end) else None

    def _empty(self, position: int) -> Row:
        """Return the row of an annotation of no width: at the end of the token before it, or of the first."""
        number = min(bisect_left(self._ends, position), len(self._ends) - 1)
        if self._starts[number] > position and number:
            number -= 1
        token = self.tokens[number]
        place = min(max(position, token.start), token.end)
        return self._row(token, place, place)

    def _row(self, token: Row, start: int, end: int) -> Row:
        if (start, end) == (token.start, token.end):
            return token
        part = next((part for part in token.parts if (part.start, part.end) == (start, end)), None)
        if part is None:
            part = Row(start, end)
            token.parts.append(part)
        return part
