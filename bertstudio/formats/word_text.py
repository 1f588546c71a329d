"""The text of a Word document as it stands when all tracked changes are accepted, line by line.

What was inserted is read; what was deleted, moved away or hidden is not, and is counted.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SIGNS = {
    f"{_WORD}{name}": sign
    for name, sign in (
        *(("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n")),
        *(("noBreakHyphen", "-"), ("softHyphen", "\u00ad")),
    )
}
_TEXTS = frozenset({f"{_WORD}t", f"{_MATH}t"})
_PROPERTIES = frozenset(
    f"{_WORD}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sectPr")
)
_OFF = frozenset({"0", "false", "off"})
_CHANGES = {
    f"{_WORD}ins": "insertions",
    f"{_WORD}del": "deletions",
    # What was moved stands where it went to.
    f"{_WORD}moveTo": "moves",
    f"{_WORD}moveFrom": "moves",
}
_GONE = frozenset({f"{_WORD}del", f"{_WORD}moveFrom"})


class WordText:
    """Reads the body of a document; `counts` says afterwards what was met on the way.

    Counted are insertions, deletions, moves, hidden (texts), symbols (of a symbol font), equations and
    inserts (whole files).
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def lines(self, container: Any, between: str = "\t") -> Iterator[str]:
        """Yield paragraphs and rows in their order; `between` stands between the cells of a row."""
        waiting = ""
        for text, goes_on in self._blocks(container, between):
            waiting += text
            if not goes_on:
                yield waiting
                waiting = ""
        if waiting:
            yield waiting

    def _blocks(self, container: Any, between: str) -> Iterator[tuple[str, bool]]:
        """Yield the text of each block, and whether the next one goes on in its line."""
        for block in container:
            tag = block.tag
            if tag == f"{_WORD}p":
                boxes: list[Any] = []
                text = "".join(self._pieces(block, boxes))
                yield text, _is_mark_deleted(block)
                for box in boxes:
                    yield from ((line, False) for line in self.lines(box, between))
            elif tag == f"{_WORD}tr":
                if _has(block, "trPr", "del"):
                    self.counts["deletions"] += 1
                    continue
                cells = (cell for cell in block.iter(f"{_WORD}tc") if _row_of(cell) is block)
                yield (
                    between.join(" ".join(self.lines(cell, " ")) for cell in cells if self._stays(cell)),
                    False,
                )
            elif tag == f"{_WORD}altChunk":
                self.counts["inserts"] += 1
            elif isinstance(tag, str) and tag not in _PROPERTIES and self._is_read(block):
                yield from self._blocks(_chosen(block), between)

    def _stays(self, cell: Any) -> bool:
        is_deleted = _has(cell, "tcPr", "cellDel")
        self.counts["deletions"] += is_deleted
        return not is_deleted

    def _pieces(self, around: Any, boxes: list[Any]) -> Iterator[str]:
        """Yield the texts and signs in a part of a paragraph, and collect the boxes that hang on it."""
        for part in around:
            tag = part.tag
            if tag in _TEXTS:
                yield part.text or ""
            elif tag in SIGNS:
                yield SIGNS[tag]
            elif tag == f"{_WORD}txbxContent":
                boxes.append(part)
            elif tag == f"{_WORD}sym":
                self.counts["symbols"] += 1
            elif tag in _PROPERTIES or not isinstance(tag, str):
                continue
            elif self._is_read(part):
                yield from self._pieces(_chosen(part), boxes)

    def _is_read(self, part: Any) -> bool:
        """Count a change, an equation or a hidden run, and tell whether what is in it is read."""
        if part.tag in _CHANGES:
            self.counts[_CHANGES[part.tag]] += 1
            return part.tag not in _GONE
        if part.tag == f"{_MATH}oMath":
            self.counts["equations"] += 1
        elif part.tag == f"{_WORD}r" and _is_hidden(part):
            self.counts["hidden"] += any(text.text for text in part.iter(f"{_WORD}t"))
            return False
        return True


def _chosen(part: Any) -> Any:
    """Return what to read of a part: of several ways to show the same the first, as Word does."""
    return part[:1] if part.tag == f"{_CHOICE}AlternateContent" else part


def _has(part: Any, properties: str, name: str) -> bool:
    """Tell whether one of the properties of a part is there and not switched off."""
    found = part.find(f"{_WORD}{properties}/{_WORD}{name}")
    return found is not None and found.get(f"{_WORD}val") not in _OFF


def _is_hidden(run: Any) -> bool:
    return _has(run, "rPr", "vanish")


def _is_mark_deleted(paragraph: Any) -> bool:
    """Tell whether the end of a paragraph was deleted or moved away, so that the next one goes on in it."""
    return any(_has(paragraph, "pPr", f"rPr/{_WORD}{name}") for name in ("del", "moveFrom"))


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{_WORD}tr"), None)
