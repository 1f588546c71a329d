"""Notes of runs, and the bin for those that were deleted."""

from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.store import project as projects
from bertstudio.store import run_care
from bertstudio.store import runs as store


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "runs" / "0003-ner"
    folder.mkdir(parents=True)
    (folder / store.JOB).write_text('{"kind": "train", "name": "Third"}', encoding="utf-8")
    return folder


def test_a_note_is_kept_in_the_folder_of_its_run(run: Path) -> None:
    assert run_care.note(run) == ""
    run_care.write_note(run, "  Überall\r\nzu viel. \n")
    assert run_care.note(run) == "Überall\nzu viel."
    assert [file.name for file in run.iterdir() if file.suffix == ".part"] == []


def test_an_empty_note_leaves_no_file(run: Path) -> None:
    run_care.write_note(run, "once")
    run_care.write_note(run, " \n")
    assert not (run / run_care.NOTE).exists()


def test_half_a_character_does_not_lose_the_rest_of_a_note(run: Path) -> None:
    run_care.write_note(run, "before \ud83d after")
    assert run_care.note(run) == "before ? after"


def test_a_note_that_cannot_be_written_leaves_the_one_before(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_care.write_note(run, "first")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_care.os, "fsync", full)
    with pytest.raises(UserError, match="No space left"):
        run_care.write_note(run, "second")
    assert run_care.note(run) == "first"
    assert not list(run.glob("*.part"))


def test_a_run_in_the_bin_of_its_project_is_no_run_until_it_comes_back(tmp_path: Path) -> None:
    opened = projects.create(tmp_path / "project")
    made = store.new_run(opened)
    (made.path / store.JOB).write_text('{"kind": "train"}', encoding="utf-8")
    place = run_care.put_into_bin(made.path)
    assert store.runs(opened) == []
    assert [run.number for run in run_care.binned_runs(opened)] == [made.number]
    assert store.new_run(opened).number == made.number + 1
    run_care.take_from_bin(place, made.path)
    assert [run.number for run in store.runs(opened)] == [made.number]
    assert run_care.binned_runs(opened) == []
    projects.close(opened)


def test_a_run_does_not_come_back_over_another(run: Path) -> None:
    place = run_care.put_into_bin(run)
    run.mkdir()
    (run / "kept").touch()
    with pytest.raises(UserError, match="a folder of that name is there"):
        run_care.take_from_bin(place, run)
    assert (run / "kept").exists()
