"""Plain text: one file is one document, as it stands; or each line that is not blank is one."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.text import paragraphs
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Loss, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import HEAD_BYTES, MAX_WHOLE_BYTES, Lines, line_ends, read_text, too_long
from bertstudio.formats.losses import LossCount, Tally
from bertstudio.formats.saving import new_text

STRUCTURED = frozenset(
    (
        *(".ann", ".bio", ".conll", ".conllu", ".csv", ".htm", ".html", ".iob", ".json", ".jsonl", ".ndjson"),
        *(".spacy", ".tab", ".tsv", ".xml", ".yaml", ".yml"),
    )
)
"""Endings of files that are not read as prose unless the user says so."""
UNITS = ("document", "sentence")
SUFFIXES = frozenset({".txt", ".text", ".md", ".rst", ".log", ""})


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield the documents. Raises UserError when the file is empty, binary or of an unclear encoding."""
    if options.unit and options.unit not in UNITS:
        raise UserError(tr("The unit is sentence or document, not {unit}.", unit=options.unit))
    yield from _lines(path, options) if options.unit == "sentence" else _file(path, options)


def _file(path: Path, options: ReadOptions) -> Iterator[Read]:
    if path.is_file() and path.stat().st_size > MAX_WHOLE_BYTES:
        raise UserError(
            tr(
                "{path} is larger than {size} MB, too large for one document. "
                "Import one document a line (--unit sentence).",
                path=path,
                size=MAX_WHOLE_BYTES >> 20,
            )
        )
    text = read_text(path, options.encoding)
    if not text.strip():
        raise UserError(tr("{path} holds no text.", path=path))
    ends = line_ends(text[:HEAD_BYTES])
    if ends:
        yield Read(fact=Fact("line-ends", ends, tr("They stay as they are.")))
    lines = sum(1 for start, end in paragraphs(text) if text[start:end].strip())
    if lines > 1 and options.task == "text_classification":
        yield Read(problem=_one_of_many(path, lines))
    document = Document(0, text, title=path.stem, language=options.language, source=path.name)
    yield Read(document=document, position=path.stat().st_size)


def _one_of_many(path: Path, lines: int) -> Problem:
    text = tr(
        "{count} lines became one document. If each line is a text, import one document a line "
        "(--unit sentence).",
        count=f"{lines:,}",
    )
    return Problem(str(path), 0, Severity.REPAIRED, text, "lines-joined")


def _lines(path: Path, options: ReadOptions) -> Iterator[Read]:
    lines = Lines(path, options.encoding)
    yield Read(fact=Fact("encoding", lines.encoding, ""))
    blank = 0
    for line in lines.or_none():
        if line is None:
            problem = Problem(str(path), lines.number, Severity.ERROR, too_long(), "too-long")
            yield Read(problem=problem)
        elif line == lines.left_out:
            continue
        elif line.strip():
            document = Document(0, line, language=options.language, source=path.name)
            yield Read(document=document, position=lines.position)
        else:
            blank += 1
    if blank:
        text = trn("1 blank line holds no text.", "{count} blank lines hold no text.", blank)
        yield Read(fact=Fact("blank-lines", str(blank), text))


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write texts one a line, or a single text as it stands.

    Raises:
        UserError: there are several texts and one of them has line breaks; another format is needed.
    """
    del labels, options
    write_texts((document.text for document in documents), path)


def write_texts(texts: Iterable[str], path: Path) -> None:
    """Write texts as `write` does. Raises UserError as there."""
    with new_text(path) as write_text:
        first: str | None = None
        several = False
        for text in texts:
            if first is None:
                first = text
                continue
            if not several:
                write_text(_line(first))
                several = True
            write_text(_line(text))
        if first is not None and not several:
            write_text(first)


def _line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise UserError(
            tr("A text with line breaks cannot be a line of plain text. Export it alone, or as JSON lines.")
        )
    return text + "\n"


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count everything but the texts; and blank texts, which are no lines."""
    general, blank = LossCount(frozenset({"unfinished"})), Tally()
    for document in documents:
        general.add(document)
        blank.add(document, not document.text.strip())
    found = [loss for loss in general.losses() if loss.count]
    return [*found, blank.loss(tr("texts without a visible character"))] if blank.count else found


def sniff(path: Path, head: str) -> Sniffed:
    """Any text is plain text; by its name more surely so."""
    if not head.strip() or path.suffix.lower() in STRUCTURED:
        return Sniffed(0.0)
    if path.suffix.lower() in SUFFIXES:
        return Sniffed(0.4, tr("The name ends as that of a text file."))
    return Sniffed(0.2, tr("No other format fits; it is read as plain text."))
