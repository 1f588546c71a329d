"""Labelling every occurrence: what is found in a corpus, and the one step that tags it."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bertstudio.core.documents import Document, Origin, Span, Split, Status, span_order
from bertstudio.core.edits import HideDocuments, RemoveSpan, SetOption
from bertstudio.core.errors import UserError
from bertstudio.core.occurrences import Term
from bertstudio.core.overlap import Overlap, conflicts, placed
from bertstudio.store import documents, history, occurrences, project, search_index, staging
from bertstudio.store.documents import Query
from bertstudio.store.occurrences import Hit, Tally, Work
from bertstudio.store.project import Project

Fill = Callable[[Iterable[Document]], list[int]]

MARIA = Term("Maria", "SHIP")
TEXT = "The Maria met the Maria Anna.\nMaria sank."


def found(opened: Project, *terms: Term, scope: Query | None = None, tally: Tally | None = None) -> list[Hit]:
    return [hit for piece in occurrences.find(opened, terms, scope, tally=tally) for hit in piece]


def spans(opened: Project, number: int) -> list[tuple[str, str]]:
    document = documents.load(opened, number)
    return [(document.text_of(span), span.label) for span in document.spans]


def test_hits_carry_their_context_on_one_line(opened: Project, fill: Fill) -> None:
    fill([Document(0, TEXT, "Log"), Document(0, "nothing here")])
    hits = found(opened, MARIA)
    assert [(hit.before, hit.text, hit.after) for hit in hits] == [
        ("The ", "Maria", " met the Maria Anna. Maria sank."),
        ("The Maria met the ", "Maria", " Anna. Maria sank."),
        ("The Maria met the Maria Anna. ", "Maria", " sank."),
    ]
    assert {(hit.title, hit.label, hit.reason) for hit in hits} == {("Log", "SHIP", "")}


def test_one_step_tags_all_and_one_undo_takes_all_back(opened: Project, fill: Fill) -> None:
    ids = fill([Document(0, TEXT), Document(0, "Maria", status=Status.DONE), Document(0, "none")])
    before = [documents.load(opened, n) for n in ids]
    labelling = occurrences.labelling(opened, found(opened, MARIA))
    assert (labelling.tagged, labelling.skipped, labelling.documents) == (4, 0, 2)
    change = history.do(opened, labelling.edit).change
    assert change.title == "Tag 4 places"
    assert set(change.documents) == set(ids[:2])
    assert spans(opened, ids[0]) == [("Maria", "SHIP")] * 3
    assert [documents.load(opened, n).status for n in ids] == [Status.STARTED, Status.DONE, Status.TODO]
    assert documents.label_counts(opened) == {"SHIP": 4}
    history.undo(opened)
    assert [documents.load(opened, n) for n in ids] == before
    history.redo(opened)
    assert documents.counts(opened).spans == 4


def test_what_is_tagged_already_is_left_out_and_counted(opened: Project, fill: Fill) -> None:
    fill([Document(0, TEXT, spans=(Span(1, 4, 9, "SHIP"), Span(2, 18, 23, "PER")))])
    tally = Tally()
    hits = found(opened, MARIA, tally=tally)
    assert [(hit.start, hit.reason, hit.blocked) for hit in hits] == [
        (18, "Tagged as PER", False),
        (30, "", False),
    ]
    assert (tally.documents, tally.read, tally.already) == (1, 1, 1)
    labelling = occurrences.labelling(opened, hits)
    assert (labelling.tagged, labelling.relabelled) == (1, 1)
    history.do(opened, labelling.edit)
    assert documents.label_counts(opened)["SHIP"] == 3


@pytest.mark.parametrize(
    ("policy", "reason", "blocked", "after"),
    [
        (Overlap.REFUSE, "Overlaps “Maria Anna” (SHIP)", True, [("Maria Anna", "SHIP")]),
        (Overlap.REPLACE, "Would replace “Maria Anna” (SHIP)", False, [("Anna", "PER")]),
        (Overlap.TRIM, "Would shorten “Maria Anna” (SHIP)", False, [("Maria", "SHIP"), ("Anna", "PER")]),
        (Overlap.NESTED, "", False, [("Maria Anna", "SHIP"), ("Anna", "PER")]),
        (Overlap.ANY, "", False, [("Maria Anna", "SHIP"), ("Anna", "PER")]),
    ],
)
def test_the_overlap_rule_of_the_project_decides(
    opened: Project, fill: Fill, policy: Overlap, reason: str, blocked: bool, after: list[tuple[str, str]]
) -> None:
    (number,) = fill([Document(0, "Maria Anna sails", spans=(Span(1, 0, 10, "SHIP"),))])
    history.do(opened, SetOption("overlap", str(policy)))
    (hit,) = found(opened, Term("Anna", "PER"))
    assert (hit.reason, hit.blocked) == (reason, blocked)
    history.do(opened, occurrences.label_edit(opened, [hit]))
    assert spans(opened, number) == after


def test_a_suggestion_that_says_the_same_is_accepted(opened: Project, fill: Fill) -> None:
    ghost = Span(1, 0, 5, "SHIP", Origin.MODEL, 0.5, 3)
    other = Span(2, 6, 11, "PER", Origin.MODEL, 0.4, 3)
    (number,) = fill([Document(0, "Maria Maria", suggestions=(ghost, other))])
    history.do(opened, occurrences.label_edit(opened, found(opened, MARIA)))
    after = documents.load(opened, number)
    assert after.spans == (ghost, Span(3, 6, 11, "SHIP"))
    assert after.suggestions == ()
    assert documents.rows(opened, [number])[0].confidence is None


def test_hits_that_do_not_fit_any_more_are_skipped(opened: Project, fill: Fill) -> None:
    first, second = fill([Document(0, "Maria and Maria"), Document(0, "Maria")])
    hits = found(opened, MARIA)
    history.do(opened, occurrences.label_edit(opened, hits[:1]))
    history.do(opened, HideDocuments(((second, second),)))
    labelling = occurrences.labelling(opened, hits)
    assert (labelling.tagged, labelling.skipped) == (1, 2)
    history.do(opened, labelling.edit)
    assert spans(opened, first) == [("Maria", "SHIP")] * 2


def test_nothing_that_fits_is_no_step(opened: Project, fill: Fill) -> None:
    fill([Document(0, "Maria")])
    hits = found(opened, MARIA)
    history.do(opened, occurrences.label_edit(opened, hits))
    history.do(opened, occurrences.label_edit(opened, hits))
    history.undo(opened)
    assert documents.counts(opened).spans == 0


def test_the_scope_is_a_query_or_one_document(opened: Project, fill: Fill) -> None:
    first, second = fill([Document(0, "Maria", split=Split.TEST), Document(0, "Maria")])
    assert [hit.document for hit in found(opened, MARIA, scope=Query(splits=(Split.TEST,)))] == [first]
    (pieces,) = occurrences.find(opened, [MARIA], None, document=documents.load(opened, second))
    assert [(hit.document, hit.split) for hit in pieces] == [(second, Split.NONE)]


def test_only_documents_that_can_hold_a_term_are_read(opened: Project, fill: Fill) -> None:
    fill(Document(0, f"text {n}" + (" Maria" if n % 50 == 0 else "")) for n in range(500))
    terms = (MARIA, Term("MARIA", "SHIP", match_case=False), Term("Mar[i]a", "SHIP", regex=True))
    assert [len(found(opened, term)) for term in terms] == [10, 10, 10]
    search_index.update(opened)
    for term in terms:
        tally = Tally()
        assert len(found(opened, term, tally=tally)) == 10
        assert tally.documents == tally.read == 10
    assert len(found(opened, MARIA, scope=Query(text="text 1"))) == 2


def test_a_title_that_holds_the_term_is_no_hit(opened: Project, fill: Fill) -> None:
    fill([Document(0, "text", "Maria")])
    assert found(opened, MARIA) == []


def test_a_wrong_expression_is_said_before_anything_is_read(opened: Project) -> None:
    with pytest.raises(UserError, match="is no regular expression"):
        found(opened, Term("(", "SHIP", regex=True))


def test_tagging_again_after_a_removal_gives_every_span_an_id_of_its_own(opened: Project, fill: Fill) -> None:
    (number,) = fill([Document(0, "Maria Maria", spans=(Span(1, 0, 5, "SHIP"), Span(2, 6, 11, "PER")))])
    history.do(opened, RemoveSpan(number, 1))
    history.do(opened, occurrences.label_edit(opened, found(opened, MARIA)))
    document = documents.load(opened, number)
    assert [(span.id, span.start, span.label) for span in document.spans] == [(3, 0, "SHIP"), (2, 6, "SHIP")]


def test_the_title_of_a_long_document_is_made_once(
    opened: Project, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill([Document(0, "Maria " * 50)])
    made: list[str] = []
    monkeypatch.setattr(occurrences, "title_of", lambda text, *_: made.append(text) or "title")
    assert {hit.title for hit in found(opened, MARIA)} == {"title"}
    assert len(made) == 1


PLACES = st.tuples(st.integers(0, 11), st.integers(1, 5)).map(lambda p: (p[0], min(12, p[0] + p[1])))


@given(
    st.lists(PLACES, max_size=4),
    st.lists(PLACES, max_size=5, unique=True),
    st.lists(PLACES, max_size=2),
    st.sampled_from(Overlap),
)
def test_whatever_is_ticked_the_overlap_rule_holds_afterwards(
    there: list[tuple[int, int]],
    places: list[tuple[int, int]],
    ghosts: list[tuple[int, int]],
    policy: Overlap,
) -> None:
    text = "abcdefghijkl"
    old: list[Span] = []
    for number, (start, end) in enumerate(there, 1):
        if not placed(old, start, end, policy).blocking and (start, end) not in {
            (s.start, s.end) for s in old
        }:
            old = [s for s in old if clash_free(s, start, end, policy)] + [Span(number, start, end, "OLD")]
    suggested = tuple(Span(20 + n, *place, "NEW", Origin.MODEL, 0.5, 1) for n, place in enumerate(ghosts))
    document = Document(7, text, spans=tuple(sorted(old, key=span_order)), suggestions=suggested)
    work = Work(document, policy)
    for start, end in sorted(places):
        work.label(Hit(7, "", start, end, "NEW", "", text[start:end], ""))
    exchange = work.exchange()
    removed = set(exchange.removed)
    known = {span.id for span in (*document.spans, *document.suggestions)}
    assert removed <= known
    after = [span for span in document.spans if span.id not in removed] + list(exchange.spans)
    assert len({span.id for span in after}) == len(after)
    assert all(0 <= span.start < span.end <= 12 for span in after)
    assert conflicts(after, policy) == []
    tagged = {(span.start, span.end) for span in after if span.label == "NEW"}
    if policy is Overlap.ANY:
        assert tagged >= set(places)
    assert work.done.total() - work.done["changed"] <= len(places)


def clash_free(span: Span, start: int, end: int, policy: Overlap) -> bool:
    return not conflicts([span, Span(99, start, end, "X")], policy)


LETTERS = st.text(alphabet="abAB İıßẞéE\u0301中国Σςſ'", min_size=1, max_size=12)


@settings(max_examples=25, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=6), st.lists(LETTERS, min_size=1, max_size=2), st.booleans())
def test_an_index_never_hides_a_hit(texts: list[str], patterns: list[str], match_case: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        opened = project.create(Path(folder) / "p")
        batch = staging.stage(opened)
        staging.add(batch, [Document(0, text * 2) for text in texts])
        staging.reveal(batch)
        terms = [Term(p, "X", match_case=match_case, whole_word=False) for p in patterns]
        without = found(opened, *terms)
        assert search_index.update(opened)
        assert found(opened, *terms) == without
        project.close(opened)
