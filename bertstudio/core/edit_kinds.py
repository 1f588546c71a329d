"""The edits themselves: what a person or a model can change, as values. `edits` says what they do."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal

from bertstudio.core.documents import Document, DocumentLabel, Span, Split, Status
from bertstudio.core.labels import Label

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
class BinLabel:
    """Keep a label that was taken out of the label set, with what carried it, so that it can come back."""

    id: int
    """Its number in the bin; none is given twice."""
    label: Label
    position: int
    """Its place in the label set (from 0)."""
    contents: "Edit"
    """Puts back what carried it: `ExchangeSpans` and `SetDocumentLabels` that only add."""
    annotations: int
    """Number of annotations in `contents`, without suggestions."""
    at: int
    """Milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class UnbinLabel:
    """Take a label out of the bin of labels: it was restored, or it is forgotten for good."""

    id: int


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
class ExchangeSpans:
    """Take spans out of many documents and put others in, annotations and suggestions alike.

    What undoes it is of the same kind. A span that changes is taken out and put in again under its id.
    """

    documents: tuple["Exchange", ...]
    """Each document once."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What `ExchangeSpans` does in one document."""

    document: int
    removed: tuple[int, ...] = ()
    """Ids of annotations and suggestions."""
    spans: tuple[Span, ...] = ()
    suggestions: tuple[Span, ...] = ()


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
    | BinLabel
    | UnbinLabel
    | ChangeLabel
    | MoveSpans
    | ExchangeSpans
    | SetOption
)
Edit = DocumentEdit | CorpusEdit | Several

ALL_DOCUMENTS: tuple[int, ...] = ()
"""As `Change.documents`: any document may have changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit touched; emitted once by the session.

    `kinds` holds the parts that changed: spans, suggestions, labels, label_suggestions, label_set, label_bin,
    documents (added or removed), options, or the name of a plain field. `documents` are ids, empty for any.
    """

    kinds: frozenset[str]
    documents: tuple[int, ...]
    title: str
    by: str = ""
    """Name of the screen that asked, so that it need not reread what it just drew."""


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
        return frozenset({"spans", "suggestions"}), tuple(dict.fromkeys(row[0] for row in edit.spans))
    if isinstance(edit, ExchangeSpans):
        return frozenset({"spans", "suggestions"}), tuple(part.document for part in edit.documents)
    if isinstance(edit, SetSuggestions):
        return frozenset({"suggestions", "label_suggestions"}), tuple(row[0] for row in edit.documents)
    if isinstance(edit, ReplaceSpan):
        return frozenset({"spans"}), (edit.document,)
    if isinstance(edit, AddSpan | RemoveSpan | SetDocumentLabels):
        return frozenset({edit.where}), (edit.document,)
    return _CORPUS_KINDS[type(edit)], ALL_DOCUMENTS


_APART = frozenset({"label_set", "label_bin", "options"})
"""Kinds that change beside the documents, not in them."""

_CORPUS_KINDS: dict[type, frozenset[str]] = {
    ShowDocuments: frozenset({"documents"}),
    HideDocuments: frozenset({"documents"}),
    ShowBatch: frozenset({"documents"}),
    HideBatch: frozenset({"documents"}),
    AddLabel: frozenset({"label_set"}),
    RemoveLabel: frozenset({"label_set"}),
    BinLabel: frozenset({"label_bin"}),
    UnbinLabel: frozenset({"label_bin"}),
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
