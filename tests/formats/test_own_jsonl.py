"""Our own format holds everything, and notices what was changed behind its back."""

import json
from collections.abc import Callable
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
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.records import to_record
from bertstudio.formats import jsonl

Tool = Callable[..., Any]
FULL = Document(
    0,
    "😀 Bank of\r\nChina e\u0301 \u2028\ud83d",
    title="A bank",
    spans=(Span(1, 2, 16, "ORG", note="check"), Span(2, 11, 16, "LOC", Origin.IMPORT)),
    suggestions=(Span(3, 2, 6, "LOC", Origin.MODEL, 0.5, 3),),
    labels=(DocumentLabel("news"),),
    label_suggestions=(DocumentLabel("sport", Origin.MODEL, 0.25, 3),),
    relations=(Relation(4, 1, 2, "in"),),
    answers=(Answer(5, "where?", 11, 16), Answer(6, "who?", None, None)),
    split=Split.DEV,
    status=Status.STARTED,
    flagged=True,
    note="later",
    language="en",
    source="a.txt",
    group="g 1",
    key="17",
    tokens=((0, 1), (2, 6), (7, 9)),
    meta={"url": "x", "n": [1, None]},
)


def test_everything_comes_back(tmp_path: Path, read: Tool, write: Tool) -> None:
    path = write(tmp_path / "a.jsonl", "jsonl", [FULL])
    assert read(path).documents == [FULL]
    assert formats.losses("jsonl", [FULL]) == []


def test_labels_come_back_with_their_colours(tmp_path: Path, read: Tool) -> None:
    labels = LabelSet((Label("ORG", 3, "1", "ORG", "companies", ("EU", "Bank of China")), Label("机构", 4)))
    jsonl.write([FULL], labels, tmp_path / "a.jsonl", {"task": "ner"})
    assert read(tmp_path / "a.jsonl").labels == list(labels)


def test_equal_documents_give_equal_bytes(tmp_path: Path, write: Tool) -> None:
    a, b = (write(tmp_path / name, "jsonl", [FULL, FULL]) for name in ("a", "b"))
    assert a.read_bytes() == b.read_bytes()
    assert len(a.read_bytes().splitlines()) == 3


def test_a_file_without_its_first_line_is_read(file: Tool, read: Tool) -> None:
    assert read(file("documents.jsonl", json.dumps(to_record(FULL)))).documents == [FULL]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "other"}, "checksum differs"),
        ({"spans": [{"start": 0, "end": 99, "label": "X"}]}, "outside the text"),
        ({"spans": [{"start": 0, "end": 2, "label": "X", "text": "No"}]}, "should read “No”"),
        ({"spans": [{"start": 0, "end": 2}]}, "label"),
        ({"spans": [{"id": 3, "start": 0, "end": 2, "label": "X"}]}, "Two entities have the number 3"),
        ({"spans": [{"start": 0, "end": 2, "label": " "}]}, "no label"),
        ({"tokens": [[3, 4], [0, 2]]}, "token borders"),
        ({"tokens": [[0, 99]]}, "token borders"),
        ({"relations": [{"id": 9, "head": 1, "tail": 77, "label": "x"}]}, "entity 77, which is not there"),
        ({"status": "perhaps"}, "another kind"),
        ({"text": None}, "no text"),
    ],
)
def test_a_record_that_is_not_whole_is_an_error_with_its_line(
    file: Tool, read: Tool, change: dict[str, Any], words: str
) -> None:
    good = json.dumps(to_record(FULL))
    bad = json.dumps(to_record(FULL) | change)
    outcome = read(file("a.jsonl", f"{good}\n{bad}\n"), "jsonl")
    (problem,) = outcome.problems
    assert (problem.line, problem.severity) == (2, "error")
    assert words in problem.text
    assert outcome.documents == [FULL]


def test_a_truncated_line_is_an_error(file: Tool, read: Tool) -> None:
    good = json.dumps(to_record(FULL))
    assert read(file("a.jsonl", f"{good}\n{good[:50]}"), "jsonl").kinds == [("broken-json", 2)]


def test_a_file_of_a_newer_program_is_refused(file: Tool, read: Tool) -> None:
    with pytest.raises(UserError, match="newer BertStudio"):
        read(file("a.jsonl", '{"format": "bertstudio", "version": 99}\n'), "jsonl")


def test_the_sample_corpus_is_read(read: Tool) -> None:
    for path in sorted((Path(__file__).parents[2] / "resources" / "sample").glob("*.jsonl")):
        outcome = read(path)
        assert outcome.problems == []
        assert outcome.documents
        assert outcome.labels


@pytest.mark.parametrize("color", ["1e400", "0", "13", "true", '"red"', "null"])
def test_a_label_gets_a_colour_of_its_own_where_its_own_is_none(file: Tool, read: Tool, color: str) -> None:
    header = f'{{"format": "bertstudio", "labels": [{{"name": "X", "color": {color}}}]}}'
    outcome = read(file("a.jsonl", f'{header}\n{{"text": "a"}}\n'), "jsonl")
    assert (outcome.labels, outcome.kinds) == ([], [("label-definition", 1)])


@pytest.mark.parametrize("confidence", ["NaN", "2", "-0.1", "true", '"0.5"', "1e400"])
def test_a_confidence_is_a_probability(file: Tool, read: Tool, confidence: str) -> None:
    line = f'{{"text": "ab", "spans": [{{"start": 0, "end": 1, "label": "X", "confidence": {confidence}}}]}}'
    assert read(file("a.jsonl", line), "jsonl").kinds == [("record", 1)]


def test_two_relations_of_one_number_are_an_error(file: Tool, read: Tool) -> None:
    spans = '[{"id": 1, "start": 0, "end": 1, "label": "X"}]'
    link = '{"id": 7, "head": 1, "tail": 1, "label": "r"}'
    line = f'{{"text": "ab", "spans": {spans}, "relations": [{link}, {link}]}}'
    assert read(file("a.jsonl", line), "jsonl").kinds == [("record", 1)]


def test_nothing_is_no_word(file: Tool, read: Tool) -> None:
    (document,) = read(
        file("a.jsonl", '{"text": "ab", "title": null, "id": null, "group": null}'), "jsonl"
    ).documents
    assert (document.title, document.key, document.group) == ("", "", "")


def test_an_empty_text_is_an_error(file: Tool, read: Tool) -> None:
    assert read(file("a.jsonl", '{"text": ""}'), "jsonl").kinds == [("no-text", 1)]


def test_blanks_at_the_ends_of_labels_are_none_of_their_names(file: Tool, read: Tool) -> None:
    spans = [{"start": 0, "end": 2, "label": " A "}]
    record = {"text": "EU says", "spans": spans, "labels": ["x ", {"label": " y"}]}
    outcome = read(file("a.jsonl", json.dumps(record)), "jsonl")
    (document,) = outcome.documents
    assert [span.label for span in document.spans] == ["A"]
    assert [item.label for item in document.labels] == ["x", "y"]


@pytest.mark.parametrize("label", [None, ["X"], {"a": 1}])
def test_what_is_no_name_is_no_label(file: Tool, read: Tool, label: Any) -> None:
    ours = {"text": "EU says", "spans": [{"start": 0, "end": 2, "label": label}]}
    theirs = {"text": "EU says", "spans": [], "labels": [{"label": label}]}
    outcome = read(file("a.jsonl", f"{json.dumps(ours)}\n{json.dumps(theirs)}\n"), "jsonl")
    assert outcome.kinds == [("record", 1), ("record", 2)]
