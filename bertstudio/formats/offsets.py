"""What positions in a file count: code points, UTF-16 units, graphemes or UTF-8 bytes; where a span ends.

Nothing in most files says it, and a wrong guess shifts every label after the first emoji. Here is what a
reading of the positions means; `offset_evidence.py` finds out which one holds.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from bertstudio.core.errors import UserError
from bertstudio.core.text import grapheme_starts, utf8_starts
from bertstudio.core.words import tr

UNITS = ("code_point", "utf16", "grapheme", "utf8")


@dataclass(frozen=True, slots=True)
class RawSpan:
    """A span as the file has it, before anybody knows its unit."""

    start: int
    end: int
    label: str
    surface: str | None = None


@dataclass(frozen=True, slots=True)
class Offsets:
    """A unit, whether CR LF had become LF before counting, and whether ends are those of the last unit."""

    unit: str = "code_point"
    lf: bool = False
    inclusive: bool = False
    rivals: tuple["Offsets", ...] = field(default=(), compare=False)
    """Readings that fit a file just as well, when nobody can tell them from this one."""

    def span(self, text: str, raw: RawSpan) -> tuple[int, int] | None:
        """Return a span in code points, or None if it does not lie in the text."""
        start, end = raw.start, raw.end + self.inclusive
        same = same_as(self.unit, self.lf, text)
        if same.is_plain:
            return (start, end) if 0 <= start < end <= len(text) else None
        return place_in(_positions(same, text), start, end)

    @property
    def is_plain(self) -> bool:
        """Code points as they stand, as everywhere in this program."""
        return self.unit == "code_point" and not self.lf and not self.inclusive

    def positions(self, text: str) -> Mapping[int, int]:
        """Return the position in code points of each border in this unit; what is not there lies inside a
        character. Ends count as borders here, inclusive or not."""
        kept = range(len(text) + 1)
        if self.lf and "\r\n" in text:
            # Borders before and behind a line end stay; the one between CR and LF is none.
            folded = {found.end() - 1 for found in re.finditer("\r\n", text)}
            kept = [place for place in kept if place not in folded]  # type: ignore[assignment]
            text = text.replace("\r\n", "\n")
        if self.unit == "utf8":
            return dict(zip(utf8_starts(text), kept, strict=True))
        if self.unit == "utf16":
            widths = (1 + (character > "\uffff") for character in text)
            return dict(zip(accumulate(widths, initial=0), kept, strict=True))
        if self.unit == "grapheme":
            return {number: kept[start] for number, start in enumerate(grapheme_starts(text))}
        return dict(enumerate(kept))


CODE_POINTS = Offsets()


@lru_cache(maxsize=2)
def _positions(offsets: Offsets, text: str) -> Mapping[int, int]:
    """Remember the positions of the text at hand: a long one has hundreds of spans."""
    return offsets.positions(text)


def place_in(positions: Mapping[int, int], start: int, end: int) -> tuple[int, int] | None:
    """Return two borders in code points, None if one of them is none or nothing lies between them."""
    first, last = positions.get(start), positions.get(end)
    return (first, last) if first is not None and last is not None and first < last else None


@lru_cache(maxsize=16)
def same_as(unit: str, lf: bool, text: str) -> Offsets:
    """Return the simplest reading that gives the same borders in this text, ends exclusive."""
    lf = lf and "\r\n" in text
    if not text or (text.isascii() and (unit != "grapheme" or lf or "\r\n" not in text)):
        return Offsets(lf=lf)
    if (unit == "utf16" and max(text) <= "\uffff") or (unit == "grapheme" and _is_even(text, lf)):
        return Offsets(lf=lf)
    return Offsets(unit, lf)


# Characters that join neither the one before nor the one behind them, so that most texts need no closer look.
_MAY_JOIN = re.compile(
    "[^\x00-\x0c\x0e-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u2ce4"
    "\u2e00-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9d"
    "\U0001f300-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U000323af]"
)


def _is_even(text: str, lf: bool) -> bool:
    """Tell whether each code point is a character of its own: no CR LF, marks, joiners or Hangul letters."""
    if not _MAY_JOIN.search(text):
        return True
    text = text.replace("\r\n", "\n") if lf else text
    return len(grapheme_starts(text)) == len(text) + 1


# The names after `--offsets` -----------------------------------------------------------------------

_LF, _INCLUSIVE = "lf", "inclusive"


def name_of(offsets: Offsets) -> str:
    """Return the name of a reading, as `chosen` understands it: `utf16`, `code_point-inclusive-lf`, …"""
    ends = ((_INCLUSIVE, offsets.inclusive), (_LF, offsets.lf))
    return "-".join([offsets.unit, *(name for name, holds in ends if holds)])


NAMES = tuple(
    name_of(Offsets(unit, lf, inclusive))
    for inclusive in (False, True)
    for lf in (False, True)
    for unit in UNITS
)


def chosen(name: str) -> Offsets | None:
    """Return the reading that the user asks for, None when it is to be found out. Raises UserError."""
    if not name:
        return None
    unit, *more = name.split("-")
    if unit not in UNITS or not set(more) <= {_LF, _INCLUSIVE} or len(set(more)) < len(more):
        raise UserError(
            tr(
                "There is no unit {unit}. Choose one of {units}; with -inclusive behind it where an end is "
                "that of the last unit, and with -lf where CR LF counts as one.",
                unit=name,
                units=", ".join(UNITS),
            )
        )
    return Offsets(unit, _LF in more, _INCLUSIVE in more)


def title(offsets: Offsets) -> str:
    """Return a reading in words."""
    names = {
        "code_point": tr("characters (code points)"),
        "utf16": tr("UTF-16 units"),
        "grapheme": tr("visible characters (graphemes)"),
        "utf8": tr("UTF-8 bytes"),
    }
    name = names[offsets.unit]
    name = tr("{unit}, line ends as LF", unit=name) if offsets.lf else name
    return tr("{unit}, ends inclusive", unit=name) if offsets.inclusive else name


# One span -----------------------------------------------------------------------------------------


def is_same_surface(found: str, surface: str) -> bool:
    """Tell whether a text is that of the file, however its line ends were kept."""
    return found == surface or found.replace("\r\n", "\n") == surface.replace("\r\n", "\n")


def misplaced(text: str, raw: RawSpan, offsets: Offsets) -> tuple[str, str] | None:
    """Return kind and sentence of what is wrong with a span under these offsets, None if nothing is."""
    place = offsets.span(text, raw)
    if place is None:
        return _outside(text, raw, offsets)
    found = text[place[0] : place[1]]
    if raw.surface is not None and not is_same_surface(found, raw.surface):
        return "span-text-differs", tr(
            "The entity {start} to {end} should read “{surface}” but the text there is “{found}”.",
            start=raw.start,
            end=raw.end,
            surface=raw.surface,
            found=found,
        )
    return None


def _outside(text: str, raw: RawSpan, offsets: Offsets) -> tuple[str, str]:
    """Say why a span has no place: it leaves the text, or begins or ends inside a character."""
    same = same_as(offsets.unit, offsets.lf, text)
    length = len(text) if same.is_plain else max(_positions(same, text))
    words = {"start": raw.start, "end": raw.end, "label": raw.label}
    if raw.start == raw.end + offsets.inclusive and 0 <= raw.start <= length and not raw.surface:
        return "empty-span", tr(
            "{label} at {start} covers no text: it has no width.", label=raw.label, start=raw.start
        )
    if 0 <= raw.start < raw.end + offsets.inclusive <= length:
        return "span-outside-text", tr(
            "The entity {start} to {end} ({label}) begins or ends inside a character.", **words
        )
    return "span-outside-text", tr(
        "The entity {start} to {end} ({label}) lies outside the text, which ends at {length}.",
        **words,
        length=length,
    )


def units_of(text: str, places: Iterable[tuple[int, int]], unit: str) -> list[tuple[int, int]]:
    """Return `[start, end)` pairs in code points as pairs in a unit, for writing.

    A pair with a border inside a grapheme gets the whole of it.
    """
    if same_as(unit, False, text).is_plain:
        return list(places)
    back = {position: offset for offset, position in Offsets(unit).positions(text).items()}
    return [(_near(back, start, -1), _near(back, end, 1)) for start, end in places]


def _near(back: Mapping[int, int], position: int, step: int) -> int:
    while position not in back:
        position += step
    return back[position]
