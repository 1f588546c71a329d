"""The drawer "Label all": every place with a tick, one step, one undo; everything by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import AddSpan
from bertstudio.gui.context import Context
from bertstudio.gui.pages.annotate_label_all import LabelAll
from bertstudio.gui.pages.annotate_label_all_tasks import Wish, tagging
from bertstudio.store.occurrences import Hit
from bertstudio.store.queries import Query

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ProjectWith = Callable[..., list[Document]]

TEXTS = [
    "Harlow Sound is calm. Ships leave Harlow Sound at noon. HARLOW SOUND!",
    "The Harlow Sounder of 8 March.",
    "Nothing here.",
    "Port of Harlow Sound, Harlow Sound Authority",
    "船舶在北岬港外锚地,北岬港务集团。",
]


@pytest.fixture
def documents(project_with: ProjectWith) -> list[Document]:
    spans = {0: (Span(1, 0, 12, "Place"),), 3: (Span(1, 22, 44, "Organisation"),)}
    return project_with(
        [Document(0, text, f"Title {n}", spans.get(n, ())) for n, text in enumerate(TEXTS)],
        labels=["Person", "Organisation", "Place"],
    )


@pytest.fixture
def drawer(context: Context, documents: list[Document], qtbot: QtBot) -> LabelAll:
    drawer = LabelAll(context)
    qtbot.addWidget(drawer)
    drawer.resize(780, 300)
    drawer.show()
    qtbot.waitExposed(drawer)
    drawer.activateWindow()
    return drawer


def _open(
    drawer: LabelAll, wish: Wish, qtbot: QtBot, document: Document | None = None, query: Query | None = None
) -> None:
    drawer.open(tagging(wish), document, query)
    _found(drawer, qtbot)


def _found(drawer: LabelAll, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not drawer._search.is_busy)


def _press(
    drawer: LabelAll, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(drawer.list.table, key, modifier)


def _hits(drawer: LabelAll) -> list[tuple[str, int, bool]]:
    model = drawer._model
    found = [(model.hit(row), model.is_ticked(row)) for row in range(model.rowCount())]
    return [(hit.title, hit.start, ticked) for hit, ticked in found]


def _done(drawer: LabelAll, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not drawer._bulk.is_running and drawer.isHidden())


def test_every_place_is_listed_and_what_is_in_the_way_starts_unticked(drawer: LabelAll, qtbot: QtBot) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    assert _hits(drawer) == [("Title 0", 34, True), ("Title 3", 8, True), ("Title 3", 22, False)]
    assert drawer.button.text() == "Label 2 places"
    counts = drawer._counts.text()
    assert "2 of 3 places, in 2 documents" in counts
    assert "1 more is tagged so already" in counts
    assert "Overlaps “Harlow Sound Authority” (Organisation)" in drawer._model.data(
        drawer._model.index(2, 0), 0
    )


def test_o_and_control_enter_is_one_step_and_one_undo(
    drawer: LabelAll, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    assert drawer.list.table.hasFocus()
    _press(drawer, Key.Key_Return, CTRL)
    _done(drawer, qtbot)
    spans = context.session.document(documents[0].id).spans
    assert [(span.start, span.label) for span in spans] == [(0, "Place"), (34, "Place")]
    message = context.messages.recent[0]
    assert message.text == "Labelled 2 places in 2 documents."
    assert message.button == "Undo"
    context.session.undo()
    assert context.session.document(documents[0].id).spans == documents[0].spans
    assert context.session.document(documents[3].id).spans == documents[3].spans


def test_control_enter_before_the_search_has_ended_is_not_lost(
    drawer: LabelAll, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    drawer.open(tagging(Wish("Harlow Sound", "Place")), None, None)
    assert drawer._search.is_busy
    _press(drawer, Key.Key_Return, CTRL)
    _done(drawer, qtbot)
    assert len(context.session.document(documents[3].id).spans) == 2


def test_space_unticks_and_the_place_is_left(
    drawer: LabelAll, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    _press(drawer, Key.Key_Down)
    _press(drawer, Key.Key_Space)
    assert drawer.button.text() == "Label 1 place"
    _press(drawer, Key.Key_Return, CTRL)
    _done(drawer, qtbot)
    assert context.session.document(documents[3].id).spans == documents[3].spans


def test_a_place_that_the_overlap_rule_forbids_cannot_be_ticked(drawer: LabelAll, qtbot: QtBot) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    _press(drawer, Key.Key_A, CTRL)
    assert [ticked for _, _, ticked in _hits(drawer)] == [True, True, False]
    _press(drawer, Key.Key_A, CTRL | SHIFT)
    assert [ticked for _, _, ticked in _hits(drawer)] == [False, False, False]
    assert not drawer.button.isEnabled()


def test_only_the_places_of_this_document_are_ticked(
    drawer: LabelAll, documents: list[Document], qtbot: QtBot
) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot, documents[0])
    menu = drawer.list.ticks.menu()
    next(action for action in menu.actions() if action.objectName().endswith(".here")).trigger()
    assert [ticked for _, _, ticked in _hits(drawer)] == [True, False, False]


def test_enter_goes_to_the_place_and_the_drawer_stays(
    drawer: LabelAll, documents: list[Document], qtbot: QtBot
) -> None:
    asked: list[Hit] = []
    drawer.jumped.connect(asked.append)
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    _press(drawer, Key.Key_Down)
    _press(drawer, Key.Key_Return)
    assert [(hit.document, hit.start) for hit in asked] == [(documents[3].id, 8)]
    assert drawer.isVisible()


def test_escape_closes_and_changes_nothing(drawer: LabelAll, context: Context, qtbot: QtBot) -> None:
    closed: list[bool] = []
    drawer.closed.connect(lambda: closed.append(True))
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    _press(drawer, Key.Key_Escape)
    assert closed == [True]
    assert drawer.isHidden()
    assert not context.session.is_occupied


def test_the_scope_is_this_document_the_filter_or_all(
    drawer: LabelAll, documents: list[Document], qtbot: QtBot
) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot, documents[0], Query(ids=(documents[3].id,)))
    for scope, titles in (
        ("document", {"Title 0"}),
        ("filter", {"Title 3"}),
        ("all", {"Title 0", "Title 3"}),
    ):
        drawer.fields.scope.button(scope).click()
        _found(drawer, qtbot)
        assert {title for title, _, _ in _hits(drawer)} == titles
    assert drawer.fields.scope.button("filter").isVisible()
    drawer.open(tagging(Wish("Harlow Sound", "Place")), documents[0], None)
    assert not drawer.fields.scope.button("filter").isVisible()


def test_the_scope_of_this_document_follows_the_editor(
    drawer: LabelAll, documents: list[Document], qtbot: QtBot
) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot, documents[0])
    drawer.fields.scope.button("document").click()
    drawer.show_document(documents[3])
    _found(drawer, qtbot)
    assert {title for title, _, _ in _hits(drawer)} == {"Title 3"}


def test_whole_word_case_and_expressions_are_choices(drawer: LabelAll, qtbot: QtBot) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    drawer.fields.whole_word.click()
    _found(drawer, qtbot)
    assert ("Title 1", 4, True) in _hits(drawer)
    drawer.fields.match_case.click()
    _found(drawer, qtbot)
    assert ("Title 0", 56, True) in _hits(drawer)
    drawer.fields.regex.click()
    drawer.fields.pattern.setText("8 [A-Z][a-z]+")
    QTest.keyClick(drawer.fields.pattern, Key.Key_Return)
    _found(drawer, qtbot)
    assert [(title, start) for title, start, _ in _hits(drawer)] == [("Title 1", 22)]


def test_a_wrong_expression_is_said_under_the_field(drawer: LabelAll, qtbot: QtBot) -> None:
    _open(drawer, Wish("Harlow (", "Place", regex=True), qtbot)
    assert drawer.fields.problem.isVisible()
    assert "Harlow (" in drawer.fields.problem.text()
    drawer.fields.pattern.setText("Harlow")
    QTest.keyClick(drawer.fields.pattern, Key.Key_Return)
    _found(drawer, qtbot)
    assert not drawer.fields.problem.isVisible()


def test_whole_word_is_hidden_where_words_have_no_blanks(drawer: LabelAll, qtbot: QtBot) -> None:
    _open(drawer, Wish("北岬港", "Place"), qtbot)
    assert not drawer.fields.whole_word.isVisible()
    assert [start for _, start, _ in _hits(drawer)] == [3, 10]
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    assert drawer.fields.whole_word.isVisible()


def test_a_digit_chooses_the_label_and_without_one_nothing_is_labelled(
    drawer: LabelAll, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _open(drawer, Wish("calm"), qtbot)
    assert not drawer.button.isEnabled()
    assert "Choose a label" in drawer._counts.text()
    _press(drawer, Key.Key_1)
    assert drawer.fields.label_box.currentText() == "Person"
    _press(drawer, Key.Key_Return, CTRL)
    _done(drawer, qtbot)
    spans = context.session.document(documents[0].id).spans
    assert [(span.start, span.end, span.label) for span in spans][-1] == (16, 20, "Person")


def test_digits_and_the_slash_work_from_the_switches_too(drawer: LabelAll, qtbot: QtBot) -> None:
    _open(drawer, Wish("calm"), qtbot)
    drawer.fields.regex.setFocus()
    QTest.keyClick(drawer.fields.regex, Key.Key_1)
    assert drawer.fields.label_box.currentText() == "Person"
    QTest.keyClick(drawer.fields.regex, Key.Key_Slash)
    assert drawer.fields.pattern.hasFocus()


def test_a_change_from_elsewhere_is_followed_and_ticks_stay(
    drawer: LabelAll, context: Context, documents: list[Document], qtbot: QtBot
) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    _press(drawer, Key.Key_Space)
    context.session.do(AddSpan(documents[3].id, Span(9, 8, 20, "Place")))
    qtbot.waitUntil(lambda: len(_hits(drawer)) == 2)
    assert _hits(drawer) == [("Title 0", 34, False), ("Title 3", 22, False)]


def test_a_filter_lists_some_and_ticks_stay_as_they_are(drawer: LabelAll, qtbot: QtBot) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    drawer.list.shown.setCurrentIndex(3)
    drawer.list.shown.activated.emit(3)
    assert [start for _, start, _ in _hits(drawer)] == [22]
    drawer.list.shown.setCurrentIndex(0)
    drawer.list.words.setText("title 0")
    QTest.keyClick(drawer.list.words, Key.Key_Return)
    assert [start for _, start, _ in _hits(drawer)] == [34]
    assert drawer.button.text() == "Label 2 places"


def test_every_control_has_a_name(drawer: LabelAll, qtbot: QtBot) -> None:
    _open(drawer, Wish("Harlow Sound", "Place"), qtbot)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
    found = [widget for kind in kinds for widget in drawer.findChildren(kind)]
    controls = [widget for widget in found if widget.isVisible() and widget.objectName()]
    assert len(controls) > 10
    assert [widget.objectName() for widget in controls if not widget.accessibleName()] == []
    words = drawer._model.data(drawer._model.index(0, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert words.startswith("ticked, Title 0, Place, ")
