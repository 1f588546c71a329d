"""Run folders: what went into a job, what it said, what came out. Files only, so a run can be mailed."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished, Scored, Started, from_line
from bertstudio.core.records import from_record, to_record
from bertstudio.core.surroundings import ALONE, Surroundings
from bertstudio.core.words import tr
from bertstudio.store.project import Project, check_writable, runs_folder

JOB = "job.json"
DOCUMENTS = "documents.jsonl"
EVENTS = "events.jsonl"
WORKER = "worker.pid"
MODEL = "model"

State = Literal["running", "finished", "failed", "stopped", "paused"]

_NUMBERED = re.compile(r"(\d{4,})[-.]")


@dataclass(frozen=True, slots=True)
class RunFolder:
    """A folder that belongs to one run: `runs/0007-ner`."""

    number: int
    path: Path


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its files tell it."""

    number: int
    path: Path
    task: str
    name: str
    base_model: str
    state: State
    started: float
    """Seconds since 1970; 0.0 if it said nothing yet."""
    best: dict[str, Any] = field(default_factory=dict)
    """The best score on dev so far: step, epoch, loss, precision, recall, f1. Empty if there is none."""
    message: str = ""
    """Why it failed, for the user."""
    kind: str = "train"
    """train, evaluate or suggest."""
    seconds: float | None = None
    """How long it took, None while it runs or if it never came to its end."""
    group: str = ""
    """What runs have in common that belong together: several seeds or folds of one training."""

    @property
    def has_model(self) -> bool:
        """Tell whether there is a model to use."""
        return (self.path / MODEL).is_dir()


def new_run(project: Project, kind: str = "ner") -> RunFolder:
    """Make the folder of the next run. Two that ask at the same moment get two numbers.

    Raises:
        UserError: the project is open for reading only, or the disk is full.
    """
    check_writable(project)
    return make_run(runs_folder(project), kind)


def make_run(folder: Path, kind: str) -> RunFolder:
    """Make the folder of the next run, also while another process has the project open.

    Raises:
        UserError: the disk is full, or the folder is closed to us.
    """
    try:
        folder.mkdir(exist_ok=True)
        number = _next_number(folder)
        while not _claimed(folder, number):
            number += 1
        try:
            _remember(folder, number)
            path = folder / f"{number:04d}-{kind}"
            path.mkdir()
        finally:
            _claim(folder, number).rmdir()
    except OSError as error:
        raise UserError(
            tr("No run folder can be made in {folder}: {reason}.", folder=folder, reason=error.strerror)
        ) from error
    return RunFolder(number, path)


LAST = ".last"
"""Holds the highest number ever given: suggestions refer to runs, also to those that were deleted."""


def _remember(folder: Path, number: int) -> None:
    """Note the number in one move: two that write into one file at once could leave the digits of both."""
    written = folder / f"{LAST}.{number}"
    written.write_text(str(number), encoding="utf-8")
    written.replace(folder / LAST)


def _claim(folder: Path, number: int) -> Path:
    return folder / f"{number:04d}.new"


def _claimed(folder: Path, number: int) -> bool:
    """Claim a number. Making a folder is atomic; a number is taken if a run of it exists once we hold it."""
    try:
        _claim(folder, number).mkdir()
    except FileExistsError:
        return False
    if any(folder.glob(f"{number:04d}-*")):
        _claim(folder, number).rmdir()
        return False
    return True


def _next_number(folder: Path) -> int:
    numbers = [int(match[1]) for path in folder.iterdir() if (match := _NUMBERED.match(path.name))]
    last = folder / LAST
    text = last.read_text(encoding="utf-8").strip() if last.exists() else ""
    return 1 + max([*numbers, int(text) if text.isdigit() else 0], default=0)


def runs(project: Project) -> list[Run]:
    """Return the runs of a project, the newest first. Folders without a job yet are left out."""
    folder = runs_folder(project)
    if not folder.is_dir():
        return []
    found = [run for path in folder.iterdir() if (run := read_run(path)) is not None]
    return sorted(found, key=lambda run: run.number, reverse=True)


def find_run(project: Project, number: int) -> Run:
    """Return the run of that number. Raises UserError if there is none."""
    found = next((run for run in runs(project) if run.number == number), None)
    if found is None:
        raise UserError(tr("There is no run {number} in this project.", number=number))
    return found


def read_run(path: Path) -> Run | None:
    """Return what the files of a run folder tell, None if it is none or has no job yet."""
    match = _NUMBERED.match(path.name)
    try:
        job = json.loads((path / JOB).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if match is None or not isinstance(job, dict):
        return None
    started, best, end = _told(path)
    state, message = _state(path, end)
    return Run(
        number=int(match[1]),
        path=path,
        task=str(job.get("task", "")),
        name=str(job.get("name", "")),
        base_model=str(job.get("base_model", "")),
        state=state,
        started=started,
        best=best,
        message=message,
        kind=str(job.get("kind", "train")),
        seconds=end.seconds if isinstance(end, Finished) else None,
        group=str(job.get("group", "")),
    )


def _told(path: Path) -> tuple[float, dict[str, Any], Finished | Failed | None]:
    """Return when a run began, its best score, and how it ended."""
    began, best, end = 0.0, {}, None
    for event in events(path, without='"event": "progress"'):
        match event:
            case Started(time=time):
                began = time
            case Scored(best=True):
                names = ("step", "epoch", "loss", "precision", "recall", "f1")
                best = {name: getattr(event, name) for name in names}
            case Finished() | Failed():
                end = event
    return began, best, end


def _state(path: Path, end: Finished | Failed | None) -> tuple[State, str]:
    if isinstance(end, Failed):
        return "failed", end.message
    if isinstance(end, Finished):
        return ("paused" if end.paused else "stopped" if end.stopped else "finished"), ""
    if worker(path) is not None:
        return "running", ""
    return "failed", tr(
        "The training process ended without a word: it was killed, or the computer went off. Go on with it."
    )


def events(path: Path, *, without: str = "") -> Iterator[Event]:
    """Yield what the worker of a run folder said. Half a line at the end, and lines of newer versions, are
    passed over.

    Lines that hold `without` are not even parsed.
    """
    try:
        file = (path / EVENTS).open(encoding="utf-8", errors="replace")
    except OSError:
        return
    with file:
        for line in file:
            if without and without in line:
                continue
            try:
                yield from_line(line)
            except ValueError:
                continue


def record_worker(path: Path, pid: int) -> None:
    """Note which process works on a run. Its start time tells it from a later process of the same number."""
    import psutil

    try:
        record = {"pid": pid, "started": psutil.Process(pid).create_time()}
    except psutil.Error:
        # It has ended already and has said what it had to say.
        return
    (path / WORKER).write_text(json.dumps(record), encoding="utf-8")


def worker(path: Path) -> int | None:
    """Return the process that works on a run, None if it does not live."""
    try:
        record = json.loads((path / WORKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    # Only runs without an end come to this line, and psutil is not loaded at start.
    import psutil

    try:
        process = psutil.Process(int(record["pid"]))
        same = abs(process.create_time() - float(record["started"])) < 1.0
        alive = process.status() != psutil.STATUS_ZOMBIE
    except (psutil.Error, KeyError, TypeError, ValueError):
        return None
    return process.pid if same and alive else None


def write_documents(
    path: Path, documents: Iterable[Document], around: Callable[[Document], Surroundings] = lambda _: ALONE
) -> int:
    """Write `documents.jsonl` into a run folder, with the context of each, and return how many there are.

    Raises:
        UserError: the disk is full.
    """
    number = 0
    try:
        with (path / DOCUMENTS).open("w", encoding="utf-8", newline="\n") as file:
            for document in documents:
                record = to_record(document) | {"document": document.id}
                context = around(document)
                if context != ALONE:
                    record |= asdict(context)
                # Escapes keep lone surrogates, which UTF-8 cannot hold.
                file.write(json.dumps(record) + "\n")
                number += 1
    except OSError as error:
        raise UserError(
            tr("{path} cannot be written: {reason}.", path=path / DOCUMENTS, reason=error.strerror)
        ) from error
    return number


def read_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a run folder, with the ids that they had in the project.

    Raises UserError as `read_with_context` does.
    """
    return (document for document, _ in read_with_context(path))


def read_with_context(path: Path) -> Iterator[tuple[Document, Surroundings]]:
    """Yield the documents of a run folder, and what stands around each of them.

    Raises:
        UserError: the file is missing, or a line is not whole; the sentence names file and line.
    """
    file_path = path / DOCUMENTS
    try:
        file = file_path.open(encoding="utf-8")
    except OSError as error:
        raise UserError(
            tr("{path} cannot be read: {reason}.", path=file_path, reason=error.strerror)
        ) from error
    with file:
        for number, line in enumerate(file, 1):
            try:
                record = json.loads(line)
                around = Surroundings(tuple(record.get("before", ())), tuple(record.get("after", ())))
                yield from_record(record, int(record.get("document", number))), around
            except (UserError, ValueError, KeyError, TypeError) as error:
                raise UserError(
                    tr("{path}, line {line}: {reason}", path=file_path, line=number, reason=error)
                ) from error
