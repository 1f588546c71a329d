"""What the worker does for each kind of job: generators of events. Torch is imported inside."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bertstudio import tasks
from bertstudio.core.documents import Document, Split
from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Finished, Stage, Started
from bertstudio.core.labels import LabelSet
from bertstudio.core.surroundings import Surroundings
from bertstudio.core.words import tr
from bertstudio.evaluation import report
from bertstudio.jobs import base_models, device, speed
from bertstudio.jobs.predictions import Predicted, write_predictions
from bertstudio.jobs.spec import (
    MODEL_NAME,
    PREDICTIONS_NAME,
    Answer,
    EvaluateJob,
    Found,
    ProbeJob,
    SuggestJob,
    TrainJob,
    read_question,
    to_line,
)
from bertstudio.jobs.training_notes import notes
from bertstudio.jobs.worker_input import Commands
from bertstudio.store.runs import DOCUMENTS, read_with_context
from bertstudio.tasks.base import Compute, Example, Kind, ModelOptions, Prediction, Task, TaskModel
from bertstudio.training.checkpoint import Checkpoint
from bertstudio.training.config import TrainConfig, from_dict

SECONDS_BETWEEN_STAGES = 0.2


def train(
    job: TrainJob,
    folder: Path,
    commands: Commands,
    say: Callable[[Event], None],
    checkpoint: Checkpoint | None = None,
) -> Iterator[Event]:
    """Train, from a checkpoint on if there is one; then score test, if there is any, with the best model."""
    config = from_dict(job.config)
    yield Stage("loading", 0, 1)
    base = _base(job, commands, say)
    from bertstudio.training.loop import Data, Training, seed_everything

    compute = device.choose(config.device, config.precision)
    task = tasks.task(job.task)
    documents, examples = _material(task, folder, job)
    if commands.stopped():
        yield Finished(0.0, stopped=True, result={"run": job.run})
        return
    seed_everything(config.seed)
    model = tasks.model_module(job.task).create(base, job.labels, _options(config, job))
    yield Stage("loading", 1, 1)
    data = Data(examples[Split.TRAIN], examples[Split.DEV], _of(documents, Split.DEV))
    training = Training(task, model, data, config, compute)
    for event in training.events(folder / MODEL_NAME, commands.stopped, checkpoint):
        yield event
        if isinstance(event, Started) and checkpoint is None:
            yield from notes(task, examples[Split.TRAIN], config)
    result = {"run": job.run, **_result(training)}
    if examples[Split.TEST] and not training.stopped:
        yield Stage("testing", 0, 1)
        best = tasks.model_module(job.task).load(folder / MODEL_NAME)
        found = list(_predictions(best, examples[Split.TEST], compute, commands))
        if len(found) == len(examples[Split.TEST]):
            result["test"] = _score(task, _of(documents, Split.TEST), found)
    earlier = float(checkpoint.state["seconds"]) if checkpoint else 0.0
    yield Finished(earlier, stopped=training.stopped, paused=commands.paused(), result=result)


def _material(
    task: Task, folder: Path, job: TrainJob
) -> tuple[list[Document], Mapping[Split, list[Example]]]:
    """Return the documents of a run folder, and what is learned from those of each split."""
    around = list(read_with_context(folder))
    labels = LabelSet().with_names(job.labels)
    examples = {
        split: [one for pair in around if pair[0].split is split for one in _examples(task, *pair, labels)]
        for split in Split
    }
    return [document for document, _ in around], examples


def _base(job: TrainJob, commands: Commands, say: Callable[[Event], None]) -> Path:
    progress = _downloading(commands, say)
    return base_models.resolve(job.base_model, allow_download=job.allow_download, progress=progress)


def evaluate(job: EvaluateJob, folder: Path, commands: Commands) -> Iterator[Event]:
    """Predict, write the report and the predictions, and return the summary as the result."""
    around = list(read_with_context(folder))
    documents = [document for document, _ in around]
    predicted: list[Predicted] = []
    task = tasks.task(job.task)
    for step in _predict(job, around, commands, total=len(around)):
        if isinstance(step, Predicted):
            predicted.append(step)
        else:
            yield step
    if len(predicted) < len(documents):
        yield Finished(0.0, stopped=True, result={"run": job.run})
        return
    write_predictions(folder / PREDICTIONS_NAME, predicted)
    yield Stage("scoring", 0, 1)
    found = [
        task.predicted(document, one.annotations) for document, one in zip(documents, predicted, strict=True)
    ]
    build = report.of_spans if task.annotates is Kind.SPANS else report.of_labels
    made = build(documents, found, run=job.run, split=job.split, labels=_labels_of(Path(job.model)))
    report.write(made, folder / job.report)
    yield Stage("scoring", 1, 1)
    yield Finished(0.0, result=made.summary())


def suggest(job: SuggestJob, folder: Path, commands: Commands) -> Iterator[Event]:
    """Predict documents of any number, in constant memory, into `predictions.jsonl`."""
    count = 0

    def lines(events: list[Event]) -> Iterator[Predicted]:
        nonlocal count
        around = read_with_context(folder)
        for step in _predict(job, around, commands, total=_lines(folder / DOCUMENTS)):
            if isinstance(step, Predicted):
                count += len(step.annotations)
                yield step
            else:
                events.append(step)

    waiting: list[Event] = []
    documents = 0
    with (folder / PREDICTIONS_NAME).open("w", encoding="utf-8") as file:
        for one in lines(waiting):
            yield from waiting
            waiting.clear()
            file.write(one.to_line() + "\n")
            documents += 1
    yield from waiting
    result = {"run": job.run, "documents": documents, "suggestions": count}
    yield Finished(0.0, stopped=commands.stopped(), result=result)


def probe(job: ProbeJob, commands: Commands, line: Callable[[str], None]) -> Iterator[Event]:
    """Say what the device can do, or keep a model warm and answer questions until the input ends."""
    if not job.model:
        facts = device.facts()
        yield Started("probe", str(facts["device"]), str(facts["precision"]))
        if job.speed:
            facts["speed"] = yield from speed.measure(device.choose(), commands.stopped)
        yield Finished(0.0, stopped=commands.stopped(), result=facts)
        return
    compute = device.choose()
    yield Started("probe", compute.name, compute.precision)
    task = tasks.task(job.task)
    model = tasks.model_module(job.task).load(Path(job.model))
    labels = LabelSet().with_names(model.labels)
    # A first text makes the processor choose its kernels before somebody waits for them.
    list(_predictions(model, list(task.examples([Document(0, "warm")], labels)), compute, commands))
    yield Stage("ready", 1, 1)
    while not commands.stopped() and (text := commands.questions().get()) is not None:
        line(to_line(_answer(task, model, labels, text, compute)))
    yield Finished(0.0)


def _answer(task: Task, model: Any, labels: LabelSet, line: str, compute: Compute) -> Answer:
    from bertstudio.suggestions.predict import predict

    began = time.perf_counter()
    try:
        question = read_question(line)
    except ValueError:
        return Answer(0, error=tr("This line is no question."))
    document = Document(1, question.text)
    found = next(predict(model, task.examples([document], labels), compute))
    annotations = tuple(
        Found(getattr(item, "start", 0), getattr(item, "end", 0), item.label, item.confidence or 0.0)  # type: ignore[union-attr]
        for item in task.annotations(document, found, 0)
    )
    milliseconds = round((time.perf_counter() - began) * 1000, 1)
    return Answer(question.id, annotations, found.uncertainty, milliseconds)


def _predict(
    job: EvaluateJob | SuggestJob,
    documents: Iterable[tuple[Document, Surroundings]],
    commands: Commands,
    *,
    total: int,
) -> Iterator[Event | Predicted]:
    """Yield stages and, for each document in order, what the model says of it."""
    from bertstudio.suggestions.predict import predict

    yield Stage("loading", 0, 1)
    compute = device.choose()
    model = tasks.model_module(job.task).load(Path(job.model))
    yield Started(job.kind, compute.name, compute.precision)
    task = tasks.task(job.task)
    labels = LabelSet().with_names(model.labels)
    waiting: deque[Document] = deque()

    def examples() -> Iterator[Example]:
        for document, around in documents:
            waiting.append(document)
            yield from _examples(task, document, around, labels)

    spoke = 0.0
    found = predict(model, examples(), compute, stopped=commands.stopped)
    for done, prediction in enumerate(found, 1):
        document = waiting.popleft()
        if document.id != prediction.document:
            raise RuntimeError(f"document {document.id} got the prediction of {prediction.document}")
        yield Predicted(
            document.id, tuple(task.annotations(document, prediction, job.run)), prediction.uncertainty
        )
        if time.perf_counter() - spoke > SECONDS_BETWEEN_STAGES or done == total:
            spoke = time.perf_counter()
            yield Stage("predicting", done, total)


def _examples(task: Task, document: Document, around: Surroundings, labels: LabelSet) -> Iterator[Example]:
    """Yield what a task makes of a document, with the texts around it."""
    for example in task.examples([document], labels):
        yield replace(example, before=around.before, after=around.after)


def _predictions(
    model: TaskModel, examples: Sequence[Example], compute: Compute, commands: Commands
) -> Iterator[Prediction]:
    from bertstudio.suggestions.predict import predict

    return predict(model, examples, compute, stopped=commands.stopped)


def _score(task: Task, documents: Sequence[Document], found: Sequence[Prediction]) -> dict[str, Any]:
    predicted = [
        task.predicted(document, task.annotations(document, prediction, 0))
        for document, prediction in zip(documents, found, strict=True)
    ]
    return dict(task.score(documents, predicted).micro.to_dict())


def _downloading(commands: Commands, say: Callable[[Event], None]) -> base_models.DownloadProgress:
    spoke = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal spoke
        if commands.stopped():
            raise UserError(tr("The download was stopped. What has arrived is kept for the next time."))
        if time.perf_counter() - spoke > SECONDS_BETWEEN_STAGES or done == total:
            spoke = time.perf_counter()
            say(Stage("downloading", done, total))

    return progress


def _options(config: TrainConfig, job: TrainJob) -> ModelOptions:
    return ModelOptions(
        config.max_window_tokens,
        config.stride_tokens,
        job.multi_label,
        config.class_weights,
        config.label_smoothing,
        config.crf and job.task == "ner",
        config.context_tokens,
        config.context_dropout,
    )


def _of(documents: Iterable[Document], split: Split) -> list[Document]:
    return [document for document in documents if document.split is split]


def _result(training: Any) -> dict[str, Any]:
    """Return speed, steps, and the best score on dev (None if there was no check)."""
    names = ("step", "epoch", "loss", "precision", "recall", "f1")
    best = training.best
    return {
        "tokens_per_second": round(training.meter.tokens_per_second, 1),
        "steps": training.meter.step,
        "best": None if best is None else {name: getattr(best, name) for name in names},
    }


def _labels_of(model: Path) -> tuple[str, ...]:
    from bertstudio.tasks.pretrained import read_manifest

    return tuple(read_manifest(model)[0])


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
