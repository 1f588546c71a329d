"""The import drawer: what was found in the files, what the user wants of it, and what will happen then."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.edits import Change
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import ReadOptions, Severity
from bertstudio.formats.detection import HUB
from bertstudio.formats.problem_kinds import OVERLAPS
from bertstudio.gui.context import Context
from bertstudio.gui.pages.corpus_detected import annotators_of
from bertstudio.gui.pages.corpus_detected import detected_rows as rows_of
from bertstudio.gui.pages.corpus_findings import Looked, Wish, with_choice
from bertstudio.gui.pages.corpus_import_files import ChooseFiles
from bertstudio.gui.pages.corpus_import_labels import LabelSection, unit_of
from bertstudio.gui.pages.corpus_import_outcome import Outcome, OutcomeSection
from bertstudio.gui.pages.corpus_import_parts import Footer, Refusal
from bertstudio.gui.pages.corpus_import_questions import Question, QuestionSection, answered, questions_of
from bertstudio.gui.pages.corpus_import_sections import DetectedSection, PreviewSection
from bertstudio.gui.pages.corpus_import_work import ImportWork
from bertstudio.gui.pages.corpus_outcomes import (
    Found,
    Told,
    found_by_check,
    found_by_look,
    imported_words,
    sentence_of,
    told,
    without_asked,
)
from bertstudio.gui.pages.corpus_problems import ProblemList
from bertstudio.gui.widgets.buttons import IconButton, push
from bertstudio.gui.widgets.surfaces import PanelHeader
from bertstudio.jobs.imports import ImportProgress, ImportReport


class ImportDrawer(QFrame):
    """Reads files, shows what is in them, and writes nothing until the button is pressed."""

    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import")
        self.setProperty("surface", "panel")
        self._context = context
        self._session = context.session
        self._task = self._session.project.task
        self._wish = Wish(options=ReadOptions(task=self._task, on_error="skip"))
        self._looked: Looked | None = None
        self._checked: ImportReport | None = None
        self._duplicates = 0
        self._overlapping = False
        """Whether entities overlap against the rule of the project, whatever was chosen for them."""
        self._enter = False
        """Whether the main button had the focus before it went off."""
        self._work = ImportWork(self._session, self)
        self._build()
        self._lay_out()
        self._connect()

    @property
    def is_busy(self) -> bool:
        """Whether files are being checked or imported now."""
        return self._work.running is not None

    @property
    def is_reading(self) -> bool:
        """Whether a look into the files is under way."""
        return self._work.looking is not None

    def open_files(self, paths: Sequence[Path]) -> None:
        """Read these files and folders; without any, ask for them."""
        if not paths:
            self.choose.ask_files()
            return
        paths = list(dict.fromkeys(paths))
        self._wish = replace(self._wish, paths=tuple(paths))
        self._overlapping = False
        names = ", ".join(path.name.removeprefix(HUB) for path in paths[:3])
        self._header.set_subtitle(names if len(paths) <= 3 else tr("{count} files", count=f"{len(paths):,}"))
        self._pages.setCurrentWidget(self._scroll)
        self._look()

    # Building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._header = PanelHeader(tr("Import"))
        self._close = IconButton("ph.x", tr("Close"), name="import.close", clicked=self.closed.emit)
        self._header.add(self._close)
        self.choose = ChooseFiles(self._context.settings)
        self._refusal = Refusal("import.refusal")
        self._detected = DetectedSection()
        self._questions = QuestionSection()
        self._labels = LabelSection(self._session.labels)
        self._preview = PreviewSection()
        self._outcome = OutcomeSection()
        self._check_button = push(tr("Check all files"), name="import.check", clicked=self._check)
        self._check_button.setToolTip(tr("Reads everything to its end and writes nothing."))
        self._outcome.top.addWidget(self._check_button)
        self.skip_duplicates = QCheckBox(tr("Skip texts that are here already"))
        self.skip_duplicates.setObjectName("import.skip_duplicates")
        self.skip_duplicates.setAccessibleName(self.skip_duplicates.text())
        self._outcome.body.addWidget(self.skip_duplicates)
        self.footer = Footer("import", tr("One undo step"), tr("Import"))
        self.footer.show_button(tr("Import"), enabled=False)

    def _lay_out(self) -> None:
        inner = QWidget()
        sections = QVBoxLayout(inner)
        sections.setContentsMargins(0, 0, 0, 0)
        sections.setSpacing(0)
        sections.addWidget(self._refusal)
        for section in (self._detected, self._questions, self._labels, self._preview, self._outcome):
            sections.addWidget(section)
            section.hide()
        sections.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.choose)
        self._pages.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(self._pages, 1)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.choose.chosen.connect(self._on_chosen)
        self._detected.changed.connect(self._on_choice)
        self._questions.answered.connect(self._on_answer)
        self._labels.changed.connect(self._on_labels)
        self._outcome.chosen.connect(self._on_handling)
        self.skip_duplicates.toggled.connect(self._on_skip)
        self.footer.cancelled.connect(self._on_cancel)
        self.footer.accepted.connect(self._import)
        work = self._work
        work.progressed.connect(self._on_progress)
        work.looked.connect(self._on_looked)
        work.duplicates_known.connect(self._on_duplicates)
        work.checked.connect(self._on_checked)
        work.imported.connect(self._on_imported)
        work.refused.connect(self._on_refused)
        work.ended.connect(self._on_ended)
        self._session.changed.connect(self._on_changed)

    def _on_chosen(self, paths: list[Path], may_download: bool) -> None:
        options = replace(self._wish.options, allow_download=may_download)
        self._wish = replace(self._wish, options=options)
        self.open_files(paths)

    # Looking -------------------------------------------------------------------------------------

    def _look(self) -> None:
        self._checked, self._duplicates = None, 0
        self._enter = self._enter or self.footer.button.hasFocus()
        self.footer.show_button(tr("Import"), enabled=False)
        self.footer.show_progress(tr("Reading…"))
        # Labels that are left out overlap nothing.
        options = replace(self._wish.options, label_map=self._labels.mapping())
        self._work.look(replace(self._wish, options=options))

    def _on_progress(self, progress: ImportProgress) -> None:
        text = trn("1 document read", "{count} documents read", progress.documents)
        self.footer.show_progress(text, progress.done, progress.total)

    def _on_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._overlapping = self._overlapping or OVERLAPS in looked.preview.findings.problem_counts
        self.footer.hide_progress()
        asked = questions_of(looked.preview.findings.facts)
        if looked.trouble and not asked:
            self._refuse(looked.trouble, "")
        else:
            # An open question says by itself why nothing can be read yet.
            self._refusal.hide()
        if not self._wish.annotators:
            self._wish = replace(self._wish, annotators=annotators_of(looked))
        self._labels.show_counts(dict(looked.preview.findings.labels), unit_of(looked.preview.findings))
        self._detected.show_rows(rows_of(looked, self._wish, self._task))
        self._questions.show_questions(asked)
        self._show()
        self._take_focus()

    def _take_focus(self) -> None:
        """Enter imports, unless a choice has the focus; Qt gave it to Cancel when the button went off."""
        elsewhere = self.isAncestorOf(QApplication.focusWidget() or self)
        if self.footer.button.isEnabled() and (self._enter or not elsewhere):
            self.footer.button.setFocus()
            self._enter = False

    def _on_duplicates(self, count: int) -> None:
        self._duplicates = count
        self._show()

    def _on_refused(self, text: str, detail: str) -> None:
        if not self.is_busy:
            # It was a look: what was seen before is of other files or another format.
            self._looked = None
            self.footer.hide_progress()
        self._refuse(text, detail)
        self._show()

    def _refuse(self, text: str, detail: str) -> None:
        """Say in one red sentence what is wrong; every choice stays as it is."""
        self._refusal.say(text, (*map(str, self._wish.paths), detail))
        self._scroll.verticalScrollBar().setValue(0)

    def _on_changed(self, change: Change) -> None:
        if "label_set" in change.kinds:
            self._labels.show_known(self._session.labels)
            self._show()

    # Choosing what is meant ----------------------------------------------------------------------

    def _on_choice(self, key: str, value: Any) -> None:
        """The user knows better what something is: read again with that."""
        self._wish = with_choice(self._wish, key, value)
        if key != "split":
            self._look()
        elif self._looked is not None:
            self._checked = None
            self._detected.show_rows(rows_of(self._looked, self._wish, self._task))
            self._show()

    def _on_answer(self, question: Question, value: str) -> None:
        files = len(self._looked.files) if self._looked is not None else 1
        self._wish = replace(self._wish, options=answered(self._wish.options, question, value, files))
        self._look()

    def _on_handling(self, kind: str, value: str) -> None:
        handling = {**self._wish.options.handling, kind: value}
        self._wish = replace(self._wish, options=replace(self._wish.options, handling=handling))
        self._look()

    def _on_labels(self) -> None:
        self._checked = None
        if self._overlapping:
            # Other entities overlap now, or the labels of two became one.
            self._look()
        else:
            self._show()

    def _on_skip(self, on: bool) -> None:
        self._wish = replace(self._wish, options=replace(self._wish.options, skip_duplicates=on))
        self._checked = None
        self._show()

    # Showing -------------------------------------------------------------------------------------

    def _show(self) -> None:
        looked = self._looked
        self._detected.setVisible(looked is not None)
        if looked is None or not looked.preview.findings.documents:
            for section in (self._labels, self._preview):
                section.hide()
            self._questions.setVisible(looked is not None and bool(self._questions.questions))
            self._show_outcome(looked)
            self.footer.show_why(self._why_not(0) if looked is not None else "")
            self.footer.show_button(tr("Import"), enabled=False)
            return
        shown = [
            (
                document,
                "\n".join(sentence_of(each) for each in problems if each.severity is not Severity.ERROR),
            )
            for document, problems in looked.preview.documents
        ]
        self._preview.show_documents(shown, self._labels.labels_after(), self._labels.mapping())
        self._show_outcome(looked)
        self._show_button(looked)

    def _found(self, looked: Looked) -> Found:
        mapping = self._labels.mapping()
        skip = self.skip_duplicates.isChecked()
        if self._checked is not None:
            found = found_by_check(self._checked, looked, mapping)
        else:
            found = found_by_look(looked, mapping, self._duplicates, skip=skip)
        asked = {path for question in self._questions.questions for path in question.files}
        return without_asked(found, asked)

    def _show_outcome(self, looked: Looked | None) -> None:
        if looked is None:
            self._outcome.hide()
            return
        found = self._found(looked)
        options = self._wish.options
        lines = told(found, self._task, options.handling, skip_duplicates=options.skip_duplicates)
        if len(lines) == 1 and lines[0].tone == "error" and not lines[0].choices and not found.documents:
            # The banner says it already.
            lines = []
        self._outcome.show_lines([self._line(each, found) for each in lines])
        self._check_button.setEnabled(not (self.is_busy or found.checked))
        self._check_button.setText(tr("All files checked") if found.checked else tr("Check all files"))

    def _line(self, each: Told, found: Found) -> Outcome:
        show = (lambda: self._show_problems(found, each.kind)) if each.problems else None
        return Outcome(each.tone, each.strong, each.rest, show, each.kind, each.choices, each.chosen)

    def _show_button(self, looked: Looked) -> None:
        found = self._found(looked)
        text = tr("Import all documents")
        if found.complete:
            text = trn("Import 1 document", "Import {count} documents", found.documents)
        why = self._why_not(found.documents)
        self.footer.show_why(why)
        self.footer.show_button(text, enabled=not (why or self.is_busy or self.is_reading))

    def _why_not(self, documents: int) -> str:
        """Return why nothing can be imported as it stands, empty if something can."""
        if self._questions.questions:
            return tr("Choose a reading first")
        if self._looked is not None and not self._looked.preview.findings.documents:
            return tr("There is nothing to import")
        return "" if documents else tr("All of it is here already")

    def _show_problems(self, found: Found, kind: str) -> None:
        title = tr("What does not come in as it stands")
        dialog = ProblemList(
            title, found.problems, found.total_problems, self._context.messages.say, self.window()
        )
        dialog.choose("kind", kind)
        dialog.open()

    # Checking and importing ----------------------------------------------------------------------

    def _check(self) -> None:
        if self._looked is not None and not self.is_busy and not self.is_reading:
            self._work.check(self._wish, self._looked, self._labels.mapping())
            self._show_busy(tr("Checking…"))

    def _on_checked(self, report: ImportReport) -> None:
        self._checked = report

    def _import(self) -> None:
        if self._looked is not None and not self.is_busy:
            self._work.import_(self._wish, self._looked, self._labels.mapping())
            self._show_busy(tr("Importing…"))

    def _show_busy(self, text: str) -> None:
        self._refusal.hide()
        self._scroll.setEnabled(False)
        self._close.setEnabled(False)
        self._enter = True
        self.footer.show_button(self.footer.button.text(), enabled=False)
        self.footer.show_stop(True)
        self.footer.show_progress(text)

    def _on_imported(self, report: ImportReport) -> None:
        if report.change is None:
            self._refuse(tr("All of these texts are here already. Nothing was imported."), "")
            return
        self._session.announce(report.change)
        self._session.say_done(imported_words(report, self._task), also=self._left_out(report))
        self.closed.emit()

    def _left_out(self, report: ImportReport) -> Any:
        """Return a button for the toast that shows what did not come in; None if everything did."""
        if not report.problems:
            return None
        window, said, title = self.window(), self._context.messages.say, tr("What did not come in")
        total = sum(report.problem_counts.values())
        words = trn("1 problem…", "{count} problems…", total)
        return words, lambda: ProblemList(title, report.problems, total, said, window).open()

    def _on_ended(self, stopped: bool) -> None:
        self._scroll.setEnabled(True)
        self._close.setEnabled(True)
        self.footer.show_stop(False)
        self.footer.hide_progress()
        if stopped:
            self._context.messages.say(tr("Stopped. Nothing was imported."))
        self._show()
        self._take_focus()

    def _on_cancel(self) -> None:
        if self.is_busy:
            self._work.stop()
            self.footer.show_progress(tr("Stopping…"))
        else:
            self.closed.emit()
