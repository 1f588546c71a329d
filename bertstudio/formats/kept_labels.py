"""Labels in what is kept of a file for its way back: they follow when a label is renamed or left out.

What a format says and nothing here models stands in `Document.meta` under the id of the format. Some of it
names labels (the predictions of Label Studio) or entities by their ids (what else was known of each).
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

Names = Mapping[str, str]
"""Label in the file → label here, empty to leave it out. Names that stay are absent."""


def kept_meta(meta: Mapping[str, Any], names: Names, entities: Collection[int]) -> dict[str, Any]:
    """Return the meta of a document with other names of labels, and nothing of entities that are gone.

    `entities` are the ids of those that stay, suggestions included.
    """
    ids = {str(each) for each in entities}
    found = dict(meta)
    for name, follow in _FOLLOW.items():
        own = found.get(name)
        if isinstance(own, Mapping):
            found[name] = follow(own, names, ids)
            if not found[name]:
                del found[name]
    return found


def _labelstudio(own: Mapping[str, Any], names: Names, ids: set[str]) -> dict[str, Any]:
    found = dict(own)
    if isinstance(own.get("predictions"), list):
        found["predictions"] = [_prediction(each, names) for each in own["predictions"]]
    if isinstance(own.get("regions"), Mapping):
        found["regions"] = _of(own["regions"], ids)
    controls = own.get("controls")
    if isinstance(controls, Mapping):
        found["controls"] = {kind: _renamed_keys(each, names) for kind, each in controls.items()}
    return {name: part for name, part in found.items() if part or name not in _EMPTIED}


_EMPTIED = frozenset({"predictions", "regions"})
"""Parts that go when nothing is left in them."""


def _prediction(kept: Any, names: Names) -> Any:
    """Return a prediction with other names, without the entities and labels that are left out."""
    if not isinstance(kept, Mapping):
        return kept
    found = dict(kept)
    rows: list[list[Any]] = []
    places: dict[int, int] = {}
    for place, row in enumerate(_rows(kept, "spans")):
        label = names.get(row[2], row[2]) if len(row) > 2 and isinstance(row[2], str) else None
        if label != "":
            places[place] = len(rows)
            rows.append(row if label is None else [*row[:2], label, *row[3:]])
    labels = [[names.get(row[0], row[0]), *row[1:]] for row in _rows(kept, "labels") if row]
    links = [
        [places[row[0]], places[row[1]], *row[2:]]
        for row in _rows(kept, "relations")
        if len(row) > 1 and row[0] in places and row[1] in places
    ]
    parts = {"spans": rows, "labels": [row for row in labels if row[0] != ""], "relations": links}
    return {name: value for name, value in (found | {n: p for n, p in parts.items() if n in kept}).items()
            if value or name not in parts}  # fmt: skip


def _rows(kept: Mapping[str, Any], part: str) -> list[list[Any]]:
    rows = kept.get(part)
    return [row for row in rows if isinstance(row, list)] if isinstance(rows, list) else []


def _prodigy(own: Mapping[str, Any], names: Names, ids: set[str]) -> dict[str, Any]:
    found = dict(own)
    if isinstance(own.get("span_fields"), Mapping):
        found["span_fields"] = _of(own["span_fields"], ids)
    accepted = own.get("accepted")
    if isinstance(accepted, Mapping):
        spans, labels = accepted.get("spans"), accepted.get("labels")
        parts = {"spans": _of(spans, ids), "labels": _renamed_keys(labels, names)}
        found["accepted"] = {name: each for name, each in parts.items() if each}
    return {name: part for name, part in found.items() if part or name not in {"span_fields", "accepted"}}


def _of(parts: Any, ids: set[str]) -> Any:
    if not isinstance(parts, Mapping):
        return parts
    return {number: each for number, each in parts.items() if number in ids}


def _renamed_keys(parts: Any, names: Names) -> Any:
    if not isinstance(parts, Mapping):
        return parts
    return {new: each for name, each in parts.items() if (new := names.get(name, name))}


_FOLLOW: Mapping[str, Callable[[Mapping[str, Any], Names, set[str]], dict[str, Any]]] = {
    "labelstudio": _labelstudio,
    "prodigy": _prodigy,
}
"""Format → what changes in its part. What the others keep names neither labels nor ids of entities."""
