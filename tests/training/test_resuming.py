"""A training that was interrupted ends with the same weights as one that was not."""

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tasks.tiny import build
from training.test_loop import training, weights

from bertstudio.core.events import Event, Note, Progress, Scored
from bertstudio.training import checkpoint
from bertstudio.training.checkpoint import CHECKPOINT, MANIFEST, WEIGHTS, find, keep, kept
from bertstudio.training.checks import Checks
from bertstudio.training.config import TrainConfig
from bertstudio.training.loop import Training

CONFIG = TrainConfig(epochs=2, batch_size=4, learning_rate=5e-3, checkpoint_seconds=0, early_stopping=0)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def dropping(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base model with dropout, so that masks matter."""
    return build(tmp_path_factory.mktemp("dropping"), dropout=0.2)


def scores(events: list[Event]) -> list[tuple[int, float, bool]]:
    return [(event.step, event.loss, event.best) for event in events if isinstance(event, Scored)]


def stop_after(count: int) -> Callable[[], bool]:
    """A stop that comes at the count-th time somebody asks."""
    asked = itertools.count(1)
    return lambda: next(asked) > count


def whole(
    base: Path, folder: Path, config: TrainConfig = CONFIG, **options: object
) -> tuple[Training, list[Event]]:
    made = training(base, config, **options)
    return made, list(made.events(folder / "model"))


def in_parts(
    base: Path, folder: Path, each: int, config: TrainConfig = CONFIG, **options: object
) -> tuple[Training, list[Event]]:
    """Stop again and again, each time going on in a new object, as a new process would."""
    told: list[Event] = []
    for _ in range(1000):
        made = training(base, config, **options)
        found = find(folder / CHECKPOINT)
        told += list(made.events(folder / "model", stop_after(each), found))
        if not made.stopped:
            return made, told
    raise AssertionError("it never came to its end")


@pytest.mark.parametrize("each", [3, 4, 5, 7])
def test_stopped_anywhere_it_ends_as_if_never_stopped(dropping: Path, tmp_path: Path, each: int) -> None:
    first, told = whole(dropping, tmp_path / "whole")
    second, told_in_parts = in_parts(dropping, tmp_path / "parts", each)
    assert torch.equal(weights(first), weights(second))
    assert scores(told_in_parts) == scores(told)
    one, other = (tmp_path / name / "model" / WEIGHTS for name in ("whole", "parts"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("options", [{"crf": True}, {"context_tokens": 6}])
def test_options_of_the_model_change_nothing_about_that(
    dropping: Path, tmp_path: Path, options: dict[str, object]
) -> None:
    config = replace(CONFIG, layer_decay=0.8)
    first, _ = whole(dropping, tmp_path / "whole", config, **options)
    second, _ = in_parts(dropping, tmp_path / "parts", 5, config, **options)
    assert torch.equal(weights(first), weights(second))


def test_a_process_that_dies_after_any_event_loses_nothing(dropping: Path, tmp_path: Path) -> None:
    """A killed process leaves its checkpoint and a younger best model; what is computed again is the same."""
    first, told = whole(dropping, tmp_path / "whole")
    for length in range(1, len(told), 3):
        folder = tmp_path / f"killed-{length}"
        killed = training(dropping, CONFIG)
        before = list(itertools.islice(killed.events(folder / "model"), length))
        made = training(dropping, CONFIG)
        found = find(folder / CHECKPOINT)
        after = list(made.events(folder / "model", checkpoint=found))
        assert torch.equal(weights(first), weights(made))
        step = found.step if found else 0
        known = [score for score in scores(before) if score[0] <= step]
        again = [score for score in scores(after) if score not in known]
        assert known + again == scores(told)


def test_going_on_is_said_and_steps_are_counted_on(dropping: Path, tmp_path: Path) -> None:
    made = training(dropping, CONFIG)
    list(made.events(tmp_path / "model", stop_after(3)))
    again = training(dropping, CONFIG)
    told = list(again.events(tmp_path / "model", checkpoint=find(tmp_path / CHECKPOINT)))
    notes = [event.text for event in told if isinstance(event, Note)]
    assert notes == [f"Going on after step {made.meter.step} of {made.total_steps}."]
    first = next(event for event in told if isinstance(event, Progress))
    assert first.step == made.meter.step + 1


def test_a_finished_training_leaves_no_checkpoint(tiny: Path, tmp_path: Path) -> None:
    whole(tiny, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_checkpoint_of_another_configuration_is_left_alone(dropping: Path, tmp_path: Path) -> None:
    list(training(dropping, CONFIG).events(tmp_path / "model", stop_after(3)))
    other = training(dropping, TrainConfig(epochs=1, batch_size=4))
    told = list(other.events(tmp_path / "model", checkpoint=find(tmp_path / CHECKPOINT)))
    assert not any(isinstance(event, Note) for event in told)
    assert other.meter.step == other.total_steps


def test_a_broken_checkpoint_is_none_and_the_older_one_is_taken(tiny: Path, tmp_path: Path) -> None:
    def save(folder: Path) -> None:
        (folder / "x").write_text("tensors", encoding="utf-8")

    place = tmp_path / CHECKPOINT
    checkpoint.write(place, save, {"step": 1})
    place.rename(tmp_path / f"{CHECKPOINT}.old")
    checkpoint.write(place, save, {"step": 2})
    assert find(place).step == 2  # type: ignore[union-attr]
    place.rename(tmp_path / "kept")
    checkpoint.write(place, save, {"step": 1})
    place.rename(tmp_path / f"{CHECKPOINT}.old")
    (tmp_path / "kept").rename(place)
    (place / "x").write_text("tensorz", encoding="utf-8")
    assert find(place).step == 1  # type: ignore[union-attr]
    (tmp_path / f"{CHECKPOINT}.old" / MANIFEST).unlink()
    assert find(place) is None


def test_the_model_that_lies_there_names_its_score_also_when_it_was_not_replaced_yet(tmp_path: Path) -> None:
    def save(text: str) -> Callable[[Path], None]:
        return lambda folder: (folder / WEIGHTS).write_text(text, encoding="utf-8") and None

    first, second = (Scored(step, 1.0, 0.5, 0.5, 0.5, 0.5, best=True) for step in (1, 2))
    model = tmp_path / "model"
    keep(model, save("first"), first)
    keep(model, save("second"), second)
    assert kept(model) == second
    # The process died after the manifest had been replaced, and before the weights were.
    (model / WEIGHTS).write_text("first", encoding="utf-8")
    assert kept(model) == first
    (model / WEIGHTS).write_text("neither", encoding="utf-8")
    assert kept(model) is None


def test_a_younger_model_counts_when_nothing_better_comes(
    dropping: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = training(dropping, CONFIG)
    list(killed.events(tmp_path / "model", stop_after(1)))
    found = find(tmp_path / CHECKPOINT)
    young = Scored(10**6, 1.0, 0.0, 1.0, 1.0, 1.1, best=True)
    keep(tmp_path / "model", killed.model.save, young)
    monkeypatch.setattr(
        Checks, "score", lambda _self, step, _epoch, _stopped: Scored(step, 1, 1, 0, 0, 0, False)
    )
    made = training(dropping, CONFIG)
    told = list(made.events(tmp_path / "model", checkpoint=found))
    assert told[-1] == young
    assert made.best == young


def test_a_full_disk_is_said_and_the_training_goes_on(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.fsync

    def full(handle: int) -> None:
        if CHECKPOINT in str(Path(f"/proc/self/fd/{handle}").readlink()):
            raise OSError(28, "No space left on device")
        replace(handle)

    monkeypatch.setattr(os, "fsync", full)
    made = training(tiny, CONFIG)
    told = list(made.events(tmp_path / "model"))
    assert made.meter.step == made.total_steps
    notes = [event.text for event in told if isinstance(event, Note)]
    assert notes
    assert all("disk is full" in text for text in notes)
