"""Somebody pulls the plug while a person tags: every tag that was shown as saved is there afterwards."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bertstudio.core.documents import Document
from bertstudio.core.labels import Label
from bertstudio.store import staging
from bertstudio.store.documents import Query, stream
from bertstudio.store.project import close, create, open_project

KILLS = 50
PERSON = Path(__file__).with_name("tagging_person.py")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one long document in three scripts, an emoji among the words, and one label."""
    text = " ".join(f"word{n} 词 \U0001f6df é{n}\r\n" for n in range(2_000))
    opened = create(tmp_path / "project")
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, text)])
    staging.reveal(batch, labels=[Label("PERSON", 1, "1", "PER")])
    close(opened)
    return tmp_path / "project"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of other systems")
def test_fifty_kills_lose_no_tag_that_was_shown_as_saved(project: Path) -> None:
    draw = random.Random(13)
    shown: set[int] = set()
    for _ in range(KILLS):
        shown |= tags_until_killed(project, after_s=draw.uniform(0.0, 0.12))
        assert shown <= stored_tags(project)
    assert len(shown) >= KILLS


def tags_until_killed(project: Path, after_s: float) -> set[int]:
    """Let a person tag, kill the whole program some time after the first tag, and return what was shown."""
    person = subprocess.Popen(
        [sys.executable, str(PERSON), str(project)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert person.stdout is not None
    first = person.stdout.readline()
    plug = threading.Timer(after_s, person.send_signal, [signal.SIGKILL])
    plug.start()
    rest = person.stdout.readlines()
    person.stdout.close()
    assert person.wait() == -signal.SIGKILL
    # The last line may have been cut by the kill; it was shown all the same, but cannot be read.
    lines = [line for line in (first, *rest) if line.endswith("\n")]
    return {int(line) for line in lines}


def stored_tags(folder: Path) -> set[int]:
    project = open_project(folder)
    try:
        assert project.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (document,) = stream(project, Query())
        return {span.start for span in document.spans}
    finally:
        close(project)
