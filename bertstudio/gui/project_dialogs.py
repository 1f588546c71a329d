"""The dialog for a new project and the one for the settings of a project."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.edits import AddLabel, Edit, SetOption, Several
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.overlap import Keep, Overlap
from bertstudio.core.words import tr
from bertstudio.gui.background import Report
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.context import Context
from bertstudio.gui.overlap_choice import OverlapChoice
from bertstudio.gui.overlap_conflicts import ConflictPanel
from bertstudio.gui.widgets import Field, heading, label, push
from bertstudio.gui.widgets.surfaces import Banner
from bertstudio.store.overlaps import switch_edit
from bertstudio.store.project import Project, options, overlap_policy

FORBIDDEN = '<>:"/\\|?*'
FIELD_PX = 320
WIDE_PX = 572
"""What entities that are listed beside each other need, in logical pixels."""

TASKS = (  # key of the radio button, task, several labels a document
    ("ner", "ner", False),
    ("single", "text_classification", False),
    ("several", "text_classification", True),
)


def folder_name(name: str) -> str:
    """Return the name of a project as the name of a folder on every system."""
    cleaned = "".join("-" if char in FORBIDDEN or ord(char) < 32 else char for char in name)
    return cleaned.strip(" .") or "Project"


class NewProjectDialog(QDialog):
    """Name, folder, what is labelled, and with which labels to begin."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new_project")
        self.setWindowTitle(tr("New project"))
        self._context = context
        parent_folder = context.settings.remembered("project_parent", str(_documents()))
        self.name = _line("new_project.name", tr("My project"))
        self.parent_folder = _line("new_project.folder", str(parent_folder))
        self._kinds = QButtonGroup(self)
        self._label_sets = QButtonGroup(self)
        self._problem = Banner("error", "")
        self._problem.hide()
        self._place = label("", "small", "muted", wrap=True)
        self._build()
        self.name.textChanged.connect(self._show_place)
        self.parent_folder.textChanged.connect(self._show_place)
        self._kinds.idClicked.connect(self._show_label_sets)
        self._show_place()
        self.name.selectAll()
        self.name.setFocus()

    @property
    def folder(self) -> Path:
        """Where the project will lie."""
        return Path(self.parent_folder.text()).expanduser() / folder_name(self.name.text())

    def accept(self) -> None:
        """Make the project and open it; what is wrong is said here and the dialog stays."""
        _, task, several = TASKS[self._kinds.checkedId()]
        try:
            self._context.session.create(self.folder, name=self.name.text().strip(), task=task)
        except UserError as error:
            self._problem.show_text("error", str(error))
            self._problem.show()
            return
        self._context.settings.remember("project_parent", self.parent_folder.text())
        edits: list[Edit] = [SetOption("multi_label", True)] if several else []
        if task == "ner" and self._label_sets.checkedId() == 1:
            names = (tr("Person"), tr("Place"), tr("Organisation"))
            edits += [AddLabel(made) for made in LabelSet().with_names(names)]
        if edits:
            self._context.session.do(Several(tuple(edits), tr("Set up the project")))
        super().accept()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("New project"), "heading"))
        column.addWidget(self._problem)
        column.addWidget(Field(tr("Name"), self.name, control_width=FIELD_PX))
        column.addWidget(Field(tr("Folder"), self._folder_row(), control_width=FIELD_PX))
        column.addWidget(self._place)
        column.addSpacing(4)
        column.addWidget(heading(tr("What do you want to label?"), "body"))
        kinds = (
            tr("Entities in the text: names, amounts, dates …"),
            tr("Whole texts, one label each"),
            tr("Whole texts, several labels each"),
        )
        for number, text in enumerate(kinds):
            column.addWidget(_radio(self._kinds, number, text, f"new_project.{TASKS[number][0]}"))
        column.addSpacing(4)
        self._labels_heading = heading(tr("Labels to begin with"), "body")
        column.addWidget(self._labels_heading)
        for number, text in enumerate((tr("None: I make my own"), tr("Person, place, organisation"))):
            column.addWidget(_radio(self._label_sets, number, text, f"new_project.labels{number}"))
        column.addSpacing(8)
        column.addLayout(_buttons(self, tr("Make project")))

    def _folder_row(self) -> QWidget:
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.parent_folder, 1)
        self.parent_folder.setAccessibleName(tr("Folder"))
        row.addWidget(push(tr("Choose…"), name="new_project.choose", clicked=self._choose))
        return row_widget

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Folder for the project"), self.parent_folder.text()
        )
        if chosen:
            self.parent_folder.setText(chosen)

    def _show_place(self) -> None:
        self._place.setText(tr("Everything lies in {folder}", folder=self.folder))

    def _show_label_sets(self, kind: int) -> None:
        for widget in (self._labels_heading, *self._label_sets.buttons()):
            widget.setEnabled(TASKS[kind][1] == "ner")


class ProjectSettingsDialog(QDialog):
    """Name and rules of the open project; a change is one step that can be undone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("project_settings")
        self.setWindowTitle(tr("Project settings"))
        self._context = context
        self._session = session = context.session
        self._options = options(session.project)
        self.name = _line("project_settings.name", session.project.name)
        self.overlap = OverlapChoice(overlap_policy(session.project))
        self.conflicts = ConflictPanel(session)
        self.several = QCheckBox(tr("A text may carry several labels"))
        self.several.setObjectName("project_settings.multi_label")
        self.several.setAccessibleName(self.several.text())
        self.several.setChecked(bool(self._options["multi_label"]))
        self.overlap.changed.connect(self._look_for_conflicts)
        self.conflicts.opened.connect(self._open_document)
        self.conflicts.stepping.connect(self._step_through)
        self._lay_out()
        self._look_for_conflicts()

    def accept(self) -> None:
        wanted = {"name": self.name.text().strip(), "multi_label": self.several.isChecked()}
        now = {**self._options, "name": self._session.project.name}
        edits = tuple(SetOption(name, value) for name, value in wanted.items() if value != now[name])
        policy, keep = self.overlap.policy, self.conflicts.keep
        if keep is None:
            if policy is not overlap_policy(self._session.project):
                edits = (*edits, SetOption("overlap", str(policy)))
        elif not Bulk(self._context, self._context.session).run(
            tr("Sorting out overlapping entities…"), partial(_sorted_out, policy, keep, edits)
        ):
            return
        if keep is None and edits and not self._session.do(Several(edits, tr("Change project settings"))):
            return
        super().accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # It grows once conflicts are found; on a small screen its buttons would be below the edge.
        frame, screen = self.frameGeometry(), self.screen().availableGeometry()
        below = frame.bottom() - screen.bottom()
        if self.isVisible() and below > 0:
            self.move(self.x(), max(screen.top(), self.y() - below))

    def done(self, result: int) -> None:
        self.conflicts.stop()
        super().done(result)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("Project settings"), "heading"))
        column.addWidget(Field(tr("Name"), self.name, control_width=FIELD_PX))
        if self._is_ner:
            # Not of the dialog itself, or the layout no longer keeps it high enough.
            self.overlap.setMinimumWidth(WIDE_PX)
            column.addSpacing(4)
            column.addWidget(heading(tr("When entities would overlap"), "body"))
            column.addWidget(self.overlap)
            column.addWidget(self.conflicts)
        else:
            column.addWidget(self.several)
        column.addWidget(label(str(self._session.project.folder), "small", "muted", wrap=True))
        column.addSpacing(8)
        column.addStretch(1)
        column.addLayout(_buttons(self, tr("Save")))

    @property
    def _is_ner(self) -> bool:
        return self._session.project.task == "ner"

    def _look_for_conflicts(self) -> None:
        policy = self.overlap.policy
        self.conflicts.setVisible(policy is not Overlap.ANY)
        if self._is_ner and policy is not Overlap.ANY:
            self.conflicts.look_for(policy)
        else:
            self.conflicts.stop()

    def _open_document(self, document: int, span: int) -> None:
        self.reject()
        self._context.navigation.document_requested.emit(document, span)

    def _step_through(self, ids: list[int]) -> None:
        self.reject()
        self._context.navigation.queue_requested.emit(ids)


def _sorted_out(
    policy: Overlap, keep: Keep, others: tuple[Edit, ...], own: Project, report: Report
) -> Edit | None:
    """Return the step that makes the changes of the dialog and removes what conflicts."""
    words = tr("Sorting out overlapping entities…")
    edit = switch_edit(own, policy, keep, lambda _seen: report(words))
    if not isinstance(edit, Several):
        return edit
    return Several((*others, *edit.edits), edit.title)


def _documents() -> Path:
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def _line(name: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setObjectName(name)
    return made


def _radio(group: QButtonGroup, number: int, text: str, name: str) -> QRadioButton:
    button = QRadioButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setChecked(number == 0)
    group.addButton(button, number)
    return button


def _buttons(dialog: QDialog, verb: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(push(tr("Cancel"), name=f"{dialog.objectName()}.cancel", clicked=dialog.reject))
    accept: QPushButton = push(
        verb, kind="primary", name=f"{dialog.objectName()}.accept", clicked=dialog.accept
    )
    accept.setDefault(True)
    row.addWidget(accept)
    return row
