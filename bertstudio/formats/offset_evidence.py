"""Finds out what the positions in a file count, from the file itself.

Every span is read in every way: the four units, line ends as they are or as LF, ends exclusive or inclusive.
The surface texts of the file decide where there are any. Without them it speaks against a reading when spans
leave the text, cut through a word or a character, or begin or end with a blank or a comma. Two readings are
compared only by the spans that they put elsewhere; where neither is clearly better, nobody guesses.

Such a span may be meant, though: somebody labels half a word, or one text went wrong. So the two readings are
not treated alike. The usual one (ends exclusive, the unit that the format is made with) stays where most of
the spans that tell speak for it. Another takes its place only on many spans of several texts that hardly
one contradicts. In between it is the user who decides.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bertstudio.core.graphemes import is_grapheme_start
from bertstudio.core.text import is_word_border
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Reading
from bertstudio.formats.marking import marked
from bertstudio.formats.offsets import (
    UNITS,
    Offsets,
    RawSpan,
    is_same_surface,
    name_of,
    place_in,
    same_as,
    title,
)

HYPOTHESES = tuple(
    Offsets(unit, lf, inclusive) for inclusive in (False, True) for lf in (False, True) for unit in UNITS
)
MANY_SPANS = 2_000
"""So many spans that every reading puts elsewhere are enough of one kind of texts (ASCII, with emoji, …)."""
MOST_SPANS = 100_000
"""No more spans of one kind of texts are looked at."""
MOST_EXAMPLES = 3

Place = tuple[int, int]

# How much speaks against a reading of one span.
_FINE, _ODD, _CUT, _WRONG = 0, 1, 2, 4
_CLEAR = 8
"""So much against a reading, or a tenth of its spans, and twice as much as for it, and it is out."""
_MANY, _SEVERAL = 8, 2
"""So many different spans, in so many texts if there are so many, are enough against the usual reading …"""
_HARDLY = 4
"""… where so many times as much speaks against it as for it, and a tenth of the spans that are elsewhere."""
_FEW = 2
"""So few different spans, fewer than one in twenty, are no reason to ask: they may be meant."""

_STOPS = frozenset(".,;:!?…，。、；：！？．")
_PAIRS = ("()", "[]", "{}", "（）", "【】", "《》", "「」", "『』", "“”", "〈〉")
_OPENING = frozenset(pair[0] for pair in _PAIRS)
_CLOSING = frozenset(pair[1] for pair in _PAIRS)


class _Sight(NamedTuple):
    """How a span looks in each of HYPOTHESES; many spans look alike, and are counted together."""

    places: tuple[int, ...]
    """Equal numbers lie at the same place."""
    against: tuple[int, ...]
    surface: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The offsets that fit best, why, and what else fits just as well."""

    offsets: Offsets
    evidence: str
    doubtful: int = 0
    """Spans that another reading, just as good, would put elsewhere."""
    readings: tuple[Reading, ...] = ()
    """All that fit, the one taken first; empty without doubt."""


@dataclass(slots=True)
class _Sources:
    """Some spans of one sight: the same one in many texts can be told from many, and many texts from one."""

    surfaces: dict[int, set[int]] = field(default_factory=dict)
    """What stands at each place of a sight, as hashes."""
    texts: set[int] = field(default_factory=set)

    def add(self, text: str, numbers: Mapping[Place | None, int]) -> None:
        """Take in a span with its places."""
        for place, number in numbers.items():
            known = self.surfaces.setdefault(number, set())
            if place is not None and len(known) < _MANY:
                known.add(hash(text[slice(*place)]))
        if len(self.texts) < _SEVERAL:
            self.texts.add(hash(text))


@dataclass(slots=True)
class _Case:
    """What speaks for one reading against another, by the spans that they put elsewhere."""

    elsewhere: int = 0
    texts: set[int] = field(default_factory=set)
    """Some of the texts in which they do so."""
    weights: tuple[int, int] = (0, 0)
    """How much speaks for the one, and for the other."""
    count: int = 0
    """Spans that speak for the one …"""
    surfaces: set[int] = field(default_factory=set)
    """… some of what it marks in them …"""
    sources: set[int] = field(default_factory=set)
    """… and some of the texts in which they are."""

    @property
    def is_clear(self) -> bool:
        """Whether the one is clearly better, as far as these spans go."""
        good, bad = self.weights
        return good > 0 and (good >= _CLEAR or good * 10 >= self.elsewhere) and good >= 2 * bad

    @property
    def is_strong(self) -> bool:
        """Whether that is enough to give up the usual reading for the one."""
        good, bad = self.weights
        many = len(self.surfaces) >= _MANY
        several = len(self.sources) >= min(_SEVERAL, len(self.texts))
        return many and several and good >= _HARDLY * bad and self.count * 10 >= self.elsewhere

    @property
    def is_nothing(self) -> bool:
        """Whether hardly a span speaks for the one."""
        return not self.count or (len(self.surfaces) <= _FEW and self.count * 20 < self.elsewhere)


@dataclass(slots=True)
class OffsetEvidence:
    """Reads spans under every hypothesis and keeps what speaks against each."""

    inclusive: bool | None = None
    """What the format itself says about ends; None: nothing."""
    documented: Collection[str] = ()
    """`unit`, `ends`: what the makers of the format say, so that it holds where nothing speaks against it."""
    sights: Counter[_Sight] = field(default_factory=Counter)
    sources: dict[_Sight, _Sources] = field(default_factory=dict)
    examples: dict[_Sight, list[tuple[str, ...]]] = field(default_factory=dict)
    """Some spans of each sight, marked as each hypothesis places them."""
    _looked: Counter[tuple[Offsets, ...]] = field(default_factory=Counter)
    _telling: Counter[tuple[Offsets, ...]] = field(default_factory=Counter)

    def add(self, text: str, raws: Sequence[RawSpan]) -> None:
        """Take in the spans of one text, unless enough is known about texts of its kind."""
        if not raws:
            return
        kind = _kind(text)
        if self._telling[kind] >= MANY_SPANS or self._looked[kind] >= MOST_SPANS:
            return
        self._looked[kind] += len(raws)
        borders = {same: same.positions(text) for same in dict.fromkeys(kind)}
        for raw in raws:
            places = self._places(kind, borders, raw)
            # Readings that put a span at one place are one.
            numbers = {place: number for number, place in enumerate(dict.fromkeys(places))}
            against = {place: _against(text, raw, place) for place in numbers}
            sight = _Sight(
                tuple(numbers[place] for place in places),
                tuple(against[place] for place in places),
                raw.surface is not None,
            )
            self.sights[sight] += 1
            self.sources.setdefault(sight, _Sources()).add(text, numbers)
            self._telling[kind] += len(set(places[: len(kind)])) == len(borders)
            known = self.examples.setdefault(sight, [])
            if len(known) < MOST_EXAMPLES:
                marks = {place: marked(text, place) for place in numbers}
                known.append(tuple(marks[place] for place in places))

    def _places(
        self, kind: Iterable[Offsets], borders: Mapping[Offsets, Mapping[int, int]], raw: RawSpan
    ) -> list[Place | None]:
        """Return where each of HYPOTHESES puts a span: `kind` with exclusive ends, then with inclusive."""
        exclusive = {same: place_in(known, raw.start, raw.end) for same, known in borders.items()}
        inclusive = {same: place_in(known, raw.start, raw.end + 1) for same, known in borders.items()}
        if self.inclusive is not None:
            exclusive = inclusive = inclusive if self.inclusive else exclusive
        return [exclusive[same] for same in kind] + [inclusive[same] for same in kind]

    def verdict(self, preferred: Sequence[str] = UNITS) -> Verdict:
        """Return the reading against which least speaks; among equals the first of `preferred`."""
        if not self.sights:
            return Verdict(
                Offsets(inclusive=bool(self.inclusive)), tr("There are no positions in this file.")
            )
        fitting = sorted(self._fitting(preferred), key=lambda one: self._rank(one, preferred))
        alike: dict[tuple[int, ...], int] = {}
        sights = [sight for sight in self.sights if len({sight.places[one] for one in fitting}) > 1]
        for one in fitting:
            alike.setdefault(tuple(sight.places[one] for sight in sights), self._simplest(one))
        different = list(alike.values())
        first = different[0]
        evidence = self._evidence(first, fitting, alone=len(different) == 1)
        if len(different) == 1:
            return Verdict(HYPOTHESES[first], evidence)
        doubtful = sum(self.sights[sight] for sight in sights)
        return Verdict(HYPOTHESES[first], evidence, doubtful, self._readings(different, sights))

    def _rank(self, one: int, preferred: Sequence[str]) -> tuple[bool, bool, int]:
        offsets = HYPOTHESES[one]
        return offsets.inclusive is not bool(self.inclusive), offsets.lf, preferred.index(offsets.unit)

    def _total(self, one: int) -> int:
        return sum(count * sight.against[one] for sight, count in self.sights.items())

    def _simplest(self, one: int) -> int:
        """Return the hypothesis of code points where it puts every span at the same place."""
        for lf in (False, True):
            plain = HYPOTHESES.index(Offsets(lf=lf, inclusive=HYPOTHESES[one].inclusive))
            if all(sight.places[one] == sight.places[plain] for sight in self.sights):
                return plain
        return one

    def _fitting(self, preferred: Sequence[str]) -> list[int]:
        """Return the readings that are not out: in comparison with the best, the usual one, and their own
        with exclusive ends."""
        ranks = {one: self._rank(one, preferred) for one in range(len(HYPOTHESES))}
        usual = min(ranks, key=lambda one: ranks[one])
        best = min(ranks, key=lambda one: (self._total(one), ranks[one]))
        judges = [best] if self._beats(best, usual, ranks) else [best, usual]

        def is_out(one: int) -> bool:
            twin = (one + len(UNITS) * 2) % len(HYPOTHESES)
            own = [twin] if ranks[twin] < ranks[one] else []
            return any(self._beats(judge, one, ranks) for judge in (*judges, *own))

        return [one for one in ranks if not is_out(one)]

    def _beats(self, one: int, other: int, ranks: Mapping[int, tuple[bool, bool, int]]) -> bool:
        """Tell whether a reading is so much better than another that the other need not be asked for.

        Surface texts decide between any two. Without them the more usual one needs much less for it.
        """
        if any(sight.surface for sight in self.sights):
            surfaces = self._case(one, other, surfaces=True)
            if any(surfaces.weights):
                return surfaces.is_clear
        case = self._case(one, other)
        if not case.elsewhere:
            return False
        if ranks[one] > ranks[other]:
            return case.is_strong
        return case.is_clear or (self._is_documented(one, other) and self._case(other, one).is_nothing)

    def _is_documented(self, one: int, other: int) -> bool:
        """Tell whether the makers of the format say all in which two readings differ."""
        first, second = HYPOTHESES[one], HYPOTHESES[other]
        ends = first.inclusive == second.inclusive or "ends" in self.documented
        return ends and ((first.unit, first.lf) == (second.unit, second.lf) or "unit" in self.documented)

    def _case(self, one: int, other: int, *, surfaces: bool = False) -> _Case:
        """Weigh the spans that two readings put elsewhere, or those of them with surface texts."""
        case = _Case()
        for sight, count in self.sights.items():
            if sight.places[one] == sight.places[other] or (surfaces and not sight.surface):
                continue
            margin = sight.against[other] - sight.against[one]
            good, bad = case.weights
            case.elsewhere += count
            case.texts |= self.sources[sight].texts
            case.weights = good + count * max(margin, 0), bad + count * max(-margin, 0)
            if margin > 0:
                case.count += count
                case.surfaces |= self.sources[sight].surfaces[sight.places[one]]
                case.sources |= self.sources[sight].texts
        return case

    def _readings(self, different: Sequence[int], sights: Sequence[_Sight]) -> tuple[Reading, ...]:
        """Return the readings with examples, those first that tell most of them apart."""
        telling = sorted(sights, key=lambda sight: -len({sight.places[one] for one in different}))
        shown = [marks for sight in telling for marks in self.examples[sight]]
        shown.sort(key=lambda marks: sum(not marks[one] for one in different))
        examples = shown[:MOST_EXAMPLES]
        nowhere = tr("(outside the text)")
        return tuple(
            Reading(
                name_of(HYPOTHESES[one]),
                title(HYPOTHESES[one]),
                tuple(marks[one] or nowhere for marks in examples),
            )
            for one in different
        )

    def _evidence(self, best: int, fitting: Sequence[int], *, alone: bool) -> str:
        name = title(HYPOTHESES[best])
        surfaces = sum(count for sight, count in self.sights.items() if sight.surface)
        if surfaces:
            right = sum(
                count
                for sight, count in self.sights.items()
                if sight.surface and sight.against[best] < _WRONG
            )
            words = {"unit": name, "right": right, "all": surfaces}
            return tr("Counted in {unit}, {right} of {all} surface texts fit.", **words)
        worse = [one for one in range(len(HYPOTHESES)) if one not in fitting]
        if not worse and alone:
            return tr("All units agree in these texts.")
        if not worse:
            return tr("Counted in {unit}; too little in the file tells it from the others.", unit=name)
        other = min(worse, key=self._total)
        bad = trn(
            "1 entity leaves the text, cuts a word or takes in a blank or a comma",
            "{count} entities leave the text, cut a word or take in a blank or a comma",
            sum(count for sight, count in self.sights.items() if sight.against[other]),
        )
        if not any(sight.against[other] for sight in self.sights):
            return tr("Counted in {unit}, as is usual; nothing in the file speaks against it.", unit=name)
        other_name = title(HYPOTHESES[other])
        return tr("Counted in {unit}: in {other}, {bad}.", unit=name, other=other_name, bad=bad)


_PLAIN = (Offsets(),) * (2 * len(UNITS))


def _kind(text: str) -> tuple[Offsets, ...]:
    """Return for each unit, with line ends as they are and as LF, the simplest one with the same borders."""
    lines = "\r\n" in text
    if text.isascii() and not lines:
        # In plain texts only the ends can differ.
        return _PLAIN
    kept = tuple(same_as(unit, False, text) for unit in UNITS)
    return kept + (tuple(same_as(unit, True, text) for unit in UNITS) if lines else kept)


def _against(text: str, raw: RawSpan, place: Place | None) -> int:
    """Return how much speaks against a place of a span."""
    if place is None:
        return _WRONG
    found = text[place[0] : place[1]]
    if raw.surface is not None:
        if is_same_surface(found, raw.surface):
            return _FINE
        # Some programs write blanks and line breaks of surfaces as they like.
        return _ODD if found.split() == raw.surface.split() else _WRONG
    if found[0].isspace() or found[-1].isspace() or any(_cuts(text, position) for position in place):
        return _CUT
    odd_ends = found[0] in _STOPS or found[0] in _CLOSING or found[-1] in _STOPS or found[-1] in _OPENING
    return _ODD if odd_ends or any(found.count(pair[0]) != found.count(pair[1]) for pair in _PAIRS) else _FINE


def _cuts(text: str, position: int) -> bool:
    """Tell whether a position lies inside a word or a visible character."""
    return not (is_word_border(text, position) and is_grapheme_start(text, position))
