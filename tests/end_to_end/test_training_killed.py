"""Somebody pulls the plug in the middle of a training, again and again: it ends as if nothing had happened.

`BERTSTUDIO_KILLS=30 pytest tests/end_to_end/test_training_killed.py` kills more often than the usual run.
"""

import multiprocessing
import os
import random
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from jobs.test_worker import run_folder
from safetensors import safe_open
from tasks.tiny import build

from bertstudio.core.events import Finished, Note, Scored
from bertstudio.store import runs as store
from bertstudio.training.checkpoint import CHECKPOINT, WEIGHTS, find

KILLS = int(os.environ.get("BERTSTUDIO_KILLS", "6"))
PATIENCE_S = 120
CONFIG = {
    "epochs": 30, "batch_size": 4, "learning_rate": 3e-3, "early_stopping": 0, "checks_per_epoch": 1,
    "checkpoint_seconds": 0.05,
}  # fmt: skip

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")


def _work(folder: str) -> None:
    """The worker, in a process that has torch already: a real one takes seconds to load it."""
    import torch

    from bertstudio.jobs import worker

    torch.set_num_threads(1)
    os.environ["BERTSTUDIO_DETACHED"] = "1"
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os._exit(worker.main(Path(folder) / "job.json"))


def start(folder: Path) -> BaseProcess:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["torch", "transformers", "bertstudio.jobs.worker_jobs"])
    process = context.Process(target=_work, args=(str(folder),))
    process.start()
    return process


def train(folder: Path) -> float:
    began = time.monotonic()
    process = start(folder)
    process.join(PATIENCE_S)
    assert process.exitcode == 0
    return time.monotonic() - began


def scores(folder: Path) -> list[tuple[int, float, float, bool]]:
    found = [event for event in store.events(folder) if isinstance(event, Scored)]
    return [(event.step, event.loss, event.f1, event.best) for event in found]


def test_killed_at_any_moment_it_ends_with_the_same_weights(tmp_path: Path) -> None:
    base = build(tmp_path / "base", dropout=0.1)
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    whole = run_folder(tmp_path / "whole", base, **CONFIG)
    killed = run_folder(tmp_path / "killed", base, **CONFIG)
    seconds = train(whole)
    chance = random.Random(7)
    for _ in range(KILLS):
        process = start(killed)
        process.join(chance.uniform(0.0, seconds * 0.8))
        process.kill()
        process.join(PATIENCE_S)
        if (killed / "model" / WEIGHTS).exists():
            with safe_open(killed / "model" / WEIGHTS, "pt") as weights:
                assert weights.keys()
    train(killed)
    assert (killed / "model" / WEIGHTS).read_bytes() == (whole / "model" / WEIGHTS).read_bytes()
    assert scores(killed) == scores(whole)
    ends = [event for event in store.events(killed) if isinstance(event, Finished)]
    assert len(ends) == 1
    assert ends[0].result["test"] == next(
        event.result["test"] for event in store.events(whole) if isinstance(event, Finished)
    )
    assert any(
        isinstance(event, Note) and "Going on after step" in event.text for event in store.events(killed)
    )
    assert find(killed / CHECKPOINT) is None
    assert sorted(path.name for path in killed.iterdir()) == sorted(path.name for path in whole.iterdir())
