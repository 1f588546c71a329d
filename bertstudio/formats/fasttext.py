"""fastText: one document a line, its labels as words, `__label__sport __label__football A goal in the …`.

doccano exports the lines as cells of a CSV file, some of them in quotation marks; these are taken off.
fastText takes every such word for a label, wherever it stands, and cuts words at blanks. So blanks at the
ends of a text mean nothing here, and a label cannot hold one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, DocumentLabel, Origin, Status
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.formats import plain
from bertstudio.formats.base import Fact, Loss, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import Lines, too_long
from bertstudio.formats.losses import LossCount, Tally
from bertstudio.formats.saving import new_text

KEEPS = frozenset({"labels", "unfinished"})
PREFIX = "__label__"

_LABEL = re.compile(r"(?<!\S)__label__(\S+)")
# doccano puts its comments behind the text.
_COMMENTS = re.compile(r"(?:^|\s)__comment__")
_BLANKS = re.compile(r"\s")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_SNIFF_LINES = 100
_QUOTED = '"__label__'
_LONG_CELL = 1 << 20
"""Code points after which a quotation mark that stays open is one of the text."""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents. Raises UserError when the file cannot be read as text."""
    lines = Lines(path, options.encoding)
    yield Read(fact=Fact("encoding", lines.encoding, ""))
    quoted = any(line.startswith(_QUOTED) for line in islice(lines.or_none(), _SNIFF_LINES) if line)
    if quoted:
        said = tr("Lines stand in quotation marks, as doccano exports them; these were taken off.")
        yield Read(fact=Fact("quoted", "CSV", said))
    blank = 0
    for line in _cells(lines.or_none()) if quoted else lines.or_none():
        if line is None:
            yield Read(problem=Problem(str(path), lines.number, Severity.ERROR, too_long(), "too-long"))
            continue
        if line == lines.left_out:
            continue
        if not line.strip():
            blank += 1
            continue
        text, labels, notes, problem = _taken_apart(line)
        if problem is not None:
            severity, kind, said = problem
            yield Read(problem=Problem(str(path), lines.number, severity, said, kind))
        if text:
            document = Document(
                0,
                text,
                labels=tuple(DocumentLabel(name, Origin.IMPORT) for name in labels),
                status=Status.DONE if labels else Status.TODO,
                note="\n".join(notes),
                language=options.language,
                source=path.name,
            )
            yield Read(document=document, position=lines.position)
    if blank:
        said = trn("1 blank line holds no text.", "{count} blank lines hold no text.", blank)
        yield Read(fact=Fact("blank-lines", str(blank), said))


def _cells(lines: Iterator[str | None]) -> Iterator[str | None]:
    """Take the quotation marks of CSV off; a text may have line breaks between them."""
    held = ""
    for line in lines:
        if line is None:
            yield None
            continue
        held = f"{held}\n{line}" if held else line
        is_open = held.startswith('"') and held.count('"') % 2 == 1
        if is_open and len(held) < _LONG_CELL:
            continue
        is_cell = held.startswith('"') and held.endswith('"') and not is_open
        yield held[1:-1].replace('""', '"') if is_cell else held
        held = ""
    if held:
        yield held


def _taken_apart(line: str) -> tuple[str, list[str], list[str], tuple[Severity, str, str] | None]:
    """Return the text of a line, its labels each once, its comments, and what is wrong with it."""
    line, *notes = _COMMENTS.split(line)
    # Texts stand at even places, labels between them.
    parts = _LABEL.split(line)
    labels = list(dict.fromkeys(parts[1::2]))
    texts = [number for number in range(0, len(parts), 2) if parts[number].strip()]
    if not texts:
        return "", [], [], (Severity.ERROR, "no-text", tr("This line has a label but no text."))
    text = " ".join(parts[number].strip() for number in texts)
    if len(texts) == 1:
        return text, labels, notes, None
    word = PREFIX + parts[texts[0] + 1]
    said = tr("{word} stands inside the text; fastText takes it for a label, so it is one.", word=word)
    return text, labels, notes, (Severity.REPAIRED, "label-in-text", said)


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write one document a line. Raises UserError if the file cannot be written.

    Blanks in labels become `_`, line breaks become blanks, and texts without a word are left out.
    """
    del labels, options
    with new_text(path) as write_text:
        for document in documents:
            text = _line(document.text)
            if text:
                words = [PREFIX + _word(label.label) for label in document.labels]
                write_text(" ".join([*words, text]) + "\n")


def _line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text).strip()


def _word(label: str) -> str:
    return _BLANKS.sub("_", label)


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what a fastText file cannot hold."""
    general, renamed, changed, taken, empty = LossCount(KEEPS), Tally(), Tally(), Tally(), Tally()
    for document in documents:
        general.add(document)
        renamed.add(document, sum(_word(label.label) != label.label for label in document.labels))
        line = _line(document.text)
        empty.add(document, not line)
        changed.add(document, bool(line) and line != document.text)
        taken.add(document, len(_LABEL.findall(line)) + bool(_COMMENTS.search(line)))
    named = (
        (renamed, tr("blanks in labels, which become _")),
        (changed, tr("texts that come back with other blanks or line breaks")),
        (taken, tr("words of texts that would be taken for labels or comments")),
        (empty, tr("documents without a word")),
    )
    return [*general.losses(), *(tally.loss(what) for tally, what in named if tally.count)]


def sniff(path: Path, head: str) -> Sniffed:
    """Look for lines that begin with a label."""
    lines = [line for line in head.splitlines() if line.strip()][:_SNIFF_LINES]
    labelled = [line for line in lines if line.lstrip().startswith((PREFIX, _QUOTED))]
    if 2 * len(labelled) < len(lines) or not labelled:
        return Sniffed(0.0)
    word = labelled[0].split()[0].lstrip('"')
    # The cells of a table may begin with such words, too.
    sure = 0.3 if path.suffix.lower() in plain.STRUCTURED else 0.97
    return Sniffed(sure, tr("Lines begin with a label such as {word}.", word=word))
