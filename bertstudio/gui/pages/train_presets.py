"""The presets above the settings: a row of buttons of which the one is down that the settings are."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui.widgets import Segment, label
from bertstudio.training.presets import OWN, UNTOUCHED, explain_presets, name_of, preset


class Presets(QWidget):
    """Quick look, balanced, best, or settings of one's own, with what that means."""

    picked = Signal(object)
    """The fields that the chosen preset sets; those of `UNTOUCHED` are not its business."""
    own_wanted = Signal()
    """Somebody wants to choose every setting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = (
            ("quick", tr("Quick look")),
            ("balanced", tr("Balanced")),
            ("best", tr("Best")),
            (OWN, tr("Own")),
        )
        self._words = {**explain_presets(), OWN: tr("The settings below, as you set them.")}
        self._segment = Segment(options, tr("How thoroughly to train"), name="train.preset")
        for key, _ in options:
            self._segment.button(key).setToolTip(self._words[key])
        self._segment.picked.connect(self._on_picked)
        self._below = label("", "small", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addWidget(self._segment)
        column.addWidget(self._below)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Press the button of the preset that these settings are."""
        name = name_of(values)
        self._segment.pick(name)
        self._below.setText(self._words[name])

    def _on_picked(self, name: str) -> None:
        self._below.setText(self._words[name])
        if name == OWN:
            self.own_wanted.emit()
        else:
            self.picked.emit(preset(name))


def kept_beside(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that stay as they are when a preset is chosen."""
    return {name: value for name, value in values.items() if name in UNTOUCHED}
