"""The files of an import: their formats, what reading them yields, and what was met on the way."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from bertstudio import formats
from bertstudio.core.documents import Document, Split
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Format, Problem, Read, Reader, ReadOptions, Severity
from bertstudio.formats.columns import UnclearColumnError
from bertstudio.formats.detection import Guess, found_encoding
from bertstudio.jobs.import_archives import Member, Told, UnpackedArchive, member_of, unpacked
from bertstudio.training.splits import split_named

MAX_PROBLEMS = 10_000
"""Problems that are kept one by one; all of them are counted."""


@dataclass(slots=True)
class Findings:
    """What was met while reading: problems, facts, labels and counts."""

    documents: int = 0
    annotations: int = 0
    """Spans and labels of documents."""
    labels: Counter[str] = field(default_factory=Counter)
    """Label → annotations that carry it."""
    document_labels: Counter[str] = field(default_factory=Counter)
    """Label → whole documents that carry it; those are among `labels`."""
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Labels of the two entities of a relation → relations."""
    problems: list[Problem] = field(default_factory=list)
    """The first `MAX_PROBLEMS`."""
    problem_counts: Counter[str] = field(default_factory=Counter)
    """Kind → number, all of them."""
    severities: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    """Kind and severity → number, all of them."""
    facts: list[tuple[str, Fact]] = field(default_factory=list)
    """Path and what its reader found out."""
    several_labels: int = 0
    """Documents with more than one label of the whole."""
    definitions: dict[str, Label] = field(default_factory=dict)
    """Labels that the files define."""
    errors: int = 0
    first_error: Problem | None = None

    def problem(self, problem: Problem) -> None:
        """Take in a problem."""
        self.problem_counts[problem.kind] += 1
        self.severities[problem.kind, problem.severity] += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)
        if problem.severity is Severity.ERROR:
            self.errors += 1
            self.first_error = self.first_error or problem

    def document(self, document: Document) -> None:
        """Count a document."""
        self.documents += 1
        if document.spans or document.labels:
            self.annotations += len(document.spans) + len(document.labels)
            self.several_labels += len(document.labels) > 1
            for span in document.spans:
                self.labels[span.label] += 1
            for label in document.labels:
                self.labels[label.label] += 1
                self.document_labels[label.label] += 1
        if document.relations:
            names = {span.id: span.label for span in (*document.spans, *document.suggestions)}
            self.links.update((names.get(x.head, ""), names.get(x.tail, "")) for x in document.relations)


@dataclass(slots=True)
class SeenTexts:
    """Tells which texts came before in these files, as the store does it while it writes."""

    checksums: set[int] = field(default_factory=set)
    apart: set[tuple[int, str]] = field(default_factory=set)
    """Checksum and annotator of texts that several people annotated apart: each of them counts once."""

    def is_again(self, checksum: int, annotator: str) -> bool:
        """Take in a text and tell whether it, or what this annotator made of it, was seen before."""
        key = checksum, annotator
        again = key in self.apart if annotator else checksum in self.checksums
        self.checksums.add(checksum)
        if annotator:
            self.apart.add(key)
        return again


@dataclass(frozen=True, slots=True)
class Source:
    """One file or data set of an import."""

    path: Path
    format: str
    """Id; empty when it is not known."""
    size: int
    """Bytes."""
    guess: Guess | None = None
    """None when the user chose the format."""
    trouble: str = ""
    """Why the file cannot be read, as a sentence."""
    split: Split = Split.NONE
    """What the name of the file says, for documents that say nothing themselves."""
    member: Member | None = None
    """Where it lies, when it comes out of an archive."""

    @property
    def place(self) -> Path:
        """Where it lies on the disk."""
        return self.path if self.member is None else self.member.place


def refusal(findings: Findings) -> str:
    """Return one sentence for an import that is refused: the first error, and how many there are."""
    first = findings.first_error
    if first is None:
        return ""
    more = findings.errors - 1
    others = trn(" (and 1 more)", " (and {count} more)", more) if more else ""
    if first.line:
        return tr(
            "{path}, line {line}{others}: {text}",
            path=first.path,
            line=first.line,
            others=others,
            text=first.text,
        )
    return tr("{path}{others}: {text}", path=first.path, others=others, text=first.text)


def nothing_in(sources: Sequence[Source]) -> str:
    """Return one sentence for an import without documents."""
    return tr("There are no documents in {path}.", path=", ".join(str(source.path) for source in sources[:3]))


def sources_of(paths: Sequence[Path], options: ReadOptions, format_id: str = "auto") -> list[Source]:
    """Find out the format of each file, before anything is read; what is wrong with one stands in it."""
    row = None if format_id == "auto" else formats.format_named(format_id)
    return [_source(path, options, "" if row is None else row.id) for path in paths]


def _source(path: Path, options: ReadOptions, format_id: str) -> Source:
    member = member_of(path)
    source = Source(path, format_id, 0, member=member)
    source = replace(source, size=size_of(source.place), trouble="" if member is None else member.trouble)
    if format_id or source.trouble:
        return source
    try:
        guess = formats.guess(source.place, options.of(path).encoding)
    except UserError as error:
        return replace(source, trouble=str(error) if member is None else member.shown(str(error)))
    return replace(source, format=guess.format, guess=guess)


def in_folders(
    paths: Sequence[Path], options: ReadOptions, format_id: str, told: Told | None = None
) -> tuple[list[Source], list[Source]]:
    """Return what to read when folders or archives are among the paths, and the files that are set aside.

    Plain texts beside annotated data (README, LICENSE) are no documents, and neither are files of no known
    format, unless their names say that they should hold data. The names of files, and of folders
    inside a chosen one, say the split where the files do not. `told` hears how many bytes of an archive are
    unpacked, and returns False to stop.

    Raises:
        UserError: there are no files.
        StoppedError: `told` returned False.
    """
    held: list[UnpackedArchive] = []
    found = files_in(paths, told, held, format_id)
    archives = {archive.path for archive in held}
    folders = {path for path in paths if path in archives or path.is_dir()} - set(found)
    if not found:
        raise UserError(tr("There are no files in {path}.", path=paths[0]))
    inside = {file for file in found if folders.intersection(file.parents)}
    sources = sources_of(found, options, format_id)
    data = any(source.format not in {"", "text"} for source in sources)
    aside = [source for source in sources if data and source.path in inside and _is_beside(source)]
    paths_aside = {source.path for source in aside}
    kept = [source for source in sources if source.path not in paths_aside]
    return [replace(source, split=_split_of(source.path, folders)) for source in kept], aside


def _is_beside(source: Source) -> bool:
    """Tell whether a file is no data. What is wrong with an archive is said in any case.

    A table or a corpus file that nobody can read, in an unclear encoding say, is an error and no README.
    """
    if source.member is not None and source.member.trouble:
        return False
    return source.format == "text" or (not source.format and not (source.size and _is_named_as_data(source)))


def _is_named_as_data(source: Source) -> bool:
    names = {suffix for row in formats.FORMATS if row.id != "text" for suffix in row.suffixes}
    return source.path.suffix.lower() in names


def _split_of(path: Path, folders: set[Path]) -> Split:
    """A folder that was not chosen says nothing: `test/report.txt` of somebody's desk is no test document."""
    folder = next((folder for folder in folders if folder in path.parents), path.parent)
    return split_named(path.relative_to(folder).as_posix()) or Split.NONE


def size_of(path: Path) -> int:
    """Return the bytes of a file or of all files in a folder; 0 for a data set of the hub."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size if path.is_file() else 0


def files_in(
    paths: Iterable[Path],
    told: Told | None = None,
    held: list[UnpackedArchive] | None = None,
    format_id: str = "auto",
) -> list[Path]:
    """Return paths with each plain folder replaced by the files in it, in order.

    A folder that a format claims as a whole stays a folder; so does one whose format the user chose, if that
    format has folders. Of files that belong together one stands for all.

    An archive is replaced by its files, too: `corpus.zip/train/a.txt`. Those that were unpacked are put into
    `held`; a list that is kept saves unpacking them again.
    """
    held = [] if held is None else held
    rows = [row for row in formats.FORMATS if format_id in {"auto", row.id}]
    claims = [_always if format_id != "auto" else row.claims for row in rows if row.claims is not None]

    def in_folder(path: Path) -> list[Path]:
        return _files_in_folder(path, claims, rows)

    found = chain.from_iterable(_files_in(path, told, held, in_folder) for path in paths)
    return _pairs_once(list(found), rows)


def _always(_path: Path) -> bool:
    return True


def _files_in(
    path: Path,
    told: Told | None,
    held: list[UnpackedArchive],
    in_folder: Callable[[Path], list[Path]],
) -> list[Path]:
    archive = unpacked(path, told)
    if archive is not None:
        held.append(archive)
        return archive.files(in_folder)
    found = in_folder(path)
    if found == [path]:
        return found
    return list(chain.from_iterable(_files_in(p, told, held, in_folder) for p in found))


def _files_in_folder(
    path: Path, claims: Sequence[Callable[[Path], bool]], rows: Sequence[Format]
) -> list[Path]:
    if not path.is_dir() or any(claim(path) for claim in claims):
        return [path]
    # A link to a folder may lead back to where it is.
    inside = sorted(
        entry
        for entry in path.iterdir()
        if not entry.name.startswith(".") and not (entry.is_symlink() and entry.is_dir())
    )
    found = chain.from_iterable(_files_in_folder(entry, claims, rows) for entry in inside)
    return _pairs_once(list(found), rows)


def _pairs_once(files: Sequence[Path], rows: Sequence[Format]) -> list[Path]:
    """Return files with the one that stands for several that belong together in their place."""
    there, found = set(files), list[Path]()
    for path in files:
        other = _standing_for(path, rows)
        if other == path:
            found.append(path)
        elif other not in there:
            found.append(other)
            there.add(other)
    return found


def _standing_for(path: Path, rows: Sequence[Format]) -> Path:
    found = (row.stands_for(path) for row in rows if row.stands_for is not None)
    return next((other for other in found if other != path), path)


def reads(source: Source, options: ReadOptions, tolerant: bool) -> Iterator[Read]:
    """Read one file. What is wrong with it as a whole is raised, or a problem where that is tolerated."""
    member = source.member
    try:
        found = _reads(source, options.of(source.path))
        yield from found if member is None else map(member.named, found)
    except UserError as error:
        text = str(error) if member is None else member.shown(str(error))
        if not tolerant:
            raise UserError(text) from error
        if isinstance(error, UnclearColumnError):
            yield Read(fact=Fact("columns", "", "", error.readings))
        yield Read(problem=Problem(str(source.path), 0, Severity.ERROR, text, "unreadable-file"))


def _reads(source: Source, options: ReadOptions) -> Iterator[Read]:
    """Yield what is to be said of the encoding, and then what the reader of the format yields."""
    told = False
    for read in found_encoding(source.place, options.encoding):
        told = True
        yield read
    for read in _reader(source)(source.place, options):
        if not (told and read.fact is not None and read.fact.name == "encoding"):
            yield read


def _reader(source: Source) -> Reader:
    if source.trouble:
        raise UserError(source.trouble)
    reader = formats.format_named(source.format).read
    if reader is None:
        raise UserError(tr("{format} can be written but not read.", format=source.format))
    return reader
