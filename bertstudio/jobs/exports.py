"""Project → file: a query is streamed through a writer, and what the format cannot hold is said."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio import formats
from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Format, Loss
from bertstudio.formats.losses import ALL, LossCount
from bertstudio.store import documents as corpus
from bertstudio.store import project as projects
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

EVERYTHING = Query()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written."""

    path: Path
    documents: int
    annotations: int
    """Spans and labels of the documents that went in; `losses` says which of them did not come out."""
    losses: list[Loss]


class _Counted:
    """Counts documents and annotations on their way to the writer."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.documents = 0
        self.annotations = 0

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            self.documents += 1
            self.annotations += len(document.spans) + len(document.labels)
            yield document


def losses(
    project: Project, format_id: str, query: Query = EVERYTHING, options: Mapping[str, Any] | None = None
) -> list[Loss]:
    """Count what the documents of a query would lose in a format. Raises UserError for an unknown format."""
    return _lost(formats.format_named(format_id), corpus.stream(project, query), options or {})


def _lost(row: Format, documents: Iterable[Document], options: Mapping[str, Any]) -> list[Loss]:
    """Count in one pass what a format cannot hold and what its options drop."""
    dropped = row.drops(options) if row.drops is not None else frozenset()
    count = LossCount(ALL - dropped)
    seen = count.seen(documents) if dropped else documents
    found = row.losses(seen) if row.losses is not None else []
    if dropped:
        deque(seen, maxlen=0)
    return [*found, *count.losses()]


def export(
    project: Project,
    path: Path,
    format_id: str,
    query: Query = EVERYTHING,
    options: Mapping[str, Any] | None = None,
    *,
    dry_run: bool = False,
) -> ExportReport:
    """Write the documents of a query to a file, or a folder for a data set; whole or not at all.

    `options` are those of the format (`Format.options`). A dry run counts what would be lost and writes
    nothing.

    Raises:
        UserError: nothing to write, an option that the format does not know, or the file cannot be written.
    """
    row = formats.format_named(format_id)
    if row.write is None:
        raise UserError(tr("{format} can be read but not written.", format=row.title))
    chosen = dict(options or {})
    _check_options(row, chosen)
    # An empty project may go out: its labels are worth a file.
    if not corpus.counts(project, query).documents and corpus.counts(project).documents:
        raise UserError(tr("No documents match, so nothing was written."))
    chosen |= {"task": project.task, "multi_label": projects.options(project)["multi_label"]}
    counted = _Counted(corpus.stream(project, query))
    lost = _lost(row, counted, chosen)
    if dry_run:
        # The rest: all of them, for a format that loses nothing.
        deque(counted, maxlen=0)
        return ExportReport(path, counted.documents, counted.annotations, lost)
    counted = _Counted(corpus.stream(project, query))
    row.write(counted, corpus.label_set(project), path, chosen)
    return ExportReport(path, counted.documents, counted.annotations, lost)


def _check_options(row: Format, chosen: Mapping[str, Any]) -> None:
    unknown = next((name for name in chosen if name not in row.options), None)
    if unknown is not None:
        names = ", ".join(row.options) or tr("none")
        raise UserError(
            tr(
                "{format} has no option {name}. It knows: {names}.",
                format=row.title,
                name=unknown,
                names=names,
            )
        )
