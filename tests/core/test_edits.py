"""Edits of one document: what they do, what undoes them, and what a person's gestures become."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Origin,
    Span,
    Split,
    Status,
    is_labelled,
    next_id,
    span_order,
)
from bertstudio.core.edits import (
    AddLabel,
    AddSpan,
    ChangeLabel,
    Edit,
    MoveSpans,
    RemoveSpan,
    ReplaceSpan,
    SetDocumentLabels,
    SetField,
    Several,
    accept,
    apply,
    classify,
    mark,
    reject,
    relabel,
    resize,
    set_splits,
    set_status,
    touched,
    unmark,
)
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label
from bertstudio.core.overlap import Overlap

GHOST = Span(2, 15, 24, "LOC", Origin.MODEL, 0.75, 3)
MARIA = Span(1, 0, 5, "PER")
DOCUMENT = Document(7, "Maria sails to Rotterdam", spans=(MARIA,), suggestions=(GHOST,))


def after(edit: Edit, document: Document = DOCUMENT) -> Document:
    return apply(document, edit)[0]


@st.composite
def edits(draw: st.DrawFn, document: Document) -> Edit:
    """Any edit that this document allows."""
    start = draw(st.integers(0, len(document.text) - 1))
    end = draw(st.integers(start + 1, len(document.text)))
    label = draw(st.sampled_from(["PER", "LOC", "海"]))
    where = draw(st.sampled_from(["spans", "suggestions"]))
    choices: list[Edit] = [
        AddSpan(7, Span(next_id(document), start, end, label), where),  # type: ignore[arg-type]
        SetDocumentLabels(7, (DocumentLabel(label),)),
        SetField("split", ((7, draw(st.sampled_from(Split))),)),
        SetField("note", ((7, label),)),
        mark(document, start, end, label, policy=Overlap.ANY),
        accept(document, document.suggestions, policy=Overlap.ANY),
        reject(document, document.suggestions),
    ]
    if document.spans:
        span = draw(st.sampled_from(document.spans))
        choices += [
            RemoveSpan(7, span.id),
            ReplaceSpan(7, Span(span.id, start, end, label)),
            relabel(document, span, label),
            resize(document, span, start, end, policy=Overlap.ANY),
            unmark(document, span),
        ]
    return draw(st.sampled_from(choices))


@given(st.data(), st.integers(1, 8))
def test_the_inverse_gives_back_the_very_document(data: st.DataObject, number: int) -> None:
    document, inverses = DOCUMENT, []
    for _ in range(number):
        document, inverse = apply(document, data.draw(edits(document)))
        inverses.append(inverse)
        assert list(document.spans) == sorted(document.spans, key=span_order)
        assert list(document.suggestions) == sorted(document.suggestions, key=span_order)
        ids = [span.id for span in (*document.spans, *document.suggestions)]
        assert len(ids) == len(set(ids))
        assert document.text is DOCUMENT.text
    assert apply(document, Several(tuple(reversed(inverses))))[0] == DOCUMENT


def test_spans_that_stay_are_the_same_objects() -> None:
    changed = after(AddSpan(7, Span(9, 6, 11, "ACT")))
    assert changed.spans[0] is MARIA


@pytest.mark.parametrize(("start", "end"), [(0, 25), (5, 5), (-1, 3), (9, 2)])
def test_a_span_outside_the_text_or_without_characters_is_refused(start: int, end: int) -> None:
    with pytest.raises(UserError, match="lies outside the text, which has 24 characters"):
        after(AddSpan(7, Span(9, start, end, "X")))
    with pytest.raises(UserError, match="lies outside the text"):
        after(ReplaceSpan(7, Span(1, start, end, "X")))


def test_an_id_that_is_taken_or_missing_is_a_bug() -> None:
    for edit in (
        AddSpan(7, Span(2, 0, 1, "X")),
        RemoveSpan(7, 2),
        RemoveSpan(7, 1, "suggestions"),
        RemoveSpan(7, 9),
    ):
        with pytest.raises(KeyError):
            after(edit)


def test_marking_tags_the_text_and_starts_the_document() -> None:
    changed = after(mark(DOCUMENT, 6, 11, "ACT", policy=Overlap.REFUSE))
    assert changed.spans == (MARIA, Span(3, 6, 11, "ACT"))
    assert changed.status is Status.STARTED


def test_marking_leaves_the_status_of_a_done_document() -> None:
    done = after(set_status(DOCUMENT, Status.DONE))
    assert after(mark(done, 6, 11, "ACT", policy=Overlap.REFUSE), done).status is Status.DONE


def test_marking_a_tagged_stretch_relabels_it() -> None:
    assert after(mark(DOCUMENT, 0, 5, "ORG", policy=Overlap.REFUSE)).spans == (Span(1, 0, 5, "ORG"),)


def test_marking_where_a_suggestion_stands_takes_its_place() -> None:
    changed = after(mark(DOCUMENT, 15, 24, "SHIP", policy=Overlap.REFUSE))
    assert changed.suggestions == ()
    assert changed.spans[1] == Span(3, 15, 24, "SHIP")


def test_an_overlap_is_refused_and_named() -> None:
    with pytest.raises(UserError, match=r"This overlaps Maria \(PER\)"):
        mark(DOCUMENT, 3, 8, "ACT", policy=Overlap.REFUSE)
    tagged = after(mark(DOCUMENT, 6, 11, "ACT", policy=Overlap.REFUSE))
    with pytest.raises(UserError, match=r"This overlaps Maria \(PER\)"):
        resize(tagged, tagged.spans[1], 4, 11, policy=Overlap.REFUSE)


def test_a_project_may_allow_overlaps() -> None:
    assert len(after(mark(DOCUMENT, 3, 8, "ACT", policy=Overlap.ANY)).spans) == 2


def test_neighbours_do_not_overlap() -> None:
    assert len(after(mark(DOCUMENT, 5, 8, "ACT", policy=Overlap.REFUSE)).spans) == 2


def test_an_accepted_suggestion_says_who_found_it() -> None:
    changed = after(accept(DOCUMENT, (GHOST,)))
    assert changed.spans == (MARIA, GHOST)
    assert changed.suggestions == ()
    assert changed.status is Status.STARTED


def test_a_suggestion_accepted_under_another_label_is_the_persons_own() -> None:
    assert after(accept(DOCUMENT, (GHOST,), "SHIP")).spans[1] == Span(2, 15, 24, "SHIP")
    assert after(accept(DOCUMENT, (GHOST,), "LOC")).spans[1] == GHOST


def test_a_suggestion_that_repeats_an_annotation_is_only_removed() -> None:
    twin = Document(7, DOCUMENT.text, spans=(MARIA,), suggestions=(Span(2, 0, 5, "PER", Origin.MODEL, 0.5),))
    assert (after(accept(twin, twin.suggestions), twin).spans) == (MARIA,)


@pytest.mark.parametrize(
    ("ghosts", "label"),
    [
        ((Span(2, 3, 9, "PER", Origin.MODEL, 0.5),), None),
        ((Span(2, 0, 5, "PER", Origin.MODEL, 0.5),), "ORG"),
        ((Span(2, 8, 12, "PER", Origin.MODEL, 0.5), Span(3, 10, 14, "LOC", Origin.MODEL, 0.5)), None),
    ],
    ids=["across a tag", "a tag with another label", "across each other"],
)
def test_accepting_makes_no_overlap_where_the_project_allows_none(
    ghosts: tuple[Span, ...], label: str | None
) -> None:
    document = Document(7, DOCUMENT.text, spans=(MARIA,), suggestions=ghosts)
    with pytest.raises(UserError, match="This overlaps"):
        accept(document, ghosts, label)
    assert len(after(accept(document, ghosts, label, policy=Overlap.ANY), document).spans) > 1


def test_tags_that_overlap_already_do_not_keep_others_from_being_accepted() -> None:
    nested = Span(5, 0, 3, "ORG")
    document = Document(7, DOCUMENT.text, spans=(MARIA, nested), suggestions=(GHOST,))
    assert GHOST in after(accept(document, (GHOST,)), document).spans


def test_rejected_suggestions_are_gone() -> None:
    assert after(reject(DOCUMENT, (GHOST,))).suggestions == ()


def test_a_relabelled_or_resized_span_is_the_persons_own() -> None:
    accepted = after(accept(DOCUMENT, (GHOST,)))
    assert after(relabel(accepted, GHOST, "SHIP"), accepted).spans[1] == Span(2, 15, 24, "SHIP")
    resized = after(resize(accepted, GHOST, 15, 20, policy=Overlap.REFUSE), accepted)
    assert resized.spans[1] == Span(2, 15, 20, "LOC")


def test_a_first_label_starts_the_document() -> None:
    changed = after(classify(DOCUMENT, (DocumentLabel("travel"),)))
    assert changed.labels == (DocumentLabel("travel"),)
    assert changed.status is Status.STARTED


def test_titles_say_what_was_done() -> None:
    def title(edit: Edit) -> str:
        assert isinstance(edit, Several)
        return edit.title

    assert title(mark(DOCUMENT, 6, 11, "ACT", policy=Overlap.REFUSE)) == "Tag sails"
    assert title(accept(DOCUMENT, (GHOST,))) == "Accept 1 suggestion"
    assert title(reject(DOCUMENT, (GHOST, GHOST))) == "Reject 2 suggestions"
    assert (
        title(set_splits(tuple((n, Split.DEV) for n in range(1500)))) == "Change the split of 1,500 documents"
    )
    long = Document(1, "word " * 100)
    assert len(title(mark(long, 0, 499, "X", policy=Overlap.REFUSE))) < 50


def test_a_change_names_kinds_and_documents() -> None:
    assert touched(mark(DOCUMENT, 15, 24, "X", policy=Overlap.REFUSE)) == (
        {"suggestions", "spans", "status"},
        (7,),
    )
    assert touched(ChangeLabel("A", Label("B")))[1] == ()
    assert touched(Several((AddLabel(Label("A")), AddSpan(3, MARIA)))) == ({"label_set", "spans"}, (3,))
    assert touched(Several((ChangeLabel("A", Label("B")), AddSpan(3, MARIA))))[1] == ()
    assert touched(MoveSpans(((1, 2, "A"), (1, 3, "A"), (4, 2, "A"))))[1] == (1, 4)


@pytest.mark.parametrize(
    ("status", "teaches"),
    [
        (Status.TODO, True),
        (Status.STARTED, True),
        (Status.DONE, True),
        (Status.REVIEW, False),
        (Status.SKIPPED, False),
    ],
)
def test_what_needs_review_or_was_skipped_teaches_no_model(status: Status, teaches: bool) -> None:
    assert is_labelled(replace(DOCUMENT, status=status)) is teaches
    assert is_labelled(Document(1, "no tags", status=status)) is (status is Status.DONE)


def test_tagging_a_stretch_with_one_of_its_labels_again_leaves_the_others() -> None:
    both = (Span(1, 0, 5, "PER"), Span(2, 0, 5, "ORG"))
    document = replace(DOCUMENT, spans=both)
    assert after(mark(document, 0, 5, "ORG", policy=Overlap.ANY), document).spans == both
