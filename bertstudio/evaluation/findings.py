"""A report looked at in one way: a matching mode, perhaps beside another run. No window is needed for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bertstudio.evaluation import errors, intervals
from bertstudio.evaluation.errors import BORDER, Confusion, Mode, Pairing, Verdict
from bertstudio.evaluation.intervals import FEW, Interval, Intervals
from bertstudio.evaluation.report import Report
from bertstudio.evaluation.scores import Average, Counts, Scores

if TYPE_CHECKING:
    import pandas as pd

What = Literal["errors", "precision", "recall", "f1", "support", "cell"]


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a score changed against the compared run, in F1."""

    f1: float
    interval: Interval
    """95 %, paired by document."""

    @property
    def noise(self) -> bool:
        """Whether the interval includes 0."""
        return self.interval[0] <= 0.0 <= self.interval[1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """This run against another one, over the documents that both were scored on."""

    run: int
    documents: int
    """How many both share."""
    total: Difference
    labels: Mapping[str, Difference]


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that is shown at one time."""

    report: Report
    mode: Mode
    pairings: tuple[Pairing, ...]
    scores: Scores
    intervals: Intervals
    confusion: Confusion
    comparison: Comparison | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that occur, in the order of the label set."""
        return tuple(label for label in self.confusion.labels if label in self.scores.labels)


@dataclass(frozen=True, slots=True)
class Choice:
    """A number that was clicked; it holds exactly the pairings that the number counts."""

    what: What = "errors"
    label: str | None = None
    """None for all labels."""
    row: str | None = None
    column: str | None = None
    """Of a cell, as in `Confusion`."""

    def holds(self, pairing: Pairing) -> bool:
        """Tell whether a pairing is behind this number."""
        if self.what == "cell":
            return (pairing.row, pairing.column) == (self.row, self.column)
        wrong = pairing.kind is not Verdict.CORRECT
        gold = pairing.gold is not None and self.label in {None, pairing.gold.label}
        found = pairing.predicted is not None and self.label in {None, pairing.predicted.label}
        return {
            "precision": wrong and found,
            "recall": wrong and gold,
            "support": gold,
        }.get(self.what, wrong and (gold or found))


def find(report: Report, mode: Mode = Mode.EXACT, other: Report | None = None) -> Findings:
    """Look at a report in a mode, and compare it with that of another run. Needs numpy."""
    pairings = report.in_mode(mode)
    documents = [document.id for document in report.documents]
    return Findings(
        report,
        mode,
        tuple(pairings),
        errors.scores_of(pairings, documents),
        report.intervals(mode),
        errors.confusion(pairings, report.labels),
        compare_runs(report, other, mode) if other is not None else None,
    )


def compare_runs(report: Report, other: Report, mode: Mode = Mode.EXACT) -> Comparison:
    """Compare two runs over the documents that both were scored on, with the same gold annotations."""
    mine = {document.id: document.fingerprint for document in report.documents}
    theirs = {document.id: document.fingerprint for document in other.documents}
    shared = [number for number, fingerprint in mine.items() if theirs.get(number) == fingerprint]
    sides = [_by_label(one.in_mode(mode), set(shared)) for one in (report, other)]
    names = {name for side in sides for name in side}
    return Comparison(
        other.run,
        len(shared),
        _difference(shared, *(_total(side) for side in sides)),
        {name: _difference(shared, *(side.get(name, {}) for side in sides)) for name in sorted(names)},
    )


ByDocument = dict[int, Counts]


def _by_label(pairings: Sequence[Pairing], documents: set[int]) -> dict[str, ByDocument]:
    found: dict[str, ByDocument] = {}
    for pairing in pairings:
        if pairing.document not in documents:
            continue
        for label, counts in errors.counts_of(pairing):
            side = found.setdefault(label, {})
            side[pairing.document] = side.get(pairing.document, Counts()) + counts
    return found


def _total(side: dict[str, ByDocument]) -> ByDocument:
    found: ByDocument = {}
    for documents in side.values():
        for document, counts in documents.items():
            found[document] = found.get(document, Counts()) + counts
    return found


def _difference(shared: Sequence[int], mine: ByDocument, theirs: ByDocument) -> Difference:
    ours = [mine.get(document, Counts()) for document in shared]
    others = [theirs.get(document, Counts()) for document in shared]
    change = sum(ours, Counts()).f1 - sum(others, Counts()).f1
    return Difference(change, intervals.paired_difference(ours, others))


AVERAGES = ("micro", "macro", "weighted")


def table(findings: Findings) -> "pd.DataFrame":
    """Return precision, recall, F1 and support per label, then the averages, as a table.

    Columns: `label`, `precision`, `recall`, `f1`, `support`, `true_positives`, `false_positives`,
    `false_negatives`, `change` (of F1 against the compared run, missing without one), `average` (empty for
    labels).
    """
    import pandas as pd

    comparison = findings.comparison
    rows = []
    for name in findings.labels:
        counts = findings.scores.labels[name]
        change = comparison.labels.get(name) if comparison else None
        rows.append(_row(name, counts.average(), counts, change.f1 if change else None))
    micro = findings.scores.micro
    rows.append(_row("micro", micro.average(), micro, comparison.total.f1 if comparison else None, "micro"))
    rows.append(_row("macro", findings.scores.macro, micro, None, "macro"))
    rows.append(_row("weighted", findings.scores.weighted, micro, None, "weighted"))
    return pd.DataFrame(rows)


def _row(
    name: str, scores: Average, counts: Counts, change: float | None, average: str = ""
) -> dict[str, object]:
    return {
        "label": name,
        **scores.to_dict(),
        "true_positives": counts.true_positives,
        "false_positives": counts.false_positives,
        "false_negatives": counts.false_negatives,
        "change": float("nan") if change is None else change,
        "average": average,
    }


def is_few(counts: Counts) -> bool:
    """Tell whether a label has too few entities for its score to say much."""
    return counts.support < FEW


Category = Literal["correct", "missed", "spurious", "border"] | tuple[Literal["as"], str]


def category(pairing: Pairing, choice: Choice) -> Category:
    """Return the group that a pairing belongs to in the list of a choice.

    A label taken for another is grouped by the other label: what the model said, or, in a list of false
    alarms, what it really is.
    """
    if pairing.kind is Verdict.CORRECT:
        return "correct"
    if pairing.gold is None:
        return "spurious"
    if pairing.predicted is None:
        return "missed"
    if pairing.column == BORDER:
        return "border"
    asked = choice.label
    told = pairing.gold.label if asked == pairing.predicted.label else pairing.predicted.label
    return ("as", told)
