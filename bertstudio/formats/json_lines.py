"""JSON lines: one object a line. One array of objects, or objects over several lines, are read as well."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Severity
from bertstudio.formats.encoding import HEAD_BYTES, Lines, open_binary, read_text, too_long, undecodable
from bertstudio.formats.json_array import MAX_CHARACTERS, BrokenArrayError, elements
from bertstudio.formats.json_text import value_at, value_of

Item = tuple[int, dict[str, Any] | Problem]
"""Line from 1 on which it begins, and an object or what is wrong there."""


MANY_BYTES = 32 << 20
"""A larger file is not tried as objects that span several lines."""

MANY_OBJECTS = 500
"""So many objects of the head of a file tell its format."""

_encoded = json.JSONEncoder(ensure_ascii=False).encode
"""As `json.dumps`, which makes an encoder for each call."""

_NEXT = re.compile(r"\S")
_NEXT_OBJECT = re.compile(r"[\s,]*")


class Objects:
    """The objects of a file, in bounded memory when it has one a line or is one array.

    `made_of` turns a list that a format has in their place into an object; None if it is no such list.
    """

    def __init__(
        self,
        path: Path,
        encoding: str = "",
        made_of: Callable[[list[Any]], dict[str, Any] | None] | None = None,
    ) -> None:
        self.path = path
        self.lines = Lines(path, encoding)
        self._made_of = made_of
        self._array_file: BufferedReader | None = None
        self._array_end = 0
        self._whole = _not_line_by_line(self.lines, "{]" if made_of is None else "{][")

    @property
    def is_array(self) -> bool:
        """Whether the objects stand in one array, so that lines may say little about where one is."""
        return self._whole == "array"

    @property
    def position(self) -> int:
        """Bytes read so far."""
        if not self.is_array:
            return self.lines.position
        file = self._array_file
        return self._array_end if file is None or file.closed else file.tell()

    def __iter__(self) -> Iterator[Item]:
        """Yield each object or problem. Raises UserError at bytes that are not of the encoding."""
        if self._whole == "array":
            yield from self._array()
        elif self._whole == "objects":
            yield from self._objects()
        else:
            yield from self._one_a_line()

    def _one_a_line(self) -> Iterator[Item]:
        for line in self.lines.or_none():
            number = self.lines.number
            if line is None:
                yield number, Problem(str(self.path), number, Severity.ERROR, too_long(), "too-long")
            elif line and not line.isspace() and line != self.lines.left_out:
                yield number, self._parsed(line, number)

    def _parsed(self, line: str, number: int) -> dict[str, Any] | Problem:
        try:
            value = value_of(line)
        except ValueError:
            text = tr("This line is no whole JSON object. Is the file complete?")
            return Problem(str(self.path), number, Severity.ERROR, text, "broken-json")
        return self._checked(value, number)

    def _checked(self, value: Any, number: int) -> dict[str, Any] | Problem:
        made = self._made_of(value) if self._made_of is not None and isinstance(value, list) else value
        if isinstance(made, dict):
            return made
        text = tr("This is no JSON object with named fields.")
        return Problem(str(self.path), number, Severity.ERROR, text, "no-object")

    def _array(self) -> Iterator[Item]:
        encoding = self.lines.encoding
        with open_binary(self.path) as raw, TextIOWrapper(raw, encoding) as file:
            self._array_file = raw
            try:
                for line, value in elements(file.read):
                    yield line, self._checked(value, line)
            except BrokenArrayError as error:
                yield error.line, self._broken_array(error)
            except UnicodeDecodeError as error:
                raise UserError(undecodable(self.path, encoding)) from error
            self._array_end = raw.tell()

    def _broken_array(self, error: BrokenArrayError) -> Problem:
        if error.too_long:
            text = tr(
                "What begins here is longer than {count:,} characters. Neither it nor what follows was read.",
                count=MAX_CHARACTERS,
            )
            return Problem(str(self.path), error.line, Severity.ERROR, text, "too-long")
        text = tr("The JSON is not whole from here on. Is the file complete?")
        return Problem(str(self.path), error.line, Severity.ERROR, text, "broken-json")

    def _objects(self) -> Iterator[Item]:
        line, before, text = 1, 0, read_text(self.path, self.lines.encoding)
        for start, value in _values(text):
            line += text.count("\n", before, start)
            before = start
            yield line, self._checked(value, line)


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Yield where each JSON value of a text begins, and the value. Raises ValueError at anything else."""
    position = 0
    while match := _NEXT.search(text, position):
        value, position = value_at(text, match.start())
        yield match.start(), value


def _not_line_by_line(lines: Lines, first: str) -> str:
    """Return `array` or `objects` when the file is not one object a line; empty when it is.

    `first` are the signs with which the elements of an array of objects, or its end, begin.
    """
    head = _head(lines)
    if head.startswith("["):
        # A whole list of something else in a line is no array of objects, but a line with a fault.
        of_objects = head[1:].lstrip()[:1] in set(first)
        return "array" if of_objects or not _is_json(head.partition("\n")[0]) else ""
    if not head.startswith("{") or lines.path.stat().st_size > MANY_BYTES:
        return ""
    if _is_json(next((line for line in lines.or_none() if line is None or line.strip()), "")):
        return ""
    try:
        for _ in _values(read_text(lines.path, lines.encoding)):
            pass
    except ValueError:
        return ""
    return "objects"


def _head(lines: Lines) -> str:
    """Return the beginning of a file without the blanks before it; a line may be as long as the file."""
    with open_binary(lines.path) as raw, TextIOWrapper(raw, lines.encoding, errors="replace") as file:
        head = ""
        while not head and (chunk := file.read(HEAD_BYTES)):
            head = chunk.lstrip()
        return head


def _is_json(text: str | None) -> bool:
    try:
        value_of(text or "")
    except ValueError:
        return False
    return True


def line_of(record: Mapping[str, Any] | list[Any]) -> str:
    """Return a record as one line of JSON with its line end; half characters are written as escapes."""
    line = _encoded(record)
    if not line.isascii():
        try:
            line.encode("utf-8")
        except UnicodeEncodeError:
            line = json.dumps(record)
    return line + "\n"


def first_object(head: str) -> dict[str, Any] | None:
    """Return the first object at the beginning of a text, of a line or of an array; None if there is none."""
    return next(iter(first_objects(head, 1)), None)


def first_objects(head: str, limit: int = MANY_OBJECTS) -> list[dict[str, Any]]:
    """Return the whole objects at the beginning of a text, of lines or of an array, until something else."""
    text = head.lstrip().removeprefix("[")
    found, position = list[dict[str, Any]](), 0
    while len(found) < limit and (match := _NEXT_OBJECT.match(text, position)):
        try:
            value, position = value_at(text, match.end())
        except ValueError:
            break
        if not isinstance(value, dict):
            break
        found.append(value)
    return found
