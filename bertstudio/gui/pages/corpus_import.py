"""The import drawer: what was found in the files, what the user wants of it, and what will happen then."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QFrame,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.edits import Change
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, ReadOptions, Severity
from bertstudio.formats.detection import HUB
from bertstudio.gui.background import Background, on_project
from bertstudio.gui.context import Context
from bertstudio.gui.pages.corpus_findings import Looked, Wish, look, paths_for, split_for
from bertstudio.gui.pages.corpus_findings import detected_rows as rows_of
from bertstudio.gui.pages.corpus_hub import HubDialog
from bertstudio.gui.pages.corpus_import_parts import ChooseFiles, Footer, Outcome, OutcomeSection, Refusal
from bertstudio.gui.pages.corpus_import_sections import DetectedSection, LabelSection, PreviewSection
from bertstudio.gui.pages.corpus_outcomes import Told, told
from bertstudio.gui.pages.corpus_problems import ProblemList
from bertstudio.gui.widgets.buttons import IconButton
from bertstudio.gui.widgets.surfaces import PanelHeader
from bertstudio.jobs.imports import ImportProgress, ImportReport, import_files

LAST_FOLDER = "import/folder"
PAGE = "corpus"


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
        self._looking: Background | None = None
        self._importing: Background | None = None
        self._build()
        self._session.closed.connect(self._wait)
        self._session.changed.connect(self._on_changed)

    @property
    def is_busy(self) -> bool:
        """Whether an import is being written now."""
        return self._importing is not None

    def open_files(self, paths: Sequence[Path]) -> None:
        """Read these files and folders; without any, ask for them."""
        if not paths:
            self.ask_files()
            return
        self._wish = replace(self._wish, paths=tuple(paths))
        names = ", ".join(path.name.removeprefix(HUB) for path in paths[:3])
        self._header.set_subtitle(names if len(paths) <= 3 else tr("{count} files", count=f"{len(paths):,}"))
        self._pages.setCurrentWidget(self._scroll)
        self._look()

    def ask_files(self) -> None:
        """Ask for files."""
        self._ask(QFileDialog.FileMode.ExistingFiles, tr("Import files"))

    def ask_folder(self) -> None:
        """Ask for a folder: a data set, or all files in it."""
        self._ask(QFileDialog.FileMode.Directory, tr("Import a folder"))

    def ask_hub(self) -> None:
        """Ask for the name of a data set of the hub, and for consent."""
        dialog = HubDialog(self)
        dialog.chosen.connect(self._open_hub)
        dialog.open()

    # Building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._header = PanelHeader(tr("Import"))
        self._close = IconButton("ph.x", tr("Close"), name="import.close", clicked=self.closed.emit)
        self._header.add(self._close)
        self._choose = ChooseFiles()
        self._choose.files.connect(self.ask_files)
        self._choose.folder.connect(self.ask_folder)
        self._choose.hub.connect(self.ask_hub)
        self._refusal = Refusal("import.refusal")
        self._detected = DetectedSection()
        self._detected.changed.connect(self._on_wish)
        self._labels = LabelSection(self._session.labels)
        self._labels.changed.connect(self._show)
        self._preview = PreviewSection()
        self._outcome = OutcomeSection()
        self.skip_duplicates = QCheckBox(tr("Skip texts that are here already"))
        self.skip_duplicates.setObjectName("import.skip_duplicates")
        self.skip_duplicates.setAccessibleName(self.skip_duplicates.text())
        self.skip_duplicates.toggled.connect(self._on_skip)
        self._outcome.body.addWidget(self.skip_duplicates)
        self.footer = Footer("import", tr("One undo step"), tr("Import"))
        self.footer.cancelled.connect(self._on_cancel)
        self.footer.accepted.connect(self._import)
        self.footer.show_button(tr("Import"), enabled=False)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        sections = QVBoxLayout(inner)
        sections.setContentsMargins(0, 0, 0, 0)
        sections.setSpacing(0)
        sections.addWidget(self._refusal)
        for section in (self._detected, self._labels, self._preview, self._outcome):
            sections.addWidget(section)
            section.hide()
        sections.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._choose)
        self._pages.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(self._pages, 1)
        column.addWidget(self.footer)

    # Choosing ------------------------------------------------------------------------------------

    def _ask(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self, title, str(self._context.settings.remembered(LAST_FOLDER, "")))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        if paths:
            self._context.settings.remember(LAST_FOLDER, str(paths[0].parent))
            self.open_files(paths)

    def _open_hub(self, name: str) -> None:
        self._wish = replace(self._wish, options=replace(self._wish.options, allow_download=True))
        self.open_files([Path(f"{HUB}{name}")])

    # Looking -------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Read the files again; a look that a newer one overtook is dropped."""
        if self._looking is not None:
            self._looking.cancel()
        wish = self._wish
        looking = Background(lambda report: look(wish, report), self, abandon=True)
        looking.reported.connect(self._on_progress)
        looking.done.connect(self._on_looked)
        looking.refused.connect(lambda text: self._on_refused(text, looking.detail))
        self._looking = looking
        self.footer.show_button(tr("Import"), enabled=False)
        self.footer.show_progress(tr("Reading…"))
        looking.start()

    def _on_progress(self, progress: ImportProgress) -> None:
        text = trn("1 document read", "{count} documents read", progress.documents)
        self.footer.show_progress(text, progress.done, progress.total)

    def _on_looked(self, looked: Looked) -> None:
        self._looking = None
        self._looked = looked
        self.footer.hide_progress()
        if looked.trouble:
            self._refuse(looked.trouble, "")
        else:
            self._refusal.hide()
        self._labels.show_counts(dict(looked.preview.findings.labels), self._unit())
        self._detected.show_rows(rows_of(looked, self._wish, self._task))
        self._show()
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            # Enter imports; a choice that has the focus keeps it.
            self.footer.button.setFocus()

    def _on_refused(self, text: str, detail: str) -> None:
        self._looking = None
        self._looked = None
        self.footer.hide_progress()
        self._refuse(text, detail)
        self._show()

    def _refuse(self, text: str, detail: str) -> None:
        """Say in one red sentence what is wrong; every choice stays as it is."""
        self._refusal.say(text, (*map(str, self._wish.paths), detail))

    def _on_changed(self, change: Change) -> None:
        if "label_set" in change.kinds:
            self._labels.show_known(self._session.labels)
            self._show()

    def _unit(self) -> str:
        return tr("entities") if self._task == "ner" else tr("documents")

    def _on_wish(self, key: str, value: Any) -> None:
        """The user knows better what something is: read again with that."""
        if key == "format" and value.startswith("only:"):
            self._wish = replace(self._wish, only=value.removeprefix("only:"), format_id="auto")
        elif key == "format":
            # Columns were those of the format before.
            options = replace(self._wish.options, columns={})
            self._wish = replace(self._wish, format_id=value, only="", options=options)
        elif key == "split":
            self._wish = replace(self._wish, split=value)
            self._detected.show_rows(rows_of(self._looked, self._wish, self._task) if self._looked else [])
            return
        elif key.startswith("column:"):
            columns = {**self._wish.options.columns, key.removeprefix("column:"): value}
            self._wish = replace(self._wish, options=replace(self._wish.options, columns=columns))
        else:
            self._wish = replace(self._wish, options=replace(self._wish.options, **{key: value}))
        self._look()

    def _on_skip(self, on: bool) -> None:
        self._wish = replace(self._wish, options=replace(self._wish.options, skip_duplicates=on))
        self._show()

    # Showing -------------------------------------------------------------------------------------

    def _show(self) -> None:
        looked = self._looked
        some = looked is not None and bool(looked.preview.findings.documents)
        self._detected.setVisible(looked is not None)
        if looked is None or not some:
            for section in (self._labels, self._preview, self._outcome):
                section.hide()
            self.footer.show_button(tr("Import"), enabled=False)
            return
        mapping = self._labels.mapping()
        shown = [
            (document, "\n".join(_sentence(each) for each in problems if each.severity is not Severity.ERROR))
            for document, problems in looked.preview.documents
        ]
        total = looked.preview.findings.documents
        self._preview.show_documents(shown, self._labels.labels_after(), mapping)
        skip = self.skip_duplicates.isChecked()
        lines = told(looked, mapping, self._task, skip_duplicates=skip)
        self._outcome.show_lines([self._line(each) for each in lines])
        exact = looked.preview.complete
        text = (
            trn("Import 1 document", "Import {count} documents", total)
            if exact
            else tr("Import all documents")
        )
        self.footer.show_button(text, enabled=not self.is_busy)

    def _line(self, each: Told) -> Outcome:
        show = (lambda: self._show_problems(each.problems)) if each.problems else None
        return Outcome(each.tone, each.strong, each.rest, show)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        rows = [
            (Path(problem.path).name, str(problem.line or ""), problem.text)
            for problem in sorted(problems, key=lambda problem: (problem.path, problem.line))
        ]
        ProblemList(tr("What does not come in as it stands"), rows, self._context.messages.say, self).open()

    # Importing -----------------------------------------------------------------------------------

    def _import(self) -> None:
        looked, wish = self._looked, self._wish
        if looked is None or self.is_busy:
            return
        options = replace(wish.options, label_map=self._labels.mapping())
        split = split_for(looked, wish)
        paths = paths_for(looked, wish)

        def work(own: Any, report: Any) -> ImportReport:
            return import_files(
                own, paths, options, format_id=wish.format_id, split=split, progress=report, by=PAGE
            )

        importing = on_project(self._session, self, work, interruptible=False)
        importing.reported.connect(self._on_progress)
        importing.done.connect(self._on_imported)
        importing.refused.connect(lambda text: self._refuse(text, importing.detail))
        importing.finished.connect(self._on_ended)
        self._importing = importing
        self._refusal.hide()
        self._scroll.setEnabled(False)
        self._close.setEnabled(False)
        self.footer.show_button(self.footer.button.text(), enabled=False)
        self.footer.show_stop(True)
        self.footer.show_progress(tr("Importing…"))
        importing.start()

    def _on_imported(self, report: ImportReport) -> None:
        if report.change is None:
            self._refuse(tr("All of these texts are here already. Nothing was imported."), "")
            return
        self._session.announce(report.change)
        said = trn("Imported 1 document", "Imported {count} documents", report.documents)
        if report.annotations and self._task == "ner":
            entities = trn("1 entity", "{count} entities", report.annotations)
            said = tr("{documents} with {entities}", documents=said, entities=entities)
        if report.skipped_duplicates:
            here = trn("1 was here already", "{count} were here already", report.skipped_duplicates)
            said = tr("{imported}; {here}", imported=said, here=here)
        self._session.say_done(f"{said}.")
        self.closed.emit()

    def _on_ended(self) -> None:
        stopped = self._importing is not None and self._importing.cancelled.is_set()
        self._importing = None
        self._scroll.setEnabled(True)
        self._close.setEnabled(True)
        self.footer.show_stop(False)
        self.footer.hide_progress()
        if stopped:
            self._context.messages.say(tr("Stopped. Nothing was imported."))
        self._show()

    def _on_cancel(self) -> None:
        if self._importing is not None:
            self._importing.cancel()
            self.footer.show_progress(tr("Stopping…"))
        else:
            self.closed.emit()

    def _wait(self) -> None:
        """The project is being closed: what is half read is dropped."""
        for thread in (self._importing, self._looking):
            if thread is not None:
                thread.cancel()
        if self._importing is not None:
            self._importing.wait()


def _sentence(problem: Problem) -> str:
    if not problem.line:
        return problem.text
    return tr("Line {line}: {text}", line=f"{problem.line:,}", text=problem.text)
