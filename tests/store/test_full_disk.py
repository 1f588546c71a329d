"""A disk that is really full: a small file system in memory, where the machine lets us make one."""

import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from bertstudio.core.documents import Document
from bertstudio.core.edits import SetField
from bertstudio.core.errors import UserError
from bertstudio.store import database, documents, history, project, runs, staging
from bertstudio.store.project import Project


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of one mebibyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("no mount here")
    if mounted.returncode:
        pytest.skip("this user may not mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill_up(disk: Path) -> None:
    with (disk / "other").open("wb", buffering=0) as file:
        while _written(file):
            pass


def _written(file: IO[bytes]) -> bool:
    try:
        file.write(b"x" * 4096)
    except OSError:
        return False
    return True


@pytest.fixture
def full(small: Path) -> Iterator[Project]:
    """A project with one document, on a disk that was filled up after that."""
    made = project.create(small / "p")
    batch = staging.stage(made)
    staging.add(batch, [Document(0, "Maria sails")])
    staging.reveal(batch)
    fill_up(small)
    yield made
    project.close(made)


def test_an_edit_on_a_full_disk_is_refused_in_words_and_undone_whole(full: Project) -> None:
    before = documents.load(full, 1)
    with pytest.raises(UserError, match="The disk is full"):
        history.do(full, SetField("note", ((1, "x" * 200_000),)), known={1: before})
    assert documents.load(full, 1) == before
    assert history.titles(full) == ("Import 1 document", None)
    assert full.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_editing_goes_on_once_there_is_space(full: Project) -> None:
    with pytest.raises(UserError, match="The disk is full"):
        history.do(full, SetField("note", ((1, "x" * 200_000),)))
    (full.folder.parent / "other").unlink()
    history.do(full, SetField("note", ((1, "x" * 1000),)))
    assert len(documents.load(full, 1).note) == 1000


def test_an_import_and_a_run_are_refused_in_words(full: Project) -> None:
    with pytest.raises(UserError, match="The disk is full"):
        staging.add(staging.stage(full), (Document(0, f"{n} " * 9000) for n in range(50)))
    with pytest.raises(UserError, match="No run folder can be made"):
        runs.new_run(full)
    assert [path.name for path in project.runs_folder(full).iterdir() if path.is_dir()] == []


def test_a_project_on_a_full_disk_can_be_opened(full: Project) -> None:
    project.close(full)
    again = project.open_project(full.folder)
    assert documents.load(again, 1).text == "Maria sails"
    project.close(again)


def test_no_half_project_is_left_on_a_full_disk(small: Path) -> None:
    fill_up(small)
    with pytest.raises(UserError):
        project.create(small / "new")
    assert list((small / "new").glob("*")) == []


def test_a_log_index_that_cannot_grow_means_a_full_disk() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert "disk is full" in str(database.in_words(error))
