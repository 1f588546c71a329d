"""Hugging Face data sets, reading: saved folders, folders of Parquet files, Parquet files, and the hub.

Numbers are read through their names (ClassLabel), never assumed. Rows come through `rows.py`: tokens with
tags, texts with labels, or texts with spans.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Split
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.columns import SAMPLE_ROWS, Row, fact, roles_of
from bertstudio.formats.datasets_hub import download
from bertstudio.formats.encoding import open_binary
from bertstudio.formats.joining import JoiningEvidence
from bertstudio.formats.json_text import value_of
from bertstudio.formats.offsets import RawSpan
from bertstudio.formats.placing import found_offsets
from bertstudio.formats.rows import RowReader, raw_spans, split_named
from bertstudio.formats.tags import SchemeEvidence, scheme_named

HUB = "hub:"
_NO_CARD = (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, ArithmeticError)
"""What YAML and JSON of another kind are to `datasets`."""
BATCH_ROWS = 100
"""Few: a packed file may hold one text of megabytes for all of its rows."""
_SCHEME_ROWS = 5_000
MAX_CARD = 1_000_000
"""Characters of a README that are looked at; the YAML of a card is at its beginning."""
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_OF_CARDS = ("dataset_info", "configs", "task_categories", "size_categories", "pretty_name")
_ABOUT = frozenset({"readme", "license", "licence", "citation", "dataset_infos", "changelog", "notice"})
_ORDER = {Split.TRAIN: 0, Split.DEV: 1, Split.TEST: 2, Split.NONE: 3}


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a data set: a split, or a file of one."""

    path: Path
    split: str
    rows: int
    batches: Callable[[], Iterator[list[dict[str, Any]]]]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Column → names of its numbers."""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read a folder, or a data set of the hub by name (`hub:org/name`, `hub:org/name:configuration`).

    Raises:
        UserError: it is no data set; or the hub is meant and the download is not allowed or not possible.
    """
    if path.is_dir():
        parts = _saved(path) if _is_saved(path) else _parquet_parts(path)
    elif path.is_file():
        raise UserError(tr("{path} is a file. Choose the folder of the data set.", path=path))
    else:
        name = path.as_posix().removeprefix(HUB)
        parts = _loaded(Path(name), download(name, options.allow_download))
    yield from _read_parts(path, parts, options)


def read_parquet_file(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Read one Parquet file. Raises UserError if it is none."""
    yield from _read_parts(path, [_parquet_part(path, "")], options)


def is_data_set(path: Path) -> bool:
    """Tell whether a folder is one data set as a whole.

    It was saved by `datasets`; or it holds Parquet files and a card, as on the hub; or beside Parquet files
    nothing that could be imported. Elsewhere each file is read by itself.
    """
    if not path.is_dir():
        return False
    if _is_saved(path):
        return True
    if not any(path.rglob("*.parquet")):
        return False
    return _has_card(path) or not any(_is_other_data(file.relative_to(path)) for file in path.rglob("*.*"))


def _has_card(path: Path) -> bool:
    """Tell whether a README begins as those of data sets on the hub, or their older description lies here."""
    if (path / "dataset_infos.json").is_file():
        return True
    head = _head_of_card(path / "README.md")
    return any(re.search(rf"^{name}:", head, re.MULTILINE) for name in _OF_CARDS)


def _head_of_card(path: Path) -> str:
    """Return the YAML at the beginning of a README, empty where there is none, or far too much of it."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            head = file.read(MAX_CARD + 1)
    except OSError:
        return ""
    found = _FRONT_MATTER.match(head)
    return found[1] if found is not None else ""


def _is_other_data(path: Path) -> bool:
    """Tell whether a file could be imported by itself: not Parquet, hidden or about the data."""
    about = path.stem.lower() in _ABOUT or path.suffix.lower() in {".parquet", ".py", ".md"}
    return not about and not any(part.startswith(".") for part in path.parts)


def _is_saved(path: Path) -> bool:
    return (path / "dataset_dict.json").is_file() or (path / "state.json").is_file()


def _saved(path: Path) -> list[Part]:
    import datasets

    try:
        loaded = datasets.load_from_disk(str(path))
    except (OSError, ValueError, KeyError) as error:
        raise UserError(
            tr("{path} is no data set that can be read. Was it saved whole?", path=path)
        ) from error
    return _loaded(path, loaded)


def _loaded(path: Path, loaded: Any) -> list[Part]:
    """Return the splits of a `datasets.DatasetDict`, or the one `datasets.Dataset`."""
    parts = loaded.items() if hasattr(loaded, "items") else [(str(loaded.split or ""), loaded)]
    return [
        Part(path, str(name), part.num_rows, _batches(part), class_names(part.features.to_dict()))
        for name, part in parts
    ]


def _batches(part: Any) -> Callable[[], Iterator[list[dict[str, Any]]]]:
    def batches() -> Iterator[list[dict[str, Any]]]:
        # As Arrow tables: pictures and sounds are not decoded.
        for table in part.with_format("arrow").iter(batch_size=BATCH_ROWS):
            yield table.to_pylist()

    return batches


def _parquet_parts(path: Path) -> list[Part]:
    files = sorted(path.rglob("*.parquet"))
    if not files:
        raise UserError(tr("{path} is a folder without a data set. Choose the files in it.", path=path))
    parts = [_parquet_part(file, _split_in(file.relative_to(path)), root=path) for file in files]
    # By name, test would come before train; within a split the shards stay in their order.
    return sorted(parts, key=lambda part: _ORDER[split_named(part.split) or Split.NONE])


def _split_in(path: Path) -> str:
    """Return the part of a file's path that names a split: `data/train-00000-of-00001.parquet` → train."""
    for part in (path.stem, *reversed(path.parts[:-1])):
        for word in (part, part.split("-")[0], part.split("_")[-1], part.split(".")[0]):
            if word and split_named(word) is not None:
                return word
    return ""


def _parquet_part(path: Path, split: str, root: Path | None = None) -> Part:
    with _opened(path) as file:
        rows, metadata = file.metadata.num_rows, file.schema_arrow.metadata or {}
        names = _names_in(metadata.get(b"huggingface", b"{}"))

    def batches() -> Iterator[list[dict[str, Any]]]:
        with _opened(path) as file:
            for batch in file.iter_batches(batch_size=BATCH_ROWS):
                yield batch.to_pylist()

    return Part(path, split, rows, batches, names or _names_of_card(root))


def _names_in(metadata: bytes) -> dict[str, list[str]]:
    """Return names of numbers from what Hugging Face writes into a file; none where that makes no sense."""
    try:
        return class_names(value_of(metadata.decode())["info"]["features"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open a Parquet file; whatever is wrong in it becomes one sentence."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    # Says what is wrong with a file that cannot be opened, and waits for no pipe.
    open_binary(path).close()
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UserError(tr("{path} is no Parquet file that can be read.", path=path)) from error


def _names_of_card(root: Path | None) -> dict[str, list[str]]:
    """Return names of numbers from README.md or dataset_infos.json beside the data."""
    if root is None or not any((root / name).is_file() for name in ("README.md", "dataset_infos.json")):
        return {}
    from datasets.info import DatasetInfosDict
    from yaml import YAMLError

    if _is_unbounded(root / "README.md"):
        return {}
    names: dict[str, list[str]] = {}
    try:
        for info in DatasetInfosDict.from_directory(str(root)).values():
            names |= class_names(info.features.to_dict()) if info.features else {}
    except (*_NO_CARD, YAMLError):
        # A README says many things; without names the numbers of tags are refused later.
        return {}
    return names


def _is_unbounded(card: Path) -> bool:
    """Tell whether the YAML of a card has aliases, with which a few lines become millions, or is too long.

    What has neither is no longer read than it stands there.
    """
    from yaml import AliasEvent, SafeLoader, YAMLError, parse

    try:
        if card.is_file() and card.stat().st_size > 4 * MAX_CARD:
            return True
        return any(isinstance(event, AliasEvent) for event in parse(_head_of_card(card), SafeLoader))
    except (YAMLError, RecursionError):
        return True


def class_names(features: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return column → names for every ClassLabel in the features of a data set, also inside lists."""
    found = {}
    for column, feature in features.items():
        inner = feature
        while isinstance(inner, list) or (isinstance(inner, Mapping) and "feature" in inner):
            inner = inner[0] if isinstance(inner, list) else inner["feature"]
        if isinstance(inner, Mapping) and inner.get("_type") == "ClassLabel":
            found[column] = [str(name) for name in inner["names"]]
    return found


def _read_parts(path: Path, parts: Sequence[Part], options: ReadOptions) -> Iterator[Read]:
    total = sum(part.rows for part in parts)
    if not total:
        raise UserError(tr("{path} holds no rows.", path=path))
    reader = _reader(path, [part for part in parts if part.rows], options)
    yield Read(fact=fact(reader.roles, options))
    if "spans" in reader.roles:
        offsets, said = found_offsets(path, _spans_of(parts, reader.roles), options)
        reader = replace(reader, offsets=offsets)
        yield from said
    size, done = _size(path), 0
    for part in parts:
        split = split_named(part.split)
        if split is None:
            text = tr("{name} is no split; its documents are in none.", name=part.split)
            yield Read(problem=Problem(str(part.path), 0, Severity.REPAIRED, text, "unknown-split"))
        own = replace(reader, path=part.path, names=part.names, split=split or Split.NONE)
        for row in _rows(part):
            done += 1
            for item in own.read(row, 0, size * done // total):
                yield _with_row(item, done)


def _with_row(item: Read, row: int) -> Read:
    """Let a problem of a binary table name its row instead of a line."""
    if item.problem is None:
        return item
    text = tr("Row {row}: {text}", row=row, text=item.problem.text)
    return Read(problem=replace(item.problem, text=text))


def _rows(part: Part) -> Iterator[Row]:
    for batch in part.batches():
        yield from batch


def _spans_of(parts: Sequence[Part], roles: Mapping[str, str]) -> Iterator[tuple[str, list[RawSpan]]]:
    for row in chain.from_iterable(map(_rows, parts)):
        text = row.get(roles.get("text", ""))
        if isinstance(text, str):
            yield text, raw_spans(row.get(roles["spans"])) or []


def _reader(path: Path, parts: Sequence[Part], options: ReadOptions) -> RowReader:
    """Find out from the first rows of every part how they are read."""
    head = [row for part in parts for row in islice(_rows(part), SAMPLE_ROWS)]
    roles = roles_of(path, head, options)
    tokens = JoiningEvidence()
    if "tokens" in roles:
        for row in head:
            tokens.add(str(token) for token in row.get(roles["tokens"]) or () if token)
    reader = RowReader(
        path,
        roles,
        options,
        joining=tokens.joining(options.language),
    )
    return replace(reader, scheme=_scheme(path, parts, roles, options)) if "tags" in roles else reader


def _scheme(path: Path, parts: Sequence[Part], roles: Mapping[str, str], options: ReadOptions) -> str:
    if options.scheme:
        return scheme_named(options.scheme)
    column = roles["tags"]
    evidence = SchemeEvidence()
    for part in parts:
        names = part.names.get(column)
        for row in islice(_rows(part), _SCHEME_ROWS):
            values = row.get(column) or ()
            numbers = [value for value in values if isinstance(value, int)]
            if numbers and names is None:
                raise UserError(
                    tr(
                        "The tags in column {column} of {path} are numbers without names.",
                        column=column,
                        path=path,
                    )
                )
            evidence.add(
                [names[v] if names is not None and v in numbers and v >= 0 else str(v) for v in values]
            )
    return evidence.scheme()


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size if path.is_file() else 0


def sniff(path: Path, head: str) -> Sniffed:
    """Look into a folder."""
    del head
    if not path.is_dir():
        return Sniffed(0.0)
    if _is_saved(path):
        return Sniffed(1.0, tr("The folder was saved by Hugging Face datasets."))
    return Sniffed(0.9, tr("The folder holds Parquet files.")) if is_data_set(path) else Sniffed(0.0)
