"""The Evaluate page: numbers, lists behind numbers, decisions, and what is said while there are none."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Split, Status
from bertstudio.core.edits import relabel
from bertstudio.core.events import Failed, Finished, Stage, Started, to_line
from bertstudio.evaluation import report
from bertstudio.evaluation.errors import Mode
from bertstudio.evaluation.findings import Choice
from bertstudio.gui.context import Context
from bertstudio.gui.job_work import Work
from bertstudio.gui.pages.evaluate import EvaluatePage
from bertstudio.gui.pages.evaluate_choice import groups
from bertstudio.gui.pages.evaluate_excerpt import cut, excerpt
from bertstudio.gui.pages.evaluate_label_rows import CHANGE, COLUMNS
from bertstudio.gui.pages.evaluate_tiles import change_text
from bertstudio.jobs import spec
from bertstudio.store.project import runs_folder

TEXT = "Ann met Bob in Oslo. Carl of Acme paid Dora."
PLACES = {"Ann": 0, "Bob": 8, "Oslo": 15, "Carl": 21, "Acme": 29, "Dora": 39}
GOLD = (("Ann", "PERSON"), ("Bob", "PERSON"), ("Oslo", "PLACE"), ("Acme", "ORG"))
FOUND = (("Ann", "PERSON"), ("Oslo", "ORG"), ("Carl", "PERSON"), ("Acme", "ORG"))


def marks(words: tuple[tuple[str, str], ...], confidence: float | None = None) -> tuple[Span, ...]:
    return tuple(
        Span(number, PLACES[word], PLACES[word] + len(word), label, confidence=confidence)
        for number, (word, label) in enumerate(words, 1)
    )


def text_document(number: int, split: Split = Split.TEST) -> Document:
    return Document(
        0,
        TEXT,
        f"Story {number}",
        marks(GOLD),
        split=split,
        status=Status.DONE,
        language="en",
        key=f"d{number}",
    )


def write_run(context: Context, number: int) -> Path:
    folder = runs_folder(context.session.project) / f"{number:04d}-ner"
    (folder / "model").mkdir(parents=True)
    task = context.session.project.task
    spec.write(spec.TrainJob(number, task, list(context.session.labels.names), "bert-base-cased"), folder)
    lines = [to_line(Started("train", time=1.0)), to_line(Finished(2.0))]
    (folder / "events.jsonl").write_text("\n".join(lines) + "\n")
    return folder


def write_report(
    context: Context, number: int, documents: list[Document], found: tuple[tuple[str, str], ...] = FOUND
) -> None:
    """Report a run on test: the same mistakes in each document, more and more confident."""
    gold = [one for one in documents if one.split is Split.TEST]
    predicted = [
        replace(
            one,
            spans=tuple(replace(m, origin=Origin.MODEL, run=number) for m in marks(found, 0.5 + place / 100)),
        )
        for place, one in enumerate(gold)
    ]
    made = report.of_spans(gold, predicted, run=number, split="test", labels=context.session.labels.names)
    report.write(made, report.place(write_run(context, number), "test"))


@pytest.fixture
def documents(project_with: Callable[..., list[Document]]) -> list[Document]:
    made = [text_document(number) for number in range(1, 5)]
    return project_with([*made, text_document(9, Split.DEV)], labels=["PERSON", "PLACE", "ORG"])


@pytest.fixture
def page(qtbot: QtBot, context: Context, documents: list[Document]) -> Iterator[EvaluatePage]:
    """The page, shown; without any run until a test writes one and calls `ask`."""
    made = EvaluatePage(context)
    qtbot.addWidget(made)
    made.resize(1364, 834)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: made.answer is not None)
    yield made
    settle(qtbot, made)


def settle(qtbot: QtBot, page: EvaluatePage) -> None:
    qtbot.waitUntil(lambda: not page._reader.is_busy and not page._checker.is_busy)


@pytest.fixture
def evaluated(qtbot: QtBot, context: Context, documents: list[Document], page: EvaluatePage) -> EvaluatePage:
    """The page with run 7 on test."""
    write_report(context, 7, documents)
    page.ask()
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.findings is not None)
    settle(qtbot, page)
    return page


def cell(page: EvaluatePage, label: str, field: str) -> str:
    rows = page.numbers.table.rows
    names = [rows.index(row, 0).data() for row in range(rows.rowCount())]
    column = next(number for number, one in enumerate(COLUMNS) if one.field == field)
    return str(rows.index(names.index(label), column).data())


def click_cell(qtbot: QtBot, view: QAbstractItemView, row: int, column: int) -> None:
    place = view.visualRect(view.model().index(row, column)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def listed(page: EvaluatePage) -> int:
    return len(page.errors.list.rows.pairings)


def row_button(page: EvaluatePage, name: str) -> QPushButton:
    """A button of the current error."""
    actions = page.errors.list.indexWidget(page.errors.list.currentIndex())
    button = actions.findChild(QPushButton, name)
    assert button is not None
    return button


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    qtbot.keyClick(widget, key)


# States without numbers.


def test_without_a_run_the_page_explains_itself_and_leads_to_train(
    qtbot: QtBot, context: Context, page: EvaluatePage
) -> None:
    button = page.findChild(QPushButton, "evaluate.empty.button")
    assert button is not None
    assert button.text() == "Train a model"
    with qtbot.waitSignal(context.navigation.page_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["train"]


def test_a_run_without_report_offers_to_evaluate(
    qtbot: QtBot, context: Context, page: EvaluatePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_run(context, 7)
    page.choose_split("dev")
    qtbot.waitUntil(lambda: page.nothing.words.button.text() == "Evaluate on dev")
    asked: list[tuple[int, str]] = []
    monkeypatch.setattr(context.jobs, "evaluate", lambda run, split: asked.append((run, split)))
    qtbot.mouseClick(page.nothing.words.button, Qt.MouseButton.LeftButton)
    assert asked == [(7, "dev")]


def test_while_it_is_evaluated_the_page_shows_how_far_it_is_and_then_the_numbers(
    qtbot: QtBot,
    context: Context,
    documents: list[Document],
    page: EvaluatePage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_run(context, 6)
    page.choose_split("test")
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.run is not None)
    work = Work(6, "evaluate", lambda _project: None, split="test")
    work.take([Stage("predicting", 3, 4)])
    monkeypatch.setattr(type(context.jobs), "works", property(lambda _self: (work,)))
    context.jobs.changed.emit()
    assert page.nothing.bar.isVisible()
    assert (page.nothing.bar.value(), page.nothing.bar.maximum()) == (3, 4)
    assert not page.nothing.words.button.isVisible()
    monkeypatch.undo()
    write_report_into(context, 6, documents)
    work.outcome = Finished(1.0)
    context.jobs.ended.emit(work)
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.findings is not None)
    assert page.numbers.isVisible()


def write_report_into(context: Context, number: int, documents: list[Document]) -> None:
    gold = [one for one in documents if one.split is Split.TEST]
    made = report.of_spans(gold, gold, run=number, split="test", labels=context.session.labels.names)
    report.write(made, report.place(runs_folder(context.session.project) / f"{number:04d}-ner", "test"))


def test_an_evaluation_that_could_not_be_done_says_why(
    qtbot: QtBot, context: Context, page: EvaluatePage
) -> None:
    write_run(context, 7)
    page.choose_split("test")
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.run is not None)
    work = Work(7, "evaluate", lambda _project: None, split="test")
    work.outcome = Failed("The model folder is gone. Train again.")
    context.jobs.ended.emit(work)
    qtbot.waitUntil(lambda: "model folder is gone" in page.nothing.words.text.text())
    settle(qtbot, page)


def test_a_broken_report_is_told_in_words(qtbot: QtBot, context: Context, page: EvaluatePage) -> None:
    report.place(write_run(context, 7), "test").write_text('{"run": 7, "split": "test", ')
    page.ask()
    qtbot.waitUntil(lambda: "not a report" in page.nothing.words.text.text())


def test_an_empty_split_leads_to_the_corpus(qtbot: QtBot, context: Context, page: EvaluatePage) -> None:
    write_run(context, 7)
    page.choose_split("train")
    qtbot.waitUntil(lambda: "No document is in train" in page.nothing.words.title.text())
    with qtbot.waitSignal(context.navigation.page_requested) as asked:
        qtbot.mouseClick(page.nothing.words.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["corpus"]


# Numbers.


def test_the_table_shows_precision_recall_and_f1_of_each_label(evaluated: EvaluatePage) -> None:
    assert cell(evaluated, "PERSON", "precision") == "0.500"
    assert cell(evaluated, "PERSON", "recall") == "0.500"
    assert cell(evaluated, "PLACE", "recall") == "0.000"
    assert cell(evaluated, "ORG", "support") == "4"
    assert cell(evaluated, "All entities", "f1") == "0.500"
    assert [tile.shown.value for tile in evaluated.numbers.tiles.tiles[:3]] == [0.5, 0.5, 0.5]


def test_the_table_is_sorted_by_a_click_and_the_averages_stay_below(evaluated: EvaluatePage) -> None:
    table = evaluated.numbers.table
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    names = [table.rows.index(row, 0).data() for row in range(table.rows.rowCount())]
    assert names == ["ORG", "PERSON", "PLACE", "All entities", "Mean of labels", "Weighted mean"]
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.rows.index(0, 0).data() == "ORG"


def test_the_table_is_copied_with_its_head(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    qtbot.keyClick(evaluated.numbers.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Label", "Precision", "Recall", "F1", "Entities"]
    assert lines[1].split("\t") == ["PERSON", "0.500", "0.500", "0.500", "8"]
    assert len(lines) == 7


def test_the_table_is_saved_as_csv(evaluated: EvaluatePage, tmp_path: Path) -> None:
    evaluated.saving.save_table(tmp_path / "scores.csv")
    with (tmp_path / "scores.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["label"] == "PERSON"
    assert float(rows[0]["precision"]) == 0.5
    assert int(rows[0]["support"]) == 8
    assert rows[-1]["label"] == "weighted"


def test_the_listed_errors_are_saved_with_their_texts(evaluated: EvaluatePage, tmp_path: Path) -> None:
    evaluated.choose(Choice("cell", row="PLACE", column="ORG"))
    evaluated.saving.save_errors(tmp_path / "errors.csv")
    with (tmp_path / "errors.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4
    assert (rows[0]["gold_text"], rows[0]["gold_label"], rows[0]["predicted_label"]) == (
        "Oslo",
        "PLACE",
        "ORG",
    )
    assert (rows[0]["gold_start"], rows[0]["gold_end"]) == ("15", "19")


def test_everything_is_saved_as_one_page(evaluated: EvaluatePage, tmp_path: Path) -> None:
    evaluated.saving.save_page(tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<td>PERSON</td><td>0.500</td>" in text


def test_a_place_that_cannot_be_written_is_told(
    evaluated: EvaluatePage, context: Context, tmp_path: Path
) -> None:
    evaluated.saving.save_table(tmp_path / "missing" / "scores.csv")
    assert "cannot be written" in context.messages.recent[0].text


def test_seqeval_and_the_token_table_stand_beside_the_headline(evaluated: EvaluatePage) -> None:
    rows = {row[0]: row for row in evaluated.numbers.seqeval.table.model_of_rows.rows}
    assert rows["PERSON"] == ("PERSON", *["0.500"] * 6, "8")
    assert rows["micro avg"][3] == cell(evaluated, "All entities", "f1")
    tokens = [row[0] for row in evaluated.numbers.tokens.table.model_of_rows.rows]
    assert tokens[:3] == ["B-ORG", "B-PERSON", "B-PLACE"]
    assert "not the headline" in evaluated.numbers.tokens._note.text()


def test_another_mode_forgives_more(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    qtbot.mouseClick(evaluated.header.modes.button(Mode.LABEL), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cell(evaluated, "PERSON", "recall") == "1.000")
    settle(qtbot, evaluated)


def test_another_run_to_compare_with_adds_a_column(
    qtbot: QtBot, context: Context, documents: list[Document], evaluated: EvaluatePage
) -> None:
    assert evaluated.numbers.table.isColumnHidden(CHANGE)
    write_report(context, 6, documents, (("Ann", "PERSON"),))
    evaluated.ask()
    qtbot.waitUntil(lambda: evaluated.answer is not None and len(evaluated.answer.others) == 1)
    evaluated.choose_other(6)
    qtbot.waitUntil(lambda: not evaluated.numbers.table.isColumnHidden(CHANGE))
    assert cell(evaluated, "ORG", "change") == "▲ 0.667"
    assert cell(evaluated, "All entities", "change") == "▲ 0.100"
    settle(qtbot, evaluated)


@pytest.mark.parametrize(("change", "text"), [(0.011, "▲ 0.011"), (-0.006, "▼ 0.006"), (0.0, "–")])
def test_changes_are_shown_by_shape_and_number(change: float, text: str) -> None:
    assert change_text(change) == text


# Lists behind numbers.


def test_at_first_all_errors_are_listed_the_most_confident_first(evaluated: EvaluatePage) -> None:
    pairings = evaluated.errors.list.rows.pairings
    assert len(pairings) == 12
    confidences = [one.confidence for one in pairings if one.confidence is not None]
    assert confidences == sorted(confidences, reverse=True)
    assert pairings[-1].confidence is None


def test_a_click_on_a_number_lists_what_it_counts(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    click_cell(qtbot, evaluated.numbers.table, 0, 1)
    assert evaluated.choice == Choice("precision", "PERSON")
    assert listed(evaluated) == 4
    click_cell(qtbot, evaluated.numbers.table, 0, 4)
    assert listed(evaluated) == 8
    assert "8 entities" in evaluated.errors.title.accessibleName()


def test_every_cell_of_the_heat_map_lists_as_many_as_it_says(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    heat = evaluated.numbers.confused.heat
    for row in range(heat.cells.rowCount()):
        for column in range(heat.cells.columnCount()):
            index = heat.cells.index(row, column)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                evaluated.choose(heat.cells.choice(index))
                assert listed(evaluated) == heat.cells.count(index)


def test_arrow_keys_move_in_the_heat_map_and_enter_lists(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    heat = evaluated.numbers.confused.heat
    heat.setCurrentIndex(heat.cells.index(0, 0))
    press(qtbot, heat, Qt.Key.Key_Down)
    press(qtbot, heat, Qt.Key.Key_Right)
    press(qtbot, heat, Qt.Key.Key_Right)
    press(qtbot, heat, Qt.Key.Key_Return)
    assert evaluated.choice == Choice("cell", row="PLACE", column="ORG")
    assert evaluated.errors.title.accessibleName() == "4 errors, PLACE → ORG"


def test_the_largest_mix_ups_lead_to_the_same_list(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    click_cell(qtbot, evaluated.numbers.confused.mixups, 0, 0)
    assert evaluated.choice == Choice("cell", row="PLACE", column="ORG")


def test_a_list_that_is_empty_says_what_that_means(evaluated: EvaluatePage) -> None:
    evaluated.choose(Choice("recall", "ORG"))
    assert evaluated.errors.empty.isVisible()
    assert evaluated.errors.empty.title.text() == "All 4 found."


def test_x_goes_back_to_all_errors(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    evaluated.choose(Choice("precision", "PERSON"))
    qtbot.mouseClick(evaluated.errors.close_button, Qt.MouseButton.LeftButton)
    assert listed(evaluated) == 12
    assert not evaluated.errors.close_button.isVisible()


def test_groups_of_a_list_add_up_to_it(evaluated: EvaluatePage) -> None:
    found = groups(evaluated.errors.list.rows.pairings, Choice())
    assert [group.text for group in found] == ["All 12", "Missed 4", "As ORG 4", "Spurious 4"] or len(
        found
    ) == 4
    assert sum(len(group.pairings) for group in found[1:]) == 12


def test_a_group_narrows_the_list(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    segment = evaluated.errors._segment
    assert segment is not None
    qtbot.mouseClick(segment.button("0"), Qt.MouseButton.LeftButton)
    assert listed(evaluated) == 4


def test_enter_opens_the_document_at_the_span(
    qtbot: QtBot, context: Context, evaluated: EvaluatePage
) -> None:
    evaluated.choose(Choice("cell", row="PLACE", column="ORG"))
    pairing = evaluated.errors.list.rows.pairings[0]
    with qtbot.waitSignal(context.navigation.document_requested) as asked:
        press(qtbot, evaluated.errors.list, Qt.Key.Key_Return)
    document = context.session.document(pairing.document)
    oslo = next(span for span in document.spans if span.label == "PLACE")
    assert asked.args == [pairing.document, oslo.id]


def test_all_listed_documents_become_the_queue(
    qtbot: QtBot, context: Context, evaluated: EvaluatePage
) -> None:
    with qtbot.waitSignal(context.navigation.queue_requested) as asked:
        qtbot.mouseClick(evaluated.errors.queue_button, Qt.MouseButton.LeftButton)
    assert len(asked.args[0]) == 4


# Decisions.


def test_g_keeps_my_label_and_goes_on(qtbot: QtBot, context: Context, evaluated: EvaluatePage) -> None:
    before = [context.session.document(one.document) for one in evaluated.errors.list.rows.pairings]
    press(qtbot, evaluated.errors.list, Qt.Key.Key_G)
    assert evaluated.errors.list.currentIndex().row() == 1
    assert evaluated.errors._status.text() == "2 of 12, 1 decided"
    after = [context.session.document(one.document) for one in evaluated.errors.list.rows.pairings]
    assert after == before


def test_decisions_are_there_again_after_a_restart(
    qtbot: QtBot, context: Context, evaluated: EvaluatePage
) -> None:
    press(qtbot, evaluated.errors.list, Qt.Key.Key_G)
    again = EvaluatePage(context)
    qtbot.addWidget(again)
    again.show()
    again.shown()
    qtbot.waitUntil(lambda: again.answer is not None and again.answer.findings is not None)
    assert again._decision(again.errors.list.rows.pairings[0]) == "mine"
    settle(qtbot, again)


def test_m_gives_the_document_the_models_label_and_undo_gives_mine_back(
    qtbot: QtBot, context: Context, evaluated: EvaluatePage
) -> None:
    evaluated.choose(Choice("cell", row="PLACE", column="ORG"))
    pairing = evaluated.errors.list.rows.pairings[0]
    before = context.session.document(pairing.document)
    press(qtbot, evaluated.errors.list, Qt.Key.Key_M)
    labels = {before.text_of(span): span.label for span in context.session.document(pairing.document).spans}
    assert labels["Oslo"] == "ORG"
    assert evaluated._decision(pairing) == "model"
    qtbot.waitUntil(lambda: evaluated.again.isVisible())
    assert evaluated.again.text.text() == "1 document changed since this run was evaluated."
    assert context.session.undo()
    assert context.session.document(pairing.document).spans == before.spans
    assert evaluated._decision(pairing) == ""
    qtbot.waitUntil(lambda: not evaluated.again.isVisible())
    settle(qtbot, evaluated)


def test_m_removes_a_label_that_the_model_does_not_see(
    qtbot: QtBot, context: Context, evaluated: EvaluatePage
) -> None:
    evaluated.choose(Choice("cell", row="PERSON", column=None))
    pairing = evaluated.errors.list.rows.pairings[0]
    button = row_button(evaluated, "evaluate.model")
    assert button.text() == "Remove my label"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    texts = [TEXT[span.start : span.end] for span in context.session.document(pairing.document).spans]
    assert "Bob" not in texts
    settle(qtbot, evaluated)


def test_g_and_m_work_from_the_table_too(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    for view in (evaluated.numbers.table, evaluated.numbers.confused.heat):
        view.setFocus()
        press(qtbot, view, Qt.Key.Key_G)
    assert evaluated.errors._status.text() == "3 of 12, 2 decided"


def test_a_label_that_was_changed_elsewhere_is_not_overwritten(
    qtbot: QtBot, context: Context, evaluated: EvaluatePage
) -> None:
    evaluated.choose(Choice("cell", row="PLACE", column="ORG"))
    pairing = evaluated.errors.list.rows.pairings[0]
    document = context.session.document(pairing.document)
    oslo = next(span for span in document.spans if span.label == "PLACE")
    assert context.session.do(relabel(document, oslo, "PERSON"))
    changed = context.session.document(pairing.document)
    evaluated.decide(pairing, "model")
    assert context.session.document(pairing.document) == changed
    assert "changed after the run" in context.messages.recent[0].text
    settle(qtbot, evaluated)


def test_documents_changed_elsewhere_are_counted_when_the_page_is_shown(
    qtbot: QtBot, context: Context, evaluated: EvaluatePage
) -> None:
    evaluated.hide()
    for pairing in {one.document: one for one in evaluated.errors.list.rows.pairings}.values():
        document = context.session.document(pairing.document)
        context.session.do(relabel(document, document.spans[0], "ORG"))
    evaluated.show()
    evaluated.shown()
    qtbot.waitUntil(lambda: evaluated.again.isVisible())
    assert evaluated.again.text.text() == "4 documents changed since this run was evaluated."
    settle(qtbot, evaluated)


def test_coming_back_finds_the_list_as_it_was_left(qtbot: QtBot, evaluated: EvaluatePage) -> None:
    evaluated.choose(Choice("precision", "PERSON"))
    evaluated.errors.list.setCurrentIndex(evaluated.errors.list.rows.index(2))
    evaluated.hide()
    evaluated.show()
    evaluated.shown()
    settle(qtbot, evaluated)
    assert evaluated.choice == Choice("precision", "PERSON")
    assert evaluated.errors.list.currentIndex().row() == 2


def test_a_closed_project_leaves_nothing_to_click(
    qtbot: QtBot, context: Context, evaluated: EvaluatePage
) -> None:
    context.session.close()
    assert evaluated.answer is None
    assert not evaluated.numbers.isVisible()
    evaluated.grab()


# Text classification.


def test_labels_of_documents_have_accuracy_and_a_list_of_wrong_documents(
    qtbot: QtBot, context: Context, project_with: Callable[..., list[Document]]
) -> None:
    made = [
        Document(
            0, f"text {n}", f"Text {n}", labels=(DocumentLabel("good" if n % 2 else "bad"),), split=Split.TEST
        )
        for n in range(1, 9)
    ]
    gold = project_with(made, task="text_classification")
    found = [replace(one, labels=(DocumentLabel("good", Origin.MODEL, 0.9, 3),)) for one in gold]
    scored = report.of_labels(gold, found, run=3, split="test", labels=("good", "bad"))
    report.write(scored, report.place(write_run(context, 3), "test"))
    page = EvaluatePage(context)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.findings is not None)
    settle(qtbot, page)
    assert page.numbers.tiles.tiles[0].shown.name == "Accuracy"
    assert page.numbers.tiles.tiles[0].shown.value == 0.5
    assert not page.header.modes.isVisible()
    assert not page.numbers.tabs.isTabVisible(1)
    assert listed(page) == 4
    pairing = page.errors.list.rows.pairings[0]
    press(qtbot, page.errors.list, Qt.Key.Key_M)
    assert [one.label for one in context.session.document(pairing.document).labels] == ["good"]
    settle(qtbot, page)


# Excerpts.


def width(text: str) -> float:
    return float(len(text))


def test_an_excerpt_keeps_the_marked_text_where_it_is() -> None:
    text = "one two three\n\nfour FIVE six seven eight nine ten"
    start = text.index("FIVE")
    line, shift = cut(text, start, start + 4, 24, width)
    assert line[start + shift : start + shift + 4] == "FIVE"
    assert "\n" not in line
    assert line.startswith("… ")
    assert line.endswith(" …")
    assert len(line) <= 24


@pytest.mark.parametrize("room", [1, 5, 12, 30, 400])
def test_an_excerpt_shows_at_least_the_beginning_of_what_is_marked(room: int) -> None:
    line, shift = cut("aaaa bbbb cccc dddd eeee", 10, 14, room, width)
    assert line[10 + shift] == "c"


def test_a_short_text_is_shown_whole() -> None:
    assert cut("all of it", 4, 6, 100, width) == ("all of it", 0)


def test_both_sides_are_marked_in_the_excerpt(evaluated: EvaluatePage) -> None:
    evaluated.choose(Choice("cell", row="PLACE", column="ORG"))
    pairing = evaluated.errors.list.rows.pairings[0]
    shown = excerpt(text_document(1), pairing, 200, width)
    assert shown.gold is not None
    assert shown.predicted is not None
    assert shown.text[shown.gold.start : shown.gold.end] == "Oslo"
    assert (shown.predicted.start, shown.predicted.end) == (shown.gold.start, shown.gold.end)


# Every widget.


def test_every_control_has_a_name_for_people_and_one_for_tests(evaluated: EvaluatePage) -> None:
    kinds = (QPushButton, QToolButton, QComboBox, QAbstractItemView)
    for kind in kinds:
        for widget in evaluated.findChildren(kind):
            if not widget.isVisibleTo(evaluated) or _inside_of_qt(widget):
                continue
            assert widget.objectName().startswith("evaluate."), widget
            assert widget.accessibleName(), widget.objectName()


def _inside_of_qt(widget: QWidget) -> bool:
    """Headers and buttons that Qt itself puts into views, tab bars and boxes."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea | QComboBox) or widget.objectName().startswith(
        ("Scroll", "qt_")
    )


@pytest.mark.parametrize("size", [(972, 612), (1364, 834), (1900, 1000)])
def test_the_page_fits_small_and_large_windows(
    qtbot: QtBot, evaluated: EvaluatePage, size: tuple[int, int]
) -> None:
    evaluated.resize(*size)
    assert (evaluated.width(), evaluated.height()) == size
    inside = evaluated.numbers.widget()
    assert inside.width() <= evaluated.numbers.viewport().width()
    table = evaluated.numbers.table
    widths = sum(table.columnWidth(column) for column in range(len(COLUMNS)))
    assert widths <= table.viewport().width() + 1
    assert not evaluated.grab().isNull()
