"""Tasks of Label Studio → documents: one for each annotator of each text."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Status,
    checksum,
)
from bertstudio.core.words import tr
from bertstudio.formats.annotators import ANNOTATOR, APART
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity
from bertstudio.formats.labelstudio_config import TextObject
from bertstudio.formats.labelstudio_layout import Layout
from bertstudio.formats.labelstudio_records import DEFAULTS, FORMAT, Version, recorded, versions
from bertstudio.formats.labelstudio_results import Choice, Results, Target, names_in, sorted_results
from bertstudio.formats.labelstudio_suggestions import Asking, Predicted, predicted
from bertstudio.formats.labelstudio_tasks import Task, is_cancelled
from bertstudio.formats.labelstudio_texts import Shown, held, shown
from bertstudio.formats.offsets import CODE_POINTS, Offsets
from bertstudio.formats.placing import Placed, placed, trouble
from bertstudio.formats.rows import json_value

_OF_ANNOTATION = frozenset({"result", "completed_by", "was_cancelled", "skipped"})


@dataclass(slots=True)
class Counts:
    """What happened to many tasks and is said once."""

    kept: Counter[str] = field(default_factory=Counter)
    """Type of a result that has no place here → number."""
    cancelled: int = 0
    skipped_tasks: int = 0
    others: int = 0
    drafts: int = 0
    pages: int = 0
    talks: int = 0
    predictions: int = 0


class Maker:
    """Makes documents of tasks, with everything that was found out about their file."""

    def __init__(
        self,
        path: Path,
        options: ReadOptions,
        layout: Layout,
        offsets: Offsets,
        ambiguous: frozenset[str],
        *,
        tasks_named: bool,
    ) -> None:
        self.path = path
        self.options = options
        self.layout = layout
        self.offsets = offsets
        self.counts = Counts()
        self._ambiguous = ambiguous
        self._tasks_named = tasks_named
        self._number = 0

    def reads(self, task: Task, position: int) -> Iterator[Read]:
        """Yield the problems of a task and its documents, but for those with an error."""
        self._number += 1
        texts = [(one, self._shown(task, one)) for one in self.layout.objects]
        present = [(one, text) for one, text in texts if text is not None and text.text.strip()]
        if task.wrong:
            said = tr("The annotations or predictions of this task are no list of objects.")
            yield Read(problem=self._problem(task, Severity.ERROR, "spans-unreadable", said))
            return
        if not present:
            yield Read(problem=self._no_text(task))
            return
        versions = self._versions(task)
        several = len(versions) > 1 or len(present) > 1
        for number, (one, text) in enumerate(present):
            assert text is not None
            group = checksum("\n".join(each.text for _, each in present if each)) if several else ""
            self.counts.pages += one.kind == "page"
            self.counts.talks += one.kind == "paragraphs"
            for place, version in enumerate(versions):
                target = Target(one, self.layout.names, first=not number)
                found = _One(self, task, version, target, text)
                yield from found.reads(group, position, suggests=not place)

    def _shown(self, task: Task, one: TextObject) -> Shown | None:
        return None if one.kind == "address" else shown(held(task.data, one), one)

    def _no_text(self, task: Task) -> Problem:
        elsewhere = [one for one in self.layout.objects if one.kind == "address" and held(task.data, one)]
        names = ", ".join(one.key for one in self.layout.objects)
        if elsewhere:
            said = tr(
                "The text lies elsewhere, at {address}. Nothing is downloaded.",
                address=held(task.data, elsewhere[0]),
            )
            return self._problem(task, Severity.ERROR, "text-elsewhere", said)
        empty = any(held(task.data, one) == "" for one in self.layout.objects)
        if empty and not any(each.get("result") for each in task.annotations):
            said = tr("This task has no text and was left out.")
            return self._problem(task, Severity.SKIPPED, "no-text", said)
        return self._problem(
            task, Severity.ERROR, "no-text", tr("There is no text under {name}.", name=names)
        )

    def _problem(self, task: Task, severity: Severity, kind: str, text: str) -> Problem:
        return Problem(str(self.path), task.line, severity, self.named(task, text), kind)

    def named(self, task: Task, text: str) -> str:
        """Return a sentence that names the task: a list may be one line."""
        if not self._tasks_named:
            return text
        name = self._number if task.id is None else task.id
        return tr("Task {name}: {problem}", name=name, problem=text)

    def _versions(self, task: Task) -> list[Version]:
        """Return what becomes a document of its own: each annotation that counts, or the bare text."""
        named = versions(task)
        wanted = [one for one in named if self.options.annotators in {APART, one.annotator}]
        self.counts.others += len(named) - len(wanted)
        valid = [one for one in wanted if one.annotation is not None and not is_cancelled(one.annotation)]
        given_up = [one for one in wanted if one not in valid]
        if named and not wanted:
            return []
        if valid:
            self.counts.cancelled += len(given_up)
            self.counts.drafts += len(task.drafts)
            return valid
        if given_up:
            self.counts.skipped_tasks += 1
            self.counts.cancelled += len(given_up) - 1
            self.counts.drafts += len(task.drafts)
            return [replace(given_up[0], status=Status.SKIPPED)]
        record = task.records[0] if task.records else {}
        draft = next((one for one in task.drafts if isinstance(one, Mapping) and one.get("result")), None)
        self.counts.drafts += len(task.drafts) - (draft is not None)
        if draft is not None:
            return [Version(draft, Status.STARTED, str(draft.get("user") or ""), record, draft=True)]
        return [Version(None, Status.TODO, str(record.get(ANNOTATOR) or ""), record)]

    def is_ambiguous(self, choice: Choice) -> bool:
        """Tell whether a choice is the answer to several questions in this file."""
        return choice.label in self._ambiguous and bool(choice.control)


@dataclass(frozen=True, slots=True)
class _One:
    """One text of a task with one of its annotations."""

    maker: Maker
    task: Task
    version: Version
    target: Target
    text: Shown

    def reads(self, group: str, position: int, *, suggests: bool) -> Iterator[Read]:
        """Yield problems and the document, unless one of them is an error."""
        annotation = self.version.annotation or {}
        results = sorted_results(annotation.get("result"), self.text, self.target)
        found = placed(self.text.text, results.raws, self._offsets, self.maker.options)
        troubles = list(found.troubles)
        if annotation and not isinstance(annotation.get("result", []), list):
            said = tr("What was annotated here is no list of results.")
            troubles.append((Severity.ERROR, "spans-unreadable", said))
        labels = dict.fromkeys(self._label_of(choice) for choice in results.choices)
        taken = Predicted(found.spans, tuple(labels))
        if suggests:
            taken = self._predicted(taken)
            troubles += taken.troubles
        first_id = len(found.spans) + len(taken.suggestions) + 1
        relations = self._relations(results, found, troubles, first_id)
        for severity, kind, text in troubles:
            said = self.maker.named(self.task, text)
            yield Read(problem=Problem(str(self.maker.path), self.task.line, severity, said, kind))
        if any(severity is Severity.ERROR for severity, _, _ in troubles):
            return
        own = self._own(results, found, taken)
        document = Document(
            id=0,
            text=self.text.text,
            spans=_spans(found, results),
            suggestions=taken.suggestions,
            labels=tuple(DocumentLabel(name, Origin.IMPORT) for name in labels),
            label_suggestions=taken.labels,
            relations=relations,
            status=self._status(results, found, bool(labels)),
            note="\n".join((*found.notes, *taken.notes)),
            language=self.maker.options.language,
            source=self.maker.path.name,
            group=group,
            key="" if self.task.id is None else str(self.task.id),
            meta=self._meta(own),
        )
        yield Read(document=recorded(document, self.version.record), position=position)

    @property
    def _offsets(self) -> Offsets:
        return self.maker.offsets if self.text.is_plain else CODE_POINTS

    def _label_of(self, choice: Choice) -> str:
        """Return the label that a choice means: with its question, where another has the same answer."""
        label = choice.label.strip()
        asked = f"{choice.control}: {label}"
        known = self.version.record.get("asked")
        return asked if self.maker.is_ambiguous(choice) or asked in (known or ()) else label

    def _predicted(self, taken: Predicted) -> Predicted:
        counts, options = self.maker.counts, self.maker.options
        asking = Asking(
            self.text,
            self.target,
            options,
            lambda results, first: placed(
                self.text.text, results.raws, self._offsets, options, first_id=first
            ),
            self._label_of,
        )
        found = predicted(self.task.predictions, asking, taken)
        counts.predictions += found.repeated
        counts.kept.update(found.kept)
        return found

    def _relations(
        self, results: Results, found: Placed, troubles: list[tuple[Severity, str, str]], first_id: int
    ) -> tuple[Relation, ...]:
        ids: dict[str, int] = {}
        for region, number in zip(results.regions, found.ids, strict=True):
            ids.setdefault(region.id, number)
        relations: list[Relation] = []
        for link in results.links:
            head, tail = ids.get(link.head, 0), ids.get(link.tail, 0)
            if head and tail:
                number = first_id + len(relations)
                relations.append(Relation(number, head, tail, link.label, Origin.IMPORT))
            else:
                said = tr("A relation names an entity that is not there.")
                troubles.append(trouble("relation-without-span", said, self.maker.options))
        return tuple(relations)

    def _status(self, results: Results, found: Placed, labelled: bool) -> Status:
        if self.version.status is not Status.DONE:
            return self.version.status
        config = self.maker.layout.config
        asked = config is not None and config.asks_for_entities(self.target.one.name)
        # Somebody who only rated a text has not said that there are no entities in it.
        only_else = not found.spans and not labelled and (results.rest or not self.target.first)
        return Status.TODO if only_else and not asked else Status.DONE

    def _own(self, results: Results, found: Placed, taken: Predicted) -> dict[str, Any]:
        """Return what only Label Studio knows."""
        task, version, layout = self.task, self.version, self.maker.layout
        self.maker.counts.kept.update(_type_of(item) for item in results.rest)
        names = {
            "key": self.target.one.key or DEFAULTS["key"],
            "object": self.target.one.name or layout.object or DEFAULTS["object"],
            "entities": layout.entities or DEFAULTS["entities"],
            "choices": layout.choices or DEFAULTS["choices"],
        }
        own: dict[str, Any] = {name: value for name, value in names.items() if value != DEFAULTS[name]}
        regions = {region.raw.label.strip(): region.control for region in results.regions}
        choices = {self._label_of(choice): choice.control for choice in results.choices}
        used = {
            "entities": {**taken.entity_controls, **regions},
            "choices": {**taken.choice_controls, **choices},
        }
        controls = {
            kind: {k: v for k, v in each.items() if v not in {"", names[kind]}} for kind, each in used.items()
        }
        parts = {
            "controls": {kind: each for kind, each in controls.items() if each},
            "task": dict(task.rest),
            "annotation": _rest_of(version.annotation) if not version.draft else {},
            "draft": _rest_of(version.annotation) if version.draft else {},
            "drafts": [each for each in task.drafts if each is not version.annotation],
            "results": results.rest,
            "regions": _regions(results, found),
            "predictions": list(taken.records),
            "completed_by": _who(version.annotation),
        }
        own |= {name: part for name, part in parts.items() if part}
        if not self.text.is_plain:
            own["original"] = held(task.data, self.target.one)
        return own

    def _meta(self, own: dict[str, Any]) -> dict[str, Any]:
        data = {key: value for key, value in self.task.data.items() if key != self.target.one.key}
        reserved = {key: data.pop(key) for key in (FORMAT, ANNOTATOR) if key in data}
        own |= {"data": reserved} if reserved else {}
        meta: dict[str, Any] = data | ({FORMAT: own} if own else {})
        meta |= {ANNOTATOR: self.version.name} if self.version.name else {}
        return {name: json_value(value) for name, value in meta.items()}


def _spans(found: Placed, results: Results) -> tuple[Span, ...]:
    """Return the spans with their notes, and whether a model found them."""
    told: dict[int, dict[str, Any]] = {}
    for region, number in zip(results.regions, found.ids, strict=True):
        if region.note:
            told.setdefault(number, {})["note"] = region.note
        if region.from_model:
            told.setdefault(number, {}).update(origin=Origin.MODEL, confidence=region.score)
    return tuple(replace(span, **told[span.id]) if span.id in told else span for span in found.spans)


def _regions(results: Results, found: Placed) -> dict[str, Any]:
    """Return further fields of regions, and the names of those that other results refer to, by span."""
    named = names_in(results.rest)
    return {
        str(number): {"id": region.id, **region.extra}
        for region, number in zip(results.regions, found.ids, strict=True)
        if number and (region.extra or (region.id and region.id in named))
    }


def _rest_of(annotation: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        key: value
        for key, value in (annotation or {}).items()
        if value is not None and key not in _OF_ANNOTATION and (key, value) != ("ground_truth", False)
    }


def _who(annotation: Mapping[str, Any] | None) -> Any:
    """Return who annotated, where it is more than a name."""
    who = (annotation or {}).get("completed_by")
    return None if isinstance(who, str) else who


def _type_of(item: Any) -> str:
    return str(item.get("type") or "?") if isinstance(item, Mapping) else "?"
