"""Precision, recall and F1, kept as counts so that scores of parts add up to the score of the whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bertstudio.core.documents import Document


class Average(NamedTuple):
    """Precision, recall and F1 in [0, 1], and the number of gold annotations behind them."""

    precision: float
    recall: float
    f1: float
    support: int

    def to_dict(self) -> dict[str, float]:
        return self._asdict()


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found, wrongly claimed and missed of one label. Adds up."""

    true_positives: int = 0
    false_positives: int = 0
    false_negatives: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.true_positives + other.true_positives,
            self.false_positives + other.false_positives,
            self.false_negatives + other.false_negatives,
        )

    @property
    def support(self) -> int:
        """Number of gold annotations."""
        return self.true_positives + self.false_negatives

    @property
    def predicted(self) -> int:
        """Number of predicted annotations."""
        return self.true_positives + self.false_positives

    @property
    def precision(self) -> float:
        """Share of the predictions that are right, 0 when there are none."""
        return self.true_positives / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold annotations that were found, 0 when there are none."""
        return self.true_positives / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 when both are."""
        # The order of these operations is that of seqeval, so that both agree to the last digit.
        precision, recall = self.precision, self.recall
        return 2.0 * precision * recall / (precision + recall) if precision + recall else 0.0

    def average(self) -> Average:
        return Average(self.precision, self.recall, self.f1, self.support)

    def to_dict(self) -> dict[str, float]:
        """Return precision, recall, f1 and support, as `--json` prints them."""
        return self.average().to_dict()


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of every label that occurs in gold or prediction, and of whole documents."""

    labels: Mapping[str, Counts] = field(default_factory=dict)
    documents: int = 0
    documents_right: int = 0
    """Documents whose annotations are all found, and none besides."""

    def __add__(self, other: "Scores") -> "Scores":
        names = [*self.labels, *(name for name in other.labels if name not in self.labels)]
        return Scores(
            {name: self.labels.get(name, Counts()) + other.labels.get(name, Counts()) for name in names},
            self.documents + other.documents,
            self.documents_right + other.documents_right,
        )

    @property
    def micro(self) -> Counts:
        """All labels counted together: the headline."""
        return sum(self.labels.values(), Counts())

    @property
    def macro(self) -> Average:
        """The plain mean over labels: rare labels count fully."""
        return self._mean([1] * len(self.labels))

    @property
    def weighted(self) -> Average:
        """The mean over labels, each weighted by its number of gold annotations."""
        return self._mean([counts.support for counts in self.labels.values()])

    @property
    def accuracy(self) -> float:
        """Share of the documents that are right as a whole, 0 when there are none."""
        return self.documents_right / self.documents if self.documents else 0.0

    def _mean(self, weights: Sequence[int]) -> Average:
        parts = list(self.labels.values())
        support, total = sum(counts.support for counts in parts), sum(weights)
        if not total:
            return Average(0.0, 0.0, 0.0, support)
        pairs = list(zip(parts, weights, strict=True))
        return Average(
            sum(counts.precision * weight for counts, weight in pairs) / total,
            sum(counts.recall * weight for counts, weight in pairs) / total,
            sum(counts.f1 * weight for counts, weight in pairs) / total,
            support,
        )

    def to_dict(self) -> dict[str, object]:
        """Return micro, macro, weighted, labels and accuracy as plain numbers."""
        return {
            "micro": self.micro.to_dict(),
            "macro": self.macro.to_dict(),
            "weighted": self.weighted.to_dict(),
            "labels": {name: counts.to_dict() for name, counts in self.labels.items()},
            "accuracy": self.accuracy,
            "documents": self.documents,
        }


def span_scores(reference: Sequence[Document], predicted: Sequence[Document]) -> Scores:
    """Compare the spans of documents pairwise in order, as sets of `(document, start, end, label)`.

    A span that stands twice counts once. Raises ValueError when the numbers of documents differ.
    """
    return _scores(reference, predicted, _span_facts)


def label_scores(reference: Sequence[Document], predicted: Sequence[Document]) -> Scores:
    """Compare the labels of whole documents pairwise in order, one label a document or several.

    Accuracy is the share of documents whose labels are exactly right. Raises ValueError when the numbers
    of documents differ.
    """
    return _scores(reference, predicted, _label_facts)


Fact = tuple[str, int, int]
"""A label and where it stands; 0, 0 for a label of the whole document."""
Facts = Callable[[Document], set[Fact]]


def _span_facts(document: Document) -> set[Fact]:
    return {(span.label, span.start, span.end) for span in document.spans}


def _label_facts(document: Document) -> set[Fact]:
    return {(label.label, 0, 0) for label in document.labels}


def _scores(reference: Sequence[Document], predicted: Sequence[Document], facts: Facts) -> Scores:
    pairs = [(facts(gold), facts(found)) for gold, found in zip(reference, predicted, strict=True)]
    right = _by_label(gold & found for gold, found in pairs)
    spurious = _by_label(found - gold for gold, found in pairs)
    missed = _by_label(gold - found for gold, found in pairs)
    names = sorted({*right, *spurious, *missed})
    labels = {name: Counts(right[name], spurious[name], missed[name]) for name in names}
    return Scores(labels, len(pairs), sum(gold == found for gold, found in pairs))


def _by_label(sets: Iterable[set[Fact]]) -> Counter[str]:
    return Counter(label for facts in sets for label, _, _ in facts)
