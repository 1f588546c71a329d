"""Hits in columns: what is packed comes out again, ticks are counted, filters let the right ones through."""

from bertstudio.core.documents import Document
from bertstudio.gui.pages.annotate_label_all_hits import Filter, Hits, Strings
from bertstudio.gui.pages.annotate_label_all_model import HitModel
from bertstudio.store.occurrences import Hit

FOUND = [
    Hit(1, "First", 0, 6, "Place", "", "Harlow", ""),
    Hit(1, "First", 9, 15, "Place", "", "Harlow", "", "Would replace “Har” (Vessel)"),
    Hit(2, "Second", 3, 9, "Vessel", "", "Calder", "", "Overlaps “Calder Bay” (Place)", True, span=7),
    Hit(2, "Second", 20, 26, "", "", "calder", ""),
]


def _hits() -> Hits:
    hits, strings = Hits(), Strings()
    hits.strings = strings
    for hit in FOUND:
        hits.take(Hits.of([hit], strings))
    return hits


def test_what_was_packed_comes_out_again() -> None:
    hits = _hits()
    assert [hits.hit(row) for row in range(len(hits))] == FOUND


def test_counts_follow_every_way_of_ticking() -> None:
    hits = _hits()
    assert (hits.ticked, dict(hits.ticked_in), hits.with_reason) == (2, {1: 1, 2: 1}, 2)
    hits.tick([1], lambda _row: True)
    assert (hits.ticked, dict(hits.ticked_in)) == (3, {1: 2, 2: 1})
    hits.tick_all(ticked=False)
    assert (hits.ticked, dict(hits.ticked_in)) == (0, {})
    taken = hits.ticked_hits()
    assert list(taken) == []
    hits.tick_all(ticked=True)
    assert (hits.ticked, dict(hits.ticked_in)) == (3, {1: 2, 2: 1})
    assert not hits.is_ticked(2)
    taken = hits.ticked_hits()
    hits.tick_all(ticked=False)
    assert [hit.start for hit in taken] == [0, 9, 20]


def test_what_a_person_ticked_is_told_from_what_was_found_so() -> None:
    hits = _hits()
    assert hits.changed() == {}
    hits.tick([0, 1], lambda row: row == 1)
    assert hits.changed() == {(1, 0, 6): False, (1, 9, 15): True}


def test_filters_look_at_ticks_reasons_labels_and_words() -> None:
    hits = _hits()
    for wanted, rows in (
        (Filter(), [0, 1, 2, 3]),
        (Filter("ticked"), [0, 3]),
        (Filter("unticked"), [1, 2]),
        (Filter("reason"), [1, 2]),
        (Filter(label="Vessel"), [2]),
        (Filter(words="CALDER"), [2, 3]),
        (Filter(words="first"), [0, 1]),
        (Filter("reason", "Place", "harlow"), [1]),
        (Filter(label="Unknown"), []),
    ):
        assert list(hits.rows(wanted)) == rows, wanted
    assert dict(hits.by_label) == {"Place": 2, "Vessel": 1, "": 1}


def test_the_direction_of_a_row_is_that_of_its_paragraph(qapp: object) -> None:
    texts = {1: "Port\nميناء هارلو مغلق", 2: "The port of ميناء هارلو"}
    model = HitModel(lambda number: Document(number, texts[number]))
    hits = model.clear()
    found = [
        Hit(n, "", text.find("هارلو"), text.find("هارلو") + 5, "Place", "", "هارلو", "")
        for n, text in texts.items()
    ]
    model.extend(Hits.of(found, hits.strings), {})
    assert [model.row(row).rtl for row in range(2)] == [True, False]


def test_a_document_that_is_gone_leaves_its_row_without_context(qapp: object) -> None:
    model = HitModel(lambda _number: None)
    hits = model.clear()
    model.extend(Hits.of(FOUND[:1], hits.strings), {})
    assert model.data(model.index(0, 0), 0) == "ticked, First, Place, Harlow"
