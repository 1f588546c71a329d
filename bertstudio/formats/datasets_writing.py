"""Hugging Face data sets, writing: a folder with one Parquet file a split, or as `save_to_disk` makes it.

Both load with `datasets` alone (`load_dataset(folder)`, `load_from_disk(folder)`), with ClassLabel names.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Split, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.conll_writing import entities_of, tokens_of
from bertstudio.formats.losses import outermost, title
from bertstudio.formats.saving import chosen_options, new_folder
from bertstudio.formats.table_writing import plain_row, span_records
from bertstudio.formats.tags import encode

OPTIONS: Mapping[str, tuple[str, ...]] = {"layout": ("parquet", "saved")}
KEEPS = frozenset(
    {
        "spans",
        "overlaps",
        "labels",
        "titles",
        "keys",
        "languages",
        "notes",
        "groups",
        "splits",
        "negatives",
        "unfinished",
        "tokens",
    }
)
SPLIT_NAMES = {Split.TRAIN: "train", Split.DEV: "validation", Split.TEST: "test", Split.NONE: "none"}
CHUNK_ROWS = 1_000
_TEXTS = ("id", "text", "title", "language", "group", "note")


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write a folder. `options`: see OPTIONS; `task`; `multi_label`.

    Raises:
        UserError: the place is taken; or a document has several labels and the project allows one.
    """
    layout = chosen_options(OPTIONS, options)["layout"]
    rows = _Rows(labels, str(options.get("task", "ner")), bool(options.get("multi_label")))
    with new_folder(path) as folder:
        data = folder / "data"
        data.mkdir()
        _write_parquet(documents, rows, data)
        if layout == "saved":
            _save(folder, data)


class _Rows:
    """Turns documents into rows of one task."""

    def __init__(self, labels: LabelSet, task: str, multi_label: bool) -> None:
        self.names = labels.names
        self.whole = task == "text_classification"
        self.multi_label = multi_label
        self.tags = ["O", *(f"{part}-{name}" for name in labels.names for part in "BI")]
        self._numbers = {tag: number for number, tag in enumerate(self.tags)}

    def schema(self) -> Any:
        """Return the Arrow schema, with the names of the numbers in its metadata."""
        from datasets import ClassLabel, Features, List, Value

        span = {
            "start": Value("int64"),
            "end": Value("int64"),
            "label": Value("string"),
            "text": Value("string"),
        }
        columns: dict[str, Any] = {name: Value("string") for name in _TEXTS}
        if not self.whole:
            columns |= {"tokens": List(Value("string")), "ner_tags": List(ClassLabel(names=self.tags))}
            columns["document_labels"] = List(Value("string"))
        elif self.multi_label:
            columns["labels"] = List(ClassLabel(names=list(self.names)))
        else:
            columns["label"] = ClassLabel(names=list(self.names))
        columns["spans"] = List(span)
        return Features(columns).arrow_schema

    def row(self, document: Document) -> dict[str, Any]:
        """Return a document as a row; nothing (null, -1) where nobody has looked yet."""
        row = dict.fromkeys(_TEXTS, "") | {k: v for k, v in plain_row(document).items() if k in _TEXTS}
        row["spans"] = None
        if document.spans or (document.status is Status.DONE and not document.labels):
            row["spans"] = span_records(document)
        return row | (self._whole(document) if self.whole else self._tagged(document))

    def _whole(self, document: Document) -> dict[str, Any]:
        numbers = [self._number(label.label) for label in document.labels]
        if self.multi_label:
            return {"labels": numbers if numbers or document.status is Status.DONE else None}
        if len(numbers) > 1:
            name = title(document)
            raise UserError(tr("“{title}” has several labels. Allow that in the project first.", title=name))
        return {"label": numbers[0] if numbers else -1}

    def _number(self, name: str) -> int:
        if name not in self.names:
            raise UserError(tr("The label {name} is not in the label set. Add it first.", name=name))
        return self.names.index(name)

    def _tagged(self, document: Document) -> dict[str, Any]:
        spans = [document.spans[place] for place in outermost(document)[0]]
        for span in document.spans:
            self._number(span.label)
        tokens = document.tokens or tokens_of(document, spans)
        tags = None
        if document.spans or document.status is Status.DONE:
            encoded = encode(len(tokens), entities_of(tokens, spans)[0], "IOB2")
            tags = [self._numbers[tag] for tag in encoded]
        return {
            "tokens": [document.text[start:end] for start, end in tokens],
            "ner_tags": tags,
            "document_labels": [label.label for label in document.labels],
        }


def _write_parquet(documents: Iterable[Document], rows: _Rows, folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = rows.schema()
    writers: dict[Split, Any] = {}
    waiting: dict[Split, list[dict[str, Any]]] = {}

    def flush(split: Split) -> None:
        if split not in writers:
            name = f"{SPLIT_NAMES[split]}-00000-of-00001.parquet"
            writers[split] = pq.ParquetWriter(folder / name, schema, compression="zstd")
        writers[split].write_table(pa.Table.from_pylist(waiting.pop(split), schema=schema))

    try:
        for split, group in groupby(documents, key=lambda document: document.split):
            for document in group:
                waiting.setdefault(split, []).append(rows.row(document))
                if len(waiting[split]) >= CHUNK_ROWS:
                    flush(split)
        if not writers and not waiting:
            # `datasets` refuses a folder without rows.
            raise UserError(tr("There is no document to write, and a data set needs one."))
        for split in [split for split in Split if split in waiting]:
            flush(split)
    except UnicodeEncodeError as error:
        raise UserError(
            tr("A text holds half a character (a lone surrogate), which this format cannot hold.")
        ) from error
    finally:
        for writer in writers.values():
            writer.close()


def _save(folder: Path, data: Path) -> None:
    """Make of the Parquet files what `DatasetDict.save_to_disk` writes."""
    import shutil
    import tempfile

    import datasets

    shown = datasets.is_progress_bar_enabled()
    datasets.disable_progress_bars()
    try:
        with tempfile.TemporaryDirectory(dir=folder) as cache:
            files = {file.name.split("-")[0]: str(file) for file in sorted(data.glob("*.parquet"))}
            loaded = {
                name: datasets.Dataset.from_parquet(file, cache_dir=cache, keep_in_memory=True)
                for name, file in files.items()
            }
            datasets.DatasetDict(loaded).save_to_disk(str(folder))
    finally:
        if shown:
            datasets.enable_progress_bars()
    shutil.rmtree(data)
    for state in folder.glob("*/state.json"):
        # The fingerprint depends on paths and times; equal documents shall give equal bytes.
        record = json.loads(state.read_text(encoding="utf-8"))
        arrow = b"".join(
            sorted(hashlib.sha256(f.read_bytes()).digest() for f in state.parent.glob("*.arrow"))
        )
        record["_fingerprint"] = hashlib.sha256(arrow).hexdigest()[:16]
        state.write_text(json.dumps(record, indent=2), encoding="utf-8")
