"""Lists, counts and search, on a few documents and on a hundred thousand."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from bertstudio.core.documents import Answer, Document, DocumentLabel, Origin, Relation, Span, Split, Status
from bertstudio.core.edits import HideDocuments, SetField
from bertstudio.store import documents, history, staging
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]


def ghost(confidence: float, number: int = 1) -> Span:
    return Span(number, 0, 2, "PER", Origin.MODEL, confidence, 1)


@pytest.fixture
def ids(fill: Fill) -> list[int]:
    """Five documents that differ in everything that a query can ask."""
    return fill(
        [
            Document(0, "Maria sails", "b title", (Span(1, 0, 5, "PER"),), split=Split.TRAIN, language="en"),
            Document(0, "海港 100%", "a title", suggestions=(ghost(0.9), ghost(0.4, 2)), split=Split.TRAIN),
            Document(0, "no_thing here", "C title", flagged=True, status=Status.DONE, language="en"),
            Document(0, "nothing", "d", labels=(DocumentLabel("travel"),), split=Split.TEST, language="zh"),
            Document(0, "x", "e", label_suggestions=(DocumentLabel("PER", Origin.MODEL, 0.6),), note="MARIA"),
        ]
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), [0, 1, 2, 3, 4]),
        (Query(descending=True), [4, 3, 2, 1, 0]),
        (Query(splits=(Split.TRAIN,)), [0, 1]),
        (Query(splits=(Split.TEST, Split.NONE)), [2, 3, 4]),
        (Query(statuses=(Status.DONE,)), [2]),
        (Query(languages=("en",), splits=(Split.TRAIN,)), [0]),
        (Query(languages=("",)), [1, 4]),
        (Query(flagged=True), [2]),
        (Query(flagged=False), [0, 1, 3, 4]),
        (Query(has_suggestions=True), [1, 4]),
        (Query(has_suggestions=False), [0, 2, 3]),
        (Query(labels=("PER",)), [0]),
        (Query(labels=("travel", "PER")), [0, 3]),
        (Query(labels=("unknown",)), []),
        (Query(text="MARIA"), [0]),
        (Query(text="title"), [0, 1, 2]),
        (Query(text="海"), [1]),
        (Query(text="0%"), [1]),
        (Query(text="%"), [1]),
        (Query(text="o_t"), [2]),
        (Query(text="\\"), []),
        (Query(ids=()), []),
        (Query(order="title"), [1, 0, 2, 3, 4]),
        (Query(order="length"), [4, 1, 3, 0, 2]),
        (Query(order="length", descending=True), [2, 0, 1, 3, 4]),
        (Query(order="uncertain"), [1, 4, 0, 2, 3]),
        (Query(order="uncertain", descending=True), [4, 1, 0, 2, 3]),
    ],
)
def test_a_query_finds_in_order(opened: Project, ids: list[int], query: Query, found: list[int]) -> None:
    assert [ids.index(number) for number in documents.ids(opened, query)] == found
    counts = documents.counts(opened, query)
    assert counts.documents == len(found) == sum(counts.by_split.values()) == sum(counts.by_status.values())


def test_a_query_can_be_restricted_to_ids(opened: Project, ids: list[int]) -> None:
    assert list(documents.ids(opened, Query(ids=(ids[3], ids[1], 999)))) == [ids[1], ids[3]]


def test_the_random_order_is_the_same_at_every_call(opened: Project, fill: Fill) -> None:
    fill(Document(0, str(n)) for n in range(100))
    first = list(documents.ids(opened, Query(order="random")))
    assert first == list(documents.ids(opened, Query(order="random")))
    assert sorted(first) == list(documents.ids(opened)) != first


def test_the_document_changed_last_comes_last(opened: Project, ids: list[int]) -> None:
    opened.connection.execute("UPDATE documents SET changed = changed - 1000")
    history.do(opened, SetField("note", ((ids[1], "seen"),)))
    assert documents.ids(opened, Query(order="changed"))[-1] == ids[1]


def test_rows_come_in_the_order_asked_for(opened: Project, ids: list[int]) -> None:
    rows = documents.rows(opened, [ids[3], 999, ids[1]])
    assert [row.id for row in rows] == [ids[3], ids[1]]
    travel, harbour = rows
    assert (travel.labels, travel.language, travel.split) == (("travel",), "zh", Split.TEST)
    assert (harbour.title, harbour.suggestions, harbour.confidence) == ("a title", 2, 0.4)
    assert (harbour.words, harbour.spans, harbour.labels) == (3, 0, ())


def test_counts_of_the_bin_are_its_own(opened: Project, ids: list[int]) -> None:
    history.do(opened, HideDocuments(((ids[0], ids[0]),)))
    assert documents.counts(opened).documents == 4
    assert documents.counts(opened, Query(in_bin=True)).documents == 1
    assert documents.label_counts(opened) == {"PER": 0, "travel": 1}
    assert documents.label_counts(opened, Query(in_bin=True)) == {"PER": 1, "travel": 0}


def test_label_counts_follow_the_query(opened: Project, ids: list[int]) -> None:
    assert documents.label_counts(opened) == {"PER": 1, "travel": 1}
    assert documents.label_counts(opened, Query(splits=(Split.TEST,))) == {"PER": 0, "travel": 1}


def test_languages_are_counted_the_most_frequent_first(opened: Project, ids: list[int]) -> None:
    assert list(documents.languages(opened).items()) == [("", 2), ("en", 2), ("zh", 1)]


def test_a_text_in_train_and_test_is_a_leak(opened: Project, fill: Fill) -> None:
    same = Document(0, "the same text")
    splits = (Split.TRAIN, Split.TEST, Split.TRAIN, Split.DEV, Split.NONE)
    ids = fill([*(replace(same, split=split) for split in splits), Document(0, "other", split=Split.TEST)])
    dev, test = sorted(documents.duplicates_across_splits(opened), key=lambda leak: leak.split)
    assert (dev.split, test.split) == (Split.DEV, Split.TEST)
    assert dev.text == "the same text"
    assert (test.train_ids, test.other_ids) == ((ids[0], ids[2]), (ids[1],))


def test_a_text_in_dev_and_test_only_is_no_leak(opened: Project, fill: Fill) -> None:
    fill([Document(0, "t", split=Split.DEV), Document(0, "t", split=Split.TEST), Document(0, "t")])
    assert documents.duplicates_across_splits(opened) == []


def test_a_document_comes_back_whole(opened: Project, fill: Fill) -> None:
    given = Document(
        id=0,
        text="Maria sails to Rotterdam",
        title="Log",
        spans=(
            Span(2, 0, 11, "ACT"),
            Span(1, 0, 5, "PER", Origin.IMPORT, note="sure"),
            Span(4, 6, 11, "ACT"),
        ),
        suggestions=(Span(3, 15, 24, "LOC", Origin.MODEL, 0.25, 7),),
        labels=(DocumentLabel("travel"), DocumentLabel("log", Origin.MODEL, 0.5, 2)),
        label_suggestions=(DocumentLabel("sea", Origin.MODEL, 0.125, 3),),
        relations=(Relation(5, 1, 4, "does", Origin.MODEL, 0.75),),
        answers=(Answer(6, "Who?", 0, 5), Answer(7, "Why?", None, None, Origin.MODEL, 0.5)),
        split=Split.DEV,
        status=Status.SKIPPED,
        flagged=True,
        note="a note",
        language="en",
        source="log.txt",
        group="g1",
        key="k1",
        tokens=((0, 5), (6, 11), (12, 14), (15, 24)),
        meta={"page": 3, "nested": {"列": [1.5, None, True]}},
    )
    (number,) = fill([given])
    assert documents.load(opened, number) == replace(given, id=number)


def test_a_document_that_is_not_there_is_a_bug(opened: Project) -> None:
    with pytest.raises(KeyError):
        documents.load(opened, 1)


def test_a_stream_yields_documents_in_the_order_of_the_query(opened: Project, fill: Fill) -> None:
    ids = fill(Document(0, f"Text {n}") for n in range(1203))
    streamed = [document.id for document in documents.stream(opened, Query(descending=True))]
    assert streamed == ids[::-1]


def test_a_hundred_thousand_documents_are_listed_at_once(opened: Project) -> None:
    batch = staging.stage(opened)
    for first in range(0, 100_000, 5_000):
        staging.add(batch, (Document(0, f"d {n}") for n in range(first, first + 5_000)))
    staging.reveal(batch)
    begun = time.perf_counter()
    found = documents.ids(opened)
    seconds = time.perf_counter() - begun
    assert (found.typecode, len(found), found[0], found[-1]) == ("q", 100_000, 1, 100_000)
    assert seconds < 2
    assert documents.counts(opened).documents == 100_000
    assert documents.rows(opened, found[50_000:50_002])[1].id == found[50_001]
