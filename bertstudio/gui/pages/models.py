"""The Models page: the runs and their models, one in detail, and a place to try it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from bertstudio.core.documents import Document
from bertstudio.core.edits import Change
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.gui import job_messages, model_in_use, theme
from bertstudio.gui.background import Reader, on_project
from bertstudio.gui.context import Context
from bertstudio.gui.pages import models_rows
from bertstudio.gui.pages.models_bin import RunBin, why_it_stays
from bertstudio.gui.pages.models_card import ModelCard
from bertstudio.gui.pages.models_compare import CompareDialog
from bertstudio.gui.pages.models_rows import ModelRow, Models
from bertstudio.gui.pages.models_search_dialog import SearchDialog
from bertstudio.gui.pages.models_table import ModelsTable
from bertstudio.gui.pages.models_try import TryIt
from bertstudio.gui.widgets import EmptyState, PageHeader, Splitter, push
from bertstudio.store import run_care, staging
from bertstudio.store.project import Project

SETTLE_MS = 300
CARD = (340, 392, 460)
"""Narrowest, first and widest width of the card, in logical pixels."""


class ModelsPage(QWidget):
    """Keeps table, card and Try it on one model, and carries out what the card's buttons say."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models")
        self._context = context
        self._models = Models()
        self._row: ModelRow | None = None
        self._is_stale = True
        self._reader = Reader(context.session, self)
        self._reader.refused.connect(lambda text: context.messages.say(text, "error"))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self.header = PageHeader(tr("Models"))
        self.bin = RunBin(context, self._reread, self)
        self.compare_button = push(
            tr("Compare two runs…"), "ph.git-diff", name="models.compare", clicked=self.compare
        )
        self.compare_button.setEnabled(False)
        searches = push(
            tr("Searches…"), "ph.sliders-horizontal", name="models.searches", clicked=self.show_searches
        )
        for button in (self.bin.button, searches, self.compare_button):
            self.header.add(button)
        self.table = ModelsTable()
        self.card = ModelCard()
        self.try_it = TryIt(context.jobs.warm)
        self.empty = EmptyState(
            tr("Models appear here after training"),
            tr("A run that has been scored once leaves a model, which can suggest, be exported and tried."),
            tr("Train"),
            guide=lambda: context.navigation.command_requested.emit("help.keys"),
            name="models.empty",
        )
        self._lay_out()
        self._connect()
        job_messages.attach(context)

    def shown(self) -> None:
        """Read the runs, if anything has changed."""
        self.refresh()

    def refresh(self) -> None:
        """Read the run folders again, if somebody looks."""
        if self._is_stale and self.isVisible() and self._context.session.is_open:
            self._is_stale = False
            self._reader.ask(models_rows.models, self._on_models)

    def pick(self, number: int) -> None:
        """Show the model of a run."""
        self.table.show_rows(self._models.rows, number)

    def suggest(self) -> None:
        """Let the shown model look at every document that nobody has labelled."""
        if self._row is not None and self._models.unlabelled:
            self._context.jobs.suggest(self._row.number, list(self._models.unlabelled))

    def use(self) -> None:
        """Let suggestions be made with the shown model from now on."""
        if self._row is None:
            return
        try:
            model_in_use.use(self._context.session.project, self._row.number)
        except OSError as error:
            self._context.messages.say(str(error.strerror), "warning")
        self._reread()

    def export(self, target: Path, format_id: str) -> None:
        """Write the model with its card into a new folder, for others to use."""
        row = self._row
        if row is None:
            return
        title = f"{self._context.session.project.name} {row.name}"
        job = partial(models_rows.prepare_export, row.run, target, format_id, title)
        self._context.jobs.export(row.number, job)

    def rename(self, name: str) -> None:
        """Call the shown run something else."""
        if self._row is None:
            return
        try:
            models_rows.rename(self._row.run.path, name)
        except UserError as error:
            self._context.messages.say(str(error), "warning")
        self._reread()

    def delete(self) -> None:
        """Move the shown run to a bin; it comes back with Undo."""
        if self._row is not None:
            self.bin.delete(self._row, self._why_it_stays(self._row))

    def compare(self) -> None:
        """Show the picked run beside another one."""
        rows = self._models.rows
        if len(rows) > 1 and self._row is not None:
            self.card.note.keep()
            CompareDialog(self._context, rows, self._row.number, self).exec()

    def show_searches(self) -> None:
        """Show the searches for good settings, and the run that is picked there."""
        dialog = SearchDialog(self._context, self)
        dialog.run_requested.connect(self.pick)
        dialog.exec()

    def _note(self, folder: Path, text: str) -> None:
        try:
            run_care.write_note(folder, text)
        except UserError as error:
            self._context.messages.say(str(error), "warning")
        self._reread()

    def _why_it_stays(self, row: ModelRow) -> str:
        busy = any(work.run == row.number for work in self._context.jobs.works)
        return why_it_stays(row, self._models.rows, is_busy=busy)

    def _connect(self) -> None:
        session, jobs, card = self._context.session, self._context.jobs, self.card
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        jobs.changed.connect(self._reread)
        self.table.picked.connect(self._on_picked)
        navigation = self._context.navigation
        self.empty.clicked.connect(lambda: navigation.page_requested.emit("train"))
        self.try_it.add_requested.connect(self._add_document)
        card.renamed.connect(self.rename)
        card.note.noted.connect(self._note)
        card.use_requested.connect(self.use)
        card.suggest_requested.connect(self.suggest)
        card.export_requested.connect(self._choose_export)
        card.delete_requested.connect(self.delete)
        card.evaluate_requested.connect(self._evaluate)
        card.folder_requested.connect(lambda: _open(self._row.run.path) if self._row is not None else None)

    def _choose_export(self, format_id: str) -> None:
        settings = self._context.settings
        first = str(settings.remembered("folders/export_model", str(Path.home())))
        parent = QFileDialog.getExistingDirectory(self, tr("Where to put the model"), first)
        if parent and self._row is not None:
            settings.remember("folders/export_model", parent)
            name = _folder_name(self._context.session.project.name, self._row.name)
            suffix = "" if format_id == "huggingface" else f"-{format_id}"
            self.export(Path(parent) / f"{name}{suffix}", format_id)

    def _evaluate(self) -> None:
        if self._row is not None:
            job_messages.evaluate(self._context, self._row.number)

    def _reread(self) -> None:
        self._is_stale = True
        self._settle.start()

    def _on_opened(self) -> None:
        self._on_closed()
        self.refresh()

    def _on_closed(self) -> None:
        self.card.note.forget()
        self._models, self._row, self._is_stale = Models(), None, True

    def _on_changed(self, change: Change) -> None:
        if change.kinds & {"documents", "status", "spans", "labels", "label_set"}:
            self._reread()

    def _on_models(self, found: Models) -> None:
        self._models = found
        self._stack.setCurrentWidget(self._full if found.rows else self.empty)
        count = sum(1 for row in found.rows if row.run.has_model)
        runs = trn("1 run", "{count} runs", len(found.rows))
        models = trn("1 model", "{count} models", count)
        self.bin.show_runs(found.binned)
        self.compare_button.setEnabled(len(found.rows) > 1)
        self.header.set_subtitle(tr(", ").join((runs, models)) if found.rows else "")
        self.table.show_rows(found.rows, self._row.number if self._row is not None else 0)

    def _on_picked(self, row: ModelRow) -> None:
        self._row = row
        busy = any(work.run == row.number for work in self._context.jobs.works)
        stays = self._why_it_stays(row)
        self.card.show_row(row, len(self._models.unlabelled), is_busy=busy, stays=stays)
        self.try_it.show_row(row, self._context.session.labels)

    def _add_document(self, document: Document) -> None:
        """Take the tried text into the corpus, with what the model found as suggestions."""

        def add(own: Project, _report: object) -> Change:
            batch = staging.stage(own)
            staging.add(batch, [document])
            return staging.reveal(batch, title=tr("Add the text {title}", title=document.title))

        thread = on_project(self._context.session, self, add, interruptible=False)
        thread.done.connect(self._on_added)
        thread.refused.connect(lambda text: self._context.messages.say(text, "warning"))
        thread.start()

    def _on_added(self, change: Change) -> None:
        session = self._context.session
        session.announce(change)
        session.say_done(tr("The text is a document now."), "info")

    def _lay_out(self) -> None:
        settings = self._context.settings
        left = Splitter(settings, "models.left", [440, 340], Qt.Orientation.Vertical)
        left.setObjectName("models.left")
        around = QWidget()
        around.setProperty("surface", "page")
        inside = QVBoxLayout(around)
        inside.setContentsMargins(12, 0, 12, 0)
        inside.addWidget(self.table)
        left.addWidget(around)
        left.addWidget(self.try_it)
        left.setMinimumWidth(480)
        self.table.setMinimumHeight(120)
        self.try_it.setMinimumHeight(180)
        self.card.setMinimumWidth(CARD[0])
        self.card.setMaximumWidth(CARD[2])
        beside = Splitter(settings, "models", [1364 - CARD[1], CARD[1]])
        beside.setObjectName("models.splitter")
        beside.addWidget(left)
        beside.addWidget(self.card)
        beside.setStretchFactor(0, 1)
        self._full = beside
        rest = QWidget()
        rest.setProperty("surface", "page")
        self._stack = QStackedLayout(rest)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._full)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(rest, 1)
        self.setMinimumHeight(theme.active().size["pageHeader"] * 4)


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _folder_name(*parts: str) -> str:
    """Return a name that every file system takes."""
    kept = ("".join(c if c.isalnum() or c in "-_" else "-" for c in part) for part in parts)
    return "-".join(part.strip("-") for part in kept if part.strip("-"))
