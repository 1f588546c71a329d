"""WebAnno TSV, writing: what INCEpTION reads, what comes back, and what is told to be lost."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bertstudio import formats
from bertstudio.core.documents import Document, Relation, Span, Status, span_order
from bertstudio.core.errors import UserError
from bertstudio.core.text import trimmed
from bertstudio.formats import webanno
from bertstudio.formats.base import ReadOptions
from bertstudio.formats.webanno_writing import tsv_of

Tool = Callable[..., Any]
Place = tuple[int, int, str]

NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def made(text: str, *spans: Place, **more: Any) -> Document:
    ordered = sorted((Span(0, *span) for span in spans), key=span_order)
    numbered = tuple(replace(span, id=number) for number, span in enumerate(ordered, 1))
    return Document(0, text, spans=numbered, **{"status": Status.DONE, **more})


def places(document: Document) -> list[Place]:
    return [(span.start, span.end, span.label) for span in document.spans]


def again(document: Document, folder: Path) -> Document:
    """Write a document and read what was written."""
    path = folder / "again.tsv"
    path.write_text(tsv_of(document), encoding="utf-8", newline="")
    reads = list(webanno.read(path, ReadOptions()))
    assert [read.problem for read in reads if read.problem] == []
    (found,) = (read.document for read in reads if read.document is not None)
    return found


def rows(document: Document) -> list[str]:
    return [line for line in tsv_of(document).split("\n") if line[:1].isdigit()]


def test_a_file_is_as_inception_writes_it() -> None:
    document = made("Ms. Haag😊 plays.\nSo_*", (0, 9, "PER"), (4, 8, "a|b[c]"), (17, 20, "_*->;\\\ty"))
    assert tsv_of(replace(document, relations=(Relation(4, 3, 1, "r"),))) == (
        "#FORMAT=WebAnno TSV 3.3\n"
        f"#T_SP={NAMED}|value\n"
        f"#T_RL=webanno.custom.Relation|value|BT_{NAMED}\n"
        "\n\n"
        "#Text=Ms. Haag😊 plays.\n"
        "1-1\t0-2\tMs\tPER[1]\tr\t2-1[0_1]\t\n"
        "1-2\t2-3\t.\tPER[1]\t_\t_\t\n"
        "1-3\t4-8\tHaag\tPER[1]|a\\|b\\[c\\][2]\t_\t_\t\n"
        "1-4\t8-10\t😊\tPER[1]\t_\t_\t\n"
        "1-5\t11-16\tplays\t_\t_\t_\t\n"
        "1-6\t16-17\t.\t_\t_\t_\t\n"
        "\n"
        "#Text=So_*\n"
        "2-1\t18-21\tSo_\t\\_\\*\\->\\;\\\\\\ty\t_\t_\t\n"
        "2-2\t21-22\t*\t_\t_\t_\t\n"
    )


def test_a_border_within_a_token_becomes_a_row_of_its_own() -> None:
    document = made("ab cdef", (1, 5, "X"), (5, 6, "Y"), tokens=((0, 2), (3, 7)))
    assert rows(document) == [
        "1-1\t0-2\tab\t_\t",
        "1-1.1\t1-2\tb\tX[1]\t",
        "1-2\t3-7\tcdef\t_\t",
        "1-2.1\t3-5\tcd\tX[1]\t",
        "1-2.2\t5-6\te\tY\t",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("a b", " a", "   a\nb", "a \n b", "a\n\n\nb", "a\r\nb\r\n", "a\rb", "a\n\tb", "a\u00a0\n\u00a0b"),
        *("a\x0b\x0cb\x1f", "C:\\temp \\n", "a\tb\t", "a\u2028b\u0085c", "😊\n😊 \U0001f468\u200d\U0001f692"),
    ],
)
def test_the_text_comes_back(tmp_path: Path, text: str) -> None:
    assert again(made(text), tmp_path).text == text
    assert formats.losses("webanno", [made(text)]) == []


@pytest.mark.parametrize("text", ["\na", "\t a", "\u00a0a"])
def test_other_blanks_before_the_first_word_are_told_to_become_blanks(tmp_path: Path, text: str) -> None:
    assert again(made(text), tmp_path).text == " " * (len(text) - 1) + "a"
    (loss,) = formats.losses("webanno", [made(text)])
    assert loss.what == "texts whose line breaks or tabs before the first word come back as blanks"


def test_a_line_break_within_an_entity_ends_no_sentence(tmp_path: Path) -> None:
    document = made("New\nYork\nis", (0, 8, "LOC"))
    assert [line for line in tsv_of(document).split("\n") if line.startswith("#Text")] == [
        "#Text=New",
        "#Text=York",
        "#Text=is",
    ]
    assert places(again(document, tmp_path)) == [(0, 8, "LOC")]


def test_blanks_at_the_ends_of_an_entity_are_cut_and_told(tmp_path: Path) -> None:
    document = made("one two ", (3, 8, "X"), (3, 4, "Y"))
    assert places(again(document, tmp_path)) == [(4, 7, "X")]
    (loss,) = formats.losses("webanno", [document])
    assert (loss.what, loss.count) == ("blanks at the ends of entities", 2)


def test_tokens_that_leave_an_entity_out_get_more_rows(tmp_path: Path) -> None:
    document = made("a, b", (1, 2, "X"), tokens=((0, 1), (3, 4)))
    assert places(again(document, tmp_path)) == [(1, 2, "X")]
    assert again(replace(document, spans=()), tmp_path).tokens == ((0, 1), (3, 4))


def test_a_token_with_a_tab_is_parted(tmp_path: Path) -> None:
    assert again(made("a\tb", tokens=((0, 3),)), tmp_path).tokens == ((0, 1), (2, 3))
    (loss,) = formats.losses("webanno", [made("a\tb", tokens=((0, 3),))])
    assert loss.what == "token borders of documents"


@pytest.mark.parametrize("status", [Status.TODO, Status.DONE])
def test_done_and_to_do_come_back(tmp_path: Path, status: Status) -> None:
    assert again(made("a", status=status), tmp_path).status is status


def test_fields_of_other_formats_are_told_to_be_lost() -> None:
    assert formats.losses("webanno", [made("a", meta={"webanno": {"spans": "X|y"}})]) == []
    (loss,) = formats.losses("webanno", [made("a", meta={"wiki": 1})])
    assert loss.what == "further fields of documents"


# Files and folders -------------------------------------------------------------------------------


def test_several_documents_become_a_folder(tmp_path: Path, write: Tool, read: Tool) -> None:
    documents = [
        made("a"),
        made("b", key="x/../y"),
        made(" \n"),
        made("c", key="con"),
        made("d", key="x_.._y"),
    ]
    path = write(tmp_path / "out", "webanno", documents)
    names = sorted(file.name for file in path.iterdir())
    assert names == ["con_.tsv", "document-0001.tsv", "x_.._y.tsv", "x_.._y_2.tsv"]
    found = {document.text: document.title for document in read(path).documents}
    assert found == {"a": "", "b": "x_.._y", "c": "con_", "d": "x_.._y_2"}
    (loss,) = formats.losses("webanno", [made(" \n")])
    assert loss.what == "documents without a word"


def test_titles_are_names_of_files(tmp_path: Path, write: Tool, read: Tool) -> None:
    documents = [made("a", title="Letter 1"), made("b", title="Who? Me"), made("c", title="c")]
    path = write(tmp_path / "out.zip", "webanno", documents)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
        assert sorted(archive.namelist()) == ["Letter 1.tsv", "Who_ Me.tsv", "document-0003.tsv"]
    (loss,) = formats.losses("webanno", documents)
    assert (loss.what, loss.count) == ("titles", 1)
    assert read(tmp_path / "Letter 1.tsv").documents[0].title == "Letter 1"


def test_a_file_takes_one_document(tmp_path: Path, write: Tool) -> None:
    with pytest.raises(UserError, match="holds one document"):
        write(tmp_path / "out.tsv", "webanno", [made("a"), made("b")])
    assert list(tmp_path.iterdir()) == []


def test_the_user_may_say_the_layers(tmp_path: Path, write: Tool, read: Tool) -> None:
    document = made("a b", (0, 1, "X"), (2, 3, "Y"), relations=(Relation(3, 1, 2, "r"),))
    options = {"spans": "my.Span|kind", "relations": "my.Link|how"}
    path = write(tmp_path / "a.tsv", "webanno", [document], **options)
    assert "#T_SP=my.Span|kind\n#T_RL=my.Link|how|BT_my.Span\n" in path.read_text(encoding="utf-8")
    (found,) = read(path).documents
    assert found.meta == {"webanno": options}
    assert tsv_of(found) == path.read_text(encoding="utf-8")


# What is kept of an imported file ----------------------------------------------------------------

KEPT = (
    "#FORMAT=WebAnno TSV 3.3\n"
    "#T_SP=my.Pos|tag\n"
    f"#T_SP={NAMED}|identifier|value\n"
    "#T_SP=my.Frame|ROLE_my.Frame:links_my.Link|uima.tcas.Annotation\n"
    "#T_RL=my.Link|how|weight|BT_" + NAMED + "\n"
    "\n\n"
    "#Sentence.id=s\\\\1\n"
    "#Text=Ann met Bob .\n"
    "1-1\t0-3\tAnn\tNE\tQ1[1]\tPER[1]\t_\t_\t_\t_\t_\t\n"
    "1-2\t4-7\tmet\tV\t_\t_\twho;whom\t1-1[1];1-3[2]\t_\t_\t_\t\n"
    "1-3\t8-11\tBob\tNE\tQ2[2]\tPER[2]\t_\t_\tmet\t0.5\t1-1[1_2]\t\n"
    "1-4\t12-13\t.\tP\t_\t_\t_\t_\t_\t_\t_\t\n"
)


@pytest.fixture
def kept(file: Tool, read: Tool) -> Document:
    (document,) = read(file("kept.tsv", KEPT)).documents
    return document  # type: ignore[no-any-return]


def test_what_is_no_entity_is_written_back(kept: Document) -> None:
    assert places(kept) == [(0, 3, "PER"), (8, 11, "PER")]
    assert [link.label for link in kept.relations] == ["met"]
    assert tsv_of(kept) == KEPT


def test_an_entity_that_was_removed_takes_with_it_what_pointed_at_it(kept: Document) -> None:
    less = replace(kept, spans=kept.spans[:1])
    assert rows(less) == [
        "1-1\t0-3\tAnn\tNE\tQ1[1]\tPER[1]\t_\t_\t",
        "1-2\t4-7\tmet\tV\t_\t_\twho\t1-1[1]\t",
        "1-3\t8-11\tBob\tNE\t_\t_\t_\t_\t",
        "1-4\t12-13\t.\tP\t_\t_\t_\t_\t",
    ]


def test_a_new_entity_has_no_further_features(kept: Document) -> None:
    more = replace(kept, spans=(*kept.spans, Span(9, 4, 7, "EVENT")))
    assert rows(more)[1] == "1-2\t4-7\tmet\tV\t*\tEVENT\twho;whom\t1-1[1];1-3[2]\t_\t_\t_\t"


def test_a_changed_label_and_a_removed_relation_are_not_written_back(kept: Document) -> None:
    changed = replace(kept.spans[1], label="ORG")
    other = replace(kept, spans=(kept.spans[0], changed), relations=())
    assert rows(other)[2] == "1-3\t8-11\tBob\tNE\t*\tORG\t_\t_\t"
    assert "my.Link|how" not in tsv_of(other).replace("ROLE_my.Frame:links_my.Link", "")


def test_labels_get_a_feature_where_the_layer_has_none(file: Tool, read: Tool, tmp_path: Path) -> None:
    content = "#FORMAT=WebAnno TSV 3.3\n#T_SP=my.Span|\n\n\n#Text=a b\n1-1\t0-1\ta\t*\t\n1-2\t2-3\tb\t_\t\n"
    (document,) = read(file("a.tsv", content)).documents
    assert tsv_of(document) == content
    more = replace(document, spans=(*document.spans, Span(9, 2, 3, "X")))
    assert rows(more) == ["1-1\t0-1\ta\t*\t", "1-2\t2-3\tb\tX\t"]
    assert places(again(more, tmp_path)) == [(0, 1, "Span"), (2, 3, "X")]


def test_relations_do_not_go_into_a_layer_between_other_things(
    file: Tool, read: Tool, tmp_path: Path
) -> None:
    pos = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
    content = (
        f"#FORMAT=WebAnno TSV 3.3\n#T_SP={pos}|PosValue\n#T_RL=webanno.custom.Relation|value|BT_{pos}\n\n\n"
        "#Text=a b\n1-1\t0-1\ta\tN\t_\t_\t\n1-2\t2-3\tb\tV\told\t1-1\t\n"
    )
    (document,) = read(file("a.tsv", content)).documents
    assert tsv_of(document) == content
    own = replace(
        document,
        spans=(Span(1, 0, 1, "X"), Span(2, 2, 3, "Y")),
        relations=(Relation(3, 1, 2, "new"),),
        status=Status.DONE,
    )
    assert f"#T_RL=webanno.custom.Relation2|value|BT_{NAMED}" in tsv_of(own)
    path = tmp_path / "own.tsv"
    path.write_text(tsv_of(own), encoding="utf-8")
    (link,) = read(path).documents[0].relations
    assert link.label == "new"


@pytest.mark.parametrize(
    "value",
    [
        *(None, 1, [], {"layers": 1}, {"layers": [["span", "X", ["v"]]], "annotations": [[0, 0, 1]]}),
        {"layers": [["span", "X", ["v"]]], "annotations": [[5, 0, 1, ["a"]]]},
        {"layers": [["span", "X", ["v"]]], "annotations": [[0, 0, 1, []]]},
        {"layers": [["odd", "X", ["v"]]], "annotations": []},
        {"layers": [["relation", "X", ["BT_Y"]]], "annotations": [[0, 0, 1, [None], [9, 9]]]},
        {"sentences": [[0, 99]]},
        {"sentences": [["a"]]},
    ],
)
def test_kept_values_that_make_no_sense_are_left_alone(tmp_path: Path, value: Any) -> None:
    document = made("a b", (0, 1, "X"), meta={"webanno": value})
    assert places(again(document, tmp_path)) == [(0, 1, "X")]


# Everything --------------------------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("ab.,é中😊👨\u200d\u0301 \n\r\t\\_*|[]->;#1"), min_size=1, max_size=30)
LABELS = st.text(st.sampled_from("AB|[]_*\\->; \t😊"), min_size=1, max_size=6).filter(str.strip)


@given(
    TEXTS.filter(str.strip),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), LABELS), max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), LABELS), max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_not_told_to_be_lost_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    stretches: list[Place],
    links: list[Place],
) -> None:
    text = text.lstrip()
    spans = {(a, min(a + size, len(text)), label.strip()) for a, size, label in stretches if a < len(text)}
    document = made(text, *spans)
    ids = [span.id for span in document.spans]
    relations = {(ids[a % len(ids)], ids[b % len(ids)], label.strip()): None for a, b, label in links if ids}
    numbered = tuple(Relation(99 + number, *link) for number, link in enumerate(relations))
    document = replace(document, relations=numbered)
    found = again(document, tmp_path_factory.mktemp("tsv"))
    assert found.text == text
    wanted = {(*trimmed(text, a, b), label) for a, b, label in places(document) if text[a:b].strip()}
    assert set(places(found)) == wanted
    if not formats.losses("webanno", [document]):
        by_id = {span.id: (span.start, span.end, span.label) for span in document.spans}
        again_by_id = {span.id: (span.start, span.end, span.label) for span in found.spans}
        assert {(by_id[x.head], by_id[x.tail], x.label) for x in document.relations} == {
            (again_by_id[x.head], again_by_id[x.tail], x.label) for x in found.relations
        }
    assert tsv_of(again(found, tmp_path_factory.mktemp("tsv"))) == tsv_of(found)
