"""Every verb of BertStudio without a window.

Results go to standard output as short text, or with `--json` as one JSON object in the last line. Problems go
to standard error as one sentence. Exit status: 0 done, 1 not done, 2 wrong usage, 130 cancelled.
"""

import argparse
import json
import logging
import shutil
import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bertstudio import __version__, cli_care, cli_files, cli_models, cli_search
from bertstudio.cli_care import Row, opened
from bertstudio.cli_files import CANCELLED, DONE, NOT_DONE, SPLITS
from bertstudio.cli_progress import follow
from bertstudio.core.documents import Split
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.store.project import close, create
from bertstudio.store.runs import Run, RunFolder, read_run

log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Carry out one verb and return the exit status. No traceback reaches the user; the log has it."""
    if arguments and _is_path(arguments[0]):
        print(tr("{folder} is not a BertStudio project.", folder=arguments[0]), file=sys.stderr)
        return NOT_DONE
    options = parser().parse_args(arguments)
    verb: Callable[[argparse.Namespace], dict[str, Any]] = options.verb
    try:
        result = verb(options)
    except UserError as error:
        print(error, file=sys.stderr)
        return NOT_DONE
    except KeyboardInterrupt:
        print(tr("Cancelled."), file=sys.stderr)
        return CANCELLED
    except Exception:
        log.exception("unexpected problem in %s", arguments)
        print(
            tr("Something unexpected went wrong. The log says what: see `bertstudio doctor`."),
            file=sys.stderr,
        )
        return NOT_DONE
    status: int = result.pop("status", DONE)
    if options.json:
        print(json.dumps(result, ensure_ascii=False))
    return status


def _is_path(text: str) -> bool:
    """Tell whether somebody means a folder, to open it in the window, and not a verb."""
    verb = text.startswith("-") or text in {name for name, *_ in _verbs()}
    return not verb and ("/" in text or "\\" in text or Path(text).exists())


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line, from the VERBS table."""
    top = argparse.ArgumentParser(
        prog="bertstudio",
        description=tr("Turn your own text into your own BERT model."),
        epilog=tr(
            "Without a verb the window opens; a project folder opens in it. “demo” plays the whole loop on "
            "the sample corpus, “screenshots FOLDER” takes a picture of every page."
        ),
    )
    top.add_argument("--version", action="version", version=f"BertStudio {__version__}")
    verbs = top.add_subparsers(required=True, metavar="VERB")
    for name, help_text, verb, add_arguments in _verbs():
        sub = verbs.add_parser(name, help=help_text, description=help_text)
        add_arguments(sub)
        sub.add_argument("--json", action="store_true", help=tr("print the result as one JSON object"))
        sub.set_defaults(verb=verb)
    return top


def _verbs() -> tuple[Row, ...]:
    return (
        ("new", tr("make a project"), new, _new_arguments),
        cli_files.import_row(),
        ("split", tr("assign documents to train, dev and test"), split, _split_arguments),
        ("train", tr("train a model on the documents of a project"), train, _train_arguments),
        *cli_search.rows(),
        ("evaluate", tr("score a model on a split"), evaluate, _evaluate_arguments),
        ("suggest", tr("let a model suggest entities or labels"), suggest, _suggest_arguments),
        cli_files.export_row(),
        *cli_models.rows(),
        *cli_care.rows(),
        ("doctor", tr("say what this computer can do and what is missing"), doctor, _doctor_arguments),
    )


# new ---------------------------------------------------------------------------------------------


def _new_arguments(sub: argparse.ArgumentParser) -> None:
    from bertstudio.tasks import TASKS

    sub.add_argument("project", type=Path, help=tr("folder of the project"))
    sub.add_argument("--task", choices=[task.id for task in TASKS], default="ner")
    sub.add_argument("--name", default="", help=tr("name shown in the window; default: the folder's"))
    sub.add_argument("--multi-label", action="store_true", help=tr("a document may have several labels"))


def new(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.core.edits import SetOption
    from bertstudio.store.history import do

    project = create(options.project, name=options.name, task=options.task)
    try:
        if options.multi_label:
            do(project, SetOption("multi_label", True))
    finally:
        close(project)
    _say(tr("Made the project {folder}.", folder=options.project))
    return {"project": str(options.project), "task": options.task}


# split -------------------------------------------------------------------------------------------


def _split_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    sub.add_argument("--parts", default="80/10/10", help=tr("train/dev/test in percent; default 80/10/10"))
    sub.add_argument("--seed", type=int, default=13)
    sub.add_argument(
        "--stratified", action="store_true", help=tr("give every split its share of every label")
    )


def split(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.core.edits import set_splits
    from bertstudio.jobs.runs import project_members
    from bertstudio.store.documents import counts
    from bertstudio.store.history import do
    from bertstudio.training.splits import assign, parse_parts

    with opened(options.project) as project:
        parts = parse_parts(options.parts)
        values = assign(project_members(project), parts, seed=options.seed, stratified=options.stratified)
        do(project, set_splits(tuple(values.items())))
        found = counts(project)
        if not found.documents:
            raise UserError(tr("There are no documents to split. Import some first."))
        by_split = found.by_split
    splits = {str(split): by_split.get(split, 0) for split in Split}
    _say(", ".join(f"{name}: {count:,}" for name, count in splits.items()))
    return {"splits": splits}


# train -------------------------------------------------------------------------------------------


def _train_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    sub.add_argument("--base-model", default="starter", metavar="NAME|FOLDER|starter")
    sub.add_argument(
        "--preset",
        default="balanced",
        metavar="quick|balanced|best",
        help=tr("settings that go together; the others below change them"),
    )
    sub.add_argument("--epochs", type=float)
    sub.add_argument("--seed", type=int)
    sub.add_argument("--max-steps", type=int)
    sub.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help=tr("any other setting of training")
    )
    sub.add_argument("--name", default="", help=tr("name of the run"))
    sub.add_argument(
        "--seeds", type=int, default=1, metavar="N", help=tr("train N times, each with another seed")
    )
    sub.add_argument(
        "--folds",
        type=int,
        default=0,
        metavar="N",
        help=tr("deal the documents of train and dev out to N folds, and let each of them judge once"),
    )
    sub.add_argument(
        "--allow-download", action="store_true", help=tr("allow to download the base model from the hub")
    )
    sub.add_argument(
        "--resume",
        nargs="?",
        const=LAST_INTERRUPTED,
        type=int,
        metavar="RUN",
        help=tr("go on with a training that was interrupted; default: the last one"),
    )


LAST_INTERRUPTED = 0


def train(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.jobs import series

    waiting = deque(_runs_to_train(options))
    results = []
    try:
        while waiting:
            results.append(_train_one(waiting.popleft(), options.project))
    finally:
        for run in waiting:
            # Without those before them these are no answer to the question.
            shutil.rmtree(run.path, ignore_errors=True)
    if len(results) == 1:
        return results[0]
    found = series.spread(results)
    _say(tr("{count} runs: {scores}", count=len(results), scores=series.say(found)))
    return {"runs": results, **found}


def _train_one(run: RunFolder | Run, project: Path) -> dict[str, Any]:
    _say(tr("Run {number}: {folder}", number=run.number, folder=run.path))
    from bertstudio.jobs.runs import run_worker

    finished = follow(run_worker(run.path))
    if finished.stopped:
        _say(
            tr("Go on with: bertstudio train {project} --resume {number}", project=project, number=run.number)
        )
        raise KeyboardInterrupt
    told = read_run(run.path)
    group = {"group": told.group, "name": told.name} if told is not None and told.group else {}
    return {"run": run.number, **group, "seconds": finished.seconds, **finished.result}


def _runs_to_train(options: argparse.Namespace) -> Sequence[RunFolder | Run]:
    """Return the run that was interrupted, or new ones: one, or several with other seeds or folds."""
    from bertstudio.jobs.series import prepare, turns
    from bertstudio.jobs.taking_up import run_to_take_up
    from bertstudio.training.config import TrainConfig, parse
    from bertstudio.training.presets import preset

    named = {"epochs": options.epochs, "seed": options.seed, "max_steps": options.max_steps}
    given = [f"{key}={value}" for key, value in named.items() if value is not None]
    config = {**preset(options.preset), **parse([*given, *options.set])}
    with opened(options.project) as project:
        if options.resume is None:
            first = int(config.get("seed", TrainConfig().seed))
            wanted = turns(options.seeds, options.folds, first, options.name)
            return prepare(project, config, options.base_model, wanted, allow_download=options.allow_download)
        if config or options.seeds != 1 or options.folds:
            raise UserError(tr("A training goes on with the settings it began with. Leave out the others."))
        return [run_to_take_up(project, options.resume or None)]


# evaluate ----------------------------------------------------------------------------------------


def _evaluate_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    sub.add_argument("--run", type=int, help=tr("number of the run; default: the last finished one"))
    sub.add_argument("--split", choices=SPLITS, default="test")


def evaluate(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.evaluation.table import table
    from bertstudio.jobs.runs import prepare_evaluation, run_worker

    with opened(options.project, read_only=True) as project:
        job = prepare_evaluation(project, options.run, options.split)
    finished = follow(run_worker(job.path))
    _say(table(finished.result))
    return finished.result


# suggest -----------------------------------------------------------------------------------------


def _suggest_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    sub.add_argument("--run", type=int, help=tr("number of the run; default: the last finished one"))
    sub.add_argument("--split", choices=SPLITS, default="none")


def suggest(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.jobs.runs import prepare_suggestions, run_worker, take_suggestions
    from bertstudio.store.documents import Query

    with opened(options.project) as project:
        job = prepare_suggestions(project, options.run, Query(splits=(Split(options.split),)))
        finished = follow(run_worker(job.path))
        if finished.stopped:
            raise KeyboardInterrupt
        taken = take_suggestions(project, job)
    documents = trn("1 document", "{count} documents", taken.documents)
    suggestions = trn("1 suggestion", "{count} suggestions", taken.suggestions)
    _say(
        tr(
            "Run {run}: {suggestions} in {documents}.",
            run=taken.run,
            suggestions=suggestions,
            documents=documents,
        )
    )
    return {"run": taken.run, "documents": taken.documents, "suggestions": taken.suggestions}


# doctor ------------------------------------------------------------------------------------------


def _doctor_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--speed", action="store_true", help=tr("measure how fast the device is: ten seconds"))


def doctor(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.jobs.doctor import examine

    findings = examine(speed=options.speed)
    for finding in findings:
        _say(f"{finding.name}: {finding.text}")
    return {finding.id: finding.value for finding in findings}


def _say(text: str) -> None:
    print(text)
