"""DocBin files of spaCy: entities, groups of spans, categories, exact texts."""

import json
import sys
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich_documents import RICH

from bertstudio import formats
from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Origin,
    Span,
    Status,
    span_order,
)
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.formats import spacy_docbin, spacy_docbin_writing, spacy_packed
from bertstudio.formats.base import ReadOptions
from bertstudio.formats.extras import library, spacy_library
from bertstudio.formats.spacy_words import spaced_words

Tool = Callable[..., Any]
pytest.importorskip("spacy_legacy", reason="spaCy is not installed")


def spans(*places: tuple[int, int, str]) -> tuple[Span, ...]:
    found = sorted((Span(0, *place, Origin.IMPORT) for place in places), key=span_order)
    return tuple(replace(span, id=number) for number, span in enumerate(found, 1))


BANK = Document(
    0, "The Bank of China, 北京!", spans=spans((4, 17, "ORG"), (19, 21, "LOC")), status=Status.DONE
)


@pytest.fixture
def docbin(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that saves what a function makes of a spaCy `Doc` of the given words."""

    def make(words: list[str], change: Callable[[Any], object], **settings: Any) -> Path:
        spacy_library()
        from spacy.tokens import Doc, DocBin
        from spacy.vocab import Vocab

        doc = Doc(Vocab(), words=words, **settings)
        change(doc)
        path = tmp_path / "a.spacy"
        DocBin(docs=[doc], store_user_data=True).to_disk(path)
        return path

    return make


def marked(doc: Any, *places: tuple[int, int, str]) -> list[Any]:
    from spacy.tokens import Span as SpacySpan

    return [SpacySpan(doc, first, end, label=label) for first, end, label in places]


def test_what_is_written_comes_back(tmp_path: Path, read: Tool, write: Tool, entities: Tool) -> None:
    before = [BANK, Document(0, "none here", status=Status.DONE), Document(0, " to\r\n do ")]
    outcome = read(write(tmp_path / "a.spacy", "spacy", before))
    assert outcome.problems == []
    assert [(d.text, d.status, d.spans) for d in outcome.documents] == [
        (d.text, d.status, d.spans) for d in before
    ]
    assert formats.losses("spacy", before) == []


def test_spacy_itself_finds_the_same(tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "a.spacy", "spacy", [BANK])
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    (doc,) = DocBin().from_disk(path).get_docs(Vocab())
    assert doc.text == BANK.text
    assert [(e.text, e.label_) for e in doc.ents] == [("Bank of China", "ORG"), ("北京", "LOC")]
    assert (dict(doc.spans), doc.cats) == ({}, {})


def test_overlapping_entities_go_to_a_group_too(tmp_path: Path, read: Tool, write: Tool) -> None:
    nested = replace(BANK, spans=spans((4, 17, "ORG"), (12, 17, "LOC"), (4, 17, "X")))
    path = write(tmp_path / "a.spacy", "spacy", [nested])
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    (doc,) = DocBin().from_disk(path).get_docs(Vocab())
    assert [e.label_ for e in doc.ents] == ["ORG"]
    assert len(doc.spans["sc"]) == 3
    assert read(path).documents[0].spans == nested.spans
    assert formats.losses("spacy", [nested]) == []


def test_all_spans_may_go_to_the_group_only(tmp_path: Path, read: Tool, write: Tool) -> None:
    before = [BANK, Document(0, "none", status=Status.DONE), Document(0, "to do")]
    path = write(tmp_path / "a.spacy", "spacy", before, spans="all")
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    first, *_ = DocBin().from_disk(path).get_docs(Vocab())
    assert (len(first.ents), len(first.spans["sc"])) == (0, 2)
    assert [(d.status, d.spans) for d in read(path).documents] == [(d.status, d.spans) for d in before]


def test_imported_tokens_stay_and_are_cut_where_a_span_needs_it(
    tmp_path: Path, read: Tool, write: Tool, entities: Tool
) -> None:
    document = Document(
        0, "unhappy man", spans=spans((2, 7, "MOOD")), tokens=((0, 7), (8, 11)), status=Status.DONE
    )
    (back,) = read(write(tmp_path / "a.spacy", "spacy", [document])).documents
    assert (entities(back), back.tokens) == ([("happy", "MOOD")], ((0, 2), (2, 7), (8, 11)))


@pytest.mark.parametrize("task", ["ner", "text_classification"])
def test_labels_of_documents_are_categories(tmp_path: Path, read: Tool, task: str) -> None:
    before = [
        Document(0, "goal", labels=(DocumentLabel("sport", Origin.IMPORT),), status=Status.DONE),
        Document(0, "hm", status=Status.DONE),
        Document(0, "to do"),
    ]
    path = tmp_path / "a.spacy"
    spacy_docbin_writing.write(before, LabelSet().with_names(["sport", "news"]), path, {"task": task})
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    cats = [doc.cats for doc in DocBin().from_disk(path).get_docs(Vocab())]
    one, none = ({"sport": 1.0, "news": 0.0}, {"sport": 0.0, "news": 0.0})
    assert cats == ([one, none, {}] if task == "text_classification" else [{"sport": 1.0}, {}, {}])
    assert [(d.labels, d.status) for d in read(path).documents] == [(d.labels, d.status) for d in before]


def test_partly_annotated_documents_are_begun(docbin: Tool, read: Tool) -> None:
    path = docbin(["a", "b"], lambda doc: doc.set_ents(marked(doc, (0, 1, "X")), default="missing"))
    (document,) = read(path).documents
    assert (document.status, len(document.spans)) == (Status.STARTED, 1)


def test_what_a_model_said_is_a_suggestion(docbin: Tool, read: Tool) -> None:
    def change(doc: Any) -> None:
        doc.spans["sc"] = marked(doc, (0, 1, "X"))
        doc.spans["sc"].attrs["scores"] = [0.75]
        doc.cats = {"sport": 0.9, "news": 0.1}

    outcome = read(docbin(["a", "b"], change))
    (document,) = outcome.documents
    assert (document.spans, document.labels, document.status) == ((), (), Status.TODO)
    assert document.suggestions == (Span(1, 0, 1, "X", Origin.MODEL, 0.75),)
    assert document.label_suggestions == (DocumentLabel("sport", Origin.MODEL, 0.9),)
    assert document.meta == {"spacy": {"cats": {"sport": 0.9, "news": 0.1}}}
    assert outcome.kinds == [("scores-of-model", 0)]


def test_all_groups_of_spans_come_in_each_span_once(docbin: Tool, read: Tool, entities: Tool) -> None:
    def change(doc: Any) -> None:
        doc.ents = marked(doc, (0, 1, "X"))
        doc.spans["sc"] = marked(doc, (0, 1, "X"), (0, 2, "Y"))
        doc.spans["coref"] = marked(doc, (1, 2, ""))

    outcome = read(docbin(["a", "b"], change))
    assert entities(outcome.documents[0]) == [("a b", "Y"), ("a", "X"), ("b", "coref")]
    assert outcome.kinds == [("group-as-label", 0)]
    assert outcome.facts["span-groups"].value == "sc, coref"


def test_parts_of_speech_and_links_are_kept_and_written_back(
    docbin: Tool, tmp_path: Path, read: Tool, write: Tool
) -> None:
    from spacy.tokens import Span as SpacySpan

    path = docbin(
        ["Bonn", "sleeps", "\n"],
        lambda doc: doc.set_ents([SpacySpan(doc, 0, 1, "LOC", kb_id="Q586", span_id="e1")]),
        tags=["NNP", "VBZ", "_SP"],
        heads=[1, 1, 1],
        deps=["nsubj", "ROOT", "dep"],
    )
    (before,) = read(path).documents
    assert before.tokens == ((0, 4), (5, 11))
    again = write(tmp_path / "b.spacy", "spacy", [BANK, before])
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    plain, doc = DocBin().from_disk(again).get_docs(Vocab())
    assert [(t.tag_, t.dep_, t.head.i) for t in doc][:2] == [("NNP", "nsubj", 1), ("VBZ", "ROOT", 1)]
    assert [(e.kb_id_, e.id_) for e in doc.ents] == [("Q586", "e1")]
    assert [(e.text, e.label_) for e in plain.ents] == [("Bank of China", "ORG"), ("北京", "LOC")]
    assert [document.meta for document in read(again).documents] == [{}, before.meta]
    assert formats.losses("spacy", [before]) == []
    cut = replace(before, spans=spans((0, 2, "X")))
    assert [loss.count for loss in formats.losses("spacy", [cut])] == [1]


def test_words_of_unknown_blanks_are_joined_as_those_of_conll(docbin: Tool, read: Tool) -> None:
    path = docbin(["北", "京", "."], lambda doc: doc.set_ents(marked(doc, (0, 2, "LOC"))))
    (document,) = read(path).documents
    assert (document.text, document.text_of(document.spans[0])) == ("北京.", "北京")


def test_data_of_programs_are_left_out_and_said(docbin: Tool, read: Tool) -> None:
    outcome = read(docbin(["a"], lambda doc: doc.user_data.update(x=1)))
    assert outcome.kinds == [("user-data", 0)]


def test_a_document_without_a_text_is_left_out_and_said(docbin: Tool, read: Tool) -> None:
    outcome = read(docbin([" "], lambda doc: None))
    assert (outcome.documents, outcome.kinds) == ([], [("no-text", 0)])


@pytest.mark.parametrize(
    "content",
    [b"", b"x", zlib.compress(b"version attrs"), zlib.compress(b"\x80"), zlib.compress(b"\x93abc")[:-3]],
)
def test_a_damaged_file_is_refused_in_one_sentence(file: Tool, read: Tool, content: bytes) -> None:
    with pytest.raises(UserError, match="is no DocBin of spaCy, or it is damaged"):
        read(file("a.spacy", content), "spacy")


def test_a_cut_file_is_refused(tmp_path: Path, read: Tool, write: Tool) -> None:
    path = write(tmp_path / "a.spacy", "spacy", [BANK])
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(UserError, match="damaged"):
        read(path, "spacy")


def test_a_bomb_is_refused(file: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_packed, "MAX_BYTES", 1 << 20)
    with pytest.raises(UserError, match="more than can be read at once"):
        read(file("a.spacy", zlib.compress(b"\xc6\x00\x30\x00\x00" + bytes(3 << 20))), "spacy")


@pytest.mark.parametrize(
    "values", [b"\xdd\x00\x00\x10\x00" + b"\x80" * 4096, b"\xdf\xff\xff\xff\xff", b"\x91" * 2000]
)
def test_a_file_of_values_without_number_is_refused(
    file: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch, values: bytes
) -> None:
    monkeypatch.setattr(spacy_packed, "MAX_OBJECTS", 1_000)
    with pytest.raises(UserError, match="1,000 values"):
        read(file("a.spacy", zlib.compress(values)), "spacy")


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1 << 20])
def test_what_is_packed_is_looked_through_in_pieces_of_any_size(
    tmp_path: Path, write: Tool, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    path = write(tmp_path / "a.spacy", "spacy", RICH)
    monkeypatch.setattr(spacy_packed, "CHUNK_BYTES", piece)
    spacy_packed.check_packed(path)
    monkeypatch.setattr(spacy_packed, "MAX_BYTES", len(zlib.decompress(path.read_bytes())) - 1)
    with pytest.raises(UserError, match="more than can be read at once"):
        spacy_packed.check_packed(path)


def test_every_kind_of_value_is_passed_over(file: Tool) -> None:
    msgpack = pytest.importorskip("srsly.msgpack")
    sizes = (0, 1, 31, 32, 255, 256, 65_535, 65_536)
    values = [
        None,
        True,
        False,
        0,
        -1,
        -33,
        127,
        128,
        255,
        256,
        -129,
        70_000,
        -70_000,
        2**40,
        -(2**40),
        2**63,
        1.5,
    ]
    values += [
        made for size in sizes for made in ("x" * size, b"x" * size, [1] * size, dict.fromkeys(range(size)))
    ]
    values += [msgpack.ExtType(5, b"x" * size) for size in (1, 2, 4, 8, 16, 17, 300, 70_000)]
    spacy_packed.check_packed(file("a.spacy", zlib.compress(msgpack.packb(values, use_bin_type=True))))
    with pytest.raises(UserError, match="damaged"):
        spacy_packed.check_packed(
            file("b.spacy", zlib.compress(msgpack.packb(values, use_bin_type=True)[:-1]))
        )


def test_without_spacy_the_command_that_installs_it_is_said(
    tmp_path: Path, write: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.spacy", "spacy", [BANK])
    monkeypatch.setitem(sys.modules, "spacy", None)
    for call in (
        lambda: list(spacy_docbin.read(path, ReadOptions())),
        lambda: spacy_docbin_writing.write([BANK], LabelSet(), tmp_path / "b.spacy", {}),
    ):
        with pytest.raises(UserError, match=r'needs spacy.*pip install "bertstudio\[spacy\]"'):
            call()


def test_a_library_is_named_by_its_first_part() -> None:
    with pytest.raises(UserError, match="needs nothing_like_it,"):
        library("nothing_like_it.part", "x")


def test_spacy_is_loaded_without_torch() -> None:
    import subprocess

    program = "import sys\nfrom bertstudio.formats.extras import spacy_library\nspacy_library()\n"
    program += "print('torch' in sys.modules, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_an_unknown_choice_is_refused(tmp_path: Path, write: Tool) -> None:
    with pytest.raises(UserError, match="spans is one of"):
        write(tmp_path / "a.spacy", "spacy", [BANK], spans="some")


def test_equal_documents_give_equal_bytes(tmp_path: Path, write: Tool) -> None:
    one, two = (write(tmp_path / name, "spacy", [BANK, BANK]) for name in ("1.spacy", "2.spacy"))
    assert one.read_bytes() == two.read_bytes()


TEXTS = st.text(st.sampled_from("ab中 \n\t.é😀\u0301\u00a0-'"), min_size=1, max_size=20)


@given(TEXTS, st.data())
def test_words_and_blanks_give_every_text_back_and_every_span_its_words(
    text: str, data: st.DataObject
) -> None:
    position = st.integers(0, len(text))
    places = [sorted((data.draw(position), data.draw(position))) for _ in range(data.draw(st.integers(0, 3)))]
    cuts = sorted(data.draw(st.sets(position, max_size=6)))
    tokens = [pair for pair in pairwise(cuts) if data.draw(st.booleans())]
    document = Document(
        0, text, spans=spans(*((a, b, "X") for a, b in places if a < b)), tokens=tuple(tokens)
    )
    words = spaced_words(document, document.spans)
    pairs = zip(words.words, words.spaces, strict=True)
    assert "".join(word + " " * space for word, space in pairs) == text
    for span in document.spans:
        first, end = words.place(span)
        assert (words.borders[first][0], words.borders[end - 1][1]) == (span.start, span.end)


@given(st.lists(TEXTS.filter(str.strip), max_size=3), st.data())
def test_every_text_comes_back_with_its_spans(texts: list[str], data: st.DataObject) -> None:
    documents = []
    for text in texts:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        documents.append(Document(0, text, spans=spans((start, end, "X"), (0, 1, "Y")), status=Status.DONE))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.spacy"
        spacy_docbin_writing.write(documents, LabelSet(), path, {})
        back = [read.document for read in spacy_docbin.read(path, ReadOptions()) if read.document]
    assert [(d.text, d.spans) for d in back] == [(d.text, d.spans) for d in documents]


def test_the_demo_of_spacy_equals_its_source(corpora: Path, read: Tool, entities: Tool) -> None:
    folder = corpora / "tool-exports/spacy/demo"
    source = json.loads((folder / "demo.jsonl").read_text(encoding="utf-8"))
    outcome = read(folder / "demo.spacy")
    (document,) = outcome.documents
    assert document.text == source["text"]
    assert [(s.start, s.end, s.label) for s in document.spans] == [
        (span["start"], span["end"], span["label"]) for span in source["spans"]
    ]
    assert list(document.tokens) == [(token["start"], token["end"]) for token in source["tokens"]]
    assert (outcome.problems, document.status) == ([], Status.DONE)
