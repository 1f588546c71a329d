"""What a format cannot hold is counted before anything is written."""

from dataclasses import replace

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, Relation, Span, Split, Status
from bertstudio.formats.losses import ALL, MAX_TITLES, losses_of, outermost


def spans(*borders: tuple[int, int]) -> Document:
    return Document(0, "x" * 9, spans=tuple(Span(n, a, b, "X") for n, (a, b) in enumerate(borders, 1)))


@pytest.mark.parametrize(
    ("borders", "kept"),
    [([(0, 3), (3, 5)], [0, 1]), ([(0, 5), (1, 2), (4, 7)], [0]), ([(0, 5), (0, 2), (6, 7)], [0, 2])],
)
def test_of_overlapping_spans_the_outer_one_stays(borders: list[tuple[int, int]], kept: list[int]) -> None:
    assert outermost(spans(*borders))[0] == kept


def test_losses_name_the_documents() -> None:
    documents = [Document(0, f"text {n}", note="x", status=Status.DONE) for n in range(MAX_TITLES + 5)]
    (loss,) = losses_of(ALL - {"notes"})(documents)
    assert (loss.what, loss.count, len(loss.documents)) == ("notes on documents", 105, MAX_TITLES)
    assert loss.documents[0] == "text 0"


def test_a_title_made_from_the_text_is_no_loss() -> None:
    made, own = Document(0, "text", title="text"), Document(0, "text", title="Mine")
    assert losses_of(ALL - {"titles"})([made]) == []
    assert losses_of(ALL - {"titles"})([own])[0].count == 1


NAMED = Document(1, "EU rejects", key="a7", language="fi", spans=(Span(1, 0, 2, "ORG"),), status=Status.DONE)


@pytest.mark.parametrize("format_id", ["spacy", "spacy_json", "yedda", "conll", "fasttext", "text"])
def test_ids_and_languages_that_are_lost_are_told(format_id: str) -> None:
    told = {loss.what: loss.count for loss in formats.losses(format_id, [NAMED])}
    assert told["ids of documents"] == 1
    assert told["languages of documents that are not guessed from the script"] == 1


def test_a_language_that_is_guessed_again_is_no_loss() -> None:
    english, chinese = Document(0, "EU", language="en"), Document(0, "中国", language="zh")
    assert losses_of(ALL - {"languages"})([english, chinese, Document(0, "EU")]) == []


def test_an_id_that_becomes_the_name_of_a_file_is_no_loss() -> None:
    for format_id in ("brat", "webanno", "xmi", "casjson"):
        assert "ids of documents" not in {loss.what for loss in formats.losses(format_id, [NAMED])}
        other = replace(NAMED, title="Mine")
        assert "ids of documents" in {loss.what for loss in formats.losses(format_id, [other])}


def test_documents_of_one_split_lose_none() -> None:
    train, test = Document(0, "a", split=Split.TRAIN), Document(0, "b", split=Split.TEST)
    count = losses_of(ALL - {"splits"})
    assert count([train, train]) == []
    assert count([train, test])[0].count == 2


def test_what_a_format_wrote_itself_is_no_loss_in_it() -> None:
    count = losses_of(ALL - {"meta"}, own="brat")
    assert count([Document(0, "a", meta={"brat": {"events": []}})]) == []
    assert (
        count([Document(0, "a", meta={"brat": {}, "wiki": 1}), Document(0, "b", meta={"wiki": 1})])[0].count
        == 2
    )


def test_relations_are_missed_by_all_but_some_formats() -> None:
    document = Document(
        0, "ab", spans=(Span(1, 0, 1, "X"), Span(2, 1, 2, "X")), relations=(Relation(3, 1, 2, "r"),)
    )
    holding = [
        row.id
        for row in formats.FORMATS
        if "relations" not in {loss.what for loss in formats.losses(row.id, [document])}
    ]
    assert {"jsonl", "doccano", "brat", "labelstudio"} <= set(holding)
    assert not {"conll", "csv", "text"} & set(holding)


def test_a_document_that_is_to_do_and_annotated_comes_back_as_done() -> None:
    begun = Document(0, "ab", spans=(Span(1, 0, 1, "X"),), status=Status.TODO)
    assert losses_of(ALL - {"states"})([begun])[0].count == 1
    assert losses_of(ALL - {"states"})([Document(0, "ab")]) == []
