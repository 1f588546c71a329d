"""`bertstudio search` as a user meets it, with trainings that are played."""

import json
from pathlib import Path

import pytest
import searching
from test_searching_settings import filled

from bertstudio.cli import main
from bertstudio.jobs import process, search_folder
from bertstudio.store import project as projects

pytest.importorskip("optuna")


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The beginning of every call here: a project, and a folder that looks like a base model."""
    monkeypatch.setattr(process, "worker_command", process.worker_command)
    searching.play()
    base = tmp_path / "base"
    base.mkdir()
    (base / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    (base / "model.safetensors").write_bytes(b"weights")
    return ["search", str(filled(tmp_path / "project")), "--base-model", str(base)]


def test_a_search_tells_its_best_trial_and_goes_on_for_more(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main([*words, "--trials", "2", "--space", "learning_rate=1e-5..1e-3:log", "--set", "epochs=2"]) == 0
    )
    out = capsys.readouterr().out
    assert "Trial 1 (1 of 2): dev F1 0." in out
    assert "Best: dev F1 0." in out
    assert main([*words[:2], "--resume", "search-1", "--trials", "6", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["search"], told["finished"], told["failed"]) == ("search-1", 6, 0)
    assert told["best"]["f1"] >= 0.5
    assert told["importances"] == {"learning_rate": 1.0}
    project = projects.open_project(Path(words[1]), read_only=True)
    plan = search_folder.read_plan(search_folder.find(project, "search-1"))
    projects.close(project)
    assert (plan.fixed, plan.trials) == ({"epochs": 2.0}, 6)


def test_without_a_space_what_matters_most_is_searched(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--trials", "1", "--set", "epochs=3", "--name", "first", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert sorted(told["best"]["settings"]) == [
        "batch_size",
        "label_smoothing",
        "layer_decay",
        "learning_rate",
        "warmup",
    ]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--trials", "0"], "at least one trial"),
        (["--resume", "none"], "There is no search"),
        (["--resume", "none", "--seed", "1"], "Leave out all but --trials"),
        (["--space", "crf=no,yes", "--set", "label_smoothing=0.1"], "cannot be used together with crf"),
        (["--base-model", "no-such-model"], "no-such-model"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    words: list[str], more: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start = words[:2] if "--resume" in more or "--base-model" in more else words
    assert main([*start, *more]) == 1
    assert sentence in capsys.readouterr().err
    assert not (Path(words[1]) / search_folder.FOLDER).exists()


def test_a_failed_search_says_how_to_go_on(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--trials", "4", "--set", "freeze_layers=99"]) == 1
    told = capsys.readouterr()
    assert "The memory was full." in told.err
    assert f'bertstudio search {words[1]} --resume "search-1"' in told.out
