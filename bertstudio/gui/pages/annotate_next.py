"""Which document comes next for a purpose: the least certain, without tags, for review."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bertstudio.core.documents import Status
from bertstudio.core.words import tr
from bertstudio.store import documents
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

NEAR = 1000
"""Documents after the open one that are looked through first: the next one is nearly always among them."""


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


def next_document(project: Project, listed: "array[int]", current: int, purpose: Purpose) -> int:
    """Return the document to go on to, 0 if there is none.

    It is the next one of the list, from its start again after the last. The least certain is the next in that
    order instead, of the whole corpus.
    """
    if purpose.query.order != "position":
        return _after(documents.ids(project, purpose.query), current)
    at = listed.index(current) + 1 if current in listed else 0
    near = listed[at : at + NEAR]
    found = set(documents.ids(project, replace(purpose.query, ids=tuple(near)))) - {current}
    if not found:
        found = set(documents.ids(project, purpose.query)) - {current}
        near = listed[at:] + listed[:at]
    return next((number for number in near if number in found), 0)


def _after(order: Sequence[int], current: int) -> int:
    at = order.index(current) + 1 if current in order else 0
    following = order[at] if at < len(order) else next(iter(order), 0)
    return following if following != current else 0
