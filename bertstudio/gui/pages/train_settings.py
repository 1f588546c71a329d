"""The settings of the next run: one row for each field of `TrainConfig`, made from a table."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.train_presets import Presets, kept_beside
from bertstudio.gui.pages.train_repeat import REPEATS, explain_repeats
from bertstudio.gui.pages.train_setting_table import CHOICE_NAMES, FIRST, REPEAT, ROWS, SECTIONS, Row
from bertstudio.gui.widgets import ElidedLabel, heading, label, link, restyle, set_role
from bertstudio.training.config import CHOICES, LIMITS, TrainConfig, explain, from_dict

CONTROL_WIDTH = 112


class SettingsCard(QWidget):
    """All settings, the four that matter first; a wrong one is said under its field."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._default = asdict(TrainConfig())
        self._help = explain()
        self.problem = ""
        """Why there is no configuration now, in words; empty if there is one."""
        self._rows = {
            row.name: SettingRow(row, self._default[row.name], self._help[row.name]) for row in ROWS
        }
        self.repeat = SettingRow(REPEAT, "once", explain_repeats())
        self._reset = link(tr("Reset to defaults"), name="train.reset", clicked=self.reset)
        self._fold = _fold_button()
        self._presets = Presets()
        self._presets.picked.connect(self._take_preset)
        self._presets.own_wanted.connect(lambda: self._fold.setChecked(True))
        self._fold.toggled.connect(self._on_fold)
        self._folded = QWidget()
        self._lay_out()
        for row in (*self._rows.values(), self.repeat):
            row.changed.connect(self._on_changed)
        self._on_changed()

    def config(self) -> TrainConfig | None:
        """Return the settings, or None while one is wrong."""
        try:
            return from_dict({name: row.value() for name, row in self._rows.items()})
        except UserError as error:
            self.problem = str(error)
        except ValueError as error:
            self.problem = str(error)
        return None

    def show_values(self, values: dict[str, Any]) -> None:
        """Set fields by name, the others to their defaults; names that are not known are passed over."""
        for name, row in self._rows.items():
            row.set_value(values.get(name, self._default[name]))
        self._on_changed()

    def reset(self) -> None:
        self.show_values({})

    def repeated(self) -> tuple[int, int]:
        """Return how many seeds and how many folds are wanted: `(1, 0)` for a single run."""
        return REPEATS[str(self.repeat.value())]

    def row(self, name: str) -> "SettingRow":
        return self._rows[name]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(tr("Settings")), 1)
        head.addWidget(self._reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._presets)
        inner = QVBoxLayout(self._folded)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for row in FIRST:
            column.addWidget(self._rows[row.name])
        for section in SECTIONS:
            inner.addWidget(_section(section.title()))
            for row in section.rows:
                inner.addWidget(self._rows[row.name])
        inner.addWidget(_section(tr("Runs")))
        inner.addWidget(self.repeat)
        fold = QHBoxLayout()
        fold.setSpacing(6)
        fold.addWidget(self._fold)
        hint = ElidedLabel(tr("context, seed, early stopping…"))
        set_role(hint, "muted")
        fold.addWidget(hint, 1)
        column.addLayout(fold)
        column.addWidget(self._folded)
        self._folded.hide()

    def _take_preset(self, fields: dict[str, Any]) -> None:
        values = {name: row.safe_value() for name, row in self._rows.items()}
        self.show_values({**kept_beside(values), **fields})

    def _on_fold(self, unfolded: bool) -> None:
        self._folded.setVisible(unfolded)
        arrow = Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow
        self._fold.setArrowType(arrow)

    def _on_changed(self) -> None:
        self.problem = ""
        for row in self._rows.values():
            row.show_problem("")
        if self.config() is None:
            self._show_problem()
        values = {name: row.safe_value() for name, row in self._rows.items()}
        self._reset.setVisible(any(values[name] != self._default[name] for name in values))
        self._presets.show_values(values)
        for row in self._rows.values():
            row.control.setEnabled(not row.row.needs or bool(values[row.row.needs]))
        self.changed.emit()

    def _show_problem(self) -> None:
        """Say it under the field that it names first."""
        # One name may begin with another: the longer one is meant.
        names = sorted(self._rows, key=len, reverse=True)
        places = {name: self.problem.find(name) for name in names}
        named = sorted((place, -len(name), name) for name, place in places.items() if place >= 0)
        wrong = [name for name, row in self._rows.items() if row.safe_value() is None]
        name = wrong[0] if wrong else named[0][-1] if named else "epochs"
        if self._rows[name].row not in FIRST:
            self._fold.setChecked(True)
        title = self._rows[name].row.title()
        self.problem = self.problem.replace(name, title)
        for other in names:
            self.problem = self.problem.replace(other, self._rows[other].row.title())
        self._rows[name].show_problem(self.problem)


class SettingRow(QWidget):
    """One field: a dot if it was changed, its name, its control, and help while it has the focus."""

    changed = Signal()

    def __init__(self, row: Row, default: Any, help_text: str) -> None:
        super().__init__()
        self.row = row
        self._default = default
        self._help = help_text
        self._problem = ""
        self.control = _CONTROLS[row.kind](row, default)
        self.control.setObjectName(f"train.{row.name}")
        self.control.setAccessibleName(row.title())
        self.control.setAccessibleDescription(help_text)
        self.control.setToolTip(help_text)
        self.control.setFixedWidth(CONTROL_WIDTH)
        self.control.installEventFilter(self)
        self._dot = label("●", "code", "accent")
        self._dot.setToolTip(tr("Changed"))
        self._below = label("", "small", "muted", wrap=True)
        self._lay_out()
        self.set_value(default)
        _signal(self.control).connect(self._on_changed)

    def value(self) -> Any:
        """Return the value. Raises ValueError, with words, for a text that is not a number."""
        control = self.control
        if isinstance(control, QComboBox):
            return control.currentData()
        if isinstance(control, QLineEdit):
            return _rate(control.text())
        assert isinstance(control, QSpinBox | QDoubleSpinBox)
        value = control.value()
        return round(value / 100, 4) if self.row.kind == "percent" else value

    def safe_value(self) -> Any:
        """Return the value, or None if it is none."""
        try:
            return self.value()
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        """Show a value without announcing it."""
        control = self.control
        blocked = control.blockSignals(True)
        if isinstance(control, QComboBox):
            if control.findData(value) < 0:
                # One of several graphics cards, as an earlier run had it.
                control.addItem(str(value), value)
            control.setCurrentIndex(control.findData(value))
        elif isinstance(control, QLineEdit):
            control.setText(f"{value:g}" if value else "")
        elif isinstance(control, QSpinBox):
            control.setValue(round(value * 100) if self.row.kind == "percent" else int(value))
        elif isinstance(control, QDoubleSpinBox):
            control.setValue(float(value))
        control.blockSignals(blocked)
        self._show_dot()

    def show_problem(self, text: str) -> None:
        """Say what is wrong under the field; an empty text takes it back."""
        self._problem = text
        self.control.setProperty("wrong", "true" if text else "false")
        restyle(self.control)
        self._show_below()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_below(focused=event.type() is QEvent.Type.FocusIn)
        if event.type() is QEvent.Type.Wheel and not self.control.hasFocus():
            # Scrolling the panel must not change a number that happens to pass under the pointer.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        title = label(self.row.title())
        title.setBuddy(self.control)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(title)
        line.addWidget(self._dot)
        line.addStretch(1)
        line.addWidget(self.control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._below)
        self._below.hide()

    def _on_changed(self) -> None:
        self._show_dot()
        self.changed.emit()

    def _show_dot(self) -> None:
        self._dot.setVisible(self.safe_value() != self._default)

    def _show_below(self, *, focused: bool | None = None) -> None:
        focused = self.control.hasFocus() if focused is None else focused
        set_role(self._below, "danger" if self._problem else "muted")
        self._below.setText(self._problem or self._help)
        self._below.setVisible(bool(self._problem) or focused)


class _Number(QDoubleSpinBox):
    def textFromValue(self, value: float) -> str:
        # 4 and not 4.00
        return self.locale().toString(value, "g", 6)


def _rate(text: str) -> float:
    text = text.strip().replace(",", ".")
    if not text:
        return 0.0
    try:
        return float(text)
    except ValueError:
        raise ValueError(tr("“{text}” is not a number. Write it as 3e-5 or 0.00003.", text=text)) from None


def _whole(row: Row, _default: Any) -> QWidget:
    box = QSpinBox()
    low, high = LIMITS[row.name]
    box.setRange(int(low), int(min(high, 2**31 - 1)))
    box.setSingleStep(16 if row.name.endswith("_tokens") else 1)
    if row.zero is not None:
        box.setSpecialValueText(row.zero())
    return box


def _number(row: Row, default: float) -> QWidget:
    box = _Number()
    low, high = LIMITS[row.name]
    fine = default < 1
    box.setDecimals(3 if fine else 2)
    box.setRange(low, high)
    box.setSingleStep(0.01 if fine else 1.0)
    if row.zero is not None:
        box.setSpecialValueText(row.zero())
    return box


def _percent(row: Row, _default: Any) -> QWidget:
    box = QSpinBox()
    low, high = LIMITS[row.name]
    box.setRange(round(low * 100), round(high * 100))
    box.setSuffix(" %")
    return box


def _rate_field(row: Row, _default: Any) -> QWidget:
    field = QLineEdit()
    field.setPlaceholderText(row.zero() if row.zero is not None else "")
    return field


def _choice(row: Row, _default: Any) -> QWidget:
    box = QComboBox()
    for value in CHOICES.get(row.name, tuple(REPEATS)):
        box.addItem(CHOICE_NAMES[value](), value)
    return box


_CONTROLS: dict[str, Callable[[Row, Any], QWidget]] = {
    "whole": _whole,
    "number": _number,
    "percent": _percent,
    "rate": _rate_field,
    "choice": _choice,
}


def _signal(control: QWidget) -> Any:
    if isinstance(control, QComboBox):
        return control.currentIndexChanged
    if isinstance(control, QLineEdit):
        return control.textChanged
    assert isinstance(control, QSpinBox | QDoubleSpinBox)
    return control.valueChanged


def _section(title: str) -> QWidget:
    """Return the heading of some settings that belong together."""
    made = label(title, "small", "muted", weight="semibold")
    made.setContentsMargins(0, 8, 0, 0)
    return made


def _fold_button() -> QToolButton:
    button = QToolButton()
    button.setObjectName("train.advanced")
    button.setText(tr("Advanced"))
    button.setAccessibleName(tr("Advanced settings"))
    button.setCheckable(True)
    button.setArrowType(Qt.ArrowType.RightArrow)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setMinimumHeight(theme.active().size["minTarget"])
    return button
