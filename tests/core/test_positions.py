"""Positions in text: against the codecs of Python, the segmentation of the `regex` package, and examples."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.text import (
    Utf16Map,
    grapheme_starts,
    guess_language,
    paragraphs,
    snap,
    trimmed,
    utf8_starts,
    word_at,
    word_count,
    words,
)

FAMILY = "\U0001f469\u200d\U0001f467"
ACCENT = "e\u0301"

texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("a Z_9'’-.\n\r\t你、がㄅ한\u1100\u1161\u0301\u200d\u3099👍🏽🇩🇪 é\u0e33กเแาะ่ທໂຳកា"),
    ),
    max_size=30,
)


@given(texts)
def test_utf16_positions_are_those_of_the_codec(text: str) -> None:
    positions = Utf16Map.of(text)
    for index in range(len(text) + 1):
        units = len(text[:index].encode("utf-16-le")) // 2
        assert positions.to_utf16(index) == units
        assert positions.to_code_points(units) == index


@given(texts)
def test_a_position_inside_a_surrogate_pair_counts_as_before_it(text: str) -> None:
    positions = Utf16Map.of(text)
    for index, character in enumerate(text):
        if character > "\uffff":
            assert positions.to_code_points(positions.to_utf16(index) + 1) == index


@given(texts)
def test_utf8_positions_are_those_of_the_codec(text: str) -> None:
    assert utf8_starts(text) == [len(text[:index].encode()) for index in range(len(text) + 1)]


@given(texts)
def test_words_cover_all_but_the_blanks_and_do_not_overlap(text: str) -> None:
    found = words(text)
    assert all(start < end for start, end in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    covered = {index for start, end in found for index in range(start, end)}
    assert all(index in covered or text[index].isspace() for index in range(len(text)))


@given(texts)
def test_every_position_of_a_word_leads_to_the_word(text: str) -> None:
    for start, end in words(text):
        assert {word_at(text, position) for position in range(start, end)} == {(start, end)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \t\n", []),
        ("Maria sails.", ["Maria", "sails", "."]),
        ("don't well-known 'quoted'", ["don't", "well-known", "'", "quoted", "'"]),
        ("O’Neil's end-", ["O’Neil's", "end", "-"]),
        ("3.14 p.m.", ["3", ".", "14", "p", ".", "m", "."]),
        ("海港A港", ["海", "港", "A", "港"]),
        ("カタカナ", ["カ", "タ", "カ", "ナ"]),
        ("한국어 말", ["한국어", "말"]),
        (f"caf{ACCENT}s", [f"caf{ACCENT}s"]),
        ("👍🏽ok", ["👍🏽", "ok"]),
        ("snake_case x2", ["snake_case", "x2"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("हिन्दी", ["हिन्दी"]),
        ("a\u00a0b\u3000c", ["a", "b", "c"]),
        ("กรุงเทพ 42 คน", ["ก", "รุ", "ง", "เท", "พ", "42", "ค", "น"]),
        ("ท่าเรือน้ำ ๔๒", ["ท่า", "เรื", "อ", "น้ำ", "๔๒"]),
        ("ກຳແພງ", ["ກຳ", "ແພ", "ງ"]),
    ],
)
def test_a_text_falls_into_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("Maria sails", 2, "Maria"),
        ("Maria sails", 5, " "),
        ("Maria sails", 11, "sails"),
        ("Maria sails", -3, "Maria"),
        ("海港", 1, "港"),
        ("don't", 3, "don't"),
        (f"x{ACCENT}y", 2, f"x{ACCENT}y"),
        ("👍🏽!", 1, "👍🏽"),
    ],
)
def test_the_word_around_a_position(text: str, position: int, expected: str) -> None:
    start, end = word_at(text, position)
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Well, well-known: 3.14 (yes)!", 5), ("海港，A港。", 4), ("café … 👍🏽", 1), ("¡olé!", 1)],
)
def test_signs_are_no_words_when_words_are_counted(text: str, count: int) -> None:
    assert word_count(text) == count


@given(st.text("aZ9_'- .\n", max_size=12))
def test_words_of_ascii_are_counted_as_they_are_found(text: str) -> None:
    assert word_count(text) == len(re.findall(r"[A-Za-z0-9_]+(?:['-][A-Za-z0-9_]+)*", text))


def test_an_empty_text_has_no_word() -> None:
    assert word_at("", 0) == (0, 0)


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("Maria Santos sails", 2, 9, "Maria Santos"),
        ("Maria Santos sails", 5, 13, "Santos"),
        ("Maria  sails", 5, 7, ""),
        ("in 海港局。", 4, 6, "港局"),
        ("well-known pilot", 6, 7, "well-known"),
        (f"caf{ACCENT} noir", 1, 4, f"caf{ACCENT}"),
    ],
)
def test_a_selection_snaps_to_words(text: str, start: int, end: int, expected: str) -> None:
    left, right = snap(text, start, end)
    assert text[left:right] == expected


@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_a_snapped_selection_stays_when_snapped_again(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    once = snap(text, start, end)
    assert snap(text, *once) == once


@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_a_trimmed_stretch_has_no_blanks_at_its_ends(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    left, right = trimmed(text, start, end)
    assert text[left:right] == text[start:end].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("ab", ["a", "b"]),
        (f"{ACCENT}x", [ACCENT, "x"]),
        (f"a{FAMILY}b", ["a", FAMILY, "b"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇩🇪🇫🇷🇮", ["🇩🇪", "🇫🇷", "🇮"]),
        ("a\r\n\nb", ["a", "\r\n", "\n", "b"]),
        ("\u1112\u1161\u11ab국", ["\u1112\u1161\u11ab", "국"]),
        ("नमस्ते", None),
        ("❤️‍🔥!", ["❤️‍🔥", "!"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("กำ", ["กำ"]),
    ],
)
def test_what_a_person_sees_as_one_character_stays_together(text: str, expected: list[str] | None) -> None:
    starts = grapheme_starts(text)
    assert [starts[0], starts[-1]] == [0, len(text)]
    if expected is not None:
        assert [text[a:b] for a, b in pairwise(starts)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\nb\r\nc\rd", ["a", "b", "c", "d"]),
        ("a\n", ["a", ""]),
        ("\r\r\n\n", ["", "", "", ""]),
    ],
)
def test_a_text_is_drawn_in_lines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", ""),
        ("123 !?", ""),
        ("The ship arrived", "en"),
        ("海港发生事故", "zh"),
        ("IBM 在北京", "zh"),
        ("港で事故がありました", "ja"),
        ("항구에서 사고", "ko"),
        ("حادث في الميناء", "ar"),
        ("авария в порту", "ru"),
    ],
)
def test_the_script_gives_a_first_guess_of_the_language(text: str, language: str) -> None:
    assert guess_language(text) == language


# The package follows a newer Unicode: joined pictures and Indic conjuncts are left to the examples above.
ASSIGNED = st.characters(exclude_categories=["Cn", "Co", "Cs"]).filter(
    lambda c: unicodedata.combining(c) != 9
)
JOINING = st.sampled_from(
    "a \r\n你ー\u0301\u200d\u3099👍🏽🇩🇪🇫é가각\u1100\u1161\u11a8\u0600\u0e33\u0e01\u0903❤\ufe0f\u20e3"
)


@given(st.text(st.one_of(JOINING, ASSIGNED), max_size=8))
def test_graphemes_are_those_of_the_regex_package(text: str) -> None:
    regex = pytest.importorskip("regex")
    assert grapheme_starts(text) == [*(match.start() for match in regex.finditer(r"\X", text)), len(text)]
