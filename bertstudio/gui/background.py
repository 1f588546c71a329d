"""Work that would hold up the window, in a thread of its own with a way to report and to be cancelled."""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.session import Session
from bertstudio.store.database import reading_in_words
from bertstudio.store.project import Project, close, second_connection

log = logging.getLogger(__name__)

Report = Callable[[Any], bool]
Answer = TypeVar("Answer")

REPORT_EVERY_S = 0.05
"""Reports in quicker succession are left out; the eye would not follow them."""


STEPS_BETWEEN_LOOKS = 2_000
"""Steps of SQLite after which a query looks whether it was cancelled: some microseconds."""


class Background(QObject):
    """Runs one function and announces its result in the thread of the window.

    The function is given `report(value) -> bool`: it announces progress and tells whether to go on. Nothing
    is announced any more once the work was cancelled. The thread is Python's, not Qt's: when the parent goes
    while the work is under way, the thread is told to end and waited for, and nothing it uses is freed.
    """

    done = Signal(object)
    refused = Signal(str)
    """One sentence for the user; `detail` then holds the rest."""
    reported = Signal(object)
    finished = Signal()
    """The thread has ended, whatever came of it."""
    _ended = Signal(object, object)
    _progressed = Signal(object)

    def __init__(self, work: Callable[[Report], Any], parent: QObject, *, abandon: bool = False) -> None:
        """`abandon`: nobody waits for it, not even the end of the program (reading from a slow network)."""
        super().__init__(QCoreApplication.instance() if abandon else parent)
        self.detail = ""
        """Traceback of the refusal, for Copy details."""
        self._work = work
        self._last_report = 0.0
        self.cancelled = cancelled = threading.Event()
        self._thread = thread = threading.Thread(target=self._run, name="background", daemon=abandon)
        self._ended.connect(self._on_ended)
        self._progressed.connect(self._on_progressed)
        # Not methods of this object: its Python half is gone by the time that Qt says so.
        if abandon:
            parent.destroyed.connect(cancelled.set)
        else:
            self.destroyed.connect(lambda: _end(cancelled, thread))

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to end; it notices at its next report. Does nothing when it has ended already."""
        self.cancelled.set()

    def wait(self, timeout_ms: int | None = None) -> bool:
        """Wait until the thread has ended and tell whether it did so within the time."""
        if self._thread.ident is not None:
            self._thread.join(None if timeout_ms is None else timeout_ms / 1000)
        return not self._thread.is_alive()

    def _run(self) -> None:
        result, sentence = None, ""
        try:
            result = self._work(self._report)
        except UserError as error:
            sentence = str(error)
            self.detail = traceback.format_exc()
        except Exception as error:
            sentence = str(
                reading_in_words(error) or tr("Something unexpected went wrong. Help › Open log says what.")
            )
            self.detail = traceback.format_exc()
            # What cancelled work says when it is interrupted is of no interest.
            if not self.cancelled.is_set():
                log.exception("a background task ended unexpectedly")
        self._emit("_ended", result, sentence)

    def _report(self, value: Any) -> bool:
        now = time.monotonic()
        if now - self._last_report >= REPORT_EVERY_S and not self.cancelled.is_set():
            self._last_report = now
            self._emit("_progressed", value)
        return not self.cancelled.is_set()

    def _emit(self, signal: str, *values: Any) -> None:
        try:
            getattr(self, signal).emit(*values)
        except RuntimeError:
            # Qt has deleted this object together with its parent: nobody listens any more.
            log.debug("the owner of a background task is gone")

    def _on_progressed(self, value: Any) -> None:
        if not self.cancelled.is_set():
            self.reported.emit(value)

    def _on_ended(self, result: Any, sentence: str) -> None:
        if not self.cancelled.is_set():
            if sentence:
                self.refused.emit(sentence)
            else:
                self.done.emit(result)
        self.finished.emit()
        self.deleteLater()


def _end(cancelled: threading.Event, thread: threading.Thread) -> None:
    cancelled.set()
    if thread.is_alive():
        thread.join()


def on_project(
    session: Session,
    parent: QObject,
    task: Callable[[Project, Report], Answer],
    *,
    interruptible: bool = True,
) -> Background:
    """Return work on a connection of its own to the open project. It still has to be started.

    The query that it is at ends when it is cancelled. What writes is not interruptible: it ends at its next
    report and leaves nothing half-written.
    """
    # Opened in the thread of the window, where the project cannot be closed meanwhile.
    own = second_connection(session.project)

    def work(report: Report) -> Answer:
        try:
            return task(own, report)
        finally:
            close(own)

    thread = Background(work, parent)
    if interruptible:
        own.connection.set_progress_handler(thread.cancelled.is_set, STEPS_BETWEEN_LOOKS)
    return thread


class Reader(QObject):
    """Asks the open project questions in a thread. A new question overtakes the one before it.

    Overtaken questions are interrupted and never answered. Closing the project waits for the last one.
    """

    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: list[Background] = []
        session.closed.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        return bool(self._asked)

    def ask(self, question: Callable[[Project], Answer], then: Callable[[Answer], object]) -> None:
        """Answer a question about the project and hand the answer over in the thread of the window."""
        self.follow(lambda own, _report: question(own), lambda _part: None, then)

    def follow(
        self,
        question: Callable[[Project, Report], Answer],
        part: Callable[[Any], object],
        then: Callable[[Answer], object],
    ) -> None:
        """Answer a question that reports parts of its answer before the whole of it is known."""
        for overtaken in self._asked:
            overtaken.cancel()
        thread = on_project(self._session, self, question)
        self._asked.append(thread)
        thread.reported.connect(part)
        thread.done.connect(then)
        thread.refused.connect(self.refused)
        thread.finished.connect(lambda: self._asked.remove(thread))
        thread.start()

    def stop(self) -> None:
        """Drop the question that is being asked and wait for its thread."""
        for thread in self._asked:
            thread.cancel()
            thread.wait()
