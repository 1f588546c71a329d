"""The welcome page: its sentence, its doors, and the projects that were open before."""

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from bertstudio.gui.context import Context
from bertstudio.gui.pages.welcome import LABELS, SENTENCE, WelcomePage, sentence_spans
from bertstudio.gui.pages.welcome_parts import when
from bertstudio.store import project as projects

DAY_S = 86_400


@pytest.fixture
def asked(context: Context) -> list[object]:
    """What the page asks the window to do."""
    seen: list[object] = []
    context.navigation.command_requested.connect(seen.append)
    context.navigation.project_requested.connect(seen.append)
    return seen


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> WelcomePage:
    made = WelcomePage(context)
    qtbot.addWidget(made)
    made.resize(1440, 830)
    made.show()
    return made


def _click(page: WelcomePage, name: str) -> None:
    page.findChild(QPushButton, name).click()


@pytest.mark.parametrize(
    ("button", "command"),
    [
        ("welcome.sample", "project.sample"),
        ("welcome.new", "project.new"),
        ("welcome.open", "project.open"),
        ("welcome.leaving", "help.leaving"),
    ],
)
def test_each_door_leads_somewhere(page: WelcomePage, asked: list[object], button: str, command: str) -> None:
    _click(page, button)
    assert asked == [command]


def test_tags_of_the_sentence_stand_where_their_words_are() -> None:
    spans, ghosts = sentence_spans()
    assert SENTENCE[spans[0].start : spans[0].end] == "Calder Point"
    assert all(span.label in LABELS for span in (*spans, *ghosts))
    assert all(ghost.confidence for ghost in ghosts)
    assert len({span.id for span in (*spans, *ghosts)}) == len(spans) + len(ghosts)


def test_a_recent_project_opens(context: Context, page: WelcomePage, asked: list, tmp_path: Path) -> None:
    projects.close(projects.create(tmp_path / "ledger"))
    context.settings.add_recent_project(tmp_path / "ledger")
    page.shown()
    _click(page, "welcome.recent")
    assert asked == [tmp_path / "ledger"]


def test_a_project_that_is_gone_is_grey_and_can_be_located(
    context: Context, page: WelcomePage, asked: list[object], tmp_path: Path
) -> None:
    context.settings.add_recent_project(tmp_path / "gone")
    page.shown()
    assert not page.findChild(QPushButton, "welcome.recent").isEnabled()
    _click(page, "welcome.locate")
    assert asked == ["project.open"]
    assert context.settings.recent_projects() == []


def test_every_button_has_a_name(page: WelcomePage) -> None:
    for button in page.findChildren(QPushButton):
        assert button.objectName()
        assert button.accessibleName()


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "yesterday"), (3, "3 days ago"), (15, "2 weeks ago")]
)
def test_time_since_a_project_was_changed(days: int, words: str) -> None:
    now = time.time()
    assert when(now - days * DAY_S - 60, now) == words
