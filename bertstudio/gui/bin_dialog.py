"""The bin: documents and labels that were deleted, to be put back or deleted for good."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.edits import Change, Edit, Several, ShowDocuments
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Background, Reader, Report, on_project
from bertstudio.gui.bin_model import DOCUMENT_COLUMNS, LABEL_COLUMNS, BinModel, documents_in
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.context import Context
from bertstudio.gui.pages.corpus_actions import ranges
from bertstudio.gui.widgets import Answer, SearchField, Segment, ask, danger, heading, label, push
from bertstudio.gui.widgets.rows import RowHeights
from bertstudio.store import documents, label_bin
from bertstudio.store.documents import DocumentRow, Query
from bertstudio.store.emptying import Emptied, empty_bin
from bertstudio.store.label_bin import BinnedLabel, Restoring
from bertstudio.store.project import Project

BY = "bin"


@dataclass(frozen=True, slots=True)
class _Contents:
    found: Sequence[int]
    """Documents that the search finds."""
    documents: int
    """All of them."""
    labels: list[BinnedLabel]


class BinDialog(QDialog):
    """Two lists with ticks; what is ticked is put back, or all of it is deleted for good."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bin")
        self.setWindowTitle(tr("Bin"))
        self.resize(760, 520)
        self._context = context
        self._session = context.session
        self._reader = Reader(self._session, self)
        self._bulk = Bulk(context, self)
        self._emptying: Background | None = None
        self._contents = _Contents((), 0, [])
        self._is_read = False
        self._coming_back: list[int] = []
        self._labels: dict[int, BinnedLabel] = {}
        self.documents: BinModel[DocumentRow] = BinModel(DOCUMENT_COLUMNS, documents_in(self._session), self)
        self.labels: BinModel[BinnedLabel] = BinModel(
            LABEL_COLUMNS, lambda ids: {n: self._labels[n] for n in ids}, self
        )
        self.kind = Segment(
            (("documents", tr("Documents")), ("labels", tr("Labels"))), tr("Kind"), name="bin.kind"
        )
        self.search = SearchField(tr("Search in the bin"), name="bin.search")
        self._stack = QStackedWidget()
        self._words = label("", "small", "muted")
        self._words.setObjectName("bin.words")
        self.all = push(tr("Tick all"), name="bin.all", clicked=self._tick_all)
        self.back = push(tr("Put back"), name="bin.back", clicked=self._put_back)
        self.empty = danger(push(tr("Empty the bin…"), name="bin.empty", clicked=self._ask_to_empty))
        self._done = push(tr("Done"), kind="primary", name="bin.done", clicked=self.accept)
        self._build()
        self._connect()
        self.read()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("Bin"), "heading"))
        head = QHBoxLayout()
        head.addWidget(self.kind)
        head.addWidget(self.search, 1)
        column.addLayout(head)
        for model, name, title in (
            (self.documents, "bin.documents", tr("Deleted documents")),
            (self.labels, "bin.labels", tr("Deleted labels")),
        ):
            self._stack.addWidget(_table(model, name, title))
        column.addWidget(self._stack, 1)
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.addWidget(self.empty)
        row.addStretch(1)
        for button in (self.all, self.back, self._done):
            row.addWidget(button)
        column.addLayout(row)
        self._done.setDefault(True)

    def _connect(self) -> None:
        self.kind.picked.connect(self._show_kind)
        self.search.searched.connect(lambda _text: self.read())
        for model in (self.documents, self.labels):
            model.ticked_changed.connect(self._show_buttons)
        self._session.changed.connect(self._on_changed)

    def done(self, result: int) -> None:
        """Close, unless something is under way: the window has to hear what came of it."""
        if not self._is_busy:
            super().done(result)

    @property
    def _is_busy(self) -> bool:
        return self._emptying is not None or self._bulk.is_running

    def _on_changed(self, _change: Change) -> None:
        self.read()

    def read(self) -> None:
        """Read what lies in the bin."""
        text = self.search.text().strip()

        def ask_for(own: Project) -> _Contents:
            found = documents.ids(own, Query(text=text, in_bin=True))
            everything = documents.counts(own, Query(in_bin=True)).documents
            return _Contents(found, everything, label_bin.binned(own))

        self._reader.ask(ask_for, self._show)

    def _show(self, contents: _Contents) -> None:
        self._contents = contents
        self._labels = {item.id: item for item in contents.labels}
        self.documents.show_ids(contents.found)
        self.labels.show_ids(list(self._labels))
        if not self._is_read and self._labels and not contents.documents:
            self.kind.pick("labels")
            self._show_kind("labels")
        self._is_read = True
        self.kind.set_text("documents", tr("Documents: {count}", count=f"{contents.documents:,}"))
        self.kind.set_text("labels", tr("Labels: {count}", count=f"{len(self._labels):,}"))
        self._show_buttons()

    def _show_kind(self, kind: str) -> None:
        self._stack.setCurrentIndex(int(kind == "labels"))
        self.search.setEnabled(kind == "documents")
        self._show_buttons()

    @property
    def _model(self) -> BinModel[DocumentRow] | BinModel[BinnedLabel]:
        return self.labels if self.kind.current == "labels" else self.documents

    def _show_buttons(self) -> None:
        shown, ticked = len(self._model.ids), self._model.tick_count
        writable = not self._session.project.read_only and not self._is_busy
        self.all.setText(tr("Tick none") if shown and ticked == shown else tr("Tick all"))
        self.all.setEnabled(shown > 0)
        self.back.setEnabled(writable and ticked > 0)
        self._done.setEnabled(not self._is_busy)
        self.empty.setEnabled(writable and bool(self._contents.documents or self._labels))
        if not shown:
            self._words.setText(tr("Nothing is here."))
        else:
            self._words.setText(trn("1 is ticked.", "{count} are ticked.", ticked))

    def _tick_all(self) -> None:
        self._model.tick_all(self._model.tick_count < len(self._model.ids))

    # Putting back ---------------------------------------------------------------------------------

    def _put_back(self) -> None:
        ticked = self._model.ticked()
        if not ticked:
            return
        if self.kind.current == "documents":
            title = trn("Bring 1 document back", "Bring {count} documents back", len(ticked))
            edit: Edit = Several((ShowDocuments(ranges(ticked)),), title)
            self._bulk.run(title, lambda _own, _report: edit, lambda _change: self._show_buttons(), by=BY)
            self._show_buttons()
        else:
            # One after the other: each has to fit into what the one before left.
            self._coming_back = ticked
            self._put_next_label_back()

    def _put_next_label_back(self) -> None:
        number = self._coming_back.pop()
        said = [""]

        def build(own: Project, _report: Report) -> Edit:
            restoring = label_bin.restore_edit(own, number)
            said[0] = restored_words(restoring)
            return restoring.edit

        self._bulk.run(
            tr("Putting the label back…"), build, self._on_label_back, by=BY, said=lambda _change: said[0]
        )

    def _on_label_back(self, change: Change | None) -> None:
        if change is None or not self._session.is_open:
            self._coming_back.clear()
        elif self._coming_back:
            self._put_next_label_back()
        self._show_buttons()

    # Emptying -------------------------------------------------------------------------------------

    def _ask_to_empty(self) -> None:
        contents = self._contents
        what = trn("1 document", "{count} documents", contents.documents)
        if contents.labels:
            what = tr(
                "{documents} and {labels}",
                documents=what,
                labels=trn("1 label", "{count} labels", len(contents.labels)),
            )
        answer = ask(
            self,
            tr("Delete {what} for good?", what=what),
            tr(
                "This cannot be undone. A snapshot of the project is taken before, and runs keep their "
                "copies of the documents. Undo of earlier steps will leave these documents out."
            ),
            [Answer("keep", tr("Keep them"), "primary"), Answer("empty", tr("Delete for good"), "danger"),
             Answer("cancel", tr("Cancel"))],
        )  # fmt: skip
        if answer == "empty":
            self.empty_now()

    def empty_now(self) -> None:
        """Delete all that is in the bin."""

        def work(own: Project, report: Report) -> Emptied:
            return empty_bin(own, documents.ids(own, Query(in_bin=True)), report)

        thread = on_project(self._session, self, work, interruptible=False)
        thread.reported.connect(
            lambda gone: self._words.setText(trn("1 document is gone.", "{count} documents are gone.", gone))
        )
        thread.done.connect(self._on_emptied)
        thread.refused.connect(lambda text: self._context.messages.say(text, "warning"))
        thread.finished.connect(self._on_ended)
        self._emptying = thread
        self._show_buttons()
        thread.start()

    def _on_emptied(self, emptied: Emptied) -> None:
        if self._contents.labels:
            self._session.do(label_bin.empty_edit(self._session.project), BY)
        if emptied.documents:
            self._session.announce(Change(frozenset({"documents"}), emptied.documents, tr("Empty the bin")))
        self._context.messages.say(tr("The bin is empty. A snapshot of before is under File › Snapshots."))

    def _on_ended(self) -> None:
        self._emptying = None
        self.read()


def restored_words(restoring: Restoring) -> str:
    """Return what came back with a label, and what did not."""
    words = [tr("Label {name} is back.", name=restoring.name)]
    if restoring.annotations:
        words.append(trn("1 entity came along.", "{count} entities came along.", restoring.annotations))
    if restoring.skipped:
        words.append(
            trn(
                "1 entity stays away: something else stands there now, or its document is gone.",
                "{count} entities stay away: something else stands there now, or their documents are gone.",
                restoring.skipped,
            )
        )
    return " ".join(words)


def _table(model: BinModel[DocumentRow] | BinModel[BinnedLabel], name: str, title: str) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setObjectName(name)
    table.setAccessibleName(title)
    table.setProperty("rows", "lined")
    table.setProperty("cells", "padded")
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    # Wherever the current cell is: the tick belongs to the row.
    space = QShortcut(QKeySequence(Qt.Key.Key_Space), table, context=Qt.ShortcutContext.WidgetShortcut)
    space.activated.connect(lambda: model.toggle(table.currentIndex().row()))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    width = table.fontMetrics().horizontalAdvance("0")
    for column in range(1, model.columnCount()):
        table.setColumnWidth(column, 18 * width if column in (1, model.columnCount() - 1) else 12 * width)
    RowHeights(table, "normal")
    return table
