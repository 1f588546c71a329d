"""The dialog that gives commands other keys. Everything in it goes by keyboard, and counts at once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.gui import keymap_file
from bertstudio.gui.keymap import (
    BY_ID,
    COMMANDS,
    Command,
    Keymap,
    Keys,
    KeyTakenError,
    group_titles,
    in_words,
)
from bertstudio.gui.keymap_table import KeyField, KeyTable
from bertstudio.gui.palette_entries import matches
from bertstudio.gui.settings import Settings
from bertstudio.gui.widgets import Banner, SearchField, heading, label, push
from bertstudio.gui.widgets.surfaces import Tone

FOLDER_KEY = "keymap/folder"
FILE_NAME = "bertstudio-keys.json"

Take = Callable[[str], object]


class KeymapDialog(QDialog):
    """Every command with its keys; the current one can be given others."""

    def __init__(self, keymap: Keymap, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keymap")
        self.setWindowTitle(tr("Keys"))
        self.resize(760, 620)
        self._keymap = keymap
        self._settings = settings
        self._wanted = ""
        """The key whose commands are shown, empty for all."""
        self._take: Take = lambda _keys: None
        self._build()
        keymap.changed.connect(self._fill)
        self._fill()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search the arrows lead to the table, and Enter asks for a key as it does there."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.table.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._ask(adding=False)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.search = SearchField(tr("Find a command"), name="keymap.search")
        self.search.installEventFilter(self)
        self.search.textChanged.connect(lambda _text: self._show_key(""))
        self.by_key = push(tr("Find by key…"), name="keymap.by_key", clicked=self._ask_for_key)
        self.field = KeyField()
        self.field.pressed.connect(self._on_pressed)
        self.field.left.connect(self._stop_asking)
        self.said = Banner("info", "", name="keymap.said", closable=True)
        self.table = KeyTable()
        for signal, act in (
            (self.table.change_asked, partial(self._ask, adding=False)),
            (self.table.add_asked, partial(self._ask, adding=True)),
            (self.table.clear_asked, self._clear),
        ):
            signal.connect(act)
        words = tr("Enter gives the command another key, Insert one more, Delete none.")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("Keys"), "heading"))
        column.addWidget(
            label(f"{words} {tr('The digits belong to the labels.')}", "body", "muted", wrap=True)
        )
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.by_key)
        column.addLayout(top)
        for widget in (self.field, self.said):
            column.addWidget(widget)
            widget.hide()
        column.addWidget(self.table, 1)
        column.addLayout(self._buttons())
        column.addLayout(self._last_row())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, name, act in (
            (tr("Change…"), "change", partial(self._ask, adding=False)),
            (tr("Add a key…"), "add", partial(self._ask, adding=True)),
            (tr("No key"), "clear", self._clear),
            (tr("Reset"), "reset", self._reset),
        ):
            row.addWidget(push(words, name=f"keymap.{name}", clicked=act))
        row.addStretch(1)
        return row

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, name, act in (
            (tr("Import…"), "import", self._import),
            (tr("Export…"), "export", self._export),
            (tr("Reset all"), "reset_all", self._reset_all),
        ):
            row.addWidget(push(words, name=f"keymap.{name}", clicked=act))
        row.addStretch(1)
        done = push(tr("Done"), kind="primary", name="keymap.done", clicked=self.accept)
        done.setDefault(True)
        row.addWidget(done)
        return row

    @property
    def current(self) -> Command | None:
        """The command of the current row."""
        return self.table.current

    def go_to(self, command: Command) -> None:
        """Make a command the current row, whatever is searched for."""
        self.search.clear()
        self._show_key("")
        self.table.go_to(command.id)
        self.table.setFocus()

    def read_file(self, path: Path) -> None:
        """Take the keys of a file, all or none of them."""
        before = self._keymap.changes
        try:
            changes = keymap_file.read(path, BY_ID)
            self._keymap.replace(changes)
        except UserError as error:
            self._refuse(error)
            return
        words = trn(
            "1 command has the keys of {file}.",
            "{count} commands have the keys of {file}.",
            len(changes),
            file=path.name,
        )
        self._say("success", words, (tr("Undo"), partial(self._keymap.replace, before)))

    def _fill(self) -> None:
        typed, wanted, keymap = self.search.text(), self._wanted, self._keymap
        rows: list[Command | str] = []
        for group, title in group_titles():
            shown = [
                command
                for command in COMMANDS
                if command.group == group
                and (not wanted or wanted in keymap.keys(command.id))
                and matches(typed, f"{command.text} {in_words(keymap.keys(command.id))} {title}")
            ]
            rows += [title, *shown] if shown else []
        self.table.show_rows(rows, keymap)

    def _show_key(self, keys: str) -> None:
        self._wanted = keys
        if keys:
            self._say(
                "info",
                tr("These commands have {keys}.", keys=in_words((keys,))),
                (tr("Show all"), partial(self._show_key, "")),
            )
        else:
            self.said.hide()
        self._fill()

    def _ask_for_key(self) -> None:
        self.said.hide()
        self._take = self._show_key
        self.field.ask(tr("Press the key to look for. Esc goes back."))

    def _ask(self, *, adding: bool) -> None:
        command = self.current
        if command is None:
            return
        before = self._keymap.keys(command.id) if adding else ()

        def take(keys: str) -> None:
            if keys not in before:
                self._give(command, (*before, keys))

        self._take = take
        self.said.hide()
        self.field.ask(tr("Press the new key of “{command}”. Esc keeps the old one.", command=command.text))

    def _on_pressed(self, keys: str) -> None:
        self._stop_asking()
        self._take(keys)

    def _stop_asking(self) -> None:
        self.field.hide()
        self.table.setFocus()

    def _give(self, command: Command, keys: Keys) -> None:
        try:
            self._keymap.give(command.id, keys)
        except UserError as error:
            self._refuse(error)
            return
        self.said.hide()
        self.table.go_to(command.id)

    def _clear(self) -> None:
        if self.current is not None:
            self._give(self.current, ())

    def _reset(self) -> None:
        if self.current is not None:
            self._give(self.current, self.current.keys)

    def _reset_all(self) -> None:
        before = self._keymap.changes
        self._keymap.replace({})
        words = trn(
            "1 command has its first keys again.",
            "{count} commands have their first keys again.",
            len(before),
        )
        self._say("success", words, (tr("Undo"), partial(self._keymap.replace, before)))

    def _refuse(self, error: UserError) -> None:
        if isinstance(error, KeyTakenError):
            self._say("warning", str(error), (tr("Go there"), partial(self.go_to, error.owner)))
        else:
            self._say("warning", str(error))

    def _say(self, tone: Tone, words: str, *actions: tuple[str, Callable[[], object]]) -> None:
        def done(act: Callable[[], object]) -> None:
            # The button that was pressed goes away with what it was about.
            QTimer.singleShot(0, self.said, self.said.hide)
            act()
            self.table.setFocus()

        self.said.show_text(tone, words, [(text, partial(done, act)) for text, act in actions])
        self.said.show()

    def _import(self) -> None:
        folder = str(self._settings.remembered(FOLDER_KEY, "") or "")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Import keys"), folder, "JSON (*.json)")
        if chosen:
            self._settings.remember(FOLDER_KEY, str(Path(chosen).parent))
            self.read_file(Path(chosen))

    def _export(self) -> None:
        folder = Path(str(self._settings.remembered(FOLDER_KEY, "") or ""))
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Export keys"), str(folder / FILE_NAME), "JSON (*.json)"
        )
        if chosen:
            self._settings.remember(FOLDER_KEY, str(Path(chosen).parent))
            self.write_file(Path(chosen))

    def write_file(self, path: Path) -> None:
        """Write the keys that are not as they came into a file."""
        changes = self._keymap.changes
        try:
            keymap_file.write(path, changes)
        except UserError as error:
            self._refuse(error)
            return
        self._say(
            "success",
            trn(
                "{file} holds the keys of 1 command.",
                "{file} holds the keys of {count} commands.",
                len(changes),
                file=path.name,
            ),
        )
