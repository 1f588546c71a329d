"""WebAnno TSV 3.x, text: sentences and the positions of their tokens → the text of the document.

What lies between two sentences is not in the file, only how long it is. As INCEpTION does it, it becomes a
line break with blanks behind it, and blanks before the first sentence, so that every position holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Severity
from bertstudio.formats.offsets import Offsets, units_of
from bertstudio.formats.webanno_cells import TEXTS, value_of
from bertstudio.formats.webanno_model import Sentence, Sheet, Unit, Wrong

MAX_GAP = 1_000_000
"""More between two sentences, in units of the file, is no text but a wrong number."""
UNITS = ("utf16", "code_point", "utf8")
"""What programs have counted; the first is right."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The text of a document, or how far it got."""

    text: str
    unit: str
    differing: int
    """Tokens and parts of tokens that read otherwise in the text."""
    first: Unit | None
    """The first of those."""
    early: int
    """Sentences whose text begins with blanks before the first token."""
    places: tuple[tuple[int, int], ...]
    """Start and end of each sentence in the text, in code points."""
    trouble: Sentence | None = None
    """A sentence that begins before the one before it ends, or far behind it."""

    @property
    def against(self) -> tuple[bool, int]:
        return self.trouble is not None, self.differing


def rebuilt(sheet: Sheet, unit: str = "") -> Rebuilt:
    """Return the text under which most tokens stand where they should; `unit` is chosen by the user."""
    written = "3.2" if sheet.version >= (3, 2) else "3.1"
    ways = sorted(TEXTS, key=lambda way: way != written)
    best: Rebuilt | None = None
    for way, counted in product(ways, (unit,) if unit else UNITS):
        here = _rebuilt(sheet, counted, way)
        if best is None or here.against < best.against:
            best = here
        if best.against == (False, 0):
            break
    assert best is not None
    return best


def _rebuilt(sheet: Sheet, unit: str, way: str) -> Rebuilt:
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length, early, size = 0, 0, 0
    trouble = None
    for sentence in sheet.sentences:
        text = TEXTS[way]("\n".join(sentence.lines))
        first = sentence.tokens[0]
        lead = _lead(text, first)
        start = first.start - _length(text[:lead], unit)
        if not 0 <= start - length <= MAX_GAP:
            trouble = sentence
            break
        gap = start - length
        pieces += ["\n" + " " * (gap - 1) if gap and pieces else " " * gap, text]
        places.append((size + gap, size + gap + len(text)))
        size = places[-1][1]
        early += bool(lead)
        length = start + _length(text, unit)
    text = "".join(pieces)
    wrong = list(_differing(sheet, text, unit))
    return Rebuilt(text, unit, len(wrong), wrong[0] if wrong else None, early, tuple(places), trouble)


def _lead(text: str, first: Unit) -> int:
    """Return how many blanks stand before the first token, which by the format are none."""
    blanks = len(text) - len(text.lstrip())
    return blanks if blanks and first.form and not text.startswith(first.form) else 0


def _length(text: str, unit: str) -> int:
    return units_of(text, [(0, len(text))], unit)[0][1]


def _differing(sheet: Sheet, text: str, unit: str) -> Iterator[Unit]:
    positions = None if unit == "code_point" or text.isascii() else Offsets(unit).positions(text)
    for row in sheet.units:
        start, end = row.start, row.end
        if positions is not None:
            start, end = positions.get(start, -1), positions.get(end, -1)
        found = text[start:end] if 0 <= start <= end <= len(text) else None
        if found != row.form and (found is None or found != value_of(row.form)):
            yield row


def troubles(sheet: Sheet, found: Rebuilt) -> Iterator[Wrong]:
    """Yield what is wrong with the text of a file."""
    if found.trouble is not None:
        said = tr("The first token of this sentence does not begin where the text before it ends.")
        yield Wrong(found.trouble.line, Severity.ERROR, "sentence-misplaced", said)
    elif found.first is not None:
        said = trn(
            "1 token stands elsewhere in the text than its positions say, {token} in this line.",
            "{count} tokens stand elsewhere in the text than their positions say, the first is {token}.",
            found.differing,
            token=found.first.form,
        )
        yield Wrong(found.first.line, Severity.ERROR, "token-text-differs", said)
    elif found.early:
        said = trn(
            "1 sentence begins with a blank before its first token; it was read so that all positions fit.",
            "{count} sentences begin with blanks before their first tokens; they were read so that all "
            "positions fit.",
            found.early,
        )
        yield Wrong(sheet.sentences[0].line, Severity.REPAIRED, "blank-before-sentence", said)
