"""Every change that a person or a model can make, as a value.

`apply(document, edit)` returns the changed document and the edit that undoes it. Edits of the corpus
(labels, bin, import) name no single document; the store carries them out and returns their inverse in the
same way. All go through one door, `store.history.do`, and come out as one `Change`.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Span,
    Split,
    Status,
    next_id,
    overlapping,
    span_order,
)
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label
from bertstudio.core.words import tr

Where = Literal["spans", "suggestions"]
LabelsWhere = Literal["labels", "label_suggestions"]
FieldName = Literal["title", "split", "status", "flagged", "note", "language"]


@dataclass(frozen=True, slots=True)
class AddSpan:
    """Put a span among the annotations or the suggestions of a document."""

    document: int
    span: Span
    where: Where = "spans"


@dataclass(frozen=True, slots=True)
class RemoveSpan:
    """Take a span out; accepting a suggestion removes it here and adds it there."""

    document: int
    span_id: int
    where: Where = "spans"


@dataclass(frozen=True, slots=True)
class ReplaceSpan:
    """Change borders, label or note of the annotation with the same id."""

    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class SetDocumentLabels:
    """Give a document exactly these labels (text classification), or these label suggestions."""

    document: int
    labels: tuple[DocumentLabel, ...]
    where: LabelsWhere = "labels"


@dataclass(frozen=True, slots=True)
class SetField:
    """Set one plain field of some documents: `(document id, value)` pairs."""

    field: FieldName
    values: tuple[tuple[int, Any], ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Edits that are one step for the user: done together, undone together."""

    edits: tuple["Edit", ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class ShowDocuments:
    """Take documents out of the bin. `ranges` are inclusive `(first id, last id)` pairs."""

    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class HideDocuments:
    """Move documents to the bin. `ranges` are inclusive `(first id, last id)` pairs."""

    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ShowBatch:
    """Take the documents of one import into the corpus, once all of them are staged."""

    batch: int


@dataclass(frozen=True, slots=True)
class HideBatch:
    """Take an import back. Its documents do not go to the bin: they wait to be shown again."""

    batch: int


@dataclass(frozen=True, slots=True)
class SetSuggestions:
    """Give documents exactly these suggestions: `(document id, spans, labels of the document)`."""

    documents: tuple[tuple[int, tuple[Span, ...], tuple[DocumentLabel, ...]], ...]


@dataclass(frozen=True, slots=True)
class AddLabel:
    """Put a label into the label set, at the end or at a position (from 0)."""

    label: Label
    position: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveLabel:
    """Take a label out of the label set. Nothing may carry it any more."""

    name: str


@dataclass(frozen=True, slots=True)
class ChangeLabel:
    """Rename, recolour or describe a label; all its annotations follow."""

    name: str
    label: Label


@dataclass(frozen=True, slots=True)
class MoveSpans:
    """Give other labels to annotations across the corpus: `(document id, span id, label)`."""

    spans: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class SetOption:
    """Set a project option (see `store.project.OPTIONS`)."""

    name: str
    value: Any


DocumentEdit = AddSpan | RemoveSpan | ReplaceSpan | SetDocumentLabels | SetField
CorpusEdit = (
    ShowDocuments
    | HideDocuments
    | ShowBatch
    | HideBatch
    | SetSuggestions
    | AddLabel
    | RemoveLabel
    | ChangeLabel
    | MoveSpans
    | SetOption
)
Edit = DocumentEdit | CorpusEdit | Several

ALL_DOCUMENTS: tuple[int, ...] = ()
"""As `Change.documents`: any document may have changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit touched; emitted once by the session.

    `kinds` holds the parts that changed: spans, suggestions, labels, label_suggestions, label_set,
    documents (added or removed), options, or the name of a plain field. `documents` are ids, empty for any.
    """

    kinds: frozenset[str]
    documents: tuple[int, ...]
    title: str
    by: str = ""
    """Name of the screen that asked, so that it need not reread what it just drew."""


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


def _with(document: Document, where: str, spans: list[Span]) -> Document:
    return replace(document, **{where: tuple(sorted(spans, key=span_order))})  # type: ignore[arg-type]


def _add_span(document: Document, edit: AddSpan) -> tuple[Document, Edit]:
    span = _checked(document, edit.span)
    if any(other.id == span.id for other in (*document.spans, *document.suggestions)):
        raise KeyError(span.id)
    spans = [*getattr(document, edit.where), span]
    return _with(document, edit.where, spans), RemoveSpan(edit.document, span.id, edit.where)


def _remove_span(document: Document, edit: RemoveSpan) -> tuple[Document, Edit]:
    spans = getattr(document, edit.where)
    removed = find(spans, edit.span_id)
    kept = [span for span in spans if span is not removed]
    return _with(document, edit.where, kept), AddSpan(edit.document, removed, edit.where)


def _replace_span(document: Document, edit: ReplaceSpan) -> tuple[Document, Edit]:
    new = _checked(document, edit.span)
    old = find(document.spans, new.id)
    spans = [new if span is old else span for span in document.spans]
    return _with(document, "spans", spans), ReplaceSpan(edit.document, old)


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
    blocking = [] if allow_overlap else overlapping(document.spans, start, end)
    if blocking:
        text = document.text_of(blocking[0])
        raise UserError(
            tr(
                "This overlaps {text} ({label}). Remove or resize that one first.",
                text=text,
                label=blocking[0].label,
            )
        )
    add: Edit = AddSpan(document.id, Span(next_id(document), start, end, label))
    covered = [ghost for ghost in document.suggestions if (ghost.start, ghost.end) == (start, end)]
    removed: tuple[Edit, ...] = tuple(RemoveSpan(document.id, ghost.id, "suggestions") for ghost in covered)
    return Several((*removed, add, *_started(document)), tr("Tag {text}", text=document.text[start:end]))


def relabel(document: Document, span: Span, label: str) -> Edit:
    """Give an annotation another label; it is then the person's own."""
    changed = replace(span, label=label)
    return Several((ReplaceSpan(document.id, changed),), tr("Relabel {text}", text=document.text_of(span)))


def resize(document: Document, span: Span, start: int, end: int, *, allow_overlap: bool) -> Edit:
    """Move the borders of an annotation. Raises UserError as `mark` does."""
    others = tuple(other for other in document.spans if other.id != span.id)
    blocking = [] if allow_overlap else overlapping(others, start, end)
    if blocking:
        text = document.text_of(blocking[0])
        raise UserError(
            tr(
                "This overlaps {text} ({label}). Remove or resize that one first.",
                text=text,
                label=blocking[0].label,
            )
        )
    changed = replace(span, start=start, end=end)
    return Several((ReplaceSpan(document.id, changed),), tr("Resize {text}", text=document.text_of(span)))


def unmark(document: Document, span: Span) -> Edit:
    """Remove an annotation."""
    return Several((RemoveSpan(document.id, span.id),), tr("Remove {text}", text=document.text_of(span)))


def accept(document: Document, ghosts: tuple[Span, ...], label: str | None = None) -> Edit:
    """Make annotations of suggestions, with their own labels or another one.

    A suggestion that repeats an annotation exactly is only removed.
    """
    taken = {(span.start, span.end, span.label) for span in document.spans}
    edits: list[Edit] = []
    for ghost in ghosts:
        span = ghost if label is None else replace(ghost, label=label)
        edits.append(RemoveSpan(document.id, ghost.id, "suggestions"))
        if (span.start, span.end, span.label) not in taken:
            edits.append(AddSpan(document.id, span))
            taken.add((span.start, span.end, span.label))
    return Several((*edits, *_started(document)), tr("Accept {count} suggestions", count=len(ghosts)))


def reject(document: Document, ghosts: tuple[Span, ...]) -> Edit:
    """Drop suggestions."""
    edits = tuple(RemoveSpan(document.id, ghost.id, "suggestions") for ghost in ghosts)
    return Several(edits, tr("Reject {count} suggestions", count=len(ghosts)))


def classify(document: Document, labels: tuple[DocumentLabel, ...]) -> Edit:
    """Set the labels of the whole document; the first one starts it."""
    edits = (SetDocumentLabels(document.id, labels), *_started(document))
    return Several(edits, tr("Label {title}", title=document.title or document.text[:40]))


def set_status(document: Document, status: Status) -> Edit:
    return Several(
        (SetField("status", ((document.id, status),)),), tr("Change status of {title}", title=document.title)
    )


def set_splits(values: tuple[tuple[int, Split], ...]) -> Edit:
    return Several((SetField("split", values),), tr("Move {count} documents", count=len(values)))


def _started(document: Document) -> tuple[Edit, ...]:
    if document.status is not Status.TODO:
        return ()
    return (SetField("status", ((document.id, Status.STARTED),)),)


def edit_types() -> dict[str, type]:
    """Return the edit classes by name, for those who write edits to disk."""
    types = (*DocumentEdit.__args__, *CorpusEdit.__args__, Several)
    return {kind.__name__: kind for kind in types}


def touched(edit: Edit) -> tuple[frozenset[str], tuple[int, ...]]:
    """Return the kinds and documents that an edit touches, as `Change` names them."""
    if isinstance(edit, Several):
        parts = [touched(part) for part in edit.edits]
        kinds = frozenset[str]().union(*(kinds for kinds, _ in parts))
        everywhere = any(not documents and not kinds <= _APART for kinds, documents in parts)
        documents = ALL_DOCUMENTS if everywhere else tuple(dict.fromkeys(d for _, ids in parts for d in ids))
        return kinds, documents
    if isinstance(edit, SetField):
        return frozenset({edit.field}), tuple(document for document, _ in edit.values)
    if isinstance(edit, MoveSpans):
        return frozenset({"spans"}), tuple(dict.fromkeys(document for document, _, _ in edit.spans))
    if isinstance(edit, SetSuggestions):
        return frozenset({"suggestions", "label_suggestions"}), tuple(row[0] for row in edit.documents)
    if isinstance(edit, ReplaceSpan):
        return frozenset({"spans"}), (edit.document,)
    if isinstance(edit, AddSpan | RemoveSpan | SetDocumentLabels):
        return frozenset({edit.where}), (edit.document,)
    return _CORPUS_KINDS[type(edit)], ALL_DOCUMENTS


_APART = frozenset({"label_set", "options"})
"""Kinds that change beside the documents, not in them."""

_CORPUS_KINDS: dict[type, frozenset[str]] = {
    ShowDocuments: frozenset({"documents"}),
    HideDocuments: frozenset({"documents"}),
    ShowBatch: frozenset({"documents"}),
    HideBatch: frozenset({"documents"}),
    AddLabel: frozenset({"label_set"}),
    RemoveLabel: frozenset({"label_set"}),
    ChangeLabel: frozenset({"label_set", "spans", "labels", "suggestions", "label_suggestions"}),
    SetOption: frozenset({"options"}),
}

FIELD_TYPES: dict[str, Callable[[Any], Any]] = {
    "split": Split,
    "status": Status,
    "flagged": bool,
    "title": str,
    "note": str,
    "language": str,
}

assert {f.name for f in fields(Document)} >= set(FIELD_TYPES)
