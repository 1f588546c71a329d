"""The annotations that a document is written with to WebAnno TSV: its own, and those that it keeps of a file.

Entities and relations are those of the document. An entity at the place and with the label of one that is
kept takes its further features; what is kept of one that was removed goes, and what points at it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bertstudio.core.documents import Document, standing
from bertstudio.core.text import trimmed
from bertstudio.formats.entity_layers import short_name
from bertstudio.formats.webanno_kept import names, restored
from bertstudio.formats.webanno_model import BASE, CHAIN, RELATION, SPAN, Annotation, Layer, Target

Key = tuple[int, int, str]


@dataclass(slots=True)
class Content:
    """Layers and annotations to be written; the places of annotations count into `layers`."""

    layers: list[Layer]
    annotations: list[Annotation]
    entities: int = 0
    """The layer of the entities."""


def content_of(document: Document, spans: str, relations: str, chosen: Mapping[str, str]) -> Content:
    """Return what a document is written with.

    `spans` and `relations` are the layers, as `layer|feature`, where neither the document nor the user
    (`chosen`) says another.
    """
    try:
        layers, annotations = restored(document.meta)
    except ValueError:
        layers, annotations = [], []
    kept_spans, kept_relations = names(document.meta)
    merging = _Merging(document, Content(layers, annotations))
    merging.spans(kept_spans or spans, chosen.get("spans") or kept_spans or spans)
    merging.relations(kept_relations, chosen.get("relations") or kept_relations or relations)
    return merging.whole()


class _Merging:
    def __init__(self, document: Document, content: Content) -> None:
        self.document = document
        self.layers = content.layers
        self.kept = content.annotations
        self.own: list[Annotation] = []
        self.gone: set[int] = set()
        """Kept annotations, by identity, that the document no longer has."""
        self.entities: dict[int, Annotation] = {}
        """Id of a span → its annotation."""
        self.span_of: dict[int, int] = {}
        """Annotation, by identity → id of the span that it is."""
        self.layer = ""
        """Name of the layer of the entities, and its number."""
        self.number = 0

    def spans(self, old: str, new: str) -> None:
        """Put the entities of the document into a layer."""
        name, _, feature = old.partition("|")
        known: dict[Key, list[Annotation]] = {}
        for annotation in self._of(name):
            if annotation.start < annotation.end:
                label = _label(self.layers[annotation.layer], annotation, feature)
                known.setdefault((annotation.start, annotation.end, label), []).append(annotation)
                self.gone.add(id(annotation))
        self.layer, _, feature = new.partition("|")
        number = self.number = self._layer(SPAN, self.layer, feature, self._labels())
        text = self.document.text
        for span in self.document.spans:
            place = trimmed(text, span.start, span.end)
            found = known.pop((span.start, span.end, span.label), []) if new == old else []
            if not found and place[0] < place[1]:
                value = None if not self.layers[number].features else span.label
                found = [self._new(number, place, feature, value)]
                self.own += found
            self.gone -= {id(annotation) for annotation in found}
            self.span_of |= {id(annotation): span.id for annotation in found}
            if found:
                self.entities[span.id] = found[0]

    def relations(self, old: str, new: str) -> None:
        """Put the relations of the document into a layer."""
        name, _, feature = old.partition("|")
        known: dict[Key, list[Annotation]] = {}
        for annotation in self._of(name):
            ends = [self.span_of.get(id(end), 0) for end in annotation.ends or ()]
            if annotation.ends is not None and all(ends):
                label = _label(self.layers[annotation.layer], annotation, feature)
                known.setdefault((ends[0], ends[1], label), []).append(annotation)
            self.gone.add(id(annotation))
        name, _, feature = new.partition("|")
        for link in standing(self.document):
            source, target = self.entities.get(link.head), self.entities.get(link.tail)
            if source is None or target is None:
                continue
            found = known.get((link.head, link.tail, link.label), []) if new == old else []
            if found:
                self.gone.discard(id(found.pop(0)))
                continue
            number = self._layer(RELATION, self._free(name), feature, {link.label})
            value = link.label if self.layers[number].features else None
            own = self._new(number, (target.start, target.end), feature, value)
            own.ends = source, target
            self.own.append(own)

    def whole(self) -> Content:
        """Return all annotations that stand, none of which points at one that is gone."""
        found = [annotation for annotation in self.kept if id(annotation) not in self.gone]
        standing_ = [a for a in found if a.ends is None or not any(map(self._is_gone, a.ends))]
        for annotation in standing_:
            layer = self.layers[annotation.layer]
            for column in range(len(layer.columns)):
                if layer.is_target(column):
                    roles, targets = annotation.values[column - 1], annotation.values[column]
                    pairs = [(a, b) for a, b in zip(roles, targets, strict=False) if not self._is_gone(b)]
                    annotation.values[column - 1] = [role for role, _ in pairs]
                    annotation.values[column] = [target for _, target in pairs]
        return Content(self.layers, [*standing_, *self.own], self.number)

    def _is_gone(self, target: Target) -> bool:
        return id(target) in self.gone

    def _of(self, name: str) -> Iterator[Annotation]:
        return (found for found in self.kept if self.layers[found.layer].name == name)

    def _free(self, name: str) -> str:
        """Return a name for the layer of relations that no layer between others has."""
        taken = {layer.name for layer in self.layers if layer.kind != RELATION or layer.base != self.layer}
        free, further = name, 2
        while free in taken:
            free, further = f"{name}{further}", further + 1
        return free

    def _labels(self) -> set[str]:
        return {span.label for span in self.document.spans}

    def _layer(self, kind: str, name: str, feature: str, labels: set[str]) -> int:
        """Return the number of a layer; one without a place for the labels is made or gets a feature."""
        number = next((n for n, layer in enumerate(self.layers) if layer.name == name), -1)
        base = (BASE + self.layer,) if kind == RELATION else ()
        if number < 0:
            self.layers.append(Layer(kind, name, (feature, *base) if feature else base or ("",)))
            number = len(self.layers) - 1
        layer = self.layers[number]
        plain = [column for _, column in layer.features]
        if feature not in plain and (feature or (not plain and labels - {short_name(name)})):
            self._add(number, feature or "value")
        return number

    def _add(self, number: int, feature: str) -> None:
        """Give a layer a further feature, its first column."""
        layer = self.layers[number]
        columns = () if layer.columns == ("",) else layer.columns
        self.layers[number] = replace(layer, columns=(feature, *columns))
        for annotation in (*self.kept, *self.own):
            if annotation.layer == number:
                annotation.values[:] = [None, *(annotation.values if columns else [])]

    def _new(self, number: int, place: tuple[int, int], feature: str, value: str | None) -> Annotation:
        layer = self.layers[number]
        values: list[Any] = [
            [] if layer.is_role(n) or layer.is_target(n) else None for n in range(len(layer.columns))
        ]
        if value is not None:
            plain = layer.features
            values[next((n for n, name in plain if name == feature), plain[0][0])] = value
        link = (self._next_chain(), 1) if layer.kind == CHAIN else None
        return Annotation(number, *place, values, link=link)

    def _next_chain(self) -> int:
        return 1 + max((a.link[0] for a in (*self.kept, *self.own) if a.link is not None), default=0)


def _label(layer: Layer, annotation: Annotation, feature: str) -> str:
    column = next((n for n, name in layer.features if name == feature), None)
    value = None if column is None else annotation.values[column]
    return (value or "").strip() or short_name(layer.name)


def ordered(layers: Sequence[Layer]) -> list[int]:
    """Return the numbers of layers as the header has them: spans, chains, relations."""
    return sorted(range(len(layers)), key=lambda number: (SPAN, CHAIN, RELATION).index(layers[number].kind))
