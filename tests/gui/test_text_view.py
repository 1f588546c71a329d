"""The text view: where the caret goes, what the mouse selects, and that nothing jumps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Span
from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.text import grapheme_starts
from bertstudio.gui.marks import Marks
from bertstudio.gui.reading import reading
from bertstudio.gui.text_layout import TextLayout
from bertstudio.gui.text_view import TextView
from bertstudio.gui.text_view_caret import Caret, Move, moved, next_position, previous_position
from bertstudio.gui.text_view_places import caret_box, place_at

FAMILY = "👩\u200d👩\u200d👧"
LABELS = LabelSet((Label("Person", 2, "2", "PER"),))
LEFT = Qt.MouseButton.LeftButton


def _layout(text: str, width: float = 400) -> TextLayout:
    return TextLayout(text, Marks(), reading(16), width)


def _walk(text: str, move: Move, start: int = 0) -> list[int]:
    """Repeat a move until the caret stays, and return where it stood."""
    layout, stops = _layout(text), [start]
    while (following := moved(layout, Caret(stops[-1]), move).position) != stops[-1]:
        stops.append(following)
    return stops


def test_the_caret_never_stops_inside_a_character(qapp: QApplication) -> None:
    text = f"e\u0301a{FAMILY}x"
    assert _walk(text, "right") == [0, 2, 3, 8, 9]
    assert _walk(text, "left", 9) == [9, 8, 3, 2, 0]


def test_the_caret_steps_over_a_line_end_as_one(qapp: QApplication) -> None:
    assert _walk("ab\r\ncd", "right") == [0, 1, 2, 4, 5, 6]
    assert _walk("ab\r\ncd", "left", 6) == [6, 5, 4, 2, 1, 0]


def test_in_right_to_left_text_left_is_forward(qapp: QApplication) -> None:
    assert moved(_layout("وصلت"), Caret(0), "left").position == 1
    assert moved(_layout("وصلت"), Caret(2), "right").position == 1


def test_arrows_follow_the_eye_through_mixed_directions(qapp: QApplication) -> None:
    text = "ab وص cd"
    layout = _layout(text)
    stops = _walk(text, "right")
    xs = [caret_box(layout, position).center().x() for position in stops]
    assert sorted(stops) == list(range(len(text) + 1))
    assert xs == sorted(xs)


@pytest.mark.parametrize("text", ["ab وص cd", "وصلت ab 12 نجمة", "וו 2023 ab", "a ن b ن c"])
def test_arrows_reach_every_place_of_a_mixed_line(qapp: QApplication, text: str) -> None:
    rtl = _layout(text).typeset(0).rtl
    assert sorted(_walk(text, "left" if rtl else "right")) == list(range(len(text) + 1))


def test_word_moves_stop_where_words_begin(qapp: QApplication) -> None:
    assert _walk("Calder  Point, 7", "word-right") == [0, 8, 13, 15, 16]
    assert _walk("Calder  Point, 7", "word-left", 16) == [16, 15, 13, 8, 0]


def test_a_chinese_character_is_a_word(qapp: QApplication) -> None:
    assert _walk("云澜GPU号", "word-right") == [0, 1, 2, 5, 6]


def test_extending_by_word_stops_where_words_end(qapp: QApplication) -> None:
    assert moved(_layout("Calder Point"), Caret(0), "word-right", extend=True).position == 6


def test_up_and_down_keep_to_one_column(qapp: QApplication) -> None:
    layout = _layout("a long line\nb\na long line")
    below = moved(layout, moved(layout, Caret(9), "down"), "down")
    assert below.position == 14 + 9
    assert moved(layout, moved(layout, below, "up"), "up").position == 9


def test_down_from_the_last_line_goes_to_its_end(qapp: QApplication) -> None:
    assert moved(_layout("abc def"), Caret(2), "down").position == 7
    assert moved(_layout("abc def"), Caret(2), "up").position == 0


def test_home_and_end_stay_on_the_line_that_wraps(qapp: QApplication) -> None:
    layout = _layout("云" * 60, width=200)
    line = layout.typeset(0).lines[1]
    middle = Caret(line.start + 3)
    end = moved(layout, middle, "line-end")
    assert (end.position, end.upstream) == (line.end, True)
    assert moved(layout, end, "line-start").position == line.start


def test_steps_go_back_the_way_they_came_across_long_paragraphs(qapp: QApplication) -> None:
    layout = _layout("word " * 900)
    border = layout.blocks[1].start
    assert previous_position(layout, next_position(layout, border - 1)) == border - 1
    assert [next_position(layout, border - 1), next_position(layout, border)] == [border, border + 1]


@given(st.text(alphabet=f"ab \n\r.é\u0301{FAMILY}文ن\t", max_size=60))
def test_every_position_is_reached_by_steps_in_both_directions(text: str) -> None:
    layout = _layout(text)
    stops = {
        block.start + g for block in layout.blocks for g in grapheme_starts(text[block.start : block.end])
    }
    position, seen = 0, {0}
    while (following := next_position(layout, position)) != position:
        position = following
        seen.add(position)
    assert seen == stops
    assert position == layout.blocks[-1].end


@given(
    st.lists(st.sampled_from(["a", "b ", "文", "e\u0301", "👧", "\n"]), min_size=1, max_size=60), st.data()
)
def test_a_click_on_the_caret_finds_the_same_place(parts: list[str], data: st.DataObject) -> None:
    layout = _layout("".join(parts), width=200)
    block = data.draw(st.sampled_from(layout.blocks))
    typeset = layout.typeset(layout.blocks.index(block))
    inside = data.draw(st.sampled_from(list(typeset.graphemes)))
    box = caret_box(layout, block.start + inside)
    found = place_at(layout, box.center()).position
    again = caret_box(layout, found)
    assert abs(again.center().x() - box.center().x()) < 1


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> TextView:
    made = TextView()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def _point(view: TextView, position: int, *, part: float = 0.0) -> QPoint:
    """A point of the viewport before a character, or a part of its width inside it."""
    box = view.boxes(position, position + 1)[0]
    return QPointF(box.left() + part * box.width(), box.center().y()).toPoint()


def _drag(
    view: TextView, start: int, end: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    target = view.viewport()
    last = view.boxes(end - 1, end)[0]
    to = QPointF(last.right() - 1, last.center().y()).toPoint()
    QTest.mousePress(target, LEFT, modifier, _point(view, start, part=0.1))
    QTest.mouseMove(target, (_point(view, start) + to) / 2)
    QTest.mouseMove(target, to)
    QTest.mouseRelease(target, LEFT, modifier, to)


def test_a_drag_selects_code_points_not_utf_16_units(view: TextView, qtbot: QtBot) -> None:
    text = "𝒳 marks 🇩🇪 the spot"
    view.show_text(text, Marks())
    with qtbot.waitSignal(view.selected) as signal:
        _drag(view, text.index("the"), text.index("the") + 3)
    assert text[slice(*signal.args[:2])] == "the"


def test_alt_selects_exactly(view: TextView, qtbot: QtBot) -> None:
    view.show_text("Calder Point", Marks())
    with qtbot.waitSignal(view.selected) as signal:
        _drag(view, 1, 4, Qt.KeyboardModifier.AltModifier)
    assert signal.args == [1, 4, True]


def test_a_double_click_takes_a_word(view: TextView, qtbot: QtBot) -> None:
    view.show_text("the Calder Point\r\nleft", Marks())
    with qtbot.waitSignal(view.selected) as signal:
        _double_click(view, 6)
    assert signal.args[:2] == [4, 10]


def test_a_double_click_takes_one_chinese_character(view: TextView, qtbot: QtBot) -> None:
    view.show_text("引航艇云澜", Marks())
    with qtbot.waitSignal(view.selected) as signal:
        _double_click(view, 3)
    assert signal.args[:2] == [3, 4]


def _double_click(view: TextView, position: int) -> None:
    point = _point(view, position, part=0.3)
    QTest.mousePress(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
    QTest.mouseRelease(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
    QTest.mouseDClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
    QTest.mouseRelease(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)


def test_a_click_names_the_marks_under_it_innermost_first(view: TextView, qtbot: QtBot) -> None:
    spans = (Span(1, 0, 12, "Person"), Span(2, 7, 12, "Person"))
    view.show_text("Calder Point", Marks(spans, (), LABELS))
    with qtbot.waitSignal(view.pressed) as signal:
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, _point(view, 9, part=0.3))
    assert [mark.id for mark in signal.args[1]] == [2, 1]


def test_a_click_on_a_code_finds_its_mark(view: TextView, qtbot: QtBot) -> None:
    view.show_text("I am here", Marks((Span(1, 0, 1, "Person"),), (), LABELS))
    box = view.boxes(0, 1)[0]
    under = QPointF(box.left() + 14, box.bottom() + 8)  # beside the narrow letter, on its code
    assert [mark.id for mark in view.marks_at(under)] == [1]


def test_another_text_size_keeps_the_place_of_the_reader(view: TextView) -> None:
    view.show_text("\n".join(f"paragraph {n} with a few words" for n in range(400)), Marks())
    view.verticalScrollBar().setValue(6_000)
    before = view.content.heights.at(view.verticalScrollBar().value() - 24)
    view.set_reading(px=22)
    after = view.content.heights.at(view.verticalScrollBar().value() - 24)
    assert abs(after - before) <= 1


def test_guessed_heights_become_true_without_moving_the_text(view: TextView, qtbot: QtBot) -> None:
    view.show_text("\n".join("word " * (n % 60) for n in range(600)), Marks())
    view.verticalScrollBar().setValue(5_000)
    block = view.content.heights.at(view.verticalScrollBar().value() + 100)
    shown_at = view.content.top(block) - view.verticalScrollBar().value()
    qtbot.waitUntil(lambda: all(view.content.is_exact(n) for n in range(len(view.content.blocks))))
    assert abs(view.content.top(block) - view.verticalScrollBar().value() - shown_at) <= 1


def test_scrolling_up_into_what_was_not_seen_does_not_jump(view: TextView) -> None:
    view.show_text("\n".join("word " * (n % 60) for n in range(600)), Marks())
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    for _ in range(40):
        block = view.content.heights.at(bar.value() + 200)
        shown_at = view.content.top(block) - bar.value()
        bar.setValue(bar.value() - 60)
        assert abs(view.content.top(block) - bar.value() - (shown_at + 60)) <= 1


def test_a_stretch_far_away_comes_into_view(view: TextView) -> None:
    text = "\n".join("word " * (n % 60) for n in range(600))
    view.show_text(text, Marks())
    view.reveal(len(text) - 40, len(text) - 35)
    (box, *_) = view.boxes(len(text) - 40, len(text) - 35)
    assert view.viewport().rect().contains(box.toRect())


def test_marking_does_not_move_the_words(view: TextView) -> None:
    view.show_text("Two stevedores employed by Tamsin Quay Services were there", Marks((), (), LABELS))
    before = view.boxes(27, 46)
    view.set_marks(Marks((Span(1, 27, 46, "Person"),), (), LABELS))
    assert view.boxes(27, 46) == before


def test_nothing_can_be_typed(view: TextView) -> None:
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_long_text_is_not_laid_out_as_a_whole(view: TextView) -> None:
    view.show_text("\n".join("word " * 40 for _ in range(5_000)), Marks())
    assert sum(view.content.is_exact(n) for n in range(5_000)) < 60


@pytest.mark.parametrize("steps", [1, -1])
def test_ctrl_and_the_wheel_ask_for_another_size(view: TextView, qtbot: QtBot, steps: int) -> None:
    from PySide6.QtGui import QWheelEvent

    at = QPointF(100, 100)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.waitSignal(view.zoomed) as signal:
        QApplication.sendEvent(view.viewport(), event)
    assert signal.args == [16 + steps]
