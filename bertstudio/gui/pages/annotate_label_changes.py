"""Changing the label set from the Annotate page: add, edit, merge, split, replace, delete."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from bertstudio.core.edits import AddLabel, ChangeLabel, Edit
from bertstudio.core.labels import Label
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.background import Reader
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.context import Context
from bertstudio.gui.pages.annotate_label_dialog import LabelDialog, dialog_buttons
from bertstudio.gui.widgets import Answer, ask, heading, label
from bertstudio.store import labels as label_store
from bertstudio.store.project import Project

BY = "labels"
"""Who asks, in changes that come from here."""

Usage = tuple[int, int]
"""Entities, or labels of documents, and the documents in which they stand."""


class LabelChanges(QObject):
    """Asks what is needed and makes the edit. What can be undone is not asked twice."""

    split_asked = Signal(str, object)
    """Entities with a label are to get a new one: a `Label` that is not in the label set yet."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._bulk = Bulk(context, self)
        self._reader = Reader(context.session, self)

    def add(self) -> None:
        """Ask for a new label."""
        label = self._new()
        if label is not None:
            self._context.session.do(AddLabel(label), by=BY)

    def edit(self, name: str) -> None:
        """Let a label be changed; all its annotations follow."""
        self._counted(name, self._edit)

    def merge(self, name: str) -> None:
        """Let everything with a label get another one, and remove the first."""
        self._counted(name, self._merge)

    def split(self, name: str) -> None:
        """Ask for a new label, then which entities of the old one get it."""
        label = self._new(tr("After this you choose which entities of {name} get it.", name=name))
        if label is not None:
            self.split_asked.emit(name, label)

    def delete(self, name: str) -> None:
        """Delete a label. If it is used, ask what becomes of its annotations."""
        self._counted(name, self._delete)

    def _counted(self, name: str, then: Callable[[str, Usage], object]) -> None:
        """Count what carries a label, which takes a moment if that is much, before anything is asked."""
        self._reader.ask(lambda project: label_store.usage(project, name), lambda usage: then(name, usage))

    def _edit(self, name: str, usage: Usage) -> None:
        session = self._context.session
        old = session.labels.get(name)
        if old is None:
            return
        dialog = LabelDialog(session.labels, old, _usage_words(usage), parent=self._window)
        if not dialog.exec() or dialog.label is None or dialog.label == old:
            return
        new = dialog.label.name
        if session.do(ChangeLabel(name, dialog.label), by=BY) and new != name:
            words = tr("Label {old} is called {new} now.", old=name, new=new)
            session.say_done(words)

    def _merge(self, name: str, usage: Usage) -> None:
        target = self._choose(name, tr("Merge {name} into", name=name), tr("Merge"), usage)
        if target:
            self._run(
                tr("Merging {name} into {target}…", name=name, target=target),
                lambda project: label_store.merge_edit(project, name, target),
                tr("{name} is part of {target} now.", name=name, target=target),
            )

    def _delete(self, name: str, usage: Usage) -> None:
        target: str | None = None
        if usage[0]:
            answer = self._asked(name, usage)
            if answer == "cancel":
                return
            if answer == "move":
                title = tr("Change the entities of {name} to", name=name)
                target = self._choose(name, title, tr("Change and delete"), usage)
                if not target:
                    return
        self._run(
            tr("Deleting label {name}…", name=name),
            lambda project: label_store.delete_edit(project, name, move_to=target),
            tr("Label {name} is deleted.", name=name),
            snapshot="delete",
        )

    def _new(self, words: str = "") -> Label | None:
        labels = self._context.session.labels
        dialog = LabelDialog(labels, labels.new(""), words, parent=self._window)
        return dialog.label if dialog.exec() else None

    def _run(
        self, title: str, build: Callable[[Project], Edit], said: str, *, snapshot: str = "bulk"
    ) -> None:
        # A label can be on a hundred thousand entities.
        self._bulk.run(
            title,
            lambda project, _report: build(project),
            by=BY,
            said=lambda _change: said,
            snapshot=snapshot,
        )

    def _asked(self, name: str, usage: Usage) -> str:
        """Ask what becomes of the entities of a label that is deleted: remove, move or cancel."""
        remove = trn("Delete 1 entity too", "Delete {count} entities too", usage[0])
        answers = [Answer("remove", remove, "danger"), Answer("cancel", tr("Cancel"))]
        if len(self._context.session.labels) > 1:
            answers.insert(0, Answer("move", tr("Change them to…")))
        words = tr(
            "{usage} This is one step that can be undone, and the label waits in the bin.",
            usage=_usage_words(usage),
        )
        return ask(self._window, tr("Delete label {name}?", name=name), words, answers)

    def _choose(self, name: str, title: str, words: str, usage: Usage) -> str:
        """Ask for another label than `name`; an empty name if none was chosen."""
        dialog = QDialog(self._window)
        dialog.setObjectName("annotate.choose_label")
        dialog.setWindowTitle(title)
        box = QComboBox()
        box.setObjectName("annotate.choose_label.label")
        box.setAccessibleName(tr("Label"))
        for other in self._context.session.labels:
            if other.name != name:
                box.addItem(theme.swatch(other.color), other.name)
        dialog.setMinimumWidth(box.fontMetrics().averageCharWidth() * 55)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(title))
        column.addWidget(label(_usage_words(usage), "body", "muted", wrap=True))
        column.addWidget(box)
        column.addLayout(dialog_buttons(dialog, words, dialog.accept))
        return box.currentText() if dialog.exec() else ""


def _usage_words(usage: Usage) -> str:
    """Return on how many entities a label is, in words."""
    count, documents = usage
    if not count:
        return tr("Nothing is tagged with it yet.")
    entities = trn("1 entity", "{count} entities", count)
    return trn(
        "It is on {entities} in 1 document.",
        "It is on {entities} in {count} documents.",
        documents,
        entities=entities,
    )
