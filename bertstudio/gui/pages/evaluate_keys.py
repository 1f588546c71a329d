"""The two keys that decide on an error, wherever the focus is on the page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

SIDES = {Qt.Key.Key_G: "mine", Qt.Key.Key_M: "model"}


def decision_of(event: QKeyEvent) -> str:
    """Return `mine` for G, `model` for M, and nothing for other keys or with a modifier."""
    if event.modifiers() != Qt.KeyboardModifier.NoModifier:
        return ""
    return next((side for key, side in SIDES.items() if event.key() == key), "")
