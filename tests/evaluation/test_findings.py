"""What the page shows: tables, comparisons, and lists that hold exactly what their numbers count."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.documents import Document, Span, span_order
from bertstudio.evaluation import report
from bertstudio.evaluation.errors import BORDER, Mode
from bertstudio.evaluation.findings import Choice, category, compare_runs, find, is_few, table
from bertstudio.evaluation.scores import Counts

triples = st.lists(st.tuples(st.integers(0, 15), st.integers(1, 6), st.sampled_from("ABC")), max_size=6)


def with_spans(document: Document, marks) -> Document:
    spans = (Span(number, start, start + size, name) for number, (start, size, name) in enumerate(marks, 1))
    return replace(document, spans=tuple(sorted(spans, key=span_order)))


@st.composite
def reports(draw):
    gold = [with_spans(Document(number, "x" * 30), draw(triples)) for number in (1, 2)]
    found = [with_spans(one, draw(triples)) for one in gold]
    return report.of_spans(gold, found, run=1, split="dev", labels="ABC")


@pytest.fixture
def two_runs(document):
    """A good run and a worse one on ten documents."""
    gold = [document((0, 1, "A"), (4, 5, "B"), number=number) for number in range(1, 11)]
    worse = [document((0, 1, "A"), (4, 5, "A"), number=number) for number in range(1, 11)]
    good = report.of_spans(gold, gold, run=2, split="test", labels="AB")
    return good, report.of_spans(gold, worse, run=1, split="test", labels="AB")


@given(reports(), st.sampled_from(Mode))
def test_a_list_is_as_long_as_the_number_that_was_clicked(made, mode):
    found = find(made, mode)

    def listed(choice: Choice) -> int:
        return sum(choice.holds(pairing) for pairing in found.pairings)

    for name, counts in found.scores.labels.items():
        assert listed(Choice("precision", name)) == counts.false_positives
        assert listed(Choice("recall", name)) == counts.false_negatives
        assert listed(Choice("support", name)) == counts.support
    assert listed(Choice("precision")) == found.scores.micro.false_positives
    assert listed(Choice("recall")) == found.scores.micro.false_negatives
    assert listed(Choice("support")) == found.scores.micro.support
    for (row, column), count in found.confusion.cells.items():
        assert listed(Choice("cell", row=row, column=column)) == count


@given(reports())
def test_errors_of_a_label_are_its_false_alarms_and_its_misses(made):
    found = find(made)
    for name in found.scores.labels:
        both = {one for one in found.pairings if Choice("f1", name).holds(one)}
        sides = [
            {one for one in found.pairings if Choice(what, name).holds(one)}
            for what in ("precision", "recall")
        ]
        assert both == sides[0] | sides[1]


def test_the_table_has_labels_in_their_order_and_the_averages_below(two_runs):
    frame = table(find(two_runs[1]))
    assert list(frame["label"]) == ["A", "B", "micro", "macro", "weighted"]
    assert list(frame["average"]) == ["", "", "micro", "macro", "weighted"]
    assert frame.loc[0, "precision"] == 0.5
    assert frame.loc[0, "recall"] == 1.0
    assert frame.loc[1, "f1"] == 0.0
    assert frame.loc[2, "support"] == 20
    assert frame["change"].isna().all()


def test_a_comparison_says_how_much_f1_changed_and_whether_it_is_noise(two_runs):
    good, worse = two_runs
    comparison = compare_runs(good, worse)
    assert (comparison.run, comparison.documents) == (1, 10)
    assert comparison.total.f1 == 0.5
    assert not comparison.total.noise
    assert comparison.labels["B"].f1 == 1.0
    assert compare_runs(good, good).total.noise


def test_only_documents_with_the_same_gold_are_compared(two_runs, document):
    good, worse = two_runs
    changed = report.of_spans(
        [document(number=1), document((0, 1, "A"), number=77)],
        [document(number=1), document((0, 1, "A"), number=77)],
        run=3,
        split="test",
    )
    assert compare_runs(good, changed).documents == 0
    assert compare_runs(good, changed).total.f1 == 0.0
    assert table(find(good, Mode.EXACT, worse)).loc[1, "change"] == 1.0


def test_labels_that_never_occur_are_left_out(document):
    made = report.of_spans([document((0, 1, "A"))], [document()], run=1, split="dev", labels=("Z", "A"))
    assert find(made).labels == ("A",)


def test_errors_are_grouped_by_what_the_other_side_says(document):
    gold, found = document((0, 3, "A"), (4, 7, "A"), (8, 9, "A")), document((0, 3, "B"), (4, 9, "A"))
    pairings = find(report.of_spans([gold], [found], run=1, split="dev")).pairings
    assert [category(one, Choice("recall", "A")) for one in pairings] == [("as", "B"), "border", "missed"]
    assert category(pairings[0], Choice("precision", "B")) == ("as", "A")
    assert pairings[1].column == BORDER


def test_few_means_fewer_than_thirty():
    assert is_few(Counts(20, 50, 9))
    assert not is_few(Counts(20, 0, 10))


def test_a_report_without_documents_shows_zeros():
    found = find(report.of_spans([], [], run=1, split="dev"))
    assert list(table(found)["f1"]) == [0.0, 0.0, 0.0]
