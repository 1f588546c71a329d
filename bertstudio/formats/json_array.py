"""The elements of one huge JSON list, in bounded memory: Label Studio exports a project as a single list.

The list may be one line or many; nothing but the element at hand is held.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bertstudio.formats.json_text import value_at

CHUNK_CHARACTERS = 1 << 20
MAX_CHARACTERS = 32 << 20
"""A longer element is refused: to decode it takes many times its length in memory."""
_TAIL = 16
"""An error so close to the end of what was read may go away when more is read (`tru`, `\\u00e`)."""
_BLANKS = " \t\r\n"


class BrokenArrayError(Exception):
    """The list cannot be read on: `line` (from 1) is where the element begins that is broken or too long."""

    def __init__(self, line: int, *, too_long: bool = False) -> None:
        super().__init__(line)
        self.line = line
        self.too_long = too_long


@dataclass(slots=True)
class _Window:
    """The part of the text that is held."""

    read: Callable[[int], str]
    text: str = ""
    start: int = 0
    """Where the part begins that is not used up."""
    line: int = 1
    """The line of `start`."""
    ended: bool = False

    def more(self) -> None:
        """Drop what is used up and read at least as much again as is held."""
        rest = self.text[self.start :]
        chunk = self.read(max(CHUNK_CHARACTERS, len(rest)))
        self.ended = not chunk
        self.text, self.start = rest + chunk, 0

    def move_to(self, position: int) -> None:
        """Use up the text before a position."""
        self.line += self.text.count("\n", self.start, position)
        self.start = position

    def sign(self) -> str:
        """Return the next character that is no blank, which stays; empty at the end of the text."""
        while True:
            position = self.start
            while position < len(self.text) and self.text[position] in _BLANKS:
                position += 1
            self.move_to(position)
            if position < len(self.text):
                return self.text[position]
            if self.ended:
                return ""
            self.more()


def elements(read: Callable[[int], str]) -> Iterator[tuple[int, Any]]:
    """Yield the elements of a JSON list, each with the line (from 1) on which it begins.

    `read` gives up to so many further characters, and an empty text at the end. Raises BrokenArrayError
    where the text is no list, or stops to be one.
    """
    window = _Window(read)
    _take(window, "[")
    if window.sign() == "]":
        window.move_to(window.start + 1)
    else:
        while True:
            window.sign()
            line = window.line
            yield line, _element(window)
            if _take(window, ",]") == "]":
                break
    if window.sign():
        raise BrokenArrayError(window.line)


def _take(window: _Window, signs: str) -> str:
    sign = window.sign()
    if not sign or sign not in signs:
        raise BrokenArrayError(window.line)
    window.move_to(window.start + 1)
    return sign


def _element(window: _Window) -> Any:
    while True:
        try:
            value, end = value_at(window.text, window.start)
        except json.JSONDecodeError as error:
            if window.ended or not _is_cut(error, window.text):
                raise BrokenArrayError(window.line) from error
        except ValueError as error:
            raise BrokenArrayError(window.line) from error
        else:
            # A number at the end of what was read may go on.
            if end < len(window.text) or window.ended or isinstance(value, dict | list | str):
                window.move_to(end)
                return value
        if len(window.text) - window.start > MAX_CHARACTERS:
            raise BrokenArrayError(window.line, too_long=True)
        window.more()


def _is_cut(error: json.JSONDecodeError, text: str) -> bool:
    """Tell whether an element may only be not whole yet."""
    return error.msg.startswith("Unterminated") or error.pos >= len(text) - _TAIL
