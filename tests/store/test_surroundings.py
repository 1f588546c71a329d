"""Neighbours of documents in the corpus."""

from collections.abc import Callable, Iterable

from bertstudio.core.documents import Document, Split
from bertstudio.core.edits import HideDocuments
from bertstudio.core.surroundings import ALONE, CHARACTERS_PER_PIECE, Surroundings, reaching
from bertstudio.store import history
from bertstudio.store.project import Project
from bertstudio.store.surroundings import surroundings

Fill = Callable[[Iterable[Document]], list[int]]


def test_neighbours_are_those_of_the_same_group_in_the_order_of_the_corpus(
    opened: Project, fill: Fill
) -> None:
    groups = ["a", "a", "a", "b", "b"]
    numbers = fill(Document(0, f"text {n}", group=group, source="f") for n, group in enumerate(groups))
    found = [surroundings(opened, number, 64) for number in numbers]
    assert found[1] == Surroundings(("text 0",), ("text 2",))
    assert found[2] == Surroundings(("text 0", "text 1"), ())
    assert found[3] == Surroundings((), ("text 4",))


def test_without_groups_the_file_is_the_text(opened: Project, fill: Fill) -> None:
    numbers = fill(Document(0, f"text {n}", source="fg"[n // 2]) for n in range(4))
    assert surroundings(opened, numbers[1], 64) == Surroundings(("text 0",), ())
    assert surroundings(opened, numbers[2], 64) == Surroundings((), ("text 3",))


def test_a_document_of_no_file_and_no_group_stands_alone(opened: Project, fill: Fill) -> None:
    numbers = fill(Document(0, f"text {n}") for n in range(3))
    assert surroundings(opened, numbers[1], 64) == ALONE


def test_a_neighbour_may_lie_in_another_split_but_not_in_the_bin(opened: Project, fill: Fill) -> None:
    splits = (Split.TEST, Split.NONE, Split.TRAIN)
    numbers = fill(Document(0, f"text {n}", source="f", split=split) for n, split in enumerate(splits))
    assert surroundings(opened, numbers[2], 64) == Surroundings(("text 0", "text 1"), ())
    history.do(opened, HideDocuments(((numbers[1], numbers[1]),)))
    assert surroundings(opened, numbers[2], 64) == Surroundings(("text 0",), ())


def test_no_more_is_read_than_so_many_pieces_can_need() -> None:
    near, far = "n" * CHARACTERS_PER_PIECE * 3, "f" * 100
    assert reaching([near, far], 2, backwards=True) == (near[: 2 * CHARACTERS_PER_PIECE],)
    assert reaching([near, far], 4, backwards=False) == (near, far[:CHARACTERS_PER_PIECE])
    assert reaching(["", *"abc"], 1, backwards=True) == ("c", "b", "a", "")
