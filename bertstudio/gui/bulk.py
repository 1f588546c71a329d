"""Large steps: built and carried out in a thread, so that the window stays usable; one undo each."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from bertstudio.core.edits import ALL_DOCUMENTS, Change, Edit, touched
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Background, Report, on_project
from bertstudio.gui.context import Context
from bertstudio.gui.session import STEPS, step_words
from bertstudio.store import history, snapshots
from bertstudio.store.history import Done, Way
from bertstudio.store.project import Project, check_writable

SNAPSHOT_FROM = 100
"""Documents from which on a snapshot is taken before. Undo is enough for fewer; snapshots of each small step
would drive the important ones out."""

Build = Callable[[Project, Report], Edit | None]
"""Makes the edit; it asks `report` now and then whether to go on. None: there is nothing to do."""


@dataclass(slots=True)
class _Task:
    """One step on its way. What came of it is kept here: nobody hears of work that was cancelled too late."""

    said: Callable[[Change], str]
    then: Callable[[Change | None], object] | None
    can_be_undone: bool = True
    thread: Background | None = None
    outcome: list[Done] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class Bulk(QObject):
    """Carries out one large step at a time. Meanwhile the session refuses other changes, in words.

    Closing the project ends a step that is still being made, and waits for one that is being written.
    """

    _at = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._session = context.session
        self._messages = context.messages
        self._task: _Task | None = None
        self._at.connect(self._on_at)
        self._session.closing.connect(self._on_closing)

    @property
    def is_running(self) -> bool:
        return self._task is not None

    def run(
        self,
        title: str,
        build: Build,
        then: Callable[[Change | None], object] | None = None,
        *,
        by: str = "",
        said: Callable[[Change], str] | None = None,
        snapshot: str = "bulk",
    ) -> bool:
        """Make an edit in a thread and carry it out as one step; tell whether that has begun.

        `title` says what is being made, until it is saved. `then` is given the change, None if nothing was
        changed or the project is being closed; `said` makes the sentence of the toast with Undo. `snapshot`
        is why one is taken before, a key of `snapshots.REASONS`.
        """
        task = _Task(said or (lambda change: tr("Done: {title}", title=change.title)), then)

        def work(own: Project, report: Report) -> Done | None:
            check_writable(own)
            assert own.lock is not None
            # What is made of the documents must fit them when it is carried out: suggestions that arrive
            # meanwhile, an import, the emptying of the bin wait until then.
            with own.lock.writing:
                return carry_out(own, report)

        def carry_out(own: Project, report: Report) -> Done | None:
            edit = build(own, report)
            if edit is None or not report(title):
                return None
            # From here on it is carried out, whoever cancels: never half of it.
            own.connection.set_progress_handler(None, 0)
            documents = touched(edit)[1]
            self._at.emit(_saving(documents))
            if len(documents) >= SNAPSHOT_FROM or documents == ALL_DOCUMENTS:
                snapshots.take(own, snapshot, task.warnings.append)
            return history.do(own, edit, by=by)

        return self._start(title, task, work)

    def step(self, way: Way) -> bool:
        """Take the last step back, or make it again; tell whether that has begun."""

        def work(own: Project, _report: Report) -> Done | None:
            own.connection.set_progress_handler(None, 0)
            return STEPS[way](own)

        task = _Task(lambda change: step_words(way, change.title), None, can_be_undone=False)
        return self._start(tr("Undoing…") if way == "undo" else tr("Doing it again…"), task, work)

    def cancel(self) -> None:
        """Give up a step that is still being made. One that is being written is finished."""
        if self._task is not None and self._task.thread is not None:
            self._task.thread.cancel()

    def _start(self, title: str, task: _Task, work: Callable[[Project, Report], Done | None]) -> bool:
        if self._session.is_occupied:
            self._messages.say(tr("A large step is still being saved. Repeat this in a moment."), "warning")
            return False
        if not self._session.unsaved.settled():
            return False

        def keep(own: Project, report: Report) -> None:
            done = work(own, report)
            if done is not None:
                task.outcome.append(done)

        task.thread = thread = on_project(self._session, self, keep)
        self._task = task
        thread.refused.connect(task.warnings.append)
        thread.finished.connect(lambda: self._on_finished(task))
        self._session.occupy(title)
        thread.start()
        return True

    def _on_at(self, words: str) -> None:
        if self._task is not None:
            self._session.occupy(words)

    def _on_finished(self, task: _Task) -> None:
        if task is not self._task:
            return  # The project was closed meanwhile.
        self._task = None
        self._session.occupy("")
        for warning in task.warnings:
            self._messages.say(warning, "warning")
        change = task.outcome[0].change if task.outcome else None
        if change is not None:
            self._session.announce(change)
            self._say(task, change)
        if task.then is not None:
            task.then(change)

    def _say(self, task: _Task, change: Change) -> None:
        if task.can_be_undone:
            self._session.say_done(task.said(change))
        else:
            self._messages.say(task.said(change))

    def _on_closing(self) -> None:
        task, self._task = self._task, None
        if task is not None and task.thread is not None:
            task.thread.cancel()
            task.thread.wait()
            self._session.occupy("")
            if task.then is not None:
                task.then(None)


def _saving(documents: tuple[int, ...]) -> str:
    if documents == ALL_DOCUMENTS:
        return tr("Saving…")
    return trn("Saving 1 document…", "Saving {count} documents…", len(documents))
