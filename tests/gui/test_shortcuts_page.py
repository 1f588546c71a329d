"""The page of keys says what the window does."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "darwin", reason="the page has the keys of Windows and Linux")
def test_the_page_of_keys_is_up_to_date() -> None:
    program = [sys.executable, str(REPOSITORY / "packaging" / "update_shortcuts.py"), "--check"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
