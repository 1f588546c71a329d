"""What is said when a job has ended out of sight: toasts with the next step as a button."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from bertstudio.core.documents import Split, Status
from bertstudio.core.events import Failed, Finished
from bertstudio.core.words import tr, trn
from bertstudio.gui.context import Context
from bertstudio.gui.job_work import Work
from bertstudio.store import documents
from bertstudio.store.documents import Query


class JobMessages(QObject):
    """Says how trainings and suggestions ended. One a window: see `attach`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.jobs)
        self._context = context
        context.jobs.ended.connect(self._on_ended)

    def _on_ended(self, work: Work) -> None:
        if isinstance(work.outcome, Failed):
            self._say_broken(work, work.outcome)
        elif isinstance(work.outcome, Finished) and work.kind == "train":
            self._say_trained(work, work.outcome)
        elif work.kind == "suggest":
            self._say_suggested(work)
        elif isinstance(work.outcome, Finished) and work.kind == "export" and not work.outcome.stopped:
            self._say_exported(work.outcome)

    def _say_trained(self, work: Work, outcome: Finished) -> None:
        if _in_sight("train"):
            return
        if work.best is None:
            text = tr("Run {number} was stopped before its first check. It left no model.", number=work.run)
            self._context.messages.say(text)
            return
        words = tr(
            "Run {number} was stopped: F1 {f1:.3f} on dev is its best.", number=work.run, f1=work.best.f1
        )
        if not outcome.stopped:
            words = tr("Run {number} is ready: F1 {f1:.3f} on dev.", number=work.run, f1=work.best.f1)
        self._context.messages.say(
            words, "success", button=tr("Evaluate"), action=lambda: evaluate(self._context, work.run)
        )

    def _say_suggested(self, work: Work) -> None:
        taken = work.taken
        if taken is None:
            return
        if not taken.suggestions:
            text = trn(
                "Run {number} found nothing in 1 document.",
                "Run {number} found nothing in {count} documents.",
                taken.documents,
                number=work.run,
            )
            self._context.messages.say(text)
            return
        text = trn(
            "1 suggestion of run {number} waits for you.",
            "{count} suggestions of run {number} wait for you.",
            taken.suggestions,
            number=work.run,
        )
        self._context.messages.say(text, "success", button=tr("Review"), action=self._review)

    def _say_exported(self, outcome: Finished) -> None:
        folder = str(outcome.result["folder"])
        self._context.messages.say(
            tr("The model is in {folder}. It holds no texts.", folder=folder),
            "success",
            button=tr("Show folder"),
            action=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)),
        )

    def _review(self) -> None:
        """Make the documents with suggestions the list of the editor, the least certain first."""
        session = self._context.session
        if session.is_open:
            found = documents.ids(session.project, Query(has_suggestions=True, order="uncertain"))
            self._context.navigation.queue_requested.emit(list(found))

    def _say_broken(self, work: Work, outcome: Failed) -> None:
        show = {"train": "train", "evaluate": "evaluate"}.get(work.kind, "models")
        # What could not even begin was said already, and has no folder. No page tells of an export.
        if work.folder is None or (_in_sight(show) and work.kind != "export"):
            return
        self._context.messages.say(
            tr("Run {number}: {reason}", number=work.run, reason=outcome.message),
            "error",
            button=tr("Show"),
            action=lambda: self._context.navigation.page_requested.emit(show),
            detail=outcome.detail,
        )


def attach(context: Context) -> None:
    """See that this window says how its jobs ended; calling it again does nothing."""
    if context.jobs.findChild(JobMessages) is None:
        JobMessages(context)


def evaluate(context: Context, run: int) -> None:
    """Score the model of a run on test, or on dev where there is no test, and show the page of it."""
    session = context.session
    if not session.is_open:
        return
    begun = Query(splits=(Split.TEST,), statuses=(Status.STARTED, Status.DONE))
    tests = documents.counts(session.project, begun).documents
    context.jobs.evaluate(run, "test" if tests else "dev")
    context.navigation.page_requested.emit("evaluate")


def _in_sight(page: str) -> bool:
    """Tell whether a page is on the screen and says it all itself."""
    return any(widget.objectName() == page and widget.isVisible() for widget in QApplication.allWidgets())
