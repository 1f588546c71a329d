"""A text as spaCy has it: words, each with or without one blank after it, that give the exact text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bertstudio.core.documents import Document, Span
from bertstudio.formats.token_borders import Token, cut, ends_of, fitted


@dataclass(frozen=True, slots=True)
class SpacedWords:
    """Words and blanks of a text; `"".join(word + " " * space)` gives it back."""

    borders: tuple[Token, ...]
    """Of each word, in code points."""
    words: tuple[str, ...]
    spaces: tuple[bool, ...]

    def place(self, span: Span) -> Token:
        """Return a span as a range of words `[first, end)`."""
        first = bisect_left(self.borders, (span.start, 0))
        return first, bisect_left(self.borders, (span.end, 0))


def spaced_words(document: Document, spans: Sequence[Span]) -> SpacedWords:
    """Cut a text into the words of spaCy, so that each span begins and ends with one.

    As in spaCy, one blank belongs to the word before it, and all other blanks in a row are a word.
    """
    cuts = ends_of(spans)
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    text = document.text
    borders: list[Token] = []
    spaces: list[bool] = []
    position = 0
    for start, end in (*fitted(document, spans), (len(text), len(text))):
        inside = cuts[bisect_left(cuts, position) : bisect_right(cuts, start)]
        # A span that begins or ends with a blank needs words for the blanks.
        own = any((at < start and at in starts) or (at > position and at in ends) for at in inside)
        if borders and text[position:start].startswith(" ") and not own:
            spaces[-1] = True
            position += 1
        for piece in _pieces((position, start), cuts):
            borders.append(piece)
            spaces.append(False)
        if start < end:
            borders.append((start, end))
            spaces.append(False)
        position = end
    return SpacedWords(tuple(borders), tuple(text[a:b] for a, b in borders), tuple(spaces))


def _pieces(gap: Token, cuts: Sequence[int]) -> Iterator[Token]:
    if gap[0] < gap[1]:
        yield from cut(gap, cuts)
