"""Keeps the search index up to date while a project is open, a piece at a time and without a word.

Before that it deletes what is left of imports that were given up, which no search may find.
"""

from PySide6.QtCore import QObject, Signal

from bertstudio.core.edits import Change
from bertstudio.gui.background import Background, Report, on_project
from bertstudio.gui.session import Session
from bertstudio.store import search_index, staging
from bertstudio.store.project import Project


class SearchKeeper(QObject):
    """Adds documents to the index in a thread: after opening, after an import. Closing stops it."""

    told = Signal(object)
    """Percentage (a number) of the documents that are in the index; 100: all of them."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._work: Background | None = None
        self._again = False
        """Documents came while it was at work."""
        session.opened.connect(self._start)
        session.changed.connect(self._on_changed)
        session.closed.connect(self._stop)
        if session.is_open:
            self._start()

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def _on_changed(self, change: Change) -> None:
        if "documents" in change.kinds:
            self._start()

    def _start(self) -> None:
        if self._session.project.read_only:
            return
        if self._work is not None:
            self._again = True
            return
        self._again = False
        self._work = on_project(self._session, self, _update)
        self._work.reported.connect(self.told.emit)
        self._work.done.connect(lambda _complete: self.told.emit(100))
        self._work.finished.connect(self._on_finished)
        self._work.start()

    def _stop(self) -> None:
        self._again = False
        if self._work is not None:
            self._work.cancel()
            self._work.wait()

    def _on_finished(self) -> None:
        self._work = None
        if self._again and self._session.is_open:
            self._start()


def _update(own: Project, report: Report) -> bool:
    if not staging.tidy(own, lambda: report(0)):
        return False
    return search_index.update(own, lambda covered, last: report(100 * covered // max(1, last)))
