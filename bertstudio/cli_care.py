"""The verbs that look after a project: snapshots, check, copy. Rows for the table in `cli`."""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bertstudio.core.words import tr, trn
from bertstudio.store.project import Project, close, open_project

Row = tuple[
    str, str, Callable[[argparse.Namespace], dict[str, Any]], Callable[[argparse.ArgumentParser], None]
]


def rows() -> tuple[Row, ...]:
    """Return name, help, function and arguments of each verb."""
    return (
        ("snapshots", tr("list, take or restore snapshots of a project"), snapshots, _snapshots_arguments),
        ("check", tr("look for what is wrong in a project, and repair it"), check, _check_arguments),
        ("copy", tr("copy a project, also while it is open"), copy, _copy_arguments),
    )


@contextmanager
def opened(folder: Path, *, read_only: bool = False) -> Iterator[Project]:
    """Open a project for the length of a block."""
    project = open_project(folder, read_only=read_only)
    try:
        yield project
    finally:
        close(project)


# snapshots ---------------------------------------------------------------------------------------


def _snapshots_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    what = sub.add_mutually_exclusive_group()
    what.add_argument("--take", action="store_true", help=tr("take one now"))
    what.add_argument(
        "--restore", metavar="NAME", help=tr("go back to the one of this name, or beginning so")
    )


def snapshots(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.store import snapshots as store
    from bertstudio.store.project import check_is_project
    from bertstudio.store.restoring import restore

    folder = options.project.absolute()
    check_is_project(folder)
    if options.take:
        with opened(folder) as project:
            store.take(project, "asked")
    if options.restore:
        chosen = store.find(folder, options.restore)
        restored = restore(folder, chosen.path)
        print(tr("The project is as it was in {name}.", name=chosen.name))
        kept = restored.before or restored.aside
        if kept is not None:
            print(tr("What was there before: {path}", path=kept))
    found = store.listed(folder)
    for snapshot in found:
        counted = (
            tr("damaged")
            if snapshot.documents is None
            else trn("1 document", "{count} documents", snapshot.documents)
        )
        when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(snapshot.at))
        why = store.REASONS[snapshot.reason].words()
        print(f"{when}  {why}, {counted}, {snapshot.size / store.BYTES_PER_MB:,.1f} MB: {snapshot.name}")
    return {"snapshots": [{**asdict(snapshot), "path": str(snapshot.path)} for snapshot in found]}


# check -------------------------------------------------------------------------------------------


def _check_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    sub.add_argument(
        "--repair", action="store_true", help=tr("repair what can be repaired, after a snapshot")
    )


def check(options: argparse.Namespace) -> dict[str, Any]:
    """Status 0: nothing is wrong (any more); 1: something is."""
    from bertstudio.store import integrity
    from bertstudio.store.database import DamagedError

    try:
        with opened(options.project, read_only=not options.repair) as project:
            found = integrity.check(project)
            if options.repair and not any(p.code == integrity.DAMAGED_FILE for p in found):
                return _repaired(project, found)
    except DamagedError as error:
        found = [integrity.damaged(str(error))]
    if options.repair:
        return _salvaged(options.project)
    return _told(found)


def _told(found: list[Any]) -> dict[str, Any]:
    for problem in found:
        where = f" {problem.where}." if problem.where else ""
        print(f"{problem.what}{where} {problem.how}")
    wrong = [problem for problem in found if not problem.harmless]
    if not wrong:
        print(tr("Nothing is wrong."))
    elif any(problem.repairable for problem in wrong):
        print(tr("--repair repairs what can be repaired."))
    return {"problems": [asdict(problem) for problem in found], "status": 1 if wrong else 0}


def _repaired(project: Project, found: list[Any]) -> dict[str, Any]:
    from bertstudio.store import integrity

    repaired = integrity.repair(project, found)
    print(trn("1 problem was repaired.", "{count} problems were repaired.", repaired.problems))
    if repaired.report is not None:
        print(tr("What was taken out stands in {path}", path=repaired.report))
    return _told(integrity.check(project))


def _salvaged(folder: Path) -> dict[str, Any]:
    from bertstudio.store import integrity
    from bertstudio.store.salvage import salvage

    salvaged = salvage(folder.absolute())
    documents = trn("1 document", "{count} documents", salvaged.rows["documents"])
    print(
        tr(
            "Saved {documents} into a new file. The damaged one: {path}",
            documents=documents,
            path=salvaged.aside,
        )
    )
    if salvaged.repaired.report is not None:
        print(tr("What was taken out stands in {path}", path=salvaged.repaired.report))
    with opened(folder) as project:
        return _told(integrity.check(project))


# copy --------------------------------------------------------------------------------------------


def _copy_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    sub.add_argument("folder", type=Path, help=tr("a new folder for the copy"))


def copy(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.store.project_copy import copy_project

    with opened(options.project, read_only=True) as project:
        copy_project(project, options.folder)
    print(tr("Copied the project to {folder}.", folder=options.folder))
    return {"folder": str(options.folder)}
