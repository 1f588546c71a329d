"""A model folder that is whole at every moment, also when the process is killed while it is written."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr


def keep(folder: Path, save: Callable[[Path], None]) -> None:
    """Let `save` write a model beside the folder, bring it to the disk, and put it in the folder's place.

    The first model is renamed as a folder. A later one replaces it file by file: of one training only the
    weights differ, and that one file changes from old to new at once.
    """
    unfinished = folder.with_name(folder.name + ".part")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(parents=True)
    _written(save, unfinished)
    for path in unfinished.iterdir():
        _bring_to_disk(path)
    if folder.exists():
        for path in sorted(unfinished.iterdir()):
            path.replace(folder / path.name)
        unfinished.rmdir()
    else:
        unfinished.replace(folder)
    _bring_to_disk(folder)
    _bring_to_disk(folder.parent)


def _written(save: Callable[[Path], None], folder: Path) -> None:
    try:
        save(folder)
    except Exception as error:
        # The writer of safetensors wraps what the system says in an error of its own.
        if getattr(error, "errno", None) != errno.ENOSPC and "No space left" not in str(error):
            raise
        shutil.rmtree(folder, ignore_errors=True)
        raise UserError(
            tr("The disk is full, so the model could not be saved. Free some room and train again.")
        ) from error


def _bring_to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
