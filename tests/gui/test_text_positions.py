"""Any Unicode text: where a character is drawn, and that a click there finds it again."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bertstudio.gui.marks import Marks
from bertstudio.gui.reading import reading
from bertstudio.gui.text_layout import TextLayout, Typeset, extents_of
from bertstudio.gui.text_view_places import boxes_of, caret_box, character_at, place_at

FAMILY = "👩\u200d👩\u200d👧"
CONTROLS = "\u0600\n\r\t\u2028\x00\x07\ud800\udc00\u200b\u00ad\ufeff\ufffe\u202e\u202c\u2066\u2069\u200f"
PARTS = st.sampled_from(
    (
        *[
            "a",
            "fi",
            "文",
            "がな",
            "각",
            "e\u0301",
            "👧",
            "🇩🇪",
            "👍🏽",
            "ท่า",
            "क्षत्रि",
            "1",
            "ن",
            "لا",
            "بلأ",
            "שָׁ",
            "ש",
        ],
        FAMILY,
        "b ",
        "12 ",
        "\r\n",
        *CONTROLS,
    )
)
# Joiners where nothing can be joined are drawn by some fonts as dotted circles.
ANY = st.characters(exclude_characters="\u200c\u200d")
texts = st.lists(st.one_of(PARTS, ANY), max_size=25).map("".join)
pytestmark = pytest.mark.usefixtures("qapp")
some = settings(max_examples=150, deadline=None)


def _layout(text: str, width: float = 200) -> TextLayout:
    return TextLayout(text, Marks(), reading(16), width)


def _borders(typeset: Typeset) -> list[int]:
    return [typeset.block.start + inside for inside in typeset.graphemes]


@some
@given(texts)
def test_a_click_on_the_caret_finds_its_place_again(text: str) -> None:
    layout = _layout(text)
    for index in range(len(layout.blocks)):
        for position in _borders(layout.typeset(index)):
            box = caret_box(layout, position)
            found = place_at(layout, box.center())
            again = caret_box(layout, found.position, upstream=found.upstream)
            assert abs(again.center().x() - box.center().x()) < 1
            assert again.top() == box.top()


@some
@given(texts)
def test_a_point_inside_a_character_finds_that_character(text: str) -> None:
    layout = _layout(text)
    for index in range(len(layout.blocks)):
        for start, end in pairwise(_borders(layout.typeset(index))):
            boxes = list(boxes_of(layout, start, end))
            if len(boxes) == 1 and boxes[0].width() > 3.01:  # Others have no width of their own.
                assert character_at(layout, boxes[0].center()) == start


@some
@given(texts)
def test_the_characters_of_a_line_lie_side_by_side_and_fill_it(text: str) -> None:
    layout = _layout(text)
    for index in range(len(layout.blocks)):
        typeset = layout.typeset(index)
        for line in typeset.lines:
            borders = [border for border in _borders(typeset) if line.start <= border <= line.end]
            shown = sorted(
                extent
                for start, end in pairwise(borders)
                for extent in extents_of(typeset, line, start, end)
                if extent[1] - extent[0] > 3.01
            )
            assert all(right <= left + 3.5 for (_, right), (left, _) in pairwise(shown))
            if shown and "\t" not in text:
                whole = extents_of(typeset, line, line.start, line.end)
                covered = sum(right - left for left, right in shown)
                assert abs(covered - (whole[-1][1] - whole[0][0])) <= 3 * len(borders)


@some
@given(texts, st.data())
def test_what_is_selected_by_two_clicks_is_the_text_between_them(text: str, data: st.DataObject) -> None:
    layout = _layout(text)
    index = data.draw(st.integers(0, len(layout.blocks) - 1))
    borders = _borders(layout.typeset(index))
    start, end = sorted((data.draw(st.sampled_from(borders)), data.draw(st.sampled_from(borders))))
    found = [place_at(layout, caret_box(layout, position).center()).position for position in (start, end)]
    drawn = [caret_box(layout, position).topLeft() for position in (start, end)]
    if found == [start, end]:  # Characters without width share a place with their neighbours.
        assert text[slice(*found)] == text[start:end]
    else:
        again = [caret_box(layout, position).topLeft() for position in found]
        assert all((one - two).manhattanLength() < 1 for one, two in zip(drawn, again, strict=True))


@pytest.mark.parametrize("mark", ["\ufeff", "\ufffe", "\x00", "\ud800", "\u2028"])
@pytest.mark.parametrize("words", ["Calder Point", "שלום עולם"])
def test_a_character_that_cannot_be_drawn_moves_no_other(mark: str, words: str) -> None:
    """Qt drops a byte order mark at the beginning of a text, and everything behind it moved by one."""
    layout, plain = _layout(mark + words), _layout("x" + words)
    widths = [
        [next(boxes_of(each, n, n + 1)).width() for n in range(1, len(words) + 1)] for each in (layout, plain)
    ]
    assert widths[0] == widths[1]


def test_an_arabic_name_is_drawn_without_the_lam_that_is_joined_to_it() -> None:
    """`لأحمد`: to Ahmed. Lam and alef are one shape; the name gets the left half of it."""
    layout = _layout("لأحمد")
    particle, name = (next(boxes_of(layout, *stretch)) for stretch in ((0, 1), (1, 5)))
    whole = next(boxes_of(layout, 0, 5))
    assert (whole.left(), whole.right()) == (name.left(), particle.right())
    assert name.right() == pytest.approx(particle.left())
    assert particle.width() > 3


def test_conjuncts_of_devanagari_are_one_place_of_the_caret() -> None:
    typeset = _layout("क्षत्रिय").typeset(0)
    assert list(typeset.graphemes) == [0, 3, 7, 8]


@pytest.mark.parametrize("character", ["x", "文", "ن", "👧", "e\u0301"])
def test_a_very_long_line_without_blanks_wraps_anywhere(character: str) -> None:
    text = character * (100_000 // len(character))
    layout = _layout(text, 680)
    for index in (0, len(layout.blocks) // 2, len(layout.blocks) - 1):
        typeset = layout.typeset(index)
        assert max(line.inner.naturalTextWidth() for line in typeset.lines) <= 681
        starts = {line.start - typeset.block.start for line in typeset.lines}
        assert starts <= set(typeset.graphemes)
    assert layout.blocks[-1].end == len(text)
