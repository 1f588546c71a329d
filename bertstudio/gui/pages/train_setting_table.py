"""Which settings the Train page shows, in which order, and what they are called there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from bertstudio.core.words import tr
from bertstudio.gui.pages.train_repeat import repeat_names


@dataclass(frozen=True, slots=True)
class Row:
    """How a field of `TrainConfig` is shown."""

    name: str
    title: Callable[[], str]
    kind: Literal["whole", "number", "rate", "percent", "choice"]
    zero: Callable[[], str] | None = None
    """What 0 is called, where 0 is not a number but a wish."""
    needs: str = ""
    """The field without which this one means nothing."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    title: Callable[[], str]
    rows: tuple[Row, ...]


FIRST: tuple[Row, ...] = (
    Row("epochs", lambda: tr("Epochs"), "number"),
    Row("learning_rate", lambda: tr("Learning rate"), "rate", zero=lambda: tr("automatic")),
    Row("batch_size", lambda: tr("Batch size"), "whole"),
    Row("max_window_tokens", lambda: tr("Window, word pieces"), "whole"),
)
"""Those that matter most; the others are folded away."""

SECTIONS: tuple[Section, ...] = (
    Section(
        lambda: tr("Reading"),
        (
            Row("stride_tokens", lambda: tr("Window overlap"), "whole"),
            Row("context_tokens", lambda: tr("Context, word pieces"), "whole", zero=lambda: tr("none")),
            Row("context_dropout", lambda: tr("Hidden context"), "percent", needs="context_tokens"),
        ),
    ),
    Section(
        lambda: tr("Steps"),
        (
            Row("seed", lambda: tr("Seed"), "whole"),
            Row("warmup", lambda: tr("Warm-up"), "percent"),
            Row("weight_decay", lambda: tr("Weight decay"), "number"),
            Row("layer_decay", lambda: tr("Rate of lower layers"), "percent"),
            Row("freeze_layers", lambda: tr("Frozen layers"), "whole", zero=lambda: tr("none")),
            Row("gradient_accumulation", lambda: tr("Batches per step"), "whole"),
            Row("max_grad_norm", lambda: tr("Longest gradient"), "number", zero=lambda: tr("any")),
            Row("max_steps", lambda: tr("End after steps"), "whole", zero=lambda: tr("all epochs")),
        ),
    ),
    Section(
        lambda: tr("Labels"),
        (
            Row("class_weights", lambda: tr("Weigh rare labels"), "choice"),
            Row("label_smoothing", lambda: tr("Label smoothing"), "percent"),
            Row("crf", lambda: tr("Sequences of tags (CRF)"), "choice"),
            Row("crf_learning_rate", lambda: tr("CRF learning rate"), "rate", needs="crf"),
        ),
    ),
    Section(
        lambda: tr("Checks"),
        (
            Row("checks_per_epoch", lambda: tr("Checks per epoch"), "whole"),
            Row("early_stopping", lambda: tr("Stop early after"), "whole", zero=lambda: tr("never")),
            Row(
                "checkpoint_seconds", lambda: tr("Secured every, s"), "number", zero=lambda: tr("every step")
            ),
        ),
    ),
    Section(
        lambda: tr("Computer"),
        (
            Row("precision", lambda: tr("Numeric precision"), "choice"),
            Row("device", lambda: tr("Device"), "choice"),
        ),
    ),
)

ROWS: tuple[Row, ...] = (*FIRST, *(row for section in SECTIONS for row in section.rows))

REPEAT = Row("repeat", lambda: tr("Repeat"), "choice")
"""Not a setting of a training, but how many of them there are."""

CHOICE_NAMES: dict[Any, Callable[[], str]] = {
    "auto": lambda: tr("auto"),
    "fp32": lambda: "fp32",
    "bf16": lambda: "bf16",
    "cpu": lambda: tr("processor"),
    "cuda": lambda: tr("graphics card"),
    "mps": lambda: tr("Apple GPU"),
    False: lambda: tr("no"),
    True: lambda: tr("yes"),
    **repeat_names(),
}
