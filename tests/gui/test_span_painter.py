"""Marks, lanes and where they are seen: what the painter draws, without looking at pixels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from bertstudio.core.documents import Document, Span, span_order
from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.text import grapheme_starts
from bertstudio.gui.marks import Mark, Marks, lanes, shown_suggestions
from bertstudio.gui.reading import reading
from bertstudio.gui.span_painter import fitted
from bertstudio.gui.text_blocks import BLOCK_LIMIT, blocks_of
from bertstudio.gui.text_layout import TextLayout, pieces
from bertstudio.gui.text_view_heights import Heights
from bertstudio.gui.widgets.marked_text import MarkedText

LABELS = LabelSet((Label("Person", 2, "2", "PER"), Label("Place", 4, "4", "LOC")))


def _mark(number: int, start: int, end: int, *, ghost: bool = False) -> Mark:
    return Mark(number, start, end, "Person", 2, "PER", ghost, 0.94 if ghost else None)


def _layout(text: str, *spans: Span, width: float = 400, language: str = "") -> TextLayout:
    ordered = sorted(spans, key=span_order)
    return TextLayout(text, Marks(ordered, (), LABELS), reading(16), width, language=language)


def test_the_inner_span_lies_in_the_first_lane() -> None:
    assert lanes([_mark(1, 0, 20), _mark(2, 0, 6)]) == {1: 1, 2: 0}


def test_crossing_spans_lie_in_different_lanes() -> None:
    placed = lanes([_mark(1, 0, 10), _mark(2, 5, 14)])
    assert sorted(placed.values()) == [0, 1]


def test_a_suggestion_lies_under_what_is_marked() -> None:
    assert lanes([_mark(1, 0, 20), _mark(2, 3, 6, ghost=True)]) == {1: 0, 2: 1}


def test_spans_side_by_side_share_a_lane() -> None:
    assert set(lanes([_mark(1, 0, 4), _mark(2, 4, 8), _mark(3, 8, 9)]).values()) == {0}


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=25))
def test_marks_that_share_text_never_share_a_lane(ranges: list[tuple[int, int]]) -> None:
    marks = [_mark(n, start, start + length) for n, (start, length) in enumerate(ranges, 1)]
    placed = lanes(marks)
    for one in marks:
        for other in marks:
            if one.id < other.id and one.start < other.end and other.start < one.end:
                assert placed[one.id] != placed[other.id]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=25), st.integers(0, 60))
def test_a_range_finds_exactly_the_marks_that_touch_it(ranges: list[tuple[int, int]], at: int) -> None:
    spans = [Span(n, start, start + length, "Person") for n, (start, length) in enumerate(ranges, 1)]
    marks = Marks(sorted(spans, key=span_order), (), LABELS)
    wanted = {span.id for span in spans if span.start < at + 5 and at < span.end}
    assert {mark.id for mark in marks.between(at, at + 5)} == wanted


def test_the_innermost_mark_comes_first() -> None:
    spans = (Span(1, 0, 20, "Person"), Span(2, 4, 8, "Place"))
    assert [mark.id for mark in Marks(spans, (), LABELS).at(5)] == [2, 1]


def test_a_span_of_an_unknown_label_is_still_drawn() -> None:
    mark = Marks((Span(1, 0, 3, "Gone"),), (), LABELS).find(1)
    assert mark is not None
    assert (mark.color, mark.code) == (12, "GONE")


def test_suggestions_below_the_threshold_are_not_shown() -> None:
    ghosts = (Span(1, 0, 3, "Person", confidence=0.4), Span(2, 4, 7, "Person", confidence=0.9))
    assert [g.id for g in shown_suggestions(Document(1, "abc def", suggestions=ghosts), 0.5)] == [2]


def test_only_the_stretch_that_changed_is_laid_out_again() -> None:
    one, two, three = (Span(n, n * 10, n * 10 + 4, "Person") for n in (1, 2, 3))
    assert Marks((one, two, three)).follow(Marks((one, three))) == (20, 24)
    assert Marks((one, two)).follow(Marks((one, two))) is None


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=25), st.integers(0, 24), st.data()
)
def test_marks_after_an_edit_are_found_as_if_all_were_new(
    ranges: list[tuple[int, int]], at: int, data: st.DataObject
) -> None:
    spans = [Span(n, start, start + length, "Person") for n, (start, length) in enumerate(ranges, 1)]
    changed = spans[:at] + spans[at + data.draw(st.integers(0, 3)) :]
    changed += [Span(99, start, start + 9, "Person") for start in data.draw(st.lists(st.integers(0, 60)))]
    old, new = (Marks(sorted(some, key=span_order), (), LABELS) for some in (spans, changed))
    new.follow(old)
    fresh = Marks(new.spans, (), LABELS)
    assert all(new.between(place, place + 3) == fresh.between(place, place + 3) for place in range(90))


def test_codes_give_way_to_the_next_one_in_their_lane(qapp: QApplication) -> None:
    style = reading(16)
    ghost = _mark(1, 0, 4, ghost=True)
    assert fitted(ghost, 1_000, style) == ("PER", " 0.94")
    assert fitted(ghost, style.code_advance("PER") + 1, style) == ("PER", "")
    assert fitted(ghost, style.code_advance("P") + 1, style) == ("P", "")
    assert fitted(ghost, 0, style) == ("", "")


def test_lines_grow_with_their_lanes(qapp: QApplication) -> None:
    plain = _layout("Harlow Sound Port Authority").typeset(0).height
    nested = _layout("Harlow Sound Port Authority", Span(1, 0, 27, "Person"), Span(2, 0, 12, "Place"))
    assert plain == reading(16).pitch
    assert nested.typeset(0).height == plain + 14


def test_beyond_four_lanes_lines_grow_no_more(qapp: QApplication) -> None:
    spans = [Span(n, 0, n + 3, "Person") for n in range(1, 8)]
    height = _layout("Harlow Sound Port Authority", *spans).typeset(0).height
    assert height == reading(16).pitch + 3 * 14


def test_a_span_that_wraps_is_seen_on_both_lines(qapp: QApplication) -> None:
    text = "seen from the Outer Lantern Quay"
    layout = _layout(text, Span(1, 14, 32, "Place"), width=200)
    seen = layout.typeset(0).pieces_of(layout.marks.at(14)[0])
    assert [(piece.first, piece.last) for piece in seen] == [(True, False), (False, True)]


def test_a_span_across_paragraphs_is_seen_in_both(qapp: QApplication) -> None:
    layout = _layout("one two\r\nthree four", Span(1, 4, 14, "Place"))
    assert [piece.last for index in (0, 1) for piece in pieces(layout.typeset(index), 4, 14)] == [False, True]


def test_a_span_of_a_line_end_alone_is_visible(qapp: QApplication) -> None:
    layout = _layout("one\r\ntwo", Span(1, 3, 5, "Place"))
    (piece,) = layout.typeset(0).pieces_of(layout.marks.at(3)[0])
    assert piece.right - piece.left >= 3


def test_a_span_in_mixed_directions_has_an_extent_for_each_run(qapp: QApplication) -> None:
    text = "name نجمة الخليج here"
    layout = _layout(text, Span(1, 0, 9, "Place"))
    (piece,) = layout.typeset(0).pieces_of(layout.marks.at(0)[0])
    assert len(piece.extents) == 2


def test_fallback_fonts_do_not_cut_a_span_in_two(qapp: QApplication) -> None:
    layout = _layout("وصلت 云澜 نجمة", Span(1, 0, 12, "Place"))
    (piece,) = layout.typeset(0).pieces_of(layout.marks.at(0)[0])
    assert len(piece.extents) == 1


def test_paragraph_direction_follows_the_first_strong_character(qapp: QApplication) -> None:
    layout = _layout("12 وصلت abc\nabc وصلت\n123")
    assert [layout.typeset(n).rtl for n in range(3)] == [True, False, False]


def test_numbers_alone_follow_the_language_of_the_document(qapp: QApplication) -> None:
    assert _layout("123", language="ar").typeset(0).rtl


@given(st.text(alphabet="ab \n\r.é\u0301👩\u200d👧文ن\t", max_size=120))
def test_positions_survive_the_way_to_utf_16_and_back(text: str) -> None:
    layout = _layout(text)
    for index, block in enumerate(layout.blocks):
        typeset = layout.typeset(index)
        for inside in grapheme_starts(text[block.start : block.end]):
            position = block.start + inside
            assert typeset.to_position(typeset.to_unit(position)) == position


@given(st.text(alphabet="ab .。文é\u0301", min_size=0, max_size=40), st.integers(1, 300))
def test_long_paragraphs_are_cut_without_losing_a_character(piece: str, times: int) -> None:
    text = piece * times
    blocks = list(blocks_of(text, "auto"))
    assert "".join(text[block.start : block.end] for block in blocks) == text.replace("\n", "")
    assert all(block.end - block.start <= BLOCK_LIMIT for block in blocks)


def test_a_long_paragraph_has_one_number(qapp: QApplication) -> None:
    layout = _layout("word " * 2_000 + "\nlast")
    assert [block.number for block in layout.blocks if block.number] == [1, 2]
    assert layout.paragraph_of(7_000) == (1, 0)
    assert layout.paragraph_of(10_001)[0] == 2


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40), st.data())
def test_heights_add_up_after_every_change(values: list[int], data: st.DataObject) -> None:
    heights = Heights([float(value) for value in values])
    index = data.draw(st.integers(0, len(values) - 1))
    heights.set(index, 7.0)
    values[index] = 7
    assert heights.total == sum(values)
    for number in range(len(values)):
        top = sum(values[:number])
        assert heights.above(number) == top
        assert heights.at(top) == number


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "\u2028", "\x00\x0b", "\ud83d alone"])
def test_odd_texts_are_laid_out(qapp: QApplication, text: str) -> None:
    layout = _layout(text)
    assert all(layout.typeset(index).lines for index in range(len(layout.blocks)))


def test_marked_text_is_as_high_as_its_text_needs(qapp: QApplication) -> None:
    widget = MarkedText()
    widget.set_document("word " * 60, [Span(1, 0, 4, "Person")], (), LABELS)
    assert widget.heightForWidth(300) > widget.heightForWidth(600) > 36
