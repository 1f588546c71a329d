"""The Models page: the table, what its buttons do, and trying a model."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_workers import playing
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Origin, Span, Split, Status
from bertstudio.core.events import Failed, Finished, Saved, Scored, Started, to_line
from bertstudio.gui import probe
from bertstudio.gui.context import Context
from bertstudio.gui.model_in_use import in_use
from bertstudio.gui.pages import models as models_module
from bertstudio.gui.pages.models import ModelsPage
from bertstudio.gui.probe import Device, WarmModel
from bertstudio.jobs import spec
from bertstudio.jobs.process import worker_command
from bertstudio.store import documents
from bertstudio.store.documents import Query

MS = 20_000
DONE = Document(0, "Ada wrote.", spans=(Span(1, 0, 3, "PERSON"),), split=Split.TRAIN, status=Status.DONE)
TODO = [Document(0, "Bob read."), Document(0, "Cyd sang.")]


def leave_run(
    context: Context, number: int, f1: float, *, end: Finished | Failed, model: bool = True, name: str = ""
) -> Path:
    """A run as its worker leaves it."""
    path = context.session.project.folder / "runs" / f"{number:04d}-ner"
    path.mkdir()
    job = spec.TrainJob(number, "ner", ["PERSON"], "starter", {"epochs": 2.0}, name=name)
    spec.write(job, path)
    events = (
        Started("train", "a test", "fp32", 20, 2.0, {"train": 330, "dev": 41}, 1_700_000_000.0),
        Scored(20, 2.0, 0.5, f1, f1, f1, best=True),
        Saved(20, "model"),
        end,
    )
    (path / "events.jsonl").write_text("".join(to_line(event) + "\n" for event in events), encoding="utf-8")
    if model:
        (path / "model").mkdir()
        (path / "model" / "model.safetensors").write_bytes(b"x" * 2 * 1024 * 1024)
    return path


@pytest.fixture
def page(qtbot: QtBot, context: Context, project_with: Callable[..., object]) -> ModelsPage:
    """A project with one labelled document, two that wait, and three runs; the newest broke off."""
    project_with([DONE, *TODO])
    leave_run(context, 1, 0.75, end=Finished(100.0, result={"test": {"f1": 0.7}}))
    leave_run(context, 2, 0.85, end=Finished(200.0), name="Twice as long")
    leave_run(context, 3, 0.1, end=Failed("The memory was full."), model=False)
    return opened(qtbot, context)


def opened(qtbot: QtBot, context: Context) -> ModelsPage:
    made = ModelsPage(context)
    qtbot.addWidget(made)
    made.resize(1364, 834)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: not made._reader.is_busy, timeout=MS)
    return made


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(page: ModelsPage) -> list[list[str]]:
    model = page.table.model()
    return [[str(model.index(r, c).data()) for c in (0, 1, 3, 4, 6)] for r in range(model.rowCount())]


def test_a_project_without_runs_says_what_would_be_here(qtbot: QtBot, context: Context) -> None:
    page = opened(qtbot, context)
    assert page.empty.isVisible()
    with qtbot.waitSignal(context.navigation.page_requested) as going:
        press(qtbot, page, "models.empty.button")
    assert going.args == ["train"]


def test_runs_are_listed_the_newest_first_with_their_scores(page: ModelsPage) -> None:
    assert cells(page) == [
        ["Run 3", "Starter, 6 layers", "0.100", "–", "Broken off"],
        ["Twice as long", "Starter, 6 layers", "0.850", "–", "In use"],
        ["Run 1", "Starter, 6 layers", "0.750", "0.700", "Done"],
    ]


def test_the_table_can_be_sorted_by_score(page: ModelsPage) -> None:
    page.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in cells(page)] == ["Run 3", "Run 1", "Twice as long"]


def test_the_card_describes_the_model_that_is_picked(page: ModelsPage) -> None:
    page.pick(1)
    facts = {name: shown.text() for name, shown in page.card._facts.items()}
    assert page.card.name.text() == "Run 1"
    assert facts["documents"] == "330 train, 41 dev"
    assert facts["labels"] == "PERSON"
    assert facts["settings"] == "Epochs 2"
    assert facts["took"] == "1 min 40 s on a test"
    assert facts["folder"].endswith("0001-ner")
    assert (page.card.dev.value, page.card.test.value) == ("0.750", "0.700")


def test_a_run_without_a_model_can_only_be_looked_at(page: ModelsPage) -> None:
    page.pick(3)
    assert page.card.message.text() == "The memory was full."
    assert not any(
        button.isEnabled()
        for button in (page.card.suggest, page.card.use, page.card.evaluate, page.card.export)
    )
    assert page.card.delete.isEnabled()
    assert not page.try_it.isEnabled()


def test_the_main_button_counts_the_unlabelled_documents_and_suggests_on_them(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    page.pick(2)
    assert page.card.suggest.text() == "Suggest on 2 unlabelled documents"
    waiting = list(documents.ids(context.session.project, Query(statuses=(Status.TODO,))))
    found = {"start": 0, "end": 3, "label": "PERSON", "confidence": 0.9}
    lines = "".join(
        json.dumps({"document": number, "uncertainty": 0.1, "annotations": [found]}) + "\n"
        for number in waiting
    )
    context.jobs.command = playing(f"open(folder + '/predictions.jsonl', 'w').write({lines!r}); done()")
    said: list[str] = []
    context.messages.said.connect(lambda message: said.append(message.text))
    with qtbot.waitSignal(context.jobs.ended, timeout=MS):
        press(qtbot, page, "models.suggest")
    assert [len(context.session.document(number).suggestions) for number in waiting] == [1, 1]
    assert said == ["2 suggestions of run 2 wait for you."]
    with qtbot.waitSignal(context.navigation.queue_requested) as queue:
        context.messages.recent[0].action()
    assert sorted(queue.args[0]) == waiting


def test_the_model_that_suggests_can_be_chosen(qtbot: QtBot, context: Context, page: ModelsPage) -> None:
    page.pick(1)
    press(qtbot, page, "models.use")
    qtbot.waitUntil(lambda: cells(page)[2][4] == "In use", timeout=MS)
    assert in_use(context.session.project) == 1
    assert not page.card.use.isEnabled()


def test_a_run_can_be_renamed(qtbot: QtBot, page: ModelsPage) -> None:
    page.pick(1)
    page.card.name.setText("Before the summer")
    page.card.name.editingFinished.emit()
    qtbot.waitUntil(lambda: cells(page)[2][0] == "Before the summer", timeout=MS)
    assert page._row is not None
    assert spec.read(page._row.run.path / "job.json").name == "Before the summer"


def test_a_model_is_exported_as_the_folder_that_transformers_loads(
    qtbot: QtBot, context: Context, page: ModelsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models_module.QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.pick(1)
    menu = page.card.export.menu()
    assert menu is not None
    for text in ("It holds no texts.", "exists already. Choose another name."):
        with qtbot.waitSignal(context.messages.said, timeout=30_000) as signal:
            menu.actions()[0].trigger()
        assert text in signal.args[0].text
    folder = tmp_path / "Harbour-incidents-Run-1"
    assert (folder / "model.safetensors").stat().st_size == 2 * 1024 * 1024
    assert "# Harbour incidents Run 1" in (folder / "README.md").read_text(encoding="utf-8")


def test_an_export_names_its_format_in_the_folder(
    context: Context, page: ModelsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models_module.QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(page, "export", lambda target, name: asked.append((target.name, name)))
    page.pick(1)
    page.card.export_requested.emit("onnx-int8")
    assert asked == [("Harbour-incidents-Run-1-onnx-int8", "onnx-int8")]


def test_a_deleted_run_waits_in_the_bin_of_the_computer_and_comes_back(
    qtbot: QtBot, page: ModelsPage, context: Context
) -> None:
    # The bin of this user is in here.
    data = Path(os.environ["XDG_DATA_HOME"])
    data.mkdir(parents=True)
    page.pick(1)
    assert page._row is not None
    path = page._row.run.path
    held = sorted(file.name for file in path.rglob("*"))
    press(qtbot, page, "models.delete")
    qtbot.waitUntil(lambda: len(cells(page)) == 2, timeout=MS)
    assert not path.exists()
    message = context.messages.recent[0]
    assert (message.text, message.button) == ("Run 1 is in the bin now.", "Undo")
    assert message.action is not None
    message.action()
    qtbot.waitUntil(lambda: len(cells(page)) == 3, timeout=MS)
    assert sorted(file.name for file in path.rglob("*")) == held
    assert not list(data.rglob("*.trashinfo"))


PROBE = """
import json, sys, time
print(json.dumps({'event': 'started', 'job': 'probe'}), flush=True)
time.sleep(0.1)
print(json.dumps({'event': 'stage', 'name': 'ready', 'done': 1, 'total': 1}), flush=True)
for line in sys.stdin:
    if line == 'stop\\n':
        break
    asked = json.loads(line)
    found = [{'start': 0, 'end': 3, 'label': 'PERSON', 'confidence': c} for c in (0.9,)]
    found += [{'start': 4, 'end': 9, 'label': 'PERSON', 'confidence': 0.4}]
    print(json.dumps({'id': asked['id'], 'annotations': found, 'milliseconds': 7.0}), flush=True)
"""


@pytest.fixture
def _warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small program play the warm model: it finds the first word, and the second with less trust."""
    monkeypatch.setattr(probe, "worker_command", lambda _: (sys.executable, "-c", PROBE))


@pytest.mark.usefixtures("_warm")
def test_a_typed_text_is_marked_a_moment_later(qtbot: QtBot, page: ModelsPage) -> None:
    page.pick(2)
    qtbot.keyClicks(page.try_it.text, "Eve works in Rome.")
    qtbot.waitUntil(lambda: page.try_it.state.text() == "Loading the model…", timeout=MS)
    qtbot.waitUntil(lambda: page.try_it.found.rowCount() == 2, timeout=MS)
    row = [page.try_it.found.item(0, column).text() for column in range(3)]
    assert row == ["Eve", "PERSON", "0.90"]
    assert page.try_it.state.text() == "Twice as long answered in 7 ms"
    page.try_it.threshold.setValue(50)
    assert page.try_it.found.rowCount() == 1
    page.try_it.text.clear()
    qtbot.waitUntil(lambda: page.try_it.found.rowCount() == 0, timeout=MS)


@pytest.mark.usefixtures("_warm")
def test_a_tried_text_becomes_a_document_with_suggestions_in_one_step(
    qtbot: QtBot, context: Context, page: ModelsPage
) -> None:
    page.pick(2)
    assert not page.try_it.add.isEnabled()
    qtbot.keyClicks(page.try_it.text, "Eve works in Rome.")
    qtbot.waitUntil(lambda: page.try_it.found.rowCount() == 2, timeout=MS)
    with qtbot.waitSignal(context.session.changed, timeout=MS):
        press(qtbot, page, "models.add")
    number = documents.ids(context.session.project, Query(text="Eve works"))[0]
    ghosts = context.session.document(number).suggestions
    assert [(ghost.start, ghost.end, ghost.origin, ghost.run) for ghost in ghosts] == [
        (0, 3, Origin.MODEL, 2),
        (4, 9, Origin.MODEL, 2),
    ]
    assert context.session.undo()
    assert not documents.ids(context.session.project, Query(text="Eve works"))


@pytest.mark.usefixtures("_warm")
def test_only_the_newest_text_is_asked_about_and_closing_does_not_wait(qtbot: QtBot, tmp_path: Path) -> None:
    warm = WarmModel()
    answered: list[str] = []
    warm.answered.connect(lambda question, _answer: answered.append(question))
    warm.load("ner", tmp_path)
    for text in ("E", "Ev", "Eve"):
        warm.ask(text)
    qtbot.waitUntil(lambda: answered == ["Eve"], timeout=MS)
    began = time.monotonic()
    warm.close()
    assert time.monotonic() - began < 1
    assert not warm.is_busy
    warm.end(5_000)


def test_a_model_that_cannot_be_loaded_is_said_in_words(
    qtbot: QtBot, page: ModelsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = 'print(\'{"event": "failed", "message": "This model is broken."}\')'
    monkeypatch.setattr(probe, "worker_command", lambda _: (sys.executable, "-c", failing))
    page.pick(2)
    qtbot.keyClicks(page.try_it.text, "Eve")
    qtbot.waitUntil(lambda: page.try_it.state.text() == "This model is broken.", timeout=MS)


def test_the_device_is_asked_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    program = 'print(\'{"event": "finished", "seconds": 1, "result": {"device": "a test"}}\')'
    monkeypatch.setattr(probe, "worker_command", lambda _: (sys.executable, "-c", program))
    device = Device()
    with qtbot.waitSignal(device.told, timeout=MS):
        device.ask()
    assert device.facts == {"device": "a test"}
    device.ask()
    assert not device.is_busy
    device.end(5_000)


@pytest.mark.slow
def test_the_real_worker_tells_the_device(qtbot: QtBot) -> None:
    assert probe.worker_command is worker_command
    device = Device()
    with qtbot.waitSignal(device.told, timeout=60_000):
        device.ask()
    assert device.facts["kind"] in {"cpu", "cuda"}
    assert device.facts["memory_mb"] > 0
    device.end(5_000)


def test_every_control_has_a_name_for_people_and_one_for_programs(page: ModelsPage) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QSlider)
    nameless = [
        (type(widget).__name__, widget.objectName(), widget.accessibleName())
        for kind in kinds
        for widget in page.findChildren(kind)
        if not widget.objectName().startswith("qt_") and type(widget).__name__ != "QTableCornerButton"
        if not (widget.objectName().startswith("models.") and widget.accessibleName())
        if not isinstance(widget.parent(), QTableView)
    ]
    assert [row for row in nameless if not row[1].endswith((".link", ".guide"))] == []


def test_the_page_fits_the_smallest_window(qtbot: QtBot, page: ModelsPage) -> None:
    page.resize(972, 590)
    assert page.minimumSizeHint().width() <= 972
    assert not page.try_it.found.isVisible()
