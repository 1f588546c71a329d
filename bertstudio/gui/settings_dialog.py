"""The settings dialog, made of the SETTINGS table. Every change counts at once."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.gui.keymap import Keymap
from bertstudio.gui.settings import SETTINGS, Setting, Settings
from bertstudio.gui.widgets import Field, heading, push, with_inset

CONTROL_PX = 240

Change = Callable[[Any], None]


class SettingsDialog(QDialog):
    """One row a setting."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setWindowTitle(tr("Settings"))
        self._settings = settings
        self.setMinimumSize(600, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 18)
        column.setSpacing(14)
        title = heading(tr("Settings"), "heading")
        title.setContentsMargins(24, 0, 24, 0)
        column.addWidget(title)
        column.addWidget(self._rows(), 1)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        done = push(tr("Done"), kind="primary", name="settings.done", clicked=self.accept)
        done.setDefault(True)
        row.addWidget(done)
        column.addLayout(row)

    def _rows(self) -> QScrollArea:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(14)
        for setting in SETTINGS:
            if setting.heading is not None:
                column.addWidget(heading(setting.heading()))
            column.addWidget(self._row(setting))
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("settings.rows")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        return area

    def _row(self, setting: Setting) -> Field:
        def change(value: Any) -> None:
            self._settings.set(setting.name, value)

        if setting.kind == "keys":
            control: QWidget = push(tr("Keys…"), "ph.keyboard", clicked=self._open_keys)
        else:
            control = _MAKERS[setting.kind](setting, self._settings.get(setting.name), change)
        control.setObjectName(f"settings.{setting.name}")
        control.setAccessibleName(setting.title())
        return Field(setting.title(), control, setting.help(), control_width=CONTROL_PX)

    def _open_keys(self) -> None:
        from bertstudio.gui.keymap_dialog import KeymapDialog

        KeymapDialog(Keymap(self._settings, self), self._settings, self).exec()


def _choice(setting: Setting, value: Any, change: Change) -> QWidget:
    box = QComboBox()
    for key, text in setting.choices:
        box.addItem(text(), key)
    box.setCurrentIndex(max(0, box.findData(value)))
    box.activated.connect(lambda index: change(box.itemData(index)))
    return box


def _switch(_setting: Setting, value: Any, change: Change) -> QWidget:
    box = QCheckBox()
    box.setChecked(bool(value))
    box.toggled.connect(change)
    return box


def _number(setting: Setting, value: Any, change: Change) -> QWidget:
    low, high, step = setting.range
    box: QSpinBox | QDoubleSpinBox
    if isinstance(setting.default, int):
        box = QSpinBox()
        box.setRange(int(low), int(high))
        box.setSingleStep(int(step))
        box.setValue(int(value))
    else:
        box = QDoubleSpinBox()
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setValue(float(value))
    box.valueChanged.connect(change)
    return with_inset(box)


def _font(_setting: Setting, value: Any, change: Change) -> QWidget:
    box = QComboBox()
    box.addItem(tr("Like the window"), "")
    for family in QFontDatabase.families():
        if not QFontDatabase.isPrivateFamily(family):
            box.addItem(family, family)
    box.setCurrentIndex(max(0, box.findData(value)))
    box.setMaxVisibleItems(16)
    box.activated.connect(lambda index: change(box.itemData(index)))
    return box


def _folder(setting: Setting, value: Any, change: Change) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    field = QLineEdit(str(value))
    field.setAccessibleName(setting.title())
    field.setObjectName(f"settings.{setting.name}.path")
    field.setPlaceholderText(tr("None"))
    field.editingFinished.connect(lambda: change(field.text().strip()))

    def choose() -> None:
        chosen = QFileDialog.getExistingDirectory(holder, setting.title(), field.text())
        if chosen:
            field.setText(chosen)
            change(chosen)

    row.addWidget(field, 1)
    row.addWidget(push(tr("Choose…"), name=f"settings.{setting.name}.choose", clicked=choose))
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder.setFocusProxy(field)
    return holder


_MAKERS: dict[str, Callable[[Setting, Any, Change], QWidget]] = {
    "choice": _choice,
    "switch": _switch,
    "number": _number,
    "folder": _folder,
    "font": _font,
}
