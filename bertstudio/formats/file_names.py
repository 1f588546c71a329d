"""Names for files that are written one a document: allowed on every system, and no two alike."""

import re
import unicodedata
from collections.abc import Iterable

from bertstudio.core.documents import Document, title_of

MAX_BYTES = 180
"""Of a name in UTF-8: file systems take 255, and endings and numbers come to it."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)

_NUMBERED = "document-"


def title_in(name: str) -> str:
    """Return the title that the name of a file gives, empty for one that only counts."""
    return "" if name.removeprefix(_NUMBERED).isdecimal() and name.startswith(_NUMBERED) else name


def safe(name: str) -> str:
    """Return a name that Windows, macOS and Linux allow, empty if nothing of it is left."""
    found = _FORBIDDEN.sub("_", name).strip(" .")
    while len(found.encode("utf-8")) > MAX_BYTES:
        found = found[:-1]
    found = found.rstrip(" .")
    return f"{found}_" if _RESERVED.fullmatch(found) else found


class FileNames:
    """Gives each document a name without an ending, in the order in which they come."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = 0

    def of(self, document: Document, path: str = "") -> str:
        """Return the name of a document, with `/` between folders.

        It is `path`, what the document was called in such a folder; or its title, if it is one of its own;
        or its key; or its number.
        """
        self._count += 1
        own = document.title if document.title != title_of(document.text) else ""
        parts = _parts(path) or _parts_of(own) or _parts_of(document.key)
        parts = parts or [f"{_NUMBERED}{self._count:04}"]
        return "/".join([*parts[:-1], self._unique(parts)])

    def _unique(self, parts: list[str]) -> str:
        name, number = parts[-1], 1
        while self._key([*parts[:-1], name]) in self._taken:
            number += 1
            name = f"{parts[-1]}_{number}"
        self._taken.add(self._key([*parts[:-1], name]))
        return name

    @staticmethod
    def _key(parts: Iterable[str]) -> str:
        # Windows and macOS take A and a, and both ways to write é, for the same name.
        return unicodedata.normalize("NFC", "/".join(parts)).casefold()


def _parts(path: str) -> list[str]:
    return [part for part in map(safe, path.split("/")) if part]


def _parts_of(name: str) -> list[str]:
    return [safe(name)] if safe(name) else []
