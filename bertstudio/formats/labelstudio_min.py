"""Tasks of Label Studio as JSON-MIN: one object for each annotation, the answers as fields beside the data.

What JSON-MIN has no place for (relations, predictions, names of regions) stands in a field of our own, which
other programs pass over.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bertstudio.formats.labelstudio_results import MADE_BY_HAND
from bertstudio.formats.labelstudio_tasks import OWN

_OUR_CHOICE = re.compile(r"(?:x-)?(?:a\d+-)?c\d+")
"""Names of the results that are labels of the document; other choices keep their names."""
_RESERVED = ("id", "data", "annotator", "annotation_id", "agreement")
_ORDER = ("created_at", "updated_at", "lead_time")


def min_records(task: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-MIN for a task; one without answers when nobody has annotated it."""
    parts = {"id", "data", "annotations", "predictions", "meta", "drafts"}
    meta = task.get("meta", {})
    if not isinstance(meta, Mapping):
        meta = {}
    records = meta.get(OWN, [])
    rest = {key: value for key, value in task.items() if key not in parts}
    others = {key: value for key, value in meta.items() if key != OWN}
    rest |= {"meta": others} if others else {}
    for place, annotation in enumerate(task["annotations"] or [None]):
        own: dict[str, Any] = {}
        if place < len(records) and records[place]:
            own["record"] = records[place]
        if not place:
            shared = {"predictions": task["predictions"], "drafts": task.get("drafts"), "task": rest}
            own |= {name: value for name, value in shared.items() if value}
        own |= {"same_task": True} if place else {}
        own |= {"unanswered": True} if annotation is None else {}
        yield _record(task, annotation or {"result": []}, own)


def _record(task: Mapping[str, Any], annotation: Mapping[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, list[Any]] = {}
    relations = []
    for result in annotation["result"]:
        if not isinstance(result, Mapping) or not result.get("from_name"):
            relations.append(result)
        else:
            answers.setdefault(str(result["from_name"]), []).append(_answer(result))
    reserved = {*answers, *_RESERVED, *_ORDER, OWN}
    hidden = {key: value for key, value in task["data"].items() if key in reserved}
    record = {key: value for key, value in task["data"].items() if key not in reserved}
    record["id"] = task["id"]
    chosen = [name for name, values in answers.items() if len(values) == 1 and isinstance(values[0], str)]
    record |= {name: values[0] if name in chosen else values for name, values in answers.items()}
    record["annotator"] = own.get("record", {}).get("annotator") or annotation.get("completed_by")
    record["annotation_id"] = annotation.get("id")
    record |= {key: annotation.get(key) for key in _ORDER}
    rest = {
        key: value
        for key, value in annotation.items()
        if key not in {"result", "id", "completed_by", "was_cancelled", *_ORDER}
        and (key, value) != ("ground_truth", False)
    }
    cancelled = annotation.get("was_cancelled")
    told = {"choices": chosen, "relations": relations, "was_cancelled": cancelled, "data": hidden}
    own |= {name: value for name, value in {**told, "annotation": rest}.items() if value}
    return record | {OWN: {"answers": list(answers), **own}}


def _answer(result: Mapping[str, Any]) -> Any:
    """Return the value of a result, with what else it says in a field of our own; one choice by its name."""
    value = result.get("value")
    names = value.get("choices") if isinstance(value, Mapping) else None
    if _OUR_CHOICE.fullmatch(str(result.get("id"))) and isinstance(names, list) and len(names) == 1:
        return names[0]
    # The type of a region stands in its value, and its text is the only one.
    is_region = result.get("type") == "labels" and isinstance(value, Mapping) and "labels" in value
    told = {"from_name", "value", *({"type", "to_name"} if is_region else set())}
    extra = {key: each for key, each in result.items() if key not in told}
    extra |= {} if is_region or "type" in extra else {"type": ""}
    if is_region and extra.get("origin") == MADE_BY_HAND:
        del extra["origin"]
    if not isinstance(value, Mapping):
        return {OWN: {**extra, "value": value}}
    return {**value, OWN: extra}
