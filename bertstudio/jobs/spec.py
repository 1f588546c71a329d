"""What a worker is asked to do, as a file: `job.json` in the run folder."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

JOB_NAME = "job.json"
PREDICTIONS_NAME = "predictions.jsonl"
MODEL_NAME = "model"


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
    multi_label: bool = False
    """A document may carry several labels (a project option)."""
    group: str = ""
    """Runs of one group belong together: the same training with several seeds, or on several folds."""
    folds: int = 0
    """Into so many parts the documents of train and dev were dealt out; 0: they were not."""
    fold: int = 0
    """Which of them, from 1 on, judges this run, in place of test."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Which of several trainings a run is (`jobs.series`)."""

    group: str = ""
    """Empty: it stands alone."""
    name: str = ""
    seed: int | None = None
    """None: that of the configuration."""
    folds: int = 0
    fold: int = 0
    """From 1 on; 0: the splits stay as they are."""


ONLY = Turn()


@dataclass(frozen=True, slots=True)
class EvaluateJob:
    """Predict the documents of `documents.jsonl` with a model and score them.

    Writes `predictions.jsonl` beside the job and the report at `report`.
    """

    run: int
    task: str
    model: str
    """The model folder of a run."""
    split: str
    kind: str = "evaluate"
    report: str = "report.json"
    """A path; a relative one starts at the folder of the job."""


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

    Without a model it says what the device can do (`Finished.result`, see `device.facts`) and ends: the GUI
    process never asks torch itself. With a model it says `Stage("ready", 1, 1)` once it is loaded, and then
    answers each `Question` line of standard input with one `Answer` line, which is not an event.
    """

    task: str = ""
    model: str = ""
    kind: str = "probe"
    speed: bool = False
    """Also measure how fast the device is: ten seconds (`jobs.speed`)."""


EXPORT_FORMATS = ("huggingface", "onnx", "onnx-int8")
"""As weights for transformers, or as a graph for ONNX Runtime with weights in fp32 or int8."""


@dataclass(frozen=True, slots=True)
class ExportJob:
    """Write the model of a run as a folder for others."""

    run: int
    task: str
    folder: str
    """The run folder."""
    target: str
    """The folder to make, in full."""
    title: str
    """What the model is called in its model card."""
    format: str = "huggingface"
    """One of `EXPORT_FORMATS`."""
    replace: bool = False
    """The user has said that a model in that place may go."""
    kind: str = "export"


Job = TrainJob | EvaluateJob | SuggestJob | ExportJob | ProbeJob

_KINDS: dict[str, type] = {
    "train": TrainJob,
    "evaluate": EvaluateJob,
    "suggest": SuggestJob,
    "export": ExportJob,
    "probe": ProbeJob,
}


def write(job: Job, folder: Path) -> Path:
    """Write `job.json` into the run folder and return its path."""
    path = folder / JOB_NAME
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


@dataclass(frozen=True, slots=True)
class Question:
    """A text for the warm worker, as one line of JSON."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """An annotation in an answer: code points, label, probability. Start and end are 0 for a document."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of the text with the same id."""

    id: int
    annotations: tuple[Found, ...] = ()
    uncertainty: float = 0.0
    milliseconds: float = 0.0
    error: str = ""
    """A sentence, when the text could not be read."""


def to_line(message: Question | Answer) -> str:
    """Return a message as one line of JSON, without the line end."""
    return json.dumps(asdict(message), ensure_ascii=False)


def read_question(line: str) -> Question:
    """Read a question. Raises ValueError if the line is not one."""
    try:
        record = json.loads(line)
        return Question(int(record["id"]), str(record["text"]))
    except (KeyError, TypeError) as error:
        raise ValueError(line) from error


def read_answer(line: str) -> Answer:
    """Read an answer. Raises ValueError if the line is not one."""
    try:
        record = json.loads(line)
        found = tuple(Found(**item) for item in record.pop("annotations"))
        return Answer(**record, annotations=found)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(line) from error
