"""JSON of spaCy in its shapes: pairs, objects, paragraphs of version 2, and ner-annotator."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.formats import spacy_json_writing

Tool = Callable[..., Any]
PAIR = ["EU rejects German call", {"entities": [[0, 2, "ORG"], [11, 17, "MISC"]]}]
OBJECT = {"text": PAIR[0], "entities": [[0, 2, "ORG"], [11, 17, "MISC"]]}
EXPECTED = [("EU", "ORG"), ("German", "MISC")]


def tokens(*pairs: tuple[str, str | None], **fields: Any) -> dict[str, Any]:
    return {"tokens": [{"orth": word, "ner": tag} for word, tag in pairs]} | fields


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([PAIR]),
        json.dumps([PAIR], indent=2),
        json.dumps(PAIR) + "\n",
        json.dumps(OBJECT) + "\n",
        json.dumps([OBJECT], indent=1),
        json.dumps({"text": PAIR[0], "ents": [
            {"start": 11, "end": 17, "label": "MISC"}, {"start": 0, "end": 2, "label": "ORG"}]}),
        json.dumps({"classes": ["ORG"], "annotations": [None, PAIR, None]}),
        json.dumps([{"id": 1, "paragraphs": [{"raw": PAIR[0], "sentences": [
            tokens(("EU", "U-ORG"), ("rejects", "O")), tokens(("German", "U-MISC"), ("call", "O"))]}]}]),
        json.dumps([[PAIR[0], {"words": PAIR[0].split(), "entities": ["U-ORG", "O", "U-MISC", "O"]}]]),
    ],
)  # fmt: skip
def test_every_shape_gives_the_same_document(file: Tool, read: Tool, entities: Tool, content: str) -> None:
    path = file("a.json", content)
    assert formats.guess(path).format == "spacy_json"
    outcome = read(path)
    (document,) = outcome.documents
    assert (document.text, entities(document), document.status) == (PAIR[0], EXPECTED, Status.DONE)
    assert outcome.problems == []


def test_a_text_longer_than_the_head_of_a_file_is_known(file: Tool) -> None:
    assert (
        formats.guess(file("a.json", json.dumps([["long " * 20_000, {"entities": []}]]))).format
        == "spacy_json"
    )


def test_an_empty_list_of_entities_is_done_and_none_is_to_do(file: Tool, read: Tool) -> None:
    content = json.dumps([["a", {"entities": []}], ["b", {}], ["c", {"cats": {"x": 0}}]])
    documents = read(file("a.json", content)).documents
    assert [document.status for document in documents] == [Status.DONE, Status.TODO, Status.DONE]


def test_categories_are_labels_and_those_of_a_model_suggestions(file: Tool, read: Tool) -> None:
    content = json.dumps([["a", {"cats": {"x": 1, "y": 0}}], ["b", {"cats": {"x": 0.7, "y": 0.3}}]])
    outcome = read(file("a.json", content))
    first, second = outcome.documents
    assert (first.labels, first.status) == ((DocumentLabel("x", Origin.IMPORT),), Status.DONE)
    assert (second.labels, second.status) == ((), Status.TODO)
    assert second.label_suggestions == (DocumentLabel("x", Origin.MODEL, 0.7),)
    assert outcome.kinds == [("scores-of-model", 0)]


def test_groups_of_spans_come_in_each_span_once(file: Tool, read: Tool, entities: Tool) -> None:
    pair = ["a b", {"entities": [[0, 3, "Y"]], "spans": {"sc": [[0, 3, "Y"], [0, 1, "X"]]}}]
    outcome = read(file("a.json", json.dumps([pair])))
    assert (entities(outcome.documents[0]), outcome.problems) == ([("a b", "Y"), ("a", "X")], [])


def test_ner_annotator_counts_utf16(file: Tool, read: Tool, entities: Tool) -> None:
    content = json.dumps({"classes": ["X"], "annotations": [["😀中文字", {"entities": [[2, 3, "X"]]}]]})
    assert entities(read(file("a.json", content)).documents[0]) == [("中", "X")]
    pair = json.dumps([["😀中文字", {"entities": [[2, 3, "X"]]}]])
    assert entities(read(file("b.json", pair)).documents[0]) == [("文", "X")]


def test_paragraphs_without_a_raw_text_are_made_of_their_words(
    file: Tool, read: Tool, entities: Tool
) -> None:
    paragraph = {"sentences": [tokens(("In", "O"), ("New", "B-LOC")), tokens(("York", "L-LOC"), ("!", "O"))]}
    spaced = {
        "sentences": [{"tokens": [{"orth": "New", "space": " "}, {"orth": "York", "space": "", "ner": "-"}]}]
    }
    content = json.dumps([{"id": "d", "paragraphs": [paragraph, spaced]}])
    first, second = read(file("a.json", content)).documents
    assert (first.text, entities(first), first.key, first.group) == (
        *("In New York !", [("New York", "LOC")]),
        *("d.1", "a.json d"),
    )
    assert (second.text, second.tokens, second.status) == ("New York", ((0, 3), (4, 8)), Status.TODO)
    assert first.meta == {"spacy_json": {"sent_starts": [True, False, True, False]}}


def test_signs_of_the_penn_treebank_are_found_in_the_raw_text(file: Tool, read: Tool, entities: Tool) -> None:
    sentence = tokens(("``", "O"), ("Paris", "U-LOC"), ("''", "O"), ("-LRB-", "O"), ("FR", "U-LOC"))
    content = json.dumps([{"paragraphs": [{"raw": '"Paris" (FR', "sentences": [sentence]}]}])
    (document,) = read(file("a.json", content)).documents
    assert (document.text, entities(document)) == ('"Paris" (FR', [("Paris", "LOC"), ("FR", "LOC")])


def test_words_that_do_not_fit_the_raw_text_are_the_text(file: Tool, read: Tool, entities: Tool) -> None:
    content = json.dumps([{"paragraphs": [{"raw": "Paris.", "sentences": [tokens(("Rome", "U-LOC"))]}]}])
    outcome = read(file("a.json", content))
    assert (outcome.documents[0].text, entities(outcome.documents[0])) == ("Rome", [("Rome", "LOC")])
    assert outcome.kinds == [("words-differ", 1)]


def test_a_text_of_which_some_words_are_tagged_is_begun(file: Tool, read: Tool) -> None:
    content = json.dumps([{"paragraphs": [{"sentences": [tokens(("Rome", "U-LOC"), ("x", "-"))]}]}])
    assert read(file("a.json", content)).documents[0].status is Status.STARTED


def test_syntax_trees_are_left_out_and_said(file: Tool, read: Tool) -> None:
    tree = tokens(("a", "O"), brackets=[{"first": 0, "last": 0, "label": "NP"}])
    outcome = read(file("a.json", json.dumps([{"paragraphs": [{"sentences": [tree]}]}])))
    assert outcome.kinds == [("syntax-trees", 0)]


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (["a", {"entities": [[0, 2, "X"]]}], "span-outside-text"),
        (["a", {"entities": [[0, 1, ""]]}], "no-label"),
        (["a", {"entities": "all"}], "spans-unreadable"),
        (["a", {"entities": ["B-X", "O"]}], "spans-unreadable"),
        (["a", {"words": ["a"], "entities": ["LOC"]}], "unknown-tag"),
        (["a", {"entities": [[0, 1, "X"], [0, 1, "X"]]}], "span-twice"),
        (["", {"entities": []}], "no-text"),
        (["a", "b"], "no-object"),
        (7, "no-object"),
        ({"paragraphs": ["x"]}, "no-text"),
        ({"paragraphs": [{"sentences": [tokens(("", "O"))]}]}, "no-token"),
        ({"classes": [], "annotations": [["a"]]}, "no-text"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(file: Tool, read: Tool, record: Any, kind: str) -> None:
    content = json.dumps(["ok", {"entities": []}]) + "\n" + json.dumps(record) + "\n"
    outcome = read(file("a.jsonl", content), "spacy_json")
    assert (kind, 2) in outcome.kinds
    assert outcome.documents[0].text == "ok"


def test_a_file_without_anything_is_refused(file: Tool, read: Tool) -> None:
    with pytest.raises(UserError, match="holds no JSON objects"):
        read(file("a.json", "[]"), "spacy_json")


NESTED = Document(
    0,
    "The  Bank of\r\nChina 😀!",
    spans=(Span(1, 5, 19, "ORG", Origin.IMPORT), Span(2, 14, 19, "LOC", Origin.IMPORT)),
    status=Status.DONE,
)
BEFORE = [
    NESTED,
    replace(NESTED, tokens=((0, 3), (5, 9), (10, 12), (14, 19), (20, 22))),
    Document(0, "none", status=Status.DONE),
    Document(0, "to do"),
    Document(0, "goal", labels=(DocumentLabel("sport", Origin.IMPORT),), status=Status.DONE),
]


@pytest.mark.parametrize("shape", ["pairs", "lines", "training"])
def test_what_is_written_comes_back(tmp_path: Path, read: Tool, write: Tool, shape: str) -> None:
    path = write(tmp_path / "a.json", "spacy_json", BEFORE, shape=shape)
    assert formats.guess(path).format == "spacy_json"
    outcome = read(path)
    assert outcome.problems == []
    for before, after in zip(BEFORE, outcome.documents, strict=True):
        assert (after.text, after.spans, after.labels) == (before.text, before.spans, before.labels)
        assert after.status == before.status
    assert outcome.documents[1].tokens == BEFORE[1].tokens
    assert formats.losses("spacy_json", BEFORE) == []


def test_no_documents_are_an_empty_array(tmp_path: Path, write: Tool) -> None:
    assert write(tmp_path / "a.json", "spacy_json", []).read_text() == "[]\n"


def test_in_a_project_of_labels_every_category_has_a_score(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    labels = LabelSet().with_names(["sport", "news"])
    spacy_json_writing.write(BEFORE[2:], labels, path, {"task": "text_classification"})
    assert [pair[1] for pair in json.loads(path.read_text(encoding="utf-8"))] == [
        {"cats": {"sport": 0.0, "news": 0.0}},
        {},
        {"cats": {"sport": 1.0, "news": 0.0}},
    ]


def test_further_fields_come_back_in_lines_only(file: Tool, tmp_path: Path, read: Tool, write: Tool) -> None:
    (before,) = read(file("a.jsonl", json.dumps(OBJECT | {"meta": {"wiki": 1}, "id": 7}))).documents
    assert (before.meta, before.key) == ({"meta": {"wiki": 1}}, "7")
    (after,) = read(write(tmp_path / "b.jsonl", "spacy_json", [before], shape="lines")).documents
    assert replace(after, source="") == replace(before, source="")
    assert [loss.what for loss in formats.losses("spacy_json", [before])] == [
        "ids of documents",
        "further fields of documents",
    ]


@pytest.mark.parametrize("shape", ["pairs", "lines"])
def test_what_is_said_about_words_is_written_back(
    corpora: Path, tmp_path: Path, read: Tool, write: Tool, shape: str
) -> None:
    before = read(corpora / "tool-exports/spacy/parser_demo/assets/train.json").documents
    after = read(write(tmp_path / "train.json", "spacy_json", before, shape=shape), "spacy_json").documents
    assert after == before
    assert before[1].meta["spacy_json"]["heads"] == [1, 1, 1, 2, 2, 1]


@pytest.mark.parametrize("shape", ["pairs", "lines", "training"])
def test_the_training_format_of_version_2_comes_back(
    corpora: Path, tmp_path: Path, read: Tool, write: Tool, shape: str
) -> None:
    (before,) = read(corpora / "tool-exports/spacy/training-data.json").documents
    path = write(tmp_path / "training-data.json", "spacy_json", [before], shape=shape)
    (after,) = read(path).documents
    assert replace(after, key="") == replace(before, key="")
    assert {"heads", "deps", "tags", "sent_starts"} <= before.meta["spacy_json"].keys()


def test_an_unknown_shape_is_refused(tmp_path: Path, write: Tool) -> None:
    with pytest.raises(UserError, match="shape is one of"):
        write(tmp_path / "a.json", "spacy_json", [NESTED], shape="xml")


ASSETS = {
    "ner_demo": {"dev": (2, 2), "train": (2, 3)},
    "ner_demo_replace": {"dev": (8, 7), "train": (8, 8)},
    "ner_demo_update": {"dev": (8, 7), "train": (8, 8)},
    "parser_demo": {"dev": (2, 0), "train": (2, 0)},
    "parser_intent_demo": {"dev": (7, 0), "train": (7, 0)},
    "spancat_demo": {"dev": (2, 2), "train": (3, 4)},
}
FILES = [(f"{f}/assets/{name}.json", *c) for f, files in ASSETS.items() for name, c in files.items()]
OF_IOB = ("ner-sent-per-line", "ner-token-per-line")
OF_IOB += ("ner-token-per-line-conll2003", "ner-token-per-line-with-pos")
FILES += [(f"ner_example_data/{name}.json", 1, 7) for name in OF_IOB]
FILES += [("training-data.json", 1, 11)]


@pytest.mark.parametrize(("name", "documents", "spans"), FILES)
def test_the_files_of_spacy_are_read(
    corpora: Path, read: Tool, name: str, documents: int, spans: int
) -> None:
    path = corpora / "tool-exports/spacy" / name
    assert formats.guess(path).format == "spacy_json"
    outcome = read(path)
    assert len(outcome.documents) == documents
    assert sum(len(document.spans) for document in outcome.documents) == spans
    assert {problem.kind for problem in outcome.problems} <= {"syntax-trees"}
