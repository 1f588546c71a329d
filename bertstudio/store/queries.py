"""Which documents, in which order: a `Query`, and the SQL that it becomes."""

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from bertstudio.core.documents import Split, Status
from bertstudio.store.rows import BINNED, SHOWN, sql_text

Order = Literal[
    "position",
    "uncertain",
    "changed",
    "length",
    "title",
    "random",
    "split",
    "status",
    "language",
    "entities",
    "source",
]


@dataclass(frozen=True, slots=True)
class Query:
    """What a list of documents shows. Empty fields do not restrict it; all others must hold at once."""

    text: str = ""
    """Stands in the text or the title; what that means is in `searching.Search`."""
    regex: bool = False
    """`text` is a regular expression of Python."""
    match_case: bool = False
    whole_word: bool = False
    splits: tuple[Split, ...] = ()
    statuses: tuple[Status, ...] = ()
    labels: tuple[str, ...] = ()
    """At least one annotation (not suggestion) carries one of these."""
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Files that documents came from."""
    flagged: bool | None = None
    has_note: bool | None = None
    """There is a note on the document or on one of its entities."""
    has_tags: bool | None = None
    """There is an annotation (not a suggestion) of a stretch of text or of the whole document."""
    has_suggestions: bool | None = None
    confidence_below: float | None = None
    """The least certain suggestion is less certain than this."""
    disagrees: bool | None = None
    """A suggestion overlaps an annotation and has another label or other borders; or a label is suggested
    that is not among those that the document has."""
    overlapping: bool | None = None
    """Two annotations share a character."""
    ids: tuple[int, ...] | None = None
    """Only these documents."""
    order: Order = "position"
    """`uncertain` puts the lowest confidence first and documents without suggestions last; `changed` the
    longest untouched first; `length` is in code points; `random` is the same at every call."""
    descending: bool = False
    in_bin: bool = False


def _place_in(column: str, values: type[Split] | type[Status]) -> str:
    places = " ".join(f"WHEN '{value}' THEN {place}" for place, value in enumerate(values))
    return f"CASE d.{column} {places} END"


_ORDERS: dict[str, str] = {
    "position": "d.position",
    "uncertain": "d.min_confidence",
    "changed": "d.changed",
    "length": "d.n_characters",
    "title": "d.title COLLATE NOCASE",
    # The multiplier of Knuth's hash; the row number alone would keep the order.
    "random": "(d.id * 2654435761) % 4294967296",
    "split": _place_in("split", Split),
    "status": _place_in("status", Status),
    "language": "d.language",
    "entities": "d.n_spans",
    "source": "d.source COLLATE NOCASE",
}

# Sorted within one document at a time: no list of all spans is made.
_OVERLAPPING = """d.n_spans > 1 AND EXISTS (SELECT 1 FROM (SELECT start, max("end") OVER (
    ORDER BY start, "end" DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
    FROM spans WHERE document = d.id AND suggested = 0) WHERE reach > start)"""

NOTED = "SELECT id FROM documents WHERE note <> '' UNION ALL SELECT document FROM spans WHERE note <> ''"

_TAGGED = (
    "(d.n_spans > 0 OR EXISTS (SELECT 1 FROM document_labels a WHERE a.document = d.id AND a.suggested = 0))"
)

_DISAGREES = (
    "(d.n_suggestions > 0 AND (EXISTS (SELECT 1 FROM spans g JOIN spans s ON s.document = g.document"
    " WHERE g.document = d.id AND g.suggested = 1 AND s.suggested = 0"
    ' AND s.start < g."end" AND g.start < s."end"'
    ' AND (s.label <> g.label OR s.start <> g.start OR s."end" <> g."end"))'
    " OR EXISTS (SELECT 1 FROM document_labels g WHERE g.document = d.id AND g.suggested = 1"
    " AND EXISTS (SELECT 1 FROM document_labels a WHERE a.document = d.id AND a.suggested = 0)"
    " AND NOT EXISTS (SELECT 1 FROM document_labels a"
    " WHERE a.document = d.id AND a.suggested = 0 AND a.label = g.label))))"
)


def where(query: Query, *, by_id: bool = False) -> tuple[str, list[Any]]:
    """Return the condition on `documents d` and its parameters, but for the text (see search.py).

    `by_id`: a few documents are known by their ids, and looked up; SQLite would read the index of all.
    """
    plus = "+" if by_id else ""
    conditions, values = [f"{plus}d.state = ?"], [BINNED if query.in_bin else SHOWN]
    for part, found in _conditions(query, by_id=by_id):
        conditions.append(part)
        values += found
    return " AND ".join(conditions), values


def where_in_totals(query: Query) -> tuple[str, list[Any]] | None:
    """Return the condition on `totals d`, None if the totals do not know the answer."""
    if replace(query, splits=(), statuses=(), languages=(), order="position", descending=False) != Query():
        return None
    parts = _conditions(query)
    return " AND ".join(["1", *(part for part, _ in parts)]), [value for _, found in parts for value in found]


def _conditions(query: Query, *, by_id: bool = False) -> list[tuple[str, list[Any]]]:
    parts: list[tuple[str, list[Any]]] = []
    for column, wanted in (
        ("split", query.splits),
        ("status", query.statuses),
        ("language", query.languages),
        ("source", query.sources),
    ):
        if wanted:
            # The plus keeps to the index of the list: that of the sources would have to be sorted.
            parts.append((f"+d.{column} IN ({_marks(wanted)})", [sql_text(str(value)) for value in wanted]))
    if query.flagged is not None:
        parts.append(("d.flagged = ?", [int(query.flagged)]))
    if query.has_tags is not None:
        parts.append((f"{_TAGGED} = ?", [int(query.has_tags)]))
    if query.has_suggestions is not None:
        parts.append(("(d.n_suggestions > 0) = ?", [int(query.has_suggestions)]))
    if query.has_note is not None:
        parts.append((f"d.id {'' if query.has_note else 'NOT '}IN ({NOTED})", []))
    if query.confidence_below is not None:
        parts.append(("d.min_confidence < ?", [query.confidence_below]))
    if query.disagrees is not None:
        parts.append((_DISAGREES if query.disagrees else f"NOT {_DISAGREES}", []))
    if query.overlapping is not None:
        parts.append((f"({_OVERLAPPING}) = ?", [int(query.overlapping)]))
    if query.ids is not None:
        parts.append(("d.id IN (SELECT value FROM json_each(?))", [json.dumps(list(query.ids))]))
    if query.labels:
        parts.append(_label_condition(query.labels, by_id=by_id))
    return parts


def _marks(values: tuple[Any, ...]) -> str:
    return ", ".join("?" for _ in values)


def _label_condition(names: tuple[str, ...], *, by_id: bool) -> tuple[str, list[Any]]:
    """Return the condition that one of these labels is carried: by a list of ids, or looked up for each."""
    marks = _marks(names)
    carried = [
        f"SELECT a.document FROM {table} a JOIN labels l ON l.id = a.label "  # noqa: S608
        f"WHERE l.position IS NOT NULL AND l.name IN ({marks}) AND a.suggested = 0"
        for table in ("spans", "document_labels")
    ]
    values: list[Any] = [sql_text(name) for name in (*names, *names)]
    if by_id:
        return f"d.id IN ({' UNION ALL '.join(carried)})", values
    looked_up = (f"EXISTS ({part} AND a.document = d.id)" for part in carried)
    return f"({' OR '.join(looked_up)})", values


def order_by(query: Query) -> str:
    """Return the ORDER BY clause; equal documents follow each other by position."""
    direction = " DESC" if query.descending else ""
    columns = [_ORDERS[query.order] + direction]
    if query.order == "uncertain":
        columns.insert(0, "d.min_confidence IS NULL")
    if query.order != "position":
        columns.append("d.position")
    return "ORDER BY " + ", ".join(columns)
