"""The worker as a real process on a tiny BERT."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tasks.tiny import build

from bertstudio.core.documents import Document, Span, Split, Status
from bertstudio.core.events import Failed, Finished, Progress, Scored, Stage, Started, from_line
from bertstudio.core.surroundings import Surroundings
from bertstudio.evaluation import report
from bertstudio.jobs import process, runs, spec
from bertstudio.jobs.predictions import read_predictions
from bertstudio.store import runs as store

PATIENCE_S = 60


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("tiny"))


def documents() -> list[Document]:
    made = []
    for number in range(1, 41):
        split = Split.TRAIN if number <= 30 else Split.DEV if number <= 35 else Split.TEST
        spans = (Span(1, 0, 4, "PER"), Span(2, 14, 20, "LOC"))
        text = "Anna lives in Berlin" + " and likes rain" * (number % 4)
        made.append(Document(number, text, spans=spans, split=split, status=Status.DONE))
    return made


def run_folder(tmp_path: Path, base: Path, **config: object) -> Path:
    folder = tmp_path / "0001-ner"
    folder.mkdir()
    store.write_documents(folder, documents())
    job = spec.TrainJob(1, "ner", ["PER", "LOC"], str(base), {"max_window_tokens": 64, **config})
    spec.write(job, folder)
    return folder


def endless(tmp_path: Path, base: Path) -> Path:
    return run_folder(tmp_path, base, epochs=1000, early_stopping=0, checks_per_epoch=1)


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Workers to be cleaned up."""
    made: list[subprocess.Popen[bytes]] = []
    yield made
    for worker in made:
        process.end(worker)
        for stream in (worker.stdin, worker.stdout):
            if stream is not None and not stream.closed:
                stream.close()


def start(folder: Path, started: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    worker = process.start(process.command_for(folder))
    started.append(worker)
    return worker


def wait_for(worker: subprocess.Popen[bytes], kind: type) -> object:
    assert worker.stdout is not None
    for line in worker.stdout:
        event = from_line(line.decode())
        if isinstance(event, kind):
            return event
    raise AssertionError(f"no {kind.__name__}")


def test_a_run_is_trained_evaluated_and_asked_for_suggestions(tmp_path: Path, tiny: Path) -> None:
    folder = run_folder(tmp_path, tiny, epochs=20, learning_rate=5e-3)
    said = list(runs.run_worker(folder))
    assert isinstance(said[-1], Finished)
    assert said[-1].result["run"] == 1
    assert said[-1].result["best"]["f1"] == 1.0
    assert said[-1].result["test"]["f1"] == 1.0
    assert list(store.events(folder)) == said
    assert all(event.time for event in said)
    order = [type(event) for event in said]
    assert order.index(Started) < order.index(Progress) < order.index(Scored)

    inside = folder / "evaluate-test"
    inside.mkdir()
    store.write_documents(inside, [one for one in documents() if one.split is Split.TEST])
    model = str(folder / "model")
    spec.write(spec.EvaluateJob(1, "ner", model, "test", report="../report-test.json"), inside)
    *_, scored = runs.run_worker(inside)
    assert isinstance(scored, Finished)
    assert scored.result["micro"]["f1"] == 1.0
    assert report.read(folder / "report-test.json").scores().micro.f1 == 1.0

    ghosts = folder / "suggest"
    ghosts.mkdir()
    store.write_documents(ghosts, [Document(7, "Anna lives in Berlin")])
    spec.write(spec.SuggestJob(1, "ner", model), ghosts)
    *_, asked = runs.run_worker(ghosts)
    assert isinstance(asked, Finished)
    assert asked.result == {"run": 1, "documents": 1, "suggestions": 2}
    (found,) = read_predictions(ghosts / "predictions.jsonl", 1)
    assert [(item.start, item.end, item.label) for item in found.annotations] == [
        (0, 4, "PER"),
        (14, 20, "LOC"),
    ]

    warm = tmp_path / "probe"
    warm.mkdir()
    spec.write(spec.ProbeJob("ner", model), warm)
    _ask_a_warm_model(warm)


def _ask_a_warm_model(folder: Path) -> None:
    command = process.Command(process.worker_command([folder / "job.json"]), None, "probe")
    worker = process.start(command)
    try:
        assert worker.stdin is not None
        assert worker.stdout is not None
        while (event := wait_for(worker, Stage)) != Stage("ready", 1, 1, event.time):
            pass
        for number, text in ((1, "Anna lives in Berlin"), (2, "")):
            process.ask(worker, spec.to_line(spec.Question(number, text)))
            answer = spec.read_answer(worker.stdout.readline().decode())
            assert answer.id == number
            assert len(answer.annotations) == (2 if text else 0)
        worker.stdin.close()
        assert worker.wait(PATIENCE_S) == 0
        assert sorted(path.name for path in folder.iterdir()) == ["job.json"]
    finally:
        process.end(worker)
        worker.stdout.close()


def test_stop_is_obeyed_and_leaves_a_model(
    tmp_path: Path, tiny: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    folder = endless(tmp_path, tiny)
    worker = start(folder, started)
    wait_for(worker, Scored)
    process.ask(worker)
    ended = wait_for(worker, Finished)
    assert isinstance(ended, Finished)
    assert ended.stopped
    assert worker.wait(PATIENCE_S) == 0
    assert (folder / "model" / "model.safetensors").is_file()
    run = store.read_run(folder)
    assert run is not None
    assert run.state == "stopped"


def test_the_end_of_the_parent_stops_the_worker(
    tmp_path: Path, tiny: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    worker = start(endless(tmp_path, tiny), started)
    wait_for(worker, Progress)
    assert worker.stdin is not None
    worker.stdin.close()
    ended = wait_for(worker, Finished)
    assert isinstance(ended, Finished)
    assert ended.stopped


def test_a_detached_worker_goes_on_without_its_parent(
    tmp_path: Path, tiny: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    folder = run_folder(tmp_path, tiny, epochs=1)
    worker = start(folder, started)
    process.ask(worker, process.DETACH)
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.close()
    worker.stdout.close()
    assert worker.wait(PATIENCE_S) == 0
    *_, last = store.events(folder)
    assert isinstance(last, Finished)
    assert not last.stopped


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_killed_worker_leaves_a_readable_run_and_a_reason(tmp_path: Path, tiny: Path) -> None:
    folder = endless(tmp_path, tiny)
    said = []
    for event in runs.run_worker(folder):
        said.append(event)
        if isinstance(event, Scored):
            pid = process.living(folder)
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
    assert isinstance(said[-1], Failed)
    assert "ended by the system" in said[-1].message
    run = store.read_run(folder)
    assert run is not None
    assert (run.state, run.message) == ("failed", said[-1].message)
    assert run.best


def test_a_job_that_is_none_fails_in_words(tmp_path: Path) -> None:
    path = tmp_path / "job.json"
    path.write_text("{}", encoding="utf-8")
    out = subprocess.run(process.worker_command([path]), capture_output=True, text=True, check=False)
    assert out.returncode == 1
    event = from_line(out.stdout.strip())
    assert isinstance(event, Failed)
    assert "is not a job" in event.message


def test_documents_that_are_broken_fail_with_file_and_line(tmp_path: Path, tiny: Path) -> None:
    folder = run_folder(tmp_path, tiny)
    lines = (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[0]) | {"text": "changed"}
    (folder / "documents.jsonl").write_text("\n".join([lines[1], json.dumps(record)]), encoding="utf-8")
    *_, last = runs.run_worker(folder)
    assert isinstance(last, Failed)
    assert "documents.jsonl, line 2" in last.message


def test_an_unexpected_problem_is_told_with_its_log(tmp_path: Path, tiny: Path) -> None:
    folder = run_folder(tmp_path, tiny)
    program = (
        "import sys; from bertstudio.jobs import worker, worker_jobs\n"
        "def train(*_): raise RuntimeError('boom')\n"
        "worker_jobs.train = train; sys.exit(worker.main(sys.argv[1]))"
    )
    command = [sys.executable, "-c", program, str(folder / "job.json")]
    out = subprocess.run(command, capture_output=True, text=True, check=False)
    assert out.returncode == 1
    last = from_line(out.stdout.strip())
    assert isinstance(last, Failed)
    assert str(folder / "worker.log") in last.message
    assert "boom" in last.detail


def test_a_base_model_that_is_gone_fails_in_one_sentence(tmp_path: Path) -> None:
    folder = run_folder(tmp_path, tmp_path / "nowhere")
    *_, last = runs.run_worker(folder)
    assert isinstance(last, Failed)
    assert "There is no folder" in last.message
    assert last.detail == ""


def test_a_probe_says_what_the_machine_can_do(tmp_path: Path) -> None:
    spec.write(spec.ProbeJob(), tmp_path)
    path = tmp_path / "job.json"
    out = subprocess.run(process.worker_command([path]), capture_output=True, text=True, check=True)
    last = from_line(out.stdout.splitlines()[-1])
    assert isinstance(last, Finished)
    assert last.result["threads"] == 1
    assert last.result["memory_mb"] > 100
    assert last.result["precision"] in {"fp32", "bf16"}


def test_a_model_with_context_and_a_crf_is_trained_and_asked(
    tmp_path: Path, tiny: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    folder = run_folder(tmp_path, tiny, epochs=2, crf=True, context_tokens=8)
    around = Surroundings(("the rain",), ("the sun",))
    store.write_documents(folder, documents(), lambda _: around)
    event = wait_for(start(folder, started), Finished)
    assert isinstance(event, Finished)
    assert event.result["test"]["support"] == 10
    asked = folder / "suggest"
    asked.mkdir()
    store.write_documents(asked, documents(), lambda _: around)
    spec.write(spec.SuggestJob(1, "ner", str(folder / "model")), asked)
    event = wait_for(start(asked, started), Finished)
    assert isinstance(event, Finished)
    assert event.result["documents"] == 40
