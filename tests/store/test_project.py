"""The project folder: making it, opening it, twice, by older and newer programs, where nobody may write."""

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, Status
from bertstudio.core.edits import SetOption, set_status
from bertstudio.core.errors import UserError
from bertstudio.store import documents, history, migrations, project
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]


def test_a_new_project_holds_a_database_and_a_folder_for_runs(folder: Path) -> None:
    made = project.create(folder, name="Harbour incidents", task="text_classification")
    assert (folder / "project.db").is_file()
    assert project.runs_folder(made) == folder / "runs"
    assert (folder / "runs").is_dir()
    assert (made.name, made.task, made.read_only) == ("Harbour incidents", "text_classification", False)
    project.close(made)


def test_a_project_without_a_name_is_called_as_its_folder(opened: Project) -> None:
    assert opened.name == "harbour"


def test_name_and_task_are_read_back(folder: Path) -> None:
    project.close(project.create(folder, name="海港 😀", task="ner"))
    again = project.open_project(folder)
    assert (again.name, again.task) == ("海港 😀", "ner")
    project.close(again)


def test_a_folder_that_holds_something_is_refused(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(UserError, match="is not empty"):
        project.create(folder)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="is a file"):
        project.create(tmp_path / "file")


def test_a_folder_without_database_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not a BertStudio project"):
        project.open_project(tmp_path)


def test_a_database_of_another_program_is_no_project(folder: Path) -> None:
    folder.mkdir()
    sqlite3.connect(folder / "project.db").execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(UserError, match="is not a BertStudio project"):
        project.open_project(folder)


def test_a_damaged_database_is_told_in_words(folder: Path) -> None:
    folder.mkdir()
    (folder / "project.db").write_bytes(b"this is no database " * 500)
    with pytest.raises(UserError, match="damaged"):
        project.open_project(folder)


def test_a_file_of_a_newer_version_is_refused_and_left_alone(folder: Path) -> None:
    project.close(project.create(folder))
    connection = sqlite3.connect(folder / "project.db")
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = (folder / "project.db").read_bytes()
    for read_only in (False, True):
        told = rf"newer BertStudio \(schema 7, this one reads up to {migrations.SCHEMA_VERSION}\)"
        with pytest.raises(UserError, match=told):
            project.open_project(folder, read_only=read_only)
    assert (folder / "project.db").read_bytes() == before


def test_after_a_refusal_the_folder_is_free(folder: Path) -> None:
    project.close(project.create(folder))
    connection = sqlite3.connect(folder / "project.db")
    connection.execute("PRAGMA user_version = 7")
    with pytest.raises(UserError):
        project.open_project(folder)
    connection.execute(f"PRAGMA user_version = {migrations.SCHEMA_VERSION}")
    connection.close()
    project.close(project.open_project(folder))


def test_an_older_file_is_copied_and_then_migrated(folder: Path, opened: Project) -> None:
    newer = _one_more("UPDATE batches SET source = 'x'")
    copy = migrations.migrate(opened.connection, folder, newer)
    assert migrations.version_of(opened.connection) == migrations.SCHEMA_VERSION + 1
    assert "source" in _columns(opened.connection)
    assert copy is not None
    old = sqlite3.connect(copy)
    assert migrations.version_of(old) == migrations.SCHEMA_VERSION
    assert "source" not in _columns(old)
    old.close()


def test_a_migration_that_fails_changes_nothing(folder: Path, opened: Project) -> None:
    with pytest.raises(sqlite3.OperationalError):
        migrations.migrate(opened.connection, folder, _one_more("UPDATE nowhere SET x = 1"))
    assert migrations.version_of(opened.connection) == migrations.SCHEMA_VERSION
    assert "source" not in _columns(opened.connection)


def _one_more(statement: str) -> tuple[tuple[str, ...], ...]:
    return (*migrations.MIGRATIONS, ("ALTER TABLE batches ADD COLUMN source TEXT", statement))


@pytest.mark.parametrize("version", range(1, migrations.SCHEMA_VERSION))
def test_a_file_of_every_older_version_becomes_one_like_a_new_one(
    tmp_path: Path, opened: Project, version: int
) -> None:
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    old.executescript(Path(__file__).with_name(f"schema_{version}.sql").read_text(encoding="utf-8"))
    old.execute(f"PRAGMA user_version = {version}")
    migrations.migrate(old, tmp_path)
    assert _shape(old) == _shape(opened.connection)
    old.close()


@pytest.mark.parametrize(("before", "after"), [("true", '"any"'), ("false", '"refuse"')])
def test_the_rule_for_overlaps_of_an_older_project_is_kept(tmp_path: Path, before: str, after: str) -> None:
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    old.executescript(Path(__file__).with_name("schema_1.sql").read_text(encoding="utf-8"))
    old.execute("PRAGMA user_version = 1")
    old.execute("INSERT INTO meta (name, value) VALUES ('allow_overlap', ?)", (before,))
    migrations.migrate(old, tmp_path)
    rows = old.execute("SELECT name, value FROM meta WHERE name LIKE '%overlap%'").fetchall()
    assert rows == [("overlap", after)]
    old.close()


def _shape(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return every table and index with its columns, as SQLite understands them."""
    names = connection.execute("SELECT type, name FROM sqlite_master ORDER BY name").fetchall()
    return {name: connection.execute(f"PRAGMA {kind}_info({name})").fetchall() for kind, name in names}


def test_a_file_of_this_version_is_not_migrated(folder: Path, opened: Project) -> None:
    assert migrations.migrate(opened.connection, folder) is None


def _columns(connection: sqlite3.Connection) -> list[str]:
    return [row[1] for row in connection.execute("PRAGMA table_info(batches)")]


def test_a_second_window_is_refused_and_told_who_holds_the_project(folder: Path, opened: Project) -> None:
    with pytest.raises(UserError) as refusal:
        project.open_project(folder)
    assert f"process {os.getpid()} on {socket.gethostname()}" in str(refusal.value)


def test_a_second_window_may_read_and_sees_what_the_first_writes(
    folder: Path, opened: Project, fill: Fill
) -> None:
    reader = project.open_project(folder, read_only=True)
    fill([Document(0, "Maria sails")])
    assert documents.counts(reader).documents == 1
    with pytest.raises(UserError, match="for reading only"):
        history.do(reader, SetOption("overlap", "any"))
    with pytest.raises(UserError, match="for reading only"):
        history.undo(reader)
    project.close(reader)
    assert documents.counts(opened).documents == 1


def test_closing_frees_the_project(folder: Path) -> None:
    project.close(project.create(folder))
    project.close(project.open_project(folder))


def test_the_lock_is_held_until_the_last_connection_is_closed(folder: Path) -> None:
    first = project.create(folder)
    second = project.second_connection(first)
    project.close(first)
    with pytest.raises(UserError, match="open in another window"):
        project.open_project(folder)
    project.close(second)
    project.close(project.open_project(folder))


def test_a_second_connection_writes_and_the_first_sees_it(opened: Project, fill: Fill) -> None:
    (number,) = fill([Document(0, "Maria sails")])
    document = documents.load(opened, number)
    second = project.second_connection(opened)
    history.do(second, set_status(document, Status.DONE))
    project.close(second)
    assert documents.load(opened, number).status is Status.DONE
    assert documents.counts(opened).by_status[Status.DONE] == 1


def test_a_killed_process_leaves_no_lock(folder: Path) -> None:
    program = (
        "import os, sys, signal, pathlib; from bertstudio.store import project\n"
        "project.create(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=False)
    project.close(project.open_project(folder))


@contextmanager
def nobody_may_write(folder: Path) -> Iterator[None]:
    """Take the right to write from a folder, also from root, who runs the tests in containers."""
    root = os.geteuid() == 0
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    temporary = Path(tempfile.gettempdir())
    for parent in folder.parents:
        if temporary in parent.parents:
            parent.chmod(0o755)
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of Windows are others")
def test_a_folder_nobody_may_write_to_is_refused_in_words_but_can_be_read(
    opened: Project, fill: Fill
) -> None:
    fill([Document(0, "Maria sails")])
    folder = opened.folder
    project.close(opened)
    with nobody_may_write(folder):
        with pytest.raises(UserError, match="cannot be written to"):
            project.open_project(folder)
        reader = project.open_project(folder, read_only=True)
        assert documents.load(reader, 1).text == "Maria sails"
        project.close(reader)


def test_options_have_defaults_and_keep_what_is_set(folder: Path, opened: Project) -> None:
    assert project.options(opened)["overlap"] == "refuse"
    history.do(opened, SetOption("overlap", "any"))
    history.do(opened, SetOption("name", "Other"))
    project.close(opened)
    again = project.open_project(folder)
    assert project.options(again)["overlap"] == "any"
    assert again.name == "Other"
    history.undo(again)
    history.undo(again)
    assert (project.options(again)["overlap"], again.name) == ("refuse", "harbour")
    project.close(again)


def test_an_option_of_another_type_is_a_bug(opened: Project) -> None:
    with pytest.raises(TypeError):
        history.do(opened, SetOption("overlap", True))
    with pytest.raises(ValueError, match="one of refuse, replace, trim, nested, any"):
        history.do(opened, SetOption("overlap", "sometimes"))
    assert history.titles(opened) == (None, None)


def test_a_project_that_cannot_be_made_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(project, "_write_new", full)
    with pytest.raises(UserError, match="No space left"):
        project.create(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_one_option_is_read_without_the_others(opened: Project) -> None:
    assert project.option(opened, "guideline") == ""
    history.do(opened, SetOption("guideline", "**all**"))
    assert project.option(opened, "guideline") == project.options(opened)["guideline"] == "**all**"
    for option in project.OPTIONS:
        assert project.option(opened, option.name) == project.options(opened)[option.name]
