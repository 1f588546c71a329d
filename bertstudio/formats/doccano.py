"""doccano JSON lines, in the three shapes that its versions wrote, and its classification files.

- `"label"` or `"labels"`: `[[0, 2, "ORG"], …]`
- `"entities"` with `start_offset`, `end_offset`, and `"relations"` with `from_id`, `to_id`
- `"annotations"` with numbers for labels and users (doccano 1.x and older)
- `"label": ["sport"]`: labels of the whole document
- `"entities": [[0, 2, "ORG"], …]` with `"cats": ["sport"]` for intents and their slots

doccano counts UTF-16 units (graphemes when a project says so), other writers of these shapes code points;
`offsets.py` finds out which. Ends are exclusive.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, DocumentLabel, Origin, Relation, Status
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.columns import roles_of, span_list
from bertstudio.formats.json_lines import Objects, first_objects
from bertstudio.formats.offsets import Offsets, RawSpan
from bertstudio.formats.placing import found_offsets, placed, trouble
from bertstudio.formats.rows import json_value, label_names, raw_spans

PREFERRED = ("utf16", "code_point", "grapheme", "utf8")
"""What doccano itself writes comes first where nothing else decides."""

_SPAN_FIELDS = ("label", "labels", "entities", "annotations", "spans", "column_label")
_COMMENTS = "Comments"
_OF_TABLES = frozenset({"spans", "split", "group"})
"""Fields that doccano does not write beside a list of labels, and that a table gives a meaning."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The fields that hold the text and the annotations in this file."""

    text: str
    label: str = ""
    """Chosen by the user; empty: any of the usual ones."""

    def spans(self, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield the fields that may hold annotations, with their values."""
        for name in (self.label,) if self.label else _SPAN_FIELDS:
            if record.get(name) is not None:
                yield name, record[name]


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents. Raises UserError when no field holds texts."""
    objects = Objects(path, options.encoding)
    names = _names(path, options, objects)
    offsets, said = found_offsets(path, _spans_of(objects, names), options, PREFERRED, documented={"ends"})
    yield from said
    reader = _Reader(path, options, names, offsets)
    for line, item in objects:
        if isinstance(item, Problem):
            yield Read(problem=item)
        else:
            yield from reader.read(item, line, objects.position)
    if reader.numeric:
        yield Read(problem=_numeric(path, reader.numeric))


def _names(path: Path, options: ReadOptions, objects: Objects) -> _Names:
    known = {
        role: name for role, name in options.columns.items() if role in {"text", "label", "labels", "spans"}
    }
    label = known.get("spans") or known.get("labels") or known.get("label") or ""
    if "text" in known:
        return _Names(known["text"], label)
    rows = [item for _, item in islice(objects, 50) if isinstance(item, dict)]
    if not rows or any("text" in row for row in rows):
        return _Names("text", label)
    return _Names(roles_of(path, rows, options)["text"], label)


def _spans_of(objects: Objects, names: _Names) -> Iterator[tuple[str, list[RawSpan]]]:
    for _, item in objects:
        text = item.get(names.text) if isinstance(item, dict) else None
        if isinstance(item, dict) and isinstance(text, str):
            for _, value in names.spans(item):
                yield text, raw_spans(value) or []


def _numeric(path: Path, names: Iterable[str]) -> Problem:
    text = tr("Labels are numbers in this file: {names}. Give them names on import.", names=", ".join(names))
    return Problem(str(path), 0, Severity.REPAIRED, text, "numeric-label")


class _Reader:
    """Turns records into documents."""

    def __init__(self, path: Path, options: ReadOptions, names: _Names, offsets: Offsets) -> None:
        self.path = path
        self.options = options
        self.names = names
        self.offsets = offsets
        self.numeric: dict[str, None] = {}
        """Labels that old files give as numbers."""

    def read(self, record: Mapping[str, Any], line: int, position: int) -> Iterator[Read]:
        problems: list[Problem] = []
        document = self._document(record, line, problems)
        yield from (Read(problem=problem) for problem in problems)
        if document is not None and not any(problem.severity is Severity.ERROR for problem in problems):
            yield Read(document=document, position=position)

    def _problem(self, line: int, severity: Severity, kind: str, text: str) -> Problem:
        return Problem(str(self.path), line, severity, text, kind)

    def _document(self, record: Mapping[str, Any], line: int, problems: list[Problem]) -> Document | None:
        text = record.get(self.names.text)
        if not isinstance(text, str) or not text:
            said = tr("There is no {name} in this line.", name=self.names.text)
            problems.append(self._problem(line, Severity.ERROR, "no-text", said))
            return None
        items, labels = self._annotations(record, line, problems)
        raws = raw_spans(items) or []
        found = placed(text, raws, self.offsets, self.options)
        problems += found.problems(self.path, line)
        ids = {
            item.get("id"): number
            for item, number in zip(items, found.ids, strict=True)
            if isinstance(item, Mapping) and isinstance(item.get("id"), str | int | None)
        }
        note, rest = self._rest(record)
        return Document(
            id=0,
            text=text,
            spans=found.spans,
            labels=tuple(DocumentLabel(name, Origin.IMPORT) for name in labels),
            relations=tuple(
                replace(link, id=number)
                for number, link in enumerate(
                    self._relations(record, ids, problems, line), 1 + len(found.spans)
                )
            ),
            status=Status.DONE if found.spans or labels else Status.TODO,
            note="\n".join(filter(None, (note, *found.notes))),
            language=self.options.language,
            source=self.path.name,
            key="" if record.get("id") is None else str(record["id"]),
            meta=rest,
        )

    def _annotations(
        self, record: Mapping[str, Any], line: int, problems: list[Problem]
    ) -> tuple[list[Any], list[str]]:
        """Return spans as the file has them, and labels of the whole document."""
        items: list[Any] = []
        labels: list[str] = []
        for name, value in self.names.spans(record):
            found = span_list(value)
            if name == "annotations" and isinstance(value, list):
                found = self._old(value, line, problems)
            if found is not None:
                items += found
            elif isinstance(value, str | int) or _is_names(value):
                labels += [
                    str(label) for label in ([value] if isinstance(value, str | int) else label_names(value))
                ]
            else:
                text = tr("The field {name} is neither entities nor labels.", name=name)
                problems.append(self._problem(line, Severity.ERROR, "spans-unreadable", text))
        if _is_names(record.get("cats")):
            labels += [str(label) for label in label_names(record["cats"])]
        return items, list(dict.fromkeys(label.strip() for label in labels if label.strip()))

    def _old(self, annotations: Sequence[Any], line: int, problems: list[Problem]) -> list[Any] | None:
        """Take the annotations of one user out of a record of an old version; their labels are numbers."""
        if span_list(list(annotations)) is None:
            return None
        users = list(dict.fromkeys(item.get("user") for item in annotations if isinstance(item, Mapping)))
        own = [
            item
            for item in annotations
            if not users or (isinstance(item, Mapping) and item.get("user") == users[0])
        ]
        if len(own) < len(annotations):
            text = trn(
                "1 entity of other annotators was left out.",
                "{count} entities of other annotators were left out.",
                len(annotations) - len(own),
            )
            problems.append(self._problem(line, Severity.SKIPPED, "other-annotators", text))
        labels = (item.get("label") for item in own if isinstance(item, Mapping))
        self.numeric |= {str(label): None for label in labels if isinstance(label, int)}
        return own

    def _relations(
        self, record: Mapping[str, Any], ids: Mapping[Any, int], problems: list[Problem], line: int
    ) -> list[Relation]:
        """Return the relations between spans that came in; `ids` are theirs, 0 where one was left out."""
        relations = []
        values = record.get("relations")
        for item in values if isinstance(values, list) else []:
            ends = (item.get("from_id"), item.get("to_id")) if isinstance(item, Mapping) else (None, None)
            head, tail = (ids.get(end, 0) if isinstance(end, str | int) else 0 for end in ends)
            if not head or not tail:
                said = tr("A relation names an entity that is not there.")
                problems.append(self._problem(line, *trouble("relation-without-span", said, self.options)))
                continue
            relations.append(Relation(0, head, tail, str(item.get("type", "")), Origin.IMPORT))
        return relations

    def _rest(self, record: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return the comments as a note, and every other field that stands for itself."""
        comments = _comments(record.get(_COMMENTS))
        used = {self.names.text, "id", "relations", "cats", *(name for name, _ in self.names.spans(record))}
        used |= set() if comments is None else {_COMMENTS}
        rest = {key: json_value(value) for key, value in record.items() if key not in used}
        return "\n".join(comments or ()), rest


def _comments(value: Any) -> list[str] | None:
    """Return comments, also those with a number each, as projects with relations have them."""
    if not isinstance(value, list):
        return None
    found = [item.get("comment") if isinstance(item, Mapping) else item for item in value]
    texts = [text for text in found if isinstance(text, str)]
    return texts if len(texts) == len(found) else None


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str | int) for item in value)


def sniff(path: Path, head: str) -> Sniffed:
    """Look for one of the shapes; the texts at the beginning may have no annotations."""
    del path
    return max(map(_shape, first_objects(head)), key=lambda shape: shape.confidence, default=Sniffed(0.0))


def _shape(item: Mapping[str, Any]) -> Sniffed:
    if not any(isinstance(value, str) for value in item.values()):
        return Sniffed(0.0)
    if any("start_offset" in span for span in _mappings(item.get("entities"), item.get("annotations"))):
        return Sniffed(0.95, tr("Entities have start_offset and end_offset, as in doccano."))
    if span_list(item.get("entities")) is not None and _is_names(item.get("cats")):
        return Sniffed(0.9, tr("Entities beside a list of categories, as in doccano."))
    value = item.get("label", item.get("labels", item.get("column_label")))
    if isinstance(value, list) and value and isinstance(value[0], list) and span_list(value):
        return Sniffed(0.9, tr("Labels are lists of start, end and name, as in doccano."))
    named = isinstance(value, list) and ("text" in item or "column_data" in item)
    if named and not item.keys() & _OF_TABLES:
        return Sniffed(0.6, tr("A text with a list of labels, as in doccano."))
    return Sniffed(0.0)


def _mappings(*values: Any) -> list[Mapping[str, Any]]:
    return [
        item for value in values if isinstance(value, list) for item in value if isinstance(item, Mapping)
    ]
