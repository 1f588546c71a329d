"""What a document of BertStudio is besides a task of Label Studio, and how it comes back.

Label Studio keeps the `meta` of a task through import and export. There stands, for each annotation in order,
what a task has no place for: title, note, split, group, state, token borders, the name of the annotator.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bertstudio.core.documents import Document, Split, Status, title_of
from bertstudio.formats.annotators import ANNOTATOR
from bertstudio.formats.labelstudio_tasks import Task, annotator_of

FORMAT = "labelstudio"
"""The field of a document's meta that holds what only Label Studio knows."""
DEFAULTS = {"key": "text", "object": "text", "entities": "label", "choices": "choice"}
"""What fields and controls are called in a new project; other names are kept for the way back."""
_KEPT = ("original", "draft", "completed_by")
"""Parts of what only Label Studio knows that a task from here cannot say in its own way."""


@dataclass(frozen=True, slots=True)
class Version:
    """One annotation of a task, or that there is none."""

    annotation: Mapping[str, Any] | None
    status: Status
    name: str = ""
    """Its annotator, with a number where he annotated the task several times."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """What BertStudio wrote about it."""
    annotator: str = ""
    draft: bool = False


def versions(task: Task) -> list[Version]:
    """Return the annotations of a task with names that tell them apart."""
    annotations, records = task.annotations, task.records
    # Annotations that were added later stand behind those that went out.
    known = records if len(records) <= len(annotations) else ()
    found: list[Version] = []
    taken: Counter[str] = Counter()
    for place, annotation in enumerate(annotations):
        record = known[place] if place < len(known) else {}
        name = str(record.get(ANNOTATOR) or "") or annotator_of(annotation)
        if not name and len(annotations) > 1:
            name = str(place + 1)
        taken[name] += 1
        own = f"{name} ({taken[name]})" if taken[name] > 1 else name
        found.append(Version(annotation, Status.DONE, own, record, name))
    return found


def own_of(document: Document) -> Mapping[str, Any]:
    """Return what only Label Studio knows of a document; empty for one from elsewhere."""
    own = document.meta.get(FORMAT)
    return own if isinstance(own, Mapping) else {}


def part_of(own: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a part of it that is an object; an empty one when it is missing."""
    part = own.get(name)
    return part if isinstance(part, Mapping) else {}


def record_of(
    document: Document, task: Mapping[str, Any], status: Status, names: Mapping[str, str]
) -> dict[str, Any]:
    """Return what is written about a document beside its task.

    `task` has its id, and under `data` fields of the data that have no place in it; `status` is what the task
    says by itself; `names` are those of the fields and controls in this file.
    """
    own = own_of(document)
    title = "" if document.title == title_of(document.text) else document.title
    words = {"title": title, "group": document.group, "note": document.note, "language": document.language}
    record: dict[str, Any] = {name: value for name, value in words.items() if value}
    if document.meta.get(ANNOTATOR):
        record[ANNOTATOR] = document.meta[ANNOTATOR]
    if document.key != str(task["id"]):
        record["key"] = document.key
    if document.status is not status:
        record["status"] = str(document.status)
    if document.split is not Split.NONE:
        record["split"] = str(document.split)
    if document.flagged:
        record["flagged"] = True
    if document.tokens:
        record["tokens"] = [list(token) for token in document.tokens]
    kept = {name: own[name] for name in _KEPT if name in own}
    predictions = own.get("predictions")
    every = predictions if isinstance(predictions, list) else []
    if any("results" in each for each in every if isinstance(each, Mapping)):
        kept["predictions"] = predictions
    parts = {"kept": kept, "data": dict(task["data"]), "names": _other_names(own, names)}
    return record | {name: part for name, part in parts.items() if part}


def _other_names(own: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Return what fields and controls are called in the project of a document, where this file cannot say."""
    wanted = {name: str(own.get(name) or usual) for name, usual in DEFAULTS.items()}
    return {
        name: value
        for name, value in wanted.items()
        if value != names[name] or (name in {"entities", "choices"} and value != DEFAULTS[name])
    }


def recorded(document: Document, record: Mapping[str, Any]) -> Document:
    """Return a document with what BertStudio wrote about it beside the task."""
    if not record:
        return document
    meta = {name: value for name, value in document.meta.items() if name != FORMAT}
    own = {**own_of(document), **part_of(record, "kept"), **part_of(record, "names")}
    own = {name: value for name, value in own.items() if DEFAULTS.get(name) != value}
    meta |= {FORMAT: own} if own else {}
    if isinstance(record.get("data"), Mapping):
        meta |= record["data"]
    words = {name: str(record.get(name) or "") for name in ("title", "group", "note", "language")}
    status = str(record.get("status") or "")
    split = str(record.get("split") or "")
    tokens = record.get("tokens")
    return replace(
        document,
        meta=meta,
        title=words["title"],
        group=words["group"] or document.group,
        note="\n".join(filter(None, (words["note"], document.note))),
        language=words["language"] or document.language,
        key=str(record["key"]) if "key" in record else document.key,
        status=Status(status) if status in set(Status) else document.status,
        split=Split(split) if split in set(Split) else document.split,
        flagged=record.get("flagged") is True,
        tokens=_tokens(tokens, document.text) if isinstance(tokens, list) else (),
    )


def _tokens(values: Sequence[Any], text: str) -> tuple[tuple[int, int], ...]:
    """Return token borders, none at all if they do not lie in the text one after the other."""
    found: list[tuple[int, int]] = []
    end = 0
    for value in values:
        pair = value if isinstance(value, list) and len(value) == 2 else [-1, -1]
        if not all(isinstance(each, int) for each in pair) or not end <= pair[0] < pair[1] <= len(text):
            return ()
        found.append((pair[0], pair[1]))
        end = pair[1]
    return tuple(found)
