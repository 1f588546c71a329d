"""Several runs that are one question: how much does a score depend on chance, or on the documents?

The same training with several seeds tells the first; with several folds, each of which judges once, the
second. Each is a run of its own; `group` in `job.json` says which belong together.
"""

import shutil
import statistics
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.jobs.runs import prepare_training
from bertstudio.jobs.spec import Turn
from bertstudio.store.project import Project
from bertstudio.store.runs import RunFolder

MOST_RUNS = 50
SCORES = ("f1", "precision", "recall")


def turns(seeds: int, folds: int, first_seed: int, name: str = "") -> list[Turn]:
    """Return the runs to make: with so many seeds from the first on, or on so many folds.

    Raises:
        UserError: both are asked for, a single run is no series, or there are too many.
    """
    if seeds > 1 and folds:
        raise UserError(tr("Choose several seeds or several folds, not both at once."))
    if seeds < 1 or seeds > MOST_RUNS or folds > MOST_RUNS:
        raise UserError(tr("There can be between 1 and {most} runs.", most=MOST_RUNS))
    if folds and folds < 3:
        raise UserError(
            tr("At least 3 folds are needed: one judges, one chooses the best model, the others teach.")
        )
    now = time.strftime("%Y-%m-%d %H:%M:%S")
    ahead = f"{name}, " if name else ""
    if folds:
        group = tr("{count} folds, {time}", count=folds, time=now)
        names = {
            fold: tr("fold {number} of {count}", number=fold, count=folds) for fold in range(1, folds + 1)
        }
        return [Turn(group, ahead + words, None, folds, fold) for fold, words in names.items()]
    if seeds == 1:
        return [Turn(name=name)]
    group = tr("{count} seeds, {time}", count=seeds, time=now)
    numbers = range(first_seed, first_seed + seeds)
    return [Turn(group, ahead + tr("seed {number}", number=number), number) for number in numbers]


def prepare(
    project: Project,
    config: Mapping[str, Any],
    base_model: str,
    wanted: Sequence[Turn],
    *,
    allow_download: bool = False,
) -> list[RunFolder]:
    """Write the folders of several runs on the documents as they are now.

    Raises UserError as `prepare_training` does; no folder is left then.
    """
    made = []
    with ExitStack() as undo:
        for turn in wanted:
            folder = prepare_training(project, config, base_model, allow_download=allow_download, turn=turn)
            undo.callback(shutil.rmtree, folder.path, ignore_errors=True)
            made.append(folder)
        undo.pop_all()
    return made


def spread(results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return mean and standard deviation (that of a sample) of the scores of several runs.

    `results` are those of `train`: `best` holds the scores on dev, `test` those on test where there are any.
    A split that one of the runs has no scores of is left out.
    """
    found: dict[str, Any] = {}
    for split, part in (("dev", "best"), ("test", "test")):
        scores = [result.get(part) for result in results]
        if scores and all(scores):
            found[split] = {
                name: _mean_and_deviation([float(score[name]) for score in scores if score])
                for name in SCORES
            }
    return found


def say(found: Mapping[str, Any]) -> str:
    """Return the F1 of a `spread` as a line to read."""
    parts = [
        tr("{split} F1 {mean:.3f} ± {deviation:.3f}", split=split, mean=f1["mean"], deviation=f1["sd"])
        for split, scores in found.items()
        for f1 in (scores["f1"],)
    ]
    return ", ".join(parts)


def _mean_and_deviation(values: Sequence[float]) -> dict[str, float]:
    deviation = statistics.stdev(values) if len(values) > 1 else 0.0
    return {"mean": round(statistics.fmean(values), 4), "sd": round(deviation, 4)}
