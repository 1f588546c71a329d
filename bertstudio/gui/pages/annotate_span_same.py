"""Where else the text of an entity stands: counted off the thread of the window while one looks at it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from bertstudio.core.documents import Document, Span
from bertstudio.core.occurrences import Term
from bertstudio.core.text import is_word_border
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Reader
from bertstudio.gui.session import Session
from bertstudio.store import occurrences
from bertstudio.store.occurrences import Tally
from bertstudio.store.project import Project

MOST_COUNTED = 1_000
COUNT_AFTER_MS = 300
"""Rest on an entity before the corpus is searched for its text."""


@dataclass(frozen=True, slots=True)
class Same:
    """How often the text of an entity stands somewhere, the entity itself left out."""

    places: int = 0
    open: int = 0
    """Those of them that can be tagged alike."""
    listed: int = 0
    """Those and others that are tagged otherwise, or where something is in the way."""
    here: int = 0
    """Places in the same document."""
    is_all: bool = True
    """False: there are more; counting ended at `MOST_COUNTED`."""

    def words(self) -> str:
        """Return it as a fact of the card."""
        if not self.places:
            return tr("Only here")
        count = f"{self.places:,}" if self.is_all else tr("{count:,} or more", count=self.places)
        if self.here == self.places:
            return tr("{count} more here", count=count)
        if self.here:
            return tr("{count} more, {here:,} of them here", count=count, here=self.here)
        return tr("{count} more elsewhere", count=count)

    def button(self) -> str:
        """Return what the button says that opens the list of them."""
        if not self.open:
            return tr("Label all…")
        if not self.is_all:
            return tr("Label {count:,} and more…", count=self.open)
        return trn("Label 1 more…", "Label all {count}…", self.open)


def same_term(document: Document, span: Span) -> Term:
    """Return what finds the text of an entity again: whole words, unless it is part of one itself."""
    text = document.text
    whole = is_word_border(text, span.start) and is_word_border(text, span.end)
    return Term(document.text_of(span), span.label, whole_word=whole)


class SameText(QObject):
    """Counts for one entity at a time; another one overtakes it."""

    counted = Signal(object)
    """A `Same`, of the whole corpus."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = Reader(session, self)
        self._asked: tuple[Document, Span] | None = None
        self._later = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._later.timeout.connect(self._ask)

    def count(self, document: Document, span: Span) -> None:
        """Count, once it stays the one that is shown."""
        self._reader.stop()
        self._asked = document, span
        self._later.start()

    def stop(self) -> None:
        """Nothing is shown any more that should be counted."""
        self._later.stop()
        self._reader.stop()
        self._asked = None

    def _ask(self) -> None:
        asked = self._asked
        if asked is not None and self._session.is_open:
            self._reader.ask(lambda own: _counted(own, *asked), lambda same: self._tell(asked, same))

    def _tell(self, asked: tuple[Document, Span], same: Same) -> None:
        if asked is self._asked:
            self.counted.emit(same)


def _counted(project: Project, document: Document, span: Span) -> Same:
    term, tally = same_term(document, span), Tally()
    here = sum(len(hits) for hits in occurrences.find(project, (term,), None, document=document, tally=tally))
    here += tally.already
    listed = open_ = 0
    tally = Tally()
    is_all = True
    for hits in occurrences.find(project, (term,), None, tally=tally):
        listed += len(hits)
        open_ += sum(not hit.reason for hit in hits)
        if listed + tally.already >= MOST_COUNTED:
            is_all = False
            break
    places = max(listed + tally.already, here)
    return Same(max(0, places - 1), open_, listed, max(0, here - 1), is_all)
