"""Questions to the corpus: lists, single documents, counts."""

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from bertstudio.core.documents import Document, Split, Status
from bertstudio.core.labels import LabelSet
from bertstudio.store import search
from bertstudio.store.label_rows import read_label_set
from bertstudio.store.project import Project
from bertstudio.store.queries import Query, where, where_in_totals
from bertstudio.store.rows import from_sql, ids_in, read

__all__ = [
    "Counts",
    "DocumentRow",
    "Leak",
    "Query",
    "checksums_here",
    "counts",
    "duplicates_across_splits",
    "exists",
    "first",
    "ids",
    "label_counts",
    "label_set",
    "languages",
    "load",
    "remember",
    "rows",
    "sources",
    "stream",
]

REMEMBERED = 128
"""Documents that a project keeps in memory; more than the window does."""

PIECE = 500

EVERYTHING = Query()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a line of a list."""

    id: int
    title: str
    language: str
    split: Split
    status: Status
    flagged: bool
    spans: int
    suggestions: int
    """Suggested spans and labels of the document."""
    words: int
    confidence: float | None
    """Lowest confidence of its suggestions, None without any."""
    changed: int
    """Milliseconds since 1970."""
    source: str
    labels: tuple[str, ...] = ()
    """Labels of the whole document (text classification)."""
    note: str = ""
    noted: bool = False
    """There is a note on it, or on an entity of it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a query finds."""

    documents: int = 0
    spans: int = 0
    suggestions: int = 0
    by_split: dict[Split, int] = field(default_factory=dict)
    by_status: dict[Status, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leak:
    """A text that stands both in train and in another split."""

    text: str
    train_ids: tuple[int, ...]
    other_ids: tuple[int, ...]
    split: Split
    """The other split."""


def ids(project: Project, query: Query = EVERYTHING) -> "array[int]":
    """Return the ids that a query finds, in its order: what virtual lists hold.

    Raises UserError if the text of the query is no regular expression, or one that takes too long.
    """
    return array("q", chain.from_iterable(search.found(project, query)))


def first(project: Project, query: Query, count: int) -> list[int]:
    """Return the first ids that a query finds; the others are not looked for."""
    return list(islice(chain.from_iterable(search.found(project, query)), count))


def rows(project: Project, wanted: Sequence[int]) -> list[DocumentRow]:
    """Return the list lines of documents in the order given; unknown ids are left out."""
    listed = ids_in(wanted)
    labels: dict[int, list[str]] = defaultdict(list)
    sql = (
        "SELECT a.document, l.name FROM document_labels a JOIN labels l ON l.id = a.label "  # noqa: S608
        f"WHERE a.document IN ({listed}) AND a.suggested = 0 ORDER BY a.document, a.position"
    )
    for number, name in project.connection.execute(sql):
        labels[number].append(from_sql(name))
    sql = (
        "SELECT id, title, language, split, status, flagged, n_spans, n_suggestions, n_words, "  # noqa: S608
        "min_confidence, changed, source, note, note <> '' OR EXISTS "
        "(SELECT 1 FROM spans s WHERE s.document = documents.id AND s.note <> '') "
        f"FROM documents WHERE id IN ({listed})"
    )
    found = {
        row[0]: DocumentRow(
            row[0],
            from_sql(row[1]),
            from_sql(row[2]),
            Split(row[3]),
            Status(row[4]),
            bool(row[5]),
            row[6],
            row[7],
            row[8],
            row[9],
            row[10],
            from_sql(row[11]),
            tuple(labels.get(row[0], ())),
            from_sql(row[12]),
            bool(row[13]),
        )
        for row in project.connection.execute(sql)
    }
    return [found[number] for number in wanted if number in found]


def load(project: Project, document_id: int) -> Document:
    """Return a document. Raises KeyError if there is none of that id."""
    document, revision = read(project.connection, [document_id])[document_id]
    remember(project, document, revision)
    return document


def exists(project: Project, document_id: int) -> bool:
    """Tell whether there is a document of that id, in the corpus or the bin."""
    found = project.connection.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,))
    return found.fetchone() is not None


def remember(project: Project, document: Document, revision: int) -> None:
    """Keep a document in memory, with the revision at which it was read or written.

    An edit uses it only if the database still holds that revision.
    """
    project.latest[document.id] = document, revision
    project.latest.move_to_end(document.id)
    while len(project.latest) > REMEMBERED:
        project.latest.popitem(last=False)


def stream(project: Project, query: Query = EVERYTHING) -> Iterator[Document]:
    """Yield the documents that a query finds, in its order, a few hundred in memory at a time.

    Edits meanwhile are seen in documents that were not yielded yet.
    """
    found = ids(project, query)
    for first in range(0, len(found), PIECE):
        piece = found[first : first + PIECE]
        documents = read(project.connection, piece)
        yield from (documents[number][0] for number in piece if number in documents)


def counts(project: Project, query: Query = EVERYTHING) -> Counts:
    """Count documents, annotated spans and suggestions."""
    query = _without_text(project, query)
    documents = spans = suggestions = 0
    by_split = dict.fromkeys(Split, 0)
    by_status = dict.fromkeys(Status, 0)
    for split, status, number, span_number, suggestion_number in _places(project, query):
        by_split[Split(split)] += number
        by_status[Status(status)] += number
        documents += number
        spans += span_number
        suggestions += suggestion_number
    return Counts(documents, spans, suggestions, by_split, by_status)


def _without_text(project: Project, query: Query) -> Query:
    """Return a query that finds the same and that SQL can answer by itself."""
    if search.search_of(query) is None:
        return replace(query, text="", regex=False, match_case=False, whole_word=False)
    return Query(ids=tuple(ids(project, query)), in_bin=query.in_bin)


def _places(project: Project, query: Query) -> sqlite3.Cursor:
    """Yield split, status, documents, spans and suggestions: from the totals where they know the answer."""
    known = where_in_totals(query)
    if known is not None:
        sql = f"SELECT split, status, documents, spans, suggestions FROM totals d WHERE {known[0]}"  # noqa: S608
        return project.connection.execute(sql, known[1])
    condition, values = where(query, by_id=search.is_known_by_id(project, query))
    sql = (
        "SELECT split, status, count(*), sum(n_spans), sum(n_suggestions) "  # noqa: S608
        f"FROM documents d WHERE {condition} GROUP BY split, status"
    )
    return project.connection.execute(sql, values)


def label_counts(project: Project, query: Query = EVERYTHING) -> dict[str, int]:
    """Count the annotations of each label, spans and labels of documents together; labels without any too."""
    if where_in_totals(query) is not None and not (query.splits or query.statuses or query.languages):
        sql = "SELECT name, n_annotations FROM labels WHERE position IS NOT NULL ORDER BY position"
        return {from_sql(name): number for name, number in project.connection.execute(sql)}
    condition, values = where(_without_text(project, query))
    numbers = dict.fromkeys(label_set(project).names, 0)
    for table in ("spans", "document_labels"):
        for name, number in _carried(project.connection, table, condition, values):
            numbers[from_sql(name)] += number
    return numbers


def _carried(
    connection: sqlite3.Connection, table: str, condition: str, values: list[object]
) -> list[tuple[str, int]]:
    sql = (
        "SELECT l.name, n FROM (SELECT a.label AS label, count(*) AS n "  # noqa: S608
        f"FROM {table} a JOIN documents d ON d.id = a.document "
        f"WHERE a.suggested = 0 AND {condition} GROUP BY a.label) JOIN labels l ON l.id = label"
    )
    return connection.execute(sql, values).fetchall()


def label_set(project: Project) -> LabelSet:
    """Return the labels of the project."""
    return read_label_set(project.connection)


def languages(project: Project) -> dict[str, int]:
    """Count the documents of each language, the most frequent first; empty for unknown."""
    sql = (
        "SELECT language, sum(documents) FROM totals GROUP BY language "
        "HAVING sum(documents) > 0 ORDER BY 2 DESC, 1"
    )
    return {from_sql(language): number for language, number in project.connection.execute(sql)}


def sources(project: Project, most: int) -> list[str]:
    """Return the files that documents came from, by name, at most so many."""
    # One step in the index for each, however many documents came from it.
    sql = (
        "WITH RECURSIVE s (name) AS (SELECT min(source) FROM documents WHERE source > '' UNION ALL "
        "SELECT (SELECT min(source) FROM documents WHERE source > s.name) FROM s WHERE s.name IS NOT NULL) "
        "SELECT name FROM s WHERE name IS NOT NULL LIMIT ?"
    )
    return [from_sql(name) for (name,) in project.connection.execute(sql, (most,))]


def checksums_here(project: Project, checksums: Iterable[int]) -> set[int]:
    """Return those of some checksums (`rows.checksum_key`) whose texts are in the corpus."""
    sql = (
        "SELECT DISTINCT checksum FROM documents WHERE state = 1 "
        "AND checksum IN (SELECT value FROM json_each(?))"
    )
    found = project.connection.execute(sql, (json.dumps(list(checksums)),))
    return {checksum for (checksum,) in found}


def duplicates_across_splits(project: Project) -> list[Leak]:
    """Return the texts that stand, identically, both in train and in dev or test: scores there would lie."""
    sql = (
        "SELECT checksum, split, id FROM documents WHERE state = 1 AND split <> 'none' AND checksum IN "
        "(SELECT checksum FROM documents WHERE state = 1 AND split <> 'none' GROUP BY checksum "
        "HAVING count(DISTINCT split) > 1) ORDER BY position"
    )
    groups: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for checksum, split, number in project.connection.execute(sql):
        groups[checksum][split].append(number)
    leaks = []
    for splits in groups.values():
        train = tuple(splits.get("train", ()))
        for other in (Split.DEV, Split.TEST):
            if train and other in splits:
                text = _text(project.connection, train[0])
                leaks.append(Leak(text, train, tuple(splits[other]), other))
    return leaks


def _text(connection: sqlite3.Connection, document: int) -> str:
    row = connection.execute("SELECT text FROM texts WHERE document = ?", (document,)).fetchone()
    return from_sql(row[0])
