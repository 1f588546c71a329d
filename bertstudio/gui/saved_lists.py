"""Lists that are saved as CSV, for Excel and for scripts."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from bertstudio.core.words import tr

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet, whoever wrote it."""


def plain_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet computes: an apostrophe goes before a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def save_list(path: Path, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table with its titles and return in a sentence what became of it."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
            writer = csv.writer(file)
            writer.writerow(titles)
            writer.writerows([plain_cell(value) for value in row] for row in rows)
    except OSError as error:
        return tr("{path} cannot be written: {reason}.", path=path, reason=error.strerror)
    return tr("Saved the list to {path}.", path=path)
