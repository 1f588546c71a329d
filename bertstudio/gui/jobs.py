"""The jobs of the open project: which train, wait, evaluate or suggest, and what they say.

One training runs at a time, the others wait their turn. Evaluations and suggestions have a lane of their
own, so a number is not held up by a training that takes hours.

Whatever only a job needs (processes, tasks, base models) is imported when there is one: the window opens
without it.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal

from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished
from bertstudio.gui.background import Background, on_project
from bertstudio.gui.job_preparing import of_evaluation, of_interrupted, of_suggestions, of_training
from bertstudio.gui.job_work import LANES, Kind, Work, latest, next_of
from bertstudio.gui.messages import Messages
from bertstudio.gui.model_in_use import in_use
from bertstudio.gui.session import Session
from bertstudio.gui.spare_worker import SpareWorker
from bertstudio.jobs.spec import TrainJob
from bertstudio.store.project import Project, runs_folder
from bertstudio.store.runs import Run, new_run, worker

if TYPE_CHECKING:
    from bertstudio.gui.job_follower import RunFollower
    from bertstudio.gui.job_thread import JobThread
    from bertstudio.gui.probe import Device, WarmModel
    from bertstudio.jobs.process import Command
    from bertstudio.jobs.runs import Taken

END_MS = 4_000
"""At the end of the program a worker that must go has this long; it is killed before that is over."""


class Jobs(QObject):
    """Starts workers one after the other and passes on what they say."""

    changed = Signal()
    """A job was added, began, ended, or is being stopped."""
    happened = Signal(int, object)
    """Run and `Event`, at most twenty times a second: of many steps in a row only the last."""
    arrived = Signal(object, object)
    """`Work` and a list of all its new events, for those who draw every step."""
    finished = Signal(int, object)
    """Run and `Finished` or `Failed`. What the run left behind can be read by then."""
    ended = Signal(object)
    """The `Work` that has ended, with its kind and outcome. Comes with `finished`."""

    def __init__(
        self,
        session: Session,
        messages: Messages,
        parent: QObject | None = None,
        *,
        command: "Callable[[Path], Command] | None" = None,
    ) -> None:
        """`command` says how to start the worker of a job folder, if not by `jobs.process.command_for`."""
        super().__init__(parent)
        self._session = session
        self._messages = messages
        self._works: list[Work] = []
        self._runners: dict[Work, JobThread | RunFollower] = {}
        self._leaving: list[QThread] = []
        self._background: list[Background] = []
        self.command = command
        self.spare = SpareWorker(self)
        """A worker that waits for a training; see that it does where one is likely."""
        self._device: Device | None = None
        self._warm: WarmModel | None = None
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)

    @property
    def device(self) -> "Device":
        """What this computer can do."""
        if self._device is None:
            from bertstudio.gui.probe import Device

            self._device = Device(self)
        return self._device

    @property
    def warm(self) -> "WarmModel":
        """A model that answers at once."""
        if self._warm is None:
            from bertstudio.gui.probe import WarmModel

            self._warm = WarmModel(self)
        return self._warm

    @property
    def works(self) -> tuple[Work, ...]:
        """Every job that waits or runs, in the order in which they were asked for."""
        return tuple(self._works)

    @property
    def running(self) -> Work | None:
        """The training that runs now, or None."""
        return next((work for work in self._works if work.kind == "train" and work in self._runners), None)

    def work(self, run: int, kind: Kind = "train") -> Work | None:
        """Return the job of a run that waits or runs, or None."""
        return next((work for work in self._works if work.run == run and work.kind == kind), None)

    def start_training(self, job: TrainJob) -> int:
        """Make a run of the documents as they are now; train it at once or when its turn comes.

        Returns the number of the new run; `run`, `task` and `labels` of the job are found out here. Raises
        UserError if no folder can be made. What else is wrong comes as `finished` with `Failed`, and no run
        is left.
        """
        made = new_run(self._session.project, self._session.project.task)
        self._add(Work(made.number, "train", of_training(job, made)))
        return made.number

    def take_up(self, run: int) -> None:
        """Go on with a training that was interrupted, at once or when its turn comes."""
        if self.work(run) is None:
            self._add(Work(run, "train", of_interrupted(run), is_new=False))

    def evaluate(self, run: int, split: str = "test") -> None:
        """Score the model of a run on a split; its report is in the run folder when it has finished."""
        self._add(Work(run, "evaluate", of_evaluation(run, split), split=split))

    def suggest(self, run: int | None, documents: Sequence[int] | None = None) -> None:
        """Let the model of a run propose annotations; they come back as one step of undo.

        Without a run it is the model in use: the one chosen on the Models page, or the newest. `documents`
        are ids; None takes those that are in no split.
        """
        which = in_use if run is None else lambda _own: run
        self._add(Work(run or 0, "suggest", of_suggestions(which, documents)))

    def export(self, run: int, prepare: Callable[[Project], object]) -> None:
        """Write the model of a run as a folder for others; `prepare` makes the job."""
        self._add(Work(run, "export", prepare))

    def stop(self, run: int, kind: Kind = "train") -> None:
        """Stop a job and keep its best model; one that waits is taken from the queue."""
        work = self.work(run, kind)
        if work is None or work.state == "stopping":
            return
        runner = self._runners.get(work)
        if runner is None:
            self._withdraw(work)
            return
        work.state = "stopping"
        self.changed.emit()
        runner.stop()

    def pause(self) -> None:
        """Stop the training that runs so that it can go on later from where it is; the next one begins."""
        work = self.running
        if work is not None and work.state == "running":
            work.state = "pausing"
            self.changed.emit()
            self._runners[work].pause()

    def stop_all(self) -> None:
        """Stop everything, the waiting ones first."""
        for work in self.works[::-1]:
            self.stop(work.run, work.kind)

    def detach(self) -> None:
        """Let the training that runs go on without this window; it is found again at the next opening.

        Jobs that wait are given up.
        """
        work = self.running
        if work is not None:
            self._runners[work].detach()
            self._forget(work)
            self._works.remove(work)
        self.stop_all()
        self.changed.emit()

    def close(self) -> None:
        """Leave nothing behind but what was detached: to be called before the program ends."""
        self._on_closed()
        for thread in list(self._leaving):
            thread.wait(END_MS)
        self._leaving.clear()
        for asker in (self._device, self._warm):
            if asker is not None:
                asker.end(END_MS)

    def _add(self, work: Work) -> None:
        self._works.append(work)
        if work.kind == "train":
            # The documents of a training are those of now, also if it has to wait.
            self._prepare(work)
        self._advance()

    def _prepare(self, work: Work) -> None:
        work.state = "preparing"
        thread = on_project(self._session, self, lambda own, _report: work.prepare(own), interruptible=False)
        thread.done.connect(lambda made: self._on_prepared(work, made))
        thread.refused.connect(lambda text: self._refuse(work, text))
        self._run(thread)

    def _run(self, thread: Background) -> None:
        self._background.append(thread)
        thread.finished.connect(lambda: self._background.remove(thread))
        thread.start()

    def _on_prepared(self, work: Work, made: Any) -> None:
        if work not in self._works:
            if work.is_new:
                shutil.rmtree(made.path, ignore_errors=True)
            return
        work.folder = made.path
        work.run = getattr(made, "run", work.run)
        work.state = "waiting"
        self._advance()

    def _refuse(self, work: Work, text: str) -> None:
        """The job cannot even begin: say why."""
        if work.is_new:
            self._remove_folder(work.run)
        if work in self._works:
            self._messages.say(text, "warning")
            self._finish(work, Failed(text))

    def _advance(self) -> None:
        """Begin the job whose turn it is in each lane."""
        for lane in LANES:
            work = next_of(self._works, lane)
            if work is not None and work.is_prepared:
                self._begin(work)
            elif work is not None:
                self._prepare(work)
        self.changed.emit()

    def _begin(self, work: Work) -> None:
        from bertstudio.gui.job_thread import JobThread
        from bertstudio.jobs.process import command_for

        assert work.folder is not None
        try:
            command = (self.command or command_for)(work.folder)
        except UserError as error:
            self._refuse(work, str(error))
            return
        self._follow(work, JobThread(command, None if self.command else self.spare))

    def _follow(self, work: Work, runner: "JobThread | RunFollower") -> None:
        # A runner has no parent: it refers to us, and would be freed a second time with its parent.
        work.state = "running"
        self._runners[work] = runner
        runner.happened.connect(lambda events: self._on_happened(work, events))
        runner.ended.connect(lambda outcome: self._on_ended(work, outcome))
        runner.start()

    def _on_happened(self, work: Work, events: list[Event]) -> None:
        if work not in self._works:
            return
        work.take(events)
        self.arrived.emit(work, events)
        for event in latest(events):
            self.happened.emit(work.run, event)

    def _on_ended(self, work: Work, outcome: Finished | Failed) -> None:
        self._forget(work)
        if work not in self._works:
            return
        if work.kind == "suggest" and isinstance(outcome, Finished) and not outcome.stopped:
            self._take_suggestions(work, outcome)
        else:
            self._finish(work, outcome)

    def _take_suggestions(self, work: Work, outcome: Finished) -> None:
        folder = work.folder
        assert folder is not None

        def done(taken: "Taken") -> None:
            work.taken = taken
            self._session.announce(taken.change)
            self._finish(work, outcome)

        def refused(text: str) -> None:
            self._messages.say(text, "warning")
            self._finish(work, Failed(text))

        def take(own: Project, _report: object) -> "Taken":
            from bertstudio.jobs.runs import take_suggestions

            return take_suggestions(own, folder)

        thread = on_project(self._session, self, take, interruptible=False)
        thread.done.connect(done)
        thread.refused.connect(refused)
        self._run(thread)

    def _finish(self, work: Work, outcome: Finished | Failed) -> None:
        if work not in self._works:
            return
        work.outcome = outcome
        self._works.remove(work)
        self._advance()
        self.finished.emit(work.run, outcome)
        self.ended.emit(work)

    def _withdraw(self, work: Work) -> None:
        """Take a job away that has not begun; nothing of it is left."""
        self._works.remove(work)
        if work.is_new and work.is_prepared:
            self._remove_folder(work.run)
        self._advance()

    def _remove_folder(self, run: int) -> None:
        if self._session.is_open:
            for path in runs_folder(self._session.project).glob(f"{run:04d}-*"):
                shutil.rmtree(path, ignore_errors=True)

    def _forget(self, work: Work) -> None:
        """Let go of the thread of a job; it lives until it has ended by itself."""
        runner = self._runners.pop(work, None)
        if isinstance(runner, QThread):
            self._leaving.append(runner)
            runner.finished.connect(self._on_left)
            if runner.isFinished():
                self._leave(runner)
        elif runner is not None:
            runner.deleteLater()

    def _on_left(self) -> None:
        thread = self.sender()
        if isinstance(thread, QThread):
            self._leave(thread)

    def _leave(self, thread: QThread) -> None:
        # It says so itself a moment before it has really ended.
        thread.wait(END_MS)
        if thread in self._leaving:
            self._leaving.remove(thread)
            thread.deleteLater()

    def _on_opened(self) -> None:
        """Find again what went on, or ended, while the project was closed."""
        runs = runs_folder(self._session.project)
        folders = [path.name for path in runs.iterdir() if path.is_dir()] if runs.is_dir() else []
        if not folders:
            return

        def find(own: Project, _report: object) -> list[Run]:
            from bertstudio.gui.job_follower import found_again

            return found_again(own, folders)

        thread = on_project(self._session, self, find)
        thread.done.connect(self._take_up)
        self._run(thread)

    def _take_up(self, alive: list[Run]) -> None:
        from bertstudio.gui.job_follower import RunFollower

        for run in alive:
            pid = worker(run.path)
            if pid is not None:
                work = Work(run.number, "train", lambda _own: None, folder=run.path, is_new=False)
                self._works.append(work)
                self._follow(work, RunFollower(run.path, pid))
        self.changed.emit()

    def _on_closed(self) -> None:
        """Nothing of this project may be heard any more.

        Our own workers are stopped; one that was let go before, or belongs to another window, goes on.
        """
        for background in list(self._background):
            background.cancel()
            background.wait(END_MS)
        runners, self._works = dict(self._runners), []
        for work, runner in runners.items():
            if isinstance(runner, QThread):
                runner.stop()
            else:
                runner.detach()
            self._forget(work)
        if self._warm is not None:
            self._warm.close()
        self.spare.end(END_MS)
        self.changed.emit()
