"""WebAnno TSV, reading: layers, positions, texts of other programs, and what is wrong in a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]

NE = "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value"
SPAN = "#T_SP=webanno.custom.Span|value"
RELATION = "#T_RL=webanno.custom.Relation|value|BT_webanno.custom.Span"


def tsv(*lines: str, layers: tuple[str, ...] = (NE,), version: str = "3.3") -> str:
    """Return a file; blanks between columns become tabs, an empty line ends a sentence."""
    rows = [line if line.startswith("#") else "\t".join(line.split(" ")) for line in lines]
    head = [f"#FORMAT=WebAnno TSV {version}", *layers, "", ""]
    return "\n".join([*head, *(f"{row}\t" if row[:1].isdigit() else row for row in rows)]) + "\n"


EMOJI = tsv("#Text=I like 😊 it .", "1-1 0-1 I _", "1-2 2-6 like _", "1-3 7-9 😊 *", "1-4 10-12 it PER")


def test_positions_are_utf16_units(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.tsv", EMOJI))
    assert entities(outcome.documents[0]) == [("😊", "NamedEntity"), ("it", "PER")]
    assert outcome.documents[0].tokens == ((0, 1), (2, 6), (7, 8), (9, 11))
    assert outcome.facts["offsets"].value == "utf16"
    assert outcome.problems == []


@pytest.mark.parametrize(("unit", "place"), [("code_point", "9-11"), ("utf8", "12-14")])
def test_a_program_that_counts_otherwise_is_understood(
    file: Tool, read: Tool, entities: Tool, unit: str, place: str
) -> None:
    end = place.partition("-")[2]
    emoji = {"code_point": "7-8", "utf8": "7-11"}[unit]
    content = tsv(
        *(
            "#Text=I like 😊 it .",
            "1-1 0-1 I _",
            "1-2 2-6 like _",
            f"1-3 {emoji} 😊 *",
            f"1-4 {place} it PER",
        ),
        *("", "#Text=So .", f"2-1 {int(end) + 3}-{int(end) + 5} So ORG"),
    )
    outcome = read(file("a.tsv", content))
    assert outcome.facts["offsets"].value == unit
    assert outcome.documents[0].text == "I like 😊 it .\nSo ."
    assert entities(outcome.documents[0])[1:] == [("it", "PER"), ("So", "ORG")]


def test_what_lies_between_sentences_becomes_a_line_break_and_blanks(file: Tool, read: Tool) -> None:
    content = tsv(
        *("#Text=a b", "1-1 2-3 a _", "1-2 4-5 b _", "", "#Text=c", "2-1 5-6 c _"),
        *("", "#Text=d", "3-1 9-10 d _"),
    )
    assert read(file("a.tsv", content)).documents[0].text == "  a bc\n  d"


def test_a_text_that_begins_with_a_blank_is_placed_by_its_token(
    file: Tool, read: Tool, entities: Tool
) -> None:
    content = tsv("#Text= Hello", "1-1 1-6 Hello PER", "", "#Text=  you", "2-1 9-12 you _")
    outcome = read(file("a.tsv", content))
    assert outcome.documents[0].text == " Hello\n  you"
    assert entities(outcome.documents[0]) == [("Hello", "PER")]
    assert outcome.kinds == [("blank-before-sentence", 5)]


@pytest.mark.parametrize(
    ("version", "text", "token", "meant"),
    [
        ("3.3", r"C:\\temp", r"C:\temp", r"C:\temp"),
        ("3.3", r"C:\temp", r"C:\temp", r"C:\temp"),
        ("3.3", r"snake\_case", "snake_case", "snake_case"),
        ("3.1", r"\u00e4\ud83d\ude0a", "ä😊", "ä😊"),
        ("3", r"\"so\"", '"so"', '"so"'),
    ],
)
def test_texts_are_read_as_their_tokens_say_they_were_written(
    file: Tool, read: Tool, version: str, text: str, token: str, meant: str
) -> None:
    size = len(meant.encode("utf-16-le")) // 2
    content = tsv(f"#Text={text}", f"1-1 0-{size} {token} _", version=version)
    outcome = read(file("a.tsv", content))
    assert (outcome.documents[0].text, outcome.problems) == (meant, [])


def test_line_ends_a_mark_and_a_missing_last_tab_change_nothing(file: Tool, read: Tool) -> None:
    plain = read(file("a.tsv", EMOJI)).documents[0]
    content = b"\xef\xbb\xbf" + EMOJI.replace("\t\n", "\n").replace("\n", "\r\n").encode()
    assert read(file("a.tsv", content)).documents == [plain]


def test_a_carriage_return_in_the_text_stays(file: Tool, read: Tool) -> None:
    content = tsv(r"#Text=a\r", "#Text=b", "1-1 0-1 a _", "1-2 3-4 b _")
    assert read(file("a.tsv", content)).documents[0].text == "a\r\nb"


def test_an_empty_line_within_a_text_ends_no_sentence(file: Tool, read: Tool) -> None:
    content = tsv("#Text=a", "", "#Text=b", "1-1 0-1 a _", "1-2 2-3 b _")
    assert read(file("a.tsv", content)).documents[0].text == "a\nb"


def test_a_number_that_is_used_again_is_another_annotation(file: Tool, read: Tool, entities: Tool) -> None:
    content = tsv(
        *("#Text=a b c d", "1-1 0-1 a PER[1]", "1-2 2-3 b PER[1]", "1-3 4-5 c _", "1-4 6-7 d PER[1]"),
        *("", "#Text=e f", "2-1 8-9 e LOC[1]", "2-2 10-11 f LOC[1]"),
    )
    outcome = read(file("a.tsv", content))
    assert entities(outcome.documents[0]) == [("a b", "PER"), ("d", "PER"), ("e f", "LOC")]
    assert outcome.kinds == [("number-used-twice", 9), ("number-used-twice", 12)]


# Layers ------------------------------------------------------------------------------------------

TWO = tsv(
    *("#Text=a b", "1-1 0-1 a x PER _ _", "1-2 2-3 b y|z _ made 1-1"),
    layers=("#T_SP=webanno.custom.Other|kind", SPAN, "#T_RL=webanno.custom.Made|how|BT_webanno.custom.Other"),
)


def test_of_several_layers_the_one_with_most_annotations_is_taken_and_said(
    file: Tool, read: Tool, entities: Tool
) -> None:
    outcome = read(file("a.tsv", TWO))
    assert entities(outcome.documents[0]) == [("a", "x"), ("b", "y"), ("b", "z")]
    assert [(link.head, link.tail, link.label) for link in outcome.documents[0].relations] == [(1, 2, "made")]
    assert outcome.facts["column"].value == "webanno.custom.Other|kind"
    assert [(reading.value, reading.title) for reading in outcome.facts["column"].readings] == [
        ("spans=webanno.custom.Other|kind", "3 annotations"),
        ("spans=webanno.custom.Span|value", "1 annotation"),
    ]
    assert outcome.facts["relations"].value == "webanno.custom.Made|how"
    assert outcome.kinds == [("other-layer", 0)]


@pytest.mark.parametrize("name", ["Span", "webanno.custom.Span", "webanno.custom.Span|value"])
def test_the_user_may_say_the_layer(file: Tool, read: Tool, entities: Tool, name: str) -> None:
    (document,) = read(file("a.tsv", TWO), columns={"spans": name}).documents
    assert (entities(document), document.relations) == ([("a", "PER")], ())


@pytest.mark.parametrize("columns", [{"spans": "Nobody"}, {"spans": "Span|x"}, {"relations": "Span"}])
def test_a_layer_that_is_not_there_is_named_with_those_that_are(
    file: Tool, read: Tool, columns: dict[str, str]
) -> None:
    with pytest.raises(UserError, match=r"Choose one of .*value|Choose one of .*webanno\.custom"):
        read(file("a.tsv", TWO), columns=columns)


def test_links_of_a_chain_are_entities_when_the_user_says_so(file: Tool, read: Tool, entities: Tool) -> None:
    chain = "#T_CH=webanno.custom.CorefLink|referenceType|referenceRelation"
    content = tsv("#Text=he is", "1-1 0-2 he pr[1] coref->1-1", "1-2 3-5 is _ _", layers=(chain,))
    assert read(file("a.tsv", content)).documents[0].spans == ()
    (document,) = read(file("a.tsv", content), columns={"spans": "CorefLink|referenceType"}).documents
    assert entities(document) == [("he", "pr")]


def test_a_relation_to_no_entity_is_an_error_with_its_line(file: Tool, read: Tool) -> None:
    content = tsv("#Text=a b", "1-1 0-1 a _ _ _", "1-2 2-3 b PER r 1-1", layers=(SPAN, RELATION))
    assert read(file("a.tsv", content)).kinds == [("relation-without-span", 8)]
    outcome = read(file("a.tsv", content), handling={"relation-without-span": "drop"})
    assert (outcome.documents[0].relations, len(outcome.documents[0].spans)) == ((), 1)


def test_a_number_that_nobody_carries_is_no_end_of_a_relation(file: Tool, read: Tool) -> None:
    content = tsv("#Text=a b", "1-1 0-1 a PER _ _", "1-2 2-3 b PER r 1-1[7_0]", layers=(SPAN, RELATION))
    assert read(file("a.tsv", content)).kinds == [("relation-without-span", 8)]


def test_an_annotation_without_width_is_noted_when_the_user_wants(file: Tool, read: Tool) -> None:
    content = tsv("#Text=a", "1-1 0-1 a _", "1-1.1 1-1  PER")
    outcome = read(file("a.tsv", content), handling={"empty-span": "note"})
    assert outcome.documents[0].note == "Left out on import: PER at 1, without text"
    assert outcome.kinds == [("empty-span", 7)]


# Versions 1 and 2 --------------------------------------------------------------------------------

FIRST = "1\tMs.\t_\tNNP\tB-PER\t_\t2\tSUBJ\t_\t_\n2\tHaag\thaag\tNNP\tI-PER\t_\t0\tROOT\t_\t_\n"


def test_version_1_is_read_with_its_text_and_without(file: Tool, read: Tool, entities: Tool) -> None:
    with_text = read(file("a.tsv", f"#id=1\n#text=Ms.  Haag \n{FIRST}"), "webanno").documents[0]
    assert (with_text.text, entities(with_text)) == ("Ms.  Haag ", [("Ms.  Haag", "PER")])
    without = read(file("a.tsv", f"#id=1\n{FIRST}\n{FIRST}"), "webanno").documents[0]
    assert (without.text, len(without.spans)) == ("Ms. Haag\nMs. Haag", 2)
    assert [item[0] for item in with_text.meta["webanno"]["annotations"]].count(3) == 2


SECOND = " # webanno.custom.Span | value # webanno.custom.R | kind | AttachTo=webanno.custom.Span\n#id=1\n"


def test_relations_of_version_2_join_entities(file: Tool, read: Tool) -> None:
    rows = "1-1\ta\tB-X\t_\t_\t\n1-2\tb\tB-Y\tr\t1-1\t\n"
    outcome = read(file("a.tsv", f"{SECOND}#text=a b\n{rows}"))
    assert [(x.head, x.tail, x.label) for x in outcome.documents[0].relations] == [(1, 2, "r")]
    assert outcome.problems == []


def test_tags_of_version_2_that_continue_nothing_begin_an_entity(
    file: Tool, read: Tool, entities: Tool
) -> None:
    rows = "1-1\ta\tI-X\t_\t_\t\n1-2\tb\tB-Y|I-X\t_\t_\t\n1-3\tc\tI-Y\t_\t_\t\n"
    outcome = read(file("a.tsv", f"{SECOND}#text=a b c\n{rows}"))
    assert entities(outcome.documents[0]) == [("a b", "X"), ("b c", "Y")]
    assert outcome.kinds == [("broken-transition", 4)]


def test_rows_of_version_3_without_its_first_line_are_an_error(file: Tool, read: Tool) -> None:
    outcome = read(file("a.tsv", EMOJI.partition("\n")[2]), "webanno")
    assert (outcome.documents, outcome.kinds[0]) == ([], ("unknown-version", 1))


def test_a_text_of_version_2_may_hold_a_line_break(file: Tool, read: Tool) -> None:
    rows = "1-1\ta\tO\t_\t_\t\n1-2\tb\tO\t_\t_\t\n"
    assert read(file("a.tsv", f"{SECOND}#text=a\nb\n{rows}")).documents[0].text == "a\nb"


# What is wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "kind", "line"),
    [
        (("#Text=a b", "1-1 0-1 a _", "1-2 2-3 b"), "too-few-columns", 7),
        (("#Text=a b", "1-1 0-1 a _ _ _"), "too-many-columns", 6),
        (("#Text=a b", "1-1 0-1 a _", "1-2 3-4 b _"), "token-text-differs", 7),
        (("#Text=a b", "1-1 0-1 a _", "", "#Text=c", "2-1 2-3 c _"), "sentence-misplaced", 8),
        (("#Text=a b", "1-1 0-1 a _", "", "#Text=c", "2-1 900000000-900000001 c _"), "sentence-misplaced", 8),
        (("#Text=a", "1-1 x-1 a _"), "no-token", 6),
        (("#Text=ab", "1-1 0-2 ab _", "1-2 1-2 b _"), "token-misplaced", 7),
        (("#Text=a", "1-1 0-0  _"), "token-misplaced", 6),
        (("#Text=ab", "1-1 0-1 a _", "1-1.1 0-2 ab PER"), "token-misplaced", 7),
        (("#Text=ab", "1-1 0-1 a _", "1-2.1 0-1 a PER"), "token-misplaced", 7),
        (("#Text=a", "1-1 5-1 a _"), "no-token", 6),
        (("#Text=a", "1-1.1 0-1 a _"), "no-token", 6),
        (("#Text=a b", "1-1 0-1 a _", "1-1 2-3 b _"), "no-token", 7),
        (("#Text=a", "", "#Text=b", "1-1 0-1 b _"), "token-text-differs", 8),
        (("#Text=a", "1-1 0-1 a _", "", "#Text=b"), "no-token", 8),
        (("1-1 0-1 a _",), "no-token", 5),
    ],
)
def test_a_broken_file_is_an_error_with_its_line(
    file: Tool, read: Tool, lines: tuple[str, ...], kind: str, line: int
) -> None:
    outcome = read(file("a.tsv", tsv(*lines)))
    assert (outcome.documents, outcome.kinds[0]) == ([], (kind, line))


def test_cells_that_hold_different_numbers_of_annotations_are_an_error(file: Tool, read: Tool) -> None:
    content = tsv("#Text=a", "1-1 0-1 a x|y z", layers=(f"{SPAN}|more",))
    assert read(file("a.tsv", content)).kinds == [("stacks-differ", 6)]


@pytest.mark.parametrize("content", ["#FORMAT=WebAnno TSV 4.0\n\n\n#Text=a\n1-1\t0-1\ta\n", tsv()])
def test_an_unknown_version_and_an_empty_file_are_errors(file: Tool, read: Tool, content: str) -> None:
    outcome = read(file("a.tsv", content))
    assert outcome.documents == []
    assert outcome.kinds in ([("unknown-version", 1)], [("no-text", 0)])


@pytest.mark.parametrize("cut", range(1, len(EMOJI), 7))
def test_a_truncated_file_is_never_a_traceback(file: Tool, read: Tool, cut: int) -> None:
    outcome = read(file("a.tsv", EMOJI[:-cut]), "webanno")
    assert outcome.documents or outcome.problems


def test_a_text_about_the_format_is_no_file_of_it(file: Tool) -> None:
    assert formats.guess(file("a.txt", EMOJI)).format == "webanno"
    assert formats.guess(file("a.txt", f"{EMOJI}\nLine 1-1 does not look so\nbecause")).format == "text"
    assert formats.guess(file("a.tsv", f"{EMOJI}\nbroken\nrows")).format == "webanno"


# Folders -----------------------------------------------------------------------------------------


def test_a_folder_gives_its_files_in_order(tmp_path: Path, read: Tool) -> None:
    for name in ("a10.tsv", "a9.tsv"):
        (tmp_path / name).write_text(EMOJI, encoding="utf-8")
    (tmp_path / "table.tsv").write_text("text\tlabel\n", encoding="utf-8")
    assert formats.guess(tmp_path).format == "webanno"
    assert [document.key for document in read(tmp_path).documents] == ["a9", "a10"]


def test_annotators_of_an_exported_project_are_kept_apart(tmp_path: Path, read: Tool) -> None:
    folder = tmp_path / "annotation" / "letter.txt"
    folder.mkdir(parents=True)
    for name in ("ann", "bob", "INITIAL_CAS"):
        (folder / f"{name}.tsv").write_text(EMOJI, encoding="utf-8")
    outcome = read(tmp_path, "webanno")
    assert [document.meta["annotator"] for document in outcome.documents] == ["ann", "bob"]
    assert {(document.group, document.key) for document in outcome.documents} == {("letter.txt",) * 2}
    assert outcome.facts["annotators"].value == "bob"
    assert [kind for kind, _ in outcome.kinds] == ["not-annotated"]
    (document,) = read(folder / "ann.tsv", annotators="ann").documents
    assert document.status is Status.DONE
    assert read(folder / "ann.tsv", annotators="bob").kinds == [("other-annotators", 0)]
