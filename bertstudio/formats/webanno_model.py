"""What a WebAnno TSV file holds, before anybody knows which of its layers are the entities."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bertstudio.formats.base import Severity

SPAN, CHAIN, RELATION = "span", "chain", "relation"
ROLE, BASE = "ROLE_", "BT_"
ANYTHING = "uima.tcas.Annotation"
"""Slots of this type hold annotations of any layer."""
DEPENDENCY = "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency"


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as the header declares it."""

    kind: str
    """span, chain or relation."""
    name: str
    columns: tuple[str, ...]
    """Features; `ROLE_…` and the type behind it are a slot, `BT_…` the source of a relation; empty: none."""

    @property
    def features(self) -> list[tuple[int, str]]:
        """Return place and name of the columns that hold plain values."""
        return [(n, name) for n, name in enumerate(self.columns) if name and not self.is_link(n)]

    def is_link(self, column: int) -> bool:
        """Tell whether a column holds roles or places instead of plain values."""
        return self.is_role(column) or self.is_target(column) or self.is_base(column)

    def is_role(self, column: int) -> bool:
        return self.kind == SPAN and self.columns[column].startswith(ROLE)

    def is_target(self, column: int) -> bool:
        return column > 0 and self.is_role(column - 1)

    def is_base(self, column: int) -> bool:
        return self.kind == RELATION and self.columns[column].startswith(BASE)

    @property
    def base(self) -> str:
        """Name of the layer whose annotations a relation joins."""
        return next((name.removeprefix(BASE) for name in self.columns if name.startswith(BASE)), "")


@dataclass(slots=True, eq=False)
class Unit:
    """A row: a token, or a part of one."""

    id: str
    """As in the file, `3-12` or `3-12.1`."""
    token: int
    """Number of its token in the file, from 0."""
    start: int
    end: int
    form: str
    line: int
    found: dict[int, list["Annotation"]] = field(default_factory=dict)
    """Number of a layer → its annotations here, as they are stacked."""

    @property
    def is_token(self) -> bool:
        return "." not in self.id


@dataclass(slots=True, eq=False)
class Annotation:
    """An annotation of any layer. Of a relation, start and end are those of its target."""

    layer: int
    start: int
    end: int
    values: list[Any]
    """One for each column: a text or None, roles, the annotations that fill them."""
    line: int = 0
    last: int = -1
    """Number of the last token that it was met at."""
    link: tuple[int, int] | None = None
    """Of a chain: its number, and the place in it."""
    ends: tuple["Target", "Target"] | None = None
    """Of a relation: source and target."""


Target = Annotation | Unit
"""What a relation or a slot points at; a unit stands for its token."""


@dataclass(slots=True)
class Sentence:
    """A sentence: its text as it stands in the file, and the rows of its tokens."""

    line: int
    id: str = ""
    lines: list[str] = field(default_factory=list)
    tokens: list[Unit] = field(default_factory=list)
    place: tuple[int, int] = (0, 0)
    """Start and end in the text, in code points."""


class Wrong(NamedTuple):
    """Something in a file that cannot be read as it stands."""

    line: int
    severity: Severity
    kind: str
    text: str


@dataclass(slots=True)
class Sheet:
    """A whole file."""

    layers: list[Layer] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    text: str | None = None
    """The text, where positions are known to be code points; None: to be rebuilt from the sentences."""
    version: tuple[int, int] = (3, 3)

    @property
    def tokens(self) -> Iterator[Unit]:
        """Yield the rows of tokens."""
        return (unit for unit in self.units if unit.is_token)

    def error(self, line: int, kind: str, text: str) -> None:
        """Note something that makes the document unreadable."""
        self.wrong.append(Wrong(line, Severity.ERROR, kind, text))
