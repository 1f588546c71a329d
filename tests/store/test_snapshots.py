"""Snapshots: when one is taken, what is in it, and how many stay."""

import sqlite3
import threading
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import AddSpan, SetField, SetOption
from bertstudio.core.errors import UserError
from bertstudio.store import copies, history, project, snapshots, staging
from bertstudio.store.project import Project


@pytest.fixture
def tagged(opened: Project) -> Project:
    """A project with two documents and one entity."""
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, "Maria sails"), Document(0, "to Genoa")])
    staging.reveal(batch)
    history.do(opened, AddSpan(1, Span(1, 0, 5, "PER")))
    return opened


def note(opened: Project, text: str) -> None:
    history.do(opened, SetField("note", ((1, text),)))


def test_a_snapshot_holds_the_project_with_its_history(tagged: Project) -> None:
    path = snapshots.take(tagged, "import")
    assert path is not None
    assert path.parent == tagged.folder / "snapshots"
    assert path.name.endswith("-before-import.db")
    (found,) = snapshots.listed(tagged.folder)
    assert (found.path, found.reason, found.documents, found.spans) == (path, "import", 2, 1)
    copy = copies.open_copy(path)
    assert copy.execute("SELECT count(*) FROM history").fetchone() == (2,)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_none_is_taken_where_nothing_was_done_yet(opened: Project) -> None:
    assert snapshots.take(opened, "import") is None
    assert snapshots.listed(opened.folder) == []


def test_none_is_taken_when_nothing_changed_since_the_last(tagged: Project) -> None:
    first = snapshots.take(tagged, "import")
    assert snapshots.take(tagged, "bulk") == first
    note(tagged, "x")
    second = snapshots.take(tagged, "bulk")
    history.undo(tagged)
    undone = snapshots.take(tagged, "bulk")
    history.redo(tagged)
    assert snapshots.take(tagged, "bulk") not in {None, first, undone}
    found = [snapshot.path for snapshot in snapshots.listed(tagged.folder)]
    assert found[1:] == [undone, second, first]


def test_one_is_taken_from_another_thread_while_edits_go_on(tagged: Project) -> None:
    taken: list[Path | None] = []

    def work() -> None:
        own = project.second_connection(tagged)
        taken.append(snapshots.take(own, "bulk"))
        project.close(own)

    thread = threading.Thread(target=work)
    thread.start()
    for number in range(20):
        note(tagged, str(number))
    thread.join()
    (found,) = snapshots.listed(tagged.folder)
    assert taken == [found.path]


def test_what_undo_takes_back_as_well_goes_before_what_only_a_snapshot_brings_back(tagged: Project) -> None:
    precious = snapshots.take(tagged, "empty")
    others = []
    for n in range(3):
        note(tagged, str(n))
        others.append(snapshots.take(tagged, "bulk"))
    size = snapshots.listed(tagged.folder)[0].size
    snapshots.prune(tagged.folder, 2 * size, keep=())
    assert [found.path for found in snapshots.listed(tagged.folder)] == [others[-1], precious]


def test_the_oldest_go_when_all_take_more_than_the_bound_and_the_newest_stays(tagged: Project) -> None:
    for number in range(6):
        note(tagged, "x" * 300_000 + str(number))
        snapshots.take(tagged, "asked")
    before = snapshots.listed(tagged.folder)
    assert len(before) == 6
    total = sum(found.size for found in before)
    history.do(tagged, SetOption("snapshot_limit_mb", total // snapshots.BYTES_PER_MB))
    newest = snapshots.take(tagged, "asked")
    after = snapshots.listed(tagged.folder)
    assert after[0].path == newest
    assert [found.path for found in after[1:]] == [found.path for found in before[: len(after) - 1]]
    assert sum(found.size for found in after) <= total // snapshots.BYTES_PER_MB * snapshots.BYTES_PER_MB


def test_work_that_can_be_undone_goes_on_without_one_where_there_is_no_room(tagged: Project) -> None:
    history.do(tagged, SetOption("snapshot_limit_mb", 0))
    told: list[str] = []
    assert snapshots.take(tagged, "bulk", told.append) is None
    (sentence,) = told
    assert sentence.startswith("There is no snapshot of the project before this: The project is larger than")
    assert snapshots.take(tagged, "empty") is not None


def test_what_cannot_be_undone_is_refused_where_there_is_no_room(
    tagged: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "SPARE_BYTES", 1 << 60)
    assert snapshots.take(tagged, "import") is None
    with pytest.raises(UserError, match="not enough space on the disk"):
        snapshots.take(tagged, "empty")
    assert snapshots.listed(tagged.folder) == []


def test_what_a_crash_left_of_a_snapshot_is_no_snapshot_and_goes(tagged: Project) -> None:
    where = tagged.folder / "snapshots"
    where.mkdir()
    half = where / f"2026-01-01T00-00-00-before-import.db.77-1{copies.PART}"
    half.write_bytes(b"half")
    assert snapshots.listed(tagged.folder) == []
    snapshots.take(tagged, "import")
    assert not half.exists()


def test_a_copy_that_breaks_off_leaves_nothing(tagged: Project, tmp_path: Path) -> None:
    class Failing(sqlite3.Connection):
        def backup(self, *_args: object, **_more: object) -> None:
            raise sqlite3.OperationalError("disk I/O error")

    connection = sqlite3.connect(tagged.folder / "project.db", factory=Failing)
    (tmp_path / "here").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        copies.write_copy(connection, tmp_path / "here" / "copy.db")
    connection.close()
    assert list((tmp_path / "here").iterdir()) == []


def test_a_damaged_snapshot_is_listed_without_counts(tagged: Project) -> None:
    path = snapshots.take(tagged, "asked")
    assert path is not None
    path.write_bytes(b"garbage" * 1000)
    (found,) = snapshots.listed(tagged.folder)
    assert found.documents is None


def test_a_project_open_for_reading_takes_none(tagged: Project) -> None:
    reader = project.open_project(tagged.folder, read_only=True)
    with pytest.raises(UserError, match="open for reading only"):
        snapshots.take(reader, "asked")
    project.close(reader)


def test_a_folder_without_room_for_a_file_is_told_in_words(tagged: Project) -> None:
    (tagged.folder / "snapshots").write_text("in the way", encoding="utf-8")
    told: list[str] = []
    assert snapshots.take(tagged, "bulk", told.append) is None
    assert "cannot be written" in told[0]
    with pytest.raises(UserError, match="cannot be written"):
        snapshots.take(tagged, "asked")
