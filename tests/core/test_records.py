"""Documents as JSON records: there and back, and what is refused on the way."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.documents import (
    Answer,
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
    span_order,
    standing,
)
from bertstudio.core.errors import UserError
from bertstudio.core.records import from_record, to_record

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
# No label of a project has blanks at its ends.
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5).filter(
    lambda name: name == name.strip()
)
origins = st.sampled_from(Origin)
confidences = st.none() | st.floats(0, 1)
numbers = st.none() | st.integers(1, 99)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
document_labels = st.builds(DocumentLabel, names, origins, confidences, numbers)


@st.composite
def span_lists(draw: st.DrawFn, text: str, first_id: int) -> tuple[Span, ...]:
    spans = []
    for number in range(draw(st.integers(0, 3)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        made = (draw(origins), draw(confidences), draw(numbers), draw(words))
        spans.append(Span(first_id + number, start, end, draw(names), *made))
    return tuple(sorted(spans, key=span_order))


@st.composite
def all_documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(max_size=20))
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return Document(
        id=draw(st.integers(1, 99)),
        text=text,
        title=draw(words),
        spans=draw(span_lists(text, 1)),
        suggestions=draw(span_lists(text, 10)),
        labels=tuple(draw(st.lists(document_labels, max_size=2))),
        label_suggestions=tuple(draw(st.lists(document_labels, max_size=2))),
        relations=tuple(
            draw(st.lists(st.builds(Relation, st.just(20), *[st.integers(1, 3)] * 2, names, origins)))
        ),
        answers=(
            Answer(30, draw(words), 0, 1, draw(origins), draw(confidences)),
            Answer(31, "?", None, None),
        ),
        split=draw(st.sampled_from(Split)),
        status=draw(st.sampled_from(Status)),
        flagged=draw(st.booleans()),
        note=draw(words),
        language=draw(st.sampled_from(["", "zh"])),
        source=draw(words),
        group=draw(words),
        key=draw(names),
        tokens=tuple(zip(borders[::2], borders[1::2], strict=False)),
        meta=draw(st.dictionaries(words, json_values, max_size=2)),
    )


@given(all_documents())
def test_a_document_comes_back_from_json_as_it_was(document: Document) -> None:
    line = json.dumps(to_record(document))
    # A relation that waits for an entity that was removed is no part of what a file can say.
    whole = replace(document, relations=standing(document))
    assert from_record(json.loads(line), document.id) == whole


def test_a_document_without_a_key_is_named_by_its_id() -> None:
    assert to_record(Document(7, "text"))["id"] == "7"


def test_empty_fields_are_left_out() -> None:
    assert set(to_record(Document(7, "text"))) == {
        "id",
        "text",
        "spans",
        "labels",
        "split",
        "status",
        "sha256",
    }


def test_a_span_says_what_it_covers() -> None:
    record = to_record(Document(1, "海港 😀", spans=(Span(1, 3, 4, "EMOJI"),)))
    assert record["spans"] == [{"id": 1, "start": 3, "end": 4, "label": "EMOJI", "text": "😀"}]


def test_a_bare_record_is_a_document() -> None:
    assert from_record({"text": "Maria"}, 5) == Document(5, "Maria")


def test_a_record_without_language_and_source_gets_those_of_its_file() -> None:
    found = from_record({"text": "Maria"}, language="pt", source="a.jsonl")
    own = from_record({"text": "Maria", "language": "en", "source": "b"}, language="pt", source="a.jsonl")
    assert (found.language, found.source) == ("pt", "a.jsonl")
    assert (own.language, own.source) == ("en", "b")


def test_spans_may_come_without_ids() -> None:
    spans = [{"start": 0, "end": 1, "label": "A", "id": 2}, {"start": 1, "end": 2, "label": "B"}]
    found = from_record(
        {"text": "Maria", "spans": spans, "suggestions": [{"start": 2, "end": 3, "label": "C"}]}
    )
    assert [span.id for span in found.spans] == [2, 3]
    assert [span.id for span in found.suggestions] == [4]


def test_spans_come_in_order() -> None:
    spans = [
        {"start": 3, "end": 4, "label": "A"},
        {"start": 0, "end": 1, "label": "B"},
        {"start": 0, "end": 4, "label": "C"},
    ]
    assert [span.label for span in from_record({"text": "Maria", "spans": spans}).spans] == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": None}, "There is no text"),
        ({"text": "Other"}, "its checksum differs"),
        ({"sha256": None}, "its checksum differs"),
        ({"spans": None}, "of another kind"),
        ({"split": ["dev"]}, "of another kind"),
        ({"spans": [{"start": 0, "end": float("inf"), "label": "A"}]}, "of another kind"),
        ({"spans": [{"id": 1 << 70, "start": 0, "end": 1, "label": "A"}]}, "of another kind"),
        ({"spans": [{"run": 1 << 70, "start": 0, "end": 1, "label": "A"}]}, "of another kind"),
        ({"relations": [{"id": 1, "head": 1 << 70, "tail": 1, "label": "A"}]}, "of another kind"),
        ({"answers": [{"id": 1, "question": "?", "start": 0, "end": 1 << 70}]}, "of another kind"),
        ({"spans": [{"start": 0, "end": 99, "label": "A"}]}, "0 to 99 lies outside the text, which has 11"),
        ({"spans": [{"start": 3, "end": 3, "label": "A"}]}, "lies outside the text"),
        ({"spans": [{"start": -2, "end": 3, "label": "A"}]}, "lies outside the text"),
        (
            {"spans": [{"start": 0, "end": 5, "label": "A", "text": "maria"}]},
            "should read “maria” but the text there is “Maria”",
        ),
        ({"spans": [{"start": 0, "end": 5}]}, "A field is missing"),
        ({"spans": [{"start": "x", "end": 5, "label": "A"}]}, "A field is missing or of another kind"),
        ({"spans": [{"start": 0, "end": 1, "label": "A", "id": 1}] * 2}, "Two entities have the number 1"),
        ({"spans": 5}, "A field is missing or of another kind"),
        ({"split": "training"}, "A field is missing or of another kind"),
        ({"status": "ready"}, "A field is missing or of another kind"),
        ({"labels": [5]}, "A field is missing or of another kind"),
    ],
)
def test_a_record_that_is_not_whole_is_refused_in_words(change: dict[str, Any], message: str) -> None:
    record = to_record(Document(1, "Maria sails")) | change
    with pytest.raises(UserError, match=message):
        from_record(record)


def test_the_checksum_finds_a_changed_text() -> None:
    record = to_record(Document(1, "Maria sails"))
    assert from_record(record, 1) == replace(Document(1, "Maria sails"), key="1")
    record["text"] = "Maria  sails"
    with pytest.raises(UserError, match="checksum"):
        from_record(record)
