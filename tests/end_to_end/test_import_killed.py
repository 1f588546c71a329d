"""The plug is pulled in the middle of an import: the project is as it was, and the next import works."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bertstudio.formats.base import ReadOptions
from bertstudio.jobs.imports import CHUNK_DOCUMENTS, import_files
from bertstudio.store import documents as corpus
from bertstudio.store import history, integrity
from bertstudio.store import project as projects
from bertstudio.store.documents import Query

LINES = 3 * CHUNK_DOCUMENTS

# Imports a file and pulls its own plug once so many documents are written.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs.imports import import_files
from bertstudio.store.project import open_project

folder, file, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
project = open_project(folder)

def pull(progress):
    staged = project.connection.execute("SELECT count(*) FROM documents WHERE state = 0").fetchone()[0]
    if staged >= wanted:
        print(staged, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return True

import_files(project, [file], ReadOptions(unit="sentence"), progress=pull)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
@pytest.mark.parametrize("pieces", [1, 2, 3], ids=["first", "middle", "last"])
def test_a_kill_in_the_middle_of_an_import_leaves_the_project_as_it_was(tmp_path: Path, pieces: int) -> None:
    folder, file = tmp_path / "project", tmp_path / "lines.txt"
    project = projects.create(folder)
    (tmp_path / "first.txt").write_text("One text.", encoding="utf-8")
    import_files(project, [tmp_path / "first.txt"], ReadOptions())
    before = list(corpus.stream(project, Query())), corpus.label_set(project), history.titles(project)
    projects.close(project)
    file.write_text("".join(f"line {number}\n" for number in range(LINES)), encoding="utf-8")

    killed = subprocess.run(
        [sys.executable, "-c", PROGRAM, folder, file, str(pieces * CHUNK_DOCUMENTS)],
        capture_output=True,
        text=True,
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert int(killed.stdout) == pieces * CHUNK_DOCUMENTS
    project = projects.open_project(folder)
    assert (
        list(corpus.stream(project, Query())),
        corpus.label_set(project),
        history.titles(project),
    ) == before
    assert project.connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert integrity.check(project) == []
    report = import_files(project, [file], ReadOptions(unit="sentence"))
    assert report.documents == LINES
    projects.close(project)
