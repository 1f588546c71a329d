"""Names of files for formats that hold one document a file."""

import re

from bertstudio.core.documents import Document

MAX_NAME = 80
"""Code points of a name, without its number and suffix."""

_ODD = re.compile(r"[^\w.@+-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class FileNames:
    """Gives each document a name that no other has: its identifier, or its number where it has none."""

    def __init__(self, suffix: str) -> None:
        self.suffix = suffix
        self._number = 0
        self._taken: set[str] = set()

    def next(self, document: Document) -> str:
        """Return the name of the file of the next document, its suffix included."""
        self._number += 1
        name = _ODD.sub("_", document.key.removesuffix(self.suffix)).strip("._")[:MAX_NAME]
        if not name or _RESERVED.fullmatch(name):
            name = f"{self._number:05d}"
        free, further = name, 2
        while free.casefold() in self._taken:
            free, further = f"{name}-{further}", further + 1
        self._taken.add(free.casefold())
        return free + self.suffix
