"""What the tests of the window share: a context on a project of their own, and our theme."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bertstudio.core.documents import Document
from bertstudio.core.labels import LabelSet
from bertstudio.core.records import FORMAT_NAME, FORMAT_VERSION, to_record
from bertstudio.formats.base import ReadOptions
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.jobs import Jobs
from bertstudio.gui.messages import Messages
from bertstudio.gui.navigation import Navigation
from bertstudio.gui.session import Session
from bertstudio.gui.settings import Settings
from bertstudio.gui.spare_worker import SpareWorker
from bertstudio.store.documents import Query, ids

ProjectWith = Callable[..., list[Document]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Warnings of Qt end a test, but not the one that the offscreen platform has for every resized window."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True))


@pytest.fixture(autouse=True, scope="module")
def _clean_up() -> Iterator[None]:
    """Free what the tests of a file left behind, in the thread of the window."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _no_collection_in_threads() -> Iterator[None]:
    """As in the program (`gui/garbage.py`): a collection in another thread would free objects of Qt there."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme; a test that switches leaves the light one behind."""
    theme.apply(qapp, "light")
    yield qapp
    if theme.active().dark:
        theme.apply(qapp, "light")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def context(
    app: QApplication, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Context]:
    """A context with an open, empty project for entities in `tmp_path / "project"`.

    No worker waits for a training: each would load torch.
    """
    monkeypatch.setattr(SpareWorker, "prepare", lambda _self: None)
    messages = Messages()
    session = Session(messages)
    session.create(tmp_path / "project", name="Harbour incidents", task="ner")
    jobs = Jobs(session, messages)
    yield Context(session, jobs, Navigation(), messages, settings)
    jobs.close()
    session.close()


@pytest.fixture
def project_with(context: Context, tmp_path: Path) -> ProjectWith:
    """`project_with([Document(0, "text", spans=…)], labels=["PERSON"], task="ner")` fills the project.

    Returns the documents as they are stored, with their ids. Labels that they carry are added by themselves.
    With another task than `ner` a second project is made and opened instead.
    """

    from bertstudio.jobs.imports import import_files

    def fill(
        documents: Sequence[Document], *, labels: Sequence[str] = (), task: str = "ner"
    ) -> list[Document]:
        session = context.session
        if task != session.project.task:
            session.create(tmp_path / f"project-{task}", name="Harbour incidents", task=task)
        file = _written(tmp_path / "documents.jsonl", documents, labels, task)
        import_files(session.project, [file], ReadOptions())
        session.open(_closed(session))
        return [session.document(number) for number in ids(session.project, Query())]

    return fill


def _closed(session: Session) -> Path:
    """Close the project, so that opening it again reads everything anew; return its folder."""
    folder = session.project.folder
    session.close()
    return folder


def _written(path: Path, documents: Sequence[Document], labels: Sequence[str], task: str) -> Path:
    """Write a file in our own format, so that a test needs no other door into the project."""
    carried = [item.label for document in documents for item in (*document.spans, *document.suggestions)]
    carried += [item.label for document in documents for item in document.labels]
    label_set = LabelSet().with_names([*labels, *carried])
    header = {"format": FORMAT_NAME, "version": FORMAT_VERSION, "task": task}
    header["labels"] = [asdict(label) for label in label_set]  # type: ignore[assignment]
    records = [
        {**to_record(document), "id": document.key or str(n)} for n, document in enumerate(documents, 1)
    ]
    lines = [json.dumps(record, ensure_ascii=False) for record in (header, *records)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
