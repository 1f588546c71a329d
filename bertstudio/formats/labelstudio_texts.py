"""Texts as Label Studio shows them: plain, the visible text of a page, or the paragraphs of a conversation.

A page (HTML) is shown without its tags, and positions count what is seen: `globalOffsets` over the text of
the whole page, `<br>` as one, or a place in its tree (`/div[1]/p[2]/text()[1]`) and an offset there. Between
two blocks that touch stands a line break in our text, so that no words run together; every position is moved
along.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from bertstudio.formats.html_parsing import PageParser
from bertstudio.formats.labelstudio_config import TextObject

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
        *("main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    }
)
_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr"),
    }
)
_UNSEEN = frozenset({"script", "style", "template", "title"})


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a document, and how to find places that are not counted in it from its beginning."""

    text: str
    path: tuple[str, ...] = ()
    """Of each stretch of a page, its place in the tree; empty for other texts."""
    counted: tuple[int, ...] = ()
    """Where each stretch begins when the text of the page is counted, or each paragraph."""
    starts: tuple[int, ...] = ()
    """Where it begins in `text`."""
    lengths: tuple[int, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether positions count the text from its beginning."""
        return not self.starts

    def places(self, value: Mapping[str, Any]) -> list[tuple[int, int]]:
        """Return where a region may lie, `[start, end)` in `text`, the likeliest first."""
        found = [self._paragraph(value)] if not self.path else [self._counted(value), self._in_tree(value)]
        return [place for place in found if place is not None and place[0] < place[1]]

    def _counted(self, value: Mapping[str, Any]) -> tuple[int, int] | None:
        offsets = value.get("globalOffsets")
        if not isinstance(offsets, Mapping):
            offsets = value
        start, end = offsets.get("start"), offsets.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        first = max(0, bisect_right(self.counted, start) - 1)
        last = max(0, bisect_left(self.counted, end) - 1)
        return self._at(first, start - self.counted[first]), self._at(last, end - self.counted[last])

    def _in_tree(self, value: Mapping[str, Any]) -> tuple[int, int] | None:
        start = self._node(value.get("start"), value.get("startOffset"))
        end = self._node(value.get("end"), value.get("endOffset"))
        return None if start is None or end is None else (start, end)

    def _node(self, path: Any, offset: Any) -> int | None:
        if not isinstance(path, str) or not isinstance(offset, int):
            return None
        if path in self.path:
            return self._at(self.path.index(path), offset)
        # The offset in an element counts its children; browsers name the first.
        inside = (place for place, own in enumerate(self.path) if own.startswith(path.rstrip("/") + "/"))
        place = next(inside, None)
        return None if place is None or offset else self.starts[place]

    def _paragraph(self, value: Mapping[str, Any]) -> tuple[int, int] | None:
        ends = []
        for name in ("start", "end"):
            number, offset = str(value.get(name)), value.get(f"{name}Offset")
            is_one = number.isdecimal() and len(number) < 9 and int(number) < len(self.starts)
            if not is_one or not isinstance(offset, int):
                return None
            ends.append(self._at(int(number), offset))
        return ends[0], ends[1]

    def _at(self, place: int, offset: int) -> int:
        """Return a position of the text; -1, which lies in no text, for an offset beyond the stretch."""
        return self.starts[place] + offset if 0 <= offset <= self.lengths[place] else -1


def held(data: Mapping[str, Any], one: TextObject) -> Any:
    """Return what a task holds for a text; its field may lie in others: `review.parts[0].body`."""
    if not one.key:
        return one.constant
    if one.key in data:
        return data[one.key]
    value: Any = data
    for step in re.findall(r"[^.\[\]]+", one.key):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step[:9]) < len(value):
            value = value[int(step[:9])]
        else:
            return None
    return value


def fits(found: str, surface: str) -> bool:
    """Tell whether two texts say the same but for blanks and line breaks, which pages show as they like."""
    return _bare(found) == _bare(surface)


def _bare(text: str) -> str:
    return "".join(text.replace("\\n", " ").split())


def shown(value: Any, one: TextObject) -> Shown | None:
    """Return the text of a field as Label Studio shows it; None if the field holds no text."""
    if isinstance(value, bool) or value is None:
        return None
    if one.kind == "paragraphs" and isinstance(value, Sequence) and not isinstance(value, str):
        return _conversation(value, one.part)
    if not isinstance(value, str | int | float):
        return None
    return _page(str(value)) if one.kind == "page" else Shown(str(value))


def _conversation(paragraphs: Sequence[Any], part: str) -> Shown | None:
    said = [str(each.get(part) or "") if isinstance(each, Mapping) else str(each) for each in paragraphs]
    if not any(said):
        return None
    lengths = [len(each) for each in said]
    starts = [0, *accumulate(length + 1 for length in lengths)][:-1]
    return Shown("\n".join(said), (), tuple(starts), tuple(starts), tuple(lengths))


def _page(html: str) -> Shown:
    parser = _Tree()
    parser.feed(html)
    parser.close()
    pieces: list[str] = []
    starts: list[int] = []
    length, blank = 0, True
    for node in parser.nodes:
        seen = "" if node.unseen else node.text
        if seen and node.apart and not blank and not seen[0].isspace():
            pieces.append("\n")
            length += 1
        starts.append(length)
        pieces.append(seen)
        length += len(seen)
        blank = seen[-1].isspace() if seen else blank
    counted = tuple(accumulate((len(node.text) for node in parser.nodes), initial=0))[:-1]
    lengths = tuple(0 if node.unseen else len(node.text) for node in parser.nodes)
    paths = tuple(node.path for node in parser.nodes)
    # A page without any text has one empty stretch, so that it is still a page.
    return Shown("".join(pieces), paths or ("",), counted or (0,), tuple(starts) or (0,), lengths or (0,))


@dataclass(slots=True)
class _Node:
    path: str
    text: str
    apart: bool
    """Whether a block begins or ends before it."""
    unseen: bool


class _Tree(PageParser):
    """Collects the stretches of text of a page with their places in its tree."""

    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[_Node] = []
        self._stack: list[tuple[str, str]] = []
        """Tag and path of the open elements."""
        self._counts: list[dict[str, int]] = [{}]
        self._apart = False
        self._goes_on = False
        """Whether further text belongs to the last stretch."""

    def _next(self, name: str) -> str:
        counts = self._counts[-1]
        counts[name] = counts.get(name, 0) + 1
        parent = self._stack[-1][1] if self._stack else ""
        return f"{parent}/{name}[{counts[name]}]"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._border(tag)
        path = self._next(tag)
        if tag == "br":
            # Label Studio counts it as one sign.
            self.nodes.append(_Node(path, "\n", False, False))
        if tag not in _VOID:
            self._stack.append((tag, path))
            self._counts.append({})

    def handle_endtag(self, tag: str) -> None:
        self._border(tag)
        if any(tag == open_one for open_one, _ in self._stack):
            while self._stack.pop()[0] != tag:
                self._counts.pop()
            self._counts.pop()

    def handle_comment(self, data: str) -> None:
        del data
        self._goes_on = False

    def handle_data(self, data: str) -> None:
        if self._goes_on:
            self.nodes[-1].text += data
            return
        unseen = any(tag in _UNSEEN for tag, _ in self._stack)
        self.nodes.append(_Node(self._next("text()"), data, self._apart, unseen))
        self._apart, self._goes_on = False, True

    def _border(self, tag: str) -> None:
        self._apart |= tag in _BLOCKS
        self._goes_on = False
