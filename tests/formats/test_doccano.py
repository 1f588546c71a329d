"""doccano's three shapes, its classification files, and its offsets."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, DocumentLabel, Relation, Span, Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]
THINGS = "firetrucks buses trams ladders bicycles boats helicopters ambulances"


def lines(*records: Any) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.mark.parametrize("name", ["label", "labels"])
def test_lists_of_start_end_and_name(file: Tool, read: Tool, entities: Tool, name: str) -> None:
    record = {"id": 7, "text": "EU rejects", name: [[0, 2, "ORG"]], "Comments": ["see below"], "wiki": 1}
    (document,) = read(file("a.jsonl", lines(record))).documents
    assert entities(document) == [("EU", "ORG")]
    assert (document.key, document.note, document.meta) == ("7", "see below", {"wiki": 1})
    assert document.status is Status.DONE


def test_entities_with_relations(file: Tool, read: Tool, entities: Tool) -> None:
    record = {
        "text": "Page founded Google",
        "entities": [
            {"id": 40, "start_offset": 13, "end_offset": 19, "label": "ORG"},
            {"id": 41, "start_offset": 0, "end_offset": 4, "label": "PER"},
        ],
        "relations": [{"id": 9, "from_id": 40, "to_id": 41, "type": "foundedBy"}],
    }
    (document,) = read(file("a.jsonl", lines(record))).documents
    assert entities(document) == [("Page", "PER"), ("Google", "ORG")]
    (link,) = document.relations
    assert (link.head, link.tail, link.label) == (2, 1, "foundedBy")
    assert link.id not in {span.id for span in document.spans}


def test_comments_of_projects_with_relations_become_the_note(file: Tool, read: Tool) -> None:
    record = {"text": "a", "entities": [], "relations": [], "Comments": [{"id": 3, "comment": "not sure"}]}
    (document,) = read(file("a.jsonl", lines(record)), "doccano").documents
    assert (document.note, document.meta) == ("not sure", {})


def test_a_relation_to_nothing_is_an_error(file: Tool, read: Tool) -> None:
    record = {"text": "ab", "entities": [], "relations": [{"id": 1, "from_id": 4, "to_id": 5, "type": "x"}]}
    assert read(file("a.jsonl", lines(record)), "doccano").kinds == [("relation-without-span", 1)]


def test_numbers_for_labels_are_kept_and_said(file: Tool, read: Tool, entities: Tool) -> None:
    spans = [{"label": 1, "start_offset": 0, "end_offset": 2, "user": 1}]
    outcome = read(file("a.jsonl", lines({"text": "EU rejects", "annotations": spans})))
    assert entities(outcome.documents[0]) == [("EU", "1")]
    assert outcome.kinds == [("numeric-label", 0)]


def test_other_annotators_are_not_merged_in_silence(file: Tool, read: Tool) -> None:
    spans = [{"label": 1, "start_offset": 0, "end_offset": 2, "user": user} for user in (3, 4)]
    outcome = read(file("a.jsonl", lines({"text": "EU rejects", "annotations": spans})))
    assert len(outcome.documents[0].spans) == 1
    assert ("other-annotators", 1) in outcome.kinds


def test_names_are_labels_of_the_whole_document(file: Tool, read: Tool) -> None:
    content = lines({"text": "goal!", "label": ["sport"]}, {"text": "hm", "label": []})
    first, second = read(file("a.jsonl", content), "doccano").documents
    assert [label.label for label in first.labels] == ["sport"]
    assert (second.status, second.labels) == (Status.TODO, ())


def test_intents_with_their_slots(file: Tool, read: Tool, entities: Tool) -> None:
    record = {"text": "to Tacoma", "entities": [[3, 9, "City"]], "cats": ["flight"]}
    path = file("a.jsonl", lines(record))
    assert formats.guess(path).format == "doccano"
    (document,) = read(path).documents
    assert (entities(document), [label.label for label in document.labels]) == (
        [("Tacoma", "City")],
        ["flight"],
    )


def test_utf16_offsets_are_found(file: Tool, read: Tool, entities: Tool) -> None:
    record = {"text": "👨🏻‍🚒 firemen drive firetrucks", "label": [[22, 32, "THING"]]}
    outcome = read(file("a.jsonl", lines(record)))
    assert outcome.facts["offsets"].value == "utf16"
    assert entities(outcome.documents[0]) == [("firetrucks", "THING")]


def test_code_points_are_found(file: Tool, read: Tool, entities: Tool) -> None:
    records = [
        {"text": f"👨🏻‍🚒 firemen drive {thing}", "label": [[19, 19 + len(thing), "THING"]]}
        for thing in THINGS.split()
    ]
    outcome = read(file("a.jsonl", lines(*records)))
    assert [entities(document) for document in outcome.documents][:2] == [
        [("firetrucks", "THING")],
        [("buses", "THING")],
    ]
    assert outcome.problems == []


def test_one_entity_is_no_reason_for_another_unit_and_the_user_is_asked(
    file: Tool, read: Tool, entities: Tool
) -> None:
    record = {"text": "👨🏻‍🚒 firemen drive firetrucks", "label": [[19, 29, "THING"]]}
    path = file("a.jsonl", lines(record))
    outcome = read(path)
    assert outcome.kinds == [("offsets-in-doubt", 0)]
    assert [reading.value for reading in outcome.facts["offsets"].readings] == ["utf16", "code_point"]
    assert entities(read(path, offsets="code_point").documents[0]) == [("firetrucks", "THING")]


def test_doubt_is_said_and_read_as_doccano_writes(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.jsonl", lines({"text": "😀中文字", "label": [[2, 3, "X"]]})))
    assert entities(outcome.documents[0]) == [("中", "X")]
    assert outcome.kinds == [("offsets-in-doubt", 0)]


def test_the_user_may_say_the_unit(file: Tool, read: Tool, entities: Tool) -> None:
    path = file("a.jsonl", lines({"text": "😀中文字", "label": [[2, 3, "X"]]}))
    outcome = read(path, "doccano", offsets="code_point")
    assert (entities(outcome.documents[0]), outcome.problems) == ([("文", "X")], [])


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"label": [[0, 1, "X"]]}, "no-text"),
        ({"text": "ab", "label": [[0, 3, "X"]]}, "span-outside-text"),
        ({"text": "ab", "label": [[1, 1, "X"]]}, "empty-span"),
        ({"text": "ab", "label": [[0, 1, ""]]}, "no-label"),
        ({"text": "ab", "label": {"a": 1}}, "spans-unreadable"),
    ],
)
def test_a_broken_record_is_an_error_with_its_line(file: Tool, read: Tool, record: Any, kind: str) -> None:
    outcome = read(file("a.jsonl", lines({"text": "ok", "label": [[0, 2, "X"]]}, record)), "doccano")
    assert outcome.kinds == [(kind, 2)]
    assert len(outcome.documents) == 1


def test_a_truncated_line_is_an_error_with_its_line(file: Tool, read: Tool) -> None:
    outcome = read(file("a.jsonl", lines({"text": "ok", "label": [[0, 2, "X"]]}) + '{"text": "b'))
    assert outcome.kinds == [("broken-json", 2)]


def test_a_span_that_stands_twice_comes_in_once(file: Tool, read: Tool) -> None:
    outcome = read(file("a.jsonl", lines({"text": "ab", "label": [[0, 2, "X"], [0, 2, "X"]]})))
    assert len(outcome.documents[0].spans) == 1
    assert outcome.kinds == [("span-twice", 1)]


def test_fields_of_another_name_are_found(file: Tool, read: Tool, entities: Tool) -> None:
    record = {"column_data": "EU rejects", "column_label": [[0, 2, "ORG"]]}
    assert entities(read(file("a.jsonl", lines(record))).documents[0]) == [("EU", "ORG")]


NESTED = Document(
    1,
    "😀 Bank of China",
    spans=(Span(1, 2, 15, "ORG"), Span(2, 10, 15, "LOC")),
    status=Status.DONE,
    note="two\nlines",
    key="k",
    meta={"wiki": 1},
)


@pytest.mark.parametrize("unit", ["utf16", "code_point", "grapheme"])
@pytest.mark.parametrize("shape", ["label", "entities"])
def test_what_is_written_comes_back(
    tmp_path: Path, read: Tool, write: Tool, entities: Tool, unit: str, shape: str
) -> None:
    path = write(tmp_path / "a.jsonl", "doccano", [NESTED], offsets=unit, shape=shape)
    (back,) = read(path, offsets=unit).documents
    assert (back.text, entities(back)) == (NESTED.text, entities(NESTED))
    assert (back.note, back.key, back.meta) == (NESTED.note, "k", {"wiki": 1})


def test_doccano_gets_utf16_units(tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "a.jsonl", "doccano", [NESTED])
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["label"] == [[3, 16, "ORG"], [11, 16, "LOC"]]


def test_relations_and_labels_come_back(tmp_path: Path, read: Tool, write: Tool) -> None:
    document = Document(
        1,
        "Bank of China",
        spans=(Span(4, 0, 4, "ORG"), Span(7, 8, 13, "LOC")),
        labels=(DocumentLabel("news"),),
        relations=(Relation(9, 4, 7, "in"),),
        status=Status.DONE,
    )
    (back,) = read(write(tmp_path / "a.jsonl", "doccano", [document])).documents
    assert [(link.head, link.tail, link.label) for link in back.relations] == [(1, 2, "in")]
    assert [label.label for label in back.labels] == ["news"]
    assert formats.losses("doccano", [document]) == []


def test_classification_is_a_list_of_names(tmp_path: Path, write: Tool) -> None:
    document = Document(1, "goal!", labels=(DocumentLabel("sport"),))
    path = write(tmp_path / "a.jsonl", "doccano", [document], task="text_classification")
    assert json.loads(path.read_text(encoding="utf-8"))["label"] == ["sport"]


def test_an_unknown_unit_is_refused(tmp_path: Path, write: Tool) -> None:
    with pytest.raises(UserError, match="offsets is one of"):
        write(tmp_path / "a.jsonl", "doccano", [NESTED], offsets="bytes")


LINKED = replace(NESTED, relations=(Relation(3, 1, 2, "in"),))


@pytest.mark.parametrize("order", [(NESTED, LINKED), (LINKED, NESTED)])
def test_all_lines_have_the_shape_that_one_of_them_needs(
    tmp_path: Path, read: Tool, write: Tool, entities: Tool, order: tuple[Document, ...]
) -> None:
    path = write(tmp_path / "a.jsonl", "doccano", list(order))
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [("label" in record, len(record["entities"])) for record in records] == [(False, 2)] * 2
    assert [list(record) for record in records] == [
        ["id", "text", "entities", "relations", "Comments", "wiki"]
    ] * 2
    back = read(path).documents
    assert [(entities(d), d.key, len(d.relations)) for d in back] == [
        (entities(d), "k", len(d.relations)) for d in order
    ]


def test_labels_beside_entities_are_written_as_intents(tmp_path: Path, read: Tool, write: Tool) -> None:
    documents = [NESTED, replace(NESTED, labels=(DocumentLabel("flight"),))]
    path = write(tmp_path / "a.jsonl", "doccano", documents)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(len(record["entities"]), record.get("cats")) for record in records] == [
        (2, None),
        (2, ["flight"]),
    ]


@pytest.mark.parametrize("task", ["ner", "text_classification"])
def test_all_lines_have_an_id_if_one_has(tmp_path: Path, read: Tool, write: Tool, task: str) -> None:
    documents = [Document(1, "a"), Document(2, "b", key="7"), Document(3, "c")]
    path = write(tmp_path / "a.jsonl", "doccano", documents, task=task)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == [None, "7", None]
    assert [document.key for document in read(path, "doccano").documents] == ["", "7", ""]


@pytest.mark.parametrize("shape", ["auto", "entities"])
def test_signs_beyond_ascii_are_escaped_as_doccano_guesses_encodings(
    tmp_path: Path, write: Tool, shape: str
) -> None:
    path = write(tmp_path / "a.jsonl", "doccano", [NESTED], shape=shape)
    assert path.read_bytes().isascii()
    path = write(tmp_path / "a.jsonl", "doccano", [NESTED], shape=shape, escape="no")
    assert "😀" in path.read_text(encoding="utf-8")
