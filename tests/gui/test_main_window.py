"""The window: pages on demand, requests that reach them, what happens at its edges."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document
from bertstudio.core.edits import AddLabel
from bertstudio.core.events import Failed, Finished, Progress, Started
from bertstudio.core.labels import Label
from bertstudio.gui.actions import ACTIONS, PAGES
from bertstudio.gui.context import Context
from bertstudio.gui.job_work import Work
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.menu_bar import initials
from bertstudio.gui.palette_entries import entries
from bertstudio.gui.status_bar import duration_left, job_text, time_left
from bertstudio.gui.widgets.dialogs import Question
from bertstudio.store import project as projects


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    context.session.opened.emit()
    yield made
    made.close()


def _answer(key: str) -> None:
    """Press a button of the question that comes next."""

    def press() -> None:
        question = next(
            w for w in QApplication.topLevelWidgets() if isinstance(w, Question) and w.isVisible()
        )
        question.findChild(QPushButton, f"question.{key}").click()

    QTimer.singleShot(0, press)


def test_an_empty_project_begins_with_the_corpus(window: MainWindow) -> None:
    assert window.current_page == "corpus"
    assert window.windowTitle() == "Harbour incidents — BertStudio"


class Shown(QObject):
    """Remembers which windows come up."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName())
        return False


def test_a_page_that_is_built_brings_up_no_other_window(window: MainWindow) -> None:
    """A widget shown before it has its place flashes as a window and takes the keyboard away."""
    shown = Shown()
    QApplication.instance().installEventFilter(shown)
    for page in PAGES:
        window.show_page(page.name)
    QApplication.instance().removeEventFilter(shown)
    assert shown.names == []


def test_keys_go_from_page_to_page(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page == "annotate"
    assert window.rail.buttons["annotate"].isChecked()
    assert not window.rail.buttons["corpus"].isChecked()


def test_a_page_is_built_once(window: MainWindow) -> None:
    first = window.show_page("evaluate")
    window.show_page("corpus")
    assert window.show_page("evaluate") is first


def test_a_request_reaches_a_page_that_is_not_built_yet(window: MainWindow, project_with) -> None:
    documents = project_with([Document(0, "one"), Document(0, "two")])
    fresh = MainWindow(window.context)
    fresh.context.navigation.document_requested.emit(documents[1].id, 0)
    assert fresh.current_page == "annotate"
    assert fresh.page("annotate").document.id == documents[1].id
    fresh.close()


def test_closing_the_project_shows_the_welcome_page(window: MainWindow) -> None:
    window.context.session.close()
    assert window.current_page == "welcome"
    assert not window.rail.isVisible()
    assert not window.top.switcher.isVisible()
    assert window.windowTitle() == "BertStudio"


def test_the_page_is_remembered(window: MainWindow, project_with) -> None:
    project_with([Document(0, "one")])
    window.show_page("evaluate")
    folder = window.context.session.project.folder
    window.context.session.close()
    window.context.session.open(folder)
    assert window.current_page == "evaluate"


def test_undo_in_the_menu_names_the_edit(window: MainWindow, qtbot: QtBot) -> None:
    undo = window.top.actions_by_id["edit.undo"]
    assert not undo.isEnabled()
    window.context.session.do(AddLabel(Label("Vessel")))
    qtbot.waitUntil(undo.isEnabled)
    assert undo.text() == "Undo: Add a label"
    undo.trigger()
    assert window.context.session.labels.names == ()
    redo = window.top.actions_by_id["edit.redo"]
    qtbot.waitUntil(lambda: redo.text() == "Redo: Add a label")


def test_every_menu_is_shown_whatever_the_font(window: MainWindow, app: QApplication) -> None:
    menus = window.top.menus
    assert all(menus.rect().contains(menus.actionGeometry(action)) for action in menus.actions())


def test_a_small_window_keeps_icons_only(window: MainWindow) -> None:
    wide = window.rail.buttons["train"].width()
    window.resize(1024, 680)
    assert window.rail.buttons["train"].width() < wide
    assert window.top.field.width() < 60
    window.resize(1440, 900)
    assert window.rail.buttons["train"].width() == wide


def drop(window: MainWindow, *paths: Path, at: QPoint = QPoint(5, 5)) -> QDragEnterEvent:  # noqa: B008
    """Drag files over a window and let them go; return how it met them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none, handle = Qt.KeyboardModifier.NoModifier, window.windowHandle()
    enter = QDragEnterEvent(at, action, data, left, none)
    QCoreApplication.sendEvent(handle, enter)
    if enter.isAccepted():
        QCoreApplication.sendEvent(handle, QDropEvent(QPointF(at), action, data, left, none))
    return enter


def test_files_that_are_dropped_open_the_import(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    asked: list[object] = []
    window.context.navigation.import_requested.connect(asked.append)
    drop(window, tmp_path / "reports.jsonl")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0] == [tmp_path / "reports.jsonl"]
    assert window.current_page == "corpus"


def test_files_that_are_dropped_on_a_field_are_not_typed_into_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    search = window.show_page("corpus").filters.search
    asked: list[object] = []
    window.context.navigation.import_requested.connect(asked.append)
    drop(window, tmp_path / "reports.jsonl", at=search.mapTo(window, search.rect().center()))
    qtbot.waitUntil(lambda: bool(asked))
    assert search.text() == ""


def test_a_project_folder_that_is_dropped_opens(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    projects.close(projects.create(tmp_path / "ledger"))
    drop(window, tmp_path / "ledger")
    qtbot.waitUntil(lambda: window.context.session.project.folder == tmp_path / "ledger")


def test_files_that_are_dropped_without_a_project_come_into_a_new_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.context.session
    session.close()
    monkeypatch.setattr(
        window.commands.projects, "new", lambda: session.create(tmp_path / "new", name="New", task="ner")
    )
    asked: list[object] = []
    window.context.navigation.import_requested.connect(asked.append)
    drop(window, tmp_path / "reports.jsonl")
    qtbot.waitUntil(lambda: bool(asked))
    assert session.project.folder == tmp_path / "new"


def test_nothing_is_dropped_into_a_project_that_is_open_for_reading(
    window: MainWindow, tmp_path: Path
) -> None:
    session = window.context.session
    folder = session.project.folder
    session.close()
    session.open(folder, read_only=True)
    assert not drop(window, tmp_path / "reports.jsonl").isAccepted()


def test_every_control_of_the_frame_has_a_name(window: MainWindow) -> None:
    frame = [*window.top.findChildren(QToolButton), *window.rail.findChildren(QToolButton), window.top.field]
    frame += [window.status.job, window.status.device, window.status.network]
    ours = [widget for widget in frame if not widget.objectName().startswith("qt_")]
    assert [widget.objectName() for widget in ours if not widget.accessibleName()] == []
    assert all(widget.objectName() for widget in ours)


def test_targets_are_large_enough(window: MainWindow) -> None:
    for widget in (
        window.status.device,
        window.status.network,
        window.top.field,
        *window.rail.buttons.values(),
    ):
        assert widget.height() >= 24


def test_a_finished_run_is_a_sign_on_the_rail_until_it_is_seen(window: MainWindow) -> None:
    work = Work(8, "train", Path("runs/8"), outcome=Finished(1.0))
    window.context.jobs.ended.emit(work)
    button = window.rail.buttons["train"]
    assert button.badge == "finished"
    assert button.accessibleName() == "Train, ready"
    window.show_page("train")
    assert button.badge == ""


def test_a_run_that_ended_badly_has_another_sign(window: MainWindow) -> None:
    work = Work(8, "train", Path("runs/8"), outcome=Failed("The disk is full."))
    window.context.jobs.ended.emit(work)
    assert window.rail.buttons["train"].badge == "failed"


def test_the_status_says_how_far_a_training_is() -> None:
    work = Work(8, "train", Path("runs/8"), state="running")
    assert job_text(work) == "Preparing run 8"
    work.started = Started("train", epochs=4)
    work.progress = Progress(61, 100, 2.4, 0.1, 3e-5, 900, 500, 125)
    assert job_text(work) == "Training run 8 · epoch 3 of 4"
    assert time_left(work) == "61 % · 2 min left"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(20, "less than a minute left"), (130, "2 min left"), (7_500, "2 h 5 min left")],
)
def test_time_is_said_as_exactly_as_one_wants_to_know(seconds: float, words: str) -> None:
    assert duration_left(seconds) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Harbour incidents", "HI"), ("Ledger", "LE"), ("港口事故", "港"), ("x", "X"), ("…", "")],
)
def test_initials_stand_for_a_project(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_project_that_is_open_elsewhere_is_offered_for_reading(window: MainWindow, tmp_path: Path) -> None:
    other = projects.create(tmp_path / "other", name="Other")
    try:
        _answer("read")
        assert window.commands.projects.open_folder(other.folder)
        assert window.context.session.project.read_only
        assert window.windowTitle() == "Other (for reading) — BertStudio"
        assert window.status.saved.text() == "Open for reading"
        assert window._read_only.isVisible()
    finally:
        projects.close(other)


def test_a_folder_without_a_project_is_said_and_nothing_is_closed(window: MainWindow, tmp_path: Path) -> None:
    assert not window.commands.projects.open_folder(tmp_path)
    assert "is not a BertStudio project" in window.context.messages.recent[0].text
    assert window.context.session.project.name == "Harbour incidents"


def test_opened_projects_are_remembered_newest_first(window: MainWindow, tmp_path: Path) -> None:
    for name in ("one", "two"):
        projects.close(projects.create(tmp_path / name))
        window.commands.projects.open_folder(tmp_path / name)
    assert window.context.settings.recent_projects() == [tmp_path / "two", tmp_path / "one"]


def test_f6_goes_through_the_panes(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    seen = []
    for _ in range(3):
        window.commands.perform_by_id("view.next_pane")
        seen.append(QApplication.focusWidget())
    assert len(set(seen)) > 1
    assert all(isinstance(widget, QWidget) for widget in seen)


def test_menus_and_table_say_the_same(window: MainWindow) -> None:
    assert set(window.top.actions_by_id) == {action.id for action in ACTIONS}


def test_the_geometry_is_remembered(window: MainWindow) -> None:
    window.resize(1200, 800)
    window.close()
    assert window.context.settings.remembered("geometry") is not None


def test_a_text_found_in_the_palette_is_selected_in_its_document(
    window: MainWindow, project_with: Callable[..., list[Document]]
) -> None:
    project_with([Document(0, "Nothing here."), Document(0, "The Calder Point left, the Calder Point came.")])
    (entry,) = entries(window.context, "/Calder Point", lambda _action: None, [])
    entry.run()
    editor = window.page("annotate").editor
    assert editor.document.text.startswith("The Calder Point")
    assert editor.view.state.current_hit == (4, 16)
