"""The runs of a project for the Train page: lists, records from their files, and what to say of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.events import Failed
from bertstudio.core.words import tr
from bertstudio.gui.job_work import Work
from bertstudio.gui.pages.train_bases import title_of
from bertstudio.gui.pages.train_header import Choice
from bertstudio.gui.pages.train_record import Record
from bertstudio.gui.pages.train_words import state_chip
from bertstudio.jobs import process
from bertstudio.store import runs as store
from bertstudio.store.project import Project
from bertstudio.store.runs import Run


@dataclass(frozen=True, slots=True)
class Loaded:
    """A run with all its events, and the one before it for comparison."""

    run: Run
    record: Record
    previous: tuple[Record, str] | None = None


def trainings(project: Project) -> list[Run]:
    """Return the trainings of a project, the newest first."""
    return [run for run in store.runs(project) if run.kind == "train"]


def load(run: Run, runs: Sequence[Run]) -> Loaded:
    """Read a run and the nearest earlier one that has scores. Long runs take a second: called in a thread."""
    record = Record()
    record.add(store.events(run.path))
    earlier = next((other for other in runs if other.number < run.number and other.best), None)
    if earlier is None:
        return Loaded(run, record)
    before = Record()
    before.add(store.events(earlier.path, without='"event": "progress"'))
    return Loaded(run, record, (before, name_of(earlier.number, earlier.name)))


def name_of(number: int, name: str = "") -> str:
    """Return what a run is called."""
    return name or tr("Run {number}", number=number)


def words_of_group(run: Run | None, runs: Sequence[Run]) -> str:
    """Return what the runs that belong together with this one come to, empty while there are no two."""
    done = [
        other for other in runs if run is not None and run.group and other.group == run.group and other.best
    ]
    if len(done) < 2:
        return ""
    from bertstudio.jobs.series import say, spread

    return tr(
        "{count} runs: {scores}", count=len(done), scores=say(spread([{"best": one.best} for one in done]))
    )


def choice_of(run: Run, work: Work | None) -> Choice:
    """Return the line of a run in a menu."""
    state = state_chip(work.state if work is not None else run.state)[0]
    parts = [name_of(run.number, run.name), title_of(run.base_model), state]
    if run.best:
        parts.insert(2, tr("F1 {f1:.3f}", f1=run.best["f1"]))
    return Choice(run.number, "  ·  ".join(parts))


def job_of(path: Path) -> dict[str, Any]:
    """Return the job of a run folder, empty if it cannot be read."""
    try:
        job = json.loads((path / "job.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return job if isinstance(job, dict) else {}


def smaller_batch(failed: Failed | None, config: dict[str, Any], default: int) -> int:
    """Return half the batch size of a run that ended for want of memory; 0 if it ended otherwise."""
    if failed is None:
        return 0
    told = f"{failed.message} {failed.detail}".lower()
    lacking = failed.message == process.reason(-9) or "memoryerror" in told or "out of memory" in told
    return max(1, int(config.get("batch_size", default)) // 2) if lacking else 0
