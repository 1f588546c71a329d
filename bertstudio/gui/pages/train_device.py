"""The device card: what the next run computes with, or why not with something faster."""

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui.pages.train_words import size
from bertstudio.gui.probe import Device
from bertstudio.gui.widgets import ElidedLabel, heading, label, link, set_role


class DeviceCard(QWidget):
    """Name, memory and precision, as a worker found them out."""

    def __init__(self, device: Device, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device = device
        self._state = label("", "small", "success")
        self._name = ElidedLabel()
        self._memory = label("", "small", "muted")
        self._reason = label("", "small", "muted", wrap=True)
        self.copy = link(tr("Copy report"), name="train.copy_device", clicked=self._copy)
        head = QHBoxLayout()
        head.addWidget(heading(tr("Device")), 1)
        head.addWidget(self._state)
        middle = QHBoxLayout()
        middle.addWidget(self._name, 1)
        middle.addWidget(self._memory)
        foot = QHBoxLayout()
        foot.addWidget(self._reason, 1)
        foot.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(middle)
        column.addLayout(foot)
        device.told.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        facts, problem = self._device.facts, self._device.problem
        known = bool(facts)
        self._state.setText(tr("✓ Ready") if known else "" if problem else tr("Looking…"))
        set_role(self._state, "success" if known else "muted")
        self._name.setText(str(facts.get("device", "")))
        self._name.setVisible(known)
        words = (size(float(facts["memory_mb"])), str(facts["precision"])) if known else ()
        self._memory.setText(tr(", ").join(words))
        self._reason.setText(problem or (_why_processor(facts) if known else ""))
        set_role(self._reason, "danger" if problem else "muted")
        self._reason.setVisible(bool(self._reason.text()))
        self.copy.setVisible(known or bool(problem))
        spoken = (tr("Device"), self._name.text(), self._memory.text(), self._reason.text())
        self.setAccessibleName(tr(", ").join(part for part in spoken if part))

    def _copy(self) -> None:
        facts = self._device.facts
        lines = [f"{name}: {value}" for name, value in facts.items()] or [self._device.problem]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _why_processor(facts: dict[str, Any]) -> str:
    """Say why no graphics card is used; empty if one is."""
    if facts.get("kind") != "cpu":
        return ""
    if not facts.get("cuda"):
        return tr("Trains on the processor: this torch is built without CUDA.")
    return tr("Trains on the processor: no card that CUDA {version} can drive.", version=facts["cuda"])
