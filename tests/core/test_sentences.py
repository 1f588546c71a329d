"""Where sentences begin and end, in several scripts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.sentences import next_sentence, previous_sentence, sentence_at, sentence_end_after


def sentences(text: str) -> list[str]:
    found, position = [], 0
    while position < len(text):
        start, end = sentence_at(text, position)
        if start >= end:
            break
        found.append(text[start:end])
        position = next_sentence(text, position)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ship. Two ships! Three?", ["One ship.", "Two ships!", "Three?"]),
        ("He said “Stop.” Then (all of them!) left.", ["He said “Stop.”", "Then (all of them!) left."]),
        ("Dr. J. Smith paid 3.14 at example.org. Fine.", ["Dr. J. Smith paid 3.14 at example.org.", "Fine."]),
        ("Oil, gas etc. were lost. So?!", ["Oil, gas etc. were lost.", "So?!"]),
        ("船沉了。“谁？”他问！没有人", ["船沉了。", "“谁？”", "他问！", "没有人"]),
        ("هل غرقت؟ نعم. انتهى", ["هل غرقت؟", "نعم.", "انتهى"]),
        ("No mark here\nNext line.\r\n\r\n  Last", ["No mark here", "Next line.", "Last"]),
        ("Wait... what? Yes…", ["Wait... what?", "Yes…"]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_moving_stops_where_sentences_begin_and_end() -> None:
    text = "One ship. Two ships!  Three"
    assert [next_sentence(text, at) for at in (0, 4, 9, 10, 23)] == [10, 10, 10, 22, 27]
    assert [previous_sentence(text, at) for at in (27, 22, 15, 10, 0)] == [22, 10, 10, 0, 0]
    assert [sentence_end_after(text, at) for at in (0, 9, 20, 27)] == [9, 20, 27, 27]


def test_from_a_blank_inside_a_sentence_the_next_one_is_reached() -> None:
    text = "One two. Three four."
    assert [next_sentence(text, at) for at in (3, 8, 14, 20)] == [9, 9, 20, 20]


def test_the_gap_belongs_to_the_next_sentence_and_the_end_to_the_last() -> None:
    text = "One ship. Two ships.  "
    assert sentence_at(text, 9) == (10, 20)
    assert sentence_at(text, 22) == (10, 20)
    assert sentence_at(" \n ", 1) == (0, 0)
    assert sentence_at("", 0) == (0, 0)


@given(st.text(alphabet='ab A.!?。\n”" …', max_size=40), st.integers(0, 40))
def test_a_sentence_holds_its_position_and_no_blank_edge(text: str, position: int) -> None:
    start, end = sentence_at(text, position)
    assert 0 <= start <= end <= len(text)
    if start < end:
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        if position < len(text) and not text[position].isspace():
            assert start <= position < end
        assert sentence_at(text, start) == (start, end)
    else:
        assert not text.strip()
    assert position >= len(text) or next_sentence(text, position) > position


@pytest.mark.parametrize("piece", ["word ", "字", "x", "e.g. ", ".", "a.b "])
def test_a_stretch_without_an_end_is_cut(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.thread_time()
    start, end = sentence_at(text, 500_000)
    assert time.thread_time() - began < 0.1
    assert start <= 500_000 < end
    assert end - start <= 30_000
    assert next_sentence(text, 500_000) > 500_000
    assert previous_sentence(text, 500_000) < 500_000


def test_a_line_of_a_million_is_looked_at_near_the_caret() -> None:
    text = "The ship sank in the night. " * 36_000
    began = time.thread_time()
    start, end = sentence_at(text, 500_000)
    assert text[start:end] == "The ship sank in the night."
    assert time.thread_time() - began < 0.02
