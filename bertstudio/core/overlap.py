"""What happens when an annotation would overlap another: a rule that each project chooses once.

Positions are code points, half open. Nothing here changes anything: `edits` makes edits of what it says.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bertstudio.core.documents import Span, span_order


class Overlap(StrEnum):
    """The rule of a project. The first three keep annotations apart from each other."""

    REFUSE = "refuse"
    """What would overlap is not tagged."""
    REPLACE = "replace"
    """The new one stays, those that it overlaps are removed."""
    TRIM = "trim"
    """The new one stays, those that it overlaps are cut back to what lies outside of it."""
    NESTED = "nested"
    """One may lie inside another, but none may cross the border of another."""
    ANY = "any"
    """They may lie as they like."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What putting an annotation somewhere does to those that are there."""

    removed: tuple[Span, ...] = ()
    trimmed: tuple[Span, ...] = ()
    """As they are afterwards; their ids say which they were."""
    blocking: Span | None = None
    """The one that forbids it; then nothing is removed or trimmed."""


def placed(
    spans: Iterable[Span], start: int, end: int, policy: Overlap, *, besides: int = 0, text: str = ""
) -> Placement:
    """Return what putting `[start, end)` there does.

    `besides` is the id of the span that is being resized: it is not in its own way. With `text`, blanks at a
    cut go too, so that no entity ends in a blank.
    """
    clashing = [
        span for span in spans if span.id != besides and _clash(span.start, span.end, start, end, policy)
    ]
    if not clashing:
        return Placement()
    if policy is Overlap.REPLACE:
        return Placement(removed=tuple(clashing))
    if policy is Overlap.TRIM:
        cut = [(span, trimmed(span, start, end, text)) for span in clashing]
        return Placement(
            tuple(span for span, rest in cut if rest is None),
            tuple(rest for _, rest in cut if rest is not None),
        )
    return Placement(blocking=clashing[0])


def trimmed(span: Span, start: int, end: int, text: str = "") -> Span | None:
    """Return a span without what lies in `[start, end)`: its longer side (of equal ones the first).

    None when nothing stays.
    """
    if span.end <= start or end <= span.start:
        return span
    before = (span.start, _without_blanks_after(text, span.start, min(span.end, start)))
    after = (_without_blanks_before(text, max(span.start, end), span.end), span.end)
    first, last = max(before, after, key=lambda side: side[1] - side[0])
    return replace(span, start=first, end=last) if first < last else None


def _without_blanks_after(text: str, start: int, end: int) -> int:
    while start < end and text[end - 1 : end].isspace():
        end -= 1
    return end


def _without_blanks_before(text: str, start: int, end: int) -> int:
    while start < end and text[start : start + 1].isspace():
        start += 1
    return start


def clash(one: Span, other: Span, policy: Overlap) -> bool:
    """Tell whether two annotations cannot stand in one document under a rule."""
    return _clash(one.start, one.end, other.start, other.end, policy)


def conflicts(spans: Iterable[Span], policy: Overlap) -> list[tuple[Span, Span]]:
    """Return the pairs that cannot stand beside each other under a rule, the one that begins first ahead."""
    if policy is Overlap.ANY:
        return []
    return [(one, other) for one, other in overlaps(spans) if clash(one, other, policy)]


def overlaps(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield every pair that shares a code point, the one that begins first (the outer one) ahead."""
    still_open: list[Span] = []
    for span in sorted(spans, key=span_order):
        still_open = [earlier for earlier in still_open if earlier.end > span.start]
        yield from ((earlier, span) for earlier in still_open)
        still_open.append(span)


def _clash(start: int, end: int, other_start: int, other_end: int, policy: Overlap) -> bool:
    if policy is Overlap.ANY or start >= other_end or other_start >= end:
        return False
    inside = start <= other_start and other_end <= end
    around = other_start <= start and end <= other_end
    return policy is not Overlap.NESTED or not (inside or around)


class Keep(StrEnum):
    """Which of two annotations that clash stays when they are sorted out."""

    OUTER = "outer"
    """The longer one; of equal ones the older."""
    INNER = "inner"
    """The shorter one; of equal ones the older."""
    NEWER = "newer"
    """The one that was made last."""


_FIRST: dict[Keep, Callable[[Span], tuple[int, ...]]] = {
    Keep.OUTER: lambda span: (span.start - span.end, span.id),
    Keep.INNER: lambda span: (span.end - span.start, span.id),
    # Ids are given in the order in which annotations are made.
    Keep.NEWER: lambda span: (-span.id,),
}


def given_up(spans: Iterable[Span], policy: Overlap, keep: Keep) -> tuple[Span, ...]:
    """Return the annotations that have to go so that no two clash; each clashes with one that stays."""
    against: dict[Span, list[Span]] = {}
    for one, other in conflicts(spans, policy):
        against.setdefault(one, []).append(other)
        against.setdefault(other, []).append(one)
    kept: set[int] = set()
    gone: list[Span] = []
    for span in sorted(against, key=_FIRST[keep]):
        if any(other.id in kept for other in against[span]):
            gone.append(span)
        else:
            kept.add(span.id)
    return tuple(sorted(gone, key=span_order))
