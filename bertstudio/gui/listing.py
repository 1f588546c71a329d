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

SELDOM_S = 0.4
"""How often more rows are told in the end."""
Besides = Callable[[Project, int], object]
"""What else is asked in the thread when all documents are found; it is given their number."""


@dataclass(slots=True)
class _Pieces:
    """What was found and not told yet. It is told at once the first time, then more and more seldom."""

    report: Report
    waiting: "array[int]" = field(default_factory=lambda: array("q"))
    told_at: float = 0.0
    pause: float = REPORT_EVERY_S

    def add(self, ids: "array[int]") -> None:
        self.waiting += ids
        if time.monotonic() - self.told_at > self.pause:
            self.tell()

    def tell(self) -> None:
        # Later than REPORT_EVERY_S after the last time, so that no report is left out.
        if self.waiting:
            self.report(self.waiting)
            self.waiting = array("q")
            self.told_at = time.monotonic()
            # Each time the view paints its rows again, which are the same ones soon.
            self.pause = min(2 * self.pause, SELDOM_S)


class Listing(QObject):
    """Asks which documents a query finds. A new question overtakes the one before it."""

    began = Signal(object)
    """The first ids of an answer, perhaps all of them or none; what was shown before is outdated."""
    went_on = Signal(object)
    """More ids, to be shown behind those before."""
    ended = Signal(object)
    """The answer is complete. Carries what `besides` returned."""
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = Reader(session, self)
        self._reader.refused.connect(self.refused)
        self.begun = False
        """Whether the first ids of the last question are known."""

    @property
    def is_busy(self) -> bool:
        return self._reader.is_busy

    def ask(self, query: Query, besides: Besides = lambda _own, _count: None) -> None:
        """Look for the documents of a query."""

        def question(own: Project, report: Report) -> tuple["array[int]", object]:
            pieces = _Pieces(report)
            count = 0
            for piece in search.found(own, query):
                count += len(piece)
                pieces.add(piece)
            return pieces.waiting, besides(own, count)

        self.begun = False
        self._reader.follow(question, self._on_piece, self._on_end)

    def stop(self) -> None:
        """Drop the question that is being asked."""
        self._reader.stop()

    def _on_piece(self, ids: "array[int]") -> None:
        signal = self.went_on if self.begun else self.began
        self.begun = True
        signal.emit(ids)

    def _on_end(self, answer: tuple["array[int]", object]) -> None:
        rest, besides = answer
        if rest or not self.begun:
            self._on_piece(rest)
        self.ended.emit(besides)
