"""One text with its .ann of brat → a document.

Each fragment of a discontinuous entity becomes an entity of its own, unless the fragments are what brat makes
of a stretch that goes over a line break: that is one entity. `Kept` remembers which line they come from, so
that the line is written back as it was.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bertstudio.core.documents import Document, Origin, Relation, Span, Split, Status
from bertstudio.core.words import tr
from bertstudio.formats import brat_lines
from bertstudio.formats.base import Problem, ReadOptions, Severity
from bertstudio.formats.brat_config import Config
from bertstudio.formats.brat_lines import Entity, Fragments, Kept, Note
from bertstudio.formats.file_names import title_in
from bertstudio.formats.offsets import CODE_POINTS, Offsets, RawSpan, misplaced
from bertstudio.formats.placing import Trouble, placed, trouble
from bertstudio.formats.rows import split_named

DISCONTINUOUS = "discontinuous"
EXTENT = "extent"
"""`handling` of discontinuous entities: `fragments` (default), `extent`, or as for wrong spans."""

_OURS = re.compile(r"[TR]\d+\s")
_REFERENCE = re.compile(r"[TREAMN]\d+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, and the lines of its .ann."""

    path: Path
    annotations: Path
    text: str
    lines: Sequence[str] | None
    """None: there is no .ann."""

    @property
    def is_annotated(self) -> bool:
        """Whether there is any line in the .ann."""
        return any(line.strip() for line in self.lines or ())


def split_in(folders: str) -> Split:
    """Return the split that one of some folders (`sub/train`) is called after, the innermost first."""
    found = (split_named(name) for name in reversed(folders.split("/")))
    return next((split for split in found if split is not None), Split.NONE)


def raw_spans(pair: Pair) -> tuple[str, list[RawSpan]]:
    """Return the text and the entities of one fragment, as evidence of what positions count.

    Line breaks are blanks in both: many programs write them so into the last column.
    """
    raws = [
        RawSpan(*item.fragments[0], item.type, _flat(item.surface))
        for item in map(brat_lines.entity, pair.lines or ())
        if item is not None and item.surface and len(item.fragments) == 1
    ]
    return _flat(pair.text), raws


def with_mark(pair: Pair) -> Pair:
    """Return a pair whose text begins with the byte order mark of its file, if positions count it.

    brat takes the mark for the first character; other programs pass over it. The entities say which.
    """
    marked = replace(pair, text=f"\ufeff{pair.text}")
    return marked if _fitting(marked) > _fitting(pair) else pair


def _fitting(pair: Pair) -> int:
    text, raws = raw_spans(pair)
    return sum(text[raw.start : raw.end] == raw.surface for raw in raws)


def _flat(text: str) -> str:
    return text if "\r" in text else text.replace("\n", " ").replace("\t", " ")


@dataclass(slots=True)
class _Line:
    """A line of the .ann on its way into the document."""

    number: int
    raw: str
    id: str
    entity: Entity | None
    raws: Sequence[RawSpan] = ()
    """Where its entity lies, in code points; none if it has none or was left out."""
    is_gone: bool = False
    """Left out, and what names it goes too."""


class Standoff:
    """Reads one pair. `problems` and `kept` (kind of line → number) are there once the document is."""

    def __init__(self, pair: Pair, config: Config, offsets: Offsets, options: ReadOptions) -> None:
        self.problems: list[Problem] = []
        self.kept: Counter[str] = Counter()
        self._pair = pair
        self._text = pair.text
        self._config = config
        self._offsets = offsets
        self._options = options
        self._notes: list[str] = []
        self._spans: dict[str, tuple[int, ...]] = {}
        """Id of an entity → ids of its spans."""

    def document(self, key: str) -> Document | None:
        """Return the document, None if something in it cannot be read. `key`: `folder/name`."""
        lines = self._lines()
        for line in lines:
            if line.entity is not None and not line.is_gone:
                self._place(line, line.entity)
        spans, ours = self._numbered(lines)
        self._check_references(lines)
        ours, relations = self._relations(lines, ours, 1 + len(spans))
        spans, ours = self._noted(spans, ours)
        kept = self._standing(lines, ours)
        self.problems.sort(key=lambda problem: problem.line)
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            return None
        self.kept.update(line.raw[0] for line in kept if not line.is_ours)
        there = {line.relation[0] for line in kept if line.relation}
        return Document(
            id=0,
            text=self._text,
            title=title_in(self._pair.path.stem),
            spans=spans,
            relations=tuple(link for link in relations if link.id in there),
            split=split_in(key.rpartition("/")[0]),
            status=Status.DONE if any(line.entity for line in lines) else Status.TODO,
            note="\n".join(self._notes),
            language=self._options.language,
            source=f"{key}{self._pair.path.suffix}",
            key=key,
            meta={brat_lines.META: brat_lines.to_meta(kept, has_rules=self._config.has_rules)},
        )

    # Lines ----------------------------------------------------------------------------------------

    def _say(self, number: int, severity: Severity, kind: str, text: str) -> None:
        self.problems.append(Problem(str(self._pair.annotations), number, severity, text, kind))

    def _trouble(self, line: _Line, told: Trouble) -> None:
        self._say(line.number, *told)

    def _lines(self) -> list[_Line]:
        """Return the lines that can be read, and tell about the others."""
        found, ids = list[_Line](), set[str]()
        for number, raw in enumerate(self._pair.lines or (), 1):
            if not raw.strip():
                continue
            line = _Line(number, raw, brat_lines.id_of(raw), brat_lines.entity(raw))
            if line.entity is None and _OURS.match(raw) and brat_lines.link(raw) is None:
                said = tr("“{line}” is no entity or relation as brat writes them.", line=raw[:80])
                self._trouble(line, trouble("line-unreadable", said, self._options))
                line.is_gone = True
            elif raw[0] in "TRE" and line.id in ids:
                said = tr("{id} stands here twice.", id=line.id)
                self._trouble(line, trouble("id-twice", said, self._options))
                continue
            elif not brat_lines.is_known(raw):
                said = tr("“{line}” is no line of brat; it is kept as it stands.", line=raw[:80])
                self._say(number, Severity.REPAIRED, "unknown-line", said)
            ids.add(line.id)
            found.append(line)
        return found

    def _check_references(self, lines: Sequence[_Line]) -> None:
        """Tell about lines that name nothing, and events whose trigger is no trigger."""
        types = {line.id: line.entity.type for line in lines if line.entity is not None}
        ids = {line.id for line in lines}
        for line in lines:
            if line.entity is not None:
                continue
            missing = [name for name in brat_lines.named_by(line.raw) if name not in ids]
            missing = [name for name in missing if _REFERENCE.fullmatch(name)]
            happening = brat_lines.event(line.raw)
            if missing and not brat_lines.link(line.raw):
                said = tr("It names {id}, which is not there; it is kept as it stands.", id=missing[0])
                self._say(line.number, Severity.REPAIRED, "reference-to-nothing", said)
            elif line.raw.startswith("E") and (
                happening is None or types.get(happening.trigger) != happening.type
            ):
                said = tr("This event has no trigger of its type; it is kept as it stands.")
                self._say(line.number, Severity.REPAIRED, "event-without-trigger", said)

    def _standing(self, lines: Sequence[_Line], kept: Sequence[Kept | None]) -> list[Kept]:
        """Leave out the lines that name what was left out, and say so."""
        there = [(line, item) for line, item in zip(lines, kept, strict=True) if item is not None]
        gone = {line.id for line, item in zip(lines, kept, strict=True) if item is None}
        stay, _ = brat_lines.standing([item.raw for _, item in there], gone)
        found = []
        for (line, item), raw in zip(there, stay, strict=True):
            if raw is not None:
                found.append(replace(item, raw=raw))
                continue
            said = tr("It belongs to something that was left out, and was left out too.")
            self._say(line.number, Severity.SKIPPED, "annotation-without-entity", said)
        return found

    # Entities -------------------------------------------------------------------------------------

    def _place(self, line: _Line, entity: Entity) -> None:
        """Find out where an entity lies."""
        label = self._config.names.get(entity.type, entity.type)
        raws = [RawSpan(start, end, label) for start, end in entity.fragments]
        places = [self._offsets.span(self._text, raw) for raw in raws]
        known = tuple(place for place in places if place is not None)
        if len(known) < len(places) or not self._fits(entity, known):
            self._misplaced(line, entity, raws)
            return
        if known != entity.fragments:
            # brat counts code points: what did not is written as brat counts.
            surface = brat_lines.surface_of(self._text, known)
            line.raw = replace(entity, fragments=known, surface=surface).line()
        if len(known) > 1 and brat_lines.pieces(self._text, *brat_lines.extent(known)) != known:
            known = self._discontinuous(line, label, entity, known)
        elif len(known) > 1:
            known = (brat_lines.extent(known),)
        line.raws = [RawSpan(start, end, label) for start, end in known]
        line.is_gone = not known

    def _fits(self, entity: Entity, places: Fragments) -> bool:
        """Tell whether the last column is the text there; what stands behind a blank does not count."""
        if entity.surface is None or not entity.surface.strip():
            return True
        given = _flat(entity.surface)
        for joint in (" ", ""):
            found = _flat(joint.join(self._text[start:end] for start, end in places))
            if given == found or (given.startswith(found) and given[len(found)].isspace()):
                return True
        return False

    def _misplaced(self, line: _Line, entity: Entity, raws: Sequence[RawSpan]) -> None:
        """Do with an entity that lies nowhere, or elsewhere, what the user wants."""
        if len(raws) == 1:
            raw = replace(raws[0], surface=entity.surface)
            found = placed(self._text, [raw], self._offsets, self._options)
            for told in found.troubles:
                self._trouble(line, told)
            self._notes += found.notes
            line.raws = [RawSpan(span.start, span.end, span.label) for span in found.spans]
            line.is_gone = not found.spans
            for span in found.spans:
                place, surface = (span.start, span.end), self._text[span.start : span.end]
                line.raw = replace(entity, fragments=(place,), surface=surface).line()
            return
        wrong = next(
            (wrong for raw in raws if (wrong := misplaced(self._text, raw, self._offsets)) is not None), None
        )
        kind, sentence = wrong or ("span-text-differs", self._differs(entity, raws))
        self._leave_out(line, entity, trouble(kind, sentence, self._options))

    def _differs(self, entity: Entity, raws: Sequence[RawSpan]) -> str:
        places = [self._offsets.span(self._text, raw) for raw in raws]
        start, end = brat_lines.extent(tuple((raw.start, raw.end) for raw in raws))
        found = brat_lines.surface_of(self._text, [place for place in places if place is not None])
        return tr(
            "The entity {start} to {end} should read “{surface}” but the text there is “{found}”.",
            start=start,
            end=end,
            surface=entity.surface,
            found=found,
        )

    def _leave_out(self, line: _Line, entity: Entity, told: Trouble) -> None:
        self._trouble(line, told)
        line.is_gone = True
        if self._options.handling.get(told[1]) == "note":
            start, end = brat_lines.extent(entity.fragments)
            note = tr(
                "Left out on import: {label} {start} to {end} “{surface}”",
                label=entity.type,
                start=start,
                end=end,
                surface=" ".join((entity.surface or "").split()),
            )
            self._notes.append(note)

    def _discontinuous(self, line: _Line, label: str, entity: Entity, places: Fragments) -> Fragments:
        """Return what becomes of an entity that has gaps, and say it."""
        handling = self._options.handling.get(DISCONTINUOUS, "fragments")
        surface = brat_lines.surface_of(self._text, places)
        if handling in {"refuse", "drop", "note"}:
            said = tr("“{surface}” ({label}) is an entity with gaps.", surface=surface, label=label)
            self._leave_out(line, entity, trouble(DISCONTINUOUS, said, self._options))
            return ()
        if handling == EXTENT:
            said = tr("“{surface}” ({label}) has gaps; they became part of it.", surface=surface, label=label)
            places = (brat_lines.extent(places),)
        else:
            said = tr(
                "“{surface}” ({label}) has gaps; its {count} parts became entities of their own.",
                surface=surface,
                label=label,
                count=len(places),
            )
        self._say(line.number, Severity.REPAIRED, DISCONTINUOUS, said)
        return places

    def _numbered(self, lines: Sequence[_Line]) -> tuple[tuple[Span, ...], list[Kept | None]]:
        """Return the spans, and what is kept of each line: nothing of those that were left out."""
        raws = [raw for line in lines for raw in line.raws]
        found = placed(self._text, raws, CODE_POINTS, self._options)
        seen = set[int]()
        ids: Iterator[int] = iter(found.ids)
        kept: list[Kept | None] = []
        for line in lines:
            own = [(next(ids), raw.start, raw.end) for raw in line.raws]
            if seen.intersection(number for number, _, _ in own):
                said = tr("An entity of this label stands at this place already; the two are one here.")
                self._say(line.number, Severity.REPAIRED, "span-twice", said)
            seen.update(number for number, _, _ in own)
            if own:
                self._spans[line.id] = tuple(number for number, _, _ in own)
            kept.append(None if line.is_gone else Kept(line.raw, spans=tuple(own)))
        return found.spans, kept

    # Relations and notes --------------------------------------------------------------------------

    def _relations(
        self, lines: Sequence[_Line], kept: Sequence[Kept | None], first_id: int
    ) -> tuple[list[Kept | None], list[Relation]]:
        """Return the relations between entities; those of events are kept as they stand."""
        found, links = list[Kept | None](), list[Relation]()
        ids = {line.id for line in lines}
        for line, item in zip(lines, kept, strict=True):
            link = brat_lines.link(line.raw) if item is not None else None
            if item is None or link is None:
                found.append(item)
                continue
            names = [name for _, name in link.roles]
            ends = [self._spans[name][0] for name in names if name in self._spans]
            if not ids.issuperset(names):
                said = tr("A relation names an entity that is not there.")
                self._trouble(line, trouble("relation-without-span", said, self._options))
                found.append(None)
            elif len(ends) == len(names):
                number = first_id + len(links)
                label = self._config.relations.get(link.type, link.type)
                links.append(Relation(number, ends[0], ends[1], label, Origin.IMPORT))
                found.append(replace(item, relation=(number, ends[0], ends[1])))
            else:
                found.append(item)
        return found, links

    def _noted(
        self, spans: tuple[Span, ...], kept: Sequence[Kept | None]
    ) -> tuple[tuple[Span, ...], list[Kept | None]]:
        """Return the spans with the notes of annotators; what is noted of an event goes to its trigger."""
        triggers = {
            happening.id: happening.trigger
            for item in kept
            if item is not None and (happening := brat_lines.event(item.raw)) is not None
        }
        texts: dict[int, list[str]] = {}
        found: list[Kept | None] = []
        for item in kept:
            note = brat_lines.note(item.raw) if item is not None else None
            number = self._noted_span(note, triggers) if note is not None else 0
            if item is not None and note is not None and number:
                texts.setdefault(number, []).append(note.text)
                found.append(replace(item, note=number))
            else:
                found.append(item)
        noted = (replace(s, note="\n".join(texts[s.id])) if s.id in texts else s for s in spans)
        return tuple(noted), found

    def _noted_span(self, note: Note, triggers: dict[str, str]) -> int:
        """Return the id of the span that a note is about, 0 if it is about something else."""
        if note.type != brat_lines.NOTES or not note.text.strip():
            return 0
        return self._spans.get(triggers.get(note.target, note.target), (0,))[0]
