"""Sequence classification: one answer a window, pooled to one answer a document."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from bertstudio.tasks.base import Example, ModelOptions, Prediction
from bertstudio.tasks.pretrained import Pretrained, load_network, load_tokenizer, read_manifest, readable
from bertstudio.tasks.windows import cut

HEAD = "AutoModelForSequenceClassification"
DOCUMENTS_AT_ONCE = 1000
HEAVIEST_LABEL = 10.0
THRESHOLD = 0.5
"""With several labels a document: the probability from which on a label is given."""

Probabilities = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of one stretch of a document. All windows of a document weigh 1 together."""

    document: int
    pieces: list[int]
    length: int
    weight: float
    """Its share of the document's word pieces."""
    labels: list[int] | None
    """Gold labels by number, None when nothing is known."""


class TextClassificationModel(Pretrained):
    """Labels documents. Windows of a long text are averaged by their length in word pieces."""

    task = "text_classification"
    head = HEAD

    def __init__(self, network: Any, tokenizer: Any, labels: Sequence[str], options: ModelOptions) -> None:
        super().__init__(network, tokenizer, labels, options)
        self._weights = torch.ones(len(self.labels))

    def encode(self, examples: Sequence[Example]) -> list[Window]:
        windows: list[Window] = []
        for start in range(0, len(examples), DOCUMENTS_AT_ONCE):
            chunk = examples[start : start + DOCUMENTS_AT_ONCE]
            texts = [readable(example.text) for example in chunk]
            encodings = self.backend.encode_batch(texts, add_special_tokens=False)
            for example, encoding in zip(chunk, encodings, strict=True):
                windows += self._windows(example, encoding.ids)
        return windows

    def balance(self, examples: Sequence[Example]) -> None:
        if not self.options.class_weights:
            return
        counts = Counter(number for example in examples for number in self._numbers(example) or ())
        most = max(counts.values(), default=1)
        numbers = range(len(self.labels))
        self._weights = torch.tensor(
            [min(HEAVIEST_LABEL, (most / max(1, counts[number])) ** 0.5) for number in numbers]
        )

    def collate(self, windows: Sequence[Window]) -> dict[str, torch.Tensor]:
        batch: dict[str, torch.Tensor] = self.pad([window.pieces for window in windows])
        targets = torch.zeros(len(windows), len(self.labels))
        for row, window in enumerate(windows):
            targets[row, window.labels or []] = 1.0
        known = [window.weight if window.labels is not None else 0.0 for window in windows]
        batch["targets"], batch["weights"] = targets, torch.tensor(known)
        return batch

    def loss(self, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, float]:
        logits: torch.Tensor = self.logits(batch)
        targets, weights = batch["targets"], batch["weights"]
        if not self.options.multi_label:
            # A rare label weighs more by the documents that carry it, whatever is said of them.
            weights = weights * self._weights[targets.argmax(1)]
        each = self._each_loss(logits, targets.to(logits.device))
        return (each * weights.to(logits.device)).sum(), float(weights.sum())

    def decode(self, batch: dict[str, torch.Tensor]) -> list[Probabilities]:
        """Return for each window the probability of every label."""
        logits: torch.Tensor = self.logits(batch)
        sure = torch.sigmoid(logits) if self.options.multi_label else torch.softmax(logits, dim=-1)
        return list(sure.detach().cpu().numpy())

    def losses(self, windows: Sequence[Window], answers: Sequence[Probabilities]) -> tuple[float, float]:
        total, count = 0.0, 0.0
        for window, answer in zip(windows, answers, strict=True):
            if window.labels is None:
                continue
            gold = np.zeros(len(self.labels), bool)
            gold[window.labels] = True
            sure = np.clip(answer, 1e-7, 1 - 1e-7)
            right = np.where(gold, sure, 1 - sure) if self.options.multi_label else sure[gold]
            total -= float(np.log(right).sum()) * window.weight
            count += window.weight
        return total, count

    def predictions(
        self, examples: Sequence[Example], windows: Sequence[Window], answers: Sequence[Probabilities]
    ) -> list[Prediction]:
        pooled: defaultdict[int, Probabilities] = defaultdict(lambda: np.zeros(len(self.labels), np.float32))
        for window, answer in zip(windows, answers, strict=True):
            pooled[window.document] = pooled[window.document] + answer * np.float32(window.weight)
        return [self._prediction(example.document, pooled[example.document]) for example in examples]

    def _prediction(self, document: int, sure: Probabilities) -> Prediction:
        """The confidence of a label is its probability.

        The uncertainty of a document is 1 where the model might as well have said otherwise, 0 where it
        is certain: one minus the lead of the best label over the second, or, with several labels a
        document, how near the nearest label lies to the threshold.
        """
        if self.options.multi_label:
            chosen = [number for number in np.argsort(-sure) if sure[number] >= THRESHOLD]
            doubt = 1.0 - float(np.abs(sure - THRESHOLD).min()) / THRESHOLD
        else:
            ranked = np.argsort(-sure)
            chosen = [ranked[0]]
            lead = float(sure[ranked[0]] - sure[ranked[1]]) if len(ranked) > 1 else 1.0
            doubt = 1.0 - lead
        items = tuple((self.labels[number], round(float(sure[number]), 4)) for number in chosen)
        return Prediction(document, items, round(min(1.0, max(0.0, doubt)), 4))

    def _each_loss(self, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        smoothing = self.options.label_smoothing
        if not self.options.multi_label:
            return cross_entropy(logits, targets.argmax(1), reduction="none", label_smoothing=smoothing)
        # Each label is a question of its own: a rare one weighs more where its answer is yes, and the
        # other labels of that document do not.
        rarity = torch.where(targets > 0, self._weights.to(logits.device), torch.ones_like(targets))
        smooth = targets * (1 - smoothing) + smoothing / 2
        return (binary_cross_entropy_with_logits(logits, smooth, reduction="none") * rarity).sum(1)

    def _windows(self, example: Example, pieces: list[int]) -> list[Window]:
        spans = cut(len(pieces), self.capacity, self.options.stride_tokens)
        total = sum(end - start for start, end in spans) or 1
        labels = self._numbers(example)
        special = len(self.before) + len(self.after)
        return [
            Window(
                example.document,
                pieces[start:end],
                end - start + special,
                (end - start) / total if len(spans) > 1 else 1.0,
                labels,
            )
            for start, end in spans
        ]

    def _numbers(self, example: Example) -> list[int] | None:
        """Return the gold labels by number. With one label a document the first is learned."""
        if example.target is None or (not example.target and not self.options.multi_label):
            return None
        numbers = [self.labels.index(label) for label in example.target]
        return numbers if self.options.multi_label else numbers[:1]


def create(base: Path, labels: Sequence[str], options: ModelOptions) -> TextClassificationModel:
    """Put a new head for these labels on a base model. Raises UserError if the folder is not usable."""
    network = load_network(
        HEAD,
        base,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={name: number for number, name in enumerate(labels)},
        problem_type="multi_label_classification" if options.multi_label else "single_label_classification",
        ignore_mismatched_sizes=True,
    )
    return TextClassificationModel(network, load_tokenizer(base), labels, options)


def load(folder: Path) -> TextClassificationModel:
    """Load a model that was trained here. Raises UserError if the folder holds none."""
    labels, options = read_manifest(folder)
    return TextClassificationModel(load_network(HEAD, folder), load_tokenizer(folder), labels, options)
