"""What can be done with a label from its menu: one step each, with the number of entities said first."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import ChangeLabel, Several
from bertstudio.core.labels import Label
from bertstudio.gui.bin_dialog import restored_words
from bertstudio.gui.context import Context
from bertstudio.gui.messages import Message
from bertstudio.gui.pages.annotate import AnnotatePage
from bertstudio.gui.pages.annotate_labels import LabelsPanel
from bertstudio.store import label_bin
from bertstudio.store.documents import label_counts
from bertstudio.store.label_bin import Restoring

TEXT = "Maria sails to Rotterdam"
SPANS = (Span(1, 0, 5, "Ship"), Span(2, 15, 24, "Port"))


@pytest.fixture
def panel(context: Context, qtbot: QtBot, project_with: Callable[..., list[Document]]) -> LabelsPanel:
    project_with([Document(0, TEXT, spans=SPANS) for _ in range(3)])
    made = LabelsPanel(context)
    qtbot.addWidget(made)
    made.refresh()
    context.session.changed.connect(lambda _change: made.refresh())
    return made


def choose(panel: LabelsPanel, name: str, words: str) -> None:
    """Choose a line of the menu of a label by its first word."""
    actions = [action for action in panel.menu_for(name).actions() if action.text().startswith(words)]
    assert len(actions) == 1
    actions[0].trigger()


def answer(button: str, text: str = "", choice: str = "", said: list[str] | None = None) -> None:
    """Fill in the dialog that opens next and press a button of it."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        found = dialog.findChild(QPushButton, button) if dialog is not None else None
        if dialog is None or found is None:
            QTimer.singleShot(10, fill)
            return
        if said is not None:
            said.extend(label.text() for label in dialog.findChildren(QLabel))
        for field in dialog.findChildren(QLineEdit) if text else []:
            if field.objectName().endswith(".name"):
                field.setText(text)
        for box in dialog.findChildren(QComboBox) if choice else []:
            box.setCurrentText(choice)
        found.click()

    QTimer.singleShot(0, fill)


def counts(context: Context) -> dict[str, int]:
    return label_counts(context.session.project)


def said_last(qtbot: QtBot, context: Context, text: str) -> Message:
    """Wait until the window says that it is done, and return how."""
    qtbot.waitUntil(lambda: bool(context.messages.recent) and context.messages.recent[0].text == text)
    return context.messages.recent[0]


def test_a_label_is_renamed_with_a_way_back(panel: LabelsPanel, context: Context, qtbot: QtBot) -> None:
    context.session.do(ChangeLabel("Ship", Label("Ship", 3, "7", "SH", "", ("Maria",))))
    said: list[str] = []
    answer("annotate.label_dialog.save", text="Vessel", said=said)
    choose(panel, "Ship", "Rename")
    message = said_last(qtbot, context, "Label Ship is called Vessel now.")
    assert "It is on 3 entities in 3 documents." in said
    assert counts(context) == {"Vessel": 3, "Port": 3}
    assert context.session.labels.labels[0].examples == ("Maria",)
    assert message.button == "Undo"
    assert message.action is not None
    message.action()
    assert counts(context) == {"Ship": 3, "Port": 3}


def test_labels_are_merged_after_it_is_said_how_many(
    panel: LabelsPanel, context: Context, qtbot: QtBot
) -> None:
    said: list[str] = []
    answer("annotate.choose_label.save", choice="Port", said=said)
    choose(panel, "Ship", "Merge")
    said_last(qtbot, context, "Ship is part of Port now.")
    assert "It is on 3 entities in 3 documents." in said
    assert counts(context) == {"Port": 6}
    context.session.undo()
    assert counts(context) == {"Ship": 3, "Port": 3}


def test_a_deleted_label_takes_its_entities_along_into_the_bin(
    panel: LabelsPanel, context: Context, qtbot: QtBot
) -> None:
    answer("question.remove")
    choose(panel, "Ship", "Delete")
    assert said_last(qtbot, context, "Label Ship is deleted.").button == "Undo"
    assert counts(context) == {"Port": 3}
    assert [item.annotations for item in label_bin.binned(context.session.project)] == [3]


def test_the_entities_of_a_deleted_label_can_get_another(
    panel: LabelsPanel, context: Context, qtbot: QtBot
) -> None:
    answer("question.move")
    answer("annotate.choose_label.save", choice="Port")
    choose(panel, "Ship", "Delete")
    said_last(qtbot, context, "Label Ship is deleted.")
    assert counts(context) == {"Port": 6}


def test_cancelling_deletes_nothing(panel: LabelsPanel, context: Context, qtbot: QtBot) -> None:
    said: list[str] = []
    answer("question.cancel", said=said)
    choose(panel, "Ship", "Delete")
    qtbot.waitUntil(lambda: "Delete label Ship?" in said)
    assert counts(context) == {"Ship": 3, "Port": 3}


@pytest.fixture
def page(panel: LabelsPanel, context: Context, qtbot: QtBot) -> AnnotatePage:
    made = AnnotatePage(context)
    qtbot.addWidget(made)
    made.resize(1364, 834)
    made.show()
    made.shown()
    return made


def carry_out(page: AnnotatePage, context: Context, qtbot: QtBot) -> None:
    """Press the button of the list of entities once it has found all three, and wait until it is done."""
    button = page.findChild(QPushButton, "label_all.apply")
    qtbot.waitUntil(lambda: "3 entities" in button.text() and button.isEnabled())
    button.click()
    said_last(qtbot, context, "Relabelled 3 entities in 3 documents.")


def test_a_label_is_split_into_a_new_one_in_one_step(
    page: AnnotatePage, qtbot: QtBot, context: Context
) -> None:
    answer("annotate.label_dialog.save", text="Yacht")
    choose(page.inspector.labels, "Ship", "Split")
    assert "Yacht" not in context.session.labels
    carry_out(page, context, qtbot)
    assert counts(context) == {"Ship": 0, "Port": 3, "Yacht": 3}
    context.session.undo()
    assert counts(context) == {"Ship": 3, "Port": 3}


def test_a_label_is_replaced_where_a_person_chooses(
    page: AnnotatePage, context: Context, qtbot: QtBot
) -> None:
    choose(page.inspector.labels, "Ship", "Replace")
    page.findChild(QComboBox, "label_all.label").setCurrentText("Port")
    carry_out(page, context, qtbot)
    assert counts(context) == {"Ship": 0, "Port": 6}
    context.session.undo()
    assert counts(context) == {"Ship": 3, "Port": 3}


AWAY = "2 entities stay away: something else stands there now, or their documents are gone."


@pytest.mark.parametrize(
    ("annotations", "skipped", "words"),
    [
        (0, 0, "Label Ship is back."),
        (1200, 0, "Label Ship is back. 1,200 entities came along."),
        (1, 2, f"Label Ship is back. 1 entity came along. {AWAY}"),
    ],
)
def test_what_comes_back_with_a_label_is_said(annotations: int, skipped: int, words: str) -> None:
    assert restored_words(Restoring("Ship", Several(()), annotations, skipped)) == words
