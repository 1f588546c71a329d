"""Which layer of annotations holds the entities, and which the relations between them.

WebAnno, INCEpTION and all of UIMA have many layers in one file: parts of speech, lemmas, entities, whatever
a project needs. Here a document has one layer of entities and one of relations. NamedEntity is taken where
it is there, else the layer with most annotations that is none of words and sentences; the user may say
another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Reading, ReadOptions

NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
_OF_WORDS = (
    *(f"{_DKPRO}{package}." for package in ("segmentation", "lexmorph", "syntax", "metadata", "transform")),
    "uima.",
    "org.dkpro.core.api.xml.",
    "de.tudarmstadt.ukp.clarin.webanno.",
    "de.tudarmstadt.ukp.inception.",
)
"""Layers of words, sentences and pages: never entities unless the user says so."""
_USUAL = ("value", "label", "category", "entityType", "type", "class", "name")
"""Features that hold the label, the likeliest first."""


@dataclass(frozen=True, slots=True)
class LayerCount:
    """A layer that could hold entities, or relations."""

    name: str
    features: tuple[str, ...]
    """Those that hold plain values."""
    count: int
    base: str = ""
    """Of relations: the layer that they join; empty: any."""
    feature: str = ""
    """The one that holds the label; empty: none, the label is the name of the layer."""
    filled: frozenset[str] = frozenset()
    """Features that any annotation has a value of."""
    only_asked: bool = False
    """Holds entities only when the user says so: links of a chain, annotations without a label."""

    @property
    def title(self) -> str:
        """What the user says to choose it: `webanno.custom.Span|value`."""
        return f"{self.name}|{self.feature}" if self.feature else self.name

    @property
    def short(self) -> str:
        """The name without its package."""
        return short_name(self.name)


def short_name(name: str) -> str:
    """Return the name of a layer without its package."""
    return name.rsplit(".", 1)[-1]


def is_of_words(name: str) -> bool:
    """Tell whether a layer holds words, sentences and what belongs to them."""
    return name.startswith(_OF_WORDS)


def with_feature(layer: LayerCount, feature: str = "") -> LayerCount:
    """Return a layer with the feature that holds the label: the given one, or the likeliest."""
    usual = [name for name in _USUAL if name in layer.features]
    return replace(layer, feature=feature or (usual or [*layer.features, ""])[0])


def chosen_spans(path: Path, layers: Sequence[LayerCount], options: ReadOptions) -> LayerCount | None:
    """Return the layer that holds the entities; None where there is none.

    Raises:
        UserError: the user names a layer or a feature that is not in the file.
    """
    wanted = options.columns.get("spans", "")
    if wanted:
        return _named(path, layers, wanted)
    candidates = spans_in(layers)
    return with_feature(candidates[0]) if candidates else None


def spans_in(layers: Sequence[LayerCount]) -> list[LayerCount]:
    """Return the layers that may hold entities, the likeliest first."""
    own = [layer for layer in layers if not is_of_words(layer.name) and not layer.only_asked]
    return sorted(own, key=lambda layer: (not layer.count, layer.name != NAMED_ENTITY, -layer.count))


def chosen_relations(
    path: Path, layers: Sequence[LayerCount], spans: LayerCount | None, options: ReadOptions
) -> LayerCount | None:
    """Return the layer of relations between the entities; None where there is none. Raises UserError."""
    wanted = options.columns.get("relations", "")
    if wanted:
        return _named(path, layers, wanted)
    own = [layer for layer in layers if spans is not None and layer.base == spans.name]
    return with_feature(max(own, key=lambda layer: layer.count)) if own else None


def _named(path: Path, layers: Sequence[LayerCount], wanted: str) -> LayerCount:
    name, _, feature = wanted.partition("|")
    found = [layer for layer in layers if name in {layer.name, layer.short}]
    if not found:
        names = ", ".join(layer.name for layer in layers) or "–"
        raise UserError(
            tr("{path} has no layer {name}. Choose one of {names}.", path=path, name=name, names=names)
        )
    if feature and feature not in found[0].features:
        names = ", ".join(found[0].features) or "–"
        raise UserError(
            tr("{layer} has no feature {name}. Choose one of {names}.", layer=name, name=feature, names=names)
        )
    return with_feature(found[0], feature)


def facts(layers: Sequence[LayerCount], spans: LayerCount | None, relations: LayerCount | None) -> list[Fact]:
    """Say where the entities and relations are read from, and where else they could be."""
    if spans is None:
        return [Fact("column", "", tr("No layer of this file holds entities. Another may be chosen."))]
    others = [with_feature(layer) for layer in spans_in(layers) if layer.name != spans.name]
    features = [name for name in spans.features if name in spans.filled and name != spans.feature]
    more = [replace(spans, feature=feature) for feature in features]
    readings = tuple(_reading(layer) for layer in (spans, *more, *others))
    said = tr("The entities are those of {layer}.", layer=spans.title)
    found = [Fact("column", spans.title, said, readings if len(readings) > 1 else ())]
    if relations is not None:
        said = tr("The relations are those of {layer}.", layer=relations.title)
        found.append(Fact("relations", relations.title, said))
    return found


def _reading(layer: LayerCount) -> Reading:
    count = trn("1 annotation", "{count} annotations", layer.count)
    return Reading(f"spans={layer.title}", count)
