"""Imports in the making: documents are written in pieces where nobody sees them, then shown in one step."""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bertstudio.core.documents import Document, title_of
from bertstudio.core.edits import AddLabel, Change, Edit, Several, ShowBatch
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.store import history
from bertstudio.store.documents import checksums_here
from bertstudio.store.label_rows import StagedLabelIds, forget_staged_labels, read_label_set
from bertstudio.store.project import Project, writing
from bertstudio.store.row_writing import Place, insert
from bertstudio.store.rows import STAGED, stored_text

DELETED_AT_ONCE = 2_000
"""Documents deleted by one transaction, so that an edit in the window never waits long."""

DELETED_WHILE_WAITING = 40_000
"""Documents deleted while somebody waits: some tenths of a second of work. The others are left to `tidy`."""

PAUSE_S = 0.001
"""Between two transactions, so that an edit that waits comes first."""


@dataclass(slots=True)
class Staging:
    """An import that is being read. `reveal` or `cancel` ends it; a crash does as `cancel`."""

    project: Project
    batch: int
    documents: int = 0
    annotations: int = 0
    document_labels: int = 0
    """Labels of whole documents among the annotations."""
    """Spans and labels of the documents written so far."""
    duplicates: int = 0
    """Documents whose text the corpus, or this import, held already; skipped if that was asked."""
    names: dict[str, None] = field(default_factory=dict)
    """Labels met so far, in order."""
    apart: set[tuple[int, str]] = field(default_factory=set)
    """Checksum and annotator of the texts that several people annotated."""


def stage(project: Project) -> Staging:
    """Begin an import. `project` is a handle of the importing thread (`second_connection`)."""
    with writing(project):
        row = project.connection.execute("INSERT INTO batches (state) VALUES ('open')")
    return Staging(project, int(row.lastrowid or 0))


def add(staging: Staging, documents: Iterable[Document], *, skip_duplicates: bool = False) -> None:
    """Write some thousand documents of an import, in one transaction. Their ids are given anew.

    A power cut may take it back, a crash of the program may not: `reveal` waits until all is on the disk. An
    import that is shown and lacks a piece cannot come about, because SQLite takes the transactions of its log
    (WAL) in their order, up to the first that is not whole.

    Raises:
        UserError: the disk is full; `cancel` then takes back what was written before.
    """
    piece = [_Held(_checked(document), *stored_text(document.text)) for document in documents]
    with writing(staging.project, flushed=False):
        kept = _without_duplicates(staging, piece, skip_duplicates)
        _staged(staging, kept)


class _Held(NamedTuple):
    """A document with its text and checksum as the database holds them."""

    document: Document
    text: str | bytes
    key: int


def _checked(document: Document) -> Document:
    """Return a document that can be stored whole: spans inside the text, each with a number of its own.

    Readers see to this, and tell file and line; here is where no label can slip through.
    """
    if not document.spans and not document.suggestions:
        return document
    spans = (*document.spans, *document.suggestions) if document.suggestions else document.spans
    length = len(document.text)
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            raise UserError(
                tr(
                    "{title}: the entity {start} to {end} lies outside the text.",
                    title=document.title or document.key or title_of(document.text),
                    start=span.start,
                    end=span.end,
                )
            )
    if len(spans) < 2 or len({span.id for span in spans}) == len(spans):
        return document
    return _renumbered(document)


def _renumbered(document: Document) -> Document:
    if document.relations:
        title = document.title or document.key or title_of(document.text)
        raise UserError(
            tr("{title}: two entities have the same number, and relations refer to it.", title=title)
        )
    spans = tuple(replace(span, id=number) for number, span in enumerate(document.spans, 1))
    ghosts = enumerate(document.suggestions, len(spans) + 1)
    return replace(document, spans=spans, suggestions=tuple(replace(span, id=n) for n, span in ghosts))


def annotator_of(document: Document) -> str:
    """Return who made a document of a text that several people annotated apart; empty for any other."""
    return str(document.meta.get("annotator", "")) if document.group else ""


def _without_duplicates(staging: Staging, piece: list[_Held], skip: bool) -> list[_Held]:
    keys = {held.key for held in piece}
    names = [annotator_of(held.document) for held in piece]
    known = _known(staging, keys)
    here = checksums_here(staging.project, keys) if any(names) else set()
    kept = []
    for held, name in zip(piece, names, strict=True):
        # What another annotator did with the same text is no duplicate of it.
        again = held.key in here or (held.key, name) in staging.apart if name else held.key in known
        staging.duplicates += again
        if name:
            staging.apart.add((held.key, name))
        known.add(held.key)
        if not (again and skip):
            kept.append(held)
    return kept


def _known(staging: Staging, keys: Iterable[int]) -> set[int]:
    """Return which of these checksums the corpus, or this import, holds already."""
    query = (
        "SELECT value FROM json_each(?) WHERE EXISTS"
        " (SELECT 1 FROM documents WHERE checksum = value AND (state = 1 OR batch = ?))"
    )
    rows = staging.project.connection.execute(query, (json.dumps(list(keys)), staging.batch))
    return {key for (key,) in rows}


def _staged(staging: Staging, kept: list[_Held]) -> None:
    connection = staging.project.connection
    numbers = StagedLabelIds(connection)
    row = connection.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'documents'").fetchone()
    first = (row[0] or 0) + 1
    insert(connection, kept, Place(first, staging.batch, STAGED), numbers)
    if kept:
        connection.execute(
            "UPDATE batches SET first = ifnull(first, ?), last = ? WHERE id = ?",
            (first, first + len(kept) - 1, staging.batch),
        )
    staging.documents += len(kept)
    staging.document_labels += sum([len(held.document.labels) for held in kept])
    staging.annotations += sum([len(held.document.spans) + len(held.document.labels) for held in kept])
    staging.names |= dict.fromkeys(numbers)


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
    """Give up an import; one that was revealed stays as it is. What a large one has written goes with `tidy`.

    Raises UserError if the disk fails; the next opening then tidies up.
    """
    project = staging.project
    with writing(project):
        dropped = project.connection.execute(
            "UPDATE batches SET state = 'dropped' WHERE id = ? AND state = 'open'", (staging.batch,)
        )
    if dropped.rowcount:
        _delete(project, staging.batch, _some_pieces())


def sweep(project: Project) -> None:
    """Give up imports that never came to their end; delete them, and those that were undone for good.

    Call it only right after opening, under the lock: an open import is then one that crashed. What a large
    one has written goes with `tidy`; nobody sees it meanwhile.
    """
    open_ones = "FROM batches WHERE state = 'open'"
    if project.connection.execute(f"SELECT EXISTS (SELECT 1 {open_ones})").fetchone()[0]:
        with writing(project):
            project.connection.execute("UPDATE batches SET state = 'dropped' WHERE state = 'open'")
    tidy(project, _some_pieces())


def _some_pieces() -> Callable[[], bool]:
    left = iter(range(0, DELETED_WHILE_WAITING, DELETED_AT_ONCE))
    return lambda: next(left, None) is not None


def tidy(project: Project, keep_going: Callable[[], bool] = lambda: True) -> bool:
    """Delete imports that were given up or undone for good, piece by piece; tell whether all of it is gone.

    `project` is a handle of the calling thread. `keep_going` is asked before each piece.

    Raises UserError if the disk fails.
    """
    query = "SELECT id FROM batches WHERE state = 'dropped'"
    batches = project.connection.execute(query).fetchall()
    return all(_delete(project, batch, keep_going) for (batch,) in batches)


def _delete(project: Project, batch: int, keep_going: Callable[[], bool]) -> bool:
    connection = project.connection
    # `+`: along the ids; SQLite would rather look through all that is staged, for each piece.
    query = "SELECT min(id), max(id) FROM documents WHERE id BETWEEN ? AND ? AND batch = ? AND +state = ?"
    borders = connection.execute("SELECT first, last FROM batches WHERE id = ?", (batch,)).fetchone()
    first, last = connection.execute(query, (*(borders or (None, None)), batch, STAGED)).fetchone()
    while first is not None and first <= last:
        if not keep_going():
            return False
        with writing(project, flushed=False):
            connection.execute(
                "DELETE FROM documents WHERE id BETWEEN ? AND ? AND batch = ? AND +state = ?",
                (first, first + DELETED_AT_ONCE - 1, batch, STAGED),
            )
        first += DELETED_AT_ONCE
        time.sleep(PAUSE_S)
    with writing(project):
        connection.execute("DELETE FROM batches WHERE id = ?", (batch,))
        forget_staged_labels(connection)
    return True
