"""Whatever is in a file, its reader says it in words, and what comes in makes sense.

For a longer run: `BERTSTUDIO_EXAMPLES=5000 pytest tests/formats/test_fuzz.py`.
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from damage import damaged, files_of, read_all
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_files import write_page
from rich_documents import RICH

from bertstudio import formats
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.formats.base import Format, ReadOptions
from bertstudio.formats.problem_kinds import KINDS

EXAMPLES = int(os.environ.get("BERTSTUDIO_EXAMPLES", "0"))
READ = [row for row in formats.FORMATS if row.read is not None]
FEW = 40
"""Files for each format that are tried every day."""

OPTIONS = [
    ReadOptions(),
    ReadOptions(on_error="skip", handling=dict.fromkeys(KINDS, "drop"), unit="document"),
    ReadOptions(on_error="skip", handling=dict.fromkeys(KINDS, "note"), unit="sentence", offsets="utf16"),
    ReadOptions(on_error="skip", handling=dict.fromkeys(KINDS, "repair"), task="text_classification"),
]


def fuzzed(*strategies: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the decorator of a test that is short and the same every day, or as long as is asked for."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        return settings(
            max_examples=EXAMPLES or FEW,
            derandomize=not EXAMPLES,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )(given(*strategies)(function))

    return decorate


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Format], Path]:
    """Return a function that gives what our own writer makes of a few rich documents."""
    made: dict[str, Path] = {}

    def seed(row: Format) -> Path:
        if row.id not in made:
            folder = tmp_path_factory.mktemp(row.id)
            path = folder / f"a{row.suffixes[0] if row.suffixes else ''}"
            fitting = [d for d in RICH if row.id != "text" or "\n" not in d.text]
            names = [s.label for d in fitting for s in d.spans] + [x.label for d in fitting for x in d.labels]
            if row.write is None:
                write_page(row.id, path)
            else:
                row.write(fitting, LabelSet().with_names(names), path, {"task": "ner", "multi_label": True})
            made[row.id] = path
        return made[row.id]

    return seed


@pytest.mark.parametrize("row", READ, ids=lambda row: row.id)
def test_a_broken_file_ends_in_words(row: Format, seeds: Any, tmp_path: Path) -> None:
    whole = seeds(row)

    @fuzzed(st.integers(0, 2**32), st.sampled_from(OPTIONS))
    def ends_in_words(seed: int, options: ReadOptions) -> None:
        dice = random.Random(seed)
        path = tmp_path / whole.name
        if whole.is_dir():
            shutil.rmtree(path, ignore_errors=True)
            shutil.copytree(whole, path)
            file = dice.choice(list(files_of(path)))
        else:
            file = path
            shutil.copy(whole, path)
        file.write_bytes(damaged(file.read_bytes(), dice))
        read_all(row, path, options)
        guessed(path)

    ends_in_words()


@pytest.mark.parametrize("row", READ, ids=lambda row: row.id)
def test_any_bytes_end_in_words(row: Format, tmp_path: Path) -> None:
    suffix = row.suffixes[-1] if row.suffixes else ""

    @fuzzed(
        st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
    )
    def end_in_words(data: bytes) -> None:
        path = tmp_path / f"a{suffix}"
        path.write_bytes(data)
        for options in OPTIONS:
            read_all(row, path, options)
        guessed(path)

    end_in_words()


def guessed(path: Path) -> None:
    """Ask every format whether a file is of its kind."""
    try:
        said = formats.guess(path).format
    except UserError as error:
        said = str(error)
    assert said


def test_the_seeds_themselves_are_read_without_a_fault(seeds: Any) -> None:
    for row in READ:
        assert read_all(row, seeds(row), ReadOptions(on_error="skip", offsets="")), row.id
