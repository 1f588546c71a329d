"""A disk that refuses: the window says so until it is saved, and calls nothing saved that is not."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document
from bertstudio.core.edits import SetField
from bertstudio.core.words import tr
from bertstudio.gui import leaving
from bertstudio.gui.background import Background
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.context import Context
from bertstudio.gui.crash_log import CrashLog
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.leaving import may_leave
from bertstudio.gui.status_bar import StatusBar
from bertstudio.store import database, documents


class Drive(sqlite3.Connection):
    """A connection to a drive that can go away."""

    error: str = ""
    at: str = ""
    """Statements that begin so meet the error."""

    def execute(self, *arguments: object) -> sqlite3.Cursor:  # type: ignore[override]
        if Drive.error and str(arguments[0]).startswith(Drive.at):
            failure = sqlite3.OperationalError(Drive.error)
            failure.sqlite_errorcode = getattr(sqlite3, Drive.error)
            raise failure
        return super().execute(*arguments)  # type: ignore[arg-type]


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Drive]]:
    connect = sqlite3.connect
    monkeypatch.setattr(
        database.sqlite3, "connect", lambda *given, **named: connect(*given, factory=Drive, **named)
    )
    yield Drive
    Drive.error = Drive.at = ""


@pytest.fixture
def on_drive(drive: type[Drive], context: Context, project_with: Callable[..., list[Document]]) -> Context:
    """One document on a drive that can go away."""
    project_with([Document(0, "Maria sails to Genoa")])
    folder = context.session.project.folder
    context.session.close()
    context.session.open(folder)
    return context


def shown(bar: StatusBar) -> str:
    return bar.findChild(QToolButton, "status.saved").text()


def note_of(context: Context) -> str:
    return documents.load(context.session.project, 1).note


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("SQLITE_FULL", "the disk is full"),
        ("SQLITE_IOERR", "the disk does not answer"),
        ("SQLITE_READONLY", "the project cannot be written to"),
    ],
)
def test_the_status_bar_says_so_until_the_change_is_saved(on_drive: Context, error: str, reason: str) -> None:
    bar = StatusBar(on_drive)
    assert shown(bar) == "All changes saved"
    Drive.error = error
    assert not on_drive.session.do(SetField("note", ((1, "x"),)))
    assert shown(bar) == f"Not saved: {reason}"
    assert not on_drive.session.unsaved.retry()
    assert shown(bar) == f"Not saved: {reason}"
    Drive.error = ""
    assert on_drive.session.unsaved.retry()
    assert shown(bar) == "All changes saved"
    assert note_of(on_drive) == "x"
    assert on_drive.messages.recent[0].text.startswith("Saved after all")


def test_what_comes_later_is_not_saved_before_what_waits(on_drive: Context) -> None:
    Drive.error = "SQLITE_FULL"
    on_drive.session.do(SetField("note", ((1, "first"),)))
    on_drive.session.do(SetField("title", ((1, "second"),)))
    Drive.error = ""
    assert note_of(on_drive) == ""
    assert on_drive.session.do(SetField("flagged", ((1, True),)))
    document = documents.load(on_drive.session.project, 1)
    assert (document.note, document.flagged) == ("first", True)
    assert document.title != "second"
    assert not on_drive.session.unsaved.is_waiting


def test_a_large_step_waits_for_what_is_not_saved(on_drive: Context, qtbot) -> None:
    owner = QObject()
    bulk = Bulk(on_drive, owner)
    Drive.error = "SQLITE_FULL"
    on_drive.session.do(SetField("note", ((1, "first"),)))
    assert not bulk.run("Large", lambda _own, _report: SetField("title", ((1, "large"),)))
    Drive.error = ""
    ended: list[object] = []
    assert bulk.run("Large", lambda _own, _report: SetField("title", ((1, "large"),)), ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert note_of(on_drive) == "first"
    assert documents.load(on_drive.session.project, 1).title == "large"


def test_a_tag_is_shown_before_it_is_saved_and_taken_back_when_the_disk_refuses(
    on_drive: Context, qtbot: QtBot
) -> None:
    editor, bar = SpansEditor(on_drive), StatusBar(on_drive)
    qtbot.addWidget(editor)
    qtbot.addWidget(bar)
    (number,) = documents.ids(on_drive.session.project)
    editor.show_document(on_drive.session.document(number))
    seen: list[tuple[int, str]] = []
    # Connected after the editor: it has shown what there is to show by then.
    on_drive.session.ahead.connect(lambda _done: seen.append((len(editor.document.spans), shown(bar))))
    Drive.error, Drive.at = "SQLITE_IOERR", "COMMIT"
    editor.tag(0, 5, "PERSON")
    assert [spans for spans, _ in seen] == [1]
    assert seen[0][1] != tr("All changes saved")
    assert editor.document.spans == ()
    assert editor.view.content.marks.spans == ()
    Drive.error = ""
    assert on_drive.session.unsaved.retry()
    assert [span.label for span in editor.document.spans] == ["PERSON"]
    assert shown(bar) == tr("All changes saved")


def test_undo_gives_up_what_was_never_saved(on_drive: Context) -> None:
    on_drive.session.do(SetField("title", ((1, "kept"),)))
    Drive.error = "SQLITE_FULL"
    on_drive.session.do(SetField("note", ((1, "x"),)))
    Drive.error = ""
    assert on_drive.session.undo()
    document = documents.load(on_drive.session.project, 1)
    assert (document.note, document.title) == ("", "kept")
    assert not on_drive.session.unsaved.is_waiting


def test_it_is_tried_again_by_itself(on_drive: Context, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    on_drive.session.unsaved._timer.setInterval(5)
    Drive.error = "SQLITE_FULL"
    on_drive.session.do(SetField("note", ((1, "x"),)))
    with qtbot.waitSignal(on_drive.session.changed):
        Drive.error = ""
    assert note_of(on_drive) == "x"


def test_leaving_asks_while_a_change_is_not_saved(on_drive: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QWidget()
    asked: list[str] = []
    answers = iter(["stay", "lose"])
    monkeypatch.setattr(leaving, "ask", lambda _p, title, *_r: asked.append(title) or next(answers))
    Drive.error = "SQLITE_FULL"
    on_drive.session.do(SetField("note", ((1, "x"),)))
    assert not may_leave(on_drive, parent)
    assert may_leave(on_drive, parent)
    Drive.error = ""
    assert may_leave(on_drive, parent)
    assert asked == ["The last change is not saved"] * 2


def test_a_folder_that_is_gone_takes_no_edit(on_drive: Context, tmp_path: Path) -> None:
    bar = StatusBar(on_drive)
    folder = on_drive.session.project.folder
    folder.rename(tmp_path / "taken away")
    assert not on_drive.session.do(SetField("note", ((1, "x"),)))
    assert shown(bar) == "Not saved: the project folder is gone"
    (tmp_path / "taken away").rename(folder)
    assert on_drive.session.unsaved.retry()
    assert note_of(on_drive) == "x"


def test_what_cannot_be_read_is_said_in_words(on_drive: Context, qtbot) -> None:
    crash_log = CrashLog(on_drive.messages)
    Drive.error = "SQLITE_IOERR"
    with pytest.raises(sqlite3.OperationalError) as caught:
        documents.load(on_drive.session.project, 1)
    with qtbot.waitSignal(on_drive.messages.said):
        crash_log.caught(caught.type, caught.value, caught.tb)
    assert "The disk does not answer" in on_drive.messages.recent[0].text
    parent = QWidget()
    thread = Background(lambda _report: documents.load(on_drive.session.project, 1), parent)
    with qtbot.waitSignal(thread.refused) as refused:
        thread._work = lambda _report: (_ for _ in ()).throw(caught.value)
        thread.start()
    assert "The disk does not answer" in refused.args[0]
