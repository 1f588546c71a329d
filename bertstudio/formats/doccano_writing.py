"""doccano JSON lines, writing: UTF-16 units, as doccano counts, unless told otherwise.

doccano reads one shape a project, and leaves out the entities of lines in another one without a word. So all
lines get the shape that the documents need together: `label` for entities alone, `entities` where there are
relations or, beside entities, labels of whole documents; and an `id` if one of them has one, because doccano
stops where only some lines do. It also guesses the encoding, and takes UTF-8 with few signs beyond ASCII for
Windows-1254; so these are written as escapes.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from bertstudio.core.documents import Document, standing
from bertstudio.core.labels import LabelSet
from bertstudio.formats.json_lines import line_of
from bertstudio.formats.offsets import units_of
from bertstudio.formats.saving import chosen_options, new_file

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "offsets": ("utf16", "code_point", "grapheme"),
    "shape": ("auto", "label", "entities"),
    "escape": ("yes", "no"),
}

KEEPS = frozenset({"spans", "overlaps", "labels", "relations", "notes", "unfinished", "meta", "keys"})


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write documents in doccano's shape of the task.

    `options`: see OPTIONS, and `task`. Raises UserError for an unknown value or if nothing can be written.
    """
    del labels
    chosen = chosen_options(OPTIONS, options)
    whole = options.get("task") == "text_classification"
    encode = _escaped if chosen["escape"] == "yes" else _plain
    # What the lines need together is known at the end, so they wait beside the file until then.
    with new_file(path) as file, TemporaryFile(dir=path.parent) as waiting:
        needs = _Needs(chosen["shape"] == "entities", adapts=chosen["shape"] == "auto" and not whole)
        for document in documents:
            needs.add(document)
            entities = needs.entities or (bool(document.spans) if whole else bool(standing(document)))
            waiting.write(encode(_record(document, chosen["offsets"], entities=entities, whole=whole)))
        waiting.seek(0)
        if needs.alike:
            shutil.copyfileobj(waiting, file)
            return
        for number, line in enumerate(waiting):
            file.write(encode(needs.adapted(json.loads(line), number)))


def _escaped(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record).encode("ascii") + b"\n"


def _plain(record: Mapping[str, Any]) -> bytes:
    return line_of(record).encode("utf-8")


@dataclass(slots=True)
class _Needs:
    """What all lines of a file must have because one of them has it."""

    entities: bool
    adapts: bool
    """Whether the shape is that of the documents."""
    lines: int = 0
    keys: int = 0
    """Documents with an identifier."""
    before: int = 0
    """Lines that were made before the first one that needs entities."""

    def add(self, document: Document) -> None:
        """Take in one document."""
        self.entities = self.entities or (self.adapts and bool(standing(document) or document.labels))
        self.before += self.adapts and not self.entities
        self.lines += 1
        self.keys += bool(document.key)

    @property
    def alike(self) -> bool:
        """Whether the lines can stay as they were made."""
        return self.keys in {0, self.lines} and not (self.entities and self.before)

    def adapted(self, record: dict[str, Any], number: int) -> dict[str, Any]:
        """Return a line, counted from 0, as it fits the others."""
        if self.entities and number < self.before:
            record = _with_entities(record)
        return {"id": None} | record if self.keys else record


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
