"""CLUENER: `{"text": …, "label": {type: {surface: [[start, end], …]}}}` a line. `end` is INCLUSIVE.

A surface may stand at several places, and entities may lie inside each other; all of them are read. Every
position is checked against its surface.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Status
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.json_lines import Objects, first_objects, line_of
from bertstudio.formats.offsets import RawSpan
from bertstudio.formats.placing import found_offsets, placed
from bertstudio.formats.rows import json_value, whole
from bertstudio.formats.saving import new_text

KEEPS = frozenset({"spans", "overlaps", "negatives", "unfinished", "meta", "keys"})


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield documents and problems."""
    objects = Objects(path, options.encoding)
    offsets, said = found_offsets(path, _spans_of(objects), options, inclusive=True)
    yield from said
    for line, item in objects:
        if isinstance(item, Problem):
            yield Read(problem=item)
            continue
        text, raws = item.get("text"), _raw_spans(item.get("label"))
        if not isinstance(text, str) or not text:
            yield _error(path, line, "no-text", tr("There is no text in this line."))
            continue
        if raws is None:
            yield _error(path, line, "spans-unreadable", tr("The label field is not as in CLUENER."))
            continue
        found = placed(text, raws, offsets, options)
        yield from (Read(problem=problem) for problem in found.problems(path, line))
        if not found.is_readable:
            continue
        document = Document(
            id=0,
            text=text,
            spans=found.spans,
            # A line without the field is one of the test set, whose labels are kept secret.
            status=Status.DONE if "label" in item else Status.TODO,
            language=options.language,
            source=path.name,
            note="\n".join(found.notes),
            key="" if item.get("id") is None else str(item["id"]),
            meta={k: json_value(v) for k, v in item.items() if k not in {"text", "label", "id"}},
        )
        yield Read(document=document, position=objects.position)


def _spans_of(objects: Objects) -> Iterator[tuple[str, list[RawSpan]]]:
    for _, item in objects:
        text = item.get("text") if isinstance(item, dict) else None
        if isinstance(item, dict) and isinstance(text, str):
            yield text, _raw_spans(item.get("label")) or []


def _error(path: Path, line: int, kind: str, text: str) -> Read:
    return Read(problem=Problem(str(path), line, Severity.ERROR, text, kind))


def _raw_spans(value: Any) -> list[RawSpan] | None:
    """Return all positions with their surfaces; None if it is of another shape."""
    if value is None:
        return []
    try:
        return [
            RawSpan(whole(start), whole(end), str(label), str(surface))
            for label, surfaces in value.items()
            for surface, places in surfaces.items()
            for start, end in places
        ]
    except (AttributeError, TypeError, ValueError):
        return None


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write documents with inclusive ends. Raises UserError if the file cannot be written."""
    del labels, options
    with new_text(path) as write_text:
        for document in documents:
            write_text(line_of(_record(document)))


def _record(document: Document) -> dict[str, Any]:
    record: dict[str, Any] = {"id": document.key} if document.key else {}
    record["text"] = document.text
    if document.status is Status.DONE or document.spans:
        found: dict[str, dict[str, list[list[int]]]] = {}
        for span in document.spans:
            places = found.setdefault(span.label, {}).setdefault(document.text_of(span), [])
            places.append([span.start, span.end - 1])
        record["label"] = found
    return record | {key: value for key, value in document.meta.items() if key not in {"id", "text", "label"}}


def sniff(path: Path, head: str) -> Sniffed:
    """Look for positions under surfaces under types; many texts at the beginning may have none."""
    del path
    labels = [item["label"] for item in first_objects(head) if item.get("label") is not None]
    shaped = all(isinstance(label, dict) and _raw_spans(label) is not None for label in labels)
    if shaped and any(label for label in labels):
        return Sniffed(0.98, tr("Labels hold surface texts with positions, as in CLUENER."))
    return Sniffed(0.0)
