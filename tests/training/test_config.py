"""Hyper-parameters: defaults, limits, words."""

from dataclasses import fields

import pytest

from bertstudio.core.errors import UserError
from bertstudio.training.config import (
    TrainConfig,
    automatic_learning_rate,
    explain,
    from_dict,
    parse,
)


def test_settings_are_read_by_their_kind() -> None:
    values = parse(["epochs=3", "batch-size=8", "learning_rate=5e-5", "class_weights=yes", "precision=fp32"])
    assert from_dict(values) == TrainConfig(
        epochs=3, batch_size=8, learning_rate=5e-5, class_weights=True, precision="fp32"
    )


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("epoch=3", "no setting “epoch”"),
        ("epochs", "not KEY=VALUE"),
        ("batch_size=many", "a whole number"),
        ("epochs=much", "a number"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(setting: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        parse([setting])


@pytest.mark.parametrize(
    "values",
    [
        {"epochs": 0},
        {"batch_size": 0},
        {"precision": "fp8"},
        {"device": "tpu"},
        {"seed": -1},
        {"class_weights": "maybe"},
        {"epochs": "3"},
        {"colour": "red"},
        {"learning_rate": float("nan")},
    ],
)
def test_values_outside_their_limits_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(UserError):
        from_dict(values)


def test_only_what_differs_is_written_down() -> None:
    assert TrainConfig(epochs=3).changed() == {"epochs": 3}
    assert from_dict(TrainConfig(epochs=3).changed()) == TrainConfig(epochs=3)


def test_every_setting_is_explained() -> None:
    assert set(explain()) == {part.name for part in fields(TrainConfig)}


def test_larger_models_take_smaller_steps() -> None:
    rates = [automatic_learning_rate(size, 700) for size in (11_000_000, 85_000_000, 302_000_000)]
    assert rates == [1e-4, 5e-5, 2e-5]


def test_short_trainings_take_larger_steps_within_limits() -> None:
    rates = [automatic_learning_rate(11_000_000, steps) for steps in (1, 40, 150, 600, 5000)]
    assert rates == pytest.approx([4e-4, 3.87e-4, 2e-4, 1e-4, 1e-4], rel=0.01)


@pytest.mark.parametrize("other", [{"label_smoothing": 0.1}, {"class_weights": True}])
def test_a_crf_and_weights_of_single_words_exclude_each_other(other: dict[str, object]) -> None:
    with pytest.raises(UserError, match="together with crf"):
        from_dict({"crf": True, **other})
