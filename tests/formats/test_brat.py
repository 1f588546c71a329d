"""brat standoff: what is read of its lines, and what a folder of it says."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, Split, Status
from bertstudio.core.errors import UserError
from bertstudio.formats.base import Severity
from bertstudio.formats.brat_lines import has_rules

Tool = Callable[..., Any]
SONY = "Sony did not buy Acme in North and South America, said Akio.\n"


@pytest.fixture
def pair(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a .txt and its .ann of some lines, and returns their folder."""

    def make(text: str | bytes, *lines: str, name: str = "a", end: str = "\n") -> Path:
        path = tmp_path / "corpus" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        path.with_suffix(".ann").write_bytes("".join(line + end for line in lines).encode("utf-8"))
        return tmp_path / "corpus"

    return make


def lines_of(document: Document) -> list[Any]:
    found: list[Any] = document.meta["brat"]["lines"]
    return found


def test_entities_relations_and_notes(pair: Tool, read: Tool, entities: Tool) -> None:
    folder = pair(
        SONY,
        "R1\tIn Arg1:T1 Arg2:T2\t",
        "T1\tOrg 17 21\tAcme",
        "T2\tLoc 35 48\tSouth America",
        "#1\tAnnotatorNotes T2\twhich one?",
    )
    outcome = read(folder)
    (document,) = outcome.documents
    assert outcome.problems == []
    assert (document.text, document.title, document.key) == (SONY, "a", "a")
    assert entities(document) == [("Acme", "Org"), ("South America", "Loc")]
    assert [(link.head, link.tail, link.label) for link in document.relations] == [(1, 2, "In")]
    assert [span.note for span in document.spans] == ["", "which one?"]
    assert document.status is Status.DONE
    assert outcome.facts["tab-at-end"].value == "1"


def test_a_relation_needs_no_tab_at_its_end(pair: Tool, read: Tool) -> None:
    folder = pair(SONY, "T1\tOrg 0 4\tSony", "T2\tOrg 17 21\tAcme", "R1\tBuys Buyer:T1 Bought:T2")
    assert [link.label for link in read(folder).documents[0].relations] == ["Buys"]


def test_what_we_have_no_word_for_is_kept_and_said(pair: Tool, read: Tool) -> None:
    kept = ["E1\tBuy:T1 Buyer:T2", "A1\tNegation E1", "M1\tOld E1", "N1\tReference T2 Wikipedia:1\tSony"]
    kept += ["*\tEquiv T2 T3", "#1\tLemma T2\tsony", "#2\tAnnotatorNotes A1\tsure?"]
    folder = pair(SONY, "T1\tBuy 13 16\tbuy", "T2\tOrg 0 4\tSony", "T3\tOrg 17 21\tAcme", *kept)
    outcome = read(folder)
    assert outcome.problems == []
    assert lines_of(outcome.documents[0])[3:] == kept
    assert outcome.facts["kept-lines"].value == "# 2, * 1, A 1, E 1, M 1, N 1"


def test_the_parts_of_an_entity_with_gaps_become_entities(pair: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(pair(SONY, "T1\tLoc 25 30;41 48\tNorth America"))
    assert entities(outcome.documents[0]) == [("North", "Loc"), ("America", "Loc")]
    (problem,) = outcome.problems
    assert (problem.kind, problem.line, problem.severity) == ("discontinuous", 1, Severity.REPAIRED)
    assert problem.text == "“North America” (Loc) has gaps; its 2 parts became entities of their own."


GAPS = [
    ("extent", [("North and South America", "Loc")], "repaired"),
    ("drop", [], "skipped"),
    ("note", [], "skipped"),
]


@pytest.mark.parametrize(("handling", "found", "severity"), GAPS)
def test_the_user_says_what_becomes_of_gaps(
    pair: Tool, read: Tool, entities: Tool, handling: str, found: list[Any], severity: str
) -> None:
    folder = pair(SONY, "T1\tLoc 25 30;41 48\tNorth America", "A1\tSure T1")
    outcome = read(folder, handling={"discontinuous": handling})
    (document,) = outcome.documents
    assert entities(document) == found
    assert str(outcome.problems[0].severity) == severity
    noted = "Left out on import: Loc 25 to 48 “North America”"
    assert document.note == (noted if handling == "note" else "")
    # What belongs to an entity that was left out goes with it.
    assert len(lines_of(document)) == (2 if found else 0)


def test_gaps_may_be_refused(pair: Tool, read: Tool) -> None:
    outcome = read(pair(SONY, "T1\tLoc 25 30;41 48\tNorth America"), handling={"discontinuous": "refuse"})
    assert (outcome.documents, outcome.kinds) == ([], [("discontinuous", 1)])


def test_an_entity_over_a_line_break_is_one_entity(pair: Tool, read: Tool, entities: Tool) -> None:
    # brat writes it with a gap, for no fragment may hold a line break.
    outcome = read(pair("see North \n\n America", "T1\tLoc 4 9;13 20\tNorth America"))
    assert entities(outcome.documents[0]) == [("North \n\n America", "Loc")]
    assert outcome.problems == []


def test_a_line_break_may_be_a_blank_in_the_last_column(pair: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(pair("North\nAmerica 😀", "T1\tLoc 0 13\tNorth America"))
    assert entities(outcome.documents[0]) == [("North\nAmerica", "Loc")]


@pytest.mark.parametrize(("start", "unit"), [(2, "code_point"), (3, "utf16"), (5, "utf8")])
def test_the_last_column_says_what_positions_count(
    pair: Tool, read: Tool, entities: Tool, start: int, unit: str
) -> None:
    outcome = read(pair("😀 Sony", f"T1\tOrg {start} {start + 4}\tSony"))
    assert outcome.facts["offsets"].value == unit
    assert entities(outcome.documents[0]) == [("Sony", "Org")]
    # It is written back as brat counts.
    assert lines_of(outcome.documents[0]) == [["T1\tOrg 2 6\tSony", [[1, 2, 6]]]]


def test_windows_line_ends_stay_and_count(pair: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(pair("At\r\nSony", "T1\tOrg 4 8\tSony", end="\r\n"))
    assert (outcome.documents[0].text, entities(outcome.documents[0])) == ("At\r\nSony", [("Sony", "Org")])


@pytest.mark.parametrize("start", [0, 1])
def test_a_byte_order_mark_counts_if_the_last_column_says_so(
    pair: Tool, read: Tool, entities: Tool, start: int
) -> None:
    outcome = read(pair(b"\xef\xbb\xbfSony", f"T1\tOrg {start} {start + 4}\tSony"))
    text = "\ufeffSony" if start else "Sony"
    assert (outcome.documents[0].text, entities(outcome.documents[0])) == (text, [("Sony", "Org")])


@pytest.mark.parametrize("empty", [True, False])
def test_a_text_without_annotations_is_to_do(pair: Tool, read: Tool, empty: bool) -> None:
    folder = pair(SONY)
    if not empty:
        (folder / "a.ann").unlink()
    outcome = read(folder, "brat")
    assert [document.status for document in outcome.documents] == [Status.TODO]
    assert ("empty-ann" in outcome.facts) is empty


TROUBLES = [
    ("T1\tOrg 0 5\tSony", "span-text-differs"),
    ("T1\tOrg 60 99\tSony", "span-outside-text"),
    ("T1\tOrg 4 4\t", "empty-span"),
    ("T1\tLoc 25 30;41 49\tNorth Africa", "span-text-differs"),
    ("T1\tLoc 25 30;41 99\tNorth America", "span-outside-text"),
    ("T1 Org 0 4 Sony", "line-unreadable"),
    ("T1\tOrg zero 4\tSony", "line-unreadable"),
    ("R1\tIn Arg1:T9 Arg2:T8", "relation-without-span"),
    ("R1\tIn T9 T8", "line-unreadable"),
]


@pytest.mark.parametrize(("line", "kind"), TROUBLES)
def test_a_wrong_line_is_an_error_with_its_line(pair: Tool, read: Tool, line: str, kind: str) -> None:
    outcome = read(pair(SONY, "T5\tOrg 17 21\tAcme", line), "brat")
    assert (outcome.documents, outcome.kinds) == ([], [(kind, 2)])
    assert outcome.problems[0].path.endswith("a.ann")


@pytest.mark.parametrize(("line", "kind"), TROUBLES)
def test_a_wrong_line_may_be_left_out(pair: Tool, read: Tool, entities: Tool, line: str, kind: str) -> None:
    folder = pair(SONY, "T5\tOrg 17 21\tAcme", line, "A1\tSure T1")
    outcome = read(folder, "brat", handling={kind: "drop"})
    assert entities(outcome.documents[0]) == [("Acme", "Org")]
    assert outcome.problems[0].severity is Severity.SKIPPED
    assert len(outcome.problems) == 2


def test_a_shifted_entity_may_be_moved_to_its_text(pair: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(pair(SONY, "T1\tOrg 16 20\tAcme"), "brat", handling={"span-text-differs": "repair"})
    assert entities(outcome.documents[0]) == [("Acme", "Org")]
    assert lines_of(outcome.documents[0])[0][0] == "T1\tOrg 17 21\tAcme"


def test_two_entities_of_one_id_are_an_error(pair: Tool, read: Tool) -> None:
    assert read(pair(SONY, "T1\tOrg 0 4\tSony", "T1\tOrg 17 21\tAcme")).kinds == [("id-twice", 2)]


def test_two_equal_entities_are_one_here(pair: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(pair(SONY, "T1\tOrg 0 4\tSony", "T2\tOrg 0 4\tSony", "R1\tIs Arg1:T1 Arg2:T2"))
    assert entities(outcome.documents[0]) == [("Sony", "Org")]
    assert outcome.kinds == [("span-twice", 2)]


ODD = [
    ("E1\tBuyer:T1 Bought:T2", "event-without-trigger"),
    ("A1\tSure T9", "reference-to-nothing"),
    ("a line of somebody", "unknown-line"),
]


@pytest.mark.parametrize(("line", "kind"), ODD)
def test_what_brat_would_not_like_is_kept_and_said(pair: Tool, read: Tool, line: str, kind: str) -> None:
    outcome = read(pair(SONY, "T1\tOrg 0 4\tSony", "T2\tOrg 17 21\tAcme", line), "brat")
    assert outcome.kinds == [(kind, 3)]
    assert lines_of(outcome.documents[0])[2] == line


def test_folders_give_the_split_and_the_key(pair: Tool, read: Tool) -> None:
    for name in ("train/b", "dev/a"):
        folder = pair(SONY, "T1\tOrg 0 4\tSony", name=name)
    found = [(document.key, document.title, document.split) for document in read(folder).documents]
    assert found == [("dev/a", "a", Split.DEV), ("train/b", "b", Split.TRAIN)]


CONF = """# what there is
<POG>=Person|Organization
[entities]
!Agent
\tPerson
\tOrganization|org
----
[relations]
Owns\tArg1:<POG>, Arg2:Organization
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:contain
[events]
Merge\tOrg+:<POG>
"""


def test_the_configuration_gives_labels(pair: Tool, read: Tool) -> None:
    folder = pair(SONY, "T1\tPerson 55 59\tAkio", name="sub/a")
    (folder / "annotation.conf").write_text(CONF)
    (folder / "visual.conf").write_text("[labels]\nOrganization | An organization | Org\n[drawing]\n")
    labels = read(folder).labels
    assert [label.name for label in labels] == ["Person", "Organization", "Merge"]
    assert (labels[1].code, labels[1].description) == ("ORG", "An organization")
    assert len({label.color for label in labels}) == 3


def test_a_configuration_that_is_no_text_is_said(pair: Tool, read: Tool) -> None:
    folder = pair(SONY, "T1\tPerson 55 59\tAkio")
    (folder / "annotation.conf").write_bytes(b"\x00\x01\x02\x03")
    outcome = read(folder)
    assert (len(outcome.documents), outcome.kinds) == (1, [("label-definition", 0)])


def test_a_text_that_cannot_be_read_does_not_stop_the_others(pair: Tool, read: Tool) -> None:
    pair(SONY, "T1\tPerson 55 59\tAkio")
    folder = pair(b"\x00\x01\x02", "T1\tPerson 55 59\tAkio", name="b")
    outcome = read(folder, "brat")
    assert (len(outcome.documents), outcome.kinds) == (1, [("unreadable-file", 0)])


def test_an_ann_without_its_text_is_an_error(pair: Tool, read: Tool) -> None:
    folder = pair(SONY, "T1\tPerson 55 59\tAkio")
    (folder / "b.ann").write_text("T1\tPerson 55 59\tAkio\n")
    assert read(folder).kinds == [("no-text", 0)]
    with pytest.raises(UserError, match=r"b\.txt, which is not beside it"):
        read(folder / "b.ann")


def test_what_tells_about_the_corpus_is_set_aside(pair: Tool, read: Tool) -> None:
    folder = pair(SONY, "T1\tPerson 55 59\tAkio")
    (folder / "README.txt").write_text("Read me.")
    (folder / "c.txt").write_text("")
    assert sorted(read(folder).kinds) == [("no-text", 0), ("set-aside", 0)]


# Which folders and files are those of brat -----------------------------------------------------------


def test_a_folder_of_pairs_is_one_source(pair: Tool) -> None:
    folder = pair(SONY, "T1\tPerson 55 59\tAkio", name="deep/down/a")
    (folder / "README.md").write_text("x")
    (folder / "annotation.conf").write_text(CONF)
    assert formats.guess(folder).format == "brat"


@pytest.mark.parametrize("name", ["b.csv", "deep/b.jsonl"])
def test_a_folder_with_other_data_is_not(pair: Tool, name: str) -> None:
    folder = pair(SONY, "T1\tPerson 55 59\tAkio", name="deep/a")
    (folder / name).write_text("x")
    with pytest.raises(UserError, match="folder without a data set"):
        formats.guess(folder)


def test_a_folder_of_inline_marks_is_not(pair: Tool) -> None:
    folder = pair(SONY, "[@Sony#Org*] did not buy")
    with pytest.raises(UserError, match="folder without a data set"):
        formats.guess(folder)


@pytest.mark.parametrize("name", ["a.txt", "a.ann"])
def test_one_file_of_a_pair_brings_the_other(pair: Tool, read: Tool, name: str) -> None:
    path = pair(SONY, "T1\tPerson 55 59\tAkio") / name
    assert formats.guess(path).format == "brat"
    (document,) = read(path).documents
    assert (document.text, len(document.spans), document.key) == (SONY, 1, "a")


# Real corpora ----------------------------------------------------------------------------------------

NOTED = {"discontinuous": 15, "span-twice": 6}
REAL = [
    ("corpora/TDT", 6, 1_165, 1_169, "# 1,165, A 3,506", {}),
    ("tutorials/bio", 13, 107, 6, "# 1, * 2, A 9, E 24", {}),
    ("tutorials/news", 13, 119, 8, "# 1, * 2, A 11, E 23, N 1", {}),
    # Of 16 entities with gaps one only skips a line break; six parts are entities already.
    ("nerel-bio-sample", 12, 1_008 + 15 - 6, 586, "", NOTED),
    ("edsnlp-doc1", 1, 11, 2, "A 8, E 2", {"event-without-trigger": 2}),
    (".", 45, 2_419, 1_771, "# 1,167, * 4, A 3,534, E 49, N 1", NOTED | {"event-without-trigger": 2}),
]


def _without_rules(document: Document) -> Document:
    """Return a document without the mark of its configuration, which is written anew."""
    return replace(document, meta={"brat": {"lines": document.meta["brat"]["lines"]}})


@pytest.mark.parametrize(("name", "documents", "spans", "relations", "kept", "problems"), REAL)
def test_real_counts_are_exact_and_every_byte_comes_back(
    corpora: Path,
    tmp_path: Path,
    read: Tool,
    write: Tool,
    name: str,
    documents: int,
    spans: int,
    relations: int,
    kept: str,
    problems: dict[str, int],
) -> None:
    folder = corpora / "brat" / name
    outcome = read(folder)
    found = outcome.documents
    assert len(found) == documents
    assert sum(len(document.spans) for document in found) == spans
    assert sum(len(document.relations) for document in found) == relations
    assert outcome.facts["kept-lines"].value == kept if kept else "kept-lines" not in outcome.facts
    kinds = [problem.kind for problem in outcome.problems]
    assert {kind: kinds.count(kind) for kind in kinds} == problems
    ruled = sum(has_rules(document) for document in found)
    assert [loss.count for loss in formats.losses("brat", found)] == ([ruled] if ruled else [])
    out = write(tmp_path / "out", "brat", found)
    for path in (file for file in folder.rglob("*") if file.suffix in {".txt", ".ann"}):
        assert (out / path.relative_to(folder)).read_bytes() == path.read_bytes()
    assert read(out).documents == [_without_rules(document) for document in found]
