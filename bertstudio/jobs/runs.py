"""Between the project and the worker: what a job needs goes into a folder, what came out comes back.

Training makes a run folder (`runs/0007-ner`); evaluations and suggestions of that run have folders inside
it (`evaluate-test`, `suggest`), so that a run can be mailed with all that was asked of it.
"""

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bertstudio import tasks
from bertstudio.core.documents import Document, Split, is_labelled, overlapping
from bertstudio.core.edits import Change
from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished, from_line
from bertstudio.core.overlap import Overlap, clash
from bertstudio.core.surroundings import ALONE, Surroundings
from bertstudio.core.words import tr
from bertstudio.evaluation import report
from bertstudio.jobs import base_models, process, spec
from bertstudio.jobs.model_folder import check_target
from bertstudio.jobs.predictions import Predicted, read_predictions
from bertstudio.store import documents as corpus
from bertstudio.store import runs as store
from bertstudio.store.documents import Query
from bertstudio.store.project import Project, options, overlap_policy
from bertstudio.store.runs import Run, RunFolder
from bertstudio.store.suggestions import replace_suggestions
from bertstudio.store.surroundings import surroundings
from bertstudio.tasks.base import Kind
from bertstudio.training.config import TrainConfig, from_dict
from bertstudio.training.splits import SPLITS, Member, folds, splits_of_fold

FEWEST_TRAIN_DOCUMENTS = 2
UNASSIGNED = Query(splits=(Split.NONE,))
KEPT_OF_A_JOB = frozenset({process.LOG_NAME})


@dataclass(frozen=True, slots=True)
class JobFolder:
    """A folder with a `job.json`, ready for a worker, and the run whose model is asked."""

    run: int
    path: Path
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What suggestions brought into the project, as one step that can be undone."""

    run: int
    documents: int
    """Documents that were looked at."""
    suggestions: int
    change: Change


def project_members(project: Project) -> Iterator[Member]:
    """Yield what `training.splits.assign` needs to know of every document."""
    for document in corpus.stream(project):
        yield Member(document.id, document.group, _label_names(document))


def prepare_training(
    project: Project,
    config: Mapping[str, Any],
    base_model: str,
    *,
    name: str = "",
    allow_download: bool = False,
    into: RunFolder | None = None,
    turn: spec.Turn = spec.ONLY,
) -> RunFolder:
    """Check everything that can be checked before torch is loaded, and write the run folder.

    `into` is a folder made before with `store.runs.new_run`; otherwise one is made here, and removed again
    when something is wrong. `config` holds fields of `TrainConfig` that differ from the defaults.

    Raises UserError: no labelled documents, an empty train or dev split, one label only, a setting outside
    its limits, or a base model that cannot be had.
    """
    chosen = from_dict({**config, **({} if turn.seed is None else {"seed": turn.seed})})
    base_models.check(base_model, allow_download=allow_download)
    _check_amounts(project)
    folder = into or store.new_run(project, project.task)
    try:
        found = _counted_documents(project, folder.path, chosen, turn)
        labels = [label for label in corpus.label_set(project).names if label in found.labels]
        job = spec.TrainJob(
            folder.number, project.task, labels, _absolute(base_model), chosen.changed(),
            allow_download=allow_download, name=turn.name or name, multi_label=found.multi_label,
            group=turn.group, folds=turn.folds, fold=turn.fold,
        )  # fmt: skip
        spec.write(job, folder.path)
    except BaseException:
        if into is None:
            shutil.rmtree(folder.path, ignore_errors=True)
        raise
    return folder


def prepare_evaluation(project: Project, number: int | None, split: str) -> JobFolder:
    """Write a job that scores the model of a run (default: the last) on the labelled documents of a split.

    Raises:
        UserError: there is no such run or model, or the split holds no labelled document.
    """
    run = model_run(project, number)
    folder = _fresh(run.path / f"evaluate-{split}")
    query = Query(splits=(Split(split),), order="position")
    labelled = (d for d in corpus.stream(project, query) if is_labelled(d))
    count = store.write_documents(folder, labelled, _around(project, _context_of(run)))
    if not count:
        shutil.rmtree(folder)
        raise UserError(
            tr("Split {split} holds no labelled document to compare with. Choose another split.", split=split)
        )
    place = Path("..") / report.place(run.path, split).name
    model = str(run.path / spec.MODEL_NAME)
    spec.write(spec.EvaluateJob(run.number, run.task, model, split, report=str(place)), folder)
    return JobFolder(run.number, folder, count)


def prepare_suggestions(
    project: Project, number: int | None, query: Query | Sequence[int] = UNASSIGNED
) -> JobFolder:
    """Write a job that lets the model of a run propose annotations for the documents of a query, or ids.

    Raises:
        UserError: there is no such run or model, or no document to look at.
    """
    run = model_run(project, number)
    wanted = query if isinstance(query, Query) else Query(ids=tuple(query))
    folder = _fresh(run.path / "suggest")
    found = corpus.stream(project, wanted)
    count = store.write_documents(folder, found, _around(project, _context_of(run)))
    if not count:
        shutil.rmtree(folder)
        raise UserError(tr("There is no document to make suggestions for. Choose other documents."))
    spec.write(spec.SuggestJob(run.number, run.task, str(run.path / spec.MODEL_NAME)), folder)
    return JobFolder(run.number, folder, count)


def prepare_export(run: Run, target: Path, format_id: str, *, title: str, replace: bool = False) -> JobFolder:
    """Write a job that puts the model of a run into a new folder, for others to use.

    `replace`: the user has said that an exported model in that place may go.

    Raises:
        UserError: something else is in that place.
    """
    check_target(target, replace=replace)
    folder = _fresh(run.path / "export")
    job = spec.ExportJob(
        run.number, run.task, str(run.path), str(target.absolute()), title, format_id, replace=replace
    )
    spec.write(job, folder)
    return JobFolder(run.number, folder)


def take_suggestions(project: Project, job: JobFolder | Path) -> Taken:
    """Take what a model proposed into the project, in place of earlier suggestions, as one step.

    Labels that were deleted in the meantime are left out. So are spans that overlap an annotation of the same
    label, or of any label where the project forbids that overlap, and labels that the document has already.

    Raises:
        UserError: the predictions are missing or broken; nothing has changed then.
    """
    folder = job if isinstance(job, Path) else job.path
    number = _suggest_job(folder).run
    known = set(corpus.label_set(project).names)
    counted = {"documents": 0, "suggestions": 0}

    def items() -> Iterator[tuple[int, list[Any]]]:
        for one in read_predictions(folder / spec.PREDICTIONS_NAME, number):
            kept = [item for item in one.annotations if getattr(item, "label", None) in known]
            kept = _acceptable(project, one.document, kept)
            counted["documents"] += 1
            counted["suggestions"] += len(kept)
            yield one.document, kept

    change = replace_suggestions(project, number, items())
    return Taken(number, counted["documents"], counted["suggestions"], change)


def uncertainties(folder: Path) -> Iterator[Predicted]:
    """Yield the predictions of a suggest job, to rank documents by (`suggestions.ranking`)."""
    return read_predictions(folder / spec.PREDICTIONS_NAME, _suggest_job(folder).run)


def model_run(project: Project, number: int | None) -> Run:
    """Return the run of that number, or the last one with a model. Raises UserError without a model."""
    if number is not None:
        run = store.find_run(project, number)
        if not run.has_model:
            raise UserError(
                tr("Run {number} has no model. Choose another run or train again.", number=number)
            )
        return run
    found = next((run for run in store.runs(project) if run.has_model and run.kind == "train"), None)
    if found is None:
        raise UserError(tr("This project has no model yet. Train one first."))
    return found


def run_worker(folder: Path, enough: Callable[[], bool] = lambda: False) -> Iterator[Event]:
    """Start the worker for a folder and yield its events until it has ended.

    Ctrl+C, or `enough` after an event, asks it to stop; Ctrl+C once more ends it at once. The last event is
    always Finished or Failed. Raises UserError if there is no job in the folder.
    """
    command = process.command_for(folder)
    worker = process.start(command)
    last: Event | None = None
    asked = False
    try:
        while True:
            try:
                line = worker.stdout.readline() if worker.stdout else b""
            except KeyboardInterrupt:
                if asked:
                    raise
                asked = True
                process.ask(worker)
                continue
            if not line:
                break
            with contextlib.suppress(ValueError):
                last = from_line(line.decode("utf-8", "replace"))
                yield last
                if not asked and enough():
                    asked = True
                    process.ask(worker)
        if not isinstance(last, Finished | Failed):
            yield _last_word(folder, worker.wait(), command.kind)
    finally:
        process.end(worker)
        for stream in (worker.stdin, worker.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.forget_pid(folder)


def _last_word(folder: Path, returncode: int, kind: str) -> Failed:
    failed = Failed(process.reason(returncode, kind), process.tail(folder))
    process.append(folder, failed)
    return failed


def _labelled(project: Project) -> Iterator[Document]:
    query = Query(splits=SPLITS, order="position")
    return (document for document in corpus.stream(project, query) if is_labelled(document))


def _around(project: Project, word_pieces: int) -> Callable[[Document], Surroundings]:
    """Return what finds the context of a document; only models of entities read any."""
    reads = tasks.task(project.task).annotates is Kind.SPANS and word_pieces > 0
    return (lambda document: surroundings(project, document.id, word_pieces)) if reads else lambda _: ALONE


def _context_of(run: Run) -> int:
    """Return how many word pieces on each side the model of a run reads along."""
    job = spec.read(run.path / spec.JOB_NAME)
    return from_dict(job.config).context_tokens if isinstance(job, spec.TrainJob) else 0


def _counted_documents(project: Project, folder: Path, config: TrainConfig, turn: spec.Turn) -> "_Census":
    """Write `documents.jsonl` and return what is in it. Raises UserError if that cannot teach a model."""
    found = _Census(project.task, bool(options(project)["multi_label"]))
    documents = _dealt(project, turn, config.seed) if turn.fold else _labelled(project)
    store.write_documents(folder, found.counted(documents), _around(project, config.context_tokens))
    found.check()
    return found


def _dealt(project: Project, turn: spec.Turn, seed: int) -> Iterator[Document]:
    """Yield the documents of train and dev in the splits that they have in a fold; test is left alone."""
    members = (
        Member(document.id, document.group, _label_names(document))
        for document in _labelled(project)
        if document.split is not Split.TEST
    )
    splits = splits_of_fold(folds(members, turn.folds, seed=seed), turn.fold)
    return (replace(one, split=splits[one.id]) for one in _labelled(project) if one.id in splits)


def _label_names(document: Document) -> tuple[str, ...]:
    return (*(span.label for span in document.spans), *(item.label for item in document.labels))


def _check_amounts(project: Project) -> None:
    counts = corpus.counts(project)
    if not any(corpus.label_counts(project).values()):
        raise UserError(tr("No document carries a label yet. Tag some, or import a labelled corpus."))
    if not counts.by_split.get(Split.TRAIN):
        raise UserError(
            tr("No document is in split train. Assign splits on the Corpus page or with “bertstudio split”.")
        )


class _Census:
    """Counts what passes by on its way into the run folder."""

    def __init__(self, task: str, multi_label: bool) -> None:
        self.task = task
        self.multi_label = multi_label
        self.labels: dict[str, int] = {}
        self.documents = dict.fromkeys(SPLITS, 0)
        self.kinds: set[tuple[str, ...]] = set()

    def counted(self, documents: Iterator[Document]) -> Iterator[Document]:
        spans = tasks.task(self.task).annotates is Kind.SPANS
        for document in documents:
            items = [item.label for item in (document.spans if spans else document.labels)]
            if not spans and not items and not self.multi_label:
                continue
            self.documents[document.split] += 1
            if document.split is Split.TRAIN:
                self.labels |= dict.fromkeys(items, 1)
                self.kinds.add(() if spans else tuple(sorted(items)))
            yield document

    def check(self) -> None:
        """Raise UserError if nothing can be learned or chosen from these documents."""
        if not self.labels:
            raise UserError(tr("No document in train carries a label. Tag some, or assign splits again."))
        if self.documents[Split.TRAIN] < FEWEST_TRAIN_DOCUMENTS:
            raise UserError(tr("Split train holds a single labelled document. Label more of them."))
        if not self.documents[Split.DEV]:
            raise UserError(
                tr(
                    "Split dev holds no labelled document, so no best model can be chosen. "
                    "Assign splits on the Corpus page or with “bertstudio split”."
                )
            )
        if tasks.task(self.task).annotates is not Kind.SPANS and len(self.kinds) < 2:
            raise UserError(
                tr(
                    "All documents in train carry the same label, {label}. Label some with another one.",
                    label=", ".join(self.labels),
                )
            )


def _acceptable(project: Project, number: int, items: list[Any]) -> list[Any]:
    """Leave out what repeats an annotation, and what could not be accepted beside one."""
    if not items:
        return items
    try:
        document = corpus.load(project, number)
    except KeyError:
        return []
    has_labels = {item.label for item in document.labels}
    policy = overlap_policy(project)
    return [item for item in items if not _answered(item, document, has_labels, policy)]


def _answered(item: Any, document: Document, has_labels: set[str], policy: Overlap) -> bool:
    if not hasattr(item, "start"):
        return item.label in has_labels
    in_the_way = overlapping(document.spans, item.start, item.end)
    return any(span.label == item.label or clash(span, item, policy) for span in in_the_way)


def _fresh(folder: Path) -> Path:
    """Return an empty folder; what an earlier job of the same kind left there is gone, but for its log."""
    if process.living(folder) is not None:
        raise UserError(tr("This model is at work already. Wait for it, or stop it."))
    try:
        if folder.is_dir():
            for path in folder.iterdir():
                if path.name not in KEPT_OF_A_JOB:
                    path.unlink()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = tr("{path} cannot be written: {reason}.", path=folder, reason=error.strerror)
        raise UserError(reason) from error
    return folder


def _suggest_job(folder: Path) -> spec.SuggestJob:
    job = spec.read(folder / spec.JOB_NAME)
    if not isinstance(job, spec.SuggestJob):
        raise UserError(tr("{folder} holds no suggestions.", folder=folder))
    return job


def _absolute(base_model: str) -> str:
    """The worker may start elsewhere: folders are named in full, hub names stay as they are."""
    is_folder = base_model != base_models.STARTER and Path(base_model).is_dir()
    return str(Path(base_model).absolute()) if is_folder else base_model
