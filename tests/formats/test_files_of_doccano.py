"""Every file that doccano itself brings as an example or for its tests: what comes in, and what is said.

The faults that its authors planted are named with their lines: texts that are missing, a header in a CoNLL
file, a span that stands twice, cells beyond the header, a table without one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats

Tool = Callable[..., Any]
Problems = list[tuple[str, int]]

EXAMPLES = "pipeline/examples"
TESTS = "data_import/tests/data"
ALIKE = [
    # Name, format, documents, spans, labels; the same for the examples of import and of export.
    ("intent_detection/example.jsonl", "doccano", 2, 3, 2),
    ("relation_extraction/example.jsonl", "doccano", 1, 4, 0),
    ("sequence_to_sequence/example.csv", "csv", 3, 0, 3),
    ("sequence_to_sequence/example.json", "doccano", 3, 0, 3),
    ("sequence_to_sequence/example.jsonl", "doccano", 3, 0, 3),
    ("text_classification/example.csv", "csv", 3, 0, 3),
    ("text_classification/example.json", "doccano", 3, 0, 3),
    ("text_classification/example.jsonl", "doccano", 3, 0, 3),
    ("text_classification/example.txt", "fasttext", 3, 0, 3),
]
FILES: list[tuple[str, str, int, int, int, Problems]] = [
    *((f"data_{way}/{EXAMPLES}/{row[0]}", *row[1:], []) for way in ("import", "export") for row in ALIKE),
    (f"data_export/{EXAMPLES}/sequence_labeling/example.jsonl", "doccano", 3, 4, 0, []),
    (f"data_import/{EXAMPLES}/sequence_labeling/example.jsonl", "doccano", 3, 3, 0, []),
    (f"data_import/{EXAMPLES}/sequence_labeling/example.txt", "conll", 2, 4, 0, []),
    (f"data_import/{EXAMPLES}/task_agnostic/text_files.txt", "text", 1, 0, 0, []),
    (f"data_import/{EXAMPLES}/task_agnostic/text_lines.txt", "text", 1, 0, 0, []),
    (f"{TESTS}/example.txt", "text", 1, 0, 0, []),
    (f"{TESTS}/example.utf16.csv", "csv", 3, 0, 3, []),
    (f"{TESTS}/intent/example.jsonl", "doccano", 4, 2, 2, [("no-text", 5)]),
    (f"{TESTS}/relation_extraction/example.jsonl", "doccano", 1, 4, 0, []),
    (f"{TESTS}/seq2seq/example.csv", "csv", 2, 0, 1, [("no-text", 2)]),
    (f"{TESTS}/seq2seq/example.json", "doccano", 2, 0, 1, [("no-text", 4), ("no-text", 5)]),
    (f"{TESTS}/seq2seq/example.jsonl", "doccano", 2, 0, 1, [("no-text", 3), ("no-text", 4)]),
    (f"{TESTS}/sequence_labeling/example.conll", "conll", 2, 2, 0, []),
    (f"{TESTS}/sequence_labeling/example.jsonl", "doccano", 2, 1, 0, [("no-text", 3)]),
    (f"{TESTS}/sequence_labeling/example_overlapping.jsonl", "doccano", 1, 1, 0, [("span-twice", 1)]),
    (f"{TESTS}/sequence_labeling/labeling.invalid.conll", "conll", 2, 3, 0, [("too-few-columns", 1)]),
    (f"{TESTS}/sequence_labeling/labeling.trailing.conll", "conll", 1, 2, 0, []),
    (f"{TESTS}/text_classification/example.csv", "csv", 2, 0, 1, [("no-text", 4)]),
    (f"{TESTS}/text_classification/example.invalid.2.csv", "csv", 2, 0, 2, [("too-many-columns", 2)]),
    (f"{TESTS}/text_classification/example.invalid.2.xlsx", "xlsx", 3, 0, 3, [("nameless-column", 2)]),
    (f"{TESTS}/text_classification/example.json", "doccano", 3, 0, 3, [("no-text", 5)]),
    (f"{TESTS}/text_classification/example.jsonl", "doccano", 3, 0, 3, []),
    (f"{TESTS}/text_classification/example.xlsx", "xlsx", 2, 0, 1, [("no-text", 4)]),
    (f"{TESTS}/text_classification/example_fasttext.txt", "fasttext", 3, 0, 3, [("no-text", 4)]),
    (
        f"{TESTS}/text_classification/example_one_column_no_header.xlsx",
        *("xlsx", 3, 0, 0),
        [("header-as-text", 1)],
    ),
    (f"{TESTS}/text_classification/example_out_of_order_columns.csv", "csv", 2, 0, 1, [("no-text", 4)]),
]


@pytest.fixture
def doccano(corpora: Path) -> Path:
    """The folder of the files."""
    return corpora / "tool-exports/doccano"


@pytest.mark.parametrize(("name", "format_id", "documents", "spans", "labels", "problems"), FILES)
def test_what_is_in_the_file_comes_in_and_its_faults_are_named(
    doccano: Path,
    read: Tool,
    name: str,
    format_id: str,
    documents: int,
    spans: int,
    labels: int,
    problems: Problems,
) -> None:
    assert formats.guess(doccano / name).format == format_id
    outcome = read(doccano / name)
    assert len(outcome.documents) == documents
    assert sum(len(document.spans) for document in outcome.documents) == spans
    assert sum(len(document.labels) for document in outcome.documents) == labels
    # Spans of single letters leave open where ends are.
    assert [kind for kind in outcome.kinds if kind[0] != "offsets-in-doubt"] == problems


def test_no_file_is_forgotten(doccano: Path) -> None:
    there = {path.relative_to(doccano).as_posix() for path in doccano.rglob("*") if path.is_file()}
    assert there - {"LICENSE"} == {row[0] for row in FILES}


@pytest.mark.parametrize("name", ["text_lines.txt", "text_files.txt"])
def test_texts_may_be_read_one_a_line(doccano: Path, read: Tool, name: str) -> None:
    path = doccano / "data_import" / EXAMPLES / "task_agnostic" / name
    assert len(read(path, "text", unit="sentence").documents) == 3
