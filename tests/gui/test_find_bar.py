"""Find in a document: exact places in any text, counts, and what is said of a wrong expression."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from bertstudio.gui.editors.find_bar import FindBar, How, places_of

Key = Qt.Key
FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "words", "how", "found"),
    [
        ("Calder calder", "calder", How(), ["Calder", "calder"]),
        ("Calder calder", "calder", How(match_case=True), ["calder"]),
        ("sail sails", "sail", How(whole_word=True), ["sail"]),
        ("İstanbul istanbul İSTANBUL x", "x", How(), ["x"]),
        ("Straße STRASSE ẞ ß", "ß", How(), ["ß", "ẞ", "ß"]),
        (f"{FAMILY}\r\n{FAMILY} Oslo\r\nOslo", "oslo", How(), ["Oslo", "Oslo"]),
        ("\ufeff𝒳 Oslo", "Oslo", How(), ["Oslo"]),
        ("cafe cafe\u0301", "cafe", How(), ["cafe"]),
        ("cafe\u0301 café", "café", How(), ["cafe\u0301", "café"]),
        ("a  b\u00a0c", "  ", How(), ["  "]),
        ("引航艇云澜号", "云澜", How(whole_word=True), ["云澜"]),
        ("a1 b22 c", r"\w\d+", How(regex=True), ["a1", "b22"]),
        ("a.c abc", "a.c", How(), ["a.c"]),
        ("abc", "", How(), []),
        ("abc", "x*", How(regex=True), []),
    ],
)
def test_places_are_exact(text: str, words: str, how: How, found: list[str]) -> None:
    assert [text[start:end] for start, end in places_of(text, words, how)] == found


@pytest.fixture
def bar(qtbot: QtBot, app: object) -> FindBar:
    made = FindBar()
    qtbot.addWidget(made)
    made.show()
    made.set_text("one two ONE two one")
    made.open("one", 5)
    return made


def _count(bar: FindBar) -> str:
    field = bar.findChild(QLineEdit, "annotate.find.text")
    assert isinstance(field, QLineEdit)
    return field.accessibleDescription()


def _press(bar: FindBar, name: str) -> None:
    button = bar.findChild(QAbstractButton, f"annotate.find.{name}")
    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_begins_at_the_caret_and_goes_round_the_end(bar: FindBar, qtbot: QtBot) -> None:
    assert _count(bar) == "2 of 3"
    bar.step(1)
    with qtbot.waitSignal(bar.found) as signal:
        bar.step(1)
    assert _count(bar) == "1 of 3"
    assert signal.args[1] == (0, 3)


def test_options_narrow_what_is_found(bar: FindBar) -> None:
    _press(bar, "case")
    assert _count(bar) == "2 of 2"
    field = bar.findChild(QLineEdit, "annotate.find.text")
    field.setText("ne")
    assert _count(bar) == "2 of 2"
    _press(bar, "whole")
    assert _count(bar) == "Not in this document"


def test_a_wrong_expression_is_said_in_words_that_can_be_read(bar: FindBar, qtbot: QtBot) -> None:
    _press(bar, "regex")
    field = bar.findChild(QLineEdit, "annotate.find.text")
    field.setText("(one")
    assert "is no regular expression" in _count(bar)
    assert bar._problem.text() == _count(bar)
    qtbot.waitUntil(lambda: bar._problem.isVisible() and bar._problem.width() > bar.width() / 2)
    field.setText("(one|two)")
    assert _count(bar) == "3 of 5"
    assert not bar._problem.isVisible()


def test_in_a_long_text_the_search_waits_for_a_pause_and_enter_does_not(bar: FindBar, qtbot: QtBot) -> None:
    bar.set_text("one two " * 50_000)
    field = bar.findChild(QLineEdit, "annotate.find.text")
    field.clear()
    QTest.keyClicks(field, "two")
    QTest.keyClick(field, Key.Key_Return)
    assert not bar._later.isActive()
    qtbot.waitUntil(lambda: _count(bar) == "1 of 50,000")
    QTest.keyClick(field, Key.Key_Backspace)
    qtbot.waitUntil(lambda: _count(bar) == "1 of 50,000" and field.text() == "tw")


def test_a_search_that_is_overtaken_is_not_shown(bar: FindBar, qtbot: QtBot) -> None:
    bar.set_text("one two " * 50_000)
    field = bar.findChild(QLineEdit, "annotate.find.text")
    shown: list[int] = []
    bar.found.connect(lambda hits, _current: shown.append(len(hits)))
    for words in ("o", "one two"):
        field.setText(words)
        QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.waitUntil(lambda: _count(bar) == "1 of 50,000")
    assert shown == [50_000]


def test_closing_the_bar_ends_the_search(bar: FindBar, qtbot: QtBot) -> None:
    bar.set_text("one two " * 50_000)
    searching = bar._searching
    assert searching is not None
    with qtbot.waitSignal(searching.finished):
        bar.close_bar()
    assert _count(bar) != "1 of 50,000"
