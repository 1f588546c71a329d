"""What the positions in a file count: the top cause of shifted labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.errors import UserError
from bertstudio.formats.offsets import (
    UNITS,
    OffsetEvidence,
    Offsets,
    RawSpan,
    Verdict,
    chosen,
    misplaced,
    units_of,
)

FIREMEN = "👨🏻‍🚒 firemen drive firetrucks"
LINES = "A\r\nB\r\nParis"


def verdict(text: str, *raws: RawSpan) -> Verdict:
    evidence = OffsetEvidence()
    evidence.add(text, raws)
    return evidence.verdict()


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [(19, 29, "code_point"), (22, 32, "utf16"), (30, 40, "utf8"), (16, 26, "grapheme")],
)
@pytest.mark.parametrize("surface", [None, "firetrucks"])
def test_the_unit_is_found_with_and_without_surface_texts(
    start: int, end: int, unit: str, surface: str | None
) -> None:
    raw = RawSpan(start, end, "X", surface)
    offsets = verdict(FIREMEN, raw).offsets
    assert offsets == Offsets(unit)
    assert offsets.span(FIREMEN, raw) == (19, 29)


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
    assert verdict("plain", RawSpan(0, 1, "X")).doubtful == 0


def test_ascii_texts_need_no_verdict() -> None:
    assert verdict("plain", RawSpan(0, 5, "X")).offsets == Offsets()


def test_half_a_character_is_no_position() -> None:
    assert Offsets("utf16").span("😀a", RawSpan(1, 3, "X")) is None
    assert Offsets("utf8").span("é", RawSpan(1, 2, "X")) is None


@pytest.mark.parametrize(
    "raw", [RawSpan(0, 9, "X"), RawSpan(-1, 2, "X"), RawSpan(2, 2, "X"), RawSpan(3, 1, "X")]
)
def test_a_span_outside_the_text_is_named(raw: RawSpan) -> None:
    wrong = misplaced("Rome", raw, Offsets())
    assert wrong is not None
    assert wrong[0] == "span-outside-text"
    assert "which ends at 4" in wrong[1]


def test_a_surface_text_that_is_not_there_is_named() -> None:
    wrong = misplaced("Rome", RawSpan(0, 2, "X", "ro"), Offsets())
    assert wrong == ("span-text-differs", "The span 0 to 2 should read “ro” but the text there is “Ro”.")


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(UserError, match="no unit bytes"):
        chosen("bytes")


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
