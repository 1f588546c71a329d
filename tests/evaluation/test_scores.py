"""Counts add up, agree with seqeval and never divide by nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.documents import Document, DocumentLabel, Span
from bertstudio.evaluation.scores import Counts, Scores, label_scores, span_scores

counts = st.builds(Counts, *[st.integers(0, 50)] * 3)
scores = st.builds(Scores, st.dictionaries(st.sampled_from("ABC"), counts), st.just(4), st.integers(0, 4))


def labelled(*sets: str) -> list[Document]:
    return [
        Document(number, "x", labels=tuple(DocumentLabel(name) for name in names))
        for number, names in enumerate(sets, 1)
    ]


@given(scores, scores, scores)
def test_scores_of_parts_add_up_in_any_order(a, b, c):
    assert (a + b) + c == a + (b + c)
    assert (a + b).micro == a.micro + b.micro == (b + a).micro
    assert dict((a + b).labels) == dict((b + a).labels)


@given(scores)
def test_every_score_lies_between_0_and_1(one):
    for average in (one.micro.average(), one.macro, one.weighted):
        assert all(0.0 <= value <= 1.0 for value in average[:3])


def test_nothing_at_all_scores_0():
    empty = span_scores([], [])
    assert empty.micro.to_dict() == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 0}
    assert empty.macro == empty.weighted == (0.0, 0.0, 0.0, 0)
    assert empty.accuracy == 0.0


def test_precision_recall_and_f1_of_a_known_case():
    one = Counts(true_positives=6, false_positives=2, false_negatives=4)
    assert (one.precision, one.recall, one.support, one.predicted) == (0.75, 0.6, 10, 8)
    assert one.f1 == pytest.approx(2 / 3)


def test_a_span_that_stands_twice_counts_once(document):
    gold = document((0, 1, "A"), (0, 1, "A"))
    assert span_scores([gold], [document((0, 1, "A"))]).micro == Counts(1, 0, 0)


def test_the_same_span_in_another_document_is_not_found(document):
    gold = [document((0, 1, "A")), document(number=2)]
    found = [document(), document((0, 1, "A"), number=2)]
    assert span_scores(gold, found).micro == Counts(0, 1, 1)


def test_a_wrong_border_is_a_false_alarm_and_a_miss(document):
    assert span_scores([document((0, 3, "A"))], [document((0, 1, "A"))]).micro == Counts(0, 1, 1)


def test_documents_of_different_number_are_refused(document):
    with pytest.raises(ValueError, match="zip"):
        span_scores([document()], [])


def test_scoring_ignores_who_made_a_span_and_its_id(document):
    gold = document((0, 3, "A"))
    found = replace(gold, spans=(Span(9, 0, 3, "A", confidence=0.4, run=3),))
    assert span_scores([gold], [found]).accuracy == 1.0


def test_macro_counts_rare_labels_fully_and_weighted_by_size():
    one = Scores({"common": Counts(9, 0, 0), "rare": Counts(0, 0, 1)})
    assert one.macro.f1 == 0.5
    assert one.weighted.f1 == 0.9


def test_accuracy_of_single_labels_is_the_share_of_right_documents():
    result = label_scores(labelled("A", "A", "B", "B"), labelled("A", "B", "B", "B"))
    assert result.accuracy == 0.75
    assert result.micro == Counts(3, 1, 1)
    assert result.micro.f1 == result.accuracy


def test_several_labels_count_one_by_one_and_accuracy_asks_for_all():
    result = label_scores(labelled("AB", "C"), labelled("A", "C"))
    assert result.micro == Counts(2, 0, 1)
    assert result.accuracy == 0.5
