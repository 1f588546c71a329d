"""Which documents, in which order: a `Query`, and the SQL that it becomes."""

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from bertstudio.core.documents import Split, Status
from bertstudio.store.rows import BINNED, SHOWN, sql_text

Order = Literal["position", "uncertain", "changed", "length", "title", "random"]


@dataclass(frozen=True, slots=True)
class Query:
    """What a list of documents shows. Empty fields do not restrict it; all others must hold at once."""

    text: str = ""
    """Stands in the text or the title, as it is written; letters of ASCII in either case."""
    splits: tuple[Split, ...] = ()
    statuses: tuple[Status, ...] = ()
    labels: tuple[str, ...] = ()
    """At least one annotation (not suggestion) carries one of these."""
    languages: tuple[str, ...] = ()
    flagged: bool | None = None
    has_suggestions: bool | None = None
    overlapping: bool | None = None
    """Two annotations share a character."""
    ids: tuple[int, ...] | None = None
    """Only these documents."""
    order: Order = "position"
    """`uncertain` puts the lowest confidence first and documents without suggestions last; `changed` the
    longest untouched first; `length` is in code points; `random` is the same at every call."""
    descending: bool = False
    in_bin: bool = False


_ORDERS: dict[str, str] = {
    "position": "d.position",
    "uncertain": "d.min_confidence",
    "changed": "d.changed",
    "length": "d.n_characters",
    "title": "d.title COLLATE NOCASE",
    # The multiplier of Knuth's hash; the row number alone would keep the order.
    "random": "(d.id * 2654435761) % 4294967296",
}


# Sorted within one document at a time: no list of all spans is made.
_OVERLAPPING = """d.n_spans > 1 AND EXISTS (SELECT 1 FROM (SELECT start, max("end") OVER (
    ORDER BY start, "end" DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
    FROM spans WHERE document = d.id AND suggested = 0) WHERE reach > start)"""


def where(query: Query) -> tuple[str, list[Any]]:
    """Return the condition on `documents d` and its parameters."""
    conditions, values = ["d.state = ?"], [BINNED if query.in_bin else SHOWN]
    for part, found in _conditions(query):
        conditions.append(part)
        values += found
    return " AND ".join(conditions), values


def where_in_totals(query: Query) -> tuple[str, list[Any]] | None:
    """Return the condition on `totals d`, None if the totals do not know the answer."""
    if replace(query, splits=(), statuses=(), languages=(), order="position", descending=False) != Query():
        return None
    parts = _conditions(query)
    return " AND ".join(["1", *(part for part, _ in parts)]), [value for _, found in parts for value in found]


def _conditions(query: Query) -> list[tuple[str, list[Any]]]:
    parts: list[tuple[str, list[Any]]] = []
    for column, wanted in (
        ("split", query.splits),
        ("status", query.statuses),
        ("language", query.languages),
    ):
        if wanted:
            parts.append((f"d.{column} IN ({_marks(wanted)})", [str(value) for value in wanted]))
    if query.flagged is not None:
        parts.append(("d.flagged = ?", [int(query.flagged)]))
    if query.has_suggestions is not None:
        parts.append(("(d.n_suggestions > 0) = ?", [int(query.has_suggestions)]))
    if query.overlapping is not None:
        parts.append((f"({_OVERLAPPING}) = ?", [int(query.overlapping)]))
    if query.ids is not None:
        parts.append(("d.id IN (SELECT value FROM json_each(?))", [json.dumps(list(query.ids))]))
    if query.labels:
        parts.append(_label_condition(query.labels))
    if query.text:
        parts.append(text_condition(query.text))
    return parts


def _marks(values: tuple[Any, ...]) -> str:
    return ", ".join("?" for _ in values)


def _label_condition(names: tuple[str, ...]) -> tuple[str, list[Any]]:
    marks = _marks(names)
    carried = " UNION ALL ".join(
        f"SELECT a.document FROM {table} a JOIN labels l ON l.id = a.label "  # noqa: S608
        f"WHERE l.position IS NOT NULL AND l.name IN ({marks}) AND a.suggested = 0"
        for table in ("spans", "document_labels")
    )
    return f"d.id IN ({carried})", [sql_text(name) for name in (*names, *names)]


def text_condition(text: str) -> tuple[str, list[Any]]:
    """Return the condition that a text or title holds these characters. The only place of text search."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = f"%{escaped}%"
    condition = (
        "(d.title LIKE ? ESCAPE '\\' OR EXISTS"
        " (SELECT 1 FROM texts t WHERE t.document = d.id AND t.text LIKE ? ESCAPE '\\'))"
    )
    return condition, [pattern, pattern]


def order_by(query: Query) -> str:
    """Return the ORDER BY clause; equal documents follow each other by position."""
    direction = " DESC" if query.descending else ""
    columns = [_ORDERS[query.order] + direction]
    if query.order == "uncertain":
        columns.insert(0, "d.min_confidence IS NULL")
    if query.order != "position":
        columns.append("d.position")
    return "ORDER BY " + ", ".join(columns)
