"""Entities of a file that overlap against the rule of the project are told of before they come in."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, Origin, Relation, Span
from bertstudio.core.edits import SetOption
from bertstudio.core.overlap import Overlap
from bertstudio.formats.base import ReadOptions, Severity
from bertstudio.jobs.import_check import check_files
from bertstudio.jobs.import_overlaps import sorted_out
from bertstudio.jobs.import_preview import preview
from bertstudio.jobs.imports import ImportRefusedError, import_files
from bertstudio.store import documents as corpus
from bertstudio.store import history
from bertstudio.store import project as projects
from bertstudio.store.project import Project

NESTED = {"text": "The University of Oslo", "label": [[4, 22, "ORG"], [18, 22, "LOC"]]}
CROSSING = {"text": "Bank of China Tower", "label": [[0, 13, "ORG"], [8, 19, "FAC"]]}
APART = {"text": "Oslo and Bergen", "label": [[0, 4, "LOC"], [9, 15, "LOC"]]}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = projects.create(tmp_path / "project")
    yield made
    projects.close(made)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "nested.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in (NESTED, CROSSING, APART)), encoding="utf-8")
    return path


def places(project: Project) -> list[list[tuple[int, int]]]:
    return [[(span.start, span.end) for span in document.spans] for document in corpus.stream(project)]


def test_both_come_in_and_each_pair_is_told_of_with_its_document(project: Project, file: Path) -> None:
    report = import_files(project, [file], ReadOptions())
    assert [(problem.severity, problem.kind, problem.path) for problem in report.problems] == [
        (Severity.REPAIRED, "overlaps", str(file))
    ] * 2
    assert report.problems[0].text == (
        "The University of Oslo: “University of Oslo” (ORG) and “Oslo” (LOC) overlap, and the rule of the "
        "project is against it."
    )
    assert places(project) == [[(4, 22), (18, 22)], [(0, 13), (8, 19)], [(0, 4), (9, 15)]]


@pytest.mark.parametrize(("rule", "told"), [(Overlap.TRIM, 2), (Overlap.NESTED, 1), (Overlap.ANY, 0)])
def test_what_the_rule_allows_is_no_trouble(project: Project, file: Path, rule: Overlap, told: int) -> None:
    history.do(project, SetOption("overlap", str(rule)))
    assert check_files(project, [file], ReadOptions()).problem_counts.get("overlaps", 0) == told


@pytest.mark.parametrize(
    ("keep", "stays"),
    [
        ("outer", [[(4, 22)], [(0, 13)], [(0, 4), (9, 15)]]),
        ("inner", [[(18, 22)], [(8, 19)], [(0, 4), (9, 15)]]),
    ],
)
def test_one_of_two_stays_if_the_user_says_which(
    project: Project, file: Path, keep: str, stays: list[list[tuple[int, int]]]
) -> None:
    options = ReadOptions(handling={"overlaps": keep})
    report = import_files(project, [file], options)
    assert report.severities == {("overlaps", Severity.SKIPPED): 2}
    assert sorted(places(project)[0]) == stays[0]
    assert places(project)[2] == stays[2]


def test_their_documents_stay_out_if_the_user_says_so(project: Project, file: Path) -> None:
    handling = {"overlaps": "refuse"}
    with pytest.raises(ImportRefusedError):
        import_files(project, [file], ReadOptions(handling=handling))
    report = import_files(project, [file], ReadOptions(handling=handling, on_error="skip"))
    assert (report.documents, report.problem_counts) == (1, {"overlaps": 2})


@pytest.mark.parametrize("handling", [{}, {"overlaps": "outer"}, {"overlaps": "refuse"}])
@pytest.mark.parametrize("label_map", [{}, {"LOC": ""}, {"LOC": "ORG"}])
def test_a_look_and_a_dry_run_tell_what_the_import_then_tells(
    project: Project, file: Path, handling: dict[str, str], label_map: dict[str, str]
) -> None:
    options = ReadOptions(handling=handling, label_map=label_map, on_error="skip")
    seen = preview([file], options, rule=Overlap.REFUSE)
    dry = check_files(project, [file], options)
    report = import_files(project, [file], options)
    assert seen.findings.severities == dry.severities == report.severities
    assert seen.findings.documents == dry.documents == report.documents


def test_relations_of_what_is_left_out_are_told_of() -> None:
    spans = (Span(1, 4, 22, "ORG", Origin.HUMAN), Span(2, 18, 22, "LOC", Origin.HUMAN))
    document = Document(0, "The University of Oslo", spans=spans, relations=(Relation(3, 1, 2, "in"),))
    kept, said = sorted_out(document, Overlap.REFUSE, {"overlaps": "outer"}, "a.jsonl")
    assert kept is not None
    assert ([span.id for span in kept.spans], kept.relations) == ([1], ())
    assert said[0].text.endswith("was left out with its relation.")


def test_labels_that_become_one_in_one_place_do_not_overlap() -> None:
    spans = (Span(1, 0, 4, "LOC", Origin.HUMAN), Span(2, 0, 4, "CITY", Origin.HUMAN))
    document = Document(0, "Oslo", spans=spans)
    assert sorted_out(document, Overlap.REFUSE, {}, "a", {"CITY": "LOC"}) == (document, ())
    assert len(sorted_out(document, Overlap.REFUSE, {}, "a")[1]) == 1
