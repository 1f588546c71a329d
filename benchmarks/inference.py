"""Entities in the sentences of WNUT17 test: ours, ours as ONNX int8, and `pipeline("token-classification")`.

All three have the same trained model and read the same plain texts. The peer is transformers' pipeline with
`aggregation_strategy="first"`, its better one, and its own batch size of 1 (`--pipeline-batch` for another:
sentences are short, and padding eats what batches give). Each side runs in a process of its own, in turn,
over several rounds; loading is not counted, 64 sentences warm up. `sentences_per_s` is by the clock,
`sentences_per_cpu_s` by the time of all threads, which a busy computer changes less; both are medians. F1 is
entity micro F1 by the same scorer. `--model` names a run's model folder; without it the starter is trained.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bertstudio import tasks
from bertstudio.core.documents import Document, Span, Split, span_order
from bertstudio.core.labels import LabelSet
from bertstudio.evaluation.scores import span_scores
from bertstudio.formats import conll
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs import base_models, device, process

REPOSITORY = Path(__file__).resolve().parents[1]
WNUT17 = REPOSITORY.parent / "shared" / "data" / "wnut17" / "CONLL-format" / "data"
QUICK_DOCUMENTS = 200
WARM = 64
SIDES = ("pipeline", "ours", "int8")


def main() -> int:
    options = _arguments()
    if options.side:
        print(json.dumps(_measure(options)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        models = _models(options, Path(folder))
        runs: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
        for number in range(options.rounds):
            for side in SIDES if number % 2 == 0 else SIDES[::-1]:
                runs[side].append(_in_own_process(side, models[side]))
                if not options.json:
                    print(side, json.dumps(runs[side][-1]), flush=True)
    result = _summary(runs, options)
    print(json.dumps(result) if options.json else json.dumps(result, indent=1))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_DOCUMENTS} sentences")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=float, default=3.0, help="of the training, without --model")
    parser.add_argument("--pipeline-batch", type=int, default=1)
    parser.add_argument("--model", type=Path, help="model folder of a run")
    parser.add_argument("--data", type=Path, default=WNUT17, help="folder with train, dev and test as CoNLL")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_own_process(side: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, *sys.argv[1:], "--side", side, "--folder", str(folder)]
    # All sides wait for threads in the same way: see jobs/process.py.
    environment = {**os.environ, **process.environment(), "PYTHONPATH": str(REPOSITORY)}
    out = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if out.returncode:
        sys.exit(out.stderr)
    found: dict[str, float] = json.loads(out.stdout.splitlines()[-1])
    return found


def _summary(runs: dict[str, list[dict[str, float]]], options: argparse.Namespace) -> dict[str, Any]:
    result: dict[str, Any] = {
        "name": "inference",
        "quick": options.quick,
        "rounds": options.rounds,
        "pipeline_batch": options.pipeline_batch,
        "device": device.device_name("cpu"),
        "load": round(os.getloadavg()[0], 1),
    }
    for side, found in runs.items():
        result[side] = {name: statistics.median(run[name] for run in found) for name in found[0]}
    peer = result["pipeline"]
    for side in ("ours", "int8"):
        for name, unit in (("ratio", "sentences_per_s"), ("cpu_ratio", "sentences_per_cpu_s")):
            # Of each round by itself: both sides of a round met about the same load.
            each = [a[unit] / b[unit] for a, b in zip(runs[side], runs["pipeline"], strict=True)]
            result[f"{name}_{side}"] = round(statistics.median(each), 2)
        result[f"f1_gain_{side}"] = round(result[side]["f1"] - peer["f1"], 4)
    return result


# The models --------------------------------------------------------------------------------------


def _models(options: argparse.Namespace, folder: Path) -> dict[str, Path]:
    """Return the model folder of each side, trained and converted where there is none yet."""
    from bertstudio.jobs.model_export import _write_onnx

    model = options.model
    if model is None:
        model = folder / "model"
        _train(options, model)
    small = folder / "int8"
    small.mkdir()
    for path in model.iterdir():
        if path.is_file() and ".safetensors" not in path.name:
            (small / path.name).write_bytes(path.read_bytes())
    _write_onnx(tasks.model_module("ner").load(model), "onnx-int8", small)
    return {"pipeline": model, "ours": model, "int8": small}


def _train(options: argparse.Namespace, target: Path) -> None:
    from bertstudio.tasks.base import ModelOptions
    from bertstudio.training.config import TrainConfig
    from bertstudio.training.loop import Data, Training, seed_everything

    data = {split: _read(options.data / split) for split in (Split.TRAIN, Split.DEV)}
    names = sorted({span.label for one in data[Split.TRAIN] for span in one.spans})
    labels, task = LabelSet().with_names(names), tasks.task("ner")
    config = TrainConfig(epochs=options.epochs, learning_rate=1e-4)
    seed_everything(config.seed)
    model = tasks.model_module("ner").create(base_models.find_starter(), labels.names, ModelOptions())
    examples = {split: list(task.examples(documents, labels)) for split, documents in data.items()}
    learned = Data(examples[Split.TRAIN], examples[Split.DEV], data[Split.DEV])
    for _ in Training(task, model, learned, config, device.choose()).events(target):
        pass


def _read(folder: Path) -> list[Document]:
    (path,) = folder.iterdir()
    found = (read.document for read in conll.read(path, ReadOptions()))
    return [
        replace(one, id=number, spans=tuple(sorted(one.spans, key=span_order)))
        for number, one in enumerate((one for one in found if one is not None), 1)
    ]


# The sides ---------------------------------------------------------------------------------------


def _measure(options: argparse.Namespace) -> dict[str, float]:
    gold = [replace(one, tokens=()) for one in _read(options.data / Split.TEST)]
    gold = gold[: QUICK_DOCUMENTS if options.quick else None]
    predict = _pipeline(options) if options.side == "pipeline" else _ours(options.folder)
    predict(gold[:WARM])
    began, cpu = time.perf_counter(), _cpu()
    found = predict(gold)
    seconds, cpu = time.perf_counter() - began, _cpu() - cpu
    return {
        "sentences_per_s": round(len(gold) / seconds, 1),
        "sentences_per_cpu_s": round(len(gold) / cpu, 1),
        "f1": round(span_scores(gold, found).micro.f1, 4),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _ours(folder: Path) -> Callable[[list[Document]], list[Document]]:
    from bertstudio.jobs.loaded_model import load

    loaded = load(folder)
    return lambda documents: list(loaded.predicted(documents))


def _pipeline(options: argparse.Namespace) -> Callable[[list[Document]], list[Document]]:
    from transformers import pipeline

    named = pipeline(
        "token-classification", model=str(options.folder), aggregation_strategy="first", device="cpu"
    )

    def predict(documents: list[Document]) -> list[Document]:
        said = named([one.text for one in documents], batch_size=options.pipeline_batch)
        return [_with_spans(one, found) for one, found in zip(documents, said, strict=True)]

    return predict


def _with_spans(document: Document, found: list[dict[str, Any]]) -> Document:
    spans = (
        Span(number, int(one["start"]), int(one["end"]), one["entity_group"])
        for number, one in enumerate(found, 1)
    )
    return replace(document, spans=tuple(sorted(spans, key=span_order)))


if __name__ == "__main__":
    sys.exit(main())
