"""How every state of a span looks, in both themes. Colours and places are checked, not letter shapes:
those differ from machine to machine."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRectF

from bertstudio.core.documents import Span
from bertstudio.gui.span_painter import State
from bertstudio.gui.theme import Theme

Draw = Callable[..., Any]

TEXT = "master Marit Solheim aboard"
PERSON = Span(1, 7, 20, "Person")
GHOST = Span(1, 7, 20, "Person", confidence=0.94)


def test_a_marked_span_has_a_fill_a_solid_rule_and_its_code_below(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, spans=(PERSON,))
    band, colors = picture.band(1), theme.label(2)
    assert picture.color(band.center().x(), band.top() + 1) == colors.fill
    for line in (0, 1):
        assert set(picture.row(band.left() + 1, band.right() - 1, picture.rule_y(1) + line)) == {
            colors.solid.name()
        }
    assert picture.color(band.center().x(), picture.rule_y(1) + 2) == theme.color("surface")
    assert colors.code.name() in picture.colors(picture.code_box(1))


def test_the_fill_ends_where_the_span_ends(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, spans=(PERSON,))
    band = picture.band(1)
    for x in (band.left() - 2, band.right() + 2):
        assert picture.color(x, band.top() + 1) == theme.color("surface")


def test_a_suggestion_has_a_dashed_rule_and_no_fill(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, ghosts=(GHOST,))
    band, colors = picture.band(1), theme.label(2)
    assert picture.color(band.center().x(), band.top() + 1) == theme.color("surface")
    rule = picture.row(band.left(), band.right(), picture.rule_y(1))
    drawn = rule.count(colors.solid.name()) / len(rule)
    assert 0.4 < drawn < 0.75
    assert theme.color("surface").name() in rule


def test_a_suggestion_tells_its_confidence(theme: Theme, draw: Draw) -> None:
    with_score = draw(TEXT, ghosts=(GHOST,))
    beyond_code = QRectF(with_score.code_box(1).right() + 4, with_score.rule_y(1) + 3, 24, 9)
    assert with_score.colors(beyond_code) != {theme.color("surface").name()}
    marked = draw(TEXT, spans=(PERSON,))
    assert marked.colors(beyond_code) == {theme.color("surface").name()}


@pytest.mark.parametrize("state", [State(hovered=1), State(selected=1)])
def test_a_hovered_or_selected_span_has_the_strong_fill(theme: Theme, draw: Draw, state: State) -> None:
    picture = draw(TEXT, spans=(PERSON,), state=state)
    band = picture.band(1)
    assert picture.color(band.center().x(), band.top() + 2) == theme.label(2).fill_strong


def test_a_selected_span_has_bars_and_the_active_one_is_thicker(theme: Theme, draw: Draw) -> None:
    def bars(state: State) -> tuple[int, int]:
        picture = draw(TEXT, spans=(PERSON,), state=state)
        band, solid = picture.band(1), theme.label(2).solid.name()
        # Just above the band only the bars stand out.
        left = picture.row(band.left() - 6, band.left() + 6, band.top() - 1)
        right = picture.row(band.right() - 6, band.right() + 6, band.top() - 1)
        return left.count(solid), right.count(solid)

    left, right = bars(State(selected=1, active_edge="end"))
    assert 0 < left < right
    left, right = bars(State(selected=1, active_edge="start"))
    assert 0 < right < left


def test_the_focus_ring_is_there_only_with_the_focus(theme: Theme, draw: Draw) -> None:
    for focused in (True, False):
        picture = draw(TEXT, spans=(PERSON,), state=State(selected=1, focused=focused))
        around = picture.band(1).adjusted(-6, -6, 6, 20)
        assert (theme.color("focusRing").name() in picture.colors(around)) is focused


def test_selected_text_without_a_label_is_grey(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, state=State(selection=(7, 20)))
    probe = draw(TEXT, spans=(PERSON,)).band(1)
    assert picture.color(probe.center().x(), probe.top() + 1) == theme.color("textSelection")
    assert picture.color(probe.right() + 3, probe.top() + 1) == theme.color("surface")


def test_of_nested_spans_the_inner_one_has_the_strong_fill_and_the_upper_lane(
    theme: Theme, draw: Draw
) -> None:
    text = "the Harlow Sound Port Authority found"
    picture = draw(text, spans=(Span(1, 4, 31, "Organisation"), Span(2, 4, 16, "Vessel")))
    inner, outer = picture.band(2), picture.band(1)
    assert picture.color(inner.center().x(), inner.top() + 1) == theme.label(1).fill_strong
    assert picture.color(outer.right() - 4, outer.top() + 1) == theme.label(3).fill
    assert picture.rule_y(1) == picture.rule_y(2) + 14
    assert picture.color(outer.center().x(), picture.rule_y(1)) == theme.label(3).solid


def test_crossing_spans_have_a_rule_each(theme: Theme, draw: Draw) -> None:
    text = "the main deck crane collapse began"
    picture = draw(text, spans=(Span(1, 4, 19, "Vessel"), Span(2, 14, 28, "Person")))
    assert picture.rule_y(1) != picture.rule_y(2)
    for span, index in ((1, 1), (2, 2)):
        middle = picture.band(span).center().x()
        assert picture.color(middle, picture.rule_y(span)) == theme.label(index).solid


def test_a_span_that_goes_on_has_square_ends_and_one_code(theme: Theme, draw: Draw) -> None:
    text = "seen from the Outer Lantern Quay Extension at the far end of the harbour near the old light"
    span = Span(1, 14, 72, "Person")
    picture = draw(text, spans=(span,))
    first, second = picture.band(1, 0), picture.band(1, 1)
    assert picture.piece(1, 1).line == picture.piece(1, 0).line + 1
    fill = theme.label(2).fill
    assert picture.color(first.right() - 1, first.top() + 0.4) == fill
    assert picture.color(second.left() + 0.4, second.top() + 0.4) == fill
    assert picture.color(first.left() + 0.1, first.top() + 0.1) != fill  # a true end is round
    under = QRectF(second.left(), picture.rule_y(1, 1) + 3, 24, 9)
    assert picture.colors(under) == {theme.color("surface").name()}


def test_a_hidden_label_leaves_a_dotted_line(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, spans=(PERSON,), hidden=("Person",))
    band = picture.band(1)
    assert picture.color(band.center().x(), band.top() + 1) == theme.color("surface")
    rule = picture.row(band.left(), band.right(), picture.rule_y(1))
    assert 0.15 < 1 - rule.count(theme.color("surface").name()) / len(rule) < 0.7
    assert picture.colors(picture.code_box(1)) == {theme.color("surface").name()}


def test_marks_can_all_be_hidden_while_a_key_is_held(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, spans=(PERSON,), state=State(marks_shown=False))
    band = picture.band(1)
    assert picture.color(band.center().x(), band.top() + 1) == theme.color("surface")
    assert picture.color(band.center().x(), picture.rule_y(1)) == theme.color("surface")


def test_a_span_in_the_way_is_framed(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, spans=(PERSON,), state=State(flashed=1))
    assert theme.color("danger").name() in picture.colors(picture.band(1).adjusted(-2, -2, 2, 2))


def test_a_place_found_is_boxed_and_the_current_one_is_grey(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, state=State(hits=((0, 6), (7, 12)), current_hit=(7, 12)))
    probe = draw(TEXT, spans=(Span(1, 7, 12, "Person"),)).band(1)
    assert picture.color(probe.center().x(), probe.top() + 2) == theme.color("textSelection")


def test_codes_can_be_hidden_and_the_rule_stays(theme: Theme, draw: Draw) -> None:
    picture = draw(TEXT, spans=(PERSON,), codes=False)
    assert picture.color(picture.band(1).center().x(), picture.rule_y(1)) == theme.label(2).solid
    assert picture.colors(picture.code_box(1)) == {theme.color("surface").name()}


def test_in_right_to_left_text_the_code_stands_at_the_right(theme: Theme, draw: Draw) -> None:
    text = "وصلت السفينة نجمة الخليج إلى ميناء"
    picture = draw(text, spans=(Span(1, 13, 24, "Vessel"),))
    band, y = picture.band(1), picture.rule_y(1) + 3
    assert theme.label(1).code.name() in picture.colors(QRectF(band.right() - 24, y, 24, 9))
    assert picture.colors(QRectF(band.left(), y, 20, 9)) == {theme.color("surface").name()}


def test_bands_are_equally_high_in_every_script(theme: Theme, draw: Draw) -> None:
    text = "Calder 云澜号 نجمة"
    spans = (Span(1, 0, 6, "Vessel"), Span(2, 7, 10, "Person"), Span(3, 11, 15, "Organisation"))
    picture = draw(text, spans=spans)
    for span, index in ((1, 1), (2, 2), (3, 3)):
        band, fill = picture.band(span), theme.label(index).fill
        assert picture.color(band.center().x(), band.top()) == fill
        assert picture.color(band.center().x(), band.top() - 1) == theme.color("surface")
        assert picture.color(band.center().x(), picture.rule_y(span)) == theme.label(index).solid


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_rules_stand_on_device_pixels(theme: Theme, draw: Draw, ratio: float) -> None:
    picture = draw(TEXT, spans=(PERSON,), ratio=ratio)
    x = round((picture.band(1).center().x() + 12) * ratio)
    column = [picture.image.pixelColor(x, y) for y in range(picture.image.height())]
    solid = theme.label(2).solid
    assert column.count(solid) >= max(1, round(2 * ratio))
    # No blurred rows: what is not the rule is fill, letter or page.
    first = column.index(solid)
    after = column[first + round(2 * ratio)]
    assert after == theme.color("surface")
