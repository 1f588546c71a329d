"""JSON objects as rows: one a line, over several lines, or in an array."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Span, Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]
ROWS = [
    {"sentence": "苹果 好", "label": "Positive", "id": 3},
    {"sentence": "bad", "label": "Negative", "id": 4},
]


def labels(document: Document) -> list[str]:
    return [label.label for label in document.labels]


@pytest.mark.parametrize(
    "content",
    [
        "".join(json.dumps(row) + "\r\n" for row in ROWS),
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2, ensure_ascii=False),
        "\n".join(json.dumps(row, indent=2) for row in ROWS),
    ],
)
def test_every_layout_gives_the_same_documents(file: Tool, read: Tool, content: str) -> None:
    documents = read(file("a.json", content)).documents
    assert [(d.text, labels(d), d.key) for d in documents] == [
        ("苹果 好", ["Positive"], "3"),
        ("bad", ["Negative"], "4"),
    ]


def test_scores_of_labels_are_read(file: Tool, read: Tool) -> None:
    rows = [{"text": "a", "cats": {"x": 1.0, "y": 0.0, "z": 0.5}}, {"text": "b", "cats": {"x": 0.0}}]
    first, second = read(file("a.jsonl", "\n".join(map(json.dumps, rows)))).documents
    assert labels(first) == ["x", "z"]
    assert (labels(second), second.status) == ([], Status.DONE)


def test_tokens_and_tags_are_read(file: Tool, read: Tool, entities: Tool) -> None:
    row = {"tokens": ["Peter", "B."], "ner_tags": ["B-PER", "I-PER"]}
    (document,) = read(file("a.jsonl", json.dumps(row))).documents
    assert (document.text, entities(document)) == ("Peter B.", [("Peter B.", "PER")])


def test_an_answer_that_was_rejected_does_not_teach(file: Tool, read: Tool) -> None:
    rows = [
        {"text": "Uber", "spans": [{"start": 0, "end": 4, "label": "ORG", "text": "Uber"}], "answer": answer}
        for answer in ("accept", "reject", "ignore")
    ]
    outcome = read(file("a.jsonl", "\n".join(map(json.dumps, rows))), "json")
    assert len(outcome.documents) == 1
    assert outcome.kinds == [("rejected", 2), ("rejected", 3)]


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ('{"text": "a b", "label": "x"}\n{"text": "b', [("broken-json", 2)]),
        ('[{"text": "a b", "label": "x"},\n {"te', [("broken-json", 2)]),
        ('{"text": "a b", "label": "x"}\n[1]\n', [("no-object", 2)]),
        ('{"text": "a b", "label": "x"}\n{"label": "y"}\n', [("no-text", 2)]),
        ('{"text": "a b", "label": "x"}\n{"text": "", "label": "y"}\n', [("no-text", 2)]),
        ('{"tokens": ["a"], "ner_tags": ["O"]}\n{"tokens": ["a"], "ner_tags": []}\n', [("token-count", 2)]),
        (
            '{"tokens": ["a"], "ner_tags": ["O"]}\n{"tokens": ["a"], "ner_tags": ["X"]}\n',
            [("unknown-tag", 2)],
        ),
    ],
)
def test_a_broken_row_is_said_with_its_line(
    file: Tool, read: Tool, content: str, kinds: list[tuple[str, int]]
) -> None:
    outcome = read(file("a.jsonl", content), "json")
    assert outcome.kinds == kinds
    assert len(outcome.documents) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"a": 1}', "No column of .* holds texts. It has a."),
        ('{"a": "so it is", "b": "or is it not"}', "not clear which column"),
        ('{"version": "1.1", "data": [{"title": "A", "paragraphs": []}]}', "questions and answers"),
        ("[]", "holds no JSON objects"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(file: Tool, read: Tool, content: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read(file("a.json", content), "json")


@pytest.mark.parametrize(
    ("content", "kind"), [('{"text": "a', "broken-json"), ('["text", {"entities": []}]', "no-object")]
)
def test_a_file_without_any_row_says_why(file: Tool, read: Tool, content: str, kind: str) -> None:
    assert read(file("a.json", content), "json").kinds == [(kind, 1)]


def test_what_is_written_comes_back(tmp_path: Path, read: Tool, write: Tool, entities: Tool) -> None:
    documents = [
        Document(
            0, "EU\r\nrejects", spans=(Span(1, 0, 2, "ORG"),), status=Status.DONE, key="1", meta={"n": [1]}
        ),
        Document(0, "x\ud83d", labels=(DocumentLabel("a"),), status=Status.DONE),
        Document(0, "to do"),
    ]
    back = read(write(tmp_path / "a.jsonl", "json", documents), "json").documents
    for before, after in zip(documents, back, strict=True):
        assert (after.text, entities(after), labels(after)) == (before.text, entities(before), labels(before))
        assert (after.status, after.key, after.meta) == (before.status, before.key, before.meta)


def test_a_label_field_of_another_shape_is_kept_beside_the_text(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.json", '{"text": "EU", "label": {"ORG": {"EU": [0]}}}'), "json").documents
    assert document.meta == {"label": {"ORG": {"EU": [0]}}}


def test_empty_lists_of_labels_make_nothing_done(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.jsonl", '{"text": "a", "labels": []}\n'), "json").documents
    assert document.status is Status.TODO


def test_further_fields_that_hold_nothing_are_kept(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.jsonl", '{"text": "a", "wiki": null, "more": ""}\n'), "json").documents
    assert document.meta == {"wiki": None, "more": ""}


def test_a_field_without_a_name_has_no_role(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.jsonl", '{"text": "a", "": "b"}\n'), "json").documents
    assert (document.title, document.labels, document.meta) == ("", (), {"": "b"})


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (
            '{"text": "An a", "spans": [[0, 2, "X"]]}\n{"text": "An b", "spans": "oops"}\n' * 2,
            "spans-unreadable",
        ),
        (
            '{"tokens": ["An"], "ner_tags": ["B-X"]}\n{"tokens": ["An"], "ner_tags": [null]}\n' * 2,
            "unknown-tag",
        ),
        ('{"tokens": ["An"], "ner_tags": ["B-X"]}\n{"tokens": ["An"], "ner_tags": 5}\n' * 2, "record"),
        ('{"tokens": ["An"], "ner_tags": ["B-X"]}\n{"tokens": "An", "ner_tags": ["B-X"]}\n' * 2, "record"),
    ],
)
def test_one_row_that_does_not_fit_hides_no_entities(
    file: Tool, read: Tool, entities: Tool, rows: str, kind: str
) -> None:
    first = rows.partition("\n")[0] + "\n"
    outcome = read(file("a.jsonl", first + rows), "json")
    assert outcome.kinds == [(kind, 3), (kind, 5)]
    assert [entities(document) for document in outcome.documents] == [[("An", "X")]] * 3


def test_a_text_that_is_not_made_of_its_tokens_is_said(file: Tool, read: Tool) -> None:
    row = '{"text": "“Anna” says", "tokens": ["``", "Anna", "says"], "ner_tags": ["O", "B-X", "O"]}'
    outcome = read(file("a.jsonl", row), "json")
    assert outcome.kinds == [("words-differ", 1)]
    assert outcome.documents[0].text == "`` Anna says"


def test_an_entity_of_several_labels_is_one_for_each(file: Tool, read: Tool, entities: Tool) -> None:
    row = '{"text": "Anna says", "spans": [{"start": 0, "end": 4, "label": ["PER", "HUM"]}]}'
    outcome = read(file("a.jsonl", row), "json")
    assert entities(outcome.documents[0]) == [("Anna", "PER"), ("Anna", "HUM")]


@pytest.mark.parametrize("label", ["null", "{}", "[]", "[null]", "[[1]]"])
def test_what_is_no_name_is_no_label(file: Tool, read: Tool, label: str) -> None:
    outcome = read(file("a.jsonl", f'{{"text": "Anna says", "spans": [[0, 4, {label}]]}}'), "json")
    assert outcome.kinds == [("no-label", 1)]


def test_blanks_around_the_label_of_a_tag_are_none_of_it(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.jsonl", '{"tokens": ["Anna"], "ner_tags": ["B- PER "]}'), "json")
    assert entities(outcome.documents[0]) == [("Anna", "PER")]
