"""doccano JSON lines, writing: UTF-16 units, as doccano counts, unless told otherwise.

doccano reads one shape a project, and leaves out the entities of lines in another one without a word. So all
lines get the shape that the documents need together: `label` for entities alone, `entities` where there are
relations or, beside entities, labels of whole documents. It also guesses the encoding, and takes UTF-8 with
few signs beyond ASCII for Windows-1254; so these are written as escapes.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from bertstudio.core.documents import Document, standing
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.json_lines import line_of
from bertstudio.formats.offsets import units_of
from bertstudio.formats.saving import new_file

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "offsets": ("utf16", "code_point", "grapheme"),
    "shape": ("auto", "label", "entities"),
    "escape": ("yes", "no"),
}

KEEPS = frozenset({"spans", "overlaps", "labels", "relations", "notes", "unfinished", "meta"})

Encode = Callable[[Mapping[str, Any]], bytes]


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write documents in doccano's shape of the task.

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
    encode = _escaped if chosen["escape"] == "yes" else _plain
    with new_file(path) as file:
        if chosen["shape"] == "auto" and not whole:
            _write_alike(documents, file, path.parent, (chosen["offsets"], encode))
            return
        for document in documents:
            entities = chosen["shape"] == "entities" or bool(standing(document))
            entities = bool(document.spans) if whole else entities
            file.write(encode(_record(document, chosen["offsets"], entities=entities, whole=whole)))


def _escaped(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record).encode("ascii") + b"\n"


def _plain(record: Mapping[str, Any]) -> bytes:
    return line_of(record).encode("utf-8")


def _write_alike(
    documents: Iterable[Document], file: IO[bytes], folder: Path, style: tuple[str, Encode]
) -> None:
    """Write all lines in one shape. Only the end tells which, so they wait beside the file until then."""
    unit, encode = style
    needed, before = False, 0
    with TemporaryFile(dir=folder) as waiting:
        for document in documents:
            needed = needed or bool(standing(document) or document.labels)
            before += not needed
            waiting.write(encode(_record(document, unit, entities=needed, whole=False)))
        waiting.seek(0)
        for line in islice(waiting, before if needed else 0):
            file.write(encode(_with_entities(json.loads(line))))
        shutil.copyfileobj(waiting, file)


def _with_entities(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line with entities in the place of its list of labels."""
    entities = [
        {"id": number, "label": label, "start_offset": start, "end_offset": end}
        for number, (start, end, label) in enumerate(record["label"], 1)
    ]
    rest = {name: value for name, value in record.items() if name not in {"id", "text", "label"}}
    named = {"id": record["id"]} if "id" in record else {}
    return named | {"text": record["text"], "entities": entities, "relations": []} | rest


def _record(document: Document, unit: str, *, entities: bool, whole: bool) -> dict[str, Any]:
    record: dict[str, Any] = {"id": document.key} if document.key else {}
    record["text"] = document.text
    places = units_of(document.text, ((span.start, span.end) for span in document.spans), unit)
    names = [label.label for label in document.labels]
    if entities:
        record["entities"] = [
            {"id": span.id, "label": span.label, "start_offset": start, "end_offset": end}
            for span, (start, end) in zip(document.spans, places, strict=True)
        ]
        record["relations"] = [
            {"id": link.id, "from_id": link.head, "to_id": link.tail, "type": link.label}
            for link in standing(document)
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
