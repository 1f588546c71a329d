"""What `do` returned from is on the disk, whatever happens to the process afterwards."""

import os
import random
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from bertstudio.core.documents import Document
from bertstudio.store import documents, project, staging

TEXT = "word " * 400
PER_DOCUMENT = 200

# Tags one word after another and says so once the edit is durable.
TAGGER = """
import sys, pathlib
from bertstudio.core.documents import Span, next_id
from bertstudio.core.edits import AddSpan
from bertstudio.store import documents, history, project
opened = project.open_project(pathlib.Path(sys.argv[1]))
document = documents.load(opened, int(sys.argv[2]))
known = {document.id: document}
for place in range(len(document.spans), 200):
    edit = AddSpan(document.id, Span(next_id(known[document.id]), place * 5, place * 5 + 4, "PER"))
    known = history.do(opened, edit, known=known).documents
    print(place, flush=True)
print("all", flush=True)
"""


def read_for(stream: IO[bytes], seconds: float) -> None:
    """Let the child work for a while after its first line."""
    select.select([stream], [], [], 20)
    threading.Event().wait(seconds)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="select on pipes")
def test_fifty_kills_lose_no_edit_that_was_shown_as_saved(folder: Path) -> None:
    opened = project.create(folder)
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, TEXT)] * 60)
    staging.reveal(batch)
    ids = list(documents.ids(opened))
    project.close(opened)
    chance = random.Random(4)
    shown: dict[int, int] = dict.fromkeys(ids, 0)
    document = 0
    for _ in range(50):
        said = _killed_tagger(folder, ids[document], chance.uniform(0.0, 0.06))
        if said:
            shown[ids[document]] = said[-1] + 1
        opened = project.open_project(folder)
        for number in ids[: document + 1]:
            spans = documents.load(opened, number).spans
            # One more may be there: durable, but not yet said when the signal came.
            assert shown[number] <= len(spans) <= shown[number] + 1
            assert [span.start for span in spans] == [5 * n for n in range(len(spans))]
            shown[number] = len(spans)
        assert documents.counts(opened).spans == sum(shown.values())
        assert opened.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        project.close(opened)
        document += shown[ids[document]] == PER_DOCUMENT
    assert sum(shown.values()) > 50


def _killed_tagger(folder: Path, document: int, seconds: float) -> list[int]:
    """Start the tagger, kill it after a while, and return the places it said were saved."""
    child = subprocess.Popen(
        [sys.executable, "-c", TAGGER, str(folder), str(document)], stdout=subprocess.PIPE, bufsize=0
    )
    assert child.stdout is not None
    read_for(child.stdout, seconds)
    os.kill(child.pid, signal.SIGKILL)
    out, _ = child.communicate()
    lines = out.decode().split("\n")[:-1]
    return [int(line) for line in lines if line != "all"]


def test_a_project_left_by_a_killed_process_can_be_read_and_written(folder: Path) -> None:
    program = (
        "import os, sys, signal, pathlib\n"
        "from bertstudio.core.documents import Document\n"
        "from bertstudio.store import project, staging\n"
        "opened = project.create(pathlib.Path(sys.argv[1]))\n"
        "batch = staging.stage(opened)\n"
        "staging.add(batch, [Document(0, 'kept')])\n"
        "staging.reveal(batch)\n"
        "staging.add(staging.stage(opened), [Document(0, 'half an import')])\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=False)
    assert (folder / "project.db-wal").stat().st_size > 0
    reader = project.open_project(folder, read_only=True)
    assert [document.text for document in documents.stream(reader)] == ["kept"]
    project.close(reader)
    opened = project.open_project(folder)
    assert opened.connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    project.close(opened)


def test_the_store_needs_neither_qt_nor_anything_heavy(folder: Path) -> None:
    program = (
        "import sys\n"
        "from bertstudio.store import project, documents, history, staging, labels, suggestions, runs\n"
        "print(sorted({'PySide6', 'torch', 'transformers', 'pandas', 'numpy', 'psutil'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
