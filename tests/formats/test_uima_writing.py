"""UIMA CAS, writing: cassis reads what was written, and it comes back."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, Relation, Span, Status
from bertstudio.core.errors import UserError

cassis = pytest.importorskip("cassis")

Tool = Callable[..., Any]

TEXT = 'I like 😊 it.\r\nNew\nYork\t👨🏻‍🚒 is <here> & "there".'
DOCUMENT = Document(
    0,
    TEXT,
    title="Letter 1",
    spans=(Span(1, 7, 8, "E"), Span(2, 14, 22, "LOC"), Span(3, 18, 22, "LOC"), Span(4, 23, 30, "a & <b>")),
    relations=(Relation(5, 1, 2, "in"),),
    status=Status.DONE,
    language="en",
)
NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"

both = pytest.mark.parametrize("format_id", ["xmi", "casjson"])


def loaded(path: Path) -> Any:
    if path.suffix == ".json":
        return cassis.load_cas_from_json(path.read_text(encoding="utf-8"))
    return cassis.load_cas_from_xmi(path, typesystem=cassis.load_typesystem(path.parent / "TypeSystem.xml"))


@both
def test_cassis_reads_what_is_written(tmp_path: Path, write: Tool, format_id: str) -> None:
    folder = write(tmp_path / "out", format_id, [DOCUMENT])
    cas = loaded(folder / ("Letter 1.xmi" if format_id == "xmi" else "Letter 1.json"))
    assert cas.sofa_string == TEXT
    found = [(fs.begin, fs.end, fs.value) for fs in cas.select(NAMED)]
    assert sorted(found) == [(span.start, span.end, span.label) for span in DOCUMENT.spans]
    (link,) = cas.select("webanno.custom.Relation")
    assert (link.Governor.value, link.Dependent.get_covered_text(), link.value) == ("E", "New\nYork", "in")
    assert [fs.get_covered_text() for fs in cas.select(TOKEN)][:4] == ["I", "like", "😊", "it"]
    sentences = cas.select(TOKEN.replace("Token", "Sentence"))
    assert sentences[0].get_covered_text() == "I like 😊 it."
    assert len(sentences) == 2


def test_positions_in_the_file_are_utf16_units(tmp_path: Path, write: Tool) -> None:
    folder = write(tmp_path / "out", "xmi", [DOCUMENT])
    assert 'begin="7" end="9" value="E"' in (folder / "Letter 1.xmi").read_text(encoding="utf-8")


@both
def test_what_is_written_comes_back(tmp_path: Path, write: Tool, read: Tool, format_id: str) -> None:
    other = replace(DOCUMENT, title="", tokens=((0, 1), (2, 8)), status=Status.DONE)
    folder = write(tmp_path / "out", format_id, [DOCUMENT, other])
    assert formats.guess(folder).format == format_id
    outcome = read(folder, format_id)
    assert [
        "segmentation.type.Sentence was" in problem.text or "Sentence were" in problem.text
        for problem in outcome.problems
    ] == [True, True]
    first, second = outcome.documents
    for found, made in ((first, DOCUMENT), (second, other)):
        assert found.text == made.text
        assert [(s.start, s.end, s.label) for s in found.spans] == [
            (s.start, s.end, s.label) for s in made.spans
        ]
        assert [(x.head, x.tail, x.label) for x in found.relations] == [(1, 2, "in")]
        assert (found.status, found.language) == (Status.DONE, "en")
    assert (first.title, second.title, second.tokens) == ("Letter 1", "", ((0, 1), (2, 8)))
    assert formats.losses(format_id, [DOCUMENT]) == []


@both
def test_equal_documents_give_equal_bytes_also_in_a_zip(tmp_path: Path, write: Tool, format_id: str) -> None:
    paths = [write(tmp_path / f"{name}.zip", format_id, [DOCUMENT]) for name in "ab"]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as archive:
        assert len(archive.namelist()) == {"xmi": 2, "casjson": 1}[format_id]


def test_a_json_file_takes_one_document(tmp_path: Path, write: Tool, read: Tool) -> None:
    (document,) = read(write(tmp_path / "a.json", "casjson", [DOCUMENT])).documents
    assert len(document.spans) == 4
    with pytest.raises(UserError, match="holds one document"):
        write(tmp_path / "b.json", "casjson", [DOCUMENT, DOCUMENT])


def test_characters_that_xml_cannot_hold_are_told_and_refused(
    tmp_path: Path, write: Tool, read: Tool
) -> None:
    odd = replace(DOCUMENT, text="a\x0bb", spans=(), relations=())
    (loss,) = formats.losses("xmi", [replace(odd, spans=(Span(1, 0, 1, "X"),))])
    assert loss.what == "documents with characters that XML cannot hold"
    with pytest.raises(UserError, match="Export it as UIMA CAS JSON"):
        write(tmp_path / "out", "xmi", [odd])
    assert not (tmp_path / "out").exists()
    assert read(write(tmp_path / "a.json", "casjson", [odd])).documents[0].text == "a\x0bb"


@both
def test_what_a_cas_cannot_hold_is_told(format_id: str) -> None:
    rich = replace(DOCUMENT, note="n", flagged=True, meta={"x": 1})
    lost = {loss.what for loss in formats.losses(format_id, [rich])}
    assert lost == {"notes on documents", "flags", "further fields of documents"}
    done = Document(0, "a", status=Status.DONE)
    (loss,) = formats.losses(format_id, [done])
    assert loss.what == "done documents without entities or labels, which would come back as to do"
