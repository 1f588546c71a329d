"""The search index is kept up to date while a project is open, and nobody has to wait for it."""

import pytest
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document
from bertstudio.core.edits import Change
from bertstudio.gui.context import Context
from bertstudio.gui.search_keeper import SearchKeeper
from bertstudio.store import search_index, staging
from bertstudio.store.search_index import index_of


def covered(context: Context) -> int:
    with index_of(context.session.project) as index:
        return index.covered if index else 0


def add(context: Context, count: int) -> Change:
    batch = staging.stage(context.session.project)
    staging.add(batch, [Document(0, f"text {n}") for n in range(count)])
    return staging.reveal(batch)


def test_what_was_there_and_what_comes_is_indexed(qtbot: QtBot, context: Context) -> None:
    add(context, 3)
    keeper = SearchKeeper(context.session, context.session)
    qtbot.waitUntil(lambda: not keeper.is_busy)
    assert covered(context) == 3
    for count in (2, 4):
        context.session.announce(add(context, count))
    qtbot.waitUntil(lambda: not keeper.is_busy)
    assert covered(context) == 9


def test_closing_the_project_stops_it_at_the_next_piece(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "PIECE_DOCUMENTS", 1)
    add(context, 5000)
    folder = context.session.project.folder
    keeper = SearchKeeper(context.session, context.session)
    context.session.close()
    qtbot.waitUntil(lambda: not keeper.is_busy)
    context.session.open(folder)
    assert covered(context) < 5000
    monkeypatch.setattr(search_index, "PIECE_DOCUMENTS", 5000)
    qtbot.waitUntil(lambda: not keeper.is_busy and covered(context) == 5000)


def test_what_is_left_of_an_import_that_was_given_up_goes_before(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "DELETED_WHILE_WAITING", 0)
    project = context.session.project
    batch = staging.stage(project)
    staging.add(batch, [Document(0, f"text {n}") for n in range(5)])
    staging.cancel(batch)
    assert project.connection.execute("SELECT count(*) FROM texts").fetchone() == (5,)
    keeper = SearchKeeper(context.session, context.session)
    qtbot.waitUntil(lambda: not keeper.is_busy)
    assert project.connection.execute("SELECT count(*) FROM texts").fetchone() == (0,)
    assert project.connection.execute("SELECT count(*) FROM batches").fetchone() == (0,)
