"""The table of commands: every row can be carried out, no key means two things."""

from collections import Counter
from importlib import import_module

from PySide6.QtGui import QKeySequence

from bertstudio.gui.action_state import reason_against, text_now
from bertstudio.gui.actions import ACTIONS, MENUS, PAGES
from bertstudio.gui.care import Care
from bertstudio.gui.commands import HelpCommands, ViewCommands
from bertstudio.gui.context import Context
from bertstudio.gui.editors.keys import KEYS
from bertstudio.gui.projects import Projects
from bertstudio.gui.session import Session

GROUPS = {"projects": Projects, "care": Care, "view": ViewCommands, "help": HelpCommands, "session": Session}


def test_every_handler_exists() -> None:
    pages = {page.name: page for page in PAGES}
    for action in ACTIONS:
        owner, method = action.handler.split(".")
        if owner == "pages":
            assert method in pages
        elif owner in GROUPS:
            # `palette` is handed to the group when it is made.
            assert method == "palette" or callable(getattr(GROUPS[owner], method)), action.id
        else:
            page = getattr(import_module(pages[owner].module), pages[owner].class_name)
            assert callable(getattr(page, method)), action.id


def test_ids_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_no_key_has_two_meanings() -> None:
    keys = [
        QKeySequence(sequence).toString()
        for action in ACTIONS
        for sequence in (action.shortcut, *action.more_keys)
        if sequence and not action.is_of_a_page
    ]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_keys_of_the_window_are_not_taken_from_the_editor() -> None:
    window = {action.shortcut for action in ACTIONS if action.shortcut and not action.is_of_a_page}
    editor = {keys for key in KEYS for keys in key.keys}
    assert window & editor == set()


def test_every_key_is_one_that_qt_knows() -> None:
    for action in ACTIONS:
        if action.shortcut:
            assert QKeySequence(action.shortcut).toString() == action.shortcut


def test_every_action_lies_in_a_menu_and_has_a_text() -> None:
    menus = {name for name, _ in MENUS}
    assert all(action.menu in menus and action.text() for action in ACTIONS)


def test_undo_names_the_edit(context: Context) -> None:
    from bertstudio.core.edits import AddLabel
    from bertstudio.core.labels import Label

    undo = next(action for action in ACTIONS if action.id == "edit.undo")
    assert reason_against(undo, context)
    context.session.do(AddLabel(Label("Vessel")))
    assert reason_against(undo, context) == ""
    assert text_now(undo, context) == "Undo: Add a label"


def test_an_action_that_needs_a_project_says_so_without_one(context: Context) -> None:
    corpus = next(action for action in ACTIONS if action.id == "page.corpus")
    assert reason_against(corpus, context) == ""
    context.session.close()
    assert reason_against(corpus, context) == "No project is open"
