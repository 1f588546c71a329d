"""What every format reads and writes, and how it tells what it met on the way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.labels import Label, LabelSet


class Severity(StrEnum):
    """How bad a problem is: repaired (kept, changed), skipped (left out), or unreadable."""

    REPAIRED = "repaired"
    SKIPPED = "skipped"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that did not come in as it stands in the file. `text` is a sentence, translated."""

    path: str
    line: int
    """From 1; 0 when a line makes no sense (a whole file, a binary table)."""
    severity: Severity
    text: str
    kind: str = ""
    """Short stable name, to group by: `broken-transition`, `span-outside-text`, …"""


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that a reader yields: a document, a problem, a label the file defines, or progress."""

    document: Document | None = None
    problem: Problem | None = None
    label: Label | None = None
    position: int = 0
    """Bytes read of this file so far, for the progress bar."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user may say about a file; None or empty is found out."""

    encoding: str = ""
    unit: str = "sentence"
    """CoNLL: `sentence` or `document`. Plain text: `document` (one a file) or `sentence` (one a line)."""
    scheme: str = ""
    """IOB1, IOB2, BIOES, BMES; empty: detected."""
    delimiter: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Tables: role (text, label, labels, title, split, id) → column name."""
    language: str = ""
    offsets: str = ""
    """code_point, utf16, grapheme or utf8; empty: found out from the surface texts."""
    task: str = "ner"
    allow_download: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format cannot hold: `nested spans`, 3, in the documents with these titles."""

    what: str
    count: int
    documents: tuple[str, ...] = ()


Reader = Callable[[Path, ReadOptions], Iterator[Read]]
Writer = Callable[[Iterable[Document], LabelSet, Path, Mapping[str, Any]], None]
Losses = Callable[[Iterable[Document]], list[Loss]]


@dataclass(frozen=True, slots=True)
class Format:
    """One row of `formats.FORMATS`."""

    id: str
    """As after `--format`."""
    title: str
    suffixes: tuple[str, ...]
    """With the dot; the first is the one that export proposes."""
    read: Reader | None = None
    write: Writer | None = None
    losses: Losses | None = None
    """What `write` would lose; None if nothing."""
    sniff: Callable[[Path, bytes], float] | None = None
    """Path and its first 64 KiB → confidence in [0, 1] that the file is of this format."""
    tasks: tuple[str, ...] = ("ner", "text_classification")
