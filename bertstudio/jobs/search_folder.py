"""What a search leaves in the project: `searches/NAME/` with its plan, Optuna's journal and its results.

The window reads plan and results from here and needs no Optuna for it.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store.project import Project, check_writable

FOLDER = "searches"
PLAN = "search.json"
RESULTS = "results.json"
JOURNAL = "journal.log"

TrialState = Literal["finished", "pruned", "failed"]

_NAME = re.compile(r"[\w][\w .()-]{0,79}")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is searched. It stays as it is; only `trials` may grow."""

    name: str
    base_model: str
    trials: int
    space: list[str]
    """As after `--space`."""
    fixed: dict[str, Any] = field(default_factory=dict)
    """Fields of `TrainConfig` that all trials share."""
    seed: int = 13
    allow_download: bool = False
    keep_models: bool = False
    """Also models that were never the best."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One training of a search, when it is over."""

    number: int
    """From 1 on."""
    run: int
    state: TrialState
    settings: dict[str, Any]
    """The fields of `TrainConfig` that were searched."""
    f1: float | None = None
    """The best on dev; None where there was no score."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Results:
    """What a search has found so far."""

    trials: tuple[Trial, ...] = ()
    importances: dict[str, float] = field(default_factory=dict)
    """How much each setting mattered to the score; they add up to 1. Empty if too little is known."""

    @property
    def best(self) -> Trial | None:
        """The trial with the highest F1 on dev, the first of equals."""
        scored = [trial for trial in self.trials if trial.state == "finished" and trial.f1 is not None]
        return max(scored, key=lambda trial: trial.f1 or 0.0, default=None)


@dataclass(frozen=True, slots=True)
class Search:
    """A search with what it has found."""

    folder: Path
    plan: Plan
    results: Results


def make(project: Project, plan: Plan) -> Path:
    """Make the folder of a search and return it; without a name it gets a number.

    Raises:
        UserError: there is a search of that name, the name is none for a folder, or nothing can be written.
    """
    check_writable(project)
    above = project.folder / FOLDER
    if plan.name and not _NAME.fullmatch(plan.name):
        raise UserError(
            tr("“{name}” cannot be a folder. Use letters, digits, spaces, dots and hyphens.", name=plan.name)
        )
    try:
        above.mkdir(exist_ok=True)
        folder = _made(above, plan.name)
    except FileExistsError as error:
        raise UserError(
            tr(
                "There is a search “{name}” already. Go on with --resume, or choose another name.",
                name=plan.name,
            )
        ) from error
    except OSError as error:
        raise UserError(
            tr("{path} cannot be written: {reason}.", path=above, reason=error.strerror)
        ) from error
    _write(folder / PLAN, {**asdict(plan), "name": folder.name})
    return folder


def _made(above: Path, name: str) -> Path:
    number = 1
    while True:
        folder = above / (name or f"search-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            if name:
                raise
            number += 1
            continue
        return folder


def find(project: Project, name: str) -> Path:
    """Return the folder of a search. Raises UserError if there is none of that name."""
    folder = project.folder / FOLDER / name
    if not name or Path(name).name != name or not (folder / PLAN).is_file():
        known = ", ".join(search.plan.name for search in searches(project)) or "–"
        raise UserError(
            tr("There is no search “{name}” in this project. There are: {known}.", name=name, known=known)
        )
    return folder


def searches(project: Project) -> list[Search]:
    """Return the searches of a project, the newest first. Folders that hold none are left out."""
    above = project.folder / FOLDER
    if not above.is_dir():
        return []
    found = []
    for folder in sorted(above.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True):
        try:
            found.append(Search(folder, read_plan(folder), read_results(folder)))
        except UserError:
            continue
    return found


def read_plan(folder: Path) -> Plan:
    """Return the plan of a search. Raises UserError if it cannot be read."""
    try:
        return Plan(**json.loads((folder / PLAN).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise UserError(
            tr("{path} is not a search of this version of BertStudio.", path=folder / PLAN)
        ) from error


def write_plan(folder: Path, plan: Plan) -> None:
    """Write the plan of a search anew. Raises UserError if it cannot be written."""
    _write(folder / PLAN, asdict(plan))


def read_results(folder: Path) -> Results:
    """Return what a search has found so far: nothing yet if there is no file.

    Raises UserError if the file is broken.
    """
    path = folder / RESULTS
    if not path.exists():
        return Results()
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return Results(tuple(Trial(**trial) for trial in record["trials"]), dict(record["importances"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(tr("{path} is not a search of this version of BertStudio.", path=path)) from error


def write_results(folder: Path, results: Results) -> None:
    """Write what was found. Raises UserError if it cannot be written."""
    _write(folder / RESULTS, asdict(results))


def _write(path: Path, record: Mapping[str, Any]) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(
            tr("{path} cannot be written: {reason}.", path=path, reason=error.strerror)
        ) from error
