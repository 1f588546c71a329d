"""A project without labels: type the first names, or take an example set."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from bertstudio.core.edits import AddLabel, Several
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.gui.context import Context
from bertstudio.gui.widgets import label, push

FIELDS = 3

EXAMPLES: dict[str, tuple[tuple[Callable[[], str], tuple[Callable[[], str], ...]], ...]] = {
    "ner": (
        (
            lambda: tr("People, organisations, places"),
            (lambda: tr("Person"), lambda: tr("Organisation"), lambda: tr("Place")),
        ),
        (
            lambda: tr("Invoices and letters"),
            (
                lambda: tr("Company"),
                lambda: tr("Product"),
                lambda: tr("Date"),
                lambda: tr("Amount"),
                lambda: tr("Address"),
            ),
        ),
    ),
    "text_classification": (
        (lambda: tr("Positive, negative"), (lambda: tr("Positive"), lambda: tr("Negative"))),
        (
            lambda: tr("Question, complaint, praise, other"),
            (
                lambda: tr("Question"),
                lambda: tr("Complaint"),
                lambda: tr("Praise"),
                lambda: tr("Other"),
            ),
        ),
    ),
}
"""Sets of labels for a task: what a set is called, and its names."""


class FirstLabels(QWidget):
    """Asks for names. Adding them is one step that can be undone."""

    added = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._fields = [self._field(number) for number in range(1, FIELDS + 1)]
        self._add = push(tr("Add labels"), kind="primary", name="annotate.first.add", clicked=self._add_typed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 4, 16, 16)
        self._column.setSpacing(8)
        words = label(tr("What do you want to tag? Name two or three labels to begin with."), wrap=True)
        self._column.addWidget(words)
        for field in self._fields:
            self._column.addWidget(field)
        self._column.addWidget(self._add)
        self._column.addSpacing(12)
        self._column.addWidget(label(tr("Or begin with an example set:"), "body", "muted", wrap=True))
        self._sets = QVBoxLayout()
        self._column.addLayout(self._sets)
        self._column.addStretch(1)
        self._offered = ""
        self._check()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._offer()

    def _offer(self) -> None:
        """Show the example sets of the task of the project."""
        session = self._context.session
        task = session.project.task if session.is_open else ""
        if task == self._offered:
            return
        self._offered = task
        while (item := self._sets.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for number, (title, names) in enumerate(EXAMPLES.get(task, ()), 1):
            button = push(title(), name=f"annotate.first.set{number}")
            button.clicked.connect(
                lambda _checked=False, names=names: self._add_names([name() for name in names])
            )
            self._sets.addWidget(button)

    def _field(self, number: int) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"annotate.first.name{number}")
        field.setAccessibleName(tr("Name of label {number}", number=number))
        field.setPlaceholderText(tr("Label {number}", number=number))
        field.textChanged.connect(self._check)
        field.returnPressed.connect(self._add_typed)
        return field

    def _typed(self) -> list[str]:
        return list(dict.fromkeys(field.text().strip() for field in self._fields if field.text().strip()))

    def _check(self) -> None:
        self._add.setEnabled(bool(self._typed()))

    def _add_typed(self) -> None:
        if self._typed():
            self._add_names(self._typed())
            for field in self._fields:
                field.clear()

    def _add_names(self, names: list[str]) -> None:
        labels = LabelSet().with_names(names)
        edits = tuple(AddLabel(made) for made in labels)
        title = trn("Add 1 label", "Add {count} labels", len(edits))
        if self._context.session.do(Several(edits, title), by="labels"):
            self.added.emit()
