"""What the import drawer does in threads: look into files, check all of them, import them. One at a time."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, SignalInstance

from bertstudio.gui.background import Background, Reader, Report, on_project
from bertstudio.gui.pages.corpus_findings import Looked, Wish, look, paths_for, split_for
from bertstudio.gui.session import Session
from bertstudio.jobs.import_check import check_files
from bertstudio.jobs.import_overlaps import rule_of
from bertstudio.jobs.imports import ImportReport, import_files
from bertstudio.store.documents import checksums_here
from bertstudio.store.project import Project

PAGE = "corpus"
ASKED_AT_ONCE = 5_000
"""Checksums in one question to the project."""


class ImportWork(QObject):
    """Runs the three in the background and says what came of them, in the thread of the window."""

    progressed = Signal(object)
    """An `ImportProgress`."""
    looked = Signal(object)
    """A `Looked`."""
    duplicates_known = Signal(int)
    """How many of the texts that were looked at are in the project already, or came before."""
    checked = Signal(object)
    """The `ImportReport` of a dry run."""
    imported = Signal(object)
    """The `ImportReport` of an import."""
    refused = Signal(str, str)
    """One sentence, and the details behind it."""
    ended = Signal(bool)
    """A check or an import has ended; True when it was stopped."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.looking: Background | None = None
        self.running: Background | None = None
        """A check or an import."""
        self._reader = Reader(session, self)
        session.closed.connect(self.wait)

    def look(self, wish: Wish) -> None:
        """Read the files; a look that a newer one overtakes is dropped."""
        if self.looking is not None:
            self.looking.cancel()
        rule = rule_of(self._session.project)
        looking = Background(lambda report: look(wish, report, rule), self, abandon=True)
        looking.reported.connect(self.progressed)
        looking.done.connect(self._on_looked)
        looking.refused.connect(lambda text: self._on_not_looked(text, looking.detail))
        self.looking = looking
        looking.start()

    def _on_looked(self, looked: Looked) -> None:
        self.looking = None
        self.looked.emit(looked)
        if self._session.is_open and looked.preview.checksums:
            self._reader.ask(lambda own: _duplicates(own, looked), self.duplicates_known.emit)

    def _on_not_looked(self, text: str, detail: str) -> None:
        self.looking = None
        self.refused.emit(text, detail)

    def check(self, wish: Wish, looked: Looked, label_map: dict[str, str]) -> None:
        """Read everything to its end without writing."""
        options, paths = replace(wish.options, label_map=label_map), paths_for(looked, wish)
        split = split_for(looked, wish)

        def work(own: Project, report: Report) -> ImportReport:
            return check_files(own, paths, options, format_id=wish.format_id, split=split, progress=report)

        self._run(on_project(self._session, self, work), self.checked)

    def import_(self, wish: Wish, looked: Looked, label_map: dict[str, str]) -> None:
        """Import the files, all or nothing."""
        options, paths = replace(wish.options, label_map=label_map), paths_for(looked, wish)
        split = split_for(looked, wish)

        def work(own: Project, report: Report) -> ImportReport:
            return import_files(
                own, paths, options, format_id=wish.format_id, split=split, progress=report, by=PAGE
            )

        self._run(on_project(self._session, self, work, interruptible=False), self.imported)

    def _run(self, work: Background, done: SignalInstance) -> None:
        self.running = work
        work.reported.connect(self.progressed)
        work.done.connect(done)
        work.refused.connect(lambda text: self.refused.emit(text, work.detail))
        work.finished.connect(self._on_ended)
        work.start()

    def _on_ended(self) -> None:
        stopped = self.running is not None and self.running.cancelled.is_set()
        self.running = None
        self.ended.emit(stopped)

    def stop(self) -> None:
        """Ask a check or an import to end."""
        if self.running is not None:
            self.running.cancel()

    def wait(self) -> None:
        """The project is being closed: what is half read is dropped."""
        for thread in (self.running, self.looking):
            if thread is not None:
                thread.cancel()
        if self.running is not None:
            self.running.wait()


def _duplicates(project: Project, looked: Looked) -> int:
    """Count the texts that are in the project already or came before in these files."""
    checksums, found = looked.preview.checksums, looked.preview.repeated
    for start in range(0, len(checksums), ASKED_AT_ONCE):
        piece = list(checksums[start : start + ASKED_AT_ONCE])
        here = checksums_here(project, piece)
        found += sum(checksum in here for checksum in piece)
    return found
