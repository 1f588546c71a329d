"""The right side of the Train page: a run that waits, trains or is over, from its events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from bertstudio.core.events import Event, Failed, Finished
from bertstudio.core.words import tr
from bertstudio.gui.pages.train_checks import ChecksModel, checks_table
from bertstudio.gui.pages.train_expected import Expected
from bertstudio.gui.pages.train_header import RunHeader
from bertstudio.gui.pages.train_log import LogFold
from bertstudio.gui.pages.train_record import Record
from bertstudio.gui.pages.train_tiles import Tiles
from bertstudio.gui.pages.train_words import clock, stage_word
from bertstudio.gui.widgets import Banner

REFRESH_MS = 500
SHOWN_CHECKS = 4
PROGRESS_STEPS = 1000
LIVE = frozenset({"preparing", "running", "pausing", "stopping"})

Actions = Sequence[tuple[str, Callable[[], object]]]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which run is shown, and what is not in its events."""

    number: int
    name: str
    state: str
    """waiting, preparing, running, pausing, stopping, finished, paused, stopped or failed."""
    started: float = 0.0
    """Seconds since 1970, 0 when not known."""
    message: str = ""
    """Why it broke off."""
    has_model: bool = False
    actions: Actions = ()
    """What can be done about it, beside the message."""
    together: str = ""
    """What it and the runs that belong to it come to."""


class RunPanel(QWidget):
    """Head, progress, tiles, curves, checks and log of one run; without one, what Start will do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.record = Record()
        self._shown: Shown | None = None
        self._previous: tuple[Record, str] | None = None
        self._curves: Any = None
        self._dirty = False
        self._said: tuple[str, ...] = ()
        """What the banner says now, with its buttons."""
        self.header = RunHeader()
        self.progress = QProgressBar()
        self.progress.setObjectName("train.progress")
        self.progress.setAccessibleName(tr("Progress of the run"))
        self.progress.setProperty("line", "true")
        self.progress.setTextVisible(False)
        self.progress.setRange(0, PROGRESS_STEPS)
        self.tiles = Tiles()
        self.banner = Banner("error", "")
        self.banner.setObjectName("train.banner")
        self.checks = ChecksModel(self)
        self.table = checks_table(self.checks)
        self.log = LogFold()
        self.expected = Expected()
        self._lay_out()
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self._refresh_if_dirty)
        self.show_nothing()

    @property
    def shown(self) -> Shown | None:
        """The run that is shown."""
        return self._shown

    def show_nothing(self) -> None:
        """No run yet: say what will happen."""
        self._shown, self.record, self._previous = None, Record(), None
        self.checks.show_record(self.record)
        self.log.show_record(self.record)
        self._stack.setCurrentWidget(self.expected)

    def show_run(self, shown: Shown, record: Record, previous: tuple[Record, str] | None = None) -> None:
        """Show another run, and its F1 beside that of an earlier one."""
        self._shown, self.record, self._previous = shown, record, previous
        self._stack.setCurrentWidget(self._page)
        self.checks.show_record(record)
        self.log.show_record(record)
        if self._curves is not None:
            self._curves.show_run(record, previous)
        self.refresh()

    def show_state(self, shown: Shown) -> None:
        """The same run stands differently."""
        self._shown = shown
        self.refresh()

    def set_curves(self, curves: QWidget) -> None:
        """Put in the plots, once they are loaded."""
        self._curves = curves
        self._place.addWidget(curves)
        if self._shown is not None:
            curves.show_run(self.record, self._previous)  # type: ignore[attr-defined]

    def add(self, events: Sequence[Event]) -> None:
        """Take in what the run said; it is drawn within half a second."""
        self.record.add(events)
        self._dirty = True
        if self._curves is not None:
            self._curves.touch()
        if not self._timer.isActive():
            self._timer.start()

    def refresh(self) -> None:
        """Draw everything but the curves now."""
        self._dirty = False
        if self._shown is None:
            return
        self.header.show_state(
            self._shown.name, self._shown.state, self._words(self._shown), has_model=self._shown.has_model
        )
        self._show_progress(self._shown)
        self.tiles.show_record(self.record)
        self.checks.refresh()
        self.log.refresh()
        self._show_banner(self._shown)
        if self.record.outcome is None:
            self.table.scrollToBottom()

    def _refresh_if_dirty(self) -> None:
        if self._dirty:
            self.refresh()
        else:
            self._timer.stop()

    def _words(self, shown: Shown) -> str:
        """Say where the run stands: the stage, or the epoch, and since when."""
        record, words = self.record, []
        live = shown.state in LIVE
        if shown.state == "stopped" and record.best is None and not shown.has_model:
            words.append(tr("stopped before its first check, so it left no model"))
        elif live and record.stage is not None:
            stage, name = record.stage, stage_word(record.stage.name)
            words.append(
                tr("{stage}, {done:,} of {total:,}", stage=name, done=stage.done, total=stage.total)
                if stage.total > 1
                else name
            )
        elif record.progress is not None and record.epochs:
            number = min(int(record.progress.epoch) + 1, max(1, round(record.epochs)))
            words.append(tr("epoch {number} of {epochs:g}", number=number, epochs=record.epochs))
        elif shown.state == "waiting":
            words.append(tr("waits until the run before it is done"))
        if shown.together and not live:
            words.insert(0, shown.together)
        if shown.started:
            words.append(tr("started {time}", time=clock(shown.started)))
        return tr(", ").join(words)

    def _show_progress(self, shown: Shown) -> None:
        record, stage = self.record, self.record.stage
        live = shown.state in LIVE
        self.progress.setVisible(live)
        busy = live and record.progress is None and stage is None
        self.progress.setRange(0, 0 if busy else PROGRESS_STEPS)
        fraction = record.fraction
        if record.progress is None and stage is not None and stage.total:
            fraction = min(1.0, stage.done / stage.total)
        if not busy:
            self.progress.setValue(round(fraction * PROGRESS_STEPS))

    def _show_banner(self, shown: Shown) -> None:
        outcome = self.record.outcome
        message = outcome.message if isinstance(outcome, Failed) else shown.message
        self._around_banner.setVisible(bool(message) and shown.state == "failed")
        said = (message, *(text for text, _ in shown.actions))
        if message and said != self._said:
            self._said = said
            self.banner.show_text("error", message, shown.actions)

    def _lay_out(self) -> None:
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._around_banner = QWidget()
        around = QHBoxLayout(self._around_banner)
        around.setContentsMargins(20, 12, 20, 0)
        around.addWidget(self.banner)
        for widget in (self.header, self.progress, self.tiles, self._around_banner):
            column.addWidget(widget)
        place = QWidget()
        self._place = QVBoxLayout(place)
        self._place.setContentsMargins(0, 0, 0, 0)
        column.addWidget(place, 1)
        rows = self.table.verticalHeader().defaultSectionSize() * SHOWN_CHECKS
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height() + 2)
        beside = QHBoxLayout()
        beside.setContentsMargins(12, 0, 12, 0)
        beside.addWidget(self.table)
        column.addLayout(beside)
        column.addWidget(self.log)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.expected)
        self._stack.addWidget(self._page)


def state_of(record: Record, otherwise: str) -> str:
    """Return how a run ended by its events, or the state that is known otherwise."""
    if isinstance(record.outcome, Failed):
        return "failed"
    if isinstance(record.outcome, Finished):
        return "paused" if record.outcome.paused else "stopped" if record.outcome.stopped else "finished"
    return otherwise
