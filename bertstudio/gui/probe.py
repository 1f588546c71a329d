"""Asking torch through workers: what this computer can do, and what a model says of a typed text."""

import logging
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from bertstudio.core.events import Event, Failed, Finished, Stage
from bertstudio.gui.job_thread import JobThread
from bertstudio.jobs import spec
from bertstudio.jobs.process import Command, environment, worker_command

log = logging.getLogger(__name__)


class _Asker(QObject):
    """Owns one probe worker and its temporary folder. Such a worker has nothing to keep."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: JobThread | None = None
        self._folders: dict[JobThread, tempfile.TemporaryDirectory[str]] = {}

    @property
    def is_busy(self) -> bool:
        """Tell whether a worker is alive that was not told to end."""
        return self._thread is not None

    def close(self) -> None:
        """End the worker, if there is one. Returns at once; nothing is heard of it any more."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.kill()

    def end(self, timeout_ms: int) -> None:
        """End the worker and wait until it is gone: before the program ends."""
        self.close()
        for thread in list(self._folders):
            thread.wait(timeout_ms)
            self._leave(thread)

    def _start(self, job: spec.ProbeJob) -> JobThread:
        self.close()
        # The worker's log is open in here while it lives, which Windows does not let us delete.
        folder = tempfile.TemporaryDirectory(prefix="bertstudio-", ignore_cleanup_errors=True)
        path = spec.write(job, Path(folder.name))
        command = Command(worker_command([path]), Path(folder.name), "probe", environment())
        # It has no parent: its connections refer to us, and it would be freed a second time with its parent.
        thread = self._thread = JobThread(command)
        self._folders[thread] = folder
        thread.finished.connect(self._on_left)
        return thread

    def _on_left(self) -> None:
        thread = self.sender()
        if isinstance(thread, JobThread):
            self._leave(thread)

    def _leave(self, thread: JobThread) -> None:
        folder = self._folders.pop(thread, None)
        if folder is not None:
            folder.cleanup()
            thread.deleteLater()


class Device(_Asker):
    """Finds out once what the device is called, how large its memory is and how precisely it computes."""

    told = Signal()
    """`facts` or `problem` is known now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facts: dict[str, Any] = {}
        """See `jobs.device.facts`; empty while it is not known."""
        self.problem = ""
        """Why it could not be found out, in words."""

    def ask(self) -> None:
        """Start asking, unless it is known or being asked. Takes seconds, in another process."""
        if self.facts or self.is_busy:
            return
        self.problem = ""
        thread = self._start(spec.ProbeJob())
        thread.ended.connect(lambda outcome: self._on_ended(thread, outcome))
        thread.start()

    def _on_ended(self, thread: JobThread, outcome: Finished | Failed) -> None:
        if thread is not self._thread:
            return
        if isinstance(outcome, Failed):
            self.problem = outcome.message
        else:
            self.facts = dict(outcome.result)
        self.close()
        self.told.emit()


class WarmModel(_Asker):
    """Keeps one model loaded in a worker and asks it about texts, the newest only."""

    ready = Signal()
    answered = Signal(str, object)
    """The text that was asked about last, and the `spec.Answer` to it."""
    ended = Signal(str)
    """The worker is gone; the reason in words, empty if nothing went wrong."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model: Path | None = None
        self._loaded = False
        self._number = 0
        self._waiting: str | None = None
        self._asked = 0
        """Number of the question under way, 0 for none."""
        self._question = ""

    @property
    def model(self) -> Path | None:
        """Folder of the model that is loaded or being loaded."""
        return self._model

    @property
    def is_loaded(self) -> bool:
        return self._loaded

    def load(self, task: str, model: Path) -> None:
        """Load a model in place of the present one; nothing happens if it is that one."""
        if self._model == model and self.is_busy:
            return
        self.close()
        thread = self._start(spec.ProbeJob(task, str(model)))
        self._model = model
        thread.happened.connect(lambda events: self._on_happened(thread, events))
        thread.said.connect(lambda line: self._on_said(thread, line))
        thread.ended.connect(lambda outcome: self._on_ended(thread, outcome))
        thread.start()

    def ask(self, text: str) -> None:
        """Ask about a text. While an answer is under way only the newest text waits."""
        self._waiting = text
        self._send()

    def close(self) -> None:
        super().close()
        self._model, self._loaded, self._waiting, self._asked = None, False, None, 0

    def _send(self) -> None:
        if self._thread is None or not self._loaded or self._asked or self._waiting is None:
            return
        self._number += 1
        self._asked = self._number
        self._question, self._waiting = self._waiting, None
        self._thread.write(spec.to_line(spec.Question(self._number, self._question)))

    def _on_happened(self, thread: JobThread, events: list[Event]) -> None:
        if thread is self._thread and any(
            isinstance(event, Stage) and event.name == "ready" for event in events
        ):
            self._loaded = True
            self.ready.emit()
            self._send()

    def _on_said(self, thread: JobThread, line: str) -> None:
        if thread is not self._thread:
            return
        try:
            answer = spec.read_answer(line)
        except ValueError:
            log.info("the probe worker said: %s", line)
            return
        if answer.id != self._asked:
            return
        self._asked = 0
        if self._waiting is None:
            self.answered.emit(self._question, answer)
        self._send()

    def _on_ended(self, thread: JobThread, outcome: Finished | Failed) -> None:
        if thread is not self._thread:
            return
        self.close()
        self.ended.emit(outcome.message if isinstance(outcome, Failed) else "")
