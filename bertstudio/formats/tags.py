"""Tags such as `B-PER` and the spans they mean.

The one rule of decoding, conlleval's, for every scheme: `B` and `S` begin an entity; `I` and `E` go on with
one of the same label and otherwise begin one; `E` and `S` end it; so does any other label, and `O`. A scheme
only says which of these steps is regular, and which is a repair that is reported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

Tag = tuple[str, str]
"""A part (B, I, E, S, or O) and a label (empty for O)."""

OUTSIDE: Tag = ("O", "")

# How each scheme writes the parts. Between touching entities of one label, and nowhere else, IOB1 writes B
# where the second begins and IOE1 writes E where the first ends.
SCHEMES: Mapping[str, Mapping[str, str]] = {
    "IOB2": {"B": "B", "I": "I", "E": "I", "S": "B"},
    "IOB1": {"B": "I", "I": "I", "E": "I", "S": "I"},
    "IOE2": {"B": "I", "I": "I", "E": "E", "S": "E"},
    "IOE1": {"B": "I", "I": "I", "E": "I", "S": "I"},
    "BIOES": {"B": "B", "I": "I", "E": "E", "S": "S"},
    "BMES": {"B": "B", "I": "M", "E": "E", "S": "S"},
    "BILOU": {"B": "B", "I": "I", "E": "L", "S": "U"},
}

_BEGIN_INSIDE = frozenset({"IOB1", "IOE1", "IOE2"})
"""Schemes whose entities may begin with I."""
_END = frozenset({"IOE2", "BIOES", "BMES", "BILOU"})
"""Schemes whose entities end with a tag of their own."""

_OTHER_NAMES = {
    "IOB2": ("IOB", "BIO", "BIO2"),
    "IOE2": ("IOE",),
    "BIOES": ("IOBES", "BIESO"),
    "BMES": ("BMESO", "BMEWO"),
    "BILOU": ("BIOUL", "BILUO"),
}
_NAMES = {name: scheme for scheme, names in _OTHER_NAMES.items() for name in names}
_PARTS = {"B": "B", "I": "I", "M": "I", "E": "E", "L": "E", "S": "S", "U": "S", "W": "S"}


def scheme_named(name: str) -> str:
    """Return a scheme by its name or another name of it. Raises UserError when there is none."""
    upper = name.upper()
    scheme = _NAMES.get(upper, upper)
    if scheme not in SCHEMES:
        raise UserError(
            tr("There is no tag scheme {name}. Choose one of {names}.", name=name, names=", ".join(SCHEMES))
        )
    return scheme


def parse(tag: str) -> Tag | None:
    """Take a tag apart, at its first hyphen only; None if it is of no scheme. `B_PER` is read as `B-PER`."""
    if tag == "O":
        return OUTSIDE
    if len(tag) > 2 and tag[1] in "-_" and tag[0] in _PARTS and (label := tag[2:].strip()):
        return _PARTS[tag[0]], label
    return None


@dataclass(frozen=True, slots=True)
class Entity:
    """Tokens `[first, end)` that carry a label."""

    first: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A tag that does not follow from the one before it in this scheme, and was read by the rule above."""

    token: int
    kind: str
    """`broken-transition`: the entity begins without a B. `unclosed-entity`: it ends without an E."""


def decode(tags: Sequence[Tag], scheme: str) -> tuple[list[Entity], list[Repair]]:
    """Return the entities of one sentence and what had to be repaired."""
    begins_with_inside, has_ends = scheme in _BEGIN_INSIDE, scheme in _END
    entities: list[Entity] = []
    repairs: list[Repair] = []
    first, current = -1, ""
    for token, (part, label) in enumerate(tags):
        if first >= 0 and not (part in "IE" and label == current):
            entities.append(Entity(first, token, current))
            if has_ends:
                repairs.append(Repair(token - 1, "unclosed-entity"))
            first = -1
        if part == "O":
            continue
        if first < 0:
            first, current = token, label
            if part in "IE" and not begins_with_inside:
                repairs.append(Repair(token, "broken-transition"))
        if part in "ES":
            entities.append(Entity(first, token + 1, current))
            first = -1
    if first >= 0:
        entities.append(Entity(first, len(tags), current))
        if has_ends:
            repairs.append(Repair(len(tags) - 1, "unclosed-entity"))
    return entities, repairs


def encode(count: int, entities: Sequence[Entity], scheme: str) -> list[str]:
    """Return `count` tags for entities that do not overlap, in order."""
    letters = SCHEMES[scheme]
    tags = ["O"] * count
    before: Entity | None = None
    for entity in entities:
        last = entity.end - 1
        for token in range(entity.first, entity.end):
            part = (
                "S"
                if entity.first == last
                else "B"
                if token == entity.first
                else "E"
                if token == last
                else "I"
            )
            tags[token] = f"{letters[part]}-{entity.label}"
        touching = before is not None and before.end == entity.first and before.label == entity.label
        if scheme == "IOB1" and touching:
            tags[entity.first] = f"B-{entity.label}"
        if scheme == "IOE1" and touching:
            tags[entity.first - 1] = f"E-{entity.label}"
        before = entity
    return tags


@dataclass(slots=True)
class SchemeEvidence:
    """Counts, sentence by sentence, from which the scheme of a file is told."""

    letters: set[str] = field(default_factory=set)
    begun: int = 0
    """B tags that do not touch an entity of their label: IOB2 and later have them, IOB1 has none."""
    begun_inside: int = 0
    """I tags that nothing precedes which they could go on with."""
    ends: int = 0
    ended: int = 0
    """E tags that touch no entity of their label after them: IOE2 and BIOES have them, IOE1 has none."""
    ended_inside: int = 0
    """I tags after which the entity does not go on."""

    def add(self, tags: Sequence[str]) -> None:
        """Take in the tags of one sentence; tags of no scheme do not count."""
        before = OUTSIDE
        for tag in tags:
            parsed = parse(tag) or OUTSIDE
            part, label = parsed
            if label != before[1]:
                self._end(before)
            if part != "O":
                self.letters.add(tag[0])
                fresh = label != before[1] or before[0] in "OES"
                self.begun += part == "B" and fresh
                self.begun_inside += part == "I" and fresh
                self.ends += part in "ES"
            before = parsed
        self._end(before)

    def _end(self, tag: Tag) -> None:
        self.ended += tag[0] == "E"
        self.ended_inside += tag[0] == "I"

    @property
    def entities(self) -> int:
        """Entity beginnings seen so far."""
        return self.begun + self.begun_inside + self.ends

    def scheme(self) -> str:
        """Return the scheme that the counts speak for; IOB2 when nothing does."""
        if self.letters & {"L", "U"}:
            return "BILOU"
        if "M" in self.letters:
            return "BMES"
        if self.letters & {"E", "S", "W"}:
            if self.letters & {"B", "S", "W"}:
                return "BIOES"
            # As with IOB1: E of which nearly none stands alone is that of touching entities.
            return "IOE1" if self.ended_inside > 20 * self.ended else "IOE2"
        # A handful of B among many bare I are slips; as many of both are broken IOB2.
        return "IOB1" if self.begun_inside > 20 * self.begun else "IOB2"

    def evidence(self) -> str:
        """Return the counts as a sentence."""
        if not self.letters:
            return tr("No entity was seen, so any scheme fits.")
        letters = ", ".join(sorted(self.letters))
        return tr(
            "The tags begin with {letters}; {begun} entities begin with B, {inside} with I.",
            letters=letters,
            begun=f"{self.begun:,}",
            inside=f"{self.begun_inside:,}",
        )
