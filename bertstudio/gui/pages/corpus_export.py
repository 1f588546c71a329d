"""The export drawer: which documents, in which format, what that format cannot hold, and where to."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Split
from bertstudio.core.edits import Change
from bertstudio.core.words import tr, trn
from bertstudio.formats import FORMATS, format_named
from bertstudio.formats.base import Format, Loss
from bertstudio.gui.background import Background, Reader, on_project
from bertstudio.gui.context import Context
from bertstudio.gui.messages import Also
from bertstudio.gui.pages.corpus_columns import split_name
from bertstudio.gui.pages.corpus_export_options import option_words, value_words
from bertstudio.gui.pages.corpus_import_parts import Footer, Refusal, Section
from bertstudio.gui.pages.corpus_losses import LossList, LossReport, LossSection
from bertstudio.gui.widgets.buttons import IconButton, push
from bertstudio.gui.widgets.fields import Field
from bertstudio.gui.widgets.surfaces import PanelHeader
from bertstudio.jobs.exports import ExportReport, export, losses
from bertstudio.store import documents
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

LAST_FOLDER = "export/folder"
CONTROL_PX = 250


class ExportDrawer(QFrame):
    """Counts before it writes; writes whole or not at all."""

    closed = Signal()

    def __init__(self, context: Context, query: Query, parent: QWidget | None = None) -> None:
        """`query` is what the table shows."""
        super().__init__(parent)
        self.setObjectName("export")
        self.setProperty("surface", "panel")
        self._context = context
        self._session = context.session
        self._shown = replace(query, order="position", descending=False)
        self._count = 0
        self._writing: Background | None = None
        self._reader = Reader(self._session, self)
        self._reader.refused.connect(lambda text: self._refuse(text, ""))
        self._pause = QTimer(self, singleShot=True, interval=120)
        self._pause.timeout.connect(self._look)
        self._build()
        self._session.closed.connect(self._wait)
        self._session.changed.connect(self._on_changed)
        self._on_format()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written now."""
        return self._writing is not None

    def query(self) -> Query:
        """Return the documents that are chosen."""
        which = self.which.currentData()
        if which == "shown":
            return self._shown
        return Query() if which == "all" else Query(splits=(Split(which),))

    def options(self) -> dict[str, str]:
        """Return what is chosen of the options of the format."""
        return {name: str(control.currentData()) for name, control in self._choices.items()}

    # Building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._header = PanelHeader(tr("Export"))
        self._close = IconButton("ph.x", tr("Close"), name="export.close", clicked=self.closed.emit)
        self._header.add(self._close)
        self._refusal = Refusal("export.refusal")
        self._make_choices()
        self._options = Section()
        self.losses = LossSection(self._context.messages.say)
        self.losses.asked.connect(self._show_loss)
        self.path = QLineEdit()
        self.path.setObjectName("export.path")
        self.path.setAccessibleName(tr("File"))
        self.path.textEdited.connect(lambda _: self._show_button())
        self.footer = Footer("export", "", tr("Export"))
        self.footer.cancelled.connect(self._on_cancel)
        self.footer.accepted.connect(self._export)
        self._lay_out()

    def _make_choices(self) -> None:
        self.which = QComboBox()
        self.which.setObjectName("export.which")
        self.which.addItem(tr("All documents"), "all")
        if self._shown != Query():
            self.which.addItem(tr("As filtered in the table"), "shown")
            self.which.setCurrentIndex(1)
        for split in Split:
            self.which.addItem(tr("Only {split}", split=split_name(split)), str(split))
        self.which.currentIndexChanged.connect(lambda _: self._pause.start())
        self.format = QComboBox()
        self.format.setObjectName("export.format")
        for row in FORMATS:
            if row.write is not None and self._session.project.task in row.tasks:
                self.format.addItem(row.title, row.id)
        self.format.currentIndexChanged.connect(lambda _: self._on_format())

    def _lay_out(self) -> None:
        what, self._where = Section(), Section(tr("File"))
        what.body.setSpacing(8)
        what.body.addWidget(Field(tr("Documents"), self.which, control_width=CONTROL_PX))
        what.body.addWidget(Field(tr("Format"), self.format, control_width=CONTROL_PX))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(push(tr("Choose…"), name="export.choose", clicked=self._ask_where))
        self._where.body.addLayout(row)
        inner = QWidget()
        sections = QVBoxLayout(inner)
        sections.setContentsMargins(0, 0, 0, 0)
        sections.setSpacing(0)
        sections.addWidget(self._refusal)
        for section in (what, self._options, self._where, self.losses):
            sections.addWidget(section)
        sections.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.footer)

    # Looking -------------------------------------------------------------------------------------

    def _on_changed(self, _change: Change) -> None:
        self._pause.start()

    def _chosen_format(self) -> Format:
        return format_named(str(self.format.currentData()))

    def _on_format(self) -> None:
        """Offer the options of the format and a file name that ends as it should."""
        row = self._chosen_format()
        while (item := self._options.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._choices: dict[str, QComboBox] = {}
        for name, values in row.options.items():
            if values:
                control = QComboBox()
                control.setObjectName(f"export.{name}")
                for value in values:
                    control.addItem(value_words(name, value), value)
                control.currentIndexChanged.connect(lambda _: self._pause.start())
                self._choices[name] = control
                self._options.body.addWidget(Field(option_words(name), control, control_width=CONTROL_PX))
        self._options.setVisible(bool(self._choices))
        place = tr("File") if row.suffixes else tr("Folder")
        self._where.title.setText(place)
        self.path.setAccessibleName(place)
        self.path.setText(str(self._proposed(row)))
        self._pause.start()

    def _proposed(self, row: Format) -> Path:
        kept = str(self._context.settings.remembered(LAST_FOLDER, ""))
        folder = Path(kept) if kept else Path.home()
        suffix = row.suffixes[0] if row.suffixes else ""
        return folder / f"{self._session.project.folder.name}{suffix}"

    def _look(self) -> None:
        query, format_id, options = self.query(), str(self.format.currentData()), self.options()
        self._show_button()

        def question(own: Project) -> tuple[int, list[Loss]]:
            return documents.counts(own, query).documents, losses(own, format_id, query, options)

        self._reader.ask(question, self._show)

    def _show(self, answer: tuple[int, list[Loss]]) -> None:
        self._count, lost = answer
        self._refusal.hide()
        self.losses.show_losses(lost)
        self._show_button()

    def _show_loss(self, loss: Loss) -> None:
        dialog = LossList(loss, self)
        dialog.opened.connect(lambda number: self._context.navigation.document_requested.emit(number, 0))
        dialog.open()

    def _show_button(self) -> None:
        text = trn("Export 1 document", "Export {count} documents", self._count)
        ready = self._count > 0 and bool(self.path.text().strip()) and not self.is_busy
        self.footer.show_button(text, enabled=ready)

    def _ask_where(self) -> None:
        row = self._chosen_format()
        dialog = QFileDialog(self, tr("Export to"), self.path.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if row.suffixes:
            dialog.setDefaultSuffix(row.suffixes[0].lstrip("."))
        dialog.selectFile(self.path.text())
        dialog.fileSelected.connect(self._on_where)
        dialog.open()

    def _on_where(self, name: str) -> None:
        self.path.setText(name)
        self._show_button()

    # Writing -------------------------------------------------------------------------------------

    def _export(self) -> None:
        if self.is_busy:
            return
        path, format_id, query = Path(self.path.text().strip()), str(self.format.currentData()), self.query()
        options = self.options()

        def work(own: Project, _report: Any) -> ExportReport:
            return export(own, path, format_id, query, options)

        writing = on_project(self._session, self, work)
        writing.done.connect(self._on_written)
        writing.refused.connect(lambda text: self._refuse(text, writing.detail))
        writing.finished.connect(self._on_ended)
        self._writing = writing
        self._refusal.hide()
        self._scroll.setEnabled(False)
        self._close.setEnabled(False)
        self._show_button()
        self.footer.show_stop(True)
        self.footer.show_progress(tr("Writing…"))
        writing.start()

    def _on_written(self, report: ExportReport) -> None:
        folder = report.path.parent
        self._context.settings.remember(LAST_FOLDER, str(folder))
        said = trn("Exported 1 document to {file}.", "Exported {count} documents to {file}.",
                   report.documents, file=report.path.name)  # fmt: skip
        self._context.messages.say(
            said,
            "success",
            button=tr("Show folder"),
            action=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            also=self._not_in(report),
        )
        self.closed.emit()

    def _not_in(self, report: ExportReport) -> Also | None:
        """Return a button for the toast that shows what is not in the file; None if all is."""
        if not report.losses:
            return None
        window, messages, navigation = self.window(), self._context.messages, self._context.navigation

        def show() -> None:
            dialog = LossReport(report.path.name, report.losses, messages.say, window)
            dialog.opened.connect(lambda number: navigation.document_requested.emit(number, 0))
            dialog.open()

        return tr("Not in it…"), show

    def _on_ended(self) -> None:
        stopped = self._writing is not None and self._writing.cancelled.is_set()
        self._writing = None
        self._scroll.setEnabled(True)
        self._close.setEnabled(True)
        self.footer.show_stop(False)
        self.footer.hide_progress()
        self._show_button()
        if stopped:
            self._context.messages.say(tr("Stopped. No file was written."))

    def _refuse(self, text: str, detail: str) -> None:
        self._refusal.say(text, (self.path.text(), detail))

    def _on_cancel(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self.footer.show_progress(tr("Stopping…"))
        else:
            self.closed.emit()

    def _wait(self) -> None:
        self._pause.stop()
        if self._writing is not None:
            self._writing.cancel()
            self._writing.wait()
