"""Copies of a project while somebody works in it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bertstudio.core.documents import Document
from bertstudio.core.edits import SetField
from bertstudio.core.errors import UserError
from bertstudio.store import copies, documents, history, integrity, project, runs, staging
from bertstudio.store.project import Project
from bertstudio.store.project_copy import copy_project


@pytest.fixture
def filled(opened: Project) -> Project:
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, f"Maria sails {n}") for n in range(50)])
    staging.reveal(batch)
    return opened


def test_a_copy_has_documents_history_and_runs(filled: Project, tmp_path: Path) -> None:
    run = runs.new_run(filled)
    (run.path / "job.json").write_text("{}", encoding="utf-8")
    (run.path / "worker.pid").write_text("{}", encoding="utf-8")
    assert copy_project(filled, tmp_path / "new" / "copy")
    copy = project.open_project(tmp_path / "new" / "copy")
    assert list(documents.stream(copy)) == list(documents.stream(filled))
    assert history.titles(copy) == history.titles(filled)
    assert [found.number for found in runs.runs(copy)] == [1]
    assert not (copy.folder / "runs" / run.path.name / "worker.pid").exists()
    project.close(copy)


def test_a_copy_can_be_taken_by_a_reader_while_somebody_writes(filled: Project, tmp_path: Path) -> None:
    reader = project.open_project(filled.folder, read_only=True)
    history.do(filled, SetField("note", ((1, "saved"),)))
    copy_project(reader, tmp_path / "copy")
    project.close(reader)
    copy = project.open_project(tmp_path / "copy")
    assert documents.load(copy, 1).note == "saved"
    project.close(copy)


def test_a_folder_with_something_in_it_is_refused(filled: Project, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="is not empty"):
        copy_project(filled, tmp_path / "full")
    with pytest.raises(UserError, match="inside the project"):
        copy_project(filled, filled.folder / "copy")
    assert (tmp_path / "full" / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_a_copy_that_is_cancelled_or_finds_no_room_leaves_nothing(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (runs.new_run(filled).path / "job.json").write_text("{}", encoding="utf-8")
    assert not copy_project(filled, tmp_path / "copy", lambda _done: False)
    assert not (tmp_path / "copy").exists()
    monkeypatch.setattr(copies, "SPARE_BYTES", 1 << 60)
    with pytest.raises(UserError, match="not enough space"):
        copy_project(filled, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


_NOTES = """
import pathlib, sys
from bertstudio.core.edits import SetField
from bertstudio.store import history, project
opened = project.open_project(pathlib.Path(sys.argv[1]))
for number in range(1_000_000):
    history.do(opened, SetField("note", ((number % 50 + 1, str(number)),)))
    print(number, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not copy files that are locked")
def test_a_folder_copied_by_other_means_while_edits_go_on_has_every_edit_saved_before(
    filled: Project, tmp_path: Path
) -> None:
    folder = filled.folder
    project.close(filled)
    writer = subprocess.Popen([sys.executable, "-c", _NOTES, str(folder)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    try:
        for turn in range(25):
            saved = int(writer.stdout.readline())
            shutil.copytree(folder, tmp_path / "copy")
            for _ in range(turn):
                writer.stdout.readline()
            copy = project.open_project(tmp_path / "copy")
            assert integrity.check(copy) == []
            noted = max(int(document.note or -1) for document in documents.stream(copy))
            project.close(copy)
            shutil.rmtree(tmp_path / "copy")
            assert noted >= saved
    finally:
        writer.kill()
        writer.communicate()
