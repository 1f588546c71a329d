"""Spans as a file has them → spans of a document. Every reader of positions goes through here.

What is wrong with a span is told by kind, and `ReadOptions.handling` says for each kind what is done with it:
`refuse` (the document cannot be read; so it is unless the user chooses something else), `drop` (the span is
left out, the document comes in), `note` (the same, and the note of the document keeps what was left out) or
`repair` (the span goes to the nearest place of its surface text, if there is one).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bertstudio.core.documents import Origin, Span, span_order
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity
from bertstudio.formats.marking import marked
from bertstudio.formats.offset_evidence import OffsetEvidence, Verdict
from bertstudio.formats.offsets import UNITS, Offsets, RawSpan, chosen, misplaced, name_of, title

HANDLINGS = ("refuse", "drop", "note", "repair")
IN_DOUBT = "offsets-in-doubt"
"""Kind of the problem with spans whose unit nobody can tell."""

Key = tuple[int, int, str]
"""Start and end in code points, and the label."""
Trouble = tuple[Severity, str, str]
"""Severity, kind and sentence of what is wrong with a span."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The spans of one text, and what was wrong with them."""

    spans: tuple[Span, ...] = ()
    """Imported spans in order, each place and label once, ids counted up."""
    ids: tuple[int, ...] = ()
    """For each raw span the id of its span, 0 where it has none: relations are found again by it."""
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    """What the note of the document keeps of spans that were left out."""

    @property
    def is_readable(self) -> bool:
        """Whether the document may come in."""
        return not any(severity is Severity.ERROR for severity, _, _ in self.troubles)

    def problems(self, path: Path, line: int) -> list[Problem]:
        """Return what was wrong as problems at a place in a file."""
        return [Problem(str(path), line, severity, text, kind) for severity, kind, text in self.troubles]


def placed(
    text: str, raws: Sequence[RawSpan], offsets: Offsets, options: ReadOptions, *, first_id: int = 1
) -> Placed:
    """Return the spans of a text under some offsets, and what is wrong with the others."""
    keys: dict[Key, None] = {}
    places: list[Key | None] = []
    troubles: list[Trouble] = []
    notes: list[str] = []
    for raw in raws:
        key, wrong = _key(text, raw, offsets)
        if wrong is None and offsets.rivals and _is_left_out(IN_DOUBT, options):
            wrong = _in_doubt(text, raw, offsets)
        if wrong is not None:
            key, told, note = _handled(text, raw, wrong, options)
            troubles.append(told)
            notes += [note] if note else []
        if key is not None and key in keys:
            troubles.append(_twice(raw))
        elif key is not None:
            keys[key] = None
        places.append(key)
    ordered = sorted((Span(0, *key, Origin.IMPORT) for key in keys), key=span_order)
    spans = tuple(replace(span, id=number) for number, span in enumerate(ordered, first_id))
    numbers = {(span.start, span.end, span.label): span.id for span in spans}
    ids = tuple(0 if key is None else numbers[key] for key in places)
    return Placed(spans, ids, tuple(troubles), tuple(notes))


def _key(text: str, raw: RawSpan, offsets: Offsets) -> tuple[Key | None, tuple[str, str] | None]:
    """Return where a span lies and its label, or kind and sentence of what is wrong with it."""
    label = raw.label.strip()
    wrong = misplaced(text, raw, offsets)
    if wrong is None and not label:
        wrong = "no-label", tr("The entity {start} to {end} has no label.", start=raw.start, end=raw.end)
    place = offsets.span(text, raw)
    if wrong is not None or place is None:
        return None, wrong
    return (*place, label), None


def _is_left_out(kind: str, options: ReadOptions) -> bool:
    """Tell whether spans of a kind of problem are left out, or their documents are."""
    handling = options.handling.get(kind, "refuse")
    # Who refuses does so once, for the file; nothing comes in, and a preview shows what would.
    return handling in {"drop", "note"} or (handling == "refuse" and options.on_error == "skip")


def _in_doubt(text: str, raw: RawSpan, offsets: Offsets) -> tuple[str, str] | None:
    """Return kind and sentence for a span that a rival of these offsets puts elsewhere."""
    place = offsets.span(text, raw)
    other = next((rival for rival in offsets.rivals if rival.span(text, raw) != place), None)
    if other is None:
        return None
    return IN_DOUBT, tr(
        "{label} from {start} to {end} is {first} in {unit}, but {second} in {other}.",
        label=raw.label,
        start=raw.start,
        end=raw.end,
        first=marked(text, place),
        second=marked(text, other.span(text, raw)) or tr("(outside the text)"),
        unit=title(offsets),
        other=title(other),
    )


def _handled(
    text: str, raw: RawSpan, wrong: tuple[str, str], options: ReadOptions
) -> tuple[Key | None, Trouble, str]:
    """Return what the user wants done with a wrong span: its new place, what is said, and what is noted."""
    kind, sentence = wrong
    handling = options.handling.get(kind, "refuse")
    near = _nearest(text, raw) if handling == "repair" and raw.label.strip() else None
    if near is not None:
        said = tr(
            "{problem} It was moved to {start}, where that text stands.", problem=sentence, start=near[0]
        )
        return near, (Severity.REPAIRED, kind, said), ""
    note = _note(raw) if handling == "note" else ""
    return None, trouble(kind, sentence, options), note


def trouble(kind: str, sentence: str, options: ReadOptions) -> Trouble:
    """Return what is wrong with one annotation: left out, or an error, as chosen for its kind."""
    if options.handling.get(kind, "refuse") in {"drop", "note"}:
        return Severity.SKIPPED, kind, tr("{problem} It was left out.", problem=sentence)
    return Severity.ERROR, kind, sentence


def _nearest(text: str, raw: RawSpan) -> Key | None:
    """Return the place of the surface text that is nearest to where the span should begin."""
    surface = raw.surface
    if not surface or not surface.strip():
        return None
    before = text.rfind(surface, 0, max(raw.start, 0) + len(surface))
    after = text.find(surface, max(raw.start, 0))
    found = [start for start in (before, after) if start >= 0]
    if not found:
        return None
    start = min(found, key=lambda place: abs(place - raw.start))
    return start, start + len(surface), raw.label.strip()


def _note(raw: RawSpan) -> str:
    surface = " ".join((raw.surface or "").split())
    return tr(
        "Left out on import: {label} {start} to {end} “{surface}”",
        label=raw.label,
        start=raw.start,
        end=raw.end,
        surface=surface,
    )


def _twice(raw: RawSpan) -> Trouble:
    sentence = tr(
        "{label} from {start} to {end} stands here twice; one was left out.",
        label=raw.label,
        start=raw.start,
        end=raw.end,
    )
    return Severity.SKIPPED, "span-twice", sentence


def found_offsets(
    path: Path,
    texts: Iterable[tuple[str, Sequence[RawSpan]]],
    options: ReadOptions,
    preferred: Sequence[str] = UNITS,
    inclusive: bool | None = None,
    *,
    documented: Collection[str] = (),
) -> tuple[Offsets, list[Read]]:
    """Return what positions in a file count, and what is to be said about that.

    All `texts` are asked for, but of each kind of texts only some thousands of spans are looked at. The unit
    that comes first in `preferred` is taken where nothing else decides. `inclusive` is what the format itself
    says of ends, None if it says nothing. `documented` (`unit`, `ends`) is what its makers say, though not
    all who write it heed that: nothing is asked about it unless the file speaks against it.

    Where several readings fit, the fact holds them all, and there is a problem: an error unless the handling
    of `offsets-in-doubt` says what is done with such spans (`repair`: they are read as preferred). Raises
    UserError for a unit that is none.
    """
    given = chosen(options.offsets)
    if given is not None:
        given = given if inclusive is None else replace(given, inclusive=inclusive)
        return given, [Read(fact=Fact("offsets", name_of(given), tr("Chosen by you.")))]
    evidence = OffsetEvidence(inclusive, documented)
    for text, raws in texts:
        evidence.add(text, raws)
    verdict = evidence.verdict(preferred)
    name = name_of(verdict.offsets)
    said = [Read(fact=Fact("offsets", name, verdict.evidence, verdict.readings))]
    rivals = (chosen(reading.value) for reading in verdict.readings[1:])
    offsets = replace(verdict.offsets, rivals=tuple(rival for rival in rivals if rival is not None))
    if offsets.rivals:
        said.append(Read(problem=_doubt(path, verdict, options)))
    return offsets, said


def _doubt(path: Path, verdict: Verdict, options: ReadOptions) -> Problem:
    if options.handling.get(IN_DOUBT, "refuse") != "refuse":
        text = trn(
            "1 entity fits other units as well; read as {unit}. Check it.",
            "{count} entities fit other units as well; read as {unit}. Check them.",
            verdict.doubtful,
            unit=title(verdict.offsets),
        )
        return Problem(str(path), 0, Severity.REPAIRED, text, IN_DOUBT)
    shown = (f"{reading.title}: {reading.examples[0]}" for reading in verdict.readings)
    text = trn(
        "Too little in the file tells what the positions of 1 entity count. Choose ({choices}). {examples}",
        "Too little in the file tells what the positions of {count} entities count. "
        "Choose ({choices}). {examples}",
        verdict.doubtful,
        choices=tr(" or ").join(f"--offsets {reading.value}" for reading in verdict.readings),
        examples="; ".join(shown),
    )
    return Problem(str(path), 0, Severity.ERROR, text, IN_DOUBT)
