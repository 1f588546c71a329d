"""The searches of a project as the window shows them: where their lines lie, and what to say."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.gui.pages.models_differences import NOTHING, say_setting
from bertstudio.gui.pages.train_setting_table import ROWS, Row
from bertstudio.jobs import process
from bertstudio.jobs.search_folder import Search, Trial, searches
from bertstudio.store.project import Project
from bertstudio.training.search_space import Choices, Dimension, Range, parse_space

_ROWS = {row.name: row for row in ROWS}
F1_GRID = 20
"""The axis of scores begins and ends at a multiple of 1 in so many."""


@dataclass(frozen=True, slots=True)
class FoundSearch:
    """A search, and whether a process works on it now."""

    search: Search
    is_running: bool

    @property
    def name(self) -> str:
        return self.search.plan.name

    @property
    def done(self) -> int:
        return sum(1 for trial in self.search.results.trials if trial.state != "failed")

    @property
    def is_open(self) -> bool:
        """Trials are missing and nobody makes them."""
        return not self.is_running and self.done < self.search.plan.trials


@dataclass(frozen=True, slots=True)
class Axis:
    """One vertical line of the plot."""

    title: str
    ticks: tuple[tuple[float, str], ...]
    """Height, 0 (bottom) to 1, and what stands there."""
    places: tuple[float | None, ...]
    """The height of each trial, None where it has none."""


def found_searches(project: Project) -> list[FoundSearch]:
    """Return the searches of a project, the newest first. Called in a thread."""
    return [FoundSearch(one, process.living(one.folder) is not None) for one in searches(project)]


def title_of_setting(name: str) -> str:
    """Return what the Train page calls a setting."""
    return _ROWS[name].title() if name in _ROWS else name.replace("_", " ")


def say(name: str, value: Any) -> str:
    """Return the value of a setting in words."""
    return say_setting(_ROWS.get(name), value)


def say_state(found: FoundSearch) -> str:
    """Return how far a search is, in a few words."""
    trials = trn("{done} of 1 trial", "{done} of {count} trials", found.search.plan.trials, done=found.done)
    best = found.search.results.best
    if best is None:
        return trials
    return tr("{trials}, best F1 {f1:.3f}", trials=trials, f1=best.f1)


def say_trial(trial: Trial) -> str:
    """Return what became of a trial."""
    words = {"finished": tr("Done"), "pruned": tr("Lagged behind"), "failed": tr("Broken off")}
    return words[trial.state]


def command(folder: object, found: FoundSearch | None) -> str:
    """Return the command that goes on with a search, or starts one."""
    start = f'bertstudio search "{folder}"'
    return f'{start} --resume "{found.name}"' if found is not None and found.is_open else start


def axes(search: Search) -> list[Axis]:
    """Return one axis for each setting that was searched, and that of the scores at the end."""
    trials = search.results.trials
    try:
        dimensions = parse_space(search.plan.space, search.plan.fixed)
    except UserError:
        # Another version knew other settings; the scores can be shown all the same.
        dimensions = []
    made = []
    for dimension in dimensions:
        place = _choice_place(dimension) if isinstance(dimension, Choices) else _range_place(dimension)
        values = [trial.settings.get(dimension.name) for trial in trials]
        places = tuple(None if value is None else place(value) for value in values)
        made.append(Axis(title_of_setting(dimension.name), _ticks(dimension), places))
    return [*made, _scores(trials)]


def _ticks(dimension: Dimension) -> tuple[tuple[float, str], ...]:
    row: Row | None = _ROWS.get(dimension.name)
    if isinstance(dimension, Choices):
        last = len(dimension.values) - 1
        return tuple((n / last, say_setting(row, value)) for n, value in enumerate(dimension.values))
    return ((0.0, say_setting(row, dimension.low)), (1.0, say_setting(row, dimension.high)))


def _choice_place(dimension: Choices) -> Callable[[Any], float | None]:
    last = len(dimension.values) - 1
    places = {value: n / last for n, value in enumerate(dimension.values)}
    return places.get


def _range_place(dimension: Range) -> Callable[[Any], float | None]:
    scale: Callable[[float], float] = math.log if dimension.log else float
    low, high = scale(dimension.low), scale(dimension.high)
    return lambda value: min(1.0, max(0.0, (scale(value) - low) / (high - low)))


def _scores(trials: Sequence[Trial]) -> Axis:
    scores = [trial.f1 for trial in trials if trial.f1 is not None]
    low = math.floor(min(scores, default=0.0) * F1_GRID) / F1_GRID
    high = max(math.ceil(max(scores, default=1.0) * F1_GRID) / F1_GRID, low + 1 / F1_GRID)
    places = tuple(None if trial.f1 is None else (trial.f1 - low) / (high - low) for trial in trials)
    return Axis(tr("F1 on dev"), ((0.0, f"{low:.2f}"), (1.0, f"{high:.2f}")), places)


def score(trial: Trial) -> str:
    """Return the best score of a trial on dev."""
    return NOTHING if trial.f1 is None else f"{trial.f1:.3f}"
