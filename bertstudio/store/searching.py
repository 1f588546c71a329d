"""What a search looks for in a text: a string or a regular expression, and what an index can know of it.

`Search` decides on the text itself. `required` says what a text must hold for that, in three characters at a
time: an index of them proposes candidates, never too few, and the text decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bertstudio.core.expressions import Expression
from bertstudio.core.occurrences import forms
from bertstudio.core.text import is_word_border


class Search:
    """Looks for the same thing in one text after the other."""

    def __init__(
        self, wanted: str, *, regex: bool = False, match_case: bool = False, whole_word: bool = False
    ) -> None:
        """Prepare a search. Blanks around a string do not count; `^` and `$` are the ends of lines.

        Raises:
            UserError: `wanted` is no regular expression.
        """
        # Most scripts have no case, and looking is quicker without.
        self._as_written = match_case or wanted.lower() == wanted.upper() == wanted.casefold()
        self._whole_word = whole_word
        self._expression: Expression | None = None
        self._strings: list[str] = []
        if regex:
            self._expression = Expression(wanted, match_case=match_case)
            self.required = _required_by(self._expression.checked)
        else:
            written = forms(wanted.strip())
            self._strings = written if self._as_written else [folded(form) for form in written]
            self._plain = re.compile("|".join(map(re.escape, written)), 0 if match_case else re.IGNORECASE)
            self.required = one_of([Text(folded(form)) for form in written])

    def is_in(self, text: str) -> bool:
        """Tell whether a text holds it. Raises UserError if a regular expression takes too long."""
        if self._strings:
            searched = text if self._as_written else folded(text)
            if not any(map(searched.__contains__, self._strings)):
                return False
            # Beyond ASCII, strings of several characters can be one without case (ß, ss).
            if not self._whole_word and (self._as_written or text.isascii()):
                return True
        return next(self.hits(text), None) is not None

    def hits(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield `[start, end)` of each place, in code points. Raises UserError as `is_in` does."""
        for start, end in self._places(text):
            if start < end and (not self._whole_word or _is_whole(text, start, end)):
                yield start, end

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        if self._expression is not None:
            return self._expression.places(text)
        return (match.span() for match in self._plain.finditer(text))


def _is_whole(text: str, start: int, end: int) -> bool:
    return is_word_border(text, start) and is_word_border(text, end)


# What an index can know ---------------------------------------------------------------------------


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def folded(text: str) -> str:
    """Return a text without difference of case, as an index holds it. It can be longer than the text.

    Characters that `re.IGNORECASE` takes for the same are the same in it. What an index cannot store, as
    lone surrogates, becomes U+FFFD.
    """
    if not text.isascii():
        text = text.replace("\u0130", "i").replace("\u0131", "i").casefold()
        if not _has_utf8(text):
            return _UNSTORABLE.sub("\ufffd", text)
    else:
        text = text.lower()
    return text.replace("\0", "\ufffd")


def _has_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Text:
    """The folded text holds this."""

    text: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these hold."""

    parts: tuple["Required", ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of these holds."""

    parts: tuple["Required", ...]


Required = Text | AllOf | OneOf | None
"""What must be so for a text to match; None: any text may match."""


def all_of(parts: Iterable[Required]) -> Required:
    known = tuple(part for part in parts if part is not None)
    return AllOf(known) if len(known) > 1 else known[0] if known else None


def one_of(parts: Iterable[Required]) -> Required:
    known = tuple(parts)
    if not known or None in known:
        return None
    return OneOf(known) if len(known) > 1 else known[0]


_READ_OTHERWISE = re.compile(r"\[:|\{(?!\d*,?\d*\})")
"""What `re` reads as characters and `regex` does not: `[:alpha:]`, `{e<=1}`."""


def _required_by(expression: re.Pattern[str]) -> Required:
    if _READ_OTHERWISE.search(expression.pattern):
        return None
    # The parser of `re` is the one reader of its patterns; there is no public door to it.
    from re import _parser  # type: ignore[attr-defined]

    return _of_sequence(_parser.parse(expression.pattern, expression.flags))


def _of_sequence(nodes: Iterable[tuple[Any, Any]]) -> Required:
    """Return what a sequence of nodes requires: each run of characters, and what is between."""
    parts: list[Required] = []
    run = ""
    for operation, argument in nodes:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        parts += [Text(folded(run)) if run else None, _of_node(str(operation), argument)]
        run = ""
    return all_of([*parts, Text(folded(run)) if run else None])


def _of_node(operation: str, argument: Any) -> Required:
    if operation == "SUBPATTERN":
        return _of_sequence(argument[-1])
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if operation == "BRANCH":
        return one_of([_of_sequence(alternative) for alternative in argument[1]])
    if operation in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and argument[0] > 0:
        return _of_sequence(argument[2])
    # Sets, any character, look-arounds, references: nothing that must stand there as it is.
    return None
