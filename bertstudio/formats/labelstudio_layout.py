"""Which fields of the tasks of Label Studio hold the texts: by the configuration, or by what a file shows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Fact, ReadOptions
from bertstudio.formats.columns import roles_of
from bertstudio.formats.labelstudio_config import Config, TextObject, config_beside
from bertstudio.formats.labelstudio_tasks import Task

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9-]+:/|/data/)\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the texts of a file are, and what their controls are called."""

    objects: tuple[TextObject, ...]
    config: Config | None = None
    entities: str = ""
    """The control that labels regions; empty when none is known."""
    choices: str = ""
    """The control that labels documents."""
    object: str = ""
    """What results call the text, where there is one without a name."""

    @property
    def names(self) -> frozenset[str]:
        """Names of the texts, empty when there is one without a name."""
        return frozenset(one.name for one in self.objects if one.name)


def configuration(path: Path) -> tuple[Config | None, str]:
    """Return the configuration beside a file, and its name.

    Raises UserError when it is that of a project without texts.
    """
    beside = config_beside(path)
    if beside is None:
        return None, ""
    where, config = beside
    if not config.objects and config.others:
        raise UserError(
            tr(
                "{config} shows no texts but {tags}. BertStudio reads projects of texts.",
                config=where,
                tags=", ".join(config.others),
            )
        )
    return config, where.name


def layout_of(
    path: Path, tasks: Sequence[Task], options: ReadOptions, beside: tuple[Config | None, str]
) -> tuple[Layout, Fact]:
    """Return the layout of a file from its first tasks, and what is to be said about it.

    Raises UserError when a field that the user names is not there, or no field is clearly the text.
    """
    config, where = beside
    wanted = options.columns.get("text", "")
    if config is not None and config.objects:
        objects = tuple(one for one in config.objects if not wanted or one.key == wanted)
        said = tr("So says {config} beside the file.", config=where)
    else:
        objects, said = (), ""
    if not objects:
        objects = _found(path, tasks, options, wanted)
        said = tr("Chosen by you.") if wanted else tr("By what the fields of the tasks hold.")
    entities = (config.first("labels") if config else "") or _control(tasks, "labels")
    choices = (config.first("choices") if config else "") or _control(tasks, "choices")
    names = ", ".join(one.key or one.name for one in objects)
    return Layout(objects, config, entities, choices, _object(tasks)), Fact("text", names, said)


def _control(tasks: Sequence[Task], ending: str) -> str:
    """Return the control that most results of a type come from."""
    counts = Counter(
        str(result.get("from_name") or "")
        for result in _results(tasks)
        if str(result.get("type")).endswith(ending)
    )
    return next((name for name, _ in counts.most_common() if name), "")


def _object(tasks: Sequence[Task]) -> str:
    """Return what most results about texts call their text."""
    counts = Counter(
        str(result.get("to_name") or "")
        for result in _results(tasks)
        if isinstance(result.get("value"), Mapping) and {"start", "choices"} & result["value"].keys()
    )
    return next((name for name, _ in counts.most_common() if name), "")


def _results(tasks: Sequence[Task]) -> Iterator[Mapping[str, Any]]:
    for task in tasks:
        for one in (*task.annotations, *task.predictions):
            results = one.get("result")
            for result in results if isinstance(results, list) else ():
                if isinstance(result, Mapping):
                    yield result


def _found(path: Path, tasks: Sequence[Task], options: ReadOptions, wanted: str) -> tuple[TextObject, ...]:
    fields = [] if wanted else _voted(tasks)
    keys = dict.fromkeys(key for _, key in fields)
    pages = {str(item.get("to_name")) for item in _results(tasks) if item.get("type") == "hypertextlabels"}
    if len(keys) > 1:
        return tuple(TextObject(name, key, "page" if name in pages else "text") for name, key in fields)
    key = next(iter(keys), "") or _named(path, tasks, options)
    is_list = any(isinstance(task.data.get(key), list) for task in tasks)
    return (TextObject("", key, "paragraphs" if is_list else "page" if pages else "text"),)


def _voted(tasks: Sequence[Task]) -> list[tuple[str, str]]:
    """Return name of a text → field, for which surface texts of regions stand where they should."""
    votes: dict[str, Counter[str]] = {}
    for task in tasks:
        texts = [(key, value) for key, value in task.data.items() if isinstance(value, str)]
        for result in _results([task]):
            value = result.get("value")
            start, end, surface = (
                (value.get(name) for name in ("start", "end", "text"))
                if isinstance(value, Mapping)
                else [None] * 3
            )
            if isinstance(start, int) and isinstance(end, int) and isinstance(surface, str) and surface:
                name = str(result.get("to_name") or "")
                votes.setdefault(name, Counter()).update(
                    key for key, text in texts if text[start:end] == surface
                )
    return [(name, counts.most_common(1)[0][0]) for name, counts in votes.items() if counts]


def _named(path: Path, tasks: Sequence[Task], options: ReadOptions) -> str:
    rows = [dict(task.data) for task in tasks]
    if not options.columns.get("text"):
        rows = [_of_text(row) for row in rows]
        named = dict.fromkeys(str(result.get("to_name") or "") for result in _results(tasks))
        for name in named:
            if any(name in row for row in rows):
                return name
        talks = [
            key for row in (task.data for task in tasks) for key, value in row.items() if _is_talk(value)
        ]
        if not any(rows) and talks:
            return talks[0]
    if not any(rows):
        keys = ", ".join(dict.fromkeys(key for task in tasks for key in task.data))
        raise UserError(tr("The tasks of {path} hold no text, only {fields}.", path=path, fields=keys or "–"))
    only = {key for row in rows for key in row}
    if len(only) == 1 and not options.columns.get("text"):
        return only.pop()
    columns = {role: name for role, name in options.columns.items() if role == "text"}
    return roles_of(path, rows, ReadOptions(columns=columns))["text"]


def _of_text(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that may be texts: no numbers, no addresses of pictures or sounds."""
    return {
        key: value for key, value in data.items() if isinstance(value, str) and not _ADDRESS.fullmatch(value)
    }


def _is_talk(value: Any) -> bool:
    return isinstance(value, list) and any(
        isinstance(item, Mapping) and isinstance(item.get("text"), str) for item in value
    )
