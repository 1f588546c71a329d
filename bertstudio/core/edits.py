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
    exactly_at,
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
    BinLabel,
    Change,
    ChangeLabel,
    CorpusEdit,
    DocumentEdit,
    Edit,
    Exchange,
    ExchangeSpans,
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
    UnbinLabel,
    Where,
    edit_types,
    touched,
)
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap, clash, overlaps, placed, trimmed
from bertstudio.core.words import tr, trn

__all__ = [
    "ALL_DOCUMENTS",
    "FIELD_TYPES",
    "AddLabel",
    "AddSpan",
    "BinLabel",
    "Change",
    "ChangeLabel",
    "CorpusEdit",
    "DocumentEdit",
    "Edit",
    "Exchange",
    "ExchangeSpans",
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
    "UnbinLabel",
    "Where",
    "accept",
    "apply",
    "classify",
    "edit_types",
    "find",
    "make_room",
    "mark",
    "own",
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
                "The entity {start} to {end} lies outside the text, which has {length} characters.",
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


def mark(document: Document, start: int, end: int, label: str, *, policy: Overlap) -> Edit:
    """Tag `[start, end)`. The same stretch tagged before is relabelled; a first tag starts the document.

    Where it has several labels, one of them this one, the others stay.

    Raises:
        UserError: it overlaps a span and the project forbids that; the sentence names that span.
    """
    same = exactly_at(document.spans, start, end)
    if same:
        return relabel(document, next((span for span in same if span.label == label), same[0]), label)
    room = make_room(document, start, end, policy)
    add: Edit = AddSpan(document.id, Span(next_id(document), start, end, label))
    covered = exactly_at(document.suggestions, start, end)
    removed: tuple[Edit, ...] = tuple(RemoveSpan(document.id, ghost.id, "suggestions") for ghost in covered)
    return Several(
        (*room, *removed, add, *_started(document)), tr("Tag {text}", text=_short(document.text[start:end]))
    )


def make_room(
    document: Document, start: int, end: int, policy: Overlap, *, besides: int = 0
) -> tuple[Edit, ...]:
    """Return what must happen to other annotations before one stands at `[start, end)`.

    Raises:
        UserError: the project forbids what would overlap then; the sentence names the span in the way.
    """
    near = overlapping(document.spans, start, end)
    there = placed(near, start, end, policy, besides=besides, text=document.text)
    if there.blocking is not None:
        raise _in_the_way(document, there.blocking, policy)
    removed = (RemoveSpan(document.id, span.id) for span in there.removed)
    return *removed, *(ReplaceSpan(document.id, own(span)) for span in there.trimmed)


def relabel(document: Document, span: Span, label: str) -> Edit:
    """Give an annotation another label; it is then the person's own."""
    changed = replace(own(span), label=label)
    title = tr("Relabel {text}", text=_short(document.text_of(span)))
    return Several((ReplaceSpan(document.id, changed),), title)


def own(span: Span) -> Span:
    """Return a span as a person made it: what a model said of it no longer holds."""
    return replace(span, origin=Origin.HUMAN, confidence=None, run=None)


def _short(text: str) -> str:
    return title_of(text, 40)


def resize(document: Document, span: Span, start: int, end: int, *, policy: Overlap) -> Edit:
    """Move the borders of an annotation; it is then the person's own. Raises UserError as `mark` does."""
    room = make_room(document, start, end, policy, besides=span.id)
    changed = replace(own(span), start=start, end=end)
    title = tr("Resize {text}", text=_short(document.text_of(span)))
    return Several((*room, ReplaceSpan(document.id, changed)), title)


def unmark(document: Document, span: Span) -> Edit:
    """Remove an annotation."""
    title = tr("Remove {text}", text=_short(document.text_of(span)))
    return Several((RemoveSpan(document.id, span.id),), title)


def accept(
    document: Document,
    ghosts: tuple[Span, ...],
    label: str | None = None,
    *,
    policy: Overlap = Overlap.REFUSE,
) -> Edit:
    """Make annotations of suggestions, with their own labels or another one.

    A suggestion that repeats an annotation exactly is only removed. One that gets another label than the
    model gave is the person's own.

    Raises:
        UserError: one overlaps an annotation or another of them and the project forbids that.
    """
    taken = {(span.start, span.end, span.label) for span in document.spans}
    edits: list[Edit] = []
    added: list[Span] = []
    for ghost in ghosts:
        span = ghost if label in {None, ghost.label} else replace(own(ghost), label=label or ghost.label)
        edits.append(RemoveSpan(document.id, ghost.id, "suggestions"))
        if (span.start, span.end, span.label) not in taken:
            edits.append(AddSpan(document.id, span))
            taken.add((span.start, span.end, span.label))
            added.append(span)
    room = _room_for(document, added, policy)
    title = trn("Accept 1 suggestion", "Accept {count} suggestions", len(ghosts))
    return Several((*room, *edits, *_started(document)), title)


def _room_for(document: Document, added: list[Span], policy: Overlap) -> list[Edit]:
    """Return what must happen to the annotations before others are added, none of which may clash.

    One pass, because a long document may be accepted whole; what overlaps already is none of our business.
    """
    new = {span.id for span in added}
    rest: dict[int, Span | None] = {}
    for one, other in overlaps((*document.spans, *added)):
        if not (one.id in new or other.id in new) or not clash(one, other, policy):
            continue
        old, fresh = (one, other) if other.id in new else (other, one)
        if old.id in new or policy not in (Overlap.REPLACE, Overlap.TRIM):
            raise _in_the_way(document, old, policy)
        if policy is Overlap.REPLACE:
            rest[old.id] = None
        elif (left := rest.get(old.id, old)) is not None:
            rest[old.id] = trimmed(left, fresh.start, fresh.end, document.text)
    return [
        RemoveSpan(document.id, number) if span is None else ReplaceSpan(document.id, own(span))
        for number, span in rest.items()
    ]


def _in_the_way(document: Document, span: Span, policy: Overlap) -> UserError:
    there = {"text": _short(document.text_of(span)), "label": span.label}
    if policy is Overlap.NESTED:
        return UserError(
            tr("This crosses the border of {text} ({label}). Tag inside of it, or all of it.", **there)
        )
    return UserError(tr("This overlaps {text} ({label}). Remove or resize that one first.", **there))


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
