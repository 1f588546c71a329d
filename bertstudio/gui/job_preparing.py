"""What is done in a thread before a worker begins: its folder is written, or looked at again."""

from collections.abc import Callable, Sequence
from typing import Any

from bertstudio.jobs.spec import TrainJob, Turn
from bertstudio.store.project import Project
from bertstudio.store.runs import RunFolder

Prepare = Callable[[Project], Any]
"""Gives something with `run` or `number`, and `path`. Raises UserError when the job cannot begin."""


def of_training(job: TrainJob, made: RunFolder) -> Prepare:
    """A new run in a folder that is there already."""

    def prepare(own: Project) -> object:
        from bertstudio.jobs.runs import prepare_training

        turn = Turn(job.group, job.name, folds=job.folds, fold=job.fold)
        return prepare_training(
            own, job.config, job.base_model, allow_download=job.allow_download, into=made, turn=turn
        )

    return prepare


def of_interrupted(run: int) -> Prepare:
    """A run that was interrupted; its folder stays as it is."""

    def prepare(own: Project) -> object:
        from bertstudio.jobs.taking_up import run_to_take_up

        return run_to_take_up(own, run)

    return prepare


def of_evaluation(run: int, split: str) -> Prepare:
    """The labelled documents of a split."""

    def prepare(own: Project) -> object:
        from bertstudio.jobs.runs import prepare_evaluation

        return prepare_evaluation(own, run, split)

    return prepare


def of_suggestions(run: Callable[[Project], int | None], documents: Sequence[int] | None) -> Prepare:
    """Documents by id, or those in no split."""

    def prepare(own: Project) -> object:
        from bertstudio.jobs.runs import UNASSIGNED, prepare_suggestions

        return prepare_suggestions(own, run(own), UNASSIGNED if documents is None else list(documents))

    return prepare
