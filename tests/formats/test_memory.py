"""A file of a gigabyte costs a gigabyte of disk, not of memory.

The files of every day are smaller: `BERTSTUDIO_LONG=1 pytest tests/formats/test_memory.py` makes real ones.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="only here can a process say how much memory it took")

LONG = bool(os.environ.get("BERTSTUDIO_LONG"))
SIZE, MOST_MB = (1 << 30, 500) if LONG else (160 << 20, 400)
"""Bytes of a file, and megabytes of memory. A line of 160 MB that is held takes 600 and more."""
READER = """
import json, resource, sys
from collections import Counter
from pathlib import Path
from bertstudio import formats
from bertstudio.core.errors import UserError
from bertstudio.formats.base import ReadOptions
path, format_id = Path(sys.argv[1]), sys.argv[2]
documents, kinds, said = 0, Counter(), ""
try:
    formats.guess(path)
    for item in formats.format_named(format_id).read(path, ReadOptions(on_error="skip", unit=sys.argv[3])):
        documents += item.document is not None
        if item.problem is not None:
            kinds[f"{item.problem.kind} {item.problem.line}"] += 1
except UserError as error:
    said = str(error)
status = Path("/proc/self/status")
if status.exists():
    # What getrusage says was inherited from the process of the tests, which may be larger.
    peak = int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([documents, dict(kinds), said, peak]))
"""


@pytest.fixture
def huge(tmp_path: Path) -> Iterator[Callable[[str, bytes, bytes, bytes], Path]]:
    """Return a function that makes a large file: a beginning, something again and again, an end."""
    made: list[Path] = []

    def make(name: str, first: bytes, middle: bytes, last: bytes) -> Path:
        made.append(tmp_path / name)
        block = middle * ((1 << 20) // len(middle))
        with made[-1].open("wb") as file:
            file.write(first)
            for _ in range(SIZE // len(block)):
                file.write(block)
            file.write(last)
        return made[-1]

    yield make
    for path in made:
        path.unlink()


def read(path: Path, format_id: str, unit: str = "") -> tuple[int, dict[str, int], str, int]:
    """Return documents, kinds of problems with their lines, what stopped the reading, and megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path), format_id, unit],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    documents, kinds, said, peak = json.loads(done.stdout)
    print(f"{format_id}: {peak} MB")
    return documents, kinds, said, peak


FORMATS = [("jsonl", ""), ("csv", ""), ("doccano", ""), ("json", ""), ("text", "sentence"), ("fasttext", "")]
ONE_LINE = b'{"text": "\xe4\xb8\xad'
AGAIN = "中文 and more text ".encode()


@pytest.mark.slow
@pytest.mark.parametrize(("format_id", "unit"), FORMATS if LONG else FORMATS[:2])
def test_a_line_of_a_gigabyte_is_one_problem(huge: Callable[..., Path], format_id: str, unit: str) -> None:
    first, last = (
        (b"text\nfirst row\n", b"\nlast row")
        if format_id == "csv"
        else (b'{"text": "one"}\n' + ONE_LINE, b'"}\n{"text": "two"}\n')
    )
    line = 3 if format_id == "csv" else 2
    name = "a.csv" if format_id == "csv" else "a.jsonl"
    documents, kinds, said, peak = read(huge(name, first, AGAIN, last), format_id, unit)
    assert (kinds, said) == ({f"too-long {line}": 1}, "")
    assert documents == (1 if format_id == "csv" else 2)
    assert peak < MOST_MB


@pytest.mark.slow
@pytest.mark.parametrize("format_id", ["text", "conll"])
def test_a_text_of_a_gigabyte_is_refused(huge: Callable[..., Path], format_id: str) -> None:
    _, _, said, peak = read(huge("a.txt", b"EU\tB-ORG\n", b"more text without an end ", b""), format_id)
    assert "large" in said or "longer" in said
    assert peak < MOST_MB


@pytest.mark.slow
def test_a_gigabyte_of_json_lines_comes_in_piece_by_piece(huge: Callable[..., Path]) -> None:
    line = json.dumps({"text": "EU rejects German call " * 400, "spans": [], "labels": []}).encode() + b"\n"
    documents, kinds, said, peak = read(huge("a.jsonl", b"", line, b""), "jsonl")
    assert documents > SIZE // 11_000
    assert (kinds, said) == ({}, "")
    assert peak < MOST_MB
