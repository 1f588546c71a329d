"""A copy of a whole project, also while a window works in it."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store import copies
from bertstudio.store.project import DATABASE, RUNS, Project, runs_folder
from bertstudio.store.runs import WORKER

Report = Callable[[tuple[int, int]], object]
"""Is told bytes done and all bytes; returns False to cancel."""


def copy_project(project: Project, target: Path, report: Report | None = None) -> bool:
    """Copy a project into a folder that is new or empty; False if that was cancelled.

    The copy has every edit that was saved before, its history and its runs, but neither snapshots nor what
    is derived. It is a project only once it is whole.

    Raises:
        UserError: the folder holds something, or the disk is full; nothing is left there then.
    """
    target = Path(target).absolute()
    _check_target(project, target)
    existed = target.exists()
    runs = [path for path in runs_folder(project).rglob("*") if path.is_file() and path.name != WORKER]
    whole = copies.size_of(project.connection)
    try:
        size = whole + sum(path.stat().st_size for path in runs)
        (target / RUNS).mkdir(parents=True)
        copies.check_room(target, size)
        copies.write_copy(project.connection, target / _UNNAMED)
        done = _copy_runs(project, runs, target, (whole, size), report)
        if done:
            (target / _UNNAMED).replace(target / DATABASE)
            copies.flush(target)
        else:
            _remove(target, existed)
    except BaseException as error:
        _remove(target, existed)
        if isinstance(error, OSError):
            text = tr("{folder} cannot be written: {reason}.", folder=target, reason=error.strerror)
            raise UserError(text) from error
        raise
    return done


_UNNAMED = f"{DATABASE}.copy"
"""The database until the runs are there too."""


def _check_target(project: Project, target: Path) -> None:
    if target.is_relative_to(project.folder):
        raise UserError(tr("A copy cannot lie inside the project itself. Choose another folder."))
    if target.is_file():
        raise UserError(tr("{folder} is a file. Choose a new folder for the copy.", folder=target))
    if target.exists() and any(target.iterdir()):
        raise UserError(tr("{folder} is not empty. Choose a new folder for the copy.", folder=target))


def _copy_runs(
    project: Project, runs: list[Path], target: Path, size: tuple[int, int], report: Report | None
) -> bool:
    done, total = size
    for path in runs:
        if report is not None and report((done, total)) is False:
            return False
        copied = target / path.relative_to(project.folder)
        copied.parent.mkdir(parents=True, exist_ok=True)
        # A run that is deleted meanwhile, or a file that its worker replaces, is no reason to give up.
        with suppress(FileNotFoundError):
            shutil.copy2(path, copied)
            done += copied.stat().st_size
    return True


def _remove(target: Path, existed: bool) -> None:
    """Take back what was copied: the folder was empty before."""
    shutil.rmtree(target, ignore_errors=True)
    if existed:
        with suppress(OSError):
            target.mkdir()
