"""Label Studio, reading: tasks of every version, JSON-MIN, and the configuration beside them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Origin, Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]
TEXT = "EU rejects German call"
CONFIG = """<View>
  <Labels name="ner" toName="body"><Label value="ORG"/><Label value="MISC" alias="misc"/></Labels>
  <Text name="body" value="$story"/>
  <Choices name="topic" toName="body"><Choice value="sport"/></Choices>
</View>"""


def region(start: int, end: int, *labels: str, text: str | None = None, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": list(labels)} | ({} if text is None else {"text": text})
    return {
        "id": f"r{start}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": value,
    } | more


def choice(name: str, control: str = "choice", **more: Any) -> dict[str, Any]:
    return {"from_name": control, "to_name": "text", "type": "choices", "value": {"choices": [name]}} | more


def task(*annotations: Any, text: str = TEXT, **more: Any) -> dict[str, Any]:
    made = [each if isinstance(each, dict) else {"result": each} for each in annotations]
    return {"id": 7, "data": {"text": text}, "annotations": made} | more


def made(*tasks: Any) -> str:
    return json.dumps(list(tasks), ensure_ascii=False)


def test_regions_become_entities(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.json", made(task([region(0, 2, "ORG", text="EU"), region(11, 17, "MISC")]))))
    (document,) = outcome.documents
    assert entities(document) == [("EU", "ORG"), ("German", "MISC")]
    assert (document.key, document.status, document.meta) == ("7", Status.DONE, {})
    assert document.spans[0].origin is Origin.IMPORT
    assert outcome.problems == []


@pytest.mark.parametrize("indent", [None, 2])
def test_it_is_told_from_other_json(file: Tool, indent: int | None) -> None:
    path = file("a.json", json.dumps([task([region(0, 2, "ORG")])], indent=indent))
    assert formats.guess(path).format == "labelstudio"
    long = file("b.json", json.dumps([task([region(0, 2, "ORG")], text=TEXT)] * 5_000, indent=indent))
    assert formats.guess(long).format == "labelstudio"


def test_a_first_task_longer_than_the_head_is_told_as_well(file: Tool) -> None:
    long = {"annotations": [{"result": [region(0, 2, "ORG")]}], "data": {"text": TEXT * 10_000}}
    assert formats.guess(file("a.json", made(long))).format == "labelstudio"


def test_one_task_a_file_and_one_task_a_line_are_read(file: Tool, read: Tool, entities: Tool) -> None:
    one = task([region(0, 2, "ORG")])
    for content in (json.dumps(one), json.dumps(one, indent=4), json.dumps(one) + "\n" + json.dumps(one)):
        outcome = read(file("a.json", content))
        assert {tuple(entities(document)) for document in outcome.documents} == {(("EU", "ORG"),)}


def test_a_region_with_several_labels_is_several_entities(file: Tool, read: Tool, entities: Tool) -> None:
    (document,) = read(file("a.json", made(task([region(0, 2, "ORG", "MISC")])))).documents
    assert entities(document) == [("EU", "ORG"), ("EU", "MISC")]


def test_an_annotation_without_results_says_that_there_is_nothing(file: Tool, read: Tool) -> None:
    outcome = read(file("a.json", made(task([]), task())))
    assert [document.status for document in outcome.documents] == [Status.DONE, Status.TODO]


def test_old_exports_have_completions(file: Tool, read: Tool, entities: Tool) -> None:
    old = {"id": 1, "data": {"text": TEXT}, "completions": [{"id": 1, "result": [region(0, 2, "ORG")]}]}
    (document,) = read(file("a.json", made(old))).documents
    assert entities(document) == [("EU", "ORG")]


# Several annotators.


def test_annotators_are_kept_apart(file: Tool, read: Tool, entities: Tool) -> None:
    both = task(
        {"result": [region(0, 2, "ORG")], "completed_by": 5},
        {"result": [region(0, 2, "LOC")], "completed_by": {"id": 6, "email": "b@x.org"}},
    )
    outcome = read(file("a.json", made(both)))
    first, second = outcome.documents
    assert (entities(first), entities(second)) == ([("EU", "ORG")], [("EU", "LOC")])
    assert (first.meta["annotator"], second.meta["annotator"]) == ("5", "b@x.org")
    assert first.group == second.group != ""
    assert outcome.facts["annotators"].value == "5, b@x.org"


def test_one_annotator_may_be_chosen(file: Tool, read: Tool, entities: Tool) -> None:
    both = [{"result": [region(0, 2, label)], "completed_by": who} for who, label in ((5, "A"), (6, "B"))]
    other = task({"result": [], "completed_by": 5}, text="only by five")
    outcome = read(file("a.json", made(task(*both), other)), annotators="6")
    (document,) = outcome.documents
    assert entities(document) == [("EU", "B")]
    assert outcome.kinds == [("other-annotators", 0)]
    assert "2 annotations of other annotators" in outcome.problems[0].text


def test_an_annotator_who_is_not_there_is_an_error(file: Tool, read: Tool) -> None:
    path = file("a.json", made(task({"result": [], "completed_by": 5})))
    with pytest.raises(UserError, match=r"has no annotator 9\. It has 5"):
        read(path, annotators="9")


def test_two_annotations_of_one_person_have_names_of_their_own(file: Tool, read: Tool) -> None:
    same = [{"result": [region(0, 2, label)], "completed_by": 5} for label in ("A", "B")]
    assert [d.meta["annotator"] for d in read(file("a.json", made(task(*same)))).documents] == ["5", "5 (2)"]


def test_a_task_that_was_given_up_is_a_skipped_document(file: Tool, read: Tool) -> None:
    outcome = read(file("a.json", made(task({"result": [region(0, 2, "ORG")], "was_cancelled": True}))))
    assert [document.status for document in outcome.documents] == [Status.SKIPPED]
    assert outcome.kinds == [("skipped-task", 0)]


def test_what_was_given_up_beside_other_annotations_is_left_out_and_said(file: Tool, read: Tool) -> None:
    outcome = read(file("a.json", made(task([], {"result": [region(0, 2, "X")], "was_cancelled": True}))))
    assert [(d.status, d.spans) for d in outcome.documents] == [(Status.DONE, ())]
    assert outcome.kinds == [("cancelled", 0)]


def test_a_draft_alone_is_a_document_begun(file: Tool, read: Tool, entities: Tool) -> None:
    begun = task(drafts=[{"result": [region(0, 2, "ORG")], "user": "a@x.org"}])
    beside = task([], drafts=[{"result": [region(0, 2, "ORG")]}])
    outcome = read(file("a.json", made(begun, beside)))
    first, second = outcome.documents
    assert (first.status, entities(first)) == (Status.STARTED, [("EU", "ORG")])
    assert (second.status, second.spans) == (Status.DONE, ())
    assert second.meta["labelstudio"]["drafts"] == beside["drafts"]
    assert outcome.kinds == [("draft-kept", 0)]


# Predictions.


def test_predictions_become_suggestions(file: Tool, read: Tool) -> None:
    prediction = {
        "model_version": "m1",
        "score": 0.5,
        "result": [region(0, 2, "ORG", score=0.9), region(11, 17, "MISC"), choice("news", score=0.25)],
    }
    (document,) = read(file("a.json", made(task(predictions=[prediction])))).documents
    assert [(s.label, s.confidence, s.origin) for s in document.suggestions] == [
        ("ORG", 0.9, Origin.MODEL),
        ("MISC", None, Origin.MODEL),
    ]
    assert [(each.label, each.confidence) for each in document.label_suggestions] == [("news", 0.25)]
    (kept,) = document.meta["labelstudio"]["predictions"]
    assert (kept["model_version"], kept["score"]) == ("m1", 0.5)
    assert document.status is Status.TODO


def test_the_score_of_a_prediction_is_that_of_its_results(file: Tool, read: Tool) -> None:
    prediction = {"score": 0.5, "result": [region(0, 2, "ORG")]}
    (document,) = read(file("a.json", made(task(predictions=[prediction])))).documents
    assert document.suggestions[0].confidence == 0.5


def test_ids_of_suggestions_go_on_after_those_of_annotations(file: Tool, read: Tool) -> None:
    links = [{"type": "relation", "from_id": "r0", "to_id": "r11", "direction": "right", "labels": ["x"]}]
    one = task(
        [region(0, 2, "A"), region(11, 17, "B"), *links], predictions=[{"result": [region(3, 10, "C")]}]
    )
    (document,) = read(file("a.json", made(one))).documents
    assert [span.id for span in (*document.spans, *document.suggestions)] == [1, 2, 3]
    assert document.relations[0].id == 4


def test_a_prediction_that_was_accepted_is_no_suggestion(file: Tool, read: Tool) -> None:
    one = task(
        [region(0, 2, "ORG")], predictions=[{"result": [region(0, 2, "ORG"), region(11, 17, "X")]}] * 2
    )
    outcome = read(file("a.json", made(one)))
    assert [span.label for span in outcome.documents[0].suggestions] == ["X"]
    assert outcome.kinds == [("suggestion-twice", 0)]
    assert "3 predictions" in outcome.problems[0].text


# Relations and choices.


@pytest.mark.parametrize(
    ("direction", "expected"),
    [("right", [(1, 2)]), ("left", [(2, 1)]), ("bi", [(1, 2), (2, 1)]), (None, [(1, 2)])],
)
def test_relations_have_directions(file: Tool, read: Tool, direction: str, expected: list[Any]) -> None:
    link = {"type": "relation", "from_id": "r0", "to_id": "r11", "direction": direction, "labels": ["by"]}
    (document,) = read(file("a.json", made(task([region(0, 2, "A"), region(11, 17, "B"), link])))).documents
    assert [(each.head, each.tail) for each in document.relations] == expected
    assert {each.label for each in document.relations} == {"by"}


def test_a_relation_without_labels_has_an_empty_one(file: Tool, read: Tool) -> None:
    link = {"type": "relation", "from_id": "r0", "to_id": "r0", "direction": "right"}
    (document,) = read(file("a.json", made(task([region(0, 2, "A"), link])))).documents
    assert [each.label for each in document.relations] == [""]


def test_a_relation_to_nothing_is_an_error(file: Tool, read: Tool) -> None:
    link = {"type": "relation", "from_id": "r0", "to_id": "?", "direction": "right"}
    content = made(task([region(0, 2, "A"), link]))
    assert read(file("a.json", content)).kinds == [("relation-without-span", 1)]
    outcome = read(file("a.json", content), handling={"relation-without-span": "drop"})
    assert len(outcome.documents) == 1


def test_choices_are_labels_of_the_document(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.json", made(task([choice("sport"), choice("news")])))).documents
    assert [label.label for label in document.labels] == ["sport", "news"]


def test_the_same_answer_to_two_questions_names_the_question(file: Tool, read: Tool) -> None:
    answers = [choice("yes", "fun"), choice("yes", "true"), choice("maybe", "fun")]
    (document,) = read(file("a.json", made(task(answers)))).documents
    assert [label.label for label in document.labels] == ["fun: yes", "true: yes", "maybe"]


def test_other_answers_are_kept_and_counted(file: Tool, read: Tool) -> None:
    others = [
        {"type": "rating", "from_name": "stars", "to_name": "text", "value": {"rating": 3}},
        {"type": "taxonomy", "from_name": "tax", "to_name": "text", "value": {"taxonomy": [["a", "b"]]}},
        # An answer to one region is no label of the document.
        choice("sure", id="r0", value={"start": 0, "end": 2, "choices": ["sure"]}),
    ]
    outcome = read(file("a.json", made(task([region(0, 2, "ORG"), *others]))))
    (document,) = outcome.documents
    assert document.meta["labelstudio"]["results"] == others
    assert document.meta["labelstudio"]["regions"] == {"1": {"id": "r0"}}
    assert document.labels == ()
    assert outcome.kinds == [("results-kept", 0)]
    assert "choices 1, rating 1, taxonomy 1" in outcome.problems[0].text


def test_a_rating_alone_says_nothing_about_entities(file: Tool, read: Tool) -> None:
    rating = {"type": "rating", "from_name": "stars", "to_name": "text", "value": {"rating": 3}}
    (document,) = read(file("a.json", made(task([rating])))).documents
    assert document.status is Status.TODO


def test_words_about_a_region_are_its_note(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.json", made(task([region(0, 2, "ORG", meta={"text": ["sure?"]})])))).documents
    assert document.spans[0].note == "sure?"


def test_seconds_of_a_sound_are_no_positions(file: Tool, read: Tool) -> None:
    sound = {"type": "labels", "to_name": "audio", "value": {"start": 0.5, "end": 1.25, "labels": ["noise"]}}
    outcome = read(file("a.json", made(task([sound, region(0, 2, "ORG")]))))
    assert [span.label for span in outcome.documents[0].spans] == ["ORG"]
    assert outcome.kinds == [("results-kept", 0)]


# Positions.


def test_utf16_units_of_old_versions_are_found(file: Tool, read: Tool, entities: Tool) -> None:
    text = "👨🏻‍🚒 firemen drive firetrucks"
    outcome = read(file("a.json", made(task([region(22, 32, "X", text="firetrucks")], text=text))))
    assert outcome.facts["offsets"].value == "utf16"
    assert entities(outcome.documents[0]) == [("firetrucks", "X")]


def test_code_points_are_preferred(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.json", made(task([region(2, 3, "X")], text="😀中文字"))))
    assert entities(outcome.documents[0]) == [("文", "X")]
    assert outcome.kinds == [("offsets-in-doubt", 0)]


def test_line_ends_that_the_browser_folded_are_found(file: Tool, read: Tool, entities: Tool) -> None:
    (document,) = read(
        file("a.json", made(task([region(4, 9, "LOC", text="Paris")], text="A\r\nB\r\nParis")))
    ).documents
    assert (document.text, entities(document)) == ("A\r\nB\r\nParis", [("Paris", "LOC")])


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("A\nB", "A\\nB"),
        ("A\r\nB", "A\\n\\nB"),
        ("A\r\nB", "A\n\nB"),
        ("A\r\nB", "A\r\nB"),
        ("A\r\nB", "A\nB"),
        ("A\\nB", "A\\nB"),
    ],
)
def test_a_surface_may_tell_line_breaks_in_other_ways(
    file: Tool, read: Tool, entities: Tool, text: str, surface: str
) -> None:
    outcome = read(file("a.json", made(task([region(0, len(text), "X", text=surface)], text=text + " C"))))
    assert [entities(document) for document in outcome.documents] == [[(text, "X")]]
    assert outcome.problems == []


def test_a_surface_that_is_not_there_names_its_task(file: Tool, read: Tool) -> None:
    wrong = task([region(0, 2, "X", text="UN")])
    outcome = read(file("a.json", made(task([region(0, 2, "X", text="EU")]), wrong | {"id": 99})))
    assert outcome.kinds == [("span-text-differs", 1)]
    assert outcome.problems[0].text.startswith("Task 99: The entity 0 to 2 should read “UN”")
    assert len(outcome.documents) == 1


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        (task([region(0, 99, "X")]), "span-outside-text"),
        (task([region(0, 2)]), "no-label"),
        (task({"result": "?"}), "spans-unreadable"),
        ({"data": {"text": TEXT}, "annotations": {"1": []}}, "spans-unreadable"),
        ({"data": {"text": TEXT}, "annotations": [3]}, "spans-unreadable"),
        ({"data": {"picture": "x.png"}, "annotations": []}, "no-text"),
        ({"data": {"text": ""}, "annotations": []}, "no-text"),
        (17, "no-object"),
    ],
)
def test_a_broken_task_is_said_with_its_line(file: Tool, read: Tool, broken: Any, kind: str) -> None:
    content = "[\n" + ",\n".join(json.dumps(each) for each in (task([region(0, 2, "X")]), broken)) + "\n]"
    outcome = read(file("a.json", content), "labelstudio")
    assert outcome.kinds == [(kind, 3)]
    assert len(outcome.documents) == 1


# Where the text is.


def test_the_configuration_beside_the_file_names_the_text(file: Tool, read: Tool, entities: Tool) -> None:
    file("config.xml", CONFIG)
    data = {"title": "x" * 99, "story": TEXT, "n": 4}
    one = {"id": 1, "data": data, "annotations": [{"result": [region(0, 2, "ORG", to_name="body")]}]}
    outcome = read(file("a.json", made(one)))
    (document,) = outcome.documents
    assert (document.text, entities(document)) == (TEXT, [("EU", "ORG")])
    assert document.meta["title"] == data["title"]
    assert outcome.facts["text"].value == "story"
    assert [label.name for label in outcome.labels] == ["ORG", "misc"]
    topics = read(file("a.json", made(one)), task="text_classification").labels
    assert [label.name for label in topics] == ["sport"]


def test_a_file_of_annotations_finds_it_in_the_folder_above(tmp_path: Path, read: Tool) -> None:
    folder = tmp_path / "annotations"
    folder.mkdir()
    (tmp_path / "config.xml").write_text(CONFIG, encoding="utf-8")
    path = folder / "1.json"
    path.write_text(json.dumps({"data": {"title": "x" * 99, "story": TEXT}}), encoding="utf-8")
    assert read(path).documents[0].text == TEXT


@pytest.mark.parametrize(
    "config",
    [
        "<View><Labels",
        "<html><Text name='body' value='$title'/></html>",
        '<!DOCTYPE v [<!ENTITY a "aaaa">]><View><Text name="body" value="$title"/></View>',
        "\0",
    ],
)
def test_a_configuration_that_is_none_is_passed_over(file: Tool, read: Tool, config: str) -> None:
    file("config.xml", config)
    (document,) = read(file("a.json", made({"data": {"title": "?", "text": TEXT}}))).documents
    assert document.text == TEXT


def test_a_project_of_pictures_is_refused(file: Tool, read: Tool) -> None:
    file("config.xml", '<View><Image name="i" value="$image"/></View>')
    with pytest.raises(UserError, match="shows no texts but image"):
        read(file("a.json", made({"data": {"image": "http://x/y.png"}, "annotations": []})))


def test_tasks_of_pictures_alone_hold_no_text(file: Tool, read: Tool) -> None:
    with pytest.raises(UserError, match="hold no text, only image"):
        read(file("a.json", made({"data": {"image": "s3://x/y.png"}, "annotations": []})))


def test_without_a_configuration_surfaces_tell_the_text(file: Tool, read: Tool, entities: Tool) -> None:
    data = {"abstract": "A longer text that nobody has annotated at all.", "body": TEXT}
    one = {"data": data, "annotations": [{"result": [region(0, 2, "ORG", text="EU")]}]}
    (document,) = read(file("a.json", made(one))).documents
    assert (document.text, document.meta) == (TEXT, {"abstract": data["abstract"]} | document.meta)


def test_the_user_may_name_the_text(file: Tool, read: Tool) -> None:
    path = file("a.json", made({"data": {"a": "one text here", "b": "another text"}, "annotations": []}))
    with pytest.raises(UserError, match="not clear which column"):
        read(path)
    assert read(path, columns={"text": "b"}).documents[0].text == "another text"


def test_a_text_may_lie_inside_another_field(
    tmp_path: Path, file: Tool, read: Tool, write: Tool, entities: Tool
) -> None:
    config = '<View><Text name="t" value="$parts[1].body"/></View>'
    file("config.xml", config)
    data = {"parts": [{"body": "x"}, {"body": TEXT}]}
    one = {"id": 1, "data": data, "annotations": [{"result": [region(0, 2, "ORG", to_name="t")]}]}
    outcome = read(file("a.json", made(one)))
    assert [entities(document) for document in outcome.documents] == [[("EU", "ORG")]]
    back = write(tmp_path / "b.json", "labelstudio", outcome.documents)
    assert json.loads(back.read_text(encoding="utf-8"))[0]["data"] == data
    assert entities(read(back).documents[0]) == [("EU", "ORG")]


def test_two_texts_of_a_task_are_two_documents_of_one_group(file: Tool, read: Tool, entities: Tool) -> None:
    file(
        "config.xml",
        '<View><Text name="q" value="$question"/><Text name="a" value="$answer"/>'
        '<Labels name="label" toName="q,a"><Label value="X"/></Labels></View>',
    )
    results = [region(0, 3, "X", to_name="q"), region(4, 9, "X", to_name="a", id="other")]
    link = {"type": "relation", "from_id": "r0", "to_id": "other", "direction": "right"}
    one = {
        "data": {"question": "Who came?", "answer": "Mrs Smith"},
        "annotations": [{"result": [*results, link]}],
    }
    outcome = read(file("a.json", made(one)))
    first, second = outcome.documents
    assert (entities(first), entities(second)) == ([("Who", "X")], [("Smith", "X")])
    assert first.group == second.group != ""
    assert outcome.kinds == [("results-kept", 0)]


def test_a_text_that_lies_elsewhere_is_not_fetched(file: Tool, read: Tool) -> None:
    file("config.xml", '<View><Text name="t" value="$text" valueType="url"/></View>')
    outcome = read(file("a.json", made({"data": {"text": "http://x/1.txt"}, "annotations": []})))
    assert outcome.kinds == [("text-elsewhere", 1)]


# Pages and conversations.

PAGE = "<div><h1>News &amp; more</h1><p>The <b>EU</b> rejects<br>it.</p></div><p>Paris</p>"


def page(**value: Any) -> dict[str, Any]:
    return region(0, 0, type="hypertextlabels", value={"hypertextlabels": ["ORG"], **value})


BOLD = "/div[1]/p[1]/b[1]/text()[1]"


@pytest.mark.parametrize(
    "value",
    [
        {"globalOffsets": {"start": 15, "end": 17}, "text": "EU"},
        {"start": 15, "end": 17, "text": "EU"},
        {"start": 15, "end": 17},
        {"start": BOLD, "startOffset": 0, "end": BOLD, "endOffset": 2, "text": "EU"},
    ],
)
def test_a_page_is_read_as_its_visible_text(file: Tool, read: Tool, entities: Tool, value: Any) -> None:
    one = task([page(**{"start": None, "end": None, **value})], text=PAGE)
    outcome = read(file("a.json", made(one)))
    (document,) = outcome.documents
    assert document.text == "News & more\nThe EU rejects\nit.\nParis"
    assert entities(document) == [("EU", "ORG")]
    assert document.meta["labelstudio"]["original"] == PAGE
    assert ("page-as-text", 0) in outcome.kinds


def test_a_place_in_the_tree_is_used_where_the_count_does_not_fit(
    file: Tool, read: Tool, entities: Tool
) -> None:
    value = page(
        start="/p[1]/text()[1]",
        end="/p[1]/text()[1]",
        startOffset=0,
        endOffset=5,
        globalOffsets={"start": 3, "end": 8},
        text="Paris",
    )
    (document,) = read(file("a.json", made(task([value], text=PAGE)))).documents
    assert entities(document) == [("Paris", "ORG")]


def test_a_region_of_a_page_that_is_not_there_is_named(file: Tool, read: Tool) -> None:
    value = page(globalOffsets={"start": 3, "end": 8}, text="Paris", start="/x[1]", end="/x[1]")
    outcome = read(file("a.json", made(task([value], text=PAGE))))
    assert outcome.kinds[0] == ("span-text-differs", 1)
    assert "“Paris” but the text there is “s & m”" in outcome.problems[0].text


def test_a_line_break_of_a_page_counts_as_one(file: Tool, read: Tool, entities: Tool) -> None:
    value = page(start=26, end=28, globalOffsets={"start": 26, "end": 28}, text="it")
    (document,) = read(file("a.json", made(task([value], text=PAGE)))).documents
    assert entities(document) == [("it", "ORG")]


def test_scripts_and_styles_are_not_seen(file: Tool, read: Tool, entities: Tool) -> None:
    text = "<style>p {}</style><p>EU</p><!-- no --><p>x</p>"
    one = task([page(start=5, end=7, globalOffsets={"start": 4, "end": 6}, text="EU")], text=text)
    (document,) = read(file("a.json", made(one))).documents
    assert (document.text, entities(document)) == ("EU\nx", [("EU", "ORG")])


def test_a_conversation_becomes_one_text(file: Tool, read: Tool, entities: Tool) -> None:
    talk = [{"author": "A", "text": "Who came?"}, {"author": "B", "text": "Mrs Smith."}]
    value = {"start": "0", "startOffset": 4, "end": "1", "endOffset": 9, "paragraphlabels": ["X"]}
    one = {
        "data": {"talk": talk},
        "annotations": [{"result": [region(0, 0, type="paragraphlabels", value=value)]}],
    }
    outcome = read(file("a.json", made(one)))
    (document,) = outcome.documents
    assert (document.text, entities(document)) == ("Who came?\nMrs Smith.", [("came?\nMrs Smith", "X")])
    assert document.meta["labelstudio"]["original"] == talk
    assert outcome.kinds == [("paragraphs-joined", 0)]


# JSON-MIN.


def small(**more: Any) -> dict[str, Any]:
    return {
        "text": TEXT,
        "source": "NYT",
        "id": 1,
        **more,
        "annotator": 5,
        "annotation_id": 8,
        "lead_time": 1.5,
    }


def test_json_min_is_read(file: Tool, read: Tool, entities: Tool) -> None:
    label = [{"start": 0, "end": 2, "text": "EU", "labels": ["ORG"]}]
    path = file("a.json", made(small(label=label, mood="good", stars=[{"rating": 3}])))
    assert formats.guess(path).format == "labelstudio"
    outcome = read(path)
    (document,) = outcome.documents
    assert entities(document) == [("EU", "ORG")]
    assert [each.label for each in document.labels] == ["good"]
    assert (document.key, document.meta["source"], document.meta["annotator"]) == ("1", "NYT", "5")
    assert document.meta["labelstudio"]["results"][0]["value"] == {"rating": 3}
    assert outcome.kinds == [("results-kept", 0)]


def test_annotations_of_one_task_in_json_min_are_kept_apart(file: Tool, read: Tool, entities: Tool) -> None:
    rows = [
        small(label=[{"start": 0, "end": 2, "labels": [name]}]) | {"annotator": who}
        for who, name in (("a@x.org", "A"), ("b@x.org", "B"))
    ]
    first, second = read(file("a.json", made(*rows))).documents
    assert (entities(first), entities(second)) == ([("EU", "A")], [("EU", "B")])
    assert first.group == second.group != ""


def test_words_in_json_min_are_no_labels(file: Tool, read: Tool) -> None:
    outcome = read(file("a.json", made(*(small(why=f"because of {n}") for n in range(40)))))
    assert all(document.labels == () for document in outcome.documents)
    assert outcome.kinds == [("results-kept", 0)]


def test_a_task_of_json_min_that_nobody_annotated_is_to_do(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.json", made(small() | {"annotator": None, "annotation_id": None}))).documents
    assert document.status is Status.TODO


def test_data_with_an_id_of_its_own_is_not_taken_for_answers(file: Tool, read: Tool, entities: Tool) -> None:
    row = {"id": 1, "text": TEXT, "label": [{"start": 0, "end": 2, "labels": ["ORG"]}]}
    (document,) = read(
        file("a.json", made(row | {"annotator": 5, "annotation_id": 8, "lead_time": 1}))
    ).documents
    assert (document.text, entities(document), document.labels) == (TEXT, [("EU", "ORG")], ())


@pytest.mark.parametrize("mark", ["<![x]>", "<![[[>", "<![if !vml]>", "<!--" * 50_000])
def test_a_page_with_marks_that_are_none_is_read(file: Tool, read: Tool, mark: str) -> None:
    config = '<View><HyperText name="page" value="$page"/><HyperTextLabels name="l" toName="page"/></View>'
    task = {"data": {"page": f"<p>EU{mark} rejects"}, "annotations": []}
    file("a.config.xml", config)
    assert read(file("a.json", json.dumps([task])), "labelstudio").documents[0].text.startswith("EU")


def test_annotations_beside_the_tasks_are_told_for_they_hold_the_same_texts(file: Tool, read: Tool) -> None:
    path = file("tasks.json", made(task([region(0, 2, "ORG")])))
    assert read(path).problems == []
    inner = path.parent / "annotations"
    inner.mkdir()
    assert read(path).problems == []
    (inner / "1.json").write_text(json.dumps(task([region(0, 2, "ORG")])), encoding="utf-8")
    (problem,) = read(path).problems
    assert (problem.kind, problem.severity) == ("same-texts", "repaired")
    assert "The folder annotations beside tasks.json may hold the same texts once more" in problem.text
    assert read(inner / "1.json").problems == []


def test_a_region_whose_label_is_null_has_none(file: Tool, read: Tool) -> None:
    value = {"start": 0, "end": 4, "text": "Anna", "labels": [None]}
    result = {"from_name": "label", "to_name": "text", "type": "labels", "value": value}
    task = {"id": 1, "data": {"text": "Anna says"}, "annotations": [{"result": [result]}]}
    outcome = read(file("a.json", json.dumps([task])), "labelstudio")
    assert [problem.kind for problem in outcome.problems] == ["no-label"]
