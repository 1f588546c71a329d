"""What a document keeps of a WebAnno file besides its entities and relations, as JSON values, and back.

`Document.meta["webanno"]` names the layers of the entities and relations. Where the file has more to it,
all its layers and annotations stand there too: other layers, further features, chains, slots, sentences.
Positions are code points. When the document is written, entities and relations are those of the document;
they take with them what is kept of the annotation at the same place with the same label.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bertstudio.formats.webanno_model import CHAIN, RELATION, SPAN, Annotation, Layer, Target, Unit

KEY = "webanno"

Place = tuple[int, int]


def kept(
    layers: Sequence[Layer], annotations: Sequence[Annotation], at: Callable[[int], int]
) -> dict[str, Any]:
    """Return layers and annotations as JSON values; `at` turns a position of the file into code points."""
    own = [found for found in annotations if layers[found.layer].kind != RELATION or found.ends is not None]
    numbers = {id(annotation): number for number, annotation in enumerate(own)}

    def target(found: Target) -> int | list[int]:
        return [at(found.start), at(found.end)] if isinstance(found, Unit) else numbers[id(found)]

    items = []
    for annotation in own:
        layer = layers[annotation.layer]
        values = [
            [target(filler) for filler in value] if layer.is_target(column) else value
            for column, value in enumerate(annotation.values)
        ]
        item: list[Any] = [annotation.layer, at(annotation.start), at(annotation.end), values]
        if annotation.ends is not None:
            item.append([target(end) for end in annotation.ends])
        elif annotation.link is not None:
            item.append(list(annotation.link))
        items.append(item)
    return {
        "layers": [[layer.kind, layer.name, list(layer.columns)] for layer in layers],
        "annotations": items,
    }


def restored(meta: Mapping[str, Any]) -> tuple[list[Layer], list[Annotation]]:
    """Return the layers and annotations that a document keeps. Raises ValueError where they are not whole."""
    value = meta.get(KEY)
    if not isinstance(value, Mapping) or "layers" not in value:
        return [], []
    try:
        layers = [
            Layer(str(kind), str(name), tuple(map(str, columns))) for kind, name, columns in value["layers"]
        ]
        items = list(value["annotations"])
        annotations = [Annotation(int(n), int(a), int(b), list(values)) for n, a, b, values, *_ in items]
        for annotation, item in zip(annotations, items, strict=True):
            _link(layers[annotation.layer], annotation, item[4] if len(item) > 4 else None, annotations)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ValueError(str(error)) from error
    if any(layer.kind not in {SPAN, CHAIN, RELATION} for layer in layers):
        raise ValueError(layers)
    return layers, annotations


def _link(layer: Layer, annotation: Annotation, more: Any, all_: Sequence[Annotation]) -> None:
    """Turn numbers into the annotations that they stand for."""

    def target(found: Any) -> Target:
        if isinstance(found, int) and found >= 0:
            return all_[found]
        start, end = found
        return Unit("", -1, int(start), int(end), "", 0)

    if len(annotation.values) != len(layer.columns) or annotation.layer < 0:
        raise ValueError(annotation)
    for column, value in enumerate(annotation.values):
        if layer.is_target(column):
            annotation.values[column] = [target(found) for found in value]
        elif layer.is_role(column):
            annotation.values[column] = [None if role is None else str(role) for role in value]
        else:
            annotation.values[column] = None if value is None else str(value)
    if layer.kind == RELATION:
        source, end = more
        annotation.ends = target(source), target(end)
    elif layer.kind == CHAIN and more is not None:
        chain, place = more
        annotation.link = int(chain), int(place)


def sentences(meta: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """Return the sentences that a document keeps: start, end, identifier. Raises ValueError."""
    value = meta.get(KEY)
    found = value.get("sentences", []) if isinstance(value, Mapping) else []
    try:
        return [(int(start), int(end), str(rest[0]) if rest else "") for start, end, *rest in found]
    except (TypeError, ValueError) as error:
        raise ValueError(str(error)) from error


def names(meta: Mapping[str, Any]) -> tuple[str, str]:
    """Return what the layers of the entities and relations are called, `layer|feature`; empty: not said."""
    value = meta.get(KEY)
    if not isinstance(value, Mapping):
        return "", ""
    return str(value.get("spans") or ""), str(value.get("relations") or "")
