"""The editors: real keys and mouse, and what stands in the project afterwards, in code points."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Status
from bertstudio.core.edits import AddLabel, SetOption
from bertstudio.core.labels import Label
from bertstudio.core.overlap import Overlap
from bertstudio.gui.context import Context
from bertstudio.gui.editors.keys import KEYS
from bertstudio.gui.editors.label_editor import LabelEditor
from bertstudio.gui.editors.span_commands import acceptable, dragged_edge, taken_word
from bertstudio.gui.editors.spans_editor import SpansEditor

LEFT = Qt.MouseButton.LeftButton
NO, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key
LABELS = ["Person", "Organisation", "Place"]
TEXT = "The master Marit Solheim left Harlow Sound."

ProjectWith = Callable[..., list[Document]]
Tagged = list[tuple[str, str]]


class Desk:
    """An editor in a window, with hands."""

    def __init__(self, editor: SpansEditor, context: Context, window: QWidget) -> None:
        self.editor = editor
        self.context = context
        self.window = window

    @property
    def document(self) -> Document:
        assert self.editor.document is not None
        return self.context.session.document(self.editor.document.id)

    @property
    def tagged(self) -> Tagged:
        return [(self.document.text_of(span), span.label) for span in self.document.spans]

    @property
    def selected_text(self) -> str:
        selection = self.editor.caret.selection
        return self.document.text[slice(*selection)] if selection else ""

    @property
    def chosen(self) -> str:
        span = self.editor.chosen
        return self.document.text_of(span) if span else ""

    def press(self, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        for key in keys:
            code, modifier = key if isinstance(key, tuple) else (key, NO)
            QTest.keyClick(self.editor.view, code, modifier)

    def point(self, position: int, part: float = 0.1) -> QPoint:
        box = self.editor.view.boxes(position, position + 1)[0]
        return QPointF(box.left() + part * box.width(), box.center().y()).toPoint()

    def drag(self, words: str, modifier: Qt.KeyboardModifier = NO) -> None:
        start = self.document.text.index(words)
        self.drag_points(self.point(start), self.point(start + len(words) - 1, 0.9), modifier)

    def drag_points(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NO) -> None:
        target = self.editor.view.viewport()
        QTest.mousePress(target, LEFT, modifier, start)
        QTest.mouseMove(target, (start + end) / 2)
        QTest.mouseMove(target, end)
        QTest.mouseRelease(target, LEFT, modifier, end)

    def click(self, words: str) -> None:
        target = self.editor.view.viewport()
        QTest.mouseClick(target, LEFT, NO, self.point(self.document.text.index(words), 0.4))

    def double_click(self, words: str) -> None:
        point = self.point(self.document.text.index(words), 0.4)
        target = self.editor.view.viewport()
        QTest.mouseClick(target, LEFT, NO, point)
        QTest.mouseDClick(target, LEFT, NO, point)
        QTest.mouseRelease(target, LEFT, NO, point)


MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(context: Context, project_with: ProjectWith, qtbot: QtBot) -> MakeDesk:
    """`desk(text, spans=…, suggestions=…, overlap=…)` opens one document in the span editor."""

    def make(
        text: str = TEXT,
        *,
        spans: Sequence[Span] = (),
        suggestions: Sequence[Span] = (),
        overlap: Overlap = Overlap.REFUSE,
    ) -> Desk:
        document = Document(0, text, "One", tuple(spans), tuple(suggestions))
        (stored,) = project_with([document], labels=LABELS)
        context.session.do(SetOption("overlap", str(overlap)))
        window = QWidget()
        qtbot.addWidget(window)
        editor = SpansEditor(context)
        column = QVBoxLayout(window)
        column.addWidget(editor)
        column.addWidget(QPushButton("after"))
        window.resize(760, 500)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        editor.show_document(stored)
        editor.view.setFocus()
        qtbot.waitUntil(editor.view.hasFocus)
        return Desk(editor, context, window)

    return make


def _ghost(number: int, text: str, words: str, label: str, confidence: float) -> Span:
    start = text.index(words)
    return Span(number, start, start + len(words), label, Origin.MODEL, confidence, 7)


# Tagging -------------------------------------------------------------------------------------


def test_a_drag_and_a_digit_tag_whole_words(desk: MakeDesk) -> None:
    hands = desk()
    hands.drag("arit Solhei")
    assert hands.selected_text == "Marit Solheim"
    hands.press(Key.Key_1)
    assert hands.tagged == [("Marit Solheim", "Person")]
    assert hands.document.status is Status.STARTED


def test_with_alt_a_drag_tags_exactly_these_characters(desk: MakeDesk) -> None:
    hands = desk()
    hands.drag("arit", ALT)
    hands.press(Key.Key_1)
    assert hands.tagged == [("arit", "Person")]


def test_a_double_click_and_a_digit_tag_a_word(desk: MakeDesk) -> None:
    hands = desk()
    hands.double_click("Harlow")
    hands.press(Key.Key_3)
    assert hands.tagged == [("Harlow", "Place")]


def test_the_keyboard_alone_tags_a_span(desk: MakeDesk) -> None:
    hands = desk()
    hands.press((Key.Key_Right, CTRL), (Key.Key_Right, CTRL), Key.Key_Space, Key.Key_Space, Key.Key_1)
    assert hands.tagged == [("Marit Solheim", "Person")]


def test_shift_space_gives_the_last_word_back(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_Space, Key.Key_Space, Key.Key_Space, (Key.Key_Space, SHIFT))
    assert hands.selected_text == "The master"
    hands.press((Key.Key_Space, SHIFT), (Key.Key_Space, SHIFT))
    assert hands.selected_text == ""


def test_a_digit_of_the_keypad_or_with_shift_tags_too(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_Space, (Key.Key_2, Qt.KeyboardModifier.KeypadModifier))
    assert hands.tagged == [("The", "Organisation")]
    hands.press((Key.Key_1, SHIFT))
    assert hands.tagged == [("The", "Person")]


def test_chinese_is_tagged_by_character(desk: MakeDesk) -> None:
    hands = desk("引航艇云澜7号在北岬港")
    hands.drag("云澜7号")
    hands.press(Key.Key_2)
    assert [(s.start, s.end) for s in hands.document.spans] == [(3, 7)]
    hands.double_click("岬")
    hands.press(Key.Key_3)
    assert hands.tagged[-1] == ("岬", "Place")


def test_beyond_the_basic_plane_positions_stay_code_points(desk: MakeDesk) -> None:
    text = "👩\u200d👩\u200d👧 and 𝒳𝒴 met Zoe\u0308 🇩🇪."
    hands = desk(text)
    hands.drag("Zoe\u0308")
    hands.press(Key.Key_1)
    (span,) = hands.document.spans
    assert (span.start, span.end) == (text.index("Zoe"), text.index("Zoe") + 4)
    hands.drag("𝒳𝒴")
    hands.press(Key.Key_2)
    assert ("𝒳𝒴", "Organisation") in hands.tagged


def test_a_family_of_emoji_is_taken_as_a_whole(desk: MakeDesk) -> None:
    family = "👩\u200d👩\u200d👧"
    hands = desk(f"a {family} b")
    hands.press(Key.Key_Right, Key.Key_Right, (Key.Key_Right, SHIFT), Key.Key_1)
    assert hands.tagged == [(family, "Person")]


def test_windows_line_ends_shift_nothing(desk: MakeDesk) -> None:
    hands = desk("first line\r\nsecond Harlow Sound\r\n\r\nlast")
    hands.drag("Harlow Sound")
    hands.press(Key.Key_3)
    assert hands.tagged == [("Harlow Sound", "Place")]
    assert hands.document.text[:12] == "first line\r\n"


def test_right_to_left_text_is_tagged_by_mouse_and_keys(desk: MakeDesk) -> None:
    text = "وصلت السفينة نجمة الخليج"
    hands = desk(text)
    hands.drag("نجمة الخليج")
    hands.press(Key.Key_1)
    assert hands.tagged == [("نجمة الخليج", "Person")]
    hands.press(Key.Key_Escape, (Key.Key_Home, CTRL), (Key.Key_Left, SHIFT), (Key.Key_Left, SHIFT), Key.Key_3)
    assert (hands.document.spans[0].start, hands.document.spans[0].end) == (0, 2)


def test_a_pinned_label_tags_every_selection_at_once(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_3)
    assert hands.editor.pin == "Place"
    hands.double_click("Harlow")
    hands.double_click("master")
    assert hands.tagged == [("master", "Place"), ("Harlow", "Place")]
    hands.press(Key.Key_Escape, Key.Key_Escape)
    assert hands.editor.pin == ""


def test_the_list_of_labels_takes_what_is_typed(desk: MakeDesk, qtbot: QtBot) -> None:
    hands = desk()
    hands.press(Key.Key_Space, Key.Key_L)
    field = hands.editor.findChild(QLineEdit, "annotate.label_list.filter")
    assert field is not None
    qtbot.waitUntil(field.isVisible)
    QTest.keyClicks(field, "pla")
    QTest.keyClick(field, Key.Key_Return)
    assert hands.tagged == [("The", "Place")]


# Choosing and changing spans ------------------------------------------------------------------

SPANS = (Span(1, 11, 24, "Person"), Span(2, 30, 42, "Place"))


def test_j_and_k_go_from_span_to_span(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    hands.press(Key.Key_J)
    assert hands.chosen == "Marit Solheim"
    hands.press(Key.Key_J)
    assert hands.chosen == "Harlow Sound"
    hands.press(Key.Key_K)
    assert hands.chosen == "Marit Solheim"


def test_a_digit_relabels_the_selected_span(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    hands.press(Key.Key_J, Key.Key_2)
    assert hands.tagged[0] == ("Marit Solheim", "Organisation")
    assert hands.chosen == "Marit Solheim"


def test_shift_and_arrows_resize_by_character_and_by_word(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    hands.press(Key.Key_J, (Key.Key_Left, SHIFT))
    assert hands.chosen == "Marit Solhei"
    hands.press((Key.Key_Right, CTRL | SHIFT), (Key.Key_Right, CTRL | SHIFT))
    assert hands.chosen == "Marit Solheim left"
    hands.press(Key.Key_X, (Key.Key_Left, CTRL | SHIFT))
    assert hands.chosen == "master Marit Solheim left"


def test_an_edge_is_dragged_to_whole_words(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    hands.press(Key.Key_J)
    box = hands.editor.view.boxes(11, 24)[0]
    edge = QPointF(box.right(), box.center().y()).toPoint()
    hands.drag_points(edge, hands.point(26, 0.5))
    assert hands.chosen == "Marit Solheim left"
    edge = QPointF(box.left(), box.center().y()).toPoint()
    hands.drag_points(edge, hands.point(13, 0.1), ALT)
    assert hands.chosen == "rit Solheim left"


def test_an_edge_that_moves_by_character_never_stops_behind_a_blank(desk: MakeDesk) -> None:
    hands = desk(spans=(Span(1, 11, 16, "Person"),))
    hands.press(Key.Key_J, (Key.Key_Right, SHIFT))
    assert hands.chosen == "Marit S"
    hands.press((Key.Key_Left, SHIFT))
    assert hands.chosen == "Marit"
    hands.press(Key.Key_X, (Key.Key_Left, SHIFT))
    assert hands.chosen == "r Marit"
    hands.press((Key.Key_Right, SHIFT))
    assert hands.chosen == "Marit"


def test_delete_removes_and_undo_restores(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    hands.press(Key.Key_J, Key.Key_Delete)
    assert hands.tagged == [("Harlow Sound", "Place")]
    hands.context.session.undo()
    assert len(hands.editor.document.spans if hands.editor.document else ()) == 2


def test_clicks_go_from_the_inner_span_outward(desk: MakeDesk) -> None:
    hands = desk(spans=(Span(1, 11, 24, "Person"), Span(2, 17, 24, "Place")), overlap=Overlap.ANY)
    hands.click("olheim")
    assert hands.chosen == "Solheim"
    hands.click("olheim")
    assert hands.chosen == "Marit Solheim"
    hands.click("olheim")
    assert hands.chosen == "Solheim"


def test_a_refused_overlap_is_said_and_the_span_in_the_way_flashes(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    said: list[str] = []
    hands.context.messages.said.connect(lambda message: said.append(message.text))
    hands.drag("master Marit")
    hands.press(Key.Key_2)
    assert len(hands.document.spans) == 2
    assert hands.editor.view.state.flashed == 1
    assert "Marit Solheim" in said[0]


def test_escape_leaves_one_thing_at_a_time(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    hands.press(Key.Key_3, Key.Key_J)
    hands.press(Key.Key_Escape)
    assert (hands.chosen, hands.editor.pin) == ("", "Place")
    hands.press(Key.Key_Space, Key.Key_Escape)
    assert hands.selected_text == ""
    hands.press(Key.Key_Escape)
    assert hands.editor.pin == ""


# Suggestions ----------------------------------------------------------------------------------


def _two_ghosts() -> tuple[Span, ...]:
    return (_ghost(1, TEXT, "Marit Solheim", "Person", 0.97), _ghost(2, TEXT, "Harlow Sound", "Place", 0.6))


def test_tab_goes_through_the_suggestions_and_then_out(desk: MakeDesk, qtbot: QtBot) -> None:
    hands = desk(suggestions=_two_ghosts())
    hands.press(Key.Key_Tab)
    assert hands.chosen == "Marit Solheim"
    hands.press(Key.Key_Tab)
    assert hands.chosen == "Harlow Sound"
    hands.press(Key.Key_Tab)
    assert not hands.editor.view.hasFocus()


def test_enter_accepts_and_goes_on(desk: MakeDesk) -> None:
    hands = desk(suggestions=_two_ghosts())
    hands.press(Key.Key_Tab, Key.Key_Return)
    assert hands.tagged == [("Marit Solheim", "Person")]
    assert hands.chosen == "Harlow Sound"
    (span,) = hands.document.spans
    assert (span.origin, span.confidence, span.run) == (Origin.MODEL, 0.97, 7)


def test_shift_enter_accepts_and_stays(desk: MakeDesk) -> None:
    hands = desk(suggestions=_two_ghosts())
    hands.press(Key.Key_Tab, (Key.Key_Return, SHIFT))
    assert hands.chosen == "Marit Solheim"
    assert len(hands.document.suggestions) == 1


def test_delete_rejects_and_goes_on(desk: MakeDesk) -> None:
    hands = desk(suggestions=_two_ghosts())
    hands.press(Key.Key_Tab, Key.Key_Delete)
    assert (hands.tagged, hands.chosen) == ([], "Harlow Sound")


def test_a_digit_accepts_as_another_label(desk: MakeDesk) -> None:
    hands = desk(suggestions=_two_ghosts())
    hands.press(Key.Key_Tab, Key.Key_2)
    assert hands.tagged == [("Marit Solheim", "Organisation")]


def test_a_accepts_the_sure_ones_as_one_step(desk: MakeDesk) -> None:
    hands = desk(suggestions=_two_ghosts())
    hands.press(Key.Key_A)
    assert hands.tagged == [("Marit Solheim", "Person")]
    hands.context.session.undo()
    assert hands.tagged == []
    assert len(hands.document.suggestions) == 2


def test_shift_a_rejects_what_is_shown(desk: MakeDesk) -> None:
    hands = desk(suggestions=_two_ghosts())
    hands.editor.set_threshold(0.9)
    hands.press((Key.Key_A, SHIFT))
    assert [ghost.confidence for ghost in hands.document.suggestions] == [0.6]


def test_a_suggestion_in_the_way_of_a_tag_is_refused(desk: MakeDesk) -> None:
    ghost = _ghost(9, TEXT, "master Marit", "Person", 0.99)
    hands = desk(spans=SPANS, suggestions=(ghost,))
    hands.press(Key.Key_Tab, Key.Key_Return)
    assert len(hands.document.spans) == 2
    assert hands.editor.view.state.flashed == 1


def test_of_overlapping_suggestions_the_surer_one_is_taken() -> None:
    sure, less = Span(1, 0, 5, "Person", confidence=0.9), Span(2, 3, 8, "Person", confidence=0.8)
    document = Document(1, "abcdefgh", suggestions=(sure, less))
    assert acceptable(document, (less, sure), Overlap.REFUSE) == (sure,)
    assert acceptable(document, (less, sure), Overlap.ANY) == (less, sure)


def test_the_card_of_a_suggestion_accepts_it(desk: MakeDesk, qtbot: QtBot) -> None:
    hands = desk(suggestions=_two_ghosts())
    QTest.mouseMove(hands.editor.view.viewport(), hands.point(13, 0.5))
    button = hands.editor.findChild(QPushButton, "annotate.card.accept")
    assert button is not None
    qtbot.waitUntil(button.isVisible, timeout=2_000)
    QTest.mouseClick(button, LEFT)
    assert hands.tagged == [("Marit Solheim", "Person")]


# View -----------------------------------------------------------------------------------------


def test_marks_are_hidden_while_v_is_held(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    QTest.keyPress(hands.editor.view, Key.Key_V)
    assert not hands.editor.view.state.marks_shown
    QTest.keyRelease(hands.editor.view, Key.Key_V)
    assert hands.editor.view.state.marks_shown


def test_h_hides_the_codes_and_lines_move_together(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    with_codes = hands.editor.view.content.reading.pitch
    assert with_codes >= 36  # more where the font of the system is taller
    hands.press(Key.Key_H)
    assert 26 <= hands.editor.view.content.reading.pitch < with_codes


def test_find_steps_through_the_text_and_selects_nothing_by_itself(desk: MakeDesk, qtbot: QtBot) -> None:
    hands = desk("one two One three one")
    hands.press((Key.Key_F, CTRL))
    field = hands.editor.findChild(QLineEdit, "annotate.find.text")
    assert field is not None
    QTest.keyClicks(field, "one")
    assert hands.editor.view.state.current_hit == (0, 3)
    QTest.keyClick(field, Key.Key_F3)
    assert hands.editor.view.state.current_hit == (8, 11)
    QTest.keyClick(field, Key.Key_Escape)
    assert hands.editor.view.state.hits == ()
    assert hands.editor.view.hasFocus()


def test_the_text_size_is_a_setting(desk: MakeDesk) -> None:
    hands = desk()
    hands.press((Key.Key_Equal, CTRL))
    assert hands.context.settings.get("text_size") == 17
    assert hands.editor.view.content.reading.px == 17


def test_letters_change_nothing_in_the_text(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_Q, Key.Key_Z, Key.Key_Backspace)
    assert hands.document.text == TEXT
    assert hands.tagged == []


def test_the_list_of_entities_has_the_same_actions(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS, suggestions=(_ghost(9, TEXT, "left", "Person", 0.8),))
    hands.press((Key.Key_L, CTRL | SHIFT))
    table = hands.editor.findChild(QTableView, "annotate.table")
    assert table is not None
    assert table.hasFocus()
    QTest.keyClick(table, Key.Key_Home, CTRL)
    assert hands.chosen == "Marit Solheim"
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Return)
    assert ("left", "Person") in hands.tagged
    QTest.keyClick(table, Key.Key_Home, CTRL)
    QTest.keyClick(table, Key.Key_2)
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Delete)
    QTest.keyClick(table, Key.Key_Delete)
    assert hands.tagged == [("Marit Solheim", "Organisation")]
    QTest.keyClick(table, Key.Key_L, CTRL | SHIFT)
    assert hands.editor.view.hasFocus()


def test_keys_are_given_once() -> None:
    keys = [key for row in KEYS for key in row.keys]
    assert sorted(keys) == sorted(set(keys))
    commands = [row.command for row in KEYS]
    assert len(commands) == len(set(commands))


def test_every_command_of_the_editor_is_carried_out(desk: MakeDesk) -> None:
    hands = desk(spans=SPANS)
    unknown = [
        row.command for row in KEYS if row.scope == "editor" and row.command not in hands.editor._commands
    ]
    assert unknown == []


# Sentences, both ends, sticky labels --------------------------------------------------------------

SENTENCES = "Dr. Solheim left. The coaster slept! 船沉了。没有人"


def test_the_caret_goes_from_sentence_to_sentence(desk: MakeDesk) -> None:
    hands = desk(SENTENCES)
    stops = []
    for _ in range(4):
        hands.press((Key.Key_Down, CTRL))
        stops.append(hands.editor.caret.position)
    assert stops == [18, 37, 41, len(SENTENCES)]
    hands.press((Key.Key_Up, CTRL), (Key.Key_Up, CTRL))
    assert hands.editor.caret.position == 37


def test_sentences_are_selected_one_after_the_other_and_given_back(desk: MakeDesk) -> None:
    hands = desk(SENTENCES)
    hands.press((Key.Key_Right, CTRL), Key.Key_S)
    assert hands.selected_text == "Dr. Solheim left."
    hands.press(Key.Key_S)
    assert hands.selected_text == "Dr. Solheim left. The coaster slept!"
    hands.press((Key.Key_Space, SHIFT))
    assert hands.selected_text == "Dr. Solheim left."
    hands.press((Key.Key_Space, SHIFT))
    assert hands.selected_text == ""
    hands.press((Key.Key_Down, CTRL | SHIFT), (Key.Key_Down, CTRL | SHIFT), Key.Key_2)
    assert hands.tagged == [("Dr. Solheim left. The coaster slept!", "Organisation")]


def test_a_selection_by_sentence_shrinks_again(desk: MakeDesk) -> None:
    hands = desk(SENTENCES)
    hands.press((Key.Key_Down, CTRL | SHIFT), (Key.Key_Down, CTRL | SHIFT), (Key.Key_Up, CTRL | SHIFT))
    assert hands.selected_text == "Dr. Solheim left. "


def test_both_ends_of_a_selection_can_be_moved(desk: MakeDesk) -> None:
    hands = desk()
    hands.press((Key.Key_Right, CTRL), Key.Key_Space, Key.Key_Space)
    assert hands.selected_text == "master Marit"
    hands.press(Key.Key_X, (Key.Key_Right, CTRL | SHIFT))
    assert hands.selected_text == "Marit"
    hands.press(Key.Key_X, (Key.Key_Right, CTRL | SHIFT), Key.Key_1)
    assert hands.tagged == [("Marit Solheim", "Person")]


def test_a_selection_that_shrinks_by_word_keeps_no_blank_at_its_edge(desk: MakeDesk) -> None:
    hands = desk()
    hands.press((Key.Key_Right, CTRL), Key.Key_Space, Key.Key_Space, (Key.Key_Left, CTRL | SHIFT))
    assert hands.selected_text == "master"
    hands.press((Key.Key_Left, CTRL | SHIFT))
    assert hands.selected_text == ""
    hands.press((Key.Key_Left, CTRL | SHIFT))
    assert hands.selected_text == "The "
    hands.press(Key.Key_3)
    assert hands.tagged == [("The", "Place")]


def test_blanks_alone_cannot_be_tagged(desk: MakeDesk) -> None:
    hands = desk("One  two")
    hands.press((Key.Key_Right, CTRL), (Key.Key_Left, SHIFT), Key.Key_1)
    assert hands.tagged == []
    assert hands.context.messages.recent[0].text == "Nothing but blanks is selected."


def test_with_a_sticky_label_every_space_tags(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_1, (Key.Key_Right, CTRL), (Key.Key_Right, CTRL), Key.Key_Space)
    assert hands.tagged == [("Marit", "Person")]
    hands.press(Key.Key_Space)
    assert hands.tagged == [("Marit Solheim", "Person")]
    hands.press((Key.Key_Right, CTRL), (Key.Key_Right, CTRL), Key.Key_Space, Key.Key_Space)
    assert hands.tagged == [("Marit Solheim", "Person"), ("Harlow Sound", "Person")]
    hands.press((Key.Key_Space, SHIFT))
    assert hands.tagged == [("Marit Solheim", "Person"), ("Harlow", "Person")]
    hands.press((Key.Key_Space, SHIFT))
    assert hands.tagged == [("Marit Solheim", "Person")]


def test_a_sticky_label_is_dropped_with_escape(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_1, Key.Key_Space, Key.Key_Escape, Key.Key_Escape)
    assert hands.editor.pin == ""
    hands.press((Key.Key_Right, CTRL), Key.Key_Space)
    assert hands.tagged == [("The", "Person")]
    assert hands.selected_text == "master"


def test_enter_tags_a_selection_with_the_label_used_last(desk: MakeDesk) -> None:
    hands = desk()
    hands.press((Key.Key_Right, CTRL), (Key.Key_Right, CTRL), Key.Key_Space, Key.Key_2)
    hands.press((Key.Key_Right, CTRL), Key.Key_Space, Key.Key_Return)
    assert hands.tagged == [("Marit", "Organisation"), ("Solheim", "Organisation")]


def test_what_a_sticky_label_tagged_is_the_label_used_last_too(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_3, Key.Key_Space, Key.Key_Escape, Key.Key_Escape)
    assert hands.editor.pin == ""
    hands.press((Key.Key_Right, CTRL), Key.Key_Space, Key.Key_Return)
    assert hands.tagged == [("The", "Place"), ("master", "Place")]


def test_enter_asks_for_a_label_where_none_was_used(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_Space, Key.Key_Return)
    field = hands.editor.findChild(QLineEdit, "annotate.label_list.filter")
    assert field.isVisible()
    assert hands.tagged == []


def test_labels_beyond_the_tenth_are_found_by_typing(desk: MakeDesk) -> None:
    hands = desk()
    for number in range(4, 15):
        hands.context.session.do(AddLabel(Label(f"Kind {number}", color=number % 12 + 1)))
    field = hands.editor.findChild(QLineEdit, "annotate.label_list.filter")
    hands.press(Key.Key_Space, Key.Key_L)
    QTest.keyClicks(field, "13")
    QTest.keyClick(field, Key.Key_Return)
    assert hands.tagged == [("The", "Kind 13")]
    hands.press(Key.Key_L)
    QTest.keyClicks(field, "kind 14")
    QTest.keyClick(field, Key.Key_Return)
    assert hands.tagged == [("The", "Kind 14")]
    hands.press((Key.Key_Right, CTRL), Key.Key_Space, Key.Key_L)
    QTest.keyClick(field, Key.Key_Return)
    assert hands.tagged == [("The", "Kind 14"), ("master", "Kind 14")]


def test_a_label_becomes_sticky_from_the_list(desk: MakeDesk) -> None:
    hands = desk()
    hands.press(Key.Key_L)
    field = hands.editor.findChild(QLineEdit, "annotate.label_list.filter")
    assert field.placeholderText() == "Label for every selection"
    QTest.keyClicks(field, "pla")
    QTest.keyClick(field, Key.Key_Return)
    assert hands.editor.pin == "Place"
    hands.press((Key.Key_End, CTRL), (Key.Key_Left, CTRL), (Key.Key_Left, CTRL), Key.Key_Space)
    assert hands.tagged == [("Sound", "Place")]


def test_the_key_that_hides_tags_hides_them_only_while_it_is_held(desk: MakeDesk) -> None:
    hands = desk()
    hands.context.keymap.give("annotate.hide-held", ("Q",))
    QTest.keyPress(hands.editor.view, Key.Key_Q)
    assert not hands.editor.view.state.marks_shown
    QTest.keyRelease(hands.editor.view, Key.Key_Q)
    assert hands.editor.view.state.marks_shown


def test_taking_words_skips_blanks() -> None:
    assert taken_word("  Calder Point", None, 0) == (2, 8)
    assert taken_word("  Calder Point", (2, 8), 8) == (2, 14)
    assert taken_word("Calder  ", (0, 6), 6) is None


def test_an_edge_dragged_past_the_other_turns_the_span_round() -> None:
    span = Span(1, 4, 10, "Person")
    assert dragged_edge("the Calder Point", span, "end", 1, exact=True) == (1, 4)
    assert dragged_edge("the Calder Point", span, "end", 4, exact=True) == (4, 10)


# Text classification --------------------------------------------------------------------------


@pytest.fixture
def label_desk(context: Context, project_with: ProjectWith, qtbot: QtBot) -> Callable[..., LabelEditor]:
    """`label_desk(suggested=…, several=False)` opens one document in the label editor."""

    def make(*, suggested: Sequence[DocumentLabel] = (), several: bool = False) -> LabelEditor:
        document = Document(0, "A fine film.", "One", label_suggestions=tuple(suggested))
        (stored,) = project_with([document], labels=["Good", "Bad", "Mixed"], task="text_classification")
        context.session.do(SetOption("multi_label", several))
        editor = LabelEditor(context)
        qtbot.addWidget(editor)
        editor.resize(700, 400)
        editor.show()
        qtbot.waitExposed(editor)
        editor.activateWindow()
        editor.show_document(stored)
        editor.view.setFocus()
        return editor

    return make


def _labels(editor: LabelEditor) -> list[str]:
    return [item.label for item in editor.document.labels] if editor.document else []


def test_a_digit_gives_the_document_its_label(label_desk: Callable[..., LabelEditor]) -> None:
    editor = label_desk()
    QTest.keyClick(editor.view, Key.Key_1)
    assert _labels(editor) == ["Good"]
    QTest.keyClick(editor.view, Key.Key_2)
    assert _labels(editor) == ["Bad"]
    QTest.keyClick(editor.view, Key.Key_2)
    assert _labels(editor) == []


def test_several_labels_where_the_project_allows_them(label_desk: Callable[..., LabelEditor]) -> None:
    editor = label_desk(several=True)
    QTest.keyClick(editor.view, Key.Key_1)
    QTest.keyClick(editor.view, Key.Key_3)
    assert _labels(editor) == ["Good", "Mixed"]


def test_a_button_gives_the_label_too(label_desk: Callable[..., LabelEditor]) -> None:
    editor = label_desk()
    button = next(b for b in editor.buttons._buttons if b.text() == "Bad")
    QTest.mouseClick(button, LEFT)
    assert _labels(editor) == ["Bad"]
    assert button.isChecked()


def test_an_accepted_label_says_who_found_it(label_desk: Callable[..., LabelEditor]) -> None:
    suggestion = DocumentLabel("Good", Origin.MODEL, 0.8, 7)
    editor = label_desk(suggested=[suggestion])
    QTest.keyClick(editor.view, Key.Key_Return)
    assert editor.document is not None
    assert editor.document.labels == (suggestion,)
    assert editor.document.label_suggestions == ()


def test_delete_rejects_the_suggested_labels(label_desk: Callable[..., LabelEditor]) -> None:
    editor = label_desk(suggested=[DocumentLabel("Good", Origin.MODEL, 0.8, 7)])
    QTest.keyClick(editor.view, Key.Key_Delete)
    assert editor.document is not None
    assert (editor.document.labels, editor.document.label_suggestions) == ((), ())


@pytest.mark.parametrize(
    ("policy", "said", "tagged"),
    [
        (
            Overlap.REPLACE,
            "“Marit Solheim” (Person) was in the way and was removed.",
            ["Solheim left", "Harlow Sound"],
        ),
        (Overlap.TRIM, "“Marit Solheim” was cut back to “Marit”.", ["Marit", "Solheim left", "Harlow Sound"]),
    ],
)
def test_what_gives_way_to_a_tag_is_named_and_comes_back_with_undo(
    desk: MakeDesk, policy: Overlap, said: str, tagged: list[str]
) -> None:
    hands = desk(spans=SPANS, overlap=policy)
    start = TEXT.index("Solheim")
    hands.editor.tag(start, start + len("Solheim left"), "Place")
    assert [text for text, _ in hands.tagged] == tagged
    toast = hands.context.messages.recent[0]
    assert (toast.text, toast.button) == (said, "Undo")
    assert toast.action is not None
    toast.action()
    assert hands.document.spans == tuple(SPANS)
