"""Overlaps across the corpus: which documents have them, and the step that sorts them out."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bertstudio.core.documents import Document, Origin, Span, span_order
from bertstudio.core.edits import HideDocuments
from bertstudio.core.overlap import Keep, Overlap, overlaps
from bertstudio.store import documents, history
from bertstudio.store.documents import Query
from bertstudio.store.overlaps import find, switch_edit
from bertstudio.store.project import Project, overlap_policy

Fill = Callable[[Iterable[Document]], list[int]]
TEXT = "New York City lies by the sea"
CITY, YORK, ACROSS, SEA = (
    Span(1, 0, 13, "LOC"),
    Span(2, 4, 8, "LOC"),
    Span(3, 9, 18, "X"),
    Span(4, 26, 29, "X"),
)
FLAT = Document(0, TEXT, spans=(CITY, SEA))
NESTED = Document(0, TEXT, spans=(CITY, YORK, SEA))
CROSSING = Document(0, TEXT, spans=(CITY, ACROSS))
SUGGESTED = Document(0, TEXT, spans=(CITY,), suggestions=(Span(5, 4, 8, "X", Origin.MODEL, 0.5, 1),))


@pytest.fixture
def ids(fill: Fill) -> list[int]:
    return fill([FLAT, NESTED, CROSSING, SUGGESTED, Document(0, "no tags")])


def test_documents_with_overlaps_are_found(opened: Project, ids: list[int]) -> None:
    _, nested, crossing, *_ = ids
    assert list(documents.ids(opened, Query(overlapping=True))) == [nested, crossing]
    assert documents.counts(opened, Query(overlapping=False)).documents == 3
    history.do(opened, HideDocuments(((nested, nested),)))
    assert list(documents.ids(opened, Query(overlapping=True))) == [crossing]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=7))
def test_the_database_and_the_rule_agree_on_what_overlaps(
    opened: Project, fill: Fill, places: list[tuple[int, int]]
) -> None:
    spans = (Span(n, start, start + length, "X") for n, (start, length) in enumerate(places, 1))
    tagged = Document(0, TEXT, spans=tuple(sorted(spans, key=span_order)))
    (number,) = fill([tagged])
    found = number in documents.ids(opened, Query(overlapping=True))
    assert found is any(True for _ in overlaps(tagged.spans))


def test_each_rule_has_its_own_conflicts(opened: Project, ids: list[int]) -> None:
    _, nested, crossing, *_ = ids

    def pairs(policy: Overlap) -> list[tuple[int, list[tuple[int, int]]]]:
        return [(f.document.id, [(a.id, b.id) for a, b in f.pairs]) for f in find(opened, policy)]

    assert pairs(Overlap.REFUSE) == [(nested, [(1, 2)]), (crossing, [(1, 3)])]
    assert pairs(Overlap.NESTED) == [(crossing, [(1, 3)])]
    assert pairs(Overlap.ANY) == []


@pytest.mark.parametrize(
    ("keep", "left"),
    [(Keep.OUTER, [(1, 4), (1,)]), (Keep.INNER, [(2, 4), (3,)]), (Keep.NEWER, [(2, 4), (3,)])],
)
def test_switching_sorts_out_in_one_step_that_can_be_undone(
    opened: Project, ids: list[int], keep: Keep, left: list[tuple[int, ...]]
) -> None:
    before = [documents.load(opened, number) for number in ids]
    history.do(opened, switch_edit(opened, Overlap.ANY, None))  # type: ignore[arg-type]
    edit = switch_edit(opened, Overlap.TRIM, keep)
    assert edit is not None
    history.do(opened, edit)
    assert history.titles(opened)[0] == "Remove 2 overlapping entities"
    assert overlap_policy(opened) is Overlap.TRIM
    assert not list(find(opened, Overlap.TRIM))
    now = [documents.load(opened, number) for number in ids]
    assert [tuple(span.id for span in now[n].spans) for n in (1, 2)] == left
    assert [now[n] for n in (0, 3, 4)] == [before[n] for n in (0, 3, 4)]
    history.undo(opened)
    assert overlap_policy(opened) is Overlap.ANY
    assert [documents.load(opened, number) for number in ids] == before


def test_conflicts_may_stay_and_a_switch_that_is_given_up_changes_nothing(
    opened: Project, ids: list[int]
) -> None:
    assert switch_edit(opened, Overlap.TRIM, Keep.OUTER, lambda _seen: False) is None
    assert switch_edit(opened, Overlap.REFUSE, None) is None
    edit = switch_edit(opened, Overlap.TRIM, None)
    assert edit is not None
    history.do(opened, edit)
    assert [len(found.pairs) for found in find(opened, overlap_policy(opened))] == [1, 1]
