"""CSV, TSV, Excel and Parquet, reading. Every cell is text: `NA`, `001` and `1e5` stay what they are."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats import delimited, workbooks
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.columns import ROLES, SAMPLE_ROWS, fact, roles_of
from bertstudio.formats.delimited import Rows
from bertstudio.formats.encoding import codec_of, open_binary
from bertstudio.formats.offsets import CODE_POINTS, RawSpan
from bertstudio.formats.placing import found_offsets
from bertstudio.formats.rows import RowReader, raw_spans

Source = Callable[[], Rows]


def read_csv(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read text with separators, by comma unless the head speaks for another sign."""
    encoding = codec_of(path, options.encoding)
    sign = _sign(options.delimiter) or _delimiter(path, encoding)
    yield Read(fact=Fact("encoding", encoding, ""))
    yield Read(fact=Fact("delimiter", sign, ""))
    yield from read_rows(path, options, lambda chosen: delimited.rows_of(path, chosen, encoding, sign))


def read_tsv(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read text separated by tabs."""
    encoding = codec_of(path, options.encoding)
    sign = _sign(options.delimiter) or "\t"
    yield Read(fact=Fact("encoding", encoding, ""))
    yield from read_rows(path, options, lambda chosen: delimited.rows_of(path, chosen, encoding, sign))


def read_xlsx(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read the first sheet of a workbook. Its shared texts are held in memory, its rows are not."""
    with workbooks.first_sheet(path) as sheet:
        if sheet.others:
            text = trn(
                "1 other sheet was left out: {names}.",
                "{count} other sheets were left out: {names}.",
                len(sheet.others),
                names=", ".join(sheet.others),
            )
            yield Read(problem=Problem(str(path), 0, Severity.SKIPPED, text, "other-sheets"))
        yield from read_rows(path, options, lambda chosen: workbooks.rows_of(sheet, chosen))


def read_parquet(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read a Parquet file batch by batch; names of numbers (ClassLabel) are taken from its schema."""
    from bertstudio.formats.datasets_folder import read_parquet_file

    yield from read_parquet_file(path, options)


def read_rows(path: Path, options: ReadOptions, rows: Callable[[ReadOptions], Rows]) -> Iterator[Read]:
    """Yield facts, problems and documents of rows that can be asked for more than once."""
    doubt = _doubtful_header(path, rows(options), options) if options.header else None
    if doubt is not None:
        yield Read(problem=doubt)
        options = replace(options, header=doubt.kind != "header-as-text")
    source = partial(rows, options)
    filled = (row for _, row, _ in source() if not isinstance(row, Problem) and any(row.values()))
    head = list(islice(filled, SAMPLE_ROWS))
    if not head:
        problems = [row for _, row, _ in source() if isinstance(row, Problem)]
        if not problems:
            raise UserError(tr("{path} holds no rows.", path=path))
        yield from (Read(problem=problem) for problem in problems)
        return
    roles = roles_of(path, head, options)
    sign = "#" if _is_of_doccano(head, roles) else ""
    if sign:
        roles |= {"note": "Comments"}
        why = tr("As in an export of doccano: several labels have # between them.")
        yield Read(fact=Fact("labels", sign, why))
    yield Read(fact=fact(roles, options, head))
    offsets = CODE_POINTS
    if "spans" in roles:
        offsets, said = found_offsets(path, _spans_of(source, roles), options)
        yield from said
    reader = RowReader(path, roles, options, offsets, label_sign=sign)
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


def _is_of_doccano(head: Sequence[Mapping[str, str]], roles: Mapping[str, str]) -> bool:
    """Tell whether a table has the columns that doccano exports, by the one that only doccano calls so."""
    names = {name for row in head for name in row}
    return {"text", "label", "Comments"} <= names and roles.get("label") == "label" and "note" not in roles


def _doubtful_header(path: Path, rows: Rows, options: ReadOptions) -> Problem | None:
    """Return what is to be said of a first row without any usual name: it may be a text like the others.

    Its kind says whether it is read as a text (`header-as-text`) or, with a warning, as names.
    """
    sample = [row for _, row, _ in islice(rows, SAMPLE_ROWS) if not isinstance(row, Problem)]
    if not sample or options.columns.keys() & {"text", "tokens"}:
        return None
    names = list(sample[0])
    known = {usual for usual_names in ROLES.values() for usual in usual_names}
    if any(name.strip().lower() in known for name in names):
        return None
    if len(names) == 1 and not _is_text_too(names[0], sample):
        return None
    first = ", ".join(names)[:60]
    if len(names) == 1 or any(_is_value_too(name, sample) for name in names):
        said = tr("The first row, “{text}”, is no usual name of a column; it was read as a text.", text=first)
        return Problem(str(path), 1, Severity.REPAIRED, said, "header-as-text")
    said = tr(
        "The first row, “{text}”, was read as the names of the columns, though none of them is usual. "
        "If it is a text, say so (--no-header).",
        text=first,
    )
    return Problem(str(path), 1, Severity.REPAIRED, said, "unusual-header")


def _is_text_too(name: str, sample: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether the first row of a single column is a text like those below it, not its name."""
    texts = [row[name] for row in sample if row[name]]
    is_short = " " not in name and 3 * len(name) * len(texts) <= sum(map(len, texts))
    return bool(texts) and not is_short


def _is_value_too(name: str, sample: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether what stands in the first row stands below it as well, or all of it is numbers."""
    values = [row[name] for row in sample if row[name]]
    return name in values or (name.isdecimal() and bool(values) and all(map(str.isdecimal, values)))


def _spans_of(source: Source, roles: Mapping[str, str]) -> Iterator[tuple[str, list[RawSpan]]]:
    for _, row, _ in source():
        text = "" if isinstance(row, Problem) else row.get(roles.get("text", ""), "")
        if not isinstance(row, Problem) and isinstance(text, str):
            yield text, raw_spans(row[roles["spans"]] or None) or []


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
        try:
            rows = list(islice(csv.reader(StringIO(head, newline=""), delimiter=sign), 50))
        except csv.Error:
            continue
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
