"""The import drawer asks what files leave open, lets choose what happens with what is wrong, and checks."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.formats.base import Fact, Problem, Reading, ReadOptions, Severity
from bertstudio.gui.context import Context
from bertstudio.gui.messages import Message
from bertstudio.gui.pages.corpus_findings import Wish, with_choice
from bertstudio.gui.pages.corpus_import import ImportDrawer
from bertstudio.gui.pages.corpus_import_labels import SEARCH_FROM, Choice, NewName
from bertstudio.gui.pages.corpus_import_questions import ReadingCard, answered, marked, questions_of
from bertstudio.gui.pages.corpus_import_sections import excerpt
from bertstudio.gui.pages.corpus_problems import KIND, LINE, ProblemList
from bertstudio.gui.saved_lists import plain_cell
from bertstudio.store import documents
from bertstudio.store.documents import Query

Open = Callable[..., ImportDrawer]

DOUBT = [
    {"text": "😀我在上海工作,住在北京路三号。", "label": [[3, 5, "LOC"], [9, 12, "LOC"]]},
    {"text": "没有表情的上海", "label": [[5, 7, "LOC"]]},
]
WRONG = [
    {"text": "Anna rests", "label": [[0, 4, "PER"]]},
    {"text": "Bob met Ann.", "label": [[0, 3, "PER"], [8, 99, "PER"]]},
    {"text": "Oslo is large", "label": [[0, 4, ""]]},
]


@pytest.fixture
def drawer_on(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[Open]:
    """`drawer_on(name=records)` writes JSON lines and opens them in a drawer, read to their end."""
    made: list[ImportDrawer] = []

    def open_records(**files: list[dict[str, Any]]) -> ImportDrawer:
        paths = []
        for name, records in files.items():
            path = tmp_path / f"{name}.jsonl"
            path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
            paths.append(path)
        drawer = ImportDrawer(context)
        qtbot.addWidget(drawer)
        drawer.resize(432, 700)
        drawer.show()
        drawer.open_files(paths)
        read(qtbot, drawer)
        made.append(drawer)
        return drawer

    yield open_records
    context.session.close()


@pytest.fixture
def said(context: Context) -> list[Message]:
    heard: list[Message] = []
    context.messages.said.connect(heard.append)
    return heard


def read(qtbot: QtBot, drawer: ImportDrawer) -> None:
    qtbot.waitUntil(lambda: not drawer.is_reading and not drawer.is_busy)
    qtbot.waitUntil(lambda: not drawer._work._reader.is_busy)


def found(drawer: QWidget, name: str) -> Any:
    widget = drawer.findChild(QWidget, name)
    assert widget is not None, name
    return widget


def lines(drawer: ImportDrawer) -> list[str]:
    return [f"{line.strong} {line.rest}" for line in drawer._outcome.lines]


def stored(context: Context) -> list[Document]:
    return list(documents.stream(context.session.project, Query()))


# Questions ---------------------------------------------------------------------------------------


def test_positions_that_can_be_read_in_two_ways_are_asked_for_before_anything_comes_in(
    qtbot: QtBot, drawer_on: Open, context: Context
) -> None:
    drawer = drawer_on(doubt=DOUBT)
    assert drawer._questions.isVisible()
    assert not drawer.footer.button.isEnabled()
    assert drawer.footer._hint.text() == "Choose a reading first"
    found(drawer, "import.offsets_code_point").click()
    read(qtbot, drawer)
    assert not drawer._questions.isVisible()
    drawer.footer.button.click()
    read(qtbot, drawer)
    first = stored(context)[0]
    assert [first.text_of(span) for span in first.spans] == ["上海", "在北京"]


def test_a_click_on_an_example_chooses_its_reading(qtbot: QtBot, drawer_on: Open) -> None:
    drawer = drawer_on(doubt=DOUBT)
    card = found(drawer, "import.offsets_utf16").parentWidget()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    read(qtbot, drawer)
    assert drawer._wish.options.offsets == "utf16"
    assert drawer.footer.button.isEnabled()


def test_a_long_title_of_a_reading_breaks_into_lines_and_is_clicked_like_its_button(
    qtbot: QtBot, app: object
) -> None:
    title = "Code points, ends are those of the last one, and a line end of two signs counts as one " * 2
    card = ReadingCard(Reading("a", title, ("one ⟦two⟧",)), "import.offsets_a", likely=True)
    qtbot.addWidget(card)
    card.resize(380, 400)
    card.show()
    assert card.minimumSizeHint().width() < 380
    assert card.title.height() > 2 * card.title.fontMetrics().height()
    assert card.title.buddy() is card.button
    assert card.button.accessibleName() == card.title.text().replace("\u200b", "")
    with qtbot.waitSignal(card.chosen):
        qtbot.mouseClick(card.title, Qt.MouseButton.LeftButton)


def test_a_question_about_a_file_that_cannot_be_read_yet_stands_alone(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes("人名".encode("big5"))
    drawer = ImportDrawer(context)
    qtbot.addWidget(drawer)
    drawer.show()
    drawer.open_files([path])
    read(qtbot, drawer)
    assert drawer._questions.isVisible()
    assert drawer.footer._hint.text() == "Choose a reading first"
    assert not drawer._refusal.isVisible()
    assert lines(drawer) == []
    found(drawer, "import.encoding_big5").click()
    read(qtbot, drawer)
    assert [document.text for document, _ in drawer._preview._documents] == ["人名"]
    assert drawer.footer.button.isEnabled()
    context.session.close()


def test_one_file_in_doubt_does_not_hide_what_is_wrong_with_another(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    (tmp_path / "names.txt").write_bytes("人名".encode("big5"))
    (tmp_path / "wrong.jsonl").write_text('{"text": "Bob", "label": [[0, 9, "PER"]]}\n')
    drawer = ImportDrawer(context)
    qtbot.addWidget(drawer)
    drawer.open_files([tmp_path / "names.txt", tmp_path / "wrong.jsonl"])
    read(qtbot, drawer)
    assert lines(drawer) == ["Entities outside the text (1) keep their documents out: wrong.jsonl, line 1."]
    row = next(row for row in drawer._detected._rows if row.key == "encoding")
    assert row.value == "not clear in 1 of 2 files"
    context.session.close()


def test_lines_that_are_not_utf8_are_left_out_once_somebody_agrees(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes("我们在上海外滩的银行工作。\n".encode() * 3 + b"\xe6\xb5 \n" + "银行\n".encode())
    drawer = ImportDrawer(context)
    qtbot.addWidget(drawer)
    drawer.open_files([path])
    read(qtbot, drawer)
    assert [len(question.readings) for question in drawer._questions.questions] == [1]
    found(drawer, "import.encoding_utf-8+skip").click()
    read(qtbot, drawer)
    assert drawer.footer.button.text() == "Import 1 document"
    context.session.close()


def test_an_answer_holds_for_the_files_in_doubt_alone(qtbot: QtBot, drawer_on: Open, tmp_path: Path) -> None:
    drawer = drawer_on(doubt=DOUBT, wrong=WRONG)
    found(drawer, "import.offsets_utf16").click()
    read(qtbot, drawer)
    options = drawer._wish.options
    assert (options.offsets, dict(options.by_file)) == (
        "",
        {str(tmp_path / "doubt.jsonl"): {"offsets": "utf16"}},
    )
    assert drawer.footer.button.isEnabled()


def test_readings_that_mark_the_same_ask_nothing() -> None:
    same = (Reading("utf16", "a", ("⟦x⟧",)), Reading("code_point", "b", ("⟦x⟧",)))
    differing = (Reading("utf16", "a", ("⟦x⟧y",)), Reading("code_point", "b", ("x⟦y⟧",)))
    assert questions_of([("a.jsonl", Fact("offsets", "utf16", "", same))]) == []
    asked = questions_of([(name, Fact("offsets", "utf16", "", differing)) for name in ("a", "b")])
    assert [(question.name, question.files) for question in asked] == [("offsets", ("a", "b"))]


def test_a_choice_for_all_files_takes_back_those_of_single_ones() -> None:
    question = questions_of(
        [("a", Fact("encoding", "cp437", "", (Reading("cp437", "", ("å",)), Reading("cp1252", "", ("†",)))))]
    )[0]
    one = answered(ReadOptions(), question, "cp437", all_files=2)
    assert one.of(Path("a")).encoding == "cp437"
    assert one.of(Path("b")).encoding == ""
    assert one.for_all("encoding", "utf-8").of(Path("a")).encoding == "utf-8"
    assert answered(ReadOptions(), question, "cp437", all_files=1).encoding == "cp437"


def test_a_column_that_is_chosen_for_all_takes_back_what_was_answered_for_one_file() -> None:
    readings = (Reading("text=one", "one"), Reading("text=two", "two"))
    question = questions_of([("a", Fact("columns", "", "", readings))])[0]
    options = answered(ReadOptions(columns={"label": "topic"}), question, "text=two", all_files=2)
    assert options.of(Path("a")).columns == {"label": "topic", "text": "two"}
    assert options.of(Path("b")).columns == {"label": "topic"}
    wish = with_choice(Wish(options=options), "column:text", "one")
    assert wish.options.of(Path("a")).columns == {"label": "topic", "text": "one"}


def test_the_stretches_between_the_signs_of_an_example_are_marked() -> None:
    text, spans = marked("…at ⟦Oslo⟧ and ⟦Bergen⟧ too")
    assert text == "…at Oslo and Bergen too"
    assert [text[span.start : span.end] for span in spans] == ["Oslo", "Bergen"]


# What is wrong -----------------------------------------------------------------------------------


def test_what_happens_with_a_kind_of_problem_is_chosen_in_its_line(
    qtbot: QtBot, drawer_on: Open, context: Context
) -> None:
    drawer = drawer_on(wrong=WRONG)
    assert drawer.footer.button.text() == "Import 1 document"
    assert "Entities outside the text (1) keep their documents out: wrong.jsonl, line 2." in lines(drawer)
    found(drawer, "import.handling_span-outside-text").click()
    found(drawer, "import.handling_span-outside-text.note").click()
    read(qtbot, drawer)
    assert drawer.footer.button.text() == "Import 2 documents"
    assert "Entities outside the text (1) stay out." in lines(drawer)
    drawer.footer.button.click()
    read(qtbot, drawer)
    assert "PER 8 to 99" in stored(context)[1].note


def test_what_comes_in_well_enough_shows_what_is_done_and_what_else_could_be(
    qtbot: QtBot, drawer_on: Open, context: Context, tmp_path: Path
) -> None:
    drawer = drawer_on(some=WRONG[:1])
    (tmp_path / "brat").mkdir()
    (tmp_path / "brat/a.txt").write_text("North and South America")
    (tmp_path / "brat/a.ann").write_text("T1\tLoc 0 5;16 23\tNorth America\n")
    drawer.open_files([tmp_path / "brat"])
    read(qtbot, drawer)
    assert found(drawer, "import.handling_discontinuous.fragments").isChecked()
    found(drawer, "import.handling_discontinuous.extent").click()
    read(qtbot, drawer)
    drawer.footer.button.click()
    read(qtbot, drawer)
    assert [(span.start, span.end) for span in stored(context)[0].spans] == [(0, 23)]


NESTED = [
    {"text": "The University of Oslo", "label": [[4, 22, "ORG"], [18, 22, "LOC"]]},
    {"text": "Oslo rests", "label": [[0, 4, "LOC"]]},
]


def test_overlaps_against_the_rule_of_the_project_are_told_of_before_anything_comes_in(
    qtbot: QtBot, drawer_on: Open, context: Context
) -> None:
    drawer = drawer_on(nested=NESTED)
    told = "Entities that overlap, against the rule of the project (1) come in as they are."
    assert told in lines(drawer)
    drawer._labels.choose("LOC", "")
    read(qtbot, drawer)
    assert told not in lines(drawer)
    drawer._labels.choose("LOC", "LOC")
    read(qtbot, drawer)
    found(drawer, "import.handling_overlaps").click()
    found(drawer, "import.handling_overlaps.inner").click()
    read(qtbot, drawer)
    assert "Entities that overlap, against the rule of the project (1) stay out." in lines(drawer)
    drawer.footer.button.click()
    read(qtbot, drawer)
    assert [span.start for span in stored(context)[0].spans] == [18]


def test_the_preview_follows_what_is_chosen(qtbot: QtBot, drawer_on: Open) -> None:
    drawer = drawer_on(wrong=WRONG)
    drawer._outcome.chosen.emit("no-label", "drop")
    read(qtbot, drawer)
    shown = [document.text for document, _ in drawer._preview._documents]
    assert shown == ["Anna rests", "Oslo is large"]


def test_a_choice_that_leaves_nothing_of_its_kind_can_be_taken_back(qtbot: QtBot, drawer_on: Open) -> None:
    drawer = drawer_on(wrong=WRONG[:1])
    drawer._outcome.chosen.emit("no-label", "drop")
    read(qtbot, drawer)
    gone = drawer._outcome.lines[-1]
    assert (gone.strong, gone.rest) == ("Entities without a label", "no longer occur.")
    assert found(drawer, "import.handling_no-label.drop").isChecked()


def test_the_keyboard_stays_with_the_choice_when_the_files_are_read_again(
    qtbot: QtBot, drawer_on: Open
) -> None:
    drawer = drawer_on(wrong=WRONG)
    found(drawer, "import.handling_no-label").click()
    button: QRadioButton = found(drawer, "import.handling_no-label.drop")
    button.setFocus()
    button.click()
    read(qtbot, drawer)
    assert drawer.focusWidget() is found(drawer, "import.handling_no-label.drop")


PROBLEMS = [
    Problem("/data/b.jsonl", 12, Severity.ERROR, "The entity lies outside.", "span-outside-text"),
    Problem("/data/a.jsonl", 9, Severity.SKIPPED, "=cmd() was left out.", "no-label"),
    Problem("/data/a.jsonl", 10, Severity.SKIPPED, "Nothing stands here.", "no-text"),
]


@pytest.fixture
def problem_list(qtbot: QtBot, app: object) -> Iterator[ProblemList]:
    around = QWidget()
    qtbot.addWidget(around)
    said: list[str] = []
    made = ProblemList("What is wrong", PROBLEMS, 3, said.append, around)
    made.show()
    yield made
    around.close()


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("kind", "no-text", [10]),
        ("became", "skipped", [9, 10]),
        ("file", "/data/b.jsonl", [12]),
        ("kind", "", [9, 10, 12]),
    ],
)
def test_problems_are_narrowed_down(
    problem_list: ProblemList, name: str, value: str, shown: list[int]
) -> None:
    problem_list.choose(name, value)
    assert [problem.line for problem in problem_list.model.shown] == shown


def test_problems_are_searched_and_sorted(problem_list: ProblemList) -> None:
    problem_list.model.sort(LINE, Qt.SortOrder.DescendingOrder)
    assert [problem.line for problem in problem_list.model.shown] == [12, 10, 9]
    problem_list.model.sort(KIND)
    assert [problem.kind for problem in problem_list.model.shown] == [
        "span-outside-text",
        "no-label",
        "no-text",
    ]
    problem_list.search.setText("OUTSIDE")
    assert [problem.line for problem in problem_list.model.shown] == [12]
    problem_list.search.clear()
    problem_list.model.sort(-1)
    assert [problem.line for problem in problem_list.model.shown] == [9, 10, 12]


def test_a_saved_list_holds_what_is_shown_and_no_formula(problem_list: ProblemList, tmp_path: Path) -> None:
    problem_list.choose("kind", "no-label")
    problem_list.save(tmp_path / "list.csv")
    rows = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[1:] == ["a.jsonl,9,left out,Entities without a label,'=cmd() was left out.,no-label"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx"])
def test_a_cell_that_a_spreadsheet_would_compute_gets_an_apostrophe(text: str) -> None:
    assert plain_cell(text) == f"'{text}"
    assert plain_cell(f"a{text}") == f"a{text}"


# Checking all of it ------------------------------------------------------------------------------


def test_texts_that_are_here_already_are_known_before_the_import(
    qtbot: QtBot, drawer_on: Open, context: Context
) -> None:
    first = drawer_on(one=WRONG[:1])
    first.footer.button.click()
    read(qtbot, first)
    drawer = drawer_on(two=[*WRONG[:1], {"text": "New", "label": [[0, 3, "PER"]]}])
    assert "1 text is here already, or comes twice, and comes in again." in lines(drawer)
    drawer.skip_duplicates.click()
    assert "1 text is here already, or comes twice, and will be skipped." in lines(drawer)
    assert drawer.footer.button.text() == "Import 1 document"


def test_nothing_can_be_imported_when_all_of_it_is_here_already(qtbot: QtBot, drawer_on: Open) -> None:
    first = drawer_on(one=WRONG[:1])
    first.footer.button.click()
    read(qtbot, first)
    drawer = drawer_on(one=WRONG[:1])
    drawer.skip_duplicates.click()
    assert not drawer.footer.button.isEnabled()
    assert drawer.footer._hint.text() == "All of it is here already"


def test_a_check_reads_everything_and_writes_nothing(qtbot: QtBot, drawer_on: Open, context: Context) -> None:
    drawer = drawer_on(wrong=WRONG)
    found(drawer, "import.check").click()
    read(qtbot, drawer)
    assert found(drawer, "import.check").text() == "All files checked"
    assert lines(drawer)[0] == "1 document and 1 entity come in unchanged."
    assert drawer.footer.button.text() == "Import 1 document"
    assert stored(context) == []


def test_another_choice_makes_a_check_worthless(qtbot: QtBot, drawer_on: Open) -> None:
    drawer = drawer_on(wrong=WRONG)
    found(drawer, "import.check").click()
    read(qtbot, drawer)
    drawer._labels.choose("PER", "")
    assert found(drawer, "import.check").text() == "Check all files"


def test_a_check_can_be_stopped(qtbot: QtBot, drawer_on: Open, said: list[Message], context: Context) -> None:
    drawer = drawer_on(long=[{"text": f"text {n}", "label": []} for n in range(20_000)])
    found(drawer, "import.check").click()
    found(drawer, "import.cancel").click()
    read(qtbot, drawer)
    assert said[-1].text == "Stopped. Nothing was imported."
    assert found(drawer, "import.check").isEnabled()
    assert drawer.footer.button.isEnabled()


def test_the_toast_of_an_import_leads_to_what_did_not_come_in(
    qtbot: QtBot, drawer_on: Open, said: list[Message]
) -> None:
    drawer = drawer_on(wrong=WRONG)
    drawer.footer.button.click()
    read(qtbot, drawer)
    assert said[-1].also is not None
    words, show = said[-1].also
    assert words == "2 problems…"
    show()
    shown = drawer.window().findChild(ProblemList)
    assert isinstance(shown, ProblemList)
    assert [problem.line for problem in shown.model.shown] == [2, 3]
    shown.close()


# Labels ------------------------------------------------------------------------------------------


def many(count: int) -> list[dict[str, Any]]:
    return [{"text": f"Word{n}", "label": [[0, 4, f"T{n:02}"]]} for n in range(count)]


def test_a_label_gets_another_name_that_is_typed(qtbot: QtBot, drawer_on: Open, context: Context) -> None:
    drawer = drawer_on(wrong=WRONG[:1])
    drawer._labels.rename("PER")
    field = drawer.findChild(NewName)
    assert isinstance(field, NewName)
    field.setText("  Person ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert drawer._labels.mapping() == {"PER": "Person"}
    drawer.footer.button.click()
    read(qtbot, drawer)
    assert context.session.labels.names == ("Person",)


def test_relations_of_what_is_left_out_are_counted(qtbot: QtBot, drawer_on: Open) -> None:
    entities = [
        {"id": 1, "start_offset": 0, "end_offset": 4, "label": "PER"},
        {"id": 2, "start_offset": 14, "end_offset": 18, "label": "LOC"},
    ]
    relations = [{"id": 1, "from_id": 1, "to_id": 2, "type": "in"}]
    drawer = drawer_on(links=[{"text": "Anna rests in Oslo", "entities": entities, "relations": relations}])
    drawer._labels.choose("LOC", "")
    assert "1 entity stays out with its label. 1 relation goes with them." in lines(drawer)


def test_a_name_that_is_given_up_changes_nothing(qtbot: QtBot, drawer_on: Open) -> None:
    drawer = drawer_on(wrong=WRONG[:1])
    drawer._labels.rename("PER")
    field = drawer.findChild(NewName)
    assert isinstance(field, NewName)
    field.setText("Person")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert drawer._labels.mapping() == {}


def test_many_labels_come_with_a_search(qtbot: QtBot, drawer_on: Open) -> None:
    few = drawer_on(few=many(SEARCH_FROM))
    assert not few._labels.search.isVisible()
    drawer = drawer_on(more=many(SEARCH_FROM + 1))
    assert drawer._labels.search.isVisible()
    drawer._labels.search.setText("t2")
    drawer._labels._fill()
    qtbot.waitUntil(lambda: [c.text() for c in drawer.findChildren(Choice) if c.isVisible()] == ["T20 (new)"])
    drawer._labels.search.setText("zzz")
    drawer._labels._fill()
    assert drawer._labels._none.text() == "No label of the file has this in its name."


def test_the_menu_of_a_label_offers_a_new_one_those_of_the_project_and_none(
    qtbot: QtBot, drawer_on: Open, context: Context
) -> None:
    first = drawer_on(one=WRONG[:1])
    first.footer.button.click()
    read(qtbot, first)
    drawer = drawer_on(two=[{"text": "Oslo", "label": [[0, 4, "LOC"]]}])
    choice: Choice = found(drawer, "import.label_LOC")
    choice.menu().aboutToShow.emit()
    offered = [action.text() for action in choice.menu().actions() if action.text()]
    assert offered == ["New label LOC", "Another name…", "Leave out", "PER"]


# What was found out ------------------------------------------------------------------------------


def test_the_signs_between_columns_and_the_first_row_can_be_changed(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_text("text;title\nThe first text here.;One\nThe second text.;Two\n", encoding="utf-8")
    drawer = ImportDrawer(context)
    qtbot.addWidget(drawer)
    drawer.open_files([path])
    read(qtbot, drawer)
    rows = {row.key: row for row in drawer._detected._rows}
    assert (rows["delimiter"].value, rows["header"].value) == ("semicolons", "names the columns")
    drawer._detected.changed.emit("header", False)
    read(qtbot, drawer)
    assert drawer._looked is not None
    assert drawer._looked.preview.findings.documents == 3
    context.session.close()


PAIRS = [
    {
        "id": 7,
        "sentence1": "How do I get to the harbour?",
        "sentence2": "Where is the harbour?",
        "label": "1",
    },
    {"id": 8, "sentence1": "Is the ferry late?", "sentence2": "Is the ferry on time?", "label": "0"},
]


def test_a_table_with_several_texts_asks_which_and_says_what_becomes_of_the_others(
    qtbot: QtBot, drawer_on: Open, context: Context
) -> None:
    drawer = drawer_on(pairs=PAIRS)
    assert [question.text for question in drawer._questions.questions] == [""]
    assert not drawer._refusal.isVisible()
    found(drawer, "import.columns_text=sentence2").click()
    read(qtbot, drawer)
    rows = {row.key: row for row in drawer._detected._rows}
    assert (rows["column:text"].value, rows["column:label"].value) == ("sentence2", "label")
    assert rows["others"].value == "sentence1"
    assert lines(drawer)[0] == "2 documents and 2 labels come in unchanged."
    drawer.footer.button.click()
    read(qtbot, drawer)
    first = stored(context)[0]
    assert (first.text, dict(first.meta)) == (PAIRS[0]["sentence2"], {"sentence1": PAIRS[0]["sentence1"]})


def test_one_file_that_cannot_be_read_does_not_keep_the_others_out(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "good.txt").write_text("A text.", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    drawer = ImportDrawer(context)
    qtbot.addWidget(drawer)
    drawer.open_files([folder])
    read(qtbot, drawer)
    assert drawer.footer.button.text() == "Import 1 document"
    context.session.close()


def test_annotators_are_kept_apart_or_one_of_them_is_read(
    qtbot: QtBot, drawer_on: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = drawer_on(wrong=WRONG[:1])
    assert drawer._looked is not None
    fact = ("wrong.jsonl", Fact("annotators", "Ann, Bob", "Two people worked on these texts."))
    drawer._looked.preview.findings.facts.append(fact)
    drawer._on_looked(drawer._looked)
    row = next(row for row in drawer._detected._rows if row.key == "annotators")
    assert row.value == "all 2, kept apart"
    assert "nothing is merged" in row.why
    drawer._detected.changed.emit("annotators", "Bob")
    read(qtbot, drawer)
    row = next(row for row in drawer._detected._rows if row.key == "annotators")
    assert row.value == "only Bob"
    assert [text for _, text in row.choices] == ["all 2, kept apart", "only Ann", "only Bob"]


def test_the_preview_draws_suggestions_under_the_names_that_they_get(drawer_on: Open) -> None:
    drawer = drawer_on(wrong=WRONG[:1])
    document = Document(
        0, "Anna rests", suggestions=(Span(1, 0, 4, "PER", confidence=0.9),), meta={"annotator": "Ann"}
    )
    drawer._preview.show_documents([(document, "")], context_labels(drawer), {"PER": "Person"})
    assert [span.label for span in drawer._preview.text._marks.suggestions] == ["Person"]
    assert drawer._preview._about.text() == "by Ann"


def context_labels(drawer: ImportDrawer) -> Any:
    return drawer._session.labels.with_names(["Person"])


def test_every_button_of_the_drawer_has_a_name(drawer_on: Open) -> None:
    drawer = drawer_on(doubt=DOUBT, wrong=WRONG)
    found(drawer, "import.handling_no-label").click()
    buttons = [*drawer.findChildren(QPushButton), *drawer.findChildren(QRadioButton)]
    assert [b for b in buttons if b.isVisible() and not (b.accessibleName() and b.objectName())] == []


def test_the_preview_begins_shortly_before_the_first_entity() -> None:
    text = "One line here.\n" * 20 + "And Anna rests."
    at = text.index("Anna")
    shown, start = excerpt(Document(0, text, spans=(Span(1, at, at + 4, "PER"),)))
    assert shown == "And Anna rests."
    assert text[start:] == shown
    assert excerpt(Document(0, "Anna rests.", spans=(Span(1, 0, 4, "PER"),))) == ("Anna rests.", 0)
    chinese = "很长的文本" * 60 + "上海"
    shown, start = excerpt(Document(0, chinese, spans=(Span(1, 300, 302, "LOC"),)))
    assert (start, shown[100:102]) == (200, "上海")


def test_the_layer_of_the_entities_can_be_changed(drawer_on: Open) -> None:
    drawer = drawer_on(wrong=WRONG[:1])
    assert drawer._looked is not None
    readings = (
        Reading("spans=a.b.NamedEntity|value", "9 annotations"),
        Reading("spans=a.b.POS", "86 annotations"),
    )
    fact = ("wrong.jsonl", Fact("column", "a.b.NamedEntity|value", "The entities are those.", readings))
    drawer._looked.preview.findings.facts.append(fact)
    drawer._on_looked(drawer._looked)
    row = next(row for row in drawer._detected._rows if row.key == "column:spans")
    assert row.value == "NamedEntity|value"
    assert row.choices[2] == ("a.b.POS", "POS · 86 annotations")
    assert not drawer._questions.isVisible()
    assert with_choice(Wish(), "column:spans", "a.b.POS").options.columns == {"spans": "a.b.POS"}
    assert with_choice(Wish(), "column:spans", "").options.columns == {}


def test_files_with_tags_of_several_schemes_are_counted_by_scheme(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    (tmp_path / "one.conll").write_text("Anna\tB-PER\nBrand\tI-PER\nrests\tO\n")
    (tmp_path / "two.conll").write_text("Anna\tB-PER\nBrand\tE-PER\nOslo\tS-LOC\n")
    drawer = ImportDrawer(context)
    qtbot.addWidget(drawer)
    drawer.open_files([tmp_path / "one.conll", tmp_path / "two.conll"])
    read(qtbot, drawer)
    row = next(row for row in drawer._detected._rows if row.key == "scheme")
    assert sorted(row.value.split(", ")) == ["BIOES: 1", "IOB2: 1"]
    context.session.close()
