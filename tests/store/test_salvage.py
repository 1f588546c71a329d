"""A database file with garbage in it: everything that can still be read is in the new one."""

import random
import sqlite3
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import SetField
from bertstudio.core.errors import UserError
from bertstudio.store import documents, history, integrity, project, staging
from bertstudio.store.salvage import TABLES, salvage

PAGE = 4096
DOCUMENTS = 400


@pytest.fixture
def closed(folder: Path) -> Path:
    """A closed project with some hundred documents, entities and steps."""
    opened = project.create(folder)
    batch = staging.stage(opened)
    text = "Maria sails to Genoa " * 20
    staging.add(batch, [Document(0, f"{n} {text}", spans=(Span(1, 0, 3, "NUM"),)) for n in range(DOCUMENTS)])
    staging.reveal(batch)
    for number in range(30):
        history.do(opened, SetField("note", ((number + 1, "noted"),)))
    project.close(opened)
    return folder


def root_of(folder: Path, name: str) -> int:
    connection = sqlite3.connect(folder / "project.db")
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    connection.close()
    return int(page)


def wreck(folder: Path, *pages: int) -> None:
    with (folder / "project.db").open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\x5a" * PAGE)


def is_in_order(folder: Path) -> bool:
    opened = project.open_project(folder)
    try:
        return integrity.check(opened) == []
    finally:
        project.close(opened)


def saved(folder: Path) -> list[Document]:
    opened = project.open_project(folder)
    try:
        return list(documents.stream(opened))
    finally:
        project.close(opened)


def test_every_table_is_salvaged(closed: Path) -> None:
    opened = project.open_project(closed)
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = {name for (name,) in opened.connection.execute(query)}
    project.close(opened)
    assert tables == {*TABLES, "totals"}


def test_a_damaged_index_costs_nothing(closed: Path) -> None:
    before = saved(closed)
    wreck(closed, root_of(closed, "spans_label"), root_of(closed, "documents_checksum"))
    salvaged = salvage(closed)
    assert is_in_order(closed)
    assert saved(closed) == before
    assert salvaged.repaired.report is None
    assert (salvaged.aside / "project.db").exists()


def test_a_lost_history_costs_only_undo(closed: Path) -> None:
    before = saved(closed)
    wreck(closed, root_of(closed, "history"))
    salvage(closed)
    assert is_in_order(closed)
    assert saved(closed) == before


@pytest.mark.parametrize("seed", range(8))
def test_garbage_anywhere_leaves_a_project_in_order_with_most_of_its_documents(
    closed: Path, seed: int
) -> None:
    pages = (closed / "project.db").stat().st_size // PAGE
    # The first page holds the list of tables: without it nothing can be read.
    draw = random.Random(seed)
    wreck(closed, *draw.sample(range(30, pages + 1), 3))
    opened = project.open_project(closed)
    (problem, *_) = integrity.check(opened)
    project.close(opened)
    assert problem.code == integrity.DAMAGED_FILE
    salvage(closed)
    assert is_in_order(closed)
    assert len(saved(closed)) > DOCUMENTS * 0.7


def test_numbers_that_were_given_are_not_given_again(closed: Path) -> None:
    wreck(closed, root_of(closed, "history"))
    salvage(closed)
    opened = project.open_project(closed)
    history.do(opened, SetField("note", ((1, "first of the new history"),)))
    assert opened.connection.execute("SELECT min(id) FROM history").fetchone() == (32,)
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, "new")])
    staging.reveal(batch)
    assert documents.ids(opened)[-1] > DOCUMENTS
    project.close(opened)


def test_a_file_that_is_no_database_any_more_is_left_as_it_is(closed: Path) -> None:
    wreck(closed, 1)
    before = (closed / "project.db").read_bytes()
    with pytest.raises(UserError, match="damaged"):
        salvage(closed)
    assert (closed / "project.db").read_bytes() == before
    assert not list(closed.glob("damaged-*"))
