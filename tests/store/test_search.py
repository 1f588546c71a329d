"""Search with an index, half of one, none, or a damaged one finds what reading every text finds."""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bertstudio.core.documents import Document, DocumentLabel, Span, Split
from bertstudio.core.edits import HideDocuments, SetField
from bertstudio.core.errors import UserError
from bertstudio.store import documents, history, project, search, search_index
from bertstudio.store.documents import Query
from bertstudio.store.project import Project
from bertstudio.store.searching import Search, folded

Fill = Callable[[Iterable[Document]], list[int]]

ALPHABET = "aAbBßẞſsKKİiIı海港事务警🚢é\u0301\u200d\ud83d\0\x01 -_%\n"
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=12)
EXPRESSIONS = st.sampled_from(
    [
        r"a\w*b",
        "(海|港)事",
        "[Kk]a?",
        "a{2}",
        "(?:ab|ba)+",
        "^a",
        "b$",
        r"\bs",
        "(ß|ss)A",
        ".港",
        "a(?!b)",
        "(?i)B",
    ]
)


def reference(texts: list[str], query: Query) -> list[int]:
    """Return the places of the texts that a query finds, by reading each of them."""
    wanted = search.search_of(query)
    assert wanted is not None
    return [number for number, text in enumerate(texts) if any(wanted.hits(text))]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Project]:
    made = project.create(tmp_path_factory.mktemp("search") / "project")
    yield made
    project.close(made)


def filled(opened: Project, texts: list[str]) -> list[int]:
    from bertstudio.store import staging

    batch = staging.stage(opened)
    staging.add(batch, [Document(0, text, "t") for text in texts])
    staging.reveal(batch)
    return list(documents.ids(opened))[-len(texts) :] if texts else []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(TEXTS, max_size=6),
    later=st.lists(TEXTS, max_size=2),
    wanted=st.one_of(TEXTS.filter(str.strip), EXPRESSIONS),
    regex=st.booleans(),
    match_case=st.booleans(),
    whole_word=st.booleans(),
    order=st.sampled_from(["position", "length"]),
    descending=st.booleans(),
)
def test_an_index_finds_what_reading_every_text_finds(
    shared: Project,
    texts: list[str],
    later: list[str],
    wanted: str,
    regex: bool,
    match_case: bool,
    whole_word: bool,
    order: str,
    descending: bool,
) -> None:
    query = Query(wanted, regex, match_case, whole_word, order=order, descending=descending)  # type: ignore[arg-type]
    try:
        search.search_of(query)
    except UserError:
        return
    hide_all(shared)
    ids = filled(shared, texts)
    assert search_index.update(shared)
    ids += filled(shared, later)  # not in the index
    found = [ids.index(number) for number in documents.ids(shared, query)]
    assert sorted(found) == reference(texts + later, query)
    keys = [len(text) for text in texts + later] if order == "length" else list(range(len(ids)))
    assert [keys[n] for n in found] == sorted((keys[n] for n in found), reverse=descending)


def hide_all(opened: Project) -> None:
    for number in documents.ids(opened):
        history.do(opened, HideDocuments(((number, number),)))


@given(TEXTS, TEXTS, TEXTS)
def test_an_index_folds_what_ignoring_case_takes_for_the_same(before: str, wanted: str, after: str) -> None:
    for other in (wanted.upper(), wanted.lower(), wanted.swapcase(), wanted):
        if next(Search(wanted).hits(before + other + after), None):
            forms = (unicodedata.normalize(form, wanted.strip()) for form in ("NFC", "NFD"))
            written = {folded(form) for form in (wanted.strip(), *forms)}
            assert any(form in folded(before + other + after) for form in written)


# What happens to the file --------------------------------------------------------------------------


SEVERAL = [
    Document(0, "The harbour pilot Maria", "first"),
    Document(0, "海港事务警察", "second"),
    Document(0, "STRASSE und Straße, Maria", "Maria’s road"),
    Document(0, "x", "y"),
]


def numbers(ids: list[int], opened: Project, query: Query) -> list[int]:
    return [ids.index(number) for number in documents.ids(opened, query)]


@pytest.mark.parametrize("state", ["complete", "half", "none", "garbage", "emptied", "cut", "of another"])
@pytest.mark.parametrize(
    ("query", "places"),
    [
        (Query("maria"), [0, 2]),
        (Query("maria", order="title"), [0, 2]),
        (Query("maria", descending=True), [2, 0]),
        (Query("Maria", match_case=True, whole_word=True), [0, 2]),
        (Query("mari", whole_word=True), []),
        (Query("警察"), [1]),
        (Query("察"), [1]),
        (Query("察警"), []),
        (Query("straße"), [2]),
        (Query(r"h\w+r p", regex=True), [0]),
        (Query(r"(港|路)事", regex=True), [1]),
        (Query("maria", splits=(Split.DEV,)), []),
        (Query("y"), [3]),
        (Query("  "), [0, 1, 2, 3]),
    ],
)
def test_whatever_state_the_index_is_in(
    opened: Project, fill: Fill, state: str, query: Query, places: list[int]
) -> None:
    ids = fill(SEVERAL[:2])
    if state != "none":
        assert search_index.update(opened)
    ids += fill(SEVERAL[2:])
    if state != "half":
        search_index.update(opened) if state != "none" else None
    path = opened.folder / search_index.FILE_NAME
    if state == "garbage":
        path.write_bytes(b"no database" * 1000)
    elif state == "emptied":
        path.write_bytes(b"")
    elif state == "cut":
        path.write_bytes(path.read_bytes()[:9000])
    elif state == "of another":
        other = sqlite3.connect(path)
        other.execute("UPDATE about SET project = 'another'")
        other.commit()
        other.close()
    assert numbers(ids, opened, query) == places
    assert documents.counts(opened, query).documents == len(places)
    assert search_index.update(opened)
    assert numbers(ids, opened, query) == places


def test_an_index_that_is_damaged_in_the_middle_hides_nothing(opened: Project, fill: Fill) -> None:
    ids = fill(Document(0, f"text {n} of the harbour {n * 7919}", f"t{n}") for n in range(3000))
    assert search_index.update(opened)
    path = opened.folder / search_index.FILE_NAME
    content = bytearray(path.read_bytes())
    for start in range(8192, len(content), 12288):
        content[start : start + 2000] = b"\xff" * len(content[start : start + 2000])
    path.write_bytes(content)
    for query in (Query("harbour"), Query("7919", order="length"), Query("harbour", descending=True)):
        assert sorted(numbers(ids, opened, query)) == reference(
            [d.text for d in documents.stream(opened)], query
        )


def test_a_new_title_is_found_and_an_old_one_is_not(opened: Project, fill: Fill) -> None:
    ids = fill(SEVERAL)
    assert search_index.update(opened)
    history.do(opened, SetField("title", ((ids[0], "quayside"),)))
    assert numbers(ids, opened, Query("quays")) == [0]
    assert numbers(ids, opened, Query("first")) == []
    history.undo(opened)
    assert numbers(ids, opened, Query("first")) == [0]


def test_documents_in_the_bin_are_found_there_only(opened: Project, fill: Fill) -> None:
    ids = fill(SEVERAL)
    assert search_index.update(opened)
    history.do(opened, HideDocuments(((ids[0], ids[0]),)))
    assert numbers(ids, opened, Query("maria")) == [2]
    assert numbers(ids, opened, Query("maria", in_bin=True)) == [0]


def test_a_project_that_went_back_to_an_earlier_state_gets_another_index(
    opened: Project, fill: Fill, folder: Path
) -> None:
    fill(SEVERAL[:1])
    kept = sqlite3.connect(folder.with_name("kept.db"))
    opened.connection.backup(kept)
    fill(Document(0, f"lost {n}") for n in range(5))
    assert search_index.update(opened)
    kept.backup(opened.connection)
    kept.close()
    fill(Document(0, f"gained {n}") for n in range(7))
    assert len(documents.ids(opened, Query("gained"))) == 7
    assert search_index.update(opened)
    assert len(documents.ids(opened, Query("gained"))) == 7
    assert len(documents.ids(opened, Query("lost"))) == 0


def test_a_project_that_cannot_be_written_to_is_searched_without_an_index(
    opened: Project, fill: Fill, folder: Path
) -> None:
    ids = fill(SEVERAL)
    reading = project.open_project(folder, read_only=True)
    assert not search_index.update(reading)
    assert not (folder / search_index.FILE_NAME).exists()
    assert numbers(ids, reading, Query("maria")) == [0, 2]
    assert search_index.update(opened)
    assert numbers(ids, reading, Query("maria")) == [0, 2]
    project.close(reading)


def test_an_index_is_made_in_pieces_and_goes_on_where_it_was_stopped(
    opened: Project, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "PIECE_DOCUMENTS", 2)
    ids = fill(Document(0, f"number {n}") for n in range(7))
    seen: list[int] = []
    assert not search_index.update(opened, lambda covered, _last: seen.append(covered) or len(seen) < 3)
    assert seen == [0, ids[1], ids[3]]
    assert numbers(ids, opened, Query("number")) == list(range(7))
    assert search_index.update(opened, lambda covered, _last: seen.append(covered) or True)
    assert seen[3:] == [ids[3], ids[5]]


# Questions -----------------------------------------------------------------------------------------


def test_a_wrong_expression_is_told_with_its_place(opened: Project) -> None:
    with pytest.raises(UserError, match="at position 4"):
        documents.ids(opened, Query("ship(", regex=True))


def test_an_expression_that_backtracks_without_end_is_stopped(
    opened: Project, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bertstudio.core.expressions.SECONDS_PER_TEXT", 0.05)
    fill([Document(0, "a" * 60 + "b")])
    with pytest.raises(UserError, match="takes too long"):
        documents.ids(opened, Query("(a|aa)+$", regex=True))


def test_first_results_come_before_the_last_are_looked_for(opened: Project, fill: Fill) -> None:
    ids = fill(Document(0, f"harbour {n}") for n in range(1000))
    pieces = search.found(opened, Query("harbour"))
    first = next(pieces)
    assert list(first) == ids[: len(first)]
    assert 0 < len(first) <= search.FIRST
    assert list(first) + [number for piece in pieces for number in piece] == ids
    down = Query(order="title", descending=True)
    assert documents.first(opened, down, 3) == list(documents.ids(opened, down)[:3])


def test_an_order_tells_no_document_twice(opened: Project, fill: Fill) -> None:
    ids = fill(Document(0, "x" * (n % 7 + 1)) for n in range(450))
    found = list(documents.ids(opened, Query(order="length")))
    assert sorted(found) == ids
    assert found == sorted(ids, key=lambda number: (ids.index(number) % 7, number))


def test_notes_sources_confidence_and_disagreement(opened: Project, fill: Fill) -> None:
    def ghost(start: int, end: int, label: str, number: int = 9) -> Span:
        return Span(number, start, end, label, confidence=0.4)

    span = Span(1, 0, 5, "PER")
    ids = fill(
        [
            Document(0, "Maria sails", note="look"),
            Document(0, "Maria sails", spans=(replace(span, note="odd"),), source="a.txt"),
            Document(0, "Maria sails", spans=(span,), suggestions=(ghost(0, 5, "ORG"),)),
            Document(0, "Maria sails", spans=(span,), suggestions=(ghost(0, 11, "PER"),)),
            Document(0, "Maria sails", spans=(span,), suggestions=(ghost(6, 11, "ORG"),)),
            Document(0, "Maria sails", suggestions=(replace(ghost(0, 5, "ORG"), confidence=0.9),)),
        ]
    )
    for query, places in (
        (Query(has_note=True), [0, 1]),
        (Query(has_note=False), [2, 3, 4, 5]),
        (Query(sources=("a.txt",)), [1]),
        (Query(confidence_below=0.5), [2, 3, 4]),
        (Query(disagrees=True), [2, 3]),
        (Query(disagrees=False), [0, 1, 4, 5]),
        (Query(order="entities", descending=True), [1, 2, 3, 4, 0, 5]),
        (Query(order="source", descending=True), [1, 0, 2, 3, 4, 5]),
    ):
        assert numbers(ids, opened, query) == places


@pytest.mark.parametrize("order", ["position", "title"])
@pytest.mark.parametrize("few", [0, 20_000])
def test_what_many_documents_carry_is_found_as_what_few_carry(
    opened: Project, fill: Fill, monkeypatch: pytest.MonkeyPatch, few: int, order: str
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    span = Span(1, 0, 5, "PER")
    ids = fill(
        [
            Document(0, "Maria sails", "a", spans=(span,)),
            Document(0, "Maria sails", "b", spans=(replace(span, label="ORG"),), note="look"),
            Document(0, "Maria sails", "c", labels=(DocumentLabel("PER"),)),
            Document(0, "Maria sails", "d", suggestions=(span,)),
        ]
    )
    for query, places in (
        (Query(labels=("PER",)), [0, 2]),
        (Query(labels=("PER", "ORG")), [0, 1, 2]),
        (Query("sails", labels=("ORG",)), [1]),
        (Query(labels=("none",)), []),
        (Query(has_note=True), [1]),
    ):
        asked = replace(query, order=order)  # type: ignore[arg-type]
        assert numbers(ids, opened, asked) == places
        assert documents.counts(opened, asked).documents == len(places)
