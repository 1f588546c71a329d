"""Which documents a query finds, piece by piece: the first are told long before the last are known.

A text is searched in one of two ways. Where the index knows few candidates, those are read; else the
documents are read in the order of the list, and what many of them hold is met at once. Either way the text
decides, and documents that the index does not know yet are read.
"""

import heapq
import json
import logging
import sqlite3
from array import array
from collections.abc import Iterator
from itertools import groupby, islice

from bertstudio.store.project import Project
from bertstudio.store.queries import NOTED, Query, order_by, where
from bertstudio.store.rows import from_sql
from bertstudio.store.search_index import Index, index_of
from bertstudio.store.searching import Required, Search

log = logging.getLogger(__name__)

FIRST = 200
"""Documents in the first piece: more than a screen shows."""
LARGEST = 20_000
PIECE_CHARACTERS = 150_000
"""So long is a piece of ids with commas between that is taken apart in one go: some 20,000."""
_BEHIND_ALL = 2**62
READ_AT_ONCE = 5_000
"""Texts that are read between two looks at whether anybody still wants to know."""
AMONG = "d.id IN (SELECT value FROM json_each(?))"
"""Some documents. The same statement for any of them, so that SQLite keeps one and not hundreds."""
FEW = 20_000
"""Up to so many candidates are put in order before they are read."""


def search_of(query: Query) -> Search | None:
    """Return what looks for the text of a query, None if it asks for none. UserError if it is no pattern."""
    if not query.text.strip():
        return None
    return Search(query.text, regex=query.regex, match_case=query.match_case, whole_word=query.whole_word)


def is_known_by_id(project: Project, query: Query) -> bool:
    """Tell whether the documents of a query are quicker looked up by ids than read from the list of all."""
    if query.ids is not None:
        return True
    if query.has_note:
        sql = f"SELECT count(*) FROM ({NOTED} LIMIT ?)"  # noqa: S608
        return int(project.connection.execute(sql, (FEW,)).fetchone()[0]) < FEW
    if query.labels:
        sql = (
            "SELECT ifnull(sum(n_annotations), 0) FROM labels WHERE position IS NOT NULL"
            " AND name IN (SELECT value FROM json_each(?))"
        )
        (count,) = project.connection.execute(sql, (json.dumps(query.labels),)).fetchone()
        return int(count) < FEW
    return False


def found(project: Project, query: Query) -> Iterator["array[int]"]:
    """Yield the ids that a query finds, in its order, in growing pieces.

    Raises:
        UserError: the text is no regular expression, or one that takes too long.
    """
    search = search_of(query)
    if search is None:
        yield from _listed(project, query)
        return
    for piece in candidates(project, query, search.required):
        for first in range(0, len(piece), READ_AT_ONCE):
            if matching := _matching(project, piece[first : first + READ_AT_ONCE], search):
                yield matching


def candidates(project: Project, query: Query, required: Required) -> Iterator["array[int]"]:
    """Yield the ids that a query finds, without its text, whose title or text can hold what is required."""
    with index_of(project) as index:
        proposed = _proposed(project, index, required, query)
        if index is None or proposed is None:
            yield from _listed(project, query)
        elif query.order == "position":
            yield from _in_order_of_ids(project, query, index, proposed)
        else:
            yield from _in_other_order(project, query, index, proposed)


def _in_json(ids: "array[int]") -> str:
    return json.dumps(ids.tolist())


def _matching(project: Project, ids: "array[int]", search: Search) -> "array[int]":
    """Return those of some documents whose title or text holds what is looked for, in their order."""
    sql = f"SELECT d.id, d.title, t.text FROM documents d JOIN texts t ON t.document = d.id WHERE {AMONG}"  # noqa: S608
    holding = {
        number
        for number, title, text in project.connection.execute(sql, (_in_json(ids),))
        if search.is_in(from_sql(text)) or search.is_in(from_sql(title))
    }
    return array("q", (number for number in ids if number in holding))


# Lists --------------------------------------------------------------------------------------------


def _listed(
    project: Project, query: Query, condition: str = "1", *values: object, by_id: bool = False
) -> Iterator["array[int]"]:
    """Yield the ids that a query finds, whatever their text is.

    `by_id`: the condition leaves a few, which are looked up instead of reading the index of all of them.
    """
    by_id = by_id or is_known_by_id(project, query)
    held, held_values = where(query, by_id=by_id)
    sql = f"SELECT d.id FROM documents d WHERE {held} AND {condition}"  # noqa: S608
    given = [*held_values, *values]
    if query.order == "position":
        yield from _paged(project, query, sql, given, LARGEST if by_id else FIRST)
        return
    # The first of an order are known long before all are sorted.
    ordered = f"{sql} {order_by(query)}"
    first = _ids(_told(project, f"{ordered} LIMIT {FIRST}", given))
    if first:
        yield first
    if len(first) == FIRST:
        known = set(first)
        for piece in _pieces(_told(project, f"{ordered} LIMIT -1", given)):
            # They may come later now, if a document was changed meanwhile: none is told twice.
            yield array("q", (number for number in piece if number not in known))


def _paged(
    project: Project, query: Query, sql: str, values: list[object], size: int
) -> Iterator["array[int]"]:
    """Yield the ids of a list in the order of the corpus, each page from where the one before ended."""
    last = 0 if not query.descending else _BEHIND_ALL
    sql = f"{sql} AND d.position {'<' if query.descending else '>'} ? {order_by(query)} LIMIT ?"
    while piece := _ids(_told(project, sql, [*values, last, size])):
        yield piece
        if len(piece) < size:
            return
        last = piece[-1]
        size = min(2 * size, LARGEST)


def _told(project: Project, sql: str, values: list[object]) -> str:
    """Return the ids that a query finds, with commas between.

    SQLite puts them together: fetching row by row would take Python's lock a million times, and the window
    waits for it each time.
    """
    both = f"SELECT group_concat(id) FROM ({sql})"  # noqa: S608
    return project.connection.execute(both, values).fetchone()[0] or ""


def _ids(told: str) -> "array[int]":
    return array("q", map(int, told.split(","))) if told else array("q")


def _pieces(told: str) -> Iterator["array[int]"]:
    start = 0
    while start < len(told):
        end = told.find(",", start + PIECE_CHARACTERS)
        end = end if end >= 0 else len(told)
        yield _ids(told[start:end])
        start = end + 1


# With an index ------------------------------------------------------------------------------------


class _DamagedError(Exception):
    """The index cannot be read to its end."""


def _proposed(
    project: Project, index: Index | None, required: Required, query: Query
) -> Iterator[int] | None:
    """Return what can match, in the order of ids, as far as the index goes; None if it cannot tell."""
    # A list of ids is shorter than what an index would propose.
    if index is None or query.ids is not None:
        return None
    down = query.order == "position" and query.descending
    try:
        proposed = index.candidates(required, descending=down)
    except sqlite3.DatabaseError as error:
        log.warning("the search index is damaged: %s", error)
        return None
    if proposed is None:
        return None
    sql = "SELECT document FROM retitled WHERE document <= ? ORDER BY document"
    retitled = [number for (number,) in project.connection.execute(sql, (index.covered,))]
    if not retitled:
        return _read(proposed)
    both = heapq.merge(_read(proposed), reversed(retitled) if down else retitled, reverse=down)
    return (number for number, _ in groupby(both))


def _read(proposed: Iterator[int]) -> Iterator[int]:
    try:
        yield from proposed
    except sqlite3.DatabaseError as error:
        raise _DamagedError from error


def _in_order_of_ids(
    project: Project, query: Query, index: Index, proposed: Iterator[int]
) -> Iterator["array[int]"]:
    """Yield candidates in the order of the corpus. Ids serve as positions, see staging.py."""
    down, size, reached = query.descending, FIRST, 0
    if down:
        yield from _listed(project, query, "d.position > ?", index.covered)
        reached = index.covered + 1
    try:
        while piece := array("q", islice(proposed, size)):
            yield from _listed(project, query, AMONG, _in_json(piece), by_id=True)
            reached = piece[-1]
            size = min(2 * size, READ_AT_ONCE)
        reached = 0 if down else index.covered
    except _DamagedError as error:
        log.warning("the search index is damaged: %s", error.__cause__)
    yield from _listed(project, query, "d.position < ?" if down else "d.position > ?", reached)


def _in_other_order(
    project: Project, query: Query, index: Index, proposed: Iterator[int]
) -> Iterator["array[int]"]:
    try:
        few = array("q", islice(proposed, FEW + 1))
    except _DamagedError as error:
        log.warning("the search index is damaged: %s", error.__cause__)
        yield from _listed(project, query)
        return
    if len(few) > FEW:
        yield from _listed(project, query)
        return
    (last,) = project.connection.execute("SELECT ifnull(max(document), 0) FROM texts").fetchone()
    unknown = " OR d.position > ?" if last > index.covered else ""
    values = (_in_json(few), index.covered) if unknown else (_in_json(few),)
    yield from _listed(project, query, f"({AMONG}{unknown})", *values, by_id=not unknown)
