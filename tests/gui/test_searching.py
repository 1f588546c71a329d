"""Searching all documents in the window: lists that fill while they are read, switches, hits in the text."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.gui.context import Context
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.listing import Listing
from bertstudio.gui.pages import annotate_list
from bertstudio.gui.pages.annotate import AnnotatePage
from bertstudio.gui.pages.corpus import CorpusPage
from bertstudio.store import search, staging
from bertstudio.store.documents import Query

ProjectWith = Callable[..., list[Document]]
LONG = "water\n" * 3000 + "Here is the harbour master, HARBOUR!"


def add(context: Context, several: list[Document]) -> None:
    batch = staging.stage(context.session.project)
    staging.add(batch, several)
    context.session.announce(staging.reveal(batch))


@pytest.fixture
def many(context: Context) -> Context:
    add(context, [Document(0, f"harbour {n} {'rare' * (n == 2900)}", f"t{n}") for n in range(3000)])
    return context


@pytest.fixture
def corpus(qtbot: QtBot, many: Context) -> CorpusPage:
    page = CorpusPage(many)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    page.show()
    settled(qtbot, page)
    return page


def settled(qtbot: QtBot, page: CorpusPage) -> None:
    qtbot.waitUntil(lambda: not page.is_reading and not page.filters.search._pause.isActive())


def test_a_list_begins_before_it_ends_and_holds_everything_once(qtbot: QtBot, many: Context) -> None:
    listing = Listing(many.session, many.session)
    told: list[tuple[str, list[int]]] = []
    listing.began.connect(lambda ids: told.append(("began", list(ids))))
    listing.went_on.connect(lambda ids: told.append(("went on", list(ids))))
    with qtbot.waitSignal(listing.ended):
        listing.ask(Query("harbour"))
    assert [what for what, _ in told] == ["began", *["went on"] * (len(told) - 1)]
    assert 0 < len(told[0][1]) <= search.FIRST
    assert [number for _, ids in told for number in ids] == list(range(1, 3001))


def test_a_new_question_leaves_nothing_of_the_one_before(qtbot: QtBot, corpus: CorpusPage) -> None:
    for text in ("harbour", "nowhere", "rare"):
        corpus.filters.search.setText(text)
        corpus.filters.search.returnPressed.emit()
    settled(qtbot, corpus)
    assert [corpus.model.document_id(row) for row in range(corpus.model.rowCount())] == [2901]
    assert corpus.filters.findChild(QLabel, "corpus.count").text() == "1 of 3,000"


def test_the_current_row_and_ticks_stay_while_the_list_fills(qtbot: QtBot, corpus: CorpusPage) -> None:
    corpus.table.go_to(2500)
    corpus.model.tick([2499, 10])
    corpus.filters.set_order("title", False)
    settled(qtbot, corpus)
    assert corpus.model.rowCount() == 3000
    assert corpus.table.current_id() == 2500
    assert sorted(corpus.model.ticked()) == [11, 2500]


def test_switches_change_what_is_found(qtbot: QtBot, corpus: CorpusPage) -> None:
    box = corpus.filters.search
    for switch, text, count in (
        ("match_case", "Harbour", 0),
        ("whole_word", "harbou", 0),
        ("regex", r"r 29\d\d\b", 100),
    ):
        corpus.filters.clear()
        QTest.keyClicks(box, text)
        box.switches[switch].click()
        settled(qtbot, corpus)
        assert corpus.model.rowCount() == count
        assert corpus.current_query() == Query(text, **{switch: True})


def test_a_wrong_expression_is_said_below_and_the_rows_stay(qtbot: QtBot, corpus: CorpusPage) -> None:
    box = corpus.filters.search
    box.switches["regex"].click()
    QTest.keyClicks(box, "harbour [")
    settled(qtbot, corpus)
    problem = corpus.filters.findChild(QLabel, "corpus.search_problem")
    assert "position 8" in problem.text()
    assert problem.isVisible()
    assert corpus.model.rowCount() == 3000
    QTest.keyClicks(box, "0-9]")
    settled(qtbot, corpus)
    assert not problem.isVisible()
    assert corpus.model.rowCount() == 3000


def test_choices_of_more_hold_together_and_each_is_named(
    qtbot: QtBot, context: Context, project_with: ProjectWith
) -> None:
    span = Span(1, 0, 5, "PER", note="odd")
    project_with(
        [
            Document(0, "Maria", spans=(span,), source="a.txt", flagged=True),
            Document(0, "Maria", source="b.txt", flagged=True),
            Document(0, "Maria", source="b.txt"),
        ]
    )
    page = CorpusPage(context)
    qtbot.addWidget(page)
    page.show()
    settled(qtbot, page)
    more = page.filters.buttons["more"]
    for values, count in (
        ([("flagged", True)], 2),
        ([("flagged", True), ("has_note", True)], 1),
        ([("sources", "b.txt")], 2),
        ([("sources", "b.txt"), ("sources", "a.txt")], 3),
        ([("confidence_below", 0.5)], 0),
    ):
        more.choose(*values)
        settled(qtbot, page)
        assert page.model.rowCount() == count, values
    assert list(page.filters.active()) == ["Suggestions below 0.5"]
    menu = more.choices_menu()
    names = [action.text() for action in menu.actions()]
    assert {"With a note", "The model disagrees", "a.txt", "b.txt"} <= set(names)
    (chosen,) = [action for action in menu.actions() if action.isChecked()]
    menu.actions()[names.index("Suggestions below 0.9")].trigger()
    assert page.current_query().confidence_below == 0.9
    assert chosen.text() == "Suggestions below 0.5"


@pytest.fixture
def annotate(qtbot: QtBot, context: Context) -> AnnotatePage:
    add(context, [Document(0, f"water {n}", f"t{n}") for n in range(300)] + [Document(0, LONG, "long")])
    page = AnnotatePage(context)
    qtbot.addWidget(page)
    page.resize(1400, 860)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: not page.list.is_reading)
    return page


def test_enter_opens_the_first_hit_and_selects_the_place(qtbot: QtBot, annotate: AnnotatePage) -> None:
    annotate.run("search-all")
    QTest.keyClicks(annotate.list.search, "harbour")
    QTest.keyClick(annotate.list.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not annotate.list.is_reading)
    assert list(annotate.list.documents) == [301]
    document, editor = annotate.document, annotate.editor
    assert document is not None
    assert document.title == "long"
    assert isinstance(editor, SpansEditor)
    first, second = LONG.index("harbour"), LONG.index("HARBOUR")
    assert editor.find_bar._hits == ((first, first + 7), (second, second + 7))
    assert editor.find_bar._current == 0
    assert editor.view.verticalScrollBar().value() > 0
    assert annotate._centre is not None
    assert annotate._centre.header._place.text() == "1 of 1"
    qtbot.waitUntil(editor.view.hasFocus)
    QTest.keyClick(editor.view, Qt.Key.Key_F3)
    assert editor.find_bar._current == 1
    annotate.run("search-all")
    assert annotate.list.search.selectedText() == "harbour", "what is typed takes its place"
    annotate.list.search.clear()
    qtbot.waitUntil(lambda: len(annotate.list.documents) == 301)
    assert annotate._centre.header._place.text() == "301 of 301"
    annotate.run("find-next")
    assert editor.find_bar._current == 0, "after the last comes the first"


def test_a_list_longer_than_what_is_read_at_once_is_read_to_its_end(
    qtbot: QtBot, annotate: AnnotatePage, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotate_list, "AT_ONCE", 50)
    annotate.open_document(250)
    annotate.list.refresh()
    assert len(annotate.list.documents) == 50
    assert annotate.list.holds(250)
    assert not annotate.list.holds(999)
    qtbot.waitUntil(lambda: not annotate.list.is_reading)
    assert list(annotate.list.documents) == list(range(1, 302))
    assert annotate.list.current == 250
