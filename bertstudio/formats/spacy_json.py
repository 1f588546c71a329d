"""JSON of spaCy, reading: what its tutorials, converters and the tools around it write.

- pairs, in an array or one a line: `["EU rejects", {"entities": [[0, 2, "ORG"]], "cats": {…}}]`
- objects, in an array or one a line: `{"text": …, "entities": […]}`, or with `ents`, as in `Doc.to_json`
- the training format of version 2: documents of paragraphs of sentences of tokens with `ner` tags
- ner-annotator: `{"classes": […], "annotations": [pair, …]}`

Positions are code points, in files of ner-annotator UTF-16 units, unless the file speaks for another unit. An
empty list of entities says that there are none: such a document is done.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, DocumentLabel, Origin, Status
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.columns import span_list
from bertstudio.formats.json_lines import Objects, first_objects
from bertstudio.formats.offsets import CODE_POINTS, Offsets, RawSpan
from bertstudio.formats.placing import found_offsets, placed
from bertstudio.formats.rows import json_value
from bertstudio.formats.spacy_docbin import is_model
from bertstudio.formats.spacy_records import Taken, flat, paragraph

OWN = "spacy_json"
"""The further field that keeps what is said about words, to be written back."""
_UTF16_FIRST = ("utf16", "code_point", "grapheme", "utf8")
_CODE_POINTS_FIRST = ("code_point", "utf16", "grapheme", "utf8")
_PARAGRAPHS = re.compile(r'"paragraphs"\s*:\s*\[\s*\{\s*"(?:raw|sentences|cats)"')
_PAIR = re.compile(r'\s*\[\s*(?:\[\s*)?"')
_LONG_HEAD = 8_000
"""Characters; a shorter head is nearly always a whole file."""
_ANNOTATOR = re.compile(r'\s*\{\s*"classes"\s*:\s*\[[^\]]*\]\s*,\s*"annotations"\s*:\s*\[')


def pair_of(value: list[Any]) -> dict[str, Any] | None:
    """Return `[text, annotations]` as an object; None if a list is no such pair."""
    if len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict):
        return value[1] | {"text": value[0]}
    return None


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents. Raises UserError when the file holds nothing of the kind."""
    objects = Objects(path, options.encoding, pair_of)
    first = next((item for _, item in objects), None)
    if first is None:
        raise UserError(tr("{path} holds no JSON objects.", path=path))
    preferred = _UTF16_FIRST if _is_of_annotator(first) else _CODE_POINTS_FIRST
    offsets, said = found_offsets(path, _spans_of(objects), options, preferred, inclusive=False)
    yield from said
    reader = _Reader(path, options, offsets)
    for line, item in objects:
        if isinstance(item, Problem):
            yield Read(problem=item)
            continue
        for record in _records(item):
            yield from reader.read(record, line, objects.position)
    yield from reader.said()


def _is_of_annotator(item: Any) -> bool:
    return isinstance(item, dict) and "classes" in item and isinstance(item.get("annotations"), list)


@dataclass(frozen=True, slots=True)
class _Record:
    """One text, taken apart, with the names that its file gives it."""

    taken: Taken
    key: str = ""
    group: str = ""


def _records(item: Mapping[str, Any]) -> Iterator[_Record]:
    """Yield the texts of an object: itself, the pairs of ner-annotator, or the paragraphs of version 2."""
    name = "" if item.get("id") is None else str(item["id"])
    paragraphs = item.get("paragraphs")
    if _is_of_annotator(item):
        for value in item["annotations"]:
            # null stands where nobody has looked at a line; its text is not in the file.
            if value is not None:
                yield _Record(flat((pair_of(value) if isinstance(value, list) else None) or {}))
    elif isinstance(paragraphs, list):
        several = len(paragraphs) > 1
        for number, value in enumerate(paragraphs, 1):
            taken = paragraph(value) if isinstance(value, Mapping) else Taken()
            yield _Record(taken, f"{name}.{number}" if several else name, name if several else "")
    else:
        yield _Record(flat(item), name)


def _spans_of(objects: Objects) -> Iterator[tuple[str, list[RawSpan]]]:
    for _, item in objects:
        for record in _records(item) if isinstance(item, dict) else ():
            if not record.taken.in_words:
                yield record.taken.text, record.taken.raws


@dataclass(slots=True)
class _Reader:
    """Turns records into documents."""

    path: Path
    options: ReadOptions
    offsets: Offsets
    scored: int = 0
    """Labels that a model has given."""
    trees: int = 0

    def read(self, record: _Record, line: int, position: int) -> Iterator[Read]:
        """Yield the problems of one text and its document, unless one of them is an error."""
        taken = record.taken
        troubles = list(taken.troubles)
        if not taken.text.strip():
            troubles.append((Severity.ERROR, "no-text", tr("There is no text here, or an empty one.")))
        offsets = CODE_POINTS if taken.in_words else self.offsets
        found = placed(taken.text, taken.raws, offsets, self.options)
        for severity, kind, said in (*troubles, *(found.troubles if taken.text.strip() else ())):
            yield Read(problem=Problem(str(self.path), line, severity, said, kind))
        if not found.is_readable or any(severity is Severity.ERROR for severity, _, _ in troubles):
            return
        self.trees += taken.has_tree
        labels, suggested = self._cats(taken.cats)
        judged = Status.STARTED if taken.partly else Status.DONE
        document = Document(
            0,
            taken.text,
            spans=found.spans,
            labels=labels,
            label_suggestions=suggested,
            status=judged if taken.judged or labels or (taken.cats and not suggested) else Status.TODO,
            note="\n".join(found.notes),
            language=self.options.language,
            source=self.path.name,
            group=f"{self.path.name} {record.group}" if record.group else "",
            key=record.key,
            tokens=tuple(place for place in taken.borders if taken.text[slice(*place)].strip()),
            meta=_meta(taken),
        )
        yield Read(document=document, position=position)

    def _cats(self, cats: Mapping[str, float]) -> tuple[tuple[DocumentLabel, ...], tuple[DocumentLabel, ...]]:
        """Return the labels of the whole document, and those that only a model has given."""
        chosen = [(name, score) for name, score in cats.items() if name and score >= 0.5]
        if not is_model(cats):
            return tuple(DocumentLabel(name, Origin.IMPORT) for name, _ in chosen), ()
        self.scored += len(chosen)
        return (), tuple(DocumentLabel(name, Origin.MODEL, score) for name, score in chosen)

    def said(self) -> Iterator[Read]:
        """Yield what is said once about the whole file."""
        if self.scored:
            text = trn(
                "1 entity has the score of a model and came in as a suggestion.",
                "{count} entities have scores of a model and came in as suggestions.",
                self.scored,
            )
            yield Read(problem=Problem(str(self.path), 0, Severity.REPAIRED, text, "scores-of-model"))
        if self.trees:
            text = trn(
                "1 text has syntax trees, which were left out.",
                "{count} texts have syntax trees, which were left out.",
                self.trees,
            )
            yield Read(problem=Problem(str(self.path), 0, Severity.SKIPPED, text, "syntax-trees"))


def _meta(taken: Taken) -> dict[str, Any]:
    own = taken.own | ({"cats": taken.cats} if is_model(taken.cats) else {})
    further = {name: json_value(value) for name, value in taken.further.items()}
    return further | ({OWN: json_value(own)} if own else {})


def sniff(path: Path, head: str) -> Sniffed:
    """Look for pairs, for fields as spaCy names them, and for paragraphs."""
    del path
    if _is_pair(head):
        return Sniffed(0.95, tr("Pairs of a text and its annotations, as spaCy trains with them."))
    if _ANNOTATOR.match(head):
        return Sniffed(0.95, tr("Classes and annotations, as ner-annotator writes them."))
    if _PARAGRAPHS.search(head[:4096]):
        return Sniffed(0.95, tr("Paragraphs of sentences, the training format of spaCy 2."))
    shaped = [_is_flat(item) for item in first_objects(head)]
    return Sniffed(0.8, tr("A text with entities, as spaCy has them.")) if any(shaped) else Sniffed(0.0)


def _is_pair(head: str) -> bool:
    """Tell whether a pair stands at the beginning, alone in its line or first in an array.

    A text that goes on after the head of a file is taken for the first half of a pair.
    """
    text = head.lstrip()
    inner = text[1:].lstrip()
    start = len(text) - len(inner) if text[:1] + inner[:1] == "[[" else 0
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return len(head) > _LONG_HEAD and bool(_PAIR.match(head))
    return isinstance(value, list) and pair_of(value) is not None


def _is_flat(item: Mapping[str, Any]) -> bool:
    entities = item.get("entities", item.get("ents"))
    if not isinstance(item.get("text"), str) or not isinstance(entities, list) or not entities:
        return False
    # doccano has a list of names beside them, and its spans have other names for their ends.
    plain = not isinstance(item.get("cats"), list) and span_list(entities) is not None
    return plain and not any(isinstance(span, dict) and "start_offset" in span for span in entities)
