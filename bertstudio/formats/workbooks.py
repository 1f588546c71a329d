"""The first sheet of an Excel workbook, row by row, every cell as text."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError, iterparse

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, ReadOptions, Severity
from bertstudio.formats.delimited import Rows, column_names
from bertstudio.formats.encoding import open_binary
from bertstudio.formats.packages import check_package
from bertstudio.formats.table_writing import unescaped

MAX_ROWS = 1_048_576
"""Of a sheet of Excel."""
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ParseError, LookupError, ValueError, TypeError),
    *(AttributeError, ArithmeticError, RuntimeError, SyntaxError),
)
"""What openpyxl raises at workbooks that are not whole."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first sheet of an open workbook."""

    path: Path
    rows: Any
    """Of openpyxl."""
    others: tuple[str, ...]
    """Names of the other sheets."""


@contextmanager
def first_sheet(path: Path) -> Iterator[Sheet]:
    """Open a workbook. Raises UserError if it is none that can be read."""
    check_package(path)
    with open_binary(path) as file:
        with _said(path):
            book = _opened(file)
            sheet, *others = book.worksheets
            sheet.reset_dimensions()
            names = tuple(str(other.title) for other in others)
        try:
            yield Sheet(path, sheet, names)
        finally:
            book.close()


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Say the errors of openpyxl in words, and nothing of its warnings: looks that get lost."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except BROKEN as error:
        raise UserError(tr("{path} is no Excel workbook (.xlsx) that can be read.", path=path)) from error


def _opened(file: IO[bytes]) -> Any:
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
    reader.read_strings = lambda: _read_strings(reader)
    reader.read()
    return reader.wb


def _read_strings(reader: Any) -> None:
    """Read the shared texts. The function of openpyxl takes `x005F_` out of texts and keeps every element."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return
    with reader.archive.open(part.PartName[1:]) as source:
        # `check_package` has found no entities.
        events = iterparse(source, ("start", "end"))  # noqa: S314
        _, root = next(events)
        for event, node in events:
            if event == "end" and node.tag == f"{{{SHEET_MAIN_NS}}}si":
                reader.shared_strings.append(Text.from_tree(node).content)
                root.clear()


def rows_of(sheet: Sheet, options: ReadOptions) -> Rows:
    """Yield the rows as column → text, blank ones as well; the first that is not blank names the columns.

    A cell beyond the last column that has a name belongs to a column that is called by its number.

    Raises:
        UserError: the sheet is broken, or longer than a sheet can be.
    """
    size = sheet.path.stat().st_size
    names: list[str] = []
    for number, values in enumerate(_rows(sheet), 1):
        if number > MAX_ROWS:
            raise UserError(tr("{path} has more than {count} rows.", path=sheet.path, count=f"{MAX_ROWS:,}"))
        texts = [_text(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if not names:
            names = column_names(texts, options.header)
            if options.header or not names:
                continue
        if len(texts) > len(names):
            yield number, _nameless(sheet.path, number, texts[len(names) :]), size
            names += column_names([""] * len(texts), False)[len(names) :]
        yield number, dict(zip(names, texts + [""] * (len(names) - len(texts)), strict=True)), size


def columns_of(path: Path, options: ReadOptions) -> list[str]:
    """Return the names of the columns, as the first row with cells has them. Raises UserError."""
    with first_sheet(path) as sheet:
        rows = (row for _, row, _ in rows_of(sheet, options) if not isinstance(row, Problem))
        return list(next(rows, {}))


def _nameless(path: Path, number: int, texts: Sequence[str]) -> Problem:
    said = tr(
        "Beyond the columns with names stands: {texts}. It is kept as a further field.",
        texts=", ".join(text for text in texts if text),
    )
    return Problem(str(path), number, Severity.REPAIRED, said, "nameless-column")


def _rows(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    rows = sheet.rows.iter_rows(values_only=True)
    while True:
        with _said(sheet.path):
            values = next(rows, None)
        if values is None:
            return
        yield values


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unescaped(str(value))
