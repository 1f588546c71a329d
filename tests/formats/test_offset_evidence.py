"""How much it takes before positions are read otherwise than is usual, and when the user is asked.

Ends are told in plain texts, units behind an emoji. What is usual stays, what is not needs much.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from bertstudio.formats.offset_evidence import OffsetEvidence, Verdict
from bertstudio.formats.offsets import UNITS, Offsets, RawSpan

Tool = Callable[..., Any]
UTF16_FIRST = ("utf16", "code_point", "grapheme", "utf8")
NAMES_OF_MEN = [
    *("Adam", "Boris", "Carlo", "David", "Emil", "Frank"),
    *("Georg", "Henry", "Ivan", "Jakob", "Karl", "Louis"),
]


def verdicts(
    texts: Iterable[tuple[str, Sequence[RawSpan]]], preferred: Sequence[str] = UNITS, *documented: str
) -> Verdict:
    evidence = OffsetEvidence(documented=documented)
    for text, raws in texts:
        evidence.add(text, raws)
    return evidence.verdict(preferred)


def ends_cut(count: int) -> list[tuple[str, list[RawSpan]]]:
    """Texts with one name each, as a file with inclusive ends has them."""
    return [(f"There {name} lives", [RawSpan(6, 5 + len(name), "X")]) for name in NAMES_OF_MEN[:count]]


def in_code_points(count: int) -> list[tuple[str, list[RawSpan]]]:
    """Texts with an emoji and one name each, as a file that counts code points has them."""
    return [(f"😀 There {name} lives", [RawSpan(8, 8 + len(name), "X")]) for name in NAMES_OF_MEN[:count]]


def values(found: Verdict) -> list[str]:
    return [reading.value for reading in found.readings]


@pytest.mark.parametrize("documented", [(), ("ends",)])
@pytest.mark.parametrize("count", [1, 2, 7])
def test_few_spans_that_cut_words_bring_a_question_about_ends(
    count: int, documented: tuple[str, ...]
) -> None:
    found = verdicts(ends_cut(count), UTF16_FIRST, *documented)
    assert (found.offsets, found.doubtful) == (Offsets(), count)
    assert values(found) == ["code_point", "code_point-inclusive"]


def test_ten_spans_that_cut_words_tell_that_ends_are_inclusive() -> None:
    found = verdicts(ends_cut(10), UTF16_FIRST, "ends")
    assert (found.offsets, found.doubtful) == (Offsets(inclusive=True), 0)


@pytest.mark.parametrize("count", [1, 2, 7])
def test_few_spans_behind_emoji_bring_a_question_about_the_unit(count: int) -> None:
    found = verdicts(in_code_points(count), UTF16_FIRST, "ends")
    assert (found.offsets, found.doubtful) == (Offsets("utf16"), count)
    assert values(found) == ["utf16", "code_point"]


def test_ten_spans_behind_emoji_tell_the_unit() -> None:
    found = verdicts(in_code_points(10), UTF16_FIRST, "ends")
    assert (found.offsets, found.doubtful) == (Offsets(), 0)


@pytest.mark.parametrize("count", [1, 2, 10])
def test_the_usual_unit_needs_no_more_than_one_span(count: int) -> None:
    found = verdicts(in_code_points(count))
    assert (found.offsets, found.doubtful) == (Offsets(), 0)


def test_the_same_half_word_in_many_texts_is_one_piece_of_evidence() -> None:
    texts = [(f"EU rejects call {number}", [RawSpan(0, 1, "X")]) for number in range(100)]
    assert verdicts(texts).offsets == Offsets()
    assert values(verdicts(texts)) == ["code_point", "code_point-inclusive"]


def test_one_text_among_several_does_not_decide_for_all() -> None:
    odd = (" ".join(NAMES_OF_MEN), [])
    for name in NAMES_OF_MEN:
        odd[1].append(RawSpan(odd[0].index(name), odd[0].index(name) + len(name) - 1, "X"))
    assert verdicts([odd]).offsets == Offsets(inclusive=True)
    found = verdicts([odd, ("北京很大", [RawSpan(0, 1, "X")])])
    assert (found.offsets, values(found)) == (Offsets(), ["code_point", "code_point-inclusive"])


@pytest.mark.parametrize("half", [("U.S. law", 0, 3), ("EU-wide", 0, 1), ("l'Oréal", 0, 1), ("dogs", 0, 3)])
@pytest.mark.parametrize("count", [1, 2])
def test_a_half_word_or_two_in_a_corpus_that_fits_bring_no_question(
    half: tuple[str, int, int], count: int
) -> None:
    text, start, end = half
    usual = [(f"There {name} lives", [RawSpan(6, 6 + len(name), "X")]) for name in NAMES_OF_MEN]
    found = verdicts([*usual, *[(text, [RawSpan(start, end, "X")])] * count])
    assert (found.offsets, found.doubtful) == (Offsets(), 0)


CHINESE = [(f"我们在北京住了很久。{number}", [RawSpan(3, 4, "X")]) for number in range(60)]
EMPTY = ("我们在北京住", [RawSpan(3, 3, "X")])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_chinese_that_does_not_speak_against_the_ends_of_the_format_brings_no_question(count: int) -> None:
    found = verdicts([*CHINESE, *[EMPTY] * count], UTF16_FIRST, "ends")
    assert (found.offsets, found.doubtful) == (Offsets(), 0)


@pytest.mark.parametrize("count", [0, 1])
def test_chinese_without_any_word_of_the_format_about_ends_brings_a_question(count: int) -> None:
    found = verdicts([*CHINESE, *[EMPTY] * count])
    assert values(found) == ["code_point", "code_point-inclusive"]


def test_one_span_of_few_in_chinese_brings_a_question() -> None:
    found = verdicts([*CHINESE[:5], EMPTY], UTF16_FIRST, "ends")
    assert (found.offsets, found.doubtful) == (Offsets(), 6)


def test_emoji_in_chinese_bring_a_question_about_the_unit_unless_only_one_is_ever_written() -> None:
    texts = [("😀" + text, raws) for text, raws in CHINESE]
    assert values(verdicts(texts, UTF16_FIRST, "ends")) == ["utf16", "code_point"]
    assert verdicts(texts, UTF16_FIRST, "ends", "unit").doubtful == 0


@pytest.mark.parametrize("others", [0, 1, 50])
def test_a_surface_text_decides_alone(others: int) -> None:
    usual = [(f"There {name} lives", [RawSpan(6, 6 + len(name), "X")]) for name in NAMES_OF_MEN] * others
    found = verdicts([*usual, ("😀 Anna", [RawSpan(2, 6, "X", "Anna")])], UTF16_FIRST, "ends")
    assert (found.offsets, found.doubtful) == (Offsets(), 0)


# In the files of each format ---------------------------------------------------------------------------


def _lines(records: Iterable[Any]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _doccano(text: str, start: int, end: int) -> Any:
    return {"text": text, "label": [[start, end, "X"]]}


def _spacy(text: str, start: int, end: int) -> Any:
    return [text, {"entities": [[start, end, "X"]]}]


def _prodigy(text: str, start: int, end: int) -> Any:
    return {"text": text, "spans": [{"start": start, "end": end, "label": "X"}], "answer": "accept"}


def _label_studio(text: str, start: int, end: int, surface: str = "") -> Any:
    value = {"start": start, "end": end, "labels": ["X"]} | ({"text": surface} if surface else {})
    result = [{"from_name": "l", "to_name": "t", "type": "labels", "value": value}]
    return {"data": {"text": text}, "annotations": [{"result": result}]}


def _own(text: str, start: int, end: int) -> Any:
    return {"text": text, "spans": [{"id": 1, "start": start, "end": end, "label": "X"}]}


READERS = {
    "doccano": _doccano,
    "spacy_json": _spacy,
    "prodigy": _prodigy,
    "labelstudio": _label_studio,
}


def _made(file: Tool, format_id: str, texts: Iterable[tuple[str, Sequence[RawSpan]]]) -> Any:
    make = READERS[format_id]
    return file("a.jsonl", _lines(make(text, raw.start, raw.end) for text, (raw,) in texts))


@pytest.mark.parametrize(("count", "asked"), [(1, True), (2, True), (10, False)])
def test_few_half_words_in_doccano_are_asked_for(file: Tool, read: Tool, count: int, asked: bool) -> None:
    path = _made(file, "doccano", ends_cut(count))
    outcome = read(path, "doccano")
    assert outcome.kinds == ([("offsets-in-doubt", 0)] if asked else [])
    assert outcome.facts["offsets"].value == ("code_point" if asked else "code_point-inclusive")
    for name, end in (("code_point", 9), ("code_point-inclusive", 10)):
        chosen_by_user = read(path, "doccano", offsets=name)
        assert chosen_by_user.problems == []
        assert chosen_by_user.documents[0].spans[0].end == end


@pytest.mark.parametrize("format_id", ["spacy_json", "prodigy", "labelstudio"])
@pytest.mark.parametrize("count", [1, 2, 10])
def test_where_the_format_fixes_ends_half_words_stay(
    file: Tool, read: Tool, count: int, format_id: str
) -> None:
    outcome = read(_made(file, format_id, ends_cut(count)), format_id)
    assert (outcome.kinds, outcome.facts["offsets"].value) == ([], "code_point")
    assert {document.spans[0].end for document in outcome.documents[:1]} == {9}


@pytest.mark.parametrize("format_id", ["spacy_json", "prodigy", "labelstudio"])
@pytest.mark.parametrize(("count", "asked"), [(1, True), (2, True), (10, False)])
def test_few_spans_behind_emoji_in_utf16_are_asked_for(
    file: Tool, read: Tool, count: int, asked: bool, format_id: str
) -> None:
    texts = [(text, [RawSpan(raw.start + 1, raw.end + 1, "X")]) for text, (raw,) in in_code_points(count)]
    outcome = read(_made(file, format_id, texts), format_id)
    assert outcome.kinds[:1] == ([("offsets-in-doubt", 0)] if asked else [])
    assert outcome.facts["offsets"].value == ("code_point" if asked else "utf16")


@pytest.mark.parametrize("format_id", READERS)
def test_chinese_without_emoji_is_read_without_a_question(file: Tool, read: Tool, format_id: str) -> None:
    outcome = read(_made(file, format_id, CHINESE[:2]), format_id)
    assert (outcome.kinds, outcome.facts["offsets"].value) == ([], "code_point")


@pytest.mark.parametrize("format_id", READERS)
def test_chinese_with_emoji_is_asked_for(file: Tool, read: Tool, format_id: str) -> None:
    texts = [("😀" + text, raws) for text, raws in CHINESE[:2]]
    outcome = read(_made(file, format_id, texts), format_id)
    assert outcome.kinds == [("offsets-in-doubt", 0)]
    assert outcome.facts["offsets"].value == ("utf16" if format_id == "doccano" else "code_point")


def test_one_surface_text_of_label_studio_decides(file: Tool, read: Tool) -> None:
    task = _label_studio("😀 Anna lives", 3, 7, "Anna")
    outcome = read(file("a.jsonl", _lines([task])), "labelstudio")
    assert (outcome.kinds, outcome.facts["offsets"].value) == ([], "utf16")


def test_our_own_file_is_code_points_whatever_its_spans_cut(file: Tool, read: Tool) -> None:
    header = {"format": "bertstudio", "version": 1, "task": "ner", "labels": [{"name": "X"}]}
    (text, (raw,)), *_ = in_code_points(1)
    records = [header, _own(text, raw.start + 1, raw.end + 1), _own("EU rejects", 0, 1)]
    outcome = read(file("a.jsonl", _lines(records)), "jsonl")
    assert outcome.problems == []
    assert [(d.spans[0].start, d.spans[0].end) for d in outcome.documents] == [(9, 13), (0, 1)]
