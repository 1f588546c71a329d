"""Dialogs of the Help menu: guide and keys, recent messages, what could leave this computer, about."""

import platform
import sys
from collections.abc import Iterator

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bertstudio import __version__
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.actions import MENUS
from bertstudio.gui.context import Context
from bertstudio.gui.keymap import COMMANDS, Keymap, group_titles, in_words
from bertstudio.gui.messages import Message, Messages
from bertstudio.gui.palette_entries import matches
from bertstudio.gui.widgets import Card, IconButton, SearchField, Sign, heading, label, line, push
from bertstudio.gui.widgets.buttons import link
from bertstudio.gui.widgets.surfaces import TONE_ICONS
from bertstudio.jobs import log_file

Section = tuple[str, list[tuple[str, str]]]
"""A title, and what is done with which keys."""


class _Dialog(QDialog):
    """A title, a body and one button that closes."""

    def __init__(self, name: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(title, "heading"))
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        column.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        done = push(tr("Done"), kind="primary", name=f"{name}.done", clicked=self.accept)
        done.setDefault(True)
        self.buttons.addWidget(done)
        column.addLayout(self.buttons)


class KeysDialog(_Dialog):
    """How the loop goes, and every key there is."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("keys", tr("Guide and keys"), parent)
        self._context = context
        self.resize(640, 640)
        guide = tr(
            "Bring texts on the Corpus page. Tag what matters on the Annotate page: select text, press a "
            "digit. Train, then look on the Evaluate page at what the model got wrong. Click any number "
            "there to see the places behind it. Let the model suggest the rest, and accept or reject."
        )
        self.body.addWidget(label(guide, "body", "muted", wrap=True))
        self.search = SearchField(tr("Find a key or a command"), name="keys.search")
        self.search.searched.connect(self._fill)
        self.body.addWidget(self.search)
        self.table = QTableWidget(0, 2)
        self.table.setObjectName("keys.table")
        self.table.setAccessibleName(tr("Keys"))
        self.table.setProperty("rows", "lined")
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setHorizontalHeaderLabels([tr("Does"), tr("Keys")])
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, 190)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.body.addWidget(self.table, 1)
        change = push(tr("Change keys…"), "ph.keyboard", name="keys.change", clicked=self._change_keys)
        self.buttons.insertWidget(0, change)
        self._fill("")
        self.search.setFocus()

    def _change_keys(self) -> None:
        self.accept()
        self._context.navigation.command_requested.emit("settings.keys")

    def _fill(self, typed: str) -> None:
        self.table.setRowCount(0)
        for title, rows in sections(self._context.keymap):
            shown = [(text, keys) for text, keys in rows if matches(typed, f"{text} {keys} {title}")]
            if not shown:
                continue
            self._add(title, "", "semibold")
            for text, keys in shown:
                self._add(text, keys, "regular")

    def _add(self, text: str, keys: str, weight: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, words in enumerate((text, keys)):
            item = QTableWidgetItem(words)
            item.setFont(theme.font("body", weight=weight))
            self.table.setItem(row, column, item)


def sections(keymap: Keymap) -> Iterator[Section]:
    """Return every key there is now, grouped."""
    for group, title in group_titles():
        rows = [(cmd.words(), in_words(keymap.keys(cmd.id))) for cmd in COMMANDS if cmd.group == group]
        bound = [(text, keys) for text, keys in rows if keys]
        if bound:
            yield title, bound
        if group == MENUS[-1][0]:
            does = tr("Tag the selection, relabel the entity, accept as this label")
            yield tr("Labels"), [(does, in_words(("1", "9", "0")))]


class MessagesDialog(_Dialog):
    """What was said lately, newest first."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__("messages", tr("Recent messages"), parent)
        self.resize(560, 420)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for message in messages.recent:
            column.addLayout(_message_row(message))
            column.addWidget(line())
        if not messages.recent:
            column.addWidget(label(tr("Nothing was said yet."), "body", "muted"))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(tr("Recent messages"))
        self.body.addWidget(area)


def _message_row(message: Message) -> QHBoxLayout:
    row = QHBoxLayout()
    icon, role = TONE_ICONS[message.tone]
    sign = Sign(icon, role, 16)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = label(message.text, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(words, 1)
    if message.also is not None:
        also, action = message.also
        row.addWidget(link(also, name="messages.also", clicked=action), 0, Qt.AlignmentFlag.AlignTop)
    copied = f"{message.text}\n{message.detail}".strip()
    copy = IconButton(
        "ph.copy",
        tr("Copy details"),
        name="messages.copy",
        clicked=lambda: QGuiApplication.clipboard().setText(copied),
    )
    row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
    return row


class LeavingDialog(_Dialog):
    """A plain list of what can leave this computer: nothing, unless the user says yes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("leaving", tr("What could leave this computer?"), parent)
        self.setFixedWidth(520)
        self._context = context
        self.body.addWidget(label(tr("Nothing, unless you say yes."), "title", weight="semibold"))
        for icon, role, name, text in _leaving_rows(bool(context.settings.get("allow_downloads"))):
            self.body.addWidget(_leaving_row(icon, role, name, text))
        settings = push(tr("Settings…"), name="leaving.settings", clicked=self._open_settings)
        self.buttons.insertWidget(0, settings)

    def _open_settings(self) -> None:
        self.accept()
        self._context.navigation.command_requested.emit("settings")


def _leaving_rows(downloads: bool) -> tuple[tuple[str, str, str, str], ...]:
    never, asks = (
        ("ph.cloud-slash", "success"),
        ("ph.cloud-arrow-down", "warning" if downloads else "textMuted"),
    )
    state = tr("Downloads are allowed in Settings.") if downloads else tr("Downloads are off in Settings.")
    return (
        (*never, tr("Your texts, labels and models"), tr("Never. There is no account and no server.")),
        (
            *asks,
            tr("The name of a base model or data set"),
            tr("Goes to huggingface.co when you agree to a download; you are asked each time.") + " " + state,
        ),
        (*never, tr("Counts of use, crash reports, searches for updates"), tr("There are none.")),
    )


def _leaving_row(icon: str, role: str, name: str, text: str) -> Card:
    card = Card()
    row = QHBoxLayout()
    sign = Sign(icon, role, 18)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(name, weight="medium", wrap=True))
    words.addWidget(label(text, "small", "muted", wrap=True))
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card


class AboutDialog(_Dialog):
    """Version and where things lie, to copy into a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("about", tr("About BertStudio"), parent)
        self.setFixedWidth(460)
        self.body.addWidget(
            label(tr("Turn your own text into your own BERT model."), "body", "muted", wrap=True)
        )
        facts = self._facts()
        words = label(facts, "small", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(words)
        self.body.addStretch(1)
        copy = push(
            tr("Copy"),
            "ph.copy",
            name="about.copy",
            clicked=lambda: QGuiApplication.clipboard().setText(facts),
        )
        self.buttons.insertWidget(0, copy)

    def _facts(self) -> str:
        return "\n".join(
            (
                f"BertStudio {__version__}, Apache-2.0",
                f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
                tr("Log: {path}", path=log_file.path()),
                tr("Program: {path}", path=sys.executable),
            )
        )
