"""Prodigy: JSON lines, one task a line, with the answer of an annotator.

    {"text": "Uber's Lesson", "answer": "accept",
     "tokens": [{"text": "Uber", "start": 0, "end": 4, "id": 0, "ws": false}, …],
     "spans": [{"start": 0, "end": 4, "token_start": 0, "token_end": 0, "label": "ORG"}]}

Positions are code points, ends exclusive, but `token_end` is the last token. `prodigy_tasks.py` says what a
task means, `prodigy_documents.py` makes documents of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.annotators import APART, annotators
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.json_lines import Objects, first_objects
from bertstudio.formats.offsets import RawSpan
from bertstudio.formats.placing import found_offsets
from bertstudio.formats.prodigy_documents import Counts, Maker
from bertstudio.formats.prodigy_tasks import ANSWERS, Task, raw_span, raw_tokens

PREFERRED = ("code_point", "utf16", "grapheme", "utf8")
PATTERN = "pattern-not-text"
"""Kind of the problem with a line that is a pattern."""
_HASHES = frozenset({"_input_hash", "_task_hash", "_view_id", "_session_id", "_annotator_id"})

Item = Task | Problem
_Joining = tuple[int, str]
"""Hash of a text, and who was asked about it."""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents. Raises UserError when the file holds no texts but patterns."""
    objects = Objects(path, options.encoding)
    name = options.columns.get("text", "text")
    survey = Survey()
    texts = survey.texts(_tasks(path, objects, name))
    offsets, said = found_offsets(path, texts, options, PREFERRED, inclusive=False)
    if not survey.is_complete:
        survey.finish(_tasks(path, objects, name))
    if survey.is_empty:
        raise UserError(tr("{path} holds no tasks.", path=path))
    if survey.patterns and not survey.tasks:
        raise UserError(
            tr(
                "{path} holds patterns that find entities, and no texts. Choose the file of the texts.",
                path=path,
            )
        )
    yield from said
    yield from annotators(path, survey.names, options)
    maker = Maker(path, options, offsets, frozenset(survey.repeated))
    yield from _documents(_tasks(path, objects, name), maker, survey, objects)
    yield from (Read(problem=problem) for problem in _summary(path, maker.counts, len(survey.repeated)))


def _tasks(path: Path, objects: Objects, name: str) -> Iterator[Item]:
    """Yield the tasks of a file, and what is none."""
    for line, item in objects:
        if isinstance(item, Problem):
            yield item
            continue
        text = item.get(name)
        if isinstance(text, str) and text.strip():
            yield Task(line, item, text)
        elif text == "" or (isinstance(text, str) and not item.get("spans")):
            said = tr("This task has no text and was left out.")
            yield Problem(str(path), line, Severity.SKIPPED, said, "no-text")
        elif "pattern" in item and "label" in item:
            said = tr("This is a pattern, and no text.")
            yield Problem(str(path), line, Severity.ERROR, said, PATTERN)
        else:
            said = tr("There is no {name} in this line.", name=name)
            yield Problem(str(path), line, Severity.ERROR, said, "no-text")


@dataclass(slots=True)
class Survey:
    """What must be known of the whole file before its first document is made."""

    tasks: int = 0
    patterns: int = 0
    others: int = 0
    """Lines that are no tasks."""
    names: dict[str, None] = field(default_factory=dict)
    """Annotators."""
    repeated: set[int] = field(default_factory=set)
    """Hashes of texts that become several documents."""
    joined: dict[_Joining, int] = field(default_factory=dict)
    """How many tasks about single entities or labels become one document."""
    is_complete: bool = False
    _seen: set[int] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing at all."""
        return not self.tasks and not self.others

    def finish(self, items: Iterator[Item]) -> None:
        """Read the file to its end."""
        for _ in self.texts(items):
            pass

    def texts(self, items: Iterator[Item]) -> Iterator[tuple[str, Sequence[RawSpan]]]:
        """Yield texts with their entities and tokens, for the question what positions count."""
        for item in items:
            if isinstance(item, Problem):
                self.patterns += item.kind == PATTERN
                self.others += 1
                continue
            self.tasks += 1
            if item.annotator:
                self.names.setdefault(item.annotator)
            place = hash(item.text)
            if item.is_binary:
                key = (place, item.annotator)
                self.joined[key] = self.joined.get(key, 0) + 1
            if not item.is_binary or self.joined[place, item.annotator] == 1:
                self.repeated |= {place} if place in self._seen else set()
                self._seen.add(place)
            if not item.own:
                # What was written here is in code points.
                yield item.text, [*map(raw_span, item.spans), *raw_tokens(item.record)]
        self.is_complete = True


def _documents(items: Iterator[Item], maker: Maker, survey: Survey, objects: Objects) -> Iterator[Read]:
    """Yield what becomes of tasks; those that are joined wait for the last of them."""
    waiting: dict[_Joining, list[Task]] = {}
    for item in items:
        if isinstance(item, Problem):
            yield Read(problem=item)
            continue
        if maker.options.annotators not in {APART, item.annotator}:
            maker.counts.others += 1
            continue
        tasks = [item]
        if item.is_binary:
            key = (hash(item.text), item.annotator)
            tasks = waiting.setdefault(key, [])
            tasks.append(item)
            if len(tasks) < survey.joined[key]:
                continue
            del waiting[key]
        yield from maker.reads(tasks, objects.position)


def _summary(path: Path, counts: Counts, repeated: int) -> Iterator[Problem]:
    """Yield one problem for each thing that happened again and again."""

    def problem(severity: Severity, kind: str, text: str) -> Problem:
        return Problem(str(path), 0, severity, text, kind)

    if counts.rejected:
        text = trn(
            "1 answer is “reject”: what it shows is no annotation. It is kept with its text, which is to do.",
            "{count} answers are “reject”: what they show is no annotation. It is kept with their texts, "
            "which are to do unless something else was accepted there.",
            counts.rejected,
        )
        yield problem(Severity.SKIPPED, "answer-reject", text)
    if counts.ignored:
        text = trn(
            "1 answer is “ignore”: its text comes in as a skipped document.",
            "{count} answers are “ignore”: their texts come in as skipped documents.",
            counts.ignored,
        )
        yield problem(Severity.REPAIRED, "answer-ignore", text)
    if counts.joined:
        text = trn(
            "{tasks} answers about single entities or labels of one text became 1 document.",
            "{tasks} answers about single entities or labels became {count} documents, one for each text.",
            counts.joined,
            tasks=f"{counts.binary:,}",
        )
        yield problem(Severity.REPAIRED, "tasks-joined", text)
    if counts.open:
        text = trn(
            "In 1 document only the entities are known that were asked for one by one. It needs review "
            "before it teaches a model.",
            "In {count} documents only the entities are known that were asked for one by one. They need "
            "review before they teach a model.",
            counts.open,
        )
        yield problem(Severity.REPAIRED, "single-entities", text)
    yield from _summary_of_rest(counts, repeated, problem)


def _summary_of_rest(counts: Counts, repeated: int, problem: Any) -> Iterator[Problem]:
    if repeated:
        text = trn(
            "1 text becomes several documents, which are one group.",
            "{count} texts become several documents each, which are one group.",
            repeated,
        )
        yield problem(Severity.REPAIRED, "text-in-several", text)
    if counts.others:
        text = trn(
            "1 task of another annotator was left out.",
            "{count} tasks of other annotators were left out.",
            counts.others,
        )
        yield problem(Severity.SKIPPED, "other-annotators", text)
    if counts.highlights:
        text = trn(
            "1 stretch that a pattern found and nobody labelled was kept with its document; it is no entity.",
            "{count} stretches that patterns found and nobody labelled were kept with their documents; they "
            "are no entities.",
            counts.highlights,
        )
        yield problem(Severity.REPAIRED, "highlight-kept", text)
    if counts.token_relations:
        text = trn(
            "1 relation between words that are no entities was kept with its document.",
            "{count} relations between words that are no entities were kept with their documents.",
            counts.token_relations,
        )
        yield problem(Severity.REPAIRED, "relation-of-words", text)


def sniff(path: Path, head: str) -> Sniffed:
    """Look for hashes, answers and token numbers, and for patterns, which other readers take for tables."""
    del path
    best = max(
        (_shape(item) for item in first_objects(head, 50)), key=lambda one: one.confidence, default=None
    )
    if best is not None:
        return best
    is_task = head.lstrip("\ufeff \t\r\n")[:1] in {"{", "["} and '"_input_hash"' in head
    return Sniffed(0.9, tr("Tasks with hashes, as in Prodigy.")) if is_task else Sniffed(0.0)


def _shape(item: Mapping[str, Any]) -> Sniffed:
    if not isinstance(item.get("text"), str):
        is_pattern = isinstance(item.get("label"), str) and isinstance(item.get("pattern"), list | str)
        return Sniffed(0.8, tr("Patterns that find entities, as in Prodigy.")) if is_pattern else Sniffed(0.0)
    if item.keys() & _HASHES:
        return Sniffed(0.93, tr("Tasks with hashes, as in Prodigy."))
    if isinstance(item.get("answer"), str) and item["answer"] in ANSWERS:
        return Sniffed(0.92, tr("Tasks with the answer accept, reject or ignore, as in Prodigy."))
    if isinstance(item.get("options"), list) and isinstance(item.get("accept"), list):
        return Sniffed(0.9, tr("Options, some of them accepted, as in Prodigy."))
    spans = item.get("spans")
    numbered = isinstance(spans, list) and any(
        isinstance(span, Mapping) and "token_start" in span for span in spans
    )
    return Sniffed(0.88, tr("Entities with token_start, as in Prodigy.")) if numbered else Sniffed(0.0)
