"""Edits as JSON, for the history table: short lists, compressed when they are long."""

import json
import zlib
from collections.abc import Callable
from typing import Any

from bertstudio.core import edits
from bertstudio.core.documents import DocumentLabel, Origin, Span
from bertstudio.core.edits import Edit
from bertstudio.core.labels import Label
from bertstudio.core.overlap import Overlap

COMPRESSED_FROM_BYTES = 2_048


def pack(edit: Edit) -> bytes:
    """Return an edit as bytes for the history table."""
    data = json.dumps(to_record(edit), separators=(",", ":")).encode()
    return zlib.compress(data, 3) if len(data) >= COMPRESSED_FROM_BYTES else data


def unpack(data: bytes) -> Edit:
    """Return the edit that `pack` wrote."""
    # JSON begins with a bracket, which is no zlib header.
    return from_record(json.loads(data if data[:1] == b"[" else zlib.decompress(data)))


def size_of(data: bytes) -> int:
    """Return the bytes of a packed edit before it was compressed: how much work it is."""
    return len(data if data[:1] == b"[" else zlib.decompress(data))


def to_record(edit: Edit) -> list[Any]:
    """Return an edit as a list: the name of its class and its fields."""
    return [type(edit).__name__, *_WRITE[type(edit)](edit)]


def from_record(record: list[Any]) -> Edit:
    """Return the edit that `to_record` wrote."""
    name, *rest = record
    return _READ[name](*rest)


def _from_span(span: Span) -> list[Any]:
    required = [span.id, span.start, span.end, span.label]
    if span == Span(span.id, span.start, span.end, span.label):
        return required
    return [*required, str(span.origin), span.confidence, span.run, span.note]


def _to_span(record: list[Any]) -> Span:
    if len(record) == 4:
        return Span(*record)
    number, start, end, label, origin, confidence, run, note = record
    return Span(number, start, end, label, Origin(origin), confidence, run, note)


def _from_label(label: DocumentLabel) -> list[Any]:
    return [label.label, str(label.origin), label.confidence, label.run]


def _to_label(record: list[Any]) -> DocumentLabel:
    label, origin, confidence, run = record
    return DocumentLabel(label, Origin(origin), confidence, run)


def _from_set_label(label: Label) -> list[Any]:
    record = [label.name, label.color, label.shortcut, label.code, label.description]
    return [*record, list(label.examples)] if label.examples else record


def _to_set_label(record: list[Any]) -> Label:
    name, color, shortcut, code, description, *rest = record
    return Label(name, color, shortcut, code, description, tuple(rest[0]) if rest else ())


def _pairs(items: Any) -> tuple[Any, ...]:
    return tuple(tuple(item) for item in items)


def _read_set_field(name: Any, values: list[list[Any]]) -> Edit:
    kind = edits.FIELD_TYPES[name]
    return edits.SetField(name, tuple((document, kind(value)) for document, value in values))


def _read_exchange_spans(rows: list[list[Any]]) -> Edit:
    return edits.ExchangeSpans(
        tuple(
            edits.Exchange(number, tuple(removed), tuple(map(_to_span, spans)), tuple(map(_to_span, ghosts)))
            for number, removed, spans, ghosts in rows
        )
    )


def _read_set_suggestions(rows: list[list[Any]]) -> Edit:
    return edits.SetSuggestions(
        tuple(
            (number, tuple(map(_to_span, spans)), tuple(map(_to_label, labels)))
            for number, spans, labels in rows
        )
    )


def _read_set_option(name: str, value: Any) -> Edit:
    """Read an option; steps of schema 1 may name one that has another name and other values now."""
    if name == "allow_overlap":
        return edits.SetOption("overlap", str(Overlap.ANY if value else Overlap.REFUSE))
    return edits.SetOption(name, value)


_WRITE: dict[type, Callable[[Any], list[Any]]] = {
    edits.AddSpan: lambda e: [e.document, _from_span(e.span), e.where],
    edits.RemoveSpan: lambda e: [e.document, e.span_id, e.where],
    edits.ReplaceSpan: lambda e: [e.document, _from_span(e.span)],
    edits.SetDocumentLabels: lambda e: [e.document, [_from_label(x) for x in e.labels], e.where],
    edits.SetField: lambda e: [e.field, e.values],
    edits.ShowDocuments: lambda e: [e.ranges],
    edits.HideDocuments: lambda e: [e.ranges],
    edits.ShowBatch: lambda e: [e.batch],
    edits.HideBatch: lambda e: [e.batch],
    edits.SetSuggestions: lambda e: [
        [
            [n, [_from_span(x) for x in spans], [_from_label(x) for x in labels]]
            for n, spans, labels in e.documents
        ]
    ],
    edits.AddLabel: lambda e: [_from_set_label(e.label), e.position],
    edits.RemoveLabel: lambda e: [e.name],
    edits.BinLabel: lambda e: [
        e.id,
        _from_set_label(e.label),
        e.position,
        to_record(e.contents),
        e.annotations,
        e.at,
    ],
    edits.UnbinLabel: lambda e: [e.id],
    edits.ChangeLabel: lambda e: [e.name, _from_set_label(e.label)],
    edits.MoveSpans: lambda e: [e.spans],
    edits.ExchangeSpans: lambda e: [
        [
            [
                part.document,
                part.removed,
                [_from_span(x) for x in part.spans],
                [_from_span(x) for x in part.suggestions],
            ]
            for part in e.documents
        ]
    ],
    edits.SetOption: lambda e: [e.name, e.value],
    edits.Several: lambda e: [[to_record(part) for part in e.edits], e.title],
}

_READ: dict[str, Callable[..., Edit]] = {
    "AddSpan": lambda document, span, where: edits.AddSpan(document, _to_span(span), where),
    "RemoveSpan": edits.RemoveSpan,
    "ReplaceSpan": lambda document, span: edits.ReplaceSpan(document, _to_span(span)),
    "SetDocumentLabels": lambda document, labels, where: edits.SetDocumentLabels(
        document, tuple(map(_to_label, labels)), where
    ),
    "SetField": _read_set_field,
    "ShowDocuments": lambda ranges: edits.ShowDocuments(_pairs(ranges)),
    "HideDocuments": lambda ranges: edits.HideDocuments(_pairs(ranges)),
    "ShowBatch": edits.ShowBatch,
    "HideBatch": edits.HideBatch,
    "SetSuggestions": _read_set_suggestions,
    "AddLabel": lambda label, position: edits.AddLabel(_to_set_label(label), position),
    "RemoveLabel": edits.RemoveLabel,
    "BinLabel": lambda number, label, position, contents, annotations, at: edits.BinLabel(
        number, _to_set_label(label), position, from_record(contents), annotations, at
    ),
    "UnbinLabel": edits.UnbinLabel,
    "ChangeLabel": lambda name, label: edits.ChangeLabel(name, _to_set_label(label)),
    "MoveSpans": lambda spans: edits.MoveSpans(_pairs(spans)),
    "ExchangeSpans": _read_exchange_spans,
    "SetOption": _read_set_option,
    "Several": lambda parts, title: edits.Several(tuple(map(from_record, parts)), title),
}
