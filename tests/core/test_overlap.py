"""The rule for annotations that would overlap: what it removes, cuts, refuses and calls a conflict."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.documents import Document, Origin, Span, next_id
from bertstudio.core.edits import Edit, accept, apply, mark, resize
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Keep, Overlap, Placement, clash, conflicts, given_up, overlaps, placed

TEXT = "New York City lies by the sea, 海 and Rotterdam "


@st.composite
def stretches(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, len(TEXT) - 1))
    return start, draw(st.integers(start + 1, len(TEXT)))


Gesture = tuple[str, tuple[int, int], int]
gestures = st.lists(st.tuples(st.sampled_from(["mark", "resize", "accept"]), stretches(), st.integers(0, 9)))


def _edit(document: Document, gesture: Gesture, policy: Overlap) -> Edit | None:
    kind, (start, end), number = gesture
    if kind == "mark":
        return mark(document, start, end, "AB"[number % 2], policy=policy)
    if kind == "resize" and document.spans:
        span = document.spans[number % len(document.spans)]
        return resize(document, span, start, end, policy=policy)
    ghosts = document.suggestions[: number % 3]
    return accept(document, ghosts, policy=policy) if ghosts else None


@given(
    gestures, st.lists(stretches(), max_size=6), st.lists(stretches(), max_size=6), st.sampled_from(Overlap)
)
def test_no_sequence_of_gestures_makes_a_conflict(made, there, suggested, policy) -> None:
    """Whatever is done under a rule keeps to the rule, touches nothing else, and can be undone."""
    document = Document(1, TEXT)
    for start, end in there:
        span = Span(next_id(document), start, end, "OLD")
        if not any(clash(span, other, policy) for other in document.spans):
            document = Document(
                1, TEXT, spans=tuple(sorted((*document.spans, span), key=lambda s: (s.start, -s.end, s.id)))
            )
    ghosts = tuple(Span(100 + n, *place, "G", Origin.MODEL, 0.5) for n, place in enumerate(suggested))
    document = Document(
        1,
        TEXT,
        spans=document.spans,
        suggestions=tuple(sorted(ghosts, key=lambda s: (s.start, -s.end, s.id))),
    )
    assert conflicts(document.spans, policy) == []
    for gesture in made:
        try:
            edit = _edit(document, gesture, policy)
        except UserError:
            continue
        if edit is None:
            continue
        after, inverse = apply(document, edit)
        assert conflicts(after.spans, policy) == []
        assert apply(after, inverse)[0] == document
        _check_others(document, after, gesture)
        document = after


def _check_others(before: Document, after: Document, gesture: Gesture) -> None:
    """Only what shared a character with the new one may differ."""
    kind, (start, end), number = gesture
    places = [(start, end)]
    if kind != "mark":
        places = [(ghost.start, ghost.end) for ghost in before.suggestions] + [(start, end)]
    now = {span.id: span for span in after.spans}
    resized = before.spans[number % len(before.spans)].id if kind == "resize" and before.spans else 0
    for span in before.spans:
        if span.id == resized or any(span.start < end and start < span.end for start, end in places):
            continue
        assert now[span.id] is span


@given(st.lists(stretches(), max_size=12), st.sampled_from(Overlap))
def test_conflicts_are_all_pairs_that_clash(places: list[tuple[int, int]], policy: Overlap) -> None:
    spans = [Span(number, *place, "X") for number, place in enumerate(places, 1)]
    expected = {frozenset(pair) for pair in combinations(spans, 2) if clash(*pair, policy)}
    found = conflicts(spans, policy)
    assert {frozenset(pair) for pair in found} == expected
    assert len(found) == len(expected)
    assert all((one.start, -one.end) <= (other.start, -other.end) for one, other in overlaps(spans))


OUTER = Span(1, 0, 13, "LOC", Origin.MODEL, 0.9, 3, "note")


@pytest.mark.parametrize(
    ("policy", "start", "end", "expected"),
    [
        (Overlap.REFUSE, 4, 8, Placement(blocking=OUTER)),
        (Overlap.REFUSE, 13, 18, Placement()),
        (Overlap.REPLACE, 4, 8, Placement(removed=(OUTER,))),
        (Overlap.NESTED, 4, 8, Placement()),
        (Overlap.NESTED, 0, 20, Placement()),
        (Overlap.NESTED, 9, 18, Placement(blocking=OUTER)),
        (Overlap.ANY, 9, 18, Placement()),
    ],
)
def test_what_a_rule_does(policy: Overlap, start: int, end: int, expected: Placement) -> None:
    assert placed([OUTER], start, end, policy, text=TEXT) == expected
    assert placed([OUTER], start, end, policy, besides=1) == Placement()


@pytest.mark.parametrize(
    ("start", "end", "rest"),
    [
        (9, 18, "New York"),
        (0, 3, "York City"),
        (4, 8, "City"),
        (0, 12, "y"),
        (3, 4, "York City"),
        (0, 20, None),
    ],
)
def test_trimming_keeps_the_longer_side_without_blanks_at_the_cut(
    start: int, end: int, rest: str | None
) -> None:
    there = placed([OUTER], start, end, Overlap.TRIM, text=TEXT)
    assert [TEXT[span.start : span.end] for span in there.trimmed] == ([rest] if rest else [])
    assert there.removed == (() if rest else (OUTER,))
    assert all((span.id, span.note) == (1, "note") for span in there.trimmed)


def test_what_is_only_blank_after_the_cut_is_removed() -> None:
    there = placed([Span(1, 0, 4, "LOC")], 0, 3, Overlap.TRIM, text=TEXT)
    assert (len(there.removed), there.trimmed) == (1, ())


def test_a_span_that_was_cut_is_the_persons_own() -> None:
    document = Document(1, TEXT, spans=(OUTER,))
    after, _ = apply(document, mark(document, 9, 13, "X", policy=Overlap.TRIM))
    cut, new = after.spans
    assert (cut.start, cut.end, cut.origin, cut.confidence, cut.run, cut.note) == (
        0,
        8,
        Origin.HUMAN,
        None,
        None,
        "note",
    )
    assert (new.start, new.end, new.label) == (9, 13, "X")


def test_a_refusal_names_the_span_and_the_way_out() -> None:
    document = Document(1, TEXT, spans=(OUTER,))
    with pytest.raises(UserError, match=r"overlaps New York City \(LOC\)\. Remove or resize"):
        mark(document, 4, 8, "X", policy=Overlap.REFUSE)
    with pytest.raises(UserError, match=r"crosses the border of New York City \(LOC\)"):
        mark(document, 9, 18, "X", policy=Overlap.NESTED)


def test_suggestions_that_clash_with_each_other_are_never_accepted_together() -> None:
    ghosts = (Span(2, 0, 8, "A"), Span(3, 4, 13, "B"))
    document = Document(1, TEXT, suggestions=ghosts)
    for policy in (Overlap.REFUSE, Overlap.REPLACE, Overlap.TRIM, Overlap.NESTED):
        with pytest.raises(UserError):
            accept(document, ghosts, policy=policy)
    assert len(apply(document, accept(document, ghosts, policy=Overlap.ANY))[0].spans) == 2


@given(st.lists(stretches(), max_size=12), st.sampled_from(Overlap), st.sampled_from(Keep))
def test_sorting_out_leaves_no_conflict_and_removes_only_what_clashes(
    places: list[tuple[int, int]], policy: Overlap, keep: Keep
) -> None:
    spans = [Span(number, *place, "X") for number, place in enumerate(places, 1)]
    gone = given_up(spans, policy, keep)
    rest = [span for span in spans if span not in gone]
    assert conflicts(rest, policy) == []
    assert all(any(clash(span, other, policy) for other in rest) for span in gone)


def test_what_stays_is_the_outer_the_inner_or_the_newer_one() -> None:
    city, york, crossing = Span(1, 0, 13, "LOC"), Span(2, 4, 8, "LOC"), Span(3, 9, 18, "LOC")
    spans = (city, york, crossing)
    assert given_up(spans, Overlap.REFUSE, Keep.OUTER) == (york, crossing)
    assert given_up(spans, Overlap.REFUSE, Keep.INNER) == (city,)
    assert given_up(spans, Overlap.REFUSE, Keep.NEWER) == (city,)
    assert given_up(spans, Overlap.NESTED, Keep.OUTER) == (crossing,)
    assert given_up(spans, Overlap.ANY, Keep.OUTER) == ()
