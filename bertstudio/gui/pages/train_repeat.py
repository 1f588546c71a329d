"""How often the next training is repeated: with other seeds, or on other folds of the documents."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bertstudio.core.words import tr
from bertstudio.jobs.spec import TrainJob

REPEATS: dict[str, tuple[int, int]] = {
    "once": (1, 0),
    "seeds-3": (3, 0),
    "seeds-5": (5, 0),
    "folds-5": (1, 5),
    "folds-10": (1, 10),
}
"""How many seeds and folds each choice means."""


def repeat_names() -> dict[Any, Callable[[], str]]:
    """Return what the choices are called."""
    return {key: _name(*value) for key, value in REPEATS.items()}


def explain_repeats() -> str:
    """Return one translated sentence or two, as the help beside the box."""
    return tr(
        "Several runs tell how much a score owes to chance (seeds) or to the choice of documents (folds: "
        "train and dev are dealt out anew, and each part judges once). Takes so many times as long."
    )


def in_turn(job: TrainJob, seeds: int, folds: int, first_seed: int) -> list[TrainJob]:
    """Return the jobs that a training becomes with so many seeds or folds. Raises UserError as `turns`."""
    from bertstudio.jobs.series import turns

    return [
        replace(
            job,
            name=turn.name or job.name,
            group=turn.group,
            folds=turn.folds,
            fold=turn.fold,
            config=job.config if turn.seed is None else {**job.config, "seed": turn.seed},
        )
        for turn in turns(seeds, folds, first_seed, job.name)
    ]


def _name(seeds: int, folds: int) -> Callable[[], str]:
    if folds:
        return lambda: tr("{count} folds", count=folds)
    return (lambda: tr("{count} seeds", count=seeds)) if seeds > 1 else lambda: tr("no")
