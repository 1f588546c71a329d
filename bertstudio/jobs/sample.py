"""The sample project: our own corpus, made into a project once and kept where the user finds it."""

import shutil
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.resources import resource
from bertstudio.core.words import tr
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs import log_file
from bertstudio.jobs.imports import import_files
from bertstudio.store import project as projects

FOLDER_NAME = "BertStudio sample"
FILES = ("english.jsonl", "chinese.jsonl")


def default_folder() -> Path:
    """Return where the sample project lies or will lie: among the user's documents where there are any."""
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else log_file.data_folder()) / FOLDER_NAME


def ensure_sample(folder: Path | None = None) -> Path:
    """Make the sample project if it is not there yet, and return its folder.

    Raises:
        UserError: the folder holds something else or cannot be written to.
    """
    folder = (folder or default_folder()).absolute()
    if projects.is_project(folder):
        return folder
    if folder.exists() and any(folder.iterdir()):
        raise UserError(tr("{folder} holds something else. Move it away to get the sample.", folder=folder))
    # Made beside its place and then moved, so that a crash leaves no half a sample behind.
    unfinished = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    _fill(unfinished)
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)
    return folder


def _fill(folder: Path) -> None:
    project = projects.create(folder, name=tr("Sample project"), task="ner")
    try:
        import_files(project, [resource("sample", name) for name in FILES], ReadOptions())
    finally:
        projects.close(project)
