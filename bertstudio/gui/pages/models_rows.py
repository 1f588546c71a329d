"""The models of a project, as their run folders tell of them. No widgets here."""

import json
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Status
from bertstudio.core.errors import UserError
from bertstudio.core.events import Finished, Started
from bertstudio.core.words import tr
from bertstudio.evaluation import report
from bertstudio.gui.model_in_use import in_use
from bertstudio.gui.pages.train_bases import title_of
from bertstudio.gui.pages.train_runs import job_of, name_of, trainings
from bertstudio.store import documents, run_care
from bertstudio.store import runs as store
from bertstudio.store.documents import Query
from bertstudio.store.project import Project, runs_folder
from bertstudio.store.runs import Run

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One run with what it left behind."""

    run: Run
    name: str
    base: str
    """What the base model is called."""
    dev_f1: float | None = None
    test_f1: float | None = None
    size_mb: float = 0.0
    """Everything in the run folder."""
    documents: Mapping[str, int] = field(default_factory=dict)
    """Labelled documents per split that it was trained with."""
    device: str = ""
    job: Mapping[str, Any] = field(default_factory=dict)
    in_use: bool = False
    note: str = ""
    """What somebody wrote about it."""

    @property
    def number(self) -> int:
        return self.run.number

    @property
    def model(self) -> Path:
        """The folder that transformers can load."""
        return self.run.path / store.MODEL

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.job.get("labels", ()))


@dataclass(frozen=True, slots=True)
class Models:
    """All that the Models page shows."""

    rows: tuple[ModelRow, ...] = ()
    unlabelled: "array[int]" = field(default_factory=lambda: array("q"))
    """Documents that nobody has begun and that carry nothing."""
    binned: tuple[Run, ...] = ()
    """Runs in the bin of the project."""


def models(project: Project) -> Models:
    """Read every run folder, and find the documents that wait for labels. Called in a thread."""
    runs = trainings(project)
    chosen = in_use(project)
    if chosen is None:
        ended = (run.number for run in runs if run.has_model and run.state != "running")
        chosen = next(ended, None)
    rows = tuple(_row(project, run, in_use=run.number == chosen) for run in runs)
    return Models(rows, unlabelled(project), tuple(run_care.binned_runs(project)))


def unlabelled(project: Project) -> "array[int]":
    """Return the documents to do that carry no annotation, in their order."""
    todo = documents.ids(project, Query(statuses=(Status.TODO,)))
    names = documents.label_set(project).names
    if not names:
        return todo
    labelled = set(documents.ids(project, Query(statuses=(Status.TODO,), labels=names)))
    return array("q", (number for number in todo if number not in labelled))


def _row(project: Project, run: Run, *, in_use: bool) -> ModelRow:
    counts: Mapping[str, int] = {}
    device, test = "", None
    for event in store.events(run.path, without='"event": "progress"'):
        if isinstance(event, Started):
            counts, device = event.documents, event.device
        elif isinstance(event, Finished):
            test = event.result.get("test")
    return ModelRow(
        run=run,
        name=name_of(run.number, run.name),
        base=title_of(run.base_model),
        dev_f1=run.best.get("f1"),
        test_f1=float(test["f1"])
        if isinstance(test, dict) and "f1" in test
        else _reported(project, run.number),
        size_mb=_size(run.path) / MB,
        documents=counts,
        device=device,
        job=job_of(run.path),
        in_use=in_use,
        note=run_care.note(run.path),
    )


def _reported(project: Project, number: int) -> float | None:
    """Return the F1 on test of an evaluation after the training."""
    path = report.find(runs_folder(project), number, "test")
    if path is None:
        return None
    try:
        return report.read(path).scores().micro.f1
    except UserError:
        return None


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            # It was deleted while we looked.
            continue
    return total


def rename(path: Path, name: str) -> None:
    """Give a run another name, in its own folder; an empty one takes the number again.

    Raises:
        UserError: the folder cannot be written to.
    """
    job = job_of(path) | {"name": name.strip()}
    unfinished = path / f"{store.JOB}.part"
    try:
        unfinished.write_text(json.dumps(job, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        unfinished.replace(path / store.JOB)
    except OSError as error:
        raise UserError(
            tr("{path} cannot be written: {reason}.", path=path / store.JOB, reason=error.strerror)
        ) from error


def prepare_export(run: Run, target: Path, format_id: str, title: str, _project: Project) -> object:
    """Write the job that exports the model of a run. Called in a thread.

    Raises:
        UserError: something is in the place of the target.
    """
    from bertstudio.jobs.runs import prepare_export

    return prepare_export(run, target, format_id, title=title)
