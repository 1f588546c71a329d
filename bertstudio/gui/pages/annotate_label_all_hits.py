"""Very many hits in little memory: what the drawer "Label all" lists, some 50 bytes a place.

Texts around a hit are not kept; they are read again from the documents that are in view.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import compress

from bertstudio.store.occurrences import Hit

TICKED, BLOCKED = 1, 2

_ALL = bytes(flags if flags & BLOCKED else flags | TICKED for flags in range(256))
_NONE = bytes(flags & ~TICKED for flags in range(256))
_TICKS = bytes(flags & TICKED for flags in range(256))

Place = tuple[int, int, int]
"""Document, start and end."""


class _Names:
    """Strings that occur again and again, by number."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        found = self.numbers.get(name)
        if found is None:
            found = len(self.all)
            self.all.append(name)
            self.numbers[name] = found
        return found


class Strings:
    """What all pieces of a search share."""

    def __init__(self) -> None:
        self.labels, self.texts, self.reasons = _Names(), _Names(), _Names()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which hits are listed. Empty fields do not restrict it."""

    state: str = ""
    """`ticked`, `unticked`, or `reason`: those with something against them."""
    label: str = ""
    words: str = ""
    """Stands in the text of the hit or in the title of its document, in either case."""


class Hits:
    """Hits in columns, with their ticks. Rows are numbered from 0 in the order of the search.

    A thread that searches fills pieces that share their strings with the whole; taking a piece is quick.
    """

    def __init__(self, strings: Strings | None = None) -> None:
        self.strings = strings or Strings()
        self.documents: array[int] = array("q")
        self._starts: array[int] = array("i")
        self._ends: array[int] = array("i")
        self._labels: array[int] = array("i")
        self._texts: array[int] = array("i")
        self._reasons: array[int] = array("i")
        self._spans: array[int] = array("q")
        self._flags = bytearray()
        self.titles: dict[int, str] = {}
        self.ticked_in: Counter[int] = Counter()
        """Ticked hits by document."""
        self.by_label: Counter[str] = Counter()
        """Hits of each label, in the order in which labels were met."""
        self.with_reason = 0
        self.ticked = 0

    @classmethod
    def of(cls, hits: Iterable[Hit], strings: Strings) -> "Hits":
        """Pack hits; those that nothing stands against are ticked."""
        packed = cls(strings)
        for hit in hits:
            packed._add(hit)
        return packed

    def __len__(self) -> int:
        return len(self.documents)

    def _add(self, hit: Hit) -> None:
        self.documents.append(hit.document)
        self._starts.append(hit.start)
        self._ends.append(hit.end)
        self._labels.append(self.strings.labels.number(hit.label))
        self._texts.append(self.strings.texts.number(hit.text))
        self._reasons.append(self.strings.reasons.number(hit.reason))
        self._spans.append(hit.span)
        ticked = not hit.reason and not hit.blocked
        self._flags.append((TICKED if ticked else 0) | (BLOCKED if hit.blocked else 0))
        self.titles.setdefault(hit.document, hit.title)
        self.by_label[hit.label] += 1
        self.with_reason += bool(hit.reason)
        if ticked:
            self.ticked_in[hit.document] += 1
            self.ticked += 1

    def take(self, piece: "Hits") -> None:
        """Put a piece of this at the end."""
        self.documents.extend(piece.documents)
        for name in ("_starts", "_ends", "_labels", "_texts", "_reasons", "_spans", "_flags"):
            getattr(self, name).extend(getattr(piece, name))
        self.titles.update(piece.titles)
        self.ticked_in.update(piece.ticked_in)
        self.by_label.update(piece.by_label)
        self.with_reason += piece.with_reason
        self.ticked += piece.ticked

    def hit(self, row: int) -> Hit:
        """Return a hit, without the text around it."""
        document = self.documents[row]
        return Hit(
            document,
            self.titles[document],
            self._starts[row],
            self._ends[row],
            self.strings.labels.all[self._labels[row]],
            "",
            self.strings.texts.all[self._texts[row]],
            "",
            self.strings.reasons.all[self._reasons[row]],
            self.is_blocked(row),
            span=self._spans[row],
        )

    def place(self, row: int) -> Place:
        return self.documents[row], self._starts[row], self._ends[row]

    def is_ticked(self, row: int) -> bool:
        return bool(self._flags[row] & TICKED)

    def is_blocked(self, row: int) -> bool:
        """Tell whether the overlap rule forbids this one: it cannot be ticked."""
        return bool(self._flags[row] & BLOCKED)

    def tick(self, rows: Iterable[int], wanted: Callable[[int], bool]) -> None:
        """Tick the rows that are wanted and untick the others of them."""
        for row in rows:
            flags = self._flags[row]
            ticked = not flags & BLOCKED and wanted(row)
            if ticked != bool(flags & TICKED):
                self._flags[row] = flags ^ TICKED
                step = 1 if ticked else -1
                self.ticked += step
                self.ticked_in[self.documents[row]] += step
                if not self.ticked_in[self.documents[row]]:
                    del self.ticked_in[self.documents[row]]

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every row that can be ticked, or none."""
        self._flags = self._flags.translate(_ALL if ticked else _NONE)
        self.ticked_in = Counter(compress(self.documents, self._flags.translate(_TICKS)))
        self.ticked = self.ticked_in.total()

    def changed(self) -> dict[Place, bool]:
        """Return the ticks that are not as they were when the hits were found."""
        nothing = self.strings.reasons.numbers.get("", -1)
        pairs = zip(self._flags, self._reasons, strict=True)
        rows = [n for n, (flags, reason) in enumerate(pairs) if flags != (TICKED if reason == nothing else 0)]
        return {self.place(row): self.is_ticked(row) for row in rows if not self.is_blocked(row)}

    def ticked_hits(self) -> Iterator[Hit]:
        """Return the hits that are ticked now, also when ticks change while they are read in a thread."""
        rows = compress(range(len(self)), self._flags.translate(_TICKS))
        return map(self.hit, rows)

    def rows(self, wanted: Filter, first: int = 0) -> "array[int]":
        """Return the rows from `first` on that a filter lets through."""
        if wanted == Filter():
            return array("i", range(first, len(self)))
        tests = [test for test in (self._state_test(wanted.state), self._label_test(wanted.label)) if test]
        if wanted.words:
            tests.append(self._words_test(wanted.words))
        return array("i", (row for row in range(first, len(self)) if all(test(row) for test in tests)))

    def _state_test(self, state: str) -> Callable[[int], bool] | None:
        if state == "reason":
            nothing = self.strings.reasons.numbers.get("", -1)
            return lambda row: self._reasons[row] != nothing
        if state in ("ticked", "unticked"):
            return lambda row: self.is_ticked(row) is (state == "ticked")
        return None

    def _label_test(self, label: str) -> Callable[[int], bool] | None:
        if not label:
            return None
        number = self.strings.labels.numbers.get(label, -1)
        return lambda row: self._labels[row] == number

    def _words_test(self, words: str) -> Callable[[int], bool]:
        sought = words.casefold()
        texts = {n for n, text in enumerate(list(self.strings.texts.all)) if sought in text.casefold()}
        titled = {number for number, title in self.titles.items() if sought in title.casefold()}
        return lambda row: self._texts[row] in texts or self.documents[row] in titled
