"""JSON lines: one object a line. One array of objects, or objects over several lines, are read as well."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Severity
from bertstudio.formats.encoding import Lines, read_text

Item = tuple[int, dict[str, Any] | Problem]
"""Line from 1 (0 in an array), and an object or what is wrong there."""


MANY_BYTES = 64 << 20
"""A larger file is not tried as objects that span several lines."""

MANY_OBJECTS = 500
"""So many objects of the head of a file tell its format."""

_NEXT = re.compile(r"\S")
_NEXT_OBJECT = re.compile(r"[\s,]*")


class Objects:
    """The objects of a file, in constant memory when it has one a line."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self.path = path
        self.lines = Lines(path, encoding)
        self._whole = _not_line_by_line(self.lines)

    @property
    def position(self) -> int:
        """Bytes read so far."""
        return self.lines.position

    def __iter__(self) -> Iterator[Item]:
        """Yield each object or problem. Raises UserError when an array as a whole cannot be read."""
        if self._whole == "array":
            yield from self._array()
        elif self._whole == "objects":
            yield from self._objects()
        else:
            yield from self._one_a_line()

    def _one_a_line(self) -> Iterator[Item]:
        for line in self.lines:
            if line.strip():
                yield self.lines.number, self._parsed(line, self.lines.number)

    def _parsed(self, line: str, number: int) -> dict[str, Any] | Problem:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            text = tr("This line is no whole JSON object. Is the file complete?")
            return Problem(str(self.path), number, Severity.ERROR, text, "broken-json")
        return self._checked(value, number)

    def _checked(self, value: Any, number: int) -> dict[str, Any] | Problem:
        if isinstance(value, dict):
            return value
        text = tr("This is no JSON object with named fields.")
        return Problem(str(self.path), number, Severity.ERROR, text, "no-object")

    def _array(self) -> Iterator[Item]:
        try:
            values = json.loads(read_text(self.path, self.lines.encoding))
        except ValueError as error:
            line = getattr(error, "lineno", 1)
            raise UserError(
                tr(
                    "{path}, line {line}: the JSON is not whole. Is the file complete?",
                    path=self.path,
                    line=line,
                )
            ) from error
        for value in values:
            yield 0, self._checked(value, 0)

    def _objects(self) -> Iterator[Item]:
        line, before, text = 1, 0, read_text(self.path, self.lines.encoding)
        for start, value in _values(text):
            line += text.count("\n", before, start)
            before = start
            yield line, self._checked(value, line)


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Yield where each JSON value of a text begins, and the value. Raises ValueError at anything else."""
    decoder, position = json.JSONDecoder(), 0
    while match := _NEXT.search(text, position):
        value, position = decoder.raw_decode(text, match.start())
        yield match.start(), value


def _not_line_by_line(lines: Lines) -> str:
    """Return `array` or `objects` when the file is not one object a line; empty when it is."""
    first = next((line for line in lines if line.strip()), "").strip()
    if first.startswith("[") and not _is_json(first):
        return "array"
    if first.startswith("[") and isinstance(json.loads(first), list):
        return "array" if all(isinstance(item, Mapping) for item in json.loads(first)) else ""
    if not first.startswith("{") or _is_json(first):
        return ""
    if lines.path.stat().st_size > MANY_BYTES:
        return ""
    try:
        for _ in _values(read_text(lines.path, lines.encoding)):
            pass
    except (ValueError, RecursionError):
        return ""
    return "objects"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def line_of(record: Mapping[str, Any]) -> str:
    """Return a record as one line of JSON with its line end; half characters are written as escapes."""
    line = json.dumps(record, ensure_ascii=False)
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
    decoder, found, position = json.JSONDecoder(), list[dict[str, Any]](), 0
    while len(found) < limit and (match := _NEXT_OBJECT.match(text, position)):
        try:
            value, position = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            break
        if not isinstance(value, dict):
            break
        found.append(value)
    return found
