"""HTML pages, reading: the text that a browser would show, one page a document.

Blanks are folded as a browser does; blocks, rows and line breaks begin a new line, cells are parted by tabs.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Read, ReadOptions, Sniffed
from bertstudio.formats.encoding import HEAD_BYTES, is_utf8, open_binary, read_text

SUFFIXES = (".html", ".htm", ".xhtml")
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
UNSEEN = frozenset(["head", "iframe", "noscript", "object", "script", "style", "svg", "template"])
"""What they hold is not read; of the head the title is."""
CELLS = frozenset({"td", "th"})

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield the page as a document. Raises UserError when it is too large, not text, or shows no text."""
    page = _Page()
    page.feed(read_text(path, options.encoding or _declared(path)))
    page.close()
    text = page.text()
    if not text:
        raise UserError(tr("{path} shows no text.", path=path))
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


class _Page(HTMLParser):
    """Collects what is seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self._parts: list[str] = []
        self._unseen: list[str] = []
        self._plain = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._in_title = tag == "title" and not self.title
        if tag in UNSEEN:
            self._unseen.append(tag)
        elif tag == "body":
            # A head that is never closed ends here.
            self._unseen.clear()
        self._border(tag)
        self._plain += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._border(tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        self._border(tag)
        self._plain = max(0, self._plain - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = (self.title + " " + " ".join(data.split())).strip()
        elif not self._unseen:
            self._parts.append(data.replace("\r\n", "\n") if self._plain else _BLANKS.sub(" ", data))

    def _border(self, tag: str) -> None:
        if not self._unseen and tag in BLOCKS:
            self._parts.append("\n")
        elif not self._unseen and tag in CELLS:
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
