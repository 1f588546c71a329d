"""The Corpus page: the table of documents, and one drawer at its right for import, export or details."""

from array import array
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QMenu,
    QStackedLayout,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Split, Status
from bertstudio.core.edits import Change, HideDocuments, SetField, Several
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Background
from bertstudio.gui.context import Context
from bertstudio.gui.pages.corpus_bulk import BulkBar
from bertstudio.gui.pages.corpus_delegates import install_delegates
from bertstudio.gui.pages.corpus_export import ExportDrawer
from bertstudio.gui.pages.corpus_filters import FilterBar
from bertstudio.gui.pages.corpus_import import ImportDrawer
from bertstudio.gui.pages.corpus_table import COLUMNS, TICK, TITLE, CorpusModel, column_widths
from bertstudio.gui.widgets.buttons import push, with_kind
from bertstudio.gui.widgets.fields import Splitter
from bertstudio.gui.widgets.surfaces import EmptyState, PageHeader
from bertstudio.store import documents
from bertstudio.store.documents import Query
from bertstudio.store.project import close, second_connection

# Changes after which a document may have come into the filter or left it.
MOVES_ROWS = {
    "documents",
    "split",
    "status",
    "labels",
    "spans",
    "suggestions",
    "language",
    "title",
    "label_set",
}


def ranges(ids: list[int]) -> tuple[tuple[int, int], ...]:
    """Return ids as inclusive ranges, as edits of the bin want them."""
    found: list[tuple[int, int]] = []
    for number in sorted(ids):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


class CorpusPage(QWidget):
    """Documents of the project: find, tick, move to splits, import and export."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("corpus")
        self.setAcceptDrops(True)
        self._context = context
        self._session = context.session
        self._generation = 0
        self._reading: Background | None = None
        self.model = CorpusModel(self._session, self)
        self._build()
        self._session.changed.connect(self._on_changed)
        self._session.opened.connect(self._on_opened)
        context.navigation.import_requested.connect(self.open_import)
        if self._session.is_open:
            self._on_opened()

    def shown(self) -> None:
        """Nothing heavy to load: the table follows the session all the time."""

    # Building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader(tr("Corpus"))
        self.export_button = push(
            tr("Export…"), "ph.upload-simple", name="corpus.export", clicked=self.open_export
        )
        self.import_button = push(
            tr("Import…"),
            "ph.download-simple",
            "primary",
            name="corpus.import",
            clicked=lambda: self.open_import([]),
        )
        self.header.add(self.export_button)
        self.header.add(self.import_button)
        self.filters = FilterBar(self._session)
        self.filters.changed.connect(lambda _: self._requery())
        self.table = self._build_table()
        self.bulk = BulkBar(self)
        self._connect_bulk()
        self.drawer = QStackedWidget()
        self.drawer.setObjectName("corpus.drawer")
        self.drawer.hide()
        self._lay_out()

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("corpus.table")
        table.setAccessibleName(tr("Documents"))
        table.setModel(self.model)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setProperty("rows", "lined")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(37)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_header_clicked)
        for section, width in enumerate(column_widths(table.fontMetrics())):
            table.setColumnWidth(section, width)
        header.setSectionResizeMode(TITLE, header.ResizeMode.Stretch)
        install_delegates(table)
        table.doubleClicked.connect(self._open_document)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        for key, slot in ((Qt.Key.Key_Return, self._open_current), (Qt.Key.Key_Space, self._tick_selected)):
            QShortcut(QKeySequence(key), table, slot, context=Qt.ShortcutContext.WidgetShortcut)
        return table

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            tr("No documents yet"),
            tr("Drop text, CoNLL, CSV, Excel, Parquet or JSON lines here, or a folder of them."),
            tr("Import…"),
            name="corpus.empty",
        )
        self._empty.clicked.connect(lambda: self.open_import([]))
        self._nothing = EmptyState(
            tr("No document matches the filters"),
            tr("Clear the filters to see all."),
            tr("Clear filters"),
            name="corpus.nothing",
        )
        self._nothing.clicked.connect(self.filters.clear)
        self._stack = QStackedLayout()
        for widget in (self.table, self._empty, self._nothing):
            self._stack.addWidget(widget)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addLayout(self._stack, 1)
        column.addWidget(self.bulk)
        self.splitter = Splitter(self._context.settings, "corpus", [908, 432])
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.drawer)
        self.splitter.setStretchFactor(0, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addWidget(self.splitter, 1)

    def _connect_bulk(self) -> None:
        self.model.ticks_changed.connect(self.bulk.show_count)
        self.bulk.annotate.connect(lambda: self._context.navigation.queue_requested.emit(self.model.ticked()))
        self.bulk.suggest.connect(self._suggest)
        self.bulk.flag.connect(lambda: self._set_field("flagged", value=True))
        self.bulk.split_picked.connect(self.move_to_split)
        self.bulk.bin.connect(self.move_to_bin)
        self.bulk.cleared.connect(lambda: self.model.tick_all(ticked=False))

    # Reading -------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self.filters.clear()

    def _on_changed(self, change: Change) -> None:
        if MOVES_ROWS & change.kinds and (self.filters.is_filtering() or "documents" in change.kinds):
            self._requery()
        else:
            self.model.reread()
            self._show_totals()

    def _requery(self) -> None:
        """Read the ids of the query in a thread; an answer that a newer question overtook is dropped."""
        self._generation += 1
        generation, query, project = self._generation, self.filters.query(), self._session.project

        def work(_: object) -> tuple[int, "array[int]"]:
            own = second_connection(project)
            try:
                return generation, documents.ids(own, query)
            finally:
                close(own)

        self._reading = Background(work, self)
        self._reading.done.connect(self._on_ids)
        self._reading.refused.connect(lambda text: self._context.messages.say(text, "error"))
        self._reading.start()

    def _on_ids(self, answer: tuple[int, "array[int]"]) -> None:
        generation, ids = answer
        if generation != self._generation or not self._session.is_open:
            return
        self.model.set_ids(ids)
        self._show_totals()

    def _show_totals(self) -> None:
        counts = documents.counts(self._session.project)
        texts = (
            trn("1 document", "{count} documents", counts.documents),
            trn("1 entity", "{count} entities", counts.spans),
        )
        spans = self._session.project.task == "ner"
        self.header.set_subtitle(", ".join(texts) if spans else texts[0])
        self.filters.show_count(self.model.rowCount(), counts.documents)
        empty = self._nothing if counts.documents else self._empty
        self._stack.setCurrentWidget(self.table if self.model.rowCount() else empty)

    # Doing ---------------------------------------------------------------------------------------

    def _on_header_clicked(self, section: int) -> None:
        if section == TICK:
            self.model.tick_all(ticked=len(self.model.ticked()) < self.model.rowCount())
        elif COLUMNS[section].order:
            query = self.filters.query()
            again = query.order == COLUMNS[section].order
            self.filters.set_order(COLUMNS[section].order, not query.descending if again else False)

    def _open_document(self, index: QModelIndex) -> None:
        if index.column() != TICK:
            self._context.navigation.document_requested.emit(self.model.document_id(index.row()), 0)

    def _open_current(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._context.navigation.document_requested.emit(self.model.document_id(index.row()), 0)

    def _tick_selected(self) -> None:
        rows = self.table.selectionModel().selectedRows(TICK)
        state = Qt.ItemDataRole.CheckStateRole
        ticked = all(Qt.CheckState(index.data(state)) == Qt.CheckState.Checked for index in rows)
        for index in rows:
            new = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            self.model.setData(index, new, int(state))

    def _show_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.addAction(tr("Open in the editor"), self._open_current)
        splits = menu.addMenu(tr("Move to split"))
        self.bulk.fill_splits(splits, lambda split: self.move_to_split(split, self._selected()))
        menu.addAction(tr("Mark as done"), lambda: self._set_field("status", Status.DONE, self._selected()))
        menu.addAction(tr("Mark as to do"), lambda: self._set_field("status", Status.TODO, self._selected()))
        menu.addSeparator()
        menu.addAction(tr("Move to bin"), lambda: self.move_to_bin(self._selected()))
        menu.exec(self.table.viewport().mapToGlobal(at))

    def _selected(self) -> list[int]:
        return [self.model.document_id(i.row()) for i in self.table.selectionModel().selectedRows()]

    def move_to_split(self, split: Split, ids: list[int] | None = None) -> None:
        self._set_field("split", split, ids)

    def move_to_bin(self, ids: list[int] | None = None) -> None:
        """Take documents out of the corpus; undo brings them back."""
        chosen = ids or self.model.ticked()
        title = trn("Move 1 document to the bin", "Move {count} documents to the bin", len(chosen))
        if chosen and self._session.do(Several((HideDocuments(ranges(chosen)),), title), "corpus"):
            moved = trn("1 document moved to the bin", "{count} documents moved to the bin", len(chosen))
            self._context.messages.say(moved, button=tr("Undo"), action=self._session.undo)

    def _set_field(self, field: str, value: object, ids: list[int] | None = None) -> None:
        chosen = ids or self.model.ticked()
        title = trn("Change 1 document", "Change {count} documents", len(chosen))
        edit = SetField(field, tuple((document, value) for document in chosen))  # type: ignore[arg-type]
        if chosen:
            self._session.do(Several((edit,), title), "corpus")

    def _suggest(self) -> None:
        self._context.jobs.suggest_with_last(self.model.ticked())

    # Drawers -------------------------------------------------------------------------------------

    def open_import(self, paths: list[Path]) -> None:
        """Open the import drawer, with files or asking for them."""
        drawer = ImportDrawer(self._context, self)
        self._open_drawer(drawer)
        drawer.open_files(paths)

    def open_export(self) -> None:
        self._open_drawer(ExportDrawer(self._context, self.filters.query(), self))

    def _open_drawer(self, drawer: ImportDrawer | ExportDrawer) -> None:
        self._close_drawer()
        drawer.closed.connect(self._close_drawer)
        self.drawer.addWidget(drawer)
        self.drawer.show()
        with_kind(self.import_button, "")

    def _close_drawer(self) -> None:
        while self.drawer.count():
            widget = self.drawer.widget(0)
            self.drawer.removeWidget(widget)
            widget.deleteLater()
        self.drawer.hide()
        with_kind(self.import_button, "primary")

    def dragEnterEvent(self, event: QEvent) -> None:
        if event.mimeData().hasUrls():  # type: ignore[attr-defined]
            event.acceptProposedAction()  # type: ignore[attr-defined]

    def dropEvent(self, event: QEvent) -> None:
        urls = event.mimeData().urls()  # type: ignore[attr-defined]
        self.open_import([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def current_query(self) -> Query:
        return self.filters.query()
