"""Two runs beside each other, notes about runs, and deleting them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QFile
from pytestqt.qtbot import QtBot
from test_models_page import DONE, MS, TODO, cells, leave_run, opened, press

from bertstudio.core.events import Failed, Finished
from bertstudio.gui.context import Context
from bertstudio.gui.model_in_use import use
from bertstudio.gui.pages.models import ModelsPage
from bertstudio.gui.pages.models_compare import CompareDialog
from bertstudio.gui.pages.models_differences import Line, differences, scores
from bertstudio.jobs import spec
from bertstudio.store import run_care


@pytest.fixture
def page(qtbot: QtBot, context: Context, project_with: Callable[..., object]) -> ModelsPage:
    """Three runs: the second took other settings, the third broke off."""
    project_with([DONE, *TODO])
    leave_run(context, 1, 0.75, end=Finished(100.0, result={"test": {"f1": 0.7}}))
    path = leave_run(context, 2, 0.85, end=Finished(200.0), name="Twice as long")
    settings = {"epochs": 4.5, "learning_rate": 2e-5, "class_weights": True, "warmup": 0.05}
    spec.write(spec.TrainJob(2, "ner", ["PERSON", "PLACE"], "starter", settings, name="Twice as long"), path)
    leave_run(context, 3, 0.1, end=Failed("The memory was full."), model=False)
    return opened(qtbot, context)


def compared(qtbot: QtBot, context: Context, page: ModelsPage, first: int) -> CompareDialog:
    dialog = CompareDialog(context, page._models.rows, first, page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog._reader.is_busy and dialog._curves is not None, timeout=MS)
    return dialog


def texts(table: object) -> list[list[str]]:
    return [
        [table.item(r, c).text() for c in range(table.columnCount())]  # type: ignore[attr-defined]
        for r in range(table.rowCount())  # type: ignore[attr-defined]
    ]


def test_a_run_is_compared_with_the_best_of_the_others(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    dialog = compared(qtbot, context, page, 1)
    assert (dialog.first.currentData(), dialog.second.currentData()) == (1, 2)
    assert texts(dialog.scores) == [
        ["F1 on dev", "0.750", "0.850", "▲ 0.100"],
        ["Precision on dev", "0.750", "0.850", "▲ 0.100"],
        ["Recall on dev", "0.750", "0.850", "▲ 0.100"],
        ["Loss on dev", "0.500", "0.500", "0.000"],
        ["F1 on test", "0.700", "–", ""],
        ["Took", "1 min 40 s", "3 min 20 s", ""],
    ]


def test_only_what_differs_is_said_and_in_the_words_of_the_settings(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    dialog = compared(qtbot, context, page, 1)
    assert texts(dialog.differences) == [
        ["Labels", "PERSON", "PERSON, PLACE"],
        ["Epochs", "2", "4.5"],
        ["Learning rate", "automatic", "2e-05"],
        ["Warm-up", "10 %", "5 %"],
        ["Weigh rare labels", "no", "yes"],
    ]
    assert "How far each step goes" in dialog.differences.item(2, 0).toolTip()


def test_both_curves_lie_in_one_plot_over_their_epochs(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    dialog = compared(qtbot, context, page, 1)
    drawn = [[list(v) for v in line.getData()] for line in dialog._curves._score_lines]
    assert drawn == [[[2.0], [0.75]], [[2.0], [0.85]]]
    dialog.second.setCurrentIndex(0)
    qtbot.waitUntil(lambda: list(dialog._curves._score_lines[1].getData()[1]) == [0.1], timeout=MS)


def test_runs_that_were_made_alike_say_so(qtbot: QtBot, context: Context, page: ModelsPage) -> None:
    dialog = compared(qtbot, context, page, 1)
    dialog.second.setCurrentIndex(0)
    assert dialog.same.isVisible()
    assert not dialog.differences.isVisible()


def test_settings_of_another_version_are_compared_by_their_names(page: ModelsPage) -> None:
    from dataclasses import replace

    row = page._models.rows[0]
    other = replace(row, job={**row.job, "config": {"epochs": 2.0, "new_setting": 3}})
    assert differences(row, other) == [Line("new setting", "–", "3")]
    assert scores(row, row)[0] == Line("F1 on dev", "0.100", "0.100", "0.000")


def test_notes_are_kept_with_their_run(qtbot: QtBot, page: ModelsPage) -> None:
    page.pick(1)
    assert page._row is not None
    folder = page._row.run.path
    page.card.note.setPlainText("Too few places.")
    page.pick(2)
    assert page.card.note.toPlainText() == ""
    assert run_care.note(folder) == "Too few places."
    qtbot.waitUntil(lambda: page._models.rows[2].note == "Too few places.", timeout=MS)
    page.pick(1)
    assert page.card.note.toPlainText() == "Too few places."


def test_what_is_typed_is_kept_when_typing_pauses(qtbot: QtBot, page: ModelsPage) -> None:
    page.pick(3)
    assert page._row is not None
    folder = page._row.run.path
    page.card.note.setFocus()
    qtbot.keyClicks(page.card.note, "Broke off")
    qtbot.waitUntil(lambda: run_care.note(folder) == "Broke off", timeout=MS)


def test_the_model_that_suggests_is_not_deleted(qtbot: QtBot, context: Context, page: ModelsPage) -> None:
    page.pick(2)
    assert not page.card.delete.isEnabled()
    assert "Use another model for them first" in page.card.delete.toolTip()
    page.delete()
    assert len(cells(page)) == 3
    assert "Use another model for them first" in context.messages.recent[0].text
    use(context.session.project, 1)
    page._reread()
    qtbot.waitUntil(lambda: page.card.delete.isEnabled(), timeout=MS)


def test_a_run_that_another_program_trains_is_not_deleted(
    page: ModelsPage, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.pick(3)
    monkeypatch.setattr("bertstudio.gui.pages.models_bin.process.living", lambda _folder: 1)
    page.delete()
    assert "is at work" in context.messages.recent[0].text
    assert page._row is not None
    assert page._row.run.path.is_dir()


def test_without_a_bin_of_the_computer_the_project_has_one(
    qtbot: QtBot, context: Context, page: ModelsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFile, "moveToTrash", lambda _file: False)
    page.pick(1)
    assert not page.bin.button.isVisible()
    press(qtbot, page, "models.delete")
    qtbot.waitUntil(lambda: len(cells(page)) == 2, timeout=MS)
    runs: Path = context.session.project.folder / "runs"
    assert (runs / ".bin" / "0001-ner" / "model").is_dir()
    assert page.bin.button.text() == "1 deleted run"
    menu = page.bin.button.menu()
    assert menu is not None
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(cells(page)) == 3, timeout=MS)
    assert not page.bin.button.isVisible()
    assert (runs / "0001-ner" / "model").is_dir()
