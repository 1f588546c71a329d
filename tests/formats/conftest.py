"""Files made for one test, and everything a reader says about one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document
from bertstudio.core.labels import Label, LabelSet
from bertstudio.formats.base import Fact, Problem, ReadOptions


@dataclass(frozen=True)
class Outcome:
    """Everything that reading a file gave."""

    documents: list[Document]
    problems: list[Problem]
    facts: dict[str, Fact]
    labels: list[Label]

    @property
    def kinds(self) -> list[tuple[str, int]]:
        return [(problem.kind, problem.line) for problem in self.problems]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Return a function that makes a file of a name and its contents, text in UTF-8 as it stands."""

    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return make


@pytest.fixture
def read() -> Callable[..., Outcome]:
    """Return a function that reads a file to its end: path, format id, and fields of `ReadOptions`."""

    def read_all(path: Path, format_id: str = "auto", **options: Any) -> Outcome:
        format_id = formats.guess(path).format if format_id == "auto" else format_id
        reader = formats.format_named(format_id).read
        assert reader is not None
        reads = list(reader(path, ReadOptions(**options)))
        return Outcome(
            [item.document for item in reads if item.document],
            [item.problem for item in reads if item.problem],
            {item.fact.name: item.fact for item in reads if item.fact},
            [item.label for item in reads if item.label],
        )

    return read_all


@pytest.fixture
def write() -> Callable[..., Path]:
    """Return a function that writes documents with a label set that holds all their labels."""

    def write_all(path: Path, format_id: str, documents: list[Document], **options: Any) -> Path:
        names = [s.label for d in documents for s in d.spans] + [x.label for d in documents for x in d.labels]
        writer = formats.format_named(format_id).write
        assert writer is not None
        writer(documents, LabelSet().with_names(names), path, options)
        return path

    return write_all


@pytest.fixture
def entities() -> Callable[[Document], list[tuple[str, str]]]:
    """Return a function that gives surface and label of each span."""
    return lambda document: [(document.text_of(span), span.label) for span in document.spans]
