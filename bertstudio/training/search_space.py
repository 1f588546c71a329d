"""Which settings a search tries out, and between which limits."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.training.config import LIMITS, TrainConfig, parse

WHOLE_STEPS = frozenset({"epochs"})
"""Numbers with a fraction that are searched in whole steps: half an epoch more tells nothing."""


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from `low` to `high`."""

    name: str
    low: float
    high: float
    log: bool = False
    """Tried by their order of magnitude: as many between 1e-5 and 1e-4 as between 1e-4 and 1e-3."""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Some values without an order."""

    name: str
    values: tuple[Any, ...]


Dimension = Range | Choices

DEFAULT_SPACE = (
    "learning_rate=2e-5..5e-4:log",
    "epochs=2..8",
    "batch_size=8,16,32",
    "layer_decay=0.8..1",
    "warmup=0..0.3",
    "label_smoothing=0..0.15",
)
"""What is tried where nothing else is asked: what matters most, in the limits that papers on BERT use.

The learning rate reaches from what BERT-large takes to what the starter takes in a short training.
"""


def default_space(fixed: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the default without settings that are fixed, or that cannot go with those."""
    out = {*fixed, *(("label_smoothing",) if fixed.get("crf") else ())}
    return tuple(text for text in DEFAULT_SPACE if text.partition("=")[0] not in out)


def parse_space(texts: Iterable[str], fixed: Mapping[str, Any]) -> list[Dimension]:
    """Read `key=low..high`, `key=low..high:log` and `key=a,b,c` texts, as after `--space`.

    Raises:
        UserError: a key is unknown, fixed, or named twice; a limit is not one of its setting; or there is
            nothing to choose from.
    """
    found: dict[str, Dimension] = {}
    for text in texts:
        dimension = _parse(text)
        if dimension.name in fixed or dimension.name in found:
            raise UserError(tr("{name} is set twice. Either fix it, or search it once.", name=dimension.name))
        found[dimension.name] = dimension
    if not found:
        raise UserError(tr("There is nothing to search: every setting is fixed. Leave one out of --set."))
    return list(found.values())


def _parse(text: str) -> Dimension:
    name, _, values = text.partition("=")
    low, dots, high = values.partition("..")
    if not dots:
        return _choices(name, values, text)
    high, _, scale = high.partition(":")
    if scale not in {"", "log"}:
        raise UserError(tr("“{text}” ends in “:{scale}”, but only “:log” is known.", text=text, scale=scale))
    first, last = (_value(name, value) for value in (low, high))
    name = name.strip().replace("-", "_")
    if name not in LIMITS:
        raise UserError(tr("{name} has no numbers to go through. List its values: {name}=a,b.", name=name))
    if not first < last or (scale and first <= 0):
        raise UserError(
            tr("“{text}” goes nowhere: write the smaller number first, above 0 for “:log”.", text=text)
        )
    whole = isinstance(asdict(TrainConfig())[name], int) or (
        name in WHOLE_STEPS and float(first).is_integer() and float(last).is_integer()
    )
    return Range(name, first, last, bool(scale), whole)


def _choices(name: str, values: str, text: str) -> Choices:
    read = tuple(dict.fromkeys(_value(name, value) for value in values.split(",") if value.strip()))
    if len(read) < 2:
        raise UserError(tr("“{text}” leaves nothing to choose: write KEY=low..high or KEY=a,b,c.", text=text))
    return Choices(name.strip().replace("-", "_"), read)


def _value(name: str, value: str) -> Any:
    """Read one value as `--set` does, and check it against the limits of its setting."""
    read = parse([f"{name}={value}"])
    # Raises where the value lies outside.
    TrainConfig(**read)
    return next(iter(read.values()))
