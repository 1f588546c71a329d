"""What the states of a document are called and how they look, for every list that shows them."""

from bertstudio.core.documents import Status
from bertstudio.core.words import tr

STATUS_ICONS: dict[Status, tuple[str, str]] = {
    Status.TODO: ("ph.circle", "textFaint"),
    Status.STARTED: ("ph.circle-half", "accent"),
    Status.REVIEW: ("ph.question", "warning"),
    Status.DONE: ("ph.check-circle", "success"),
    Status.SKIPPED: ("ph.minus-circle", "textMuted"),
}
"""Shape and colour both say it."""

NOTE_SIGN = ("ph.note", "textMuted")
"""There is a note on the document, or on an entity of it."""


def status_name(status: Status) -> str:
    """Return a status as it is called."""
    return {
        Status.TODO: tr("To do"),
        Status.STARTED: tr("Started"),
        Status.REVIEW: tr("Needs review"),
        Status.DONE: tr("Done"),
        Status.SKIPPED: tr("Skipped"),
    }[status]
