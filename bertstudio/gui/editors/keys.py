"""The keys inside the pages as they come, as one table; those of the menus are in `gui.actions`.

What a person has changed lies over both: ask `gui.keymap` which key does what now.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from bertstudio.core.words import tr

Group = Literal[
    "moving", "selecting", "marking", "spans", "suggestions", "documents", "view", "evaluate", "corpus"
]
Scope = Literal["editor", "page", "evaluate", "corpus"]


@dataclass(frozen=True, slots=True)
class Key:
    """One command and its keys, in Qt's portable form."""

    command: str
    keys: tuple[str, ...]
    words: Callable[[], str]
    group: Group
    scope: Scope = "editor"
    """Who carries it out: the editor of texts, the Annotate page around it, or another page."""

    @property
    def id(self) -> str:
        """Name among the commands of the whole window."""
        return f"{self.place}.{self.command}"

    @property
    def place(self) -> str:
        """The page where the key works."""
        return "annotate" if self.scope in ("editor", "page") else self.scope


GROUPS: tuple[tuple[Group, Callable[[], str]], ...] = (
    ("moving", lambda: tr("Moving")),
    ("selecting", lambda: tr("Selecting")),
    ("marking", lambda: tr("Tagging")),
    ("spans", lambda: tr("Entities")),
    ("suggestions", lambda: tr("Suggestions")),
    ("documents", lambda: tr("Documents")),
    ("view", lambda: tr("View")),
    ("evaluate", lambda: tr("Evaluate")),
    ("corpus", lambda: tr("Corpus")),
)

# On macOS words are moved by with Option, as everywhere there.
_WORD = "Alt" if sys.platform == "darwin" else "Ctrl"

KEYS: tuple[Key, ...] = (
    Key("left", ("Left",), lambda: tr("Character to the left"), "moving"),
    Key("right", ("Right",), lambda: tr("Character to the right"), "moving"),
    Key("up", ("Up",), lambda: tr("Line up"), "moving"),
    Key("down", ("Down",), lambda: tr("Line down"), "moving"),
    Key("word-left", (f"{_WORD}+Left",), lambda: tr("Word to the left"), "moving"),
    Key("word-right", (f"{_WORD}+Right",), lambda: tr("Word to the right"), "moving"),
    Key("sentence-up", ("Ctrl+Up",), lambda: tr("Start of the sentence, then the one before"), "moving"),
    Key("sentence-down", ("Ctrl+Down",), lambda: tr("Next sentence"), "moving"),
    Key("line-start", ("Home",), lambda: tr("Start of the line"), "moving"),
    Key("line-end", ("End",), lambda: tr("End of the line"), "moving"),
    Key("page-up", ("PgUp",), lambda: tr("Page up"), "moving"),
    Key("page-down", ("PgDown",), lambda: tr("Page down"), "moving"),
    Key("start", ("Ctrl+Home",), lambda: tr("Start of the document"), "moving"),
    Key("end", ("Ctrl+End",), lambda: tr("End of the document"), "moving"),
    Key("extend-left", ("Shift+Left",), lambda: tr("Select by character; resize an entity"), "selecting"),
    Key("extend-right", ("Shift+Right",), lambda: tr("Select by character; resize an entity"), "selecting"),
    Key("extend-up", ("Shift+Up",), lambda: tr("Select to the line above"), "selecting"),
    Key("extend-down", ("Shift+Down",), lambda: tr("Select to the line below"), "selecting"),
    Key(
        "extend-word-left",
        (f"{_WORD}+Shift+Left",),
        lambda: tr("Select by word; resize an entity by word"),
        "selecting",
    ),
    Key(
        "extend-word-right",
        (f"{_WORD}+Shift+Right",),
        lambda: tr("Select by word; resize an entity by word"),
        "selecting",
    ),
    Key("extend-sentence-up", ("Ctrl+Shift+Up",), lambda: tr("Select by sentence, backwards"), "selecting"),
    Key("extend-sentence-down", ("Ctrl+Shift+Down",), lambda: tr("Select by sentence"), "selecting"),
    Key("extend-line-start", ("Shift+Home",), lambda: tr("Select to the start of the line"), "selecting"),
    Key("extend-line-end", ("Shift+End",), lambda: tr("Select to the end of the line"), "selecting"),
    Key("extend-page-up", ("Shift+PgUp",), lambda: tr("Select a page up"), "selecting"),
    Key("extend-page-down", ("Shift+PgDown",), lambda: tr("Select a page down"), "selecting"),
    Key("extend-start", ("Ctrl+Shift+Home",), lambda: tr("Select to the start of the document"), "selecting"),
    Key("extend-end", ("Ctrl+Shift+End",), lambda: tr("Select to the end of the document"), "selecting"),
    Key("take-word", ("Space",), lambda: tr("Take the word at the caret, then the next one"), "selecting"),
    Key(
        "take-sentence", ("S",), lambda: tr("Take the sentence at the caret, then the next one"), "selecting"
    ),
    Key("give-word-back", ("Shift+Space",), lambda: tr("Give the last word or sentence back"), "selecting"),
    Key("label-list", ("L",), lambda: tr("Choose a label from a list"), "marking"),
    Key("label-all", ("O",), lambda: tr("Label every occurrence…"), "marking", "page"),
    Key("same-everywhere", ("Shift+O",), lambda: tr("Do the last correction everywhere…"), "spans", "page"),
    Key("next-span", ("J",), lambda: tr("Next entity"), "spans"),
    Key("previous-span", ("K",), lambda: tr("Previous entity"), "spans"),
    Key("other-edge", ("X",), lambda: tr("Change the edge that Shift and the arrows move"), "spans"),
    Key("remove", ("Del", "Backspace"), lambda: tr("Remove the entity, reject the suggestion"), "spans"),
    Key("note", ("T",), lambda: tr("Write a note"), "spans", "page"),
    Key(
        "next-suggestion",
        ("Tab",),
        lambda: tr("Next suggestion; after the last, leave the text"),
        "suggestions",
    ),
    Key("previous-suggestion", ("Shift+Tab",), lambda: tr("Previous suggestion"), "suggestions"),
    Key("accept", ("Return",), lambda: tr("Accept and go on"), "suggestions"),
    Key("accept-stay", ("Shift+Return",), lambda: tr("Accept and stay"), "suggestions"),
    Key("accept-many", ("A",), lambda: tr("Accept all sure suggestions"), "suggestions"),
    Key("reject-all", ("Shift+A",), lambda: tr("Reject all shown suggestions"), "suggestions"),
    Key("done-next", ("Ctrl+Return",), lambda: tr("Done, next document"), "documents", "page"),
    Key("next-document", ("Alt+Down",), lambda: tr("Next document"), "documents", "page"),
    Key("previous-document", ("Alt+Up",), lambda: tr("Previous document"), "documents", "page"),
    Key("next-uncertain", ("U",), lambda: tr("Next uncertain document"), "documents", "page"),
    Key("next-unlabelled", ("N",), lambda: tr("Next document without tags"), "documents", "page"),
    Key("next-review", ("R",), lambda: tr("Next document that needs review"), "documents", "page"),
    Key("back", ("Alt+Left",), lambda: tr("Back where you were"), "documents", "page"),
    Key("flag", ("F",), lambda: tr("Flag the document"), "documents", "page"),
    Key("review", ("Shift+R",), lambda: tr("Needs review, next document"), "documents", "page"),
    Key("skip", ("Shift+S",), lambda: tr("Skip the document"), "documents", "page"),
    Key("codes", ("H",), lambda: tr("Show or hide the short label names"), "view"),
    Key("invisible", ("I",), lambda: tr("Show or hide invisible characters"), "view"),
    Key(
        "direction",
        ("Ctrl+Shift+X",),
        lambda: tr("Direction of reading: automatic, left to right, right to left"),
        "view",
    ),
    Key("focus", ("F8",), lambda: tr("Focus mode: only the text"), "view", "page"),
    Key("hide-held", ("V",), lambda: tr("Hide all tags while held"), "view"),
    Key("as-list", ("Ctrl+Shift+L",), lambda: tr("Show as a list or as text"), "view"),
    Key("find", ("Ctrl+F",), lambda: tr("Find in the document"), "view", "page"),
    Key("find-next", ("F3",), lambda: tr("Next place found"), "view"),
    Key("find-previous", ("Shift+F3",), lambda: tr("Previous place found"), "view"),
    Key("search-all", ("Ctrl+Shift+F",), lambda: tr("Search all documents"), "view", "page"),
    Key("left-panel", ("Ctrl+B",), lambda: tr("Show or hide the documents"), "view", "page"),
    Key("right-panel", ("Ctrl+Alt+B",), lambda: tr("Show or hide labels and details"), "view", "page"),
    Key("larger", ("Ctrl+=", "Ctrl++"), lambda: tr("Larger text"), "view"),
    Key("smaller", ("Ctrl+-",), lambda: tr("Smaller text"), "view"),
    Key(
        "escape", ("Esc",), lambda: tr("Close, clear the selection, leave the entity, drop the label"), "view"
    ),
    Key("mine", ("G",), lambda: tr("My label is right"), "evaluate", "evaluate"),
    Key("model", ("M",), lambda: tr("The model is right"), "evaluate", "evaluate"),
    Key("details", ("Ctrl+D",), lambda: tr("Show or hide the details"), "corpus", "corpus"),
)

_SAME = {Qt.Key.Key_Enter: Qt.Key.Key_Return, Qt.Key.Key_Backtab: Qt.Key.Key_Tab}


def sequence_of(event: QKeyEvent) -> str:
    """Return a key press in Qt's portable form: `Ctrl+Shift+F`. The keypad counts as the other keys."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    pressed = QKeySequence(QKeyCombination(modifiers, _SAME.get(key, key)))
    return pressed.toString(QKeySequence.SequenceFormat.PortableText)


def is_escape(event: QEvent) -> bool:
    """Tell whether Esc goes down."""
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return False
    return event.key() == Qt.Key.Key_Escape


def digit_of(event: QKeyEvent) -> str:
    """Return the digit of a key press, empty if it is none.

    Shift is allowed, for keyboards that have their digits above it; the keypad counts too.
    """
    allowed = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    if event.modifiers() & ~allowed:
        return ""
    return chr(event.key()) if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 else ""
