"""Files → project: every file is read to its end before anything is shown, and all of it is one undo step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bertstudio.core.documents import Document, Split
from bertstudio.core.edits import Change
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap
from bertstudio.core.words import tr, trn
from bertstudio.formats.adoption import Adoption
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity
from bertstudio.jobs.import_archives import StoppedError, Told
from bertstudio.jobs.import_overlaps import rule_of, sorted_out
from bertstudio.jobs.import_sources import (
    Findings,
    Source,
    files_in,
    in_folders,
    nothing_in,
    reads,
    refusal,
)
from bertstudio.store import project as projects
from bertstudio.store import snapshots, staging
from bertstudio.store.project import Project

__all__ = [
    "Findings",
    "ImportProgress",
    "ImportRefusedError",
    "ImportReport",
    "Source",
    "files_in",
    "import_files",
]

CHUNK_READS = 500
"""Documents and problems between two reports of progress."""
CHUNK_DOCUMENTS = 2_000
CHUNK_CHARACTERS = 2_000_000
"""What is written by one transaction: large enough to be fast, small enough that an edit in the window, which
waits for it, is not held up for longer than a person notices."""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is, in bytes of all files."""

    done: int
    total: int
    """0 when nobody knows (a data set of the hub)."""
    documents: int
    file: str


Progress = Callable[[ImportProgress], object]
"""Returns False to cancel."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in."""

    documents: int
    annotations: int
    labels: dict[str, int]
    """Label → annotations in the files, those of skipped duplicates included."""
    problems: list[Problem]
    """The first `import_sources.MAX_PROBLEMS`."""
    problem_counts: dict[str, int]
    """Kind → number, all of them."""
    severities: dict[tuple[str, Severity], int]
    """Kind and severity → number, all of them."""
    skipped_duplicates: int = 0
    duplicates: int = 0
    """Documents whose text was here already, skipped or not."""
    facts: tuple[tuple[str, Fact], ...] = ()
    cancelled: bool = False
    change: Change | None = None
    """For the session to announce; None when nothing came in."""
    document_labels: int = 0
    """Labels of whole documents among the annotations."""
    refusal: str = ""
    """Of a dry run: why the import would be refused, as a sentence."""


class ImportRefusedError(UserError):
    """Something in the files cannot be read, and nothing was imported."""

    def __init__(self, text: str, findings: Findings) -> None:
        super().__init__(text)
        self.problems = findings.problems
        self.problem_counts = dict(findings.problem_counts)


def import_files(
    project: Project,
    paths: Sequence[Path],
    options: ReadOptions,
    *,
    format_id: str = "auto",
    split: str | None = None,
    progress: Progress | None = None,
    by: str = "",
) -> ImportReport:
    """Read files, folders and archives into a project, all or nothing, as one step that can be undone.

    A snapshot is taken before; where there is no room for one, the report says so and undo has to do.

    `project` is a handle of the calling thread. `split` is train, dev, test or none; None: as the files say,
    and where they say nothing, as their names do.

    Raises:
        ImportRefusedError: something cannot be read and `options.on_error` is not `skip`.
        UserError: a file as a whole cannot be read, or the files hold no documents.
    """
    check_options(options, split)
    try:
        sources, aside = in_folders(paths, options, format_id, unpacking(progress))
    except StoppedError:
        return ImportReport(0, 0, {}, [], {}, {}, cancelled=True)
    _refuse_troubled(sources, options)
    language = options.language or str(projects.options(project)["language"])
    adoption = Adoption(options, None if split is None else Split(split), language)
    before = [*_snapshot(project), *map(set_aside, aside)]
    reading = _Import(staging.stage(project), adoption, rule_of(project), progress)
    for problem in before:
        reading.findings.problem(problem)
    try:
        change = _revealed(project, sources, reading, by)
    except BaseException:
        # Also when the user presses Ctrl+C: nothing stays half written.
        staging.cancel(reading.stage)
        raise
    return _report(reading, change)


def _refuse_troubled(sources: Sequence[Source], options: ReadOptions) -> None:
    trouble = next((source.trouble for source in sources if source.trouble), "")
    if trouble and options.on_error == "refuse":
        raise UserError(trouble)


def unpacking(progress: Progress | None) -> Told | None:
    """Return what reports how much of an archive is unpacked; nobody knows how much it will be."""
    if progress is None:
        return None
    return lambda done: progress(ImportProgress(done, 0, 0, ""))


def _snapshot(project: Project) -> list[Problem]:
    """Take a snapshot; return why there is none."""
    told: list[str] = []
    snapshots.take(project, "import", told.append)
    where = str(project.folder)
    return [Problem(where, 0, Severity.REPAIRED, sentence, "no-snapshot") for sentence in told]


def set_aside(source: Source) -> Problem:
    """Return what is said of a file beside annotated ones that is no data."""
    if source.trouble:
        text = tr("Left out beside annotated files: {reason}", reason=source.trouble)
    else:
        text = tr("Left out: a plain text beside annotated files. Import it by itself if it is a document.")
    return Problem(str(source.path), 0, Severity.SKIPPED, text, "set-aside")


def _revealed(project: Project, sources: Sequence[Source], reading: "_Import", by: str) -> Change | None:
    """Read everything and show it in the corpus; None when that was cancelled or nothing is left to show."""
    reading.read(sources)
    if not reading.cancelled:
        _check_found(project, sources, reading)
    if reading.cancelled or not reading.stage.documents:
        staging.cancel(reading.stage)
        return None
    labels = reading.findings.definitions.values()
    return staging.reveal(reading.stage, labels=labels, title=_title(sources), by=by)


def check_options(options: ReadOptions, split: str | None) -> None:
    """Raise UserError for options that make no sense, whatever is in the files."""
    if options.on_error not in {"refuse", "skip"}:
        raise UserError(tr("What cannot be read is refused or skipped, not {text}.", text=options.on_error))
    if split is not None and split not in set(Split):
        raise UserError(tr("There is no split {name}. Choose train, dev, test or none.", name=split))


def _title(sources: Sequence[Source]) -> str:
    return tr("Import {name}", name=sources[0].path.name) if len(sources) == 1 else ""


def _check_found(project: Project, sources: Sequence[Source], reading: "_Import") -> None:
    """Refuse an import with errors or without documents; note labels that the project cannot show."""
    findings = reading.findings
    if reading.refused or (findings.errors and not findings.documents):
        raise ImportRefusedError(refusal(findings), findings)
    if not findings.documents:
        raise UserError(nothing_in(sources))
    note_several_labels(project, sources, findings)


def note_several_labels(project: Project, sources: Sequence[Source], findings: Findings) -> None:
    """Note that documents carry more labels than the project can show."""
    single = project.task == "text_classification" and not projects.options(project)["multi_label"]
    if single and findings.several_labels:
        text = trn(
            "1 document has several labels; this project allows one. Allow several in its settings.",
            "{count} documents have several labels; this project allows one. Allow several in its settings.",
            findings.several_labels,
        )
        findings.problem(Problem(str(sources[0].path), 0, Severity.REPAIRED, text, "several-labels"))


def _report(reading: "_Import", change: Change | None) -> ImportReport:
    findings, stage = reading.findings, reading.stage
    return ImportReport(
        documents=stage.documents if change is not None else 0,
        annotations=stage.annotations if change is not None else 0,
        document_labels=stage.document_labels if change is not None else 0,
        labels=dict(findings.labels),
        problems=findings.problems,
        problem_counts=dict(findings.problem_counts),
        severities=dict(findings.severities),
        duplicates=stage.duplicates,
        skipped_duplicates=findings.documents - stage.documents if reading.options.skip_duplicates else 0,
        facts=tuple(findings.facts),
        cancelled=reading.cancelled,
        change=change,
    )


class _Import:
    """Reads files into a staging, piece by piece."""

    def __init__(
        self, stage: staging.Staging, adoption: Adoption, rule: Overlap, progress: Progress | None
    ) -> None:
        self.stage = stage
        self.rule = rule
        self.adoption = adoption
        self.options = adoption.options
        self.progress = progress
        self.findings = Findings()
        self.cancelled = False
        self._pending: list[Document] = []
        self._characters = 0

    def read(self, sources: Sequence[Source]) -> None:
        """Read all files, unless that is cancelled. Raises UserError as `import_files` does."""
        total, before = sum(source.size for source in sources), 0
        for source in sources:
            position = 0
            for number, read in enumerate(reads(source, self.options, self.options.on_error == "skip"), 1):
                self._take(source, read)
                position = max(position, read.position)
                if number % CHUNK_READS == 0:
                    self._tell(source, before + position, total)
                if self.cancelled:
                    return
            self._write()
            before += source.size
            self._tell(source, before, total)
            if self.cancelled:
                return

    def _tell(self, source: Source, done: int, total: int) -> None:
        now = ImportProgress(done, total, self.findings.documents, source.path.name)
        self.cancelled = self.progress is not None and self.progress(now) is False

    def _take(self, source: Source, read: Read) -> None:
        findings = self.findings
        if read.problem is not None:
            findings.problem(read.problem)
        if read.fact is not None:
            findings.facts.append((str(source.path), read.fact))
        if read.label is not None and (label := self.adoption.label(read.label)) is not None:
            findings.definitions.setdefault(label.name, label)
        if read.document is not None:
            adopted = self.adoption.document(read.document, source.split)
            document, said = sorted_out(adopted, self.rule, self.options.handling, str(source.path))
            for problem in said:
                findings.problem(problem)
            if document is None:
                return
            findings.document(document)
            self._pending.append(document)
            self._characters += len(document.text)
            if len(self._pending) >= CHUNK_DOCUMENTS or self._characters >= CHUNK_CHARACTERS:
                self._write()

    def _write(self) -> None:
        # After the first error nothing is written any more, but everything is read: the user learns how many.
        if self._pending and not self.refused:
            staging.add(self.stage, self._pending, skip_duplicates=self.options.skip_duplicates)
        self._pending.clear()
        self._characters = 0

    @property
    def refused(self) -> bool:
        """Whether the import has already failed."""
        return self.findings.errors > 0 and self.options.on_error == "refuse"
