"""What a task is: how documents become examples, predictions become annotations, and both are scored.

`Task` knows neither torch nor Qt and is used by every layer above. `TaskModel` is the torch side; it lives
in `tasks/<id>/model.py`, which only the worker imports. That module has two functions beside its class:

    create(base: Path, labels: Sequence[str], options: ModelOptions) -> TaskModel
    load(folder: Path) -> TaskModel
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
class Compute:
    """Where and how a model computes. Chosen once by `jobs.device`, obeyed by everything below."""

    kind: str = "cpu"
    """`cpu` or `cuda`, as torch names it."""
    precision: str = "fp32"
    """`fp32` or `bf16` (automatic mixed precision; weights stay in fp32)."""
    name: str = ""
    """Name a person understands."""


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What a model must know of itself beside its weights; kept in its folder."""

    max_window_tokens: int = 256
    """Longest window in word pieces, special ones included."""
    stride_tokens: int = 64
    """Word pieces that neighbouring windows of one long text share."""
    multi_label: bool = False
    """A document may carry several labels, or none."""
    class_weights: bool = False
    """Rare labels weigh more in the loss."""
    label_smoothing: float = 0.0
    """Share of the target that goes to all labels alike, in training."""
    crf: bool = False
    """A CRF scores whole sequences of tags (entities only)."""
    context_tokens: int = 0
    """Word pieces of neighbouring documents that are read on each side, where they fit (entities only)."""
    context_dropout: float = 0.5
    """How often a side of the context is left out in training, so that the model can do without."""


@dataclass(frozen=True, slots=True)
class Example:
    """What a model learns from: the text of one document and its gold target.

    For NER `target` is a tuple of `(start, end, label)` in code points; for text classification a tuple of
    label names. It is None where nothing is known (a document to be predicted).
    """

    document: int
    text: str
    target: tuple[Any, ...] | None = None
    words: tuple[tuple[int, int], ...] = ()
    """Borders of the words that NER decides about, in code points."""
    widened: int = 0
    """Annotations whose borders lie inside words; the target holds them at whole words."""
    left_out: int = 0
    """Annotations that the target lacks: they overlap a longer one, or hold no word."""
    before: tuple[str, ...] = ()
    """Texts of the documents before it, in order, to be read but not decided about (`core.surroundings`)."""
    after: tuple[str, ...] = ()
    """Texts of the documents after it."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model says of one document: `(start, end, label, confidence)` or `(label, confidence)`."""

    document: int
    items: tuple[tuple[Any, ...], ...]
    uncertainty: float = 0.0
    """0 for certain, larger (up to 1) for documents that are worth a person's time."""


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

    @property
    def document(self) -> int: ...

    @property
    def length(self) -> int:
        """Number of word pieces, special ones included."""


class TaskModel(Protocol):
    """The torch side of a task. `Any` stands for torch types, which this module must not import."""

    network: Any
    """The `torch.nn.Module` that is trained."""

    def encode(self, examples: Sequence[Example]) -> list[Any]:
        """Cut examples into windows (`Encoded`) of word pieces: nothing is truncated."""

    def balance(self, examples: Sequence[Example]) -> None:
        """Weigh labels by how rare they are in these examples, if the options ask for it."""

    def collate(self, windows: Sequence[Any]) -> Any:
        """Pad windows into one batch of tensors on the CPU."""

    def loss(self, batch: Any) -> tuple[Any, float]:
        """Return the summed loss (a scalar tensor with gradient) and the number of targets in it.

        Sum and count are kept apart so that the mean does not change with gradient accumulation.
        """

    def decode(self, batch: Any) -> list[Any]:
        """Run the network on a batch and return a raw answer for each window."""

    def losses(self, windows: Sequence[Any], answers: Sequence[Any]) -> tuple[float, float]:
        """Return summed loss and number of targets of answers, without running the network again."""

    def predictions(
        self, examples: Sequence[Example], windows: Sequence[Any], answers: Sequence[Any]
    ) -> list[Prediction]:
        """Join the answers of all windows into one prediction an example, in the order of the examples."""

    def save(self, folder: Path) -> None:
        """Write safetensors, configuration, tokenizer and labels, loadable by transformers alone."""
