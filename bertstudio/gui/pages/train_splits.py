"""The dialog that deals labelled documents out to train, dev and test."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from bertstudio.core.documents import Document, Split, is_labelled
from bertstudio.core.edits import Edit, set_splits
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Background, Reader
from bertstudio.gui.pages.train_data import split_word
from bertstudio.gui.session import Session
from bertstudio.gui.widgets import Field, Segment, heading, label, primary, push
from bertstudio.store import documents
from bertstudio.store.project import Project
from bertstudio.training.splits import DEFAULT_PARTS, SPLITS, Member, assign

PREVIEW_MS = 150
FILE_WORDS: tuple[tuple[str, Split], ...] = (
    ("train", Split.TRAIN),
    ("valid", Split.DEV),
    ("dev", Split.DEV),
    ("test", Split.TEST),
)
"""Words in a file name that say what its documents are for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A labelled document, as far as splits are concerned."""

    member: Member
    source: str
    split: Split


@dataclass(frozen=True, slots=True)
class Wish:
    """What the dialog asks for. `parts` are per cent."""

    method: str = "random"
    """random, stratified or files."""
    parts: tuple[float, float, float] = DEFAULT_PARTS
    seed: int = 13


def candidates(project: Project) -> list[Candidate]:
    """Return every labelled document. Reads the whole corpus, so it is called in a thread."""
    return [_candidate(document) for document in documents.stream(project) if is_labelled(document)]


def _candidate(document: Document) -> Candidate:
    names = (*(span.label for span in document.spans), *(label.label for label in document.labels))
    return Candidate(Member(document.id, document.group, names), document.source, document.split)


def dealt(known: Sequence[Candidate], wish: Wish) -> dict[int, Split]:
    """Return the split of every document. Raises UserError if nothing would be left to train on."""
    if wish.method == "files":
        return {one.member.id: split_of_file(one.source) or one.split for one in known}
    members = [one.member for one in known]
    return assign(members, wish.parts, seed=wish.seed, stratified=wish.method == "stratified")


def split_of_file(name: str) -> Split | None:
    """Return what the name of a file says of its documents, or None."""
    low = name.lower()
    return next((split for word, split in FILE_WORDS if word in low), None)


def edit_of(known: Sequence[Candidate], splits: dict[int, Split]) -> Edit | None:
    """Return the one edit that makes it so, or None if nothing would change."""
    changed = [(one.member.id, splits[one.member.id]) for one in known if splits[one.member.id] != one.split]
    return set_splits(tuple(changed)) if changed else None


class SplitDialog(QDialog):
    """Method, parts and seed, and what comes out of them before it is done."""

    chosen = Signal(object)
    """The `Edit` to make."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.splits")
        self.setWindowTitle(tr("Assign splits"))
        self._known: list[Candidate] = []
        self._edit: Edit | None = None
        self._generation = 0
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._timer.timeout.connect(self._preview)
        self._reader = Reader(session, self)
        self._reader.refused.connect(lambda text: self._show(text, None))
        self._reader.ask(candidates, self._on_read)

    def wish(self) -> Wish:
        """Return what the fields ask for."""
        parts = tuple(float(box.value()) for box in self.parts)
        return Wish(self.method.current, (parts[0], parts[1], parts[2]), self.seed.value())

    def _build(self) -> None:
        options = (
            ("random", tr("Random")),
            ("stratified", tr("Same share of each label")),
            ("files", tr("By file name")),
        )
        self.method = Segment(options, tr("How to deal out"), name="train.splits.method")
        self.method.picked.connect(lambda _: self._on_changed())
        self.parts = [self._part(split, part) for split, part in zip(SPLITS, DEFAULT_PARTS, strict=True)]
        self.seed = QSpinBox()
        self.seed.setObjectName("train.splits.seed")
        self.seed.setRange(0, 2**31 - 1)
        self.seed.setValue(13)
        self.seed.valueChanged.connect(self._on_changed)
        self.outcome = label("", "body", "muted", wrap=True)
        self.outcome.setObjectName("train.splits.outcome")
        self.cancel = push(tr("Cancel"), name="train.splits.cancel", clicked=self.reject)
        self.apply = primary(push("", name="train.splits.apply", clicked=self._apply))
        self._lay_out()

    def _part(self, split: Split, part: float) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(f"train.splits.{split}")
        box.setAccessibleName(tr("Share of {split}", split=split_word(split)))
        box.setRange(1 if split is Split.TRAIN else 0, 100)
        box.setSuffix(" %")
        box.setValue(int(part))
        box.valueChanged.connect(self._on_changed)
        return box

    def _lay_out(self) -> None:
        self._fields = QWidget()
        inner = QVBoxLayout(self._fields)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for split, box in zip(SPLITS, self.parts, strict=True):
            inner.addWidget(Field(split_word(split).capitalize(), box, control_width=112))
        inner.addWidget(
            Field(tr("Seed"), self.seed, tr("Same seed, same documents: same splits."), control_width=112)
        )
        text = tr("Only labelled documents are dealt out. Documents of one source text stay together.")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(tr("Assign splits"), "heading"))
        column.addWidget(label(text, "body", "muted", wrap=True))
        column.addWidget(self.method)
        column.addWidget(self._fields)
        column.addWidget(self.outcome)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(460)
        self._show(tr("Reading the documents…"), None)

    def _on_changed(self, _value: int = 0) -> None:
        self._fields.setVisible(self.method.current != "files")
        self._timer.start()

    def _on_read(self, known: list[Candidate]) -> None:
        self._known = known
        self._preview()

    def _preview(self) -> None:
        self._generation += 1
        generation, known, wish = self._generation, self._known, self.wish()

        def work(_report: object) -> tuple[int, dict[int, Split]]:
            return generation, dealt(known, wish)

        thread = Background(work, self)
        thread.done.connect(self._on_dealt)
        thread.refused.connect(lambda text: self._show(text, None))
        thread.start()

    def _on_dealt(self, answer: tuple[int, dict[int, Split]]) -> None:
        generation, splits = answer
        if generation != self._generation:
            return
        counts = {split: sum(1 for other in splits.values() if other is split) for split in Split}
        words = [f"{counts[split]:,} {split_word(split)}" for split in Split if counts[split]]
        self._show(
            tr("Gives {counts}.", counts=", ".join(words)) if words else tr("No document is labelled yet."),
            edit_of(self._known, splits),
        )

    def _show(self, words: str, edit: Edit | None) -> None:
        self._edit = edit
        self.outcome.setText(words)
        moved = len(edit.edits[0].values) if edit is not None else 0  # type: ignore[union-attr]
        self.apply.setText(trn("Move 1 document", "Move {count} documents", moved))
        self.apply.setAccessibleName(self.apply.text())
        self.apply.setEnabled(edit is not None)

    def _apply(self) -> None:
        if self._edit is not None:
            self.chosen.emit(self._edit)
            self.accept()
