"""A person tags entities of WNUT17 with the keyboard alone, in the real window, with real key events."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = REPOSITORY / "benchmarks" / "keystrokes.py"
DATA = REPOSITORY.parent / "shared" / "data" / "wnut17"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the data set is not on this computer")


def _play(name: str, count: int) -> dict[str, Any]:
    program = [sys.executable, str(PROGRAM), "--json", "--sets", name, "--count", str(count)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        program, capture_output=True, text=True, check=False, timeout=600, env=environment, cwd=REPOSITORY
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)[name]
    return result


def test_a_hundred_entities_are_tagged_without_the_mouse() -> None:
    result = _play("first", 100)
    assert result["entities"] == 100
    for way in ("by_hand", "every_occurrence"):
        assert result[way]["right"] == 100
        assert result[way]["wrong"] == 0
    assert result["by_hand"]["more"] == 0
    # One digit, at least one key to select, and a few to get there.
    tagging = result["by_hand"]["strokes"] - result["by_hand"]["document_strokes"]
    assert tagging < 10 * result["entities"]


def test_what_comes_again_takes_a_fraction_of_the_keys() -> None:
    result = _play("repeated", 20)
    for way in ("by_hand", "every_occurrence"):
        assert result[way]["right"] == result["entities"]
        assert result[way]["wrong"] == 0
    assert result["ratio_without_reading"] > 3
