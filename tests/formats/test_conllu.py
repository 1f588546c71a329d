"""CoNLL-U: exact texts, tokens of several words, entities in all their forms, and rows that come back."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio import formats
from bertstudio.core.documents import Document, Origin, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.formats import conllu, conllu_writing
from bertstudio.formats.base import ReadOptions

Tool = Callable[..., Any]


def rows(*words: tuple[str, str], first: int = 1) -> str:
    """Return rows of words with what MISC says of each."""
    lines = [f"{n}\t{form}" + "\t_" * 7 + f"\t{misc}\n" for n, (form, misc) in enumerate(words, first)]
    return "".join(lines)


def sentence(*words: tuple[str, str], comments: str = "") -> str:
    return f"{comments}{rows(*words)}\n"


EU = sentence(("EU", "NER=B-ORG"), ("rejects", "NER=O|SpaceAfter=No"), ("!", "NER=O"))


def test_the_text_is_that_of_the_blanks(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.conllu", EU))
    (document,) = outcome.documents
    assert (document.text, entities(document)) == ("EU rejects!", [("EU", "ORG")])
    assert [document.text[a:b] for a, b in document.tokens] == ["EU", "rejects", "!"]
    assert (document.status, outcome.problems) == (Status.DONE, [])
    assert outcome.facts["tags"].value == "NER"


def test_the_text_of_the_comment_is_taken_as_it_stands(file: Tool, read: Tool, entities: Tool) -> None:
    content = sentence(
        ("EU", "NER=B-ORG"), ("rejects", "_"), comments="# sent_id = s-1\n# text =  EU   rejects \n"
    )
    (document,) = read(file("a.conllu", content)).documents
    assert (document.text, entities(document), document.key) == (" EU   rejects ", [("EU", "ORG")], "s-1")


def test_a_text_that_does_not_fit_is_made_of_the_tokens_and_said(file: Tool, read: Tool) -> None:
    outcome = read(file("a.conllu", sentence(("EU", "NER=B-ORG"), comments="# text = UN\n")))
    assert outcome.documents[0].text == "EU"
    assert outcome.kinds == [("words-differ", 2)]


def test_blanks_that_tokens_name_count_more_than_the_comment(file: Tool, read: Tool) -> None:
    content = sentence(("New", "SpacesAfter=\\r\\n\\s"), ("York", "_"), comments="# text = New York\n")
    assert read(file("a.conllu", content)).documents[0].text == "New\r\n York"


@pytest.mark.parametrize(
    ("misc", "scheme"),
    [
        (["NER=B-PER", "NER=I-PER", "NER=O"], "IOB2"),
        (["name=B-PER|x=1", "name=I-PER", "name=O"], "IOB2"),
        (["start_char=0|end_char=5|ner=B-PER", "ner=E-PER", "ner=O"], "BIOES"),
        (["B-PER", "I-PER", "O"], "IOB2"),
        (["NE=B-PER", "NE=I-PER", "_"], "IOB2"),
        (["Entity=(e1-PER-1-new", "Entity=e1)", "_"], None),
        (["Entity=(PER-1", "Entity=PER-1)", "_"], None),
    ],
)
def test_entities_may_be_marked_in_many_ways(
    file: Tool, read: Tool, entities: Tool, misc: list[str], scheme: str | None
) -> None:
    words = zip(["Peter", "Blackburn", "sleeps"], misc, strict=True)
    outcome = read(file("a.conllu", sentence(*words)))
    assert entities(outcome.documents[0]) == [("Peter Blackburn", "PER")]
    assert (outcome.problems, outcome.documents[0].status) == ([], Status.DONE)
    assert (outcome.facts["scheme"].value if scheme else None) == scheme


def test_a_file_that_marks_nothing_is_to_do(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.conllu", sentence(("EU", "_"), ("rejects", "SpaceAfter=No")))).documents
    assert (document.status, document.spans) == (Status.TODO, ())


def test_where_outside_is_tagged_a_sentence_without_tags_is_to_do(file: Tool, read: Tool) -> None:
    content = EU + sentence(("later", "_")) + sentence(("half", "NER=O"), ("done", "_"))
    documents = read(file("a.conllu", content)).documents
    assert [document.status for document in documents] == [Status.DONE, Status.TODO, Status.STARTED]


def test_a_file_of_words_outside_is_done(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.conllu", sentence(("none", "NER=O"), ("here", "NER=O|Gloss=x")))).documents
    assert (document.status, document.spans) == (Status.DONE, ())


def test_brackets_may_lie_inside_each_other(file: Tool, read: Tool, entities: Tool) -> None:
    content = "# global.Entity = GRP-infstat-etype-head\n" + sentence(
        ("Bank", "Entity=(7-new-ORG-1"), ("of", "_"), ("China", "Entity=(8-new-LOC-1)7)"), ("(", "_")
    )
    outcome = read(file("a.conllu", content))
    assert entities(outcome.documents[0]) == [("Bank of China", "ORG"), ("China", "LOC")]
    assert outcome.problems == []


@pytest.mark.parametrize(
    ("fields", "first", "last"),
    [
        ("eid-etype-head-other", "(e1-ORG-1", "e1)"),
        ("entity-GRP-infstat", "(ORG-1-new", "ORG-1)"),
        ("etype-identity", "(ORG-Bank_of_China", "ORG)"),
    ],
)
def test_what_brackets_hold_is_said_once_for_all_sentences(
    file: Tool, read: Tool, entities: Tool, fields: str, first: str, last: str
) -> None:
    content = f"# global.Entity = {fields}\n" + sentence(("a", "_"))
    content += sentence(("Bank", f"Entity={first}"), ("of", "_"), ("China", f"Entity={last}"))
    outcome = read(file("a.conllu", content))
    assert (entities(outcome.documents[1]), outcome.problems) == ([("Bank of China", "ORG")], [])


def test_parts_of_an_entity_with_gaps_are_entities_and_said(file: Tool, read: Tool, entities: Tool) -> None:
    content = sentence(("North", "Entity=(e1[1/2]-LOC)"), ("or", "_"), ("Side", "Entity=(e1[2/2]-LOC)"))
    outcome = read(file("a.conllu", content))
    assert entities(outcome.documents[0]) == [("North", "LOC"), ("Side", "LOC")]
    assert outcome.kinds == [("discontinuous", 1), ("discontinuous", 3)]


@pytest.mark.parametrize("misc", ["Entity=(e1-PER", "Entity=e9)"])
def test_a_bracket_without_its_other_half_is_an_error_or_left_out(file: Tool, read: Tool, misc: str) -> None:
    path = file("a.conllu", sentence(("a", "Entity=(e2-ORG)"), ("b", misc)))
    outcome = read(path)
    assert (outcome.documents, outcome.kinds) == ([], [("broken-bracket", 2)])
    outcome = read(path, handling={"broken-bracket": "drop"})
    assert len(outcome.documents[0].spans) == 1


def test_mentions_without_a_type_are_named_after_their_field(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.conllu", sentence(("a", "Entity=(e2)"))))
    assert entities(outcome.documents[0]) == [("a", "Entity")]
    assert outcome.kinds == [("group-as-label", 0)]


SPANISH = (
    "# text = va al Mar.\n"
    + rows(("va", "NER=O"))
    + "2-3\tal\t" + "_\t" * 7 + "_\n"
    + rows(("a", "NER=O"), ("el", "NER=B-LOC"), ("Mar", "NER=I-LOC|SpaceAfter=No"), (".", "NER=O"), first=2)
    + "5.1\tempty\t" + "_\t" * 7 + "NER=B-X\n\n"
)  # fmt: skip


def test_a_token_of_several_words_is_one_and_empty_nodes_are_none(
    file: Tool, read: Tool, entities: Tool
) -> None:
    outcome = read(file("a.conllu", SPANISH))
    (document,) = outcome.documents
    assert [document.text[a:b] for a, b in document.tokens] == ["va", "al", "Mar", "."]
    assert entities(document) == [("al Mar", "LOC")]
    assert outcome.kinds == [("part-of-token", 5)]


def test_a_tag_on_the_token_stands_for_its_words(file: Tool, read: Tool, entities: Tool) -> None:
    content = SPANISH.replace("2-3\tal\t" + "_\t" * 7 + "_", "2-3\tal\t" + "_\t" * 7 + "NER=O")
    outcome = read(file("a.conllu", content))
    assert entities(outcome.documents[0]) == [("Mar", "LOC")]
    assert outcome.kinds == [("broken-transition", 6)]


def test_a_column_of_conllu_plus_may_hold_the_tags(file: Tool, read: Tool, entities: Tool) -> None:
    content = "# global.columns = ID FORM UPOS RELATE:NE\n1\tBonn\tPROPN\tB-LOC\n2\tsleeps\tVERB\tO\n"
    outcome = read(file("a.conllup", content))
    assert entities(outcome.documents[0]) == [("Bonn", "LOC")]
    assert (outcome.facts["tags"].value, outcome.kinds) == ("RELATE:NE", [("other-columns", 0)])


def test_the_user_may_say_where_tags_are(file: Tool, read: Tool, entities: Tool) -> None:
    path = file("a.conllu", sentence(("EU", "A=B-X|B=B-Y"), ("!", "A=O|B=O")))
    assert entities(read(path, columns={"tag": "B"}).documents[0]) == [("EU", "Y")]
    assert "There are tags in B, too." in read(path, columns={"tag": "A"}).facts["tags"].text


TWO = (
    "# newdoc id = letter\n"
    + EU
    + "# newpar\n"
    + sentence(("Ok", "NER=O"), ("so", "NER=O|SpacesAfter=\\s\\s"))
)


def test_sentences_of_a_document_are_one_group_or_one_text(file: Tool, read: Tool) -> None:
    path = file("a.conllu", TWO + sentence(("End", "NER=O")) + "# newdoc\n" + EU)
    assert [document.group for document in read(path).documents] == ["a.conllu letter"] * 3 + ["a.conllu 2"]
    texts = [document.text for document in read(path, unit="document").documents]
    assert texts == ["EU rejects!\nOk so  End", "EU rejects!"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2\tb", "too-few-columns"),
        ("2\tb" + "\t_" * 9, "too-many-columns"),
        ("x\tb" + "\t_" * 8, "word-number"),
        ("2\t" + "\t_" * 8, "no-token"),
        ("2\tb" + "\t_" * 7 + "\tNER=PER", "unknown-tag"),
    ],
)
def test_a_line_that_cannot_be_read_is_an_error_with_its_line(
    file: Tool, read: Tool, line: str, kind: str
) -> None:
    tagged = sentence(*[("a", "NER=B-X")] * 12)
    outcome = read(file("a.conllu", f"{tagged}{rows(('a', 'NER=O'))}{line}\n\n{EU}"), "conllu")
    assert outcome.kinds == [(kind, 15)]
    assert len(outcome.documents) == 2


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_line_ends_marks_and_missing_last_lines_are_fine(
    file: Tool, read: Tool, entities: Tool, ends: str, mark: str
) -> None:
    content = mark + ("\n\n" + EU).rstrip("\n").replace("\n", ends)
    assert entities(read(file("a.conllu", content)).documents[0]) == [("EU", "ORG")]


def test_a_unit_that_is_none_is_refused(file: Tool, read: Tool) -> None:
    with pytest.raises(UserError, match="unit is sentence or document"):
        read(file("a.conllu", EU), unit="page")


@pytest.mark.parametrize("unit", ["sentence", "document"])
@pytest.mark.parametrize("content", [TWO, SPANISH.replace("NER=O", "NER=O|Gloss=x"), EU])
def test_rows_come_back_as_they_were(
    file: Tool, tmp_path: Path, read: Tool, write: Tool, content: str, unit: str
) -> None:
    before = read(file("a.conllu", content), unit=unit).documents
    (tmp_path / "b").mkdir()
    path = write(tmp_path / "b" / "a.conllu", "conllu", before)
    assert [replace(d, meta={}) for d in read(path, unit=unit).documents] == [
        replace(d, meta={}) for d in before
    ]
    kept = [line for line in content.splitlines() if "\t" in line and "NER" not in line and "-" not in line]
    assert all(line in path.read_text(encoding="utf-8") for line in kept)
    assert (
        read(path, unit=unit).documents
        == read(write(path, "conllu", read(path, unit=unit).documents), unit=unit).documents
    )


def test_a_file_in_which_nothing_changed_is_the_same(
    file: Tool, tmp_path: Path, read: Tool, write: Tool
) -> None:
    content = sentence(
        ("EU", "Gloss=a|NER=B-ORG|x=1"), ("!", "NER=O"), comments="# sent_id = 4\n# text = EU !\n# z\n"
    )
    path = write(tmp_path / "b.conllu", "conllu", read(file("a.conllu", content)).documents)
    assert path.read_text(encoding="utf-8") == content


def test_changed_entities_replace_tags_of_another_name(
    file: Tool, tmp_path: Path, read: Tool, write: Tool, entities: Tool
) -> None:
    (document,) = read(file("a.conllu", sentence(("EU", "name=B-ORG|x=1"), ("!", "name=O")))).documents
    changed = replace(document, spans=(Span(1, 0, 4, "A|B"),))
    path = write(tmp_path / "b.conllu", "conllu", [changed], scheme="BIOES", key="NE")
    assert path.read_text(encoding="utf-8") == sentence(("EU", "NE=B-A\\pB|x=1"), ("!", "NE=E-A\\pB"))
    assert entities(read(path).documents[0]) == [("EU !", "A|B")]


PLAIN = [
    Document(
        1, "In  Paris, Texas", spans=(Span(1, 4, 9, "LOC", Origin.IMPORT),), status=Status.DONE, key="k"
    ),
    Document(2, "to do"),
    Document(3, "none", status=Status.DONE, group="g"),
]


def test_other_documents_get_a_row_for_each_word(tmp_path: Path, read: Tool, write: Tool) -> None:
    path = write(tmp_path / "a.conllu", "conllu", PLAIN)
    assert path.read_text(encoding="utf-8").split("\n\n")[0] == (
        "# sent_id = k\n# text = In  Paris, Texas\n"
        "1\tIn\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\s\\s|NER=O\n"
        "2\tParis\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|NER=B-LOC\n"
        "3\t,\t_\t_\t_\t_\t_\t_\t_\tNER=O\n"
        "4\tTexas\t_\t_\t_\t_\t_\t_\t_\tNER=O"
    )
    back = read(path).documents
    assert [(d.text, d.spans, d.status) for d in back] == [(d.text, d.spans, d.status) for d in PLAIN]
    assert [document.group for document in back] == ["", "", "a.conllu g"]
    assert formats.losses("conllu", PLAIN) == []


LETTER = Document(
    1,
    "\n Dear Ann,\r\nsee you in New\nYork. ",
    spans=(Span(1, 7, 10, "PER", Origin.IMPORT), Span(2, 24, 32, "LOC", Origin.IMPORT)),
    status=Status.DONE,
)


def test_a_text_of_several_lines_is_exact_as_a_document(tmp_path: Path, read: Tool, write: Tool) -> None:
    path = write(tmp_path / "a.conllu", "conllu", [LETTER, LETTER])
    back = read(path, unit="document").documents
    assert [(document.text, document.spans) for document in back] == [(LETTER.text, LETTER.spans)] * 2
    assert [document.text for document in read(path).documents][:2] == ["Dear Ann,", "see you in New\nYork."]
    assert [loss.count for loss in formats.losses("conllu", [LETTER])] == [1]


def test_what_rows_cannot_hold_is_said() -> None:
    nested = replace(PLAIN[0], spans=(*PLAIN[0].spans, Span(2, 4, 6, "X")))
    blank = replace(PLAIN[0], spans=(Span(1, 2, 9, "X"),))
    said = {loss.what: loss.count for loss in formats.losses("conllu", [nested, blank, Document(0, " \n")])}
    assert said["nested or overlapping entities"] == 1
    assert said["entities that begin or end inside a token"] == 1
    assert said["documents without a word"] == 1


@pytest.mark.parametrize(("name", "value"), [("scheme", "X"), ("key", "a b"), ("key", "a=")])
def test_an_unknown_choice_is_refused(tmp_path: Path, write: Tool, name: str, value: str) -> None:
    with pytest.raises(UserError):
        write(tmp_path / "a.conllu", "conllu", PLAIN, **{name: value})
    assert list(tmp_path.iterdir()) == []


TEXTS = st.text(st.sampled_from("ab中 \n\t\r|\\_=#é😀\u0301\u00a0-'"), min_size=1, max_size=20)


@given(st.lists(TEXTS.filter(str.strip), max_size=3), st.data())
def test_every_text_comes_back_as_a_document(texts: list[str], data: st.DataObject) -> None:
    documents = []
    for number, text in enumerate(texts):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        surface = text[start:end]
        spans = (Span(1, start, end, "X|Y", Origin.IMPORT),) if surface == surface.strip() else ()
        documents.append(Document(0, text, spans=spans, status=Status.DONE, group=f"g{number}"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.conllu"
        conllu_writing.write(documents, LabelSet(), path, {})
        reads = conllu.read(path, ReadOptions(unit="document")) if documents else ()
        back = [read.document for read in reads if read.document]
    assert [(d.text, d.spans) for d in back] == [(d.text, d.spans) for d in documents]
