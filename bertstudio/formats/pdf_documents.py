"""PDF, reading: the text of all pages, one file a document.

A page of pictures holds no text; recognising letters in pictures is for other programs, and is said.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import open_binary
from bertstudio.formats.extras import library

MAX_BYTES = 512 << 20
_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not made for several threads."""
# PDFium writes a hyphen at the end of a line as U+FFFE, or U+0002.
_SIGNS = {0xFFFE: "-", 0x02: "-", 0x00: None}


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield what was found and the document. Raises UserError when it cannot be opened or holds no text."""
    pages = _pages(path)
    empty = sum(not page.strip() for page in pages)
    if empty == len(pages):
        raise UserError(
            tr("{path} holds pictures, no text. Let a program recognise its text (OCR) first.", path=path)
        )
    said = trn("1 page was read.", "{count} pages were read.", len(pages))
    yield Read(fact=Fact("pages", str(len(pages)), said))
    if empty:
        text = trn("1 page holds no text.", "{count} pages hold no text.", empty)
        yield Read(problem=Problem(str(path), 0, Severity.SKIPPED, text, "page-without-text"))
    text = "\n".join(page.strip("\n") for page in pages if page.strip())
    document = Document(0, text, title=path.stem, language=options.language, source=path.name)
    yield Read(document=document, position=path.stat().st_size)


def _pages(path: Path) -> list[str]:
    pdfium = library("pypdfium2", "documents")
    with open_binary(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UserError(
            tr(
                "{path} is larger than {size} MB, too large for one document.",
                path=path,
                size=MAX_BYTES >> 20,
            )
        )
    with _ONE_AT_A_TIME:
        try:
            opened = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise UserError(_closed(path) if locked else _damaged(path)) from error
        try:
            return [_text(opened, number) for number in range(len(opened))]
        except pdfium.PdfiumError as error:
            raise UserError(_damaged(path)) from error
        finally:
            opened.close()


def _text(opened: object, number: int) -> str:
    page = opened[number]  # type: ignore[index]
    words = page.get_textpage()
    try:
        text: str = words.get_text_range()
    finally:
        words.close()
        page.close()
    return text.replace("\r\n", "\n").translate(_SIGNS)


def _closed(path: Path) -> str:
    return tr("{path} is locked with a password. Save a copy without one.", path=path)


def _damaged(path: Path) -> str:
    return tr("{path} is no whole PDF file.", path=path)


def sniff(path: Path, head: str) -> Sniffed:
    """Look for the first bytes."""
    if head or not path.is_file():
        return Sniffed(0.0)
    with open_binary(path) as file:
        return Sniffed(0.98, tr("It begins as a PDF file.")) if file.read(5) == b"%PDF-" else Sniffed(0.0)
