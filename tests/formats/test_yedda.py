"""YEDDA: texts with marks in them, read and written."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio import formats
from bertstudio.core.documents import Document, Origin, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.formats.base import Severity
from bertstudio.formats.yedda import Mark, parsed
from bertstudio.formats.yedda_writing import marked

Tool = Callable[..., Any]


def done(text: str, *spans: Span, **fields: Any) -> Document:
    return Document(0, text, spans=spans, status=Status.DONE, **fields)


def lost(document: Document) -> dict[str, int]:
    return {loss.what: loss.count for loss in formats.losses("yedda", [document])}


def test_marks_are_entities_and_no_text(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("news.txt.ann", "[@Sony#Org*] in [@Tokyo#Loc*].\n\n😀 [@Akio#Per*]"))
    (document,) = outcome.documents
    assert document.text == "Sony in Tokyo.\n\n😀 Akio"
    assert entities(document) == [("Sony", "Org"), ("Tokyo", "Loc"), ("Akio", "Per")]
    assert (document.title, document.status, outcome.problems) == ("news", Status.DONE, [])


def test_a_recommendation_is_a_suggestion(file: Tool, read: Tool) -> None:
    outcome = read(file("a.ann", "[@Sony#Org*] and [$Sony#Org*]"))
    (document,) = outcome.documents
    (ghost,) = document.suggestions
    assert (ghost.start, ghost.end, ghost.label, ghost.origin) == (9, 13, "Org", Origin.MODEL)
    assert ghost.id not in {span.id for span in document.spans}
    assert outcome.facts["suggestions"].value == "1"


NESTED = [
    ("[@Bank of [@China#Loc*]#Org*]", [Mark(8, 13, "Loc"), Mark(0, 13, "Org")]),
    ("[@[@Bank#A*] of#B*] [@C#D*]", [Mark(0, 4, "A"), Mark(0, 7, "B"), Mark(8, 9, "D")]),
    ("[@C# code#Lang*]", [Mark(0, 7, "Lang")]),
    ("[@a[1]#X*]b", [Mark(0, 4, "X")]),
    ("[$[@a#X*]b#Y*]", [Mark(0, 1, "X"), Mark(0, 2, "Y", True)]),
]


@pytest.mark.parametrize(("line", "marks"), NESTED)
def test_marks_lie_inside_each_other(line: str, marks: list[Mark]) -> None:
    assert list(parsed(line).marks) == marks


def test_line_ends_of_windows_stay(file: Tool, read: Tool, entities: Tool) -> None:
    outcome = read(file("a.ann", "x\r\n[@Sony#Org*]\r\n"))
    (document,) = outcome.documents
    assert (document.text, entities(document)) == ("x\r\nSony\r\n", [("Sony", "Org")])
    assert outcome.facts["line-ends"].value == "CR LF"


BROKEN = [
    ("[@Sony", "[@Sony"),
    ("Sony#Org*]", "Sony#Org*]"),
    ("[@Sony#*]", "[@Sony#*]"),
    ("[@#Org*]", "[@#Org*]"),
    ("[@ x [@Sony#Org*]", "[@ x Sony"),
    ("[@a\nb#Org*]", "[@a\nb#Org*]"),
]


@pytest.mark.parametrize(("broken", "text"), BROKEN)
def test_a_mark_that_is_not_whole_stays_in_the_text_and_is_said(
    file: Tool, read: Tool, broken: str, text: str
) -> None:
    outcome = read(file("a.ann", f"[@Akio#Per*]\n{broken}\n"), "yedda")
    assert outcome.documents[0].text == f"Akio\n{text}\n"
    assert {problem.kind for problem in outcome.problems} == {"broken-mark"}
    assert outcome.problems[0].line == 2
    assert outcome.problems[0].severity is Severity.SKIPPED
    assert read(file("b.ann", broken), "yedda", handling={"broken-mark": "refuse"}).documents == []


def test_a_text_without_marks_is_to_do(file: Tool, read: Tool) -> None:
    assert read(file("a.ann", "no marks here")).documents[0].status is Status.TODO


def test_each_line_may_be_a_document(file: Tool, read: Tool, entities: Tool) -> None:
    path = file("a.ann", "[@Sony#Org*] rose.\n\nNothing.\n[@x\n")
    outcome = read(path, "yedda", unit="sentence")
    assert [(d.text, d.status) for d in outcome.documents] == [
        ("Sony rose.", Status.DONE),
        ("Nothing.", Status.TODO),
        ("[@x", Status.TODO),
    ]
    assert outcome.kinds == [("broken-mark", 4)]


@pytest.mark.parametrize(("content", "words"), [("", "holds no text"), ("\n \n", "holds no text")])
def test_a_file_without_text_is_refused(file: Tool, read: Tool, content: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read(file("a.ann", content), "yedda")


GUESSES = [
    ("a.ann", "[@Sony#Org*] rose", "yedda"),
    ("a.txt", "[@a#X*] [@b#X*] [@c#X*]", "yedda"),
    ("a.txt", "[@a#X*] once", "text"),
    ("a.ann", "no marks", "yedda"),
    ("a.ann", "T1\tOrg 0 4\tSony\n#1\tAnnotatorNotes T1\t[@x#y*]\n", "brat"),
]


@pytest.mark.parametrize(("name", "content", "format_id"), GUESSES)
def test_the_two_kinds_of_ann_are_told_apart(file: Tool, name: str, content: str, format_id: str) -> None:
    assert formats.guess(file(name, content)).format == format_id


# Writing ---------------------------------------------------------------------------------------------


def test_marks_are_written_around_each_other(tmp_path: Path, read: Tool, write: Tool, entities: Tool) -> None:
    spans = (Span(1, 0, 13, "Org"), Span(2, 8, 13, "Loc"), Span(3, 8, 13, "Land"), Span(4, 13, 14, "End"))
    document = done("Bank of China!\nnext", *spans, suggestions=(Span(9, 0, 4, "Org", Origin.MODEL),))
    path = write(tmp_path / "a.ann", "yedda", [document])
    content = path.read_text(encoding="utf-8")
    assert content == "[@[$Bank#Org*] of [@[@China#Land*]#Loc*]#Org*][@!#End*]\nnext"
    (back,) = read(path).documents
    assert (back.text, len(back.spans), len(back.suggestions)) == (document.text, 4, 1)
    assert lost(document) == {}


LOSSES = [
    (done("abcd", Span(1, 0, 3, "X"), Span(2, 1, 4, "Y")), {"entities that cross others": 1}),
    (done("a\nb", Span(1, 0, 3, "X")), {"entities over a line break": 1}),
    (done("ab", Span(1, 0, 2, "a#b")), {"entities whose text or label holds signs of marks": 1}),
    (done("ab", Span(1, 0, 2, "[x]")), {"entities whose text or label holds signs of marks": 1}),
    (done("x [@ y", Span(1, 0, 1, "X"), Span(2, 5, 6, "X")), {}),
    (
        done("[@a#X*] b", Span(1, 8, 9, "X")),
        {"texts that hold what reads as a mark": 1, "entities whose text or label holds signs of marks": 1},
    ),
    (
        done("abcd", Span(1, 2, 4, "X"), suggestions=(Span(2, 0, 3, "Y", Origin.MODEL, 0.5),)),
        {"entities that cross others": 1, "probabilities of suggestions": 1},
    ),
]


@pytest.mark.parametrize(("document", "expected"), LOSSES)
def test_what_cannot_be_marked_is_told(document: Document, expected: dict[str, int]) -> None:
    assert lost(document) == expected


def test_an_entity_goes_before_a_suggestion() -> None:
    ghosts = (Span(2, 0, 3, "Y", Origin.MODEL),)
    assert marked(done("abcd", Span(1, 2, 4, "X"), suggestions=ghosts)).text == "ab[@cd#X*]"


def test_a_folder_or_zip_has_a_file_for_each_text(tmp_path: Path, read: Tool, write: Tool) -> None:
    documents = [done("Sony", Span(1, 0, 4, "Org"), title=title) for title in ("b", "a")]
    folder = write(tmp_path / "out", "yedda", documents)
    assert sorted(path.name for path in folder.iterdir()) == ["a.ann", "b.ann"]
    assert read(folder / "b.ann").documents[0].title == "b"
    with zipfile.ZipFile(write(tmp_path / "out.zip", "yedda", documents)) as archive:
        assert archive.read("a.ann") == b"[@Sony#Org*]"


def test_several_texts_become_the_lines_of_one_file(tmp_path: Path, read: Tool, write: Tool) -> None:
    documents = [done("Sony", Span(1, 0, 4, "Org")), done("rose")]
    path = write(tmp_path / "a.ann", "yedda", documents)
    assert path.read_text() == "[@Sony#Org*]\nrose\n"
    assert [d.text for d in read(path, unit="sentence").documents] == ["Sony", "rose"]
    with pytest.raises(UserError, match="line breaks"):
        write(tmp_path / "b.ann", "yedda", [*documents, done("a\nb")])


SIGNS = st.sampled_from([*"ab #*é中😀", "[@", "[$", "*]", "#X*]", "\n", "\r\n", "[", "]"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = "".join(draw(st.lists(SIGNS, min_size=1, max_size=25))) + "."
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9), st.sampled_from(["A", "b c", "x#"]))
    places = [(start, min(start + size, len(text)), label) for start, size, label in draw(st.lists(ends))]
    spans = [Span(n, *place) for n, place in enumerate(dict.fromkeys(places), 1)]
    cut = draw(st.integers(0, len(spans)))
    return done(text, *spans[:cut], suggestions=tuple(spans[cut:]))


@given(documents())
def test_what_is_marked_comes_back_and_the_rest_is_counted(document: Document) -> None:
    found = marked(document)
    lines = [parsed(line) for line in found.text.split("\n")]
    text = "\n".join(line.text for line in lines)
    assert (text != document.text) is found.altered
    marks = sum(len(line.marks) for line in lines)
    wanted = len(document.spans) + len(document.suggestions)
    if not found.altered:
        assert marks == wanted - found.crossing - found.broken - found.unclear


# Real files ------------------------------------------------------------------------------------------

REAL = [
    ("UserA.ann", 324, 0),
    # In two files an entity lies inside another; YEDDA itself counts the outer one only.
    ("UserB.ann", 347 + 1, 0),
    ("UserC.ann", 326, 0),
    ("UserD.ann", 479, 0),
    ("UserE.ann", 469 + 1, 0),
    ("EnglishDemo.txt.ann", 48, 7),
]


@pytest.mark.parametrize(("name", "spans", "suggestions"), REAL)
def test_real_counts_are_exact_and_every_byte_comes_back(
    corpora: Path, tmp_path: Path, read: Tool, write: Tool, name: str, spans: int, suggestions: int
) -> None:
    path = corpora / "tool-exports/yedda" / name
    assert formats.guess(path).format == "yedda"
    outcome = read(path)
    (document,) = outcome.documents
    assert (len(document.spans), len(document.suggestions), outcome.problems) == (spans, suggestions, [])
    assert formats.losses("yedda", [document]) == []
    assert write(tmp_path / name, "yedda", [document]).read_bytes() == path.read_bytes()


def test_the_text_of_the_demo_is_that_of_its_file(corpora: Path, read: Tool) -> None:
    folder = corpora / "tool-exports/yedda"
    (document,) = read(folder / "EnglishDemo.txt.ann").documents
    # Somebody saved the text four times over.
    lines = (folder / "EnglishDemo.txt").read_text(encoding="utf-8").splitlines()
    assert document.text.splitlines() == lines * 4
