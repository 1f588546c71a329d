"""A look into files before they are imported: the first documents, what was found out, what is wrong."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bertstudio.core.documents import Document
from bertstudio.core.overlap import Overlap
from bertstudio.formats.adoption import Adoption
from bertstudio.formats.base import Problem, Read, ReadOptions
from bertstudio.jobs.import_overlaps import sorted_out
from bertstudio.jobs.import_sources import Findings, SeenTexts, Source, reads, refusal, sources_of
from bertstudio.jobs.imports import CHUNK_READS, ImportProgress, Progress, check_options
from bertstudio.store.rows import checksum_key
from bertstudio.store.staging import annotator_of

PREVIEW_DOCUMENTS = 50_000
"""A preview reads no further than this."""
PREVIEW_TROUBLED = 5
"""Documents with a problem that a preview shows besides the first ones."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would bring, before anything is written. Labels have the names of the files."""

    sources: list[Source]
    findings: Findings
    documents: list[tuple[Document, list[Problem]]]
    """The first documents, and a few more that have a problem, each with its problems."""
    complete: bool
    """Whether the files were read to their end."""
    refusal: str = ""
    """Why the import would be refused as it stands, as a sentence."""
    checksums: "array[int]" = field(default_factory=lambda: array("q"))
    """Of the texts in order (`rows.checksum_key`), to find those that are in a project already; those of
    texts that came before in these files are left out."""
    repeated: int = 0
    """Texts that came before in these files."""


def preview(
    paths: Sequence[Path],
    options: ReadOptions,
    format_id: str = "auto",
    limit: int = 20,
    *,
    rule: Overlap = Overlap.ANY,
    progress: Progress | None = None,
) -> ImportPreview:
    """Read files without writing; what cannot be read becomes a problem. `limit` is documents to show.

    `rule` is that of the project for overlaps. Labels that `options.label_map` leaves out overlap nothing.

    Raises:
        UserError: an option makes no sense, for any file.
    """
    check_options(options, None)
    look = _Look(options, limit, rule)
    sources = sources_of(paths, options, format_id)
    complete = look.read(sources, progress)
    why = refusal(look.findings) if options.on_error == "refuse" else ""
    checksums, repeated = look.checksums, look.repeated
    return ImportPreview(sources, look.findings, look.shown, complete, why, checksums, repeated)


class _Look:
    """Reads files and keeps what a preview shows."""

    def __init__(self, options: ReadOptions, limit: int, rule: Overlap) -> None:
        self.options = options
        self.rule = rule
        self.limit = limit
        self.findings = Findings()
        self.shown: list[tuple[Document, list[Problem]]] = []
        self.checksums = array("q")
        self.repeated = 0
        self._seen = SeenTexts()
        self._adoption = Adoption(replace(options, label_map={}), None, options.language)
        self._waiting: list[Problem] = []
        """Problems of the document that comes next."""

    def read(self, sources: Sequence[Source], progress: Progress | None) -> bool:
        """Read files until a preview knows enough; tell whether they were read to their end."""
        total, before = sum(source.size for source in sources), 0
        for source in sources:
            self._waiting.clear()
            for read in reads(source, self.options, tolerant=True):
                self._take(source, read)
                if read.document is None:
                    continue
                count, go_on = self.findings.documents, True
                if count % CHUNK_READS == 0 and progress is not None:
                    now = ImportProgress(before + read.position, total, count, source.path.name)
                    go_on = progress(now) is not False
                if count >= PREVIEW_DOCUMENTS or not go_on:
                    return False
            before += source.size
        return True

    def _take(self, source: Source, read: Read) -> None:
        findings = self.findings
        if read.problem is not None:
            findings.problem(read.problem)
            self._waiting.append(read.problem)
        if read.fact is not None:
            findings.facts.append((str(source.path), read.fact))
        if read.label is not None:
            findings.definitions.setdefault(read.label.name, read.label)
        if read.document is not None:
            self._show(self._adoption.document(read.document), str(source.path))

    def _show(self, document: Document, path: str) -> None:
        kept, said = sorted_out(document, self.rule, self.options.handling, path, self.options.label_map)
        for problem in said:
            self.findings.problem(problem)
        self._waiting += said
        if kept is None:
            return
        document = kept
        self.findings.document(document)
        checksum = checksum_key(document.text)
        if self._seen.is_again(checksum, annotator_of(document)):
            self.repeated += 1
        else:
            self.checksums.append(checksum)
        troubled = len(self.shown) < self.limit + PREVIEW_TROUBLED and self._waiting
        if len(self.shown) < self.limit or troubled:
            self.shown.append((document, list(self._waiting)))
        self._waiting.clear()
