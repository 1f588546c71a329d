"""The Train page, driven as a person drives it; workers are small programs."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from fake_workers import ENDLESS, TAKEN_UP, WHOLE, Heartbeat, playing
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, DocumentLabel, Span, Split, Status
from bertstudio.core.events import Finished
from bertstudio.gui.context import Context
from bertstudio.gui.pages import train_next
from bertstudio.gui.pages.train import TrainPage
from bertstudio.gui.pages.train_data import DataCard
from bertstudio.gui.pages.train_expected import Expected
from bertstudio.gui.pages.train_facts import Facts, missing, warnings
from bertstudio.gui.pages.train_runs import trainings
from bertstudio.gui.pages.train_setting_table import ROWS
from bertstudio.gui.widgets import Segment
from bertstudio.jobs.process import command_for
from bertstudio.store import documents
from bertstudio.store.documents import Query
from bertstudio.training.config import TrainConfig
from bertstudio.training.presets import PRESETS

MS = 20_000
ProjectWith = Callable[..., list[Document]]


def labelled(text: str, split: Split) -> Document:
    return Document(0, text, spans=(Span(1, 0, 3, "PERSON"),), split=split, status=Status.DONE)


TRAINED = [labelled(text, Split.TRAIN) for text in ("Ada wrote.", "Bob read.", "Cyd sang.")]
CORPUS = [*TRAINED, labelled("Dan slept.", Split.DEV), Document(0, "Eve ran.")]


@pytest.fixture
def page(qtbot: QtBot, context: Context, project_with: ProjectWith) -> TrainPage:
    """The page of a project with three documents to train on and one in dev, counted and ready."""
    project_with(CORPUS)
    return opened(qtbot, context)


def opened(qtbot: QtBot, context: Context) -> TrainPage:
    context.jobs.device.facts = {"device": "a test", "kind": "cpu", "precision": "fp32", "memory_mb": 2048}
    made = TrainPage(context)
    qtbot.addWidget(made)
    made.resize(1364, 834)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: made.setup.facts is not None and made.panel._curves is not None, timeout=MS)
    return made


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def start(qtbot: QtBot, context: Context, page: TrainPage, program: str) -> None:
    """Press Start with such a worker, and wait until it has said something."""
    context.jobs.command = playing(program)
    with qtbot.waitSignal(context.jobs.arrived, timeout=MS):
        press(qtbot, page, "train.start")


def points(page: TrainPage) -> list[float]:
    """The F1 values that the plot shows."""
    _, values = page.panel._curves._f1_line.getOriginalDataset()
    return [] if values is None else list(values)


def finish(qtbot: QtBot, context: Context, page: TrainPage, program: str = WHOLE) -> int:
    context.jobs.command = playing(program)
    with qtbot.waitSignal(context.jobs.finished, timeout=MS) as signal:
        press(qtbot, page, "train.start")
    run = int(signal.args[0])
    qtbot.waitUntil(lambda: page.panel.shown is not None and page.panel.shown.number == run, timeout=MS)
    qtbot.waitUntil(
        lambda: page.panel.shown.state in {"finished", "failed", "stopped"} and not page.present._is_stale,
        timeout=MS,
    )
    return run


def test_the_button_says_how_many_documents_are_learned_from(page: TrainPage) -> None:
    assert page.setup.start.text() == "Train on 3 documents"
    assert page.setup.start.isEnabled()
    base = page.setup.base.picked
    assert base is not None
    assert (base.name, base.place) == ("starter", "here")


FACTS = Facts(
    documents=9,
    labels=2,
    labelled={Split.TRAIN: 5, Split.DEV: 2},
    in_train={"PERSON": 12, "ORG": 30},
)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(), "no documents yet"),
        (replace(FACTS, labelled={}), "No document is labelled yet"),
        (replace(FACTS, labelled={Split.DEV: 2}), "No labelled document is in train"),
        (replace(FACTS, labelled={Split.TRAIN: 5}), "No labelled document is in dev"),
        (replace(FACTS, in_train={"PERSON": 0}), "No document in train carries a label"),
        (replace(FACTS, task="text_classification", in_train={"A": 9, "B": 0}), "carry the same label"),
        (FACTS, ""),
    ],
)
def test_the_reason_against_starting_is_said_in_words(facts: Facts, words: str) -> None:
    assert words in missing(facts)
    assert bool(missing(facts)) == bool(words)


def test_scarce_labels_are_named() -> None:
    many = replace(FACTS, labelled={Split.TRAIN: 50}, in_train={"PERSON": 3, "ORG": 30})
    assert warnings(many) == ["Few examples in train: PERSON (3)."]
    assert "Only 5 labelled documents are in train" in warnings(FACTS)[0]


def test_nothing_is_said_of_documents_that_are_not_counted_yet(qtbot: QtBot) -> None:
    card, expected = DataCard(), Expected()
    for widget in (card, expected):
        qtbot.addWidget(widget)
        widget.show()
    assert "0 labelled documents" not in _said(card)
    assert _said(expected) == []
    expected.show_plan(FACTS, "Starter", 4.0)
    assert len(_said(expected)) > 4


def _said(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]


def test_an_empty_project_cannot_be_trained_on_and_says_why(qtbot: QtBot, context: Context) -> None:
    page = opened(qtbot, context)
    assert not page.setup.start.isEnabled()
    assert page.setup.reason.text() == "There are no documents yet. Import some first."
    assert page.panel.expected.isVisible()


def test_counts_follow_the_edits(qtbot: QtBot, context: Context, page: TrainPage) -> None:
    first = documents.ids(context.session.project, Query(splits=(Split.TRAIN,)))[0]
    page.plan._move({first: Split.NONE})
    qtbot.waitUntil(lambda: page.setup.start.text() == "Train on 2 documents", timeout=MS)
    context.session.undo()
    qtbot.waitUntil(lambda: page.setup.start.text() == "Train on 3 documents", timeout=MS)


def test_a_label_for_the_whole_document_counts_too(
    qtbot: QtBot, context: Context, project_with: ProjectWith
) -> None:
    texts = (("good", Split.TRAIN), ("bad", Split.TRAIN), ("good", Split.DEV))
    project_with(
        [
            Document(0, f"{n} {name}", labels=(DocumentLabel(name),), split=split, status=Status.DONE)
            for n, (name, split) in enumerate(texts)
        ],
        task="text_classification",
    )
    page = opened(qtbot, context)
    assert page.setup.why_not() == ""


def test_a_run_appears_at_the_right_as_it_happens(qtbot: QtBot, context: Context, page: TrainPage) -> None:
    start(qtbot, context, page, ENDLESS)
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Training", timeout=MS)
    qtbot.waitUntil(lambda: page.panel.tiles.best.value == "0.500", timeout=MS)
    qtbot.waitUntil(lambda: len(page.panel.record.steps) == 2, timeout=MS)
    assert page.panel.header.words.text().startswith("epoch 1 of 2, started ")
    qtbot.waitUntil(lambda: page.panel.checks.rowCount() == 2, timeout=MS)
    assert page.panel.checks.index(0, 5).data() == "★ 0.500"
    qtbot.waitUntil(lambda: points(page) == [0.5], timeout=MS)
    with qtbot.waitSignal(context.jobs.finished, timeout=MS):
        press(qtbot, page, "train.stop")
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Stopped", timeout=MS)


def test_a_run_is_paused_and_goes_on_from_where_it_was(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    start(qtbot, context, page, ENDLESS)
    qtbot.waitUntil(lambda: len(page.panel.record.steps) == 2, timeout=MS)
    with qtbot.waitSignal(context.jobs.finished, timeout=MS):
        press(qtbot, page, "train.pause")
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Paused", timeout=MS)
    assert not page.panel.header.pause.isVisible()
    context.jobs.command = playing(TAKEN_UP)
    with qtbot.waitSignal(context.jobs.finished, timeout=MS):
        press(qtbot, page, "train.resume")
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Done", timeout=MS)
    qtbot.waitUntil(lambda: list(page.panel.record.steps) == [1, 2, 3], timeout=MS)
    assert page.panel.tiles.best.value == "0.750"
    assert [run.number for run in trainings(context.session.project)] == [1]


def test_pause_goes_on_with_the_last_interrupted_run_when_nothing_trains(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    page.pause()
    start(qtbot, context, page, "begin(); step(1); sys.exit(3)")
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Broken off", timeout=MS)
    context.jobs.command = playing(TAKEN_UP.replace("finished", "failed"))
    with qtbot.waitSignal(context.jobs.finished, timeout=MS) as ended:
        page.pause()
    assert ended.args[0] == 1
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Done", timeout=MS)


def test_an_interrupted_run_that_is_taken_from_the_queue_stays_as_it_was(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    start(qtbot, context, page, "begin(); step(1); sys.exit(3)")
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Broken off", timeout=MS)
    start(qtbot, context, page, ENDLESS)
    qtbot.waitUntil(lambda: context.jobs.running is not None, timeout=MS)
    context.jobs.take_up(1)
    qtbot.waitUntil(lambda: getattr(context.jobs.work(1), "state", "") == "waiting", timeout=MS)
    context.jobs.stop(1)
    assert context.jobs.work(1) is None
    assert {run.number for run in trainings(context.session.project)} == {1, 2}


def test_a_run_that_was_stopped_too_early_says_that_it_left_no_model(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    start(qtbot, context, page, "begin(); wait()")
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Training", timeout=MS)
    with qtbot.waitSignal(context.jobs.finished, timeout=MS):
        press(qtbot, page, "train.stop")
    qtbot.waitUntil(lambda: "left no model" in page.panel.header.words.text(), timeout=MS)
    assert not page.panel.header.evaluate.isVisible()


def test_the_next_run_can_be_queued_while_one_trains(qtbot: QtBot, context: Context, page: TrainPage) -> None:
    start(qtbot, context, page, ENDLESS)
    qtbot.waitUntil(lambda: page.setup.start.text() == "Queue after run 1", timeout=MS)
    assert page.setup.reason.text() == "Run 1 trains now. This one waits its turn."
    press(qtbot, page, "train.start")
    qtbot.waitUntil(lambda: getattr(context.jobs.work(2), "state", "") == "waiting", timeout=MS)
    assert page.present.number == 1
    page.show_run(2)
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Waiting", timeout=MS)
    assert page.panel.header.stop.text() == "Take from the queue"
    press(qtbot, page, "train.stop")
    assert context.jobs.work(2) is None


def test_evaluate_is_the_main_button_when_a_run_is_done(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    run = finish(qtbot, context, page)
    qtbot.waitUntil(lambda: page.panel.header.evaluate.isVisible(), timeout=MS)
    qtbot.waitUntil(lambda: page.panel.header.evaluate.property("kind") == "primary", timeout=MS)
    assert page.setup.start.property("kind") != "primary"
    context.jobs.command = playing("done(run=1)")
    with (
        qtbot.waitSignal(context.navigation.page_requested) as going,
        qtbot.waitSignal(context.jobs.ended, timeout=MS) as ended,
    ):
        press(qtbot, page, "train.evaluate")
    assert going.args == ["evaluate"]
    assert (ended.args[0].kind, ended.args[0].run, ended.args[0].split) == ("evaluate", run, "dev")


def test_a_run_that_wanted_too_much_memory_can_be_started_with_half_the_batch(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    finish(qtbot, context, page, "begin(); step(1); os.kill(os.getpid(), signal.SIGKILL)")
    assert page.panel.header.chip.text == "Broken off"
    qtbot.waitUntil(lambda: page.panel.banner.isVisible(), timeout=MS)
    assert "Often the memory was full" in page.panel.banner.accessibleName()
    again = next(b for b in page.panel.banner.findChildren(QPushButton) if b.text().startswith("Start again"))
    assert again.text() == "Start again with batch 8"
    context.jobs.command = playing(WHOLE)
    with qtbot.waitSignal(context.jobs.finished, timeout=MS) as signal:
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert isinstance(signal.args[1], Finished)
    path = next((context.session.project.folder / "runs").glob("0002-*"))
    assert json.loads((path / "job.json").read_text())["config"] == {"batch_size": 8}


def test_everything_is_rebuilt_when_the_project_is_opened_again(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    finish(qtbot, context, page)
    shown = [page.panel.checks.index(0, column).data() for column in range(6)]
    folder = context.session.project.folder
    context.session.close()
    assert page.panel.shown is None
    context.session.open(folder)
    qtbot.waitUntil(
        lambda: page.panel.header.chip.text == "Done" and page.panel.checks.rowCount() == 2, timeout=MS
    )
    assert [page.panel.checks.index(0, column).data() for column in range(6)] == shown
    assert points(page) == [0.5, 0.75]
    assert list(page.panel.record.steps) == [1, 2, 11]


def test_a_run_opened_while_it_trains_misses_nothing_and_repeats_nothing(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    finish(qtbot, context, page)
    program = "begin(400)\nfor n in range(1, 401): step(n, 400); time.sleep(0.002)\nwait()"
    start(qtbot, context, page, program)
    page.show_run(1)
    qtbot.waitUntil(lambda: list(page.panel.record.steps) == [1, 2, 11], timeout=MS)
    page.show_run(2)
    qtbot.waitUntil(lambda: len(page.panel.record.steps) == 400, timeout=MS)
    assert list(page.panel.record.steps) == list(range(1, 401))
    assert page.panel._previous is not None
    assert page.panel._previous[1] == "Run 1"
    context.jobs.stop(2)


def test_a_wrong_learning_rate_is_said_under_its_field(qtbot: QtBot, page: TrainPage) -> None:
    row = page.setup.settings.row("learning_rate")
    row.control.setText("fast")
    assert row._below.isVisible()
    assert row._below.text() == "“fast” is not a number. Write it as 3e-5 or 0.00003."
    assert not page.setup.start.isEnabled()
    assert page.setup.reason.text() == row._below.text()
    row.control.setText("3e-5")
    assert page.setup.start.isEnabled()
    assert page.setup.settings.config().learning_rate == 3e-5
    row.control.setText("7")
    assert row._below.text() == "Learning rate is 7.0, but must lie between 0 and 0.1."


def test_advanced_settings_are_folded_until_they_are_wanted(qtbot: QtBot, page: TrainPage) -> None:
    settings = page.setup.settings
    assert not settings.row("seed").isVisible()
    press(qtbot, page, "train.advanced")
    assert settings.row("seed").isVisible()


def test_changed_settings_have_a_dot_and_can_be_reset(qtbot: QtBot, page: TrainPage) -> None:
    row = page.setup.settings.row("epochs")
    assert not row._dot.isVisible()
    row.control.setValue(2)
    assert row._dot.isVisible()
    press(qtbot, page, "train.reset")
    assert row.value() == 4.0
    assert not row._dot.isVisible()
    assert not page.findChild(QPushButton, "train.reset").isVisible()


def test_help_is_there_while_a_field_has_the_focus(qtbot: QtBot, page: TrainPage) -> None:
    row = page.setup.settings.row("batch_size")
    assert not row._below.isVisible()
    page.activateWindow()
    row.control.setFocus()
    qtbot.waitUntil(row._below.isVisible, timeout=MS)
    assert row._below.text().startswith("How many passages")


def test_the_plan_is_kept_for_the_next_time(qtbot: QtBot, context: Context, page: TrainPage) -> None:
    page.setup.settings.row("epochs").control.setValue(7)
    folder = context.session.project.folder
    context.session.close()
    page.setup.settings.reset()
    context.session.open(folder)
    assert page.setup.settings.row("epochs").value() == 7.0


def test_settings_of_an_earlier_run_can_be_taken_over(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    page.setup.settings.row("epochs").control.setValue(2)
    run = finish(qtbot, context, page)
    page.setup.settings.reset()
    assert [action.text()[:5] for action in page.setup.copy.menu().actions()] == ["Run 1"]
    page.setup.copy.menu().actions()[0].trigger()
    assert page.setup.settings.config().changed() == {"epochs": 2.0}
    assert run == 1


def test_leaking_texts_can_be_reviewed_and_moved_in_one_step(
    qtbot: QtBot, context: Context, project_with: ProjectWith
) -> None:
    project_with([*CORPUS, labelled("Ada wrote.", Split.TEST)])
    page = opened(qtbot, context)
    assert page.setup.data._leaks.isVisible()
    with qtbot.waitSignal(context.navigation.queue_requested) as queue:
        press(qtbot, page, "train.review_leaks")
    assert [context.session.document(number).text for number in queue.args[0]] == ["Ada wrote."] * 2
    press(qtbot, page, "train.move_leaks")
    qtbot.waitUntil(lambda: not page.setup.data._leaks.isVisible(), timeout=MS)
    assert page.setup.facts.of(Split.TRAIN) == 4
    context.session.undo()
    qtbot.waitUntil(page.setup.data._leaks.isVisible, timeout=MS)


def test_a_download_is_asked_for_once_and_goes_into_the_job(
    qtbot: QtBot, context: Context, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter(("cancel", "go"))

    def ask(_parent: QWidget, title: str, text: str, _answers: object) -> str:
        asked.append(f"{title} {text}")
        return next(answers)

    monkeypatch.setattr(train_next, "ask", ask)
    assert page.setup.base.pick("bert-base-cased")
    assert page.setup.reason.text() == "BERT base, cased is downloaded first: 436 MB."
    press(qtbot, page, "train.start")
    assert context.jobs.works == ()
    assert "436 MB come from huggingface.co" in asked[0]
    context.jobs.command = playing(WHOLE)
    with qtbot.waitSignal(context.jobs.finished, timeout=MS):
        press(qtbot, page, "train.start")
    assert len(asked) == 2
    path = next((context.session.project.folder / "runs").glob("0001-*"))
    job = json.loads((path / "job.json").read_text())
    assert (job["base_model"], job["allow_download"]) == ("bert-base-cased", True)
    assert page.plan._may_download(page.setup.base.picked)


def test_a_folder_of_pickles_is_refused_in_words(
    qtbot: QtBot, context: Context, page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')
    (tmp_path / "pytorch_model.bin").touch()
    said: list[str] = []
    context.messages.said.connect(lambda message: said.append(message.text))
    monkeypatch.setattr(train_next.QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(qtbot, page, "train.base_folder")
    assert "as a pickle" in said[0]
    (tmp_path / "model.safetensors").touch()
    press(qtbot, page, "train.base_folder")
    qtbot.waitUntil(lambda: page.setup.base.picked.name == str(tmp_path), timeout=MS)


def test_more_base_models_can_be_unfolded(qtbot: QtBot, page: TrainPage) -> None:
    visible = [card for card in page.setup.base._cards if card.isVisible()]
    assert len(visible) == 3
    press(qtbot, page, "train.more_bases")
    assert all(card.isVisible() for card in page.setup.base._cards)


def test_a_chinese_corpus_is_told_that_the_starter_knows_little_of_it(
    qtbot: QtBot, context: Context, project_with: ProjectWith
) -> None:
    project_with(
        [replace(labelled("王小明在北京。", split), language="zh") for split in (Split.TRAIN, Split.DEV)]
    )
    page = opened(qtbot, context)
    cards = {card.base.name: card.base for card in page.setup.base._cards}
    assert cards["bert-base-chinese"].recommended
    assert cards["starter"].note == "Holds little Chinese. BERT base, Chinese knows it."


def test_a_run_that_ends_out_of_sight_is_announced_with_the_next_step(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    start(
        qtbot,
        context,
        page,
        "begin(); step(1); score(20, 0.75); save(20)\nfor line in sys.stdin: done(); break",
    )
    page.hide()
    with qtbot.waitSignal(context.messages.said, timeout=MS) as signal:
        context.jobs._runners[context.jobs.running].write("go")
    message = signal.args[0]
    assert (message.text, message.button) == ("Run 1 is ready: F1 0.750 on dev.", "Evaluate")


def test_every_control_has_a_name_for_people_and_one_for_programs(page: TrainPage) -> None:
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
    nameless = [
        (type(widget).__name__, widget.objectName(), widget.accessibleName())
        for kind in kinds
        for widget in page.findChildren(kind)
        if not widget.objectName().startswith("qt_") and type(widget).__name__ != "QTableCornerButton"
        if not (widget.objectName().startswith("train.") and widget.accessibleName())
        if not isinstance(widget.parent(), QComboBox | QTableView)
    ]
    assert nameless == []


def test_the_page_fits_the_smallest_window(qtbot: QtBot, page: TrainPage) -> None:
    page.resize(972, 590)
    qtbot.waitUntil(lambda: page.width() == 972, timeout=MS)
    assert not page.panel.tiles.speed.isVisible()
    assert page.minimumSizeHint().width() <= 972


def test_the_window_stays_awake_while_a_worker_talks_without_a_pause(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    program = (
        "begin(6000); began = time.monotonic()\n"
        "for n in range(1, 6001):\n"
        "    step(n, 6000)\n"
        "    if n % 300 == 0: score(n, n / 6000)\n"
        "    while n / 2000 > time.monotonic() - began: time.sleep(0.001)\n"
        "done()"
    )
    start(qtbot, context, page, program)
    heart = Heartbeat(page)
    with qtbot.waitSignal(context.jobs.finished, timeout=MS):
        pass
    heart.stop()
    assert len(page.panel.record.steps) == 6000


@pytest.mark.slow
def test_the_window_stays_awake_during_a_real_training(
    qtbot: QtBot, context: Context, page: TrainPage
) -> None:
    context.jobs.command = command_for
    page.setup.settings.show_values({"epochs": 20.0, "max_steps": 12, "checks_per_epoch": 1})
    heart = Heartbeat(page)
    with qtbot.waitSignal(context.jobs.finished, timeout=180_000) as signal:
        press(qtbot, page, "train.start")
    heart.stop()
    assert isinstance(signal.args[1], Finished), signal.args[1]
    assert signal.args[1].result["steps"] == 12
    qtbot.waitUntil(lambda: page.panel.header.chip.text == "Done", timeout=MS)
    assert len(page.panel.record.steps) == 12


def test_what_training_leaves_out_is_said_with_the_way_to_it(
    qtbot: QtBot, context: Context, project_with: ProjectWith
) -> None:
    """The same number as the training itself counts."""
    city, york = Span(1, 0, 13, "PLACE"), Span(2, 4, 8, "PLACE")
    nested = Document(0, "New York City grew.", spans=(city, york), split=Split.TRAIN, status=Status.DONE)
    doubtful = replace(nested, text="New York City slept.", status=Status.REVIEW)
    stored = project_with([*CORPUS, nested, doubtful])
    page = opened(qtbot, context)
    known = page.setup.facts
    assert known is not None
    assert (known.left_out, known.left_out_ids) == (1, (stored[-2].id,))
    assert known.of(Split.TRAIN) == 4
    assert known.in_train == {"PERSON": 3, "PLACE": 2}
    asked: list[object] = []
    context.navigation.queue_requested.connect(asked.append)
    press(qtbot, page, "train.overlaps")
    press(qtbot, page, "train.in_review")
    assert asked == [[stored[-2].id], [stored[-1].id]]
    words = [notice._words.text() for notice in (page.setup.data._overlaps, page.setup.data._in_review)]
    assert words == [
        "1 entity overlaps a longer one and is left out of training.",
        "1 document needs review and is left out.",
    ]


def test_a_preset_sets_what_it_is_about_and_nothing_else(qtbot: QtBot, page: TrainPage) -> None:
    settings = page.setup.settings
    settings.row("seed").control.setValue(7)
    button = page.findChild(Segment, "train.preset").button("best")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    config = settings.config()
    assert config is not None
    assert config.changed() == {**PRESETS["best"], "seed": 7}


def test_the_button_of_the_preset_is_down_that_the_settings_are(page: TrainPage) -> None:
    settings, segment = page.setup.settings, page.findChild(Segment, "train.preset")
    assert segment.current == "balanced"
    settings.row("epochs").control.setValue(7)
    assert segment.current == "own"
    settings.show_values(PRESETS["quick"])
    assert segment.current == "quick"


def test_a_training_is_repeated_with_other_seeds(qtbot: QtBot, context: Context, page: TrainPage) -> None:
    box = page.findChild(QComboBox, "train.repeat")
    box.setCurrentIndex(box.findData("seeds-3"))
    assert "Makes 3 runs" in page.setup.reason.text()
    context.jobs.command = playing(WHOLE)
    with qtbot.waitSignals([context.jobs.finished] * 3, timeout=MS):
        press(qtbot, page, "train.start")
    made = trainings(context.session.project)
    assert [run.name for run in made] == ["seed 15", "seed 14", "seed 13"]
    assert len({run.group for run in made}) == 1
    page.show_run(made[0].number)
    qtbot.waitUntil(lambda: "3 runs: dev F1" in page.panel._words(page.panel.shown), timeout=MS)


def test_every_setting_of_a_training_has_a_row() -> None:
    assert sorted(row.name for row in ROWS) == sorted(part.name for part in fields(TrainConfig))


def test_a_setting_that_needs_another_waits_for_it(page: TrainPage) -> None:
    settings = page.setup.settings
    assert not settings.row("context_dropout").control.isEnabled()
    settings.row("context_tokens").control.setValue(64)
    assert settings.row("context_dropout").control.isEnabled()
    assert not settings.row("crf_learning_rate").control.isEnabled()
