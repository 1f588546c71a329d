"""Rows of a table → documents: CSV, Excel, Parquet, JSON lines and data sets share this."""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bertstudio.core.documents import (
    SPLIT_WORDS,
    Document,
    DocumentLabel,
    Origin,
    Span,
    Split,
    Status,
    span_order,
)
from bertstudio.core.words import tr
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity
from bertstudio.formats.columns import Row, span_list
from bertstudio.formats.joining import BY_SENTENCE, Joining, aligned
from bertstudio.formats.json_text import value_of
from bertstudio.formats.offsets import CODE_POINTS, Offsets, RawSpan
from bertstudio.formats.placing import Placed, placed
from bertstudio.formats.tags import OUTSIDE, Tag, decode, parse

# In a column more words are clear than in the name of a file.
_SPLITS = {
    **SPLIT_WORDS,
    "": Split.NONE,
    "none": Split.NONE,
    "unlabelled": Split.NONE,
    "unsupervised": Split.NONE,
    "develop": Split.DEV,
    "development": Split.DEV,
    "eval": Split.TEST,
}


def split_named(name: str) -> Split | None:
    """Return the split of that name, in the names that others use, too; None for an unknown one."""
    return _SPLITS.get(name.strip().lower())


@dataclass(frozen=True, slots=True)
class RowReader:
    """Turns rows into documents, with everything that was found out about their table."""

    path: Path
    roles: Mapping[str, str]
    options: ReadOptions
    offsets: Offsets = CODE_POINTS
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Column → names of its numbers (a ClassLabel of Hugging Face)."""
    scheme: str = "IOB2"
    joining: Joining = BY_SENTENCE
    split: Split = Split.NONE
    """The split of rows that do not say theirs."""
    label_sign: str = ""
    """What stands between several labels in the column of the label."""
    keeps_empty: bool = False
    """Further fields that hold nothing stay: in JSON, null and an empty text are said on purpose."""

    def read(self, row: Row, line: int, position: int = 0) -> Iterator[Read]:
        """Yield the problems of a row and its document, unless one of them is an error."""
        problems: list[Problem] = []
        document = self._document(row, line, problems)
        yield from (Read(problem=problem) for problem in problems)
        if document is not None and not any(problem.severity is Severity.ERROR for problem in problems):
            yield Read(document=document, position=position)

    def value(self, row: Row, role: str) -> Any:
        """Return what a row holds for a role; None for nothing, an empty string too."""
        column = self.roles.get(role)
        value = None if column is None else row.get(column)
        nothing = value is None or value == "" or (isinstance(value, float) and math.isnan(value))
        return None if nothing else value

    def problem(self, line: int, severity: Severity, kind: str, text: str) -> Problem:
        return Problem(str(self.path), line, severity, text, kind)

    def _document(self, row: Row, line: int, problems: list[Problem]) -> Document | None:
        text, tokens, tagged = self._text(row, line, problems)
        if text is None:
            return None
        found = Placed(numbered(tagged))
        raws = raw_spans(self.value(row, "spans"))
        if raws is None:
            problems.append(
                self.problem(
                    line,
                    Severity.ERROR,
                    "spans-unreadable",
                    tr("The entities of this row are no list of entities."),
                )
            )
        if self.value(row, "spans") is not None:
            # Spans say more than tags: they may lie inside each other and off the borders of tokens.
            found = placed(text, raws or [], self.offsets, self.options)
            problems += found.problems(self.path, line)
        labels = self._labels(row)
        status = Status.DONE if labels or self._is_annotated(row) else Status.TODO
        return Document(
            id=0,
            text=text,
            title=self._plain(row, "title"),
            spans=found.spans,
            labels=tuple(DocumentLabel(name, Origin.IMPORT) for name in labels),
            split=self._split(row, line, problems),
            status=status,
            note="\n".join(filter(None, (self._plain(row, "note"), *found.notes))),
            language=self._plain(row, "language") or self.options.language,
            source=self.path.name,
            group=self._plain(row, "group"),
            key=self._plain(row, "id"),
            tokens=tokens,
            meta=self._meta(row),
        )

    def _is_annotated(self, row: Row) -> bool:
        """Tell whether a row without any label still says that there is none."""
        scores = isinstance(self.value(row, "labels"), Mapping)
        return scores or self.value(row, "spans") is not None or self.value(row, "tags") is not None

    def _text(
        self, row: Row, line: int, problems: list[Problem]
    ) -> tuple[str | None, tuple[tuple[int, int], ...], list[tuple[int, int, str]]]:
        """Return text, token borders and the spans that tags mean."""
        text = self.value(row, "text")
        if text is not None and not isinstance(text, str):
            text = str(text)
        listed = self.value(row, "tokens")
        if isinstance(listed, str) or not isinstance(listed, Sequence | None):
            problems.append(self._no_list(line, "tokens"))
            return None, (), []
        tokens = [str(token) for token in listed or ()]
        if not tokens or not all(tokens):
            if text is None or not text.strip():
                problems.append(self._no_text(row, line, bool(tokens)))
                return None, (), []
            return text, (), []
        borders = aligned(text, tokens) if text is not None else None
        if text is not None and borders is None:
            said = tr("The words do not fit the raw text, so the text was made of the words.")
            problems.append(self.problem(line, Severity.REPAIRED, "words-differ", said))
        if text is None or borders is None:
            text, borders = self.joining.join(tokens)
        return text, borders, self._tagged(row, borders, line, problems)

    def _no_text(self, row: Row, line: int, tokens: bool) -> Problem:
        if tokens:
            return self.problem(line, Severity.ERROR, "no-token", tr("A token of this row is empty."))
        if self.roles.get("text", self.roles.get("tokens", "")) in row:
            return self.problem(
                line, Severity.SKIPPED, "no-text", tr("This row has no text and was left out.")
            )
        name = self.roles.get("text", "")
        return self.problem(
            line, Severity.ERROR, "no-text", tr("There is no {name} in this line.", name=name)
        )

    def _no_list(self, line: int, role: str) -> Problem:
        said = tr("A field is missing or of another kind: {error}.", error=self.roles[role])
        return self.problem(line, Severity.ERROR, "record", said)

    def _tagged(
        self, row: Row, borders: Sequence[tuple[int, int]], line: int, problems: list[Problem]
    ) -> list[tuple[int, int, str]]:
        values = self.value(row, "tags")
        if values is None:
            return []
        if isinstance(values, str) or not isinstance(values, Sequence):
            problems.append(self._no_list(line, "tags"))
            return []
        if len(values) != len(borders):
            text = tr("{tokens} tokens have {tags} tags.", tokens=len(borders), tags=len(values))
            problems.append(self.problem(line, Severity.ERROR, "token-count", text))
            return []
        tags: list[Tag] = []
        for value in values:
            name = self._name(self.roles["tags"], value)
            tag = parse(name)
            if tag is None:
                text = tr("{tag} is not a tag such as O or B-PER.", tag=name)
                problems.append(self.problem(line, Severity.ERROR, "unknown-tag", text))
            tags.append(tag or OUTSIDE)
        entities, repairs = decode(tags, self.scheme)
        for repair in repairs:
            text = tr("A tag of token {token} was repaired.", token=repair.token + 1)
            problems.append(self.problem(line, Severity.REPAIRED, repair.kind, text))
        return [(borders[e.first][0], borders[e.end - 1][1], e.label) for e in entities]

    def _labels(self, row: Row) -> list[str]:
        """Return the labels of the whole document, each once."""
        value = self.value(row, "label")
        several = isinstance(value, str) and value.startswith("[")
        values = label_names(value) if several else [] if value is None else [value]
        if self.label_sign and not several:
            values = [part for value in values for part in str(value).split(self.label_sign)]
        names = [self._name(self.roles["label"], value) for value in values]
        more = self.value(row, "labels")
        if more is not None:
            names += [self._name(self.roles["labels"], value) for value in label_names(more)]
        return list(dict.fromkeys(name.strip() for name in names if name.strip()))

    def _name(self, column: str, value: Any) -> str:
        names = self.names.get(column)
        if names is not None and isinstance(value, int):
            # Hugging Face writes -1 where nobody has given a label.
            return names[value] if 0 <= value < len(names) else ""
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value)) if whole else str(value)

    def _split(self, row: Row, line: int, problems: list[Problem]) -> Split:
        value = self.value(row, "split")
        if value is None:
            return self.split
        split = split_named(str(value))
        if split is None:
            text = tr("{name} is no split; the document is in none.", name=value)
            problems.append(self.problem(line, Severity.REPAIRED, "unknown-split", text))
        return split or Split.NONE

    def _plain(self, row: Row, role: str) -> str:
        value = self.value(row, role)
        return "" if value is None else self._name("", value)

    def _meta(self, row: Row) -> dict[str, Any]:
        """Return what no role takes, as JSON values."""
        used = set(self.roles.values())
        rest = {key: value for key, value in row.items() if key not in used}
        if not self.keeps_empty:
            rest = {key: value for key, value in rest.items() if value is not None and value != ""}
        return {str(key): json_value(value) for key, value in rest.items()}


def raw_spans(value: Any) -> list[RawSpan] | None:
    """Return spans as a file has them; None if the value is no list of spans."""
    if value is None:
        return []
    items = span_list(value)
    if items is None:
        return None
    return [raw for item in items for raw in _raw_spans(item)]


def _raw_spans(item: Any) -> Iterator[RawSpan]:
    """Yield a span for each label of one entity."""
    if isinstance(item, Mapping):
        start = item.get("start", item.get("start_offset"))
        end = item.get("end", item.get("end_offset"))
        label = item.get("label", item.get("entity", item.get("type", "")))
        surface = item.get("text")
    else:
        start, end, label = item[:3]
        surface = None
    surface = surface if isinstance(surface, str) else None
    for name in (label or [""]) if isinstance(label, list) else [label]:
        yield RawSpan(whole(start), whole(end), label_text(name), surface)


def label_text(value: Any) -> str:
    """Return the name of a label; empty, which is none, for null, a list or an object."""
    return str(value) if isinstance(value, str | int | float) else ""


def whole(value: Any) -> int:
    """Return a position; -1, which lies in no text, for what is none: a float, true, a text, nothing."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def numbered(spans: Sequence[tuple[int, int, str]]) -> tuple[Span, ...]:
    """Return imported spans in order, their ids counted from 1."""
    ordered = sorted(
        (Span(0, start, end, label, Origin.IMPORT) for start, end, label in spans), key=span_order
    )
    return tuple(Span(n, s.start, s.end, s.label, s.origin) for n, s in enumerate(ordered, 1))


def label_names(value: Any) -> list[Any]:
    """Return several labels: a list, scores of at least 0.5, JSON, or names between | or ; or commas."""
    if isinstance(value, Mapping):
        return [name for name, score in value.items() if isinstance(score, int | float) and score >= 0.5]
    if not isinstance(value, str):
        return list(value) if isinstance(value, Sequence) else [value]
    if value.lstrip().startswith("["):
        try:
            return [str(item) for item in value_of(value)]
        except ValueError:
            return [value]
    sign = next((sign for sign in "|;," if sign in value), None)
    return value.split(sign) if sign else [value]


def json_value(value: Any) -> Any:
    """Return a value as JSON can hold it; dates and other things become text."""
    if isinstance(value, Mapping):
        return {str(key): json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(item) for item in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
