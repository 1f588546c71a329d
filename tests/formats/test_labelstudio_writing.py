"""Label Studio, writing: what its import takes in, the configuration beside it, and everything comes back."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

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
from bertstudio.core.labels import LabelSet

Tool = Callable[..., Any]
DONE = Document(
    0, "😀 Bank of China", spans=(Span(1, 2, 15, "ORG"), Span(2, 10, 15, "LOC")), status=Status.DONE
)
IMPORTED = tuple(replace(span, origin=Origin.IMPORT) for span in DONE.spans)
SUGGESTED = (
    Span(3, 2, 6, "ORG", Origin.MODEL, 0.75, 3),
    Span(4, 7, 9, "X", Origin.MODEL, None, 3),
    Span(5, 10, 15, "ORG", Origin.MODEL, 0.5),
)
EVERYTHING = [
    replace(DONE, spans=(replace(IMPORTED[0], note="two\nlines"), IMPORTED[1])),
    replace(DONE, spans=IMPORTED, relations=(Relation(3, 1, 2, "in", Origin.IMPORT), Relation(4, 2, 1, ""))),
    replace(DONE, spans=(replace(IMPORTED[0], origin=Origin.MODEL, confidence=0.5), IMPORTED[1])),
    replace(DONE, spans=IMPORTED, suggestions=SUGGESTED, key="17", title="Mine", note="n", language="zh"),
    replace(DONE, spans=(), status=Status.TODO, suggestions=(Span(1, 2, 6, "X", Origin.MODEL, 0.5),)),
    replace(DONE, spans=(), status=Status.DONE, key="k-1", split=Split.TEST, flagged=True, group="g"),
    replace(DONE, spans=(), status=Status.SKIPPED),
    replace(DONE, spans=IMPORTED, status=Status.REVIEW, tokens=((0, 1), (2, 6), (7, 9), (10, 15))),
    replace(DONE, spans=IMPORTED, status=Status.TODO),
    replace(DONE, spans=(), labels=(DocumentLabel("a", Origin.IMPORT), DocumentLabel("b: c", Origin.IMPORT))),
    replace(
        DONE, spans=(), status=Status.TODO, label_suggestions=(DocumentLabel("a", Origin.MODEL, 0.5, 2),)
    ),
    replace(DONE, spans=IMPORTED, meta={"wiki": [1, {"a": None}], "text": "another", "brat": {"events": []}}),
    replace(DONE, text="", spans=(), meta={}),
][:-1]


def plain(document: Document) -> Document:
    """Return a document without the name of its file, and relations as they are read."""
    links = tuple(replace(link, origin=Origin.IMPORT) for link in document.relations)
    return replace(document, source="", relations=links)


def tasks(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("shape", ["json", "json-min"])
@pytest.mark.parametrize("config", ["beside", "none"])
def test_everything_that_it_keeps_comes_back(
    tmp_path: Path, read: Tool, write: Tool, shape: str, config: str
) -> None:
    path = write(tmp_path / "a.json", "labelstudio", EVERYTHING, shape=shape, config=config)
    outcome = read(path, "labelstudio")
    assert [plain(document) for document in outcome.documents] == [plain(each) for each in EVERYTHING]
    assert {problem.kind for problem in outcome.problems} == {"skipped-task"}
    assert formats.losses("labelstudio", EVERYTHING) == []


@pytest.mark.parametrize("shape", ["json", "json-min"])
def test_what_is_written_twice_is_the_same(tmp_path: Path, read: Tool, write: Tool, shape: str) -> None:
    first = write(tmp_path / "a.json", "labelstudio", EVERYTHING, shape=shape)
    second = write(tmp_path / "b.json", "labelstudio", read(first).documents, shape=shape)
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("shape", ["json", "json-min"])
def test_what_only_label_studio_knows_comes_back(
    tmp_path: Path, file: Tool, read: Tool, write: Tool, shape: str
) -> None:
    region = {"id": "x1", "from_name": "ner", "to_name": "doc", "type": "labels", "hidden": True}
    results = [
        region | {"value": {"start": 0, "end": 2, "text": "EU", "labels": ["ORG"]}},
        {"id": "x1", "from_name": "why", "to_name": "doc", "type": "textarea", "value": {"text": ["so"]}},
        {"id": "y", "from_name": "fun", "to_name": "doc", "type": "choices", "value": {"choices": ["yes"]}},
        {"id": "z", "from_name": "sad", "to_name": "doc", "type": "choices", "value": {"choices": ["yes"]}},
    ]
    guess = {"from_name": "ner", "to_name": "doc", "type": "labels", "id": "p"}
    value = {"start": 3, "end": 10, "labels": ["X"]}
    strange = {"from_name": "tag", "to_name": "img", "type": "brush", "value": {"rle": [1]}, "id": "q"}
    one: dict[str, Any] = {
        "data": {"body": "EU rejects", "title": "t"},
        "project": 4,
        "meta": {"own": 1},
        "annotations": [{"id": 9, "completed_by": 2, "lead_time": 4.5, "result": results}],
        "predictions": [{"model_version": "m", "score": 0.5, "result": [guess | {"value": value}, strange]}],
        "drafts": [{"id": 8, "result": []}],
    }
    one["id"] = 3
    before = read(file("in.json", json.dumps([one]))).documents
    path = write(tmp_path / "out.json", "labelstudio", before, shape=shape)
    assert [plain(each) for each in read(path).documents] == [plain(each) for each in before]
    if shape == "json":
        (back,) = tasks(path)
        assert back["data"] == one["data"]
        assert back["project"] == 4
        assert back["annotations"][0]["result"][0]["hidden"] is True
        assert {(r["from_name"], r["to_name"], r["id"]) for r in back["annotations"][0]["result"]} >= {
            ("ner", "doc", "x1"),
            ("why", "doc", "x1"),
        }


def test_annotators_become_annotations_of_one_task(tmp_path: Path, read: Tool, write: Tool) -> None:
    both = [
        replace(DONE, spans=(IMPORTED[place],), group="g", meta={"annotator": name, "wiki": 1})
        for place, name in enumerate(("ann", "5"))
    ]
    both = [replace(d, spans=(replace(d.spans[0], id=1),)) for d in both]
    path = write(tmp_path / "a.json", "labelstudio", both)
    (one,) = tasks(path)
    assert [len(annotation["result"]) for annotation in one["annotations"]] == [1, 1]
    # Label Studio refuses a file that names somebody whom it does not know.
    assert not any("completed_by" in annotation for annotation in one["annotations"])
    assert [plain(document) for document in read(path).documents] == both
    kept = tasks(write(tmp_path / "b.json", "labelstudio", both, completed_by="keep"))
    assert [annotation["completed_by"] for annotation in kept[0]["annotations"]] == ["ann", "5"]


def test_a_region_has_a_stable_name_and_its_text(tmp_path: Path, write: Tool) -> None:
    (one,) = tasks(write(tmp_path / "a.json", "labelstudio", [DONE]))
    first, second = one["annotations"][0]["result"]
    assert first["value"] == {"start": 2, "end": 15, "text": "Bank of China", "labels": ["ORG"]}
    assert (first["id"], second["id"]) == ("s1", "s2")
    assert (first["from_name"], first["to_name"], first["type"]) == ("label", "text", "labels")


def test_the_configuration_offers_what_the_tasks_need(tmp_path: Path, write: Tool) -> None:
    document = replace(
        DONE,
        spans=(Span(1, 2, 6, 'a "b" <c>'),),
        labels=(DocumentLabel("news"),),
        relations=(Relation(2, 1, 1, "in"),),
    )
    write(tmp_path / "a.json", "labelstudio", [document])
    root = ElementTree.parse(tmp_path / "a.config.xml").getroot()
    assert [(tag.tag, tag.get("name"), tag.get("toName")) for tag in root] == [
        ("Relations", None, None),
        ("Labels", "label", "text"),
        ("Text", "text", None),
        ("Choices", "choice", "text"),
    ]
    assert [label.get("value") for label in root.iter("Label")] == ['a "b" <c>', "news"]
    assert [choice.get("value") for choice in root.iter("Choice")] == ["news"]


def test_a_configuration_of_a_classification_offers_its_labels_as_choices(tmp_path: Path) -> None:
    labels = LabelSet().with_names(["news", "sport"])
    writer = formats.format_named("labelstudio").write
    assert writer is not None
    writer([], labels, tmp_path / "a.json", {"task": "text_classification", "multi_label": True})
    root = ElementTree.parse(tmp_path / "a.config.xml").getroot()
    assert [choice.get("value") for choice in root.iter("Choice")] == ["news", "sport"]
    assert root.find("Choices").get("choice") == "multiple"  # type: ignore[union-attr]
    assert root.find("Labels") is None
    assert tasks(tmp_path / "a.json") == []


def test_without_a_configuration_there_is_one_file(tmp_path: Path, write: Tool) -> None:
    write(tmp_path / "a.json", "labelstudio", [DONE], config="none")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_json_min_has_one_choice_as_a_word(tmp_path: Path, write: Tool) -> None:
    document = replace(DONE, labels=(DocumentLabel("news"),))
    (row,) = tasks(write(tmp_path / "a.json", "labelstudio", [document], shape="json-min"))
    assert row["choice"] == "news"
    assert [each["labels"] for each in row["label"]] == [["ORG"], ["LOC"]]
    assert {"annotator", "annotation_id", "lead_time"} <= row.keys()


def test_relations_of_suggestions_and_answers_are_losses() -> None:
    document = replace(
        DONE, suggestions=SUGGESTED[:1], relations=(Relation(9, 1, 3, "x"),), answers=(Answer(8, "?", 0, 1),)
    )
    lost = formats.losses("labelstudio", [document])
    assert [(loss.what, loss.count) for loss in lost] == [("answers", 1), ("relations of suggestions", 1)]


def test_an_option_that_is_none_is_refused(tmp_path: Path, write: Tool) -> None:
    with pytest.raises(UserError, match="shape is one of json, json-min, not xml"):
        write(tmp_path / "a.json", "labelstudio", [DONE], shape="xml")


def test_the_validator_and_the_converter_of_label_studio_accept_what_is_written(
    tmp_path: Path, read: Tool, write: Tool, entities: Tool
) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    converter = pytest.importorskip("label_studio_sdk.converter")
    path = write(tmp_path / "a.json", "labelstudio", EVERYTHING)
    config = (tmp_path / "a.config.xml").read_text(encoding="utf-8")
    checks = interface.LabelInterface(config)
    checks.validate()
    for one in tasks(path):
        assert all(checks.validate_annotation(annotation) for annotation in one["annotations"])
        assert all(checks.validate_prediction(prediction) for prediction in one["predictions"])
    converter.Converter(config, None).convert(str(path), str(tmp_path / "min"), "JSON_MIN", is_dir=False)
    back = read(tmp_path / "min" / "result.json", "labelstudio").documents
    wanted = [each for each in EVERYTHING if each.status is not Status.SKIPPED]
    assert [entities(document) for document in back] == [entities(document) for document in wanted]
