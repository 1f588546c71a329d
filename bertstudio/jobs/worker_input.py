"""What the parent says to a worker, one line at a time."""

import os
import queue
import signal
import threading

from bertstudio.jobs.process import DETACH, PAUSE, STOP

DETACHED_VARIABLE = "BERTSTUDIO_DETACHED"


class Commands:
    """Reads standard input in a thread. `stopped` may be asked at every step; it costs nothing."""

    def __init__(self, descriptor: int = 0) -> None:
        self._stop = threading.Event()
        self._pause = threading.Event()
        self._detached = bool(os.environ.get(DETACHED_VARIABLE))
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, lambda *_: self._stop.set())
        # Plain reads: a thread that waits in a buffered file would crash the end of the interpreter.
        threading.Thread(target=self._read, args=(descriptor,), daemon=True).start()

    def stopped(self) -> bool:
        """Tell whether the work should end now."""
        return self._stop.is_set()

    def paused(self) -> bool:
        """Tell whether the work was stopped to be taken up again."""
        return self._pause.is_set()

    def questions(self) -> "queue.SimpleQueue[str | None]":
        """Return the queue of lines that are no commands; None is the end of the input."""
        return self._lines

    def _read(self, descriptor: int) -> None:
        rest = b""
        while True:
            try:
                piece = os.read(descriptor, 65_536)
            except OSError:
                piece = b""
            if not piece:
                break
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self._take(line.decode("utf-8", "replace").strip())
        if not self._detached:
            self._stop.set()
        self._lines.put(None)

    def _take(self, line: str) -> None:
        if line in {STOP, PAUSE}:
            if line == PAUSE:
                self._pause.set()
            self._stop.set()
            self._lines.put(None)
        elif line == DETACH:
            self._detached = True
        elif line:
            self._lines.put(line)
