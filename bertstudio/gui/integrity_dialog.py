"""Is everything in the project as it must be? The check in a thread, what it found, and the repair."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from bertstudio.core.edits import ALL_DOCUMENTS, Change
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Background, Report, on_project
from bertstudio.gui.context import Context
from bertstudio.gui.widgets import Card, Sign, heading, label, push
from bertstudio.gui.widgets.surfaces import TONE_ICONS
from bertstudio.store import integrity
from bertstudio.store.integrity import Problem, Repaired
from bertstudio.store.project import Project

EVERYTHING = frozenset(
    {"documents", "spans", "suggestions", "labels", "label_suggestions", "label_set", "label_bin", "status",
     "split", "options"}
)  # fmt: skip
"""What a repair may have changed."""


class IntegrityDialog(QDialog):
    """Checks when it opens. `wants_salvage`: the file itself is damaged, and the user wants it saved."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("integrity")
        self.setWindowTitle(tr("Check project"))
        self.resize(600, 460)
        self._context = context
        self._session = context.session
        self._is_repairing = False
        self.problems: list[Problem] = []
        self.wants_salvage = False
        self._words = label("", "body", "muted", wrap=True)
        self._words.setObjectName("integrity.words")
        self._bar = QProgressBar()
        self._bar.setObjectName("integrity.bar")
        self._bar.setAccessibleName(tr("Check project"))
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self.repair = push(tr("Repair"), name="integrity.repair", clicked=self._repair)
        self._done = push(tr("Done"), kind="primary", name="integrity.done", clicked=self.reject)
        self._build()
        self.check()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("Check project"), "heading"))
        column.addWidget(self._words)
        column.addWidget(self._bar)
        area = QScrollArea()
        area.setObjectName("integrity.list")
        area.setAccessibleName(tr("What was found"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        column.addWidget(area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.repair)
        row.addWidget(self._done)
        column.addLayout(row)
        self._done.setDefault(True)

    def done(self, result: int) -> None:
        """Close, unless a repair is under way: the window has to hear what has changed."""
        if not self._is_repairing:
            super().done(result)

    def check(self) -> None:
        """Look through the whole project."""
        self._begin(tr("Looking through the whole project…"))
        thread = on_project(self._session, self, integrity.check)
        thread.reported.connect(lambda what: self._words.setText(str(what) + "…"))
        thread.done.connect(self._show)
        self._start(thread)

    def _repair(self) -> None:
        if any(problem.code == integrity.DAMAGED_FILE for problem in self.problems):
            self.wants_salvage = True
            self.accept()
            return
        found = self.problems

        def work(own: Project, _report: Report) -> Repaired:
            return integrity.repair(own, found)

        self._begin(tr("A snapshot is taken, then it is repaired…"))
        self._set_repairing(True)
        thread = on_project(self._session, self, work, interruptible=False)
        thread.finished.connect(lambda: self._set_repairing(False))
        thread.done.connect(self._on_repaired)
        self._start(thread)

    def _set_repairing(self, repairing: bool) -> None:
        self._is_repairing = repairing
        self._done.setEnabled(not repairing)

    def _begin(self, words: str) -> None:
        self._words.setText(words)
        self._bar.show()
        self.repair.setEnabled(False)
        self._clear()

    def _start(self, thread: Background) -> None:
        thread.refused.connect(self._on_refused)
        thread.start()

    def _on_refused(self, sentence: str) -> None:
        self._bar.hide()
        self._words.setText(sentence)

    def _on_repaired(self, repaired: Repaired) -> None:
        text = trn("1 problem was repaired.", "{count} problems were repaired.", repaired.problems)
        if repaired.report is not None:
            text += " " + tr("What was taken out stands in {path}", path=repaired.report.name)
        self._context.messages.say(text, "success")
        self._session.announce(Change(EVERYTHING, ALL_DOCUMENTS, tr("Repair the project")))
        self.check()

    def _show(self, found: list[Problem]) -> None:
        self.problems = found
        self._bar.hide()
        wrong = [problem for problem in found if not problem.harmless]
        if wrong:
            self._words.setText(trn("1 problem was found.", "{count} problems were found.", len(wrong)))
        else:
            self._words.setText(
                tr("Everything is in order: the file, all texts and tags, the counts and the history.")
            )
        self._clear()
        for problem in found:
            self._list.addWidget(_card(problem))
        self._list.addStretch(1)
        writable = not self._session.project.read_only
        self.repair.setEnabled(writable and any(problem.repairable for problem in found))

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()


def _card(problem: Problem) -> Card:
    card = Card()
    card.setAccessibleName(problem.what)
    row = QHBoxLayout()
    row.setSpacing(10)
    icon, role = TONE_ICONS["info" if problem.harmless else "warning"]
    row.addWidget(Sign(icon, role, 16), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(problem.what, "body", wrap=True))
    if problem.where:
        words.addWidget(label(problem.where, "small", "muted", wrap=True))
    words.addWidget(label(problem.how, "small", "muted", wrap=True))
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card
