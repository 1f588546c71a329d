"""What went wrong, annotation by annotation: every gold and every predicted one in exactly one pairing.

Three ways to match, each more lenient than the one before:

- **exact**: same start, same end, same label.
- **overlap**: same label and at least one character in common.
- **label**: same label in the same document, wherever it stands. Two of a label in gold need two predicted.

Within a document matching is one to one and always tries exact matches first, then overlaps with most
characters in common, then the order of the text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from bertstudio.core.documents import Document, DocumentLabel, Span, span_order
from bertstudio.evaluation.scores import Counts, Scores


class Mode(StrEnum):
    """When a prediction counts as right."""

    EXACT = "exact"
    OVERLAP = "overlap"
    LABEL = "label"


class Verdict(StrEnum):
    """What became of a gold annotation, a predicted one, or both together."""

    CORRECT = "correct"
    WRONG_TYPE = "wrong_type"
    """The right place, another label."""
    WRONG_BORDER = "wrong_border"
    """The right label, other borders (exact matching only)."""
    BOTH = "both"
    """They overlap, but label and borders differ (exact matching only)."""
    MISSED = "missed"
    SPURIOUS = "spurious"


Marked = Span | DocumentLabel


@dataclass(frozen=True, slots=True)
class Pairing:
    """A gold annotation and the predicted one that answers it; one of them is None if nothing does."""

    document: int
    gold: Marked | None
    predicted: Marked | None
    kind: Verdict

    @property
    def confidence(self) -> float | None:
        """The model's confidence in [0, 1], None where it said nothing."""
        return self.predicted.confidence if self.predicted else None

    @property
    def row(self) -> str | None:
        """Row of the confusion matrix: the gold label, or None for Spurious."""
        return self.gold.label if self.gold else None

    @property
    def column(self) -> str | None:
        """Column of the confusion matrix: the predicted label, `BORDER`, or None for Missed."""
        if self.kind is Verdict.WRONG_BORDER:
            return BORDER
        return self.predicted.label if self.predicted else None


BORDER = "\x00border"
"""Column of the matrix for spans found with the right label and other borders. No label has this name."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Pairings counted by row and column. Every pairing is in exactly one cell.

    A row adds up to the gold annotations of its label.
    """

    labels: tuple[str, ...]
    cells: Mapping[tuple[str | None, str | None], int]
    """`(row, column)` → count; row None is Spurious, column None is Missed, column BORDER other borders."""

    def count(self, row: str | None, column: str | None) -> int:
        return self.cells.get((row, column), 0)

    @property
    def mix_ups(self) -> list[tuple[str, str, int]]:
        """`(your label, the model's label, count)` of labels taken for another, most frequent first."""
        found = [
            (row, column, count)
            for (row, column), count in self.cells.items()
            if row is not None and column not in {None, BORDER, row} and column is not None
        ]
        order = {label: place for place, label in enumerate(self.labels)}
        return sorted(found, key=lambda mix: (-mix[2], order[mix[0]], order[mix[1]]))


def compare(
    reference: Sequence[Document], predicted: Sequence[Document], mode: Mode = Mode.EXACT
) -> list[Pairing]:
    """Pair the spans of documents pairwise in order. A span that stands twice counts once."""
    return [
        pairing
        for gold, found in zip(reference, predicted, strict=True)
        for pairing in compare_spans(gold.id, gold.spans, found.spans, mode)
    ]


def compare_labels(reference: Sequence[Document], predicted: Sequence[Document]) -> list[Pairing]:
    """Pair the labels of whole documents pairwise in order.

    Where exactly one label on each side is left over, one was taken for the other; of several, nobody can
    say which was taken for which, and they count as missed and spurious.
    """
    return [
        pairing
        for gold, found in zip(reference, predicted, strict=True)
        for pairing in _document_labels(gold.id, gold.labels, found.labels)
    ]


def compare_spans(
    document: int, gold: Iterable[Span], predicted: Iterable[Span], mode: Mode = Mode.EXACT
) -> list[Pairing]:
    """Pair the spans of one document, in the order of the text."""
    mine, theirs = _distinct(gold), _distinct(predicted)
    pairings: list[Pairing] = []
    for step in _STEPS[mode]:
        for left, right, kind in step(mine, theirs):
            mine.remove(left)
            theirs.remove(right)
            pairings.append(Pairing(document, left, right, kind))
    pairings += [Pairing(document, span, None, Verdict.MISSED) for span in mine]
    pairings += [Pairing(document, None, span, Verdict.SPURIOUS) for span in theirs]
    return sorted(pairings, key=_place)


def in_mode(pairings: Sequence[Pairing], mode: Mode) -> list[Pairing]:
    """Match the spans of these pairings again, in another mode. Labels of documents have one mode only."""
    found: list[Pairing] = []
    for document, group in groupby(pairings, key=lambda pairing: pairing.document):
        parts = list(group)
        gold = [part.gold for part in parts if isinstance(part.gold, Span)]
        predicted = [part.predicted for part in parts if isinstance(part.predicted, Span)]
        if gold or predicted:
            found += compare_spans(document, gold, predicted, mode)
        else:
            found += parts
    return found


def confusion(pairings: Iterable[Pairing], labels: Sequence[str] = ()) -> Confusion:
    """Count pairings by cell. Labels come in the order given, others after them by name."""
    cells: dict[tuple[str | None, str | None], int] = {}
    for pairing in pairings:
        cell = pairing.row, pairing.column
        cells[cell] = cells.get(cell, 0) + 1
    seen = {name for cell in cells for name in cell if name not in {None, BORDER}}
    others = sorted(name for name in seen if name is not None and name not in labels)
    return Confusion((*labels, *others), cells)


def scores_of(pairings: Iterable[Pairing], documents: Iterable[int] = ()) -> Scores:
    """Count pairings by label. `documents` are the ids of all that were scored, also of empty ones."""
    labels: dict[str, Counts] = {}
    wrong: set[int] = set()
    seen: set[int] = set(documents)
    for pairing in pairings:
        seen.add(pairing.document)
        if pairing.kind is not Verdict.CORRECT:
            wrong.add(pairing.document)
        for label, counts in counts_of(pairing):
            labels[label] = labels.get(label, Counts()) + counts
    return Scores({name: labels[name] for name in sorted(labels)}, len(seen), len(seen - wrong))


def counts_by_document(pairings: Iterable[Pairing], documents: Iterable[int] = ()) -> dict[int, Counts]:
    """Add up pairings by document id, all labels together. `documents` are there also without any."""
    found = dict.fromkeys(documents, Counts())
    for pairing in pairings:
        for _, counts in counts_of(pairing):
            found[pairing.document] = found.get(pairing.document, Counts()) + counts
    return found


def counts_of(pairing: Pairing) -> Iterator[tuple[str, Counts]]:
    """Yield what a pairing adds to the counts of its labels."""
    if pairing.kind is Verdict.CORRECT and pairing.gold is not None:
        yield pairing.gold.label, Counts(1, 0, 0)
        return
    if pairing.gold is not None:
        yield pairing.gold.label, Counts(0, 0, 1)
    if pairing.predicted is not None:
        yield pairing.predicted.label, Counts(0, 1, 0)


def _document_labels(
    document: int, gold: Iterable[DocumentLabel], predicted: Iterable[DocumentLabel]
) -> list[Pairing]:
    mine = {label.label: label for label in gold}
    theirs = {label.label: label for label in predicted}
    pairings = [
        Pairing(document, label, theirs[name], Verdict.CORRECT)
        for name, label in mine.items()
        if name in theirs
    ]
    left = [label for name, label in mine.items() if name not in theirs]
    right = [label for name, label in theirs.items() if name not in mine]
    if len(left) == len(right) == 1:
        return [*pairings, Pairing(document, left[0], right[0], Verdict.WRONG_TYPE)]
    pairings += [Pairing(document, label, None, Verdict.MISSED) for label in left]
    return pairings + [Pairing(document, None, label, Verdict.SPURIOUS) for label in right]


Match = tuple[Span, Span, Verdict]
Step = Callable[[Sequence[Span], Sequence[Span]], list[Match]]


def _distinct(spans: Iterable[Span]) -> list[Span]:
    kept: dict[tuple[int, int, str], Span] = {}
    for span in sorted(spans, key=span_order):
        kept.setdefault((span.start, span.end, span.label), span)
    return list(kept.values())


def _place(pairing: Pairing) -> tuple[int, int, str]:
    span = pairing.gold or pairing.predicted
    return (span.start, -span.end, span.label) if isinstance(span, Span) else (0, 0, "")


def _same(gold: Sequence[Span], predicted: Sequence[Span]) -> list[Match]:
    there = {(span.start, span.end, span.label): span for span in predicted}
    pairs = [(span, there.get((span.start, span.end, span.label))) for span in gold]
    return [(mine, theirs, Verdict.CORRECT) for mine, theirs in pairs if theirs]


def _same_borders(gold: Sequence[Span], predicted: Sequence[Span]) -> list[Match]:
    there: dict[tuple[int, int], list[Span]] = {}
    for span in predicted:
        there.setdefault((span.start, span.end), []).append(span)
    found: list[Match] = []
    for span in gold:
        left = there.get((span.start, span.end))
        if left:
            found.append((span, left.pop(0), Verdict.WRONG_TYPE))
    return found


def _overlap(kind: Verdict, *, same_label: bool) -> Step:
    def step(gold: Sequence[Span], predicted: Sequence[Span]) -> list[Match]:
        candidates = [
            (min(mine.end, theirs.end) - max(mine.start, theirs.start), mine, theirs)
            for mine, theirs in _touching(gold, predicted)
            if (mine.label == theirs.label) == same_label
        ]
        candidates.sort(key=lambda match: (-match[0], span_order(match[1]), span_order(match[2])))
        return _one_to_one(((mine, theirs) for _, mine, theirs in candidates), kind)

    return step


def _touching(gold: Sequence[Span], predicted: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs that share a character. Both sides are in the order of the text."""
    longest = max((span.end - span.start for span in predicted), default=0)
    first = 0
    for mine in gold:
        while first < len(predicted) and predicted[first].start <= mine.start - longest:
            first += 1
        for place in range(first, len(predicted)):
            theirs = predicted[place]
            if theirs.start >= mine.end:
                break
            if theirs.end > mine.start:
                yield mine, theirs


def _anywhere(gold: Sequence[Span], predicted: Sequence[Span]) -> list[Match]:
    there: dict[str, list[Span]] = {}
    for span in predicted:
        there.setdefault(span.label, []).append(span)
    found: list[Match] = []
    for span in gold:
        left = there.get(span.label)
        if left:
            found.append((span, left.pop(0), Verdict.CORRECT))
    return found


def _one_to_one(candidates: Iterable[tuple[Span, Span]], kind: Verdict) -> list[Match]:
    left: set[int] = set()
    right: set[int] = set()
    found: list[Match] = []
    for mine, theirs in candidates:
        if id(mine) not in left and id(theirs) not in right:
            left.add(id(mine))
            right.add(id(theirs))
            found.append((mine, theirs, kind))
    return found


_STEPS: dict[Mode, tuple[Step, ...]] = {
    Mode.EXACT: (
        _same,
        _same_borders,
        _overlap(Verdict.WRONG_BORDER, same_label=True),
        _overlap(Verdict.BOTH, same_label=False),
    ),
    Mode.OVERLAP: (
        _same,
        _overlap(Verdict.CORRECT, same_label=True),
        _overlap(Verdict.WRONG_TYPE, same_label=False),
    ),
    Mode.LABEL: (
        _same,
        _overlap(Verdict.CORRECT, same_label=True),
        _anywhere,
        _overlap(Verdict.WRONG_TYPE, same_label=False),
    ),
}
