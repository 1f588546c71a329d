"""Prodigy, reading: what was accepted is an annotation, what was rejected is none, and neither is lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]
TEXT = "Uber left Paris"
TOKENS = [
    {"text": "Uber", "start": 0, "end": 4, "id": 0, "ws": True},
    {"text": "left", "start": 5, "end": 9, "id": 1, "ws": True},
    {"text": "Paris", "start": 10, "end": 15, "id": 2, "ws": False},
]
UBER = {"start": 0, "end": 4, "token_start": 0, "token_end": 0, "label": "ORG"}
PARIS = {"start": 10, "end": 15, "token_start": 2, "token_end": 2, "label": "LOC"}


def lines(*records: Any) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def task(*spans: Any, answer: str | None = "accept", **more: Any) -> dict[str, Any]:
    record = {"text": TEXT, "_input_hash": 1, "_task_hash": 2, "_view_id": "ner_manual", "tokens": TOKENS}
    return record | {"spans": list(spans)} | ({} if answer is None else {"answer": answer}) | more


def asked(span: Any, answer: str, **more: Any) -> dict[str, Any]:
    return task(span, answer=answer, _view_id="ner", **more)


def test_accepted_spans_are_entities_and_tokens_are_kept(file: Tool, read: Tool, entities: Tool) -> None:
    path = file("a.jsonl", lines(task(UBER, PARIS, meta={"source": "NYT"}, priority=0.5)))
    assert formats.guess(path).format == "prodigy"
    outcome = read(path)
    (document,) = outcome.documents
    assert entities(document) == [("Uber", "ORG"), ("Paris", "LOC")]
    assert document.tokens == ((0, 4), (5, 9), (10, 15))
    assert document.status is Status.DONE
    assert document.meta["priority"] == 0.5
    assert document.meta["prodigy"] == {
        "meta": {"source": "NYT"},
        "_input_hash": 1,
        "_task_hash": 2,
        "_view_id": "ner_manual",
    }
    assert outcome.problems == []


@pytest.mark.parametrize(
    ("record", "format_id"),
    [
        ({"text": "a", "answer": "ignore"}, "prodigy"),
        ({"text": "a", "_task_hash": 4}, "prodigy"),
        ({"text": "a", "options": [{"id": "X"}], "accept": ["X"]}, "prodigy"),
        ({"text": "a", "spans": [{"start": 0, "end": 1, "token_start": 0, "label": "X"}]}, "prodigy"),
        ({"text": "a", "meta": {"source": "x"}}, "json"),
        ({"text": "a", "answer": "forty-two"}, "json"),
    ],
)
def test_its_signs_are_told_from_other_tables(file: Tool, record: Any, format_id: str) -> None:
    assert formats.guess(file("a.jsonl", lines(record))).format == format_id


def test_a_task_longer_than_the_head_is_told_as_well(file: Tool) -> None:
    path = file("a.jsonl", lines({"_input_hash": 1, "text": TEXT * 10_000, "answer": "accept"}))
    assert formats.guess(path).format == "prodigy"


def test_a_text_without_entities_that_was_accepted_has_none(file: Tool, read: Tool) -> None:
    bare = {"text": TEXT, "_view_id": "ner_manual", "answer": "accept"}
    (document,) = read(file("a.jsonl", lines(bare))).documents
    assert document.status is Status.DONE


def test_a_text_that_nobody_answered_is_to_do(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.jsonl", lines(task(answer=None)))).documents
    assert document.status is Status.TODO


def test_what_is_shown_without_an_answer_is_annotated(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.jsonl", lines(task(UBER, answer=None)))).documents
    assert (document.status, len(document.spans)) == (Status.DONE, 1)


# Reject and ignore.


def test_a_rejected_entity_is_none_and_its_text_is_not_without_entities(file: Tool, read: Tool) -> None:
    outcome = read(file("a.jsonl", lines(asked(UBER, "reject"))))
    (document,) = outcome.documents
    assert (document.spans, document.status) == ((), Status.TODO)
    (kept,) = document.meta["prodigy"]["not_accepted"]
    assert (kept["spans"], kept["answer"]) == ([UBER], "reject")
    assert outcome.kinds == [("answer-reject", 0)]


def test_annotations_that_were_rejected_as_a_whole_are_none(file: Tool, read: Tool) -> None:
    link = {"head": 0, "child": 2, "label": "left"}
    outcome = read(file("a.jsonl", lines(task(UBER, PARIS, answer="reject", relations=[link]))))
    (document,) = outcome.documents
    assert (document.spans, document.relations, document.status) == ((), (), Status.TODO)
    assert document.meta["prodigy"]["not_accepted"][0]["relations"] == [link]
    assert outcome.kinds == [("answer-reject", 0)]


def test_what_was_ignored_is_a_skipped_document(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.jsonl", lines(task(UBER, answer="ignore"), asked(PARIS, "ignore", text="x" * 20))))
    first, second = outcome.documents
    assert [document.status for document in outcome.documents] == [Status.SKIPPED] * 2
    # Somebody tagged the one; the other only showed what a model proposed.
    assert (entities(first), entities(second)) == ([("Uber", "ORG")], [])
    assert [kind for kind, _ in outcome.kinds if kind != "tokens-differ"] == ["answer-ignore"]


def test_a_rejected_label_is_no_label(file: Tool, read: Tool) -> None:
    rows = [
        {"text": f"t{n}", "label": "DOC", "answer": answer} for n, answer in enumerate(("accept", "reject"))
    ]
    first, second = read(file("a.jsonl", lines(*rows))).documents
    assert ([label.label for label in first.labels], first.status) == (["DOC"], Status.DONE)
    assert (second.labels, second.status) == ((), Status.TODO)
    assert second.meta["prodigy"]["not_accepted"][0]["label"] == "DOC"


# One question at a time.


def test_answers_about_one_text_become_one_document(file: Tool, read: Tool, entities: Tool) -> None:
    wrong = UBER | {"label": "PER"}
    rows = [asked(UBER, "accept"), asked(wrong, "reject"), task(text="between"), asked(PARIS, "accept")]
    outcome = read(file("a.jsonl", lines(*rows)), handling={"tokens-differ": "drop"})
    between, joined = outcome.documents
    assert between.text == "between"
    assert entities(joined) == [("Uber", "ORG"), ("Paris", "LOC")]
    assert [each["spans"] for each in joined.meta["prodigy"]["not_accepted"]] == [[wrong]]
    kinds = [kind for kind, _ in outcome.kinds]
    assert {"answer-reject", "tasks-joined", "single-entities"} <= set(kinds)


def test_single_entities_need_review_before_they_teach(file: Tool, read: Tool) -> None:
    outcome = read(file("a.jsonl", lines(asked(UBER, "accept"))))
    assert outcome.documents[0].status is Status.REVIEW
    assert outcome.kinds == [("single-entities", 0)]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"_view_id": "ner"}, Status.REVIEW),
        ({"_view_id": "ner_manual"}, Status.DONE),
        ({"_view_id": None, "meta": {"score": 0.4}}, Status.REVIEW),
        ({"_view_id": None}, Status.DONE),
        ({"_view_id": "ner", "_is_binary": False}, Status.DONE),
        ({"_view_id": "blocks", "_is_binary": True}, Status.REVIEW),
    ],
)
def test_whether_one_entity_was_asked_for(file: Tool, read: Tool, more: Any, status: Status) -> None:
    (document,) = read(file("a.jsonl", lines(task(UBER, **more)))).documents
    assert document.status is status


def test_labels_asked_for_one_by_one_become_labels_of_one_document(file: Tool, read: Tool) -> None:
    rows = [
        {"text": "t", "label": name, "answer": answer}
        for name, answer in (("A", "accept"), ("B", "reject"), ("C", "accept"))
    ]
    (document,) = read(file("a.jsonl", lines(*rows))).documents
    assert [label.label for label in document.labels] == ["A", "C"]
    assert document.status is Status.DONE


# Annotators.


def test_sessions_over_one_text_are_kept_apart(file: Tool, read: Tool, entities: Tool) -> None:
    rows = [task(span, _session_id=f"news-{name}") for span, name in ((UBER, "ann"), (PARIS, "bob"))]
    outcome = read(file("a.jsonl", lines(*rows, task(text="alone", tokens=[]))))
    first, second, alone = outcome.documents
    assert (entities(first), entities(second)) == ([("Uber", "ORG")], [("Paris", "LOC")])
    assert (first.meta["annotator"], second.meta["annotator"]) == ("news-ann", "news-bob")
    assert first.group == second.group != ""
    assert alone.group == ""
    assert outcome.facts["annotators"].value == "news-ann, news-bob"
    assert outcome.kinds == [("text-in-several", 0)]


def test_answers_of_two_people_are_not_joined(file: Tool, read: Tool) -> None:
    rows = [asked(UBER, answer, _annotator_id=name) for answer, name in (("accept", "a"), ("reject", "b"))]
    first, second = read(file("a.jsonl", lines(*rows))).documents
    assert (len(first.spans), len(second.spans)) == (1, 0)
    assert first.group == second.group != ""


def test_one_annotator_may_be_chosen(file: Tool, read: Tool, entities: Tool) -> None:
    rows = [task(span, _annotator_id=name) for span, name in ((UBER, "a"), (PARIS, "b"))]
    outcome = read(file("a.jsonl", lines(*rows)), annotators="b")
    assert [entities(document) for document in outcome.documents] == [[("Paris", "LOC")]]
    assert ("other-annotators", 0) in outcome.kinds
    with pytest.raises(UserError, match="has no annotator c"):
        read(file("a.jsonl", lines(*rows)), annotators="c")


# Relations.


def both(text: str = "New York Times wrote") -> dict[str, Any]:
    words = ["New", "York", "Times", "wrote"]
    starts = [0, 4, 9, 15]
    tokens = [
        {"text": word, "start": start, "end": start + len(word), "id": number}
        for number, (word, start) in enumerate(zip(words, starts, strict=True))
    ]
    spans = [
        {"start": 0, "end": 14, "label": "ORG"},
        {"start": 0, "end": 8, "label": "LOC"},
        {"start": 15, "end": 20, "label": "ACT"},
    ]
    return {"text": text, "tokens": tokens, "spans": spans, "answer": "accept", "_view_id": "relations"}


@pytest.mark.parametrize(
    ("link", "head"),
    [
        ({"head": 2, "child": 3, "label": "x"}, "ORG"),
        ({"head": 1, "child": 3, "label": "x"}, "LOC"),
        ({"head": 2, "child": 3, "label": "x", "head_span": {"start": 0, "end": 8, "label": "LOC"}}, "LOC"),
    ],
)
def test_a_relation_is_found_by_the_last_token_of_an_entity(
    file: Tool, read: Tool, link: Any, head: str
) -> None:
    (document,) = read(file("a.jsonl", lines(both() | {"relations": [link]}))).documents
    names = {span.id: span.label for span in document.spans}
    assert [(names[each.head], names[each.tail], each.label) for each in document.relations] == [
        (head, "ACT", "x")
    ]


def test_without_tokens_the_spans_of_a_relation_tell_it(file: Tool, read: Tool) -> None:
    link = {"head": 2, "child": 3, "label": "x"}
    ends = {"head_span": {"start": 0, "end": 14, "label": "ORG"}, "child_span": {"start": 15, "end": 20}}
    rows = [
        both() | {"tokens": [], "relations": [link | ends]},
        both("New York Times wrote!") | {"tokens": [], "relations": [link]},
    ]
    outcome = read(file("a.jsonl", lines(*rows)))
    assert [len(document.relations) for document in outcome.documents] == [1, 0]
    assert outcome.kinds == [("relation-of-words", 0)]


def test_relations_between_words_are_kept(file: Tool, read: Tool) -> None:
    link = {"head": 1, "child": 0, "label": "nsubj"}
    outcome = read(file("a.jsonl", lines(task(UBER, relations=[link]))))
    (document,) = outcome.documents
    assert (document.relations, document.meta["prodigy"]["relations"]) == ((), [link])
    assert outcome.kinds == [("relation-of-words", 0)]


def test_a_relation_to_nothing_is_an_error(file: Tool, read: Tool) -> None:
    content = lines(task(UBER, relations=[{"head": 0, "child": 99, "label": "x"}]))
    assert read(file("a.jsonl", content)).kinds == [("relation-without-span", 1)]


# Choices.


def test_accepted_options_are_labels(file: Tool, read: Tool) -> None:
    options = [{"id": "A", "text": "a"}, {"id": 2, "text": "B"}, {"id": "C", "text": "c"}]
    row = {"text": "t", "options": options, "accept": ["A", 2], "answer": "accept", "_view_id": "choice"}
    none = {"text": "u", "options": options, "accept": [], "answer": "accept", "_view_id": "choice"}
    first, second = read(file("a.jsonl", lines(row, none))).documents
    assert [label.label for label in first.labels] == ["A", "B"]
    assert first.meta["prodigy"]["options"] == options
    assert (second.labels, second.status) == ((), Status.DONE)


def test_the_label_of_the_entity_in_question_is_none_of_the_text(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.jsonl", lines(asked(UBER, "accept", label="ORG")))).documents
    assert document.labels == ()


def test_what_a_pattern_shows_is_no_entity(file: Tool, read: Tool) -> None:
    shown = {"start": 0, "end": 4, "text": "Uber", "pattern": 17}
    row = {"text": TEXT, "label": "NEWS", "spans": [shown], "answer": "accept"}
    outcome = read(file("a.jsonl", lines(row)))
    assert (outcome.documents[0].spans, len(outcome.documents[0].labels)) == ((), 1)
    assert outcome.kinds == [("highlight-kept", 0)]


# What is wrong.


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (task({"start": 0, "end": 99, "label": "X"}), "span-outside-text"),
        (task({"start": 0, "end": 4, "label": "X", "text": "Lyft"}), "span-text-differs"),
        (task({"start": 0, "end": 4}), "no-label"),
        ({"_task_hash": 1, "answer": "accept"}, "no-text"),
        ({"text": "", "_task_hash": 1, "answer": "accept"}, "no-text"),
        ({"label": "X", "pattern": "x"}, "pattern-not-text"),
    ],
)
def test_a_broken_task_is_said_with_its_line(file: Tool, read: Tool, record: Any, kind: str) -> None:
    outcome = read(file("a.jsonl", lines({"text": "ok", "answer": "accept"}, record)), "prodigy")
    assert outcome.kinds == [(kind, 2)]
    assert len(outcome.documents) == 1


def test_tokens_that_do_not_fit_are_left_out_and_said(file: Tool, read: Tool) -> None:
    outcome = read(file("a.jsonl", lines(task(tokens=[*TOKENS[:2], TOKENS[2] | {"text": "Rome"}]))))
    assert outcome.documents[0].tokens == ()
    assert outcome.kinds == [("tokens-differ", 1)]


def test_an_entity_off_its_tokens_is_said(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.jsonl", lines(task(UBER | {"token_end": 1}))))
    assert entities(outcome.documents[0]) == [("Uber", "ORG")]
    assert outcome.kinds == [("tokens-differ", 1)]


def test_patterns_are_no_texts(file: Tool, read: Tool) -> None:
    path = file(
        "a.jsonl",
        lines({"label": "GPE", "pattern": [{"lower": "peru"}]}, {"label": "GPE", "pattern": "Peru"}),
    )
    assert formats.guess(path).format == "prodigy"
    with pytest.raises(UserError, match="holds patterns that find entities, and no texts"):
        read(path)


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_of_nothing_is_refused(file: Tool, read: Tool, content: str) -> None:
    with pytest.raises(UserError, match="holds no tasks"):
        read(file("a.jsonl", content), "prodigy")


def test_emoji_are_counted_as_code_points(file: Tool, read: Tool, entities: Tool) -> None:
    text = "👨🏻‍🚒 drives"
    tokens = [
        {"text": text[:4], "start": 0, "end": 4, "id": 0},
        {"text": "drives", "start": 5, "end": 11, "id": 1},
    ]
    row = task({"start": 5, "end": 11, "label": "ACT"}, text=text, tokens=tokens)
    outcome = read(file("a.jsonl", lines(row)))
    assert entities(outcome.documents[0]) == [("drives", "ACT")]
    assert outcome.problems == []
