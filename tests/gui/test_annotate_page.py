"""The Annotate page: documents, labels and selection hang together, and every change can be undone."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Split, Status
from bertstudio.core.edits import AddLabel, ChangeLabel, SetField, set_status
from bertstudio.core.labels import Label
from bertstudio.gui.context import Context
from bertstudio.gui.editors.label_editor import LabelEditor
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.pages import annotate_next
from bertstudio.gui.pages.annotate import AnnotatePage
from bertstudio.gui.pages.annotate_label_dialog import LabelDialog
from bertstudio.gui.pages.annotate_label_rows import LabelRow

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ProjectWith = Callable[..., list[Document]]
TEXTS = ["Marit Solheim left Harlow Sound.", "Nothing here.", "引航艇云澜7号在北岬港", "وصلت السفينة"]


def _ghost(number: int, start: int, end: int, label: str, confidence: float) -> Span:
    return Span(number, start, end, label, Origin.MODEL, confidence, 7)


@pytest.fixture
def documents(project_with: ProjectWith) -> list[Document]:
    return project_with(
        [
            Document(0, TEXTS[0], "First", (Span(1, 0, 13, "Person"),), (_ghost(2, 19, 31, "Place", 0.95),)),
            Document(0, TEXTS[1], "Second"),
            Document(0, TEXTS[2], "引航艇", (), (_ghost(1, 8, 11, "Place", 0.4),), language="zh"),
            Document(0, TEXTS[3], "وصلت", split=Split.TEST, language="ar"),
        ],
        labels=["Person", "Organisation", "Place"],
    )


@pytest.fixture
def page(context: Context, documents: list[Document], qtbot: QtBot) -> AnnotatePage:
    return _opened(context, qtbot)


def _opened(context: Context, qtbot: QtBot) -> AnnotatePage:
    page = AnnotatePage(context)
    qtbot.addWidget(page)
    page.resize(1364, 834)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.shown()
    return page


def _editor(page: AnnotatePage) -> SpansEditor:
    assert isinstance(page.editor, SpansEditor)
    return page.editor


def _document(page: AnnotatePage) -> Document:
    assert page.document is not None
    return page.document


def _find(page: QWidget, kind: type[Any], name: str) -> Any:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def _press(
    page: AnnotatePage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    editor = page.editor
    assert editor is not None
    QTest.keyClick(editor.view, key, modifier)  # type: ignore[attr-defined]
    _settle()


def _settle() -> None:
    """Let the panels follow, which they do once the text is painted."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def test_the_first_document_is_open_when_the_page_is_first_seen(page: AnnotatePage) -> None:
    assert _document(page).title == "First"
    assert page.list.current == _document(page).id


def test_done_next_marks_the_document_and_opens_the_next(page: AnnotatePage) -> None:
    first = _document(page)
    _press(page, Key.Key_Return, CTRL)
    assert page._session.document(first.id).status is Status.DONE
    assert _document(page).title == "Second"


def test_alt_and_arrows_step_through_the_list(page: AnnotatePage) -> None:
    _press(page, Key.Key_Down, ALT)
    _press(page, Key.Key_Down, ALT)
    _press(page, Key.Key_Up, ALT)
    assert _document(page).title == "Second"
    _press(page, Key.Key_Left, ALT)
    assert _document(page).title == "引航艇"


def test_u_opens_the_least_certain_document(page: AnnotatePage) -> None:
    _press(page, Key.Key_U)
    assert _document(page).title == "引航艇"


def test_f_flags_and_shift_s_skips(page: AnnotatePage) -> None:
    first = _document(page)
    _press(page, Key.Key_F)
    assert _document(page).flagged
    _press(page, Key.Key_S, SHIFT)
    assert page._session.document(first.id).status is Status.SKIPPED
    assert _document(page).title == "Second"


def test_shift_r_asks_for_a_review_and_goes_on(page: AnnotatePage) -> None:
    first = _document(page)
    _press(page, Key.Key_R, SHIFT)
    assert page._session.document(first.id).status is Status.REVIEW
    assert _document(page).title == "Second"
    row = page.list.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Needs review" in row


def test_a_click_in_the_list_opens_a_document(page: AnnotatePage) -> None:
    view = _find(page, QAbstractItemView, "annotate.documents")
    index = view.model().index(2, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert _document(page).title == "引航艇"


def test_a_label_of_the_panel_tags_the_selection(page: AnnotatePage) -> None:
    editor = _editor(page)
    editor.caret.select(14, 18)
    row = _find(page, LabelRow, "annotate.label.Organisation")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [(s.start, s.end, s.label) for s in _document(page).spans] == [
        (0, 13, "Person"),
        (14, 18, "Organisation"),
    ]
    _settle()
    assert row.state.count == 1
    assert row.state.current


def test_a_label_without_a_selection_is_pinned(page: AnnotatePage) -> None:
    row = _find(page, LabelRow, "annotate.label.Place")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.state.pinned
    assert _editor(page).pin == "Place"


def test_a_sticky_label_is_seen_and_the_keys_say_how_to_drop_it(
    page: AnnotatePage, context: Context, qtbot: QtBot
) -> None:
    for number in range(20):
        context.session.do(AddLabel(Label(f"Kind {number}")))
    row = _find(page, LabelRow, "annotate.label.Kind 19")
    qtbot.waitUntil(lambda: row.y() > 0 and row.visibleRegion().isEmpty())
    _editor(page).use_label("Kind 19")
    assert not row.visibleRegion().isEmpty()
    hints = _find(page, QWidget, "annotate.hints")
    qtbot.waitUntil(
        lambda: any(
            shown.text() == "drop the sticky label"
            for shown in hints.findChildren(QLabel)
            if shown.isVisible()
        )
    )


def test_a_long_label_name_makes_no_panel_wider_than_it_is(
    page: AnnotatePage, context: Context, qtbot: QtBot
) -> None:
    context.session.do(AddLabel(Label("Quantity of goods and materials that were lost or damaged")))
    _editor(page).select(1)
    box = _find(page, QComboBox, "annotate.span.label")
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect() == box.rect())


def test_the_eye_hides_a_label_in_the_text(page: AnnotatePage) -> None:
    QTest.mouseClick(_find(page, QAbstractButton, "annotate.label.Person.eye"), Qt.MouseButton.LeftButton)
    mark = _editor(page).view.content.marks.find(1)
    assert mark is not None
    assert mark.hidden


def test_the_card_follows_the_selected_entity(page: AnnotatePage) -> None:
    _press(page, Key.Key_J)
    box = _find(page, QComboBox, "annotate.span.label")
    assert box.isVisible()
    assert box.currentText() == "Person"
    QTest.mouseClick(_find(page, QAbstractButton, "annotate.span.delete"), Qt.MouseButton.LeftButton)
    _settle()
    assert _document(page).spans == ()
    assert not box.isVisible()


def test_a_note_is_kept_when_the_keyboard_leaves_it(page: AnnotatePage) -> None:
    _press(page, Key.Key_J)
    _press(page, Key.Key_T)
    field = _find(page, QPlainTextEdit, "annotate.span.note")
    assert field.hasFocus()
    QTest.keyClicks(field, "check the rank")
    _editor(page).view.setFocus()
    assert _document(page).spans[0].note == "check the rank"
    page._session.undo()
    assert _document(page).spans[0].note == ""


def test_escape_leaves_a_note_for_the_text_and_keeps_it(page: AnnotatePage) -> None:
    _press(page, Key.Key_J)
    for name in ("annotate.span.note", "annotate.document.note"):
        _press(page, Key.Key_T)
        field = _find(page, QPlainTextEdit, name)
        QTest.keyClicks(field, "check")
        QTest.keyClick(field, Key.Key_Escape)
        assert _editor(page).view.hasFocus()
        _press(page, Key.Key_T)
        QTest.keyClicks(field, " it")
        QTest.keyClick(field, Key.Key_Escape)
        _press(page, Key.Key_Escape)
    assert (_document(page).spans[0].note, _document(page).note) == ("check it", "check it")


def test_a_note_asked_for_right_after_a_choice_is_that_of_the_choice(page: AnnotatePage) -> None:
    view = _editor(page).view
    QTest.keyClicks(view, "jt")
    field = _find(page, QPlainTextEdit, "annotate.span.note")
    assert field.hasFocus()


def test_a_guideline_is_written_where_the_doubt_arises(page: AnnotatePage) -> None:
    _press(page, Key.Key_J)
    QTest.mouseClick(_find(page, QAbstractButton, "annotate.guideline.edit"), Qt.MouseButton.LeftButton)
    field = _find(page, QPlainTextEdit, "annotate.guideline.text")
    QTest.keyClicks(field, "People only")
    QTest.keyClick(field, Key.Key_Return, CTRL)
    person = page._session.labels.get("Person")
    assert person is not None
    assert person.description == "People only"


def test_the_suggestion_bar_counts_and_accepts(page: AnnotatePage) -> None:
    accept = _find(page, QPushButton, "annotate.accept_sure")
    assert accept.text() == "Accept 1 at 0.90 or more"
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    _settle()
    assert [span.label for span in _document(page).spans] == ["Person", "Place"]
    assert not accept.isVisible()


def test_the_threshold_hides_suggestions_below_it(page: AnnotatePage) -> None:
    page.open_document(page.list.documents[2])
    _find(page, QSlider, "annotate.threshold").setValue(60)
    assert _editor(page).view.content.marks.suggestions == ()
    assert not _find(page, QPushButton, "annotate.reject_all").isEnabled()


def test_undo_in_another_document_goes_there(page: AnnotatePage) -> None:
    _press(page, Key.Key_J)
    _press(page, Key.Key_Delete)
    page.open_document(page.list.documents[1])
    page._session.undo()
    assert _document(page).title == "First"
    assert len(_document(page).spans) == 1


def test_a_change_from_elsewhere_is_shown(page: AnnotatePage, context: Context) -> None:
    document = _document(page)
    context.session.do(SetField("title", ((document.id, "Renamed"),)), by="corpus")
    _settle()
    assert page.list.model.index(0).data() == "Renamed"


def test_a_change_of_one_document_lays_out_no_row_of_the_list_again(
    page: AnnotatePage, context: Context, qtbot: QtBot
) -> None:
    document = _document(page)
    with (
        qtbot.assertNotEmitted(page.list.model.dataChanged),
        qtbot.assertNotEmitted(page.list.model.modelReset),
    ):
        context.session.do(SetField("title", ((document.id, "Renamed"),)), by="corpus")
        _settle()
    assert page.list.model.index(0).data() == "Renamed"


def test_segments_and_search_narrow_the_list(qtbot: QtBot, page: AnnotatePage) -> None:
    QTest.mouseClick(_find(page, QAbstractButton, "annotate.segment.uncertain"), Qt.MouseButton.LeftButton)
    titles = [page._session.document(number).title for number in page.list.documents]
    assert titles == ["引航艇", "First"]
    QTest.mouseClick(_find(page, QAbstractButton, "annotate.segment.all"), Qt.MouseButton.LeftButton)
    field = _find(page, QLineEdit, "annotate.search")
    QTest.keyClicks(field, "Harlow")
    QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: not page.list.is_reading)
    assert len(page.list.documents) == 1


def test_a_queue_becomes_the_list_until_all_are_asked_for(page: AnnotatePage, context: Context) -> None:
    ids = list(page.list.documents)
    context.navigation.queue_requested.emit([ids[3], ids[1]])
    assert list(page.list.documents) == [ids[3], ids[1]]
    assert _document(page).id == ids[3]
    QTest.mouseClick(_find(page, QPushButton, "annotate.show_all"), Qt.MouseButton.LeftButton)
    assert list(page.list.documents) == ids


def test_a_place_asked_for_from_another_page_is_selected(page: AnnotatePage, context: Context) -> None:
    page.open_document(page.list.documents[1])
    context.navigation.document_requested.emit(page.list.documents[0], 1)
    chosen = _editor(page).chosen
    assert chosen is not None
    assert chosen.id == 1


def test_a_renamed_label_is_renamed_everywhere_on_the_page(page: AnnotatePage, context: Context) -> None:
    context.session.do(ChangeLabel("Person", Label("Human", 2, "1", "HUM")), by="labels")
    assert page.findChild(LabelRow, "annotate.label.Human") is not None
    mark = _editor(page).view.content.marks.find(1)
    assert mark is not None
    assert (mark.label, mark.code) == ("Human", "HUM")


def test_a_project_without_labels_asks_for_their_names(
    context: Context, project_with: ProjectWith, qtbot: QtBot
) -> None:
    project_with([Document(0, "Some text.", "One")])
    page = _opened(context, qtbot)
    QTest.keyClicks(_find(page, QLineEdit, "annotate.first.name1"), "Vessel")
    QTest.keyClicks(_find(page, QLineEdit, "annotate.first.name2"), "Place")
    QTest.mouseClick(_find(page, QPushButton, "annotate.first.add"), Qt.MouseButton.LeftButton)
    assert context.session.labels.names == ("Vessel", "Place")
    assert page.findChild(LabelRow, "annotate.label.Vessel").isVisible()  # type: ignore[union-attr]
    context.session.undo()
    assert len(context.session.labels) == 0


def test_enough_documents_for_a_first_model_are_said_once(
    context: Context, project_with: ProjectWith, qtbot: QtBot
) -> None:
    project_with(
        [Document(0, f"Text {n}.", f"{n}", status=Status.DONE) for n in range(50)], labels=["Person"]
    )
    page = _opened(context, qtbot)
    with qtbot.waitSignal(context.navigation.page_requested) as signal:
        QTest.mouseClick(_find(page, QPushButton, "annotate.news.train"), Qt.MouseButton.LeftButton)
    assert signal.args == ["train"]
    QTest.mouseClick(_find(page, QAbstractButton, "annotate.news.close"), Qt.MouseButton.LeftButton)
    _press(page, Key.Key_Down, ALT)
    assert not _find(page, QPushButton, "annotate.news.train").isVisible()


def test_an_empty_project_offers_an_import(context: Context, qtbot: QtBot) -> None:
    page = _opened(context, qtbot)
    button = _find(page, QPushButton, "annotate.empty.button")
    assert button.isVisible()
    with qtbot.waitSignal(context.navigation.import_requested):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_classification_project_gets_the_label_editor(
    context: Context, project_with: ProjectWith, qtbot: QtBot
) -> None:
    suggestion = DocumentLabel("Good", Origin.MODEL, 0.97, 3)
    project_with(
        [Document(0, "A fine film.", "One", label_suggestions=(suggestion,)), Document(0, "Dull.", "Two")],
        labels=["Good", "Bad"],
        task="text_classification",
    )
    page = _opened(context, qtbot)
    assert isinstance(page.editor, LabelEditor)
    QTest.mouseClick(_find(page, QPushButton, "annotate.accept_sure"), Qt.MouseButton.LeftButton)
    assert [item.label for item in _document(page).labels] == ["Good"]
    _press(page, Key.Key_Return, CTRL)
    _press(page, Key.Key_2)
    assert [item.label for item in _document(page).labels] == ["Bad"]


def test_another_project_replaces_what_is_shown(
    page: AnnotatePage, context: Context, project_with: ProjectWith
) -> None:
    project_with([Document(0, "A fine film.", "One")], labels=["Good"], task="text_classification")
    assert isinstance(page.editor, LabelEditor)
    assert _document(page).title == "One"


def test_the_document_of_last_time_is_open_again(page: AnnotatePage, context: Context, qtbot: QtBot) -> None:
    page.open_document(page.list.documents[2])
    again = _opened(context, qtbot)
    assert _document(again).title == "引航艇"


def test_in_a_narrow_window_the_list_folds_and_comes_back(page: AnnotatePage) -> None:
    page.resize(972, 606)
    assert page.list.isHidden()
    QTest.mouseClick(_find(page, QAbstractButton, "annotate.show_list"), Qt.MouseButton.LeftButton)
    assert page.list.isVisible()


def test_a_label_dialog_refuses_the_key_of_another_label(context: Context, qtbot: QtBot) -> None:
    context.session.do(AddLabel(Label("Vessel", 1, "1", "VES")))
    labels = context.session.labels
    dialog = LabelDialog(labels, labels.new("Place"), "")
    qtbot.addWidget(dialog)
    _find(dialog, QComboBox, "annotate.label_dialog.key").setCurrentText("1")
    _find(dialog, QPushButton, "annotate.label_dialog.save").click()
    assert dialog.label is None
    _find(dialog, QComboBox, "annotate.label_dialog.key").setCurrentText("5")
    _find(dialog, QPushButton, "annotate.label_dialog.save").click()
    assert dialog.label == Label("Place", 2, "5", "PLA")


INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QSlider, QAbstractItemView)


def test_everything_that_can_be_used_has_a_name(page: AnnotatePage) -> None:
    own = [w for w in page.findChildren(QWidget) if isinstance(w, INTERACTIVE) and not _is_part(w)]
    shown = [w for w in own if w.isVisible()]
    assert [(w.objectName(), type(w).__name__) for w in shown if not w.accessibleName()] == []
    assert [w.objectName() for w in own if not w.objectName().startswith("annotate.")] == []


def _is_part(widget: QWidget) -> bool:
    """Tell whether Qt made a widget as a part of another: the list of a combo box, the headers of a table."""
    parent = widget.parent()
    return isinstance(parent, QLineEdit | QComboBox | QTableView) or parent.inherits(
        "QComboBoxPrivateContainer"
    )


def test_the_next_document_for_a_purpose_is_one_key_away(page: AnnotatePage, context: Context) -> None:
    first, second, third, fourth = page.list.documents
    _press(page, Key.Key_N)
    assert _document(page).id == second
    context.session.do(set_status(context.session.document(fourth), Status.REVIEW))
    _press(page, Key.Key_R)
    assert _document(page).id == fourth
    _press(page, Key.Key_R)
    assert _document(page).id == fourth
    assert context.messages.recent[0].text == "No other document of the list needs review."
    _press(page, Key.Key_N)
    assert _document(page).id == second
    _press(page, Key.Key_U)
    assert _document(page).id == third
    _press(page, Key.Key_U)
    assert _document(page).id == first


def test_no_document_without_tags_is_said(page: AnnotatePage, context: Context) -> None:
    for number in page.list.documents:
        context.session.do(set_status(context.session.document(number), Status.DONE))
    before = _document(page).id
    _press(page, Key.Key_N)
    assert _document(page).id == before
    assert (
        context.messages.recent[0].text == "Every other document of the list has tags, or is done or skipped."
    )


def test_in_a_long_list_the_next_document_is_sought_in_a_thread(
    page: AnnotatePage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(annotate_next, "FEW", 0)
    monkeypatch.setattr(annotate_next, "NEAR", 1)
    third = page.list.documents[2]
    page._session.do(set_status(page._session.document(third), Status.REVIEW))
    _press(page, Key.Key_R)
    qtbot.waitUntil(lambda: _document(page).id == third)
