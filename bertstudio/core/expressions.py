"""Regular expressions that a person types: checked, and stopped when they take too long."""

import re
from collections.abc import Iterator
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

SECONDS_PER_TEXT = 1.0
"""How long an expression may look at one text; one that backtracks without end takes for ever."""


_LINE_ENDS = re.compile(r"\\[rnxuUN0-7]|[\r\n]")
"""Escapes that may stand for a line end, and line ends as they are."""


class Expression:
    """Finds a pattern of Python in one text after the other. `^` and `$` are the ends of lines.

    Lines end with LF, CR LF or CR. One that names line ends itself (`\\r\\n`) gets the text as it is.
    """

    def __init__(self, pattern: str, *, match_case: bool = True) -> None:
        """Prepare it. Raises UserError if it is no regular expression."""
        import regex

        try:
            self.checked = re.compile(pattern, re.MULTILINE | (0 if match_case else re.IGNORECASE))
            ignored = 0 if match_case else regex.IGNORECASE
            self._names_line_ends = _LINE_ENDS.search(pattern) is not None
            # The same expression for `regex`, which can be told to stop.
            self._timed: Any = regex.compile(pattern, regex.VERSION0 | regex.MULTILINE | ignored)
        except (re.error, regex.error, OverflowError, RecursionError) as error:
            raise UserError(
                tr(
                    "“{pattern}” is no regular expression: {reason}. Correct it or switch this option off.",
                    pattern=pattern,
                    reason=error,
                )
            ) from error

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield `[start, end)` of each match, in code points. Raises UserError if it takes too long."""
        if not self._names_line_ends:
            # Python's lines end with LF only; each character stays at its place.
            text = text.replace("\r", "\n")
        try:
            # The window goes on meanwhile: `concurrent` looks without holding Python's lock.
            for match in self._timed.finditer(text, timeout=SECONDS_PER_TEXT, concurrent=True):
                yield match.span()
        except TimeoutError as error:
            raise UserError(
                tr(
                    "The regular expression takes too long in a text of {count} characters. Repetitions"
                    " inside repetitions, as in (a+)+, are the usual cause. Write it more simply.",
                    count=f"{len(text):,}",
                )
            ) from error
