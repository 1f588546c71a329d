"""A training that was interrupted is taken up in its own run folder, as if nothing had happened."""

import os
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished, Progress, Saved, Scored, Stage, to_line
from bertstudio.core.words import tr
from bertstudio.jobs.process import EVENTS_NAME, living
from bertstudio.jobs.spec import JOB_NAME, TrainJob, read
from bertstudio.store.project import Project, check_writable
from bertstudio.store.runs import Run, events, find_run, runs
from bertstudio.training.checkpoint import CHECKPOINT, Checkpoint, find

UNFINISHED = frozenset({"failed", "stopped", "paused"})


def can_be_taken_up(run: Run) -> bool:
    """Tell whether a run is a training that has not come to its end and that nobody works on."""
    return run.kind == "train" and run.state in UNFINISHED


def run_to_take_up(project: Project, number: int | None) -> Run:
    """Return the run of that number, or the last one that was interrupted.

    Raises:
        UserError: there is none, it has come to its end, it is still at work, or the project is read-only.
    """
    check_writable(project)
    if number is None:
        found = next((run for run in runs(project) if can_be_taken_up(run)), None)
        if found is None:
            raise UserError(
                tr("No training of this project was interrupted, so there is none to go on with.")
            )
        return found
    run = find_run(project, number)
    if run.state == "running" or living(run.path) is not None:
        raise UserError(tr("Run {number} is at work already. Wait for it, or stop it.", number=number))
    if not can_be_taken_up(run):
        raise UserError(tr("Run {number} has come to its end. Start a new training.", number=number))
    return run


def rewind(folder: Path) -> Checkpoint | None:
    """Return the checkpoint of a run folder, and let `events.jsonl` end where it was made.

    What was said afterwards will be said again. Without a checkpoint the training begins anew.
    """
    if not isinstance(read(folder / JOB_NAME), TrainJob) or not (folder / EVENTS_NAME).is_file():
        return None
    found = find(folder / CHECKPOINT)
    step = found.step if found else -1
    written = folder / f"{EVENTS_NAME}.part"
    with written.open("w", encoding="utf-8", newline="\n") as file:
        for event in events(folder):
            if found is not None and _stands(event, step):
                file.write(to_line(event) + "\n")
        file.flush()
        os.fsync(file.fileno())
    written.replace(folder / EVENTS_NAME)
    return found


def _stands(event: Event, step: int) -> bool:
    if isinstance(event, Progress | Scored | Saved):
        return event.step <= step
    return not isinstance(event, Finished | Failed | Stage)
