"""Every kind of edit can be written to the history and read back."""

import pytest

from bertstudio.core import edits
from bertstudio.core.documents import DocumentLabel, Origin, Span, Split, Status
from bertstudio.core.edits import Edit
from bertstudio.core.labels import Label
from bertstudio.store.edit_records import COMPRESSED_FROM_BYTES, pack, unpack
from bertstudio.store.titles import title_of_edit

SPAN = Span(4, 1, 3, "标签", Origin.MODEL, 0.25, 7, "note \ud800")
EDITS: tuple[Edit, ...] = (
    edits.AddSpan(1, Span(1, 0, 2, "A")),
    edits.AddSpan(1, SPAN, "suggestions"),
    edits.RemoveSpan(2, 5, "suggestions"),
    edits.ReplaceSpan(3, SPAN),
    edits.SetDocumentLabels(
        1, (DocumentLabel("x"), DocumentLabel("y", Origin.IMPORT, 0.5, 2)), "label_suggestions"
    ),
    edits.SetField("split", ((1, Split.DEV), (2, Split.NONE))),
    edits.SetField("status", ((1, Status.SKIPPED),)),
    edits.SetField("flagged", ((1, True), (2, False))),
    edits.SetField("note", ((1, "老"),)),
    edits.ShowDocuments(((1, 5), (9, 9))),
    edits.HideDocuments(((1, 5),)),
    edits.ShowBatch(3),
    edits.HideBatch(3),
    edits.SetSuggestions(((1, (SPAN,), (DocumentLabel("x"),)), (2, (), ()))),
    edits.AddLabel(Label("A", 3, "1", "A1", "about"), 2),
    edits.AddLabel(Label("A")),
    edits.AddLabel(Label("A", examples=("one", "two words"))),
    edits.RemoveLabel("A"),
    edits.BinLabel(4, Label("A", 2), 1, edits.Several((edits.ExchangeSpans(()),)), 17, 1_700_000_000_000),
    edits.UnbinLabel(4),
    edits.ChangeLabel("A", Label("B", 2)),
    edits.MoveSpans(((1, 2, "A"), (3, 4, "B"))),
    edits.ExchangeSpans((edits.Exchange(1, (2, 3), (SPAN,), (Span(9, 0, 1, "B"),)), edits.Exchange(2))),
    edits.SetOption("overlap", "any"),
    edits.Several((edits.RemoveLabel("A"), edits.Several((edits.RemoveSpan(1, 2),), "inner")), "outer"),
)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_an_edit_comes_back_from_the_history_as_it_was(edit: Edit) -> None:
    assert unpack(pack(edit)) == edit


def test_every_kind_of_edit_is_tried_here() -> None:
    assert {type(edit).__name__ for edit in EDITS} == set(edits.edit_types())


def test_values_of_fields_have_their_types_again() -> None:
    edit = unpack(pack(edits.SetField("split", ((1, Split.DEV),))))
    assert isinstance(edit, edits.SetField)
    assert edit.values[0][1] is Split.DEV


@pytest.mark.parametrize(("old", "new"), [(True, "any"), (False, "refuse")])
def test_a_step_of_an_older_project_can_still_be_undone(old: bool, new: str) -> None:
    """Steps of schema 1 name an option that is another one now."""
    assert unpack(pack(edits.SetOption("allow_overlap", old))) == edits.SetOption("overlap", new)


def test_long_edits_are_compressed() -> None:
    edit = edits.MoveSpans(tuple((n, 1, "PERSON") for n in range(10_000)))
    packed = pack(edit)
    assert COMPRESSED_FROM_BYTES < len(packed) < 60_000
    assert unpack(packed) == edit


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_every_edit_has_a_title(edit: Edit) -> None:
    assert title_of_edit(edit)
