"""Regular expressions that a person types: checked, and stopped when they take too long."""

import re
from collections.abc import Iterator
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

SECONDS_PER_TEXT = 1.0
"""How long an expression may look at one text; one that backtracks without end takes for ever."""


class Expression:
    """Finds a pattern of Python in one text after the other. `^` and `$` are the ends of lines."""

    def __init__(self, pattern: str, *, match_case: bool = True) -> None:
        """Prepare it. Raises UserError if it is no regular expression."""
        import regex

        try:
            self.checked = re.compile(pattern, re.MULTILINE | (0 if match_case else re.IGNORECASE))
            ignored = 0 if match_case else regex.IGNORECASE
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
