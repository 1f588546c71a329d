"""A worker that is started before there is a job, so that nobody waits for torch to be loaded."""

import subprocess
import threading

from bertstudio.jobs.process import Command, ask, environment, kill_tree, launch, worker_command, write_pid
from bertstudio.jobs.spec import JOB_NAME

WAITING = "-"
"""In place of a job: load everything, then read the path of the job from standard input."""


class Spare:
    """Holds at most one such worker. May be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_there(self) -> bool:
        """Tell whether a worker waits."""
        with self._lock:
            return self._process is not None and self._process.poll() is None

    def prepare(self) -> None:
        """Start a worker, unless one waits. It takes seconds until it is ready, and may be taken before."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._drop()
                self._process = launch(Command(worker_command([WAITING]), environment=environment()))

    def take(self, command: Command) -> subprocess.Popen[bytes] | None:
        """Give the waiting worker a job in place of starting one.

        None if there is none, or if the job needs another environment: a worker that may not reach for the
        network was started without it.
        """
        with self._lock:
            process = self._process
            fits = command.folder is not None and command.environment == environment()
            if not fits or process is None or process.poll() is not None:
                return None
            self._process = None
        assert command.folder is not None
        write_pid(command.folder, process.pid)
        ask(process, str((command.folder / JOB_NAME).absolute()))
        return process

    def end(self) -> None:
        """End the worker that waits, if there is one."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        kill_tree(process.pid)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
