"""Every change that a person or a model can make, as a value.

`apply(document, edit)` returns the changed document and the edit that undoes it. Edits of the corpus
(labels, bin, import) name no single document; the store carries them out and returns their inverse in the
same way. All go through one door, `store.history.do`, and come out as one `Change`.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Origin,
    Span,
    Split,
    Status,
    next_id,
    overlapping,
    span_order,
    title_of,
)
from bertstudio.core.edit_kinds import (
    ALL_DOCUMENTS,
    FIELD_TYPES,
    AddLabel,
    AddSpan,
    Change,
    ChangeLabel,
    CorpusEdit,
    DocumentEdit,
    Edit,
    FieldName,
    HideBatch,
    HideDocuments,
    LabelsWhere,
    MoveSpans,
    RemoveLabel,
    RemoveSpan,
    ReplaceSpan,
    SetDocumentLabels,
    SetField,
    SetOption,
    SetSuggestions,
    Several,
    ShowBatch,
    ShowDocuments,
    Where,
    edit_types,
    touched,
)
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn

__all__ = [
    "ALL_DOCUMENTS",
    "FIELD_TYPES",
    "AddLabel",
    "AddSpan",
    "Change",
    "ChangeLabel",
    "CorpusEdit",
    "DocumentEdit",
    "Edit",
    "FieldName",
    "HideBatch",
    "HideDocuments",
    "LabelsWhere",
    "MoveSpans",
    "RemoveLabel",
    "RemoveSpan",
    "ReplaceSpan",
    "SetDocumentLabels",
    "SetField",
    "SetOption",
    "SetSuggestions",
    "Several",
    "ShowBatch",
    "ShowDocuments",
    "Where",
    "accept",
    "apply",
    "classify",
    "edit_types",
    "find",
    "mark",
    "reject",
    "relabel",
    "resize",
    "set_splits",
    "set_status",
    "touched",
    "unmark",
]


def apply(document: Document, edit: Edit) -> tuple[Document, Edit]:
    """Return the document after the edit, and the edit that undoes it.

    Raises:
        UserError: the edit cannot be made (a span outside the text or without characters).
        KeyError: the span it names is not there: a bug of the caller.
    """
    if isinstance(edit, Several):
        inverses: list[Edit] = []
        for part in edit.edits:
            document, inverse = apply(document, part)
            inverses.append(inverse)
        return document, Several(tuple(reversed(inverses)), edit.title)
    return _APPLY[type(edit)](document, edit)


def _checked(document: Document, span: Span) -> Span:
    if not 0 <= span.start < span.end <= len(document.text):
        raise UserError(
            tr(
                "The span {start} to {end} lies outside the text, which has {length} characters.",
                start=span.start,
                end=span.end,
                length=len(document.text),
            )
        )
    return span


# A document may hold ten thousand spans, and each edit must fit into a key press: spans stay in order, so
# one is put in or taken out without sorting all, and those that stay are the same objects as before.

_ID = attrgetter("id")


def _put(spans: tuple[Span, ...], span: Span) -> tuple[Span, ...]:
    place = bisect_right(spans, span_order(span), key=span_order)
    return (*spans[:place], span, *spans[place:])


def _taken(spans: tuple[Span, ...], span_id: int) -> tuple[Span, tuple[Span, ...]]:
    """Return the span with that id, and the others. Raises KeyError."""
    try:
        place = list(map(_ID, spans)).index(span_id)
    except ValueError:
        raise KeyError(span_id) from None
    return spans[place], (*spans[:place], *spans[place + 1 :])


def _with(document: Document, where: str, spans: tuple[Span, ...]) -> Document:
    return replace(document, **{where: spans})  # type: ignore[arg-type]


def _add_span(document: Document, edit: AddSpan) -> tuple[Document, Edit]:
    span = _checked(document, edit.span)
    if span.id in map(_ID, document.spans) or span.id in map(_ID, document.suggestions):
        raise KeyError(span.id)
    spans = _put(getattr(document, edit.where), span)
    return _with(document, edit.where, spans), RemoveSpan(edit.document, span.id, edit.where)


def _remove_span(document: Document, edit: RemoveSpan) -> tuple[Document, Edit]:
    removed, kept = _taken(getattr(document, edit.where), edit.span_id)
    return _with(document, edit.where, kept), AddSpan(edit.document, removed, edit.where)


def _replace_span(document: Document, edit: ReplaceSpan) -> tuple[Document, Edit]:
    new = _checked(document, edit.span)
    old, others = _taken(document.spans, new.id)
    return _with(document, "spans", _put(others, new)), ReplaceSpan(edit.document, old)


def _set_document_labels(document: Document, edit: SetDocumentLabels) -> tuple[Document, Edit]:
    old = getattr(document, edit.where)
    changed = replace(document, **{edit.where: edit.labels})  # type: ignore[arg-type]
    return changed, SetDocumentLabels(edit.document, old, edit.where)


def _set_field(document: Document, edit: SetField) -> tuple[Document, Edit]:
    value = dict(edit.values)[document.id]
    old = getattr(document, edit.field)
    changed = replace(document, **{edit.field: value})
    return changed, SetField(edit.field, ((document.id, old),))


_APPLY: dict[type, Callable[[Document, Any], tuple[Document, Edit]]] = {
    AddSpan: _add_span,
    RemoveSpan: _remove_span,
    ReplaceSpan: _replace_span,
    SetDocumentLabels: _set_document_labels,
    SetField: _set_field,
}


def find(spans: tuple[Span, ...], span_id: int) -> Span:
    """Return the span with that id, or raise KeyError."""
    for span in spans:
        if span.id == span_id:
            return span
    raise KeyError(span_id)


# What a person does in the editor, as edits.


def mark(document: Document, start: int, end: int, label: str, *, allow_overlap: bool) -> Edit:
    """Tag `[start, end)`. The same stretch tagged before is relabelled; a first tag starts the document.

    Raises:
        UserError: it overlaps a span and the project allows no overlaps; the sentence names that span.
    """
    same = next((span for span in document.spans if (span.start, span.end) == (start, end)), None)
    if same is not None:
        return relabel(document, same, label)
    if not allow_overlap:
        _check_free(document, overlapping(document.spans, start, end))
    add: Edit = AddSpan(document.id, Span(next_id(document), start, end, label))
    covered = [ghost for ghost in document.suggestions if (ghost.start, ghost.end) == (start, end)]
    removed: tuple[Edit, ...] = tuple(RemoveSpan(document.id, ghost.id, "suggestions") for ghost in covered)
    return Several(
        (*removed, add, *_started(document)), tr("Tag {text}", text=_short(document.text[start:end]))
    )


def relabel(document: Document, span: Span, label: str) -> Edit:
    """Give an annotation another label; it is then the person's own."""
    changed = replace(_own(span), label=label)
    title = tr("Relabel {text}", text=_short(document.text_of(span)))
    return Several((ReplaceSpan(document.id, changed),), title)


def _own(span: Span) -> Span:
    """Return a span as a person made it: what a model said of it no longer holds."""
    return replace(span, origin=Origin.HUMAN, confidence=None, run=None)


def _short(text: str) -> str:
    return title_of(text, 40)


def resize(document: Document, span: Span, start: int, end: int, *, allow_overlap: bool) -> Edit:
    """Move the borders of an annotation; it is then the person's own. Raises UserError as `mark` does."""
    others = tuple(other for other in document.spans if other.id != span.id)
    if not allow_overlap:
        _check_free(document, overlapping(others, start, end))
    changed = replace(_own(span), start=start, end=end)
    title = tr("Resize {text}", text=_short(document.text_of(span)))
    return Several((ReplaceSpan(document.id, changed),), title)


def unmark(document: Document, span: Span) -> Edit:
    """Remove an annotation."""
    title = tr("Remove {text}", text=_short(document.text_of(span)))
    return Several((RemoveSpan(document.id, span.id),), title)


def accept(
    document: Document, ghosts: tuple[Span, ...], label: str | None = None, *, allow_overlap: bool = False
) -> Edit:
    """Make annotations of suggestions, with their own labels or another one.

    A suggestion that repeats an annotation exactly is only removed. One that gets another label than the
    model gave is the person's own.

    Raises:
        UserError: one overlaps an annotation or another of them and the project allows no overlaps.
    """
    taken = {(span.start, span.end, span.label) for span in document.spans}
    edits: list[Edit] = []
    added: list[Span] = []
    for ghost in ghosts:
        span = ghost if label in {None, ghost.label} else replace(_own(ghost), label=label or ghost.label)
        edits.append(RemoveSpan(document.id, ghost.id, "suggestions"))
        if (span.start, span.end, span.label) not in taken:
            edits.append(AddSpan(document.id, span))
            taken.add((span.start, span.end, span.label))
            added.append(span)
    if not allow_overlap:
        _check_free(document, _in_the_way(document.spans, added))
    title = trn("Accept 1 suggestion", "Accept {count} suggestions", len(ghosts))
    return Several((*edits, *_started(document)), title)


def _in_the_way(spans: tuple[Span, ...], added: list[Span]) -> list[Span]:
    """Return a span that one of those to be added would overlap, if there is one.

    One pass, because a long document may be accepted whole; what overlaps already is none of our business.
    """
    new = {span.id for span in added}
    last: Span | None = None
    last_new: Span | None = None
    for span in sorted((*spans, *added), key=span_order):
        other = last if span.id in new else last_new
        if other is not None and span.start < other.end:
            return [other if span.id in new else span]
        if last is None or span.end > last.end:
            last = span
        if span.id in new and (last_new is None or span.end > last_new.end):
            last_new = span
    return []


def _check_free(document: Document, blocking: list[Span]) -> None:
    if blocking:
        raise UserError(
            tr(
                "This overlaps {text} ({label}). Remove or resize that one first.",
                text=_short(document.text_of(blocking[0])),
                label=blocking[0].label,
            )
        )


def reject(document: Document, ghosts: tuple[Span, ...]) -> Edit:
    """Drop suggestions."""
    edits = tuple(RemoveSpan(document.id, ghost.id, "suggestions") for ghost in ghosts)
    return Several(edits, trn("Reject 1 suggestion", "Reject {count} suggestions", len(ghosts)))


def classify(document: Document, labels: tuple[DocumentLabel, ...]) -> Edit:
    """Set the labels of the whole document; the first one starts it."""
    edits = (SetDocumentLabels(document.id, labels), *_started(document))
    return Several(edits, tr("Label {title}", title=document.title or _short(document.text)))


def set_status(document: Document, status: Status) -> Edit:
    return Several(
        (SetField("status", ((document.id, status),)),), tr("Change status of {title}", title=document.title)
    )


def set_splits(values: tuple[tuple[int, Split], ...]) -> Edit:
    title = trn("Change the split of 1 document", "Change the split of {count} documents", len(values))
    return Several((SetField("split", values),), title)


def _started(document: Document) -> tuple[Edit, ...]:
    if document.status is not Status.TODO:
        return ()
    return (SetField("status", ((document.id, Status.STARTED),)),)
