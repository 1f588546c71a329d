"""The place of an exported model: a folder that appears whole or not at all, and takes no other's place."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

MANIFEST = "bertstudio.json"


def check_target(target: Path, *, replace: bool) -> None:
    """Raise UserError if no model can be put here: something else is there, or a model and no consent."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not replace:
        raise UserError(tr("{folder} exists already. Choose another name.", folder=target))
    if not (target / MANIFEST).is_file():
        raise UserError(
            tr(
                "{folder} holds something that is no exported model, so it is not replaced. "
                "Choose another name.",
                folder=target,
            )
        )


@contextmanager
def new_folder(target: Path, *, replace: bool) -> Iterator[Path]:
    """Yield an empty folder that takes the place of the target, all of it on the disk, if all goes well."""
    check_target(target, replace=replace)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    except OSError as error:
        raise unwritable(target, error) from error
    try:
        yield part
        onto_disk(part)
        part.chmod(0o755)
        _take_place(part, target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _take_place(part: Path, target: Path) -> None:
    """Put the new folder in place; what was there is deleted only after that."""
    if not target.exists():
        part.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".old", dir=target.parent)) / target.name
    target.rename(aside)
    try:
        part.rename(target)
    except OSError:
        aside.rename(target)
        raise
    finally:
        shutil.rmtree(aside.parent, ignore_errors=True)


def onto_disk(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def unwritable(target: Path, error: OSError) -> UserError:
    return UserError(
        tr(
            "The model could not be copied to {folder}: {reason}.",
            folder=target,
            reason=error.strerror or error,
        )
    )
