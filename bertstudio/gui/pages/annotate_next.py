"""Which document comes next for a purpose: the least certain, without tags, for review."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from bertstudio.core.documents import Status
from bertstudio.core.words import tr
from bertstudio.gui.background import Reader
from bertstudio.gui.context import Context
from bertstudio.store import documents
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

NEAR = 1000
"""Documents after the open one that are looked through first: the next one is nearly always among them."""
FEW = 20_000
"""Up to so many documents the whole list is looked through at once."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a person goes on to."""

    query: Query
    nothing: Callable[[], str]
    """What is said where there is no other such document."""


PURPOSES: dict[str, Purpose] = {
    "next-uncertain": Purpose(
        Query(has_suggestions=True, order="uncertain"), lambda: tr("No other document has suggestions.")
    ),
    "next-unlabelled": Purpose(
        Query(has_tags=False, statuses=(Status.TODO, Status.STARTED, Status.REVIEW)),
        lambda: tr("Every other document of the list has tags, or is done or skipped."),
    ),
    "next-review": Purpose(
        Query(statuses=(Status.REVIEW,)), lambda: tr("No other document of the list needs review.")
    ),
}
"""By command of the table of keys."""


class NextDocument(QObject):
    """Finds the document to go on to: at once where that is quick, otherwise in a thread."""

    found = Signal(int)

    def __init__(
        self, context: Context, place: Callable[[], "tuple[array[int], int]"], parent: QObject
    ) -> None:
        """`place` returns the documents of the list and the open one."""
        super().__init__(parent)
        self._context = context
        self._place = place
        self._reader = Reader(context.session, self)

    def seek(self, purpose: Purpose) -> None:
        """Look for a document, after the open one first, and announce it or say that there is none."""
        listed, current = self._place()
        project, near = self._context.session.project, 0
        if purpose.query.order == "position":
            near = _first_of(project, _following(listed, current)[:NEAR], purpose.query)
        if near or len(listed) <= FEW:
            self._tell(near or next_document(project, listed, current, purpose), current, purpose)
            return
        whole = listed[:]
        self._reader.ask(
            lambda own: next_document(own, whole, current, purpose),
            lambda number: self._tell(number, current, purpose),
        )

    def _tell(self, number: int, current: int, purpose: Purpose) -> None:
        if current != self._place()[1]:
            return  # The person has gone elsewhere meanwhile.
        if number:
            self.found.emit(number)
        else:
            self._context.messages.say(purpose.nothing())


def next_document(project: Project, listed: "array[int]", current: int, purpose: Purpose) -> int:
    """Return the document to go on to, 0 if there is none.

    It is the next one of the list, from its start again after the last. The least certain is the next in that
    order instead, of the whole corpus.
    """
    found = documents.ids(project, purpose.query)
    if purpose.query.order != "position":
        return next(iter(_following(found, current)), 0)
    wanted = set(found)
    return next((number for number in _following(listed, current) if number in wanted), 0)


def _first_of(project: Project, near: "array[int]", query: Query) -> int:
    found = set(documents.ids(project, replace(query, ids=tuple(near))))
    return next((number for number in near if number in found), 0)


def _following(order: "array[int]", current: int) -> "array[int]":
    """Return all others, those after the current one first."""
    if current not in order:
        return order
    at = order.index(current)
    return order[at + 1 :] + order[:at]
