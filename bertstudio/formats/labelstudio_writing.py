"""Label Studio, writing: JSON that its import takes in, with the labelling configuration that fits beside it.

Positions are code points. Who annotated stands beside the task, not in `completed_by`: Label Studio refuses a
file that names a person whom it does not know.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Status, standing
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.annotators import ANNOTATOR
from bertstudio.formats.base import Loss
from bertstudio.formats.json_lines import line_of
from bertstudio.formats.labelstudio_config import CONFIG_SUFFIX, Offered, TextObject, xml_of
from bertstudio.formats.labelstudio_min import min_records
from bertstudio.formats.labelstudio_records import (
    DEFAULTS,
    FORMAT,
    own_of,
    part_of,
    record_of,
)
from bertstudio.formats.labelstudio_results import MADE_BY_HAND, MADE_BY_MODEL, names_in
from bertstudio.formats.labelstudio_suggestions import MODEL, RUN
from bertstudio.formats.labelstudio_tasks import OWN
from bertstudio.formats.labelstudio_texts import held
from bertstudio.formats.losses import ALL, LossCount, Tally
from bertstudio.formats.saving import chosen_options, new_text

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "shape": ("json", "json-min"),
    "config": ("beside", "none"),
    "completed_by": ("none", "keep"),
}
KEEPS = ALL - {"answers"}


@dataclass(frozen=True, slots=True)
class _Names:
    """What the text and its controls are called in all tasks of a file."""

    key: str
    object: str
    entities: str
    choices: str


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write a list with one task a line, and beside it the labelling configuration that fits.

    `options`: see OPTIONS, `task` and `multi_label`. Raises UserError for an unknown value or if nothing can
    be written.
    """
    chosen = chosen_options(OPTIONS, options)
    writer = _Writer(labels, chosen, str(options.get("task") or "ner"))
    writer.offered.several = bool(options.get("multi_label"))
    sign = "["
    with new_text(path) as write_text:
        for record in writer.records(documents):
            write_text(f"{sign}\n{line_of(record).rstrip()}")
            sign = ","
        write_text("[]\n" if sign == "[" else "\n]\n")
    if chosen["config"] == "beside":
        with new_text(path.with_name(path.stem + CONFIG_SUFFIX)) as write_text:
            write_text(xml_of(writer.offered))


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what a file of Label Studio cannot hold."""
    general, ghosts = LossCount(KEEPS, FORMAT), Tally()
    for document in documents:
        general.add(document)
        ids = {span.id for span in document.spans}
        ghosts.add(document, sum(not {x.head, x.tail} <= ids for x in standing(document)))
    found = general.losses()
    return [*found, *([ghosts.loss(tr("relations of suggestions"))] if ghosts.count else [])]


class _Writer:
    """Turns documents into tasks, and collects what the configuration must offer."""

    def __init__(self, labels: LabelSet, chosen: Mapping[str, str], task: str) -> None:
        self.labels = labels
        self.chosen = chosen
        self.task = task
        self.offered = Offered()
        self._colors = {label.name: label.color for label in labels}

    def records(self, documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
        """Yield tasks, or objects of JSON-MIN."""
        names = self._names({})
        for number, together in enumerate(_together(documents), 1):
            # The names of the first document are those of all: a project has one configuration.
            names = self._names(own_of(together[0])) if number == 1 else names
            task = self._task(together, number, names)
            yield from [task] if self.chosen["shape"] == "json" else min_records(task)

    def _names(self, own: Mapping[str, Any]) -> _Names:
        names = _Names(**{name: str(own.get(name) or usual) for name, usual in DEFAULTS.items()})
        self.offered.entities.clear()
        self.offered.choices.clear()
        self.offered.object, self.offered.key = names.object, names.key
        place = self.offered.choices if self.task == "text_classification" else self.offered.entities
        control = names.choices if self.task == "text_classification" else names.entities
        if len(self.labels):
            place[control] = dict(self._colors)
        return names

    def _task(self, documents: Sequence[Document], number: int, names: _Names) -> dict[str, Any]:
        first = documents[0]
        own = own_of(first)
        data = _data(first)
        reserved = {names.key: data.pop(names.key)} if names.key in data else {}
        key = first.key
        number = int(key) if key.isdecimal() and str(int(key[:15])) == key else number
        annotations = [
            self._annotation(document, names, f"a{place}-" if place > 1 else "")
            for place, document in enumerate(documents, 1)
            if _is_annotated(document)
        ]
        about = {"id": number, "data": reserved}
        records = [self._record(document, about, names) for document in documents]
        # A text that lies inside of another field is there already.
        inside = held(data, TextObject(key=names.key)) == first.text
        task: dict[str, Any] = {"id": number, "data": data if inside else {names.key: first.text, **data}}
        task |= {"annotations": annotations, "predictions": self._predictions(first, names)}
        task |= {"drafts": own["drafts"]} if own.get("drafts") else {}
        rest = dict(part_of(own, "task"))
        meta = rest.pop("meta", {})
        if any(records):
            meta = {**(meta if isinstance(meta, Mapping) else {}), OWN: records}
        return task | ({"meta": meta} if meta else {}) | {k: v for k, v in rest.items() if k not in task}

    def _record(self, document: Document, about: Mapping[str, Any], names: _Names) -> dict[str, Any]:
        record = record_of(document, about, _plain_status(document), asdict(names))
        every = (*document.labels, *document.label_suggestions)
        asked = [label.label for label in every if _is_asked(document, label.label)]
        return record | ({"asked": asked} if asked else {})

    def _annotation(self, document: Document, names: _Names, prefix: str) -> dict[str, Any]:
        own = own_of(document)
        rest = own.get("results")
        others = rest if isinstance(rest, list) else []
        if any(name.startswith(prefix + "s") for name in names_in(others)):
            # The names of what is written unchanged are taken.
            prefix = f"x-{prefix}"
        regions = self._regions(document, names, prefix)
        labels = [(label.label, None) for label in document.labels]
        results: list[Any] = [*regions.values(), *self._choices(document, labels, names, f"{prefix}c")]
        results += self._links(document, regions)
        # A relation whose entity was removed would be one to nothing.
        known = names_in(item for item in (*results, *others) if not _is_relation(item))
        results += [item for item in others if not _is_relation(item) or _ends(item) <= known]
        annotation: dict[str, Any] = {
            "result": results,
            "was_cancelled": document.status is Status.SKIPPED,
            "ground_truth": False,
        }
        annotation |= part_of(own, "annotation")
        who = own.get("completed_by") or document.meta.get(ANNOTATOR)
        keeps = self.chosen["completed_by"] == "keep" and who
        return annotation | ({"completed_by": who} if keeps else {})

    def _regions(self, document: Document, names: _Names, prefix: str) -> dict[int, dict[str, Any]]:
        """Return the regions of the entities by their ids, with what else was known of them."""
        kept = part_of(own_of(document), "regions")
        regions: dict[int, dict[str, Any]] = {}
        for span in document.spans:
            region = self._region(document, span, names, f"{prefix}s{span.id}")
            region |= part_of(kept, str(span.id))
            if span.note:
                region["meta"] = {"text": [span.note], **part_of(region, "meta")}
            regions[span.id] = region
        return regions

    def _links(
        self, document: Document, regions: Mapping[int, Mapping[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        for link in standing(document):
            if {link.head, link.tail} <= regions.keys():
                self.offered.relations[link.label] = None
                ends = {"from_id": regions[link.head]["id"], "to_id": regions[link.tail]["id"]}
                labels = {"labels": [link.label]} if link.label else {}
                yield {"type": "relation", **ends, "direction": "right", **labels}

    def _region(self, document: Document, span: Span, names: _Names, region: str) -> dict[str, Any]:
        control = part_of(part_of(own_of(document), "controls"), "entities").get(span.label, names.entities)
        self._offer(self.offered.entities, str(control), span.label)
        by_model = span.origin is Origin.MODEL
        score = {} if span.confidence is None or not by_model else {"score": span.confidence}
        return {
            "id": region,
            "from_name": control,
            "to_name": names.object,
            "type": "labels",
            "origin": MADE_BY_MODEL if by_model else MADE_BY_HAND,
            "value": _value(document.text, span.start, span.end, span.label),
            **score,
        }

    def _choices(
        self, document: Document, labels: Sequence[tuple[str, float | None]], names: _Names, prefix: str
    ) -> Iterator[dict[str, Any]]:
        """Yield one result for each question and, where there are any, each score."""
        controls = part_of(part_of(own_of(document), "controls"), "choices")
        asked = [(str(controls.get(name, names.choices)), score, name) for name, score in labels]
        for place, ((control, score), group) in enumerate(groupby(asked, key=lambda one: one[:2]), 1):
            answers = [name.removeprefix(f"{control}: ") for _, _, name in group]
            for answer in answers:
                self._offer(self.offered.choices, control, answer)
            result = {
                "id": f"{prefix}{place}",
                "from_name": control,
                "to_name": names.object,
                "type": "choices",
            }
            yield result | {"value": {"choices": answers}} | ({} if score is None else {"score": score})

    def _offer(self, offered: dict[str, dict[str, int]], control: str, label: str) -> None:
        own = offered.setdefault(control, {})
        own.setdefault(label, self._colors.get(label, len(own) + 1))

    def _predictions(self, document: Document, names: _Names) -> list[dict[str, Any]]:
        """Return the predictions that came with a document, and one for each other source of suggestions."""
        kept = own_of(document).get("predictions")
        found = [dict(each) for each in (kept if isinstance(kept, list) else []) if isinstance(each, Mapping)]
        told = {(row[0], row[1], row[2]) for each in found for row in _rows(each, "spans", 4)}
        named = {row[0] for each in found for row in _rows(each, "labels", 2)}
        spans = [s for s in document.suggestions if (s.start, s.end, s.label) not in told]
        labels = [label for label in document.label_suggestions if label.label not in named]
        runs = dict.fromkeys([*(span.run for span in spans), *(label.run for label in labels)])
        found += [
            _told(run, [s for s in spans if s.run == run], [each for each in labels if each.run == run])
            for run in runs
        ]
        return [self._prediction(document, each, names, f"p{place}-") for place, each in enumerate(found, 1)]

    def _prediction(
        self, document: Document, kept: Mapping[str, Any], names: _Names, prefix: str
    ) -> dict[str, Any]:
        results: list[Any] = []
        controls = part_of(part_of(own_of(document), "controls"), "entities")
        for place, (start, end, label, score) in enumerate(_rows(kept, "spans", 4), 1):
            control = str(controls.get(label, names.entities))
            self._offer(self.offered.entities, control, label)
            region: dict[str, Any] = {"id": f"{prefix}s{place}", "from_name": control}
            region |= {"to_name": names.object, "type": "labels"}
            region["value"] = _value(document.text, start, end, label)
            results.append(region | ({} if score is None else {"score": score}))
        labels = [(name, score) for name, score in _rows(kept, "labels", 2)]
        results += self._choices(document, labels, names, f"{prefix}c")
        for head, tail, label in _rows(kept, "relations", 3):
            self.offered.relations[str(label)] = None
            ends = {"from_id": f"{prefix}s{head + 1}", "to_id": f"{prefix}s{tail + 1}"}
            named = {"labels": [label]} if label else {}
            results.append({"type": "relation", **ends, "direction": "right", **named})
        # Label Studio refuses predictions with results that its configuration does not know.
        parts = {"spans", "labels", "relations", "results"}
        return {key: value for key, value in kept.items() if key not in parts} | {"result": results}


def _told(run: int | None, spans: Sequence[Span], labels: Sequence[DocumentLabel]) -> dict[str, Any]:
    """Return suggestions of one source as a prediction is kept."""
    scores = [*(span.confidence for span in spans), *(label.confidence for label in labels)]
    known = [score for score in scores if score is not None]
    # Label Studio sorts tasks by it.
    mean = {"score": sum(known) / len(known)} if len(known) == len(scores) else {}
    return {
        "model_version": MODEL if run is None else f"{RUN}{run}",
        **mean,
        "spans": [[span.start, span.end, span.label, span.confidence] for span in spans],
        "labels": [[label.label, label.confidence] for label in labels],
    }


def _is_relation(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("type") == "relation"


def _ends(relation: Mapping[str, Any]) -> set[str]:
    return {str(relation.get("from_id")), str(relation.get("to_id"))}


def _is_asked(document: Document, name: str) -> bool:
    """Tell whether a label names its question, as it was read, besides the answer."""
    own = own_of(document)
    control = part_of(part_of(own, "controls"), "choices").get(name) or own.get("choices")
    return bool(control) and name.startswith(f"{control}: ")


def _rows(record: Mapping[str, Any], part: str, length: int) -> list[list[Any]]:
    """Return the rows of a prediction that is kept in the meta of a document, which people may edit."""
    rows = record.get(part)
    every = rows if isinstance(rows, list) else []
    return [row for row in every if isinstance(row, list) and len(row) == length]


def _value(text: str, start: int, end: int, label: str) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end], "labels": [label]}


def _data(document: Document) -> dict[str, Any]:
    """Return the fields of a task besides its text."""
    data = {key: value for key, value in document.meta.items() if key not in {FORMAT, ANNOTATOR}}
    return data | dict(part_of(own_of(document), "data"))


def _is_annotated(document: Document) -> bool:
    own = own_of(document)
    known = own.get("annotation") or own.get("results")
    return document.status is not Status.TODO or bool(document.spans or document.labels or known)


def _plain_status(document: Document) -> Status:
    """Return the state that a task says by its annotation."""
    if document.status is Status.SKIPPED:
        return Status.SKIPPED
    return Status.DONE if _is_annotated(document) else Status.TODO


def _together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents that are one task: what several annotators made of one text, one after the other."""
    held: list[Document] = []
    for document in documents:
        if held and not _belongs(held, document):
            yield held
            held = []
        held.append(document)
    if held:
        yield held


def _belongs(held: Sequence[Document], document: Document) -> bool:
    first = held[0]
    names = {each.meta.get(ANNOTATOR) for each in (*held, document)}
    return (
        bool(document.group)
        and (document.group, document.text, document.key) == (first.group, first.text, first.key)
        and len(names) == len(held) + 1
        and None not in names
        and not document.suggestions
        and not document.label_suggestions
        and all(map(_is_annotated, (first, document)))
        and Status.SKIPPED not in {first.status, document.status}
        and _data(first) == _data(document)
    )
