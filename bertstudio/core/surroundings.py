"""What stands before and after a document in its source: context for a model that reads sentences.

Only texts are context, never annotations. So a neighbour may lie in another split, or carry no label at all,
and no label of test or dev comes to be seen in training (as in FLERT, Schweter and Akbik, 2020).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from bertstudio.core.documents import Document

CHARACTERS_PER_PIECE = 8
"""Rather too many: what is too much is cut off in word pieces."""
MOST_NEIGHBOURS = 32


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Texts of neighbouring documents in the order of the corpus; empty where the source begins or ends."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


ALONE = Surroundings()


def belong_together(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Tell whether two documents, given as `(group, source)`, come from one text.

    The group says so; without groups it is the file. A document of neither stands alone.
    """
    return first == second if first[0] or second[0] else bool(first[1]) and first[1] == second[1]


def reaching(texts: Iterable[str], word_pieces: int, *, backwards: bool) -> tuple[str, ...]:
    """Return the nearest of neighbouring texts, as much of them as so many word pieces can need.

    `texts` come the nearest first; the result is in the order of the corpus.
    """
    left = word_pieces * CHARACTERS_PER_PIECE
    found: list[str] = []
    for text in texts:
        if left <= 0 or len(found) == MOST_NEIGHBOURS:
            break
        found.append(text[-left:] if backwards else text[:left])
        left -= len(found[-1])
    return tuple(reversed(found) if backwards else found)


def in_stream(documents: Iterable[Document], word_pieces: int) -> Iterator[tuple[Document, Surroundings]]:
    """Yield documents with those around them in a stream, of which a few are held at a time."""
    if not word_pieces:
        yield from ((document, ALONE) for document in documents)
        return
    before: deque[Document] = deque(maxlen=MOST_NEIGHBOURS)
    ahead: deque[Document] = deque()
    stream = iter(documents)
    while True:
        ahead.extend(islice(stream, MOST_NEIGHBOURS + 1 - len(ahead)))
        if not ahead:
            return
        document = ahead.popleft()
        left = reaching(_of_one(document, reversed(before)), word_pieces, backwards=True)
        yield document, Surroundings(left, reaching(_of_one(document, ahead), word_pieces, backwards=False))
        before.append(document)


def _of_one(document: Document, neighbours: Iterable[Document]) -> Iterator[str]:
    own = document.group, document.source
    same = takewhile(lambda other: belong_together(own, (other.group, other.source)), neighbours)
    return (other.text for other in same)
