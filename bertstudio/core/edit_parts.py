"""Edits without the documents that are not there any more, because somebody emptied the bin."""

from collections.abc import Container
from dataclasses import replace

from bertstudio.core.edits import (
    AddSpan,
    Edit,
    ExchangeSpans,
    MoveSpans,
    RemoveSpan,
    ReplaceSpan,
    SetDocumentLabels,
    SetField,
    SetSuggestions,
    Several,
)


def without_documents(edit: Edit, gone: Container[int]) -> Edit | None:
    """Return what an edit does to the other documents, None if that is nothing."""
    if isinstance(edit, Several):
        parts = tuple(part for part in (without_documents(e, gone) for e in edit.edits) if part is not None)
        return replace(edit, edits=parts) if parts else None
    if isinstance(edit, AddSpan | RemoveSpan | ReplaceSpan | SetDocumentLabels):
        return None if edit.document in gone else edit
    if isinstance(edit, SetField):
        values = tuple(row for row in edit.values if row[0] not in gone)
        return replace(edit, values=values) if values else None
    if isinstance(edit, MoveSpans):
        spans = tuple(row for row in edit.spans if row[0] not in gone)
        return replace(edit, spans=spans) if spans else None
    if isinstance(edit, SetSuggestions):
        rows = tuple(row for row in edit.documents if row[0] not in gone)
        return replace(edit, documents=rows) if rows else None
    if isinstance(edit, ExchangeSpans):
        exchanges = tuple(part for part in edit.documents if part.document not in gone)
        return replace(edit, documents=exchanges) if exchanges else None
    return edit
