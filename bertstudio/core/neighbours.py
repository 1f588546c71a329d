"""The annotations near places that are visited from left to right; not all are looked at each time."""

from collections.abc import Iterable

from bertstudio.core.documents import Span, span_order


class Neighbours:
    """The annotations near places that are asked for from left to right."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._waiting = sorted(spans, key=span_order, reverse=True)
        self._open: list[Span] = []

    def at(self, start: int, end: int) -> list[Span]:
        """Return the annotations that may share a code point with `[start, end)`."""
        while self._waiting and self._waiting[-1].start < end:
            self._open.append(self._waiting.pop())
        self._open = [span for span in self._open if span.end > start]
        return self._open

    def exchange(self, removed: Iterable[Span], added: Iterable[Span]) -> None:
        """Take annotations out that `at` returned, and let it return others."""
        gone = {span.id for span in removed}
        if gone:
            self._open = [span for span in self._open if span.id not in gone]
        self._open += added
