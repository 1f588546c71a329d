"""What a worker says while it works: one JSON line an event, on standard output and in `events.jsonl`."""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Started:
    """The work begins. `time` is seconds since 1970, as in every event."""

    job: str
    """train, evaluate, suggest, export or probe."""
    device: str = ""
    """Name a person understands: `AMD EPYC, 2 threads` or `NVIDIA H200`."""
    precision: str = "fp32"
    total_steps: int = 0
    epochs: float = 0.0
    documents: dict[str, int] = field(default_factory=dict)
    """Number of documents per split."""
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Stage:
    """Work that is counted in documents or bytes: loading, tokenising, predicting, downloading."""

    name: str
    done: int
    total: int
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """One training step, or the mean of a few."""

    step: int
    total_steps: int
    epoch: float
    loss: float
    """Mean over the label tokens of the step."""
    learning_rate: float
    tokens_per_second: float
    """Real tokens, without padding."""
    memory_mb: float
    """Peak of the device (GPU) or of the process (CPU)."""
    seconds_left: float
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """The dev split was scored."""

    step: int
    epoch: float
    loss: float
    precision: float
    recall: float
    f1: float
    """Micro average over entities (NER) or labels (classification)."""
    best: bool
    seconds: float = 0.0
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Saved:
    """The model folder holds the model of this step."""

    step: int
    folder: str
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Note:
    """Something the user should know while the work goes on, in words."""

    text: str
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Finished:
    """The work is done. `result` is what `--json` prints for the verb."""

    seconds: float
    stopped: bool = False
    """The user asked to stop; the best model so far is kept."""
    paused: bool = False
    """It was stopped to be taken up again later, from where it was."""
    result: dict[str, Any] = field(default_factory=dict)
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """The work cannot go on. `message` is one sentence for the user, `detail` goes to the log."""

    message: str
    detail: str = ""
    time: float = 0.0


Event = Started | Stage | Progress | Scored | Saved | Note | Finished | Failed

_TYPES: dict[str, Any] = {kind.__name__.lower(): kind for kind in Event.__args__}


def to_line(event: Event) -> str:
    """Return the event as one line of JSON, without the line end."""
    return json.dumps({"event": type(event).__name__.lower(), **asdict(event)}, ensure_ascii=False)


def from_line(line: str) -> Event:
    """Read an event back. Fields that this version does not know are left out.

    Raises:
        ValueError: the line is not an event (a half-written last line after a crash).
    """
    record = json.loads(line)
    if not isinstance(record, dict) or record.get("event") not in _TYPES:
        raise ValueError(line)
    kind = _TYPES[record.pop("event")]
    names = {part.name for part in fields(kind)}
    known = {name: value for name, value in record.items() if name in names}
    try:
        event: Event = kind(**known)
    except TypeError as error:
        raise ValueError(line) from error
    return event
