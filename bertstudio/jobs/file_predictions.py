"""Files in, predictions out: any readable format, streamed through a model into any that can be written."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bertstudio import formats
from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.records import to_record
from bertstudio.core.words import tr
from bertstudio.formats.base import Format, ReadOptions, Severity
from bertstudio.jobs.import_sources import Findings, in_folders, reads, refusal
from bertstudio.jobs.loaded_model import LoadedModel

STANDARD_INPUT = "-"


@dataclass(slots=True)
class Counted:
    """What went through."""

    documents: int = 0
    annotations: int = 0
    repaired: int = 0
    """Problems of the files that were repaired or left out."""
    labels: dict[str, int] = field(default_factory=dict)


def documents_of(
    files: Sequence[str], format_id: str, options: ReadOptions, counted: Counted
) -> Iterator[Document]:
    """Yield the documents of files, folders and archives, or with no file the lines of standard input.

    Raises:
        UserError: a file cannot be read, or something in it; the sentence says which.
    """
    if not files or list(files) == [STANDARD_INPUT]:
        yield from _lines()
        return
    paths = [Path(name) for name in files]
    for path in paths:
        if not path.exists():
            raise UserError(tr("There is no file {path}.", path=path))
    sources, _aside = in_folders(paths, options, format_id)
    findings = Findings()
    for source in sources:
        for read in reads(source, options, tolerant=False):
            if read.problem is not None:
                findings.problem(read.problem)
                counted.repaired += read.problem.severity is not Severity.ERROR
                if read.problem.severity is Severity.ERROR:
                    raise UserError(refusal(findings))
            if read.document is not None:
                yield read.document


def _lines() -> Iterator[Document]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise UserError(tr("Line {line} of standard input is not UTF-8.", line=number)) from error
        yield Document(number, text.rstrip("\r\n"))


def writable_format(format_id: str, out: Path | None, task_id: str) -> Format:
    """Return the format to write: the one named, else that of the file's ending, else our JSON lines.

    Raises:
        UserError: the format cannot be written, or cannot hold what this task finds.
    """
    if format_id:
        row = formats.format_named(format_id)
    else:
        suffix = out.suffix.lower() if out is not None else ""
        fitting = (
            row for row in formats.FORMATS if row.write and suffix in row.suffixes and task_id in row.tasks
        )
        row = next(fitting, formats.format_named("jsonl"))
    if row.write is None:
        raise UserError(tr("{format} can be read but not written.", format=row.title))
    if task_id not in row.tasks:
        raise UserError(tr("{format} cannot hold what this model finds.", format=row.title))
    return row


def write(
    loaded: LoadedModel, documents: Iterable[Document], row: Format, out: Path, counted: Counted
) -> None:
    """Predict documents and write them; the file appears whole or not at all."""
    assert row.write is not None
    options: Mapping[str, Any] = {"task": loaded.task.id, "multi_label": loaded.model.options.multi_label}
    row.write(_counted(loaded.predicted(documents), counted), loaded.labels, out, options)


def records(loaded: LoadedModel, documents: Iterable[Document], counted: Counted) -> Iterator[dict[str, Any]]:
    """Predict documents and yield each as a record of our JSON lines."""
    return map(to_record, _counted(loaded.predicted(documents), counted))


def _counted(documents: Iterable[Document], counted: Counted) -> Iterator[Document]:
    for document in documents:
        counted.documents += 1
        found = [item.label for item in document.spans] + [item.label for item in document.labels]
        counted.annotations += len(found)
        for label in found:
            counted.labels[label] = counted.labels.get(label, 0) + 1
        yield document
