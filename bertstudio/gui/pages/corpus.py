"""The Corpus page: the table of documents, and one drawer at its right for import, export or details."""

from array import array
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from bertstudio.core.edits import Change
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.keymap import bind, tip
from bertstudio.gui.listing import Listing
from bertstudio.gui.pages.corpus_actions import CorpusActions
from bertstudio.gui.pages.corpus_bulk import BulkBar, fill_statuses
from bertstudio.gui.pages.corpus_details import DetailsDrawer
from bertstudio.gui.pages.corpus_drawer import DrawerArea
from bertstudio.gui.pages.corpus_export import ExportDrawer
from bertstudio.gui.pages.corpus_filters import FilterBar
from bertstudio.gui.pages.corpus_import import ImportDrawer
from bertstudio.gui.pages.corpus_splits import SplitsDialog
from bertstudio.gui.pages.corpus_states import Answer, CorpusStates, answer
from bertstudio.gui.pages.corpus_table import CorpusModel
from bertstudio.gui.pages.corpus_view import DocumentTable
from bertstudio.gui.pages.document_progress import state_words
from bertstudio.gui.widgets.buttons import IconButton, push, with_kind
from bertstudio.gui.widgets.surfaces import PageHeader, line
from bertstudio.store import runs
from bertstudio.store.documents import Query

# Changes after which a document may have come into a filter, left it, or moved in an order.
MOVES_ROWS = {
    "documents",
    "split",
    "status",
    "flagged",
    "labels",
    "spans",
    "suggestions",
    "label_suggestions",
    "language",
    "title",
    "label_set",
}


class CorpusPage(QWidget):
    """Documents of the project: find, tick, move to splits, import and export."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("corpus")
        self._context = context
        self._session = context.session
        self._stale = False
        self.model = CorpusModel(self._session, self)
        self.actions_ = CorpusActions(context, self)
        self._listing = Listing(self._session, self)
        self._current = 0
        """The document that was the current row when the filters changed."""
        self._build()
        self._connect()
        if self._session.is_open:
            self._on_opened()

    def shown(self) -> None:
        """Read again what changed while another page was in front."""
        if self._stale and self._session.is_open:
            self._requery()
        if not self.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()

    @property
    def is_reading(self) -> bool:
        """Whether the answer of a query is still to come."""
        return self._listing.is_busy

    @property
    def has_begun(self) -> bool:
        """Whether the table shows documents of the present query, or that there are none."""
        return self._listing.begun

    def current_query(self) -> Query:
        """Return what the filters say, for those who export or count."""
        return self.filters.query()

    def open_import(self, paths: list[Path]) -> None:
        """Open the import drawer, with files or asking for them."""
        if self._may_change_drawer():
            drawer = ImportDrawer(self._context, self)
            self._open_drawer(drawer)
            drawer.open_files(paths)

    def open_export(self) -> None:
        """Open the export drawer for what the table shows."""
        if self._may_change_drawer():
            self._open_drawer(ExportDrawer(self._context, self.filters.query(), self))

    def open_details(self) -> None:
        """Show the current document beside the table, or close its details."""
        if isinstance(self.area.content, DetailsDrawer):
            self.area.close_drawer()
            return
        if not self._may_change_drawer():
            return
        if not self.table.current_id() and self.model.rowCount():
            self.table.go_to(self.model.document_id(0))
        drawer = DetailsDrawer(self._context, self)
        self._open_drawer(drawer)
        drawer.show_document(self.table.current_id())

    def open_splits(self) -> None:
        """Ask how documents are to be spread over train, dev and test."""
        reported = any(run.best and run.kind == "train" for run in runs.runs(self._session.project))
        dialog = SplitsDialog(self._session, keep_test=reported, parent=self)
        dialog.chosen.connect(self.actions_.assign_splits)
        dialog.open()

    # Building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader(tr("Corpus"))
        words = tr("Details of the document")
        self._details_button = IconButton("ph.info", words, name="corpus.show_details")
        tip(self._context.keymap, "corpus.details", self._details_button, words)
        self._splits_button = push(
            tr("Splits…"), "ph.shuffle", name="corpus.splits", clicked=self.open_splits
        )
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
        for button in (self._details_button, self._splits_button, self.export_button, self.import_button):
            self.header.add(button)
        self.filters = FilterBar(self._session)
        self.table = DocumentTable(self._session, self.model)
        self.bulk = BulkBar()
        self.states = CorpusStates(self.table)
        self._lay_out()

    def _lay_out(self) -> None:
        below = QWidget()
        below.setProperty("surface", "page")
        below.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(line())
        column.addWidget(self.states, 1)
        column.addWidget(self.bulk)
        self.area = DrawerArea(self._context.settings, below)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addWidget(self.area, 1)

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_closed)
        self._context.navigation.import_requested.connect(self.open_import)
        self.filters.changed.connect(lambda _: self._requery())
        self._details_button.clicked.connect(self.open_details)
        navigation = self._context.navigation
        self.states.import_asked.connect(lambda: self.open_import([]))
        self.states.sample_asked.connect(lambda: navigation.command_requested.emit("project.sample"))
        self.states.guide_asked.connect(lambda: navigation.command_requested.emit("help.keys"))
        self.states.all_asked.connect(self.filters.clear)
        self._listing.began.connect(self._on_began)
        self._listing.went_on.connect(self._on_went_on)
        self._listing.ended.connect(self._on_ended)
        self._listing.refused.connect(self._on_refused)
        self.area.changed.connect(self._on_drawer)
        table = self.table
        table.opened.connect(lambda number: self._context.navigation.document_requested.emit(number, 0))
        table.binned.connect(self._bin_selected)
        table.sorted.connect(self.filters.set_order)
        table.customContextMenuRequested.connect(self._show_menu)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())
        bulk, actions = self.bulk, self.actions_
        self.model.ticks_changed.connect(self._on_ticks)
        bulk.annotate.connect(lambda: self._context.navigation.queue_requested.emit(self.model.ticked()))
        bulk.suggest.connect(lambda: actions.suggest(self.model.ticked()))
        bulk.flag.connect(lambda: actions.set_field(self.model.ticked(), "flagged", value=True))
        bulk.status_picked.connect(lambda to: actions.set_field(self.model.ticked(), "status", to))
        bulk.split_picked.connect(lambda split: actions.move_to_split(self.model.ticked(), split))
        bulk.binned.connect(lambda: actions.move_to_bin(self.model.ticked()))
        bulk.brought_back.connect(lambda: actions.bring_back(self.model.ticked()))
        bulk.cleared.connect(lambda: self.model.tick_all(ticked=False))
        actions.busy.connect(self._on_busy)
        bind(self._context.keymap, "corpus.details", self, self.open_details)

    # Reading -------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self.table.fit_columns()
        self.model.set_ids(array("q"))
        self.filters.clear()

    def _on_closed(self) -> None:
        self.model.set_ids(array("q"))
        self.area.close_drawer()

    def _on_changed(self, change: Change) -> None:
        if not self.isVisible():
            self._stale = True
        elif MOVES_ROWS & change.kinds:
            self.model.reread()
            self._requery()
        else:
            self.model.reread()

    def _requery(self) -> None:
        """Ask for the documents of the query; an answer that a newer question overtook never comes."""
        if not self._session.is_open:
            return
        self._stale = False
        query = self.filters.query()
        self.states.show_bin(query.in_bin)
        self.bulk.show_bin(query.in_bin)
        self._current = self.table.current_id()
        without = self.filters.active()
        self._listing.ask(query, lambda own, count: answer(own, count, query, without))

    def _on_ticks(self, count: int) -> None:
        focused = self.window().focusWidget()
        if not count and focused is not None and self.bulk.isAncestorOf(focused):
            # Or Qt gives the keyboard to whatever comes next, a toast even.
            self.table.setFocus()
        self.bulk.show_count(count)

    def _on_began(self, ids: "array[int]") -> None:
        self.model.set_ids(ids)
        self.table.go_to(self._current)
        if ids:
            self.states.show_rows()
        self.filters.show_more(len(ids))

    def _on_went_on(self, ids: "array[int]") -> None:
        self.model.add_ids(ids)
        if self._current in ids:
            self.table.go_to(self._current)
        self.filters.show_more(self.model.rowCount())

    def _on_ended(self, found: Answer) -> None:
        self.model.forget_other_ticks()
        texts = [trn("1 document", "{count} documents", found.total.documents)]
        if self._session.project.task == "ner":
            texts.append(trn("1 entity", "{count} entities", found.total.spans))
        in_bin = self.filters.query().in_bin
        words = "" if in_bin else state_words(found.total)
        self.header.set_subtitle(" · ".join(filter(None, (tr(", ").join(texts), words))))
        self.filters.show_count(found.count, found.total.documents)
        if not found.count:
            self.states.show_none(found, filtering=self.filters.is_filtering(), in_bin=in_bin)
        self._show_details()

    def _on_refused(self, text: str) -> None:
        """The text that is searched for is the one thing that can be wrong with a query."""
        self.filters.show_problem(text)
        self.filters.show_more(self.model.rowCount())

    def _on_busy(self, text: str) -> None:
        self.bulk.show_busy(bool(text))
        if text:
            self.header.set_subtitle(text)
        else:
            self._requery()

    # Doing ---------------------------------------------------------------------------------------

    def _show_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if index.isValid():
            menu = self.menu_of(self._concerned(index.row()))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _concerned(self, row: int) -> list[int]:
        """A click on a ticked row means all ticked ones, on a selected row the selected ones."""
        if self.model.is_ticked(row):
            return self.model.ticked()
        return self.table.selected_ids() or [self.model.document_id(row)]

    def menu_of(self, ids: list[int]) -> QMenu:
        """Return the context menu for some documents."""
        menu, actions = QMenu(self), self.actions_
        if self.filters.query().in_bin:
            menu.addAction(tr("Bring back"), lambda: actions.bring_back(ids))
            return menu
        navigation = self._context.navigation
        menu.addAction(tr("Open in the editor"), lambda: navigation.document_requested.emit(ids[0], 0))
        menu.addAction(tr("Details"), self.open_details)
        menu.addSeparator()
        splits = menu.addMenu(tr("Move to split"))
        self.bulk.fill_splits(splits, lambda split: actions.move_to_split(ids, split))
        fill_statuses(menu.addMenu(tr("Mark as")), partial(actions.set_field, ids, "status"))
        menu.addAction(tr("Flag"), lambda: actions.set_field(ids, "flagged", value=True))
        menu.addAction(tr("Take the flag away"), lambda: actions.set_field(ids, "flagged", value=False))
        menu.addAction(tr("Suggest"), lambda: actions.suggest(ids))
        menu.addSeparator()
        menu.addAction(tr("Move to bin"), lambda: actions.move_to_bin(ids))
        return menu

    def _bin_selected(self) -> None:
        index = self.table.currentIndex()
        ids = self._concerned(index.row()) if index.isValid() else self.model.ticked()
        if self.filters.query().in_bin:
            self.actions_.bring_back(ids)
        else:
            self.actions_.move_to_bin(ids)

    # Drawers -------------------------------------------------------------------------------------

    def _may_change_drawer(self) -> bool:
        """An import or export under way keeps its drawer."""
        content = self.area.content
        if isinstance(content, ImportDrawer | ExportDrawer) and content.is_busy:
            self._context.messages.say(tr("Wait until this is done, or press Stop."))
            return False
        return self._session.is_open

    def _open_drawer(self, drawer: ImportDrawer | ExportDrawer | DetailsDrawer) -> None:
        drawer.closed.connect(self.area.close_drawer)
        self.area.open(drawer)

    def _on_drawer(self, is_open: bool) -> None:
        """A page has one main button: that of the drawer, if there is one."""
        with_kind(self.import_button, "" if is_open else "primary")
        role = "textMuted" if is_open else "onPrimary"
        self.import_button.setIcon(theme.icon("ph.download-simple", role))
        self.states.empty.button.setVisible(not is_open)

    def _show_details(self) -> None:
        if isinstance(self.area.content, DetailsDrawer):
            self.area.content.show_document(self.table.current_id())
