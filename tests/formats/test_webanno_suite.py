"""INCEpTION's own test files of WebAnno TSV: what each says was read off by hand, from the specification."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bertstudio.core.documents import Document, Status
from bertstudio.formats.webanno_writing import tsv_of

Tool = Callable[..., Any]

SUITE = "webanno-tsv/tsv3-suite"
TEST = "This is a test ."
LOVES = "He loves her .\nShe loves him not ."
ABC = "aaaaaa bbbbbb cccccc"
WIDTHLESS = {"empty-span": "drop"}


class Says(NamedTuple):
    """What is in one of the files."""

    spans: list[tuple[int, int, str]]
    """Positions in UTF-16 units, which are code points in these texts."""
    text: str = TEST
    relations: list[tuple[str, str, str]] = []  # noqa: RUF012
    """Texts of source and target, and the label."""
    aside: dict[str, int] = {}  # noqa: RUF012
    """Layers that are no entities and how many annotations they have."""
    empty: int = 0
    """Annotations of the layer without any width."""
    twice: int = 0
    """Annotations that stand where another with their label does."""
    is_read: bool = True
    """Whether the file has a layer of entities at all."""


def each(*labels: str) -> list[tuple[int, int, str]]:
    """Return spans on the five tokens of `TEST`."""
    borders = [(0, 4), (5, 7), (8, 9), (10, 14), (15, 16)]
    return [(a, b, label) for (a, b), label in zip(borders, labels, strict=True)]


IS_A = [(5, 7, "SimpleSpan"), (8, 9, "SimpleSpan")]
STACK = [
    *((0, 13, "2"), (0, 10, "7"), (0, 6, "1"), (3, 17, "9"), (3, 13, "6"), (3, 10, "8")),
    *((9, 13, "5"),),
]
NASTY = "#*'\"`´\t:;{}|[ ]()\\§$%?=&_"
"""The value ends in a line break, which no label has."""

FILES: dict[str, Says] = {
    "sampleSlotAnnotation1": Says(IS_A, aside={"SurfaceForm": 1, "SimpleSlotHost": 1}),
    "sampleSlotAnnotation2": Says([(0, 4, "SimpleSlotHost")], twice=1),
    "testAnnotationWithLeadingWhitespace": Says([(5, 8, "NamedEntity")], "one  two"),
    "testAnnotationWithTrailingWhitespace": Says([(0, 3, "NamedEntity")], "one  two"),
    "testAnnotationWithTrailingWhitespaceAtEnd": Says([(4, 7, "NamedEntity")], "one two"),
    "testComplexSlotFeatureWithoutValues": Says(IS_A, aside={"ComplexLinkHost": 1}),
    "testCrossSentenceSpanWithoutFeatureValue": Says([(0, 34, "Span")], LOVES),
    "testDependencyWithValues": Says([], aside={"POS": 2, "Dependency": 1}, is_read=False),
    "testElevatedType": Says([], "John", aside={"POS": 1}, is_read=False),
    "testMultiTokenSlotFeature": Says(
        [(5, 9, "SimpleSpan"), (10, 16, "SimpleSpan")], aside={"SimpleLinkHost": 1}
    ),
    "testMultiTokenSpanWithFeatureValue": Says([(0, 16, "PERSON")]),
    "testMultiTokenSpanWithoutFeatureValue": Says([(0, 16, "Span")]),
    "testMultiTokenStackedSpanWithFeatureValue": Says([(0, 16, "PERSON"), (0, 16, "LOCATION")]),
    "testMultiTokenStackedSpanWithoutFeatureValue": Says([(0, 16, "Span")], twice=1),
    "testSentenceId": Says([], LOVES, is_read=False),
    "testSentenceWithLineBreak": Says([(0, 4, "Span")], "This is\na test ."),
    "testSentenceWithTab": Says([(0, 4, "Span")], "This is\ta test ."),
    "testSimpleChain": Says([], aside={"SimpleLink": 3}, is_read=False),
    "testSimpleSameRoleSlotFeature": Says(IS_A, aside={"SimpleLinkHost": 1}),
    "testSimpleSlotFeature": Says(IS_A, aside={"SimpleLinkHost": 1}),
    "testSimpleSlotFeatureWithoutValues": Says(IS_A, aside={"SimpleLinkHost": 1}),
    "testSingleNonMultiTokenRelationWithoutFeatureValue": Says(
        [(0, 7, "Span"), (8, 14, "Span")], relations=[("This is", "a test", "Relation")]
    ),
    "testSingleNonTokenRelationWithoutFeature": Says(
        [(0, 4, "Span"), (15, 16, "Span")], relations=[("This", ".", "SimpleRelation")]
    ),
    "testSingleNonTokenRelationWithoutFeatureValue": Says(
        [(0, 4, "Span"), (15, 16, "Span")], relations=[("This", ".", "Relation")]
    ),
    "testSingleStackedNonTokenRelationWithoutFeatureValue": Says(
        [(0, 4, "Span"), (15, 16, "Span")], relations=[("This", ".", "Relation")], twice=2
    ),
    "testSingleStackedNonTokenRelationWithoutFeatureValue2": Says(
        [(0, 4, "Span"), (15, 16, "Span")], relations=[("This", ".", "Relation")], twice=1
    ),
    "testSingleStackedNonTokenRelationWithoutFeatureValue3": Says(
        [(0, 4, "Span"), (15, 16, "Span")], relations=[("This", ".", "Relation")], twice=1
    ),
    "testSingleTokenRelationWithMultipleFeatureValues": Says([], aside={"ComplexRelation": 1}, is_read=False),
    "testSingleTokenRelationWithoutFeatureValue": Says([], aside={"Relation": 1}, is_read=False),
    "testSingleTokenWithoutFeatureValue": Says([(0, 4, "Span")]),
    "testStackedComplexSlotFeatureWithoutSlotFillers": Says(IS_A, aside={"ComplexLinkHost": 2}),
    "testStackedComplexSlotFeatureWithoutValues": Says(IS_A, aside={"ComplexLinkHost": 2}),
    "testStackedNonMultiTokenRelationWithMultipleFeatureValues": Says(
        [(0, 7, "Span"), (8, 14, "Span")],
        relations=[("This is", "a test", "nsubj"), ("This is", "a test", "obj")],
    ),
    "testStackedSubMultiTokenSpanWithFeatureValue": Says(
        [
            *((start, end, label + stack) for start, end, label in STACK for stack in "ab"),
            *((7, 10, "4a"), (7, 10, "4b"), (9, 10, "3a"), (9, 10, "3b")),
        ],
        ABC,
        empty=6,
    ),
    "testSubMultiTokenSpanWithFeatureValue": Says([*STACK, (7, 11, "4"), (9, 11, "3")], ABC, empty=3),
    "testSubMultiTokenSpanWithoutFeatureValue": Says([(0, 6, "Span")]),
    "testSubMultiTokenSpanWithoutFeatureValue3": Says([(1, 6, "Span"), (6, 12, "Span")]),
    "testSubTokenPrefix": Says([(0, 1, "OTH")], "Test"),
    "testSubTokenRelation": Says([(0, 1, "OTH"), (3, 4, "OTH")], "Test", relations=[("T", "t", "Relation")]),
    "testSubtokenChain": Says([], aside={"SimpleLink": 3}, is_read=False),
    "testTokenAttachedAnnotationsWithValues": Says(
        [], aside={"MorphologicalFeatures": 1, "POS": 1, "Lemma": 1, "Stem": 1}, is_read=False
    ),
    "testTokenBoundedBioLookAlike": Says(each("B-NOTBIO!", *["I-NOTBIO!"] * 4)),
    "testTokenBoundedSpanWithFeatureValue": Says(each("NE 0", "NE 1", "NE 2", "NE 3", "NE 4")),
    "testTokenBoundedSpanWithNastyFeatureValue": Says(
        each(*["de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity:value"] * 5)
    ),
    "testTokenBoundedSpanWithSpecialSymbolsValue": Says(each(*[NASTY] * 5)),
    "testTokenBoundedSpanWithoutFeatureValue": Says(each(*["Span"] * 5)),
    "testTokenBoundedStackedLookAlike": Says(each(*(f"NOTSTACKED[{n}]" for n in range(5)))),
    "testTokenBoundedStackedSpanWithFeatureValue": Says(each(*["NE"] * 5), twice=5),
    "testUnsetSlotFeature": Says(IS_A, aside={"FlexLinkHost": 1}),
    "testZeroLengthSlotFeature1": Says([(5, 9, "SimpleSpan")], aside={"SimpleLinkHost": 1}, twice=1),
    "testZeroLengthSlotFeature2": Says([(5, 9, "SimpleSpan")], aside={"SimpleLinkHost": 1}, empty=1),
    "testZeroLengthSpansWithFeatureValues": Says([], empty=2),
    "testZeroLengthSpansWithoutFeatureValues": Says([], empty=2),
    "testZeroLengthSpansWithoutFeatures": Says([], empty=2),
    "testZeroWidthAnnotationBeforeFirstTokenIsMovedToBeginOfFirstToken": Says([], "  one two", empty=1),
    "testZeroWidthAnnotationBetweenTokenIsMovedToEndOfPreviousToken": Says([], "one  two", empty=1),
    "testZeroWidthAnnotationBeyondLastTokenIsMovedToEndOfLastToken": Says([], "one two", empty=1),
}

NUMBERED_OTHERWISE = {"testSubTokenRelation"}
"""INCEpTION numbers the parts of a token as it comes upon them, we from the left."""


def said(document: Document) -> tuple[list[tuple[int, int, str]], list[tuple[str, str, str]]]:
    texts = {span.id: document.text_of(span) for span in document.spans}
    spans = sorted((span.start, span.end, span.label) for span in document.spans)
    return spans, [(texts[link.head], texts[link.tail], link.label) for link in document.relations]


def test_every_file_of_the_suite_is_here(corpora: Path) -> None:
    assert sorted(FILES) == sorted(folder.name for folder in (corpora / SUITE).iterdir())


@pytest.mark.parametrize(("name", "says"), FILES.items(), ids=FILES)
def test_a_file_of_the_suite_is_read(corpora: Path, read: Tool, name: str, says: Says) -> None:
    outcome = read(corpora / SUITE / name / "reference.tsv", handling=WIDTHLESS)
    (document,) = outcome.documents
    assert document.text == says.text
    assert said(document) == (sorted(says.spans), says.relations)
    assert document.status is (Status.DONE if says.is_read else Status.TODO)
    kinds = Counter(problem.kind for problem in outcome.problems)
    wanted = {"empty-span": says.empty, "span-twice": says.twice, "other-layer": len(says.aside)}
    assert kinds == Counter({kind: count for kind, count in wanted.items() if count})
    told = " ".join(problem.text for problem in outcome.problems if problem.kind == "other-layer")
    for layer, count in says.aside.items():
        assert f"{count} annotation" in told
        assert f".{layer} stay" in told


@pytest.mark.parametrize("name", [name for name, says in FILES.items() if says.empty])
def test_an_annotation_without_width_is_an_error_with_its_line(corpora: Path, read: Tool, name: str) -> None:
    path = corpora / SUITE / name / "reference.tsv"
    outcome = read(path)
    assert outcome.documents == []
    lines = path.read_text(encoding="utf-8").split("\n")
    wrong = [problem for problem in outcome.problems if problem.kind == "empty-span"]
    assert len(wrong) == FILES[name].empty
    for problem in wrong:
        start, _, end = lines[problem.line - 1].split("\t")[1].partition("-")
        assert start == end


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_suite_is_written_back_byte_for_byte(corpora: Path, read: Tool, name: str) -> None:
    path = corpora / SUITE / name / "reference.tsv"
    (document,) = read(path, handling=WIDTHLESS).documents
    written = tsv_of(document)
    assert (written == path.read_text(encoding="utf-8")) == (name not in NUMBERED_OTHERWISE)


OLD = [
    *(
        (0, 8, "PER"),
        (15, 22, "OTH"),
        (25, 42, "ORGpart"),
        (25, 36, "ORG"),
        (73, 77, "LOC"),
        (186, 190, "LOC"),
    ),
    *((191, 211, "ORGpart"), (191, 206, "ORG"), (191, 195, "PER")),
    *((348, 352, "ORG"), (364, 375, "LOC")),
]
"""The text of the last sentence begins with a blank in the old files."""
NEW = [
    *((0, 8, "PER"), (15, 22, "OTH"), (25, 42, "ORG"), (73, 77, "LOC"), (186, 190, "LOC")),
    *((191, 211, "ORG"), (191, 195, "PER"), (347, 351, "ORG"), (363, 374, "LOC")),
]


@pytest.mark.parametrize(
    ("name", "spans", "aside"),
    [("tsv2/example.tsv", OLD, 172), ("tsv2/example2.tsv", OLD, 172), ("tsv3/example2.tsv", NEW, 172)],
)
def test_the_larger_examples_are_read_and_come_back(
    corpora: Path, read: Tool, write: Tool, tmp_path: Path, name: str, spans: list[Any], aside: int
) -> None:
    outcome = read(corpora / "webanno-tsv" / name)
    (document,) = outcome.documents
    assert said(document) == (sorted(spans), [])
    assert len(document.tokens) == 86
    assert document.text.count("\n") == 6
    assert {problem.kind for problem in outcome.problems} == {"other-layer"}
    assert len(document.meta["webanno"]["annotations"]) == len(spans) + aside
    path = write(tmp_path / Path(name).name, "webanno", [document])
    (again,) = read(path).documents
    assert again.spans == document.spans
    assert (again.text, again.tokens) == (document.text, document.tokens)
    assert read(write(tmp_path / "b.tsv", "webanno", [again])).documents[0].meta == again.meta


def test_dependencies_are_read_when_the_user_says_so(corpora: Path, read: Tool) -> None:
    columns = {"spans": "POS|PosValue", "relations": "Dependency"}
    (document,) = read(corpora / "webanno-tsv/tsv3/example2.tsv", columns=columns).documents
    spans, links = said(document)
    assert (len(spans), len(links)) == (86, 86)
    assert ("plays", "Haag", "SBJ") in links
    assert links[2:4] == [(".", "plays", "P"), ("plays", "plays", "ROOT")]
