"""Keys that a person changes: what is refused and why, what the window does then, files of keys."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.gui import keymap_file
from bertstudio.gui.actions import ACTIONS, MORE_ACTIONS
from bertstudio.gui.context import Context
from bertstudio.gui.editors.keys import KEYS
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.help_dialogs import KeysDialog
from bertstudio.gui.key_rules import canonical, reason_against
from bertstudio.gui.keymap import BY_ID, COMMANDS, Keymap, KeyTakenError, clashes, laid_over
from bertstudio.gui.keymap_dialog import KeymapDialog
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.palette_entries import entries
from bertstudio.gui.settings import Settings

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keymap(app, settings: Settings) -> Keymap:
    return Keymap(settings)


@pytest.fixture
def dialog(keymap: Keymap, settings: Settings, qtbot: QtBot) -> KeymapDialog:
    made = KeymapDialog(keymap, settings)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.search.hasFocus)
    made.table.setFocus()
    return made


def _said(dialog: KeymapDialog) -> str:
    return dialog.said.accessibleName() if dialog.said.isVisible() else ""


def test_as_they_come_no_two_commands_share_a_key() -> None:
    assert clashes({command.id: command.keys for command in COMMANDS}) == []


def test_every_key_is_written_as_qt_writes_it() -> None:
    assert [key for command in COMMANDS for key in command.keys if canonical(key) != key] == []


def test_a_key_given_to_a_command_works_at_once_and_after_a_restart(tmp_path: Path, app) -> None:
    settings = Settings(tmp_path / "settings.ini")
    keymap = Keymap(settings)
    keymap.give("annotate.next-span", ("Ctrl+;", "Q"))
    assert keymap.keys("annotate.next-span") == ("Ctrl+;", "Q")
    settings._stored.sync()
    (tmp_path / "settings.ini").rename(tmp_path / "again.ini")
    assert Keymap(Settings(tmp_path / "again.ini")).keys("annotate.next-span") == ("Ctrl+;", "Q")
    keymap.give("annotate.next-span", ("J",))
    assert settings.get("keys") == ""


def test_a_key_of_another_command_is_refused_with_its_name(keymap: Keymap) -> None:
    with pytest.raises(KeyTakenError) as refused:
        keymap.give("annotate.next-span", ("Ctrl+K",))
    assert str(refused.value) == "Ctrl+K belongs to “Search or run a command”. Give that another key first."
    assert refused.value.owner is BY_ID["palette"]
    assert keymap.keys("annotate.next-span") == ("J",)


def test_a_key_that_was_given_up_is_free(keymap: Keymap) -> None:
    keymap.give("annotate.previous-span", ())
    keymap.give("annotate.next-span", ("J", "K"))
    assert keymap.keys("annotate.next-span") == ("J", "K")
    with pytest.raises(KeyTakenError):
        keymap.give("annotate.previous-span", ("K",))


def test_pages_that_are_never_open_together_can_share_a_key(keymap: Keymap) -> None:
    keymap.give("evaluate.mine", ("N",))
    assert keymap.first("annotate.next-unlabelled") == "N"


@pytest.mark.parametrize(
    ("keys", "scope", "part"),
    [
        ("5", "editor", "digits"),
        ("Shift+5", "editor", "digits"),
        ("Ctrl+Alt+Left", "editor", "desktop"),
        ("Ctrl+Alt+E", "window", "AltGr"),
        ("AltGr", "editor", "AltGr"),
        ("Meta+E", "window", "Windows key"),
        ("Alt+F4", "window", "system"),
        ("Ctrl+C", "editor", "copies"),
        ("Alt+F", "editor", "menu File"),
        ("Esc", "editor", "Esc"),
        ("Tab", "editor", "Tab"),
        ("N", "window", "Ctrl or Alt"),
        ("Ctrl+Left", "window", "text fields"),
        ("Return", "evaluate", "tables"),
        ("Ctrl+K, Ctrl+C", "editor", "one key"),
        ("nonsense", "editor", "one key"),
    ],
)
def test_keys_that_no_command_can_have(app, keys: str, scope: str, part: str) -> None:
    assert part in reason_against(keys, scope)


@pytest.mark.parametrize(("keys", "scope"), [("Q", "editor"), ("F9", "window"), ("Ctrl+Shift+U", "window")])
def test_keys_that_a_command_can_have(app, keys: str, scope: str) -> None:
    assert reason_against(keys, scope) == ""


def test_what_a_command_came_with_it_can_have_again(keymap: Keymap) -> None:
    keymap.give("annotate.right-panel", ("F9",))
    keymap.give("annotate.right-panel", ("Ctrl+Alt+B",))
    keymap.give("annotate.next-suggestion", ("Q",))
    keymap.give("annotate.next-suggestion", ("Tab",))
    assert keymap.changes == {}


def test_a_new_command_of_an_update_does_not_take_a_key_that_the_person_gave() -> None:
    keys = laid_over({"annotate.previous-span": ("J",)})
    assert keys["annotate.previous-span"] == ("J",)
    assert keys["annotate.next-span"] == ()
    assert clashes(keys) == []


def test_settings_of_another_version_are_understood_as_far_as_they_go(settings: Settings, app) -> None:
    kept = {"annotate.next-span": ["Ctrl+J"], "annotate.gone": ["Q"]}
    settings.set("keys", json.dumps({"format": "bertstudio-keys", "version": 1, "keys": kept}))
    assert Keymap(settings).changes == {"annotate.next-span": ("Ctrl+J",)}
    settings.set("keys", "what is this")
    assert Keymap(settings).changes == {}


def test_a_file_of_keys_goes_out_and_in_again(keymap: Keymap, tmp_path: Path) -> None:
    keymap.give("annotate.next-span", ("Ctrl+J", "Q"))
    keymap.give("annotate.codes", ())
    keymap_file.write(tmp_path / "keys.json", keymap.changes)
    before = keymap.changes
    keymap.replace({})
    keymap.replace(keymap_file.read(tmp_path / "keys.json", BY_ID))
    assert keymap.changes == before


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("[", "not a file of keys"),
        ("[]", "not a file of keys"),
        ('{"format": "other"}', "not a file of keys"),
        ('{"format": "bertstudio-keys", "version": 2, "keys": {}}', "newer BertStudio"),
        ('{"format": "bertstudio-keys", "version": 1, "keys": {"palette": "X"}}', "not a file of keys"),
        ('{"format": "bertstudio-keys", "version": 1, "keys": {"no.such": ["X"]}}', "no.such"),
        ('{"format": "bertstudio-keys", "version": 1, "keys": {"palette": ["Hyper+X"]}}', "Hyper+X"),
        ('{"format": "bertstudio-keys", "version": 1, "keys": {"palette": ["Ctrl+O"]}}', "Open project"),
        ('{"format": "bertstudio-keys", "version": 1, "keys": {"annotate.flag": ["7"]}}', "digits"),
        (
            '{"format":"bertstudio-keys","version":1,"keys":{"annotate.flag":["Q"],"annotate.skip":["Q"]}}',
            "belongs to",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_changes_nothing(
    dialog: KeymapDialog, keymap: Keymap, tmp_path: Path, content: str, part: str
) -> None:
    keymap.give("annotate.codes", ("Q",))
    (tmp_path / "keys.json").write_text(content, encoding="utf-8")
    dialog.read_file(tmp_path / "keys.json")
    assert part in _said(dialog)
    assert keymap.changes == {"annotate.codes": ("Q",)}


def test_a_file_that_is_not_text_is_refused_in_words(dialog: KeymapDialog, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_bytes(b"\xff\xfe\x00")
    dialog.read_file(tmp_path / "keys.json")
    assert _said(dialog) == "keys.json cannot be read as text."
    dialog.read_file(tmp_path / "gone.json")
    assert _said(dialog) == "gone.json cannot be read as text."


def test_a_new_key_is_given_by_keyboard_alone(dialog: KeymapDialog, keymap: Keymap) -> None:
    QTest.keyClicks(dialog.search, "next entity")
    dialog.table.setFocus()
    assert dialog.current is BY_ID["annotate.next-span"]
    QTest.keyClick(dialog.table, Key.Key_Return)
    assert dialog.field.hasFocus()
    QTest.keyClick(dialog.field, Key.Key_Control, CTRL)
    QTest.keyClick(dialog.field, Key.Key_J, CTRL)
    assert keymap.keys("annotate.next-span") == ("Ctrl+J",)
    assert dialog.table.hasFocus()
    QTest.keyClick(dialog.table, Key.Key_Insert)
    QTest.keyClick(dialog.field, Key.Key_Q)
    assert keymap.keys("annotate.next-span") == ("Ctrl+J", "Q")
    QTest.keyClick(dialog.table, Key.Key_Delete)
    assert keymap.keys("annotate.next-span") == ()


def test_escape_keeps_the_old_key_and_the_dialog(dialog: KeymapDialog, keymap: Keymap) -> None:
    dialog.table.go_to("annotate.codes")
    QTest.keyClick(dialog.table, Key.Key_Return)
    QTest.keyClick(dialog.field, Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.field.isVisible()
    assert keymap.changes == {}


def test_a_clash_leads_to_the_owner(dialog: KeymapDialog, keymap: Keymap) -> None:
    dialog.table.go_to("annotate.codes")
    QTest.keyClick(dialog.table, Key.Key_Return)
    QTest.keyClick(dialog.field, Key.Key_J)
    assert _said(dialog) == "J belongs to “Next entity”. Give that another key first."
    there = next(button for button in dialog.said.findChildren(QPushButton) if button.text() == "Go there")
    there.setFocus()
    QTest.keyClick(there, Key.Key_Return)
    assert dialog.current is BY_ID["annotate.next-span"]
    assert dialog.table.hasFocus()
    assert keymap.changes == {}


def test_a_command_that_is_found_by_name_gets_its_key_with_enter(
    dialog: KeymapDialog, keymap: Keymap
) -> None:
    dialog.search.setFocus()
    QTest.keyClicks(dialog.search, "short label names")
    QTest.keyClick(dialog.search, Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.field.hasFocus()
    QTest.keyClick(dialog.field, Key.Key_Q)
    assert keymap.changes == {"annotate.codes": ("Q",)}
    dialog.search.setFocus()
    QTest.keyClick(dialog.search, Key.Key_Down)
    assert dialog.table.hasFocus()


def test_commands_are_found_by_pressing_their_key(dialog: KeymapDialog) -> None:
    QTest.keyClick(dialog.by_key, Key.Key_Space)
    QTest.keyClick(dialog.field, Key.Key_G)
    names = [dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())]
    assert names == ["Evaluate", "My label is right"]
    assert _said(dialog) == "These commands have G."


def test_one_or_all_keys_come_back_and_that_can_be_undone(
    dialog: KeymapDialog, keymap: Keymap, qtbot: QtBot
) -> None:
    keymap.give("annotate.codes", ("Q",))
    keymap.give("annotate.flag", ("Y",))
    dialog.table.go_to("annotate.codes")
    QTest.keyClick(dialog.findChild(QPushButton, "keymap.reset"), Key.Key_Return)
    assert keymap.changes == {"annotate.flag": ("Y",)}
    QTest.keyClick(dialog.findChild(QPushButton, "keymap.reset_all"), Key.Key_Return)
    assert keymap.changes == {}
    undo = next(button for button in dialog.said.findChildren(QPushButton) if button.text() == "Undo")
    QTest.keyClick(undo, Key.Key_Return)
    assert keymap.changes == {"annotate.flag": ("Y",)}


def test_a_key_that_is_taken_meanwhile_does_not_come_back_by_itself(
    dialog: KeymapDialog, keymap: Keymap
) -> None:
    keymap.give("annotate.codes", ("Q",))
    keymap.give("annotate.flag", ("H",))
    dialog.table.go_to("annotate.codes")
    QTest.keyClick(dialog.findChild(QPushButton, "keymap.reset"), Key.Key_Return)
    assert _said(dialog) == "H belongs to “Flag the document”. Give that another key first."


def test_the_dialog_can_be_walked_through_with_tab(dialog: KeymapDialog) -> None:
    reached = []
    for _ in range(20):
        focused = dialog.focusWidget()
        reached.append(focused.objectName())
        QTest.keyClick(focused, Key.Key_Tab)
    wanted = {"search", "by_key", "table", "change", "add", "clear", "reset", "import", "export", "done"}
    assert {f"keymap.{name}" for name in wanted} <= set(reached)


def test_the_editor_and_the_menus_follow_at_once(context: Context, project_with, qtbot: QtBot) -> None:
    text = "Marit left Harlow."
    project_with([Document(0, text, "One", (Span(1, 0, 5, "Person"),))], labels=["Person"])
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    page = window.show_page("annotate")
    window.activateWindow()
    assert isinstance(page.editor, SpansEditor)
    context.keymap.give("annotate.next-span", ("Ctrl+Shift+J",))
    context.keymap.give("edit.undo", ("Ctrl+U",))
    context.keymap.give("palette", ("Ctrl+Shift+P",))
    view = page.editor.view
    QTest.keyClick(view, Key.Key_J)
    assert page.editor.chosen is None
    QTest.keyClick(view, Key.Key_J, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.editor.chosen is not None
    actions = window.top.actions_by_id
    assert actions["annotate.next-span"].text() == "Next entity\tCtrl+Shift+J"
    assert [keys.toString() for keys in actions["edit.undo"].shortcuts()] == ["Ctrl+U"]
    assert window.top.field.toolTip() == "Search or run a command (Ctrl+Shift+P)"
    listed = {entry.id: entry.keys for entry in entries(context, "", lambda _action: None, [])}
    assert listed["annotate.next-span"] == "Ctrl+Shift+J"
    keys = KeysDialog(context)
    qtbot.addWidget(keys)
    shown = [keys.table.item(row, 1).text() for row in range(keys.table.rowCount())]
    assert QKeySequence("Ctrl+Shift+P").toString(QKeySequence.SequenceFormat.NativeText) in shown


def test_a_bare_key_of_a_page_is_still_typed_in_its_fields(
    context: Context, project_with, qtbot: QtBot
) -> None:
    project_with([Document(0, "One text.", "One"), Document(0, "Two.", "Two")])
    context.keymap.give("annotate.next-document", ("W",))
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    page = window.show_page("annotate")
    window.activateWindow()
    first = page.document.id
    field = page.findChild(QLineEdit, "annotate.search")
    field.setFocus()
    QTest.keyClicks(field, "w")
    assert field.text() == "w"
    assert page.document.id == first
    page.editor.setFocus()
    QTest.keyClick(page.editor.view, Key.Key_W)
    assert page.document.id != first


def test_the_palette_has_every_command_but_those_that_need_a_held_key(context: Context) -> None:
    everything = {action.id for action in (*ACTIONS, *MORE_ACTIONS)}
    assert everything | {"annotate.hide-held"} == {action.id for action in ACTIONS} | {key.id for key in KEYS}
    found = {entry.id for entry in entries(context, "", lambda _action: None, [])}
    assert everything - found == {"palette"}


def test_the_list_of_keys_leads_to_changing_them(context: Context, qtbot: QtBot) -> None:
    asked: list[str] = []
    context.navigation.command_requested.connect(asked.append)
    dialog = KeysDialog(context)
    qtbot.addWidget(dialog)
    QTest.keyClick(dialog.findChild(QPushButton, "keys.change"), Key.Key_Return)
    assert asked == ["settings.keys"]


def test_the_settings_lead_to_the_keys(settings: Settings, app, qtbot: QtBot) -> None:
    from bertstudio.gui.settings_dialog import SettingsDialog

    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    assert isinstance(dialog.findChild(QWidget, "settings.keys"), QPushButton)
