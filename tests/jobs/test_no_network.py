"""A whole run, from training to suggestions, in workers that cannot open a socket."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tasks.tiny import build

from bertstudio.core.documents import Document, Span, Split, Status
from bertstudio.core.events import Finished
from bertstudio.jobs import process, runs, spec
from bertstudio.store import runs as store

GUARD = """
import socket

class Guarded(socket.socket):
    def __init__(self, family=-1, *rest, **named):
        super().__init__(family, *rest, **named)
        if self.family in (socket.AF_INET, socket.AF_INET6):
            tell("socket")

def tell(what, *rest, **named):
    with open({report!r}, "a") as file:
        file.write(what + "\\n")
    raise OSError("there is no network here: " + what)

socket.socket = Guarded
socket.getaddrinfo = lambda *rest, **named: tell("getaddrinfo")
"""
"""Put into every worker as `sitecustomize`: what reaches for the network is refused, and written down."""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a worker's sockets are written down; nothing is there as long as none was opened."""
    report, folder = tmp_path / "sockets.txt", tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD.format(report=str(report)), encoding="utf-8")
    paths = [str(folder), str(Path(runs.__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in paths if path))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    return report


def text(number: int) -> Document:
    split = Split.TRAIN if number <= 8 else Split.DEV if number <= 10 else Split.TEST
    return Document(
        number, "Anna lives in Berlin", spans=(Span(1, 0, 4, "PER"),), split=split, status=Status.DONE
    )


def test_training_evaluation_and_suggestions_open_no_socket(tmp_path: Path, asked: Path) -> None:
    folder = tmp_path / "0001-ner"
    folder.mkdir()
    documents = [text(number) for number in range(1, 13)]
    store.write_documents(folder, documents)
    base = build(tmp_path / "tiny")
    spec.write(spec.TrainJob(1, "ner", ["PER"], str(base), {"max_steps": 2, "checks_per_epoch": 1}), folder)
    model = str(folder / "model")
    jobs = {
        folder: None,
        folder / "evaluate": spec.EvaluateJob(1, "ner", model, "test"),
        folder / "suggest": spec.SuggestJob(1, "ner", model),
        tmp_path / "probe": spec.ProbeJob(),
    }
    for place, job in jobs.items():
        if job is not None:
            place.mkdir()
            store.write_documents(place, documents[10:])
            spec.write(job, place)
        *_, last = runs.run_worker(place)
        assert isinstance(last, Finished), last
    assert not asked.exists(), asked.read_text(encoding="utf-8")


def test_a_hub_name_without_consent_is_refused_before_any_socket(tmp_path: Path, asked: Path) -> None:
    folder = tmp_path / "0001-ner"
    folder.mkdir()
    store.write_documents(folder, [text(number) for number in range(1, 13)])
    spec.write(spec.TrainJob(1, "ner", ["PER"], "someone/some-model"), folder)
    *_, last = runs.run_worker(folder)
    assert "Allow the download" in getattr(last, "message", "")
    assert not asked.exists(), asked.read_text(encoding="utf-8")


def test_the_guard_of_these_tests_sees_a_worker_that_reaches_for_the_network(asked: Path) -> None:
    program = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:1')"
    environment = {**os.environ, **process.environment()}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert done.returncode
    assert "getaddrinfo" in asked.read_text(encoding="utf-8")
