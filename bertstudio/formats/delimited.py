"""Rows of text with separators (CSV, TSV), in bounded memory; every cell is text as it stands.

A cell that begins with one of `FORMULA` is taken for a formula by spreadsheet programs, and a formula can run
programs. So it is written with an apostrophe before it, and the column `ESCAPED` names the columns of the row
that have one. Only there it is taken away when the file is read: in files of others an apostrophe is text.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, ReadOptions, Severity
from bertstudio.formats.encoding import MAX_LINE_CHARACTERS, open_binary, undecodable

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
ESCAPED = "escaped"
MAX_CELL_CHARACTERS = 32 << 20
"""Of many lines: a quotation mark that never closes does not swallow more than that."""

Rows = Iterator[tuple[int, Mapping[str, Any] | Problem, int]]
"""Line (row from 1, the header counted), a row or what is wrong there, bytes read so far."""


def escaped(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row in which no cell is a formula, and which names those that would be."""
    found = [name for name, value in row.items() if value.startswith(FORMULA)]
    return {**row, **{name: f"'{row[name]}" for name in found}, ESCAPED: " ".join(found)}


def unescaped(row: dict[str, str]) -> dict[str, str]:
    """Return a row without the apostrophes that `escaped` set; one of another program as it is."""
    found = row.get(ESCAPED, "").split()
    if not all(name in row and name != ESCAPED for name in found):
        return row
    values = {name: value for name, value in row.items() if name != ESCAPED}
    return values | {name: values[name].removeprefix("'") for name in found}


class _LongLineError(Exception):
    """A line is longer than a line may be."""


def rows_of(path: Path, options: ReadOptions, encoding: str, sign: str) -> Rows:
    """Yield the rows of a file as column → text; those of another length than the first are problems.

    Raises UserError when there is no row at all, or at bytes that are not of the encoding.
    """
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    with open_binary(path) as raw, TextIOWrapper(raw, encoding, newline="") as file:
        rows = csv.reader(_lines(file), delimiter=sign, strict=True)
        names: list[str] = []
        line = 1
        try:
            for values in rows:
                if not names and any(value.strip() for value in values):
                    names = column_names(values, options.header)
                    if not options.header:
                        yield line, _row(path, line, names, values), raw.tell()
                elif names:
                    yield line, _row(path, line, names, values), raw.tell()
                line = rows.line_num + 1
        except csv.Error:
            yield line, _unparsable(path, line), raw.tell()
            return
        except _LongLineError:
            yield rows.line_num + 1, _too_long(path, rows.line_num + 1), raw.tell()
            return
        except UnicodeDecodeError as error:
            raise UserError(undecodable(path, encoding)) from error
    if line == 1 and not names:
        raise UserError(tr("{path} is empty.", path=path))


def _lines(file: TextIOWrapper) -> Iterator[str]:
    while line := file.readline(MAX_LINE_CHARACTERS + 1):
        if len(line) > MAX_LINE_CHARACTERS:
            raise _LongLineError
        yield line


def _row(path: Path, line: int, names: Sequence[str], values: Sequence[str]) -> dict[str, str] | Problem:
    if not values:
        return dict.fromkeys(names, "")
    if len(values) != len(names):
        text = tr(
            "This row has {found} columns, the first one has {wanted}.", found=len(values), wanted=len(names)
        )
        kind = "too-few-columns" if len(values) < len(names) else "too-many-columns"
        return Problem(str(path), line, Severity.ERROR, text, kind)
    return unescaped(dict(zip(names, values, strict=True)))


def column_names(values: Sequence[str], header: bool) -> list[str]:
    """Return the names of columns, each once; one without a name is called by its number."""
    if not header:
        return [str(number) for number in range(1, len(values) + 1)]
    names: list[str] = []
    for number, value in enumerate(values, 1):
        name = value.strip() or str(number)
        while name in names:
            name = f"{name} {number}"
        names.append(name)
    return names


def _unparsable(path: Path, line: int) -> Problem:
    text = tr("A quotation mark opens in this row and never closes, or text follows where it closes.")
    return Problem(str(path), line, Severity.ERROR, text, "open-quote")


def _too_long(path: Path, line: int) -> Problem:
    text = tr(
        "This line is longer than {count:,} characters. Neither it nor what follows was read.",
        count=MAX_LINE_CHARACTERS,
    )
    return Problem(str(path), line, Severity.ERROR, text, "too-long")
