"""brat standoff, writing: what comes back, what changes with an edit, and what is lost."""

import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bertstudio import formats
from bertstudio.core.documents import Document, Origin, Relation, Span, Split, Status, span_order
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label, LabelSet
from bertstudio.formats import brat, brat_writing
from bertstudio.formats.base import ReadOptions

Tool = Callable[..., Any]
SONY = "Sony did not buy Acme in North and South America, said Akio.\n"
LINES = [
    "R1\tBuys Arg1:T2 Arg2:T3",
    "T1\tBuy 13 16\tbuy",
    "T2\tOrg 0 4\tSony",
    "T3\tOrg 17 21\tAcme",
    "T4\tLoc 25 30;41 48\tNorth America",
    "E1\tBuy:T1 Buyer:T2 Bought:T3",
    "A1\tNegation E1",
    "#1\tAnnotatorNotes E1\tdid they?",
    "#2\tAnnotatorNotes T4\twhich one?",
    "*\tEquiv T2 T3 T4",
]


def done(text: str, *spans: Span, **fields: Any) -> Document:
    return Document(0, text, spans=spans, status=Status.DONE, **fields)


def ann(folder: Path, name: str = "a") -> list[str]:
    return (folder / f"{name}.ann").read_text(encoding="utf-8").split("\n")[:-1]


@pytest.fixture
def sony(tmp_path: Path) -> Document:
    """The document of LINES. Its spans: 1 Sony, 2 buy, 3 Acme, 4 North, 5 America."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(SONY, encoding="utf-8")
    (folder / "a.ann").write_text("".join(line + "\n" for line in LINES), encoding="utf-8")
    (document,) = (item.document for item in brat.read(folder, ReadOptions()) if item.document)
    return document


@pytest.fixture
def out(tmp_path: Path, write: Tool) -> Callable[[Document], list[str]]:
    """Return a function that writes one document and returns its .ann."""
    return lambda document: ann(write(tmp_path / "out", "brat", [document]))


def with_span(document: Document, number: int, **changes: Any) -> Document:
    spans = [replace(s, **changes) if s.id == number else s for s in document.spans]
    return replace(document, spans=tuple(sorted(spans, key=span_order)))


def without(document: Document, *numbers: int) -> Document:
    return replace(document, spans=tuple(span for span in document.spans if span.id not in numbers))


def lost(document: Document) -> dict[str, int]:
    return {loss.what: loss.count for loss in formats.losses("brat", [document])}


def test_what_nobody_changed_comes_back_in_its_order(sony: Document, out: Tool) -> None:
    assert out(sony) == LINES
    assert lost(sony) == {}


def test_an_edited_entity_keeps_its_id(sony: Document, out: Tool) -> None:
    edited = with_span(sony, 3, end=24, label="Firm", origin=Origin.HUMAN)
    assert out(edited) == [*LINES[:3], "T3\tFirm 17 24\tAcme in", *LINES[4:]]


def test_a_new_entity_gets_a_new_id_at_the_end(sony: Document, out: Tool) -> None:
    added = replace(sony, spans=(*sony.spans, Span(9, 55, 59, "Per", note="who?\nwhere?")))
    new = ["T5\tPer 55 59\tAkio", "#3\tAnnotatorNotes T5\twho?", "#4\tAnnotatorNotes T5\twhere?"]
    assert out(added) == [*LINES, *new]


def test_a_new_entity_never_takes_the_id_of_another(sony: Document, out: Tool) -> None:
    # The last entity is removed, and its number is given again, elsewhere.
    again = replace(without(sony, 5), spans=(*without(sony, 5).spans, Span(5, 55, 59, "Per")))
    lines = out(again)
    assert (lines[4], lines[-1]) == ("T4\tLoc 25 30\tNorth", "T5\tPer 55 59\tAkio")


def test_what_names_an_entity_that_is_gone_goes_with_it(sony: Document, out: Tool) -> None:
    gone = without(sony, 3)
    stays = ["T1\tBuy 13 16\tbuy", "T2\tOrg 0 4\tSony", "T4\tLoc 25 30;41 48\tNorth America"]
    assert out(gone) == [*stays, "#1\tAnnotatorNotes T1\tdid they?", LINES[8], "*\tEquiv T2 T4"]
    # The event, its attribute, and a member of the equivalence; the relation went with the entity.
    assert lost(gone) == {"lines of the original .ann about something that is gone": 3}


def test_a_part_with_another_label_is_an_entity_of_its_own(sony: Document, out: Tool) -> None:
    parted = out(with_span(sony, 5, label="Land"))
    assert parted[4] == "T4\tLoc 25 30\tNorth"
    assert parted[-1] == "T5\tLand 41 48\tAmerica"


def test_an_event_follows_the_label_of_its_trigger(sony: Document, out: Tool) -> None:
    # brat does not open a text in which the two differ.
    changed = out(with_span(sony, 2, label="Deal"))
    assert (changed[1], changed[5]) == ("T1\tDeal 13 16\tbuy", "E1\tDeal:T1 Buyer:T2 Bought:T3")


def test_a_note_on_a_trigger_is_one_on_its_event(sony: Document, out: Tool) -> None:
    # brat does not open a text in which a note names a trigger.
    noted = out(with_span(sony, 2, note="did they?\nno"))
    assert noted[7] == "#1\tAnnotatorNotes E1\tdid they?"
    assert noted[-1] == "#3\tAnnotatorNotes E1\tno"


def test_a_note_that_was_deleted_is_gone(sony: Document, out: Tool) -> None:
    assert out(with_span(sony, 4, note="")) == [line for line in LINES if not line.startswith("#2")]


def test_new_relations_are_written(sony: Document, out: Tool) -> None:
    linked = replace(sony, relations=(*sony.relations, Relation(20, 1, 5, "works in", Origin.HUMAN)))
    assert out(linked)[-1] == "R2\tworks_in Arg1:T2 Arg2:T4\t"


def test_the_whole_extent_goes_back_as_its_parts(tmp_path: Path, out: Tool) -> None:
    options = ReadOptions(handling={"discontinuous": "extent"})
    test_dir = tmp_path / "in"
    test_dir.mkdir()
    (test_dir / "a.txt").write_text(SONY)
    (test_dir / "a.ann").write_text(LINES[4] + "\n")
    (document,) = (item.document for item in brat.read(test_dir, options) if item.document)
    assert out(document) == [LINES[4]]


@pytest.mark.parametrize("begin", [0, 1])
def test_a_byte_order_mark_comes_back_where_it_counts(tmp_path: Path, write: Tool, begin: int) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfSony and Acme")
    (folder / "a.ann").write_text(f"T1\tOrg {begin} {begin + 4}\tSony\n")
    (document,) = (item.document for item in brat.read(folder, ReadOptions()) if item.document)
    added = replace(document, spans=(*document.spans, Span(2, 9 + begin, 13 + begin, "Org")))
    path = write(tmp_path / "out", "brat", [added])
    assert ann(path) == [f"T1\tOrg {begin} {begin + 4}\tSony", f"T2\tOrg {9 + begin} {13 + begin}\tAcme"]
    assert (path / "a.txt").read_bytes().startswith(b"\xef\xbb\xbf") is bool(begin)


# Texts from elsewhere --------------------------------------------------------------------------------


def test_a_fragment_holds_no_line_break(tmp_path: Path, read: Tool, write: Tool) -> None:
    document = done("see North \r\n\n  America.", Span(1, 4, 22, "Loc"), title="a")
    folder = write(tmp_path / "out", "brat", [document])
    assert ann(folder) == ["T1\tLoc 4 9;15 22\tNorth America"]
    assert [(s.start, s.end) for s in read(folder).documents[0].spans] == [(4, 22)]


def test_blanks_at_the_ends_stay(tmp_path: Path, read: Tool, write: Tool) -> None:
    document = done("a  b ", Span(1, 1, 5, "X"), title="a")
    (back,) = read(write(tmp_path / "out", "brat", [document])).documents
    assert [(s.start, s.end) for s in back.spans] == [(1, 5)]


def test_positions_are_code_points(tmp_path: Path, write: Tool) -> None:
    folder = write(tmp_path / "out", "brat", [done("😀 中国银行", Span(1, 2, 6, "机构"), title="a")])
    assert ann(folder) == ["T1\t机构 2 6\t中国银行"]


def test_labels_come_back_whatever_they_are_called(tmp_path: Path, read: Tool) -> None:
    labels = LabelSet(
        (
            Label("Date & time", 3, "4", "DT", "When?", ("at noon",)),
            Label("a b", 1),
            Label("a_b", 2, code="A|<B>"),
            Label("a\tb", 5),
            Label("机构", 6),
            Label("-", 7),
        )
    )
    spans = tuple(Span(n, n, n + 1, label.name) for n, label in enumerate(labels, 1))
    document = done("x" * 9, *spans, relations=(Relation(9, 1, 2, "as said"),), title="a")
    for types in ("kept", "ascii"):
        path = tmp_path / types
        brat_writing.write([document], labels, path, {"types": types})
        outcome = read(path)
        assert [label.name for label in outcome.labels] == list(labels.names)
        assert LabelSet(tuple(outcome.labels)) == labels
        (back,) = outcome.documents
        assert [(s.start, s.label) for s in back.spans] == [(s.start, s.label) for s in spans]
        assert [link.label for link in back.relations] == ["as said"]
        assert all(len(line.split("\t")[1].split(" ")) == 3 for line in ann(path))
    assert all(line.isascii() for line in ann(tmp_path / "ascii"))


def test_the_configuration_names_what_was_written(sony: Document, tmp_path: Path) -> None:
    labels = LabelSet().with_names(["Org", "Buy", "Loc", "Buys"])
    brat_writing.write([sony], labels, tmp_path / "out", {})
    text = (tmp_path / "out/annotation.conf").read_text(encoding="utf-8")
    sections = text[text.index("[entities]") :]
    assert sections == (
        "[entities]\nOrg\nLoc\n\n"
        "[relations]\nBuys\tArg1:<ANY>, Arg2:<ANY>\n"
        "Equiv\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive\n"
        "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n"
        "[events]\nBuy\tBought*:<ANY>, Buyer*:<ANY>\n\n"
        "[attributes]\nNegation\tArg:<ANY>\n"
    )


NAMES = [
    ("Report", "", "Report"),
    ("report", "", "report_2"),
    ("", "17", "17"),
    ("", "", "document-0004"),
    ("CON", "", "CON_"),
    ("a/b: c?", "", "a_b_ c_"),
    ("..", "../up", "_up"),
    ("x" * 300, "", "x" * 180),
]


def test_a_number_is_no_title(tmp_path: Path, read: Tool, write: Tool) -> None:
    (back,) = read(write(tmp_path / "out", "brat", [done("Bank", Span(1, 0, 4, "X"))])).documents
    assert (back.title, back.key) == ("", "document-0001")


def test_names_of_files_are_safe_and_no_two_alike(tmp_path: Path, write: Tool) -> None:
    documents = [done("Bank of China", title=title, key=key) for title, key, _ in NAMES]
    folder = write(tmp_path / "out", "brat", documents)
    assert sorted(path.stem for path in folder.glob("*.txt")) == sorted(name for *_, name in NAMES)
    # Those whose title does not come back.
    what = {loss.what: loss for loss in formats.losses("brat", documents)}["titles"]
    assert what.count == 5


def test_the_end_of_the_name_makes_a_zip_of_equal_bytes(tmp_path: Path, write: Tool) -> None:
    documents = [done("Sony", Span(1, 0, 4, "Org"), title=title) for title in ("b", "a")]
    first = write(tmp_path / "a.zip", "brat", documents)
    second = write(tmp_path / "b.ZIP", "brat", documents)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = ["a.ann", "a.txt", "annotation.conf", "b.ann", "b.txt", "visual.conf"]
        assert archive.namelist() == names
        assert archive.read("a.ann") == b"T1\tOrg 0 4\tSony\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.ZIP"]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, write: Tool) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UserError, match="is not empty"):
        write(tmp_path, "brat", [done("x")])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_option_is_refused(tmp_path: Path, write: Tool) -> None:
    with pytest.raises(UserError, match="types is one of kept, ascii"):
        write(tmp_path / "out", "brat", [done("x")], types="x")


def test_half_a_character_is_refused(tmp_path: Path, write: Tool) -> None:
    with pytest.raises(UserError, match="half a character"):
        write(tmp_path / "out", "brat", [done("x\ud800")])
    assert list(tmp_path.iterdir()) == []


LOSSES = [
    (done("a \n b", Span(1, 1, 4, "X")), {"entities of blanks only": 1}),
    (done("a\nb", Span(1, 0, 2, "X")), {"line breaks at the ends of entities": 1}),
    (done("ab", meta={"wiki": 1}), {"further fields of documents": 1}),
    (done("ab", Span(1, 0, 2, "X", note="a\rb")), {"line breaks of an unusual kind in notes on entities": 1}),
    (
        done(
            "ab", Span(1, 0, 1, "X"), suggestions=(Span(2, 1, 2, "X"),), relations=(Relation(3, 1, 2, "r"),)
        ),
        {"suggestions": 1, "relations": 1},
    ),
    (done("ab", Span(1, 0, 1, "X"), relations=(Relation(3, 1, 2, "r"),)), {}),
]


@pytest.mark.parametrize(("document", "expected"), LOSSES)
def test_losses_are_told(document: Document, expected: dict[str, int]) -> None:
    negatives = "done documents without entities or labels, which would come back as to do"
    assert {what: count for what, count in lost(document).items() if what != negatives} == expected


@pytest.mark.parametrize("meta", [1, {"lines": 1}, {"lines": [1, [], ["T1", [[1]]], ["x", 0], "a\nb"]}])
def test_a_record_that_was_edited_by_hand_does_no_harm(out: Tool, meta: Any) -> None:
    document = done("Sony", Span(1, 0, 4, "Org"), meta={"brat": meta}, key="a")
    assert out(document) == ["T1\tOrg 0 4\tSony"]


SIGNS = st.sampled_from(
    [*"ab é中😀\u0301\u200b\u200d", " ", "\t", "\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = "".join(draw(st.lists(SIGNS, min_size=1, max_size=30))) + "."
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12), st.sampled_from(["A", "b c", "机构"]))
    places = {(start, min(start + size, len(text)), label) for start, size, label in draw(st.lists(ends))}
    spans = sorted((Span(0, *place) for place in places), key=lambda s: (s.start, -s.end, s.label))
    return done(text, *(replace(span, id=number) for number, span in enumerate(spans, 1)), key="a")


@settings(max_examples=150, deadline=None)
@given(documents())
def test_whatever_is_not_told_comes_back(document: Document) -> None:
    told = {loss.what for loss in formats.losses("brat", [document])}
    labels = LabelSet().with_names(dict.fromkeys(span.label for span in document.spans))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "out"
        brat_writing.write([document], labels, folder, {})
        assert all(line.count("\t") >= 2 for line in (folder / "a.ann").read_bytes().decode().splitlines())
        reads = list(brat.read(folder, ReadOptions(offsets="code_point")))
    (back,) = (item.document for item in reads if item.document)
    assert back.text == document.text
    found = {(span.start, span.end, span.label) for span in back.spans}
    wanted = {(span.start, span.end, span.label) for span in document.spans}
    assert found == wanted or told & {"entities of blanks only", "line breaks at the ends of entities"}


def test_rules_of_the_original_configuration_are_among_the_losses(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SONY)
    (tmp_path / "a.ann").write_text("T1\tPerson 55 59\tAkio\n")

    def told(conf: str) -> list[tuple[str, int]]:
        (tmp_path / "annotation.conf").write_text(conf)
        found = [read.document for read in brat.read(tmp_path, ReadOptions()) if read.document]
        return [(loss.what, loss.count) for loss in formats.losses("brat", found)]

    assert told("[entities]\nPerson\n[relations]\n[events]\n") == []
    assert told("[entities]\nPerson\n[relations]\nOwns\tArg1:Person, Arg2:Person\n") == [
        ("documents whose annotation.conf has rules for relations, events or attributes", 1)
    ]


def test_splits_come_back_only_where_folders_say_them() -> None:
    named = [
        done("a", Span(1, 0, 1, "X"), key=f"{split}/a", split=split, meta={"brat": {}}) for split in Split
    ]
    assert formats.losses("brat", named) == []
    moved = [replace(document, split=Split.TRAIN) for document in named[1:]]
    other = replace(named[3], key="other")
    assert [(loss.what, loss.count) for loss in formats.losses("brat", [other, *moved])] == [
        ("splits of documents", 3)
    ]


def test_odd_types_of_brat_files_stay_as_they_are(tmp_path: Path, write: Tool) -> None:
    lines = ["T1\tGene(s) 0 4\tSony", "T2\t[x|y] 17 21\tAcme", "R1\ta=b Arg1:T1 Arg2:T2\t"]
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(SONY)
    (tmp_path / "in/a.ann").write_text("".join(line + "\n" for line in lines))
    (document,) = (item.document for item in brat.read(tmp_path / "in", ReadOptions()) if item.document)
    added = replace(document, spans=(*document.spans, Span(9, 55, 59, "Gene(s)"), Span(10, 56, 59, "a & b")))
    assert ann(write(tmp_path / "out", "brat", [added])) == [
        *lines,
        "T3\tGene(s) 55 59\tAkio",
        "T4\ta_b 56 59\tkio",
    ]
