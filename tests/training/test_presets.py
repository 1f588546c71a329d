"""Presets are settings like any others."""

import pytest

from bertstudio.core.errors import UserError
from bertstudio.training.config import TrainConfig, from_dict
from bertstudio.training.presets import OWN, PRESETS, UNTOUCHED, explain_presets, name_of, preset


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_a_configuration_that_is_known_again(name: str) -> None:
    config = from_dict(preset(name))
    assert name_of(config.changed()) == name
    assert name_of({**config.changed(), "seed": 7, "device": "cpu"}) == name
    assert not UNTOUCHED & preset(name).keys()


def test_balanced_is_what_one_gets_without_choosing() -> None:
    assert from_dict(preset("balanced")) == TrainConfig()


def test_other_settings_are_ones_own() -> None:
    assert name_of({"epochs": 7}) == OWN


def test_a_preset_that_is_not_there_is_said_in_words() -> None:
    with pytest.raises(UserError, match="no preset “fast”"):
        preset("fast")


def test_every_preset_is_explained() -> None:
    assert explain_presets().keys() == PRESETS.keys()
