"""The Train page: the next run at the left, a run with its curves at the right."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bertstudio.gui import job_messages, theme
from bertstudio.gui.context import Context
from bertstudio.gui.pages.train_bases import title_of
from bertstudio.gui.pages.train_next import NextRun
from bertstudio.gui.pages.train_present import PresentRun
from bertstudio.gui.pages.train_run import RunPanel
from bertstudio.gui.pages.train_runs import job_of
from bertstudio.gui.pages.train_setup import SetupPanel
from bertstudio.gui.widgets import Splitter, with_kind
from bertstudio.store.runs import find_run


class TrainPage(QWidget):
    """Puts both sides together. The left one is about the future and never locked."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train")
        self._context = context
        self.setup = SetupPanel(context.jobs.device)
        self.panel = RunPanel()
        self.plan = NextRun(context, self.setup)
        self.present = PresentRun(context, self.panel, self.plan)
        self._lay_out()
        self.setup.changed.connect(self._show_plan)
        self.setup.copy_requested.connect(self._copy_settings)
        self.present.listed.connect(self.setup.show_runs)
        self.present.shown.connect(self._show_main_button)
        context.jobs.changed.connect(self._show_running)
        context.jobs.device.told.connect(self._prepare_spare)
        context.jobs.finished.connect(lambda _run, _outcome: self._prepare_spare())
        context.session.opened.connect(self._show_running)
        job_messages.attach(context)

    def shown(self) -> None:
        """Count, read the runs, look at the device and load the plots."""
        self.plan.refresh()
        self.present.refresh()
        self._show_running()
        self.present.load_curves()
        device = self._context.jobs.device
        device.ask()
        if device.facts:
            self._prepare_spare()

    def start(self) -> None:
        """Start or queue the next run."""
        self.plan.start()

    def pause(self) -> None:
        """Pause the run that trains now; without one, go on with the one that was interrupted."""
        if self._context.jobs.running is not None:
            self._context.jobs.pause()
        else:
            self.present.resume_last()

    def stop(self) -> None:
        """Stop the run that trains now and keep its best model."""
        running = self._context.jobs.running
        if running is not None:
            self._context.jobs.stop(running.run)

    def assign_splits(self) -> None:
        """Ask how to deal documents out to train, dev and test."""
        self.plan.assign_splits()

    def show_run(self, number: int) -> None:
        """Show a run at the right."""
        self.present.show(number)

    def _prepare_spare(self) -> None:
        """While somebody is here, the next training is to begin at once."""
        jobs = self._context.jobs
        if self.isVisible() and jobs.command is None and not jobs.works and self._context.session.is_open:
            jobs.spare.prepare()

    def _show_running(self) -> None:
        session = self._context.session
        running = next((work.run for work in self._context.jobs.works if work.kind == "train"), 0)
        self.setup.show_running(running, read_only=session.is_open and session.project.read_only)

    def _show_plan(self) -> None:
        base, config = self.setup.base.picked, self.setup.settings.config()
        if self.setup.facts is not None and config is not None:
            name = base.title if base is not None else title_of("starter")
            self.panel.expected.show_plan(self.setup.facts, name, config.epochs)

    def _show_main_button(self, state: str) -> None:
        """One main button a page: Evaluate when the run that is shown has just made a model."""
        done = state == "finished"
        evaluate = self.panel.header.evaluate
        if (evaluate.property("kind") == "primary") != done:
            with_kind(evaluate, "primary" if done else "")
            evaluate.setIcon(theme.icon("ph.target", "onPrimary" if done else "textMuted"))
            with_kind(self.setup.start, "" if done else "primary")

    def _copy_settings(self, number: int) -> None:
        self.plan.take_settings(job_of(find_run(self._context.session.project, number).path))

    def _lay_out(self) -> None:
        low, first, high = theme.active().size["panel"]["trainSetup"]
        self.setup.setMinimumWidth(low)
        self.setup.setMaximumWidth(high)
        self.panel.setMinimumWidth(440)
        splitter = Splitter(self._context.settings, "train", [first, 1364 - first])
        splitter.setObjectName("train.splitter")
        splitter.addWidget(self.setup)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
