"""Spans of a file become spans of a document, and what is wrong with one is handled as the user says."""

from pathlib import Path

import pytest

from bertstudio.formats.base import ReadOptions, Severity
from bertstudio.formats.offsets import CODE_POINTS, Offsets, RawSpan
from bertstudio.formats.placing import found_offsets, placed, trouble

TEXT = "Anna met Ben, and Anna left."
WRONG = [RawSpan(0, 4, "PER", "Anna"), RawSpan(20, 24, "PER", "Anna"), RawSpan(40, 44, "PER", "Anna")]


def handling(name: str) -> ReadOptions:
    return ReadOptions(handling={"span-text-differs": name, "span-outside-text": name})


def test_a_wrong_span_makes_its_document_unreadable() -> None:
    found = placed(TEXT, WRONG, CODE_POINTS, ReadOptions())
    assert not found.is_readable
    assert [kind for _, kind, _ in found.troubles] == ["span-text-differs", "span-outside-text"]


def test_a_wrong_span_is_left_out_where_the_user_says_so() -> None:
    found = placed(TEXT, WRONG, CODE_POINTS, handling("drop"))
    assert found.is_readable
    assert (len(found.spans), found.ids, found.notes) == (1, (1, 0, 0), ())
    assert {severity for severity, _, _ in found.troubles} == {Severity.SKIPPED}


def test_what_is_left_out_is_kept_in_the_note() -> None:
    found = placed(TEXT, WRONG, CODE_POINTS, handling("note"))
    assert found.notes[0] == "Left out on import: PER 20 to 24 “Anna”"


def test_a_wrong_span_moves_to_the_nearest_place_of_its_text() -> None:
    found = placed(TEXT, WRONG, CODE_POINTS, handling("repair"))
    assert [(span.start, span.end) for span in found.spans] == [(0, 4), (18, 22)]
    assert found.ids == (1, 2, 2)
    kinds = [(severity, kind) for severity, kind, _ in found.troubles]
    assert kinds == [
        (Severity.REPAIRED, "span-text-differs"),
        (Severity.REPAIRED, "span-outside-text"),
        (Severity.SKIPPED, "span-twice"),
    ]


def test_a_span_whose_text_is_nowhere_cannot_be_repaired() -> None:
    found = placed(TEXT, [RawSpan(0, 4, "PER", "Carl")], CODE_POINTS, handling("repair"))
    assert not found.is_readable


def test_relations_find_their_spans_by_the_order_of_the_file() -> None:
    raws = [RawSpan(9, 12, "PER"), RawSpan(0, 4, "PER"), RawSpan(0, 12, "EVENT")]
    found = placed(TEXT, raws, CODE_POINTS, ReadOptions(), first_id=5)
    assert found.ids == (7, 6, 5)
    assert [found.spans[number - 5].label for number in found.ids] == ["PER", "PER", "EVENT"]


def test_the_unit_is_found_and_said() -> None:
    text = "😀 Anna"
    offsets, (said,) = found_offsets(Path("a"), [(text, [RawSpan(3, 7, "PER", "Anna")])], ReadOptions())
    assert offsets == Offsets("utf16")
    assert said.fact is not None
    assert said.fact.value == "utf16"


def test_the_unit_that_the_user_says_counts() -> None:
    offsets, _ = found_offsets(
        Path("a"), [("😀 Anna", [RawSpan(3, 7, "PER")])], ReadOptions(offsets="code_point")
    )
    assert offsets == CODE_POINTS


@pytest.mark.parametrize(("choice", "severity"), [("drop", Severity.SKIPPED), ("refuse", Severity.ERROR)])
def test_other_annotations_are_handled_by_kind_too(choice: str, severity: Severity) -> None:
    options = ReadOptions(handling={"relation-without-span": choice})
    assert trouble("relation-without-span", "It names nothing.", options)[0] is severity


UTF16_FIRST = ("utf16", "code_point", "grapheme", "utf8")
IN_DOUBT = [("😀中文字", [RawSpan(2, 3, "X"), RawSpan(0, 4, "Y")]), ("plain text", [RawSpan(0, 5, "X")])]


def test_doubt_refuses_the_file_and_says_what_to_choose() -> None:
    _, (fact, doubt) = found_offsets(Path("a"), [IN_DOUBT[0]], ReadOptions(), UTF16_FIRST)
    assert fact.fact is not None
    assert fact.fact.readings[0].value == fact.fact.value == "utf16"
    assert doubt.problem is not None
    assert (doubt.problem.severity, doubt.problem.kind) == (Severity.ERROR, "offsets-in-doubt")
    assert "--offsets utf16 or --offsets code_point" in doubt.problem.text
    assert "UTF-16 units: 😀⟦中⟧文字" in doubt.problem.text


@pytest.mark.parametrize(("choice", "read"), [("repair", ["中", "😀中文"]), ("drop", []), ("note", [])])
def test_spans_in_doubt_are_handled_as_the_user_says(choice: str, read: list[str]) -> None:
    options = ReadOptions(handling={"offsets-in-doubt": choice})
    offsets, (_, doubt) = found_offsets(Path("a"), [IN_DOUBT[0]], options, UTF16_FIRST)
    assert doubt.problem is not None
    assert doubt.problem.severity is Severity.REPAIRED
    text, raws = IN_DOUBT[0]
    found = placed(text, raws, offsets, options)
    assert [text[span.start : span.end] for span in found.spans if span.label == "X"] == read[:1]
    assert found.is_readable
    assert len(found.notes) == (2 if choice == "note" else 0)


def test_only_documents_in_doubt_are_left_out_where_the_unreadable_is() -> None:
    options = ReadOptions(on_error="skip")
    offsets, _ = found_offsets(Path("a"), IN_DOUBT, options)
    assert [placed(*item, offsets, options).is_readable for item in IN_DOUBT] == [False, True]
    said = placed(*IN_DOUBT[0], offsets, options).troubles[0][2]
    assert said.startswith(
        "X from 2 to 3 is 😀中⟦文⟧字 in characters (code points), but 😀⟦中⟧文字 in UTF-16"
    )


def test_what_the_format_says_of_ends_is_not_asked() -> None:
    item = ("中文字", [RawSpan(0, 1, "X")])
    offsets, (said,) = found_offsets(Path("a"), [item], ReadOptions(), inclusive=True)
    assert offsets == Offsets(inclusive=True)
    assert said.fact is not None
    given, _ = found_offsets(Path("a"), [item], ReadOptions(offsets="utf16"), inclusive=True)
    assert given == Offsets("utf16", inclusive=True)


def test_an_entity_without_any_width_is_not_said_to_leave_the_text() -> None:
    found = placed("Anna", [RawSpan(2, 2, "X")], CODE_POINTS, ReadOptions())
    ((severity, kind, said),) = found.troubles
    assert (severity, kind) == (Severity.ERROR, "empty-span")
    assert "no width" in said
