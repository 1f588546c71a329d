"""A view of a UIMA CAS → its document: the entities and relations of the chosen types, the rest named."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Origin, Relation, Status
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity
from bertstudio.formats.entity_layers import (
    NAMED_ENTITY,
    LayerCount,
    chosen_relations,
    chosen_spans,
    facts,
    short_name,
)
from bertstudio.formats.file_names import title_in
from bertstudio.formats.offsets import Offsets, RawSpan, name_of, title
from bertstudio.formats.placing import IN_DOUBT, Placed, Trouble, found_offsets, placed, trouble
from bertstudio.formats.project_export import Place
from bertstudio.formats.uima_loading import Loaded

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
TOKEN_TYPE = f"{_DKPRO}segmentation.type.Token"
META_TYPE = f"{_DKPRO}metadata.type.DocumentMetaData"
DOCUMENT_TYPE = "uima.tcas.DocumentAnnotation"
ANNOTATION_TYPE = "uima.tcas.Annotation"
STRING = "uima.cas.String"
UNSPECIFIED = "x-unspecified"
ENDS = (("Governor", "Dependent"), ("source", "target"), ("from", "to"))
"""Features of a relation: where it comes from and where it goes."""
_NO_CONTENT = (
    f"{_DKPRO}metadata.",
    "uima.",
    "de.tudarmstadt.ukp.clarin.webanno.",
    "de.tudarmstadt.ukp.inception.",
)
"""Types that tell about the file, not about the text."""
_PLAIN = ("begin", "end", "sofa")


def _is_a(type_: Any, name: str) -> bool:
    """Tell whether a type is that of a name, or below it."""
    while type_ is not None:
        if type_.name == name:
            return True
        type_ = type_.supertype
    return False


def ends_of(type_: Any) -> tuple[str, str] | None:
    """Return the features that hold the two ends, if a type is one of relations."""
    ranges = {feature.name: feature.rangeType for feature in type_.all_features}
    for source, target in ENDS:
        if all(name in ranges and _is_a(ranges[name], ANNOTATION_TYPE) for name in (source, target)):
            return source, target
    return None


def _is_chain(type_: Any) -> bool:
    """Tell whether a type is that of links in a chain."""
    return type_.name.endswith("Link") and any(feature.name == "next" for feature in type_.all_features)


def labels_in(type_: Any) -> tuple[str, ...]:
    """Return the features of a type that hold texts."""
    return tuple(f.name for f in type_.all_features if f.name not in _PLAIN and _is_a(f.rangeType, STRING))


@dataclass(slots=True)
class Others:
    """What of a file is left out, over all of its views: a file says it once."""

    layers: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)

    def problems(self, path: Path) -> Iterator[Problem]:
        """Yield what is said about it."""
        for name, count in sorted(self.layers.items()):
            said = trn(
                "1 annotation of {layer} was left out.",
                "{count} annotations of {layer} were left out.",
                count,
                layer=name,
            )
            yield Problem(str(path), 0, Severity.SKIPPED, said, "other-layer")
        for name, count in sorted(self.values.items()):
            said = trn(
                "1 value of {feature} was left out.",
                "{count} values of {feature} were left out.",
                count,
                feature=name,
            )
            yield Problem(str(path), 0, Severity.SKIPPED, said, "other-feature")


@dataclass(slots=True)
class ViewReader:
    """Makes the document of one view."""

    place: Place
    options: ReadOptions
    loaded: Loaded
    view: Any
    several: bool
    """The file has more than this view."""
    others: Others
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)
    """All annotations of the view, in the order of the text."""
    ids: dict[int, int] = field(default_factory=dict)
    """Id of an annotation → id of its span."""

    def read(self) -> Iterator[Read]:
        """Yield facts and problems of the view, and its document unless one of them is an error."""
        found = [fs for fs in self.view.get_all_fs() if _is_a(fs.type, ANNOTATION_TYPE)]
        self.annotations = sorted(found, key=self._order)
        layers = self._layers()
        spans = chosen_spans(self.place.path, [layer for layer in layers if not layer.base], self.options)
        links = [self._joining(layer, spans) for layer in layers if layer.base]
        relations = chosen_relations(self.place.path, links, spans, self.options)
        for fact in facts([layer for layer in layers if not layer.base], spans, relations):
            yield Read(fact=fact)
        offsets, said = self._offsets(spans)
        yield from said
        document = self._document(spans, relations, offsets)
        self._count_others(spans, relations)
        yield from (Read(problem=problem) for problem in self.problems)
        wrong = [read.problem for read in said if read.problem] + self.problems
        if not any(problem.severity is Severity.ERROR for problem in wrong):
            yield Read(document=document)

    def _order(self, fs: Any) -> tuple[int, int, int]:
        start, end, _ = self._where(fs)
        return start, -end, fs.xmiID

    def _where(self, fs: Any) -> tuple[int, int, int]:
        """Return start, end and line of an annotation as the file has them; -1 is no place."""
        return self.loaded.places.get(fs.xmiID, (-1, -1, 0))

    def _say(self, line: int, said: Trouble) -> None:
        severity, kind, text = said
        self.problems.append(Problem(str(self.place.path), line, severity, text, kind))

    # Types ---------------------------------------------------------------------------------------

    def _layers(self) -> list[LayerCount]:
        """Return the types that annotations have; NamedEntity also where only types below it are."""
        counts = Counter(fs.type.name for fs in self.annotations)
        types = {fs.type.name: fs.type for fs in self.annotations}
        entities = [type_ for type_ in types.values() if _is_a(type_, NAMED_ENTITY)]
        if entities and NAMED_ENTITY not in types:
            above = entities[0]
            while above.name != NAMED_ENTITY:
                above = above.supertype
            types[NAMED_ENTITY] = above
        found = []
        for name, type_ in sorted(types.items()):
            labels = labels_in(type_)
            count = sum(counts[other] for other in types if _is_a(types[other], name))
            base = "" if ends_of(type_) is None else "?"
            found.append(LayerCount(name, labels, count, base, only_asked=not labels or _is_chain(type_)))
        filled = {name: frozenset(self._filled(name)) for name in types}
        return [replace(layer, filled=filled[layer.name]) for layer in found]

    def _filled(self, name: str) -> set[str]:
        own = [fs for fs in self.annotations if _is_a(fs.type, name)]
        return {label for fs in own for label in labels_in(fs.type) if fs[label] is not None}

    def _joining(self, layer: LayerCount, spans: LayerCount | None) -> LayerCount:
        """Return a type of relations with the number of those that join entities."""
        if spans is None:
            return layer
        joined = sum(
            all(end is not None and _is_a(end.type, spans.name) for end in self._ends(fs))
            for fs in self._of(layer)
        )
        return replace(layer, base=spans.name, count=joined) if joined else layer

    def _of(self, layer: LayerCount | None) -> list[Any]:
        return [] if layer is None else [fs for fs in self.annotations if _is_a(fs.type, layer.name)]

    def _ends(self, fs: Any) -> tuple[Any, Any]:
        names = ends_of(fs.type)
        return (None, None) if names is None else (fs[names[0]], fs[names[1]])

    # Positions -----------------------------------------------------------------------------------

    def _offsets(self, spans: LayerCount | None) -> tuple[Offsets, list[Read]]:
        """UIMA counts UTF-16 units. Where the annotations fit another unit better, that is a doubt."""
        text = self.view.sofa.sofaString
        tokens = [fs for fs in self.annotations if fs.type.name == TOKEN_TYPE]
        places = [self._where(fs)[:2] for fs in (*self._of(spans), *tokens)]
        raws = [RawSpan(start, end, "") for start, end in places if 0 <= start < end]
        preferred = ("utf16", "code_point", "grapheme", "utf8")
        offsets, said = found_offsets(
            self.place.path, [(text, raws)], self.options, preferred, inclusive=False, documented={"unit"}
        )
        facts_only = [read for read in said if read.problem is None]
        better = offsets.rivals[0] if offsets.rivals else offsets
        utf16 = Offsets("utf16")
        same = all(better.span(text, raw) == utf16.span(text, raw) for raw in raws)
        if same or self.options.offsets:
            return replace(offsets, rivals=()), facts_only
        sentence = tr(
            "The positions fit {unit} better than UTF-16 units, in which UIMA counts. Choose {choices}.",
            unit=title(better),
            choices=tr(" or ").join(f"--offsets {name}" for name in ("utf16", name_of(better))),
        )
        kept = self.options.handling.get(IN_DOUBT, "refuse") == "repair"
        severity = Severity.REPAIRED if kept else Severity.ERROR
        problem = Problem(str(self.place.path), 0, severity, sentence, IN_DOUBT)
        return replace(better, rivals=()), [*facts_only, Read(problem=problem)]

    # The document --------------------------------------------------------------------------------

    def _document(self, spans: LayerCount | None, relations: LayerCount | None, offsets: Offsets) -> Document:
        text = self.view.sofa.sofaString
        found = self._placed(text, spans, offsets)
        name = self.place.document or title_in(self.place.path.stem)
        sofa = self.view.sofa.sofaID
        meta = {"annotator": self.place.annotator} if self.place.annotator else {}
        return Document(
            id=0,
            text=text,
            title=self._meta("documentTitle", META_TYPE) or name,
            spans=found.spans,
            relations=self._relations(relations, 1 + len(found.spans)),
            status=Status.DONE if spans is not None else Status.TODO,
            note="\n".join([*self.notes, *found.notes]),
            language=self._language() or self.options.language,
            source=self.place.path.name,
            group=self.place.document or (name if self.several else ""),
            key=f"{name}-{sofa}" if self.several else name,
            tokens=self._tokens(text, offsets),
            meta=meta,
        )

    def _placed(self, text: str, spans: LayerCount | None, offsets: Offsets) -> Placed:
        raws, own, seen = [], [], set[RawSpan]()
        twice: list[int] = []
        for fs in self._of(spans):
            start, end, line = self._where(fs)
            raw = RawSpan(start, end, self._label(fs, spans))
            if start == end >= 0:
                self._empty(line, raw)
                continue
            if raw in seen:
                twice.append(line)
            seen.add(raw)
            raws.append(raw)
            own.append(fs)
        found = placed(text, raws, offsets, self.options)
        for said in found.troubles:
            self._say(twice.pop(0) if said[1] == "span-twice" and twice else 0, said)
        self.ids = {fs.xmiID: number for fs, number in zip(own, found.ids, strict=True)}
        return found

    def _empty(self, line: int, raw: RawSpan) -> None:
        said = tr("{label} at {start} covers no text: it has no width.", label=raw.label, start=raw.start)
        self._say(line, trouble("empty-span", said, self.options))
        if self.options.handling.get("empty-span") == "note":
            self.notes.append(
                tr("Left out on import: {label} at {start}, without text", label=raw.label, start=raw.start)
            )

    def _label(self, fs: Any, layer: LayerCount | None) -> str:
        """Return the value of the chosen feature, or the name of the type."""
        value = fs[layer.feature] if layer is not None and layer.feature else None
        return value if isinstance(value, str) and value.strip() else short_name(fs.type.name)

    def _relations(self, layer: LayerCount | None, first_id: int) -> tuple[Relation, ...]:
        relations: list[Relation] = []
        for fs in self._of(layer):
            ends = [self.ids.get(end.xmiID, 0) if end is not None else 0 for end in self._ends(fs)]
            if not all(ends):
                said = tr("A relation joins what is not among the entities.")
                line = self._where(fs)[2]
                self._say(line, trouble("relation-without-span", said, self.options))
                continue
            number = first_id + len(relations)
            relations.append(Relation(number, ends[0], ends[1], self._label(fs, layer), Origin.IMPORT))
        return tuple(relations)

    def _tokens(self, text: str, offsets: Offsets) -> tuple[tuple[int, int], ...]:
        """Return the tokens, none at all where they overlap or leave the text."""
        own = [self._where(fs) for fs in self.annotations if fs.type.name == TOKEN_TYPE]
        places = [offsets.span(text, RawSpan(start, end, "")) for start, end, _ in own]
        tokens = [place for place in places if place is not None]
        apart = all(before[1] <= after[0] for before, after in pairwise(tokens))
        return tuple(tokens) if apart and len(tokens) == len(places) else ()

    def _meta(self, feature: str, type_name: str) -> str:
        """Return what the first annotation of a type says about the document."""
        for fs in self.annotations:
            if _is_a(fs.type, type_name) and any(f.name == feature for f in fs.type.all_features):
                value = fs[feature]
                return value if isinstance(value, str) else ""
        return ""

    def _language(self) -> str:
        language = self._meta("language", DOCUMENT_TYPE)
        return "" if language == UNSPECIFIED else language

    # What is left out ----------------------------------------------------------------------------

    def _count_others(self, spans: LayerCount | None, relations: LayerCount | None) -> None:
        chosen = [layer for layer in (spans, relations) if layer is not None]
        for fs in self.view.get_all_fs():
            layer = next((layer for layer in chosen if _is_a(fs.type, layer.name)), None)
            if layer is not None:
                self.others.values.update(self._other_values(fs, layer))
            elif not fs.type.name.startswith((TOKEN_TYPE, *_NO_CONTENT)):
                self.others.layers[fs.type.name] += 1

    def _other_values(self, fs: Any, layer: LayerCount) -> Sequence[str]:
        """Return the features that have a value which is neither the label nor an end of a relation."""
        used = {*_PLAIN, layer.feature, *(ends_of(fs.type) or ())}
        names = [feature.name for feature in fs.type.all_features if feature.name not in used]
        return [f"{short_name(fs.type.name)}.{name}" for name in names if fs[name] not in (None, False)]
