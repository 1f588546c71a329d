"""The only door to the project: every change is one transaction, kept with the edit that undoes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from bertstudio.core.documents import Document
from bertstudio.core.edits import (
    Change,
    Edit,
    HideBatch,
    HideDocuments,
    Several,
    ShowBatch,
    ShowDocuments,
    touched,
)
from bertstudio.store.edit_records import pack, size_of, unpack
from bertstudio.store.emptying import present
from bertstudio.store.project import Project, option, writing
from bertstudio.store.rows import from_sql, now_ms, sql_text
from bertstudio.store.steps import Step, flat
from bertstudio.store.titles import title_of_edit

NOTHING_KNOWN: Mapping[int, Document] = MappingProxyType({})

Way = Literal["undo", "redo"]

_NEXT: dict[Way, str] = {
    "undo": "SELECT id, title, inverse FROM history WHERE NOT undone ORDER BY id DESC LIMIT 1",
    "redo": "SELECT id, title, forward FROM history WHERE undone ORDER BY id LIMIT 1",
}

LARGE_BYTES = 16_000
"""A step of that size takes a twentieth of a second and more: a few thousand spans."""
_ANY_NUMBER = (ShowBatch, HideBatch, ShowDocuments, HideDocuments)
"""Edits whose work is not seen from their size."""


@dataclass(frozen=True, slots=True)
class Done:
    """A step that is on the disk: what it touched, and the documents it changed one by one."""

    change: Change
    documents: dict[int, Document] = field(default_factory=dict)


Ahead = Callable[[Done], object]
"""Is told what a step comes to while the disk is still writing it: it may be shown, not called saved."""


def _nobody(_done: Done) -> None:
    """Nobody wants to be told ahead."""


def do(
    project: Project,
    edit: Edit,
    *,
    by: str = "",
    known: Mapping[int, Document] = NOTHING_KNOWN,
    ahead: Ahead = _nobody,
) -> Done:
    """Carry out an edit. When this returns it is on the disk and can be undone, now or after a restart.

    `known` are the documents that the caller made the edit from. Steps that were undone before can no
    longer be redone. When this raises, what `ahead` was told is not so.

    Raises:
        UserError: the edit is refused, or the disk is full; nothing has changed.
        KeyError: the edit names a span, label or document that is not there: a bug of the caller.
    """
    title = edit.title if isinstance(edit, Several) and edit.title else title_of_edit(edit)
    step = Step(project, known)
    with writing(project):
        forward, inverse = step.carry_out(edit)
        if isinstance(forward, Several) and forward.edits:
            _drop_redo(project)
            _record(project, title, forward, inverse)
            _trim(project)
        done = Done(_change(forward, title, by), step.documents)
        ahead(done)
    step.settle()
    return done


def undo(project: Project, ahead: Ahead = _nobody) -> Done | None:
    """Take the last step back. None if there is none. Raises UserError as `do` does."""
    return _go(project, "undo", ahead)


def redo(project: Project, ahead: Ahead = _nobody) -> Done | None:
    """Carry out again the step that was undone last. None if there is none. Raises UserError as `do` does."""
    return _go(project, "redo", ahead)


def is_large(project: Project, way: Way) -> bool:
    """Tell whether the step that `undo` or `redo` would take may take longer than a person notices."""
    row = project.connection.execute(_NEXT[way]).fetchone()
    if row is None:
        return False
    return size_of(row[2]) >= LARGE_BYTES or any(
        isinstance(part, _ANY_NUMBER) for part in flat(unpack(row[2]))
    )


def titles(project: Project) -> tuple[str | None, str | None]:
    """Return the titles of the steps that `undo` and `redo` would take, None where there is none."""
    query = "SELECT title FROM history WHERE {} LIMIT 1"
    last = project.connection.execute(query.format("NOT undone ORDER BY id DESC")).fetchone()
    following = project.connection.execute(query.format("undone ORDER BY id")).fetchone()
    return from_sql(last[0]) if last else None, from_sql(following[0]) if following else None


def _go(project: Project, way: Way, ahead: Ahead) -> Done | None:
    step = Step(project, NOTHING_KNOWN)
    with writing(project):
        edit, title = None, ""
        # Steps that concern only documents that were deleted from the bin are passed over.
        while edit is None:
            row = project.connection.execute(_NEXT[way]).fetchone()
            if row is None:
                return None
            number, title, packed = row
            edit = present(project.connection, unpack(packed))
            undone = way == "undo"
            project.connection.execute("UPDATE history SET undone = ? WHERE id = ?", (undone, number))
        step.carry_out(edit)
        done = Done(_change(edit, from_sql(title), ""), step.documents)
        ahead(done)
    step.settle()
    return done


def _change(edit: Edit, title: str, by: str) -> Change:
    kinds, documents = touched(edit)
    return Change(kinds, documents, title, by)


def _record(project: Project, title: str, forward: Edit, inverse: Edit) -> None:
    project.connection.execute(
        "INSERT INTO history (title, at, undone, forward, inverse) VALUES (?, ?, 0, ?, ?)",
        (sql_text(title), now_ms(), pack(forward), pack(inverse)),
    )


def _drop_redo(project: Project) -> None:
    """Forget the steps that were undone. Imports among them will never be shown again."""
    dropped = project.connection.execute("DELETE FROM history WHERE undone").rowcount
    if dropped:
        project.connection.execute("UPDATE batches SET state = 'dropped' WHERE state = 'hidden'")


def _trim(project: Project) -> None:
    limit = option(project, "history_limit")
    if limit:
        project.connection.execute(
            "DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?", (limit,)
        )
