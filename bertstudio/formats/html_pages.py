"""HTML pages, reading: the text that a browser would show, one page a document. What is hidden is counted.

Blanks are folded as a browser does; blocks, rows and line breaks begin a new line, cells are parted by tabs.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import HEAD_BYTES, is_utf8, open_binary, read_text
from bertstudio.formats.html_elements import BLOCKS, CELLS, VOID, OpenElements
from bertstudio.formats.html_parsing import PageParser

SUFFIXES = (".html", ".htm", ".xhtml")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield what was left out, and the page as a document.

    Raises UserError when it is too large, not text, or shows no text.
    """
    page = _Page()
    page.feed(read_text(path, options.encoding or _declared(path)))
    page.close()
    text = page.text()
    if not text and page.hidden:
        raise UserError(tr("{path} shows no text: all of its text is hidden.", path=path))
    if not text:
        raise UserError(tr("{path} shows no text.", path=path))
    if page.hidden:
        said = trn(
            "1 hidden part of the page holds text and was left out.",
            "{count} hidden parts of the page hold text and were left out.",
            len(page.hidden),
        )
        yield Read(problem=Problem(str(path), page.hidden[0], Severity.SKIPPED, said, "hidden-text"))
    title = page.title or path.stem
    document = Document(0, text, title=title, language=options.language, source=path.name)
    yield Read(document=document, position=path.stat().st_size)


def _declared(path: Path) -> str:
    """Return the encoding that a page names, empty if it names none that reads it."""
    with open_binary(path) as file:
        head = file.read(HEAD_BYTES)
    named = _CHARSET.search(head)
    # Valid UTF-8 is that, whatever an old template of the page says.
    if named is None or is_utf8(path) or head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return ""
    # A browser takes latin-1 for what Windows writes.
    name = named[1].decode("ascii").lower()
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)
    try:
        head.decode(name, "ignore")
    except LookupError:
        return ""
    return name


class _Page(PageParser):
    """Collects what is seen, and counts what is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.hidden: list[int] = []
        """Lines of the elements whose text is hidden."""
        self._parts: list[str] = []
        self._open = OpenElements()
        self._has_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._has_title = self._has_title or bool(self.title)
        # A browser takes the first of two attributes of one name.
        if self._open.start(tag, dict(reversed(attrs)), self.getpos()[0]):
            self._parts.append("\n")
        self._border(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._has_title = self._has_title or bool(self.title)
        if self._open.end(tag):
            self._border(tag)

    def handle_data(self, data: str) -> None:
        inner = self._open.inner
        if inner.tag == "head" and data.strip():
            self._open.start("body", {}, 0)
            inner = self._open.inner
        if inner.tag == "title":
            if not self._has_title and not self._open.is_in("svg"):
                self.title = (self.title + " " + " ".join(data.split())).strip()
        elif inner.is_seen:
            self._parts.append(data.replace("\r\n", "\n") if inner.keeps_blanks else _BLANKS.sub(" ", data))
        elif inner.hiding and not inner.hiding.has_text and data.strip():
            inner.hiding.has_text = True
            self.hidden.append(inner.hiding.line)

    def handle_unended(self, rest: str) -> None:
        if not rest.startswith("<!"):
            self.hidden.append(self.getpos()[0])

    def _border(self, tag: str) -> None:
        if tag in BLOCKS and self._open.inner.is_seen:
            self._parts.append("\n")
        elif tag in CELLS and self._open.inner.is_seen:
            self._parts.append("\t")

    def text(self) -> str:
        """Return what is seen: no line begins or ends with a blank, and none is empty more than once."""
        lines = (re.sub(r" *\t[\t ]*", "\t", line).strip() for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)


def sniff(path: Path, head: str) -> Sniffed:
    """Look for the beginning of a page."""
    begins = head.lstrip("\ufeff \t\r\n")[:200].lower()
    if begins.startswith(("<!doctype html", "<html")) or (
        path.suffix.lower() in SUFFIXES and begins.startswith("<")
    ):
        return Sniffed(0.95, tr("It begins as an HTML page."))
    return Sniffed(0.0)
