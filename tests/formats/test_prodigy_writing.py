"""Prodigy, writing: tokens and their numbers, answers, and everything comes back."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import (
    Answer,
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
)
from bertstudio.core.labels import LabelSet

Tool = Callable[..., Any]
SPANS = (Span(1, 2, 15, "ORG", Origin.IMPORT), Span(2, 10, 15, "LOC", Origin.IMPORT))
DONE = Document(0, "😀 Bank of China", spans=SPANS, status=Status.DONE)
TOKENS = ((0, 1), (2, 6), (7, 9), (10, 15))
NEWS = (DocumentLabel("news", Origin.IMPORT), DocumentLabel("2", Origin.IMPORT))
EVERYTHING = [
    DONE,
    replace(DONE, spans=(replace(SPANS[0], note="two\nlines"), SPANS[1]), key="k", title="Mine", note="n"),
    replace(DONE, spans=SPANS[:1], tokens=TOKENS, language="zh", split=Split.TEST, flagged=True, group="g"),
    replace(DONE, relations=(Relation(3, 1, 2, "in", Origin.IMPORT), Relation(4, 2, 1, "", Origin.IMPORT))),
    replace(DONE, text=DONE.text + "!", spans=(), labels=NEWS),
    replace(
        DONE, text="a  b\n\n c ", spans=(Span(1, 1, 4, "X", Origin.IMPORT), Span(2, 4, 9, "Y", Origin.IMPORT))
    ),
    replace(DONE, text="none", spans=()),
    replace(DONE, text="to do", spans=(), status=Status.TODO),
    replace(DONE, text="begun", spans=(), status=Status.STARTED),
    replace(DONE, text=" skipped ", spans=(), status=Status.SKIPPED),
    replace(DONE, text=DONE.text + "?", status=Status.REVIEW),
    replace(DONE, text=DONE.text + "+", status=Status.TODO, labels=NEWS),
    replace(DONE, text="x", spans=(), meta={"wiki": [1], "label": "L", "_own": 1, "annotator": "ann"}),
    replace(DONE, text="off", spans=(Span(1, 0, 1, "X", Origin.IMPORT),), tokens=((0, 3),)),
]


def plain(document: Document) -> Document:
    return replace(document, source="", group="" if document.text == DONE.text else document.group)


def records(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_everything_that_it_keeps_comes_back(tmp_path: Path, read: Tool, write: Tool) -> None:
    back = read(write(tmp_path / "a.jsonl", "prodigy", EVERYTHING), "prodigy").documents
    assert [plain(document) for document in back] == [plain(document) for document in EVERYTHING]
    assert formats.losses("prodigy", EVERYTHING) == []


def test_what_is_written_twice_is_the_same(tmp_path: Path, read: Tool, write: Tool) -> None:
    first = write(tmp_path / "a.jsonl", "prodigy", EVERYTHING)
    documents = read(first, "prodigy").documents
    second = write(tmp_path / "b.jsonl", "prodigy", documents)
    third = write(tmp_path / "c.jsonl", "prodigy", read(second, "prodigy").documents)
    assert third.read_bytes() == second.read_bytes()


ONE = {"start": 0, "end": 4, "text": "Uber", "token_start": 0, "token_end": 0, "label": "ORG", "score": 0.5}
GIVEN = [
    [
        {"text": "Uber left", "spans": [ONE], "_view_id": "ner", "_task_hash": 1, "answer": "accept"},
        {"text": "Uber left", "spans": [ONE | {"label": "PER"}], "_view_id": "ner", "answer": "reject"},
        {"text": "Uber left", "spans": [ONE | {"label": "LOC"}], "_view_id": "ner", "answer": "ignore"},
    ],
    [
        {"text": "t", "label": name, "answer": answer, "meta": {"score": 0.1}, "priority": 3}
        for name, answer in (("A", "accept"), ("B", "reject"))
    ],
    [
        {
            "text": "t",
            "spans": [{"start": 0, "end": 1, "label": "X"}] * 2,
            "_view_id": "ner_manual",
            "answer": "reject",
        }
    ],
    [{"text": "t", "label": "A", "answer": "ignore"}],
    [
        {
            "text": "t",
            "options": [{"id": 1, "text": "A"}],
            "accept": [1],
            "_view_id": "choice",
            "answer": "accept",
        }
    ],
    [{"text": "t", "spans": [{"start": 0, "end": 1, "pattern": 3}], "label": "A", "answer": "accept"}],
    [{"id": 7, "text": "t u", "relations": [{"head": 0, "child": 1, "label": "x"}], "answer": "accept"}],
]


@pytest.mark.parametrize("given", GIVEN)
def test_answers_come_back_as_they_were(
    tmp_path: Path, file: Tool, read: Tool, write: Tool, given: list[Any]
) -> None:
    path = file("in.jsonl", "".join(json.dumps(record) + "\n" for record in given))
    before = read(path, "prodigy").documents
    path = write(tmp_path / "out.jsonl", "prodigy", before)
    assert [plain(each) for each in read(path, "prodigy").documents] == [plain(each) for each in before]
    answers = [record["answer"] for record in records(path)]
    assert sorted(answers) == sorted(record["answer"] for record in given)


def test_a_document_that_was_reviewed_is_no_single_answer_any_more(
    tmp_path: Path, file: Tool, read: Tool, write: Tool
) -> None:
    rows = "".join(json.dumps(record) + "\n" for record in GIVEN[0])
    (document,) = read(file("in.jsonl", rows), "prodigy").documents
    done = replace(document, status=Status.DONE)
    path = write(tmp_path / "out.jsonl", "prodigy", [done])
    (record,) = records(path)
    assert (record["answer"], record["_view_id"]) == ("accept", "ner_manual")
    assert [plain(each) for each in read(path, "prodigy").documents] == [plain(done)]


def test_entities_have_tokens_with_inclusive_ends(tmp_path: Path, write: Tool) -> None:
    (record,) = records(write(tmp_path / "a.jsonl", "prodigy", [DONE]))
    first, second = record["spans"]
    assert (first["token_start"], first["token_end"], first["text"]) == (1, 3, "Bank of China")
    assert (second["start"], second["end"], second["token_start"], second["token_end"]) == (10, 15, 3, 3)
    assert record["tokens"][1] == {"text": "Bank", "start": 2, "end": 6, "id": 1, "ws": True}


@pytest.mark.parametrize("document", EVERYTHING, ids=lambda document: document.text[:9])
def test_tokens_and_blanks_behind_them_make_the_text(tmp_path: Path, write: Tool, document: Document) -> None:
    for record in records(write(tmp_path / "a.jsonl", "prodigy", [document])):
        joined = "".join(token["text"] + " " * token["ws"] for token in record["tokens"])
        assert joined == record["text"]
        places = {token["id"]: token for token in record["tokens"]}
        for span in record.get("spans", []):
            first, last = places[span["token_start"]], places[span["token_end"]]
            assert (first["start"], last["end"]) == (span["start"], span["end"])


def test_relations_name_last_tokens(tmp_path: Path, write: Tool) -> None:
    document = replace(DONE, relations=(Relation(3, 1, 2, "in"),))
    (record,) = records(write(tmp_path / "a.jsonl", "prodigy", [document]))
    (link,) = record["relations"]
    assert (link["head"], link["child"], link["label"]) == (3, 3, "in")
    assert link["head_span"] == {"start": 2, "end": 15, "token_start": 1, "token_end": 3, "label": "ORG"}
    assert record["_view_id"] == "relations"


def test_a_classification_offers_all_labels(tmp_path: Path) -> None:
    writer = formats.format_named("prodigy").write
    assert writer is not None
    documents = [Document(0, "goal", labels=(DocumentLabel("sport"),), status=Status.DONE), Document(0, "?")]
    labels = LabelSet().with_names(["news", "sport"])
    writer(documents, labels, tmp_path / "a.jsonl", {"task": "text_classification"})
    first, second = records(tmp_path / "a.jsonl")
    assert [option["id"] for option in first["options"]] == ["news", "sport"]
    assert (first["accept"], first["answer"], first["_view_id"]) == (["sport"], "accept", "choice")
    assert "accept" not in second
    assert "answer" not in second


def test_suggestions_and_answers_are_losses() -> None:
    ghost = Span(3, 2, 6, "X", Origin.MODEL, 0.5)
    document = replace(
        DONE, suggestions=(ghost,), relations=(Relation(9, 1, 3, "x"),), answers=(Answer(8, "?", 0, 1),)
    )
    lost = {loss.what: loss.count for loss in formats.losses("prodigy", [document])}
    assert lost == {"suggestions": 1, "answers": 1, "relations of suggestions": 1}


def test_spacy_makes_the_same_tokens_of_it(tmp_path: Path, write: Tool) -> None:
    spacy = pytest.importorskip("spacy")
    vocab = spacy.blank("en").vocab
    for record in records(write(tmp_path / "a.jsonl", "prodigy", EVERYTHING)):
        words = [token["text"] for token in record["tokens"]]
        doc = spacy.tokens.Doc(vocab, words=words, spaces=[token["ws"] for token in record["tokens"]])
        assert doc.text == record["text"]
        assert [token.idx for token in doc] == [token["start"] for token in record["tokens"]]
        for span in record.get("spans", []):
            found = doc.char_span(span["start"], span["end"])
            assert (found.start, found.end - 1) == (span["token_start"], span["token_end"])
