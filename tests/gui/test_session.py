"""The session: one door for every change, one signal for every screen."""

from pathlib import Path

import pytest

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import AddLabel, AddSpan, Change, RemoveSpan, SetField
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label
from bertstudio.gui.context import Context
from bertstudio.store import project as projects

TEXT = "The coaster Calder Point left Harlow Sound."


def _changes(context: Context) -> list[Change]:
    seen: list[Change] = []
    context.session.changed.connect(seen.append)
    return seen


def test_a_change_is_announced_once_with_who_asked(context: Context) -> None:
    seen = _changes(context)
    assert context.session.do(AddLabel(Label("Vessel")), by="labels")
    assert [(change.kinds, change.by) for change in seen] == [(frozenset({"label_set"}), "labels")]


def test_labels_are_known_after_a_change(context: Context) -> None:
    context.session.do(AddLabel(Label("Vessel")))
    assert context.session.labels.names == ("Vessel",)


def test_undo_and_redo_are_changes_too(context: Context) -> None:
    seen = _changes(context)
    context.session.do(AddLabel(Label("Vessel")))
    assert context.session.undo()
    assert context.session.labels.names == ()
    assert context.session.redo()
    assert context.session.labels.names == ("Vessel",)
    assert len(seen) == 3


def test_undo_says_what_it_took_back(context: Context) -> None:
    assert not context.session.undo()
    context.session.do(AddLabel(Label("Vessel")))
    context.session.undo()
    assert context.messages.recent[0].text == "Undone: Add a label"


def test_a_refused_change_is_said_and_changes_nothing(context: Context, project_with) -> None:
    document = project_with([Document(0, TEXT)], labels=["Vessel"])[0]
    seen = _changes(context)
    outside = AddSpan(document.id, Span(1, 10, 9_999, "Vessel"))
    assert not context.session.do(outside)
    assert seen == []
    assert context.session.document(document.id) == document
    assert context.messages.recent[0].tone == "warning"


def test_a_document_is_as_it_was_changed(context: Context, project_with) -> None:
    document = project_with([Document(0, TEXT)], labels=["Vessel"])[0]
    span = Span(1, 12, 24, "Vessel")
    context.session.do(AddSpan(document.id, span))
    assert context.session.document(document.id).spans == (span,)
    context.session.do(RemoveSpan(document.id, span.id))
    assert context.session.document(document.id) == document


def test_what_was_done_is_there_after_opening_again(context: Context, project_with) -> None:
    document = project_with([Document(0, TEXT)], labels=["Vessel"])[0]
    context.session.do(SetField("flagged", ((document.id, True),)))
    folder = context.session.project.folder
    context.session.close()
    context.session.open(folder)
    assert context.session.document(document.id).flagged
    assert context.session.undo()
    assert not context.session.document(document.id).flagged


def test_a_project_that_cannot_be_opened_leaves_the_present_one_open(
    context: Context, tmp_path: Path
) -> None:
    here = context.session.project
    with pytest.raises(UserError):
        context.session.open(tmp_path / "nothing here")
    assert context.session.project is here


def test_a_project_that_is_open_elsewhere_can_be_opened_for_reading(context: Context, tmp_path: Path) -> None:
    other = projects.create(tmp_path / "other", name="Other")
    try:
        with pytest.raises(UserError, match="open in another window"):
            context.session.open(other.folder)
        context.session.open(other.folder, read_only=True)
        assert context.session.project.read_only
        assert not context.session.do(AddLabel(Label("Vessel")))
    finally:
        projects.close(other)


def test_saving_is_announced_before_and_after(context: Context) -> None:
    seen: list[bool] = []
    context.session.saving.connect(seen.append)
    context.session.do(AddLabel(Label("Vessel")))
    assert seen == [True, False]


def test_closing_is_announced(context: Context) -> None:
    seen: list[str] = []
    context.session.closed.connect(lambda: seen.append("closed"))
    context.session.close()
    context.session.close()
    assert seen == ["closed"]
    assert not context.session.is_open
