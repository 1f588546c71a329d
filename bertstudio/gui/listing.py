"""Lists of documents that fill while they are read: the first rows are there before the last is found."""

import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from bertstudio.gui.background import REPORT_EVERY_S, Reader, Report
from bertstudio.gui.session import Session
from bertstudio.store import search
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

MOST_AT_ONCE = 50_000
"""Rows that a view takes in one go; more would hold it up."""


@dataclass(slots=True)
class _Pieces:
    """What was found and not told yet. It is told at once the first time, then now and then."""

    report: Report
    waiting: "array[int]" = field(default_factory=lambda: array("q"))
    told_at: float = 0.0

    def add(self, ids: "array[int]") -> None:
        self.waiting += ids
        if time.monotonic() - self.told_at > REPORT_EVERY_S:
            self.tell()

    def tell(self) -> None:
        if self.waiting:
            self.report(self.waiting)
            self.waiting = array("q")
            self.told_at = time.monotonic()


class Listing(QObject):
    """Asks which documents a query finds. A new question overtakes the one before it."""

    began = Signal(object)
    """The first ids of an answer, all of them if `ended` follows at once; what was shown before is outdated."""
    went_on = Signal(object)
    """More ids, to be shown behind those before."""
    ended = Signal(object)
    """The answer is complete. Carries what `besides` returned."""
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = Reader(session, self)
        self._reader.refused.connect(self.refused)
        self._begun = False

    @property
    def is_busy(self) -> bool:
        return self._reader.is_busy

    def ask(self, query: Query, besides: Callable[[Project, int], object] = lambda _own, _count: None) -> None:
        """Look for the documents of a query. `besides(project, count)` is asked at the end, in the thread."""

        def question(own: Project, report: Report) -> tuple["array[int]", object]:
            pieces = _Pieces(report)
            count = 0
            for piece in search.found(own, query):
                count += len(piece)
                pieces.add(piece)
            return pieces.waiting, besides(own, count)

        self._begun = False
        self._reader.follow(question, self._on_piece, self._on_end)

    def _on_piece(self, ids: "array[int]") -> None:
        (self.went_on if self._begun else self.began).emit(ids)
        self._begun = True

    def _on_end(self, answer: tuple["array[int]", object]) -> None:
        rest, besides = answer
        if rest or not self._begun:
            self._on_piece(rest)
        self.ended.emit(besides)
