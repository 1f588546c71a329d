"""Run folders: numbers, states, events and documents, from files alone."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.documents import Document, Span
from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished, Progress, Scored, Started, to_line
from bertstudio.core.surroundings import Surroundings
from bertstudio.store import project, runs
from bertstudio.store.project import Project
from bertstudio.store.runs import Run, RunFolder

JOB: dict[str, Any] = {"run": 1, "task": "ner", "base_model": "starter", "name": "first try", "kind": "train"}


@pytest.fixture
def run(opened: Project) -> RunFolder:
    """A run with a job and no events."""
    made = runs.new_run(opened, "ner")
    (made.path / "job.json").write_text(json.dumps(JOB), encoding="utf-8")
    return made


def say(run: RunFolder, *events: Event) -> None:
    with (run.path / "events.jsonl").open("a", encoding="utf-8") as file:
        file.writelines(to_line(event) + "\n" for event in events)


def only(opened: Project) -> Run:
    (found,) = runs.runs(opened)
    return found


def test_runs_are_numbered_and_named_by_their_task(opened: Project) -> None:
    made = [runs.new_run(opened, kind) for kind in ("ner", "text_classification")]
    assert [run.number for run in made] == [1, 2]
    assert [run.path.name for run in made] == ["0001-ner", "0002-text_classification"]
    assert sorted(path.name for path in project.runs_folder(opened).iterdir() if path.is_dir()) == [
        "0001-ner",
        "0002-text_classification",
    ]


def test_two_that_start_at_the_same_moment_get_two_numbers(opened: Project) -> None:
    made: list[RunFolder] = []
    barrier = threading.Barrier(8)

    def start(kind: str) -> None:
        barrier.wait()
        made.extend(runs.new_run(opened, kind) for _ in range(5))

    threads = [threading.Thread(target=start, args=(f"kind{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(run.number for run in made) == list(range(1, 41))


def test_the_number_of_a_deleted_run_is_not_given_again(opened: Project, run: RunFolder) -> None:
    (run.path / "job.json").unlink()
    run.path.rmdir()
    assert runs.new_run(opened).number == 2


def test_no_run_can_be_made_while_reading(folder: Path, opened: Project) -> None:
    reader = project.open_project(folder, read_only=True)
    with pytest.raises(UserError, match="for reading only"):
        runs.new_run(reader)
    project.close(reader)


def test_a_run_that_is_being_prepared_is_not_listed(opened: Project) -> None:
    runs.new_run(opened)
    assert runs.runs(opened) == []


def test_a_finished_run_tells_its_best_score(opened: Project, run: RunFolder) -> None:
    say(
        run,
        Started("train", time=100.5),
        Progress(1, 9, 0.1, 2.0, 0.1, 5.0, 1.0, 2.0),
        Scored(3, 1.0, 0.5, 0.6, 0.4, 0.48, best=True),
        Scored(6, 2.0, 0.6, 0.5, 0.4, 0.44, best=False),
        Finished(12.5),
    )
    found = only(opened)
    assert (found.number, found.task, found.name, found.base_model) == (1, "ner", "first try", "starter")
    assert (found.state, found.started, found.seconds, found.message) == ("finished", 100.5, 12.5, "")
    assert found.best == {"step": 3, "epoch": 1.0, "loss": 0.5, "precision": 0.6, "recall": 0.4, "f1": 0.48}


def test_a_stopped_run_says_so(opened: Project, run: RunFolder) -> None:
    say(run, Started("train"), Finished(3.0, stopped=True))
    assert only(opened).state == "stopped"


def test_a_failed_run_says_why(opened: Project, run: RunFolder) -> None:
    say(run, Started("train"), Failed("The dev split is empty."))
    assert (only(opened).state, only(opened).message) == ("failed", "The dev split is empty.")


def test_a_run_whose_worker_lives_is_running(opened: Project, run: RunFolder) -> None:
    runs.record_worker(run.path, os.getpid())
    say(run, Started("train"))
    assert only(opened).state == "running"


def test_a_run_whose_worker_died_without_a_word_has_failed(opened: Project, run: RunFolder) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    runs.record_worker(run.path, child.pid)
    assert only(opened).state == "running"
    child.kill()
    child.communicate()
    found = only(opened)
    assert found.state == "failed"
    assert found.message.startswith("The training process ended without a word")


def test_a_process_of_the_same_number_is_not_taken_for_the_worker(opened: Project, run: RunFolder) -> None:
    (run.path / "worker.pid").write_text(json.dumps({"pid": os.getpid(), "started": 12.0}))
    assert runs.worker(run.path) is None
    assert only(opened).state == "failed"


@pytest.mark.parametrize("text", ["", "12", "{", '{"pid": "x", "started": 1}'])
def test_a_broken_pid_file_means_no_worker(run: RunFolder, text: str) -> None:
    (run.path / "worker.pid").write_text(text)
    assert runs.worker(run.path) is None


def test_half_a_line_at_the_end_is_passed_over(run: RunFolder) -> None:
    say(run, Started("train", time=1.0))
    with (run.path / "events.jsonl").open("ab") as file:
        file.write(to_line(Failed("Umlaut ä")).encode()[:-4])
    assert list(runs.events(run.path)) == [Started("train", time=1.0)]


def test_events_of_a_newer_version_are_passed_over(run: RunFolder) -> None:
    (run.path / "events.jsonl").write_text(
        '{"event": "sang", "song": "la"}\n' + to_line(Finished(1.0)) + "\n"
    )
    assert list(runs.events(run.path)) == [Finished(1.0)]


def test_a_run_without_events_has_none(run: RunFolder) -> None:
    assert list(runs.events(run.path)) == []


def test_the_newest_run_comes_first(opened: Project, run: RunFolder) -> None:
    second = runs.new_run(opened)
    (second.path / "job.json").write_text(json.dumps(JOB), encoding="utf-8")
    assert [found.number for found in runs.runs(opened)] == [2, 1]
    assert runs.find_run(opened, 2).path == second.path


def test_a_run_that_is_not_there_is_told_in_words(opened: Project) -> None:
    with pytest.raises(UserError, match="There is no run 4"):
        runs.find_run(opened, 4)


def test_documents_of_a_run_come_back_with_their_ids(run: RunFolder) -> None:
    given = [
        Document(17, "海港 😀\r\n", key="a", spans=(Span(3, 0, 2, "地点"),), meta={"page": 2}),
        Document(4, "lone \ud83d", key="4"),
    ]
    assert runs.write_documents(run.path, given) == 2
    assert list(runs.read_documents(run.path)) == given


def test_a_broken_document_is_told_with_file_and_line(run: RunFolder) -> None:
    runs.write_documents(run.path, [Document(1, "one"), Document(2, "two")])
    path = run.path / "documents.jsonl"
    path.write_text(path.read_text()[:-20])
    with pytest.raises(UserError, match=r"documents\.jsonl, line 2"):
        list(runs.read_documents(run.path))


def test_missing_documents_are_told_in_words(run: RunFolder) -> None:
    with pytest.raises(UserError, match=r"documents\.jsonl cannot be read"):
        list(runs.read_documents(run.path))


def test_documents_keep_what_stands_around_them(run: RunFolder) -> None:
    around = {1: Surroundings((), ("two",)), 2: Surroundings(("one\ud800",), ())}
    written = [Document(1, "one\ud800", key="1"), Document(2, "two", key="2")]
    assert runs.write_documents(run.path, written, lambda document: around[document.id]) == 2
    assert list(runs.read_with_context(run.path)) == [(one, around[one.id]) for one in written]
    assert list(runs.read_documents(run.path)) == written
