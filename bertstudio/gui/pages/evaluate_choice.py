"""What is listed at the right, in words: the sentence of the click and the groups of the list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.evaluation import report as reports
from bertstudio.evaluation.errors import BORDER, Pairing, Verdict
from bertstudio.evaluation.findings import Category, Choice, category
from bertstudio.gui import theme
from bertstudio.gui.pages.evaluate_label_rows import color_of
from bertstudio.gui.widgets.figures import Swatch
from bertstudio.gui.widgets.words import ElidedLabel, heading

MOST_GROUPS = 2
"""Groups with a button of their own, beside All and Other, where there is room."""


@dataclass(frozen=True, slots=True)
class Group:
    """Errors of one kind within a list."""

    key: str
    text: str
    pairings: tuple[Pairing, ...]


def groups(pairings: Iterable[Pairing], choice: Choice, most: int = MOST_GROUPS) -> list[Group]:
    """Return everything, then the largest groups, then the rest; only All if there is one group."""
    listed = tuple(pairings)
    everything = Group("all", tr("All {count}", count=f"{len(listed):,}"), listed)
    kinds = {pairing: category(pairing, choice) for pairing in listed}
    sizes = Counter(kinds.values()).most_common()
    if len(sizes) < 2:
        return [everything]
    alone = most + (len(sizes) == most + 1)
    found = [everything]
    for number, (kind, _) in enumerate(sizes[:alone]):
        members = tuple(pairing for pairing in listed if kinds[pairing] == kind)
        found.append(Group(str(number), group_words(kind, len(members), choice), members))
    rest = {kind for kind, _ in sizes[alone:]}
    if rest:
        members = tuple(pairing for pairing in listed if kinds[pairing] in rest)
        found.append(Group("rest", tr("Other {count}", count=f"{len(members):,}"), members))
    return found


def group_words(kind: Category, count: int, choice: Choice) -> str:
    """Return the name of a group and how many there are."""
    number = f"{count:,}"
    if isinstance(kind, tuple):
        if choice.what == "precision":
            return tr("Is {label} {count}", label=kind[1], count=number)
        return tr("As {label} {count}", label=kind[1], count=number)
    names = {
        "correct": tr("Found {count}", count=number),
        "missed": tr("Missed {count}", count=number),
        "spurious": tr("Spurious {count}", count=number),
        "border": tr("Borders {count}", count=number),
    }
    return names[kind]


def count_words(pairings: Iterable[Pairing], kind: str) -> str:
    """Return how many there are: errors, or entities where some are right."""
    listed = list(pairings)
    if any(pairing.kind is Verdict.CORRECT for pairing in listed):
        if kind == reports.LABELS:
            return trn("1 document", "{count} documents", len(listed))
        return trn("1 entity", "{count} entities", len(listed))
    return trn("1 error", "{count} errors", len(listed))


def nothing_words(choice: Choice, findings_scores: dict[str, int]) -> str:
    """Return what an empty list means. `findings_scores` are supports by label."""
    total = findings_scores.get(choice.label or "", sum(findings_scores.values()))
    if choice.what == "recall" and total:
        return trn("The one there is was found.", "All {count} found.", total)
    if choice.what == "precision":
        return tr("No false alarms.")
    return tr("No errors here.")


def after_words(choice: Choice) -> str:
    """Return what is said behind the label of a choice."""
    if choice.what == "cell":
        if choice.row is None:
            return tr("· spurious")
        return {None: tr("· missed"), BORDER: tr("· other borders"), choice.row: tr("· found")}.get(
            choice.column, ""
        )
    return {
        "precision": tr("· false alarms"),
        "recall": tr("· not found by the model"),
        "support": tr("· all of them"),
    }.get(choice.what, "")


class Title(QWidget):
    """`14 errors ■ Place → ■ Organisation`: the sentence of the click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.title")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_choice(self, count: str, choice: Choice, labels: LabelSet) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        names = _names(choice)
        self._row.addWidget(heading(count))
        for place, name in enumerate(names):
            if place:
                self._row.addWidget(_arrow())
            self._row.addSpacing(0 if place else 4)
            self._row.addWidget(Swatch(color_of(labels, name), 10))
            self._row.addWidget(_elided(name))
        after = after_words(choice)
        if after:
            self._row.addWidget(_elided(after))
        self._row.addStretch(1)
        words = " → ".join(names)
        self.setAccessibleName(
            tr(", ").join(part for part in (count, words, after.removeprefix("· ")) if part)
        )


def _names(choice: Choice) -> list[str]:
    if choice.what != "cell":
        return [choice.label] if choice.label is not None else []
    sides = (choice.row, choice.column if choice.column not in {BORDER, choice.row} else None)
    return [name for name in sides if name is not None]


def _elided(text: str) -> ElidedLabel:
    made = ElidedLabel(text)
    made.setFont(theme.font("body"))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return made


def _arrow() -> QLabel:
    made = QLabel()
    made.setPixmap(theme.icon("ph.arrow-right", "textFaint").pixmap(QSize(13, 13)))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
