"""A WebAnno TSV file → its document: entities and relations of the chosen layers; all else is kept."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bertstudio.core.documents import Document, Origin, Relation, Status
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity
from bertstudio.formats.entity_layers import NAMED_ENTITY, LayerCount
from bertstudio.formats.file_names import title_in
from bertstudio.formats.offsets import Offsets, RawSpan
from bertstudio.formats.placing import Trouble, placed, trouble
from bertstudio.formats.project_export import Place
from bertstudio.formats.webanno_kept import KEY, kept
from bertstudio.formats.webanno_layout import sentences_of
from bertstudio.formats.webanno_model import CHAIN, RELATION, Annotation, Sheet

DEFAULT_SPANS = f"{NAMED_ENTITY}|value"


def layer_counts(sheet: Sheet) -> list[LayerCount]:
    """Return the layers of a file with their features and the number of their annotations."""
    counts = Counter(annotation.layer for annotation in sheet.annotations)
    filled: dict[int, set[str]] = {}
    for annotation in sheet.annotations:
        names = sheet.layers[annotation.layer].features
        filled.setdefault(annotation.layer, set()).update(
            name for column, name in names if annotation.values[column] is not None
        )
    return [
        LayerCount(
            layer.name,
            tuple(name for _, name in layer.features),
            counts[number],
            layer.base if layer.kind == RELATION else "",
            filled=frozenset(filled.get(number, ())),
            only_asked=layer.kind == CHAIN,
        )
        for number, layer in enumerate(sheet.layers)
    ]


@dataclass(slots=True)
class SheetReader:
    """Makes the document of one file."""

    place: Place
    options: ReadOptions
    sheet: Sheet
    text: str
    offsets: Offsets
    spans: LayerCount | None
    """The layer of the entities; None where the file has none."""
    links: LayerCount | None
    """The layer of the relations."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ids: dict[int, int] = field(default_factory=dict)
    """Annotation, by identity → id of its span."""
    is_twice: bool = False
    """Two entities at one place have one label."""

    def read(self) -> Iterator[Read]:
        """Yield the problems of the file and its document, unless one of them is an error."""
        document = self._document()
        self._name_others()
        yield from (Read(problem=problem) for problem in self.problems)
        if not any(problem.severity is Severity.ERROR for problem in self.problems):
            yield Read(document=document)

    def _say(self, line: int, said: Trouble) -> None:
        severity, kind, text = said
        self.problems.append(Problem(str(self.place.path), line, severity, text, kind))

    def _document(self) -> Document:
        spans = self._spans()
        positions = None if self.offsets.is_plain else self.offsets.positions(self.text)
        at = (lambda position: position) if positions is None else positions.__getitem__
        tokens = tuple((at(token.start), at(token.end)) for token in self.sheet.tokens)
        meta = self._meta(at, tokens)
        if self.place.annotator:
            meta["annotator"] = self.place.annotator
        name = self.place.document or title_in(self.place.path.stem)
        return Document(
            id=0,
            text=self.text,
            title=name,
            spans=spans,
            relations=self._relations(1 + len(spans)),
            status=Status.DONE if self.spans is not None else Status.TODO,
            note="\n".join(self.notes),
            language=self.options.language,
            source=self.place.path.name,
            group=self.place.document,
            key=name,
            tokens=tokens,
            meta=meta,
        )

    # Entities ------------------------------------------------------------------------------------

    def _spans(self) -> tuple[Any, ...]:
        """Place the annotations of the layer of entities. Two at one place with one label become one."""
        own: list[Annotation] = []
        raws: list[RawSpan] = []
        seen: set[RawSpan] = set()
        twice: list[int] = []
        for annotation in self._of(self.spans):
            label = self._label(annotation, self.spans)
            raw = RawSpan(annotation.start, annotation.end, label)
            if raw.start == raw.end:
                self._empty(annotation.line, raw)
                continue
            if raw in seen:
                twice.append(annotation.line)
            seen.add(raw)
            own.append(annotation)
            raws.append(raw)
        self.is_twice = bool(twice)
        found = placed(self.text, raws, self.offsets, self.options)
        for said in found.troubles:
            self._say(twice.pop(0) if said[1] == "span-twice" and twice else 0, said)
        self.notes += found.notes
        self.ids = {id(annotation): number for annotation, number in zip(own, found.ids, strict=True)}
        return found.spans

    def _empty(self, line: int, raw: RawSpan) -> None:
        said = tr("{label} at {start} covers no text: it has no width.", label=raw.label, start=raw.start)
        self._say(line, trouble("empty-span", said, self.options))
        if self.options.handling.get("empty-span") == "note":
            self.notes.append(
                tr("Left out on import: {label} at {start}, without text", label=raw.label, start=raw.start)
            )

    def _of(self, chosen: LayerCount | None) -> list[Annotation]:
        """Return the annotations of a layer, in the order of the file."""
        name = None if chosen is None else chosen.name
        return [found for found in self.sheet.annotations if self.sheet.layers[found.layer].name == name]

    def _label(self, annotation: Annotation, chosen: LayerCount | None) -> str:
        assert chosen is not None
        value = self._value(annotation, chosen)
        return value if value and value.strip() else chosen.short

    def _value(self, annotation: Annotation, chosen: LayerCount) -> str | None:
        layer = self.sheet.layers[annotation.layer]
        column = next((n for n, name in layer.features if name == chosen.feature), None)
        return None if column is None else annotation.values[column]

    # Relations -----------------------------------------------------------------------------------

    def _relations(self, first_id: int) -> tuple[Relation, ...]:
        relations: list[Relation] = []
        for annotation in self._of(self.links):
            ends = [self.ids.get(id(end), 0) for end in annotation.ends or ()]
            if len(ends) < 2 or not all(ends):
                said = tr("A relation joins what is not among the entities.")
                self._say(annotation.line, trouble("relation-without-span", said, self.options))
                continue
            label = self._label(annotation, self.links)
            number = first_id + len(relations)
            relations.append(Relation(number, ends[0], ends[1], label, Origin.IMPORT))
        return tuple(relations)

    # What is kept --------------------------------------------------------------------------------

    def _meta(self, at: Callable[[int], int], tokens: Sequence[tuple[int, int]]) -> dict[str, Any]:
        """Return what is written back beside entities and relations."""
        found: dict[str, Any] = {}
        if self.spans is not None and self.spans.title != DEFAULT_SPANS:
            found["spans"] = self.spans.title
        if self.links is not None:
            found["relations"] = self.links.title
        if self.is_twice or any(map(self._has_more, self.sheet.annotations)):
            found |= kept(self.sheet.layers, self.sheet.annotations, at)
        sentences = self._sentences(at, tokens)
        return {KEY: found | sentences} if found or sentences else {}

    def _has_more(self, annotation: Annotation) -> bool:
        """Tell whether an annotation is more than an entity or a relation with its label."""
        layer = self.sheet.layers[annotation.layer]
        chosen = next((c for c in (self.spans, self.links) if c and c.name == layer.name), None)
        if chosen is None:
            return annotation.ends is not None or layer.kind != RELATION
        value = self._value(annotation, chosen)
        others = [v for v in annotation.values if v is not None and v != [] and v is not value]
        is_odd = value is None or value != value.strip() or annotation.start == annotation.end
        return bool(others) or is_odd or layer.kind == CHAIN

    def _sentences(self, at: Callable[[int], int], tokens: Sequence[tuple[int, int]]) -> dict[str, Any]:
        """Return the sentences, unless they are the lines of the text."""
        found = [(*sentence.place, sentence.id) for sentence in self.sheet.sentences]
        spans = [(at(a.start), at(a.end)) for a in self._of(self.spans)]
        lines = [(start, end, "") for start, end in sentences_of(self.text, tokens, spans)]
        return (
            {}
            if found == lines
            else {"sentences": [[a, b, name] if name else [a, b] for a, b, name in found]}
        )

    def _name_others(self) -> None:
        """Name the layers that are neither entities nor relations here."""
        for count in layer_counts(self.sheet):
            if count.count and count.name not in {c.name for c in (self.spans, self.links) if c}:
                said = trn(
                    "1 annotation of {layer} stays aside: it is kept for WebAnno TSV.",
                    "{count} annotations of {layer} stay aside: they are kept for WebAnno TSV.",
                    count.count,
                    layer=count.name,
                )
                self._say(0, (Severity.SKIPPED, "other-layer", said))
