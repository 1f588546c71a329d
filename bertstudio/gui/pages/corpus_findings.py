"""What is known of files before they are imported, in the words of the import drawer."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Split
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats import FORMATS, format_named
from bertstudio.formats.base import Fact, ReadOptions
from bertstudio.formats.encoding import codec_of
from bertstudio.formats.json_lines import first_object
from bertstudio.formats.offsets import CODE_POINTS, NAMES, chosen
from bertstudio.formats.offsets import title as offsets_title
from bertstudio.formats.tables import delimiter_of
from bertstudio.formats.tags import SCHEMES
from bertstudio.gui.pages.corpus_columns import split_name
from bertstudio.gui.pages.corpus_import_sections import Detected
from bertstudio.jobs.import_preview import ImportPreview, preview
from bertstudio.jobs.import_sources import in_folders, sources_of
from bertstudio.jobs.imports import ImportProgress, files_in, unpacking
from bertstudio.training.splits import split_named

SHOWN_DOCUMENTS = 50
TABLES = {"csv", "tsv", "xlsx", "parquet", "json"}
ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "shift_jis", "euc_kr", "cp1252", "cp1251", "latin-1")
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
        return first.text


def look(wish: Wish, report: Callable[[ImportProgress], bool]) -> Looked:
    """Read the files without writing anything. Raises UserError when a wish makes no sense for any file."""
    sources, aside = in_folders(wish.paths, wish.options, wish.format_id, unpacking(report))
    counts = Counter(source.format for source in sources) + Counter(text=len(aside))
    if wish.only == "all":
        sources, aside = sources_of(files_in(wish.paths), wish.options, wish.format_id), []
    elif wish.only in counts:
        aside = [*aside, *(source.path for source in sources if source.format != wish.only)]
        sources = [source for source in sources if source.format == wish.only]
    files = tuple(source.path for source in sources)
    seen = preview(files, wish.options, wish.format_id, SHOWN_DOCUMENTS, progress=report)
    named: Counter[Split] = Counter(s.split for s in sources if s.split is not Split.NONE)
    looked = Looked(files, seen, (), tuple(aside), counts, named)
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


def _excel_columns(path: Path, options: ReadOptions) -> list[Any]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        first = next(book.worksheets[0].iter_rows(values_only=True), ())
    finally:
        book.close()
    return list(first) if options.header else [str(number) for number in range(1, len(first) + 1)]


def _parquet_columns(path: Path, _options: ReadOptions) -> list[Any]:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        return list(file.schema_arrow.names)


def _json_columns(path: Path, options: ReadOptions) -> list[Any]:
    return list(first_object(_head(path, options)) or ())


_COLUMNS: dict[str, Callable[[Path, ReadOptions], list[Any]]] = {
    "csv": _text_columns,
    "tsv": _text_columns,
    "xlsx": _excel_columns,
    "parquet": _parquet_columns,
    "json": _json_columns,
}


# What was detected ---------------------------------------------------------------------------------


def detected_rows(looked: Looked, wish: Wish, task: str) -> list[Detected]:
    """Return the rows at the top of the drawer."""
    rows = [_format_row(looked)]
    rows += [row for row in (_encoding_row(looked, wish), _line_ends_row(looked)) if row is not None]
    sole = looked.sole_format
    if sole in {"conll", "text", "yedda"}:
        rows.append(_unit_row(sole, wish))
    scheme, offsets = looked.fact("scheme"), looked.fact("offsets")
    if scheme is not None:
        named = [("", tr("Find out")), *((name, name) for name in SCHEMES)]
        rows.append(Detected("scheme", tr("Tags"), scheme.value, scheme.text, named))
    if offsets is not None:
        units = [
            ("", tr("Find out")),
            *((name, offsets_title(chosen(name) or CODE_POINTS)) for name in NAMES),
        ]
        value = offsets_title(chosen(offsets.value) or CODE_POINTS)
        rows.append(Detected("offsets", tr("Positions"), value, offsets.text, units))
    rows += _column_rows(looked, task) if sole in TABLES else []
    rows.append(_split_row(looked, wish))
    return rows


def _format_row(looked: Looked) -> Detected:
    names = [format_named(name).title for name in looked.formats]
    value = tr(", ").join(names) or tr("not known")
    if len(looked.files) > 1:
        value = tr("{count} files: {formats}", count=f"{len(looked.files):,}", formats=value)
    guess = next((source.guess for source in looked.preview.sources if source.guess), None)
    choices = _mixture(looked)
    choices += [("auto", tr("Find out")), *((row.id, row.title) for row in FORMATS if row.read is not None)]
    why = guess.evidence if guess is not None and len(looked.formats) == 1 else ""
    return Detected("format", tr("Format"), value, why, choices)


def _mixture(looked: Looked) -> list[tuple[str, str]]:
    """Return the choices that files of several formats leave."""
    if len(looked.counts) < 2:
        return []
    choices = [
        (f"only:{name}", trn("Only {format} (1 file)", "Only {format} ({count} files)", count,
                             format=format_named(name).title))
        for name, count in looked.counts.items() if name
    ]  # fmt: skip
    return [*choices, ("only:all", trn("Its 1 file", "All {count} files", sum(looked.counts.values())))]


def _encoding_row(looked: Looked, wish: Wish) -> Detected | None:
    guess = next((source.guess for source in looked.preview.sources if source.guess), None)
    fact = looked.fact("encoding")
    name = wish.options.encoding or (fact.value if fact else "") or (guess.encoding if guess else "")
    is_text = any(name not in {"xlsx", "parquet", "datasets"} for name in looked.formats)
    if not name and not is_text and looked.formats:
        return None
    choices = [("", tr("Find out")), *((encoding, encoding.upper()) for encoding in ENCODINGS)]
    shown = name.removesuffix("-sig").upper() or tr("not clear")
    return Detected("encoding", tr("Encoding"), shown, fact.text if fact else "", choices)


def _line_ends_row(looked: Looked) -> Detected | None:
    guess = next((source.guess for source in looked.preview.sources if source.guess), None)
    if guess is None or guess.line_ends in {"", "LF"}:
        return None
    names = {
        "CR LF": tr("Windows (CR LF), kept as they are"),
        "CR": tr("old Macintosh (CR), kept as they are"),
        "mixed": tr("mixed, kept as they are"),
    }
    return Detected("line_ends", tr("Line ends"), names[guess.line_ends])


def _unit_row(format_id: str, wish: Wish) -> Detected:
    if format_id == "conll":
        texts = {"sentence": tr("each sentence"), "document": tr("each -DOCSTART- document")}
        first = "sentence"
    else:
        texts = {"document": tr("each file"), "sentence": tr("each line")}
        first = "document"
    value = texts[wish.options.unit or first]
    return Detected("unit", tr("Documents"), value, "", list(texts.items()))


def _column_rows(looked: Looked, task: str) -> list[Detected]:
    fact = looked.fact("columns")
    roles = roles_in(fact.value if fact else "")
    names = {
        "text": tr("Text"),
        "label": tr("Label"),
        "spans": tr("Entities"),
        "title": tr("Title"),
        "split": tr("Split column"),
        "id": tr("Key"),
    }
    choices = [(name, name) for name in looked.columns]
    shown = [role for role in ROLES[task] if role in roles or role in {"text", "label"}]
    return [
        Detected(f"column:{role}", names[role], roles.get(role, tr("no column")), "", choices)
        for role in shown
    ]


def roles_in(text: str) -> dict[str, str]:
    """Return role → column as the fact about columns says it: `text = body; label = topic`."""
    pairs = (part.partition(" = ") for part in text.split("; "))
    return {role: name for role, sign, name in pairs if sign}


def _split_row(looked: Looked, wish: Wish) -> Detected:
    choices: list[tuple[Any, str]] = [(AS_IS, tr("as in the files"))]
    if looked.named:
        choices.insert(0, (BY_NAME, tr("as their names say")))
    choices += [(split, split_name(split)) for split in Split]
    split = split_for(looked, wish)
    value, why = tr("as in the files"), ""
    if split is not None:
        value = split_name(split)
        why = tr("The file says nothing of splits; its name does.") if wish.split == BY_NAME else ""
    elif looked.named and wish.split == BY_NAME:
        value = tr("as their names say")
        counted = (f"{split_name(each)}: {count:,}" for each, count in looked.named.items())
        why = tr("Files by the split that their names say: {counts}.", counts=tr(", ").join(counted))
    return Detected("split", tr("Split"), value, why, choices)
