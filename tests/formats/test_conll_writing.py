"""Writing CoNLL: the same tokens and spans come back, and what does not is said before."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio import formats
from bertstudio.core.documents import Document, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.formats.conll_writing import sentences_of

Tool = Callable[..., Any]


def document(text: str, *spans: tuple[int, int, str], **fields: Any) -> Document:
    numbered = tuple(Span(n, start, end, label) for n, (start, end, label) in enumerate(spans, 1))
    return Document(1, text, spans=numbered, status=Status.DONE, **fields)


def said(*documents: Document) -> dict[str, int]:
    return {loss.what: loss.count for loss in formats.losses("conll", documents)}


PARIS = document("In Paris, Texas", (3, 8, "LOC"), (10, 15, "LOC"))


@pytest.mark.parametrize(
    ("options", "content"),
    [
        ({}, "In\tO\nParis\tB-LOC\n,\tO\nTexas\tB-LOC\n\n"),
        ({"scheme": "IOB1"}, "In\tO\nParis\tI-LOC\n,\tO\nTexas\tI-LOC\n\n"),
        ({"scheme": "BMES"}, "In\tO\nParis\tS-LOC\n,\tO\nTexas\tS-LOC\n\n"),
        (
            {"delimiter": "blank", "columns": "4"},
            "In -X- _ O\nParis -X- _ B-LOC\n, -X- _ O\nTexas -X- _ B-LOC\n\n",
        ),
    ],
)
def test_options_choose_the_layout(
    tmp_path: Path, write: Tool, options: dict[str, str], content: str
) -> None:
    path = write(tmp_path / "a.conll", "conll", [PARIS], **options)
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("scheme", ["IOB1", "IOB2", "BIOES", "BMES", "BILOU"])
def test_imported_documents_come_back_identical(
    file: Tool, read: Tool, write: Tool, scheme: str, tmp_path: Path
) -> None:
    sentences = ["watched\u200bwas\tO\n👨🏻‍🚒\tB-A\nx\tI-A\ny\tB-A\n", " 'm\tO\n", "北\tB-B\n京\tI-B\n"]
    content = "-DOCSTART-\tO\n\n{}\n{}\n-DOCSTART-\tO\n\n{}".format(*sentences)
    before = read(file("a.conll", content), "conll").documents
    (tmp_path / "copy").mkdir()
    copy = write(tmp_path / "copy" / "a.conll", "conll", before, scheme=scheme)
    assert read(copy, "conll").documents == before
    assert formats.losses("conll", before) == []


def test_equal_documents_give_equal_bytes(tmp_path: Path, write: Tool) -> None:
    paths = [write(tmp_path / name, "conll", [PARIS]) for name in ("a", "b")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_text_of_several_lines_is_a_document_of_sentences(tmp_path: Path, read: Tool, write: Tool) -> None:
    letter = document("Dear Ann,\nsee you in Rome.", (5, 8, "PER"), (21, 25, "LOC"))
    path = write(tmp_path / "a.conll", "conll", [PARIS, letter, PARIS])
    assert path.read_text(encoding="utf-8").count("-DOCSTART-") == 2
    back = read(path, "conll", unit="document").documents
    assert [len(d.spans) for d in back] == [2, 2, 2]
    assert back[1].text == "Dear Ann ,\nsee you in Rome ."


def test_words_are_cut_so_that_every_span_fits() -> None:
    pro = document("a pro-Trump vote", (6, 11, "PER"))
    ((tokens, entities),) = sentences_of(pro)
    assert tokens == ["a", "pro-", "Trump", "vote"]
    assert [(e.first, e.end) for e in entities] == [(2, 3)]
    assert "entities that begin or end inside a token" not in said(pro)


def test_a_span_off_imported_tokens_is_left_out_and_said() -> None:
    off = document("unhappy man", (2, 7, "MOOD"), tokens=((0, 7), (8, 11)))
    assert [entities for _, entities in sentences_of(off)] == [[]]
    assert said(off)["entities that begin or end inside a token"] == 1


def test_the_outer_of_nested_spans_is_written_and_the_inner_said() -> None:
    bank = document("Bank of China", (0, 13, "ORG"), (8, 13, "LOC"))
    ((_, entities),) = sentences_of(bank)
    assert [entity.label for entity in entities] == ["ORG"]
    assert said(bank) == {"nested or overlapping entities": 1}


def test_an_entity_over_a_line_break_stays_one() -> None:
    ((tokens, entities),) = sentences_of(document("New\nYork", (0, 8, "LOC")))
    assert (tokens, len(entities)) == (["New", "York"], 1)


def test_lost_blanks_and_documents_to_do_are_said() -> None:
    comma = replace(PARIS, status=Status.TODO)
    assert said(comma) == {
        "documents not done yet, which would come back as done": 1,
        "texts that come back with other blanks or line breaks": 1,
    }


def test_a_text_without_a_word_is_said() -> None:
    assert said(document("  \n "))["documents without a word"] == 1


@pytest.mark.parametrize(("name", "value"), [("scheme", "X"), ("delimiter", ","), ("columns", "3")])
def test_an_unknown_choice_is_refused_and_nothing_written(
    tmp_path: Path, write: Tool, name: str, value: str
) -> None:
    with pytest.raises(UserError):
        write(tmp_path / "a.conll", "conll", [PARIS], **{name: value})
    assert list(tmp_path.iterdir()) == []


TEXTS = st.text(st.sampled_from("ab中文あ é😀\u0301\u200d.,-'1"), min_size=1, max_size=30)


@given(TEXTS, st.data())
def test_every_span_of_a_plain_text_is_written(text: str, data: st.DataObject) -> None:
    position = st.integers(0, len(text))
    start, end = sorted((data.draw(position), data.draw(position)))
    surface = text[start:end]
    if not surface or surface != surface.strip():
        return
    marked = document(text, (start, end, "X"))
    written = [
        "".join(tokens[entity.first : entity.end])
        for tokens, entities in sentences_of(marked)
        for entity in entities
    ]
    assert written == [surface.replace(" ", "")]


TOKENS = st.text(st.sampled_from("ab中 #é😀\u0301\u200b\u00a0\u30001.-O"), min_size=1, max_size=4).filter(
    lambda token: token == token.strip(" ") or not token.strip(" ")
)


@given(
    st.lists(st.lists(st.tuples(TOKENS, st.booleans()), min_size=1, max_size=6), min_size=1, max_size=4),
    st.sampled_from(["IOB1", "IOB2", "BIOES", "BMES", "BILOU"]),
)
def test_any_tokens_come_back(sentences: list[list[tuple[str, bool]]], scheme: str) -> None:
    from bertstudio.core.labels import LabelSet
    from bertstudio.formats import conll, conll_writing
    from bertstudio.formats.base import ReadOptions
    from bertstudio.formats.joining import Joining

    before = []
    for sentence in sentences:
        text, borders = Joining(language="en").join([token for token, _ in sentence])
        tagged = [border for border, (_, tag) in zip(borders, sentence, strict=True) if tag]
        before.append(document(text, *((*border, "X") for border in tagged), tokens=borders))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.conll"
        conll_writing.write(before, LabelSet(), path, {"scheme": scheme})
        options = ReadOptions(scheme=scheme, language="en", delimiter="tab")
        after = [item.document for item in conll.read(path, options) if item.document]
    assert [(d.text, d.tokens) for d in after] == [(d.text, d.tokens) for d in before]
    spans = [[(s.start, s.end) for s in d.spans] for d in after]
    assert spans == [[(s.start, s.end) for s in d.spans] for d in before]


@pytest.mark.parametrize(
    ("label", "delimiter"),
    [("job title", "blank"), ("job title", "bar"), ("job|title", "bar"), ("job\ttitle", "tab")],
)
def test_a_label_that_would_be_two_columns_is_refused(
    tmp_path: Path, write: Tool, label: str, delimiter: str
) -> None:
    with pytest.raises(UserError, match="which would begin another column"):
        write(tmp_path / "a.conll", "conll", [document("Paris", (0, 5, label))], delimiter=delimiter)


def test_a_label_with_a_blank_comes_back_between_tabs(tmp_path: Path, read: Tool, write: Tool) -> None:
    path = write(tmp_path / "a.conll", "conll", [document("Paris", (0, 5, "job title"))])
    assert [span.label for span in read(path).documents[0].spans] == ["job title"]


@pytest.mark.parametrize("format_id", ["conll", "conllu"])
def test_documents_without_a_group_do_not_come_back_in_that_of_others(
    tmp_path: Path, read: Tool, write: Tool, format_id: str
) -> None:
    texts = ("Paris", "Oslo", "Rome", "Bonn")
    documents = [
        document(text, (0, len(text), "LOC"), group=group)
        for text, group in zip(texts, ["g", "g", "", ""], strict=True)
    ]
    back = read(write(tmp_path / f"a.{format_id}", format_id, documents), format_id).documents
    first, second, third, fourth = (each.group for each in back)
    assert first == second
    assert len({second, third, fourth}) == 3
