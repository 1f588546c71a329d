"""Plain text: a file or a line is a document, and its text is never altered."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]


def test_a_file_is_a_document_as_it_stands(file: Tool, read: Tool) -> None:
    text = "One\r\n\r\n  two \u2028 three\n"
    outcome = read(file("letter.txt", "\ufeff" + text))
    (document,) = outcome.documents
    assert document.text == text
    assert (document.title, document.source, document.status) == ("letter", "letter.txt", Status.TODO)
    assert outcome.facts["line-ends"].value == "mixed"


def test_a_line_is_a_document_where_that_is_asked(file: Tool, read: Tool) -> None:
    outcome = read(file("reviews.pos", "good \r\n\r\n  \n\tbad\u2028x"), "text", unit="sentence")
    assert [document.text for document in outcome.documents] == ["good ", "\tbad\u2028x"]
    assert outcome.facts["blank-lines"].value == "2"


@pytest.mark.parametrize("content", ["", " \n\t\n"])
def test_a_file_without_text_is_refused(file: Tool, read: Tool, content: str) -> None:
    with pytest.raises(UserError, match="holds no text"):
        read(file("a.txt", content), "text")


def test_an_unknown_unit_is_refused(file: Tool, read: Tool) -> None:
    with pytest.raises(UserError, match="sentence or document, not page"):
        read(file("a.txt", "a"), "text", unit="page")


def test_one_text_is_written_as_it_stands(tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "a.txt", "text", [Document(1, "a\r\nb ")])
    assert path.read_bytes() == b"a\r\nb "


def test_several_texts_are_lines(tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "a.txt", "text", [Document(1, "a "), Document(2, "b")])
    assert path.read_bytes() == b"a \nb\n"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_text_with_line_breaks_is_no_line(tmp_path: Path, write: Tool, place: int) -> None:
    documents = [Document(n, "x\ny" if n == place else "x") for n in range(3)]
    with pytest.raises(UserError, match="line breaks"):
        write(tmp_path / "a.txt", "text", documents)
    assert list(tmp_path.iterdir()) == []


def test_what_plain_text_loses_is_said() -> None:
    document = Document(1, " ", note="n")
    said = {loss.what: loss.count for loss in formats.losses("text", [document])}
    assert said == {"notes on documents": 1, "texts without a visible character": 1}
