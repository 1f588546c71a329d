"""UIMA CAS, reading: XMI and JSON made with cassis itself, and files that mean harm."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Status
from bertstudio.core.errors import UserError

cassis = pytest.importorskip("cassis")

Tool = Callable[..., Any]

DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
NAMED, TOKEN, POS = (
    f"{DKPRO}ner.type.NamedEntity",
    f"{DKPRO}segmentation.type.Token",
    f"{DKPRO}lexmorph.type.pos.POS",
)
TEXT = "I like 😊 it.\r\nNew\nYork 👨🏻‍🚒 is\there."


def types() -> Any:
    made = cassis.TypeSystem()
    for name in (TOKEN, NAMED, POS, "my.Span", "my.Bare"):
        made.create_type(name, "uima.tcas.Annotation")
    made.create_type(f"{DKPRO}ner.type.Person", NAMED)
    for name, feature in ((NAMED, "value"), (NAMED, "identifier"), (POS, "PosValue"), ("my.Span", "kind")):
        made.create_feature(made.get_type(name), feature, "uima.cas.String")
    made.create_feature(made.get_type("my.Span"), "weight", "uima.cas.Double")
    link = made.create_type("my.Link", "uima.tcas.Annotation")
    for feature in ("Governor", "Dependent"):
        made.create_feature(link, feature, "uima.tcas.Annotation")
    made.create_feature(link, "how", "uima.cas.String")
    return made


class Sample:
    """A CAS to which annotations are added by code points."""

    def __init__(self, text: str = TEXT) -> None:
        self.types = types()
        self.cas = cassis.Cas(typesystem=self.types, sofa_string=text)
        self.text = text

    def add(self, name: str, surface: str, **features: Any) -> Any:
        start = self.text.index(surface)
        return self.at(name, start, start + len(surface), **features)

    def at(self, name: str, start: int, end: int, **features: Any) -> Any:
        made = self.types.get_type(name)(begin=start, end=end, **features)
        self.cas.add(made)
        return made

    def save(self, folder: Path, suffix: str, name: str = "a") -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}{suffix}"
        if suffix == ".xmi":
            self.cas.to_xmi(path)
            self.types.to_xml(folder / "TypeSystem.xml")
        else:
            self.cas.to_json(path)
        return path


both = pytest.mark.parametrize("suffix", [".xmi", ".json"])


def entities_sample() -> Sample:
    sample = Sample()
    face = sample.add(NAMED, "😊", value="E")
    city = sample.add(NAMED, "New\nYork", value="LOC")
    sample.add(NAMED, "York", value="LOC", identifier="Q1")
    sample.add(NAMED, "👨🏻‍🚒 is", value="X")
    sample.add("my.Link", "New\nYork", Governor=face, Dependent=city, how="in")
    for word in ("I", "like", "😊", "it"):
        sample.add(TOKEN, word)
    sample.add(POS, "like", PosValue="V")
    return sample


@both
def test_a_cas_is_read_with_its_text_and_all_positions(
    tmp_path: Path, read: Tool, entities: Tool, suffix: str
) -> None:
    path = entities_sample().save(tmp_path, suffix)
    assert formats.guess(path).format == {".xmi": "xmi", ".json": "casjson"}[suffix]
    outcome = read(path)
    (document,) = outcome.documents
    assert document.text == TEXT
    assert entities(document) == [("😊", "E"), ("New\nYork", "LOC"), ("York", "LOC"), ("👨🏻‍🚒 is", "X")]
    assert [(link.head, link.tail, link.label) for link in document.relations] == [(1, 2, "in")]
    assert [document.text[a:b] for a, b in document.tokens] == ["I", "like", "😊", "it"]
    assert (document.status, document.key, document.title) == (Status.DONE, "a", "a")
    assert outcome.facts["offsets"].value == "utf16"
    assert outcome.facts["column"].value == f"{NAMED}|value"
    said = [(problem.kind, problem.text) for problem in outcome.problems]
    assert said == [
        ("other-layer", f"1 annotation of {POS} was left out."),
        ("other-feature", "1 value of NamedEntity.identifier was left out."),
    ]


def test_what_several_views_leave_out_is_said_once_for_the_file(tmp_path: Path, read: Tool) -> None:
    sample = entities_sample()
    view = sample.cas.create_view("German")
    view.sofa_string = "I like it"
    view.add(sample.types.get_type(POS)(begin=2, end=6, PosValue="V"))
    outcome = read(sample.save(tmp_path, ".xmi"))
    assert [p.text for p in outcome.problems if p.kind == "other-layer"] == [
        f"2 annotations of {POS} were left out."
    ]


@both
def test_other_types_are_read_when_the_user_says_so(
    tmp_path: Path, read: Tool, entities: Tool, suffix: str
) -> None:
    path = entities_sample().save(tmp_path, suffix)
    (document,) = read(path, columns={"spans": "POS|PosValue"}).documents
    assert (entities(document), document.relations) == ([("like", "V")], ())
    with pytest.raises(UserError, match="has no layer Nobody"):
        read(path, columns={"spans": "Nobody"})


def test_without_named_entities_the_type_with_most_labels_is_taken(
    tmp_path: Path, read: Tool, entities: Tool
) -> None:
    sample = Sample("a b c")
    sample.add("my.Span", "a", kind="K", weight=0.5)
    sample.add("my.Span", "b")
    for word in ("a", "b", "c"):
        sample.add("my.Bare", word)
    path = sample.save(tmp_path, ".json")
    outcome = read(path)
    assert entities(outcome.documents[0]) == [("a", "K"), ("b", "Span")]
    assert ("other-layer", "3 annotations of my.Bare were left out.") in [
        (problem.kind, problem.text) for problem in outcome.problems
    ]
    assert entities(read(path, columns={"spans": "Bare"}).documents[0])[2] == ("c", "Bare")


def test_types_below_named_entity_are_entities(tmp_path: Path, read: Tool, entities: Tool) -> None:
    sample = Sample("Ann and Bob")
    sample.add(f"{DKPRO}ner.type.Person", "Ann")
    sample.add(f"{DKPRO}ner.type.Person", "Bob", value="PER")
    outcome = read(sample.save(tmp_path, ".xmi"))
    assert entities(outcome.documents[0]) == [("Ann", "Person"), ("Bob", "PER")]


def test_a_text_without_entities_is_to_do(tmp_path: Path, read: Tool) -> None:
    sample = Sample("a b")
    sample.add(TOKEN, "a")
    outcome = read(sample.save(tmp_path, ".xmi"))
    assert (outcome.documents[0].status, outcome.facts["column"].value) == (Status.TODO, "")


def test_title_and_language_are_read(tmp_path: Path, read: Tool) -> None:
    sample = Sample("a b")
    meta = sample.types.create_type(f"{DKPRO}metadata.type.DocumentMetaData", "uima.tcas.DocumentAnnotation")
    sample.types.create_feature(meta, "documentTitle", "uima.cas.String")
    sample.at(meta.name, 0, 3, documentTitle="Letter", language="de")
    (document,) = read(sample.save(tmp_path, ".json")).documents
    assert (document.title, document.language) == ("Letter", "de")


def test_each_view_with_a_text_is_a_document(tmp_path: Path, read: Tool, entities: Tool) -> None:
    sample = Sample("a b")
    sample.add(NAMED, "a", value="X")
    view = sample.cas.create_view("German")
    view.sofa_string = "c 😊 d"
    view.add(sample.types.get_type(NAMED)(begin=4, end=5, value="Y"))
    first, second = read(sample.save(tmp_path, ".xmi")).documents
    assert (entities(first), entities(second)) == ([("a", "X")], [("d", "Y")])
    assert (first.group, second.group, second.key) == ("a", "a", "a-German")


@both
def test_an_annotation_without_width_is_an_error(tmp_path: Path, read: Tool, suffix: str) -> None:
    sample = Sample("a b")
    sample.at(NAMED, 1, 1, value="X")
    path = sample.save(tmp_path, suffix)
    outcome = read(path)
    assert ([kind for kind, _ in outcome.kinds], outcome.documents) == (["empty-span"], [])
    assert (outcome.problems[0].line > 0) == (suffix == ".xmi")
    assert read(path, handling={"empty-span": "note"}).documents[0].note


def test_a_relation_to_something_else_is_an_error(tmp_path: Path, read: Tool) -> None:
    sample = Sample("a b c")
    ends = sample.add(NAMED, "a", value="X"), sample.add(NAMED, "b", value="X")
    sample.add("my.Link", "b", Governor=ends[0], Dependent=ends[1], how="r")
    sample.add("my.Link", "c", Governor=ends[0], Dependent=sample.add("my.Bare", "c"), how="r")
    path = sample.save(tmp_path, ".json")
    assert ("relation-without-span", 0) in read(path).kinds
    (document,) = read(path, handling={"relation-without-span": "drop"}).documents
    assert len(document.relations) == 1


# Positions ---------------------------------------------------------------------------------------


def test_a_position_within_a_character_is_no_place(tmp_path: Path, read: Tool) -> None:
    sample = Sample("a 😊 b")
    sample.add(NAMED, "😊", value="X")
    path = sample.save(tmp_path, ".json")
    path.write_text(path.read_text(encoding="utf-8").replace('"end": 4', '"end": 3'), encoding="utf-8")
    assert "span-outside-text" in [kind for kind, _ in read(path, offsets="utf16").kinds]


def test_positions_that_fit_another_unit_better_are_a_doubt(
    tmp_path: Path, read: Tool, entities: Tool
) -> None:
    value = {
        "%TYPES": {
            NAMED: {
                "%NAME": NAMED,
                "%SUPER_TYPE": "uima.tcas.Annotation",
                "value": {"%NAME": "value", "%RANGE": "uima.cas.String"},
            }
        },
        "%FEATURE_STRUCTURES": [
            {
                "%ID": 1,
                "%TYPE": "uima.cas.Sofa",
                "sofaNum": 1,
                "sofaID": "_InitialView",
                "sofaString": "😊 Bob met Ann",
            },
            {"%ID": 2, "%TYPE": NAMED, "@sofa": 1, "begin": 2, "end": 5, "value": "PER"},
            {"%ID": 3, "%TYPE": NAMED, "@sofa": 1, "begin": 10, "end": 13, "value": "PER"},
        ],
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3]}},
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    outcome = read(path)
    assert (outcome.kinds, outcome.documents) == ([("offsets-in-doubt", 0)], [])
    (document,) = read(path, offsets="code_point").documents
    assert entities(document) == [("Bob", "PER"), ("Ann", "PER")]
    assert read(path, handling={"offsets-in-doubt": "repair"}).documents == [document]


# Files -------------------------------------------------------------------------------------------


def test_the_type_system_may_lie_in_the_folder_above(tmp_path: Path, read: Tool) -> None:
    path = entities_sample().save(tmp_path / "inner", ".xmi")
    (tmp_path / "inner" / "TypeSystem.xml").rename(tmp_path / "my-typesystem.xml")
    assert len(read(path).documents) == 1


def test_an_xmi_without_its_type_system_is_refused(tmp_path: Path, read: Tool) -> None:
    path = entities_sample().save(tmp_path / "inner", ".xmi")
    (tmp_path / "inner" / "TypeSystem.xml").unlink()
    with pytest.raises(UserError, match=r"needs its type system. Put the TypeSystem.xml"):
        read(path)


def test_types_that_the_type_system_lacks_are_named(tmp_path: Path, read: Tool) -> None:
    path = entities_sample().save(tmp_path, ".xmi")
    types_path = tmp_path / "TypeSystem.xml"
    text = types_path.read_text(encoding="utf-8").replace("lexmorph.type.pos.POS", "lexmorph.type.pos.Other")
    types_path.write_text(text, encoding="utf-8")
    outcome = read(path)
    assert ("unknown-type", 0) in outcome.kinds
    assert len(outcome.documents[0].spans) == 4


def test_features_that_the_type_system_lacks_are_named(tmp_path: Path, read: Tool) -> None:
    path = entities_sample().save(tmp_path, ".xmi")
    path.write_text(
        path.read_text(encoding="utf-8").replace('value="E"', 'value="E" odd="1"'), encoding="utf-8"
    )
    outcome = read(path)
    assert len(outcome.documents[0].spans) == 4
    said = f"{NAMED}.odd was left out once: the type system does not have it."
    assert said in [problem.text for problem in outcome.problems]


def test_links_of_a_chain_are_no_entities(tmp_path: Path, read: Tool) -> None:
    sample = Sample("he is")
    link = sample.types.create_type("my.CorefLink", "uima.tcas.Annotation")
    sample.types.create_feature(link, "next", link)
    sample.types.create_feature(link, "referenceType", "uima.cas.String")
    sample.add("my.CorefLink", "he", referenceType="pr")
    path = sample.save(tmp_path, ".xmi")
    assert read(path).documents[0].spans == ()
    assert len(read(path, columns={"spans": "CorefLink"}).documents[0].spans) == 1


def test_a_type_system_is_read_with_the_files_beside_it(tmp_path: Path, read: Tool) -> None:
    path = entities_sample().save(tmp_path, ".xmi")
    types_path = tmp_path / "TypeSystem.xml"
    assert formats.guess(types_path).format == "xmi"
    stands_for = formats.format_named("xmi").stands_for
    assert stands_for is not None
    assert (stands_for(types_path), stands_for(path)) == (path, path)
    assert read(types_path).kinds == [("type-system", 0)]


def test_annotators_of_an_exported_project_are_kept_apart(tmp_path: Path, read: Tool) -> None:
    folder = tmp_path / "annotation" / "letter.txt"
    for name in ("ann", "bob"):
        entities_sample().save(folder, ".xmi", name)
    outcome = read(tmp_path, "xmi")
    assert [document.meta for document in outcome.documents] == [{"annotator": "ann"}, {"annotator": "bob"}]
    assert {document.group for document in outcome.documents} == {"letter.txt"}


def test_json_may_have_its_types_beside_it(tmp_path: Path, read: Tool) -> None:
    sample = entities_sample()
    path = sample.save(tmp_path / "in", ".json")
    value = json.loads(path.read_text(encoding="utf-8"))
    del value["%TYPES"]
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(UserError, match="does not bring its types"):
        read(path, "casjson")
    sample.types.to_xml(tmp_path / "in" / "TypeSystem.xml")
    assert len(read(path, "casjson").documents[0].spans) == 4


def told(read: Tool, path: Path, format_id: str) -> list[str]:
    """Return what is said about a file that gives no document, at least one sentence."""
    try:
        outcome = read(path, format_id)
    except UserError as error:
        return [str(error)]
    assert outcome.documents == [] or outcome.problems
    return [problem.text for problem in outcome.problems]


# Harm --------------------------------------------------------------------------------------------

BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("where", ["a.xmi", "TypeSystem.xml"])
def test_a_document_type_is_refused_before_anything_parses_it(
    tmp_path: Path, read: Tool, encoding: str, where: str
) -> None:
    path = entities_sample().save(tmp_path, ".xmi")
    text = (tmp_path / where).read_text(encoding="utf-8").partition("?>")[2]
    (tmp_path / where).write_bytes(f"{BOMB}{text}".encode(encoding))
    with pytest.raises(UserError, match="has a document type or an entity"):
        read(path, "xmi")


def test_an_encoding_that_hides_something_is_refused(tmp_path: Path, read: Tool) -> None:
    path = entities_sample().save(tmp_path, ".xmi")
    body = path.read_text(encoding="utf-8").partition("?>")[2]
    path.write_bytes(b'<?xml version="1.0" encoding="UTF-7"?>' + body.encode())
    with pytest.raises(UserError, match="is in the encoding utf-7"):
        read(path, "xmi")


@pytest.mark.parametrize(
    ("find", "name"),
    [
        ("<name>value</name>", "<name>x=__import__('os').abort()</name>"),
        ("<name>value</name>", "<name>class</name>"),
        ("<name>my.Span</name>", "<name>my Span</name>"),
        ("<supertypeName>uima.tcas.Annotation<", "<supertypeName>a;b<"),
    ],
)
def test_names_that_would_become_code_are_refused(tmp_path: Path, read: Tool, find: str, name: str) -> None:
    path = entities_sample().save(tmp_path, ".xmi")
    types_path = tmp_path / "TypeSystem.xml"
    types_path.write_text(types_path.read_text(encoding="utf-8").replace(find, name), encoding="utf-8")
    with pytest.raises(UserError, match="whose name cannot be read"):
        read(path)


def test_names_in_json_that_would_become_code_are_refused(tmp_path: Path, read: Tool) -> None:
    path = entities_sample().save(tmp_path, ".json")
    text = path.read_text(encoding="utf-8").replace('"identifier"', "\"x=__import__('os').abort()\"")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="whose name cannot be read"):
        read(path)


@both
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused_with_a_sentence(
    tmp_path: Path, read: Tool, suffix: str, part: float
) -> None:
    path = entities_sample().save(tmp_path, suffix)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(UserError, match=r"is not whole|no whole JSON|the XML is not whole"):
        read(path, {".xmi": "xmi", ".json": "casjson"}[suffix])


@pytest.mark.parametrize(
    ("find", "instead"),
    [
        ('"@sofa": 1', '"@sofa": 99'),
        ('"%ID": 2', '"%ID": "x"'),
        ('"value": "E"', '"value_that_is_none": 1'),
        ("uima.tcas.Annotation", "uima.tcas.Nothing"),
        ('"%MEMBERS"', '"%MEMBER"'),
        ('"%FEATURE_STRUCTURES": [', '"%FEATURE_STRUCTURES": [1,'),
        ('"sofaString"', '"sofa_string"'),
    ],
)
def test_a_cas_that_makes_no_sense_is_refused_with_a_sentence(
    tmp_path: Path, read: Tool, find: str, instead: str
) -> None:
    path = entities_sample().save(tmp_path, ".json")
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, instead), encoding="utf-8")
    assert told(read, path, "casjson")


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 9, b"<a/>", b"[" * 100_000, b"\xff\xfe\x00", b'{"%VIEWS": {}}']
)
@pytest.mark.parametrize("format_id", ["xmi", "casjson"])
def test_other_files_are_refused_with_a_sentence(
    tmp_path: Path, read: Tool, content: bytes, format_id: str
) -> None:
    types().to_xml(tmp_path / "TypeSystem.xml")
    path = tmp_path / "a.xmi"
    path.write_bytes(content)
    assert told(read, path, format_id)


def test_without_cassis_one_sentence_says_what_to_install(
    tmp_path: Path, read: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = entities_sample().save(tmp_path, ".xmi")
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(UserError, match=r'pip install "bertstudio\[uima\]"'):
        read(path)
