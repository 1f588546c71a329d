"""An archive is imported like the folder that it was made of, and nothing of it stays behind."""

import gc
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bertstudio.core.documents import Split
from bertstudio.core.errors import UserError
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs.import_check import check_files
from bertstudio.jobs.import_preview import preview
from bertstudio.jobs.import_sources import files_in, in_folders, sources_of
from bertstudio.jobs.imports import import_files
from bertstudio.store import documents as corpus
from bertstudio.store import project as projects
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

SMALL = "EU\tB-ORG\nrejects\tO\n"
OPTIONS = ReadOptions()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = projects.create(tmp_path / "project")
    yield made
    projects.close(made)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where archives are unpacked in this test; nothing may be left there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def packed(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return path


def left(temporary: Path) -> list[Path]:
    gc.collect()
    return list(temporary.iterdir())


def test_an_archive_comes_in_like_its_folder(project: Project, tmp_path: Path, temporary: Path) -> None:
    path = packed(tmp_path / "corpus.zip", train__a_conll=SMALL, test__b_conll=SMALL.replace("EU", "UN"))
    report = import_files(project, [path], OPTIONS)
    found = {document.text: document for document in corpus.stream(project, Query())}
    assert {text: d.split for text, d in found.items()} == {
        "EU rejects": Split.TRAIN,
        "UN rejects": Split.TEST,
    }
    assert found["EU rejects"].source == "corpus.zip/train/a.conll"
    assert report.problems == []
    assert left(temporary) == []


def test_problems_name_the_archive_and_the_file_in_it(
    project: Project, tmp_path: Path, temporary: Path
) -> None:
    path = packed(tmp_path / "corpus.zip", a_conll=SMALL + "\nlonely\n", b_xlsx="no workbook")
    report = import_files(project, [path], ReadOptions(on_error="skip"))
    assert [(p.path, p.line) for p in report.problems] == [(f"{path}/a.conll", 4), (f"{path}/b.xlsx", 0)]
    assert report.problems[1].text.startswith(f"{path}/b.xlsx is damaged")


def test_what_is_not_unpacked_refuses_the_import(project: Project, tmp_path: Path, temporary: Path) -> None:
    path = packed(tmp_path / "corpus.zip", a_conll=SMALL, __etc__passwd="x", inner_zip="PK")
    with pytest.raises(UserError, match="leads out of the archive"):
        import_files(project, [path], OPTIONS)
    report = import_files(project, [path], ReadOptions(on_error="skip"))
    assert (report.documents, len(report.problems)) == (1, 2)
    assert left(temporary) == []


def test_a_damaged_archive_is_a_sentence(project: Project, tmp_path: Path, temporary: Path) -> None:
    path = packed(tmp_path / "corpus.zip", a_conll=SMALL)
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(UserError, match=r"corpus\.zip is damaged or not whole"):
        import_files(project, [path], OPTIONS)
    (source,), _ = in_folders([path], OPTIONS, "auto")
    assert "damaged" in source.trouble
    del source
    assert left(temporary) == []


def test_an_import_that_is_stopped_while_it_unpacks_leaves_nothing(
    project: Project, tmp_path: Path, temporary: Path
) -> None:
    path = packed(tmp_path / "corpus.zip", a_conll=SMALL)
    for bring in (import_files, check_files):
        report = bring(project, [path], OPTIONS, progress=lambda progress: progress.total > 0)
        assert (report.cancelled, report.documents) == (True, 0)
    assert left(temporary) == []


def test_a_preview_and_the_import_after_it_unpack_once(tmp_path: Path, temporary: Path) -> None:
    path = packed(tmp_path / "corpus.zip", a_conll=SMALL)
    sources, _ = in_folders([path], OPTIONS, "auto")
    before = list(temporary.iterdir())
    seen = preview([source.path for source in sources], OPTIONS)
    assert [document.source for document, _ in seen.documents] == ["corpus.zip/a.conll"]
    assert list(temporary.iterdir()) == before
    del sources, seen
    assert left(temporary) == []


def test_one_file_of_an_archive_may_be_named(project: Project, tmp_path: Path, temporary: Path) -> None:
    path = packed(tmp_path / "corpus.zip", train__a_conll=SMALL, b_conll=SMALL)
    assert files_in([path]) == [path / "b.conll", path / "train/a.conll"]
    assert import_files(project, [path / "train/a.conll"], OPTIONS).documents == 1
    (source,) = sources_of([path / "missing.txt"], OPTIONS)
    assert source.trouble == f"There is no file {path}/missing.txt."


def test_an_archive_in_a_folder_is_read_too(tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "set").mkdir()
    path = packed(tmp_path / "set" / "corpus.zip", a_conll=SMALL)
    sources, _ = in_folders([tmp_path / "set"], OPTIONS, "auto")
    assert [(source.path, source.format) for source in sources] == [(path / "a.conll", "conll")]


def test_texts_beside_data_in_an_archive_are_set_aside(tmp_path: Path, temporary: Path) -> None:
    path = packed(tmp_path / "corpus.zip", a_conll=SMALL, README_md="Hello")
    assert [source.path for source in in_folders([path], OPTIONS, "auto")[1]] == [path / "README.md"]
