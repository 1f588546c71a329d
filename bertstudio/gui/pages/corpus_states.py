"""What the Corpus page shows below the filters: the table, or in its place why there are no rows."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from bertstudio.core.words import tr, trn
from bertstudio.gui.pages.corpus_import_files import readable_formats
from bertstudio.gui.widgets.buttons import with_kind
from bertstudio.gui.widgets.surfaces import Banner, EmptyState
from bertstudio.store import documents
from bertstudio.store.documents import Counts, Query
from bertstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a query when all its documents were found."""

    count: int
    total: Counts
    """Of everything, whatever the filters are."""
    strictest: tuple[str, int] = ("", 0)
    """If nothing was found: the filter that leaves out most, and how many documents match without it."""


def answer(own: Project, count: int, query: Query, without: dict[str, Query]) -> Answer:
    """Return what the page says of a query that found `count` documents."""
    total = documents.counts(own, Query(in_bin=query.in_bin))
    if count or not without:
        return Answer(count, total)
    matching = {name: documents.counts(own, other).documents for name, other in without.items()}
    name = max(matching, key=lambda name: matching[name])
    return Answer(count, total, (name, matching[name]))


class CorpusStates(QWidget):
    """The table with the banner of the bin above it, or an explanation."""

    import_asked = Signal()
    sample_asked = Signal()
    guide_asked = Signal()
    all_asked = Signal()
    """Show the corpus without filters."""

    def __init__(self, table: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.empty = EmptyState(
            tr("No documents yet"),
            tr("Drop files or a folder here: {formats}.", formats=readable_formats()),
            tr("Import…"),
            link_text=tr("Open the sample project"),
            guide=self.guide_asked.emit,
            name="corpus.empty",
        )
        self.nothing = EmptyState("", "", tr("Clear filters"), name="corpus.nothing")
        with_kind(self.nothing.button, "")
        self.empty.clicked.connect(self.import_asked)
        self.empty.link_clicked.connect(self.sample_asked)
        self.nothing.clicked.connect(self.all_asked)
        self._stack = QStackedLayout()
        for widget in (table, self.empty, self.nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_banner())
        column.addLayout(self._stack, 1)

    def show_bin(self, in_bin: bool) -> None:
        """Say that it is the bin that is shown."""
        self._in_bin.setVisible(in_bin)

    def show_rows(self) -> None:
        self._stack.setCurrentWidget(self._table)

    def show_none(self, found: Answer, *, filtering: bool, in_bin: bool) -> None:
        """Say why there is nothing to show."""
        self._stack.setCurrentWidget(self.nothing if filtering else self.empty)
        if in_bin and not found.total.documents:
            words = tr("Documents that you move to the bin wait here.")
            self.nothing.say(tr("The bin is empty"), words, tr("Back"))
        elif filtering:
            name, count = found.strictest
            words = trn(
                "Without “{filter}”, 1 document would match.",
                "Without “{filter}”, {count} documents would match.",
                count,
                filter=name,
            )
            self.nothing.say(tr("No document matches the filters"), words, tr("Clear filters"))

    def _make_banner(self) -> QWidget:
        words = tr("These documents are in the bin.")
        banner = Banner("info", words, [(tr("Back to the corpus"), self.all_asked.emit)])
        banner.setObjectName("corpus.in_bin")
        self._in_bin = QWidget()
        around = QVBoxLayout(self._in_bin)
        around.setContentsMargins(20, 8, 20, 8)
        around.addWidget(banner)
        self._in_bin.hide()
        return self._in_bin
