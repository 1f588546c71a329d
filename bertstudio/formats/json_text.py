"""JSON text → values. Texts of thousands of brackets within each other would end every recursive function."""

import json
from typing import Any

MAX_DEPTH = 100
"""Lists and objects within each other; no format comes near."""


def value_of(text: str) -> Any:
    """Return the value of a JSON text. Raises ValueError if it is none, or nests too deep."""
    # As `json.loads`, without the three calls that it makes between itself and this one.
    text = text.strip(_BLANKS)
    value, end = value_at(text, 0)
    if end < len(text):
        raise ValueError(end)
    return value


def value_at(text: str, position: int) -> tuple[Any, int]:
    """Return the JSON value that begins at a position, and where it ends. Raises ValueError as `value_of`."""
    try:
        value, end = _DECODER.raw_decode(text, position)
    except RecursionError as error:
        raise ValueError(MAX_DEPTH) from error
    return _checked(value, text, position, end), end


def _checked(value: Any, text: str, start: int, end: int) -> Any:
    # Counting brackets costs next to nothing, and most texts hold few.
    if text.count("[", start, end) + text.count("{", start, end) > MAX_DEPTH and _is_deep(value):
        raise ValueError(MAX_DEPTH)
    return value


_DECODER = json.JSONDecoder()
_BLANKS = " \t\n\r"
"""What JSON takes for blanks."""


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
