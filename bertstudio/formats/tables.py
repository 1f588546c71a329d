"""CSV, TSV, Excel and Parquet, reading. Every cell is text: `NA`, `001` and `1e5` stay what they are."""

import csv
import re
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
from bertstudio.formats.offsets import CODE_POINTS, OffsetEvidence, Offsets, chosen, differ
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
        problem = next((row for _, row, _ in source() if isinstance(row, Problem)), None)
        raise UserError(
            tr("{path}, line {line}: {text}", path=path, line=problem.line, text=problem.text)
            if problem
            else tr("{path} holds no rows.", path=path)
        )
    roles = roles_of(path, head, options)
    yield Read(fact=fact(roles, options))
    offsets = chosen(options.offsets) or CODE_POINTS
    if "spans" in roles and not options.offsets:
        offsets, found = _offsets(source, roles)
        yield Read(fact=found)
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


def _offsets(source: Source, roles: Mapping[str, str]) -> tuple[Offsets, Fact]:
    evidence = OffsetEvidence()
    for _, row, _ in source():
        text = "" if isinstance(row, Problem) else row.get(roles.get("text", ""), "")
        if not isinstance(row, Problem) and isinstance(text, str) and differ(text):
            evidence.add(text, raw_spans(row[roles["spans"]] or None) or [])
        if evidence.enough:
            break
    verdict = evidence.verdict()
    return verdict.offsets, Fact("offsets", verdict.offsets.unit, verdict.evidence)


def _csv_rows(path: Path, options: ReadOptions, encoding: str, sign: str) -> Rows:
    """Read through pandas, all cells as text. A broken row ends the reading, unless it is to be skipped."""
    import pandas as pd

    bad: list[list[str]] = []
    # Only the slower engine can say which rows it skips.
    skipping: dict[str, Any] = (
        {"engine": "python", "on_bad_lines": bad.append} if options.on_error == "skip" else {}
    )
    with open_binary(path) as file:
        try:
            frames = pd.read_csv(
                file,
                sep=sign,
                encoding=encoding,
                # pandas drops cells beyond its own header in silence; beyond a first row it says so.
                header=None,
                dtype=str,
                keep_default_na=False,
                skip_blank_lines=False,
                chunksize=CHUNK_ROWS,
                **skipping,
            )
            with frames:
                yield from _frames(path, frames, options.header, file)
        except pd.errors.EmptyDataError as error:
            raise UserError(tr("{path} is empty.", path=path)) from error
        except pd.errors.ParserError as error:
            yield 0, _unparsable(path, str(error)), 0
        except UnicodeDecodeError as error:
            raise UserError(undecodable(path, encoding)) from error
    for row in bad:
        text = tr("The row “{start}…” has more columns than the header.", start=sign.join(map(str, row))[:40])
        yield 0, Problem(str(path), 0, Severity.ERROR, text, "too-many-columns"), 0


def _frames(path: Path, frames: Any, header: bool, file: IO[bytes]) -> Rows:
    line = 1
    names: list[str] = []
    for frame in frames:
        position = file.tell()
        for values in frame.itertuples(index=False, name=None):
            # pandas fills rows that are too short with NaN, the only value here that is no text.
            whole = all(isinstance(value, str) for value in values)
            if not names:
                names = _names(values) if header else [str(number) for number in range(1, len(values) + 1)]
            if whole and not (header and line == 1):
                yield line, dict(zip(names, values, strict=True)), position
            elif not whole:
                found = sum(isinstance(value, str) for value in values)
                text = tr(
                    "This row has {found} columns, the header has {wanted}.", found=found, wanted=len(names)
                )
                yield line, Problem(str(path), line, Severity.ERROR, text, "too-few-columns"), position
            line += 1 + sum(value.count("\n") for value in values if isinstance(value, str))


def _names(values: Sequence[Any]) -> list[str]:
    """Return the names of columns, each once; one without a name is called by its number."""
    names: list[str] = []
    for number, value in enumerate(values, 1):
        name = value.strip() if isinstance(value, str) and value.strip() else str(number)
        names.append(name if name not in names else f"{name} {number}")
    return names


def _unparsable(path: Path, message: str) -> Problem:
    """Return what pandas says about a row as a problem of that line."""
    fields = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", message)
    if fields:
        text = tr("This row has {found} columns, the header has {wanted}.", found=fields[3], wanted=fields[1])
        return Problem(str(path), int(fields[2]), Severity.ERROR, text, "too-many-columns")
    row = re.search(r"EOF inside string starting at row (\d+)", message)
    if row:
        text = tr("A quotation mark opens in this row and never closes.")
        return Problem(str(path), int(row[1]) + 1, Severity.ERROR, text, "open-quote")
    return Problem(
        str(path), 0, Severity.ERROR, tr("The table cannot be read: {reason}", reason=message), "table"
    )


def _sheet(path: Path, file: IO[bytes], header: bool) -> tuple[Any, list[str]]:
    """Return the first sheet as a frame of texts, and the names of the others."""
    import zipfile

    import pandas as pd

    try:
        with pd.ExcelFile(file, engine="openpyxl") as book:
            sheets = [str(name) for name in book.sheet_names]
            frame = book.parse(sheets[0], header=None, dtype=str, keep_default_na=False, na_filter=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
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
