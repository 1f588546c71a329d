"""Searches in a thread for what is to be tagged, and hands over what was found while it goes on."""

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, Signal

from bertstudio.gui.background import Background, Report, on_project
from bertstudio.gui.pages.annotate_label_all_hits import Hits, Strings
from bertstudio.gui.session import Session
from bertstudio.store.occurrences import Hit, Tally
from bertstudio.store.project import Project

Find = Callable[[Project, Tally], Iterator[list[Hit]]]


class HitSearch(QObject):
    """One search at a time; a new one overtakes the one before, of which nothing more is heard."""

    found = Signal(object)
    """More hits, as `Hits` that share strings with those before."""
    ended = Signal(object)
    """A `Tally`: everything was looked at."""
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._thread: Background | None = None
        self.tally = Tally()
        """How far the search is; written by its thread."""
        session.closing.connect(self._on_closing)

    @property
    def is_busy(self) -> bool:
        return self._thread is not None

    def start(self, find: Find, strings: Strings) -> None:
        """Begin to search; what is found is announced as pieces that share `strings`."""
        self.stop()
        tally = self.tally = Tally()
        waiting: SimpleQueue[Hits] = SimpleQueue()

        def work(own: Project, report: Report) -> Tally:
            for piece in find(own, tally):
                waiting.put(Hits.of(piece, strings))
                if not report(None):
                    break
            return tally

        thread = self._thread = on_project(self._session, self, work)
        thread.reported.connect(lambda _value: self._hand_over(waiting, strings))
        thread.done.connect(lambda _tally: self._hand_over(waiting, strings))
        thread.done.connect(self._on_done)
        thread.refused.connect(self._on_refused)
        thread.start()

    def stop(self) -> None:
        """Give up the search that is going on."""
        if self._thread is not None:
            self._thread.cancel()
            self._thread = None

    def _hand_over(self, waiting: "SimpleQueue[Hits]", strings: Strings) -> None:
        more = Hits(strings)
        try:
            while True:
                more.take(waiting.get_nowait())
        except Empty:
            self.found.emit(more)

    def _on_done(self, tally: Tally) -> None:
        self._thread = None
        self.ended.emit(tally)

    def _on_refused(self, sentence: str) -> None:
        self._thread = None
        self.refused.emit(sentence)

    def _on_closing(self) -> None:
        thread = self._thread
        self.stop()
        if thread is not None:
            thread.wait()
