"""Documents of office programs are zip files of XML. Before a library reads one, it is looked through here.

Libraries believe what a file says: they hold whole parts of it, and a few kilobytes may unpack to gigabytes.
XML may define entities, each made of many of the one before. No office program writes such a thing.
"""

import zipfile
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.archive_entries import DAMAGED, GuardedFile
from bertstudio.formats.encoding import open_binary

MAX_BYTES = 256 << 20
"""Unpacked, of all parts that are looked at."""
MAX_TAGS = 30_000_000
"""Of all parts: a million rows of ten cells. Each may become an object in memory."""
MAX_PARTS = 10_000
_CHUNK_BYTES = 1 << 20
_DEFINITIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _DEFINITIONS)) - 1
_XML = (".xml", ".rels", ".vml")


def check_package(path: Path, *, whole: bool = False, max_tags: int = 0) -> None:
    """Raise UserError if a file is no package of XML, or none that is safe to read.

    `whole`: the library holds pictures and other parts as well, so they count. `max_tags`: how many there may
    be, for a library that holds all of them at once; 0: `MAX_TAGS`.
    """
    try:
        with open_binary(path) as file, zipfile.ZipFile(GuardedFile(file)) as package:
            parts = package.infolist()
            if len(parts) > MAX_PARTS:
                raise UserError(_too_large(path))
            size = tags = 0
            for part in parts:
                if not (whole or part.filename.lower().endswith(_XML)):
                    continue
                size, tags = _checked(path, package, part, (size, tags))
                if max_tags and tags > max_tags:
                    raise UserError(_too_large(path))
    except DAMAGED as error:
        raise UserError(
            tr("{path} is damaged, or no file of an office program that can be read.", path=path)
        ) from error


def _checked(
    path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo, before: tuple[int, int]
) -> tuple[int, int]:
    size, tags = before
    end = b""
    with package.open(part) as source:
        while chunk := source.read(_CHUNK_BYTES):
            size += len(chunk)
            tags += chunk.count(b"<")
            if size > MAX_BYTES or tags > MAX_TAGS:
                raise UserError(_too_large(path))
            looked = end + chunk
            if part.filename.lower().endswith(_XML) and any(mark in looked for mark in _DEFINITIONS):
                raise UserError(
                    tr(
                        "{path} defines entities in {part}, which no office program does. It was not read.",
                        path=path,
                        part=part.filename,
                    )
                )
            end = looked[-_OVERLAP:]
    return size, tags


def _too_large(path: Path) -> str:
    return tr(
        "{path} holds more than can be read at once ({size} MB unpacked). Save it as text or in parts.",
        path=path,
        size=MAX_BYTES >> 20,
    )
