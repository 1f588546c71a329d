"""Dialogs: a new project, settings, keys, and questions with a safe default."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.overlap import Overlap
from bertstudio.gui.actions import ACTIONS
from bertstudio.gui.context import Context
from bertstudio.gui.editors.keys import KEYS
from bertstudio.gui.help_dialogs import AboutDialog, KeysDialog, LeavingDialog, MessagesDialog
from bertstudio.gui.leaving import may_leave
from bertstudio.gui.project_dialogs import NewProjectDialog, ProjectSettingsDialog, folder_name
from bertstudio.gui.settings import SETTINGS, Settings
from bertstudio.gui.settings_dialog import SettingsDialog
from bertstudio.gui.widgets.dialogs import Answer, Question, ask
from bertstudio.store.project import options


def _child(dialog: QWidget, kind: type, name: str):
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


@pytest.fixture
def new_project(context: Context, tmp_path: Path, qtbot: QtBot) -> NewProjectDialog:
    context.settings.remember("project_parent", str(tmp_path))
    dialog = NewProjectDialog(context)
    qtbot.addWidget(dialog)
    return dialog


def test_a_new_project_lies_where_the_dialog_said(
    context: Context, new_project: NewProjectDialog, tmp_path: Path
) -> None:
    new_project.name.setText("Port: incidents 2024")
    new_project.accept()
    assert context.session.project.folder == tmp_path / "Port- incidents 2024"
    assert context.session.project.name == "Port: incidents 2024"
    assert context.session.project.task == "ner"


def test_a_new_project_can_begin_with_three_labels(context: Context, new_project: NewProjectDialog) -> None:
    _child(new_project, QWidget, "new_project.labels1").click()
    new_project.accept()
    assert context.session.labels.names == ("Person", "Place", "Organisation")
    assert [label.shortcut for label in context.session.labels] == ["1", "2", "3"]


def test_a_project_for_whole_texts_may_give_several_labels(
    context: Context, new_project: NewProjectDialog
) -> None:
    _child(new_project, QWidget, "new_project.several").click()
    assert not _child(new_project, QWidget, "new_project.labels1").isEnabled()
    new_project.accept()
    assert context.session.project.task == "text_classification"
    assert options(context.session.project)["multi_label"]
    assert context.session.labels.names == ()


def test_a_folder_that_is_taken_is_said_in_the_dialog(
    context: Context, new_project: NewProjectDialog, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "notes.txt").write_text("mine")
    new_project.name.setText("taken")
    new_project.accept()
    assert new_project.result() == 0
    assert "is not empty" in new_project._problem.accessibleName()
    assert context.session.project.name == "Harbour incidents"


@pytest.mark.parametrize(("name", "folder"), [("a/b:c", "a-b-c"), (" ledger. ", "ledger"), ("", "Project")])
def test_names_of_projects_become_names_of_folders(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_settings_of_a_project_change_in_one_step(context: Context, qtbot: QtBot) -> None:
    dialog = ProjectSettingsDialog(context)
    qtbot.addWidget(dialog)
    dialog.name.setText("Quay incidents")
    dialog.overlap.choose(Overlap.ANY)
    dialog.accept()
    assert context.session.project.name == "Quay incidents"
    assert options(context.session.project)["overlap"] == "any"
    context.session.undo()
    assert context.session.project.name == "Harbour incidents"
    assert options(context.session.project)["overlap"] == "refuse"


def test_the_settings_dialog_has_a_row_for_every_setting(settings: Settings, app, qtbot: QtBot) -> None:
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    for setting in SETTINGS:
        control = _child(dialog, QWidget, f"settings.{setting.name}")
        assert control.accessibleName() == setting.title()
        assert control.accessibleDescription() == setting.help()


def test_a_setting_counts_at_once_and_is_kept(settings: Settings, app, qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[str] = []
    settings.changed.connect(seen.append)
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    _child(dialog, QSpinBox, "settings.text_size").setValue(20)
    _child(dialog, QCheckBox, "settings.allow_downloads").setChecked(True)
    theme_box = _child(dialog, QComboBox, "settings.theme")
    theme_box.setCurrentIndex(theme_box.findData("dark"))
    theme_box.activated.emit(theme_box.currentIndex())
    assert seen == ["text_size", "allow_downloads", "theme"]
    settings._stored.sync()
    again = Settings(tmp_path / "settings.ini")
    assert (again.get("text_size"), again.get("allow_downloads"), again.get("theme")) == (20, True, "dark")


def test_a_setting_without_a_row_is_a_mistake_of_the_caller(settings: Settings) -> None:
    with pytest.raises(KeyError):
        settings.get("colour of the moon")


def test_every_key_is_in_the_list_of_keys(context: Context, qtbot: QtBot) -> None:
    dialog = KeysDialog(context)
    qtbot.addWidget(dialog)
    listed = {dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())}
    assert {key.words() for key in KEYS} <= listed
    assert {action.text() for action in ACTIONS if action.shortcut and not action.is_of_a_page} <= listed
    dialog.search.setText("undo")
    dialog.search.searched.emit("undo")
    assert dialog.table.rowCount() == 2


def test_what_could_leave_this_computer_is_a_plain_list(context: Context, qtbot: QtBot) -> None:
    asked: list[str] = []
    context.navigation.command_requested.connect(asked.append)
    dialog = LeavingDialog(context)
    qtbot.addWidget(dialog)
    _child(dialog, QPushButton, "leaving.settings").click()
    assert asked == ["settings"]


def test_recent_messages_and_versions_are_shown(context: Context, qtbot: QtBot) -> None:
    context.messages.say("12 documents moved")
    for dialog in (MessagesDialog(context.messages), AboutDialog()):
        qtbot.addWidget(dialog)
        dialog.show()
        _child(dialog, QPushButton, f"{dialog.objectName()}.done").click()
        assert not dialog.isVisible()


ANSWERS = (Answer("keep", "Keep training in background", "primary"), Answer("cancel", "Cancel"))


def _answer_with(key: Qt.Key) -> None:
    def press() -> None:
        question = next(
            w for w in QApplication.topLevelWidgets() if isinstance(w, Question) and w.isVisible()
        )
        from PySide6.QtTest import QTest

        QTest.keyClick(question, key)

    QTimer.singleShot(0, press)


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, "keep"), (Qt.Key.Key_Escape, "cancel")])
def test_enter_is_the_safe_answer_and_escape_cancels(app, qtbot: QtBot, key: Qt.Key, answer: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    _answer_with(key)
    assert ask(parent, "Run 8 is training", "It goes on.", ANSWERS) == answer


def test_nothing_is_asked_when_nothing_runs(context: Context, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert may_leave(context, parent)
