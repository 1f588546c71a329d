"""The hyper-parameters of a training, with their defaults and limits."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train. Raises UserError when a value lies outside its limits.

    `explain()` says each field in words, for the window and the command line.
    """

    epochs: float = 4.0
    """How often every document is seen."""
    learning_rate: float = 0.0
    """Largest step size; 0 chooses by model size and number of steps (`automatic_learning_rate`)."""
    batch_size: int = 16
    """Windows of mean length behind one update; long windows count for more (a budget of tokens)."""
    max_window_tokens: int = 256
    """Longest stretch of text the model sees at once, in word pieces."""
    stride_tokens: int = 64
    """Word pieces that neighbouring windows of one long text share, at most half a window."""
    seed: int = 13
    """Same seed, data and machine: same model."""
    warmup: float = 0.1
    """Share of the steps in which the learning rate rises."""
    weight_decay: float = 0.01
    """How strongly weights are pulled towards 0; biases and norms are not."""
    max_grad_norm: float = 1.0
    """Longer gradients are shortened to this; 0 leaves them."""
    early_stopping: int = 4
    """Stop after so many dev scores without a better one; 0 never stops."""
    checks_per_epoch: int = 2
    """How often an epoch is interrupted to score the dev split."""
    gradient_accumulation: int = 1
    """Batches that are added up before one update."""
    precision: str = "auto"
    """`auto`, `fp32` or `bf16`."""
    max_steps: int = 0
    """End after so many updates; 0 trains all epochs."""
    freeze_layers: int = 0
    """Lowest layers (and the embeddings) that stay as they are."""
    class_weights: bool = False
    """Rare labels weigh more in the loss."""
    label_smoothing: float = 0.0
    """Share of the target that goes to all labels alike, so that the model is less sure of itself."""
    layer_decay: float = 1.0
    """Each layer learns at so much of the rate of the layer above it; 1 treats all alike."""
    crf: bool = False
    """A CRF learns which tag follows which (entities only)."""
    crf_learning_rate: float = 1e-3
    """Largest step size of the CRF; it begins with nothing, so it needs larger steps than the network."""
    context_tokens: int = 0
    """Word pieces of neighbouring documents that are read on each side; 0 reads each document alone."""
    context_dropout: float = 0.5
    """How often a side of the context is left out in training."""
    device: str = "auto"
    """`auto`, `cpu` or `cuda`."""
    checkpoint_seconds: float = 60.0
    """How often the training is brought to the disk, to go on after an interruption; 0 after every update.
    Less often where writing takes more than one part in twenty of the time."""

    def __post_init__(self) -> None:
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
                raise UserError(
                    tr(
                        "{name} is {value}, but must lie between {low:g} and {high:g}.",
                        name=name,
                        value=value,
                        low=low,
                        high=high,
                    )
                )
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices and not _is_card(name, getattr(self, name)):
                raise UserError(
                    tr(
                        "{name} is {value}, but must be one of {choices}.",
                        name=name,
                        value=getattr(self, name),
                        choices=", ".join(map(str, choices)),
                    )
                )
        if self.crf and (self.class_weights or self.label_smoothing):
            other = "class_weights" if self.class_weights else "label_smoothing"
            raise UserError(
                tr(
                    "{name} cannot be used together with crf, which learns whole sequences. Choose one.",
                    name=other,
                )
            )

    def changed(self) -> dict[str, Any]:
        """Return the fields that differ from the defaults, for `job.json`."""
        default = asdict(TrainConfig())
        return {name: value for name, value in asdict(self).items() if value != default[name]}


LIMITS: dict[str, tuple[float, float]] = {
    "epochs": (0.01, 1000),
    "learning_rate": (0, 0.1),
    "batch_size": (1, 4096),
    "max_window_tokens": (16, 8192),
    "stride_tokens": (0, 4096),
    "seed": (0, 2**31 - 1),
    "warmup": (0, 0.9),
    "weight_decay": (0, 1),
    "max_grad_norm": (0, 1000),
    "early_stopping": (0, 1000),
    "checks_per_epoch": (1, 100),
    "gradient_accumulation": (1, 1024),
    "max_steps": (0, 10**9),
    "freeze_layers": (0, 100),
    "label_smoothing": (0, 0.5),
    "layer_decay": (0.5, 1),
    "crf_learning_rate": (0, 1),
    "context_tokens": (0, 512),
    "context_dropout": (0, 1),
    "checkpoint_seconds": (0, 86_400),
}
"""Smallest and largest value of each number; also the ends of the spin boxes."""

CHOICES: dict[str, tuple[Any, ...]] = {
    "precision": ("auto", "fp32", "bf16"),
    "device": ("auto", "cpu", "cuda", "mps"),
    "class_weights": (False, True),
    "crf": (False, True),
}

CARD = re.compile(r"cuda:\d{1,2}")
"""One of several graphics cards, beside the choices of `device`."""


def _is_card(name: str, value: Any) -> bool:
    return name == "device" and isinstance(value, str) and CARD.fullmatch(value) is not None


LEARNING_RATES: tuple[tuple[float, float, float], ...] = (
    (20e6, 1e-4, 4.0),
    (150e6, 5e-5, 1.5),
    (float("inf"), 2e-5, 1.0),
)
"""`(parameters outside the embeddings at most, learning rate, how much larger in a short training)`."""
LONG_TRAINING_STEPS = 600


def automatic_learning_rate(body_parameters: int, steps: int) -> float:
    """Return a learning rate for a model of that size (parameters outside of the embeddings).

    Small distilled models need large steps to learn anything in a few epochs, large ones forget what they
    knew: MiniLM-L6 (11 million) 1e-4, BERT-base (85 million) 5e-5, BERT-large (302 million) 2e-5. In a
    training of fewer than 600 steps the rate grows with the square root of what is missing, within limits:
    with 161 documents and 44 steps the starter comes to dev F1 0.40 at 1e-4 and to 0.64 at 3e-4.
    """
    _, rate, most = next(row for row in LEARNING_RATES if body_parameters <= row[0])
    return float(rate * min(most, max(1.0, (LONG_TRAINING_STEPS / max(1, steps)) ** 0.5)))


def from_dict(values: Mapping[str, Any]) -> TrainConfig:
    """Return a configuration with these fields set. Raises UserError for unknown names and bad values."""
    known = {part.name: part.type for part in fields(TrainConfig)}
    for name in values:
        if name not in known:
            raise _unknown(name)
    return TrainConfig(**values)


def parse(settings: Iterable[str]) -> dict[str, Any]:
    """Read `key=value` texts, as after `--set`, into field values.

    Raises:
        UserError: a key is unknown, a value is not of its kind, or there is no `=`.
    """
    default = asdict(TrainConfig())
    values: dict[str, Any] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        name = name.strip().replace("-", "_")
        if not equals:
            raise UserError(tr("“{setting}” is not KEY=VALUE, for example epochs=3.", setting=setting))
        if name not in default:
            raise _unknown(name)
        values[name] = _read(name, value.strip(), default[name])
    return values


def _read(name: str, value: str, default: Any) -> Any:
    if isinstance(default, bool):
        spoken = {"true": True, "yes": True, "on": True, "1": True}
        spoken |= {"false": False, "no": False, "off": False, "0": False}
        return spoken.get(value.lower(), value)
    try:
        return type(default)(value)
    except ValueError as error:
        kind = tr("a whole number") if isinstance(default, int) else tr("a number")
        raise UserError(
            tr("{name} is “{value}”, but must be {kind}.", name=name, value=value, kind=kind)
        ) from error


def _unknown(name: str) -> UserError:
    known = ", ".join(part.name for part in fields(TrainConfig))
    return UserError(tr("There is no setting “{name}”. The settings are {known}.", name=name, known=known))


def explain() -> dict[str, str]:
    """Return one translated sentence or two for each field, as the help beside its box."""
    return {**_explain_what_matters(), **_explain_the_rest()}


def _explain_what_matters() -> dict[str, str]:
    return {
        "epochs": tr(
            "How often the model sees every document. More helps small corpora, then stops helping."
        ),
        "learning_rate": tr("How far each step goes. 0 chooses by the size of model and corpus."),
        "batch_size": tr(
            "How many passages of mean length teach the model before it changes once. "
            "Smaller is slower, larger needs more memory."
        ),
        "max_window_tokens": tr(
            "The longest passage the model sees at once, in word pieces. "
            "Longer texts are read in overlapping passages; nothing is cut off."
        ),
        "seed": tr("Same seed, same documents, same machine: same model."),
        "early_stopping": tr(
            "End when so many dev scores in a row brought nothing better. 0 never ends early."
        ),
        "checks_per_epoch": tr(
            "How often the dev documents are scored in each epoch. The best model is kept."
        ),
        "device": tr(
            "Where to compute. Automatic takes a graphics card if there is one; "
            "cuda:1 is the second of several, mps the GPU of an Apple computer."
        ),
    }


def _explain_the_rest() -> dict[str, str]:
    return {
        "stride_tokens": tr(
            "How many word pieces neighbouring passages of one long text share, at most half."
        ),
        "warmup": tr("Share of the steps in which the learning rate rises from 0."),
        "weight_decay": tr("How strongly weights are pulled towards 0, against learning by heart."),
        "max_grad_norm": tr("Larger changes of one step are shortened to this. 0 leaves them as they are."),
        "gradient_accumulation": tr(
            "How many batches are added up before the model changes once: larger batches without more memory."
        ),
        "precision": tr("bf16 is about twice as fast where the processor has it. Automatic finds out."),
        "max_steps": tr("End after so many steps. 0 trains all epochs."),
        "freeze_layers": tr("How many of the lowest layers stay as they are. Faster, learns less."),
        "checkpoint_seconds": tr(
            "How often the training is secured on the disk, so that it can go on after an interruption."
        ),
        "class_weights": tr("Rare labels count for more. Finds more of them, with more mistakes."),
        "label_smoothing": tr(
            "How much of each label is spread over all others, so that mistakes in the labels teach less. "
            "0.1 (10 %) is common, 0 is off; the model is less sure of what it says."
        ),
        "layer_decay": tr(
            "Each layer learns at this share of the rate of the layer above it: 0.9 (90 %) keeps more of "
            "what the base model knows, which helps small corpora. 1 (100 %) treats all alike."
        ),
        "context_tokens": tr(
            "How many word pieces of the documents before and after are read along, for corpora that are cut "
            "into sentences: up to a point of F1, at 3 to 5 times the time. 64 is common, 0 is off. "
            "Entities only."
        ),
        "context_dropout": tr(
            "How often a side of the context is hidden in training, so that the model can do without."
        ),
        "crf": tr(
            "Learns which part of an entity follows which (a CRF). Worth about a point of F1 in Chinese, "
            "little in English. Not together with label smoothing or weights. Entities only."
        ),
        "crf_learning_rate": tr("How far each step of the CRF goes, where it is used."),
    }
