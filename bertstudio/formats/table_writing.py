"""CSV, TSV, Excel and Parquet, writing: a document a row, its spans as JSON."""

import csv
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO, Any

from bertstudio.core.documents import Document, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.base import Loss
from bertstudio.formats.delimited import ESCAPED, FORMULA, escaped
from bertstudio.formats.losses import LossCount, Tally, title
from bertstudio.formats.saving import chosen_options, new_file

KEEPS = frozenset(
    {
        "spans",
        "overlaps",
        "labels",
        "keys",
        "languages",
        "titles",
        "notes",
        "groups",
        "splits",
        "negatives",
        "unfinished",
    }
)
COLUMNS = ("id", "text", "label", "title", "split", "language", "group", "note", "spans")
CHUNK_ROWS = 1_000
EXCEL_CELL = 32_767
"""Characters (UTF-16 units) that a cell of Excel holds."""
_NO_EXCEL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain_row(document: Document) -> dict[str, Any]:
    """Return the fields of a document that are plain texts; empty ones left out."""
    row: dict[str, Any] = {"id": document.key, "text": document.text, "title": document.title}
    row |= {"split": str(document.split), "language": document.language}
    row |= {"group": document.group, "note": document.note}
    return {name: value for name, value in row.items() if value or name == "text"}


def cells(document: Document) -> dict[str, str]:
    """Return a document as a row of texts."""
    row = dict.fromkeys(COLUMNS, "") | plain_row(document)
    names = [label.label for label in document.labels]
    one = len(names) == 1 and not names[0].startswith("[")
    row["label"] = names[0] if one else json.dumps(names, ensure_ascii=False) if names else ""
    if document.spans or (document.status is Status.DONE and not names):
        row["spans"] = json.dumps(span_records(document), ensure_ascii=False)
    return row


def span_records(document: Document) -> list[dict[str, Any]]:
    """Return the spans with their surface texts."""
    return [
        {"start": s.start, "end": s.end, "label": s.label, "text": document.text_of(s)}
        for s in document.spans
    ]


def write_csv(
    documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]
) -> None:
    """Write commas and quotes; `encoding` utf-8-sig is what Excel opens without asking."""
    del labels
    _delimited(documents, path, ",", _encoding(options))


def write_tsv(
    documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]
) -> None:
    """Write tabs and quotes."""
    del labels
    _delimited(documents, path, "\t", _encoding(options))


CSV_OPTIONS: Mapping[str, tuple[str, ...]] = {"encoding": ("utf-8", "utf-8-sig")}


def _encoding(options: Mapping[str, Any]) -> str:
    return chosen_options(CSV_OPTIONS, options)["encoding"]


def _delimited(documents: Iterable[Document], path: Path, sign: str, encoding: str) -> None:
    with new_file(path) as file, _in_words():
        text = TextIOWrapper(file, encoding, newline="", write_through=True)
        # Everything is quoted: a reader would end the row at a bare CR.
        table = csv.writer(text, delimiter=sign, lineterminator="\n", quoting=csv.QUOTE_ALL)
        table.writerow([*COLUMNS, ESCAPED])
        table.writerows(escaped(cells(document)).values() for document in documents)
        text.flush()
        text.detach()


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError as error:
        raise UserError(
            tr("A text holds half a character (a lone surrogate), which this format cannot hold.")
        ) from error


def write_xlsx(
    documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]
) -> None:
    """Write one sheet; every cell is text. Raises UserError when a text is too long for a cell."""
    del labels, options
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("documents")

    def cell(value: str) -> Any:
        made = WriteOnlyCell(sheet, value=xml_text(value))
        # Otherwise a text that begins with = becomes a formula, now or when somebody touches the cell.
        made.data_type = "s"
        made.quotePrefix = value.startswith(FORMULA)
        return made

    sheet.append([cell(name) for name in COLUMNS])
    try:
        for document in documents:
            row = cells(document)
            if _too_long(row):
                raise UserError(
                    tr(
                        "“{title}” is too long for a cell of Excel. Export as CSV instead.",
                        title=title(document),
                    )
                )
            sheet.append([cell(row[name]) for name in COLUMNS])
    finally:
        sheet.close()
    packed = BytesIO()
    book.save(packed)
    with new_file(path) as file:
        _undated(packed, file)


def _too_long(row: Mapping[str, str]) -> bool:
    return any(len(value) + sum(c > "\uffff" for c in value) > EXCEL_CELL for value in row.values())


def xml_text(text: str) -> str:
    """Write characters that XML cannot hold, and CR, which it would make LF, as Excel does: `_x000D_`."""
    return _NO_EXCEL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Read what `xml_text` or Excel wrote."""
    return _EXCEL_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _undated(packed: IO[bytes], file: IO[bytes]) -> None:
    """Copy a workbook without the times in it, so that equal documents give equal bytes."""
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def write_parquet(
    documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]
) -> None:
    """Write labels as a list and spans as a list of structures (null: nobody has looked)."""
    del labels, options
    import pyarrow as pa
    import pyarrow.parquet as pq

    span = pa.struct(
        [("start", pa.int64()), ("end", pa.int64()), ("label", pa.string()), ("text", pa.string())]
    )
    texts = [name for name in COLUMNS if name not in {"label", "spans"}]
    schema = pa.schema(
        [
            *((name, pa.string()) for name in texts),
            ("labels", pa.list_(pa.string())),
            ("spans", pa.list_(span)),
        ]
    )
    waiting = iter(documents)
    with new_file(path) as file, _in_words(), pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while chunk := list(islice(waiting, CHUNK_ROWS)):
            writer.write_table(
                pa.Table.from_pylist([structured(document) for document in chunk], schema=schema)
            )


def structured(document: Document) -> dict[str, Any]:
    """Return a document as a row with lists."""
    row = dict.fromkeys(COLUMNS, "") | plain_row(document)
    row["labels"] = [label.label for label in document.labels]
    row["spans"] = None
    if document.spans or (document.status is Status.DONE and not document.labels):
        row["spans"] = span_records(document)
    return row


def losses_xlsx(documents: Iterable[Document]) -> list[Loss]:
    """Count what a table cannot hold, and texts that no cell of Excel holds."""
    general, long = LossCount(KEEPS), Tally()
    for document in documents:
        general.add(document)
        long.add(document, _too_long(cells(document)))
    found = general.losses()
    return [*found, long.loss(tr("texts too long for a cell of Excel"))] if long.count else found
