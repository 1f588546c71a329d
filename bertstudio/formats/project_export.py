"""Where a file lies in an exported project of WebAnno or INCEpTION: who annotated which document.

Such a project has a folder for each document, `annotation/<document>/<annotator>.tsv`, and what a curator
made of them in `curation/<document>/CURATION_USER.tsv`. Annotators are kept apart: each gives a document of
its own, and those of one text have one group.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, ReadOptions, Severity

_FOLDERS = frozenset({"annotation", "curation"})
_NOBODY = "INITIAL_CAS"
"""What a document was before anybody annotated it."""
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Document and annotator of a file; empty outside such a project."""

    path: Path
    document: str = ""
    annotator: str = ""


def place_of(path: Path) -> Place:
    """Return where a file lies."""
    folder = path.absolute().parent
    if folder.parent.name not in _FOLDERS:
        return Place(path)
    return Place(path, folder.name, path.stem)


def left_out(place: Place, options: ReadOptions) -> Problem | None:
    """Return why a file is not read: it is of another annotator than the chosen one, or of nobody."""
    if not place.annotator or options.annotators in {"apart", place.annotator}:
        if place.annotator != _NOBODY:
            return None
        others = [file for file in place.path.parent.iterdir() if file.suffix == place.path.suffix]
        if len(others) < 2:
            return None
        said = tr("This is the text before anybody annotated it; it was left out.")
        return Problem(str(place.path), 0, Severity.SKIPPED, said, "not-annotated")
    said = tr("These are annotations of {name}; they were left out.", name=place.annotator)
    return Problem(str(place.path), 0, Severity.SKIPPED, said, "other-annotators")


def files_of(path: Path, suffixes: Sequence[str]) -> list[Path]:
    """Return a file, or the files in a folder that end so, `2.tsv` before `10.tsv`."""
    if not path.is_dir():
        return [path]
    inside = (file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in suffixes)
    shown = (file for file in inside if not file.name.startswith("."))
    return sorted(shown, key=lambda file: _order(file.relative_to(path).as_posix()))


def _order(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(name)]
