"""What a model proposes, taken into the project."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bertstudio.core.documents import Annotation, Document, DocumentLabel, Span, next_id, span_order
from bertstudio.core.edits import Change, SetSuggestions, Several
from bertstudio.core.words import tr
from bertstudio.store import history
from bertstudio.store.corpus_edits import pieces
from bertstudio.store.project import Project, check_writable
from bertstudio.store.row_writing import Suggested
from bertstudio.store.rows import REVISION, ids_in, read


def replace_suggestions(
    project: Project, run: int, items: Iterable[tuple[int, Sequence[Annotation]]], *, by: str = ""
) -> Change:
    """Give documents the suggestions of a run instead of those they had, as one step that can be undone.

    A document without annotations in `items` loses its suggestions; documents that `items` does not name
    keep theirs. What repeats an annotation of the document exactly is left out. Documents that are not
    there any more are skipped.

    Raises:
        UserError: a span lies outside its text, or the disk is full; nothing has changed then.
    """
    check_writable(project)
    assert project.lock is not None
    made = [row for piece in pieces(items) for row in _suggested(project, run, piece)]
    title = tr("Suggestions of run {run}", run=run)
    with project.lock.writing:
        rows = tuple(row for piece in pieces(made) for row in _as_they_are_now(project, run, piece))
        return history.do(project, Several((SetSuggestions(rows),), title), by=by).change


def _suggested(
    project: Project, run: int, piece: list[tuple[int, Sequence[Annotation]]]
) -> Iterator[tuple[Suggested, int]]:
    """Yield what documents get, and the revision of each that this was made for."""
    documents = read(project.connection, [number for number, _ in piece])
    for number, annotations in piece:
        if number in documents:
            document, revision = documents[number]
            yield (number, *_kept(document, run, annotations)), revision


def _as_they_are_now(project: Project, run: int, piece: list[tuple[Suggested, int]]) -> Iterator[Suggested]:
    """Make anew what was made for documents that somebody changed meanwhile: their numbers may be taken."""
    listed = ids_in(row[0] for row, _ in piece)
    query = f"SELECT id, {REVISION} FROM documents d WHERE id IN ({listed})"  # noqa: S608
    revisions = dict(project.connection.execute(query).fetchall())
    other = [row[0] for row, revision in piece if revisions.get(row[0]) != revision]
    documents = read(project.connection, other)
    for row, revision in piece:
        number, spans, labels = row
        if number in documents:
            yield number, *_kept(documents[number][0], run, (*spans, *labels))
        elif revisions.get(number) == revision:
            yield row


def _kept(
    document: Document, run: int, annotations: Sequence[Annotation]
) -> tuple[tuple[Span, ...], tuple[DocumentLabel, ...]]:
    taken = {(span.start, span.end, span.label) for span in document.spans}
    fresh = next_id(replace(document, suggestions=()))
    spans: list[Span] = []
    for span in sorted((item for item in annotations if isinstance(item, Span)), key=span_order):
        if (span.start, span.end, span.label) not in taken:
            taken.add((span.start, span.end, span.label))
            spans.append(replace(span, id=fresh + len(spans), run=run))
    carried = {label.label for label in document.labels}
    labels = [
        replace(item, run=run)
        for item in annotations
        if isinstance(item, DocumentLabel) and item.label not in carried
    ]
    return tuple(spans), tuple(labels)
