"""Snapshots, bin, check and copies in the window."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QTableView
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import HideDocuments, SetField
from bertstudio.gui import bin_dialog, care, snapshots_dialog
from bertstudio.gui.bin_dialog import BinDialog
from bertstudio.gui.care import Care
from bertstudio.gui.context import Context
from bertstudio.gui.integrity_dialog import IntegrityDialog
from bertstudio.gui.pages.annotate import AnnotatePage
from bertstudio.gui.projects import Projects
from bertstudio.gui.snapshots_dialog import SnapshotsDialog
from bertstudio.store import documents, history, integrity, labels, project, snapshots
from bertstudio.store.documents import Query

TEXT = "The coaster Calder Point left Harlow Sound"
CHECKED = Qt.CheckState.Checked.value
ROLE = int(Qt.ItemDataRole.CheckStateRole)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def filled(context: Context, project_with) -> Context:
    project_with([Document(0, f"{TEXT} {n}", spans=(Span(1, 12, 24, "Vessel"),)) for n in range(6)])
    return context


def texts(context: Context) -> list[str]:
    return [document.text for document in documents.stream(context.session.project)]


def shown(dialog: QObject, name: str) -> str:
    return dialog.findChild(QLabel, name).text()


# Snapshots ---------------------------------------------------------------------------------------


@pytest.fixture
def snapshots_shown(filled: Context, window: QMainWindow, qtbot: QtBot) -> SnapshotsDialog:
    snapshots.take(filled.session.project, "import")
    filled.session.do(SetField("note", ((1, "later"),)))
    dialog = SnapshotsDialog(filled, window)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1)
    return dialog


def test_the_list_says_when_why_and_how_much(snapshots_shown: SnapshotsDialog) -> None:
    row = [snapshots_shown.table.item(0, column).text() for column in range(5)]
    assert row[0].startswith(time.strftime("%Y-"))
    assert row[1:4] == ["Before an import", "6", "6"]
    assert shown(snapshots_shown, "snapshots.sizes").startswith("1 snapshot takes")


def test_one_is_taken_by_hand(snapshots_shown: SnapshotsDialog, qtbot: QtBot) -> None:
    snapshots_shown.take.click()
    qtbot.waitUntil(lambda: snapshots_shown.table.rowCount() == 2)
    assert snapshots_shown.table.item(0, 1).text() == "Taken by hand"


def test_one_is_deleted_only_after_a_question(
    snapshots_shown: SnapshotsDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["keep", "delete"])
    monkeypatch.setattr(snapshots_dialog, "ask", lambda *_: next(answers))
    snapshots_shown.delete.click()
    assert snapshots_shown.table.rowCount() == 1
    snapshots_shown.delete.click()
    qtbot.waitUntil(lambda: snapshots_shown.table.rowCount() == 0)
    assert not snapshots_shown.restore.isEnabled()


def test_the_bound_is_an_option_of_the_project(snapshots_shown: SnapshotsDialog, filled: Context) -> None:
    snapshots_shown.limit.setValue(250)
    snapshots_shown.limit.editingFinished.emit()
    assert project.options(filled.session.project)["snapshot_limit_mb"] == 250
    assert filled.session.undo()


def test_going_back_opens_the_project_as_it_was_and_can_be_undone(
    snapshots_shown: SnapshotsDialog, filled: Context, window: QMainWindow
) -> None:
    snapshots_shown.restore.click()
    chosen = snapshots_shown.chosen
    assert chosen is not None
    at_work = Care(filled, window)
    at_work.go_back(filled.session.project.folder, chosen.path)
    assert documents.load(filled.session.project, 1).note == ""
    message = filled.messages.recent[0]
    assert message.button == "Undo"
    assert message.action is not None
    message.action()
    assert documents.load(filled.session.project, 1).note == "later"


def test_a_snapshot_that_is_damaged_leaves_the_project_open_as_it_was(
    filled: Context, window: QMainWindow, tmp_path: Path
) -> None:
    (tmp_path / "bad.db").write_bytes(b"nothing" * 100)
    Care(filled, window).go_back(filled.session.project.folder, tmp_path / "bad.db")
    assert len(texts(filled)) == 6
    assert "is damaged" in filled.messages.recent[0].text


# Bin ---------------------------------------------------------------------------------------------


@pytest.fixture
def bin_shown(filled: Context, window: QMainWindow, qtbot: QtBot) -> BinDialog:
    """Four documents and a label were deleted."""
    filled.session.do(HideDocuments(((1, 4),)))
    filled.session.do(labels.delete_edit(filled.session.project, "Vessel"))
    dialog = BinDialog(filled, window)
    qtbot.waitUntil(lambda: dialog.documents.rowCount() == 4)
    return dialog


def test_documents_that_are_ticked_come_back_as_one_step(
    bin_shown: BinDialog, filled: Context, qtbot: QtBot
) -> None:
    assert not bin_shown.back.isEnabled()
    for row in (0, 2):
        bin_shown.documents.setData(bin_shown.documents.index(row, 0), CHECKED, ROLE)
    bin_shown.back.click()
    qtbot.waitUntil(lambda: bin_shown.documents.rowCount() == 2)
    assert list(documents.ids(filled.session.project)) == [1, 3, 5, 6]
    assert filled.session.undo()
    assert list(documents.ids(filled.session.project)) == [5, 6]


def test_space_ticks_a_row_whichever_cell_is_current_and_tab_leaves_the_table(
    bin_shown: BinDialog, qtbot: QtBot
) -> None:
    bin_shown.show()
    bin_shown.activateWindow()
    table = bin_shown.findChild(QTableView, "bin.documents")
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(bin_shown.documents.index(1, 2))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert bin_shown.documents.ticked() == [bin_shown.documents.ids[1]]
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_the_bin_opens_where_something_is(filled: Context, window: QMainWindow, qtbot: QtBot) -> None:
    filled.session.do(labels.delete_edit(filled.session.project, "Vessel"))
    dialog = BinDialog(filled, window)
    qtbot.waitUntil(lambda: dialog.kind.current == "labels")
    assert dialog.all.isEnabled()


def test_the_bin_can_be_searched(bin_shown: BinDialog, qtbot: QtBot) -> None:
    bin_shown.search.setText(f"{TEXT} 2")
    bin_shown.search.searched.emit(f"{TEXT} 2")
    qtbot.waitUntil(lambda: bin_shown.documents.rowCount() == 1)
    assert bin_shown.documents.data(bin_shown.documents.index(0, 3), 0) == "0"


def test_a_label_comes_back_with_its_entities(bin_shown: BinDialog, filled: Context, qtbot: QtBot) -> None:
    bin_shown.kind.button("labels").click()
    assert bin_shown.labels.data(bin_shown.labels.index(0, 0), 0) == "Vessel"
    bin_shown.all.click()
    bin_shown.back.click()
    qtbot.waitUntil(lambda: bin_shown.labels.rowCount() == 0)
    assert len(filled.session.document(5).spans) == 1


def test_emptying_asks_once_and_leaves_a_snapshot(
    bin_shown: BinDialog, filled: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter(["keep", "empty"])
    monkeypatch.setattr(bin_dialog, "ask", lambda _p, title, *_r: asked.append(title) or next(answers))
    bin_shown.empty.click()
    assert bin_shown.documents.rowCount() == 4
    bin_shown.empty.click()
    qtbot.waitUntil(lambda: bin_shown.documents.rowCount() == 0 and bin_shown.labels.rowCount() == 0)
    assert asked == ["Delete 4 documents and 1 label for good?"] * 2
    assert not documents.ids(filled.session.project, Query(in_bin=True))
    assert snapshots.listed(filled.session.project.folder)[0].reason == "empty"
    assert integrity.check(filled.session.project) == []


# Check -------------------------------------------------------------------------------------------


def test_a_project_in_order_is_said_to_be_in_order(
    filled: Context, window: QMainWindow, qtbot: QtBot
) -> None:
    dialog = IntegrityDialog(filled, window)
    qtbot.waitUntil(lambda: "Everything is in order" in shown(dialog, "integrity.words"))
    assert not dialog.repair.isEnabled()


def test_what_is_wrong_is_listed_and_repaired(filled: Context, window: QMainWindow, qtbot: QtBot) -> None:
    filled.session.project.connection.execute('UPDATE spans SET "end" = 900 WHERE document = 2')
    dialog = IntegrityDialog(filled, window)
    qtbot.waitUntil(lambda: len(dialog.problems) == 1)
    assert shown(dialog, "integrity.words") == "1 problem was found."
    dialog.repair.click()
    qtbot.waitUntil(lambda: "Everything is in order" in shown(dialog, "integrity.words"))
    assert "repaired-" in filled.messages.recent[0].text
    assert filled.session.document(2).spans == ()


def damage(folder: Path) -> None:
    """Overwrite everything but the list of tables, so that opening notices it."""
    with (folder / "project.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * 4096)


@pytest.mark.parametrize(("answer", "left"), [("back", 6), ("salvage", 6), ("cancel", None)])
def test_a_damaged_project_offers_its_newest_snapshot_and_the_salvage(
    filled: Context, window: QMainWindow, monkeypatch: pytest.MonkeyPatch, answer: str, left: int | None
) -> None:
    folder = filled.session.project.folder
    snapshots.take(filled.session.project, "asked")
    filled.session.close()
    damage(folder)
    offered: list[list[str]] = []

    def asked(_parent: object, _title: str, _text: str, answers: list[care.Answer]) -> str:
        offered.append([each.key for each in answers])
        return answer

    monkeypatch.setattr(care, "ask", asked)
    done = Projects(filled, window).open_folder(folder)
    assert offered == [["salvage", "back", "cancel"]]
    assert done == (left is not None)
    assert filled.session.is_open == (left is not None)
    if left is not None:
        assert len(texts(filled)) == left
        assert list(folder.glob("damaged-*"))


# Copies ------------------------------------------------------------------------------------------


def test_a_copy_has_what_was_saved(filled: Context, window: QMainWindow, tmp_path: Path) -> None:
    Care(filled, window).copy_to(tmp_path / "copy")
    assert filled.messages.recent[0].text.startswith("A copy is in")
    copy = project.open_project(tmp_path / "copy")
    assert len(list(documents.stream(copy))) == 6
    assert history.titles(copy) == history.titles(filled.session.project)
    project.close(copy)


def test_a_copy_into_a_full_folder_is_refused(filled: Context, window: QMainWindow, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", encoding="utf-8")
    Care(filled, window).copy_to(tmp_path / "mine")
    assert "is not empty" in filled.messages.recent[0].text


def test_a_document_that_is_gone_for_good_is_not_opened_from_a_run(filled: Context, qtbot: QtBot) -> None:
    page = AnnotatePage(filled)
    qtbot.addWidget(page)
    page.open_document(1)
    page.open_document(99)
    assert page.document is not None
    assert page.document.id == 1
    assert "deleted for good" in filled.messages.recent[0].text


def test_the_bin_stays_open_until_what_is_deleted_is_gone(
    bin_shown: BinDialog, filled: Context, qtbot: QtBot
) -> None:
    bin_shown.show()
    bin_shown.empty_now()
    bin_shown.accept()
    assert bin_shown.isVisible()
    qtbot.waitUntil(lambda: bin_shown.documents.rowCount() == 0 and bin_shown.labels.rowCount() == 0)
    bin_shown.accept()
    assert not bin_shown.isVisible()


def test_a_dialog_that_was_closed_reads_no_more(
    filled: Context, window: QMainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    read: list[object] = []
    monkeypatch.setattr(BinDialog, "exec", lambda dialog: dialog.reject())
    Care(filled, window).bin()
    qtbot.waitUntil(lambda: not window.findChildren(BinDialog))
    monkeypatch.setattr(BinDialog, "read", read.append)
    filled.session.do(SetField("note", ((1, "x"),)))
    assert read == []
