"""fastText: labels are words of the line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, DocumentLabel, Span, Status

Tool = Callable[..., Any]


def seen(outcome: Any) -> list[tuple[str, list[str]]]:
    return [(document.text, [label.label for label in document.labels]) for document in outcome.documents]


def labelled(text: str, *names: str) -> Document:
    return Document(0, text, labels=tuple(map(DocumentLabel, names)), status=Status.DONE)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("__label__a Good  morning.", ("Good  morning.", ["a"])),
        ("__label__a __label__b-c\tGood", ("Good", ["a", "b-c"])),
        ("  __label__a Good ", ("Good", ["a"])),
        ("Good morning __label__a __label__b", ("Good morning", ["a", "b"])),
        ("__label__a __label__a Good", ("Good", ["a"])),
        ("__label__ Good", ("__label__ Good", [])),
        ("not__label__a", ("not__label__a", [])),
        ("__label__情感 好评！", ("好评！", ["情感"])),
    ],
)
def test_labels_are_taken_from_the_ends_of_a_line(
    file: Tool, read: Tool, line: str, expected: tuple[str, list[str]]
) -> None:
    outcome = read(file("a.txt", line + "\n"), "fasttext")
    assert (seen(outcome), outcome.problems) == ([expected], [])


def test_a_text_without_a_label_is_to_do(file: Tool, read: Tool) -> None:
    documents = read(file("a.txt", "__label__a one\n\ntwo\n"), "fasttext").documents
    assert [document.status for document in documents] == [Status.DONE, Status.TODO]


def test_a_label_inside_a_text_is_one_and_said(file: Tool, read: Tool) -> None:
    outcome = read(file("a.txt", "__label__a one __label__b two\n"))
    assert seen(outcome) == [("one two", ["a", "b"])]
    assert outcome.kinds == [("label-in-text", 1)]


def test_a_label_without_a_text_is_an_error_with_its_line(file: Tool, read: Tool) -> None:
    outcome = read(file("a.txt", "__label__a one\n__label__b\n"))
    assert outcome.kinds == [("no-text", 2)]


def test_comments_of_doccano_become_the_note(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.txt", "__label__a Good __comment__not sure __comment__ask Ann\n")).documents
    assert (document.text, document.note) == ("Good", "not sure\nask Ann")


def test_lines_in_quotation_marks_are_those_of_doccano(file: Tool, read: Tool) -> None:
    rows = [
        '"__label__a Good, ""great"" "',
        '"__label__b two\nlines __comment__well, yes"',
        "__label__c plain ",
        " to do ",
    ]
    outcome = read(file("a.txt", "\n".join(rows) + "\n"))
    assert seen(outcome) == [('Good, "great"', ["a"]), ("two\nlines", ["b"]), ("plain", ["c"]), ("to do", [])]
    assert outcome.documents[1].note == "well, yes"
    assert (outcome.facts["quoted"].value, outcome.problems) == ("CSV", [])


def test_a_quotation_mark_that_stays_open_swallows_no_file(file: Tool, read: Tool) -> None:
    content = '"__label__a x"\n"never closed\n' + "long\n" * 250_000 + "__label__b last\n"
    outcome = read(file("a.txt", content), "fasttext")
    assert len(outcome.documents) > 2
    assert seen(outcome)[-1] == ("last", ["b"])


def test_what_is_written_comes_back(tmp_path: Path, read: Tool, write: Tool) -> None:
    documents = [labelled("Good  morning!", "a", "b"), Document(0, "later")]
    path = write(tmp_path / "a.txt", "fasttext", documents)
    assert path.read_bytes() == b"__label__a __label__b Good  morning!\nlater\n"
    assert seen(read(path)) == [("Good  morning!", ["a", "b"]), ("later", [])]
    assert formats.losses("fasttext", documents) == []


def test_what_a_line_cannot_hold_is_said(tmp_path: Path, read: Tool, write: Tool) -> None:
    documents = [
        labelled("two\r\nlines", "very good"),
        labelled("see __label__x", "a"),
        labelled(" \n", "a"),
        Document(0, "New York", spans=(Span(1, 0, 8, "LOC"),), status=Status.DONE),
    ]
    said = {loss.what: loss.count for loss in formats.losses("fasttext", documents)}
    assert said == {
        "entities": 1,
        "blanks in labels, which become _": 1,
        "texts that come back with other blanks or line breaks": 1,
        "words of texts that would be taken for labels or comments": 1,
        "documents without a word": 1,
    }
    outcome = read(write(tmp_path / "a.txt", "fasttext", documents))
    assert seen(outcome) == [("two lines", ["very_good"]), ("see", ["a", "x"]), ("New York", [])]


def test_the_samples_of_doccano_are_read(corpora: Path, read: Tool) -> None:
    folder = corpora / "tool-exports/doccano/data_import"
    expected = [("Terrible customer service.", ["negative"]), ("Really great transaction.", ["positive"])]
    outcome = read(folder / "pipeline/examples/text_classification/example.txt")
    assert seen(outcome)[:2] == expected
    outcome = read(folder / "tests/data/text_classification/example_fasttext.txt")
    assert seen(outcome) == [
        ("exampleA", ["positive"]),
        ("exampleB", ["positive", "negative"]),
        ("exampleC", []),
    ]
    assert outcome.kinds == [("no-text", 4)]
