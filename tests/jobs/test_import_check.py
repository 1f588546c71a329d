"""A dry run says exactly what an import would bring, and writes nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs.import_check import check_files
from bertstudio.jobs.import_preview import preview
from bertstudio.jobs.imports import ImportProgress, ImportReport, import_files
from bertstudio.store import documents as corpus
from bertstudio.store import history
from bertstudio.store import project as projects
from bertstudio.store.project import Project

SMALL = "EU\tB-ORG\nrejects\tO\n\nPeter\tB-PER\n\nEU\tB-ORG\nrejects\tO\n"
WRONG = [
    {"text": "Anna rests", "label": [[0, 4, "PER"]]},
    {"text": "Bob", "label": [[0, 9, "PER"], [0, 3, "PER"]]},
    {"text": "Oslo", "label": [[0, 4, ""]]},
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = projects.create(tmp_path / "project")
    yield made
    projects.close(made)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.conll"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in WRONG), encoding="utf-8")
    return path


def said(report: ImportReport) -> tuple[object, ...]:
    return (
        report.documents,
        report.annotations,
        report.labels,
        report.duplicates,
        report.skipped_duplicates,
        report.problem_counts,
        report.facts,
    )


@pytest.mark.parametrize("skip_duplicates", [False, True])
@pytest.mark.parametrize("label_map", [{}, {"ORG": "PER"}, {"PER": ""}])
def test_a_dry_run_says_what_the_import_then_says(
    project: Project, small: Path, skip_duplicates: bool, label_map: dict[str, str]
) -> None:
    import_files(project, [small], ReadOptions())
    other = small.with_name("more.conll")
    other.write_text(SMALL + "\nOslo\tB-LOC\n", encoding="utf-8")
    options = ReadOptions(skip_duplicates=skip_duplicates, label_map=label_map)
    dry = check_files(project, [other], options)
    assert said(dry) == said(import_files(project, [other], options))
    assert (dry.documents, dry.duplicates) == (1 if skip_duplicates else 4, 3)


def test_nothing_is_written(project: Project, small: Path) -> None:
    check_files(project, [small], ReadOptions())
    assert corpus.counts(project).documents == 0
    assert corpus.label_set(project).names == ()
    assert history.titles(project) == (None, None)


def test_it_says_why_the_import_would_be_refused(project: Project, wrong: Path) -> None:
    dry = check_files(project, [wrong], ReadOptions())
    assert dry.refusal.startswith(f"{wrong}, line 2 (and 1 more): ")
    assert dry.problem_counts == {"span-outside-text": 1, "no-label": 1}


def test_what_is_chosen_for_a_kind_of_problem_changes_what_would_come_in(
    project: Project, wrong: Path
) -> None:
    handling = {"span-outside-text": "drop", "no-label": "note"}
    dry = check_files(project, [wrong], ReadOptions(handling=handling))
    assert (dry.refusal, dry.documents, dry.annotations) == ("", 3, 2)
    assert said(dry) == said(import_files(project, [wrong], ReadOptions(handling=handling)))


def test_files_without_documents_would_be_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"format": "bertstudio", "version": 1}\n', encoding="utf-8")
    dry = check_files(project, [tmp_path / "a.jsonl"], ReadOptions())
    assert dry.refusal.startswith("There are no documents in")


def test_a_dry_run_can_be_cancelled(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("line\n" * 3_000, encoding="utf-8")
    seen: list[ImportProgress] = []

    def stop(progress: ImportProgress) -> bool:
        seen.append(progress)
        return len(seen) < 2

    dry = check_files(project, [path], ReadOptions(unit="sentence"), progress=stop)
    assert dry.cancelled
    assert len(seen) == 2


def test_a_project_that_is_open_for_reading_will_do(project: Project, small: Path) -> None:
    projects.close(project)
    reading = projects.open_project(project.folder, read_only=True)
    assert check_files(reading, [small], ReadOptions()).documents == 3
    projects.close(reading)


def test_a_split_that_is_none_is_refused(project: Project, small: Path) -> None:
    with pytest.raises(UserError, match="There is no split tomorrow"):
        check_files(project, [small], ReadOptions(), split="tomorrow")


def test_an_option_can_belong_to_one_file_alone(project: Project, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_bytes("år".encode("cp437"))
    two.write_text("år", encoding="utf-8")
    options = ReadOptions(by_file={str(one): {"encoding": "cp437"}})
    import_files(project, [one, two], options)
    assert [document.text for document in corpus.stream(project, corpus.Query())] == ["år", "år"]


def test_annotators_of_one_text_are_no_duplicates_of_each_other(project: Project, tmp_path: Path) -> None:
    results = [
        {"completed_by": name, "result": [region(start, end, label)]}
        for name, start, end, label in (("ann", 0, 4, "PER"), ("bob", 13, 17, "LOC"))
    ]
    path = tmp_path / "tasks.json"
    task = {"id": 1, "data": {"text": "Anna rests in Oslo"}, "annotations": results}
    path.write_text(json.dumps([task]), encoding="utf-8")
    options = ReadOptions(skip_duplicates=True)
    dry = check_files(project, [path], options)
    seen = preview([path], options)
    report = import_files(project, [path], options)
    assert (dry.documents, dry.duplicates, seen.repeated) == (2, 0, 0)
    assert (report.documents, report.duplicates) == (2, 0)


def region(start: int, end: int, label: str) -> dict[str, object]:
    value = {"start": start, "end": end, "labels": [label]}
    return {"id": label, "from_name": "label", "to_name": "text", "type": "labels", "value": value}
