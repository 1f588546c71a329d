"""Which keys a command can be given, and why not the others. Keys are in Qt's portable form."""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from bertstudio.core.words import tr
from bertstudio.gui.actions import MENUS, without_mnemonic

_CTRL, _ALT, _SHIFT, _META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.MetaModifier,
)
_MAC = sys.platform == "darwin"

_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_MOVING = _ARROWS | {
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
}

_OF_THE_SYSTEM = frozenset(
    ("Ctrl+Q", "Ctrl+H", "Ctrl+M", "Ctrl+Space", "Ctrl+Tab", "Ctrl+`")
    if _MAC
    else ("Alt+F4", "Alt+Tab", "Alt+Shift+Tab", "Alt+Space", "Ctrl+Esc", "Alt+Esc", "Ctrl+Alt+Del", "F10")
)
_OF_TEXT_FIELDS: dict[str, Callable[[], str]] = {
    "Ctrl+C": lambda: tr("copies"),
    "Ctrl+X": lambda: tr("cuts"),
    "Ctrl+V": lambda: tr("pastes"),
    "Ctrl+A": lambda: tr("selects everything"),
}


def canonical(keys: str) -> str:
    """Return a key sequence as Qt writes it, empty if it is not one press of one key."""
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return ""
    key = sequence[0].key()  # type: ignore[index]  # the stubs lack __getitem__
    known = key not in (Qt.Key.Key_unknown, Qt.Key.Key_AltGr, Qt.Key.Key_Control, Qt.Key.Key_Shift)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText) if known else ""


def is_bare(keys: str) -> bool:
    """Tell whether a key would type text or move in a list: no Ctrl, no Alt, not F1 to F35."""
    key, modifiers = _parts(keys)
    return not modifiers & (_CTRL | _ALT | _META) and not Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35


def reason_against(keys: str, scope: str, factory: tuple[str, ...] = ()) -> str:
    """Return why a command of a scope cannot have a key, in words; empty if it can.

    What a command came with it can always have again. `AltGr` alone stands for any key pressed with it.
    """
    if keys in factory:
        return ""
    if keys == "AltGr":
        return tr("AltGr types signs on many keyboards, so no command can have it.")
    if not keys or canonical(keys) != keys:
        return tr("“{keys}” is not one key, alone or with Ctrl, Alt and Shift.", keys=keys)
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    key, modifiers = _parts(keys)
    return (
        _against_digits(key, modifiers)
        or _against_system(keys, native, key, modifiers)
        or _against_place(keys, native, scope)
    )


def _against_digits(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> str:
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and not modifiers & (_CTRL | _ALT | _META):
        return tr("The digits 0 to 9 belong to the labels.")
    return ""


def _against_system(keys: str, native: str, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> str:
    if modifiers & _CTRL and modifiers & _ALT and not _MAC:
        if key in _ARROWS:
            return tr("{keys} changes the desktop on many computers.", keys=native)
        return tr("Ctrl+Alt is AltGr on many keyboards, which types signs. Choose another key.")
    if modifiers & _META and not _MAC:
        return tr("Keys with the Windows key belong to the system.")
    if keys in _OF_THE_SYSTEM:
        return tr("{keys} belongs to the system.", keys=native)
    if keys in _OF_TEXT_FIELDS:
        return tr("{keys} {does} in text fields.", keys=native, does=_OF_TEXT_FIELDS[keys]())
    if key == Qt.Key.Key_Escape:
        return tr("Esc closes things and goes back; no other command can have it.")
    if key == Qt.Key.Key_Tab:
        return tr("Tab goes to the next part of the window; no other command can have it.")
    return _against_menus(keys, native)


def _against_menus(keys: str, native: str) -> str:
    for _, title in MENUS:
        if keys == QKeySequence.mnemonic(title()).toString(QKeySequence.SequenceFormat.PortableText):
            return tr("{keys} opens the menu {menu}.", keys=native, menu=without_mnemonic(title()))
    return ""


def _against_place(keys: str, native: str, scope: str) -> str:
    key, modifiers = _parts(keys)
    if scope in ("window", "corpus"):
        if is_bare(keys):
            return tr("{keys} types or moves outside the text. Add Ctrl or Alt.", keys=native)
        if key in _MOVING and not modifiers & _ALT and key != Qt.Key.Key_Return:
            return tr("{keys} moves and deletes in text fields.", keys=native)
    if scope == "evaluate" and key in _MOVING:
        return tr("{keys} moves in the tables of that page.", keys=native)
    return ""


def _parts(keys: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs lack __getitem__
    return combination.key(), combination.keyboardModifiers()
