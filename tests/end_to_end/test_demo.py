"""The whole loop, played in the real window by real mouse and key events."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bertstudio.formats import format_named
from bertstudio.formats.base import ReadOptions
from bertstudio.store.documents import Query, counts, stream
from bertstudio.store.project import close, open_project

EPOCHS = 3
TAGGED = {"Malatya": "LOCATION", "Marcel Vandenberghe": "PERSON", "Thato Mokoena": "PERSON"}


@pytest.mark.slow
def test_the_demo_plays_the_whole_loop(tmp_path: Path) -> None:
    result = play(tmp_path)
    assert result["split"] == "test"
    assert result["micro"]["support"] == sum(row["support"] for row in result["labels"].values())
    assert result["suggestions"] > 0
    assert result["accepted"] == 1
    assert_tags_are_stored(tmp_path / "project")
    assert_export_holds_all(Path(result["export"]), tmp_path / "project")


def play(out: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "bertstudio", "demo", "--out", str(out), "--epochs", str(EPOCHS), "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def assert_tags_are_stored(folder: Path) -> None:
    project = open_project(folder)
    found = {
        document.text_of(span): span.label
        for document in stream(project, Query(splits=("none",)))  # type: ignore[arg-type]
        for span in document.spans
    }
    close(project)
    assert found.items() >= TAGGED.items()


def assert_export_holds_all(file: Path, folder: Path) -> None:
    project = open_project(folder)
    total = counts(project)
    close(project)
    read = format_named("jsonl").read
    assert read is not None
    documents = [item.document for item in read(file, ReadOptions()) if item.document is not None]
    assert len(documents) == total.documents
    assert sum(len(document.spans) for document in documents) == total.spans
