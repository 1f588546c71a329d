"""The tasks of a Label Studio file in one shape, whatever version or shape of file they come from.

- current exports: `data`, `annotations`, `predictions`, `drafts`
- exports before version 1.0: `completions` instead of `annotations`
- JSON-MIN: the data and the answers of one annotation as fields of one object
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from bertstudio.formats.base import Problem
from bertstudio.formats.json_lines import Item
from bertstudio.formats.labelstudio_config import Config

OWN = "bertstudio"
"""The field of a task's `meta` that holds what BertStudio wrote and Label Studio keeps."""
_PARTS = frozenset({"data", "annotations", "completions", "predictions", "drafts"})
_AFTER_DATA = ("annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement", OWN)
"""Fields that JSON-MIN puts behind the answers."""
MAX_CHOICE = 60
"""Code points: a longer answer is no choice."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task. Everything is as the file has it."""

    line: int
    data: Mapping[str, Any]
    id: Any = None
    annotations: Sequence[Mapping[str, Any]] = ()
    predictions: Sequence[Mapping[str, Any]] = ()
    drafts: Sequence[Any] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)
    """Further fields of the task."""
    records: Sequence[Mapping[str, Any]] = ()
    """What BertStudio wrote about each annotation, or about the task when it has none."""
    wrong: bool = False
    """Whether some part is no list of objects."""


def is_min(record: Mapping[str, Any]) -> bool:
    """Tell whether a record is one of JSON-MIN."""
    return (
        "annotation_id" in record and "data" not in record and bool({"annotator", "lead_time"} & set(record))
    )


def annotator_of(annotation: Mapping[str, Any]) -> str:
    """Return who made an annotation: a number, an e-mail address, a name; empty when it is not said."""
    who = annotation.get("completed_by")
    if isinstance(who, Mapping):
        names = " ".join(str(who[key]) for key in ("first_name", "last_name") if who.get(key))
        return str(who.get("email") or names or who.get("id") or "")
    return str(who) if isinstance(who, str | int) and not isinstance(who, bool) else ""


def is_cancelled(annotation: Mapping[str, Any]) -> bool:
    """Tell whether somebody skipped the task instead of annotating it."""
    return bool(annotation.get("was_cancelled") or annotation.get("skipped"))


class Tasks:
    """Turns the objects of a file into tasks, in one pass and constant memory."""

    def __init__(self, records: Iterable[Mapping[str, Any]], config: Config | None) -> None:
        """`records` are some from the beginning of the file: they tell answers from data in JSON-MIN."""
        self._answers = _Answers(config, [record for record in records if is_min(record)])

    def of(self, items: Iterable[Item]) -> Iterator[Task | Problem]:
        """Yield tasks and problems; the objects of JSON-MIN that belong to one task become one."""
        held: Task | None = None
        for line, item in items:
            if isinstance(item, Problem):
                yield item
                continue
            task = self._answers.task(item, line) if is_min(item) else _task(item, line)
            if held is not None and is_min(item) and _is_same(held, task, item):
                held = _joined(held, task)
                continue
            if held is not None:
                yield held
            held = task
        if held is not None:
            yield held


def _is_same(one: Task, other: Task, record: Mapping[str, Any]) -> bool:
    if OWN in record:
        return bool(_mapping(record[OWN]).get("same_task"))
    return one.id is not None and one.id == other.id and one.data == other.data


def _joined(one: Task, other: Task) -> Task:
    return Task(
        one.line,
        one.data,
        one.id,
        [*one.annotations, *other.annotations],
        one.predictions,
        one.drafts,
        one.rest,
        [*one.records, *other.records],
        one.wrong or other.wrong,
    )


def _task(record: Mapping[str, Any], line: int) -> Task:
    data = record.get("data")
    if not isinstance(data, Mapping):
        # Label Studio imports bare data, too.
        return Task(line, {} if "data" in record else record, record.get("id"))
    annotations, one = _objects(record.get("annotations", record.get("completions")))
    predictions, two = _objects(record.get("predictions"))
    drafts = record.get("drafts")
    rest = {key: value for key, value in record.items() if key not in _PARTS and key != "id"}
    records, rest = _records(rest)
    return Task(
        line,
        data,
        record.get("id"),
        annotations,
        predictions,
        drafts if isinstance(drafts, list) else [],
        rest,
        records,
        one or two,
    )


def _objects(value: Any) -> tuple[list[Mapping[str, Any]], bool]:
    """Return the objects of a list, and whether it is something else."""
    if value is None:
        return [], False
    if not isinstance(value, list):
        return [], True
    # Exports without annotations may hold their numbers instead.
    found = [item for item in value if isinstance(item, Mapping)]
    return found, len(found) < len(value)


def _records(rest: dict[str, Any]) -> tuple[list[Mapping[str, Any]], dict[str, Any]]:
    """Take what BertStudio wrote out of the `meta` of a task."""
    meta = rest.get("meta")
    if not isinstance(meta, Mapping) or OWN not in meta:
        return [], rest
    others = {key: value for key, value in meta.items() if key != OWN}
    rest = {key: value for key, value in rest.items() if key != "meta"} | ({"meta": others} if others else {})
    own = meta[OWN] if isinstance(meta[OWN], list) else []
    return [record for record in own if isinstance(record, Mapping)], rest


class _Answers:
    """Tells the answers in an object of JSON-MIN from its data.

    Without a configuration the answers are what stands between `id` and the annotator, where Label Studio
    puts them; but for data with an `id` of its own, behind which the rest of the data stands as well.
    """

    def __init__(self, config: Config | None, records: Sequence[Mapping[str, Any]]) -> None:
        self._types = {control.name: control.tag for control in config.controls} if config else {}
        self._known = bool(self._types)
        self._by_place = not self._known and all(map(_has_text_before_id, records))
        texts: dict[str, Counter[str]] = {}
        for record in records:
            for name, value in self._between(record):
                texts.setdefault(name, Counter())[value if isinstance(value, str) else ""] += 1
        self._words = {name for name, values in texts.items() if not _are_choices(values)}
        """Answers that are words of somebody, no choices."""

    def task(self, record: Mapping[str, Any], line: int) -> Task:
        """Return one object of JSON-MIN as a task with one annotation."""
        answers = dict(self._between(record))
        own = _mapping(record.get(OWN))
        chosen = own.get("choices")
        choices = frozenset(map(str, chosen if isinstance(chosen, list) else ()))
        data = {k: v for k, v in record.items() if k not in answers and k != "id" and k not in _AFTER_DATA}
        result = [
            item for name, value in answers.items() for item in self._results(name, value, name in choices)
        ]
        annotation: dict[str, Any] = {
            key: record[key]
            for key in ("created_at", "updated_at", "lead_time")
            if record.get(key) is not None
        }
        annotation |= {"id": record.get("annotation_id"), "completed_by": record.get("annotator")}
        annotation |= _mapping(own.get("annotation"))
        relations, _ = _objects(own.get("relations"))
        predictions, _ = _objects(own.get("predictions"))
        annotation["result"] = [*result, *relations]
        annotation["was_cancelled"] = bool(own.get("was_cancelled"))
        drafts = own.get("drafts")
        about = _mapping(own.get("record"))
        rest = _mapping(own.get("task")) | (
            {"agreement": record["agreement"]} if "agreement" in record else {}
        )
        return Task(
            line,
            data | _mapping(own.get("data")),
            record.get("id"),
            [annotation] if _is_answered(record, annotation["result"]) else [],
            predictions,
            drafts if isinstance(drafts, list) else [],
            rest,
            [about] if about else [],
        )

    def _between(self, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield the answers."""
        inside = False
        known = _mapping(record.get(OWN)).get("answers")
        for name, value in record.items():
            if isinstance(known, list):
                if name in known:
                    yield name, value
            elif name in _AFTER_DATA:
                inside = False
            elif name == "id":
                inside = self._by_place
            elif inside or name in self._types or (not self._known and _is_answer(value)):
                yield name, value

    def _results(self, name: str, value: Any, chosen: bool) -> Iterator[dict[str, Any]]:
        for number, item in enumerate(value if isinstance(value, list) else [value], 1):
            result = {"id": f"{name}-{number}", "from_name": name, "to_name": ""}
            if isinstance(item, Mapping):
                inner = {key: each for key, each in item.items() if key != OWN}
                yield result | {"type": self._type(name, inner), "value": inner} | _mapping(item.get(OWN))
            elif isinstance(item, str) and (chosen or self._is_choice(name)):
                yield result | {"type": "choices", "value": {"choices": [item]}}
            else:
                tag = self._types.get(name, "textarea")
                yield result | {"type": tag, "value": {"text": item}}

    def _is_choice(self, name: str) -> bool:
        return self._types.get(name) == "choices" if self._known else name not in self._words

    def _type(self, name: str, value: Mapping[str, Any]) -> str:
        labels = next((key for key in value if key.endswith("labels")), "")
        other = next((key for key in ("choices", "taxonomy", "rating", "number") if key in value), "textarea")
        return labels or self._types.get(name) or other


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _is_answered(record: Mapping[str, Any], result: Sequence[Any]) -> bool:
    """Tell whether somebody has annotated: other tasks are exported as well, without an annotator."""
    if OWN in record:
        return not _mapping(record[OWN]).get("unanswered")
    return bool(result or record.get("annotation_id") is not None or record.get("annotator"))


def _has_text_before_id(record: Mapping[str, Any]) -> bool:
    return any(isinstance(value, str) for _, value in takewhile(lambda item: item[0] != "id", record.items()))


def _is_answer(value: Any) -> bool:
    """Tell whether a value can be nothing but an answer: regions, or choices with their name."""
    items = value if isinstance(value, list) else [value]
    return bool(items) and all(
        isinstance(item, Mapping)
        and (
            item.keys() == {"choices"}
            or ({"start", "end"} <= item.keys() and any(key.endswith("labels") for key in item))
        )
        for item in items
    )


def _are_choices(values: Counter[str]) -> bool:
    """Tell whether answers look like choices: short, and the same ones again and again."""
    if any(len(value) > MAX_CHOICE or "\n" in value for value in values):
        return False
    return len(values) <= max(12, values.total() // 3)
