"""Emptying the bin: the one thing that cannot be undone. Runs keep their copies of the documents."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bertstudio.core.edit_parts import without_documents
from bertstudio.core.edits import Edit, HideDocuments, ShowDocuments, touched
from bertstudio.store import snapshots
from bertstudio.store.project import Project, writing
from bertstudio.store.rows import BINNED, ids_in
from bertstudio.store.steps import flat

DELETED_AT_ONCE = 1_000
"""Documents deleted by one transaction, so that an edit in the window never waits long."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """What became of the bin."""

    documents: tuple[int, ...]
    """Ids of the documents that are gone."""
    snapshot: Path | None
    """The project as it was before."""


def empty_bin(project: Project, ids: Sequence[int], report: Callable[[int], object] | None = None) -> Emptied:
    """Delete documents of the bin for good, after a snapshot; those that are not in the bin stay.

    Steps of the history that concern them stay too: undo then leaves these documents out (see `present`).
    `report` is told how many are gone and returns False to stop there.

    Raises:
        UserError: there is no room for the snapshot, or the disk fails; what was not deleted is in the bin.
    """
    snapshot = snapshots.take(project, "empty")
    deleted: list[int] = []
    for first in range(0, len(ids), DELETED_AT_ONCE):
        listed = ids_in(ids[first : first + DELETED_AT_ONCE])
        chosen = f"FROM documents WHERE +state = {BINNED} AND id IN ({listed})"
        with writing(project):
            found = [row[0] for row in project.connection.execute(f"SELECT id {chosen}")]
            project.connection.execute(f"DELETE {chosen}")
            snapshots.touch(project.connection)
        deleted += found
        if report is not None and report(len(deleted)) is False:
            break
    for number in deleted:
        project.latest.pop(number, None)
    return Emptied(tuple(deleted), snapshot)


def present(connection: sqlite3.Connection, edit: Edit) -> Edit | None:
    """Return what an edit of the history does to documents that are still there, None if that is nothing."""
    ids = {number for part in flat(edit) for number in touched(part)[1]}
    query = "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM documents)"
    gone = {row[0] for row in connection.execute(query, (json.dumps(list(ids)),))}
    left = without_documents(edit, gone) if gone else edit
    parts = list(flat(left)) if left is not None else []
    concerns_none = bool(parts) and all(_is_of_none(connection, part) for part in parts)
    return None if concerns_none else left


def _is_of_none(connection: sqlite3.Connection, edit: Edit) -> bool:
    """Tell whether an edit moves ranges of documents of which none is left."""
    if not isinstance(edit, ShowDocuments | HideDocuments) or not edit.ranges:
        return False
    query = "SELECT 1 FROM documents WHERE id BETWEEN ? AND ? LIMIT 1"
    return not any(connection.execute(query, span).fetchone() for span in edit.ranges)
