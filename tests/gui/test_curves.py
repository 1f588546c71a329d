"""The plots of a run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_train_record import record, scored, step

from bertstudio.core.events import Finished, Started
from bertstudio.gui import theme
from bertstudio.gui.curves import Curves, _epoch_ticks, even_ticks, nice_step
from bertstudio.gui.pages.train_record import Record

BEGUN = Started("train", "a test", "fp32", 1000, 4.0, {}, 100.0)


@pytest.fixture
def curves(qtbot: QtBot, app: QApplication) -> Curves:
    made = Curves()
    qtbot.addWidget(made)
    made.resize(900, 420)
    made.show()
    return made


def running() -> Record:
    return record(BEGUN, *(step(n, 2 / n) for n in range(1, 501)), scored(250, 0.5), scored(500, 0.6))


def test_points_lie_where_the_events_say(curves: Curves) -> None:
    curves.show_run(running())
    assert [list(values) for values in curves._f1_line.getData()] == [[250, 500], [0.5, 0.6]]
    assert [list(values) for values in curves._best_point.getData()] == [[500], [0.6]]
    assert curves._best_name.toPlainText() == "best 0.600"


def test_the_part_that_is_still_to_come_is_shaded_until_the_end(curves: Curves) -> None:
    run = running()
    curves.show_run(run)
    assert curves._rest[0].getRegion() == (500, 1000)
    assert curves._rest[0].isVisible()
    run.add([Finished(1.0)])
    curves.redraw()
    assert not curves._rest[0].isVisible()


def test_an_earlier_run_is_compared_by_epoch_not_by_step(curves: Curves) -> None:
    before = record(Started("train", total_steps=100, epochs=4.0), scored(25, 0.4), scored(50, 0.5))
    before.scores = [
        s.__class__(s.step, epoch, *(0.5,) * 3, s.f1, s.best)
        for s, epoch in zip(before.scores, (1, 2), strict=True)
    ]
    curves.show_run(running(), (before, "Run 7"))
    assert [list(values) for values in curves._previous_line.getData()] == [[250, 500], [0.4, 0.5]]
    assert curves._previous_name.toPlainText() == "Run 7"


def test_low_scores_are_not_cut_off(curves: Curves) -> None:
    curves.show_run(record(BEGUN, step(1), scored(1, 0.02)))
    low, high = curves._score.getViewBox().viewRange()[1]
    assert low <= 0.02
    assert high >= 1.0


def test_both_values_are_said_at_a_step(curves: Curves) -> None:
    curves.show_run(running())
    assert curves.values_at(490).splitlines() == [
        "Epoch 1.96, step 490",
        "Dev F1 0.600 at epoch 2.00",
        "Dev loss 0.500",
        f"Training loss {curves._record.loss_at(490):.3f}",
    ]
    assert curves.values_at(10_000).startswith("Epoch 2.00, step 500")


def test_new_events_are_drawn_at_most_twice_a_second(curves: Curves, qtbot: QtBot) -> None:
    run = running()
    curves.show_run(run)
    drawn: list[int] = []
    curves._f1_line.sigPlotChanged.connect(lambda _: drawn.append(1))
    for n in range(501, 700):
        run.add([step(n)])
        curves.touch()
    assert drawn == []
    qtbot.waitUntil(lambda: len(drawn) == 1, timeout=3_000)
    assert curves._smooth_line.getOriginalDataset()[0][-1] == 699


def test_colours_follow_the_theme(curves: Curves, app: QApplication) -> None:
    curves.show_run(running())
    light = curves._f1_line.opts["pen"].color()
    theme.apply(app, "dark")
    app.processEvents()
    dark = curves._f1_line.opts["pen"].color()
    assert light != dark
    assert dark == theme.color("chartDev")


def test_epochs_are_named_as_far_as_there_is_room() -> None:
    assert _epoch_ticks(record(BEGUN), 1000) == [
        (0, "0"),
        (250, "epoch 1"),
        (500, "epoch 2"),
        (750, "epoch 3"),
        (1000, "epoch 4"),
    ]
    many = record(Started("train", total_steps=1000, epochs=100.0))
    assert [name for _, name in _epoch_ticks(many, 1000)][:3] == ["0", "epoch 13", "epoch 26"]


def test_ticks_are_round_numbers() -> None:
    assert nice_step(1.8) == 0.5
    assert nice_step(0.04) == pytest.approx(0.01)
    assert [text for _, text in even_ticks(0.5, 1.0, 0.1)] == ["0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]


@given(st.floats(1e-6, 1e6))
def test_every_height_has_a_handful_of_ticks(top: float) -> None:
    assert 2 <= top / nice_step(top) <= 5.001


def test_losses_below_one_are_drawn(curves: Curves) -> None:
    curves.show_run(record(BEGUN, step(1, 0.69), scored(1, 0.5)))
    assert curves._loss.getViewBox().viewRange()[1][1] == pytest.approx(0.69 * 1.08)
