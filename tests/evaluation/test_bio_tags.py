"""Tags and spans are the same thing where tags can say it; seqeval then agrees to the last digit."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bertstudio.core.documents import Document, Span, span_order
from bertstudio.evaluation.scores import span_scores
from bertstudio.evaluation.tags import (
    bio_to_spans,
    illegal_transitions,
    seqeval_of_tags,
    seqeval_report,
    tag,
    to_bio,
    token_table,
    token_table_of,
    tokens_of,
)

LABELS = ("PER", "ORG", "-odd-", "micro avg", "B-x", "_")
TEXT = "one two three four five six seven eight nine ten"


def spans_on_borders(count: int) -> st.SearchStrategy[tuple[Span, ...]]:
    """Spans without overlap, each over whole tokens of TEXT."""
    tokens = tokens_of(Document(1, TEXT))
    tags = st.lists(st.sampled_from(["O", "I", *LABELS]), min_size=count, max_size=count)

    def build(choices: list[str]) -> tuple[Span, ...]:
        spans: list[Span] = []
        for choice, (start, end) in zip(choices, tokens, strict=True):
            if choice == "I" and spans and spans[-1].end == start - 1:
                spans[-1] = replace(spans[-1], end=end)
            elif choice not in {"O", "I"}:
                spans.append(Span(len(spans) + 1, start, end, choice))
        return tuple(sorted(spans, key=span_order))

    return tags.map(build)


documents = st.lists(spans_on_borders(10), max_size=5).map(
    lambda rows: [Document(number, TEXT, spans=spans) for number, spans in enumerate(rows, 1)]
)


@settings(max_examples=60, deadline=None)
@given(documents, st.data())
def test_seqeval_equals_the_span_score_to_the_last_digit(gold, data):
    found = [replace(one, spans=data.draw(spans_on_borders(10))) for one in gold]
    ours = span_scores(gold, found)
    for strict in (False, True):
        theirs = seqeval_report(gold, found, strict)
        assert theirs["micro"] == ours.micro.to_dict()
        assert theirs["labels"] == {name: counts.to_dict() for name, counts in ours.labels.items()}
        assert list(theirs["macro"].values()) == pytest.approx(list(ours.macro), abs=1e-15)
        assert list(theirs["weighted"].values()) == pytest.approx(list(ours.weighted), abs=1e-15)
        assert (theirs["shifted"], theirs["hidden"], theirs["illegal_transitions"]) == (0, 0, 0)


def test_seqeval_equals_the_span_score_on_real_corpora(corpus):
    gold, found = corpus
    ours = span_scores(gold, found)
    assert 0.3 < ours.micro.f1 < 0.9
    for strict in (False, True):
        theirs = seqeval_report(gold, found, strict)
        assert theirs["micro"] == ours.micro.to_dict()
        assert theirs["labels"] == {name: counts.to_dict() for name, counts in ours.labels.items()}
        assert list(theirs["macro"].values()) == pytest.approx(list(ours.macro), abs=1e-15)
        assert (theirs["shifted"], theirs["hidden"]) == (0, 0)


@given(spans_on_borders(10))
def test_spans_survive_the_way_through_tags(spans):
    document = Document(1, TEXT, spans=spans)
    tokens = tokens_of(document)
    assert tuple(bio_to_spans(to_bio(document, tokens), tokens)) == spans


def test_imported_token_borders_are_used():
    document = Document(1, "New-York", spans=(Span(1, 0, 3, "A"),), tokens=((0, 3), (3, 4), (4, 8)))
    assert to_bio(document, tokens_of(document)) == ["B-A", "O", "O"]


def test_neighbours_of_one_label_stay_apart():
    document = Document(1, "a b", spans=(Span(1, 0, 1, "A"), Span(2, 2, 3, "A")))
    assert to_bio(document, tokens_of(document)) == ["B-A", "B-A"]


def test_a_span_that_cuts_a_token_is_counted_as_shifted():
    tagged = tag([Span(1, 0, 2, "A")], [(0, 3), (4, 5)])
    assert tagged.tags == ("B-A", "O")
    assert (tagged.shifted, tagged.hidden) == (1, 0)


def test_the_outer_of_two_nested_spans_wins_and_the_inner_is_counted():
    tagged = tag([Span(1, 2, 3, "B"), Span(2, 0, 3, "A")], [(0, 1), (2, 3)])
    assert tagged.tags == ("B-A", "I-A")
    assert tagged.hidden == 1


@pytest.mark.parametrize(
    ("tags", "illegal", "spans"),
    [
        (["I-A", "I-A", "O"], 1, [(0, 3, "A")]),
        (["B-A", "I-B", "O"], 1, [(0, 1, "A"), (2, 3, "B")]),
        (["B-A", "I-A", "B-A"], 0, [(0, 3, "A"), (4, 5, "A")]),
        (["O", "O", "I-A"], 1, [(4, 5, "A")]),
    ],
)
def test_broken_transitions_begin_a_span_and_are_counted(tags, illegal, spans):
    tokens = [(0, 1), (2, 3), (4, 5)]
    assert illegal_transitions(tags) == illegal
    assert [(span.start, span.end, span.label) for span in bio_to_spans(tags, tokens)] == spans


def test_default_and_strict_differ_on_broken_transitions():
    gold, found = [["B-PER", "I-PER", "O"]], [["I-PER", "I-PER", "O"]]
    default, strict = (seqeval_of_tags(gold, found, strict) for strict in (False, True))
    assert default["micro"]["f1"] == 1.0
    assert strict["micro"]["f1"] == 0.0
    assert default["illegal_transitions"] == strict["illegal_transitions"] == 1


def test_nothing_to_compare_gives_zeros_without_a_warning():
    for gold in ([], [Document(1, TEXT)], [Document(1, "")]):
        for strict in (False, True):
            report = seqeval_report(gold, gold, strict)
            assert report["micro"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 0}
            assert report["labels"] == {}


def test_the_token_table_shows_accuracy_beside_a_score_of_0():
    gold = Document(1, TEXT, spans=(Span(1, 0, 3, "PER"),))
    table = token_table([gold], [replace(gold, spans=())])
    assert table["accuracy"] == 0.9
    assert table["rows"]["B-PER"]["f1"] == 0.0
    assert table["rows"]["O"]["recall"] == 1.0
    assert "not the headline" in table["note"]


def test_the_token_table_lists_labels_together_and_o_last():
    pairs = Counter({("O", "O"): 3, ("I-B", "I-B"): 1, ("B-B", "B-A"): 1, ("I-A", "I-A"): 1})
    assert list(token_table_of(pairs)["rows"]) == ["B-A", "I-A", "B-B", "I-B", "O"]


def test_the_token_table_agrees_with_a_plain_count():
    chance = random.Random(3)
    pairs = Counter((chance.choice("AB"), chance.choice("AB")) for _ in range(200))
    table = token_table_of(pairs)
    assert table["tokens"] == 200
    assert table["accuracy"] == (pairs["A", "A"] + pairs["B", "B"]) / 200
    assert table["rows"]["A"]["precision"] == pairs["A", "A"] / (pairs["A", "A"] + pairs["B", "A"])
