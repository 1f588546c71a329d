"""Assigning splits: drawn by a seed, so that every label has its share, or as the names of the files say."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from bertstudio.core.documents import Document, Split, is_labelled
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Reader
from bertstudio.gui.pages.corpus_columns import split_name
from bertstudio.gui.session import Session
from bertstudio.gui.widgets.buttons import Segment, push
from bertstudio.gui.widgets.fields import Field
from bertstudio.gui.widgets.surfaces import line
from bertstudio.gui.widgets.words import heading, label, set_role
from bertstudio.store import documents
from bertstudio.store.project import Project
from bertstudio.training.splits import SPLITS, Member, assign, split_named

FIRST_PERCENT = (80, 10, 10)
SEED = 13


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document as far as its split depends on it."""

    member: Member
    split: Split
    labelled: bool
    source: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What the dialog says."""

    way: str = "random"
    """random, stratified or imported."""
    scope: str = "unassigned"
    """unassigned, labelled or all."""
    percent: tuple[int, int, int] = FIRST_PERCENT
    seed: int = SEED
    keep_test: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done: the documents whose split changes, and how all would then be spread."""

    changes: dict[int, Split]
    counts: dict[Split, int]
    considered: int
    rarest: str = ""
    rarest_counts: tuple[int, int, int] = (0, 0, 0)


def candidate(document: Document) -> Candidate:
    """Return what the split of a document depends on."""
    labels = (*(span.label for span in document.spans), *(each.label for each in document.labels))
    member = Member(document.id, document.group, labels)
    return Candidate(member, document.split, is_labelled(document), document.source)


def plan(candidates: list[Candidate], wish: Wish) -> Plan:
    """Work out the splits that a wish leads to. Groups stay together."""
    chosen = [c for c in candidates if _SCOPES[wish.scope](c)]
    if wish.keep_test:
        chosen = [c for c in chosen if c.split is not Split.TEST]
    drawn = _named(chosen) if wish.way == "imported" else _drawn(chosen, wish)
    now = {c.member.id: c.split for c in chosen}
    changes = {number: split for number, split in drawn.items() if split is not now[number]}
    after = [(c, changes.get(c.member.id, c.split)) for c in candidates]
    rarest, counts = _rarest(after)
    return Plan(changes, dict(Counter(split for _, split in after)), len(chosen), rarest, counts)


def _named(chosen: list[Candidate]) -> dict[int, Split]:
    named = {c.member.id: split_named(c.source) for c in chosen}
    return {number: split for number, split in named.items() if split is not None}


def _drawn(chosen: list[Candidate], wish: Wish) -> dict[int, Split]:
    train, dev, test = wish.percent
    parts = (float(train), float(dev), 0.0 if wish.keep_test else float(test))
    if not any(parts):
        return {}
    return assign((c.member for c in chosen), parts, seed=wish.seed, stratified=wish.way == "stratified")


_SCOPES: dict[str, Callable[[Candidate], bool]] = {
    "unassigned": lambda c: c.split is Split.NONE,
    "labelled": lambda c: c.labelled,
    "all": lambda _: True,
}


def _rarest(after: list[tuple[Candidate, Split]]) -> tuple[str, tuple[int, int, int]]:
    """Return the label that is carried least often, and how often in train, dev and test."""
    counts: Counter[tuple[str, Split]] = Counter()
    for each, split in after:
        for name in each.member.labels:
            counts[name, split] += 1
    totals: Counter[str] = Counter()
    for (name, split), count in counts.items():
        totals[name] += count if split is not Split.NONE else 0
    if not totals:
        return "", (0, 0, 0)
    name = min(totals, key=lambda name: (totals[name], name))
    train, dev, test = (counts[name, split] for split in SPLITS)
    return name, (train, dev, test)


class SplitsDialog(QDialog):
    """Says what will happen before it happens; `chosen` is announced once, with the changes."""

    chosen = Signal(object)
    """Document id → `Split`, of those that change."""

    def __init__(self, session: Session, *, keep_test: bool, parent: QWidget) -> None:
        """`keep_test`: runs have reported on the test split, so it is left alone at first."""
        super().__init__(parent)
        self.setObjectName("splits")
        self.setWindowTitle(tr("Assign splits"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._candidates: list[Candidate] | None = None
        self._plan: Plan | None = None
        self._reader = Reader(session, self)
        self._reader.refused.connect(self._say)
        self._pause = QTimer(self, singleShot=True, interval=120)
        self._pause.timeout.connect(self._ask)
        self._make_fields(keep_test)
        self.keep_test.setAccessibleName(self.keep_test.text())
        self._lay_out()
        self._changed()

    def wish(self) -> Wish:
        """Return what the fields say."""
        train, dev, test = (box.value() for box in self.percent)
        scope = str(self.scope.currentData())
        keep_test = self.keep_test.isChecked()
        return Wish(self.way.current, scope, (train, dev, test), self.seed.value(), keep_test)

    def done(self, result: int) -> None:
        self._reader.stop()
        super().done(result)

    def _make_fields(self, keep_test: bool) -> None:
        self.way = Segment(
            (
                ("random", tr("Random")),
                ("stratified", tr("By label")),
                ("imported", tr("As imported")),
            ),
            tr("How"),
            name="splits.way",
        )
        self.way.picked.connect(lambda _: self._changed())
        self.scope = QComboBox()
        self.scope.setObjectName("splits.scope")
        for key, text in (
            ("unassigned", tr("Documents without a split")),
            ("labelled", tr("Documents that are tagged")),
            ("all", tr("All documents")),
        ):
            self.scope.addItem(text, key)
        self.scope.currentIndexChanged.connect(lambda _: self._changed())
        self.percent = []
        for split, first in zip(SPLITS, FIRST_PERCENT, strict=True):
            box = QSpinBox()
            box.setObjectName(f"splits.{split}")
            box.setRange(0, 100)
            box.setValue(first)
            box.setSuffix(" %")
            box.setAccessibleName(tr("{split} in percent", split=split_name(split)))
            box.valueChanged.connect(lambda _: self._changed())
            self.percent.append(box)
        self.seed = QSpinBox()
        self.seed.setObjectName("splits.seed")
        self.seed.setMaximum(999_999)
        self.seed.setValue(SEED)
        self.seed.valueChanged.connect(lambda _: self._changed())
        self.keep_test = QCheckBox(tr("Leave Test as it is: runs have reported on it"))
        self.keep_test.setObjectName("splits.keep_test")
        self.keep_test.setChecked(keep_test)
        self.keep_test.setVisible(keep_test)
        self.keep_test.toggled.connect(lambda _: self._changed())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("Assign splits")))
        self._help = label(role="muted", wrap=True)
        column.addWidget(self.way)
        column.addWidget(self._help)
        column.addWidget(Field(tr("Which"), self.scope, control_width=240))
        self._shares = [
            Field(split_name(split), box, control_width=96)
            for split, box in zip(SPLITS, self.percent, strict=True)
        ]
        row = QHBoxLayout()
        row.setSpacing(20)
        for field in self._shares:
            row.addWidget(field)
        column.addLayout(row)
        help_text = tr("The same seed gives the same splits.")
        self._seed = Field(tr("Seed"), self.seed, help_text, control_width=96)
        column.addWidget(self._seed)
        column.addWidget(self.keep_test)
        column.addWidget(line())
        self.outcome = label(wrap=True)
        self.outcome.setObjectName("splits.outcome")
        self.outcome.setMinimumHeight(self.fontMetrics().height() * 3 + 6)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.outcome)
        column.addLayout(self._buttons())
        self.setMinimumWidth(460)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(tr("One undo step"), "small", "muted"))
        row.addStretch(1)
        row.addWidget(push(tr("Cancel"), name="splits.cancel", clicked=self.reject))
        self.button = push(tr("Assign"), kind="primary", name="splits.assign", clicked=self._assign)
        row.addWidget(self.button)
        return row

    def _changed(self) -> None:
        wish = self.wish()
        self._help.setText(_HELP[wish.way]())
        drawn = wish.way != "imported"
        for field in (*self._shares, self._seed):
            field.setEnabled(drawn)
        self.percent[2].setEnabled(drawn and not wish.keep_test)
        self.button.setEnabled(False)
        self._plan = None
        self._pause.start()

    def _ask(self) -> None:
        wish, known = self.wish(), self._candidates
        total = sum(wish.percent)
        if wish.way != "imported" and total != 100:
            self._say(tr("The parts add up to {total} %. Make it 100 %.", total=total))
            return

        def question(own: Project) -> tuple[list[Candidate], Plan]:
            candidates = known if known is not None else [candidate(each) for each in documents.stream(own)]
            return candidates, plan(candidates, wish)

        if known is None:
            self._say(tr("Reading the documents…"), "muted")
        self._reader.ask(question, self._show)

    def _show(self, answer: tuple[list[Candidate], Plan]) -> None:
        self._candidates, self._plan = answer
        made = self._plan
        spread = " · ".join(
            f"{split_name(split)} {made.counts.get(split, 0):,}" for split in (*SPLITS, Split.NONE)
        )
        lines = [
            trn("1 document changes its split.", "{count} documents change their split.", len(made.changes)),
            tr("Then: {spread}", spread=spread),
        ]
        if made.rarest:
            train, dev, test = made.rarest_counts
            lines.append(
                tr(
                    "Rarest label {label}: {train} train, {dev} dev, {test} test",
                    label=made.rarest,
                    train=f"{train:,}",
                    dev=f"{dev:,}",
                    test=f"{test:,}",
                )
            )
        self._say("\n".join(lines), "")
        self.button.setEnabled(bool(made.changes))
        self.button.setText(trn("Assign 1 document", "Assign {count} documents", len(made.changes)))
        self.button.setAccessibleName(self.button.text())

    def _say(self, text: str, role: str = "danger") -> None:
        set_role(self.outcome, role)  # type: ignore[arg-type]
        self.outcome.setText(text)

    def _assign(self) -> None:
        if self._plan is not None:
            self.chosen.emit(self._plan.changes)
            self.accept()


_HELP: dict[str, Callable[[], str]] = {
    "random": lambda: tr("Drawn by the seed. Documents of one source stay together."),
    "stratified": lambda: tr(
        "Every split gets its share of every label. Documents of one source stay together."
    ),
    "imported": lambda: tr("As the names of their files say: train, dev, valid or test."),
}
