"""Which column of a table means what: by its name, by what it holds, or as the user says."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Fact, Reading, ReadOptions
from bertstudio.formats.json_text import value_of

# Role → usual names, the best first. `label_desc` stands before `label`: where both are, `label` is a number.
ROLES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *(
            "text",
            "sentence",
            "content",
            "contents",
            "body",
            "document",
            "review",
            "message",
            "tweet",
            "comment",
        ),
        *("utterance", "article", "abstract", "description", "column_data", "正文", "文本", "内容", "句子"),
    ),
    "tokens": ("tokens", "words"),
    "tags": ("ner_tags", "tags", "ner", "labels", "label"),
    "spans": ("spans", "entities", "label", "labels", "annotations"),
    "label": (
        *(
            "label_desc",
            "label_text",
            "label_name",
            "label",
            "category",
            "class",
            "sentiment",
            "topic",
            "intent",
        ),
        *("target", "column_label", "标签", "类别", "分类"),
    ),
    "labels": ("labels", "document_labels", "cats", "categories", "topics", "label", "column_label"),
    "title": ("title", "headline", "subject", "标题"),
    "split": ("split", "set", "subset", "partition"),
    "id": ("id", "uid", "guid", "doc_id", "document_id", "key"),
    "language": ("language", "lang"),
    "group": ("group", "group_id"),
    "note": ("note",),
}

SAMPLE_ROWS = 200
_EMPTY_ROLES = frozenset({"spans", "ner_tags"})
"""Columns that are what their name says also when the first rows hold nothing there."""
_SHORT_TEXT = 8
"""Code points on average: a column of shorter values is not taken for texts."""
_RIVAL = 0.5
"""A second column whose texts are longer than this part of the longest might be meant as well."""
_REASONABLE_LABEL = 100
"""Code points: a longer value is no label."""

_EXAMPLES, _EXAMPLE_LENGTH = 3, 80
"""Values of a column that are shown to whoever has to choose, and code points of each."""

Row = Mapping[str, Any]


class UnclearColumnError(UserError):
    """Several columns may hold the texts. Each of them is a reading, the longest texts first."""

    def __init__(self, text: str, readings: tuple[Reading, ...]) -> None:
        super().__init__(text)
        self.readings = readings


def roles_of(path: Path, rows: Sequence[Row], options: ReadOptions) -> dict[str, str]:
    """Return role → column for a table, from its first rows.

    Raises:
        UserError: a role or column that the user names is not there, or no column holds texts.
        UnclearColumnError: several columns may hold them.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    given = _given(path, names, options)
    free = [name for name in names if name not in given.values()]
    found = dict(given)
    for role in ROLES:
        rival = role in {"label", "labels"} and {"label", "labels"} & found.keys()
        if role in found or rival or (role == "tags" and "tokens" not in found):
            continue
        name = _named(role, free, rows)
        if name is not None:
            found[role] = name
            free.remove(name)
    if "text" not in found and "tokens" not in found:
        found["text"] = _longest(path, names, free, rows)
    return found


def _given(path: Path, names: Sequence[str], options: ReadOptions) -> dict[str, str]:
    for role, name in options.columns.items():
        if role not in ROLES:
            raise UserError(
                tr("There is no role {role}. Choose one of {roles}.", role=role, roles=", ".join(ROLES))
            )
        if name not in names:
            raise UserError(
                tr(
                    "{path} has no column {name}. It has {names}.",
                    path=path,
                    name=name,
                    names=", ".join(names),
                )
            )
    return dict(options.columns)


def _named(role: str, free: Sequence[str], rows: Sequence[Row]) -> str | None:
    by_lower = {name.strip().lower(): name for name in reversed(free)}
    for usual in ROLES[role]:
        name = by_lower.get(usual)
        if name is not None and _fits(role, usual, _values(name, rows)):
            return name
    return None


def _values(name: str, rows: Sequence[Row]) -> list[Any]:
    return [value for value in (row.get(name) for row in rows) if value is not None and value != ""]


def _fits(role: str, name: str, values: Sequence[Any]) -> bool:
    """Tell whether what a column holds can be what its name says. An empty one can be anything but text."""
    if not values and name in _EMPTY_ROLES:
        return True
    if role in {"tokens", "tags"}:
        return _are_most(_is_names(value) for value in values)
    if role == "spans":
        lists = [span_list(value) for value in values]
        # Empty lists may be no labels as well as no spans.
        said = name not in {"label", "labels"} or any(lists)
        return said and _are_most(found is not None for found in lists)
    if role == "label":
        return all(
            isinstance(value, str | int | float) and len(str(value)) < _REASONABLE_LABEL for value in values
        )
    if role == "labels":
        return all(isinstance(value, str) or _is_names(value) or _is_scores(value) for value in values)
    if role == "text":
        return bool(values) and all(isinstance(value, str) for value in values)
    return all(isinstance(value, str | int | float) for value in values)


def _are_most(fits: Iterable[bool]) -> bool:
    """Tell whether most values fit. A row that does not is an error of its own; it hides no column."""
    found = list(fits)
    return 2 * sum(found) > len(found)


def _is_names(value: Any) -> bool:
    listed = isinstance(value, Sequence) and not isinstance(value, str)
    return listed and all(isinstance(item, str | int) for item in value)


def _is_scores(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(score, int | float) for score in value.values())


def span_list(value: Any) -> list[Any] | None:
    """Return a value as a list of spans, also when it is JSON in a string; None if it is none.

    A span is `[start, end, label]` or an object with `start` or `start_offset`.
    """
    if isinstance(value, str):
        if not value.lstrip().startswith("["):
            return None
        try:
            value = value_of(value)
        except ValueError:
            return None
    if not isinstance(value, list) or not all(_is_span(item) for item in value):
        return None
    return value


def _is_span(item: Any) -> bool:
    if isinstance(item, Mapping):
        return "start" in item or "start_offset" in item
    return isinstance(item, list | tuple) and len(item) >= 3 and all(_is_whole(part) for part in item[:2])


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _longest(path: Path, names: Sequence[str], free: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the column with the longest texts on average; they must be more than single words or paths."""
    found = {name: _values(name, rows) for name in free}
    texts = {name: values for name, values in found.items() if _are_texts(values, sole=len(names) == 1)}
    if not texts:
        said = tr("No column of {path} holds texts. It has {names}.", path=path, names=", ".join(names))
        raise UserError(said)
    lengths = {name: sum(map(len, values)) / len(values) for name, values in texts.items()}
    by_length = sorted(lengths, key=lambda name: -lengths[name])
    ranked = [name for name in by_length if len(names) == 1 or _is_prose(texts[name])]
    rivals = len(ranked) > 1 and lengths[ranked[1]] > _RIVAL * lengths[ranked[0]]
    if not ranked or rivals or (lengths[ranked[0]] < _SHORT_TEXT and len(names) > 1):
        said = tr(
            "It is not clear which column of {path} holds the texts. Choose one: {names}.",
            path=path,
            names=", ".join(names),
        )
        raise UnclearColumnError(said, tuple(_reading(name, texts[name]) for name in by_length))
    return ranked[0]


def _are_texts(values: Sequence[Any], *, sole: bool) -> bool:
    """Tell whether a column can hold texts at all: no numbers, no lists, beside others no codes."""
    if not values or not all(isinstance(value, str) for value in values):
        return False
    return sole or _is_prose(values) or sum(map(len, values)) >= _SHORT_TEXT * len(values)


def _reading(name: str, values: Sequence[str]) -> Reading:
    shown = (" ".join(value.split())[:_EXAMPLE_LENGTH] for value in values[:_EXAMPLES])
    return Reading(f"text={name}", name, tuple(shown))


def _is_prose(values: Sequence[str]) -> bool:
    """Tell whether at least half of the values have several words, or signs of a script without blanks."""
    return 2 * sum(" " in value.strip() or not value.isascii() for value in values) >= len(values)


def fact(roles: Mapping[str, str], options: ReadOptions, rows: Sequence[Row] = ()) -> Fact:
    """Return what was found as a fact for the preview; `rows` are the first ones, for their other columns."""
    said = "; ".join(f"{role} = {name}" for role, name in roles.items())
    evidence = (
        tr("Chosen by you.")
        if set(roles) <= set(options.columns)
        else tr("By the names and contents of the columns.")
    )
    others = dict.fromkeys(name for row in rows for name in row if name and name not in roles.values())
    if others:
        evidence = tr("{evidence} Kept as fields: {names}.", evidence=evidence, names=", ".join(others))
    return Fact("columns", said, evidence)
