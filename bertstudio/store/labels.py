"""Merging and deleting labels, as steps made of edits: nothing here changes the project by itself."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby, product
from operator import itemgetter
from typing import Any

from bertstudio.core.documents import DocumentLabel, Origin, Span, with_note_of
from bertstudio.core.edits import (
    BinLabel,
    Edit,
    Exchange,
    ExchangeSpans,
    LabelsWhere,
    MoveSpans,
    RemoveLabel,
    SetDocumentLabels,
    Several,
)
from bertstudio.core.words import tr
from bertstudio.store.corpus_edits import pieces
from bertstudio.store.label_bin import next_number
from bertstudio.store.label_rows import read_label_set
from bertstudio.store.project import Project
from bertstudio.store.rows import from_sql, now_ms, read_document_labels, sql_text

# In the corpus or the bin (state 0 is staged), and in the label set.
_CARRYING = (
    " a JOIN labels l ON l.id = a.label JOIN documents d ON d.id = a.document"
    " WHERE l.name = :name AND l.position IS NOT NULL AND d.state <> 0"
)
_COLUMNS = 'a.document, a.id, a.suggested, a.start, a."end", a.origin, a.confidence, a.run, a.note'
_SPANS = f"SELECT {_COLUMNS} FROM spans{_CARRYING} ORDER BY 1, 2"  # noqa: S608
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
    edits = (*_moved(project, source, target), RemoveLabel(source))
    return Several(edits, tr("Merge {source} into {target}", source=source, target=target))


def delete_edit(project: Project, name: str, *, move_to: str | None = None) -> Edit:
    """Return the step that deletes a label with its annotations and suggestions, or moves them to another.

    The label goes to the bin of labels, with what is deleted along with it.
    """
    exchange, given = _carried(project, name), list(_labelled(project, name))
    contents: tuple[Edit, ...] = (*exchange, *given) if move_to is None else ()
    edits = _removed(project, name, exchange) if move_to is None else _moved(project, name, move_to)
    labels = read_label_set(project.connection)
    position = labels.names.index(name)
    count = usage(project, name)[0] if move_to is None else 0
    binned = BinLabel(
        next_number(project), labels.labels[position], position, Several(contents), count, now_ms()
    )
    return Several((*edits, RemoveLabel(name), binned), tr("Delete label {name}", name=name))


def _moved(project: Project, source: str, target: str) -> list[Edit]:
    taken = _places(project, target)
    moves: list[tuple[int, int, str]] = []
    twice: list[Exchange] = []
    for number, rows in groupby(_spans(project, source), itemgetter(0)):
        removed: list[int] = []
        noted: dict[int, Span] = {}
        for row in rows:
            place, span = _placed(row, source)
            twin = taken.get(place)
            if twin is None:
                moves.append((number, span.id, target))
                continue
            removed.append(span.id)
            if (kept := with_note_of(twin, span)) != twin:
                taken[place] = noted[twin.id] = kept
        if removed:
            twice.append(Exchange(number, (*removed, *noted), tuple(noted.values())))
    edits: list[Edit] = [ExchangeSpans(tuple(twice))] if twice else []
    if moves:
        edits.append(MoveSpans(tuple(moves)))
    return [*edits, *_relabelled(project, source, target)]


def _removed(project: Project, name: str, carried: Sequence[ExchangeSpans]) -> list[Edit]:
    edits: list[Edit] = []
    for exchange in carried:
        parts = (
            Exchange(p.document, tuple(s.id for s in (*p.spans, *p.suggestions))) for p in exchange.documents
        )
        edits.append(ExchangeSpans(tuple(parts)))
    return [*edits, *_relabelled(project, name, None)]


def _carried(project: Project, name: str) -> tuple[ExchangeSpans, ...]:
    """Return the edit that puts back all spans of a label, once they are gone; none if there are none."""
    parts = []
    for number, rows in groupby(_spans(project, name), itemgetter(0)):
        found: tuple[list[Span], list[Span]] = ([], [])
        for row in rows:
            (_, suggested, _, _), span = _placed(row, name)
            found[suggested].append(span)
        parts.append(Exchange(number, (), tuple(found[0]), tuple(found[1])))
    return (ExchangeSpans(tuple(parts)),) if parts else ()


def _labelled(project: Project, name: str) -> Iterator[SetDocumentLabels]:
    """Yield the labels of whole documents of this name, as `BinLabel` keeps them."""
    wheres: tuple[LabelsWhere, ...] = ("labels", "label_suggestions")
    for piece in pieces(_labelled_documents(project, name)):
        both = read_document_labels(project.connection, piece)
        for number, (where, found) in product(piece, zip(wheres, both, strict=True)):
            given = tuple(item for item in found.get(number, ()) if item.label == name)
            if given:
                yield SetDocumentLabels(number, given, where)


def _spans(project: Project, name: str) -> sqlite3.Cursor:
    return project.connection.execute(_SPANS, {"name": sql_text(name)})


_Place = tuple[int, int, int, int]
"""Document, 1 for a suggestion, start and end in code points."""


def _placed(row: tuple[Any, ...], name: str) -> tuple[_Place, Span]:
    """Return a row of `_spans` as a span, and where that stands."""
    number, span_id, suggested, start, end, origin, confidence, run, note = row
    span = Span(span_id, start, end, name, Origin(origin), confidence, run, from_sql(note))
    return (number, suggested, start, end), span


def _places(project: Project, name: str) -> dict[_Place, Span]:
    return dict(_placed(row, name) for row in _spans(project, name))


def _labelled_documents(project: Project, name: str) -> list[int]:
    return [row[0] for row in project.connection.execute(_LABELLED, {"name": sql_text(name)})]


def _relabelled(project: Project, source: str, target: str | None) -> list[Edit]:
    """Return the edits that replace a label of whole documents, or drop it where there is no other."""
    edits: list[Edit] = []
    for piece in pieces(_labelled_documents(project, source)):
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
