"""A quiet line under the text after a correction: the same could be done in so many other places."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bertstudio.core.documents import Span, title_of
from bertstudio.core.edits import Change
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Reader
from bertstudio.gui.context import Context
from bertstudio.gui.editors.base import SCREEN
from bertstudio.gui.editors.span_changes import Correction
from bertstudio.gui.pages.annotate_label_all_tasks import Task, relabelling, removing, resizing
from bertstudio.gui.widgets import ElidedLabel, IconButton, Sign, link
from bertstudio.store.occurrences import Tally
from bertstudio.store.project import Project
from bertstudio.store.tagged import Shift

COUNT_AFTER_MS = 500
"""Rest after a correction before others like it are looked for; a border is moved in several steps."""
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of correction, in words."""

    sentence: Callable[[int, dict[str, str]], str]
    link: Callable[[], str]


_KINDS = {
    "relabel": _Kind(
        lambda count, named: trn(
            "“{text}” is {label} in 1 other place.",
            "“{text}” is {label} in {count} other places.",
            count,
            **named,
        ),
        lambda: tr("Relabel there too…"),
    ),
    "remove": _Kind(
        lambda count, named: trn(
            "“{text}” is {label} in 1 other place.",
            "“{text}” is {label} in {count} other places.",
            count,
            **named,
        ),
        lambda: tr("Remove there too…"),
    ),
    "resize": _Kind(
        lambda count, named: trn(
            "“{text}” could become “{now}” in 1 other place.",
            "“{text}” could become “{now}” in {count} other places.",
            count,
            **named,
        ),
        lambda: tr("Resize there too…"),
    ),
}


class Offer(QFrame):
    """Away unless there are such places. What was closed once is not offered again for the same text."""

    taken = Signal(object)
    """The `Task` to open the drawer with."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate.offer")
        self.setProperty("surface", "footer")
        self._session = context.session
        self._correction: Correction | None = None
        self._closed: set[tuple[str, ...]] = set()
        self._reader = Reader(context.session, self)
        self._later = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._later.timeout.connect(self._count)
        self._words = ElidedLabel()
        self._link = link(tr("Relabel there too…"), name="annotate.offer.open", clicked=self.take)
        close = IconButton("ph.x", tr("Do not offer this"), name="annotate.offer.close", clicked=self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 10, 3)
        row.setSpacing(8)
        row.addWidget(Sign("ph.stack", "textMuted", 15))
        row.addWidget(self._words)
        row.addWidget(self._link)
        row.addStretch(1)
        row.addWidget(close)
        self.hide()
        context.session.closed.connect(self.forget)
        context.session.changed.connect(self._on_changed)

    def follow(self, correction: Correction) -> None:
        """A person has corrected an entity: look for others like the one that it was."""
        last = self._correction
        if last is not None and last.after is not None and _is_same(last.after, correction.before):
            correction = replace(correction, before=last.before, text=last.text)
        self.forget()
        if not correction.changes_nothing:
            self._correction = correction
            self._later.start()

    def forget(self) -> None:
        """Offer nothing any more."""
        self._later.stop()
        self._reader.stop()
        self._correction = None
        self.hide()

    def take(self) -> bool:
        """Open the drawer for the last correction; tell whether there is one."""
        correction = self._correction
        if correction is None:
            return False
        self.hide()
        self.taken.emit(task_of(correction))
        return True

    def _on_changed(self, change: Change) -> None:
        # An undo, or a step that has done it everywhere.
        if change.by != SCREEN and "spans" in change.kinds:
            self.forget()

    def _count(self) -> None:
        correction = self._correction
        if correction is not None and self._session.is_open and correction.alike not in self._closed:
            self._reader.ask(
                lambda own: _others(own, task_of(correction)), lambda count: self._show(correction, count)
            )

    def _show(self, correction: Correction, count: int) -> None:
        if correction is not self._correction or not count:
            return
        kind = _KINDS[correction.kind]
        named = {
            "text": title_of(correction.text, 40),
            "label": correction.before.label,
            "now": title_of(correction.now, 40),
        }
        self._words.setText(kind.sentence(count, named))
        self._link.setText(kind.link())
        self._link.setAccessibleName(kind.link())
        self.setAccessibleName(self._words.text())
        self.show()

    def _close(self) -> None:
        if self._correction is not None:
            self._closed.add(self._correction.alike)
        self.forget()


def _is_same(one: Span, other: Span) -> bool:
    """Tell whether a correction goes on where the last one ended; who made the annotation does not matter."""
    return (one.id, one.start, one.end, one.label) == (other.id, other.start, other.end, other.label)


def task_of(correction: Correction) -> Task:
    """Return the task that does a correction everywhere."""
    before, after = correction.before, correction.after
    if after is None:
        return removing(correction.text, before.label)
    if after.label != before.label:
        return relabelling(correction.text, before.label, after.label)
    shift = Shift(before.start - after.start, after.end - before.end, correction.now)
    return resizing(correction.text, before.label, shift)


def _others(project: Project, task: Task) -> int:
    """Count the entities that a task would change, up to `MOST_COUNTED`."""
    find = task.find(task.wish)
    count = 0
    for found in find(project, Tally()) if find is not None else ():
        count += sum(not hit.reason for hit in found)
        if count >= MOST_COUNTED:
            break
    return count
