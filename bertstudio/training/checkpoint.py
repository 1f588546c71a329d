"""Folders that are whole at every moment, also when the process is killed or the power fails.

The best model of a training lies in `model`, what is needed to go on after an interruption in `checkpoint`.
Both are written beside their place, brought to the disk and put there by renaming. Each has a manifest with
the SHA-256 of its files, written by whoever made them and checked before a training goes on from them.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.events import Scored
from bertstudio.core.words import tr

CHECKPOINT = "checkpoint"
"""Name of the folder, beside that of the model."""
STATE = "state.json"
MANIFEST = "manifest.json"
WEIGHTS = "model.safetensors"
_UNFINISHED, _OLDER = ".part", ".old"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A whole folder from which a training can go on."""

    path: Path
    state: dict[str, Any]
    """What is no tensor: place in the order of documents, steps, scores (`training.resuming`)."""

    @property
    def step(self) -> int:
        """Updates that were made until then."""
        return int(self.state["step"])


# The best model ------------------------------------------------------------------------------------


def keep(folder: Path, save: Callable[[Path], None], scored: Scored | None = None) -> None:
    """Let `save` write a model beside the folder, bring it to the disk, and put it in the folder's place.

    The first model is renamed as a folder. A later one replaces it file by file: of one training only the
    weights differ, and that one file changes from old to new at once. The manifest goes before it and names
    both weights with their scores, so it is right whenever the process ends.

    Raises:
        UserError: the disk is full; the older model is still there.
    """
    unfinished = _fresh(folder)
    before = _saves(folder)[-2:]
    full = tr("The disk is full, so the model could not be saved. Free some room and train again.")
    with _or_full_disk(unfinished, full):
        save(unfinished)
        files = {path.name: _sha256(path) for path in sorted(unfinished.iterdir())}
        saves = [*before, {"weights": files.get(WEIGHTS, ""), "scored": scored and asdict(scored)}]
        _write_json(unfinished / MANIFEST, {"files": files, "saves": saves})
        _bring_all_to_disk(unfinished)
    if folder.exists():
        names = sorted((path.name for path in unfinished.iterdir()), key=lambda name: (name == WEIGHTS, name))
        for name in names:
            (unfinished / name).replace(folder / name)
        unfinished.rmdir()
    else:
        unfinished.replace(folder)
    _bring_to_disk(folder)
    _bring_to_disk(folder.parent)


def kept(folder: Path) -> Scored | None:
    """Return the score of the model that lies in a folder, None if there is none or it is not known."""
    saves = _saves(folder)
    if not saves or not (folder / WEIGHTS).is_file():
        return None
    weights = _sha256(folder / WEIGHTS)
    scored = next((save["scored"] for save in reversed(saves) if save["weights"] == weights), None)
    return Scored(**scored) if scored else None


def _saves(folder: Path) -> list[dict[str, Any]]:
    try:
        return list(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["saves"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


# What is needed to go on ---------------------------------------------------------------------------


def write(folder: Path, save: Callable[[Path], None], state: dict[str, Any]) -> None:
    """Let `save` write tensors beside the folder, add the state, and put both in the folder's place.

    The older checkpoint is moved aside first and removed last: at every moment one of them is whole.

    Raises:
        UserError: the disk is full; the older checkpoint is still there.
    """
    unfinished, older = _fresh(folder), folder.with_name(folder.name + _OLDER)
    full = tr("The disk is full, so this training could not be secured on it. Free some room.")
    with _or_full_disk(unfinished, full):
        save(unfinished)
        _write_json(unfinished / STATE, state)
        files = {path.name: _sha256(path) for path in sorted(unfinished.iterdir())}
        _write_json(unfinished / MANIFEST, {"files": files})
        _bring_all_to_disk(unfinished)
    if folder.exists():
        shutil.rmtree(older, ignore_errors=True)
        folder.replace(older)
    unfinished.replace(folder)
    _bring_to_disk(folder.parent)
    shutil.rmtree(older, ignore_errors=True)


def find(folder: Path) -> Checkpoint | None:
    """Return the checkpoint at this place if it is whole, byte by byte; else the older one, else None."""
    for place in (folder, folder.with_name(folder.name + _OLDER)):
        if _is_whole(place):
            state = json.loads((place / STATE).read_text(encoding="utf-8"))
            return Checkpoint(place, state)
    return None


def remove(folder: Path) -> None:
    """Remove a checkpoint that nobody needs any more, with what was left of others."""
    for name in (folder.name, folder.name + _OLDER, folder.name + _UNFINISHED):
        shutil.rmtree(folder.with_name(name), ignore_errors=True)


def _is_whole(folder: Path) -> bool:
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return STATE in files and all(_sha256(folder / name) == known for name, known in files.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


# Writing -------------------------------------------------------------------------------------------


def _fresh(folder: Path) -> Path:
    """Return the empty folder beside a place, in which its next content is written."""
    unfinished = folder.with_name(folder.name + _UNFINISHED)
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(parents=True)
    return unfinished


@contextmanager
def _or_full_disk(unfinished: Path, sentence: str) -> Iterator[None]:
    """Turn what the system says of a full disk into words, and leave nothing half-written then."""
    try:
        yield
    except Exception as error:
        # The writer of safetensors wraps what the system says in an error of its own.
        if getattr(error, "errno", None) != errno.ENOSPC and "No space left" not in str(error):
            raise
        shutil.rmtree(unfinished, ignore_errors=True)
        raise UserError(sentence) from error


def _write_json(path: Path, record: dict[str, Any]) -> None:
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bring_all_to_disk(folder: Path) -> None:
    for path in folder.iterdir():
        _bring_to_disk(path)


def _bring_to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
