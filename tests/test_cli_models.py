"""Models on the command line: out of a project, and used without one."""

import json
import shutil
from pathlib import Path

import pytest
from jobs.exported import leave_run

from bertstudio import cli
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
