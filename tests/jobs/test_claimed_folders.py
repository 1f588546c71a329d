"""Folders that are one source as a whole, and files that belong together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bertstudio.core.documents import Split
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs.exports import export
from bertstudio.jobs.import_preview import preview
from bertstudio.jobs.import_sources import files_in, in_folders, size_of
from bertstudio.jobs.imports import import_files
from bertstudio.store import documents as corpus
from bertstudio.store import project as projects
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

OPTIONS = ReadOptions()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = projects.create(tmp_path / "project")
    yield made
    projects.close(made)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with two corpora of brat, a table and a text of its own."""
    files = {
        "one/train/a.txt": "Sony",
        "one/train/a.ann": "T1\tOrg 0 4\tSony\n",
        "one/dev/b.txt": "Acme",
        "one/dev/b.ann": "",
        "two/c.txt": "Akio",
        "two/c.ann": "T1\tPer 0 4\tAkio\n",
        "two/table.csv": "text,label\nx,y\n",
        "two/d.txt": "a note",
    }
    for name, text in files.items():
        (tmp_path / "desk" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "desk" / name).write_text(text)
    return tmp_path / "desk"


def test_a_folder_that_a_format_claims_stays_whole(desk: Path) -> None:
    assert files_in([desk / "one"]) == [desk / "one"]
    (source,) = in_folders([desk / "one"], OPTIONS, "auto")[0]
    assert (source.format, source.size) == ("brat", size_of(desk / "one"))


def test_of_other_folders_the_parts_are_taken(desk: Path) -> None:
    sources, aside = in_folders([desk], OPTIONS, "auto")
    found = [(source.path.relative_to(desk).as_posix(), source.format) for source in sources]
    assert found == [("one", "brat"), ("two/c.txt", "brat"), ("two/table.csv", "csv")]
    assert [source.path for source in aside] == [desk / "two/d.txt"]


def test_a_folder_of_the_chosen_format_stays_whole(desk: Path) -> None:
    assert files_in([desk / "two"], format_id="brat") == [desk / "two"]
    assert files_in([desk / "two"], format_id="csv") == sorted((desk / "two").iterdir())


@pytest.mark.parametrize("names", [["a.txt"], ["a.ann"], ["a.ann", "a.txt"], ["a.txt", "a.ann"]])
def test_a_pair_is_read_once_whichever_of_its_files_is_picked(desk: Path, names: list[str]) -> None:
    files = files_in([desk / "one/train" / name for name in names])
    assert files == [desk / "one/train/a.txt"]
    seen = preview(files, OPTIONS)
    assert (seen.findings.documents, dict(seen.findings.labels)) == (1, {"Org": 1})


def test_an_empty_ann_is_no_trouble(desk: Path) -> None:
    seen = preview(files_in([desk / "one/dev/b.ann"]), OPTIONS)
    assert (seen.findings.documents, seen.findings.problems) == (1, [])


def test_a_link_that_leads_back_is_not_followed(desk: Path) -> None:
    (desk / "two/back").symlink_to(desk, target_is_directory=True)
    assert len(files_in([desk])) == 4


def test_a_corpus_comes_in_and_goes_out_byte_for_byte(project: Project, desk: Path, tmp_path: Path) -> None:
    report = import_files(project, [desk / "one"], OPTIONS)
    assert (report.documents, report.annotations, report.problems) == (2, 1, [])
    splits = {document.key: document.split for document in corpus.stream(project, Query())}
    assert splits == {"dev/b": Split.DEV, "train/a": Split.TRAIN}
    export(project, tmp_path / "out", "brat")
    for path in (path for path in (desk / "one").rglob("*") if path.is_file()):
        assert (tmp_path / "out" / path.relative_to(desk / "one")).read_bytes() == path.read_bytes()


def test_real_corpora_come_out_as_they_came_in(project: Project, corpora: Path, tmp_path: Path) -> None:
    folder = corpora / "brat"
    report = import_files(project, [folder], OPTIONS)
    assert (report.documents, report.annotations) == (45, 2_419)
    losses = export(project, tmp_path / "out", "brat").losses
    # Only the rules of the configuration, which are not kept, and which is said.
    assert [("rules" in loss.what, loss.count) for loss in losses] == [(True, 44)]
    for path in (path for path in folder.rglob("*") if path.suffix in {".txt", ".ann"}):
        assert (tmp_path / "out" / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_a_zip_of_a_corpus_is_one_source(project: Project, desk: Path, tmp_path: Path) -> None:
    import_files(project, [desk / "one"], OPTIONS)
    export(project, tmp_path / "corpus.zip", "brat")
    (source,), _ = in_folders([tmp_path / "corpus.zip"], OPTIONS, "auto")
    assert (source.path, source.format) == (tmp_path / "corpus.zip", "brat")
    other = projects.create(tmp_path / "other")
    report = import_files(other, [tmp_path / "corpus.zip"], OPTIONS)
    assert (report.documents, report.annotations) == (2, 1)
    sources = {document.source for document in corpus.stream(other, Query())}
    assert sources == {"corpus.zip/dev/b.txt", "corpus.zip/train/a.txt"}
    projects.close(other)


def test_a_folder_of_texts_with_marks_gives_its_files(corpora: Path) -> None:
    sources, aside = in_folders([corpora / "tool-exports/yedda"], OPTIONS, "auto")
    assert {source.format for source in sources} == {"yedda"}
    assert (len(sources), len(aside)) == (6, 2)
