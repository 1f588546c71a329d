"""The worker process: one job, one folder, events on standard output and in `events.jsonl`.

It reads `job.json` and `documents.jsonl` and never opens the database. Standard input takes the lines
`stop` and `detach`; its end means that the parent has died, which stops the work too unless it was
detached. Torch is imported here, after the first event has been said.
"""

import importlib
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished, to_line
from bertstudio.core.words import tr
from bertstudio.jobs import spec, taking_up
from bertstudio.jobs.process import EVENTS_NAME, LOG_NAME
from bertstudio.jobs.spare import WAITING
from bertstudio.jobs.worker_input import Commands
from bertstudio.training.checkpoint import Checkpoint

log = logging.getLogger(__name__)


class Channel:
    """Says events, and lines that are none, to the parent and to the folder of the job."""

    def __init__(self, folder: Path | None) -> None:
        # Whatever a library prints goes to standard error: standard output holds events only.
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        self._file = None
        if folder is not None:
            self._file = (folder / EVENTS_NAME).open("a", encoding="utf-8", errors="replace")
        self._heard = True

    def say(self, event: Event) -> None:
        """Say an event, with the time of now."""
        line = to_line(event if event.time else replace(event, time=round(time.time(), 3)))
        if self._file is not None:
            self._file.write(line + "\n")
            self._file.flush()
        self.line(line)

    def line(self, line: str) -> None:
        """Say a line to the parent only. A parent that is gone hears nothing."""
        if not self._heard:
            return
        try:
            self._out.write(line + "\n")
            self._out.flush()
        except (OSError, ValueError):
            self._heard = False

    def close(self) -> None:
        """Close the file of events; standard output ends with the process."""
        if self._file is not None:
            self._file.close()


def main(job_path: str | Path) -> int:
    """Do the job of a file. Returns the exit status: 0 done, 1 failed (the last event says why).

    For `-` everything is loaded first, and the path of the job comes as the first line of standard input.
    """
    _prepare_process()
    commands = Commands()
    if str(job_path) == WAITING:
        told = _wait_for_job(commands)
        if told is None:
            return 0
        job_path = told
    path = Path(job_path).absolute()
    began = time.perf_counter()
    checkpoint = _checkpoint(path)
    channel = Channel(path.parent if path.is_file() and not _is_probe(path) else None)
    try:
        for event in _events(spec.read(path), path.parent, commands, channel, checkpoint):
            if isinstance(event, Finished):
                # A training that was taken up brings the seconds of before.
                seconds = event.seconds + time.perf_counter() - began
                channel.say(replace(event, seconds=round(seconds, 3)))
            else:
                channel.say(event)
    except UserError as error:
        log.info("The job ended: %s", error)
        channel.say(Failed(str(error)))
    except Exception as error:  # the last door: everything else is a bug and must be told
        log.exception("unexpected")
        text = _memory_is_full() if _is_full(error) else _unexpected(error, path.parent)
        channel.say(Failed(text, traceback.format_exc()))
    else:
        return 0
    finally:
        channel.close()
    return 1


def _wait_for_job(commands: Commands) -> Path | None:
    """Load what a training needs, wait for its job, and let errors go to its log. None: nobody wants us."""
    from bertstudio.tasks.pretrained import warm_up

    importlib.import_module("bertstudio.training.loop")
    warm_up()
    line = commands.questions().get()
    if line is None:
        return None
    path = Path(line)
    log_file = os.open(path.parent / LOG_NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.dup2(log_file, 2)
    os.close(log_file)
    return path


def _checkpoint(path: Path) -> Checkpoint | None:
    """Return from where a training goes on; what is wrong with its job is said later."""
    try:
        return taking_up.rewind(path.parent)
    except UserError:
        return None


def _events(
    job: spec.Job, folder: Path, commands: Commands, channel: Channel, checkpoint: Checkpoint | None
) -> Iterator[Event]:
    from bertstudio.jobs import model_export, worker_jobs

    if isinstance(job, spec.TrainJob):
        return worker_jobs.train(job, folder, commands, channel.say, checkpoint)
    if isinstance(job, spec.EvaluateJob):
        return worker_jobs.evaluate(job, folder, commands)
    if isinstance(job, spec.SuggestJob):
        return worker_jobs.suggest(job, folder, commands)
    if isinstance(job, spec.ExportJob):
        return model_export.events(job, commands.stopped)
    return worker_jobs.probe(job, commands, channel.line)


def _prepare_process() -> None:
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for noisy in ("httpx", "filelock", "huggingface_hub"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # Ctrl+C is the parent's: it asks us to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _is_probe(path: Path) -> bool:
    try:
        return isinstance(spec.read(path), spec.ProbeJob)
    except UserError:
        return False


def _is_full(error: Exception) -> bool:
    """Tell whether memory ran out; torch says so in the text of a plain RuntimeError."""
    return isinstance(error, MemoryError) or "can't allocate memory" in str(error)


def _memory_is_full() -> str:
    return tr("The memory of this computer is full. Close other programs or choose a smaller batch.")


def _unexpected(error: Exception, folder: Path) -> str:
    return tr(
        "The work ended with an unexpected problem ({kind}). The log is at {path}.",
        kind=type(error).__name__,
        path=folder / LOG_NAME,
    )
