"""What clashes under a rule for overlaps: counted in a thread, listed, and what is to become of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Span, title_of
from bertstudio.core.overlap import Keep, Overlap
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Background, Report, on_project
from bertstudio.gui.session import Session
from bertstudio.gui.widgets import ElidedLabel, link
from bertstudio.store.overlaps import Clashing, find
from bertstudio.store.project import Project

LISTED = 200
"""Pairs that the list shows; all are counted."""
ROWS = 3
"""Most rows of the list seen at once: with more, the dialog is too high for a screen of 680 pixels."""
TEXT_LIMIT = 40
"""Code points of an entity that a cell shows."""

ANSWERS: tuple[tuple[Keep | None, Callable[[], str]], ...] = (
    (None, lambda: tr("Keep them as they are")),
    (Keep.OUTER, lambda: tr("Keep the longer of two, remove the other")),
    (Keep.INNER, lambda: tr("Keep the shorter of two, remove the other")),
    (Keep.NEWER, lambda: tr("Keep the newer of two, remove the other")),
)
"""What becomes of entities that clash."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that clash, as the list shows them."""

    document: int
    span: int
    """Id of the one that begins first."""
    words: tuple[str, str, str]
    """Title of the document, and both entities."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found so far."""

    documents: tuple[int, ...] = ()
    pairs: int = 0
    listed: tuple[Pair, ...] = ()


def look(own: Project, policy: Overlap, report: Report) -> Found:
    """Count and list what clashes in the corpus; what was found so far is reported."""
    ids: list[int] = []
    listed: list[Pair] = []
    pairs = 0
    for clashing in find(own, policy):
        ids.append(clashing.document.id)
        pairs += len(clashing.pairs)
        room = LISTED - len(listed)
        listed += [_pair(clashing, one, other) for one, other in clashing.pairs[:room]]
        if not report((len(ids), pairs)):
            break
    return Found(tuple(ids), pairs, tuple(listed))


def _pair(found: Clashing, one: Span, other: Span) -> Pair:
    document = found.document
    words = [f"{title_of(document.text_of(span), TEXT_LIMIT)} ({span.label})" for span in (one, other)]
    return Pair(document.id, one.id, (document.title, words[0], words[1]))


class ConflictPanel(QWidget):
    """Says how many entities clash under a rule, shows them, and asks what is to become of them."""

    opened = Signal(int, int)
    """Id of the document and of the entity to look at."""
    stepping = Signal(object)
    """Ids of the documents to step through."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread: Background | None = None
        self.found: Found | None = None
        """None while they are being counted."""
        self._words = ElidedLabel()
        self._words.setObjectName("overlap.found")
        self._step = link(tr("Step through them"), name="overlap.step", clicked=self._on_step)
        self._list = _table()
        self._list.itemActivated.connect(self._on_activated)
        self.answer_box = QComboBox()
        self.answer_box.setObjectName("overlap.answer")
        self.answer_box.setAccessibleName(tr("What becomes of entities that conflict"))
        for keep, words in ANSWERS:
            self.answer_box.addItem(words(), keep)
        head = QHBoxLayout()
        head.addWidget(self._words, 1)
        head.addWidget(self._step, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._list)
        column.addWidget(self.answer_box)
        self._show(None)

    @property
    def keep(self) -> Keep | None:
        """Which of two entities stays; None: both."""
        return self.answer_box.currentData() if self.found and self.found.pairs else None

    def look_for(self, policy: Overlap) -> None:
        """Count what clashes under a rule; an earlier count is given up."""
        self.stop()
        self._show(None)
        self._words.setText(tr("Looking for entities that conflict under this rule…"))
        thread = on_project(self._session, self, lambda own, report: look(own, policy, report))
        thread.reported.connect(self._on_progress)
        thread.done.connect(self._on_found)
        thread.refused.connect(self._words.setText)
        self._thread = thread
        thread.start()

    def stop(self) -> None:
        """Give up counting."""
        if self._thread is not None:
            self._thread.cancel()
            self._thread = None

    def _on_progress(self, so_far: tuple[int, int]) -> None:
        self._words.setText(tr("Looking… {found} so far.", found=_counted(*so_far)))

    def _on_found(self, found: Found) -> None:
        self._thread = None
        self._show(found)

    def _show(self, found: Found | None) -> None:
        self.found = found
        some = found is not None and found.pairs > 0
        for widget in (self._step, self._list, self.answer_box):
            widget.setVisible(some)
        if found is None:
            return
        if not some:
            self._words.setText(tr("No entities of this project conflict under this rule."))
            return
        counted = _counted(len(found.documents), found.pairs)
        self._words.setText(tr("In conflict under this rule: {found}.", found=counted))
        self._list.setRowCount(len(found.listed))
        _fit(self._list)
        for row, pair in enumerate(found.listed):
            for column, words in enumerate(pair.words):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self._list.setItem(row, column, item)
        self._list.setCurrentCell(0, 0)

    def _on_step(self) -> None:
        if self.found is not None:
            self.stepping.emit(list(self.found.documents))

    def _on_activated(self, item: QTableWidgetItem) -> None:
        if self.found is not None:
            pair = self.found.listed[item.row()]
            self.opened.emit(pair.document, pair.span)


def _counted(documents: int, pairs: int) -> str:
    return tr(
        "{pairs} in {documents}",
        pairs=trn("1 pair", "{count} pairs", pairs),
        documents=trn("1 document", "{count} documents", documents),
    )


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setObjectName("overlap.list")
    table.setAccessibleName(tr("Entities that conflict"))
    table.setProperty("rows", "lined")
    table.setHorizontalHeaderLabels([tr("Document"), tr("Entity"), tr("Conflicts with")])
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table


def _fit(table: QTableWidget) -> None:
    rows = table.verticalHeader().defaultSectionSize() * min(table.rowCount(), ROWS)
    table.setFixedHeight(rows + table.horizontalHeader().sizeHint().height() + 2)
