"""The model folder is whole at every moment."""

from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.training.checkpoint import keep


def writer(text: str):
    def save(folder: Path) -> None:
        (folder / "config.json").write_text("{}", encoding="utf-8")
        (folder / "model.safetensors").write_text(text, encoding="utf-8")

    return save


def test_a_later_model_takes_the_place_of_the_first(tmp_path: Path) -> None:
    keep(tmp_path / "model", writer("first"))
    keep(tmp_path / "model", writer("second"))
    assert (tmp_path / "model" / "model.safetensors").read_text(encoding="utf-8") == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_save_that_breaks_off_leaves_the_old_model(tmp_path: Path) -> None:
    keep(tmp_path / "model", writer("first"))

    def broken(folder: Path) -> None:
        (folder / "model.safetensors").write_text("half", encoding="utf-8")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        keep(tmp_path / "model", broken)
    assert (tmp_path / "model" / "model.safetensors").read_text(encoding="utf-8") == "first"
    keep(tmp_path / "model", writer("second"))
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_full_disk_is_said_in_words_and_leaves_the_old_model(tmp_path: Path) -> None:
    keep(tmp_path / "model", writer("first"))

    def full(folder: Path) -> None:
        (folder / "model.safetensors").write_text("half", encoding="utf-8")
        raise RuntimeError("I/O error: No space left on device (os error 28)")

    with pytest.raises(UserError, match="disk is full"):
        keep(tmp_path / "model", full)
    assert (tmp_path / "model" / "model.safetensors").read_text(encoding="utf-8") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
