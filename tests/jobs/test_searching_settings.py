"""A search for good settings, with trainings that are played."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import searching
from test_series import document

from bertstudio.core.documents import Split
from bertstudio.core.errors import UserError
from bertstudio.jobs import process, search_folder
from bertstudio.jobs import search as module
from bertstudio.jobs.search import search
from bertstudio.jobs.search_folder import Plan, Trial
from bertstudio.store import project as projects
from bertstudio.store import runs as store
from bertstudio.store import staging

pytest.importorskip("optuna")
RATES = "learning_rate=1e-6..1e-2:log"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder that looks like a base model; nothing here reads its weights."""
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a few labelled documents, closed; its trainings are played."""
    monkeypatch.setattr(process, "worker_command", process.worker_command)
    searching.play()
    return filled(tmp_path / "project")


def filled(folder: Path) -> Path:
    made = projects.create(folder)
    staged = staging.stage(made)
    staging.add(staged, [document(n, Split(s)) for n, s in enumerate(["train"] * 4 + ["dev"] * 2)])
    staging.reveal(staged)
    projects.close(made)
    return folder


def planned(project: Path, base: Path, trials: int, **fields: Any) -> Path:
    plan = Plan(**{"name": "", "base_model": str(base), "trials": trials, "space": [RATES], **fields})
    module.check(plan)
    opened = projects.open_project(project)
    try:
        return search_folder.make(opened, plan)
    finally:
        projects.close(opened)


def carried_out(project: Path, folder: Path) -> list[Trial]:
    return [trial for trial, _ in search(project, folder, searching.follow)]


def test_every_trial_is_a_run_of_the_group_of_its_search(project: Path, base: Path) -> None:
    folder = planned(project, base, 3, fixed={"epochs": 2.0})
    trials = carried_out(project, folder)
    opened = projects.open_project(project, read_only=True)
    runs = store.runs(opened)
    projects.close(opened)
    assert [run.number for run in reversed(runs)] == [trial.run for trial in trials] == [1, 2, 3]
    assert {run.group for run in runs} == {"search-1"}
    job = json.loads((runs[-1].path / "job.json").read_text(encoding="utf-8"))
    assert job["config"] == {"epochs": 2.0, **trials[0].settings}
    assert job["name"] == "search-1, trial 1"
    results = search_folder.read_results(folder)
    assert results.trials == tuple(trials)
    assert results.best is not None
    assert results.best.f1 == max(trial.f1 or 0 for trial in trials)


def test_good_settings_are_found_and_what_mattered_is_known(project: Path, base: Path) -> None:
    folder = planned(project, base, 16, space=[RATES, "warmup=0..0.5"])
    carried_out(project, folder)
    results = search_folder.read_results(folder)
    assert results.best is not None
    assert 3e-5 < results.best.settings["learning_rate"] < 3e-4
    assert sum(results.importances.values()) == pytest.approx(1, abs=0.001)
    assert results.importances["learning_rate"] > results.importances["warmup"]


def test_a_training_that_lags_behind_is_asked_to_stop(project: Path, base: Path) -> None:
    # Trials of the first four come to their end; the played worker of a bad one waits for the word.
    folder = planned(project, base, 6, space=["learning_rate=1e-4..1.1e-4"])
    carried_out(project, folder)
    plan = search_folder.read_plan(folder)
    search_folder.write_plan(folder, replace(plan, trials=7, space=["learning_rate=3e-7..3.1e-7"]))
    last = carried_out(project, folder)[-1]
    assert last.state == "pruned"
    assert last.f1 is not None
    run = next((project / "runs").glob(f"{last.run:04d}-*"))
    assert not (run / "checkpoint").exists()


def test_only_models_that_were_the_best_take_room(project: Path, base: Path) -> None:
    trials = carried_out(project, planned(project, base, 6, space=["learning_rate=1e-5..1e-4:log"]))
    best, records = 0.0, []
    for trial in trials:
        assert trial.f1 is not None
        if trial.f1 > best:
            best = trial.f1
            records.append(trial.run)
    kept = [int(path.parent.name[:4]) for path in sorted((project / "runs").glob("*/model"))]
    assert kept == records
    carried_out(project, folder := planned(project, base, 3, keep_models=True))
    names = [trial.run for trial in search_folder.read_results(folder).trials]
    assert all(list((project / "runs").glob(f"{number:04d}-*/model")) for number in names)


def test_the_same_seed_tries_the_same_settings(project: Path, base: Path, tmp_path: Path) -> None:
    first = carried_out(project, planned(project, base, 10))
    other = filled(tmp_path / "other")
    assert carried_out(other, planned(other, base, 10)) == first
    assert [trial.settings for trial in carried_out(other, planned(other, base, 3, seed=14))] != [
        trial.settings for trial in first[:3]
    ]


def test_a_killed_search_goes_on_as_it_would_have_done(project: Path, base: Path, tmp_path: Path) -> None:
    whole = carried_out(project, planned(project, base, 5, fixed={"freeze_layers": 98}))
    other = filled(tmp_path / "other")
    folder = planned(other, base, 5, fixed={"freeze_layers": 98})
    kill_in_third_trial(other, folder)
    went_on = carried_out(other, folder)
    results = search_folder.read_results(folder)
    assert [trial.state for trial in results.trials] == ["finished"] * 2 + ["failed"] + ["finished"] * 3
    assert [trial.settings for trial in went_on] == [trial.settings for trial in whole[2:]]


def kill_in_third_trial(project: Path, folder: Path) -> None:
    """Kill the process of a search while its third training works."""
    (project / "runs").mkdir(exist_ok=True)
    program = [sys.executable, searching.__file__, str(project), str(folder)]
    path = os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])
    worker = subprocess.Popen(program, env={**os.environ, "PYTHONPATH": path})
    until = time.monotonic() + 120
    while len(search_folder.read_results(folder).trials) < 2:
        assert worker.poll() is None
        assert time.monotonic() < until
    (project / "runs" / "wait").touch()
    while not list((project / "runs").glob("0003-*/events.jsonl")):
        assert worker.poll() is None
        assert time.monotonic() < until
    worker.kill()
    worker.wait()
    (project / "runs" / "wait").unlink()


def test_half_a_line_in_the_journal_does_not_end_a_search(project: Path, base: Path) -> None:
    folder = planned(project, base, 2)
    carried_out(project, folder)
    with (folder / search_folder.JOURNAL).open("a", encoding="utf-8") as file:
        file.write('{"op_code": 4, "wor')
    (folder / f"{search_folder.JOURNAL}.lock").touch()
    plan = search_folder.read_plan(folder)
    search_folder.write_plan(folder, replace(plan, trials=3))
    assert [trial.number for trial in carried_out(project, folder)] == [3]


def test_people_go_on_working_while_a_search_compares_on_what_it_began_with(
    project: Path, base: Path
) -> None:
    folder = planned(project, base, 3)
    going = search(project, folder, searching.follow)
    next(going)
    # As a window does: it holds the project, and a document is added.
    opened = projects.open_project(project)
    staged = staging.stage(opened)
    staging.add(staged, [document(9, Split.TRAIN)])
    staging.reveal(staged)
    assert len(list(going)) == 2
    projects.close(opened)
    learned = [path.read_bytes() for path in sorted((project / "runs").glob("*/documents.jsonl"))]
    assert len(learned) == 3
    assert len(set(learned)) == 1


def test_two_processes_do_not_work_on_one_search(project: Path, base: Path) -> None:
    folder = planned(project, base, 2)
    process.write_pid(folder, os.getpid())
    with pytest.raises(UserError, match="under way already"):
        carried_out(project, folder)


def test_three_failures_in_a_row_end_a_search(project: Path, base: Path) -> None:
    folder = planned(project, base, 5, fixed={"freeze_layers": 99})
    with pytest.raises(UserError, match="The memory was full"):
        carried_out(project, folder)
    failed = search_folder.read_results(folder).trials
    assert [trial.state for trial in failed] == ["failed"] * 3
    # What failed is not proposed again.
    assert len({trial.settings["learning_rate"] for trial in failed}) == 3


def test_a_training_that_the_user_stopped_ends_the_search(
    project: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = planned(project, base, 2)
    stopping = 'print(\'{"event": "finished", "seconds": 1, "stopped": true}\')'
    with monkeypatch.context() as stopped:
        stopped.setattr(searching, "PLAYED", stopping)
        with pytest.raises(KeyboardInterrupt):
            carried_out(project, folder)
    assert len(carried_out(project, folder)) == 2


def test_a_search_without_optuna_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(UserError, match=r'pip install "bertstudio\[search\]"'):
        module.optuna_library()


def test_names_of_searches_are_names_of_folders(project: Path, base: Path) -> None:
    planned(project, base, 1, name="rates")
    with pytest.raises(UserError, match="already"):
        planned(project, base, 1, name="rates")
    with pytest.raises(UserError, match="cannot be a folder"):
        planned(project, base, 1, name="../out")
    opened = projects.open_project(project, read_only=True)
    with pytest.raises(UserError, match="There are: rates"):
        search_folder.find(opened, "..")
    projects.close(opened)
