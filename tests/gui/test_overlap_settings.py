"""The rule for overlaps in the project settings: what conflicts is listed, and sorted out in one step."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.core.overlap import Keep, Overlap
from bertstudio.gui.context import Context
from bertstudio.gui.overlap_conflicts import ANSWERS
from bertstudio.gui.project_dialogs import ProjectSettingsDialog
from bertstudio.store import documents
from bertstudio.store.documents import Query
from bertstudio.store.project import overlap_policy

TEXT = "New York City lies by the sea"
CITY, YORK, ACROSS = Span(1, 0, 13, "LOC"), Span(2, 4, 8, "LOC"), Span(3, 9, 18, "X")
MakeDialog = Callable[[], ProjectSettingsDialog]


@pytest.fixture
def stored(project_with: Callable[..., list[Document]]) -> list[Document]:
    return project_with(
        [
            Document(0, TEXT, "One", spans=(CITY, YORK)),
            Document(0, TEXT, "Two", spans=(CITY, ACROSS)),
            Document(0, TEXT, "Three", spans=(CITY,)),
        ]
    )


@pytest.fixture
def dialog(context: Context, stored: list[Document], qtbot: QtBot) -> ProjectSettingsDialog:
    made = ProjectSettingsDialog(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.conflicts.found is not None)
    return made


def _answer(dialog: ProjectSettingsDialog, keep: Keep | None) -> None:
    dialog.conflicts.answer_box.setCurrentIndex([answer for answer, _ in ANSWERS].index(keep))


def test_what_conflicts_is_counted_and_listed(dialog: ProjectSettingsDialog, qtbot: QtBot) -> None:
    words = dialog.conflicts._words
    assert words.text() == "In conflict under this rule: 2 pairs in 2 documents."
    table = dialog.findChild(QTableWidget, "overlap.list")
    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert rows == [
        ["One", "New York City (LOC)", "York (LOC)"],
        ["Two", "New York City (LOC)", "City lies (X)"],
    ]
    dialog.overlap.choose(Overlap.NESTED)
    qtbot.waitUntil(lambda: "1 pair in 1 document" in words.text())
    dialog.overlap.choose(Overlap.ANY)
    assert not dialog.conflicts.isVisible()


def test_the_buttons_stay_on_a_small_screen_when_conflicts_are_found(
    context: Context, project_with: Callable[..., list[Document]], qtbot: QtBot
) -> None:
    project_with([Document(0, TEXT, str(n), spans=(CITY, YORK)) for n in range(9)])
    dialog = ProjectSettingsDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    screen = dialog.screen().availableGeometry()
    dialog.move(screen.left(), screen.bottom() - dialog.height())
    qtbot.waitUntil(lambda: dialog.conflicts.found is not None)
    qtbot.waitUntil(lambda: dialog.height() >= dialog.minimumSizeHint().height())
    assert dialog.height() < 650  # 680, without the title bar
    assert dialog.frameGeometry().bottom() <= screen.bottom()


def test_conflicts_stay_unless_somebody_says_otherwise(
    dialog: ProjectSettingsDialog, context: Context, stored: list[Document]
) -> None:
    dialog.overlap.choose(Overlap.TRIM)
    dialog.accept()
    assert overlap_policy(context.session.project) is Overlap.TRIM
    assert [context.session.document(document.id) for document in stored] == stored
    assert len(documents.ids(context.session.project, Query(overlapping=True))) == 2


def test_sorting_out_is_one_step_with_undo(
    dialog: ProjectSettingsDialog, context: Context, stored: list[Document], qtbot: QtBot
) -> None:
    dialog.name.setText("Quay incidents")
    dialog.overlap.choose(Overlap.TRIM)
    qtbot.waitUntil(lambda: dialog.conflicts.found is not None)
    _answer(dialog, Keep.OUTER)
    dialog.accept()
    session = context.session
    qtbot.waitUntil(lambda: not session.is_occupied)
    assert overlap_policy(session.project) is Overlap.TRIM
    assert session.project.name == "Quay incidents"
    assert all(session.document(document.id).spans == (CITY,) for document in stored)
    toast = context.messages.recent[0]
    assert toast.button == "Undo"
    assert toast.action is not None
    toast.action()
    qtbot.waitUntil(lambda: not session.is_occupied)
    assert overlap_policy(session.project) is Overlap.REFUSE
    assert [session.document(document.id) for document in stored] == stored


def test_cancel_changes_nothing(
    dialog: ProjectSettingsDialog, context: Context, stored: list[Document]
) -> None:
    dialog.overlap.choose(Overlap.REPLACE)
    dialog.reject()
    assert overlap_policy(context.session.project) is Overlap.REFUSE
    assert [context.session.document(document.id) for document in stored] == stored


def test_one_can_step_through_the_documents_that_conflict(
    dialog: ProjectSettingsDialog, context: Context, stored: list[Document], qtbot: QtBot
) -> None:
    asked: list[object] = []
    context.navigation.queue_requested.connect(asked.append)
    dialog.conflicts._on_step()
    assert asked == [[stored[0].id, stored[1].id]]
    assert not dialog.isVisible()
