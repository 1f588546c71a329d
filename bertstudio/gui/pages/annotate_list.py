"""The document list of the Annotate page: search, segments, order; which document is open."""

from array import array
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from bertstudio.core.documents import Status
from bertstudio.core.edits import Change
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.editors.base import Editor
from bertstudio.gui.editors.find_bar import How
from bertstudio.gui.keymap import follow
from bertstudio.gui.listing import Listing
from bertstudio.gui.pages.annotate_filters import FilterButton, OrderButton
from bertstudio.gui.pages.annotate_rows import DocumentDelegate, DocumentModel
from bertstudio.gui.pages.document_progress import DocumentProgress
from bertstudio.gui.widgets import (
    ElidedLabel,
    EmptyState,
    PanelHeader,
    Segment,
    label,
    link,
)
from bertstudio.gui.widgets.search_box import SWITCHES, SearchBox
from bertstudio.store import documents
from bertstudio.store.documents import Query
from bertstudio.store.queries import Order
from bertstudio.store.search import FIRST

AT_ONCE = 20_000
"""Documents in the order of the corpus that are listed without waiting; those of a larger one follow."""
_SWITCHES = tuple(field for field, _, _ in SWITCHES)


class DocumentList(QFrame):
    """Chooses a document. The list stays as it is while documents change; counts follow."""

    picked = Signal(int)
    """Id of the document to open."""
    text_wanted = Signal()
    """Enter was pressed: the keyboard goes on in the text."""
    listed = Signal()
    """Other documents are in the list, or the first of them."""
    filled = Signal()
    """The list is read to its end."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._session = context.session
        self._query = Query()
        self._segment = "all"
        self._choosing = False
        self._queue: Sequence[int] | None = None
        self._open = 0
        """The document in the editor, whether the list holds it or not."""
        self._known = 0
        """Documents of the answer under way that the list shows already."""
        self._first_wanted = False
        """Enter was pressed before the first hit was there."""
        self._listing = self._make_listing()
        self.model = DocumentModel(context.session, self)
        self.filter = FilterButton()
        self.filter.picked.connect(self._on_filter)
        self.header = self._make_header()
        self._progress = DocumentProgress()
        self.search = SearchBox(tr("Search all text"), name="annotate.search")
        follow(context.keymap, "annotate.search-all", self.search, self.search.show_shortcut)
        self.search.searched.connect(self._on_searched)
        self.search.refused.connect(self._show_problem)
        self.search.returnPressed.connect(self._open_first)
        self._problem = label("", "small", "danger", wrap=True)
        self._problem.setObjectName("annotate.search_problem")
        self._problem.hide()
        self._segments = Segment(
            (("all", tr("All")), ("todo", tr("To do")), ("uncertain", tr("Uncertain"))),
            tr("Which documents"),
            name="annotate.segment",
        )
        self._segments.picked.connect(self._on_segment)
        self._queue_line = self._make_queue_line()
        self._view = self._make_view()
        self._nothing = EmptyState(tr("No document matches"), "", name="annotate.nothing")
        self._lay_out()

    @property
    def documents(self) -> "array[int]":
        """Ids of the documents in the list, in its order."""
        return self.model.ids

    def refresh(self) -> None:
        """Ask the store again which documents are in the list."""
        if not self._session.is_open:
            self.model.set_ids(array("q"))
            return
        self._listing.stop()
        query = self._asked()
        if self._queue is not None:
            self._show_ids(array("q", self._queue))
        elif query.text or any(condition.slow for condition in self.filter.chosen):
            self.header.set_subtitle(tr("Looking…"))
            self._ask(query, known=0)
        else:
            at_once = AT_ONCE if query.order == "position" else FIRST
            ids = array("q", documents.first(self._session.project, query, at_once))
            self._show_ids(ids)
            if len(ids) == at_once:
                self._ask(query, known=at_once)

    @property
    def is_reading(self) -> bool:
        """Whether more documents are still to come."""
        return self._listing.is_busy

    def _ask(self, query: Query, *, known: int) -> None:
        self._known = known
        self._listing.ask(query)

    def _on_began(self, ids: "array[int]") -> None:
        if self._known:
            self._on_went_on(ids)
            return
        self._show_ids(ids)
        self._say_going_on()
        if self._first_wanted and ids:
            self._open_first()

    def _on_went_on(self, ids: "array[int]") -> None:
        known = min(self._known, len(ids))
        self._known -= known
        if more := ids[known:]:
            self.model.add_ids(more)
            if not self.current and self._open in more:
                self._select(self._open)
            self._say_going_on()

    def _on_ended(self) -> None:
        self._first_wanted = False
        self._recount()
        self.filled.emit()

    def _on_refused(self, words: str) -> None:
        self._show_problem(words)
        self._on_ended()

    def _say_going_on(self) -> None:
        self.header.set_subtitle(tr("{shown} …", shown=f"{len(self.model.ids):,}"))

    def _show_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _show_ids(self, found: "array[int]") -> None:
        self.model.set_ids(found)
        self._select(self._open)
        self._recount()
        empty = not len(self.model.ids)
        self._nothing.setVisible(empty)
        self._view.setVisible(not empty)
        self.listed.emit()

    def holds(self, document: int) -> bool:
        """Tell whether a document is in the list, also where the list is not read to its end yet."""
        if self.model.number_of(document) >= 0:
            return True
        query = replace(self._asked(), ids=(document,))
        return self._listing.is_busy and bool(documents.first(self._session.project, query, 1))

    def begin_search(self) -> None:
        """Put the keyboard into the search; what is typed takes the place of the search before."""
        self.search.setFocus()
        self.search.selectAll()

    def show_hits_in(self, editor: Editor | None) -> None:
        """Mark in the text what was searched for in all documents; the keys of finding go through it."""
        query = self._query
        if query.text and editor is not None:
            editor.find_bar.look_for(query.text, How(query.match_case, query.whole_word, query.regex))

    def show_queue(self, ids: Sequence[int] | None) -> None:
        """Make these documents the list; None shows all again."""
        self._queue = ids
        if ids is not None:
            self.filter.choose()
        self._show_restriction()
        self.refresh()

    @property
    def current(self) -> int:
        """Id of the document that is marked as open, 0 for none."""
        index = self._view.currentIndex()
        return self.model.ids[index.row()] if index.isValid() else 0

    def select(self, document: int) -> None:
        """Mark a document as the open one; nothing is announced."""
        self._open = document
        self._select(document)

    def beside(self, document: int, step: int) -> int:
        """Return the document before (-1) or after (1) one in the list, 0 where there is none."""
        number = self.model.number_of(document) + step
        return self.model.ids[number] if 0 <= number < len(self.model.ids) else 0

    def position(self, document: int) -> tuple[int, int]:
        """Return the number of a document in the list, from 1 (0: not there), and how many there are."""
        return self.model.number_of(document) + 1, len(self.model.ids)

    def follow(self, change: Change) -> None:
        """Show what a change did."""
        if len(change.documents) != 1 or "documents" in change.kinds:
            self.refresh()
        else:
            self.model.reread(change.documents[0])
            self._view.viewport().update()
            self._recount()

    @property
    def restriction(self) -> Query | None:
        """The query behind the list, None if it shows all documents."""
        if self._queue is not None:
            return Query(ids=tuple(self._queue))
        asked = replace(self._asked(), order="position", descending=False)
        return asked if asked != Query() else None

    def _asked(self) -> Query:
        query = self._query
        if self._segment == "todo":
            query = replace(query, statuses=(Status.TODO, Status.STARTED))
        elif self._segment == "uncertain":
            query = replace(query, has_suggestions=True, order="uncertain", descending=False)
        return self.filter.restricted(query)

    def _recount(self) -> None:
        counts = documents.counts(self._session.project)
        shown = len(self.model.ids)
        self._progress.show_counts(counts)
        restricted = self._queue is not None or bool(self._query.text or self.filter.chosen)
        text = f"{shown:,} / {counts.documents:,}" if restricted else f"{counts.documents:,}"
        self.header.set_subtitle(text)
        todo = counts.by_status.get(Status.TODO, 0) + counts.by_status.get(Status.STARTED, 0)
        self._segments.set_text("all", tr("All {count:,}", count=counts.documents), tr("All"))
        self._segments.set_text("todo", tr("To do {count:,}", count=todo), tr("To do"))

    def _make_header(self) -> PanelHeader:
        header = PanelHeader(tr("Documents"))
        header.setProperty("surface", "panel")
        sort = OrderButton()
        sort.picked.connect(self._sort_by)
        header.add(self.filter)
        header.add(sort)
        return header

    def _make_listing(self) -> Listing:
        listing = Listing(self._session, self)
        listing.began.connect(self._on_began)
        listing.went_on.connect(self._on_went_on)
        listing.ended.connect(lambda _: self._on_ended())
        listing.refused.connect(self._on_refused)
        return listing

    def _make_view(self) -> QListView:
        view = QListView()
        view.setObjectName("annotate.documents")
        view.setAccessibleName(tr("Documents"))
        view.setModel(self.model)
        view.setItemDelegate(DocumentDelegate(view))
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        # Rows lie on the panel, not on the white of other lists; no colour, so no theme is missed.
        view.setStyleSheet("QListView { background: transparent; }")
        view.selectionModel().currentChanged.connect(self._on_current)
        view.activated.connect(lambda _index: self.text_wanted.emit())
        return view

    def _make_queue_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 0, 12, 6)
        self._queue_words = ElidedLabel()
        self._queue_words.setFont(theme.font("small"))
        row.addWidget(self._queue_words, 1)
        row.addWidget(link(tr("Show all"), name="annotate.show_all", clicked=self._show_all))
        line.hide()
        return line

    def _lay_out(self) -> None:
        tools = QVBoxLayout()
        tools.setContentsMargins(12, 0, 12, 10)
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addWidget(self._problem)
        tools.addWidget(self._segments)
        tools.addWidget(self._progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(tools)
        column.addWidget(self._queue_line)
        column.addWidget(self._view, 1)
        column.addWidget(self._nothing, 1)
        self._nothing.hide()

    def _sort_by(self, order: Order, descending: bool) -> None:
        self._query = replace(self._query, order=order, descending=descending)
        self.refresh()

    def _select(self, document: int) -> None:
        number = self.model.number_of(document) if document else -1
        self._choosing = True  # What was asked for is not announced as the user's choice.
        self._view.setCurrentIndex(self.model.index(number) if number >= 0 else QModelIndex())
        self._choosing = False
        if number >= 0:
            self._view.scrollTo(self.model.index(number))
        else:
            self._view.clearSelection()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._choosing:
            self.picked.emit(self.model.ids[index.row()])

    def _open_first(self) -> None:
        """Go from the search field to the first document found, as soon as it is."""
        self._first_wanted = bool(self._query.text) and not self._listing.begun
        if self._query.text and self.model.ids and not self._first_wanted:
            if self.current:
                self.picked.emit(self.current)
            else:
                self._view.setCurrentIndex(self.model.index(0))
            self.text_wanted.emit()

    def _on_searched(self) -> None:
        if not self.search.is_searchable():
            return
        asked = self.search.fields() or {field: getattr(Query(), field) for field in ("text", *_SWITCHES)}
        self._query = replace(self._query, **asked)
        self._say_nothing_found()
        self.refresh()

    def _on_segment(self, key: str) -> None:
        self._segment = key
        self._queue = None
        self._show_restriction()
        self._say_nothing_found()
        self.refresh()

    def _on_filter(self) -> None:
        if self.filter.chosen:
            self._queue = None
        self._show_restriction()
        self._say_nothing_found()
        self.refresh()

    def _show_all(self) -> None:
        self.filter.choose()
        self.show_queue(None)

    def _show_restriction(self) -> None:
        """Say that the list is not all there is, and offer the way back."""
        words = self.filter.words
        if self._queue is not None:
            words = trn("Only 1 document", "Only {count} documents", len(self._queue))
        self._queue_words.setText(words)
        self._queue_words.setToolTip(words)
        self._queue_line.setVisible(bool(words))

    def _say_nothing_found(self) -> None:
        words = {
            "all": tr("No document holds these words."),
            "todo": tr("Every document is done or skipped."),
            "uncertain": tr("Suggestions of a model appear here, the least certain first."),
        }
        title = tr("No document matches") if self._query.text else tr("Nothing here")
        said = words["all" if self._query.text else self._segment]
        if self.filter.chosen:
            said = tr("No document is all of this: {conditions}.", conditions=self.filter.words)
        self._nothing.say(title, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.doItemsLayout()
