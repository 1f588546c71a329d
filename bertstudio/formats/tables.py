"""CSV, TSV, Excel and Parquet, reading. Every cell is text: `NA`, `001` and `1e5` stay what they are."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.columns import ROLES, SAMPLE_ROWS, fact, roles_of
from bertstudio.formats.encoding import codec_of, open_binary, undecodable
from bertstudio.formats.offsets import CODE_POINTS, RawSpan
from bertstudio.formats.placing import found_offsets
from bertstudio.formats.rows import RowReader, raw_spans
from bertstudio.formats.table_writing import unescaped

CHUNK_ROWS = 5_000

Rows = Iterator[tuple[int, Mapping[str, Any] | Problem, int]]
"""Line (row from 1, the header counted), a row or what is wrong there, bytes read so far."""
Source = Callable[[], Rows]


def read_csv(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read text with separators, by comma unless the head speaks for another sign."""
    encoding = codec_of(path, options.encoding)
    sign = _sign(options.delimiter) or _delimiter(path, encoding)
    yield Read(fact=Fact("encoding", encoding, ""))
    yield Read(fact=Fact("delimiter", sign, ""))
    yield from read_rows(path, options, partial(_csv_rows, path, options, encoding, sign))


def read_tsv(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read text separated by tabs."""
    encoding = codec_of(path, options.encoding)
    yield Read(fact=Fact("encoding", encoding, ""))
    yield from read_rows(
        path, options, partial(_csv_rows, path, options, encoding, _sign(options.delimiter) or "\t")
    )


def read_xlsx(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read the first sheet of a workbook, whole: a workbook cannot be streamed through pandas."""
    with open_binary(path) as file:
        frame, others = _sheet(path, file, options.header)
    if others:
        text = trn(
            "1 other sheet was left out: {names}.",
            "{count} other sheets were left out: {names}.",
            len(others),
            names=", ".join(others),
        )
        yield Read(problem=Problem(str(path), 0, Severity.SKIPPED, text, "other-sheets"))
    size = path.stat().st_size

    def rows() -> Rows:
        for number, row in enumerate(frame.to_dict("records"), 2 if options.header else 1):
            yield number, {str(name): unescaped(value) for name, value in row.items()}, size

    yield from read_rows(path, options, rows)


def read_parquet(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read a Parquet file batch by batch; names of numbers (ClassLabel) are taken from its schema."""
    from bertstudio.formats.datasets_folder import read_parquet_file

    yield from read_parquet_file(path, options)


def read_rows(path: Path, options: ReadOptions, source: Source) -> Iterator[Read]:
    """Yield facts, problems and documents of rows that can be asked for more than once."""
    head = [row for _, row, _ in islice(source(), SAMPLE_ROWS) if not isinstance(row, Problem)]
    if not head:
        problems = [row for _, row, _ in source() if isinstance(row, Problem)]
        if not problems:
            raise UserError(tr("{path} holds no rows.", path=path))
        yield from (Read(problem=problem) for problem in problems)
        return
    roles = roles_of(path, head, options)
    yield Read(fact=fact(roles, options))
    offsets = CODE_POINTS
    if "spans" in roles:
        offsets, said = found_offsets(path, _spans_of(source, roles), options)
        yield from said
    reader = RowReader(path, roles, options, offsets)
    empty = 0
    for line, row, position in source():
        if isinstance(row, Problem):
            yield Read(problem=row)
        elif any(row.values()):
            yield from reader.read(row, line, position)
        else:
            empty += 1
    if empty:
        yield Read(
            fact=Fact("empty-rows", str(empty), trn("1 row is empty.", "{count} rows are empty.", empty))
        )


def _spans_of(source: Source, roles: Mapping[str, str]) -> Iterator[tuple[str, list[RawSpan]]]:
    for _, row, _ in source():
        text = "" if isinstance(row, Problem) else row.get(roles.get("text", ""), "")
        if not isinstance(row, Problem) and isinstance(text, str):
            yield text, raw_spans(row[roles["spans"]] or None) or []


def _csv_rows(path: Path, options: ReadOptions, encoding: str, sign: str) -> Rows:
    """Read through pandas, all cells as text; rows of another length are problems."""
    import pandas as pd

    long: list[list[str]] = []
    # Texts may be longer than the 128 KiB that the module allows a cell.
    csv.field_size_limit(2**31 - 1)
    with open_binary(path) as file:
        try:
            frames = pd.read_csv(
                file,
                sep=sign,
                encoding=encoding,
                # With a header of its own pandas drops cells beyond it in silence.
                header=None,
                dtype=str,
                keep_default_na=False,
                skip_blank_lines=False,
                chunksize=CHUNK_ROWS,
                # The other engine fills rows that are too short, and does not say so.
                engine="python",
                on_bad_lines=long.append,
            )
            with frames:
                yield from _frames(path, frames, options.header, file)
        except pd.errors.EmptyDataError as error:
            raise UserError(tr("{path} is empty.", path=path)) from error
        except (pd.errors.ParserError, csv.Error):
            yield from _unparsable(path, encoding, sign)
            return
        except UnicodeDecodeError as error:
            raise UserError(undecodable(path, encoding)) from error
    if long:
        yield from _unparsable(path, encoding, sign)


def _frames(path: Path, frames: Any, header: bool, file: IO[bytes]) -> Rows:
    line = 1
    names: list[str] = []
    for frame in frames:
        position = file.tell()
        for values in frame.itertuples(index=False, name=None):
            # Cells that are missing are NaN, the only value here that is no text.
            found = sum(isinstance(value, str) for value in values)
            if not names:
                names = _names(values) if header else [str(number) for number in range(1, len(values) + 1)]
            if found in {0, len(names)} and not (header and line == 1):
                yield line, dict(zip(names, values if found else [""] * len(names), strict=True)), position
            elif found < len(names):
                yield line, _wrong_length(path, line, found, len(names)), position
            line += 1 + sum(value.count("\n") for value in values if isinstance(value, str))


def _names(values: Sequence[Any]) -> list[str]:
    """Return the names of columns, each once; one without a name is called by its number."""
    names: list[str] = []
    for number, value in enumerate(values, 1):
        name = value.strip() if isinstance(value, str) and value.strip() else str(number)
        names.append(name if name not in names else f"{name} {number}")
    return names


def _wrong_length(path: Path, line: int, found: int, wanted: int) -> Problem:
    text = tr("This row has {found} columns, the first one has {wanted}.", found=found, wanted=wanted)
    kind = "too-few-columns" if found < wanted else "too-many-columns"
    return Problem(str(path), line, Severity.ERROR, text, kind)


def _unparsable(path: Path, encoding: str, sign: str) -> Rows:
    """Find the lines of the rows that pandas left out: too long ones, and a quote that stays open."""
    with path.open(encoding=encoding, newline="") as file:
        rows = csv.reader(file, delimiter=sign, strict=True)
        width, line = 0, 1
        try:
            for row in rows:
                width = width or len(row)
                if len(row) > width:
                    yield line, _wrong_length(path, line, len(row), width), 0
                line = rows.line_num + 1
        except csv.Error:
            text = tr("A quotation mark opens in this row and never closes, or text follows where it closes.")
            yield line, Problem(str(path), line, Severity.ERROR, text, "open-quote"), 0


def _sheet(path: Path, file: IO[bytes], header: bool) -> tuple[Any, list[str]]:
    """Return the first sheet as a frame of texts, and the names of the others."""
    import zipfile
    import zlib
    from xml.etree.ElementTree import ParseError

    import pandas as pd

    try:
        with pd.ExcelFile(file, engine="openpyxl") as book:
            sheets = [str(name) for name in book.sheet_names]
            frame = pd.read_excel(book, header=None, dtype=str, keep_default_na=False, na_filter=False)
    except (zipfile.BadZipFile, zlib.error, ParseError, LookupError, ValueError, OSError) as error:
        raise UserError(tr("{path} is no Excel workbook (.xlsx) that can be read.", path=path)) from error
    frame = frame.fillna("").astype(str)
    if not header or frame.empty:
        frame.columns = [str(number + 1) for number in range(len(frame.columns))]
        return frame, sheets[1:]
    names = _names(frame.iloc[0].tolist())
    frame = frame.iloc[1:]
    frame.columns = names
    return frame, sheets[1:]


_SIGNS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}


def _sign(wanted: str) -> str:
    sign = _SIGNS.get(wanted, wanted)
    if len(sign) > 1:
        raise UserError(tr("A table is separated by one sign, not by {text}.", text=wanted))
    return sign


def _delimiter(path: Path, encoding: str) -> str:
    with open_binary(path) as file:
        head = file.read(1 << 16).decode(encoding, "replace")
    return delimiter_of(head)[0]


def delimiter_of(head: str) -> tuple[str, int]:
    """Return the sign that cuts most rows of a head into equally many columns, and how many those are."""
    best, columns, score = ",", 1, 0.0
    for sign in ",;\t|":
        rows = list(islice(csv.reader(head.splitlines(keepends=True), delimiter=sign), 50))
        rows = [row for row in (rows[:-1] if len(rows) > 2 else rows) if row]
        if not rows or len(rows[0]) < 2:
            continue
        share = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
        if share > score:
            best, columns, score = sign, len(rows[0]), share
    return best, columns


def sniff_csv(path: Path, head: str) -> Sniffed:
    """Look for a first row of column names and rows of equal length."""
    return _sniffed(path, head, frozenset({".csv"}), ",;|")


def sniff_tsv(path: Path, head: str) -> Sniffed:
    """As `sniff_csv`, with tabs."""
    return _sniffed(path, head, frozenset({".tsv", ".tab"}), "\t")


def _sniffed(path: Path, head: str, suffixes: frozenset[str], signs: str) -> Sniffed:
    if not head.strip():
        return Sniffed(0.0)
    by_suffix = path.suffix.lower() in suffixes
    sign, _ = delimiter_of(head)
    first = next(csv.reader(head.splitlines()[:1], delimiter=sign), [])
    known = {name for names in ROLES.values() for name in names}
    named = [name.strip() for name in first if name.strip().lower() in known]
    evidence = tr("The first row names columns: {names}.", names=", ".join(first[:6]))
    if by_suffix:
        return Sniffed(0.85 if named else 0.7, evidence)
    fits = sign in signs and len(first) > 1
    return Sniffed(0.6, evidence) if fits and len(named) == len(first) else Sniffed(0.0)


def sniff_xlsx(path: Path, head: str) -> Sniffed:
    """By its name: a workbook is a ZIP file like many others."""
    del head
    fits = path.suffix.lower() in {".xlsx", ".xlsm"}
    return Sniffed(0.95, tr("The name ends as that of an Excel workbook.")) if fits else Sniffed(0.0)


def sniff_parquet(path: Path, head: str) -> Sniffed:
    """By its name; the reader checks its first bytes."""
    del head
    fits = path.suffix.lower() in {".parquet", ".pq"}
    return Sniffed(0.95, tr("The name ends as that of a Parquet file.")) if fits else Sniffed(0.0)
