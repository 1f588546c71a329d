"""Real corpora with all their faults: the counts are exact, and what is written comes back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document
from bertstudio.formats.encoding import read_text

Tool = Callable[..., Any]
WNUT = "wnut17/CONLL-format/data"
WIKIGOLD = "wikigold/CONLL-format/data/wikigold.conll.txt"

COUNTS = [
    (f"{WNUT}/train/wnut17train.conll", "conll", 3_394, 1_975, {}),
    (f"{WNUT}/dev/emerging.dev.conll", "conll", 1_009, 836, {}),
    (f"{WNUT}/test/emerging.test.annotated", "conll", 1_287, 1_079, {}),
    (WIKIGOLD, "conll", 1_696, 3_558, {}),
    ("weibo-ner/weiboNER_2nd_conll.train", "conll", 1_350, 1_895, {"broken-transition": 10}),
    ("weibo-ner/weiboNER_2nd_conll.dev", "conll", 270, 389, {}),
    ("weibo-ner/weiboNER_2nd_conll.test", "conll", 270, 418, {"broken-transition": 4}),
    (
        "weibo-ner/lebert-2col/train.char.bmes",
        "conll",
        1_350,
        1_895,
        {"broken-transition": 10, "unclosed-entity": 1},
    ),
    ("weibo-ner/lebert-2col/dev.char.bmes", "conll", 270, 389, {}),
    ("weibo-ner/lebert-2col/test.char.bmes", "conll", 270, 418, {"broken-transition": 4}),
    ("cluener2020/train.json", "cluener", 10_748, 23_972, {}),
    ("cluener2020/test.json", "cluener", 1_343, 3_072, {}),
]


@pytest.mark.parametrize(("name", "format_id", "documents", "entities", "problems"), COUNTS)
def test_counts_are_exact(
    corpora: Path,
    read: Tool,
    name: str,
    format_id: str,
    documents: int,
    entities: int,
    problems: dict[str, int],
) -> None:
    assert formats.guess(corpora / name).format == format_id
    outcome = read(corpora / name)
    assert len(outcome.documents) == documents
    assert sum(len(document.spans) for document in outcome.documents) == entities
    found = Counter(problem.kind for problem in outcome.problems)
    found.pop("segmentation-digits", None)
    assert found == problems


def test_both_editions_of_weibo_hold_the_same_text(corpora: Path, read: Tool) -> None:
    digits = read(corpora / "weibo-ner/weiboNER_2nd_conll.train").documents
    plain = read(corpora / "weibo-ner/lebert-2col/train.char.bmes").documents
    assert [d.text.replace("\ufffd", "") for d in digits] == [d.text.replace("\ufffd", "") for d in plain]
    assert sum(len(document.tokens) for document in digits) == 73_778


def test_wikigold_is_iob1_in_145_groups(corpora: Path, read: Tool) -> None:
    outcome = read(corpora / WIKIGOLD)
    assert outcome.facts["scheme"].value == "IOB1"
    assert len({document.group for document in outcome.documents}) == 145
    assert sum(len(document.tokens) for document in outcome.documents) == 39_007
    assert len(read(corpora / WIKIGOLD, "conll", unit="document").documents) == 145


ROUND_TRIPS = [
    f"{WNUT}/train/wnut17train.conll",
    f"{WNUT}/dev/emerging.dev.conll",
    f"{WNUT}/test/emerging.test.annotated",
    WIKIGOLD,
    "weibo-ner/weiboNER_2nd_conll.train",
    "weibo-ner/lebert-2col/test.char.bmes",
]


@pytest.mark.parametrize("name", ROUND_TRIPS)
@pytest.mark.parametrize("format_id", ["conll", "jsonl"])
def test_what_is_written_comes_back_identical(
    corpora: Path, tmp_path: Path, read: Tool, write: Tool, name: str, format_id: str
) -> None:
    before: list[Document] = read(corpora / name).documents
    assert formats.losses(format_id, before) == []
    path = write(tmp_path / Path(name).name, format_id, before)
    # Our own format gives documents without an identifier their number.
    assert [replace(document, key="") for document in read(path).documents] == before


@pytest.mark.parametrize("format_id", ["cluener", "jsonl", "doccano", "csv", "json", "parquet"])
def test_cluener_comes_back(
    corpora: Path, tmp_path: Path, read: Tool, write: Tool, entities: Tool, format_id: str
) -> None:
    before: list[Document] = read(corpora / "cluener2020/test.json").documents
    suffix = formats.format_named(format_id).suffixes[0]
    after = read(write(tmp_path / f"test{suffix}", format_id, before), format_id).documents
    assert [(d.text, entities(d)) for d in after] == [(d.text, entities(d)) for d in before]
    assert formats.losses(format_id, before) == []


CLASSIFICATION = [
    ("classification-zh/tnews/train_few_all.json", 1_185, 15, 1_185),
    ("classification-zh/eprstmt/train_few_all.json", 160, 2, 160),
    ("classification-en/cooking-multilabel/cooking-dev.jsonl", 2_000, 11, 2_905),
    ("classification-en/explosion-docs-issues/docs_issues_training.jsonl", 661, 2, 661),
]


@pytest.mark.parametrize(("name", "documents", "labels", "given"), CLASSIFICATION)
def test_labelled_texts_are_read(
    corpora: Path, read: Tool, name: str, documents: int, labels: int, given: int
) -> None:
    outcome = read(corpora / name)
    found = [label.label for document in outcome.documents for label in document.labels]
    assert outcome.problems == []
    assert (len(outcome.documents), len(set(found)), len(found)) == (documents, labels, given)


def test_reviews_keep_their_blanks_and_odd_characters(corpora: Path, read: Tool) -> None:
    path = corpora / "classification-en/nltk/sentence_polarity/rt-polarity.pos"
    documents = read(path, "text", unit="sentence").documents
    assert len(documents) == 5_331
    assert sum(document.text.endswith(" ") for document in documents) == 5_149
    assert any("\x97" in document.text for document in documents)


@pytest.mark.parametrize("name", ["data_import", "data_export"])
def test_the_examples_of_doccano_are_read(corpora: Path, read: Tool, entities: Tool, name: str) -> None:
    folder = corpora / "tool-exports/doccano" / name / "pipeline/examples"
    outcome = read(folder / "sequence_labeling/example.jsonl")
    assert entities(outcome.documents[0])[0] == ("EU", "ORG")
    (document,) = read(folder / "relation_extraction/example.jsonl").documents
    assert entities(document)[2] == ("Larry Page", "PERSON")
    assert document.relations


# Their README takes those of 1970 to 2005 for latin-1; their dashes and quotation marks are Big5.
TEXTS = [
    ("genesis/french.txt", "cp1252", "terre était informe"),
    ("genesis/swedish.txt", "cp850", "svävade över vattnet"),
    ("genesis/README", "cp1252", "käyttöön"),
    ("inaugural/2005-Bush.txt", "big5", "America’s vital interests"),
    ("state_union/1954-Eisenhower.txt", "cp1252", "½¢"),
    ("state_union/1973-Nixon.txt", "big5", "“to"),
    *((f"state_union/{year}-Nixon.txt", "big5", "—") for year in (1970, 1971, 1972, 1974)),
    ("inaugural/2013-Obama.txt", "utf-8", "—"),
    ("genesis/english-kjv.txt", "utf-8", "In the beginning"),
]


@pytest.mark.parametrize(("name", "encoding", "part"), TEXTS)
def test_texts_are_read_in_their_encodings(
    corpora: Path, read: Tool, name: str, encoding: str, part: str
) -> None:
    path = corpora / "text-public-domain" / name
    assert formats.guess(path).encoding == encoding
    (document,) = read(path, "text").documents
    assert part in document.text


def test_every_text_of_the_corpus_has_a_clear_encoding(corpora: Path) -> None:
    files = sorted((corpora / "text-public-domain").rglob("*.txt"))
    assert len(files) == 128
    found = Counter(formats.guess(path).encoding for path in files)
    assert found == {"utf-8": 119, "big5": 6, "cp1252": 2, "cp850": 1}


RECODED = [
    ("genesis/french.txt", "cp1252", ["cp1252", "iso8859-15", "cp850", "cp437", "mac-roman"]),
    ("genesis/swedish.txt", "cp850", ["cp1252", "cp850", "mac-roman"]),
    ("inaugural/2013-Obama.txt", "utf-8", ["cp1252", "mac-roman", "gb18030", "big5"]),
]


@pytest.mark.parametrize(("name", "before", "encodings"), RECODED)
def test_texts_written_in_another_encoding_are_read_the_same(
    corpora: Path, tmp_path: Path, name: str, before: str, encodings: list[str]
) -> None:
    text = (corpora / "text-public-domain" / name).read_bytes().decode(before)
    for encoding in encodings:
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        assert read_text(path) == text


@pytest.mark.parametrize("name", ["cluener2020/test.json", "weibo-ner/weiboNER_2nd_conll.dev"])
def test_chinese_in_gb18030_is_read_the_same(corpora: Path, tmp_path: Path, name: str) -> None:
    text = read_text(corpora / name)
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("gb18030"))
    assert read_text(path) == text
