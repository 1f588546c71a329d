"""doccano JSON lines, writing: UTF-16 units, as doccano counts, unless told otherwise."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, standing
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.json_lines import line_of
from bertstudio.formats.offsets import units_of
from bertstudio.formats.saving import new_text

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "offsets": ("utf16", "code_point", "grapheme"),
    "shape": ("label", "entities"),
}

KEEPS = frozenset({"spans", "overlaps", "labels", "relations", "notes", "unfinished", "meta"})


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write documents in doccano's shape of the task; one with relations in the shape that holds them.

    `options`: see OPTIONS, and `task`. Raises UserError for an unknown value or if nothing can be written.
    """
    del labels
    chosen = {name: str(options.get(name) or values[0]) for name, values in OPTIONS.items()}
    for name, value in chosen.items():
        if value not in OPTIONS[name]:
            values = ", ".join(OPTIONS[name])
            raise UserError(
                tr("{name} is one of {values}, not {value}.", name=name, values=values, value=value)
            )
    whole = options.get("task") == "text_classification"
    with new_text(path) as write_text:
        for document in documents:
            write_text(line_of(_record(document, chosen, whole)))


def _record(document: Document, chosen: Mapping[str, str], whole: bool) -> dict[str, Any]:
    record: dict[str, Any] = {"id": document.key} if document.key else {}
    record["text"] = document.text
    places = units_of(document.text, ((span.start, span.end) for span in document.spans), chosen["offsets"])
    names = [label.label for label in document.labels]
    relations = standing(document)
    if chosen["shape"] == "entities" or relations or (whole and document.spans):
        record["entities"] = [
            {"id": span.id, "label": span.label, "start_offset": start, "end_offset": end}
            for span, (start, end) in zip(document.spans, places, strict=True)
        ]
        record["relations"] = [
            {"id": link.id, "from_id": link.head, "to_id": link.tail, "type": link.label}
            for link in relations
        ]
    elif not whole:
        record["label"] = [
            [start, end, span.label] for span, (start, end) in zip(document.spans, places, strict=True)
        ]
    if whole:
        record["label"] = names
    elif names:
        record["cats"] = names
    record["Comments"] = document.note.split("\n") if document.note else []
    return record | {key: value for key, value in document.meta.items() if key not in record}
