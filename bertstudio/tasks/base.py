"""What a task is: how documents become examples, predictions become annotations, and both are scored.

`Task` knows neither torch nor Qt and is used by every layer above. `TaskModel` is the torch side; it lives
in `tasks/<id>/model.py`, which only the worker imports.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from bertstudio.core.documents import Annotation, Document
from bertstudio.core.labels import LabelSet
from bertstudio.evaluation.scores import Scores


class Kind(StrEnum):
    """What a task annotates; picks the editor."""

    SPANS = "spans"
    LABEL = "label"
    RELATIONS = "relations"
    ANSWER = "answer"
    PAIR_LABEL = "pair_label"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Example:
    """What a model learns from: the text of one document and its gold target.

    For NER `target` is a tuple of `(start, end, label)` in code points; for text classification a tuple of
    label names. It is None where nothing is known (a document to be predicted).
    """

    document: int
    text: str
    target: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model says of one document: `(start, end, label, confidence)` or `(label, confidence)`."""

    document: int
    items: tuple[tuple[Any, ...], ...]
    uncertainty: float = 0.0
    """0 for certain, larger for documents that are worth a person's time."""


class Task(Protocol):
    """A task, as one row of `tasks.TASKS`."""

    id: str

    @property
    def title(self) -> str: ...

    @property
    def annotates(self) -> Kind: ...

    def examples(self, documents: Iterable[Document], labels: LabelSet) -> Iterator[Example]:
        """Yield what a model learns from each document. Overlaps that it cannot learn are resolved here."""

    def annotations(self, document: Document, prediction: Prediction, run: int) -> list[Annotation]:
        """Return a prediction as annotations of origin MODEL with confidence and run."""

    def predicted(self, document: Document, annotations: Sequence[Annotation]) -> Document:
        """Return the document with exactly these annotations, to be scored against the original."""

    def score(self, reference: Sequence[Document], predicted: Sequence[Document]) -> Scores:
        """Compare documents with documents, pairwise in order."""


class Encoded(Protocol):
    """One window of one document in word pieces, ready to be batched."""

    document: int

    @property
    def length(self) -> int:
        """Number of word pieces, special ones included."""


class TaskModel(Protocol):
    """The torch side of a task. `Any` stands for torch types, which this module must not import."""

    network: Any
    """The `torch.nn.Module` that is trained."""

    def encode(self, examples: Iterable[Example]) -> list[Encoded]:
        """Cut examples into windows of word pieces: nothing is truncated."""

    def collate(self, windows: Sequence[Encoded]) -> Any:
        """Pad windows into one batch of tensors on the CPU."""

    def loss(self, batch: Any) -> tuple[Any, int]:
        """Return the summed loss (a scalar tensor with gradient) and the number of targets in it.

        Sum and count are kept apart so that the mean does not change with gradient accumulation.
        """

    def decode(self, windows: Sequence[Encoded], batch: Any) -> list[Any]:
        """Run the network on a batch and return a raw answer for each window."""

    def predictions(
        self, examples: Sequence[Example], windows: Sequence[Encoded], answers: Sequence[Any]
    ) -> list[Prediction]:
        """Join the answers of all windows into one prediction an example, in the order of the examples."""

    def save(self, folder: Path) -> None:
        """Write safetensors, configuration, tokenizer and labels, loadable by transformers alone."""
