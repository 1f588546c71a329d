"""What breaks an import between two pieces leaves nothing behind, and what comes in is whole."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import SetField
from bertstudio.core.errors import UserError
from bertstudio.core.records import to_record
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs import imports
from bertstudio.jobs.exports import export
from bertstudio.jobs.imports import ImportProgress, ImportRefusedError, import_files
from bertstudio.store import documents as corpus
from bertstudio.store import history, integrity, staging
from bertstudio.store import project as projects
from bertstudio.store.project import Project

TABLES = ("documents", "texts", "spans", "document_labels", "labels", "batches", "history", "totals")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = projects.create(tmp_path / "project")
    yield made
    projects.close(made)


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHUNK_DOCUMENTS", 100)
    monkeypatch.setattr(imports, "CHUNK_READS", 100)


def lines(path: Path, count: int, extra: str = "") -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            document = Document(0, f"Maria sails {number}", key=str(number), spans=(Span(1, 0, 5, "PER"),))
            file.write(json.dumps(to_record(document)) + "\n")
        file.write(extra)
    return path


def left(project: Project) -> dict[str, int]:
    counts = {table: f"SELECT count(*) FROM {table}" for table in TABLES}
    return {table: project.connection.execute(sql).fetchone()[0] for table, sql in counts.items()}


NOTHING = dict.fromkeys(TABLES, 0)


def test_cancelled_after_some_pieces_it_leaves_nothing(project: Project, tmp_path: Path) -> None:
    written = []

    def stop(progress: ImportProgress) -> bool:
        written.append(left(project)["documents"])
        return progress.documents < 450

    report = import_files(project, [lines(tmp_path / "a.jsonl", 1_000)], ReadOptions(), progress=stop)
    assert (report.cancelled, report.documents) == (True, 0)
    assert max(written) >= 300
    assert left(project) == NOTHING


def test_an_error_in_the_last_line_takes_all_pieces_back(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="line 451"):
        import_files(project, [lines(tmp_path / "a.jsonl", 450, '{"text": 3}\n')], ReadOptions())
    assert left(project) == NOTHING


def test_a_disk_that_fills_up_on_the_way_takes_all_pieces_back(project: Project, tmp_path: Path) -> None:
    (pages,) = project.connection.execute("PRAGMA page_count").fetchone()
    project.connection.execute(f"PRAGMA max_page_count = {pages + 40}")
    with pytest.raises(UserError, match="The disk is full"):
        import_files(project, [lines(tmp_path / "a.jsonl", 2_000)], ReadOptions())
    assert left(project) == NOTHING


def test_a_disk_that_is_full_when_all_is_to_be_shown_shows_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reveal = staging.reveal

    def on_a_full_disk(stage: staging.Staging, **how: object) -> object:
        (pages,) = project.connection.execute("PRAGMA page_count").fetchone()
        project.connection.execute(f"PRAGMA max_page_count = {pages}")
        return reveal(stage, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(staging, "reveal", on_a_full_disk)
    with pytest.raises(UserError, match="The disk is full"):
        import_files(project, [lines(tmp_path / "a.jsonl", 3_000)], ReadOptions())
    assert left(project) == NOTHING


KILLED = """
import os, pathlib, signal, sys
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs import imports
from bertstudio.store import project
imports.CHUNK_DOCUMENTS = imports.CHUNK_READS = 100
opened = project.create(pathlib.Path(sys.argv[1]))
imports.import_files(opened, [pathlib.Path(sys.argv[2])], ReadOptions())
def kill(progress):
    if progress.documents >= 500:
        os.kill(os.getpid(), signal.SIGKILL)
imports.import_files(opened, [pathlib.Path(sys.argv[3])], ReadOptions(), progress=kill)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_killed_import_is_gone_at_the_next_opening_and_the_one_before_is_whole(tmp_path: Path) -> None:
    first, second = lines(tmp_path / "a.jsonl", 250), lines(tmp_path / "b.jsonl", 1_000)
    folder = tmp_path / "killed"
    arguments = [sys.executable, "-c", KILLED, str(folder), str(first), str(second)]
    assert subprocess.run(arguments, check=False).returncode == -signal.SIGKILL
    reader = projects.open_project(folder, read_only=True)
    assert left(reader)["documents"] >= 600
    assert corpus.counts(reader).documents == 250
    projects.close(reader)
    opened = projects.open_project(folder)
    assert left(opened)["documents"] == left(opened)["texts"] == left(opened)["spans"] == 250
    assert left(opened)["batches"] == left(opened)["history"] == 1
    assert integrity.check(opened) == []
    projects.close(opened)


def test_the_order_of_the_file_is_that_of_the_corpus_and_of_the_next_file(
    project: Project, tmp_path: Path
) -> None:
    path = lines(tmp_path / "a.jsonl", 1_234)
    import_files(project, [path], ReadOptions())
    assert [document.key for document in corpus.stream(project)] == [str(n) for n in range(1_234)]
    assert list(corpus.ids(project)) == list(range(1, 1_235))
    export(project, tmp_path / "b.jsonl", "jsonl")
    again = projects.create(tmp_path / "again")
    import_files(again, [tmp_path / "b.jsonl"], ReadOptions())
    export(again, tmp_path / "c.jsonl", "jsonl")
    projects.close(again)
    assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "c.jsonl").read_bytes()


def test_repeated_texts_are_skipped_across_pieces_and_files(project: Project, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 250)
    report = import_files(project, [path, path], ReadOptions(skip_duplicates=True))
    assert (report.documents, report.annotations, report.skipped_duplicates) == (250, 250, 250)
    assert import_files(project, [path], ReadOptions(skip_duplicates=True)).documents == 0
    assert import_files(project, [path], ReadOptions()).duplicates == 250


def test_an_import_of_many_pieces_is_one_step_to_undo_and_redo(project: Project, tmp_path: Path) -> None:
    import_files(project, [lines(tmp_path / "a.jsonl", 950)], ReadOptions())
    history.undo(project)
    assert (corpus.counts(project).documents, corpus.label_set(project).names) == (0, ())
    history.redo(project)
    assert (corpus.counts(project).documents, corpus.label_counts(project)) == (950, {"PER": 950})
    assert integrity.check(project) == []


def test_another_window_of_the_program_edits_while_an_import_is_read(
    project: Project, tmp_path: Path
) -> None:
    import_files(project, [lines(tmp_path / "a.jsonl", 10)], ReadOptions())
    own = projects.second_connection(project)

    def edit(_: ImportProgress) -> None:
        history.do(project, SetField("flagged", ((1, True),)))

    import_files(own, [lines(tmp_path / "b.jsonl", 350)], ReadOptions(), progress=edit)
    projects.close(own)
    assert corpus.counts(project).documents == 360
    assert corpus.load(project, 1).flagged
