"""Exported models: whole folders, cards that tell, and the same answers as here."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from jobs.exported import TEXTS, leave_run, manifest, written

from bertstudio import tasks
from bertstudio.core.documents import Document, Span, Split
from bertstudio.core.errors import UserError
from bertstudio.core.events import Finished
from bertstudio.core.labels import LabelSet
from bertstudio.evaluation import report
from bertstudio.jobs import model_export, model_folder
from bertstudio.jobs.spec import ExportJob
from bertstudio.store import runs as store
from bertstudio.suggestions.predict import predict
from bertstudio.tasks.base import Compute

KINDS = {"ner": False, "text_classification": True}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("runs")
    return {task: leave_run(folder / task, task, multi_label=several) for task, several in KINDS.items()}


def export(run: Path, target: Path, format_id: str = "huggingface", *, replace: bool = False) -> Finished:
    job = ExportJob(1, run.name[5:], str(run), str(target), "Harbour Trial", format_id, replace=replace)
    *_, last = model_export.events(job)
    assert isinstance(last, Finished)
    return last


def reader(folder: Path) -> Callable[[str], list[Any]]:
    """Load the reading.py of an exported model, as predict.py does."""
    spec = importlib.util.spec_from_file_location(f"reading_{folder.name}", folder / "reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[str], list[Any]] = module.Reader(folder)
    return found


def answers(task: str, model: Path, texts: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield what the app says of each text."""
    loaded = tasks.model_module(task).load(model)
    documents = [Document(number, text) for number, text in enumerate(texts, 1)]
    examples = tasks.task(task).examples(documents, LabelSet().with_names(loaded.labels))
    for found in predict(loaded, examples, Compute()):
        yield list(found.items)


def assert_equal(ours: Sequence[Sequence[tuple[Any, ...]]], theirs: Sequence[Sequence[Any]]) -> None:
    """Everything is the same but for the last digit of a confidence."""
    assert [[tuple(item[:-1]) for item in one] for one in ours] == [
        [tuple(item[:-1]) for item in one] for one in theirs
    ]
    sure = [[item[-1] for one in side for item in one] for side in (ours, theirs)]
    assert sure[0] == pytest.approx(sure[1], abs=2e-4)


@pytest.mark.parametrize("task", KINDS)
def test_the_exported_model_says_the_same_as_here(runs: dict[str, Path], task: str, tmp_path: Path) -> None:
    export(runs[task], tmp_path / "out")
    ours = list(answers(task, runs[task] / store.MODEL, TEXTS))
    read = reader(tmp_path / "out")
    assert_equal(ours, [read(text) for text in TEXTS])
    assert sum(map(len, ours)) > 10


def test_a_document_gets_one_label_where_only_one_is_allowed(tmp_path: Path) -> None:
    run = leave_run(tmp_path, "text_classification")
    export(run, tmp_path / "out")
    read = reader(tmp_path / "out")
    found = [read(text) for text in TEXTS]
    assert_equal(list(answers("text_classification", run / store.MODEL, TEXTS)), found)
    assert {len(one) for one in found} == {1}


def test_predict_py_needs_nothing_of_this_program(runs: dict[str, Path], tmp_path: Path) -> None:
    export(runs["ner"], tmp_path / "out")
    text = "Anna lives in 北京 👍."
    program = (
        "import runpy, sys; sys.modules['bertstudio'] = None; sys.path.insert(0, '.'); "
        "runpy.run_path('predict.py', run_name='__main__')"
    )
    out = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path / "out",
        input=f"{text}\n\n".encode(),
        capture_output=True,
        check=True,
    )
    said = [json.loads(line) for line in out.stdout.splitlines()]
    assert [one["text"] for one in said] == [text, ""]
    ours = list(answers("ner", runs["ner"] / store.MODEL, [text, ""]))
    assert_equal(ours, [one["found"] for one in said])


def test_transformers_alone_loads_the_folder(runs: dict[str, Path], tmp_path: Path) -> None:
    from transformers import pipeline

    export(runs["ner"], tmp_path / "out")
    named = pipeline("token-classification", model=str(tmp_path / "out"), aggregation_strategy="first")
    assert {one["entity_group"] for one in named("Anna lives in Berlin.")} <= {"PER", "LOC"}


def test_the_card_is_filled_from_the_run(runs: dict[str, Path], tmp_path: Path) -> None:
    export(runs["ner"], tmp_path / "out")
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    front = yaml.safe_load(card.split("---\n")[1])
    assert front["base_model"] == "bert-base-cased"
    assert (front["pipeline_tag"], front["language"]) == ("token-classification", ["en"])
    assert [row["dataset"]["split"] for row in front["model-index"][0]["results"]] == ["dev", "test"]
    for line in (
        "licence Apache-2.0",
        "- `PER`\n- `LOC`",
        "| train | 2 | 2 |",
        "| dev | 0.800 | 0.600 | 0.686 | – |",
        "| epochs | 2.0 |",
        "| seed | 13 |",
        "on a test in fp32, 9 seconds, 4 steps",
        "Exported with BertStudio ",
    ):
        assert line in card
    assert "Secret" not in card


def test_the_hub_reads_the_front_matter_of_the_card(runs: dict[str, Path], tmp_path: Path) -> None:
    from huggingface_hub import ModelCard

    export(runs["ner"], tmp_path / "out")
    card = ModelCard.load(tmp_path / "out" / "README.md")
    results = {(one.dataset_split, one.metric_name): one.metric_value for one in card.data.eval_results}
    assert results[("dev", "micro f1")] == 0.6857


def test_the_card_gives_intervals_where_the_model_was_evaluated(tmp_path: Path) -> None:
    run = leave_run(tmp_path)
    gold = [Document(n, "Anna at Acme", spans=(Span(1, 0, 4, "PER"),)) for n in range(1, 30)]
    made = [one if one.id % 3 else Document(one.id, one.text) for one in gold]
    found = report.of_spans(gold, made, run=1, split=str(Split.TEST), labels=["PER"])
    report.write(found, report.place(run, "test"))
    export(run, tmp_path / "out")
    low, high = found.intervals().recall
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert f"| test | 1.000 (1.000 to 1.000) | 0.690 ({low:.3f} to {high:.3f}) |" in card


def test_a_base_model_of_somebodys_folder_is_named_without_its_path(tmp_path: Path) -> None:
    run = leave_run(tmp_path)
    job = json.loads((run / "job.json").read_text(encoding="utf-8"))
    (tmp_path / "own-base").mkdir()
    text = json.dumps(job | {"base_model": str(tmp_path / "own-base")})
    (run / "job.json").write_text(text, encoding="utf-8")
    export(run, tmp_path / "out")
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "own-base" in card
    assert str(tmp_path) not in card
    assert "base_model" not in card.split("---\n")[1]


def test_what_is_in_the_place_stays_unless_it_may_be_replaced(runs: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "out"
    export(runs["ner"], target)
    (target / "note.txt").write_text("mine", encoding="utf-8")
    before = written(target)
    with pytest.raises(UserError, match="exists already"):
        export(runs["ner"], target)
    assert written(target) == before
    export(runs["ner"], target, replace=True)
    assert "note.txt" not in written(target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_folder_of_something_else_is_never_replaced(runs: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(UserError, match="no exported model"):
        export(runs["ner"], tmp_path, replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_disk_that_fails_leaves_nothing_behind(
    runs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(runs["ner"], tmp_path / "out")
    before = written(tmp_path / "out")

    def full(_part: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(model_folder, "onto_disk", full)
    with pytest.raises(UserError, match="No space left"):
        export(runs["ner"], tmp_path / "out", replace=True)
    assert written(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_stop_leaves_nothing_behind(runs: dict[str, Path], tmp_path: Path) -> None:
    job = ExportJob(1, "ner", str(runs["ner"]), str(tmp_path / "out"), "Trial")
    *_, last = model_export.events(job, lambda: True)
    assert isinstance(last, Finished)
    assert last.stopped
    assert list(tmp_path.iterdir()) == []


def test_a_crf_decodes_where_the_model_goes(tmp_path: Path) -> None:
    run = leave_run(tmp_path, crf=True)
    export(run, tmp_path / "out")
    ours = list(answers("ner", run / store.MODEL, TEXTS))
    read = reader(tmp_path / "out")
    assert_equal(ours, [read(text) for text in TEXTS])
    without = list(answers("ner", leave_run(tmp_path / "plain") / store.MODEL, TEXTS))
    assert [[item[:3] for item in one] for one in without] != [[item[:3] for item in one] for one in ours]
    pytest.importorskip("onnxscript")
    export(run, tmp_path / "float", "onnx")
    read = reader(tmp_path / "float")
    assert_equal(ours, [read(text) for text in TEXTS])
    assert_equal(ours, list(answers("ner", tmp_path / "float", TEXTS)))


@pytest.mark.parametrize("task", KINDS)
def test_onnx_says_the_same_as_torch(runs: dict[str, Path], task: str, tmp_path: Path) -> None:
    pytest.importorskip("onnxscript")
    done = export(runs[task], tmp_path / "float", "onnx")
    assert done.result["difference"] <= 1e-4
    assert not list((tmp_path / "float").glob("*.safetensors"))
    assert manifest(tmp_path / "float")["options"]["max_window_tokens"] == 32  # type: ignore[index]
    ours = list(answers(task, runs[task] / store.MODEL, TEXTS))
    read = reader(tmp_path / "float")
    assert_equal(ours, [read(text) for text in TEXTS])
    assert_equal(ours, list(answers(task, tmp_path / "float", TEXTS)))
    assert b".py" not in (tmp_path / "float" / "model.onnx").read_bytes()


def test_int8_is_smaller_and_says_almost_the_same(runs: dict[str, Path], tmp_path: Path) -> None:
    pytest.importorskip("onnxscript")
    export(runs["ner"], tmp_path / "small", "onnx-int8")
    assert [path.name for path in (tmp_path / "small").glob("*.onnx")] == ["model_int8.onnx"]
    size = (tmp_path / "small" / "model_int8.onnx").stat().st_size
    assert size < (runs["ner"] / store.MODEL / "model.safetensors").stat().st_size
    ours = [item[:3] for one in answers("ner", runs["ner"] / store.MODEL, TEXTS) for item in one]
    found = [item[:3] for one in answers("ner", tmp_path / "small", TEXTS) for item in one]
    assert len(set(ours) & set(found)) > 0.5 * len(ours)
