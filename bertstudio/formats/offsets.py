"""What positions in a file count: code points, UTF-16 units, graphemes or UTF-8 bytes, with CR LF or LF.

Nothing in most files says it, and a wrong guess shifts every label after the first emoji. So every span of
the texts in which the units differ is read under every hypothesis: the surface texts of the file decide where
there are any; without them the positions that leave the text or cut through a word speak against a unit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bertstudio.core.errors import UserError
from bertstudio.core.text import Utf16Map, grapheme_starts, is_cjk, is_mark, utf8_starts
from bertstudio.core.words import tr, trn

UNITS = ("code_point", "utf16", "grapheme", "utf8")
MANY_SPANS = 20_000
"""After so many spans in texts where the units differ, the verdict is given."""


@dataclass(frozen=True, slots=True)
class RawSpan:
    """A span as the file has it, before anybody knows its unit."""

    start: int
    end: int
    label: str
    surface: str | None = None


@dataclass(frozen=True, slots=True)
class Offsets:
    """A unit, and whether positions were counted after CR LF had become LF."""

    unit: str = "code_point"
    lf: bool = False

    def span(self, text: str, raw: RawSpan) -> tuple[int, int] | None:
        """Return a span in code points, or None if it does not lie in the text."""
        same = _same_as(self, text)
        if same.is_plain:
            return (raw.start, raw.end) if 0 <= raw.start < raw.end <= len(text) else None
        return _place(_positions(same, text), raw)

    @property
    def is_plain(self) -> bool:
        """Code points as they stand, as everywhere in this program."""
        return self.unit == "code_point" and not self.lf

    def positions(self, text: str) -> Mapping[int, int]:
        """Return the position in code points of each position in this unit; None lies inside a character."""
        kept = range(len(text) + 1)
        if self.lf and "\r\n" in text:
            kept = [  # type: ignore[assignment]
                i for i in kept if not (i < len(text) - 1 and text[i] == "\r" and text[i + 1] == "\n")
            ]
            text = text.replace("\r\n", "\n")
        if self.unit == "utf8":
            return {start: kept[i] for i, start in enumerate(utf8_starts(text))}
        if self.unit == "utf16":
            units = Utf16Map.of(text)
            return {units.to_utf16(i): kept[i] for i in range(len(text) + 1)}
        if self.unit == "grapheme":
            return {number: kept[start] for number, start in enumerate(grapheme_starts(text))}
        return dict(enumerate(kept))


@lru_cache(maxsize=2)
def _positions(offsets: Offsets, text: str) -> Mapping[int, int]:
    """Remember the positions of the text at hand: a long one has hundreds of spans."""
    return offsets.positions(text)


def _place(positions: Mapping[int, int], raw: RawSpan) -> tuple[int, int] | None:
    start, end = positions.get(raw.start), positions.get(raw.end)
    return (start, end) if start is not None and end is not None and start < end else None


CODE_POINTS = Offsets()
HYPOTHESES = tuple(Offsets(unit, lf) for lf in (False, True) for unit in UNITS)


def differ(text: str) -> bool:
    """Tell whether the units give different positions in this text."""
    return not text.isascii() or "\r\n" in text


@dataclass(slots=True)
class _Count:
    wrong: int = 0
    """Surface texts that are not there."""
    outside: int = 0
    cut: int = 0
    """Ends that lie inside a word or at a blank."""
    moved: int = 0
    """Spans that lie elsewhere than in code points as they stand."""
    places: int = 0
    """A fingerprint of where all spans lie: equal for hypotheses that agree on each."""

    @property
    def against(self) -> tuple[int, int]:
        return self.wrong + self.outside, self.cut

    def judge(self, text: str, raw: RawSpan, place: tuple[int, int] | None, moved: bool) -> None:
        """Take in one span as this hypothesis reads it."""
        self.moved += moved
        self.places = hash((self.places, place))
        if place is None:
            self.outside += 1
            return
        start, end = place
        if raw.surface is not None:
            self.wrong += _plain(text[start:end]) != _plain(raw.surface)
            return
        blank = text[start].isspace() or text[end - 1].isspace()
        self.cut += blank or _inside(text, start) or _inside(text, end)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The offsets that fit best, why, and how many spans stay in doubt."""

    offsets: Offsets
    evidence: str
    doubtful: int = 0
    """Spans that another hypothesis, just as good, would put elsewhere."""


@dataclass(slots=True)
class OffsetEvidence:
    """Reads every span under every hypothesis and counts what speaks against each."""

    counts: dict[Offsets, _Count] = field(
        default_factory=lambda: {offsets: _Count() for offsets in HYPOTHESES}
    )
    spans: int = 0
    surfaces: int = 0

    @property
    def enough(self) -> bool:
        """More spans would not change the verdict."""
        return self.spans >= MANY_SPANS

    def add(self, text: str, raws: Sequence[RawSpan]) -> None:
        """Take in the spans of one text."""
        if not raws or not differ(text):
            return
        self.spans += len(raws)
        self.surfaces += sum(raw.surface is not None for raw in raws)
        known: dict[Offsets, Mapping[int, int]] = {}
        plain = HYPOTHESES[0].positions(text)
        for offsets, count in self.counts.items():
            same = _same_as(offsets, text)
            positions = known.get(same) or same.positions(text)
            known[same] = positions
            for raw in raws:
                place = _place(positions, raw)
                count.judge(text, raw, place, place != _place(plain, raw))

    def verdict(self, preferred: Sequence[str] = UNITS) -> Verdict:
        """Return the hypothesis against which least speaks; among equals the first of `preferred`."""
        if not self.spans:
            return Verdict(Offsets(), tr("All units agree in these texts."))
        ranked = sorted(
            HYPOTHESES,
            key=lambda offsets: (self.counts[offsets].against, preferred.index(offsets.unit), offsets.lf),
        )
        best = self.counts[ranked[0]]
        rivals = [count for count in self.counts.values() if count.against == best.against]
        doubtful = max(
            (max(count.moved, best.moved) for count in rivals if count.places != best.places), default=0
        )
        return Verdict(ranked[0], self._evidence(ranked[0], ranked), doubtful)

    def _evidence(self, best: Offsets, ranked: Sequence[Offsets]) -> str:
        count = self.counts[best]
        name = title(best)
        if self.surfaces:
            right = self.surfaces - count.wrong
            return tr(
                "Counted in {unit}, {right} of {all} surface texts fit.",
                unit=name,
                right=right,
                all=self.surfaces,
            )
        worse = next((offsets for offsets in ranked if self.counts[offsets].against > count.against), None)
        if worse is None:
            return tr("Counted in {unit}; nothing in the file tells it from the others.", unit=name)
        other = self.counts[worse]
        bad = trn(
            "1 span leaves the text or cuts a word",
            "{count} spans leave the text or cut a word",
            other.outside + other.cut,
        )
        return tr("Counted in {unit}: in {other}, {bad}.", unit=name, other=title(worse), bad=bad)


@lru_cache(maxsize=16)
def _same_as(offsets: Offsets, text: str) -> Offsets:
    """Return the simplest hypothesis that gives the same positions in this text."""
    lf = offsets.lf and "\r\n" in text
    simple = offsets.unit in {"utf16", "grapheme"} and max(text) <= "\uffff"
    if simple and (offsets.unit == "utf16" or _is_even(text)):
        return Offsets("code_point", lf)
    return Offsets(offsets.unit, lf)


def _is_even(text: str) -> bool:
    """Tell whether each code point is a character of its own: no CR LF, marks, joiners or Hangul letters."""
    return "\r" not in text and not any(
        is_mark(character) or "\u1100" <= character <= "\u11ff" for character in text if character > "\u02ff"
    )


def _plain(surface: str) -> str:
    return surface.replace("\r\n", "\n")


def _inside(text: str, position: int) -> bool:
    """Tell whether a position lies inside a word or a character with its marks."""
    if not 0 < position < len(text):
        return False
    before, here = text[position - 1], text[position]
    if is_mark(here):
        return True
    return before.isalnum() and here.isalnum() and not is_cjk(before) and not is_cjk(here)


def title(offsets: Offsets) -> str:
    """Return the unit in words."""
    names = {
        "code_point": tr("characters (code points)"),
        "utf16": tr("UTF-16 units"),
        "grapheme": tr("visible characters (graphemes)"),
        "utf8": tr("UTF-8 bytes"),
    }
    name = names[offsets.unit]
    return tr("{unit}, line ends as LF", unit=name) if offsets.lf else name


def chosen(unit: str) -> Offsets | None:
    """Return the offsets that the user asks for, None when they are to be found out. Raises UserError."""
    if not unit:
        return None
    if unit not in UNITS:
        raise UserError(
            tr("There is no unit {unit}. Choose one of {units}.", unit=unit, units=", ".join(UNITS))
        )
    return Offsets(unit)


def misplaced(text: str, raw: RawSpan, offsets: Offsets) -> tuple[str, str] | None:
    """Return kind and sentence of what is wrong with a span under these offsets, None if nothing is."""
    place = offsets.span(text, raw)
    if place is None:
        return "span-outside-text", tr(
            "The span {start} to {end} ({label}) lies outside the text, which ends at {length}.",
            start=raw.start,
            end=raw.end,
            label=raw.label,
            length=len(text),
        )
    found = text[place[0] : place[1]]
    if raw.surface is not None and _plain(found) != _plain(raw.surface):
        return "span-text-differs", tr(
            "The span {start} to {end} should read “{surface}” but the text there is “{found}”.",
            start=raw.start,
            end=raw.end,
            surface=raw.surface,
            found=found,
        )
    return None


def units_of(text: str, places: Iterable[tuple[int, int]], unit: str) -> list[tuple[int, int]]:
    """Return `[start, end)` pairs in code points as pairs in a unit, for writing."""
    if unit == "code_point" or text.isascii():
        return list(places)
    back = {position: offset for offset, position in Offsets(unit).positions(text).items()}
    return [(_at_or_before(back, start), _at_or_before(back, end)) for start, end in places]


def _at_or_before(back: Mapping[int, int], position: int) -> int:
    """A border inside a grapheme counts as before it."""
    while position not in back:
        position -= 1
    return back[position]
