"""What the keys of the span editor mean, as functions over documents. Positions are code points."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bertstudio.core.documents import Document, Origin, Span, overlapping
from bertstudio.core.overlap import Overlap, clash
from bertstudio.core.sentences import sentence_at
from bertstudio.core.text import snap, word_at
from bertstudio.core.words import tr
from bertstudio.gui.span_painter import Edge
from bertstudio.gui.text_layout import TextLayout
from bertstudio.gui.text_view_caret import (
    next_position,
    next_word_start,
    previous_position,
    word_end_after,
    word_start_before,
)

Range = tuple[int, int]


def following(spans: Sequence[Span], position: int, current: Span | None) -> Span | None:
    """Return the span after the current one, or the first that begins at or after a position."""
    if current is not None:
        place = next((n for n, span in enumerate(spans) if span.id == current.id), None)
        if place is not None:
            return spans[place + 1] if place + 1 < len(spans) else None
    at = bisect_left(spans, position, key=lambda span: span.start)
    return spans[at] if at < len(spans) else None


def preceding(spans: Sequence[Span], position: int, current: Span | None) -> Span | None:
    """Return the span before the current one, or the last that begins before a position."""
    if current is not None:
        place = next((n for n, span in enumerate(spans) if span.id == current.id), None)
        if place is not None:
            return spans[place - 1] if place > 0 else None
    at = bisect_left(spans, position, key=lambda span: span.start)
    return spans[at - 1] if at > 0 else None


def taken_word(text: str, selection: Range | None, caret: int) -> Range | None:
    """Return the selection with one more word: the one at the caret first, then the next ones."""
    if selection is None:
        start = caret
        while start < len(text) and text[start].isspace():
            start += 1
        return word_at(text, start) if start < len(text) else None
    end = word_end_after(text, selection[1])
    return (selection[0], end) if text[selection[1] : end].strip() else None


def taken_sentence(text: str, selection: Range | None, caret: int) -> Range | None:
    """Return the selection widened to whole sentences, or with one more if it is whole already."""
    start, end = selection or (caret, caret)
    first = sentence_at(text, start)
    last = sentence_at(text, max(start, end - 1))
    if (first[0], last[1]) == (start, end):
        last = sentence_at(text, end) if end < len(text) else last
    return (first[0], last[1]) if first[0] < last[1] else None


@dataclass(frozen=True, slots=True)
class Step:
    """One press of a key that moves an edge."""

    to: Literal["left", "right"]
    by_word: bool = False


def moved_edge(layout: TextLayout, span: Span, edge: Edge, step: Step) -> Range:
    """Return the borders of a span after its active edge moved one character or word, never empty.

    No entity begins or ends with a blank, so that an edge passes blanks together with what is beyond.
    """
    rtl = layout.typeset(layout.block_of(span.start)).rtl
    forward = (step.to == "right") is not rtl
    position = span.end if edge == "end" else span.start
    if not step.by_word:
        position = _past_blanks(layout, position, edge, forward=forward)
    elif edge == "end":
        position = (
            word_end_after(layout.text, position) if forward else word_end_before(layout.text, position)
        )
    elif forward:
        position = next_word_start(layout.text, position)
    else:
        position = word_start_before(layout.text, position)
    borders = (span.start, position) if edge == "end" else (position, span.end)
    return borders if borders[0] < borders[1] else (span.start, span.end)


def _past_blanks(layout: TextLayout, edge_at: int, edge: Edge, *, forward: bool) -> int:
    """Return where an edge comes to lie after one character; where it was if only blanks follow."""
    move = next_position if forward else previous_position
    position, before = move(layout, edge_at), edge_at
    while position != before:
        outermost = position - 1 if edge == "end" else position
        if 0 <= outermost < len(layout.text) and not layout.text[outermost].isspace():
            return position
        position, before = move(layout, position), position
    return edge_at


def word_end_before(text: str, position: int) -> int:
    """Return where the word before the one at a position ends, or 0."""
    start = word_start_before(text, position)
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return start


def dragged_edge(text: str, span: Span, edge: str, position: int, *, exact: bool) -> Range:
    """Return the borders of a span whose edge was dragged to a position: whole words unless `exact`.

    Only the edge that moves snaps; a span whose edge is dragged past the other one is turned round.
    """
    fixed = span.start if edge == "end" else span.end
    start, end = min(fixed, position), max(fixed, position)
    if start == end:
        return span.start, span.end
    if exact:
        return start, end
    snapped = snap(text, start, end)
    if snapped[0] == snapped[1]:
        return span.start, span.end
    return (start, snapped[1]) if start == fixed else (snapped[0], end)


def acceptable(document: Document, ghosts: Sequence[Span], policy: Overlap) -> tuple[Span, ...]:
    """Return the suggestions that can be accepted together: the surest first where they overlap.

    Nothing that is tagged gives way to many suggestions at once, whatever the rule of the project says; one
    that repeats an annotation exactly is fine.
    """
    if policy is Overlap.ANY:
        return tuple(ghosts)
    kept: list[Span] = []
    order = sorted(ghosts, key=lambda ghost: -(ghost.confidence or 0.0))
    busy = sorted(document.spans, key=lambda span: span.start)
    taken = _Taken(busy)
    for ghost in order:
        if taken.repeats(ghost) or taken.is_free(ghost, policy):
            kept.append(ghost)
            taken.add(ghost)
    return tuple(ghost for ghost in ghosts if ghost in set(kept))


class _Taken:
    """Stretches that are marked; with overlaps among them from earlier days, so starts alone do not do."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._spans = list(spans)
        self._longest = max((span.end - span.start for span in spans), default=0)
        self._exact = {(span.start, span.end, span.label) for span in spans}

    def repeats(self, ghost: Span) -> bool:
        return (ghost.start, ghost.end, ghost.label) in self._exact

    def is_free(self, ghost: Span, policy: Overlap) -> bool:
        first = bisect_left(self._starts, ghost.start - self._longest)
        last = bisect_left(self._starts, ghost.end)
        return not any(clash(span, ghost, policy) for span in self._spans[first:last])

    def add(self, ghost: Span) -> None:
        at = bisect_right(self._starts, ghost.start)
        self._starts.insert(at, ghost.start)
        self._spans.insert(at, ghost)
        self._longest = max(self._longest, ghost.end - ghost.start)
        self._exact.add((ghost.start, ghost.end, ghost.label))


def made_by(span: Span, *, ghost: bool = False) -> str:
    """Return who made an annotation, in words."""
    if span.origin is Origin.MODEL:
        if ghost:
            return tr("Run {run}", run=span.run) if span.run else tr("The model")
        return (
            tr("Run {run}, accepted by you", run=span.run) if span.run else tr("The model, accepted by you")
        )
    return tr("Import") if span.origin is Origin.IMPORT else tr("You")


def described(document: Document, span: Span, *, ghost: bool) -> str:
    """Return what a screen reader says of a span."""
    text = document.text_of(span)
    if ghost and span.confidence is not None:
        return tr(
            "{label}, {text}, suggested, {confidence:.2f}",
            label=span.label,
            text=text,
            confidence=span.confidence,
        )
    outer = outer_span(document, span)
    where = tr("inside {label}", label=outer.label) if outer else tr("inside nothing")
    return tr(
        "{label}, {text}, made by {maker}, {where}",
        label=span.label,
        text=text,
        maker=made_by(span, ghost=ghost),
        where=where,
    )


def outer_span(document: Document, span: Span) -> Span | None:
    """Return the shortest annotation that holds a span, or None."""
    around = [
        other
        for other in overlapping(document.spans, span.start, span.end)
        if other.id != span.id
        and other.start <= span.start
        and span.end <= other.end
        and other.end - other.start > span.end - span.start
    ]
    return min(around, key=lambda other: other.end - other.start, default=None)


def inner_spans(document: Document, span: Span) -> list[Span]:
    """Return the annotations that lie inside a span."""
    return [
        other
        for other in overlapping(document.spans, span.start, span.end)
        if other.id != span.id
        and span.start <= other.start
        and other.end <= span.end
        and other.end - other.start < span.end - span.start
    ]
