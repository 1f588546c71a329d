"""Everything that can be done from a menu, a key or the command palette, as one table.

The menus, the palette and the list of keys (F1) are made of these rows. A handler is `owner.method`: an owner
is a page (its method is called after it has been opened) or one of the groups in `commands.py`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bertstudio.core.words import tr
from bertstudio.gui.editors.keys import GROUPS, KEYS

MenuName = Literal["file", "edit", "view", "document", "label", "model", "help", ""]
_OF_PAGES = frozenset(key.id for key in KEYS)

Need = Literal["", "project", "writable", "undo", "redo", "training"]


@dataclass(frozen=True, slots=True)
class Action:
    """One command."""

    id: str
    text: Callable[[], str]
    menu: MenuName
    handler: str
    shortcut: str = ""
    """Keys in Qt's portable form."""
    icon: str = ""
    need: Need = ""
    line_before: bool = False
    """A line above it in the menu."""
    checkable: bool = False
    more_keys: tuple[str, ...] = ()
    """Further keys that do the same."""
    argument: str = ""
    """What the handler is given, if anything."""
    place: Callable[[], str] | None = None
    """Where the palette says that it belongs, if it is in no menu."""

    @property
    def is_of_a_page(self) -> bool:
        """Tell whether it is a row of `editors.keys`: the page binds the keys then, not the menu."""
        return self.id in _OF_PAGES

    @property
    def owner(self) -> str:
        return self.handler.split(".")[0]


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page of the rail. Its module is imported when it is first shown."""

    name: str
    module: str
    class_name: str
    icon: str
    title: Callable[[], str]


PAGES: tuple[PageRow, ...] = (
    PageRow("corpus", "bertstudio.gui.pages.corpus", "CorpusPage", "ph.files", lambda: tr("Corpus")),
    PageRow(
        "annotate",
        "bertstudio.gui.pages.annotate",
        "AnnotatePage",
        "ph.highlighter-circle",
        lambda: tr("Annotate"),
    ),
    PageRow("train", "bertstudio.gui.pages.train", "TrainPage", "ph.graduation-cap", lambda: tr("Train")),
    PageRow("evaluate", "bertstudio.gui.pages.evaluate", "EvaluatePage", "ph.target", lambda: tr("Evaluate")),
    PageRow("models", "bertstudio.gui.pages.models", "ModelsPage", "ph.cube", lambda: tr("Models")),
)

MENUS: tuple[tuple[MenuName, Callable[[], str]], ...] = (
    ("file", lambda: tr("&File")),
    ("edit", lambda: tr("&Edit")),
    ("view", lambda: tr("&View")),
    ("document", lambda: tr("&Document")),
    ("label", lambda: tr("&Label")),
    ("model", lambda: tr("&Model")),
    ("help", lambda: tr("&Help")),
)

PROJECT_MENUS = frozenset({"document", "label", "model"})
"""Menus that are only there while a project is open."""

DOCUMENT_COMMANDS = (  # command of the editor, icon, a line above it
    ("done-next", "ph.check", False),
    ("next-document", "ph.caret-right", True),
    ("previous-document", "ph.caret-left", False),
    ("next-uncertain", "ph.question", False),
    ("next-unlabelled", "ph.tag", False),
    ("next-review", "ph.eye", False),
    ("back", "ph.arrow-left", False),
    ("flag", "ph.flag", True),
    ("skip", "ph.minus-circle", False),
    ("find", "ph.magnifying-glass", True),
    ("search-all", "ph.magnifying-glass", False),
)
VIEW_COMMANDS = (
    ("left-panel", "ph.align-left", True),
    ("right-panel", "ph.align-right", False),
    ("larger", "ph.magnifying-glass-plus", True),
    ("smaller", "ph.magnifying-glass-minus", False),
    ("codes", "ph.eye", True),
    ("invisible", "ph.arrow-elbow-down-left", False),
    ("direction", "ph.arrows-left-right", False),
    ("as-list", "ph.list-bullets", False),
    ("focus", "ph.frame-corners", True),
)
LABEL_COMMANDS = (
    ("label-list", "ph.tag", False),
    ("label-all", "ph.stack", False),
    ("next-span", "ph.caret-right", True),
    ("previous-span", "ph.caret-left", False),
    ("remove", "ph.trash", False),
    ("same-everywhere", "ph.stack", False),
    ("note", "ph.note-pencil", False),
    ("next-suggestion", "ph.circle-dashed", True),
    ("accept", "ph.check", False),
    ("accept-many", "ph.checks", False),
    ("reject-all", "ph.x", False),
)


def _of_editor(menu: MenuName, commands: tuple[tuple[str, str, bool], ...]) -> Iterator[Action]:
    """Yield rows for commands of the editors: words and keys are theirs."""
    by_command = {key.command: key for key in KEYS}
    for command, icon, line_before in commands:
        key = by_command[command]
        yield Action(
            f"annotate.{command}",
            key.words,
            menu,
            "annotate.run",
            key.keys[0],
            icon,
            "project",
            line_before=line_before,
            argument=command,
        )


ACTIONS: tuple[Action, ...] = (
    Action("project.new", lambda: tr("New project…"), "file", "projects.new", "Ctrl+N", "ph.plus"),
    Action("project.open", lambda: tr("Open project…"), "file", "projects.open", "Ctrl+O", "ph.folder-open"),
    Action(
        "project.sample", lambda: tr("Open the sample project"), "file", "projects.sample", "", "ph.compass"
    ),
    Action(
        "corpus.import",
        lambda: tr("Import documents…"),
        "file",
        "projects.import_documents",
        "Ctrl+I",
        "ph.download-simple",
        "writable",
        line_before=True,
    ),
    Action(
        "corpus.export",
        lambda: tr("Export documents…"),
        "file",
        "corpus.open_export",
        "Ctrl+E",
        "ph.upload-simple",
        "project",
    ),
    Action(
        "project.settings",
        lambda: tr("Project settings…"),
        "file",
        "projects.settings",
        "",
        "ph.sliders-horizontal",
        "writable",
        line_before=True,
    ),
    Action(
        "project.show",
        lambda: tr("Show project folder"),
        "file",
        "projects.show_folder",
        "",
        "ph.folder",
        "project",
    ),
    Action(
        "project.bin", lambda: tr("Bin…"), "file", "care.bin", "", "ph.trash", "project", line_before=True
    ),
    Action(
        "project.snapshots",
        lambda: tr("Snapshots…"),
        "file",
        "care.snapshots",
        "",
        "ph.clock-counter-clockwise",
        "project",
    ),
    Action(
        "project.check", lambda: tr("Check project…"), "file", "care.check", "", "ph.check-circle", "project"
    ),
    Action("project.copy", lambda: tr("Save a copy…"), "file", "care.save_copy", "", "ph.copy", "project"),
    Action(
        "project.close", lambda: tr("Close project"), "file", "projects.close", "", "ph.x-circle", "project"
    ),
    Action(
        "settings", lambda: tr("Settings…"), "file", "view.settings", "Ctrl+,", "ph.gear", line_before=True
    ),
    Action("settings.keys", lambda: tr("Keys…"), "file", "view.keys", "", "ph.keyboard"),
    Action("quit", lambda: tr("Quit"), "file", "view.leave", "Ctrl+Q", "ph.sign-out"),
    Action("edit.undo", lambda: tr("Undo"), "edit", "session.undo", "Ctrl+Z", "ph.arrow-u-up-left", "undo"),
    Action(
        "edit.redo",
        lambda: tr("Redo"),
        "edit",
        "session.redo",
        "Ctrl+Shift+Z",
        "ph.arrow-u-up-right",
        "redo",
        more_keys=("Ctrl+Y",),
    ),
    Action(
        "palette",
        lambda: tr("Search or run a command…"),
        "edit",
        "view.palette",
        "Ctrl+K",
        "ph.magnifying-glass",
        line_before=True,
    ),
    *(
        Action(
            f"page.{page.name}",
            page.title,
            "view",
            f"pages.{page.name}",
            f"Ctrl+{number}",
            page.icon,
            "project",
            checkable=True,
        )
        for number, page in enumerate(PAGES, 1)
    ),
    Action(
        "view.next_pane",
        lambda: tr("Next pane"),
        "view",
        "view.next_pane",
        "F6",
        "ph.arrow-right",
        line_before=True,
    ),
    Action(
        "view.previous_pane",
        lambda: tr("Previous pane"),
        "view",
        "view.previous_pane",
        "Shift+F6",
        "ph.arrow-left",
    ),
    *_of_editor("view", VIEW_COMMANDS),
    Action(
        "view.full_screen",
        lambda: tr("Full screen"),
        "view",
        "view.full_screen",
        "F11",
        "ph.corners-out",
        line_before=True,
    ),
    Action("view.light", lambda: tr("Light theme"), "view", "view.light", "", "ph.sun", line_before=True),
    Action("view.dark", lambda: tr("Dark theme"), "view", "view.dark", "", "ph.moon"),
    Action("view.contrast", lambda: tr("High contrast theme"), "view", "view.contrast", "", "ph.circle-half"),
    Action("view.system", lambda: tr("Theme of the system"), "view", "view.system", "", "ph.desktop"),
    *_of_editor("document", DOCUMENT_COMMANDS),
    Action(
        "corpus.splits",
        lambda: tr("Assign splits…"),
        "document",
        "corpus.open_splits",
        "",
        "ph.scissors",
        "writable",
        line_before=True,
    ),
    *_of_editor("label", LABEL_COMMANDS),
    Action(
        "annotate.terms",
        lambda: tr("Tag from a term list…"),
        "label",
        "annotate.run",
        "",
        "ph.list-bullets",
        "writable",
        line_before=True,
        argument="terms",
    ),
    Action(
        "annotate.replace-labels",
        lambda: tr("Replace labels…"),
        "label",
        "annotate.run",
        "",
        "ph.swap",
        "writable",
        argument="replace-labels",
    ),
    Action(
        "train.start", lambda: tr("Start training"), "model", "train.start", "Ctrl+R", "ph.play", "writable"
    ),
    Action(
        "train.pause", lambda: tr("Pause or go on"), "model", "train.pause", "Ctrl+.", "ph.pause", "writable"
    ),
    Action("train.stop", lambda: tr("Stop, keep best"), "model", "train.stop", "", "ph.stop", "training"),
    Action(
        "models.suggest",
        lambda: tr("Suggest with the chosen model"),
        "model",
        "models.suggest",
        "",
        "ph.circle-dashed",
        "writable",
        line_before=True,
    ),
    Action(
        "evaluate.run",
        lambda: tr("Evaluate the chosen run"),
        "model",
        "evaluate.evaluate",
        "",
        "ph.target",
        "project",
    ),
    Action("help.keys", lambda: tr("Guide and keys"), "help", "help.keys", "F1", "ph.book-open"),
    Action(
        "help.messages",
        lambda: tr("Recent messages"),
        "help",
        "help.messages",
        "",
        "ph.clock-counter-clockwise",
        line_before=True,
    ),
    Action("help.log", lambda: tr("Open log"), "help", "help.log", "", "ph.file-text"),
    Action(
        "help.leaving",
        lambda: tr("What could leave this computer?"),
        "help",
        "help.leaving",
        "",
        "ph.cloud-slash",
    ),
    Action(
        "help.about", lambda: tr("About BertStudio"), "help", "help.about", "", "ph.info", line_before=True
    ),
)


_HELD = frozenset({"hide-held"})
"""Commands that last as long as their key is held; without a key they mean nothing."""
_HANDLERS = {"corpus.details": "corpus.open_details"}


def _in_no_menu() -> Iterator[Action]:
    """Yield rows for the commands of `KEYS` that no menu shows; the palette has them all."""
    titles = dict(GROUPS)
    shown = {action.id for action in ACTIONS}
    for key in KEYS:
        if key.id in shown or key.command in _HELD:
            continue
        handler = _HANDLERS.get(key.id, f"{key.place}.run")
        argument = "" if key.id in _HANDLERS else key.command
        yield Action(
            key.id, key.words, "", handler, need="project", argument=argument, place=titles[key.group]
        )


MORE_ACTIONS: tuple[Action, ...] = tuple(_in_no_menu())
"""What is in the palette only."""


def without_mnemonic(title: str) -> str:
    """Return the title of a menu as it reads elsewhere: File for &File, 文件 for 文件(&F)."""
    return re.sub(r"\(&\w\)", "", title).replace("&", "")
