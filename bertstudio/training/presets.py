"""Settings that go together, for those who do not want to choose each."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.training.config import TrainConfig

OWN = "own"
"""What settings are called that are none of the presets."""

PRESETS: dict[str, dict[str, Any]] = {
    "quick": {"epochs": 1.0, "max_window_tokens": 128, "stride_tokens": 32, "checks_per_epoch": 1},
    "balanced": {},
    "best": {"epochs": 10.0, "early_stopping": 8, "context_tokens": 64},
}
"""Fields of `TrainConfig` that differ from the defaults."""

UNTOUCHED = frozenset({"seed", "precision", "device", "checkpoint_seconds"})
"""Fields that say nothing of how good or quick a training is: presets leave them as they are."""


def preset(name: str) -> dict[str, Any]:
    """Return the fields that a preset sets. Raises UserError if there is none of that name."""
    if name not in PRESETS:
        known = ", ".join(PRESETS)
        raise UserError(tr("There is no preset “{name}”. The presets are {known}.", name=name, known=known))
    return dict(PRESETS[name])


def name_of(values: Mapping[str, Any]) -> str:
    """Return the preset that these fields of a configuration are, `own` if they are none."""
    telling = {name: value for name, value in asdict(TrainConfig()).items() if name not in UNTOUCHED}
    given = {name: values.get(name, default) for name, default in telling.items()}
    return next((name for name, fields in PRESETS.items() if given == {**telling, **fields}), OWN)


def explain_presets() -> dict[str, str]:
    """Return one translated sentence for each preset."""
    return {
        "quick": tr(
            "Each document once: tells in a quarter of the time whether there is something to learn."
        ),
        "balanced": tr("Four times through the documents, with the best of several checks."),
        "best": tr(
            "Ten times through the documents, sentences with their neighbours; ends early when nothing "
            "improves. Takes about ten times as long as balanced."
        ),
    }
