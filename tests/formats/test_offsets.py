"""What the positions in a file count: the top cause of shifted labels."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.errors import UserError
from bertstudio.formats.marking import marked
from bertstudio.formats.offset_evidence import OffsetEvidence, Verdict
from bertstudio.formats.offsets import (
    NAMES,
    UNITS,
    Offsets,
    RawSpan,
    chosen,
    misplaced,
    name_of,
    same_as,
    units_of,
)

FIREMEN = "👨🏻‍🚒 firemen drive firetrucks"
LINES = "A\r\nB\r\nParis"


WORDS_OF_SIX = ["London", "Berlin", "Madrid", "Athens", "Warsaw", "Lisbon", "Dublin", "Zurich", "Vienna"]
WORDS_OF_EIGHT = ["Budapest", "Brussels", "Helsinki", "Belgrade", "Sarajevo"]


def verdict(text: str, *raws: RawSpan) -> Verdict:
    return verdicts([(text, raws)])


def verdicts(texts: Iterable[tuple[str, Sequence[RawSpan]]]) -> Verdict:
    evidence = OffsetEvidence()
    for text, raws in texts:
        evidence.add(text, raws)
    return evidence.verdict()


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [(19, 29, "code_point"), (22, 32, "utf16"), (30, 40, "utf8"), (16, 26, "grapheme")],
)
def test_the_unit_is_found_with_one_surface_text_or_many_spans(start: int, end: int, unit: str) -> None:
    raw = RawSpan(start, end, "X", "firetrucks")
    assert verdict(FIREMEN, raw).offsets == Offsets(unit)
    many = verdicts(
        [
            (FIREMEN[:19] + name, [RawSpan(start, start + len(name), "X")])
            for name in (*WORDS_OF_SIX, *WORDS_OF_EIGHT)
        ]
    )
    assert (many.offsets, many.doubtful) == (Offsets(unit), 0)
    assert Offsets(unit).span(FIREMEN, raw) == (19, 29)


@pytest.mark.parametrize(("start", "lf"), [(6, False), (4, True)])
def test_positions_counted_after_line_ends_became_lf_are_found(start: int, lf: bool) -> None:
    raw = RawSpan(start, start + 5, "X", "Paris")
    offsets = verdict(LINES, raw).offsets
    assert offsets.lf is lf
    assert offsets.span(LINES, raw) == (6, 11)


def test_one_wrong_span_does_not_change_the_unit() -> None:
    spans = [
        RawSpan(5, 12, "X", "firemen"),
        RawSpan(13, 18, "X", "drive"),
        RawSpan(22, 32, "X", "firetrucks"),
    ]
    assert verdict(FIREMEN, *spans).offsets == Offsets("code_point")


def test_a_tie_is_said_to_be_in_doubt() -> None:
    assert verdict("😀中文字", RawSpan(2, 3, "X")).doubtful == 1
    assert verdict("plain words", RawSpan(0, 5, "X")).doubtful == 0


def test_ascii_texts_need_no_verdict() -> None:
    assert verdict("plain", RawSpan(0, 5, "X")).offsets == Offsets()


def test_half_a_character_is_no_position() -> None:
    assert Offsets("utf16").span("😀a", RawSpan(1, 3, "X")) is None
    assert Offsets("utf8").span("é", RawSpan(1, 2, "X")) is None


@pytest.mark.parametrize("raw", [RawSpan(0, 9, "X"), RawSpan(-1, 2, "X"), RawSpan(3, 1, "X")])
def test_a_span_outside_the_text_is_named(raw: RawSpan) -> None:
    wrong = misplaced("Rome", raw, Offsets())
    assert wrong is not None
    assert wrong[0] == "span-outside-text"
    assert "which ends at 4" in wrong[1]


def test_a_surface_text_that_is_not_there_is_named() -> None:
    wrong = misplaced("Rome", RawSpan(0, 2, "X", "ro"), Offsets())
    assert wrong == ("span-text-differs", "The entity 0 to 2 should read “ro” but the text there is “Ro”.")


@pytest.mark.parametrize("name", ["bytes", "utf16-crlf", "-lf", "utf16-lf-lf", "utf16-", "lf"])
def test_an_unknown_unit_is_refused(name: str) -> None:
    with pytest.raises(UserError, match=f"no unit {name}"):
        chosen(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_reading_is_understood(name: str) -> None:
    offsets = chosen(name)
    assert offsets is not None
    assert name_of(offsets) == name


def test_the_parts_of_a_name_stand_in_any_order() -> None:
    assert chosen("utf16-lf-inclusive") == chosen("utf16-inclusive-lf") == Offsets("utf16", True, True)


# Every reading, by hand -----------------------------------------------------------------------------

HAND_MADE = {
    "joined emoji and skin tone": ("👨🏻‍🚒 firemen drive", "firemen"),
    "family before a name": ("👩‍👩‍👧‍👦👍🏽 Ben left", "Ben"),
    "flags": ("🇫🇷🇩🇪 Paris and Berlin agree", "Berlin"),
    "combining marks": ("Cafe\u0301 de Flore, o\u0308stlich", "Flore"),
    "a span with a mark at its end": ("am Cafe\u0301 de Flore", "Cafe\u0301"),
    "a span that is an emoji": ("Hi 👍🏽, fine", "👍🏽"),
    "CR LF before": ("A\r\nB\r\nParis is old", "Paris"),
    "CR LF inside": ("We saw New\r\nYork today", "New\r\nYork"),
    "CR LF behind": ("It is Rome\r\nand Bonn", "Rome"),
    "CR LF and emoji": ("😀\r\n😀 Paris\r\n", "Paris"),
    "rare Chinese characters": ("𠮷野家在东京，很好。", "东京"),
    "a span that is one": ("他去𠮷野家吃饭，很好", "𠮷野家"),
    "Hangul letters": ("\u1112\u1161\u11ab 한국 Seoul now", "Seoul"),
    "plain": ("We met Anna there", "Anna"),
}
READINGS = [
    Offsets(unit, lf, inclusive) for inclusive in (False, True) for lf in (False, True) for unit in UNITS
]


def counted(text: str, start: int, end: int, offsets: Offsets, surface: str | None = None) -> RawSpan:
    """Return a span of code points as a file that counts like this has it."""
    back = {position: number for number, position in offsets.positions(text).items()}
    return RawSpan(back[start], back[end] - offsets.inclusive, "X", surface)


def hand_made(name: str) -> tuple[str, int, int]:
    text, surface = HAND_MADE[name]
    return text, text.index(surface), text.index(surface) + len(surface)


@pytest.mark.parametrize("offsets", READINGS, ids=name_of)
@pytest.mark.parametrize("name", HAND_MADE)
def test_a_chosen_reading_finds_the_place(name: str, offsets: Offsets) -> None:
    text, start, end = hand_made(name)
    assert offsets.span(text, counted(text, start, end, offsets)) == (start, end)


@pytest.mark.parametrize("offsets", READINGS, ids=name_of)
@pytest.mark.parametrize("name", HAND_MADE)
def test_a_surface_text_finds_the_place(name: str, offsets: Offsets) -> None:
    text, start, end = hand_made(name)
    raw = counted(text, start, end, offsets, text[start:end])
    found = verdict(text, raw)
    assert (found.offsets.span(text, raw), found.doubtful) == ((start, end), 0)


@pytest.mark.parametrize("offsets", READINGS, ids=name_of)
@pytest.mark.parametrize("name", HAND_MADE)
def test_without_a_surface_text_the_place_is_right_or_in_doubt(name: str, offsets: Offsets) -> None:
    text, start, end = hand_made(name)
    raw = counted(text, start, end, offsets)
    found = verdict(text, raw)
    places = [chosen(reading.value).span(text, raw) for reading in found.readings]  # type: ignore[union-attr]
    assert (start, end) in places if found.doubtful else found.offsets.span(text, raw) == (start, end)


@pytest.mark.parametrize("offsets", READINGS, ids=name_of)
@pytest.mark.parametrize("name", ["flags", "joined emoji and skin tone", "CR LF before", "combining marks"])
def test_many_words_with_blanks_around_them_need_no_surface_text(name: str, offsets: Offsets) -> None:
    text, start, end = hand_made(name)
    texts = [text[:start] + word + text[end:] for word in WORDS_OF_SIX]
    items = [(text, [counted(text, start, start + 6, offsets)]) for text in texts]
    found = verdicts(items)
    assert found.doubtful == 0
    assert {found.offsets.span(text, *raws) for text, raws in items} == {(start, start + 6)}


def test_ends_are_found_in_chinese_by_signs_and_the_end_of_the_text() -> None:
    text = "浙商银行的叶老桂，在北京"
    spans = [(0, 4), (5, 8), (10, 12)]
    assert verdict(text, *(RawSpan(start, end, "X") for start, end in spans)).offsets == Offsets()
    names = ["叶老桂", "王小明", "李大山", "张国强", "刘德华", "陈水河", "赵子龙", "孙文星", "周公子"]
    inclusive = verdicts(
        (f"他说，浙商银行的“{name}”。", [RawSpan(3, 6, "X"), RawSpan(8, 12, "X")]) for name in names
    )
    assert inclusive.offsets == Offsets(inclusive=True)
    assert inclusive.doubtful == 0


def test_one_empty_span_among_many_does_not_make_all_ends_inclusive() -> None:
    spans = [RawSpan(start, start + 2, "X") for start in range(0, 40, 4)] * 10
    found = verdict("浙商银行的叶老桂在北京" * 10, *spans, RawSpan(3, 3, "X"))
    assert found.offsets == Offsets()
    assert found.doubtful == 101


def test_doubt_shows_what_each_reading_marks() -> None:
    found = verdict("😀中文字，真好", RawSpan(2, 3, "X"))
    shown = {reading.value: reading.examples for reading in found.readings}
    assert shown["code_point"] == ("😀中⟦文⟧字，真好",)
    assert shown["utf16"] == ("😀⟦中⟧文字，真好",)
    assert shown["utf16-inclusive"] == ("😀⟦中文⟧字，真好",)
    assert found.readings[0].value == name_of(found.offsets)
    assert [reading.title for reading in found.readings][:2] == ["characters (code points)", "UTF-16 units"]


def test_an_example_is_one_short_line() -> None:
    assert marked("a\r\nb" * 60, (100, 180)).count("…") == 3
    assert marked("a\r\nb\nc", (0, 4)) == "⟦a↵b⟧↵c"


WORDS = [
    "Rome",
    "naïve",
    "Cafe\u0301",
    "北京",
    "𠮷野家",
    "👨🏻‍🚒",
    "🇫🇷",
    "한국",
    "x",
    "state-run",
    "👍🏽",
    "ปลา",
]
GAPS = [" ", "\r\n", "\n", " 😀 ", " é "]


@st.composite
def _annotated(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text of words, each at most once, and some of them."""
    text, places = draw(st.sampled_from(["", "😀 ", "\r\n", "e\u0301 "])), []
    for word in draw(st.permutations(WORDS))[: draw(st.integers(1, len(WORDS)))]:
        places.append((len(text), len(text) + len(word)))
        text += word + draw(st.sampled_from(GAPS))
    return text, draw(st.lists(st.sampled_from(places), min_size=1, unique=True))


@given(_annotated(), st.sampled_from(READINGS))
def test_spans_with_surface_texts_are_read_back_whatever_they_count(
    annotated: tuple[str, list[tuple[int, int]]], offsets: Offsets
) -> None:
    text, places = annotated
    raws = [counted(text, start, end, offsets, text[start:end]) for start, end in places]
    found = verdict(text, *raws)
    assert found.doubtful == 0
    assert [found.offsets.span(text, raw) for raw in raws] == places


@given(_annotated(), st.sampled_from(READINGS))
def test_whole_words_without_surface_texts_are_right_or_in_doubt(
    annotated: tuple[str, list[tuple[int, int]]], offsets: Offsets
) -> None:
    text, places = annotated
    raws = [counted(text, start, end, offsets) for start, end in places]
    found = verdict(text, *raws)
    read = [found.offsets, *(chosen(reading.value) for reading in found.readings[1:])]
    assert places in [[one.span(text, raw) for raw in raws] for one in read if one is not None]


@given(
    st.text(st.sampled_from("ab é😀\u0301\u200d🏽中\r\n🇫"), max_size=12),
    st.sampled_from(UNITS),
    st.booleans(),
)
def test_a_simpler_reading_of_a_text_has_the_same_borders(text: str, unit: str, lf: bool) -> None:
    assert dict(same_as(unit, lf, text).positions(text)) == dict(Offsets(unit, lf).positions(text))


def test_a_span_inside_a_character_is_called_so() -> None:
    wrong = misplaced("😀 Rome", RawSpan(1, 7, "X"), Offsets("utf16"))
    assert wrong == ("span-outside-text", "The entity 1 to 7 (X) begins or ends inside a character.")


def test_graphemes_are_written_whole() -> None:
    assert units_of("A\r\nBonn", [(3, 7)], "grapheme") == [(2, 6)]
    assert units_of("e\u0301a", [(0, 1)], "grapheme") == [(0, 1)]


TEXTS = st.text(st.sampled_from("ab é😀\u0301\u200d🏽中\r\n"), max_size=20)


@given(TEXTS, st.sampled_from([unit for unit in UNITS if unit != "grapheme"]), st.data())
def test_units_are_converted_there_and_back(text: str, unit: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    ((first, last),) = units_of(text, [(start, end)], unit)
    if start < end:
        assert Offsets(unit).span(text, RawSpan(first, last, "X")) == (start, end)


def test_a_long_text_is_mapped_once_and_not_for_each_span(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    positions = Offsets.positions
    monkeypatch.setattr(Offsets, "positions", lambda self, text: calls.append(1) or positions(self, text))
    text = "😀" + "Rome is old. " * 20
    for start in range(2, 200, 13):
        assert Offsets("utf16").span(text, RawSpan(start, start + 4, "LOC")) == (start - 1, start + 3)
    assert len(calls) == 1
