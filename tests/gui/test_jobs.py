"""Jobs of a project: their order, their ends, and finding them again; workers are small programs."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from fake_workers import ENDLESS, WHOLE, playing
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span, Split, Status
from bertstudio.core.events import Failed, Finished, Progress, Scored, from_line
from bertstudio.gui.context import Context
from bertstudio.gui.job_work import Work, latest
from bertstudio.gui.jobs import Jobs
from bertstudio.gui.model_in_use import in_use, use
from bertstudio.jobs.process import kill_tree, living, start, write_pid
from bertstudio.jobs.spec import TrainJob
from bertstudio.store import documents
from bertstudio.store.runs import read_run, runs

JOB = TrainJob(0, "ner", [], "starter", {"epochs": 1.0})
MS = 15_000


def labelled(text: str, split: Split) -> Document:
    return Document(0, text, spans=(Span(1, 0, 3, "PERSON"),), split=split, status=Status.DONE)


@pytest.fixture
def jobs(context: Context, project_with: Callable[..., object]) -> Jobs:
    """The jobs of a project with three documents to train on, one in dev and one that waits."""
    texts = ("Ada wrote.", "Bob read.", "Cyd sang.")
    trained = [labelled(text, Split.TRAIN) for text in texts]
    project_with([*trained, labelled("Dan slept.", Split.DEV), Document(0, "Eve ran.")])
    return context.jobs


def folder_of(context: Context, run: int) -> Path:
    return next((context.session.project.folder / "runs").glob(f"{run:04d}-*"))


def begin(qtbot: QtBot, jobs: Jobs) -> Work:
    """Start a training and wait until it has said something."""
    with qtbot.waitSignal(jobs.arrived, timeout=MS):
        jobs.start_training(JOB)
    assert jobs.running is not None
    return jobs.running


def test_a_training_runs_to_its_end_in_a_folder_of_its_own(
    qtbot: QtBot, context: Context, jobs: Jobs
) -> None:
    jobs.command = playing(WHOLE)
    with qtbot.waitSignal(jobs.finished, timeout=MS) as signal:
        number = jobs.start_training(JOB)
    assert signal.args == [number, Finished(1.0, result={"run": 1}, time=signal.args[1].time)]
    run = read_run(folder_of(context, number))
    assert run is not None
    assert (run.state, run.best["f1"], run.has_model) == ("finished", 0.75, True)
    assert jobs.works == ()
    job = json.loads((run.path / "job.json").read_text(encoding="utf-8"))
    assert (job["labels"], job["config"]) == (["PERSON"], {"epochs": 1.0})


def test_a_second_training_waits_for_the_first(qtbot: QtBot, jobs: Jobs) -> None:
    jobs.command = playing(ENDLESS)
    first = begin(qtbot, jobs)
    second = jobs.start_training(JOB)
    qtbot.waitUntil(lambda: jobs.work(second).state == "waiting", timeout=MS)
    assert jobs.running is first
    jobs.command = playing(WHOLE)
    ended: list[int] = []
    jobs.finished.connect(lambda run, _outcome: ended.append(run))
    jobs.stop(first.run)
    qtbot.waitUntil(lambda: ended == [first.run, second], timeout=MS)


def test_a_training_that_waits_can_be_taken_from_the_queue(
    qtbot: QtBot, context: Context, jobs: Jobs
) -> None:
    jobs.command = playing(ENDLESS)
    first = begin(qtbot, jobs)
    second = jobs.start_training(JOB)
    qtbot.waitUntil(lambda: jobs.work(second).state == "waiting", timeout=MS)
    path = folder_of(context, second)
    jobs.stop(second)
    assert jobs.works == (first,)
    assert not path.exists()


def test_stop_keeps_the_best_model(qtbot: QtBot, context: Context, jobs: Jobs) -> None:
    jobs.command = playing(ENDLESS)
    work = begin(qtbot, jobs)
    with qtbot.waitSignal(jobs.finished, timeout=MS) as signal:
        jobs.stop(work.run)
        assert work.state == "stopping"
    assert signal.args[1].stopped
    run = read_run(folder_of(context, work.run))
    assert run is not None
    assert (run.state, run.has_model) == ("stopped", True)


def test_what_cannot_begin_is_said_and_leaves_no_run(qtbot: QtBot, context: Context) -> None:
    said: list[str] = []
    context.messages.said.connect(lambda message: said.append(message.text))
    with qtbot.waitSignal(context.jobs.finished, timeout=MS) as signal:
        context.jobs.start_training(JOB)
    assert signal.args[1] == Failed("No document carries a label yet. Tag some, or import a labelled corpus.")
    assert said == [signal.args[1].message]
    assert not list((context.session.project.folder / "runs").glob("0*"))


def test_after_a_killed_worker_a_new_run_starts_and_labels_are_untouched(
    qtbot: QtBot, context: Context, jobs: Jobs
) -> None:
    before = list(documents.stream(context.session.project))
    jobs.command = playing("begin(); step(1); os.kill(os.getpid(), signal.SIGKILL)")
    with qtbot.waitSignal(jobs.finished, timeout=MS) as signal:
        first = jobs.start_training(JOB)
    assert "ended by the system (signal 9)" in signal.args[1].message
    run = read_run(folder_of(context, first))
    assert run is not None
    assert (run.state, run.message) == ("failed", signal.args[1].message)
    assert list(documents.stream(context.session.project)) == before
    jobs.command = playing(WHOLE)
    with qtbot.waitSignal(jobs.finished, timeout=MS) as signal:
        assert jobs.start_training(JOB) == first + 1
    assert isinstance(signal.args[1], Finished)


def test_many_steps_in_a_row_are_announced_as_one_and_all_arrive(qtbot: QtBot, jobs: Jobs) -> None:
    jobs.command = playing("begin(2000)\nfor n in range(1, 2001): step(n, 2000)\nscore(2000, 0.5); done()")
    announced: list[object] = []
    arrived: list[object] = []
    jobs.happened.connect(lambda _run, event: announced.append(event))
    jobs.arrived.connect(lambda _work, events: arrived.extend(events))
    with qtbot.waitSignal(jobs.finished, timeout=MS):
        jobs.start_training(JOB)
    assert sum(isinstance(event, Progress) for event in arrived) == 2000
    assert sum(isinstance(event, Progress) for event in announced) < 200
    assert sum(isinstance(event, Scored) for event in announced) == 1


def test_only_old_news_is_left_out() -> None:
    def step(n: int) -> Progress:
        return Progress(n, 9, 0.1, 1.0, 1e-5, 1.0, 1.0, 1.0)

    score = Scored(2, 0.1, 1.0, 0.5, 0.5, 0.5, best=True)
    assert latest([step(1), step(2), score, step(3), step(4)]) == [step(2), score, step(4)]


def test_an_evaluation_does_not_wait_for_a_training(qtbot: QtBot, context: Context, jobs: Jobs) -> None:
    jobs.command = playing(WHOLE)
    with qtbot.waitSignal(jobs.finished, timeout=MS):
        first = jobs.start_training(JOB)
    jobs.command = playing(ENDLESS)
    training = begin(qtbot, jobs)
    jobs.command = playing("tell('stage', name='predicting', done=1, total=1); done(run=1)")
    with qtbot.waitSignal(jobs.ended, timeout=MS) as signal:
        jobs.evaluate(first, "dev")
    work = signal.args[0]
    assert (work.kind, work.run, work.split) == ("evaluate", first, "dev")
    assert (folder_of(context, first) / "evaluate-dev" / "job.json").is_file()
    assert jobs.running is training


def test_suggestions_come_back_as_one_step_that_can_be_undone(
    qtbot: QtBot, context: Context, jobs: Jobs
) -> None:
    jobs.command = playing(WHOLE)
    with qtbot.waitSignal(jobs.finished, timeout=MS):
        run = jobs.start_training(JOB)
    waiting = documents.ids(context.session.project, documents.Query(splits=(Split.NONE,)))[0]
    found = {"start": 0, "end": 3, "label": "PERSON", "confidence": 0.91}
    line = json.dumps({"document": waiting, "uncertainty": 0.1, "annotations": [found]})
    jobs.command = playing(f"open(folder + '/predictions.jsonl', 'w').write({line!r} + '\\n'); done(run=1)")
    changes: list[object] = []
    context.session.changed.connect(changes.append)
    with qtbot.waitSignal(jobs.ended, timeout=MS) as signal:
        jobs.suggest(run)
    (ghost,) = context.session.document(waiting).suggestions
    assert (ghost.start, ghost.end, ghost.label, ghost.confidence, ghost.run) == (0, 3, "PERSON", 0.91, run)
    assert signal.args[0].taken.suggestions == 1
    assert len(changes) == 1
    assert context.session.undo()
    assert context.session.document(waiting).suggestions == ()


def test_the_chosen_model_makes_the_suggestions(qtbot: QtBot, context: Context, jobs: Jobs) -> None:
    jobs.command = playing(WHOLE)
    for _ in range(2):
        with qtbot.waitSignal(jobs.finished, timeout=MS):
            jobs.start_training(JOB)
    assert in_use(context.session.project) is None
    use(context.session.project, 1)
    jobs.command = playing("open(folder + '/predictions.jsonl', 'w').close(); done()")
    with qtbot.waitSignal(jobs.finished, timeout=MS) as signal:
        jobs.suggest(None, [1])
    assert signal.args[0] == 1
    shutil.rmtree(folder_of(context, 1) / "model")
    assert in_use(context.session.project) is None


def test_a_detached_training_goes_on_and_is_found_again(qtbot: QtBot, context: Context, jobs: Jobs) -> None:
    jobs.command = playing("begin(); step(1)\nfor line in sys.stdin: pass\nstep(2); time.sleep(60)")
    work = begin(qtbot, jobs)
    path = folder_of(context, work.run)
    jobs.detach()
    assert jobs.works == ()
    folder = context.session.project.folder
    context.session.close()
    assert living(path) is not None
    context.session.open(folder)
    qtbot.waitUntil(lambda: jobs.running is not None and jobs.running.progress is not None, timeout=MS)
    again = jobs.running
    assert again is not None
    qtbot.waitUntil(lambda: again.progress.step == 2, timeout=MS)
    with qtbot.waitSignal(jobs.finished, timeout=MS) as signal:
        jobs.stop(again.run)
    assert signal.args[1].stopped
    assert living(path) is None


def test_a_found_training_that_ends_by_itself_is_announced(
    qtbot: QtBot, context: Context, jobs: Jobs
) -> None:
    jobs.command = playing(
        "begin(); step(1)\nwhile not os.path.exists(folder + '/go'): time.sleep(0.01)\n"
        "score(20, 0.5); save(20); done()"
    )
    path = folder_of(context, begin(qtbot, jobs).run)
    folder = context.session.project.folder
    jobs.detach()
    context.session.close()
    context.session.open(folder)
    qtbot.waitUntil(lambda: jobs.running is not None, timeout=MS)
    with qtbot.waitSignal(jobs.finished, timeout=MS) as signal:
        (path / "go").touch()
    assert isinstance(signal.args[1], Finished)
    assert not signal.args[1].stopped
    assert not (path / "worker.pid").exists()


def test_a_found_training_that_takes_long_to_leave_is_not_waited_for(
    qtbot: QtBot, context: Context, jobs: Jobs
) -> None:
    jobs.command = playing(
        "begin(); step(1)\nfor line in sys.stdin: pass\n"
        "signal.signal(signal.SIGTERM, lambda *_: tell('finished', seconds=1.0, stopped=True))\n"
        "step(2)\nwhile True: time.sleep(0.01)"
    )
    path = folder_of(context, begin(qtbot, jobs).run)
    folder = context.session.project.folder
    jobs.detach()
    context.session.close()
    context.session.open(folder)
    qtbot.waitUntil(lambda: jobs.running is not None and jobs.running.progress is not None, timeout=MS)
    qtbot.waitUntil(lambda: jobs.running.progress.step == 2, timeout=MS)  # type: ignore[union-attr]
    with qtbot.waitSignal(jobs.finished, timeout=2_000) as signal:
        jobs.stop(jobs.running.run)  # type: ignore[union-attr]
    assert signal.args[1].stopped
    assert living(path) is None


def run_folder(context: Context, *lines: str) -> Path:
    """A run that was left behind with these event lines."""
    path = context.session.project.folder / "runs" / "0001-ner"
    path.mkdir()
    (path / "job.json").write_text('{"kind": "train", "task": "ner", "run": 1}', encoding="utf-8")
    if lines:
        (path / "events.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (('{"event": "started", "job": "train"}',), "ended while BertStudio was closed"),
        ((), "was closed before this run began"),
    ],
)
def test_a_run_that_ended_unseen_has_a_last_word(
    qtbot: QtBot, context: Context, lines: tuple[str, ...], words: str
) -> None:
    path = run_folder(context, *lines)
    folder = context.session.project.folder
    context.session.close()
    context.session.open(folder)
    qtbot.waitUntil(
        lambda: (path / "events.jsonl").exists() and "failed" in (path / "events.jsonl").read_text(),
        timeout=MS,
    )
    last = from_line((path / "events.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert isinstance(last, Failed)
    assert words in last.message


def test_a_project_open_for_reading_leaves_runs_as_they_are(qtbot: QtBot, context: Context) -> None:
    path = run_folder(context, '{"event": "started", "job": "train"}')
    before = (path / "events.jsonl").read_text(encoding="utf-8")
    folder = context.session.project.folder
    context.session.close()
    with qtbot.waitSignal(context.jobs.changed, timeout=MS):
        context.session.open(folder, read_only=True)
    assert (path / "events.jsonl").read_text(encoding="utf-8") == before
    assert [run.state for run in runs(context.session.project)] == ["failed"]


def test_closing_the_project_ends_its_workers(qtbot: QtBot, context: Context, jobs: Jobs) -> None:
    jobs.command = playing(ENDLESS)
    work = begin(qtbot, jobs)
    path = folder_of(context, work.run)
    finished: list[int] = []
    jobs.finished.connect(lambda run, _outcome: finished.append(run))
    context.session.close()
    assert jobs.works == ()
    qtbot.waitUntil(lambda: living(path) is None, timeout=MS)
    assert finished == []


def test_at_the_end_of_the_program_nothing_is_left_running(
    qtbot: QtBot, context: Context, jobs: Jobs
) -> None:
    jobs.command = playing("signal.signal(signal.SIGTERM, signal.SIG_IGN); begin(); step(1); time.sleep(60)")
    work = begin(qtbot, jobs)
    path = folder_of(context, work.run)
    pid = living(path)
    assert pid is not None
    jobs.close()
    assert not psutil.pid_exists(pid)


def test_a_process_that_took_over_the_number_of_a_worker_is_left_alone(
    qtbot: QtBot, context: Context
) -> None:
    path = run_folder(context, '{"event": "started", "job": "train"}')
    write_pid(path, os.getpid())
    record = json.loads((path / "worker.pid").read_text())
    (path / "worker.pid").write_text(json.dumps(record | {"started": record["started"] - 100}))
    folder = context.session.project.folder
    context.session.close()
    context.session.open(folder)
    qtbot.waitUntil(lambda: "failed" in (path / "events.jsonl").read_text(), timeout=MS)
    assert context.jobs.works == ()


def test_a_run_of_another_window_is_followed_and_left_alone_when_this_one_closes(
    qtbot: QtBot, context: Context
) -> None:
    path = run_folder(context)
    process: subprocess.Popen[bytes] = start(playing("begin(); step(3); wait()")(path))
    try:
        folder = context.session.project.folder
        context.session.close()
        context.session.open(folder)
        qtbot.waitUntil(lambda: context.jobs.running is not None, timeout=MS)
        qtbot.waitUntil(lambda: getattr(context.jobs.running.progress, "step", 0) == 3, timeout=MS)
        context.session.close()
        assert context.jobs.works == ()
        assert living(path) == process.pid
    finally:
        kill_tree(process.pid)
        process.wait()
        for stream in (process.stdin, process.stdout):
            stream.close()
