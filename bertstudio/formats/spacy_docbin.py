"""DocBin files of spaCy (.spacy), reading. spaCy itself reads them; it is loaded for that only.

Entities (`doc.ents`) and all groups of spans (`doc.spans`) come in together. What a model said, spans of a
group with scores and categories with scores between 0 and 1, comes in as suggestions.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Status, span_order
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import HEAD_BYTES, open_binary
from bertstudio.formats.extras import spacy_library
from bertstudio.formats.joining import Borders, Joining
from bertstudio.formats.offsets import CODE_POINTS, RawSpan
from bertstudio.formats.placing import placed
from bertstudio.formats.spacy_packed import broken, check_packed

OWN = "spacy"
"""The further field that keeps what is not modelled here, to be written back."""
ATTRIBUTES = {"tags": "tag_", "pos": "pos_", "morphs": "morph", "lemmas": "lemma_", "deps": "dep_"}
"""Arguments of `Doc` → attributes of its tokens."""
_NAMES = {"tags": "TAG", "pos": "POS", "morphs": "MORPH", "lemmas": "LEMMA", "deps": "DEP"}
# What spaCy, msgpack and numpy raise at bytes that are not what they should be.
_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, OverflowError)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents.

    Raises:
        UserError: spaCy is not installed, or the file is none of its files or damaged.
    """
    check_packed(path)
    spacy_library()
    size, docs = path.stat().st_size, _Docs(path)
    reader = _Reader(path, options)
    for number, doc in enumerate(docs, 1):
        for item in reader.whole(doc, number):
            yield Read(item.document, item.problem, position=size * number // docs.count)
    yield from reader.said()


class _Docs:
    """The documents of a file as spaCy gives them."""

    def __init__(self, path: Path) -> None:
        from spacy.tokens import DocBin

        self.path = path
        try:
            self._bin = DocBin().from_bytes(path.read_bytes())
        except (*_BROKEN, OSError) as error:
            raise UserError(broken(path)) from error
        self.count = len(self._bin)

    def __iter__(self) -> Iterator[Any]:
        """Yield each document. Raises UserError at one that cannot be read."""
        from spacy.vocab import Vocab

        done = 0
        try:
            for doc in self._bin.get_docs(Vocab()):
                done += 1
                yield doc
        except _BROKEN as error:
            raise UserError(
                tr("{path}, document {number}: it cannot be read.", path=self.path, number=done + 1)
            ) from error


@dataclass(slots=True)
class _Reader:
    """Turns documents of spaCy into ours, and remembers what is to be said once about the file."""

    path: Path
    options: ReadOptions
    groups: dict[str, int] = field(default_factory=dict)
    """Group of spans → how many were in it."""
    nameless: dict[str, int] = field(default_factory=dict)
    """Group → spans in it that have no label."""
    scored: int = 0
    user_data: int = 0
    number: int = 0

    def whole(self, doc: Any, number: int) -> list[Read]:
        """Return what is in one document; spaCy finds out late that names or words of one are missing."""
        self.number = number
        try:
            return list(self._read(doc))
        except _BROKEN:
            said = tr("Document {number}: it cannot be read, for parts of it are missing.", number=number)
            return [self._problem(Severity.ERROR, "record", said)]

    def _read(self, doc: Any) -> Iterator[Read]:
        """Yield the problems of one document, which name its number, and the document."""
        number = self.number
        text, borders = self._text(doc)
        raws, scored = self._spans(doc, borders)
        own = placed(text, raws, CODE_POINTS, self.options)
        for problem in own.problems(self.path, 0):
            said = tr("Document {number}: {text}", number=number, text=problem.text)
            yield Read(problem=Problem(problem.path, 0, problem.severity, said, problem.kind))
        if not text.strip():
            said = tr("Document {number}: {text}", number=number, text=tr("It has no text and was left out."))
            yield self._problem(Severity.SKIPPED, "no-text", said)
        if not own.is_readable or not text.strip():
            return
        labels, suggested = self._cats(doc)
        suggestions = _suggestions(scored, len(own.spans) + 1)
        self.scored += len(suggestions) + len(suggested)
        yield Read(
            document=Document(
                0,
                text,
                spans=own.spans,
                suggestions=suggestions,
                labels=labels,
                label_suggestions=suggested,
                status=_status(doc, labels),
                note="\n".join(own.notes),
                language=self.options.language,
                source=self.path.name,
                tokens=tuple(place for place in borders if text[slice(*place)].strip()),
                meta=self._meta(doc, borders),
            )
        )

    def _text(self, doc: Any) -> tuple[str, Borders]:
        """Return the exact text; words without known blanks are joined as those of CoNLL are."""
        if doc.has_unknown_spaces and len(doc):
            return Joining(language=self.options.language).join([token.text for token in doc])
        return doc.text, tuple((token.idx, token.idx + len(token)) for token in doc)

    def _spans(self, doc: Any, borders: Borders) -> tuple[list[RawSpan], list[tuple[RawSpan, float]]]:
        """Return the entities together with the spans of all groups, and those that a model has scored."""
        raws = [_raw(borders, span, span.label_) for span in doc.ents]
        scored: list[tuple[RawSpan, float]] = []
        for name, group in doc.spans.items():
            found = [_raw(borders, span, span.label_ or self._label(name)) for span in group]
            self.groups[name] = self.groups.get(name, 0) + len(found)
            scores = _scores(group)
            if scores:
                scored += zip(found, scores, strict=True)
            else:
                known = set(raws)
                raws += [raw for raw in found if raw not in known]
        return raws, scored

    def _label(self, group: str) -> str:
        self.nameless[group] = self.nameless.get(group, 0) + 1
        return group

    def _cats(self, doc: Any) -> tuple[tuple[DocumentLabel, ...], tuple[DocumentLabel, ...]]:
        """Return the labels of the whole document, and those that only a model has given."""
        named = [(str(name).strip(), score) for name, score in doc.cats.items()]
        cats = [(name, float(score)) for name, score in named if name and score >= 0.5]
        if is_model(doc.cats):
            return (), tuple(DocumentLabel(name, Origin.MODEL, score) for name, score in cats)
        return tuple(DocumentLabel(name, Origin.IMPORT) for name, _ in cats), ()

    def _meta(self, doc: Any, borders: Borders) -> dict[str, Any]:
        """Return what is written back as it is: annotations of tokens, links of entities, scores."""
        self.user_data += bool(doc.user_data)
        kept: dict[str, Any] = {}
        for name, attribute in ATTRIBUTES.items():
            if len(doc) and doc.has_annotation(_NAMES[name]):
                kept[name] = [str(getattr(token, attribute)) for token in doc]
        if "deps" in kept:
            kept["heads"] = [token.head.i for token in doc]
        elif len(doc) and doc.has_annotation("SENT_START"):
            kept["sent_starts"] = [token.is_sent_start for token in doc]
        links = [
            [borders[span.start][0], borders[span.end - 1][1], span.label_, span.kb_id_, span.id_]
            for span in doc.ents
            if span.kb_id_ or span.id_
        ]
        kept |= {"links": links} if links else {}
        kept |= {"cats": doc.cats} if is_model(doc.cats) else {}
        return {OWN: kept} if kept else {}

    def said(self) -> Iterator[Read]:
        """Yield what is said once about the whole file."""
        if self.groups:
            names = ", ".join(f"{name} ({count:,})" for name, count in self.groups.items())
            yield Read(
                fact=Fact(
                    "span-groups", ", ".join(self.groups), tr("Groups of entities: {names}.", names=names)
                )
            )
        for name, count in self.nameless.items():
            text = trn(
                "1 entity of the group {name} has no label and got the name of its group.",
                "{count} entities of the group {name} have no label and got the name of their group.",
                count,
                name=name,
            )
            yield self._problem(Severity.REPAIRED, "group-as-label", text)
        if self.scored:
            text = trn(
                "1 entity has the score of a model and came in as a suggestion.",
                "{count} entities have scores of a model and came in as suggestions.",
                self.scored,
            )
            yield self._problem(Severity.REPAIRED, "scores-of-model", text)
        if self.user_data:
            text = trn(
                "1 document has further data of a program, which were left out.",
                "{count} documents have further data of a program, which were left out.",
                self.user_data,
            )
            yield self._problem(Severity.SKIPPED, "user-data", text)

    def _problem(self, severity: Severity, kind: str, text: str) -> Read:
        return Read(problem=Problem(str(self.path), 0, severity, text, kind))


def _raw(borders: Borders, span: Any, label: str) -> RawSpan:
    return RawSpan(borders[span.start][0], borders[span.end - 1][1], label)


def _scores(group: Any) -> list[float]:
    """Return what a model has given the spans of a group; empty if nothing."""
    scores = group.attrs.get("scores")
    if scores is None or len(scores) != len(group):
        return []
    return [min(max(float(score), 0.0), 1.0) for score in scores]


def _suggestions(scored: Sequence[tuple[RawSpan, float]], first_id: int) -> tuple[Span, ...]:
    spans = (Span(0, raw.start, raw.end, raw.label, Origin.MODEL, score) for raw, score in scored)
    return tuple(
        Span(number, s.start, s.end, s.label, s.origin, s.confidence)
        for number, s in enumerate(sorted(spans, key=span_order), first_id)
    )


def is_model(cats: Mapping[str, float]) -> bool:
    """Tell whether categories have the scores of a model; people give 0 and 1."""
    return any(0 < score < 1 for score in cats.values())


def _status(doc: Any, labels: Sequence[DocumentLabel]) -> Status:
    """Tell how far a document is: spaCy knows tokens of which nobody has said anything."""
    if len(doc) and doc.has_annotation("ENT_IOB"):
        complete = doc.has_annotation("ENT_IOB", require_complete=True)
        return Status.DONE if complete else Status.STARTED
    judged = any(not _scores(group) for group in doc.spans.values()) or (doc.cats and not is_model(doc.cats))
    return Status.DONE if labels or judged else Status.TODO


def sniff(path: Path, head: str) -> Sniffed:
    """Unpack the beginning of the file and look for the names of its parts."""
    del head
    if not path.is_file():
        return Sniffed(0.0)
    with open_binary(path) as file:
        begin = file.read(HEAD_BYTES)
    try:
        unpacked = zlib.decompressobj().decompress(begin, 4096)
    except zlib.error:
        return Sniffed(0.0)
    if b"version" in unpacked and b"attrs" in unpacked:
        return Sniffed(1.0, tr("It is packed as a DocBin of spaCy."))
    return Sniffed(0.0)
