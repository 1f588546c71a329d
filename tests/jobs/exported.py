"""Run folders with a tiny model in them, and texts that are hard to read."""

import json
from pathlib import Path

from tasks.tiny import build

from bertstudio import tasks
from bertstudio.core.documents import Document, DocumentLabel, Span, Split
from bertstudio.core.events import Finished, Scored, Started, to_line
from bertstudio.jobs import spec
from bertstudio.store import runs as store
from bertstudio.tasks.base import ModelOptions

LABELS = {"ner": ["PER", "LOC"], "text_classification": ["good", "bad", "odd"]}
TEXTS = (
    "",
    "   ",
    "Anna lives in Berlin.",
    "你好，北京 and Anna👩‍👩‍👧 likes 👍🏽 the rain.",
    "Anna works\r\nat Acme.\r\n\r\nThe sun\rand rain\n",
    "O'Brien-Smith’s e\u0301clair \ufe0f costs 3,50 € \t — สวัสดี \ud83d",
    "Anna lives in Berlin and works at Acme in the rain. " * 12,
    "不知道" * 40,
)


def leave_run(folder: Path, task: str = "ner", *, multi_label: bool = False, crf: bool = False) -> Path:
    """Write what a training leaves: job, documents, events and a model whose answers are far apart."""
    import torch

    path = folder / f"0001-{task}"
    path.mkdir(parents=True)
    labels = LABELS[task]
    job = spec.TrainJob(
        1, task, labels, "bert-base-cased", {"epochs": 2.0}, name="Trial", multi_label=multi_label
    )
    spec.write(job, path)
    store.write_documents(path, _documents(task))
    events = (
        Started("train", "a test", "fp32", 4, 2.0, {"train": 2, "dev": 1}, time=1.8e9),
        Scored(4, 2.0, 0.5, 0.8, 0.6, 0.6857, True, time=1.8e9 + 5),
        Finished(9.0, result={"run": 1, "steps": 4, "test": {"precision": 0.5, "recall": 0.5, "f1": 0.5}}),
    )
    (path / store.EVENTS).write_text("".join(to_line(event) + "\n" for event in events), encoding="utf-8")
    options = ModelOptions(32, 8, multi_label=multi_label, crf=crf)
    model = tasks.model_module(task).create(build(folder / "base"), labels, options)
    torch.manual_seed(3)
    model.network.classifier.weight.data.normal_(0.0, 1.0)
    if crf:
        torch.nn.init.normal_(model.crf.steps)
        torch.nn.init.normal_(model.crf.start)
    model.save(path / store.MODEL)
    return path


def _documents(task: str) -> list[Document]:
    def document(number: int, split: Split, label: str) -> Document:
        spans = (Span(1, 0, 4, label),) if task == "ner" else ()
        labels = () if spans else (DocumentLabel(label),)
        text = f"Secret text number {number}"
        return Document(number, text, spans=spans, labels=labels, split=split, language="en")

    first, second = LABELS[task][:2]
    return [
        document(1, Split.TRAIN, first),
        document(2, Split.TRAIN, second),
        document(3, Split.DEV, first),
    ]


def written(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its content."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def manifest(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "bertstudio.json").read_text(encoding="utf-8"))
    return found
