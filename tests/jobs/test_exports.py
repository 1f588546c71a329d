"""A project goes out and comes back the same, and what a format cannot hold is said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, Split
from bertstudio.core.errors import UserError
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs.exports import export, losses
from bertstudio.jobs.imports import import_files
from bertstudio.store import documents as corpus
from bertstudio.store import project as projects
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

SMALL = "-DOCSTART-\tO\n\nEU\tB-ORG\nrejects\tO\n\nPeter\tB-PER\n\n-DOCSTART-\tO\n\nEU\tB-ORG\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = projects.create(tmp_path / "project")
    path = tmp_path / "small.conll"
    path.write_text(SMALL, encoding="utf-8")
    import_files(made, [path], ReadOptions(), split="train")
    yield made
    projects.close(made)


def plain(project: Project) -> list[Document]:
    """Return the documents without what a new home gives anew: their numbers."""
    return [replace(document, id=0, key="") for document in corpus.stream(project, Query())]


@pytest.mark.parametrize(("format_id", "name"), [("jsonl", "a.jsonl"), ("conll", "small.conll")])
def test_a_project_comes_back_identical(project: Project, tmp_path: Path, format_id: str, name: str) -> None:
    (tmp_path / "out").mkdir()
    report = export(project, tmp_path / "out" / name, format_id)
    assert (report.documents, report.annotations, report.losses) == (3, 3, [])
    other = projects.create(tmp_path / "other")
    import_files(
        other, [tmp_path / "out" / name], ReadOptions(), split="train" if format_id == "conll" else None
    )
    assert plain(other) == plain(project)
    assert corpus.label_set(other) == corpus.label_set(project)
    projects.close(other)


@pytest.mark.parametrize("row", [row for row in formats.FORMATS if row.write], ids=lambda row: row.id)
def test_every_format_writes_a_project(project: Project, tmp_path: Path, row: Any) -> None:
    path = tmp_path / f"out{row.suffixes[0] if row.suffixes else ''}"
    report = export(project, path, row.id)
    assert report.documents == 3
    assert path.exists()


@pytest.mark.parametrize("row", [row for row in formats.FORMATS if row.write], ids=lambda row: row.id)
def test_two_exports_of_a_project_are_the_same_bytes(project: Project, tmp_path: Path, row: Any) -> None:
    name = f"out{row.suffixes[0] if row.suffixes else ''}"
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        export(project, tmp_path / folder / name, row.id)
    assert written(tmp_path / "one") == written(tmp_path / "two") != {}


def written(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, those of a zip by its bytes, with their names."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_dry_run_says_what_would_be_lost_and_writes_nothing(project: Project, tmp_path: Path) -> None:
    dry = export(project, tmp_path / "a.txt", "text", dry_run=True)
    assert not (tmp_path / "a.txt").exists()
    assert (dry.documents, dry.annotations) == (3, 3)
    assert dry.losses == losses(project, "text")


def test_a_loss_names_the_documents_by_title_and_number(project: Project) -> None:
    ids = tuple(document.id for document in corpus.stream(project, Query()))
    groups = next(loss for loss in losses(project, "text") if loss.what == "groups of documents")
    assert (groups.ids, groups.in_documents) == (ids, 3)
    assert groups.documents == ("EU rejects", "Peter", "EU")


def test_only_what_a_query_finds_goes_out(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No documents match"):
        export(project, tmp_path / "a.jsonl", "jsonl", Query(splits=(Split.TEST,)))
    assert not (tmp_path / "a.jsonl").exists()
    assert export(project, tmp_path / "a.jsonl", "jsonl", Query(labels=("PER",))).documents == 1


def test_an_empty_project_may_go_out(tmp_path: Path) -> None:
    empty = projects.create(tmp_path / "empty")
    assert export(empty, tmp_path / "labels.jsonl", "jsonl").documents == 0
    projects.close(empty)


def test_losses_are_known_before(project: Project) -> None:
    assert losses(project, "conll") == []
    assert {loss.what for loss in losses(project, "text")} >= {"entities", "groups of documents"}


def test_options_of_the_format_are_passed_on(project: Project, tmp_path: Path) -> None:
    export(project, tmp_path / "a.conll", "conll", Query(), {"scheme": "BIOES"})
    assert "EU\tS-ORG\n" in (tmp_path / "a.conll").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("format_id", "options", "words"),
    [
        ("word", {}, "There is no format word"),
        ("cluener", {"scheme": "BIO"}, "CLUENER JSON lines has no option scheme"),
        ("conll", {"scheme": "XYZ"}, "There is no tag scheme XYZ"),
    ],
)
def test_what_cannot_be_written_is_said(
    project: Project, tmp_path: Path, format_id: str, options: dict[str, str], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        export(project, tmp_path / "a", format_id, Query(), options)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("place", ["missing/a.jsonl", "."])
def test_a_place_that_cannot_be_written_is_said(project: Project, tmp_path: Path, place: str) -> None:
    with pytest.raises(UserError, match="folder"):
        export(project, tmp_path / place, "jsonl")


@pytest.mark.parametrize("option", [{"docstart": "no"}, {"delimiter": "bar"}])
def test_what_an_option_loses_is_said(project: Project, tmp_path: Path, option: dict[str, str]) -> None:
    usual = {loss.what for loss in export(project, tmp_path / "a.conll", "conll").losses}
    found = export(project, tmp_path / "a.conll", "conll", options=option, dry_run=True).losses
    assert {loss.what: loss.count for loss in found if loss.what not in usual} == {"groups of documents": 3}
