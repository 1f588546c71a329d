"""What the user wishes of an import, and what a look into its files found."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Split
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap
from bertstudio.core.words import tr
from bertstudio.formats.base import Fact, Problem, ReadOptions
from bertstudio.formats.encoding import codec_of
from bertstudio.formats.json_lines import first_object
from bertstudio.formats.tables import delimiter_of
from bertstudio.formats.workbooks import columns_of as workbook_columns
from bertstudio.jobs.import_preview import ImportPreview, preview
from bertstudio.jobs.import_sources import in_folders, sources_of
from bertstudio.jobs.imports import ImportProgress, files_in, unpacking
from bertstudio.training.splits import split_named

SHOWN_DOCUMENTS = 50
TABLES = {"csv", "tsv", "xlsx", "parquet", "json"}
ROLES = {
    "ner": ("text", "spans", "title", "split", "id"),
    "text_classification": ("text", "label", "title", "split", "id"),
}
_HEAD_CHARACTERS = 65_536


BY_NAME, AS_IS = "by name", "as it is"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says about an import."""

    paths: tuple[Path, ...] = ()
    options: ReadOptions = field(default_factory=ReadOptions)
    format_id: str = "auto"
    split: Split | str = BY_NAME
    """`BY_NAME`: as the files say, or else their names. `AS_IS`: as the files say."""
    only: str = ""
    """Of files of several formats only this one; `all`; empty: all but plain texts beside data in folders."""
    annotators: tuple[str, ...] = ()
    """All that the files name, also while only one of them is read."""


def with_choice(wish: Wish, key: str, value: Any) -> Wish:
    """Return a wish with something else chosen in a row of what was detected (`Detected.key`)."""
    options = wish.options
    if key == "format" and value.startswith("only:"):
        return replace(wish, only=value.removeprefix("only:"), format_id="auto")
    if key == "format":
        # Columns were those of the format before.
        return replace(wish, format_id=value, only="", options=options.for_all("columns", {}))
    if key == "split":
        return replace(wish, split=value)
    if key.startswith("column:"):
        columns = {**options.columns, key.removeprefix("column:"): value}
        columns = {role: name for role, name in columns.items() if name}
        return replace(wish, options=options.for_all("columns", columns))
    if key == "header":
        # With other names the columns are others.
        options = options.for_all("columns", {})
    return replace(wish, options=options.for_all(key, value))


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look into the files found."""

    files: tuple[Path, ...]
    preview: ImportPreview
    columns: tuple[str, ...] = ()
    """Names of the columns, for a table."""
    aside: tuple[Path, ...] = ()
    """Files that stay out because others beside them have another format."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Format → files, those that stay out too."""
    named: Mapping[Split, int] = field(default_factory=dict)
    """Split → files in folders whose names say it."""

    @property
    def formats(self) -> tuple[str, ...]:
        """Ids of the formats of the files that can be read, each once."""
        return tuple(dict.fromkeys(source.format for source in self.preview.sources if source.format))

    @property
    def sole_format(self) -> str:
        """The one format of all files, empty if there are several."""
        return self.formats[0] if len(self.formats) == 1 else ""

    def fact(self, name: str) -> Fact | None:
        """Return the first fact of that name."""
        return next((fact for _, fact in self.preview.findings.facts if fact.name == name), None)

    @property
    def trouble(self) -> str:
        """Why nothing at all can be imported, as a sentence; empty if something can."""
        if self.preview.findings.documents:
            return ""
        first = self.preview.findings.first_error
        if first is None:
            names = tr(", ").join(path.name for path in self.files[:3])
            return tr("There are no documents in {path}.", path=names)
        if first.line:
            name = Path(first.path).name
            return tr("{path}, line {line}: {text}", path=name, line=first.line, text=first.text)
        return shortened(first)


def shortened(problem: Problem) -> str:
    """Return what is said of a problem with the name of its file in place of the whole path."""
    return problem.text.replace(problem.path, Path(problem.path).name)


def look(wish: Wish, report: Callable[[ImportProgress], bool], rule: Overlap = Overlap.ANY) -> Looked:
    """Read the files without writing anything. Raises UserError when a wish makes no sense for any file.

    `rule` is that of the project for overlaps.
    """
    sources, aside = in_folders(wish.paths, wish.options, wish.format_id, unpacking(report))
    counts = Counter(source.format for source in sources) + Counter(
        source.format for source in aside if source.format
    )
    if wish.only == "all":
        sources, aside = sources_of(files_in(wish.paths), wish.options, wish.format_id), []
    elif wish.only and wish.only in counts:
        aside = [*aside, *(source for source in sources if source.format != wish.only)]
        sources = [source for source in sources if source.format == wish.only]
    files = tuple(source.path for source in sources)
    seen = preview(files, wish.options, wish.format_id, SHOWN_DOCUMENTS, rule=rule, progress=report)
    named: Counter[Split] = Counter(s.split for s in sources if s.split is not Split.NONE)
    looked = Looked(files, seen, (), tuple(source.path for source in aside), counts, named)
    return replace(looked, columns=column_names(sources[0].place, looked.sole_format, wish.options))


def split_for(looked: Looked, wish: Wish) -> Split | None:
    """Return the split that all documents get; None: as the files, or the names of those in folders, say.

    Where a file says nothing, its name does: `wnut17train.conll` is train. Several files must agree.
    """
    if wish.split != BY_NAME:
        return None if wish.split == AS_IS else Split(wish.split)
    if looked.named or any(document.split is not Split.NONE for document, _ in looked.preview.documents):
        return None
    named = {split_named(path.name) for path in looked.files}
    return next(iter(named)) if len(named) == 1 else None


def paths_for(looked: Looked, wish: Wish) -> tuple[Path, ...]:
    """Return what is to be imported: folders as such, unless their files or splits were chosen one by one."""
    return wish.paths if wish.only == "" and wish.split != AS_IS else looked.files


def column_names(path: Path, format_id: str, options: ReadOptions) -> tuple[str, ...]:
    """Return the columns of a table; none if it is no table or cannot be read (its reader says why)."""
    try:
        names = _COLUMNS[format_id](path, options) if format_id in _COLUMNS else []
    except (UserError, OSError, ValueError, KeyError):
        return ()
    return tuple(str(name).strip() for name in names if name is not None and str(name).strip())


def _head(path: Path, options: ReadOptions) -> str:
    with path.open(encoding=codec_of(path, options.encoding), errors="replace", newline="") as file:
        return file.read(_HEAD_CHARACTERS)


def _text_columns(path: Path, options: ReadOptions) -> list[Any]:
    import csv

    head = _head(path, options)
    sign = {"tab": "\t"}.get(options.delimiter, options.delimiter) or delimiter_of(head)[0]
    first = next(csv.reader(head.splitlines(), delimiter=sign), [])
    return first if options.header else [str(number) for number in range(1, len(first) + 1)]


def _parquet_columns(path: Path, _options: ReadOptions) -> list[Any]:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        return list(file.schema_arrow.names)


def _json_columns(path: Path, options: ReadOptions) -> list[Any]:
    return list(first_object(_head(path, options)) or ())


_COLUMNS: dict[str, Callable[[Path, ReadOptions], list[Any]]] = {
    "csv": _text_columns,
    "tsv": _text_columns,
    "xlsx": workbook_columns,
    "parquet": _parquet_columns,
    "json": _json_columns,
}
