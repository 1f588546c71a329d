"""Further members of the CoNLL family: one sentence a line, IOE, and what annotation tools make of CoNLL."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.documents import Document, Span, Status

Tool = Callable[..., Any]
PAIR = "EU\tI-ORG\nrejects\tO\n\nPeter\tI-PER\nBlackburn\tI-PER"
EXPECTED = [("EU rejects", [("EU", "ORG")]), ("Peter Blackburn", [("Peter Blackburn", "PER")])]


def seen(outcome: Any, entities: Tool) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(document.text, entities(document)) for document in outcome.documents]


@pytest.mark.parametrize(
    "content",
    [
        "EU|B-ORG rejects|O\nPeter|B-PER Blackburn|I-PER\n",
        "EU|NNP|B-ORG rejects|VBZ|O\nPeter|NNP|B-PER Blackburn|NNP|I-PER",
        "EU|NNP|I-ORG rejects|VBZ|O\r\n\r\nPeter|NNP|I-PER\tBlackburn|NNP|I-PER  \r\n\r\n",
        "# two sentences\nEU|U-ORG rejects|O\nPeter|B-PER Blackburn|L-PER\n",
    ],
)
def test_a_sentence_may_stand_in_one_line(file: Tool, read: Tool, entities: Tool, content: str) -> None:
    assert seen(read(file("a.iob", content)), entities) == EXPECTED


def test_a_bar_may_be_a_token_of_such_a_line(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.iob", "a|NN|O ||SYM|O b|c|NN|B-X d|NN|O\n"))
    assert seen(outcome, entities) == [("a | b|c d", [("b|c", "X")])]


def test_odd_blanks_may_stand_in_a_token_of_such_a_line(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.iob", "10\u00a0km|B-X \u3000|O on|O\n"))
    assert seen(outcome, entities) == [("10\u00a0km \u3000 on", [("10\u00a0km", "X")])]


def test_a_token_without_a_tag_is_named_with_its_line(file: Tool, read: Tool) -> None:
    outcome = read(file("a.iob", "EU|B-ORG rejects|O\nPeter|B-PER Blackburn\nall|O right|O\n"))
    assert outcome.kinds == [("too-few-columns", 2)]
    assert [document.text for document in outcome.documents] == ["EU rejects", "all right"]


@pytest.mark.parametrize(
    ("content", "scheme"),
    [
        ("EU\tE-ORG\nrejects\tO\n\nPeter\tI-PER\nBlackburn\tE-PER\n", "IOE2"),
        (f"a\tI-X\nb\tE-X\nc\tI-X\n\n{PAIR}" + "\n\nz\tI-Z" * 22, "IOE1"),
    ],
)
def test_entities_may_be_told_by_their_ends(
    file: Tool, read: Tool, entities: Tool, content: str, scheme: str
) -> None:
    outcome = read(file("a.conll", content))
    assert (outcome.facts["scheme"].value, outcome.problems) == (scheme, [])
    assert all(pair in seen(outcome, entities) for pair in EXPECTED)


def test_touching_entities_of_ioe1_are_kept_apart(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.conll", "a\tI-X\nb\tE-X\nc\tI-X\n"), scheme="IOE1")
    assert seen(outcome, entities) == [("a b c", [("a b", "X"), ("c", "X")])]


def test_an_open_end_in_ioe2_is_repaired_and_said(file: Tool, read: Tool) -> None:
    outcome = read(file("a.conll", "a\tI-X\nb\tO\nc\tE-X\nd\tE-X\n"), scheme="IOE2")
    assert outcome.kinds == [("unclosed-entity", 1)]


@pytest.mark.parametrize(
    "content",
    [
        # Label Studio
        "-DOCSTART- -X- O\nEU -X- _ B-ORG\nrejects -X- _ O\n\nPeter -X- _ B-PER\nBlackburn -X- _ I-PER\n\n",
        # Potato
        "-DOCSTART-\t-X-\t-X-\tO\n\n" + PAIR.replace("\t", "\t_\t_\t") + "\n\n",
        # doccano
        "EU\tB-ORG\nrejects\tO\n\nPeter\tB-PER\nBlackburn\tI-PER",
        # CoNLL-2002
        "EU B-ORG\nrejects O\n\nPeter B-PER\nBlackburn I-PER\n\n",
        "EU NC B-ORG\nrejects V O\n\nPeter NP B-PER\nBlackburn NP I-PER\n\n",
    ],
)
def test_what_other_tools_write_is_read(file: Tool, read: Tool, entities: Tool, content: str) -> None:
    outcome = read(file("a.conll", content))
    assert seen(outcome, entities) == EXPECTED
    assert {problem.kind for problem in outcome.problems} <= {"other-columns"}


def test_comments_give_the_exact_text_and_the_key_of_a_sentence(
    file: Tool, read: Tool, entities: Tool
) -> None:
    content = "# sent_id = dev-7\n# text = Hvor er  EU?\n1\tHvor\tO\n2\ter\tO\n3\tEU\tB-ORG\n4\t?\tO\n"
    outcome = read(file("a.iob2", content))
    assert seen(outcome, entities) == [("Hvor er  EU?", [("EU", "ORG")])]
    assert (outcome.documents[0].key, outcome.problems) == ("dev-7", [])


def test_a_comment_with_another_text_is_said(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.conll", "# text = UN\nEU\tB-ORG\n"))
    assert seen(outcome, entities) == [("EU", [("EU", "ORG")])]
    assert outcome.kinds == [("words-differ", 2)]


MARKED = [
    Document(1, "New York", spans=(Span(1, 0, 8, "LOC"),), status=Status.DONE, group="a"),
    Document(
        2,
        "a | b|c",
        spans=(Span(1, 4, 7, "X"),),
        status=Status.DONE,
        group="b",
        tokens=((0, 1), (2, 3), (4, 7)),
    ),
]


def test_one_sentence_a_line_is_written_too(tmp_path: Path, read: Tool, write: Tool, entities: Tool) -> None:
    path = write(tmp_path / "a.iob", "conll", MARKED, delimiter="bar")
    assert path.read_text(encoding="utf-8") == "New|B-LOC York|I-LOC\na|O ||O b|c|B-X\n"
    assert [pair[1] for pair in seen(read(path), entities)] == [[("New York", "LOC")], [("b|c", "X")]]


def test_borders_between_groups_may_be_left_out(tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "a.conll", "conll", MARKED, docstart="no")
    assert "DOCSTART" not in path.read_text(encoding="utf-8")


def test_the_border_of_four_columns_is_that_of_conll_2003(tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "a.conll", "conll", MARKED, delimiter="blank", columns="4")
    assert path.read_text(encoding="utf-8").startswith("-DOCSTART- -X- O O\n\nNew -X- _ B-LOC\n")


@pytest.mark.parametrize("scheme", ["IOE1", "IOE2"])
def test_ioe_comes_back(tmp_path: Path, read: Tool, write: Tool, entities: Tool, scheme: str) -> None:
    texts = [Document(1, "a b c", spans=(Span(1, 0, 3, "X"), Span(2, 4, 5, "X")), status=Status.DONE)]
    path = write(tmp_path / "a.conll", "conll", texts, scheme=scheme)
    assert seen(read(path, "conll", scheme=scheme), entities) == [("a b c", [("a b", "X"), ("c", "X")])]


SPACY = [("ner-sent-per-line.iob", 2), ("ner-token-per-line-conll2003.iob", 2)]
SPACY += [("ner-token-per-line-with-pos.iob", 1), ("ner-token-per-line.iob", 1)]


@pytest.mark.parametrize(("name", "sentences"), SPACY)
def test_the_examples_of_spacy_hold_seven_entities(
    corpora: Path, read: Tool, entities: Tool, name: str, sentences: int
) -> None:
    outcome = read(corpora / "tool-exports/spacy/ner_example_data" / name)
    assert len(outcome.documents) == sentences
    assert {problem.kind for problem in outcome.problems} <= {"other-columns"}
    assert [pair for document in outcome.documents for pair in entities(document)] == [
        ("Sebastian Thrun", "PERSON"),
        ("Google", "ORG"),
        ("2007", "DATE"),
        ("American", "NORP"),
        ("Thrun", "PERSON"),
        ("Recode", "ORG"),
        ("earlier this week", "DATE"),
    ]


def test_a_bmes_file_of_weibo_is_told_by_its_tags(corpora: Path, read: Tool) -> None:
    outcome = read(corpora / "weibo-ner/lebert-2col/dev.char.bmes")
    assert (outcome.facts["scheme"].value, outcome.problems) == ("BIOES", [])
