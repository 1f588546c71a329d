"""Which trainings can be taken up, and what stands of what they said."""

from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished, Note, Progress, Saved, Scored, Stage, Started
from bertstudio.jobs import spec
from bertstudio.jobs.process import append
from bertstudio.jobs.taking_up import rewind, run_to_take_up
from bertstudio.store import runs
from bertstudio.store.project import Project, close, create
from bertstudio.training import checkpoint
from bertstudio.training.checkpoint import CHECKPOINT


@pytest.fixture
def project(tmp_path: Path):
    made = create(tmp_path / "project")
    yield made
    close(made)


def run_that_said(project: Project, *events: Event) -> Path:
    folder = runs.new_run(project).path
    spec.write(spec.TrainJob(1, "ner", ["PER"], "starter"), folder)
    for event in events:
        append(folder, event)
    return folder


def steps(count: int) -> list[Event]:
    return [Progress(step, 9, step / 9, 1.0, 1e-4, 1.0, 1.0, 1.0) for step in range(1, count + 1)]


def secured(folder: Path, step: int) -> None:
    checkpoint.write(folder / CHECKPOINT, lambda _: None, {"step": step})


def test_what_was_said_after_the_checkpoint_will_be_said_again(project: Project) -> None:
    score = Scored(4, 1, 1.0, 1.0, 1.0, 1.0, best=True)
    told = [
        Started("train"),
        Stage("loading", 1, 1),
        *steps(3),
        Note("so"),
        *steps(4)[3:],
        score,
        Saved(4, "model"),
    ]
    folder = run_that_said(project, *told, Failed("gone"))
    secured(folder, 3)
    found = rewind(folder)
    assert found is not None
    assert found.step == 3
    assert list(runs.events(folder)) == [Started("train"), *steps(3), Note("so")]


def test_without_a_checkpoint_it_begins_anew(project: Project) -> None:
    folder = run_that_said(project, Started("train"), *steps(3), Failed("gone"))
    assert rewind(folder) is None
    assert list(runs.events(folder)) == []


def test_a_new_run_is_left_alone(project: Project) -> None:
    folder = run_that_said(project)
    assert rewind(folder) is None
    assert not (folder / "events.jsonl").exists()


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (Finished(1.0, stopped=True, paused=True), "paused"),
        (Finished(1.0, stopped=True), "stopped"),
        (Failed("gone"), "failed"),
    ],
)
def test_the_last_interrupted_run_is_found(project: Project, end: Event, state: str) -> None:
    run_that_said(project, Started("train"), end)
    run_that_said(project, Started("train"), Finished(1.0))
    found = run_to_take_up(project, None)
    assert (found.number, found.state) == (1, state)


def test_a_run_that_has_ended_is_refused_in_words(project: Project) -> None:
    run_that_said(project, Started("train"), Finished(1.0))
    with pytest.raises(UserError, match="Run 1 has come to its end"):
        run_to_take_up(project, 1)
    with pytest.raises(UserError, match="none to go on with"):
        run_to_take_up(project, None)
