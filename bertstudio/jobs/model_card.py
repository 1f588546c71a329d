"""The README.md of an exported model: what it was made from, how good it is, how it is used.

It is written for whoever gets the model, so it is in English like the files around it, not in the language
of the window. It holds numbers and names of labels, never texts.
"""

import importlib.metadata
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bertstudio import __version__
from bertstudio.core.errors import UserError
from bertstudio.core.events import Finished, Started
from bertstudio.core.words import tr
from bertstudio.evaluation import report
from bertstudio.jobs import base_models
from bertstudio.store import runs as store
from bertstudio.store.runs import Run
from bertstudio.training.config import from_dict
from bertstudio.training.splits import SPLITS

HUB_TASKS = {"ner": "token-classification", "text_classification": "text-classification"}
STARTER_ON_HUB = "sentence-transformers/all-MiniLM-L6-v2"
LIBRARIES = ("torch", "transformers", "tokenizers", "onnxruntime")
METRICS = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Score:
    """Micro precision, recall and F1 on a split, with 95 % intervals where a report holds them."""

    split: str
    values: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    support: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the files of a run tell."""

    run: Run
    job: Mapping[str, Any]
    scores: tuple[Score, ...]
    documents: Mapping[str, int]
    annotations: Mapping[str, int]
    """Per split."""
    languages: tuple[str, ...]
    device: str = ""
    precision: str = ""
    seconds: float | None = None
    steps: int | None = None


def facts(folder: Path) -> Facts:
    """Read what is known of a run. Raises UserError if the folder is no run."""
    run = store.read_run(folder)
    if run is None:
        raise UserError(tr("There is no run in {folder}.", folder=folder))
    job = json.loads((folder / store.JOB).read_text(encoding="utf-8"))
    documents: Counter[str] = Counter()
    annotations: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for document in _documents(folder):
        documents[document.split] += 1
        annotations[document.split] += len(document.spans) + len(document.labels)
        languages[document.language] += 1
    started, finished = _told(folder)
    return Facts(
        run,
        job,
        tuple(_scores(run, finished)),
        documents,
        annotations,
        tuple(sorted(name for name in languages if name)),
        started.device if started else "",
        started.precision if started else "",
        run.seconds,
        finished.result.get("steps") if finished else None,
    )


def card(known: Facts, title: str, format_id: str, files: Mapping[str, str]) -> str:
    """Return the text of README.md. `files` says what each file of the folder is."""
    parts = (
        _front_matter(known, title, format_id),
        f"# {title}",
        _introduction(known),
        _use(known, format_id),
        _labels(known),
        _data(known),
        _results(known),
        _training(known),
        _files(files),
        _limits(),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _documents(folder: Path) -> Iterator[Any]:
    if (folder / store.DOCUMENTS).is_file():
        yield from store.read_documents(folder)


def _told(folder: Path) -> tuple[Started | None, Finished | None]:
    started, finished = None, None
    for event in store.events(folder, without='"event": "progress"'):
        if isinstance(event, Started):
            started = event
        elif isinstance(event, Finished):
            finished = event
    return started, finished


def _scores(run: Run, finished: Finished | None) -> Iterator[Score]:
    """Yield the score on dev and test: of a report if there is one, else as the training said it."""
    test = finished.result.get("test") if finished else None
    told = {"dev": run.best, "test": test if isinstance(test, dict) else {}}
    for split, values in told.items():
        path = report.find(run.path.parent, run.number, split)
        found = _read(path) if path is not None else None
        if found is not None:
            micro = found.scores().micro
            intervals = {name: getattr(found.intervals(), name) for name in METRICS}
            yield Score(split, {name: getattr(micro, name) for name in METRICS}, intervals, micro.support)
        elif all(name in values for name in METRICS):
            yield Score(split, {name: float(values[name]) for name in METRICS}, support=values.get("support"))


def _read(path: Path) -> report.Report | None:
    try:
        return report.read(path)
    except UserError:
        return None


# The parts ---------------------------------------------------------------------------------------


def _front_matter(known: Facts, title: str, format_id: str) -> str:
    """The hub's YAML. Every value is written as JSON, which is YAML too and quotes what must be quoted."""
    task = HUB_TASKS[known.run.task]
    weights = format_id == "huggingface"
    record: dict[str, Any] = {"library_name": "transformers"} if weights else {}
    record["pipeline_tag"] = task
    if known.languages:
        record["language"] = list(known.languages)
    base = _base_on_hub(known.run.base_model)
    if base:
        record["base_model"] = base
    record["tags"] = ["bertstudio", task, *([] if weights else ["onnx"])]
    record["metrics"] = list(METRICS)
    results = [
        {
            "task": {"type": task},
            "dataset": {"name": title, "type": "private", "split": score.split},
            "metrics": [
                {"type": name, "value": round(score.values[name], 4), "name": f"micro {name}"}
                for name in METRICS
            ],
        }
        for score in known.scores
    ]
    if results:
        record["model-index"] = [{"name": title, "results": results}]
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items())
    return "\n".join(("---", *lines, "---"))


def _base_on_hub(base_model: str) -> str:
    """Return the name of the base model on the hub, empty for a folder of somebody's computer."""
    if base_model == base_models.STARTER:
        return STARTER_ON_HUB
    is_name = base_models.HUB_NAME.fullmatch(base_model) is not None and not Path(base_model).is_dir()
    return base_model if is_name else ""


def _introduction(known: Facts) -> str:
    base = known.run.base_model
    row = base_models.row(base)
    name = _base_on_hub(base)
    said = f"[{name}](https://huggingface.co/{name})" if name else f"the model folder “{Path(base).name}”"
    licence = f", licence {row.licence}" if row else ", whose licence is not known here"
    does = "Finds entities in text" if known.run.task == "ner" else "Labels texts"
    return (
        f"{does}. Made with BertStudio {__version__} from {said}{licence}. The licence of this model is for "
        "you to choose; it must agree with that of the base model."
    )


def _use(known: Facts, format_id: str) -> str:
    lines = ["## How to use"]
    needs = "torch transformers" if format_id == "huggingface" else "numpy onnxruntime tokenizers"
    lines.append(
        "`predict.py` reads texts from standard input, one a line, and prints what the model says of each as "
        "one line of JSON. It gives what BertStudio gives; positions are code points, ends exclusive."
    )
    lines.append(
        f"```sh\npip install {needs}\necho 'A text.' | python predict.py\n"
        "bertstudio predict . texts.txt  # faster for many texts, and for files of other formats\n```"
    )
    if known.job.get("config", {}).get("context_tokens"):
        lines.append(
            "The model has learned to read a text with its neighbours. Both programs read each text by "
            "itself, for which it was trained too."
        )
    if format_id == "huggingface":
        task = HUB_TASKS[known.run.task]
        more = ', aggregation_strategy="first"' if known.run.task == "ner" else ""
        lines.append(
            "With transformers alone (words are cut otherwise and tags are not decoded together, so that "
            "single results can differ):"
        )
        lines.append(
            "```python\nfrom transformers import pipeline\n\n"
            f'pipeline("{task}", model="."{more})("A text.")\n```'
        )
    return "\n\n".join(lines)


def _labels(known: Facts) -> str:
    names = "\n".join(f"- `{label}`" for label in known.job.get("labels", ()))
    several = known.run.task != "ner" and known.job.get("multi_label")
    what = "Any number of labels a text." if several else ""
    return "\n\n".join(part for part in ("## Labels", what, names) if part) if names else ""


def _data(known: Facts) -> str:
    if not known.documents:
        return ""
    what = "Entities" if known.run.task == "ner" else "Labels"
    rows = (
        f"| {split} | {known.documents[split]:,} | {known.annotations[split]:,} |"
        for split in map(str, SPLITS)
        if known.documents.get(split)
    )
    return "\n".join(("## Data", "", f"| Split | Documents | {what} |", "|---|---:|---:|", *rows))


def _results(known: Facts) -> str:
    if not known.scores:
        return ""
    what = "whole entities, borders and label exact" if known.run.task == "ner" else "labels"
    rows = (
        f"| {score.split} | " + " | ".join(_cell(score, name) for name in METRICS) + f" | {_count(score)} |"
        for score in known.scores
    )
    note = ""
    if any(score.intervals for score in known.scores):
        note = "In brackets: 95 % intervals, documents drawn with replacement (bootstrap)."
    elif known.scores:
        note = "Intervals are not known: the model was not evaluated after its training."
    head = ("## Results", "", f"Micro average over {what}.", "")
    table = ("| Split | Precision | Recall | F1 | Annotations |", "|---|---|---|---|---:|", *rows)
    return "\n".join((*head, *table, "", note))


def _cell(score: Score, name: str) -> str:
    value = f"{score.values[name]:.3f}"
    if name not in score.intervals:
        return value
    low, high = score.intervals[name]
    return f"{value} ({low:.3f} to {high:.3f})"


def _count(score: Score) -> str:
    return f"{score.support:,}" if score.support is not None else "–"


def _training(known: Facts) -> str:
    config = asdict(from_dict(dict(known.job.get("config", {}))))
    rows = [f"| {name} | {value} |" for name, value in config.items()]
    lines = ["## Training", ""]
    if known.run.started:
        when = time.strftime("%Y-%m-%d", time.gmtime(known.run.started))
        took = f", {known.seconds:,.0f} seconds" if known.seconds else ""
        where = f" on {known.device} in {known.precision}" if known.device else ""
        steps = f", {known.steps:,} steps" if known.steps else ""
        chosen = " The learning rate 0 is chosen by size and steps." if not config["learning_rate"] else ""
        lines += [f"{when}{where}{took}{steps}.{chosen}", ""]
    versions = ", ".join(f"{name} {version}" for name, version in _versions())
    lines += ["| Setting | Value |", "|---|---|", *rows, "", f"Exported with {versions}."]
    return "\n".join(lines)


def _versions() -> Iterator[tuple[str, str]]:
    yield "BertStudio", __version__
    for name in LIBRARIES:
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue


def _files(files: Mapping[str, str]) -> str:
    return "\n".join(("## Files", "", *(f"- `{name}`: {what}" for name, what in files.items())))


def _limits() -> str:
    return (
        "## Limits\n\nThe model knows what its data showed it. On texts of another kind or language its "
        "scores are not known: score it on some of them first."
    )
