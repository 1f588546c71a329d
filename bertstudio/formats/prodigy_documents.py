"""Tasks of Prodigy → documents.

A task is a document. Tasks that ask about one entity or one label each are joined: what one annotator was
asked about one text becomes one document. What was rejected is no annotation, and its text is not without
entities: it is kept with the document, which stays to do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
    checksum,
)
from bertstudio.core.words import tr
from bertstudio.formats.annotators import ANNOTATOR
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity
from bertstudio.formats.offsets import Offsets
from bertstudio.formats.placing import Placed, Trouble, placed, trouble
from bertstudio.formats.prodigy_tasks import (
    FORMAT,
    IGNORE,
    REJECT,
    Borders,
    Record,
    Task,
    borders_of,
    places_of_ids,
    raw_span,
    token_fields,
    whole,
)
from bertstudio.formats.rows import json_value

_SPAN_FIELDS = frozenset({"start", "end", "text", "label", "token_start", "token_end", "note"})


@dataclass(slots=True)
class Counts:
    """What happened to many tasks and is said once."""

    rejected: int = 0
    ignored: int = 0
    binary: int = 0
    """Tasks about one entity or one label."""
    joined: int = 0
    """Documents that several of them became."""
    open: int = 0
    """Documents of which only single entities are known."""
    highlights: int = 0
    token_relations: int = 0
    others: int = 0
    """Tasks of other annotators."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes documents of tasks, with everything that was found out about their file."""

    path: Path
    options: ReadOptions
    offsets: Offsets
    repeated: frozenset[int]
    """Hashes of texts that stand in several tasks."""
    counts: Counts = field(default_factory=Counts)

    def reads(self, tasks: Sequence[Task], position: int) -> Iterator[Read]:
        """Yield the problems of tasks about one text, and their document unless one of them is an error."""
        found = _Found(self, tasks)
        document = found.document()
        line = tasks[0].line
        for severity, kind, text in found.troubles:
            yield Read(problem=Problem(str(self.path), line, severity, text, kind))
        if not any(severity is Severity.ERROR for severity, _, _ in found.troubles):
            self._count(tasks, document)
            yield Read(document=document, position=position)

    def _count(self, tasks: Sequence[Task], document: Document) -> None:
        counts = self.counts
        counts.rejected += sum(task.answer == REJECT for task in tasks)
        counts.ignored += sum(task.answer == IGNORE for task in tasks)
        counts.binary += len(tasks) if len(tasks) > 1 else 0
        counts.joined += len(tasks) > 1
        counts.open += document.status is Status.REVIEW and tasks[0].is_binary
        counts.highlights += sum(len(task.highlights) for task in tasks)
        own = document.meta.get(FORMAT, {})
        counts.token_relations += len(own.get("relations", ())) if isinstance(own, Mapping) else 0


class _Found:
    """What the tasks about one text say."""

    def __init__(self, maker: Maker, tasks: Sequence[Task]) -> None:
        self.maker = maker
        self.tasks = tasks
        self.first = tasks[0]
        self.valid = [task for task in tasks if _holds(task)]
        self.troubles: list[Trouble] = []

    def document(self) -> Document:
        """Return the document; `troubles` says afterwards what is wrong with it."""
        first, maker = self.first, self.maker
        tokens = self._tokens()
        shown = [(task, span) for task in self.valid for span in task.spans]
        raws = [raw_span(span) for _, span in shown]
        found = placed(first.text, raws, maker.offsets, maker.options)
        self.troubles += found.troubles
        self._check_tokens(tokens, found, [span for _, span in shown])
        labels = dict.fromkeys(label for task in self.valid for label in task.labels)
        relations, kept = self._relations(tokens, found)
        own = self._own(tokens, found, shown)
        own |= {"relations": kept} if kept else {}
        document = Document(
            id=0,
            text=first.text,
            spans=_with_notes(found, [span for _, span in shown]),
            labels=tuple(DocumentLabel(name, Origin.IMPORT) for name in labels),
            relations=relations,
            status=self._status(bool(found.spans)),
            note="\n".join(found.notes),
            language=maker.options.language,
            source=maker.path.name,
            group=checksum(first.text) if hash(first.text) in maker.repeated else "",
            key="" if first.record.get("id") is None else str(first.record["id"]),
            tokens=tokens,
            meta=self._meta(own),
        )
        return _recorded(document, first.own)

    def _tokens(self) -> Borders:
        borders = borders_of(self.first, self.maker.offsets)
        if borders is None:
            said = tr("The tokens do not stand in the text one after the other; they were left out.")
            self.troubles.append((Severity.REPAIRED, "tokens-differ", said))
        return borders or ()

    def _check_tokens(self, tokens: Borders, found: Placed, spans: Sequence[Record]) -> None:
        """Say where an entity does not begin and end with the tokens that it names."""
        by_id = {span.id: span for span in found.spans}
        for span, number in zip(spans, found.ids, strict=True):
            named = whole(span.get("token_start")), whole(span.get("token_end"))
            if not tokens or not number or min(named) < 0:
                continue
            place = by_id[number]
            inside = max(named) < len(tokens)
            if not inside or (tokens[named[0]][0], tokens[named[1]][1]) != (place.start, place.end):
                said = tr(
                    "{label} from {start} to {end} does not begin and end with its tokens {first} to {last}; "
                    "the characters count.",
                    label=place.label,
                    start=place.start,
                    end=place.end,
                    first=named[0],
                    last=named[1],
                )
                self.troubles.append((Severity.REPAIRED, "tokens-differ", said))

    def _relations(self, tokens: Borders, found: Placed) -> tuple[tuple[Relation, ...], list[Record]]:
        """Return relations between entities, and those between words that are none, as they stand."""
        relations: list[Relation] = []
        kept: list[Record] = []
        ids = places_of_ids(self.first.record)
        for item in self.first.relations if self.valid else ():
            ends = [self._end(item, name, tokens, found, ids) for name in ("head", "child")]
            if all(ends):
                label = "" if item.get("label") is None else str(item["label"])
                number = len(found.spans) + len(relations) + 1
                relations.append(Relation(number, ends[0] or 0, ends[1] or 0, label, Origin.IMPORT))
            elif None in ends:
                said = tr("A relation names a token that is not there.")
                self.troubles.append(trouble("relation-without-span", said, self.maker.options))
            else:
                kept.append(item)
        return tuple(relations), kept

    def _end(
        self, item: Record, name: str, tokens: Borders, found: Placed, ids: Mapping[int, int]
    ) -> int | None:
        """Return the id of the entity at one end; 0: words that are no entity; None: nothing at all."""
        shown = item.get(f"{name}_span")
        if isinstance(shown, Mapping):
            raw = raw_span(shown)
            place = self.maker.offsets.span(self.first.text, raw)
            there = [span for span in found.spans if (span.start, span.end) == place]
            best = next((span.id for span in there if span.label == raw.label), 0)
            if best or there or place is not None:
                return best or (there[0].id if there else 0)
        place_of = ids.get(whole(item.get(name)), -1)
        if not tokens:
            # Prodigy would cut the text into its own tokens.
            return 0 if whole(item.get(name)) >= 0 else None
        if place_of < 0:
            return None
        start, end = tokens[place_of]
        around = [span for span in found.spans if span.start <= start and end <= span.end]
        # The number is that of the last token of an entity.
        around.sort(key=lambda span: (span.end != end, span.end - span.start))
        return around[0].id if around else 0

    def _status(self, spans: bool) -> Status:
        first = self.first
        if all(task.answer == IGNORE for task in self.tasks):
            return Status.SKIPPED
        if not self.valid:
            return Status.TODO
        if first.is_binary and spans:
            # Nobody has said what else there is in the text.
            return Status.REVIEW
        return Status.DONE if first.answer or first.is_annotated else Status.TODO

    def _own(self, tokens: Borders, found: Placed, shown: Sequence[tuple[Task, Record]]) -> dict[str, Any]:
        """Return what only Prodigy knows."""
        first = self.first
        rejected = [self._not_accepted(task) for task in self.tasks if not _holds(task)]
        fields = {
            str(number): extra
            for (_, span), number in zip(shown, found.ids, strict=True)
            if number and (extra := {k: v for k, v in span.items() if k not in _SPAN_FIELDS and v != "span"})
        }
        parts: dict[str, Any] = {
            "not_accepted": rejected,
            "span_fields": fields,
            "token_fields": token_fields(first.record) if tokens else {},
            "highlights": [] if first.is_binary else self._in_code_points(first.highlights),
        }
        colors = {str(item.get("label")): item["color"] for item in first.relations if item.get("color")}
        parts |= {"colors": colors}
        if first.is_binary:
            spans = zip(shown, found.ids, strict=True)
            accepted = {
                "spans": {str(number): self._rest_of(task) for (task, _), number in spans if number},
                "labels": {label: self._rest_of(task) for task in self.valid for label in task.labels},
            }
            parts |= {"accepted": {name: each for name, each in accepted.items() if each}, "binary": True}
        else:
            parts |= first.fields
            number = first.record.get("id")
            parts |= {"id": number} if number is not None and not isinstance(number, str) else {}
            options = None if "options" in first.made else first.record.get("options")
            parts |= {"options": options} if options else {}
        return {name: part for name, part in parts.items() if part not in ([], {}, None)}

    def _rest_of(self, task: Task) -> dict[str, Any]:
        """Return what one of several joined tasks says besides its entity or label."""
        shown = self._in_code_points(task.highlights)
        return {**task.fields, **task.others, **({"spans": shown} if shown else {})}

    def _not_accepted(self, task: Task) -> dict[str, Any]:
        """Return what somebody rejected or ignored, as it goes back."""
        names = ("relations", "label", "options", "accept", "answer")
        told = {name: task.record[name] for name in names if name in task.record}
        spans = self._in_code_points([*task.spans, *task.highlights])
        return {**task.fields, **task.others, **told, **({"spans": spans} if spans else {})}

    def _in_code_points(self, spans: Sequence[Record]) -> list[dict[str, Any]]:
        """Return spans that are kept as they stand, but for the unit of their positions."""
        found = []
        for span in spans:
            place = self.maker.offsets.span(self.first.text, raw_span(span))
            ends = {} if place is None else {"start": place[0], "end": place[1]}
            found.append({**span, **ends})
        return found

    def _meta(self, own: dict[str, Any]) -> dict[str, Any]:
        meta = self.first.others
        reserved = {name: meta.pop(name) for name in (FORMAT, ANNOTATOR) if name in meta}
        own |= {"data": reserved} if reserved else {}
        meta |= {FORMAT: own} if own else {}
        meta |= {ANNOTATOR: self.first.annotator} if self.first.annotator else {}
        return {name: json_value(value) for name, value in meta.items()}


def _holds(task: Task) -> bool:
    """Tell whether what a task shows is an annotation: not rejected, nor shown to somebody who ignored it."""
    return task.answer != REJECT and not (task.is_binary and task.answer == IGNORE)


def _with_notes(found: Placed, spans: Sequence[Record]) -> tuple[Span, ...]:
    notes = {
        number: span["note"]
        for span, number in zip(spans, found.ids, strict=True)
        if isinstance(span.get("note"), str)
    }
    return tuple(replace(span, note=notes.get(span.id, "")) for span in found.spans)


def _recorded(document: Document, record: Record) -> Document:
    """Return a document with what BertStudio wrote about it."""
    if not record:
        return document
    words = {name: str(record.get(name) or "") for name in ("title", "group", "note", "language")}
    status, split = str(record.get("status") or ""), str(record.get("split") or "")
    meta = dict(document.meta)
    if isinstance(record.get("kept"), Mapping):
        own = meta.get(FORMAT)
        meta[FORMAT] = {**(own if isinstance(own, Mapping) else {}), **json_value(record["kept"])}
    if isinstance(record.get("data"), Mapping):
        meta |= json_value(record["data"])
    return replace(
        document,
        meta=meta,
        title=words["title"],
        group=words["group"] or document.group,
        note="\n".join(filter(None, (words["note"], document.note))),
        language=words["language"] or document.language,
        status=Status(status) if status in set(Status) else document.status,
        split=Split(split) if split in set(Split) else document.split,
        flagged=record.get("flagged") is True,
        tokens=_own_tokens(record.get("tokens"), document),
    )


def _own_tokens(value: Any, document: Document) -> Borders:
    """Return the token borders that a document had before it was cut for Prodigy."""
    if not isinstance(value, list):
        return document.tokens
    pairs = [
        (whole(a), whole(b)) for a, b in (each for each in value if isinstance(each, list) and len(each) == 2)
    ]
    end = 0
    for start, stop in pairs:
        if not end <= start < stop <= len(document.text):
            return document.tokens
        end = stop
    return tuple(pairs)
