"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.formats.encoding import read_text
from bertstudio.formats.saving import new_file, new_folder, new_text


class StoppedError(Exception):
    """Something that goes wrong while a file is written."""


def stop_in_file(path: Path) -> None:
    with new_file(path) as file:
        file.write(b"half")
        raise StoppedError


def stop_in_folder(path: Path) -> None:
    with new_folder(path) as folder:
        (folder / "b").write_text("half")
        raise StoppedError


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with new_text(path) as write:
        write("new\r\n")
        assert path.read_text() == "old"
    assert path.read_bytes() == b"new\r\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(StoppedError):
        stop_in_file(path)
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        stop_in_folder(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with new_folder(tmp_path / "a") as folder:
        (folder / "b").write_text("whole")
    assert (tmp_path / "a" / "b").read_text() == "whole"


@pytest.mark.parametrize(("place", "words"), [(".", "is a folder"), ("no/a.txt", "There is no folder")])
def test_a_place_that_holds_no_file_is_said(tmp_path: Path, place: str, words: str) -> None:
    with pytest.raises(UserError, match=words), new_file(tmp_path / place):
        pass


def test_a_disk_that_is_full_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(UserError, match=r"a.txt cannot be written: No space left"),
        new_file(tmp_path / "a.txt"),
    ):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_begins_with_a_byte_order_mark_keeps_it(tmp_path: Path) -> None:
    with new_text(tmp_path / "a.txt") as write:
        write("\ufeffa")
        write("\ufeffb")
    assert read_text(tmp_path / "a.txt") == "\ufeffa\ufeffb"
