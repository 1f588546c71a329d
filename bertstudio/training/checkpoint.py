"""A model folder that is whole at every moment, also when the process is killed while it is written."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path


def keep(folder: Path, save: Callable[[Path], None]) -> None:
    """Let `save` write a model beside the folder, bring it to the disk, and put it in the folder's place.

    The first model is renamed as a folder. A later one replaces it file by file: of one training only the
    weights differ, and that one file changes from old to new at once.
    """
    unfinished = folder.with_name(folder.name + ".part")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(parents=True)
    save(unfinished)
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


def _bring_to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
