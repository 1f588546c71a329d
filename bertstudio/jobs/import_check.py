"""A dry run: everything is read to its end and nothing is written, to say what an import would bring."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bertstudio.core.documents import Document, Split
from bertstudio.core.overlap import Overlap
from bertstudio.formats.adoption import Adoption
from bertstudio.formats.base import Read, ReadOptions
from bertstudio.jobs.import_archives import StoppedError
from bertstudio.jobs.import_overlaps import rule_of, sorted_out
from bertstudio.jobs.import_sources import Findings, SeenTexts, Source, in_folders, nothing_in, reads, refusal
from bertstudio.jobs.imports import (
    CHUNK_READS,
    ImportProgress,
    ImportReport,
    Progress,
    check_options,
    note_several_labels,
    set_aside,
    unpacking,
)
from bertstudio.store import project as projects
from bertstudio.store.documents import checksums_here
from bertstudio.store.project import Project
from bertstudio.store.rows import checksum_key
from bertstudio.store.staging import annotator_of


def check_files(
    project: Project,
    paths: Sequence[Path],
    options: ReadOptions,
    *,
    format_id: str = "auto",
    split: str | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Read files and folders as `import_files` does, and return the report that it would return.

    Its `change` is None, and `refusal` says in a sentence why the import would be refused, if it would.
    `project` may be open for reading only.

    Raises:
        UserError: an option makes no sense, or there are no files.
    """
    check_options(options, split)
    try:
        sources, aside = in_folders(paths, options, format_id, unpacking(progress))
    except StoppedError:
        return ImportReport(0, 0, {}, [], {}, {}, cancelled=True)
    language = options.language or str(projects.options(project)["language"])
    adoption = Adoption(options, None if split is None else Split(split), language)
    check = _Check(project, adoption, rule_of(project))
    for source in aside:
        check.findings.problem(set_aside(source))
    finished = check.read(sources, progress)
    return check.report(sources, finished)


@dataclass(slots=True)
class _Check:
    """Counts what would come in."""

    project: Project
    adoption: Adoption
    rule: Overlap
    findings: Findings = field(default_factory=Findings)
    documents: int = 0
    annotations: int = 0
    document_labels: int = 0
    duplicates: int = 0
    seen: SeenTexts = field(default_factory=SeenTexts)

    def read(self, sources: Sequence[Source], progress: Progress | None) -> bool:
        """Read all files; tell whether that was not cancelled. What is wrong with one is a problem."""
        total, before = sum(source.size for source in sources), 0
        for source in sources:
            pending: list[Document] = []
            position = 0
            for number, read in enumerate(reads(source, self.adoption.options, tolerant=True), 1):
                self._take(source, read, pending)
                position = max(position, read.position)
                if number % CHUNK_READS == 0:
                    self._count(pending)
                    if not _told(progress, before + position, total, self.findings.documents, source):
                        return False
            self._count(pending)
            before += source.size
            if not _told(progress, before, total, self.findings.documents, source):
                return False
        return True

    def report(self, sources: Sequence[Source], finished: bool) -> ImportReport:
        """Return what was counted."""
        findings = self.findings
        if findings.documents:
            note_several_labels(self.project, sources, findings)
        refuses = self.adoption.options.on_error == "refuse" or not findings.documents
        why = refusal(findings) if refuses else ""
        if not (why or findings.documents):
            why = nothing_in(sources)
        return ImportReport(
            documents=self.documents,
            annotations=self.annotations,
            document_labels=self.document_labels,
            labels=dict(findings.labels),
            problems=findings.problems,
            problem_counts=dict(findings.problem_counts),
            severities=dict(findings.severities),
            skipped_duplicates=findings.documents - self.documents,
            duplicates=self.duplicates,
            facts=tuple(findings.facts),
            cancelled=not finished,
            refusal=why,
        )

    def _take(self, source: Source, read: Read, pending: list[Document]) -> None:
        if read.problem is not None:
            self.findings.problem(read.problem)
        if read.fact is not None:
            self.findings.facts.append((str(source.path), read.fact))
        if read.document is not None:
            adopted = self.adoption.document(read.document)
            path, handling = str(source.path), self.adoption.options.handling
            document, said = sorted_out(adopted, self.rule, handling, path)
            for problem in said:
                self.findings.problem(problem)
            if document is not None:
                self.findings.document(document)
                pending.append(document)

    def _count(self, pending: list[Document]) -> None:
        checksums = [checksum_key(document.text) for document in pending]
        here = checksums_here(self.project, checksums)
        for checksum, document in zip(checksums, pending, strict=True):
            again = self.seen.is_again(checksum, annotator_of(document))
            known = checksum in here or again
            self.duplicates += known
            if not (known and self.adoption.options.skip_duplicates):
                self.documents += 1
                self.document_labels += len(document.labels)
                self.annotations += len(document.spans) + len(document.labels)
        pending.clear()


def _told(progress: Progress | None, done: int, total: int, documents: int, source: Source) -> bool:
    return progress is None or progress(ImportProgress(done, total, documents, source.path.name)) is not False
