"""Going back to a snapshot loses neither the state before nor the rule that ids are never given twice."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from bertstudio.core.documents import Document
from bertstudio.core.edits import SetField
from bertstudio.core.errors import UserError
from bertstudio.store import copies, documents, history, project, restoring, snapshots, staging
from bertstudio.store.project import Project


def imported(opened: Project, texts: Iterable[str]) -> None:
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, text) for text in texts])
    staging.reveal(batch)


def texts_of(folder: Path) -> list[str]:
    opened = project.open_project(folder)
    try:
        assert opened.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [document.text for document in documents.stream(opened)]
    finally:
        project.close(opened)


@pytest.fixture
def earlier(folder: Path) -> Path:
    """A snapshot of one document, in a project that has two by now, closed."""
    opened = project.create(folder)
    imported(opened, ["one"])
    path = snapshots.take(opened, "asked")
    assert path is not None
    imported(opened, ["two"])
    project.close(opened)
    return path


def test_the_snapshot_takes_the_place_of_the_project_which_becomes_a_snapshot(
    folder: Path, earlier: Path
) -> None:
    restored = restoring.restore(folder, earlier)
    assert texts_of(folder) == ["one"]
    assert restored.before is not None
    restoring.restore(folder, restored.before)
    assert texts_of(folder) == ["one", "two"]


def test_ids_given_since_the_snapshot_are_not_given_again(folder: Path, earlier: Path) -> None:
    restoring.restore(folder, earlier)
    opened = project.open_project(folder)
    imported(opened, ["three"])
    assert list(documents.ids(opened)) == [1, 3]
    project.close(opened)


def test_undo_goes_on_from_where_the_snapshot_was(folder: Path, earlier: Path) -> None:
    restoring.restore(folder, earlier)
    opened = project.open_project(folder)
    assert history.titles(opened)[0] == "Import 1 document"
    history.undo(opened)
    assert list(documents.ids(opened)) == []
    project.close(opened)


def test_a_damaged_snapshot_is_refused_and_the_project_stays(folder: Path, earlier: Path) -> None:
    data = bytearray(earlier.read_bytes())
    data[4096 * 3 : 4096 * 5] = b"\x5a" * 8192
    earlier.write_bytes(data)
    with pytest.raises(UserError, match="Nothing was changed"):
        restoring.restore(folder, earlier)
    assert texts_of(folder) == ["one", "two"]


def test_a_project_that_is_open_is_not_restored(folder: Path, earlier: Path) -> None:
    opened = project.open_project(folder)
    with pytest.raises(UserError, match="is open in another window"):
        restoring.restore(folder, earlier)
    project.close(opened)


def test_a_project_that_somebody_reads_is_not_restored(
    folder: Path, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "BUSY_S", 0.05)
    reader = project.open_project(folder, read_only=True)
    with pytest.raises(UserError, match="Close it there"):
        restoring.restore(folder, earlier)
    assert [document.text for document in documents.stream(reader)] == ["one", "two"]
    project.close(reader)
    assert texts_of(folder) == ["one", "two"]


def test_a_damaged_project_is_set_aside_and_the_snapshot_takes_its_place(folder: Path, earlier: Path) -> None:
    (folder / "project.db").write_bytes(b"no database at all" * 500)
    restored = restoring.restore(folder, earlier)
    assert texts_of(folder) == ["one"]
    assert restored.aside is not None
    assert (restored.aside / "project.db").read_bytes().startswith(b"no database")
    opened = project.open_project(folder)
    imported(opened, ["three"])
    assert documents.ids(opened)[1] > restoring.LEAP
    project.close(opened)


def test_the_search_index_of_the_state_before_goes(folder: Path, earlier: Path) -> None:
    (folder / "search.db").write_bytes(b"index")
    restoring.restore(folder, earlier)
    assert not (folder / "search.db").exists()


def test_the_bound_does_not_delete_the_snapshot_that_is_restored(folder: Path, earlier: Path) -> None:
    opened = project.open_project(folder)
    opened.connection.execute("INSERT INTO meta VALUES ('snapshot_limit_mb', '0')")
    project.close(opened)
    restored = restoring.restore(folder, earlier)
    assert [found.path for found in snapshots.listed(folder)] == [restored.before, earlier]


_KILLED = """
import os, pathlib, signal, sys
from bertstudio.store import restoring, copies
step = 0
def trace(frame, event, argument):
    global step
    if frame.f_code.co_filename.endswith(("restoring.py", "copies.py")):
        if event == "line":
            step += 1
            if step == int(sys.argv[3]):
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
sys.settrace(trace)
restoring.restore(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
print(step)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of other systems")
def test_a_kill_at_any_line_leaves_one_or_the_other_whole(
    folder: Path, earlier: Path, tmp_path: Path
) -> None:
    # The log of a project that was killed is part of it: restoring must not replay it into the snapshot.
    opened = project.open_project(folder)
    history.do(opened, SetField("note", ((1, "not yet in project.db"),)))
    shutil.copytree(folder, tmp_path / "as it was")
    project.close(opened)

    def killed_at(step: int) -> str:
        again = tmp_path / str(step)
        shutil.copytree(tmp_path / "as it was", again)
        arguments = [str(again), str(again / "snapshots" / earlier.name), str(step)]
        done = subprocess.run(
            [sys.executable, "-c", _KILLED, *arguments], capture_output=True, text=True, check=False
        )
        assert done.stderr == ""
        assert texts_of(again) in (["one"], ["one", "two"])
        assert not list(again.glob(f"*{copies.PART}*"))
        if texts_of(again) == ["one", "two"]:
            whole = project.open_project(again)
            assert documents.load(whole, 1).note == "not yet in project.db"
            project.close(whole)
        return done.stdout

    steps = int(killed_at(0))
    outcomes = {step: killed_at(step) for step in range(1, steps + 1, max(1, steps // 40))}
    assert not any(outcomes.values())
