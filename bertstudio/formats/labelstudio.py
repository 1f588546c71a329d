"""Label Studio: JSON with a list of tasks, as it exports and imports them, and JSON-MIN.

`labelstudio_tasks.py` brings every version into one shape, `labelstudio_layout.py` finds the texts,
`labelstudio_results.py` sorts what was answered, and `labelstudio_documents.py` makes documents of it.
Label Studio counts code points, before version 1.5 UTF-16 units, and the browser folds CR LF into LF.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.labels import PALETTE_SIZE, Label
from bertstudio.core.words import tr, trn
from bertstudio.formats.annotators import annotators
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.json_lines import Objects, first_objects
from bertstudio.formats.labelstudio_config import Config
from bertstudio.formats.labelstudio_documents import Counts, Maker
from bertstudio.formats.labelstudio_layout import Layout, configuration, layout_of
from bertstudio.formats.labelstudio_records import versions
from bertstudio.formats.labelstudio_results import Target, sorted_results
from bertstudio.formats.labelstudio_tasks import Task, Tasks, is_min
from bertstudio.formats.labelstudio_texts import held, shown
from bertstudio.formats.offsets import RawSpan
from bertstudio.formats.placing import found_offsets

ANNOTATIONS = "annotations"
"""Folder of one file an annotation, as storages of Label Studio have it, beside the file of tasks."""
PREFERRED = ("code_point", "utf16", "grapheme", "utf8")
SAMPLE_TASKS = 200
_PARTS = ("annotations", "completions", "predictions")


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, labels of the configuration, problems and documents.

    Raises UserError when the file holds no tasks, or it is not clear where their texts are.
    """
    objects = Objects(path, options.encoding)
    beside = configuration(path)
    records = [item for _, item in islice(objects, SAMPLE_TASKS) if isinstance(item, dict)]
    if not records:
        yield from _nothing(path, objects)
        return
    tasks = Tasks(records, beside[0])
    sample = [task for task in tasks.of(enumerate(records)) if isinstance(task, Task)]
    layout, fact = layout_of(path, sample, options, beside)
    yield Read(fact=fact)
    yield from _beside(path)
    yield from _labels(layout.config, options.task)
    survey = Survey()
    texts = survey.texts(tasks.of(objects), layout)
    offsets, said = found_offsets(path, texts, options, PREFERRED, inclusive=False)
    yield from said
    if not survey.is_complete:
        survey.finish(tasks.of(objects), layout)
    yield from annotators(path, survey.names, options)
    maker = Maker(path, options, layout, offsets, survey.ambiguous, tasks_named=objects.is_array)
    for task in tasks.of(objects):
        if isinstance(task, Problem):
            yield Read(problem=task)
        else:
            yield from maker.reads(task, objects.position)
    yield from (Read(problem=problem) for problem in _summary(path, maker.counts))


def _nothing(path: Path, objects: Objects) -> Iterator[Read]:
    problems = [item for _, item in objects if isinstance(item, Problem)]
    if not problems:
        raise UserError(tr("{path} holds no tasks.", path=path))
    yield from (Read(problem=problem) for problem in problems)


def _beside(path: Path) -> Iterator[Read]:
    """Yield what is said about a folder of annotations beside the tasks: it holds their texts once more."""
    folder = path.parent / ANNOTATIONS
    if any(file.is_file() and file.suffix.lower() in {"", ".json"} for file in folder.glob("*")):
        said = tr(
            "The folder {folder} beside {name} may hold the same texts once more: import one of the two, or "
            "skip texts that are here already.",
            folder=ANNOTATIONS,
            name=path.name,
        )
        yield Read(problem=Problem(str(path), 0, Severity.REPAIRED, said, "same-texts"))


def _labels(config: Config | None, task: str) -> Iterator[Read]:
    """Yield the labels that the configuration offers for what the project is about."""
    ending = "choices" if task == "text_classification" else "labels"
    controls = config.controls if config is not None else ()
    names = dict.fromkeys(
        label.strip() for control in controls if control.tag.endswith(ending) for label in control.labels
    )
    for place, name in enumerate(filter(None, names)):
        yield Read(label=Label(name, place % PALETTE_SIZE + 1))


@dataclass(slots=True)
class Survey:
    """What must be known of the whole file before its first document is made."""

    names: dict[str, None] = field(default_factory=dict)
    """Annotators."""
    controls: dict[str, set[str]] = field(default_factory=dict)
    """Label of documents → controls that gave it."""
    is_complete: bool = False

    @property
    def ambiguous(self) -> frozenset[str]:
        """Labels of documents that answer several questions: `yes` to this and to that."""
        return frozenset(label for label, controls in self.controls.items() if len(controls) > 1)

    def finish(self, tasks: Iterator[Task | Problem], layout: Layout) -> None:
        """Read the file to its end."""
        for _ in self.texts(tasks, layout):
            pass

    def texts(
        self, tasks: Iterator[Task | Problem], layout: Layout
    ) -> Iterator[tuple[str, Sequence[RawSpan]]]:
        """Yield texts with their spans, for the question what positions count."""
        for task in tasks:
            if not isinstance(task, Task):
                continue
            self.names |= {one.annotator: None for one in versions(task) if one.annotator}
            for place, one in enumerate(layout.objects):
                text = shown(held(task.data, one), one)
                if text is None:
                    continue
                target = Target(one, layout.names, first=not place)
                for each in (*task.annotations, *task.predictions):
                    results = sorted_results(each.get("result"), text, target)
                    for choice in results.choices:
                        self.controls.setdefault(choice.label, set()).add(choice.control)
                    # What was written here is in code points, unless a browser has folded line ends since.
                    if text.is_plain and (not task.records or "\r\n" in text.text):
                        yield text.text, results.raws
        self.is_complete = True


def _summary(path: Path, counts: Counts) -> Iterator[Problem]:
    """Yield one problem for each thing that happened again and again."""

    def problem(severity: Severity, kind: str, text: str) -> Problem:
        return Problem(str(path), 0, severity, text, kind)

    if counts.kept:
        kinds = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.kept.items()))
        text = tr(
            "Answers that are no entities and no labels here were kept with their documents, and come back "
            "on export to Label Studio: {kinds}.",
            kinds=kinds,
        )
        yield problem(Severity.REPAIRED, "results-kept", text)
    if counts.skipped_tasks:
        text = trn(
            "1 task was skipped by its annotator and comes in as a skipped document.",
            "{count} tasks were skipped by their annotators and come in as skipped documents.",
            counts.skipped_tasks,
        )
        yield problem(Severity.REPAIRED, "skipped-task", text)
    if counts.cancelled:
        text = trn(
            "1 annotation that its annotator gave up was left out; others annotated the task.",
            "{count} annotations that their annotators gave up were left out; others annotated the tasks.",
            counts.cancelled,
        )
        yield problem(Severity.SKIPPED, "cancelled", text)
    yield from _summary_of_others(counts, problem)


def _summary_of_others(counts: Counts, problem: Any) -> Iterator[Problem]:
    if counts.others:
        text = trn(
            "1 annotation of another annotator was left out.",
            "{count} annotations of other annotators were left out.",
            counts.others,
        )
        yield problem(Severity.SKIPPED, "other-annotators", text)
    if counts.drafts:
        text = trn(
            "1 draft that nobody submitted was kept with its document; it is no annotation.",
            "{count} drafts that nobody submitted were kept with their documents; they are no annotations.",
            counts.drafts,
        )
        yield problem(Severity.REPAIRED, "draft-kept", text)
    if counts.pages:
        text = trn(
            "1 text is a page in HTML: its visible text was taken, and the page kept beside it.",
            "{count} texts are pages in HTML: their visible text was taken, and the pages kept beside it.",
            counts.pages,
        )
        yield problem(Severity.REPAIRED, "page-as-text", text)
    if counts.talks:
        text = trn(
            "1 text is a conversation: what was said was joined by line breaks, and the rest kept beside it.",
            "{count} texts are conversations: what was said was joined by line breaks, and the rest kept "
            "beside them.",
            counts.talks,
        )
        yield problem(Severity.REPAIRED, "paragraphs-joined", text)
    if counts.predictions:
        text = trn(
            "1 prediction repeats an annotation or another prediction; it is no suggestion any more.",
            "{count} predictions repeat annotations or other predictions; they are no suggestions any more.",
            counts.predictions,
        )
        yield problem(Severity.REPAIRED, "suggestion-twice", text)


def sniff(path: Path, head: str) -> Sniffed:
    """Look for tasks with their data; one at the beginning may be longer than the head."""
    del path
    best = max(
        (_shape(item) for item in first_objects(head, 50)), key=lambda one: one.confidence, default=None
    )
    if best is not None:
        return best
    start = head.lstrip("\ufeff \t\r\n")
    signs = ('"data"', '"result"', '"from_name"', '"to_name"')
    if start[:1] in {"[", "{"} and all(sign in start for sign in signs):
        return Sniffed(0.9, tr("Results with from_name and to_name, as in Label Studio."))
    return Sniffed(0.0)


def _shape(item: Mapping[str, Any]) -> Sniffed:
    data = item.get("data")
    if isinstance(data, Mapping) and any(isinstance(item.get(part), list) for part in _PARTS):
        return Sniffed(0.97, tr("Tasks with data and annotations, as in Label Studio."))
    if isinstance(data, Mapping):
        return Sniffed(0.7, tr("Tasks with data, as in Label Studio."))
    if is_min(item):
        return Sniffed(
            0.96, tr("Answers with their annotator and annotation_id, as in JSON-MIN of Label Studio.")
        )
    return Sniffed(0.0)
