"""The bin of labels: what was deleted, with everything that carried it, until it is restored or emptied."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bertstudio.core.documents import Document, Span, next_id, span_order
from bertstudio.core.edits import (
    AddLabel,
    BinLabel,
    Edit,
    Exchange,
    ExchangeSpans,
    SetDocumentLabels,
    Several,
    UnbinLabel,
)
from bertstudio.core.labels import Label, LabelSet, code_of
from bertstudio.core.neighbours import Neighbours
from bertstudio.core.overlap import Placement, placed
from bertstudio.core.words import tr
from bertstudio.store.edit_records import from_record, pack, to_record, unpack
from bertstudio.store.label_rows import read_label_set
from bertstudio.store.project import Project, options, overlap_policy
from bertstudio.store.rows import STAGED, ids_in, read

PIECE = 200
"""Documents that are read at once."""

_Part = TypeVar("_Part", Exchange, SetDocumentLabels)


@dataclass(frozen=True, slots=True)
class BinnedLabel:
    """A label in the bin."""

    id: int
    label: Label
    annotations: int
    at: int
    """When it was deleted, in milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Restoring:
    """The step that puts a label back, and what it does."""

    name: str
    edit: Edit
    annotations: int
    """Entities and labels of documents that come back."""
    skipped: int
    """Those that do not: their document is gone, or something else stands there now."""


def binned(project: Project) -> list[BinnedLabel]:
    """Return the labels in the bin, the one deleted last first."""
    rows = project.connection.execute("SELECT id, label, n_annotations, at FROM label_bin ORDER BY id DESC")
    return [BinnedLabel(number, _label(text)[0], count, at) for number, text, count, at in rows]


def next_number(project: Project) -> int:
    """Return the number that the next label in the bin gets."""
    row = project.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'label_bin'").fetchone()
    return 1 + (int(row[0]) if row else 0)


def empty_edit(project: Project) -> Edit:
    """Return the step that forgets every label in the bin; of no edits if there is none."""
    edits = tuple(UnbinLabel(item.id) for item in binned(project))
    return Several(edits, tr("Empty the bin of labels"))


def restore_edit(project: Project, number: int) -> Restoring:
    """Return the step that puts a label of the bin back, with what carried it as far as it still fits.

    A label of the same name takes the annotations. Raises KeyError if it is not in the bin.
    """
    binned = _read(project.connection, number)
    edits: list[Edit] = []
    labels = read_label_set(project.connection)
    if binned.label.name not in labels:
        edits.append(AddLabel(_fitting(labels, binned.label), min(binned.position, len(labels))))
    contents = _Contents(project)
    edits += contents.restored(binned.contents)
    edits.append(UnbinLabel(number))
    title = tr("Restore label {name}", name=binned.label.name)
    return Restoring(
        binned.label.name, Several(tuple(edits), title), contents.restored_count, contents.skipped
    )


# In SQL -------------------------------------------------------------------------------------------


def bin_label(connection: sqlite3.Connection, edit: BinLabel) -> Edit:
    """Put a label into the bin."""
    label = json.dumps(to_record(AddLabel(edit.label, edit.position)))
    connection.execute(
        "INSERT INTO label_bin (id, label, contents, n_annotations, at) VALUES (?, ?, ?, ?, ?)",
        (edit.id, label, pack(edit.contents), edit.annotations, edit.at),
    )
    return UnbinLabel(edit.id)


def unbin_label(connection: sqlite3.Connection, edit: UnbinLabel) -> Edit:
    """Take a label out of the bin. Raises KeyError if it is not there."""
    binned = _read(connection, edit.id)
    connection.execute("DELETE FROM label_bin WHERE id = ?", (edit.id,))
    return binned


def _read(connection: sqlite3.Connection, number: int) -> BinLabel:
    query = "SELECT label, contents, n_annotations, at FROM label_bin WHERE id = ?"
    row = connection.execute(query, (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    label, position = _label(row[0])
    return BinLabel(number, label, position, unpack(row[1]), row[2], row[3])


def _label(text: str) -> tuple[Label, int]:
    added = from_record(json.loads(text))
    assert isinstance(added, AddLabel)
    return added.label, added.position or 0


def _fitting(labels: LabelSet, label: Label) -> Label:
    """Return the label without a key or code that another one has by now."""
    shortcut = "" if labels.by_shortcut(label.shortcut) else label.shortcut
    codes = {other.code for other in labels}
    code = code_of(label.name, codes) if label.code in codes else label.code
    return replace(label, shortcut=shortcut, code=code)


# What fits ----------------------------------------------------------------------------------------


class _Contents:
    """Puts back what still fits into the documents as they are now, and counts."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._policy = overlap_policy(project)
        self._several = bool(options(project)["multi_label"])
        self.restored_count = self.skipped = 0

    def restored(self, contents: Edit) -> list[Edit]:
        """Return edits as those that were kept, without what does not fit any more."""
        parts = contents.edits if isinstance(contents, Several) else (contents,)
        exchanges = [e for part in parts if isinstance(part, ExchangeSpans) for e in part.documents]
        fitting = [self._exchange(part, document) for part, document in self._with(exchanges)]
        edits: list[Edit] = []
        if any(fitting):
            edits.append(ExchangeSpans(tuple(part for part in fitting if part is not None)))
        given = [part for part in parts if isinstance(part, SetDocumentLabels)]
        for label, document in self._with(given):
            edits += self._labels(label, document)
        return edits

    def _with(self, parts: Sequence[_Part]) -> Iterator[tuple[_Part, Document | None]]:
        for first in range(0, len(parts), PIECE):
            piece = parts[first : first + PIECE]
            listed = ids_in(part.document for part in piece)
            query = f"SELECT id FROM documents WHERE id IN ({listed}) AND state <> {STAGED}"  # noqa: S608
            known = [number for (number,) in self._project.connection.execute(query)]
            found = read(self._project.connection, known)
            for part in piece:
                yield part, found[part.document][0] if part.document in found else None

    def _exchange(self, part: Exchange, document: Document | None) -> Exchange | None:
        if document is None:
            self.skipped += len(part.spans)
            return None
        ids = _Ids(document)
        there = Neighbours(document.spans)
        spans = []
        for span in sorted(part.spans, key=span_order):
            if self._fits(span, there.at(span.start, span.end), document.text):
                spans.append(ids.own(span))
                there.exchange((), (span,))
        self.restored_count += len(spans)
        self.skipped += len(part.spans) - len(spans)
        known = {(ghost.start, ghost.end, ghost.label) for ghost in document.suggestions}
        ghosts = [ids.own(g) for g in part.suggestions if (g.start, g.end, g.label) not in known]
        return Exchange(document.id, (), tuple(spans), tuple(ghosts)) if spans or ghosts else None

    def _fits(self, span: Span, near: Sequence[Span], text: str) -> bool:
        if any((s.start, s.end, s.label) == (span.start, span.end, span.label) for s in near):
            return False
        return placed(near, span.start, span.end, self._policy, text=text) == Placement()

    def _labels(self, given: SetDocumentLabels, document: Document | None) -> Iterator[Edit]:
        """Add labels to those of a document; it has room for one only, unless the project allows several."""
        old = getattr(document, given.where) if document is not None else ()
        new = tuple(item for item in given.labels if item.label not in {known.label for known in old})
        fits = document is not None and new and (self._several or not old or given.where != "labels")
        if given.where == "labels":
            self.restored_count += len(new) if fits else 0
            self.skipped += 0 if fits else len(given.labels)
        if fits:
            yield SetDocumentLabels(given.document, (*old, *new), given.where)


class _Ids:
    """Gives spans that come back their own ids, or new ones where others have them by now."""

    def __init__(self, document: Document) -> None:
        self._next = next_id(document)
        self._taken = {span.id for span in (*document.spans, *document.suggestions)}

    def own(self, span: Span) -> Span:
        """Return the span under an id that is free."""
        number = self._next if span.id in self._taken else span.id
        self._taken.add(number)
        self._next = max(self._next, number + 1)
        return replace(span, id=number)
