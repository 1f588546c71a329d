"""Corrections and changes of labels carried on to every entity that is tagged alike."""

from collections.abc import Callable, Iterable

import pytest

from bertstudio.core.documents import Document, Origin, Span, Split, Status
from bertstudio.core.edits import AddSpan, RemoveSpan, SetOption
from bertstudio.core.occurrences import Term
from bertstudio.core.overlap import Overlap
from bertstudio.store import documents, history, tagged
from bertstudio.store.documents import Query
from bertstudio.store.occurrences import Hit, Tally
from bertstudio.store.project import Project
from bertstudio.store.tagged import Shift, Wanted

Fill = Callable[[Iterable[Document]], list[int]]

LOG = Document(
    0,
    "the Maria met the Maria Anna, not Maria",
    spans=(Span(1, 0, 9, "PER"), Span(2, 14, 28, "PER", Origin.MODEL, 0.5, 2), Span(3, 34, 39, "SHIP")),
)


def found(opened: Project, wanted: Wanted, **options: object) -> list[Hit]:
    return [hit for piece in tagged.find(opened, wanted, **options) for hit in piece]  # type: ignore[arg-type]


def spans(opened: Project, number: int) -> list[tuple[str, str]]:
    document = documents.load(opened, number)
    return [(document.text_of(span), span.label) for span in document.spans]


def test_entities_are_found_by_label_and_text(opened: Project, fill: Fill) -> None:
    fill([LOG, Document(0, "the Maria")])
    assert len(found(opened, Wanted(label="PER"))) == 2
    assert len(found(opened, Wanted(text="the Maria"))) == 1
    assert len(found(opened, Wanted(term=Term("maria", "", match_case=False)))) == 3
    assert len(found(opened, Wanted("PER", term=Term("^the .*a$", "", regex=True)))) == 2
    assert found(opened, Wanted(label="SHIP", text="the Maria")) == []
    assert len(found(opened, Wanted(label="PER"), scope=Query(splits=(Split.TEST,)))) == 0


def test_a_label_is_split_by_what_stands_in_its_entities(opened: Project, fill: Fill) -> None:
    first, second = fill([LOG, LOG])
    before = [documents.load(opened, n) for n in (first, second)]
    done = tagged.relabelling(opened, found(opened, Wanted("PER", term=Term("Anna", "")), to="YACHT"))
    assert (done.relabelled, done.documents, done.skipped) == (2, 2, 0)
    history.do(opened, done.edit)
    assert history.titles(opened)[0] == "Relabel 2 entities"
    assert spans(opened, first) == [("the Maria", "PER"), ("the Maria Anna", "YACHT"), ("Maria", "SHIP")]
    assert documents.load(opened, first).spans[1].origin is Origin.HUMAN
    assert documents.load(opened, first).status is Status.TODO
    history.undo(opened)
    assert [documents.load(opened, n) for n in (first, second)] == before


def test_entities_with_the_label_already_are_counted(opened: Project, fill: Fill) -> None:
    fill([LOG])
    tally = Tally()
    assert len(found(opened, Wanted(), to="PER", tally=tally)) == 1
    assert tally.already == 2


def test_a_label_that_stands_there_twice_stays_once(opened: Project, fill: Fill) -> None:
    (number,) = fill([Document(0, "Maria", spans=(Span(1, 0, 5, "PER"), Span(2, 0, 5, "SHIP")))])
    done = tagged.relabelling(opened, found(opened, Wanted("PER"), to="SHIP"))
    history.do(opened, done.edit)
    assert [(span.id, span.label) for span in documents.load(opened, number).spans] == [(2, "SHIP")]


def test_the_note_of_an_entity_that_stands_there_twice_stays_too(opened: Project, fill: Fill) -> None:
    twins = (Span(1, 0, 5, "PER", note="a captain"), Span(2, 0, 5, "SHIP"))
    (number,) = fill([Document(0, "Maria", spans=twins)])
    history.do(opened, tagged.relabelling(opened, found(opened, Wanted("PER"), to="SHIP")).edit)
    (span,) = documents.load(opened, number).spans
    assert (span.id, span.note) == (2, "a captain")
    history.undo(opened)
    assert documents.load(opened, number).spans == twins


def test_a_removal_is_carried_on_to_the_same_text(opened: Project, fill: Fill) -> None:
    first, second = fill([LOG, LOG])
    document = documents.load(opened, first)
    history.do(opened, RemoveSpan(first, 3))
    hits = found(opened, Wanted("SHIP", text="Maria"))
    assert [(hit.document, hit.span) for hit in hits] == [(second, 3)]
    done = tagged.removal(opened, hits)
    assert done.removed == 1
    history.do(opened, done.edit)
    assert len(spans(opened, second)) == 2
    history.undo(opened)
    history.undo(opened)
    assert documents.load(opened, first) == document


def test_moved_borders_are_carried_on_where_they_give_the_same_text(opened: Project, fill: Fill) -> None:
    texts = ("the Maria sank", "see the Maria", "their the Maria")
    ids = fill(Document(0, t, spans=(Span(1, t.index("the "), t.index("Maria") + 5, "SHIP"),)) for t in texts)
    shift = Shift(-4, 0, "Maria")
    hits = found(opened, Wanted("SHIP", text="the Maria"), shift=shift)
    assert [(hit.start, hit.text) for hit in hits] == [(4, "Maria"), (8, "Maria"), (10, "Maria")]
    history.do(opened, tagged.resizing(opened, hits).edit)
    assert [spans(opened, n) for n in ids] == [[("Maria", "SHIP")]] * 3
    grown = found(opened, Wanted("SHIP", text="Maria"), shift=Shift(4, 5, "the Maria sank"))
    assert [hit.document for hit in grown] == [ids[0]]


@pytest.mark.parametrize(("policy", "blocked"), [(Overlap.REFUSE, True), (Overlap.REPLACE, False)])
def test_moved_borders_obey_the_overlap_rule(
    opened: Project, fill: Fill, policy: Overlap, blocked: bool
) -> None:
    (number,) = fill([Document(0, "the Maria", spans=(Span(1, 0, 3, "DET"), Span(2, 4, 9, "SHIP")))])
    history.do(opened, SetOption("overlap", str(policy)))
    (hit,) = found(opened, Wanted("SHIP", text="Maria"), shift=Shift(4, 0, "the Maria"))
    assert hit.blocked is blocked
    assert hit.reason
    done = tagged.resizing(opened, [hit])
    assert (done.resized, done.skipped) == ((0, 1) if blocked else (1, 0))
    history.do(opened, done.edit)
    assert spans(opened, number)[-1] == (("Maria" if blocked else "the Maria"), "SHIP")


def test_what_changed_since_it_was_found_is_skipped(opened: Project, fill: Fill) -> None:
    first, second = fill([LOG, LOG])
    hits = found(opened, Wanted("SHIP"), to="PER")
    history.do(opened, RemoveSpan(first, 3))
    history.do(opened, AddSpan(first, Span(9, 34, 39, "SHIP")))
    done = tagged.relabelling(opened, hits)
    assert (done.relabelled, done.skipped) == (1, 1)
    assert tagged.removal(opened, hits).skipped == 2
    history.do(opened, done.edit)
    assert spans(opened, second)[2] == ("Maria", "PER")
