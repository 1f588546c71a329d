"""Models on the command line: out of a project, and used without one."""

import io
import json
import shutil
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest
from jobs.exported import leave_run

from bertstudio import cli
from bertstudio.core.documents import Document
from bertstudio.jobs.loaded_model import load
from bertstudio.store.project import close, create


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return leave_run(tmp_path_factory.mktemp("left"))


@pytest.fixture
def project(left: Path, tmp_path: Path) -> Path:
    """A project with one run that has a model."""
    close(create(tmp_path / "project", name="Harbour", task="ner"))
    shutil.copytree(left, tmp_path / "project" / "runs" / left.name)
    return tmp_path / "project"


def test_a_model_goes_into_a_folder_and_not_over_another(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verb = ["export-model", str(project), str(tmp_path / "out"), "--json"]
    assert cli.main(verb) == 0
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert result["folder"] == str(tmp_path / "out")
    assert (tmp_path / "out" / "README.md").read_text(encoding="utf-8").count("# Trial") == 1
    assert cli.main(verb) == 1
    assert "exists already" in capsys.readouterr().err
    assert cli.main([*verb, "--force"]) == 0


CONLL = "Anna O\nlives O\nin O\nBerlin B-LOC\n. O\n\nBen O\nlikes O\nthe O\nrain O\n\n"


def last(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return found


def test_files_are_labelled_without_a_project(
    left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "in.conll", tmp_path / "out.conll"
    file.write_text(CONLL, encoding="utf-8")
    assert cli.main(["predict", str(left), str(file), "--out", str(out), "--json"]) == 0
    result = last(capsys)
    assert (result["documents"], result["format"]) == (2, "conll")
    lines = [line.split() for line in out.read_text(encoding="utf-8").splitlines() if line]
    assert [line[0] for line in lines] == [line.split()[0] for line in CONLL.splitlines() if line]
    assert sum(line[-1].startswith("B-") for line in lines) == result["annotations"]


def test_lines_of_standard_input_are_labelled(
    left: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = "Anna at 北京 👍\r\n\nthe sun".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert cli.main(["predict", str(left / "model")]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["text"] for record in records] == ["Anna at 北京 👍", "", "the sun"]
    for record in records:
        for span in record["spans"]:
            assert record["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["none.txt"], "There is no file none.txt."),
        (["--out", "x.csv", "--to", "fasttext"], "fastText cannot hold what this model finds."),
        (["--to", "conll"], "Say with --out which file"),
    ],
)
def test_what_cannot_be_predicted_is_said_in_a_sentence(
    left: Path, more: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["predict", str(left), *more]) == 1
    assert sentence in capsys.readouterr().err


def test_a_folder_without_a_model_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["predict", str(tmp_path), "-"]) == 1
    assert "holds no model of BertStudio" in capsys.readouterr().err


def test_a_file_that_breaks_off_leaves_no_output(
    left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    file.write_text('{"text": "Anna"}\n{"text": "Berl', encoding="utf-8")
    assert cli.main(["predict", str(left), str(file), "--format", "jsonl", "--out", str(out)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_texts_are_read_only_as_far_as_they_are_asked_for(left: Path) -> None:
    read: list[int] = []

    def endless() -> Iterator[Document]:
        for number in count():
            read.append(number)
            yield Document(0, "Anna " * 3)

    found = list(islice(load(left).predicted(endless()), 3))
    assert [one.id for one in found] == [1, 2, 3]
    assert len(read) < 1_000
