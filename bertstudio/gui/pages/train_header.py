"""The head of a run: which one, how it stands, and what can be done with it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.train_words import state_chip
from bertstudio.gui.widgets import Chip, ElidedLabel, push, set_role


@dataclass(frozen=True, slots=True)
class Choice:
    """One run in the list behind the name."""

    number: int
    text: str


class RunHeader(QFrame):
    """Name (a menu of all runs), state, epoch and start; Pause and Stop while it runs, Go on when it was
    interrupted, then Evaluate and Suggest."""

    run_picked = Signal(int)
    pause_requested = Signal()
    stop_requested = Signal()
    resume_requested = Signal()
    evaluate_requested = Signal()
    suggest_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "header")
        self.setFixedHeight(theme.active().size["pageHeader"])
        self.name = _name_button()
        self._menu = QMenu(self.name)
        self.name.setMenu(self._menu)
        self.chip = Chip("")
        self.words = ElidedLabel()
        set_role(self.words, "muted")
        self.words.setObjectName("train.run_state")
        self.pause = push(tr("Pause"), "ph.pause", name="train.pause")
        self.resume = push(tr("Go on"), "ph.play", name="train.resume")
        self.resume.setToolTip(tr("Train on from where this run was interrupted"))
        self.stop = push(tr("Stop, keep best"), "ph.stop", name="train.stop")
        self.suggest = push(tr("Suggest"), "ph.circle-dashed", name="train.suggest")
        self.evaluate = push(tr("Evaluate"), "ph.target", name="train.evaluate")
        self.pause.clicked.connect(self.pause_requested)
        self.resume.clicked.connect(self.resume_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.suggest.clicked.connect(self.suggest_requested)
        self.evaluate.clicked.connect(self.evaluate_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 20, 0)
        row.setSpacing(10)
        row.addWidget(self.name)
        row.addWidget(self.chip)
        row.addWidget(self.words, 1)
        for button in self._buttons:
            row.addWidget(button)

    def show_runs(self, choices: list[Choice]) -> None:
        """Fill the menu, the newest run first."""
        self._menu.clear()
        for choice in choices:
            action = self._menu.addAction(choice.text)
            action.triggered.connect(lambda _checked=False, n=choice.number: self.run_picked.emit(n))

    def show_state(self, name: str, state: str, words: str, *, has_model: bool) -> None:
        """Say how the run stands; `has_model` tells whether it can be evaluated and asked."""
        self.name.setText(name)
        self.name.setAccessibleName(tr("{name}, choose another run", name=name))
        text, tone = state_chip(state)
        self.chip.set_text(text)
        self.chip.set_tone(tone)
        self.words.setText(words)
        self.pause.setVisible(state in {"running", "pausing"})
        self.pause.setEnabled(state == "running")
        self.resume.setVisible(state in {"paused", "stopped"})
        self.stop.setVisible(state in {"waiting", "preparing", "running", "pausing", "stopping"})
        self.stop.setEnabled(state != "stopping")
        waiting = state in {"waiting", "preparing"}
        self.stop.setText(tr("Take from the queue") if waiting else tr("Stop, keep best"))
        self.evaluate.setVisible(has_model)
        self.suggest.setVisible(has_model)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.pause, self.resume, self.stop, self.suggest, self.evaluate


def _name_button() -> QToolButton:
    button = QToolButton()
    button.setObjectName("train.run")
    button.setAccessibleName(tr("Choose a run"))
    button.setFont(theme.font("heading", weight="semibold"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.setIcon(theme.icon("ph.caret-down"))
    return button
