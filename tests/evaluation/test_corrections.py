"""The model was right: the document says what the model said, in one step that can be undone."""

from dataclasses import replace

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Status
from bertstudio.core.edits import apply
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap
from bertstudio.evaluation import decisions
from bertstudio.evaluation.corrections import adopt, adopted, standing
from bertstudio.evaluation.errors import Verdict, compare, compare_labels


def pairing_of(gold: Document, *predicted: Span):
    (pairing,) = compare([gold], [replace(gold, spans=predicted)])
    return pairing


def said(start: int, end: int, label: str) -> Span:
    return Span(1, start, end, label, Origin.MODEL, 0.8, 7)


@pytest.mark.parametrize(
    ("gold", "predicted", "kind"),
    [
        ([(0, 3, "A")], [said(0, 3, "B")], Verdict.WRONG_TYPE),
        ([(0, 3, "A")], [said(0, 5, "A")], Verdict.WRONG_BORDER),
        ([(0, 3, "A")], [said(2, 5, "B")], Verdict.BOTH),
        ([(0, 3, "A")], [], Verdict.MISSED),
        ([], [said(0, 3, "B")], Verdict.SPURIOUS),
    ],
)
def test_adopting_gives_the_models_answer_and_undo_gives_mine(document, gold, predicted, kind):
    before = document(*gold)
    pairing = pairing_of(before, *predicted)
    assert pairing.kind is kind
    assert not adopted(before, pairing)
    after, inverse = apply(before, adopt(before, pairing, policy=Overlap.REFUSE))
    assert [(s.start, s.end, s.label) for s in after.spans] == [(s.start, s.end, s.label) for s in predicted]
    assert adopted(after, pairing)
    assert apply(after, inverse)[0] == before


def test_an_added_span_says_that_the_model_found_it(document):
    before = document()
    pairing = pairing_of(before, said(0, 3, "B"))
    after, _ = apply(before, adopt(before, pairing, policy=Overlap.REFUSE))
    (span,) = after.spans
    assert (span.origin, span.confidence, span.run) == (Origin.MODEL, 0.8, 7)
    assert after.status is Status.STARTED


def test_the_span_is_found_although_its_id_is_another(document):
    pairing = pairing_of(document((0, 3, "A")), said(0, 3, "B"))
    now = replace(document(), spans=(Span(42, 0, 3, "A"),))
    after, _ = apply(now, adopt(now, pairing, policy=Overlap.REFUSE))
    assert (after.spans[0].id, after.spans[0].label) == (42, "B")
    assert standing(now, pairing.gold) == now.spans[0]


def test_a_span_that_was_changed_since_is_left_alone(document):
    pairing = pairing_of(document((0, 3, "A")), said(0, 3, "B"))
    with pytest.raises(UserError, match="changed after the run"):
        adopt(document((0, 2, "A")), pairing, policy=Overlap.REFUSE)


def test_an_overlap_is_refused_where_the_project_allows_none(document):
    before = document((0, 3, "A"), (4, 7, "A"))
    wider, _ = compare([before], [replace(before, spans=(said(0, 5, "A"), said(4, 7, "A")))])
    with pytest.raises(UserError, match="overlaps"):
        adopt(before, wider, policy=Overlap.REFUSE)
    after, _ = apply(before, adopt(before, wider, policy=Overlap.ANY))
    assert [(span.start, span.end) for span in after.spans] == [(0, 5), (4, 7)]


def test_labels_of_documents_follow_the_model_too():
    before = Document(1, "x", labels=(DocumentLabel("A"), DocumentLabel("C")))
    found = replace(before, labels=(DocumentLabel("B", Origin.MODEL, 0.7, 7), DocumentLabel("C")))
    pairing = next(one for one in compare_labels([before], [found]) if one.kind is Verdict.WRONG_TYPE)
    after, _ = apply(before, adopt(before, pairing, policy=Overlap.REFUSE))
    assert {label.label for label in after.labels} == {"B", "C"}
    assert adopted(after, pairing)
    assert not adopted(before, pairing)


def test_decisions_survive_the_disk_and_tell_errors_apart(tmp_path, document):
    path = decisions.place(tmp_path, "test")
    assert decisions.read(path) == frozenset()
    one = pairing_of(document((0, 3, "A")), said(0, 3, "B"))
    other = pairing_of(document((0, 3, "A")), said(0, 3, "C"))
    assert decisions.key(one) != decisions.key(other)
    decisions.write(path, {decisions.key(one)})
    assert decisions.read(path) == {decisions.key(one)}


def test_broken_decisions_lose_only_ticks(tmp_path):
    path = decisions.place(tmp_path, "test")
    path.write_text("{half")
    assert decisions.read(path) == frozenset()
