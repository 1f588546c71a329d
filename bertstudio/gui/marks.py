"""What is marked in a text: spans and suggestions as the painter wants them, found by position."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from bertstudio.core.differing import differing
from bertstudio.core.documents import Document, Span
from bertstudio.core.labels import LabelSet

UNKNOWN_COLOR = 12
"""Slate: a span whose label is not in the label set is still drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One span as it is drawn; positions in code points."""

    id: int
    start: int
    end: int
    label: str
    color: int
    code: str
    ghost: bool = False
    """A suggestion: dashed, without fill."""
    confidence: float | None = None
    hidden: bool = False
    """Its label is switched off: a dotted grey line is left."""


class Marks:
    """The annotations and suggestions of one document, as marks, built only where they are looked at."""

    def __init__(
        self,
        spans: Sequence[Span] = (),
        suggestions: Sequence[Span] = (),
        labels: LabelSet | None = None,
        hidden: Collection[str] = (),
    ) -> None:
        self.spans = tuple(spans)
        self.suggestions = tuple(suggestions)
        self._labels = {label.name: label for label in labels or ()}
        self._hidden = hidden
        self.look = (tuple(self._labels.values()), frozenset(hidden))
        """What decides colours, codes and what is hidden: equal looks draw equal spans equally."""
        self._layers: _Layers | None = None

    @property
    def layers(self) -> "_Layers":
        """Annotations and suggestions as they are searched."""
        if self._layers is None:
            self._layers = _Sorted.of(self.spans), _Sorted.of(self.suggestions)
        return self._layers

    def follow(self, before: "Marks") -> tuple[int, int] | None:
        """Return the stretch of text, in code points, in which earlier marks differ from these, or None.

        What was found out about the others is taken over, so that one edit among many spans is little work.
        """
        changed: list[Span] = []
        solid, ghosts = before.layers
        self._layers = (
            _Sorted.after(solid, self.spans, changed),
            _Sorted.after(ghosts, self.suggestions, changed),
        )
        if not changed:
            return None
        return min(span.start for span in changed), max(span.end for span in changed)

    def between(self, start: int, end: int) -> list[Mark]:
        """Return the marks that share a code point with `[start, end)`."""
        solid, ghosts = self.layers
        return [
            *(self.mark(span, ghost=False) for span in solid.between(start, end)),
            *(self.mark(span, ghost=True) for span in ghosts.between(start, end)),
        ]

    def at(self, position: int) -> list[Mark]:
        """Return the marks that hold the character at a position, the innermost (shortest) first."""
        found = self.between(position, position + 1)
        return sorted(found, key=lambda mark: (mark.end - mark.start, mark.ghost, mark.start))

    def find(self, span_id: int) -> Mark | None:
        """Return the mark of that id, or None."""
        for ghost, spans in ((False, self.spans), (True, self.suggestions)):
            for span in spans:
                if span.id == span_id:
                    return self.mark(span, ghost=ghost)
        return None

    def mark(self, span: Span, *, ghost: bool) -> Mark:
        """Return a span with the colour and code of its label."""
        label = self._labels.get(span.label)
        return Mark(
            span.id,
            span.start,
            span.end,
            span.label,
            label.color if label else UNKNOWN_COLOR,
            (label.code if label else "") or span.label[:4].upper(),
            ghost,
            span.confidence,
            span.label in self._hidden,
        )


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Spans by start, with the furthest end so far, so that a range is found by two bisections."""

    spans: tuple[Span, ...]
    reach: list[int]

    @classmethod
    def of(cls, spans: tuple[Span, ...]) -> "_Sorted":
        return cls(spans, list(accumulate((span.end for span in spans), max)))

    @classmethod
    def after(cls, before: "_Sorted", spans: tuple[Span, ...], changed: list[Span]) -> "_Sorted":
        """Return the same for spans that share most with others; what differs is added to `changed`."""
        head, gone, come = differing(before.spans, spans)
        changed += (*gone, *come)
        reach = before.reach[:head]
        behind = len(before.spans) - len(spans)
        furthest = reach[-1] if reach else 0
        for index in range(head, len(spans)):
            furthest = max(furthest, spans[index].end)
            if index >= head + len(come) and furthest == before.reach[index + behind]:
                # From here on both reach equally far.
                return cls(spans, reach + before.reach[index + behind :])
            reach.append(furthest)
        return cls(spans, reach)

    def between(self, start: int, end: int) -> list[Span]:
        first = bisect_right(self.reach, start)
        last = bisect_left(self.spans, end, key=_START)
        return [span for span in self.spans[first:last] if span.end > start]


_START = attrgetter("start")

_Layers = tuple[_Sorted, _Sorted]


def shown_suggestions(document: Document, threshold: float) -> tuple[Span, ...]:
    """Return the suggestions at or above a confidence (0 to 1), in the order of the text."""
    return tuple(
        ghost for ghost in document.suggestions if ghost.confidence is None or ghost.confidence >= threshold
    )


def lanes(marks: Iterable[Mark]) -> dict[int, int]:
    """Give every mark a lane, from 0 (right under the text) downward: id → lane.

    Shorter marks are inner and come first; suggestions stand under what is marked. Two marks that share
    text never share a lane.
    """
    taken: list[tuple[list[int], list[int]]] = []
    placed: dict[int, int] = {}
    for mark in sorted(marks, key=lambda m: (m.ghost, m.end - m.start, m.start, m.id)):
        lane = next((n for n, (starts, ends) in enumerate(taken) if _is_free(starts, ends, mark)), len(taken))
        if lane == len(taken):
            taken.append(([], []))
        starts, ends = taken[lane]
        at = bisect_right(ends, mark.start)
        starts.insert(at, mark.start)
        ends.insert(at, mark.end)
        placed[mark.id] = lane
    return placed


def _is_free(starts: list[int], ends: list[int], mark: Mark) -> bool:
    at = bisect_right(ends, mark.start)
    return at == len(starts) or starts[at] >= mark.end
