"""Word documents (.docx), reading: paragraphs and tables in their order, one file a document.

The text is that with all tracked changes accepted. Comments, foot notes, headers and footers are no part of
the text; how many there are is said.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import MAX_LINE_CHARACTERS, open_binary
from bertstudio.formats.extras import library
from bertstudio.formats.packages import check_package
from bertstudio.formats.word_text import WordText
from bertstudio.formats.workbooks import BROKEN

MAX_TAGS = 5_000_000
"""Of all parts: a thousand pages have some 300,000. Each becomes an object in memory."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The end of the type of a relationship → what it is counted as, and the elements that are one each.
_NOTES = {"comments": "comment", "footnotes": "footnote", "endnotes": "endnote"}
_PARTS = {"header": "headers", "footer": "headers", "chart": "drawings", "diagramData": "drawings"}


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield what was left unread, and the document. Raises UserError when it cannot be opened."""
    docx = library("docx", "documents")
    library("docx.opc.exceptions", "documents")
    # What the list of parts says of their sizes is not believed.
    _check(path)
    with open_binary(path) as file:
        try:
            opened = docx.Document(file)
            reader = WordText()
            text = "\n".join(reader.lines(opened.element.body)).strip("\n")
            title = opened.core_properties.title or path.stem
            counts = reader.counts + _beside(opened.part, docx.oxml.parse_xml)
        except (docx.opc.exceptions.PackageNotFoundError, *BROKEN) as error:
            raise UserError(_damaged(path)) from error
    if not text.strip():
        raise UserError(tr("{path} holds no text.", path=path))
    if len(text) > MAX_LINE_CHARACTERS:
        said = tr(
            "{path} has more than {count} characters, too much for one document. Cut it into parts.",
            path=path,
            count=f"{MAX_LINE_CHARACTERS:,}",
        )
        raise UserError(said)
    yield from _said(path, counts)
    document = Document(0, text, title=title, language=options.language, source=path.name)
    yield Read(document=document, position=path.stat().st_size)


def _check(path: Path) -> None:
    """Raise UserError for a damaged or too large file."""
    try:
        with open_binary(path) as file:
            zipfile.ZipFile(file).close()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UserError(_damaged(path)) from error
    check_package(path, whole=True, max_tags=MAX_TAGS)


def _beside(part: Any, parse: Any) -> Counter[str]:
    """Count what stands beside the text of a document: notes, headers and footers, drawings with words."""
    counts: Counter[str] = Counter()
    for link in part.rels.values():
        name = link.reltype.rpartition("/")[2]
        if link.is_external or (name not in _NOTES and name not in _PARTS):
            continue
        root = parse(link.target_part.blob)
        if name in _NOTES:
            notes = root.iter(f"{_WORD}{_NOTES[name]}")
            counts[_NOTES[name]] += sum(any(map(_has_words, note.iter(f"{_WORD}t"))) for note in notes)
        else:
            counts[_PARTS[name]] += any(map(_has_words, root.iter("{*}t", "{*}v")))
    return counts


def _has_words(element: Any) -> bool:
    return bool((element.text or "").strip())


def _said(path: Path, counts: Counter[str]) -> Iterator[Read]:
    """Yield what is said about the text, and about what is beside it."""
    if counts["insertions"] or counts["deletions"] or counts["moves"]:
        text = tr(
            "Tracked changes are read as accepted: what was inserted is in the text, what was deleted is not."
        )
        value = f"+{counts['insertions']} -{counts['deletions']}"
        yield Read(fact=Fact("tracked-changes", value, text))
    left = {
        "deletions": trn("1 tracked deletion", "{count} tracked deletions", counts["deletions"]),
        "comment": trn("1 comment", "{count} comments", counts["comment"]),
        "footnote": trn("1 foot note", "{count} foot notes", counts["footnote"]),
        "endnote": trn("1 end note", "{count} end notes", counts["endnote"]),
        "headers": trn("1 header or footer", "{count} headers and footers", counts["headers"]),
        "drawings": trn("1 chart or diagram", "{count} charts and diagrams", counts["drawings"]),
        "hidden": trn("1 hidden stretch", "{count} hidden stretches", counts["hidden"]),
        "symbols": trn("1 sign of a symbol font", "{count} signs of a symbol font", counts["symbols"]),
        "inserts": trn("1 inserted file", "{count} inserted files", counts["inserts"]),
    }
    names = ", ".join(text for name, text in left.items() if counts[name])
    if names:
        said = tr("This is no part of the text and was left out: {names}.", names=names)
        yield Read(problem=Problem(str(path), 0, Severity.SKIPPED, said, "beside-text"))
    if counts["equations"]:
        said = trn(
            "1 equation came in as a row of its signs.",
            "{count} equations came in as rows of their signs.",
            counts["equations"],
        )
        yield Read(problem=Problem(str(path), 0, Severity.REPAIRED, said, "equation"))


def _damaged(path: Path) -> str:
    return tr("{path} is no whole Word document. Open it in Word and save it again as .docx.", path=path)


def sniff(path: Path, head: str) -> Sniffed:
    """Look for the ending of the name, on a file that is packed as these are."""
    del head
    if path.suffix.lower() != ".docx" or not path.is_file():
        return Sniffed(0.0)
    with open_binary(path) as file:
        packed = file.read(4) == b"PK\x03\x04"
    return Sniffed(0.95, tr("It is packed and called as a Word document.")) if packed else Sniffed(0.0)
