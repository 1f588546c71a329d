"""The elements of an HTML page that are open at a place, and whether a browser shows what stands there.

What hides is the element itself (`template`), the attribute `hidden`, or `style`. Style sheets are not
looked at.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "dialog"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary"),
        *("table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
CELLS = frozenset({"td", "th"})
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""They have no end tag and hold nothing."""
WITHOUT_TEXT = frozenset(
    (
        *("audio", "canvas", "datalist", "head", "iframe", "noembed", "noframes", "object", "rp", "script"),
        *("style", "svg", "title", "video"),
    )
)
"""What stands in them is never the text of a page, so that nobody misses it."""
HIDDEN = frozenset({"noscript", "template"})
"""A browser that runs scripts does not show them."""
ROOTS = frozenset({"html", "body"})
"""They hide nothing: a page that hides its body shows it by a script."""

_IN_HEAD = frozenset(("head", "base", "link", "meta", "noscript", "script", "style", "template", "title"))
_ROW_GROUPS = frozenset({"tbody", "tfoot", "thead"})
# An element that is not closed ends where one of these begins.
_ENDED_BY: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(BLOCKS - {"body", "br", "option"} - _ROW_GROUPS, frozenset({"p"})),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "option": frozenset({"option"}),
    "tr": frozenset({"tr", "td", "th", "caption"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    **dict.fromkeys(_ROW_GROUPS, frozenset({*_ROW_GROUPS, "tr", "td", "th", "caption"})),
}
_NOTHING: frozenset[str] = frozenset()
_BLOCKING = BLOCKS | CELLS | WITHOUT_TEXT | HIDDEN
_APART = WITHOUT_TEXT | HIDDEN
# What keeps an element open that would end before a tag.
_BETWEEN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("li", "dt", "dd"), frozenset({"ul", "ol", "dl", *CELLS, *_APART})),
    **dict.fromkeys(("tr", *CELLS, *_ROW_GROUPS), frozenset({"table", *_APART})),
}
_MAX_LEVELS = 100
"""How far up is looked: a page of a million open elements is nobody's, and must not take for ever."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLE = re.compile(r"(?:^|;)\s*(display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)


@dataclass(slots=True)
class Hiding:
    """An element that hides text."""

    line: int
    has_text: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """An open element, and what holds for the text in it."""

    tag: str = ""
    is_shown: bool = True
    """Neither it nor one around it is without display."""
    is_visible: bool = True
    """This one may be visible in one that is not."""
    keeps_blanks: bool = False
    hiding: Hiding | None = None
    """The outermost element that hides it; None: it is seen, or what stands in it is no text."""

    @property
    def is_seen(self) -> bool:
        return self.is_shown and self.is_visible


class OpenElements:
    """The open elements of a page, from the outermost."""

    def __init__(self) -> None:
        self._stack = [Open()]
        self._counts: Counter[str] = Counter()

    @property
    def inner(self) -> Open:
        return self._stack[-1]

    def is_in(self, tag: str) -> bool:
        """Tell whether an element of this name is open."""
        return self._counts[tag] > 0

    def start(self, tag: str, attributes: Mapping[str, str | None], line: int) -> bool:
        """Open an element, and close those that end there. Tells whether one of them was a seen block."""
        if self._counts["title"] and not self._counts["svg"]:
            if tag not in BLOCKS | _IN_HEAD | ROOTS:
                return False
            self._cut("title")
        if self._counts["head"] and tag not in _IN_HEAD and not any(self._counts[name] for name in HIDDEN):
            # A head that is never closed ends here.
            self._cut("head")
        ended = _ENDED_BY.get(tag, _NOTHING)
        is_end = any(self._counts[name] for name in ended) and self._end_before(tag, ended)
        if tag not in VOID:
            self._stack.append(_opened(self.inner, tag, attributes, line))
            self._counts[tag] += 1
        return is_end

    def end(self, tag: str) -> bool:
        """Close an element and those in it, if it is open. Tells whether it, or the place, is seen."""
        if not self._counts[tag] or tag in ROOTS:
            return self.inner.is_seen
        return self._cut(tag)

    def _end_before(self, tag: str, ended: frozenset[str]) -> bool:
        """Close the outermost of the elements that end before a tag, unless something stands between."""
        between = _BETWEEN.get(tag, _BLOCKING)
        found = 0
        for place in range(len(self._stack) - 1, max(0, len(self._stack) - _MAX_LEVELS), -1):
            name = self._stack[place].tag
            if name in ended:
                found = place
            elif name in between:
                break
        closed = self._stack[found]
        if found:
            self._drop(found)
        return closed.is_seen and closed.tag in BLOCKS

    def _cut(self, tag: str) -> bool:
        """Close an element; the end of one that is no block does not close a block in it."""
        is_block = tag in _BLOCKING
        levels = len(self._stack) if is_block else _MAX_LEVELS
        for place in range(len(self._stack) - 1, max(0, len(self._stack) - 1 - levels), -1):
            closed = self._stack[place]
            if closed.tag == tag:
                self._drop(place)
                return closed.is_seen
            if not is_block and closed.tag in _BLOCKING:
                break
        return self.inner.is_seen

    def _drop(self, place: int) -> None:
        self._counts.subtract(each.tag for each in self._stack[place:])
        del self._stack[place:]


def _opened(around: Open, tag: str, attributes: Mapping[str, str | None], line: int) -> Open:
    display, visibility = _styles(attributes.get("style") or "")
    hides = tag not in ROOTS and (
        tag in HIDDEN
        or display == "none"
        or (not display and ("hidden" in attributes or (tag == "dialog" and "open" not in attributes)))
    )
    is_visible = around.is_visible if tag in ROOTS or not visibility else visibility == "visible"
    is_shown = around.is_shown and not hides and tag not in WITHOUT_TEXT
    hiding = around.hiding
    if is_shown and is_visible:
        hiding = None
    elif around.is_seen and tag not in WITHOUT_TEXT:
        hiding = Hiding(line)
    return Open(tag, is_shown, is_visible, around.keeps_blanks or tag in {"pre", "textarea"}, hiding)


def _styles(style: str) -> tuple[str, str]:
    """Return what a style says of display and visibility, empty where it says nothing of use."""
    found = {name.lower(): value.lower() for name, value in _STYLE.findall(_COMMENT.sub("", style))}
    visibility = found.get("visibility", "")
    return found.get("display", ""), visibility if visibility in {"hidden", "collapse", "visible"} else ""
