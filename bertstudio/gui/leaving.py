"""Before a project or the window is closed: what becomes of the work that still runs."""

from PySide6.QtWidgets import QWidget

from bertstudio.core.words import tr, trn
from bertstudio.gui.context import Context
from bertstudio.gui.jobs import Jobs
from bertstudio.gui.widgets.dialogs import Answer, ask


def may_leave(context: Context, parent: QWidget) -> bool:
    """Ask what to do with running jobs, and with a change that the disk refused. False: the user stays."""
    if not context.session.unsaved.retry() and not _leave_unsaved(context.session.unsaved.reason, parent):
        return False
    jobs = context.jobs
    if jobs.running is not None:
        return _leave_training(jobs, parent)
    if not jobs.works:
        return True
    count = len(jobs.works)
    answer = ask(
        parent,
        trn("1 job is at work", "{count} jobs are at work", count),
        tr("It stops when the project is closed. What it has not finished is not kept."),
        [Answer("stay", tr("Stay here"), "primary"), Answer("stop", tr("Stop and close")), _cancel()],
    )
    if answer != "stop":
        return False
    jobs.stop_all()
    return True


def _leave_unsaved(reason: str, parent: QWidget) -> bool:
    answer = ask(
        parent,
        tr("The last change is not saved"),
        tr("The reason: {reason}. When the project is closed now, this change is lost.", reason=reason),
        [Answer("stay", tr("Stay here"), "primary"), Answer("lose", tr("Close without it"))],
    )
    return answer == "lose"


def _leave_training(jobs: Jobs, parent: QWidget) -> bool:
    running = jobs.running
    assert running is not None
    text = tr("In the background it goes on without a window and is found again at the next start.")
    others = len(jobs.works) - 1
    if others:
        text += " " + trn(
            "1 more job waits and is given up.", "{count} more jobs wait and are given up.", others
        )
    answer = ask(
        parent,
        tr("Run {number} is training", number=running.run),
        text,
        [
            Answer("keep", tr("Keep training in background"), "primary"),
            Answer("stop", tr("Stop and keep best")),
            _cancel(),
        ],
    )
    if answer == "keep":
        jobs.detach()
    elif answer == "stop":
        jobs.stop_all()
    return answer in {"keep", "stop"}


def _cancel() -> Answer:
    return Answer("cancel", tr("Cancel"))
