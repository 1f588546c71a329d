"""Merging and deleting labels, as steps made of edits: nothing here changes the project by itself."""

import sqlite3
from collections.abc import Iterable

from bertstudio.core.documents import DocumentLabel
from bertstudio.core.edits import (
    Edit,
    LabelsWhere,
    MoveSpans,
    RemoveLabel,
    RemoveSpan,
    SetDocumentLabels,
    Several,
    Where,
)
from bertstudio.core.words import tr
from bertstudio.store.corpus_edits import pieces
from bertstudio.store.project import Project
from bertstudio.store.rows import read_document_labels, sql_text

# In the corpus or the bin (state 0 is staged), and in the label set.
_CARRYING = (
    " a JOIN labels l ON l.id = a.label JOIN documents d ON d.id = a.document"
    " WHERE l.name = :name AND l.position IS NOT NULL AND d.state <> 0"
)
_SPANS = 'SELECT a.document, a.id, a.suggested, a.start, a."end" FROM spans' + _CARRYING + " ORDER BY 1, 2"  # noqa: S608
_LABELLED = "SELECT DISTINCT a.document FROM document_labels" + _CARRYING + " ORDER BY 1"  # noqa: S608
_ANNOTATED = "SELECT a.document FROM spans" + _CARRYING + " AND a.suggested = 0"  # noqa: S608
_LABEL_GIVEN = "SELECT a.document FROM document_labels" + _CARRYING + " AND a.suggested = 0"  # noqa: S608
_USAGE = f"SELECT count(*), count(DISTINCT document) FROM ({_ANNOTATED} UNION ALL {_LABEL_GIVEN})"  # noqa: S608


def usage(project: Project, name: str) -> tuple[int, int]:
    """Count the annotations that carry a label and the documents they stand in, the bin included."""
    annotations, documents = project.connection.execute(_USAGE, {"name": sql_text(name)}).fetchone()
    return annotations, documents


def merge_edit(project: Project, source: str, target: str) -> Edit:
    """Return the step that gives everything labelled `source` the label `target` and removes `source`.

    Where both stand on the same stretch of text, one annotation remains. Suggestions follow.
    """
    edits = [*_moved(project, source, target), RemoveLabel(source)]
    return Several(tuple(edits), tr("Merge {source} into {target}", source=source, target=target))


def delete_edit(project: Project, name: str, *, move_to: str | None = None) -> Edit:
    """Return the step that deletes a label with its annotations and suggestions, or moves them to another."""
    edits = _moved(project, name, move_to) if move_to is not None else _removed(project, name)
    return Several((*edits, RemoveLabel(name)), tr("Delete label {name}", name=name))


def _moved(project: Project, source: str, target: str) -> list[Edit]:
    moves: list[tuple[int, int, str]] = []
    removed: list[Edit] = []
    taken = _places(project.connection, target)
    for document, span_id, suggested, start, end in _spans(project.connection, source):
        if (document, suggested, start, end) in taken:
            removed.append(RemoveSpan(document, span_id, _where(suggested)))
        else:
            moves.append((document, span_id, target))
    edits: list[Edit] = [MoveSpans(tuple(moves))] if moves else []
    return [*removed, *edits, *_relabelled(project, source, target)]


def _removed(project: Project, name: str) -> list[Edit]:
    edits: list[Edit] = [
        RemoveSpan(document, span_id, _where(suggested))
        for document, span_id, suggested, _, _ in _spans(project.connection, name)
    ]
    return [*edits, *_relabelled(project, name, None)]


def _spans(connection: sqlite3.Connection, name: str) -> Iterable[tuple[int, int, int, int, int]]:
    return connection.execute(_SPANS, {"name": sql_text(name)}).fetchall()


def _places(connection: sqlite3.Connection, name: str) -> set[tuple[int, int, int, int]]:
    return {
        (document, suggested, start, end) for document, _, suggested, start, end in _spans(connection, name)
    }


def _where(suggested: int) -> Where:
    return "suggestions" if suggested else "spans"


def _relabelled(project: Project, source: str, target: str | None) -> list[Edit]:
    """Return the edits that replace a label of whole documents, or drop it where there is no other."""
    documents = [row[0] for row in project.connection.execute(_LABELLED, {"name": sql_text(source)})]
    edits: list[Edit] = []
    for piece in pieces(documents):
        labels, suggested = read_document_labels(project.connection, piece)
        for number in piece:
            edits += _replaced(number, labels.get(number, ()), "labels", (source, target))
            edits += _replaced(number, suggested.get(number, ()), "label_suggestions", (source, target))
    return edits


def _replaced(
    number: int, old: tuple[DocumentLabel, ...], where: LabelsWhere, labels: tuple[str, str | None]
) -> list[Edit]:
    new = _without(old, *labels)
    return [] if new == old else [SetDocumentLabels(number, new, where)]


def _without(labels: tuple[DocumentLabel, ...], source: str, target: str | None) -> tuple[DocumentLabel, ...]:
    has_target = any(label.label == target for label in labels)
    kept = []
    for label in labels:
        if label.label != source:
            kept.append(label)
        elif target is not None and not has_target:
            kept.append(DocumentLabel(target, label.origin, label.confidence, label.run))
    return tuple(kept)
