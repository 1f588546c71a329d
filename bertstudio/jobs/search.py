"""A search for good settings with Optuna: each trial is an ordinary run, pruned where it lags behind.

Optuna (an extra) is imported on first use. Its journal `searches/NAME/journal.log` is what a killed search
goes on from; each trial has a random seed of its own, so that it then tries what it would have tried.
"""

import os
import shutil
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Finished, Scored
from bertstudio.core.words import tr
from bertstudio.jobs import base_models, process
from bertstudio.jobs.runs import prepare_training, run_worker
from bertstudio.jobs.search_folder import JOURNAL, Plan, Results, Trial, read_plan, write_results
from bertstudio.jobs.spec import JOB_NAME, Turn, read, write
from bertstudio.store.project import RUNS, close, open_project
from bertstudio.store.runs import DOCUMENTS, MODEL, RunFolder, make_run
from bertstudio.training.checkpoint import CHECKPOINT
from bertstudio.training.config import TrainConfig, from_dict
from bertstudio.training.search_space import Choices, Dimension, parse_space

Follow = Callable[[Iterator[Event]], Finished]
"""Shows the events of a worker until its end. Raises UserError where it fails."""

RANDOM_TRIALS = 8
"""So many settings are drawn at random before Optuna looks at what went well (its default is 10)."""
UNPRUNED_TRIALS = 4
"""So many trials come to their end before one is measured by their median."""
MOST_FAILURES = 3
"""After so many failures in a row something is wrong with more than the settings."""
FEWEST_FOR_IMPORTANCES = 5
CONTEXT = "context_tokens"
GOOD_SHARE = 0.25
"""PED-ANOVA asks what the best quarter have in common (Watanabe et al. 2023, doi:10.24963/ijcai.2023/488)."""
_DIGITS = 3


def search(project: Path, folder: Path, follow: Follow) -> Iterator[tuple[Trial, Results]]:
    """Carry out a search, or what is left of it, and yield each trial when it is over.

    Raises:
        UserError: Optuna is missing, another process works on this search, a training cannot be prepared, or
            several failed in a row.
        KeyboardInterrupt: the user stopped a training; its trial is made anew when the search goes on.
    """
    optuna = optuna_library()
    plan = read_plan(folder)
    space = parse_space(plan.space, plan.fixed)
    with _alone(folder):
        study = _study(optuna, folder, plan)
        for left_over in study.get_trials(deepcopy=False, states=(optuna.trial.TrialState.RUNNING,)):
            study.tell(left_over.number, state=optuna.trial.TrialState.FAIL)
        failures = 0
        while (done := _done(study)) < plan.trials:
            study.sampler = optuna.samplers.TPESampler(
                seed=plan.seed + done + _failed(study), n_startup_trials=RANDOM_TRIALS
            )
            trial = study.ask()
            settings = {dimension.name: _suggest(trial, dimension) for dimension in space}
            run = _prepare(project, folder, plan, settings, trial.number + 1)
            trial.set_user_attr("run", run.number)
            trial.set_user_attr("settings", settings)
            told = _carry_out(study, trial, run, follow)
            failures = failures + 1 if told else 0
            results = _results(optuna, study)
            write_results(folder, results)
            if failures == MOST_FAILURES:
                raise UserError(told)
            over = next(one for one in results.trials if one.number == trial.number + 1)
            if not plan.keep_models and results.best != over:
                shutil.rmtree(run.path / MODEL, ignore_errors=True)
            yield over, results


def optuna_library() -> Any:
    """Import Optuna. Raises UserError with the command that installs it when it is not there."""
    try:
        import optuna
    except ImportError as error:
        raise UserError(
            tr('A search needs optuna, which is not installed. Run: pip install "bertstudio[search]"')
        ) from error
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    return optuna


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the search for the length of a block, and clear away what a killed process left half done."""
    if process.living(folder) is not None:
        raise UserError(tr("This search is under way already. Wait for it, or stop it."))
    process.write_pid(folder, os.getpid())
    try:
        (folder / f"{JOURNAL}.lock").unlink(missing_ok=True)
        journal = folder / JOURNAL
        if journal.is_file():
            data = journal.read_bytes()
            # Half a line at the end would make one broken line with what is written next.
            whole = data[: data.rfind(b"\n") + 1]
            if whole != data:
                os.truncate(journal, len(whole))
        yield
    finally:
        process.forget_pid(folder)


def _study(optuna: Any, folder: Path, plan: Plan) -> Any:
    from optuna.storages import journal

    path = str(folder / JOURNAL)
    # The other lock is a symbolic link, which Windows does not let everybody make.
    backend = journal.JournalFileBackend(path, lock_obj=journal.JournalFileOpenLock(path))
    checks = int(plan.fixed.get("checks_per_epoch", TrainConfig().checks_per_epoch))
    return optuna.create_study(
        storage=optuna.storages.JournalStorage(backend),
        study_name=plan.name,
        direction="maximize",
        load_if_exists=True,
        # In its first epoch a small model knows nothing yet, however good it will be.
        pruner=optuna.pruners.MedianPruner(UNPRUNED_TRIALS, n_warmup_steps=checks),
    )


def _suggest(trial: Any, dimension: Dimension) -> Any:
    if isinstance(dimension, Choices):
        return trial.suggest_categorical(dimension.name, dimension.values)
    name, low, high, log = dimension.name, dimension.low, dimension.high, dimension.log
    if dimension.whole:
        value = trial.suggest_int(name, int(low), int(high), log=log)
        return float(value) if isinstance(asdict(TrainConfig())[name], float) else value
    # More digits make no other model, only longer tables; the ends of the range have no more either.
    value = float(f"{trial.suggest_float(name, low, high, log=log):.{_DIGITS}g}")
    return min(max(value, low), high)


def _prepare(project: Path, folder: Path, plan: Plan, settings: dict[str, Any], number: int) -> RunFolder:
    """Write the run folder of a trial; all trials learn and are judged on the documents of the first one.

    Those after it do not open the project, so that people can go on working in the window.
    """
    name = tr("{name}, trial {number}", name=plan.name, number=number)
    config = from_dict({**plan.fixed, **settings}).changed()
    if (folder / JOB_NAME).is_file():
        first = read(folder / JOB_NAME)
        run = make_run(project / RUNS, first.task)
        try:
            shutil.copyfile(folder / DOCUMENTS, run.path / DOCUMENTS)
            write(replace(first, run=run.number, config=config, name=name), run.path)  # type: ignore[arg-type]
        except OSError as error:
            shutil.rmtree(run.path, ignore_errors=True)
            raise UserError(
                tr("{path} cannot be written: {reason}.", path=run.path, reason=error.strerror)
            ) from error
        return run
    return _prepare_first(project, folder, plan, config, name)


def _prepare_first(project: Path, folder: Path, plan: Plan, config: dict[str, Any], name: str) -> RunFolder:
    # With the longest context that a trial may read; each takes as much of it as it is told.
    longest = max(
        (_most(one) for one in parse_space(plan.space, plan.fixed) if one.name == CONTEXT), default=0
    )
    wide = {**config, **({CONTEXT: longest} if longest else {})}
    opened = open_project(project)
    try:
        run = prepare_training(
            opened,
            wide,
            plan.base_model,
            allow_download=plan.allow_download,
            turn=Turn(plan.name, name),
        )
    finally:
        close(opened)
    job = replace(read(run.path / JOB_NAME), config=config)  # type: ignore[arg-type]  # it is a TrainJob
    write(job, run.path)
    shutil.copyfile(run.path / DOCUMENTS, folder / DOCUMENTS)
    # Last, for it says that the documents are whole.
    write(job, folder)
    return run


def _most(dimension: Dimension) -> int:
    return int(max(dimension.values) if isinstance(dimension, Choices) else dimension.high)


def _carry_out(study: Any, trial: Any, run: RunFolder, follow: Follow) -> str:
    """Train, and tell the study how it came out. Returns why it failed, empty if it did not."""
    watched = _Watched(trial)
    try:
        finished = follow(watched.passing(run_worker(run.path, watched.is_behind)))
    except UserError as error:
        return _fail(study, trial, str(error))
    if finished.stopped and not watched.pruned:
        study.tell(trial, state=_states().FAIL)
        raise KeyboardInterrupt
    trial.set_user_attr("seconds", finished.seconds)
    if not watched.scores:
        return _fail(study, trial, tr("Run {number} ended without a score on dev.", number=run.number))
    trial.set_user_attr("f1", max(watched.scores))
    if watched.pruned and finished.stopped:
        # To be taken up again it would need three times the room of its model.
        shutil.rmtree(run.path / CHECKPOINT, ignore_errors=True)
        study.tell(trial, state=_states().PRUNED)
    else:
        study.tell(trial, max(watched.scores))
    return ""


class _Watched:
    """Hands the scores of a run on to its trial."""

    def __init__(self, trial: Any) -> None:
        self._trial = trial
        self._last = -1
        self.scores: list[float] = []
        self.pruned = False

    def passing(self, events: Iterator[Event]) -> Iterator[Event]:
        """Yield the events, and note the scores among them."""
        for event in events:
            if isinstance(event, Scored):
                self._note(event)
            yield event

    def is_behind(self) -> bool:
        """Tell whether the training is not worth going on with."""
        return self.pruned

    def _note(self, event: Scored) -> None:
        self.scores.append(event.f1)
        # Trials with other batch sizes are at the same point after as many checks, not as many steps.
        place = len(self.scores)
        self._trial.report(event.f1, place)
        self.pruned = self.pruned or bool(self._trial.should_prune())


def _states() -> Any:
    from optuna.trial import TrialState

    return TrialState


def _fail(study: Any, trial: Any, reason: str) -> str:
    """Note that a trial failed by itself; one without a reason was interrupted."""
    trial.set_user_attr("reason", reason)
    study.tell(trial, state=_states().FAIL)
    return reason


def _done(study: Any) -> int:
    states = (_states().COMPLETE, _states().PRUNED)
    return len(study.get_trials(deepcopy=False, states=states))


def _failed(study: Any) -> int:
    """Count the trials that failed by themselves: their settings are not proposed again."""
    failed = study.get_trials(deepcopy=False, states=(_states().FAIL,))
    return sum(1 for trial in failed if "reason" in trial.user_attrs)


def _results(optuna: Any, study: Any) -> Results:
    trials = study.get_trials(deepcopy=False)
    names = {_states().COMPLETE: "finished", _states().PRUNED: "pruned", _states().FAIL: "failed"}
    told = [
        Trial(
            trial.number + 1,
            int(trial.user_attrs.get("run", 0)),
            names[trial.state],  # type: ignore[arg-type]  # mypy does not see which names these are
            dict(trial.user_attrs.get("settings", {})),
            trial.user_attrs.get("f1"),
            float(trial.user_attrs.get("seconds", 0.0)),
        )
        for trial in trials
        if trial.state in names
    ]
    return Results(tuple(told), _importances(optuna, study))


def _importances(optuna: Any, study: Any) -> dict[str, float]:
    """Return the weight of each setting (they add up to 1), empty where too little is known."""
    values: Sequence[float] = [
        trial.value for trial in study.get_trials(deepcopy=False, states=(_states().COMPLETE,))
    ]
    if len(values) < FEWEST_FOR_IMPORTANCES or len(set(values)) < 2:
        return {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        evaluator = optuna.importance.PedAnovaImportanceEvaluator(target_quantile=GOOD_SHARE)
        found = optuna.importance.get_param_importances(study, evaluator=evaluator)
    return {name: round(float(value), 4) for name, value in found.items()}


def check(plan: Plan) -> None:
    """Raise UserError if a search cannot even begin: its space, settings, number of trials or base model."""
    if plan.trials < 1:
        raise UserError(tr("A search needs at least one trial."))
    base_models.check(plan.base_model, allow_download=plan.allow_download)
    from_dict(plan.fixed)
    for dimension in parse_space(plan.space, plan.fixed):
        ends = dimension.values if isinstance(dimension, Choices) else (dimension.low, dimension.high)
        for value in ends:
            from_dict({**plan.fixed, dimension.name: value})
