"""Following a run that another window started, or this one before it was closed: by its files alone."""

import contextlib
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from bertstudio.core.events import Event, Failed, Finished, Progress, Saved, from_line
from bertstudio.core.words import tr
from bertstudio.jobs.process import (
    ASK_S,
    EVENTS_NAME,
    SECURE_S,
    TERMINATE_S,
    append,
    forget_pid,
    kill_tree,
    living,
)
from bertstudio.store.project import Project
from bertstudio.store.runs import Run, events, read_run

LOOK_MS = 300
LOOK_MS_ASKED = 50
"""Somebody has pressed Stop and waits."""
LINGER_S = 0.5
"""A process that has said its last word has nothing more to do; leaving torch in good order takes seconds."""


class RunFollower(QObject):
    """Reads `events.jsonl` as it grows and ends when the worker does. Has the signals of `JobThread`."""

    happened = Signal(object)
    """A list of events, in order."""
    ended = Signal(object)
    """Finished or Failed, once."""

    def __init__(self, folder: Path, pid: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pid = pid
        self._position = 0
        self._asked = False
        self._outcome: Finished | Failed | None = None
        self._has_steps = False
        self._is_saved = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin with what the file says so far."""
        self._timer.start()
        QTimer.singleShot(0, self, self._look)

    def stop(self) -> None:
        """Ask the worker by a signal, which it takes for a polite one; then kill it and its children.

        One that has nothing to keep yet is not asked; one that has saved a model gets less patience.
        """
        self._ask(ASK_S if self._is_saved else ASK_S + TERMINATE_S)

    def pause(self) -> None:
        """Ask in the same way, with patience until the training is secured on the disk."""
        self._ask(SECURE_S)

    def _ask(self, patience_s: float) -> None:
        if not self._asked:
            self._asked = True
            self._timer.setInterval(LOOK_MS_ASKED)
            if living(self._folder) == self._pid and self._has_steps:
                with contextlib.suppress(psutil.Error):
                    psutil.Process(self._pid).terminate()
        QTimer.singleShot(int(patience_s * 1000) if self._has_steps else 0, self, self._kill)

    def detach(self) -> None:
        """Look no more; the worker goes on."""
        self._timer.stop()

    def wait(self, _milliseconds: int) -> bool:
        """There is no thread to wait for."""
        return True

    def _look(self) -> None:
        if not self._timer.isActive():
            return
        gone = living(self._folder) is None
        new = self._read()
        if new:
            self.happened.emit(new)
        if gone:
            self._end()
        elif self._outcome is not None:
            # Within the patience of one who has asked, the processor is not needed for a tidy end.
            QTimer.singleShot(0 if self._asked else int(LINGER_S * 1000), self, self._kill)

    def _read(self) -> list[Event]:
        """Return the events of the whole lines that are new."""
        found: list[Event] = []
        try:
            with (self._folder / EVENTS_NAME).open("rb") as file:
                file.seek(self._position)
                new = file.read()
        except OSError:
            return found
        whole = new[: new.rfind(b"\n") + 1]
        self._position += len(whole)
        for line in whole.splitlines():
            with contextlib.suppress(ValueError):
                found.append(from_line(line.decode("utf-8", "replace")))
        self._has_steps |= any(isinstance(event, Progress) for event in found)
        self._is_saved |= any(isinstance(event, Saved) for event in found)
        outcomes = [event for event in found if isinstance(event, Finished | Failed)]
        self._outcome = outcomes[-1] if outcomes else self._outcome
        return found

    def _end(self) -> None:
        self._timer.stop()
        if self._outcome is None:
            self._outcome = lost(self._folder, asked=self._asked)
            self.happened.emit([self._outcome])
        forget_pid(self._folder)
        self.ended.emit(self._outcome)

    def _kill(self) -> None:
        if living(self._folder) == self._pid:
            kill_tree(self._pid)


def lost(folder: Path, *, asked: bool = False) -> Finished | Failed:
    """Write the last word for a worker that ended unseen, and return it."""
    now = time.time()
    outcome: Finished | Failed
    if asked:
        outcome = Finished(seconds=0.0, stopped=True, time=now)
    elif not (folder / EVENTS_NAME).exists():
        outcome = Failed(tr("BertStudio was closed before this run began. Go on with it."), time=now)
    else:
        text = tr("This run ended while BertStudio was closed. Go on with it, or use its best model so far.")
        outcome = Failed(text, time=now)
    append(folder, outcome)
    return outcome


def found_again(project: Project, folders: Sequence[str]) -> list[Run]:
    """Return the runs in these folders that still train; write the last word for those that ended unseen.

    Reads every run, so it is called in a thread.
    """
    alive: list[Run] = []
    for name in folders:
        run = read_run(project.folder / "runs" / name)
        if run is None:
            continue
        if run.state == "running":
            alive.append(run)
        elif run.state == "failed" and not project.read_only and not _has_end(run.path):
            lost(run.path)
    return alive


def _has_end(path: Path) -> bool:
    told = events(path, without='"event": "progress"')
    return any(isinstance(event, Finished | Failed) for event in told)
