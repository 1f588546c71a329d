"""A model at work on texts without a project: what `bertstudio predict` and `bertstudio serve` do.

The process that does this has no window and no project, so it computes itself instead of asking a worker.
"""

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bertstudio import tasks
from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.surroundings import in_stream
from bertstudio.core.words import tr
from bertstudio.jobs import process
from bertstudio.jobs.model_folder import MANIFEST
from bertstudio.store.runs import MODEL
from bertstudio.tasks.base import Compute, Example, Task


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model in memory, and where it computes."""

    task: Task
    model: Any
    labels: LabelSet
    compute: Compute

    def predicted(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the documents, in order and with ids of their own, with what the model says of them.

        What they carried is left out. Memory does not grow with their number.
        """
        from bertstudio.suggestions.predict import predict

        waiting: deque[Document] = deque()
        around = self.model.options.context_tokens

        def examples() -> Iterator[Example]:
            numbered = (_bare(document, number) for number, document in enumerate(documents, 1))
            for document, sides in in_stream(numbered, around):
                waiting.append(document)
                for example in self.task.examples([document], self.labels):
                    yield replace(example, before=sides.before, after=sides.after)

        for prediction in predict(self.model, examples(), self.compute):
            document = waiting.popleft()
            if document.id != prediction.document:
                raise RuntimeError(f"document {document.id} got the prediction of {prediction.document}")
            yield self.task.predicted(document, self.task.annotations(document, prediction, 0))


def model_folder(folder: Path) -> Path:
    """Return the folder that holds the model: the one given, or `model` in that of a run.

    Raises:
        UserError: there is no model of ours.
    """
    for place in (folder, folder / MODEL):
        if (place / MANIFEST).is_file():
            return place
    raise UserError(
        tr(
            "{folder} holds no model of BertStudio. Give an exported model, or the folder of a run.",
            folder=folder,
        )
    )


def task_of(folder: Path) -> str:
    """Return the task of a model without loading it. Raises UserError if that is not known."""
    path = model_folder(folder) / MANIFEST
    try:
        return tasks.row(str(json.loads(path.read_text(encoding="utf-8"))["task"])).id
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(tr("{path} is broken.", path=path)) from error


def load(folder: Path) -> LoadedModel:
    """Load a model that was exported, or that of a run; one in ONNX computes on the processor.

    Raises:
        UserError: there is none, it is broken, or a library is missing.
    """
    place, task_id = model_folder(folder), task_of(folder)
    for name, value in process.environment().items():
        # Some of it counts only while torch is being loaded.
        os.environ.setdefault(name, value)
    from bertstudio.jobs import device

    on_processor = not any(place.glob("model*.safetensors"))
    compute = device.choose("cpu" if on_processor else "auto")
    model = tasks.model_module(task_id).load(place)
    return LoadedModel(tasks.task(task_id), model, LabelSet().with_names(model.labels), compute)


def _bare(document: Document, number: int) -> Document:
    """Return a document with nothing but its text and where it comes from."""
    return replace(
        document,
        id=number,
        spans=(),
        suggestions=(),
        labels=(),
        label_suggestions=(),
        relations=(),
        answers=(),
    )
