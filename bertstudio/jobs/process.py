"""The worker as an operating system process: starting it, ending it, explaining its end.

The command line and the window both start workers through this module.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

from bertstudio.core.events import Event, to_line
from bertstudio.core.words import tr
from bertstudio.jobs.spec import JOB_NAME, TrainJob, read

LOG_NAME = "worker.log"
PID_NAME = "worker.pid"
EVENTS_NAME = "events.jsonl"

ASK_S = 0.8
"""After the polite question, this long until the process is told to end."""
SECURE_S = 60.0
"""A worker that brings its training to the disk, to go on later, is waited for this long."""
TERMINATE_S = 1.5
"""And this long more until it and its children are killed."""

STOP = "stop"
PAUSE = "pause"
DETACH = "detach"
"""Lines of standard input. After `detach` the end of standard input is no longer a reason to stop."""


MEMORY = {
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "128",
    "MALLOC_MMAP_THRESHOLD_": "33554432",
    "MALLOC_TRIM_THRESHOLD_": "268435456",
    "MALLOC_TOP_PAD_": "67108864",
}
"""How a worker uses memory.

Each batch has another shape, and oneDNN keeps a program for each of the last 1,024 of them: 128 are those of
the last few steps (1,180 MB instead of 1,320 after 60 steps of the starter, no slower). glibc would give
large blocks back to the system after each layer and ask for them again; keeping them made the same steps a
tenth faster.
"""


@dataclass(frozen=True, slots=True)
class Command:
    """What to start. `folder` is the job's folder, where log and pid file go; None leaves none."""

    arguments: tuple[str, ...]
    folder: Path | None = None
    kind: str = "train"
    environment: Mapping[str, str] = field(default_factory=dict)


def worker_command(arguments: Sequence[str | Path]) -> tuple[str, ...]:
    """Return the command that starts a worker. A frozen program is its own interpreter."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "bertstudio"]
    return (*own, "worker", *map(str, arguments))


def command_for(folder: Path) -> Command:
    """Return how to start the worker for the `job.json` of a folder. Raises UserError if there is none."""
    job = read(folder / JOB_NAME)
    allowed = isinstance(job, TrainJob) and job.allow_download
    return Command(worker_command([folder / JOB_NAME]), folder, job.kind, environment(allow_download=allowed))


def environment(*, allow_download: bool = False) -> dict[str, str]:
    """Return what a worker's environment has beyond ours. Thread counts stay as the user set them.

    Threads of torch wait for each other some thousand times a step. By default they spin for long, and on a
    busy computer a spinning thread holds the core that the other one needs: on 2 cores at load 6 the starter
    learned 75 tokens/s, and 1,100 when waiting threads sleep at once. That in turn costs a quarter on a
    quiet computer (2,160 instead of 2,920). Spinning for a moment gives 2,630 and 1,700.
    """
    values = {
        # Tokenising in threads before the training starts is safe: the worker never forks afterwards.
        "TOKENIZERS_PARALLELISM": "true",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }
    if not {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"} & os.environ.keys():
        values["GOMP_SPINCOUNT"] = "3000"
    values |= {name: value for name, value in MEMORY.items() if name not in os.environ}
    if not allow_download:
        values |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    return values


def start(command: Command) -> subprocess.Popen[bytes]:
    """Start the process in a group of its own, with its errors in the log of the folder.

    Raises OSError if the program is not there.
    """
    if command.folder is None:
        return launch(command)
    with (command.folder / LOG_NAME).open("ab") as log:
        process = launch(command, log)
    write_pid(command.folder, process.pid)
    return process


def launch(command: Command, errors: IO[bytes] | int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start the process, its errors going where they are told to. Raises OSError."""
    return subprocess.Popen(  # noqa: S603  # our own program, never a shell
        command.arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**os.environ, **command.environment},
        start_new_session=sys.platform != "win32",
        # No console window, and Ctrl+C in ours does not reach it.
        creationflags=0x08000200 if sys.platform == "win32" else 0,
    )


def ask(process: subprocess.Popen[bytes], line: str = STOP) -> None:
    """Send a line to the worker. One that has ended hears nothing."""
    if process.stdin is not None and not process.stdin.closed:
        with contextlib.suppress(OSError, ValueError):
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask, then terminate, then kill the process and its children. Returns when it is gone."""
    for patience in (ASK_S, TERMINATE_S):
        if process.poll() is not None:
            break
        if patience is ASK_S:
            ask(process)
        else:
            process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    kill_tree(process.pid)
    process.wait()
    kill_group(process.pid)


def write_pid(folder: Path, pid: int) -> None:
    """Remember the process of a job. The start time tells it from a later one with the same number."""
    with contextlib.suppress(psutil.Error):
        record = {"pid": pid, "started": psutil.Process(pid).create_time()}
        (folder / PID_NAME).write_text(json.dumps(record), encoding="utf-8")


def forget_pid(folder: Path) -> None:
    """The process of a job is gone."""
    (folder / PID_NAME).unlink(missing_ok=True)


def living(folder: Path) -> int | None:
    """Return the process that still works on this job, or None."""
    try:
        record = json.loads((folder / PID_NAME).read_text(encoding="utf-8"))
        process = psutil.Process(int(record["pid"]))
        same = abs(process.create_time() - float(record["started"])) < 1.0
        return process.pid if same and process.status() != psutil.STATUS_ZOMBIE else None
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None


def kill_tree(pid: int) -> None:
    """End a process and all its children, at once."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        for child in [*process.children(recursive=True), process]:
            with contextlib.suppress(psutil.Error):
                child.kill()


def kill_group(pid: int) -> None:
    """End what a dead worker left behind: its children outlive it, but stay in its group."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)


def append(folder: Path, event: Event) -> None:
    """Add an event to `events.jsonl` of a job whose worker cannot any more."""
    with (folder / EVENTS_NAME).open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            # A worker that was killed may have left half a line.
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(to_line(event).encode("utf-8", "replace") + b"\n")


def tail(folder: Path | None, limit_bytes: int = 4000) -> str:
    """Return the end of what the worker wrote to standard error."""
    if folder is None or not (folder / LOG_NAME).is_file():
        return ""
    with (folder / LOG_NAME).open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - limit_bytes))
        return file.read().decode("utf-8", "replace").strip()


def reason(returncode: int, kind: str = "train") -> str:
    """Put the end of a process that said nothing into words."""
    work = _work(kind)
    if returncode == -9:
        return tr(
            "The {work} process was ended by the system (signal 9). Often the memory was full. "
            "Start again with a smaller batch.",
            work=work,
        )
    if returncode in {-15, -1, -2}:
        return tr(
            "The {work} process was ended from outside (signal {number}). Start it again.",
            work=work,
            number=-returncode,
        )
    if returncode < 0 or returncode > 255:
        return tr(
            "The {work} process broke off (signal {number}). Copy the log for a report, then start again.",
            work=work,
            number=abs(returncode),
        )
    return tr(
        "The {work} process ended without a result (exit status {number}). "
        "The log says more. Start it again.",
        work=work,
        number=returncode,
    )


def _work(kind: str) -> str:
    words = {
        "train": tr("training"),
        "evaluate": tr("evaluation"),
        "suggest": tr("suggestion"),
        "export": tr("export"),
    }
    return words.get(kind, tr("model"))
