"""Large steps: one thread, one edit, one undo; nothing else is changed meanwhile, and never half of it."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Origin, Span
from bertstudio.core.edits import AddLabel, AddSpan, Change, Edit, SetField, Several
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label
from bertstudio.gui.background import Report, on_project
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.context import Context
from bertstudio.gui.status_bar import StatusBar
from bertstudio.store import history, snapshots
from bertstudio.store.project import Project
from bertstudio.store.suggestions import replace_suggestions

TEXT = "The coaster Calder Point left Harlow Sound."


@pytest.fixture
def documents(project_with) -> list[Document]:
    return project_with([Document(0, f"{TEXT} {n}") for n in range(20)], labels=["Vessel"])


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def _tagged(documents: list[Document]) -> Edit:
    edits = tuple(AddSpan(document.id, Span(1, 12, 24, "Vessel")) for document in documents)
    return Several(edits, "Tag 20 places")


def test_a_large_step_is_announced_once_and_undone_at_once(
    context: Context, documents: list[Document], owner: QObject, qtbot: QtBot
) -> None:
    seen: list[Change] = []
    context.session.changed.connect(seen.append)
    ended: list[Change | None] = []
    bulk = Bulk(context, owner)
    said = "Labelled 20 places"
    assert bulk.run(
        "Labelling…", lambda _own, _report: _tagged(documents), ended.append, by="x", said=lambda _: said
    )
    qtbot.waitUntil(lambda: bool(ended))
    assert [(change.title, change.by) for change in seen] == [("Tag 20 places", "x")]
    assert all(len(context.session.document(document.id).spans) == 1 for document in documents)
    message = context.messages.recent[0]
    assert (message.text, message.button) == (said, "Undo")
    assert message.action is not None
    message.action()
    assert all(context.session.document(document.id).spans == () for document in documents)


def test_other_changes_are_refused_in_words_while_a_large_step_runs(
    context: Context, documents: list[Document], owner: QObject, qtbot: QtBot
) -> None:
    go_on = threading.Event()

    def build(_own: Project, _report: Report) -> Edit:
        go_on.wait(10)
        return _tagged(documents)

    status = StatusBar(context)
    qtbot.addWidget(status)
    bulk = Bulk(context, owner)
    bulk.run("Labelling 20 places…", build)
    assert status.saved.text() == "Labelling 20 places…"
    assert not context.session.do(AddLabel(Label("Place")))
    assert not context.session.undo()
    assert not Bulk(context, owner).run("Another…", build)
    assert "still being saved" in context.messages.recent[0].text
    go_on.set()
    qtbot.waitUntil(lambda: not bulk.is_running)
    assert status.saved.text() == "All changes saved"
    assert context.session.do(AddLabel(Label("Place")))


def test_a_step_that_is_cancelled_while_it_is_made_changes_nothing(
    context: Context, documents: list[Document], owner: QObject, qtbot: QtBot
) -> None:
    cancelled = threading.Event()

    def build(_own: Project, report: Report) -> Edit:
        cancelled.wait(10)
        assert not report("on")
        return _tagged(documents)

    ended: list[Change | None] = []
    bulk = Bulk(context, owner)
    bulk.run("Labelling…", build, ended.append)
    bulk.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [None]
    assert context.session.document(documents[0].id).spans == ()
    assert not context.session.is_occupied


def test_a_refused_step_is_said_and_changes_nothing(
    context: Context, documents: list[Document], owner: QObject, qtbot: QtBot
) -> None:
    def refuse(_own: Project, _report: Report) -> Edit:
        raise UserError("There is nothing like that here.")

    bulk = Bulk(context, owner)
    bulk.run("Labelling…", refuse)
    qtbot.waitUntil(lambda: not bulk.is_running)
    assert context.messages.recent[0].text == "There is nothing like that here."
    assert context.session.do(AddLabel(Label("Place")))


def test_closing_the_project_waits_for_a_step_that_is_being_written(
    context: Context, documents: list[Document], owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, go_on = threading.Event(), threading.Event()
    do = history.do

    def slow(*arguments: object, **options: object) -> object:
        writing.set()
        go_on.wait(10)
        return do(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(history, "do", slow)
    bulk = Bulk(context, owner)
    bulk.run("Labelling…", lambda _own, _report: _tagged(documents))
    assert writing.wait(10)
    threading.Timer(0.1, go_on.set).start()
    folder = context.session.project.folder
    context.session.close()
    assert not bulk.is_running
    context.session.open(folder)
    assert len(context.session.document(documents[0].id).spans) == 1
    assert not context.session.is_occupied


@pytest.mark.parametrize(("least", "expected"), [(20, [("bulk", 0)]), (21, [])])
def test_a_snapshot_is_taken_before_what_touches_many_documents(
    context: Context,
    documents: list[Document],
    owner: QObject,
    monkeypatch: pytest.MonkeyPatch,
    least: int,
    expected: list[tuple[str, int]],
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr("bertstudio.gui.bulk.SNAPSHOT_FROM", least)
    bulk = Bulk(context, owner)
    bulk.run("Labelling…", lambda _own, _report: _tagged(documents))
    qtbot.waitUntil(lambda: not bulk.is_running)
    taken = snapshots.listed(Path(context.session.project.folder))
    assert [(one.reason, one.spans) for one in taken] == expected


def test_undo_of_a_large_step_goes_through_the_thread(
    context: Context,
    documents: list[Document],
    owner: QObject,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(history, "LARGE_BYTES", 500)
    bulk = Bulk(context, owner)
    context.session.take_large_step = bulk.step
    context.session.do(SetField("flagged", ((documents[0].id, True),)))
    assert context.session.undo()
    assert not bulk.is_running
    spans = [AddSpan(d.id, Span(n + 1, n, n + 1, "Vessel")) for d in documents for n in range(40)]
    context.session.do(Several(tuple(spans), "Many"))
    many = context.session.document(documents[3].id)
    assert history.is_large(context.session.project, "undo")
    for step, words in ((context.session.undo, "Undone: Many"), (context.session.redo, "Done again: Many")):
        assert step()
        assert bulk.is_running
        qtbot.waitUntil(lambda: not bulk.is_running)
        assert context.messages.recent[0].text == words
    assert context.session.document(many.id) == many


def test_suggestions_that_arrive_while_a_step_is_made_wait_for_it(
    context: Context, documents: list[Document], owner: QObject, qtbot: QtBot
) -> None:
    go_on, begun = threading.Event(), threading.Event()

    def build(_own: Project, _report: Report) -> Edit:
        begun.set()
        go_on.wait(10)
        return _tagged(documents)

    bulk = Bulk(context, owner)
    bulk.run("Labelling…", build)
    assert begun.wait(10)
    ghost = Span(1, 4, 11, "Thing", Origin.MODEL, 0.5)
    items = [(document.id, [ghost]) for document in documents]
    arriving = on_project(
        context.session, owner, lambda own, _: replace_suggestions(own, 1, items), interruptible=False
    )
    arrived: list[Change] = []
    arriving.done.connect(arrived.append)
    arriving.start()
    threading.Timer(0.2, go_on.set).start()
    qtbot.waitUntil(lambda: not bulk.is_running and bool(arrived))
    context.session.announce(arrived[0])
    for document in documents:
        now = context.session.document(document.id)
        assert [(span.start, span.label) for span in now.spans] == [(12, "Vessel")]
        assert [(span.start, span.label) for span in now.suggestions] == [(4, "Thing")]


def test_a_large_step_is_refused_in_words_where_the_project_is_open_for_reading(
    context: Context, documents: list[Document], owner: QObject, qtbot: QtBot
) -> None:
    context.session.open(context.session.project.folder, read_only=True)
    bulk = Bulk(context, owner)
    bulk.run("Labelling…", lambda _own, _report: _tagged(documents))
    qtbot.waitUntil(lambda: not bulk.is_running)
    assert "reading only" in context.messages.recent[0].text
