"""What the tests of the store share: a project in a folder of its own, and a way to fill it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from bertstudio.core.documents import Document
from bertstudio.store import documents, project, staging
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "harbour"


@pytest.fixture
def opened(folder: Path) -> Iterator[Project]:
    """A new, empty project for entities."""
    made = project.create(folder)
    yield made
    project.close(made)


@pytest.fixture
def fill(opened: Project) -> Fill:
    """`fill(documents)` imports documents into the open project and returns their ids."""

    def imported(new: Iterable[Document]) -> list[int]:
        before = set(documents.ids(opened))
        batch = staging.stage(opened)
        staging.add(batch, new)
        staging.reveal(batch)
        return [number for number in documents.ids(opened) if number not in before]

    return imported
