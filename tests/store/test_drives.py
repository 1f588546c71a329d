"""Drives that go away, folders that lock up, disks that fill up under a copy: in earnest where we may."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bertstudio.core.documents import Document
from bertstudio.core.edits import SetField
from bertstudio.core.errors import UserError
from bertstudio.store import copies, documents, history, integrity, project, restoring, snapshots, staging
from bertstudio.store.database import NotSavedError
from bertstudio.store.project import Project
from bertstudio.store.project_copy import copy_project

MEBIBYTES = 3


def run(*command: str | Path) -> bool:
    """Run a command of the system; false if it is not there or not allowed."""
    try:
        return subprocess.run(list(map(str, command)), capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    where = tmp_path / "drive"
    where.mkdir()
    if not run("mount", "-t", "tmpfs", "-o", f"size={MEBIBYTES}m", "tmpfs", where):
        pytest.skip("this user may not mount")
    yield where
    run("umount", "-l", where)


@pytest.fixture
def on_drive(drive: Path) -> Iterator[Project]:
    """A project with one document on a drive of its own."""
    made = filled(drive / "p")
    yield made
    if made.lock is not None:
        project.close(made)


def filled(folder: Path) -> Project:
    made = project.create(folder)
    batch = staging.stage(made)
    staging.add(batch, [Document(0, "Maria sails")])
    staging.reveal(batch)
    return made


def note(opened: Project, text: str) -> None:
    history.do(opened, SetField("note", ((1, text),)))


def test_a_drive_that_is_taken_away_takes_no_edit(on_drive: Project, drive: Path) -> None:
    note(on_drive, "saved")
    assert run("umount", "-l", drive)
    with pytest.raises(NotSavedError, match="gone or was replaced") as told:
        note(on_drive, "nowhere")
    assert told.value.reason == "the project folder is gone"
    # What was read before can still be looked at.
    assert documents.load(on_drive, 1).note == "saved"


def test_a_project_that_was_replaced_by_another_takes_no_edit(tmp_path: Path) -> None:
    opened = filled(tmp_path / "p")
    shutil.copyfile(tmp_path / "p" / "project.db", tmp_path / "other.db")
    (tmp_path / "other.db").replace(tmp_path / "p" / "project.db")
    with pytest.raises(NotSavedError):
        note(opened, "into a file without a name")
    project.close(opened)


def test_editing_goes_on_when_a_folder_that_was_locked_up_is_free_again(tmp_path: Path) -> None:
    opened = filled(tmp_path / "p")
    locked = [tmp_path / "p" / name for name in ("project.db", "project.db-wal")]
    if not run("chattr", "+i", *locked):
        project.close(opened)
        pytest.skip("files cannot be locked up here")
    try:
        with pytest.raises(NotSavedError):
            note(opened, "refused")
        assert documents.load(opened, 1).note == ""
    finally:
        run("chattr", "-i", *locked)
    note(opened, "saved")
    assert documents.load(opened, 1).note == "saved"
    assert integrity.check(opened) == []
    project.close(opened)


def fill_up(drive: Path) -> Path:
    other = drive / "other"
    with other.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return other


@pytest.mark.parametrize("spare", [copies.SPARE_BYTES, -(1 << 40)])
def test_a_disk_that_is_full_costs_no_snapshot_no_copy_and_no_restore_a_half(
    on_drive: Project, drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spare: int
) -> None:
    """With the spare room below nothing the copy is begun, and the disk fills up under it."""
    monkeypatch.setattr(copies, "SPARE_BYTES", 0)
    note(on_drive, "x" * 200_000)
    taken = snapshots.take(on_drive, "asked")
    assert taken is not None
    note(on_drive, "later")
    other = fill_up(drive)
    monkeypatch.setattr(copies, "SPARE_BYTES", spare)
    told: list[str] = []
    assert snapshots.take(on_drive, "bulk", told.append) is None
    assert len(told) == 1
    with pytest.raises(UserError):
        copy_project(on_drive, drive / "copy")
    project.close(on_drive)
    with pytest.raises(UserError):
        restoring.restore(on_drive.folder, taken)
    other.unlink()
    assert [path.name for path in drive.iterdir()] == ["p"]
    assert [found.path for found in snapshots.listed(on_drive.folder)] == [taken]
    again = project.open_project(on_drive.folder)
    assert documents.load(again, 1).note == "later"
    assert integrity.check(again) == []
    project.close(again)
    assert sorted(path.name for path in on_drive.folder.iterdir()) == [
        "project.db", "project.lock", "runs", "snapshots",
    ]  # fmt: skip
