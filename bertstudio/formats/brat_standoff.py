"""A document → the lines of its .ann for brat.

Lines of the file that it came from come back as they were, in their order, wherever the document still says
the same; changed ones keep their id; what is new comes after them with ids of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bertstudio.core.documents import Document, Relation, Span, standing
from bertstudio.formats import brat_lines
from bertstudio.formats.brat_config import Types
from bertstudio.formats.brat_lines import Entity, Fragments, Kept, Link, Note


@dataclass(frozen=True, slots=True)
class Written:
    """The lines of one .ann, and what they do not hold."""

    lines: tuple[str, ...]
    blank: int = 0
    """Spans of nothing but blanks and line breaks, which brat cannot hold."""
    trimmed: int = 0
    """Spans that lose a line break at one of their ends."""
    left_out: int = 0
    """Lines of the original file that named something that is gone, or lost a member."""
    relations: int = 0
    """Relations that are left out with a span."""
    breaks: int = 0
    """Line breaks in notes that became blanks."""


def written(document: Document, types: Types, links: Types) -> Written:
    """Return the lines for a document. `types` names its labels, `links` its relations."""
    return _Writing(document, types, links).written()


@dataclass(slots=True)
class _Slot:
    """A line of the original file: what it is now, None if it is gone."""

    kept: Kept
    now: str | None


@dataclass(slots=True)
class _Writing:
    document: Document
    types: Types
    links: Types
    slots: list[_Slot] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    ids: dict[int, str] = field(default_factory=dict)
    """Id of a span → id of the line that holds it."""
    breaks: int = 0

    def written(self) -> Written:
        self.slots = [_Slot(line, line.raw) for line in brat_lines.from_meta(self.document)]
        pieces = {s.id: brat_lines.pieces(self.document.text, s.start, s.end) for s in self.document.spans}
        spans = {span.id: span for span in self.document.spans if pieces[span.id]}
        self._entities(spans)
        lost = self._relations()
        left_out = self._references()
        self._notes(spans)
        lines = (*(slot.now for slot in self.slots if slot.now is not None), *self.added)
        return Written(
            lines,
            blank=len(self.document.spans) - len(spans),
            trimmed=sum(brat_lines.extent(pieces[n]) != (s.start, s.end) for n, s in spans.items()),
            left_out=left_out,
            relations=lost,
            breaks=self.breaks,
        )

    # Entities -------------------------------------------------------------------------------------

    def _entities(self, spans: Mapping[int, Span]) -> None:
        for slot in self.slots:
            if slot.kept.spans:
                slot.now = self._entity(slot.kept, spans)
        fresh = brat_lines.numbered("T", [slot.kept for slot in self.slots])
        for number, span in spans.items():
            if number not in self.ids:
                self.ids[number] = next(fresh)
                self.added.append(self._line(self.ids[number], self.types.of(span.label), [span]))

    def _entity(self, kept: Kept, spans: Mapping[int, Span]) -> str | None:
        """Return the T line for the spans that came from it, None if none of them is left."""
        was = brat_lines.entity(kept.raw)
        left = [
            spans[number]
            for number, start, end in kept.spans
            if number in spans and spans[number].start < end and start < spans[number].end
        ]
        if was is None or not left:
            return None
        # A part that was given another label is an entity of its own now.
        left = [span for span in left if span.label == left[0].label]
        for span in left:
            self.ids.setdefault(span.id, was.id)
        kind = self.types.of(left[0].label, was.type)
        if kind == was.type and tuple((span.id, span.start, span.end) for span in left) == kept.spans:
            return kept.raw
        return self._line(was.id, kind, left)

    def _line(self, name: str, kind: str, spans: Sequence[Span]) -> str:
        text = self.document.text
        places = sorted({place for span in spans for place in brat_lines.pieces(text, span.start, span.end)})
        fragments = _joined(places)
        return Entity(name, kind, fragments, brat_lines.surface_of(text, fragments)).line()

    # Relations ------------------------------------------------------------------------------------

    def _relations(self) -> int:
        """Put relations in their lines, and return how many have lost an end."""
        links = standing(self.document)
        there = {link.id: link for link in links}
        held: set[int] = set()
        entities = self._entity_ids()
        for slot in self.slots:
            if slot.kept.relation is None:
                continue
            number, head, tail = slot.kept.relation
            link = there.get(number)
            same = link is not None and (link.head, link.tail) == (head, tail)
            slot.now = self._relation(slot.kept.raw, link, entities) if link is not None and same else None
            held |= {number} if slot.now is not None else set()
        fresh = brat_lines.numbered("R", [slot.kept for slot in self.slots])
        lost = 0
        for link in links:
            if link.head in self.ids and link.tail in self.ids:
                if link.id not in held:
                    roles = (("Arg1", self.ids[link.head]), ("Arg2", self.ids[link.tail]))
                    self.added.append(Link(next(fresh), self.links.of(link.label), roles).line())
            else:
                lost += 1
        return lost

    def _entity_ids(self) -> set[str]:
        lines = (slot.now for slot in self.slots if slot.kept.spans and slot.now is not None)
        return {brat_lines.id_of(line) for line in lines}

    def _relation(self, raw: str, link: Relation, entities: set[str]) -> str | None:
        was = brat_lines.link(raw)
        if was is None or link.head not in self.ids or link.tail not in self.ids:
            return None
        (first, head), (second, tail) = was.roles
        roles = (
            (first, head if head in entities else self.ids[link.head]),
            (second, tail if tail in entities else self.ids[link.tail]),
        )
        now = replace(was, type=self.links.of(link.label, was.type), roles=roles)
        return raw if now == was else now.line()

    # What is kept as it stands --------------------------------------------------------------------

    def _references(self) -> int:
        """Leave out the lines that name what is gone, and let events follow the label of their trigger."""
        gone = {brat_lines.id_of(slot.kept.raw) for slot in self.slots if slot.now is None}
        others = [slot for slot in self.slots if not slot.kept.is_ours]
        stay, changed = brat_lines.standing([slot.kept.raw for slot in others], gone)
        for slot, now in zip(others, stay, strict=True):
            slot.now = now
        self._follow(others)
        return changed

    def _follow(self, others: Sequence[_Slot]) -> None:
        """brat does not open a text in which an event and its trigger are of different types."""
        was = {found.id: found.type for slot in self.slots if (found := brat_lines.entity(slot.kept.raw))}
        now = {found.id: found.type for slot in self.slots if (found := brat_lines.entity(slot.now or ""))}
        for slot in others:
            happening = brat_lines.event(slot.now or "")
            if happening is not None and was.get(happening.trigger) == happening.type:
                kind = now.get(happening.trigger, happening.type)
                slot.now = slot.now if kind == happening.type else replace(happening, type=kind).line()

    # Notes ----------------------------------------------------------------------------------------

    def _notes(self, spans: Mapping[int, Span]) -> None:
        """Write the notes of spans, one line of a note a line of the file."""
        rest = {number: span.note.split("\n") if span.note else [] for number, span in spans.items()}
        there = {brat_lines.id_of(slot.now) for slot in self.slots if slot.now is not None}
        triggers = dict(self._triggers())
        for slot in self.slots:
            if not slot.kept.note:
                continue
            was, lines = brat_lines.note(slot.kept.raw), rest.get(slot.kept.note)
            if was is None or not lines:
                slot.now = None
                continue
            target = was.target if was.target in there else self._target(slot.kept.note, triggers)
            now = replace(was, target=target, text=lines.pop(0))
            slot.now = slot.kept.raw if now == was else replace(now, text=self._one_line(now.text)).line()
        fresh = brat_lines.numbered("#", [slot.kept for slot in self.slots])
        for number, lines in rest.items():
            target = self._target(number, triggers)
            notes = (Note(next(fresh), brat_lines.NOTES, target, self._one_line(line)) for line in lines)
            self.added += [note.line() for note in notes]

    def _one_line(self, text: str) -> str:
        found, count = brat_lines.BREAK.subn(" ", text)
        self.breaks += count
        return found

    def _target(self, number: int, triggers: Mapping[str, str]) -> str:
        name = self.ids[number]
        return triggers.get(name, name)

    def _triggers(self) -> Iterator[tuple[str, str]]:
        """Yield trigger and event: brat refuses notes about a trigger that are not about its event."""
        for slot in reversed(self.slots):
            if (happening := brat_lines.event(slot.now or "")) is not None:
                yield happening.trigger, happening.id


def _joined(places: Sequence[tuple[int, int]]) -> Fragments:
    """Return fragments without those that overlap, which brat does not read."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
