"""The verb that searches for good settings. A row for the table in `cli`."""

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bertstudio.cli_care import Row, opened
from bertstudio.cli_progress import follow
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.jobs.search_folder import Plan, Results, Trial

TRIALS = 20
STARTER = "starter"


def rows() -> tuple[Row, ...]:
    """Return name, help, function and arguments of each verb."""
    return (("search", tr("search for good settings: many trainings, the best is kept"), search, _arguments),)


def _arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    sub.add_argument(
        "--trials", type=int, metavar="N", help=tr("how many trainings; default: {count}", count=TRIALS)
    )
    sub.add_argument("--base-model", metavar="NAME|FOLDER|starter")
    sub.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help=tr("a setting all trials share")
    )
    sub.add_argument(
        "--space",
        action="append",
        default=[],
        metavar="KEY=low..high[:log]|KEY=a,b,c",
        help=tr("a setting to search; default: learning rate, epochs, batch size and three more"),
    )
    sub.add_argument("--seed", type=int, help=tr("same seed, same documents, same machine: same search"))
    sub.add_argument("--name", default="", help=tr("name of the search"))
    sub.add_argument(
        "--keep-models", action="store_true", help=tr("keep also models that were never the best")
    )
    sub.add_argument(
        "--allow-download", action="store_true", help=tr("allow to download the base model from the hub")
    )
    sub.add_argument("--resume", metavar="NAME", help=tr("go on with a search that was interrupted"))


def search(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.jobs import search as searching
    from bertstudio.jobs.search_folder import read_plan, read_results

    searching.optuna_library()
    folder = _folder(options)
    plan = read_plan(folder)
    print(tr("Search {name}: {folder}", name=plan.name, folder=folder))
    try:
        for trial, results in searching.search(options.project, folder, follow):
            print(_line(trial, results, plan))
    except (KeyboardInterrupt, UserError):
        print(_how_to_go_on(options.project, plan.name))
        raise
    return _told(plan, read_results(folder))


def _folder(options: argparse.Namespace) -> Path:
    """Return the folder of a new search, or of one to go on with, perhaps for more trials."""
    from bertstudio.jobs.search import check
    from bertstudio.jobs.search_folder import find, make, read_plan, write_plan
    from bertstudio.training.config import TrainConfig, parse
    from bertstudio.training.search_space import default_space

    with opened(options.project) as project:
        if options.resume is not None:
            if options.set or options.space or options.base_model or options.name or options.seed is not None:
                raise UserError(tr("A search goes on with what it began with. Leave out all but --trials."))
            folder = find(project, options.resume)
            if options.trials is not None:
                plan = replace(read_plan(folder), trials=options.trials)
                check(plan)
                write_plan(folder, plan)
            return folder
        fixed = parse(options.set)
        plan = Plan(
            name=options.name,
            base_model=_absolute(options.base_model or STARTER),
            trials=TRIALS if options.trials is None else options.trials,
            space=options.space or list(default_space(fixed)),
            fixed=fixed,
            seed=TrainConfig().seed if options.seed is None else options.seed,
            allow_download=options.allow_download,
            keep_models=options.keep_models,
        )
        check(plan)
        return make(project, plan)


def _absolute(base_model: str) -> str:
    """A search may go on from elsewhere: folders are named in full, hub names stay as they are."""
    is_folder = base_model != STARTER and Path(base_model).is_dir()
    return str(Path(base_model).absolute()) if is_folder else base_model


def _line(trial: Trial, results: Results, plan: Plan) -> str:
    states = {
        "finished": tr("finished"),
        "pruned": tr("broken off, it lagged behind"),
        "failed": tr("failed"),
    }
    score = "–" if trial.f1 is None else f"{trial.f1:.3f}"
    best = results.best
    return tr(
        "Trial {number} ({done} of {count}): dev F1 {score}, {state}. {settings}. Best so far: {best}.",
        number=trial.number,
        done=sum(1 for one in results.trials if one.state != "failed"),
        count=plan.trials,
        score=score,
        state=states[trial.state],
        settings=_say(trial.settings),
        best="–" if best is None else tr("{f1:.3f} in run {run}", f1=best.f1, run=best.run),
    )


def _say(settings: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in settings.items())


def _how_to_go_on(project: Path, name: str) -> str:
    return tr('Go on with: bertstudio search {project} --resume "{name}"', project=project, name=name)


def _told(plan: Plan, results: Results) -> dict[str, Any]:
    best = results.best
    if best is not None:
        words = tr("Best: dev F1 {f1:.3f} in run {run}: {settings}", f1=best.f1, run=best.run,
                   settings=_say(best.settings))  # fmt: skip
        print(words)
    if results.importances:
        shares = ", ".join(f"{name} {share:.0%}" for name, share in results.importances.items())
        print(tr("What mattered: {shares}", shares=shares))
    counted = {
        state: sum(1 for trial in results.trials if trial.state == state)
        for state in ("finished", "pruned", "failed")
    }
    return {
        "search": plan.name,
        **counted,
        "best": None if best is None else asdict(best),
        "importances": results.importances,
    }
