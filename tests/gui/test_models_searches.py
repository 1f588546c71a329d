"""Searches in the window: lines, rows, and what mattered."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from test_models_page import DONE, MS, leave_run, opened, press

from bertstudio.core.events import Finished
from bertstudio.gui.context import Context
from bertstudio.gui.pages.models import ModelsPage
from bertstudio.gui.pages.models_search_dialog import SearchDialog
from bertstudio.gui.pages.models_searches import FoundSearch, axes, command
from bertstudio.jobs import search_folder
from bertstudio.jobs.search_folder import Plan, Results, Search, Trial

SPACE = ["learning_rate=1e-5..1e-3:log", "batch_size=8,16,32", "epochs=2..6"]


def trial(number: int, f1: float | None, state: Any = "finished", **settings: Any) -> Trial:
    tried = {"learning_rate": 1e-4, "batch_size": 16, "epochs": 4.0, **settings}
    return Trial(number, number, state, tried, f1, 2.0)


TRIALS = (
    trial(1, 0.61, batch_size=32),
    trial(2, 0.84, learning_rate=1e-3, epochs=6.0),
    trial(3, 0.7, "pruned"),
    trial(4, None, "failed", batch_size=8),
)
RESULTS = Results(TRIALS, {"learning_rate": 0.6, "epochs": 0.3, "batch_size": 0.1})


def leave_search(context: Context, results: Results = RESULTS, trials: int = 3, name: str = "rates") -> Path:
    plan = Plan(name, "starter", trials, SPACE)
    folder = search_folder.make(context.session.project, plan)
    search_folder.write_results(folder, results)
    return folder


@pytest.fixture
def page(qtbot: QtBot, context: Context, project_with: Callable[..., object]) -> ModelsPage:
    """A project with the runs of two trials."""
    project_with([DONE])
    for number in (1, 2):
        leave_run(context, number, 0.5 + number / 10, end=Finished(10.0))
    return opened(qtbot, context)


def shown(qtbot: QtBot, context: Context, page: ModelsPage) -> SearchDialog:
    dialog = SearchDialog(context, page)
    dialog.run_requested.connect(page.pick)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog._reader.is_busy, timeout=MS)
    return dialog


def rows(dialog: SearchDialog) -> list[list[str]]:
    table = dialog.trials
    return [
        [table.item(r, c).text() for c in range(table.columnCount())]  # type: ignore[union-attr]
        for r in range(table.rowCount())
    ]


def test_every_trial_is_a_row_the_best_first(qtbot: QtBot, context: Context, page: ModelsPage) -> None:
    leave_search(context)
    dialog = shown(qtbot, context, page)
    assert rows(dialog) == [
        ["2", "0.840", "Done", "0.001", "16", "6"],
        ["1", "0.610", "Done", "0.0001", "32", "4"],
        ["3", "0.700", "Lagged behind", "0.0001", "16", "4"],
        ["4", "–", "Broken off", "0.0001", "8", "4"],
    ]
    assert dialog.choice.currentText() == "rates  ·  3 of 3 trials, best F1 0.840"
    assert dialog.chip.text == "Done"


def test_places_on_the_axes_follow_their_scale() -> None:
    made = axes(Search(Path(), Plan("rates", "starter", 3, SPACE), RESULTS))
    assert [axis.title for axis in made] == ["Learning rate", "Batch size", "Epochs", "F1 on dev"]
    assert made[0].places == pytest.approx((0.5, 1.0, 0.5, 0.5))
    assert made[1].ticks == ((0.0, "8"), (0.5, "16"), (1.0, "32"))
    assert made[1].places == (1.0, 0.5, 0.5, 0.0)
    assert made[3].ticks == ((0.0, "0.60"), (1.0, "0.85"))
    assert made[3].places[3] is None


def test_a_search_with_settings_of_another_version_shows_its_scores() -> None:
    plan = Plan("later", "starter", 3, ["new_setting=1..2"])
    assert [axis.title for axis in axes(Search(Path(), plan, RESULTS))] == ["F1 on dev"]


def test_a_click_on_a_line_picks_its_row_and_its_run_can_be_shown(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    leave_search(context)
    dialog = shown(qtbot, context, page)
    assert dialog._picked() == 2
    place = QPointF(dialog.plot._x(1), dialog.plot._y(1.0))
    assert dialog.plot.trial_at(place) == 1
    assert dialog.plot.trial_at(QPointF(2, 2)) == 0
    qtbot.mouseClick(dialog.plot, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert dialog._picked() == 1
    assert dialog.plot._picked == 1
    press(qtbot, dialog, "searches.show")
    assert page.card.name.text() == "Run 1"


def test_what_mattered_stands_beside_it_once_it_is_known(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    folder = leave_search(context, Results(TRIALS[:1]))
    dialog = shown(qtbot, context, page)
    assert dialog.unknown.isVisible()
    search_folder.write_results(folder, RESULTS)
    dialog.refresh()
    qtbot.waitUntil(lambda: dialog.bars.rowCount() == 3, timeout=MS)
    told = [[dialog.bars.item(r, c).text() for c in (0, 1)] for r in range(3)]  # type: ignore[union-attr]
    assert told == [["Learning rate", "60 %"], ["Epochs", "30 %"], ["Batch size", "10 %"]]
    assert not dialog.unknown.isVisible()


def test_the_command_that_starts_a_search_can_be_copied(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    dialog = shown(qtbot, context, page)
    assert dialog.empty.isVisible()
    press(qtbot, dialog, "searches.copy")
    assert QGuiApplication.clipboard().text() == f'bertstudio search "{context.session.project.folder}"'


def test_a_search_that_was_interrupted_says_how_to_go_on() -> None:
    found = FoundSearch(Search(Path(), Plan("rates", "starter", 9, SPACE), RESULTS), is_running=False)
    assert command("/p", found) == 'bertstudio search "/p" --resume "rates"'
    running = FoundSearch(found.search, is_running=True)
    assert command("/p", running) == 'bertstudio search "/p"'


def test_a_broken_file_of_a_search_leaves_the_others(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    leave_search(context)
    broken = leave_search(context, name="broken")
    (broken / search_folder.RESULTS).write_text("{", encoding="utf-8")
    assert [found.name for found in shown(qtbot, context, page)._found] == ["rates"]


def test_the_page_leads_to_the_searches(
    qtbot: QtBot, page: ModelsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(SearchDialog, "exec", lambda dialog: seen.append(dialog.objectName()))
    press(qtbot, page, "models.searches")
    assert seen == ["searches"]
