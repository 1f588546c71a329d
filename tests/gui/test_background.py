"""Work in threads: answers arrive in the window, cancelled work is silent, and nothing outlives its owner."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from bertstudio.core.errors import UserError
from bertstudio.gui.background import Background, Reader, Report, on_project
from bertstudio.gui.context import Context
from bertstudio.store import documents
from bertstudio.store.project import Project


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def _until_cancelled(report: Report) -> None:
    while report("on"):
        pass


def test_the_result_arrives_in_the_thread_of_the_window(qtbot: QtBot, owner: QObject) -> None:
    threads = []
    work = Background(lambda _: threading.get_ident(), owner)
    work.done.connect(lambda worker: threads.append((worker, QThread.currentThread() is owner.thread())))
    with qtbot.waitSignal(work.finished):
        work.start()
    assert threads[0][0] != threading.get_ident()
    assert threads[0][1]


def test_a_refusal_is_one_sentence_with_the_details_apart(qtbot: QtBot, owner: QObject) -> None:
    def refuse(_: Report) -> None:
        raise UserError("notes.txt is empty.")

    work = Background(refuse, owner)
    with qtbot.waitSignal(work.refused) as said:
        work.start()
    assert said.args == ["notes.txt is empty."]
    assert "UserError" in work.detail


def test_a_bug_is_logged_and_said_without_a_traceback(
    qtbot: QtBot, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    work = Background(lambda _: 1 / 0, owner)
    with qtbot.waitSignal(work.refused) as said:
        work.start()
    assert "ZeroDivision" not in said.args[0]
    assert "ZeroDivisionError" in caplog.text


def test_cancelled_work_ends_and_says_nothing(qtbot: QtBot, owner: QObject) -> None:
    work = Background(_until_cancelled, owner)
    heard: list[object] = []
    work.done.connect(heard.append)
    with qtbot.waitSignal(work.reported):
        work.start()
    with qtbot.waitSignal(work.finished):
        work.cancel()
    assert heard == []


def test_cancelling_what_has_ended_long_ago_does_nothing(qtbot: QtBot, owner: QObject) -> None:
    work = Background(lambda _: 1, owner)
    with qtbot.waitSignals([work.finished, work.destroyed]):
        work.start()
    work.cancel()
    assert work.wait()


def test_an_owner_that_goes_takes_its_work_along(qtbot: QtBot) -> None:
    owner = QObject()
    begun, ended = threading.Event(), threading.Event()

    def long(report: Report) -> None:
        begun.set()
        _until_cancelled(report)
        ended.set()

    Background(long, owner).start()
    assert begun.wait(5)
    del owner
    assert ended.is_set()


def test_nobody_waits_for_abandoned_work_and_it_stays_silent(qtbot: QtBot) -> None:
    owner = QObject()
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()
    heard: list[object] = []

    def slow(report: Report) -> str:
        begun.set()
        go_on.wait(5)
        ended.set()
        return "late"

    work = Background(slow, owner, abandon=True)
    work.done.connect(heard.append)
    work.start()
    assert begun.wait(5)
    del owner
    assert not ended.is_set()
    with qtbot.waitSignal(work.finished):
        go_on.set()
    assert heard == []


def test_a_newer_question_overtakes_the_one_before(qtbot: QtBot, context: Context) -> None:
    reader = Reader(context.session, context.session)
    answers: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def slow(_: Project) -> str:
        begun.set()
        go_on.wait(5)
        return "old"

    reader.ask(slow, answers.append)
    assert begun.wait(5)
    reader.ask(lambda _: "new", answers.append)
    go_on.set()
    qtbot.waitUntil(lambda: not reader.is_busy)
    assert answers == ["new"]


def test_a_query_under_way_is_interrupted_when_the_project_is_closed(qtbot: QtBot, context: Context) -> None:
    reader = Reader(context.session, context.session)
    begun = threading.Event()
    answers: list[object] = []

    def endless(own: Project) -> object:
        begun.set()
        endless_query = (
            "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
        )
        return own.connection.execute(endless_query).fetchone()

    reader.ask(endless, answers.append)
    assert begun.wait(5)
    folder = context.session.project.folder
    context.session.close()
    qtbot.waitUntil(lambda: not reader.is_busy)
    context.session.open(folder)
    assert answers == []


def test_work_on_a_project_leaves_no_connection_open(qtbot: QtBot, context: Context) -> None:
    folder = context.session.project.folder
    work = on_project(context.session, context.session, lambda own, _: documents.counts(own).documents)
    with qtbot.waitSignal(work.done) as said:
        work.start()
    assert said.args == [0]
    work.wait()
    context.session.close()
    context.session.open(folder)
