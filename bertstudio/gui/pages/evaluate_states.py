"""What stands on the page while there is nothing to count yet: no run, no report, or one being made."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.job_work import Work
from bertstudio.gui.pages.evaluate_header import run_name
from bertstudio.gui.pages.evaluate_reading import Answer
from bertstudio.gui.widgets.buttons import link, push
from bertstudio.gui.widgets.surfaces import EmptyState
from bertstudio.gui.widgets.words import label, restyle

COUNTED = "predicting"
"""The stage whose documents are counted; the others are over before counting helps."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Words for a page without numbers, and what its button does: `train`, `evaluate`, `corpus`, nothing."""

    title: str
    text: str
    button: str = ""
    action: str = ""


def waiting(answer: Answer, work: Work | None, problem: str) -> Waiting:
    """Return what to say when there is no report to show."""
    if answer.run is None:
        return Waiting(
            tr("Precision and recall for each label"),
            tr(
                "This page compares a model with your labels and lists every mistake it makes.\n"
                "It needs a trained model first."
            ),
            tr("Train a model"),
            "train",
        )
    split = split_words(answer.split)
    if work is not None:
        return Waiting(
            tr("Evaluating on {split}", split=split),
            tr("The numbers appear here as soon as the model has read all documents."),
        )
    size = (answer.sizes or {}).get(answer.split, 0)
    if not size:
        return Waiting(
            tr("No document is in {split}", split=split),
            tr("Corpus sets which documents are for training and which for checking."),
            tr("Set splits in Corpus"),
            "corpus",
        )
    return Waiting(
        tr("{run} has not been evaluated on {split}", run=run_name(answer.run), split=split),
        problem or tr("The model reads the documents and is compared with your labels. It changes nothing."),
        tr("Evaluate on {split}", split=split),
        "evaluate",
    )


def split_words(split: str) -> str:
    """Return the name of a split within a sentence."""
    return {"dev": tr("dev"), "test": tr("test"), "train": tr("train")}.get(split, split)


def progress_words(work: Work) -> str:
    """Return how far an evaluation is, in words."""
    if work.state == "stopping":
        return tr("Stopping…")
    if work.stage is not None and work.stage.name == COUNTED:
        return tr("{done} of {total}", done=f"{work.stage.done:,}", total=f"{work.stage.total:,}")
    if work.state == "waiting":
        return tr("Waiting for its turn…")
    return tr("Loading the model…") if work.stage is not None else tr("Starting…")


class Again(QFrame):
    """A line above the numbers: a new evaluation runs, or the documents have changed since."""

    stopped = Signal()
    evaluated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.banner")
        self._sign = QLabel()
        self.text = label("", "small", wrap=True)
        self.stop_button = link(tr("Stop"), name="evaluate.stop_again", clicked=self.stopped.emit)
        self.button = link(tr("Evaluate again"), name="evaluate.again", clicked=self.evaluated.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.stop_button)
        row.addWidget(self.button)

    def show_state(self, work: Work | None, changed: int, problem: str) -> bool:
        """Say what there is to say, and return whether there is anything."""
        tone = "info" if work else "error" if problem else "warning"
        words = problem
        if work is not None:
            words = tr("Evaluating again: {progress}", progress=progress_words(work))
        elif not problem:
            words = trn(
                "1 document changed since this run was evaluated.",
                "{count} documents changed since this run was evaluated.",
                changed,
            )
        icon, role = TONE_ICONS[tone]
        self._sign.setPixmap(theme.icon(icon, role).pixmap(16, 16))
        self.text.setText(words)
        self.setAccessibleName(words)
        self.stop_button.setVisible(work is not None)
        self.button.setVisible(work is None)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
        return work is not None or bool(problem) or changed > 0


TONE_ICONS = {
    "info": ("ph.info", "accent"),
    "warning": ("ph.warning", "warning"),
    "error": ("ph.warning-circle", "danger"),
}


class Nothing(QWidget):
    """Title, explanation, one button; a bar with Stop while an evaluation runs."""

    asked = Signal(str)
    """`train`, `evaluate` or `corpus`."""
    guide_asked = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.waiting")
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = EmptyState("", "", guide=self.guide_asked.emit, name="evaluate.empty")
        self.bar = QProgressBar()
        self.bar.setObjectName("evaluate.progress")
        self.bar.setAccessibleName(tr("Progress of the evaluation"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(220)
        self._done = label("", "small", "muted")
        self._running = QWidget()
        row = QHBoxLayout(self._running)
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.bar)
        row.addWidget(self._done)
        row.addWidget(push(tr("Stop"), "ph.stop", name="evaluate.stop", clicked=self.stopped.emit))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addWidget(self.words)
        column.addWidget(self._running)
        column.addStretch(4)
        self._action = ""
        self.words.clicked.connect(lambda: self.asked.emit(self._action))

    def show_waiting(self, said: Waiting, work: Work | None) -> None:
        self._action = said.action
        self.words.say(said.title, said.text, said.button)
        self._running.setVisible(work is not None)
        if work is not None:
            stage = work.stage if work.stage is not None and work.stage.name == COUNTED else None
            self.bar.setRange(0, stage.total if stage else 0)
            self.bar.setValue(stage.done if stage else 0)
            self._done.setText(progress_words(work))
