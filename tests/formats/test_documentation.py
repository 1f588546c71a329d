"""The guide names every format, and its table says what the code does."""

import subprocess
import sys
from pathlib import Path

import pytest

from bertstudio import formats

REPOSITORY = Path(__file__).parents[2]
GUIDE = REPOSITORY / "docs" / "formats.md"


@pytest.mark.parametrize("row", formats.FORMATS, ids=lambda row: row.id)
def test_the_guide_has_a_section_for_every_format(row: formats.Format) -> None:
    assert f"(`{row.id}`)\n" in GUIDE.read_text(encoding="utf-8")


def test_the_table_of_the_guide_is_what_the_code_does() -> None:
    program = [sys.executable, str(REPOSITORY / "packaging" / "update_formats.py"), "--check"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
