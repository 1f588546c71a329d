"""Token borders that fit a text and its spans: nothing between tokens but blanks, no span off their ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from bertstudio.core.documents import Document, Span
from bertstudio.core.text import words

Token = tuple[int, int]


def cut(token: Token, cuts: Sequence[int]) -> Iterator[Token]:
    """Cut a token at those of ordered positions that lie inside it."""
    start, end = token
    for position in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
        yield start, position
        start = position
    yield start, end


def ends_of(spans: Iterable[Span]) -> list[int]:
    """Return the positions where spans begin or end, each once, in order."""
    return sorted({position for span in spans for position in (span.start, span.end)})


def fitted(document: Document, spans: Sequence[Span]) -> list[Token]:
    """Return the imported tokens, or the words of a text, cut so that every span begins and ends with one.

    What lies between imported tokens and is no blank becomes tokens, too. Blanks lie outside of tokens, also
    those that begin or end a span.
    """
    cuts = ends_of(spans)
    return [piece for token in _covering(document) for piece in cut(token, cuts)]


def _covering(document: Document) -> Iterator[Token]:
    text = document.text
    if not document.tokens:
        yield from words(text)
        return
    position = 0
    for start, end in (*document.tokens, (len(text), len(text))):
        if text[position:start].strip():
            yield from ((position + a, position + b) for a, b in words(text[position:start]))
        if start < end:
            yield start, end
        position = end
