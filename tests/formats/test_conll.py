"""Reading the CoNLL family, as clean as it comes and as broken as it comes."""

from collections.abc import Callable
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Origin, Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]
SMALL = "EU\tB-ORG\nrejects\tO\n\nPeter\tB-PER\nBlackburn\tI-PER\n"


def test_a_sentence_is_a_document(file: Tool, read: Tool, entities: Tool) -> None:
    first, second = read(file("a.conll", SMALL)).documents
    assert (first.text, entities(first)) == ("EU rejects", [("EU", "ORG")])
    assert (second.text, entities(second)) == ("Peter Blackburn", [("Peter Blackburn", "PER")])
    assert first.status is Status.DONE
    assert first.spans[0].origin is Origin.IMPORT
    assert (first.source, first.group, first.tokens) == ("a.conll", "", ((0, 2), (3, 10)))


def test_a_sentence_without_entities_is_done_too(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.conll", "No\tO\nnames\tO\n"), "conll").documents
    assert (document.spans, document.status) == ((), Status.DONE)


@pytest.mark.parametrize(
    "content",
    [
        SMALL.replace("\n", "\r\n"),
        SMALL.replace("\t", " "),
        SMALL.replace("\t", "   "),
        "\ufeff" + SMALL,
        "\n\n" + SMALL + "\n\n\n",
        SMALL.removesuffix("\n"),
        SMALL.replace("\n", " \t\n"),
        SMALL.replace("\t", "\tNNP\tI-NP\t"),
        SMALL.replace("\t", " NNP B-NP "),
        SMALL.replace("\t", "\tx\ty\tz\tB-NP\t_\t"),
    ],
)
def test_variants_give_the_same_documents(file: Tool, read: Tool, content: str) -> None:
    documents = read(file("a.conll", content)).documents
    assert [(d.text, [(s.start, s.end, s.label) for s in d.spans]) for d in documents] == [
        ("EU rejects", [(0, 2, "ORG")]),
        ("Peter Blackburn", [(0, 15, "PER")]),
    ]


def test_utf16_and_gb18030_are_read(file: Tool, read: Tool) -> None:
    rows = "北\tB-LOC\n京\tI-LOC\n是\tO\n我\tO\n的\tO\n家\tO\n"
    for encoding in ("utf-16", "gb18030"):
        (document,) = read(file("a.conll", rows.encode(encoding))).documents
        assert document.text == "北京是我的家"


def test_docstart_lines_group_sentences(file: Tool, read: Tool) -> None:
    content = "-DOCSTART- -X- -X- O\n\na NN B-NP O\n\nb NN B-NP O\n\n-DOCSTART- -X- O\n\nc NN B-NP B-PER\n"
    documents = read(file("eng.testa", content)).documents
    assert [(d.text, d.group) for d in documents] == [
        ("a", "eng.testa 1"),
        ("b", "eng.testa 1"),
        ("c", "eng.testa 2"),
    ]


def test_a_docstart_line_may_name_its_document(file: Tool, read: Tool) -> None:
    content = "-DOCSTART- (1 EU)\n\na\tO\nb\tB-X\n"
    assert read(file("aida.conll", content)).documents[0].group == "aida.conll (1 EU)"


def test_unit_document_joins_sentences_by_a_line_break(file: Tool, read: Tool, entities: Tool) -> None:
    content = f"-DOCSTART-\tO\n\n{SMALL}\n-DOCSTART-\tO\n\nend\tB-X\n"
    first, second = read(file("a.conll", content), "conll", unit="document").documents
    assert first.text == "EU rejects\nPeter Blackburn"
    assert entities(first) == [("EU", "ORG"), ("Peter Blackburn", "PER")]
    assert [first.text[a:b] for a, b in first.tokens] == ["EU", "rejects", "Peter", "Blackburn"]
    assert second.text == "end"


def test_without_docstart_the_file_is_one_document(file: Tool, read: Tool) -> None:
    documents = read(file("a.conll", SMALL), "conll", unit="document").documents
    assert [document.text for document in documents] == ["EU rejects\nPeter Blackburn"]


def test_broken_transitions_are_repaired_and_counted(file: Tool, read: Tool, entities: Tool) -> None:
    content = SMALL + "\nthe\tO\nHague\tI-LOC\nBank\tI-ORG\n"
    outcome = read(file("a.conll", content))
    assert outcome.facts["scheme"].value == "IOB2"
    assert entities(outcome.documents[2]) == [("Hague", "LOC"), ("Bank", "ORG")]
    assert outcome.kinds == [("broken-transition", 8), ("broken-transition", 9)]
    assert (
        outcome.problems[0].text
        == "I-LOC continues no entity of its label; it was read as the beginning of one."
    )


def test_iob1_needs_no_repair(file: Tool, read: Tool, entities: Tool) -> None:
    content = "the O\nHague I-LOC\nBank I-ORG\nBank B-ORG\n\nPeter I-PER\n"
    outcome = read(file("a.conll", content))
    assert outcome.facts["scheme"].value == "IOB1"
    assert outcome.problems == []
    assert entities(outcome.documents[0]) == [("Hague", "LOC"), ("Bank", "ORG"), ("Bank", "ORG")]


def test_the_user_may_say_the_scheme(file: Tool, read: Tool) -> None:
    outcome = read(file("a.conll", "the O\nHague I-LOC\n"), "conll", scheme="IOB2")
    assert outcome.kinds == [("broken-transition", 2)]


def test_a_hash_is_a_token_where_it_has_a_tag(file: Tool, read: Tool) -> None:
    content = "# sentence 1\n#yes\tO\n#\tO\n# text = EU O\nEU\tB-ORG\n"
    outcome = read(file("a.conll", content))
    assert outcome.documents[0].text == "#yes # EU"
    assert outcome.kinds == [("comment", 1)]
    assert outcome.problems[0].text.startswith("2 comment lines")


def test_odd_tokens_survive(file: Tool, read: Tool) -> None:
    tokens = [
        "watched\u200bwas",
        "\u200b",
        "e\u0301",
        "👨🏻‍🚒",
        "\u00a0",
        "\u3000",
        " ",
        "a b",
        "\u2028",
        "\ufeff",
    ]
    content = "".join(f"{token}\tO\n" for token in tokens) + "EU\tB-ORG\n"
    (document,) = read(file("a.conll", content)).documents
    assert [document.text[a:b] for a, b in document.tokens] == [*tokens, "EU"]


def test_a_label_with_a_hyphen_stays_whole(file: Tool, read: Tool, entities: Tool) -> None:
    content = "War\tB-creative-work\nand\tI-creative-work\n"
    assert entities(read(file("a.conll", content)).documents[0]) == [("War and", "creative-work")]


def test_places_of_characters_in_their_word_are_left_out(file: Tool, read: Tool, entities: Tool) -> None:
    word = [f"{character}{place}\tO" for place, character in enumerate("一二三3四五六七八九3")]
    rows = ["现0\tB-PER.NOM", "任1\tI-PER.NOM", "\ufffd\ufffd0\tO", "30\tO", *word]
    outcome = read(file("weibo.train", "\n".join(rows) + "\n"))
    (document,) = outcome.documents
    assert document.text == "现任\ufffd\ufffd3一二三3四五六七八九3"
    assert entities(document) == [("现任", "PER.NOM")]
    assert outcome.kinds == [("segmentation-digits", 1)]


def test_digits_at_the_end_of_words_stay(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.conll", "A0\tO\nB1\tB-X\nC0\tO\nD1\tO\n")).documents
    assert document.text == "A0 B1 C0 D1"


def test_a_column_that_counts_tokens_is_not_the_text(file: Tool, read: Tool, entities: Tool) -> None:
    content = "# id\n1\tSchartau\tB-PER\tO\n2\tsagte\tO\tO\n\n1\tNein\tO\tO\n"
    outcome = read(file("germeval.tsv", content), "conll", columns={"tag": "3"})
    assert [d.text for d in outcome.documents] == ["Schartau sagte", "Nein"]
    assert entities(outcome.documents[0]) == [("Schartau", "PER")]


def test_further_columns_are_reported_as_left_out(file: Tool, read: Tool) -> None:
    outcome = read(file("a.conll", SMALL.replace("\t", " NNP I-NP ")))
    assert outcome.kinds == [("other-columns", 1)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Berlin", "too-few-columns"),
        ("New\tYork\tB-LOC", "too-many-columns"),
        ("a\tPER", "unknown-tag"),
        ("\tO", "no-token"),
    ],
)
def test_a_line_that_cannot_be_read_is_an_error_with_its_line(
    file: Tool, read: Tool, line: str, kind: str
) -> None:
    outcome = read(file("a.conll", f"{SMALL}\nbefore\tO\n{line}\nafter\tO\n\nlast\tO\n"))
    assert outcome.kinds == [(kind, 8)]
    assert [document.text for document in outcome.documents] == ["EU rejects", "Peter Blackburn", "last"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("one\ntwo\n", "line 1: one column only"),
        ("a\tPER\nb\tO\nc\tLOC\nd\tLOC\n", "line 1: PER is not a tag such as"),
        ("\n\n", "holds no tokens"),
    ],
)
def test_a_file_that_is_not_conll_is_refused_in_one_sentence(
    file: Tool, read: Tool, content: str, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        read(file("a.conll", content), "conll")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"scheme": "FOO"}, "no tag scheme FOO"),
        ({"unit": "page"}, "unit is sentence or document"),
        ({"delimiter": ";"}, "separated by tab or blank"),
        ({"columns": {"tag": "5"}}, "no column 5"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(
    file: Tool, read: Tool, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        read(file("a.conll", SMALL), "conll", **options)


def test_reading_streams(file: Tool) -> None:
    from bertstudio.formats import conll
    from bertstudio.formats.base import ReadOptions

    path = file("a.conll", SMALL * 2000)
    positions = [read.position for read in conll.read(path, ReadOptions()) if read.document]
    assert positions[0] < path.stat().st_size / 2
    assert positions[-1] == path.stat().st_size


def test_sentences_before_the_first_docstart_line_belong_together(file: Tool, read: Tool) -> None:
    content = "a\tO\n\nb\tO\n\n-DOCSTART-\tO\n\nc\tO\n"
    groups = [document.group for document in read(file("a.conll", content), "conll").documents]
    assert groups == ["a.conll 1", "a.conll 1", "a.conll 2"]


PROSE = [
    "Blood type O\n",
    "Blood type O\nBlood type O\n",
    "See appendix B-2\n",
    "He has blood of type O\nShe has O\nNobody knows why it is O\nThey all have O\nSo it is O\nO O\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_sentences_that_end_as_if_in_a_tag_are_prose(file: Tool, text: str) -> None:
    assert formats.guess(file("a.txt", text)).format == "text"


@pytest.mark.parametrize("text", ["EU B-ORG\nrejects O\n", "EU O\n" * 5, "EU\tO\n", "EU NNP B-ORG\n"])
def test_rows_with_labels_or_many_rows_are_conll(file: Tool, text: str) -> None:
    assert formats.guess(file("a.txt", text)).format == "conll"
