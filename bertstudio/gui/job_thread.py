"""The thread that owns a worker process: it starts it, reads its event lines and ends it.

The GUI thread never waits for the child: every call here returns at once, and what the child says comes as
signals, gathered so that a talkative worker wakes the window at most twenty times a second.
"""

import contextlib
import queue
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import IO

from PySide6.QtCore import QObject, QThread, Signal

from bertstudio.core.events import Event, Failed, Finished, Progress, Saved, from_line
from bertstudio.core.words import tr
from bertstudio.gui.spare_worker import SpareWorker
from bertstudio.jobs.process import (
    ASK_S,
    DETACH,
    PAUSE,
    SECURE_S,
    STOP,
    TERMINATE_S,
    Command,
    append,
    ask,
    forget_pid,
    kill_group,
    kill_tree,
    reason,
    start,
    tail,
)

GATHER_S = 0.05
"""Events of this long are handed over together."""
LINGER_S = 0.5
"""A process that has said its last word has nothing more to do; leaving torch in good order takes seconds."""
WATCH_S = 1.0
"""A silent process is looked after this often: a child of it may hold the pipe open when it is dead."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something in the queue that is not an event."""

    name: str


_EOF, _STOP, _PAUSE, _KILL, _DETACH = (_Mark(name) for name in ("eof", "stop", "pause", "kill", "detach"))


class JobThread(QThread):
    """Runs one worker process until it ends, is stopped or is let go."""

    happened = Signal(object)
    """A list of events, in order."""
    said = Signal(str)
    """A line that is not an event: answers of the probe worker, and garbage that a library printed."""
    ended = Signal(object)
    """Finished or Failed, once, when the process is gone. Not emitted after `detach`."""

    def __init__(
        self, command: Command, spare: SpareWorker | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._command = command
        self._spare = spare
        self._queue: queue.SimpleQueue[Event | _Mark] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked_at: float | None = None
        self._is_pausing = False
        self._deadline: float | None = None
        self._outcome: Finished | Failed | None = None
        self._has_steps = False
        self._is_saved = False

    def stop(self) -> None:
        """Ask the worker to stop; it is gone within a second, or two if no model is saved yet."""
        self._queue.put(_STOP)

    def pause(self) -> None:
        """Ask the worker to stop once it has secured its training on the disk, to go on with it later."""
        self._queue.put(_PAUSE)

    def kill(self) -> None:
        """End the worker at once: for one that has nothing to keep."""
        self._queue.put(_KILL)

    def detach(self) -> None:
        """Let the worker go on without this window."""
        self._queue.put(_DETACH)

    def write(self, line: str) -> None:
        """Send one line to the worker. Lines to one that has ended are lost."""
        if self._process is not None:
            ask(self._process, line)

    def run(self) -> None:
        try:
            taken = self._spare.take(self._command) if self._spare is not None else None
            process = self._process = taken or start(self._command)
        except OSError as error:
            self._end(Failed(tr("The worker could not be started. Install BertStudio again."), str(error)))
            return
        threading.Thread(target=self._read, args=(process.stdout,), daemon=True).start()
        if self._supervise():
            self._let_go(process)
            return
        process.wait()
        _close_input(process)
        self._end(self._outcome or self._reason(process.returncode))

    def _read(self, stream: IO[bytes]) -> None:
        """Turn lines into events. Runs in a plain thread, because reading a pipe cannot be interrupted."""
        with contextlib.suppress(OSError, ValueError), stream:
            for line in stream:
                text = line.decode("utf-8", "replace").strip()
                try:
                    self._queue.put(from_line(text))
                except ValueError:
                    if text:
                        self.said.emit(text)
        self._queue.put(_EOF)

    def _supervise(self) -> bool:
        """Hand events over until the process has ended (False) or is let go (True)."""
        while True:
            items = self._gather()
            events = [item for item in items if not isinstance(item, _Mark)]
            if events:
                self._take(events)
            if _PAUSE in items:
                self._ask(PAUSE)
            if _STOP in items:
                self._ask(STOP)
            if _KILL in items and self._process is not None:
                self._asked_at = time.monotonic()
                kill_tree(self._process.pid)
            if _DETACH in items:
                return True
            if _EOF in items or (not items and self._died()):
                self._clean_up()
                return False
            self._escalate()

    def _gather(self) -> list[Event | _Mark]:
        """Wait for something, then a moment more for what follows it."""
        left = WATCH_S if self._deadline is None else self._deadline - time.monotonic()
        try:
            items = [self._queue.get(timeout=min(max(left, 0.0), WATCH_S))]
        except queue.Empty:
            return []
        if not isinstance(items[0], _Mark):
            time.sleep(GATHER_S)
        while not self._queue.empty():
            items.append(self._queue.get())
        return items

    def _take(self, events: list[Event]) -> None:
        for event in events:
            self._has_steps |= isinstance(event, Progress)
            self._is_saved |= isinstance(event, Saved)
            if isinstance(event, Finished | Failed):
                self._outcome = event
                patience = LINGER_S if self._asked_at is None else 0.0
                self._deadline = time.monotonic() + patience
        self.happened.emit(events)

    def _ask(self, line: str) -> None:
        if self._asked_at is not None and not self._is_pausing:
            return
        self._asked_at, self._is_pausing = time.monotonic(), line == PAUSE
        self._deadline = self._asked_at + (SECURE_S if self._is_pausing else ASK_S)
        if self._has_steps or self._process is None:
            self.write(line)
        else:
            # There is nothing to keep yet, and nobody can be interrupted who loads torch or a model.
            kill_tree(self._process.pid)

    def _escalate(self) -> None:
        """Past a deadline: terminate a worker that was asked, kill one that was told or that lingers."""
        process, now = self._process, time.monotonic()
        if process is None or self._deadline is None or now < self._deadline:
            return
        # The best model is whole on the disk at every moment: only a first one is worth more patience.
        waits = self._asked_at is not None and now < self._asked_at + ASK_S + TERMINATE_S
        if self._asked_at is not None and waits and self._outcome is None and not self._is_saved:
            self._deadline = self._asked_at + ASK_S + TERMINATE_S
            with contextlib.suppress(OSError):
                process.terminate()
            return
        self._deadline = None
        kill_tree(process.pid)

    def _died(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def _clean_up(self) -> None:
        """Standard output is closed or the process is dead: leave nothing of it behind."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            # After its last word a worker only takes torch down.
            process.wait(ASK_S if self._outcome is None else GATHER_S)
        if process.poll() is None:
            kill_tree(process.pid)
        kill_group(process.pid)

    def _reason(self, returncode: int) -> Finished | Failed:
        """Say why the process ended without a last word, here and in `events.jsonl`."""
        outcome: Finished | Failed
        if self._asked_at is not None:
            outcome = Finished(0.0, stopped=True, paused=self._is_pausing, time=time.time())
        else:
            detail = tail(self._command.folder)
            outcome = Failed(reason(returncode, self._command.kind), detail, time.time())
        if self._command.folder is not None:
            append(self._command.folder, outcome)
        self.happened.emit([outcome])
        return outcome

    def _let_go(self, process: subprocess.Popen[bytes]) -> None:
        self.write(DETACH)
        _close_input(process)
        # Popen warns about a child that outlives it; this one is meant to.
        process.returncode = 0

    def _end(self, outcome: Finished | Failed) -> None:
        if self._command.folder is not None:
            forget_pid(self._command.folder)
        self.ended.emit(outcome)


def _close_input(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
