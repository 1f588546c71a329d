"""What every format reads and writes, and how it tells what it met on the way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document
from bertstudio.core.errors import shortened
from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.making import maker


class Severity(StrEnum):
    """How bad a problem is: repaired (kept, changed), skipped (left out), or unreadable."""

    REPAIRED = "repaired"
    SKIPPED = "skipped"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that did not come in as it stands in the file. `text` is a sentence, translated.

    A document or sentence with a problem of severity ERROR is not yielded by the reader; whether the rest
    of the file may come in all the same is for `ReadOptions.on_error` to say.
    """

    path: str
    line: int
    """From 1; 0 when a line makes no sense (a whole file, a binary table)."""
    severity: Severity
    text: str
    kind: str = ""
    """Short stable name, to group by: `broken-transition`, `span-outside-text`, …"""

    def __post_init__(self) -> None:
        """Keep a sentence that quotes a line of a megabyte readable, and a million of them in memory."""
        object.__setattr__(self, "text", shortened(self.text))


@dataclass(frozen=True, slots=True)
class Reading:
    """One of several ways in which a file can be read, for the user to choose."""

    value: str
    """What the option of `ReadOptions` is set to for it."""
    title: str
    examples: tuple[str, ...] = ()
    """Some stretches of text as this reading marks them, each between ⟦ and ⟧ in its context."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a reader found out about a file: `scheme`, `IOB2`, and the evidence in words."""

    name: str
    """encoding, line-ends, columns, scheme, offsets, annotators, tokens, …"""
    value: str
    text: str
    readings: tuple[Reading, ...] = ()
    """How else it can be read, the chosen one first; empty when there is no doubt."""


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that a reader yields: a document, a problem, a fact, a label the file defines, or progress.

    The problems of a document come before it.
    """

    document: Document | None = None
    problem: Problem | None = None
    label: Label | None = None
    fact: Fact | None = None
    position: int = 0
    """Bytes read of this file so far, for the progress bar."""


make_read = maker(Read)
"""As the class, for whoever makes them by the million."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user may say about a file; None or empty is found out."""

    encoding: str = ""
    unit: str = ""
    """CoNLL: `sentence` (default) or `document`. Plain text: `document` (one a file, default) or `sentence`
    (one a line)."""
    scheme: str = ""
    """A name in `tags.SCHEMES`; empty: detected."""
    delimiter: str = ""
    """CoNLL: `tab` or `blank`; CSV: the sign itself, or `tab`."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Tables: role (see `columns.ROLES`) → column name. CoNLL: `token` and `tag` → number from 1."""
    header: bool = True
    """Tables: the first row names the columns; else they are called 1, 2, 3, …"""
    language: str = ""
    """ISO 639-1 code that every document gets which does not bring its own."""
    offsets: str = ""
    """code_point, utf16, grapheme or utf8; empty: found out from the surface texts."""
    label: str = ""
    """Every document gets this label besides its own (rt-polarity.pos → positive)."""
    label_map: Mapping[str, str] = field(default_factory=dict)
    """Label name in the file → name in the project, or empty: leave its annotations out."""
    skip_duplicates: bool = False
    """Leave out documents whose text is in the project or came before in this import."""
    handling: Mapping[str, str] = field(default_factory=dict)
    """Kind of a problem with one span → refuse (default), drop, note or repair (see `placing.py`)."""
    annotators: str = "apart"
    """Files of several annotators: `apart` (a document for each) or the name of the one that is read."""
    on_error: str = "refuse"
    """`refuse` the whole import when anything cannot be read, or `skip` it and say so."""
    task: str = "ner"
    allow_download: bool = False
    by_file: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Path of a file → options that it has to itself: what was answered about its encoding, columns or
    positions."""

    def of(self, path: Path) -> "ReadOptions":
        """Return the options as they are for one file."""
        own = self.by_file.get(str(path))
        return replace(self, by_file={}, **own) if own else self

    def for_all(self, name: str, value: object) -> "ReadOptions":
        """Return the options with one of them set for all files, those that had their own included."""
        others = {path: {key: own[key] for key in own if key != name} for path, own in self.by_file.items()}
        return replace(self, by_file=others, **{name: value})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format cannot hold: `nested spans`, 3, in the documents with these titles."""

    what: str
    count: int
    documents: tuple[str, ...] = ()
    """Titles of the first ones, at most `losses.MAX_TITLES`."""
    ids: tuple[int, ...] = ()
    """Their ids in the project, in the same order; 0 for documents that are in none."""
    in_documents: int = 0
    """How many documents would lose something, all of them."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """How well the beginning of a file fits a format."""

    confidence: float
    """0 to 1."""
    evidence: str = ""
    """One sentence for the user."""


Reader = Callable[[Path, ReadOptions], Iterator[Read]]
Writer = Callable[[Iterable[Document], LabelSet, Path, Mapping[str, Any]], None]
Losses = Callable[[Iterable[Document]], list[Loss]]
Sniffer = Callable[[Path, str], Sniffed]
"""Path and the text of its first 64 KiB (empty for a folder or a binary file)."""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of `formats.FORMATS`."""

    id: str
    """As after `--format`."""
    title: str
    suffixes: tuple[str, ...]
    """With the dot; the first is the one that export proposes. Empty for a folder."""
    read: Reader | None = None
    write: Writer | None = None
    losses: Losses | None = None
    """What `write` would lose; None if nothing."""
    sniff: Sniffer | None = None
    tasks: tuple[str, ...] = ("ner", "text_classification")
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What `write` understands: name → values, the default first; any text when there are none."""
    drops: Callable[[Mapping[str, Any]], frozenset[str]] | None = None
    """Features of `losses.FEATURES` that are lost beside `losses` with these values of `options`."""
    claims: Callable[[Path], bool] | None = None
    """Tells whether a folder as a whole is one source of this format, with everything in it; None: no folder
    ever is."""
    stands_for: Callable[[Path], Path] | None = None
    """Which file stands for one that belongs to another (`a.ann` to `a.txt`): the two are one source. Returns
    the file itself where nothing else does."""
