"""Imports in the making: documents are written in pieces where nobody sees them, then shown in one step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bertstudio.core.documents import Document, title_of
from bertstudio.core.edits import AddLabel, Change, Edit, Several, ShowBatch
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.store import history
from bertstudio.store.label_rows import forget_staged_labels, read_label_set, staged_label_ids
from bertstudio.store.project import Project, writing
from bertstudio.store.row_writing import Place, insert
from bertstudio.store.rows import STAGED, checksum_key

DELETED_AT_ONCE = 2_000
"""Documents deleted by one transaction, so that an edit in the window never waits long."""


@dataclass(slots=True)
class Staging:
    """An import that is being read. `reveal` or `cancel` ends it; a crash does as `cancel`."""

    project: Project
    batch: int
    documents: int = 0
    spans: int = 0
    duplicates: int = 0
    """Documents whose text the corpus, or this import, held already; skipped if that was asked."""
    names: dict[str, None] = field(default_factory=dict)
    """Labels met so far, in order."""


def stage(project: Project) -> Staging:
    """Begin an import. `project` is a handle of the importing thread (`second_connection`)."""
    with writing(project):
        row = project.connection.execute("INSERT INTO batches (state) VALUES ('open')")
    return Staging(project, int(row.lastrowid or 0))


def add(staging: Staging, documents: Iterable[Document], *, skip_duplicates: bool = False) -> None:
    """Write some hundred documents of an import, in one transaction. Their ids are given anew.

    Raises:
        UserError: the disk is full; `cancel` then takes back what was written before.
    """
    piece = [_checked(document) for document in documents]
    with writing(staging.project):
        kept = _without_duplicates(staging, piece, skip_duplicates)
        _staged(staging, kept)


def _checked(document: Document) -> Document:
    """Return a document that can be stored whole: spans inside the text, each with a number of its own.

    Readers see to this, and tell file and line; here is where no label can slip through.
    """
    spans = (*document.spans, *document.suggestions)
    for span in spans:
        if not 0 <= span.start < span.end <= len(document.text):
            raise UserError(
                tr(
                    "{title}: the span {start} to {end} lies outside the text.",
                    title=document.title or document.key or title_of(document.text),
                    start=span.start,
                    end=span.end,
                )
            )
    return document if len({span.id for span in spans}) == len(spans) else _renumbered(document)


def _renumbered(document: Document) -> Document:
    if document.relations:
        title = document.title or document.key or title_of(document.text)
        raise UserError(
            tr("{title}: two spans have the same number, and relations refer to it.", title=title)
        )
    spans = tuple(replace(span, id=number) for number, span in enumerate(document.spans, 1))
    ghosts = enumerate(document.suggestions, len(spans) + 1)
    return replace(document, spans=spans, suggestions=tuple(replace(span, id=n) for n, span in ghosts))


def _without_duplicates(staging: Staging, documents: list[Document], skip: bool) -> list[Document]:
    kept, seen = [], set()
    for document in documents:
        key = checksum_key(document.text)
        query = "SELECT 1 FROM documents WHERE checksum = ? AND (state = 1 OR batch = ?) LIMIT 1"
        known = key in seen or staging.project.connection.execute(query, (key, staging.batch)).fetchone()
        seen.add(key)
        staging.duplicates += bool(known)
        if not (known and skip):
            kept.append(document)
    return kept


def _staged(staging: Staging, documents: list[Document]) -> None:
    connection = staging.project.connection
    names = dict.fromkeys(name for document in documents for name in _names(document))
    numbers = staged_label_ids(connection, names)
    row = connection.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'documents'").fetchone()
    first = (row[0] or 0) + 1
    # Ids are never used twice and grow, so they serve as positions too.
    placed = [
        (Place(number, staging.batch, STAGED, number), replace(document, id=number))
        for number, document in enumerate(documents, first)
    ]
    insert(connection, placed, numbers)
    if placed:
        connection.execute(
            "UPDATE batches SET first = ifnull(first, ?), last = ? WHERE id = ?",
            (first, placed[-1][0].id, staging.batch),
        )
    staging.documents += len(placed)
    staging.spans += sum(len(document.spans) for document in documents)
    staging.names |= names


def _names(document: Document) -> Iterator[str]:
    for items in (document.spans, document.suggestions, document.labels, document.label_suggestions):
        yield from (item.label for item in items)
    yield from (relation.label for relation in document.relations)


def reveal(staging: Staging, *, labels: Iterable[Label] = (), title: str = "", by: str = "") -> Change:
    """Take an import into the corpus, as one step that can be undone.

    `labels` are definitions that the files gave; other labels get a colour, key and code of their own.

    Raises:
        UserError: the disk is full; nothing is shown then.
    """
    project = staging.project
    additions = _additions(read_label_set(project.connection), labels, staging.names)
    title = title or trn("Import 1 document", "Import {count} documents", staging.documents)
    step = Several((*additions, ShowBatch(staging.batch)), title)
    return history.do(project, step, by=by).change


def _additions(known: LabelSet, defined: Iterable[Label], names: Iterable[str]) -> list[Edit]:
    additions: list[Edit] = []
    for label in (*defined, *(Label(name) for name in names)):
        if label.name in known:
            continue
        fresh = known.new(label.name)
        given = label if label != Label(label.name) else fresh
        taken = known.by_shortcut(given.shortcut) is not None
        added = replace(
            given, shortcut=fresh.shortcut if taken else given.shortcut, code=given.code or fresh.code
        )
        known = LabelSet((*known.labels, added))
        additions.append(AddLabel(added))
    return additions


def cancel(staging: Staging) -> None:
    """Delete what an import has written; one that was revealed stays as it is.

    Raises UserError if the disk fails; the next opening then tidies up.
    """
    project = staging.project
    with writing(project):
        dropped = project.connection.execute(
            "UPDATE batches SET state = 'dropped' WHERE id = ? AND state = 'open'", (staging.batch,)
        )
    if dropped.rowcount:
        _delete(project, staging.batch)


def sweep(project: Project) -> None:
    """Delete imports that never came to their end, and those that were undone for good.

    Call it only right after opening, under the lock: an open import is then one that crashed.
    """
    query = "SELECT id FROM batches WHERE state IN ('open', 'dropped')"
    for (batch,) in project.connection.execute(query).fetchall():
        _delete(project, batch)


def _delete(project: Project, batch: int) -> None:
    connection = project.connection
    row = connection.execute("SELECT first, last FROM batches WHERE id = ?", (batch,)).fetchone()
    first, last = row
    while first is not None and first <= last:
        with writing(project):
            connection.execute(
                "DELETE FROM documents WHERE id BETWEEN ? AND ? AND batch = ? AND state = ?",
                (first, first + DELETED_AT_ONCE - 1, batch, STAGED),
            )
        first += DELETED_AT_ONCE
    with writing(project):
        connection.execute("DELETE FROM batches WHERE id = ?", (batch,))
        forget_staged_labels(connection)
