"""The window in which a label gets its name, colour, code, key and guideline."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.errors import UserError
from bertstudio.core.labels import PALETTE_SIZE, SHORTCUTS, Label, LabelSet, examples_in
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.widgets import Field, IconButton, heading, label, push


def dialog_buttons(dialog: QDialog, words: str, accept: Callable[[], object]) -> QHBoxLayout:
    """Return the row with Cancel and the button that does it, which Enter presses."""
    row = QHBoxLayout()
    row.addStretch(1)
    name = dialog.objectName()
    row.addWidget(push(tr("Cancel"), name=f"{name}.cancel", clicked=dialog.reject))
    save = push(words, kind="primary", name=f"{name}.save", clicked=accept)
    save.setDefault(True)
    row.addWidget(save)
    return row


class LabelDialog(QDialog):
    """Name, colour, short code, key and guideline of a label."""

    def __init__(self, labels: LabelSet, old: Label, words: str, *, parent: QWidget | None = None) -> None:
        """`old` is the label as it is; one without a name is a new one. `words` stand above it all."""
        super().__init__(parent)
        self.setObjectName("annotate.label_dialog")
        new = not old.name
        self.setWindowTitle(tr("New label") if new else tr("Edit label"))
        self.label: Label | None = None
        """What was chosen, once Save was pressed."""
        self._labels = labels
        self._old = old
        self._name = QLineEdit(old.name)
        self._name.setMaxLength(80)
        self._code = QLineEdit("" if new else old.code)
        self._code.setMaxLength(5)
        self._code.setPlaceholderText(tr("made of the name"))
        self._key = QComboBox()
        self._key.addItems([tr("None"), *SHORTCUTS])
        self._key.setCurrentText(old.shortcut or tr("None"))
        self._text = _text_field(old.description, tr("What belongs to it, and what does not"), 90)
        self._examples = _text_field("\n".join(old.examples), tr("One a line"), 66)
        self._colors = QButtonGroup(self)
        self._name_field = Field(tr("Name"), self._name)
        self._lay_out(words)
        self._name.selectAll()

    def _lay_out(self, words: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(self.windowTitle()))
        if words:
            column.addWidget(label(words, "body", "muted", wrap=True))
        column.addWidget(self._name_field)
        column.addLayout(self._palette_row())
        self._key_field = Field(tr("Key"), self._key, tr("Digit that tags with this label"))
        self._code_field = Field(tr("Code"), self._code, tr("2 to 5 letters, shown under an entity"))
        column.addWidget(self._key_field)
        column.addWidget(self._code_field)
        for name, field in ((tr("Guideline"), self._text), (tr("Examples"), self._examples)):
            column.addWidget(label(name, "body"))
            field.setAccessibleName(name)
            column.addWidget(field)
        for widget, name in (
            (self._name, "name"),
            (self._code, "code"),
            (self._key, "key"),
            (self._text, "guideline"),
            (self._examples, "examples"),
        ):
            widget.setObjectName(f"annotate.label_dialog.{name}")
        column.addSpacing(6)
        column.addLayout(dialog_buttons(self, tr("Save"), self._save))
        self.setMinimumWidth(420)

    def _palette_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        for index in range(1, PALETTE_SIZE + 1):
            row.addWidget(self._color_button(index))
        row.addStretch(1)
        return row

    def _color_button(self, index: int) -> QAbstractButton:
        words = tr("Colour {name}", name=theme.label(index).name)
        button = IconButton("ph.circle", words, name=f"annotate.label_dialog.color{index}")
        button.setIcon(theme.swatch(index))
        button.setCheckable(True)
        button.setChecked(index == self._old.color)
        self._colors.addButton(button, index)
        return button

    def _save(self) -> None:
        name = self._name.text().strip()
        known = self._labels.new(name)
        code = self._code.text().strip() or (known.code if name else "")
        key = self._key.currentText()
        shortcut = key if key in SHORTCUTS else ""
        color = max(1, self._colors.checkedId())
        text = self._text.toPlainText().strip()
        made = replace(
            self._old,
            name=name,
            color=color,
            shortcut=shortcut,
            code=code,
            description=text,
            examples=examples_in(self._examples.toPlainText()),
        )
        taken = next((o for o in self._labels if o.code == code and o.name != self._old.name), None)
        self._name_field.show_problem("")
        self._code_field.show_problem("")
        if taken is not None and code:
            words = tr("{name} has this code already. Choose another.", name=taken.name)
            self._code_field.show_problem(words)
            return
        try:
            self.label = self._labels.checked(made, instead_of=self._old.name)
        except UserError as error:
            field = self._key_field if name and name not in self._others() else self._name_field
            field.show_problem(str(error))
            return
        self.accept()

    def _others(self) -> set[str]:
        return {other.name for other in self._labels if other.name != self._old.name}

    def keyPressEvent(self, event: object) -> None:
        # Enter in the guideline is a new line; elsewhere it saves.
        writing = self._text.hasFocus() or self._examples.hasFocus()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and writing:  # type: ignore[attr-defined]
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]


def _text_field(text: str, placeholder: str, height: int) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setPlaceholderText(placeholder)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return field
