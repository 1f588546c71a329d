"""What the right side of the Train page does: which run is shown, its events as they come, its buttons."""

from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from bertstudio.core.events import Event, Failed, Finished, Started
from bertstudio.core.words import tr
from bertstudio.gui import job_messages
from bertstudio.gui.background import Background, Reader
from bertstudio.gui.context import Context
from bertstudio.gui.job_work import Work
from bertstudio.gui.pages.train_header import Choice
from bertstudio.gui.pages.train_next import NextRun
from bertstudio.gui.pages.train_record import Record
from bertstudio.gui.pages.train_run import Actions, RunPanel, Shown, state_of
from bertstudio.gui.pages.train_runs import (
    Loaded,
    choice_of,
    job_of,
    load,
    name_of,
    smaller_batch,
    trainings,
    words_of_group,
)
from bertstudio.store.runs import Run
from bertstudio.training.config import TrainConfig

INTERRUPTED = frozenset({"paused", "stopped", "failed"})
OVER = frozenset({"finished", "paused", "stopped", "failed"})


class PresentRun(QObject):
    """Shows one run, the one that trains or the newest unless another is picked."""

    listed = Signal(object)
    """`Choice` of every run, the newest first."""
    shown = Signal(str)
    """The state of the run that is shown, when it is another."""

    def __init__(self, context: Context, panel: RunPanel, plan: NextRun) -> None:
        super().__init__(panel)
        self._context = context
        self._panel = panel
        self._plan = plan
        self._runs: list[Run] = []
        self._number = 0
        self._early: list[Event] | None = None
        """Events that came while the file was being read; None while it is not."""
        self._is_stale = True
        self._lists = Reader(context.session, self)
        self._records = Reader(context.session, self)
        self._interrupted = Reader(context.session, self)
        self._loader: Background | None = None
        self._connect()

    @property
    def number(self) -> int:
        """Number of the run that is shown, 0 for none."""
        return self._number

    def refresh(self) -> None:
        """Read the list of runs again, if somebody looks."""
        if self._is_stale and self._panel.isVisible() and self._context.session.is_open:
            self._is_stale = False
            self._lists.ask(trainings, self._on_runs)

    def show(self, number: int) -> None:
        """Show a run: first what is known at once, then its events from the file."""
        self._number = number
        run = self._run(number)
        self._early = []
        if run is None:
            # It is being prepared: nothing is written yet.
            self._panel.show_run(self._describe(Record()), Record())
            self._early = None
            return
        runs = list(self._runs)
        self._records.ask(lambda _project: load(run, runs), self._on_loaded)

    def stop(self) -> None:
        """Stop the run that is shown and keep its best model."""
        self._context.jobs.stop(self._number)

    def resume(self) -> None:
        """Go on with the run that is shown, which was interrupted."""
        self._context.jobs.take_up(self._number)

    def resume_last(self) -> None:
        """Go on with the run that is shown, or with the newest one that was interrupted."""
        # The list may be older than the end of a run that has just broken off.
        self._interrupted.ask(trainings, self._on_interrupted)

    def _on_interrupted(self, runs: list[Run]) -> None:
        shown_first = sorted(runs, key=lambda run: run.number != self._number)
        run = next((one for one in shown_first if one.state in INTERRUPTED), None)
        if run is not None:
            self._context.jobs.take_up(run.number)
        else:
            self._context.messages.say(tr("Nothing is training, and no training was interrupted."))

    def load_curves(self) -> None:
        """Import the plots in a thread, before anything trains: it takes half a second."""
        if self._loader is not None:
            return
        self._loader = Background(lambda _report: import_module("bertstudio.gui.curves"), self)
        self._loader.done.connect(lambda module: self._panel.set_curves(module.Curves()))
        self._loader.start()

    def _connect(self) -> None:
        session, jobs, header = self._context.session, self._context.jobs, self._panel.header
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        jobs.changed.connect(self._on_jobs_changed)
        jobs.arrived.connect(self._on_arrived)
        jobs.finished.connect(lambda _run, _outcome: self._on_jobs_changed())
        self._plan.started.connect(self._on_started)
        header.run_picked.connect(self.show)
        header.pause_requested.connect(self._context.jobs.pause)
        header.resume_requested.connect(self.resume)
        header.stop_requested.connect(self.stop)
        header.evaluate_requested.connect(lambda: job_messages.evaluate(self._context, self._number))
        header.suggest_requested.connect(lambda: self._context.jobs.suggest(self._number))

    def _run(self, number: int) -> Run | None:
        return next((run for run in self._runs if run.number == number), None)

    def _work(self, number: int) -> Work | None:
        return self._context.jobs.work(number)

    def _on_opened(self) -> None:
        self._on_closed()
        self.refresh()

    def _on_closed(self) -> None:
        self._runs, self._number, self._early, self._is_stale = [], 0, None, True
        self._panel.show_nothing()

    def _on_started(self, number: int) -> None:
        running = self._context.jobs.running
        if running is None or running.run == number:
            self.show(number)

    def _on_jobs_changed(self) -> None:
        self._is_stale = True
        self.refresh()
        if self._number:
            self._show_state()

    def _on_runs(self, runs: list[Run]) -> None:
        known = {run.number for run in self._runs}
        self._runs = runs
        choices = [choice_of(run, self._work(run.number)) for run in runs]
        waiting = [work for work in self._context.jobs.works if work.kind == "train"]
        listed = {run.number for run in runs}
        choices[:0] = [Choice(w.run, name_of(w.run)) for w in waiting if w.run not in listed]
        self._panel.header.show_runs(choices)
        self.listed.emit(choices)
        if self._number not in {choice.number for choice in choices}:
            running = self._context.jobs.running
            self._number = running.run if running is not None else choices[0].number if choices else 0
            known.discard(self._number)
        if not self._number:
            self._panel.show_nothing()
        elif self._number not in known:
            self.show(self._number)
        else:
            self._show_state()

    def _on_loaded(self, loaded: Loaded) -> None:
        if loaded.run.number != self._number:
            return
        early, self._early = self._early, None
        loaded.record.add(early or [])
        self._panel.show_run(self._describe(loaded.record), loaded.record, loaded.previous)
        self.shown.emit(self._panel.shown.state if self._panel.shown is not None else "")

    def _on_arrived(self, work: Work, events: list[Event]) -> None:
        if work.kind != "train" or work.run != self._number:
            return
        if self._early is not None:
            self._early += events
            return
        if self._panel.record.outcome is not None:
            # It goes on: its file ends at the checkpoint now, and grows from there.
            self.show(self._number)
            return
        self._panel.add(events)
        if any(isinstance(event, Started | Finished | Failed) for event in events):
            self._show_state()

    def _show_state(self) -> None:
        shown = self._describe(self._panel.record)
        self._panel.show_state(shown)
        self.shown.emit(shown.state)

    def _describe(self, record: Record) -> Shown:
        """Return what is known of the shown run beside its events."""
        run, work = self._run(self._number), self._work(self._number)
        state = work.state if work is not None else state_of(record, run.state if run else "preparing")
        outcome = record.outcome
        failed = outcome if isinstance(outcome, Failed) else None
        return Shown(
            number=self._number,
            name=name_of(self._number, run.name if run is not None else ""),
            state=state,
            started=(work.since if work is not None else 0.0) or (run.started if run is not None else 0.0),
            message=run.message if run is not None and state == "failed" else "",
            has_model=run is not None and run.has_model and state in OVER,
            actions=self._actions(run, failed) if state == "failed" else (),
            together=words_of_group(run, self._runs),
        )

    def _actions(self, run: Run | None, failed: Failed | None) -> Actions:
        """Return what can be done about a run that broke off."""
        if run is None:
            return ()
        job = job_of(run.path)
        batch = smaller_batch(failed, job.get("config", {}), TrainConfig().batch_size)
        changes: dict[str, Any] = {"batch_size": batch} if batch else {}
        again = tr("Start again with batch {size}", size=batch) if batch else tr("Start again")
        copy = QGuiApplication.clipboard().setText
        return (
            (tr("Go on"), self.resume),
            (again, lambda: self._plan.start_again(job, changes)),
            (tr("Copy log"), lambda: copy("\n".join(self._panel.record.log))),
        )
