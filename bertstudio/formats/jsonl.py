"""Our own format: one document a line, in code points, with surface texts and a checksum.

The first line names the format and the labels. It holds everything a document is; the records are those of
`core.records`. A span whose surface text is not where it says is an error, never moved.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.labels import PALETTE_SIZE, SHORTCUTS, Label, LabelSet, one_line
from bertstudio.core.records import FORMAT_NAME, FORMAT_VERSION, from_record, to_record
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed, make_read
from bertstudio.formats.json_lines import Objects, first_object, line_of
from bertstudio.formats.rows import json_value
from bertstudio.formats.saving import new_text

OPTIONS: Mapping[str, tuple[str, ...]] = {}


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield labels of the first line, then documents. Raises UserError when a newer program wrote it."""
    objects, name = Objects(path, options.encoding), path.name
    for line, item in objects:
        if isinstance(item, Problem):
            yield Read(problem=item)
        elif item.get("format") == FORMAT_NAME and "text" not in item:
            yield from _header(path, line, item)
        else:
            document, problem = _document(path, line, item, options.language, name)
            yield make_read(document, problem, position=objects.position)


def _header(path: Path, line: int, record: Mapping[str, Any]) -> Iterator[Read]:
    version = record.get("version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise UserError(
            tr("{path} was written by a newer BertStudio. Update this one to read it.", path=path)
        )
    for item in record.get("labels") or ():
        try:
            yield Read(label=label_of(item))
        except (KeyError, TypeError, ValueError, AttributeError):
            text = tr(
                "The label definition {item} is not whole; the label gets a colour of its own.", item=item
            )
            yield Read(problem=Problem(str(path), line, Severity.REPAIRED, text, "label-definition"))


def label_of(record: Mapping[str, Any]) -> Label:
    """Return a label that a record defines. Raises KeyError, TypeError, ValueError or AttributeError."""
    name, color = str(record["name"]).strip(), record.get("color", 1)
    shortcut = str(record.get("shortcut", ""))
    if type(color) is not int or not 1 <= color <= PALETTE_SIZE or shortcut not in {"", *SHORTCUTS}:
        raise ValueError(record)
    if not name:
        raise ValueError(record)
    return Label(
        name=name,
        color=color,
        shortcut=shortcut,
        code=str(record.get("code", "")),
        description=str(record.get("description", "")),
        examples=tuple(one_line(str(text)) for text in record.get("examples", ())),
    )


def _document(
    path: Path, line: int, record: Mapping[str, Any], language: str, source: str
) -> tuple[Document | None, Problem | None]:
    try:
        document = from_record(record, language=language, source=source)
    except UserError as error:
        kind = "no-text" if not isinstance(record.get("text"), str) else "record"
        return None, Problem(str(path), line, Severity.ERROR, str(error), kind)
    if not document.text:
        return None, Problem(str(path), line, Severity.ERROR, tr("The text is empty."), "no-text")
    wrong = _inconsistency(document)
    if wrong:
        return None, Problem(str(path), line, Severity.ERROR, wrong, "record")
    if document.meta:
        document = replace(document, meta=json_value(document.meta))
    return document, None


def _inconsistency(document: Document) -> str:
    """Return what in a record contradicts itself as a sentence, empty if nothing does."""
    if not (
        all(span.label.strip() for span in chain(document.spans, document.suggestions))
        and all(item.label.strip() for item in chain(document.labels, document.label_suggestions))
    ):
        return tr("An entity has no label.")
    if document.tokens and not _in_order(document.tokens, len(document.text)):
        return tr("The token borders do not lie in the text one after the other.")
    if document.relations:
        if len({link.id for link in document.relations}) < len(document.relations):
            return tr("Two relations have the same number.")
        missing = {end for link in document.relations for end in (link.head, link.tail)} - {
            span.id for span in (*document.spans, *document.suggestions)
        }
        if missing:
            return tr("A relation names entity {id}, which is not there.", id=min(missing))
    return ""


def _in_order(tokens: Iterable[tuple[int, int]], length: int) -> bool:
    """Tell whether tokens lie in a text of that length one after the other, none of them empty."""
    ends = [0, *(position for token in tokens for position in token), length]
    return all(a <= b for a, b in pairwise(ends)) and all(start < end for start, end in tokens)


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write a first line with the labels, then the documents. Raises UserError if it cannot be written."""
    with new_text(path) as write_text:
        write_text(line_of(header(labels, str(options.get("task", "ner")))))
        for document in documents:
            write_text(line_of(to_record(document)))


def header(labels: LabelSet, task: str) -> dict[str, Any]:
    """Return the first line of a file."""
    return {
        "format": FORMAT_NAME,
        "version": FORMAT_VERSION,
        "task": task,
        "labels": [{name: value for name, value in asdict(label).items() if value} for label in labels],
    }


def sniff(path: Path, head: str) -> Sniffed:
    """Look for our name in the first line, or for a document's checksum."""
    del path
    first = first_object(head)
    if first is not None and first.get("format") == FORMAT_NAME:
        return Sniffed(1.0, tr("The first line says it is a BertStudio file."))
    if first is not None and isinstance(first.get("text"), str) and "sha256" in first and "spans" in first:
        return Sniffed(0.97, tr("Text, entities and checksum are those of BertStudio."))
    return Sniffed(0.0)
