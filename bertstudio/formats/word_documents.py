"""Word documents (.docx), reading: paragraphs and tables in their order, one file a document.

What was inserted while changes were tracked is read, what was deleted is not. Comments, foot notes, headers
and footers are no part of the text and are named.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import open_binary
from bertstudio.formats.extras import library
from bertstudio.formats.packages import check_package
from bertstudio.formats.workbooks import BROKEN

SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
ASIDE = ("comments", "endnotes", "footnotes", "footer", "header")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield what was left unread, and the document. Raises UserError when it cannot be opened."""
    docx = library("docx", "documents")
    library("docx.opc.exceptions", "documents")
    with open_binary(path) as file:
        aside = _checked(path, file)
        try:
            opened = docx.Document(file)
            text = "\n".join(_lines(opened.element.body)).strip("\n")
            title = opened.core_properties.title or path.stem
        except (docx.opc.exceptions.PackageNotFoundError, *BROKEN) as error:
            raise UserError(_damaged(path)) from error
    if not text.strip():
        raise UserError(tr("{path} holds no text.", path=path))
    if aside:
        said = tr("Comments, notes, headers and footers are not read: {names}.", names=", ".join(aside))
        yield Read(problem=Problem(str(path), 0, Severity.SKIPPED, said, "beside-text"))
    document = Document(0, text, title=title, language=options.language, source=path.name)
    yield Read(document=document, position=path.stat().st_size)


def _checked(path: Path, file: Any) -> list[str]:
    """Return the names of parts that are not read. Raises UserError for a damaged or too large file."""
    try:
        parts = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UserError(_damaged(path)) from error
    # What the list of parts says of their sizes is not believed.
    check_package(path, whole=True)
    file.seek(0)
    names = (Path(part.filename).stem for part in parts if part.filename.startswith("word/"))
    return sorted(name for name in names if name.startswith(ASIDE))


def _damaged(path: Path) -> str:
    return tr("{path} is no whole Word document. Open it in Word and save it again as .docx.", path=path)


def _lines(body: Any) -> Iterator[str]:
    for block in body.iter(f"{_WORD}p", f"{_WORD}tr"):
        if _is_inside(block, f"{_WORD}tr") or _is_inside(block, _FALLBACK):
            continue
        if block.tag == f"{_WORD}tr":
            cells = (child for child in block if child.tag == f"{_WORD}tc")
            yield "\t".join(" ".join(map(_text, cell.iter(f"{_WORD}p"))) for cell in cells)
        else:
            yield _text(block)


def _is_inside(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _text(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iter(f"{_WORD}t", *(f"{_WORD}{name}" for name in SIGNS)):
        # A tab among the properties of a paragraph is a stop of the ruler; a box has paragraphs of its own.
        # What was moved away while changes were tracked stands where it went to.
        if _is_inside(element, f"{_WORD}moveFrom"):
            continue
        if _is_inside(element, f"{_WORD}pPr") or next(element.iterancestors(f"{_WORD}p")) is not paragraph:
            continue
        name = element.tag.removeprefix(_WORD)
        parts.append(SIGNS.get(name, element.text or ""))
    return "".join(parts)


def sniff(path: Path, head: str) -> Sniffed:
    """Look for the ending of the name, on a file that is packed as these are."""
    del head
    if path.suffix.lower() != ".docx" or not path.is_file():
        return Sniffed(0.0)
    with open_binary(path) as file:
        packed = file.read(4) == b"PK\x03\x04"
    return Sniffed(0.95, tr("It is packed and called as a Word document.")) if packed else Sniffed(0.0)
