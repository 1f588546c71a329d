"""A label that gets another name at import has it in all that is kept of its file, too."""

import json
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.documents import Document, Relation, Span
from bertstudio.core.labels import LabelSet
from bertstudio.formats import format_named
from bertstudio.formats.adoption import Adoption
from bertstudio.formats.base import ReadOptions

TEXT = "Anna rests in Oslo"


def region(start: int, end: int, label: str) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}
    return {"id": label, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def through(path: Path, names: dict[str, str]) -> tuple[Document, dict[str, Any]]:
    """Return the document of a file of Label Studio as it comes in, and the task that goes out again."""
    row = format_named("labelstudio")
    assert row.read is not None
    assert row.write is not None
    read = [each.document for each in row.read(path, ReadOptions()) if each.document is not None]
    document = Adoption(ReadOptions(label_map=names)).document(read[0])
    out = path.with_name("out.json")
    row.write([document], LabelSet().with_names(["Person"]), out, {"task": "ner"})
    return document, json.loads(out.read_text())[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    link = {"type": "relation", "from_id": "PER", "to_id": "LOC", "direction": "right", "labels": ["in"]}
    results = [region(0, 4, "PER"), region(14, 18, "LOC")]
    told = {"result": [*results, link], "model_version": "v1", "score": 0.8}
    task = {"id": 1, "data": {"text": TEXT}, "annotations": [], "predictions": [told]}
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task]))
    return path


def labels_in(task: dict[str, Any]) -> list[list[str]]:
    results = [item for each in task["predictions"] for item in each["result"]]
    return [item["value"]["labels"] for item in results if item["type"] == "labels"]


def test_a_prediction_goes_out_once_and_under_its_new_name(file: Path) -> None:
    document, task = through(file, {"PER": "Person"})
    assert [span.label for span in document.suggestions] == ["Person", "LOC"]
    assert labels_in(task) == [["Person"], ["LOC"]]
    assert [each["model_version"] for each in task["predictions"]] == ["v1"]


def test_what_is_left_out_is_left_out_of_predictions_with_its_relations(file: Path) -> None:
    _, task = through(file, {"PER": ""})
    assert labels_in(task) == [["LOC"]]
    assert [item["type"] for item in task["predictions"][0]["result"]] == ["labels"]


def test_names_that_stay_change_nothing(file: Path) -> None:
    _, task = through(file, {"ORG": "Firm"})
    assert labels_in(task) == [["PER"], ["LOC"]]
    assert task["predictions"][0]["result"][2]["labels"] == ["in"]


def test_answers_of_prodigy_keep_what_was_said_beside_them_under_the_new_name(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    record = {
        "text": TEXT,
        "label": "sad",
        "answer": "accept",
        "score": 0.7,
        "_input_hash": 1,
        "_task_hash": 2,
    }
    path.write_text(json.dumps(record) + "\n")
    row = format_named("prodigy")
    assert row.read is not None
    read = [each.document for each in row.read(path, ReadOptions()) if each.document is not None]
    kept = read[0].meta["prodigy"]["accepted"]["labels"]
    document = Adoption(ReadOptions(label_map={"sad": "Sad"})).document(read[0])
    assert document.meta["prodigy"]["accepted"]["labels"] == {"Sad": kept["sad"]}


def test_relations_of_entities_that_became_equal_go_to_the_one_that_stays() -> None:
    spans = (Span(1, 0, 4, "PER"), Span(2, 0, 4, "HUM"), Span(3, 14, 18, "LOC"))
    links = (Relation(7, 2, 3, "in"), Relation(8, 1, 2, "same"))
    document = Document(1, TEXT, spans=spans, relations=links)
    found = Adoption(ReadOptions(label_map={"HUM": "PER"})).document(document)
    assert [span.id for span in found.spans] == [1, 3]
    assert found.relations == (Relation(7, 1, 3, "in"),)


def test_names_that_the_user_types_lose_the_blanks_at_their_ends() -> None:
    options = ReadOptions(label=" news ", label_map={"PER ": " Person "})
    found = Adoption(options).document(Document(1, TEXT, spans=(Span(1, 0, 4, "PER"),)))
    assert [span.label for span in found.spans] == ["Person"]
    assert [label.label for label in found.labels] == ["news"]
