"""Very long paragraphs are laid out in parts, and nobody who reads or moves in them notices."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from bertstudio.core.graphemes import caret_starts
from bertstudio.gui.marks import Marks
from bertstudio.gui.reading import reading
from bertstudio.gui.text_blocks import BLOCK_LIMIT, blocks_of
from bertstudio.gui.text_layout import TextLayout
from bertstudio.gui.text_view_caret import Caret, Move, moved
from bertstudio.gui.text_view_places import caret_box, place_at

FAMILY = "👩\u200d👩\u200d👧"
TEXTS = {
    "words": "lashing crane harbour " * 300,
    "unbroken": "abcdefghij" * 500,
    "chinese": "引航艇云澜七号在北岬港" * 500,
    "pictures": FAMILY * 1_200,
    "marks": "e\u0301" * 3_000,
    "arabic": "وصلت السفينة إلى الميناء " * 250,
}
long_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


def _layout(text: str) -> TextLayout:
    return TextLayout(text, Marks(), reading(16), 500)


@long_text
def test_no_cut_lies_inside_a_character(qapp: QApplication, text: str) -> None:
    assert {block.start for block in blocks_of(text, "auto")} <= set(caret_starts(text))


def test_words_are_not_cut(qapp: QApplication) -> None:
    text = TEXTS["words"]
    assert all(text[block.end - 1].isspace() for block in blocks_of(text, "auto"))


def test_a_part_does_not_begin_with_what_may_not_begin_a_line(qapp: QApplication) -> None:
    text = "引航艇，" * 1_500
    assert all(text[block.start] == "引" for block in blocks_of(text, "auto"))


@long_text
def test_home_and_end_stay_on_the_last_line_of_a_part(qapp: QApplication, text: str) -> None:
    layout = _layout(text)
    border = layout.blocks[0].end
    inside = layout.typeset(0).lines[-1].start
    ended = moved(layout, Caret(inside), "line-end")
    line = caret_box(layout, inside).center().y()
    assert caret_box(layout, ended.position, upstream=ended.upstream).center().y() == line
    assert border - 2 <= ended.position <= border
    assert moved(layout, ended, "line-start") == Caret(inside)


@long_text
@pytest.mark.parametrize(("there", "back"), [("down", "up"), ("right", "left"), ("left", "right")])
def test_what_steps_over_a_cut_steps_back(qapp: QApplication, text: str, there: Move, back: Move) -> None:
    layout = _layout(text)
    border = layout.blocks[0].end
    start = layout.typeset(0).graphemes[-3] if there != "left" else border
    caret = Caret(start)
    steps = [caret]
    for _ in range(4):
        caret = moved(layout, caret, there)
        steps.append(caret)
    for expected in reversed(steps[:-1]):
        caret = moved(layout, caret, back)
        assert caret.position == expected.position


@long_text
def test_a_click_behind_the_last_line_of_a_part_stays_on_it(qapp: QApplication, text: str) -> None:
    layout = _layout(text)
    line = layout.typeset(0).lines[-1]
    y = line.top + line.baseline - line.top
    x = -50.0 if layout.typeset(0).rtl else 5_000.0
    place = place_at(layout, QPointF(x, y))
    assert line.start < place.position <= line.end
    box = caret_box(layout, place.position, upstream=place.upstream)
    assert box.top() <= y <= box.bottom() + line.height


def test_every_part_is_read_as_the_paragraph_begins(qapp: QApplication) -> None:
    layout = _layout("وصلت " + "harbour lashing crane " * 300)
    assert all(layout.typeset(index).rtl for index in range(len(layout.blocks)))


@long_text
def test_no_part_is_too_long(qapp: QApplication, text: str) -> None:
    blocks = list(blocks_of(text, "auto"))
    assert max(block.end - block.start for block in blocks) <= BLOCK_LIMIT
    assert [block.number for block in blocks].count(1) == 1
