"""What a person does with a run besides using it: notes in its folder, and a bin for deleted ones."""

import os
import re
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store.project import Project, runs_folder
from bertstudio.store.runs import Run, read_run

NOTE = "note.txt"
"""A file of its own: the job says what was asked and stays as it was."""
BIN = ".bin"
"""Beside the runs, for computers (and drives) without a bin of their own."""

_LINE_END = re.compile(r"\r\n?")


def note(path: Path) -> str:
    """Return what somebody wrote about a run, empty if nobody did."""
    try:
        return (path / NOTE).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def write_note(path: Path, text: str) -> None:
    """Keep a note in the folder of a run, whole or not at all; an empty one goes.

    Raises:
        UserError: the folder cannot be written to.
    """
    text = _LINE_END.sub("\n", text).strip()
    part = path / f"{NOTE}.part"
    try:
        if not text:
            (path / NOTE).unlink(missing_ok=True)
            return
        # Half a character, as in a pasted text that was cut, is no UTF-8.
        with part.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path / NOTE)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(
            tr("{path} cannot be written: {reason}.", path=path / NOTE, reason=error.strerror)
        ) from error


def put_into_bin(path: Path) -> Path:
    """Move the folder of a run into the bin of its project and return where it is now.

    Raises:
        UserError: it cannot be moved, for example while a program has a file of it open.
    """
    place = path.parent / BIN / path.name
    try:
        place.parent.mkdir(exist_ok=True)
        return path.rename(place)
    except OSError as error:
        raise UserError(
            tr("{folder} cannot be moved: {reason}.", folder=path, reason=error.strerror)
        ) from error


def binned_runs(project: Project) -> list[Run]:
    """Return the runs in the bin of a project, the newest first."""
    folder = runs_folder(project) / BIN
    if not folder.is_dir():
        return []
    found = [run for path in folder.iterdir() if (run := read_run(path)) is not None]
    return sorted(found, key=lambda run: run.number, reverse=True)


def take_from_bin(path: Path, target: Path) -> None:
    """Move a run from a bin, wherever that is, to where it was.

    Raises:
        UserError: another folder has that name by now, or it cannot be moved.
    """
    try:
        if target.exists():
            raise FileExistsError(17, tr("a folder of that name is there"))
        path.rename(target)
    except OSError as error:
        raise UserError(
            tr("{folder} cannot be moved: {reason}.", folder=path, reason=error.strerror)
        ) from error
