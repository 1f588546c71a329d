"""Every gold and every predicted annotation is in exactly one pairing, and counts equal lists."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.documents import Document, DocumentLabel, Span, span_order
from bertstudio.evaluation.errors import (
    BORDER,
    Mode,
    Verdict,
    compare,
    compare_labels,
    confusion,
    counts_by_document,
    in_mode,
    scores_of,
)
from bertstudio.evaluation.scores import label_scores, span_scores

triples = st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from("ABC"))


@st.composite
def spans(draw):
    marks = draw(st.lists(triples, max_size=8))
    built = (Span(number, start, start + size, label) for number, (start, size, label) in enumerate(marks, 1))
    return tuple(sorted(built, key=span_order))


@st.composite
def pairs(draw):
    gold = [Document(number, "x" * 30, spans=draw(spans())) for number in range(1, draw(st.integers(1, 4)))]
    return gold, [replace(one, spans=draw(spans())) for one in gold]


def facts(documents):
    return Counter({(one.id, span.start, span.end, span.label) for one in documents for span in one.spans})


@given(pairs(), st.sampled_from(Mode))
def test_every_annotation_is_in_exactly_one_pairing(pair, mode):
    gold, found = pair
    pairings = compare(gold, found, mode)
    for documents, side in ((gold, "gold"), (found, "predicted")):
        sides = [(one.document, getattr(one, side)) for one in pairings if getattr(one, side)]
        listed = Counter((number, span.start, span.end, span.label) for number, span in sides)
        assert listed == facts(documents)


@given(pairs())
def test_exact_pairings_count_what_the_span_score_counts(pair):
    gold, found = pair
    assert scores_of(compare(gold, found), [one.id for one in gold]) == span_scores(gold, found)


@given(pairs())
def test_a_more_lenient_mode_never_finds_less(pair):
    right = [scores_of(compare(*pair, mode)).micro.true_positives for mode in Mode]
    assert right == sorted(right)


@given(pairs(), st.sampled_from(Mode))
def test_the_cells_of_the_matrix_add_up_to_the_pairings(pair, mode):
    pairings = compare(*pair, mode)
    matrix = confusion(pairings, ("A", "B"))
    assert sum(matrix.cells.values()) == len(pairings)
    for label, counts in scores_of(pairings).labels.items():
        row = sum(count for (row, _), count in matrix.cells.items() if row == label)
        column = sum(count for (_, column), count in matrix.cells.items() if column == label)
        assert row == counts.support
        assert column + matrix.count(label, BORDER) == counts.predicted
        assert matrix.count(label, label) == counts.true_positives


@given(pairs(), st.sampled_from(Mode))
def test_a_clicked_cell_lists_as_many_as_it_says(pair, mode):
    pairings = compare(*pair, mode)
    for (row, column), count in confusion(pairings).cells.items():
        assert sum((one.row, one.column) == (row, column) for one in pairings) == count


@given(pairs(), st.sampled_from(Mode))
def test_matching_again_gives_what_matching_gave(pair, mode):
    assert in_mode(compare(*pair), mode) == compare(*pair, mode)


@given(pairs())
def test_counts_of_documents_add_up_to_the_whole(pair):
    pairings = compare(*pair)
    parts = counts_by_document(pairings, [one.id for one in pair[0]])
    assert len(parts) == len(pair[0])
    assert sum(parts.values(), start=type(scores_of([]).micro)()) == scores_of(pairings).micro


@pytest.mark.parametrize(
    ("gold", "found", "kinds"),
    [
        ([(0, 3, "A")], [(0, 3, "A")], ["correct"]),
        ([(0, 3, "A")], [(0, 3, "B")], ["wrong_type"]),
        ([(0, 3, "A")], [(0, 5, "A")], ["wrong_border"]),
        ([(0, 3, "A")], [(2, 5, "B")], ["both"]),
        ([(0, 3, "A")], [(4, 5, "A")], ["missed", "spurious"]),
        ([(0, 3, "A")], [(3, 5, "A")], ["missed", "spurious"]),
        ([(0, 9, "A")], [(0, 1, "A"), (2, 9, "A")], ["wrong_border", "spurious"]),
        ([(0, 3, "A"), (0, 3, "B")], [(0, 3, "B"), (0, 3, "C")], ["wrong_type", "correct"]),
    ],
)
def test_kinds_of_error(document, gold, found, kinds):
    pairings = compare([document(*gold)], [document(*found)])
    assert [str(one.kind) for one in pairings] == kinds


def test_overlap_forgives_borders_and_not_labels(document):
    gold, found = document((0, 3, "A"), (10, 13, "A")), document((2, 5, "A"), (10, 13, "B"))
    kinds = [one.kind for one in compare([gold], [found], Mode.OVERLAP)]
    assert kinds == [Verdict.CORRECT, Verdict.WRONG_TYPE]


def test_overlap_needs_a_character_in_common(document):
    kinds = [one.kind for one in compare([document((0, 3, "A"))], [document((3, 5, "A"))], Mode.OVERLAP)]
    assert kinds == [Verdict.MISSED, Verdict.SPURIOUS]


def test_one_long_prediction_does_not_answer_two_entities(document):
    gold, found = document((0, 3, "A"), (4, 7, "A")), document((0, 7, "A"))
    assert scores_of(compare([gold], [found], Mode.OVERLAP)).micro.true_positives == 1


def test_label_only_forgives_the_place_and_counts_how_often(document):
    gold, found = document((0, 1, "A"), (4, 5, "A")), document((10, 11, "A"))
    assert scores_of(compare([gold], [found], Mode.LABEL)).micro.to_dict()["recall"] == 0.5


def test_label_only_does_not_look_into_other_documents(document):
    gold = [document((0, 1, "A")), document(number=2)]
    found = [document(), document((0, 1, "A"), number=2)]
    assert scores_of(compare(gold, found, Mode.LABEL)).micro.true_positives == 0


def test_mix_ups_come_most_frequent_first(document):
    gold = document((0, 1, "A"), (2, 3, "A"), (4, 5, "B"), (6, 7, "B"))
    found = document((0, 1, "B"), (2, 3, "B"), (4, 5, "A"))
    assert confusion(compare([gold], [found]), ("A", "B")).mix_ups == [("A", "B", 2), ("B", "A", 1)]


def test_the_matrix_keeps_the_order_of_the_label_set(document):
    matrix = confusion(compare([document((0, 1, "C"))], [document((0, 1, "A"))]), ("Z", "C"))
    assert matrix.labels == ("Z", "C", "A")


def labelled(number, names):
    return Document(number, "x", labels=tuple(DocumentLabel(name) for name in names))


names = st.lists(st.sets(st.sampled_from("ABCD"), max_size=3), min_size=4, max_size=4)


@given(names, names)
def test_labels_of_documents_pair_up_and_count_like_the_label_score(mine, theirs):
    gold = [labelled(number, sorted(one)) for number, one in enumerate(mine, 1)]
    found = [labelled(number, sorted(one)) for number, one in enumerate(theirs, 1)]
    pairings = compare_labels(gold, found)
    assert scores_of(pairings, [one.id for one in gold]) == label_scores(gold, found)
    assert in_mode(pairings, Mode.OVERLAP) == pairings
    matrix = confusion(pairings)
    assert sum(matrix.cells.values()) == len(pairings)


def test_one_wrong_label_is_a_mix_up():
    (pairing,) = compare_labels([labelled(1, "A")], [labelled(1, "B")])
    assert pairing.kind is Verdict.WRONG_TYPE


def test_of_several_wrong_labels_nobody_says_which_was_taken_for_which():
    kinds = [one.kind for one in compare_labels([labelled(1, "AB")], [labelled(1, "CD")])]
    assert kinds == ["missed", "missed", "spurious", "spurious"]


def test_a_long_text_is_compared_in_no_time():
    gold = Document(1, "", spans=tuple(Span(n, 3 * n, 3 * n + 2, "A") for n in range(4000)))
    found = replace(gold, spans=tuple(Span(n, 3 * n + 1, 3 * n + 3, "A") for n in range(4000)))
    assert Counter(one.kind for one in compare([gold], [found])) == {Verdict.WRONG_BORDER: 4000}
