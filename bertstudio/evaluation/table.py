"""The per-label table of an evaluation as plain text, for terminals."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from bertstudio.core.words import tr

NUMBERS = ("precision", "recall", "f1")


def table(summary: Mapping[str, Any]) -> str:
    """Return precision, recall, F1 and support of every label, and of all together, in columns.

    `summary` is what `Report.summary()` gives. Wide characters (Chinese) count as two columns.
    """
    rows = [*summary["labels"].items(), (tr("all"), summary["micro"])]
    head = (tr("label"), tr("precision"), tr("recall"), tr("F1"), tr("support"))
    width = max(_columns(str(name)) for name in (head[0], *(name for name, _ in rows)))
    lines = [_left(head[0], width) + "".join(_right(word, 11) for word in head[1:])]
    for name, row in rows:
        numbers = "".join(_right(f"{row[key]:.3f}", 11) for key in NUMBERS)
        lines.append(_left(str(name), width) + numbers + _right(f"{row['support']:,}", 11))
    return "\n".join(lines)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _left(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def _right(text: str, width: int) -> str:
    return " " * (width - _columns(text)) + text
