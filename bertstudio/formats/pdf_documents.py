"""PDF, reading: the text of all pages, one file a document.

A page of pictures holds no text; recognising letters in pictures is for other programs, and is said.
"""

import re
import threading
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import open_binary
from bertstudio.formats.extras import library

MAX_BYTES = 512 << 20
MAX_PAGES = 20_000
MAX_CHARACTERS = 32 << 20
"""Of all pages together: as many as a line of any other format may have."""
MAX_DRAWN_BYTES = 32 << 20
"""Unpacked, of one page or of what is drawn on it. PDFium takes some fifty times as much memory for text."""
_PIECE_BYTES = 1 << 16
_STREAM = re.compile(rb"\bstream\r?\n(?=x)")
"""Packed data begin with an x, as zlib writes them."""
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not made for several threads."""
# PDFium writes a hyphen at the end of a line as U+FFFE, or U+0002.
_SIGNS = {0xFFFE: "-", 0x02: "-", 0x00: None}
_MAX_NAMED = 20
"""Runs of pages without text that are named; of more only the number is said."""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield what was found and the document, and before it how far the reading is.

    Raises UserError when it cannot be opened, is too long, or holds no text.
    """
    size = path.stat().st_size
    pages: list[str] = []
    for text, count in _pages(path):
        pages.append(text)
        yield Read(position=size * len(pages) // count)
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise UserError(
            tr("{path} holds pictures, no text. Let a program recognise its text (OCR) first.", path=path)
        )
    said = trn("1 page was read.", "{count} pages were read.", len(pages))
    yield Read(fact=Fact("pages", str(len(pages)), said))
    if empty:
        yield Read(problem=_without_text(path, empty))
    text = "\n".join(page.strip("\n") for page in pages if page.strip())
    document = Document(0, text, title=path.stem, language=options.language, source=path.name)
    yield Read(document=document, position=size)


def _without_text(path: Path, empty: Sequence[int]) -> Problem:
    text = trn(
        "1 page holds no text, as scans do: {pages}. If you need it, let a program recognise it (OCR).",
        "{count} pages hold no text, as scans do: {pages}. If you need it, let a program recognise it (OCR).",
        len(empty),
        pages=_runs(empty),
    )
    return Problem(str(path), 0, Severity.SKIPPED, text, "page-without-text")


def _runs(numbers: Sequence[int]) -> str:
    """Return numbers in words: `2, 5–9, …`."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    named = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:_MAX_NAMED]]
    return ", ".join([*named, "…"] if len(runs) > _MAX_NAMED else named)


def _unpacks_to_too_much(data: bytes) -> bool:
    """Tell whether something that is drawn unpacks to more than PDFium can hold as objects.

    Pictures are large and are not looked at. What is packed twice, only called a picture, or drawn
    again and again is not seen here: that would need a process of its own with a limit to its memory.
    """
    for found in _STREAM.finditer(data):
        if _PICTURE.search(data, data.rfind(b" obj", 0, found.start()), found.start()):
            continue
        unpacker, size = zlib.decompressobj(), 0
        rest = data[found.end() : found.end() + _PIECE_BYTES]
        place = found.end() + len(rest)
        try:
            while rest and not unpacker.eof:
                size += len(unpacker.decompress(rest, _PIECE_BYTES))
                if size > MAX_DRAWN_BYTES:
                    return True
                rest = unpacker.unconsumed_tail
                if not rest:
                    rest = data[place : place + _PIECE_BYTES]
                    place += len(rest)
        except zlib.error:
            # Not packed in this way, or damaged: for PDFium to say.
            continue
    return False


def _pages(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the text of each page, and how many there are. Raises UserError."""
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
    if _unpacks_to_too_much(data):
        raise UserError(tr("{path} unpacks to more than can be read at once. Cut it into parts.", path=path))
    opened = None
    try:
        with _ONE_AT_A_TIME:
            opened = pdfium.PdfDocument(data)
            count = len(opened)
        if count > MAX_PAGES:
            raise UserError(_too_many(path, trn("1 page", "{count} pages", MAX_PAGES)))
        room = MAX_CHARACTERS
        for number in range(count):
            with _ONE_AT_A_TIME:
                text = _text(opened, number, room)
            if text is None:
                raise UserError(_too_many(path, trn("1 character", "{count} characters", MAX_CHARACTERS)))
            room -= len(text)
            yield text, count
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UserError(_closed(path) if locked else _damaged(path)) from error
    finally:
        if opened is not None:
            with _ONE_AT_A_TIME:
                opened.close()


def _text(opened: Any, number: int, room: int) -> str | None:
    """Return the text of a page, counted from 0; None if it is longer than there is room for."""
    page = opened[number]
    words = page.get_textpage()
    try:
        text: str | None = words.get_text_range() if words.count_chars() <= room else None
    finally:
        words.close()
        page.close()
    return None if text is None else text.replace("\r\n", "\n").translate(_SIGNS)


def _too_many(path: Path, most: str) -> str:
    return tr(
        "{path} has more than {most}, too much for one document. Cut it into parts.", path=path, most=most
    )


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
