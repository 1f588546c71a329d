"""Which key does what now: the tables of keys and menus, with what the person has changed laid over them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui import keymap_file
from bertstudio.gui.actions import ACTIONS, MENUS, without_mnemonic
from bertstudio.gui.editors.keys import GROUPS, KEYS, sequence_of
from bertstudio.gui.key_rules import is_bare, reason_against
from bertstudio.gui.settings import Settings

Keys = tuple[str, ...]
"""Key sequences in Qt's portable form."""

SETTING = "keys"


@dataclass(frozen=True, slots=True)
class Command:
    """What a key can be given to."""

    id: str
    words: Callable[[], str]
    group: str
    """Id of the menu, or that of the group in `GROUPS` behind `keys.`."""
    scope: str
    """`window`, or the scope of the row in `KEYS`."""
    keys: Keys
    """As they come with the program."""

    @property
    def text(self) -> str:
        return self.words().rstrip("…")


class KeyTakenError(UserError):
    """A key belongs to another command already."""

    def __init__(self, keys: str, owner: Command) -> None:
        words = tr(
            "{keys} belongs to “{command}”. Give that another key first.",
            keys=in_words((keys,)),
            command=owner.text,
        )
        super().__init__(words)
        self.owner = owner


COMMANDS: tuple[Command, ...] = (
    *(
        Command(
            action.id,
            action.text,
            action.menu,
            "window",
            tuple(keys for keys in (action.shortcut, *action.more_keys) if keys),
        )
        for action in ACTIONS
        if not action.is_of_a_page
    ),
    *(Command(key.id, key.words, f"keys.{key.group}", key.scope, key.keys) for key in KEYS),
)

BY_ID = {command.id: command for command in COMMANDS}

_FACTORY: Mapping[str, Keys] = {command.id: command.keys for command in COMMANDS}


def meet(one: Command, other: Command) -> bool:
    """Tell whether two commands can be wanted in the same place, so that they cannot share a key."""
    places = {_place(one), _place(other)}
    return len(places) == 1 or "window" in places


def _place(command: Command) -> str:
    return "annotate" if command.scope in ("editor", "page") else command.scope


def clashes(keys: Mapping[str, Keys]) -> list[tuple[Command, Command, str]]:
    """Return the commands that share a key, in pairs, with the key."""
    pairs = combinations((BY_ID[name] for name in keys), 2)
    return [
        (one, other, shared)
        for one, other in pairs
        if meet(one, other)
        for shared in keys[one.id]
        if shared in keys[other.id]
    ]


def laid_over(changes: Mapping[str, Keys]) -> dict[str, Keys]:
    """Return the keys of every command. A key that was given to a command is taken from all others there."""
    owners: dict[str, list[Command]] = {}
    for name, keys in changes.items():
        for key in keys:
            owners.setdefault(key, []).append(BY_ID[name])

    def left(command: Command) -> Keys:
        return tuple(
            key
            for key in command.keys
            if not any(meet(owner, command) for owner in owners.get(key, ()) if owner is not command)
        )

    return {
        command.id: changes[command.id] if command.id in changes else left(command) for command in COMMANDS
    }


def check(changes: Mapping[str, Keys]) -> None:
    """Raise UserError for a key that cannot be given to a command, or that two commands would have."""
    for name, keys in changes.items():
        _check_rules(BY_ID[name], keys)
    for one, other, key in clashes({**_FACTORY, **changes}):
        raise KeyTakenError(key, other if one.id in changes else one)


def _check_rules(command: Command, keys: Keys) -> None:
    for key in keys:
        reason = reason_against(key, command.scope, command.keys)
        if reason:
            raise UserError(reason)


class Keymap(QObject):
    """The keys as they are now. What was changed is kept in the settings."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._read()
        settings.changed.connect(self._on_setting)

    @property
    def changes(self) -> dict[str, Keys]:
        """The commands whose keys are not as they came."""
        return dict(self._changes)

    def keys(self, name: str) -> Keys:
        """Return the keys of a command. Raises KeyError for an id that is not in COMMANDS."""
        return self._keys[name]

    def first(self, name: str) -> str:
        """Return the key of a command that is shown beside it, empty if it has none."""
        return next(iter(self._keys[name]), "")

    def pressed(self, event: QKeyEvent, place: str = "annotate") -> str:
        """Return the command of `KEYS` that a key press on a page means, empty if none."""
        return self._pressed.get((place, sequence_of(event)), "")

    def give(self, name: str, keys: Keys) -> None:
        """Give a command these keys and no others.

        Raises:
            KeyTakenError: one of them belongs to another command.
            UserError: one of them is not for commands.
        """
        command = BY_ID[name]
        _check_rules(command, keys)
        for other in COMMANDS:
            shared = set(keys) & set(self._keys[other.id])
            if shared and other is not command and meet(other, command):
                raise KeyTakenError(shared.pop(), other)
        self._keep({**self._changes, name: keys})

    def replace(self, changes: Mapping[str, Keys]) -> None:
        """Make these the only commands whose keys are not as they came. Raises as `give` does."""
        check(changes)
        self._keep(changes)

    def _keep(self, changes: Mapping[str, Keys]) -> None:
        changed = {name: keys for name, keys in changes.items() if keys != _FACTORY[name]}
        self._settings.set(SETTING, keymap_file.written(changed) if changed else "")

    def _on_setting(self, name: str) -> None:
        if name == SETTING:
            self._read()
            self.changed.emit()

    def _read(self) -> None:
        # Settings of another version may know other commands; those are left alone until something changes.
        kept = keymap_file.known(str(self._settings.get(SETTING)), BY_ID)
        self._changes = {name: keys for name, keys in kept.items() if keys != _FACTORY[name]}
        self._keys = laid_over(self._changes)
        self._pressed = {(row.place, key): row.command for row in KEYS for key in self._keys[row.id]}


class _Follower(QObject):
    """Shows the keys of a command as long as its parent lives."""

    def __init__(self, keymap: Keymap, name: str, parent: QWidget, show: Callable[[Keys], object]) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._name = name
        self._show = show
        keymap.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._show(self._keymap.keys(self._name))


def follow(keymap: Keymap, name: str, widget: QWidget, show: Callable[[Keys], object]) -> None:
    """Call `show` with the keys of a command now and when they change, as long as a widget lives."""
    _Follower(keymap, name, widget, show)


def bind(
    keymap: Keymap, name: str, widget: QWidget, act: Callable[[], object], *, bare: bool = False
) -> None:
    """Let the keys of a command work wherever in a widget the keyboard is, also when they change.

    Keys that would type text are left out unless `bare`.
    """
    shortcut = QShortcut(widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)

    def give(keys: Keys) -> None:
        shortcut.setKeys([QKeySequence(key) for key in keys if bare or not is_bare(key)])

    follow(keymap, name, widget, give)


def tip(keymap: Keymap, name: str, widget: QWidget, words: str) -> None:
    """Give a widget a tool tip that ends with the key of a command: Next document (Alt+Down)."""

    def show(keys: Keys) -> None:
        widget.setToolTip(f"{words} ({in_words(keys[:1])})" if keys else words)

    follow(keymap, name, widget, show)


def group_titles() -> Iterator[tuple[str, str]]:
    """Yield the groups of COMMANDS and what they are called, in the order of the window."""
    for menu, title in MENUS:
        yield menu, without_mnemonic(title())
    for group, words in GROUPS:
        inside = group not in ("evaluate", "corpus")
        yield f"keys.{group}", tr("Editor: {group}", group=words()) if inside else words()


def in_words(keys: Keys) -> str:
    """Return key sequences as the system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in keys)
