"""What the Evaluate page asks the project, answered in a thread: runs, reports, what has changed since."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bertstudio.core.documents import Split, is_labelled
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.evaluation import decisions, findings
from bertstudio.evaluation import report as reports
from bertstudio.evaluation.errors import Mode
from bertstudio.evaluation.findings import Findings
from bertstudio.store import documents
from bertstudio.store.documents import Query
from bertstudio.store.project import Project, runs_folder
from bertstudio.store.runs import Run, runs

if TYPE_CHECKING:
    import pandas as pd

SPLITS = ("dev", "test", "train")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page wants to show. Numbers of runs that are gone give way to the newest, and to none."""

    run: int = 0
    split: str = ""
    """Empty: test if there is a report on it, else dev."""
    mode: Mode = Mode.EXACT
    other: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to show."""

    runs: tuple[Run, ...]
    """Those with a model, the newest first."""
    run: Run | None
    split: str
    others: tuple[Run, ...] = ()
    """Runs that have a report on this split too."""
    other: int = 0
    sizes: dict[str, int] | None = None
    """Number of documents in each split, as the project is now."""
    findings: Findings | None = None
    table: "pd.DataFrame | None" = None
    decided: frozenset[str] = frozenset()
    problem: str = ""
    """Why a report that is there cannot be shown."""


def answer(project: Project, asked: Asked) -> Answer:
    """Read everything that the page shows. Imports pandas, so it belongs into a thread."""
    folder = runs_folder(project)
    models = tuple(run for run in runs(project) if run.kind == "train" and run.has_model)
    by_split = documents.counts(project).by_split
    sizes = {split: by_split.get(Split(split), 0) for split in SPLITS}
    run = next((run for run in models if run.number == asked.run), models[0] if models else None)
    if run is None:
        return Answer((), None, asked.split or "dev", sizes=sizes)
    split = asked.split or _first_split(project, run.number, sizes)
    others = tuple(
        one for one in models if one is not run and reports.find(folder, one.number, split) is not None
    )
    other = asked.other if any(one.number == asked.other for one in others) else 0
    plain = Answer(models, run, split, others, other, sizes)
    path = reports.find(folder, run.number, split)
    if path is None:
        return plain
    try:
        shown = _findings(project, Asked(run.number, split, asked.mode, other))
    except UserError as error:
        return Answer(models, run, split, others, other, sizes, problem=str(error))
    decided = decisions.read(decisions.place(run.path, split))
    return Answer(models, run, split, others, other, sizes, shown, findings.table(shown), decided)


def _findings(project: Project, asked: Asked) -> Findings:
    folder = runs_folder(project)
    paths = [reports.find(folder, run, asked.split) for run in (asked.run, asked.other)]
    if paths[0] is None:
        raise UserError(tr("The report is gone. Evaluate again."))
    compared = reports.read(paths[1]) if paths[1] is not None else None
    return findings.find(reports.read(paths[0]), asked.mode, compared)


def _first_split(project: Project, run: int, sizes: dict[str, int]) -> str:
    folder = runs_folder(project)
    there = [split for split in ("test", "dev", "train") if reports.find(folder, run, split) is not None]
    filled = [split for split in ("dev", "test", "train") if sizes[split]]
    return (there or filled or ["dev"])[0]


def changed_since(project: Project, report: reports.Report) -> frozenset[int]:
    """Return the documents that differ from those that were scored, by id.

    Changed gold annotations, documents that have left the split, and labelled ones that came into it.
    """
    scored = {one.id: one.fingerprint for one in report.documents}
    changed = set()
    for document in documents.stream(project, Query(splits=(Split(report.split),))):
        before = scored.pop(document.id, None)
        differs = is_labelled(document) if before is None else reports.fingerprint(document) != before
        if differs:
            changed.add(document.id)
    return frozenset({*changed, *scored})
