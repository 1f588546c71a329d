"""A worker that was started before there was a job."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jobs.test_worker import run_folder, wait_for
from tasks.tiny import build

from bertstudio.core.events import Finished
from bertstudio.jobs import process
from bertstudio.jobs.process import Command, living
from bertstudio.jobs.spare import Spare
from bertstudio.store import runs


@pytest.fixture
def spare() -> Iterator[Spare]:
    made = Spare()
    yield made
    made.end()


def closed(worker: subprocess.Popen[bytes]) -> None:
    process.end(worker)
    for stream in (worker.stdin, worker.stdout):
        assert stream is not None
        stream.close()


def test_it_does_the_job_that_it_is_given(tmp_path: Path, spare: Spare) -> None:
    folder = run_folder(tmp_path, build(tmp_path / "base"), max_steps=2)
    spare.prepare()
    worker = spare.take(process.command_for(folder))
    assert worker is not None
    assert not spare.is_there
    assert living(folder) == worker.pid
    finished = wait_for(worker, Finished)
    assert isinstance(finished, Finished)
    assert finished.result["steps"] == 2
    assert list(runs.events(folder))[-1] == finished
    assert (folder / process.LOG_NAME).exists()
    closed(worker)


def test_a_job_that_may_download_is_not_for_it(spare: Spare) -> None:
    allowed = Command(("x",), Path(), "train", process.environment(allow_download=True))
    spare.prepare()
    assert spare.take(allowed) is None
    assert spare.take(replace(allowed, folder=None, environment=process.environment())) is None
    assert spare.is_there


def test_it_ends_when_it_is_not_wanted_any_more(spare: Spare) -> None:
    spare.prepare()
    worker = spare._process
    assert worker is not None
    spare.prepare()
    assert spare._process is worker
    spare.end()
    assert worker.poll() is not None
    assert not spare.is_there


def test_it_ends_with_its_parent(spare: Spare) -> None:
    spare.prepare()
    worker = spare._process
    assert worker is not None
    assert worker.stdin is not None
    worker.stdin.close()
    assert worker.wait(60) == 0
