"""What is loaded before the window is there, and the sample project that `make run` opens."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.jobs.sample import ensure_sample
from bertstudio.store import project as projects
from bertstudio.store.documents import counts, label_set

HEAVY = (
    "torch",
    "transformers",
    "datasets",
    "pandas",
    "sklearn",
    "numpy",
    "pyqtgraph",
    "qtawesome",
    "pyarrow",
)

PROGRAM = f"""
import json, sys
from bertstudio.gui import app
def ready(window):
    found = [name for name in {HEAVY!r} if name in sys.modules]
    is_open = window.context.session.is_open
    print(json.dumps({{"page": window.current_page, "open": is_open, "loaded": found}}))
    window.close()
    app.application().exit()
app.main(sys.argv[1:], ready)
"""


def _start(*arguments: str) -> dict:
    out = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(out.stdout)


def test_the_welcome_page_loads_nothing_heavy() -> None:
    assert _start() == {"page": "welcome", "open": False, "loaded": []}


def test_the_sample_project_opens_and_loads_nothing_heavy(tmp_path: Path) -> None:
    folder = ensure_sample(tmp_path / "sample")
    assert _start(str(folder)) == {"page": "annotate", "open": True, "loaded": []}


def test_sample_is_made_where_the_user_finds_it() -> None:
    started = _start("--sample")
    assert started["open"]
    assert len(list(Path.home().rglob("project.db"))) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    out = subprocess.run([sys.executable, "-m", "bertstudio"], capture_output=True, text=True, check=False)
    assert out.returncode == 1
    assert len(out.stderr.splitlines()) == 1


def test_the_sample_is_made_once(tmp_path: Path) -> None:
    folder = ensure_sample(tmp_path / "sample")
    made = (folder / "project.db").stat().st_mtime_ns
    assert ensure_sample(tmp_path / "sample") == folder
    assert (folder / "project.db").stat().st_mtime_ns == made
    assert [path.name for path in tmp_path.iterdir()] == ["sample"]


def test_the_sample_has_tags_in_two_languages_and_something_left_to_do(tmp_path: Path) -> None:
    project = projects.open_project(ensure_sample(tmp_path / "sample"), read_only=True)
    try:
        total = counts(project)
        assert total.documents >= 360
        assert total.spans > total.documents
        assert total.by_status["todo"] > 20
        assert set(label_set(project).names) == {"PERSON", "ORG", "LOCATION", "PRODUCT", "DATE", "MONEY"}
    finally:
        projects.close(project)


def test_a_half_made_sample_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "sample.unfinished").mkdir()
    (tmp_path / "sample.unfinished" / "project.db").write_bytes(b"half")
    assert projects.is_project(ensure_sample(tmp_path / "sample"))


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UserError, match="holds something else"):
        ensure_sample(tmp_path)
