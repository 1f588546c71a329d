"""What a worker is asked to do, as a file: `job.json` in the run folder."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr


@dataclass(frozen=True, slots=True)
class TrainJob:
    """Train a base model on the documents of the run folder, then score dev (and test, if any)."""

    run: int
    task: str
    labels: list[str]
    base_model: str
    """`starter`, a folder, or a hub name."""
    config: dict[str, Any] = field(default_factory=dict)
    """Fields of `training.config.TrainConfig` that differ from the defaults."""
    allow_download: bool = False
    """The user has said yes to this download."""
    name: str = ""
    kind: str = "train"


@dataclass(frozen=True, slots=True)
class EvaluateJob:
    """Predict the documents of `documents.jsonl` with a model and score them: `report.json`."""

    run: int
    task: str
    model: str
    """The model folder of a run."""
    split: str
    kind: str = "evaluate"


@dataclass(frozen=True, slots=True)
class SuggestJob:
    """Predict documents without comparing: `predictions.jsonl`."""

    run: int
    task: str
    model: str
    kind: str = "suggest"


@dataclass(frozen=True, slots=True)
class ProbeJob:
    """Load what is asked and answer lines of standard input until it closes.

    Without a model it says what the device can do and ends: the GUI process never asks torch itself.
    """

    task: str = ""
    model: str = ""
    kind: str = "probe"


Job = TrainJob | EvaluateJob | SuggestJob | ProbeJob

_KINDS: dict[str, type] = {
    "train": TrainJob,
    "evaluate": EvaluateJob,
    "suggest": SuggestJob,
    "probe": ProbeJob,
}


def write(job: Job, folder: Path) -> Path:
    """Write `job.json` into the run folder and return its path."""
    path = folder / "job.json"
    path.write_text(json.dumps(asdict(job), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> Job:
    """Read a job. Raises UserError if the file is not one."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        kind = _KINDS[record["kind"]]
        job: Job = kind(**record)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(tr("{path} is not a job of this version of BertStudio.", path=path)) from error
    return job
