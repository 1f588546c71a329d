"""What stands around a document in a stream."""

import pytest

from bertstudio.core import surroundings
from bertstudio.core.documents import Document
from bertstudio.core.surroundings import Surroundings, belong_together, in_stream, reaching

DOCUMENTS = [
    Document(n, f"text {n}" * (n % 5), group=f"g{n // 7}", source="" if n % 3 else "file") for n in range(60)
]


def around(place: int, word_pieces: int) -> Surroundings:
    """Look at all documents at once."""
    own = (DOCUMENTS[place].group, DOCUMENTS[place].source)
    sides: list[list[str]] = []
    for others in (DOCUMENTS[:place][::-1], DOCUMENTS[place + 1 :]):
        sides.append([])
        for other in others:
            if not belong_together(own, (other.group, other.source)):
                break
            sides[-1].append(other.text)
    before, after = sides
    return Surroundings(
        reaching(before, word_pieces, backwards=True), reaching(after, word_pieces, backwards=False)
    )


@pytest.mark.parametrize("most", [2, 32])
def test_a_stream_gives_each_document_its_neighbours(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "MOST_NEIGHBOURS", most)
    found = list(in_stream(iter(DOCUMENTS), 5))
    assert [document for document, _ in found] == DOCUMENTS
    assert [sides for _, sides in found] == [around(place, 5) for place in range(len(DOCUMENTS))]


def test_without_context_nothing_is_read_ahead() -> None:
    stream = iter(DOCUMENTS)
    assert next(in_stream(stream, 0)) == (DOCUMENTS[0], surroundings.ALONE)
    assert next(stream) == DOCUMENTS[1]
