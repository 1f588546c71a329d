"""JSON lines, or a JSON array, as a table: the fields are columns (tnews, eprstmt, spaCy's `cats`, …)."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.columns import SAMPLE_ROWS, fact, roles_of
from bertstudio.formats.json_lines import Objects, first_object, line_of
from bertstudio.formats.offsets import CODE_POINTS, RawSpan
from bertstudio.formats.placing import found_offsets
from bertstudio.formats.rows import RowReader, raw_spans
from bertstudio.formats.saving import new_text
from bertstudio.formats.table_writing import plain_row, span_records

NO_ANSWERS = frozenset({"reject", "ignore"})
"""Answers of Prodigy under which the annotations do not hold."""
SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents. Raises UserError when no field holds texts."""
    objects = Objects(path, options.encoding)
    rows = [item for _, item in islice(objects, SAMPLE_ROWS) if isinstance(item, dict)]
    if not rows:
        problems = [item for _, item in objects if isinstance(item, Problem)]
        if not problems:
            raise UserError(tr("{path} holds no JSON objects.", path=path))
        yield from (Read(problem=problem) for problem in problems)
        return
    if _are_questions(rows[0]):
        raise UserError(
            tr(
                "{path} holds questions and answers about paragraphs (SQuAD), and these are not read here. "
                "Put the paragraphs into a table with a column of texts.",
                path=path,
            )
        )
    roles = roles_of(path, rows, options)
    yield Read(fact=fact(roles, options, rows))
    offsets = CODE_POINTS
    if "spans" in roles:
        offsets, said = found_offsets(path, _spans_of(objects, roles), options)
        yield from said
    reader = RowReader(path, roles, options, offsets, keeps_empty=True)
    for line, item in objects:
        if isinstance(item, Problem):
            yield Read(problem=item)
        elif item.get("answer") in NO_ANSWERS:
            text = tr("Somebody answered “{answer}” to this one; it was left out.", answer=item["answer"])
            yield Read(problem=Problem(str(path), line, Severity.SKIPPED, text, "rejected"))
        else:
            yield from reader.read(item, line, objects.position)


def _are_questions(first: Mapping[str, Any]) -> bool:
    """Tell whether a file is a data set like SQuAD: one object with articles, their paragraphs in them."""
    articles = first.get("data")
    article = articles[0] if isinstance(articles, list) and articles else None
    return isinstance(article, Mapping) and isinstance(article.get("paragraphs"), list)


def _spans_of(objects: Objects, roles: Mapping[str, str]) -> Iterator[tuple[str, list[RawSpan]]]:
    for _, item in objects:
        text = item.get(roles["text"]) if isinstance(item, dict) and "text" in roles else None
        if isinstance(item, dict) and isinstance(text, str):
            yield text, raw_spans(item.get(roles["spans"])) or []


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write one object a line, with named fields. Raises UserError if the file cannot be written."""
    del labels, options
    with new_text(path) as write_text:
        for document in documents:
            write_text(line_of(_record(document)))


def _record(document: Document) -> dict[str, Any]:
    row = plain_row(document)
    row["labels"] = [label.label for label in document.labels]
    row["spans"] = span_records(document)
    if document.status is not Status.DONE and not document.spans:
        del row["spans"]
    return row | {key: value for key, value in document.meta.items() if key not in row}


def sniff(path: Path, head: str) -> Sniffed:
    """Any file whose first line is an object."""
    first = first_object(head)
    if first is None:
        # One object may be longer than the head.
        return Sniffed(
            0.3 if path.suffix.lower() in SUFFIXES and head.lstrip()[:1] in "{[" and head.strip() else 0.0
        )
    return Sniffed(0.5, tr("Objects with the fields {names}.", names=", ".join(list(first)[:6])))
