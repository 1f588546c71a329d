"""Our training loop beside the Trainer of transformers, on the same data in the same run.

    python benchmarks/training.py [--json] [--quick] [--epochs 3] [--seeds 13 42 100] [--data FOLDER]

`trainer_default` is the `run_ner` recipe with its defaults, `trainer_tuned` the same with the two flags that
make it 2.4 times faster (bf16, group_by_length): same base model, batch size, learning rate and epochs; both
need `accelerate`. Each side runs in a process of its own, one seed after the other, the sides in turn.

`seconds` is the whole training, median of the seeds: ours includes scoring dev twice an epoch and saving the
best model, the peers neither score nor save. `tokens_per_s` counts real word pieces of the training itself,
`cpu_seconds` all threads, `peak_mb` the process. F1 is entity micro F1 on test, by the same scorer;
`seqeval_f1` must equal it to the last digit. `ratio_default` and `ratio_tuned` compare `tokens_per_s`.
"""

import argparse
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bertstudio import tasks
from bertstudio.core.documents import Document, Span, Split, Status, span_order
from bertstudio.core.labels import LabelSet
from bertstudio.evaluation.scores import span_scores
from bertstudio.formats import conll
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs import base_models, device, process
from bertstudio.tasks.base import ModelOptions
from bertstudio.training.memory import peak_mb

REPOSITORY = Path(__file__).resolve().parents[1]
WNUT17 = REPOSITORY.parent / "shared" / "data" / "wnut17" / "CONLL-format" / "data"
QUICK_DOCUMENTS = {Split.TRAIN: 320, Split.DEV: 80, Split.TEST: 320}
BATCH_SIZE = 16
LEARNING_RATE = 1e-4
IGNORED = -100
OURS, DEFAULT, TUNED = SIDES = ("ours", "trainer_default", "trainer_tuned")


def main() -> int:
    options = _arguments()
    if options.side:
        print(json.dumps((_ours if options.side == OURS else _peer)(options)))
        return 0
    sides = SIDES if importlib.util.find_spec("accelerate") else (OURS,)
    runs: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for number, seed in enumerate(options.seeds):
        for side in sides if number % 2 == 0 else sides[::-1]:
            runs[side].append(_in_own_process(side, seed))
            if not options.json:
                print(side, json.dumps(runs[side][-1]), flush=True)
    result = _summary(runs, options)
    print(json.dumps(result) if options.json else json.dumps(result, indent=1))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--quick", action="store_true", help="320 documents, one epoch, one seed")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seeds", type=int, nargs="+", default=[13, 42, 100])
    parser.add_argument("--data", type=Path, default=WNUT17, help="folder with train, dev and test as CoNLL")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.quick:
        options.epochs, options.seeds = 1, options.seeds[:1]
    return options


def _in_own_process(side: str, seed: int) -> dict[str, float]:
    command = [sys.executable, __file__, *sys.argv[1:], "--seeds", str(seed), "--side", side]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "HF_HUB_OFFLINE": "1"}
    if side == OURS:
        # As the window starts its workers; the peers run as anybody would run them.
        environment |= process.environment()
    out = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if out.returncode:
        sys.exit(out.stderr)
    found: dict[str, float] = json.loads(out.stdout.splitlines()[-1])
    return found


def _summary(runs: dict[str, list[dict[str, float]]], options: argparse.Namespace) -> dict[str, Any]:
    result: dict[str, Any] = {
        "name": "training",
        "quick": options.quick,
        "epochs": options.epochs,
        "seeds": options.seeds,
        "device": device.device_name("cpu"),
    }
    for side, found in runs.items():
        lists = {name: [run[name] for run in found] for name in ("f1", "seqeval_f1")}
        medians = {name: statistics.median(run[name] for run in found) for name in found[0]}
        result[side] = medians | lists
    for side in SIDES[1:]:
        result.setdefault(side, None)
    if len(runs) > 1:
        speeds = {side: result[side]["tokens_per_s"] for side in SIDES}
        result["ratio_default"] = round(speeds[OURS] / speeds[DEFAULT], 2)
        result["ratio_tuned"] = round(speeds[OURS] / speeds[TUNED], 2)
        result["cpu_ratio_default"] = _ratio(result, DEFAULT, "cpu_seconds")
        result["cpu_ratio_tuned"] = _ratio(result, TUNED, "cpu_seconds")
        result["wall_ratio_tuned"] = _ratio(result, TUNED, "seconds")
    else:
        result["note"] = "the peers need: pip install accelerate"
    return result


def _ratio(result: dict[str, Any], side: str, name: str) -> float:
    return float(round(result[side][name] / result[OURS][name], 2))


def _read(options: argparse.Namespace) -> dict[Split, list[Document]]:
    found: dict[Split, list[Document]] = {}
    for split in (Split.TRAIN, Split.DEV, Split.TEST):
        (path,) = (options.data / split).iterdir()
        documents = [read.document for read in conll.read(path, ReadOptions()) if read.document is not None]
        documents = documents[: QUICK_DOCUMENTS[split] if options.quick else None]
        found[split] = [
            Document(
                number,
                one.text,
                spans=tuple(sorted(one.spans, key=span_order)),
                tokens=one.tokens,
                split=split,
                status=Status.DONE,
            )
            for number, one in enumerate(documents, 1)
        ]
    return found


def _labels(data: dict[Split, list[Document]]) -> LabelSet:
    return LabelSet().with_names(sorted({span.label for one in data[Split.TRAIN] for span in one.spans}))


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _ours(options: argparse.Namespace) -> dict[str, float]:
    from bertstudio.suggestions.predict import predict
    from bertstudio.training.config import TrainConfig
    from bertstudio.training.loop import Data, Training, seed_everything

    data = _read(options)
    labels, task, compute = _labels(data), tasks.task("ner"), device.choose()
    config = TrainConfig(
        epochs=options.epochs, batch_size=BATCH_SIZE, learning_rate=LEARNING_RATE, seed=options.seeds[0]
    )
    seed_everything(config.seed)
    began, cpu = time.perf_counter(), _cpu()
    model = tasks.model_module("ner").create(base_models.find_starter(), labels.names, ModelOptions())
    examples = {split: list(task.examples(documents, labels)) for split, documents in data.items()}
    training = Training(
        task, model, Data(examples[Split.TRAIN], examples[Split.DEV], data[Split.DEV]), config, compute
    )
    with tempfile.TemporaryDirectory() as folder:
        for _ in training.events(Path(folder) / "model"):
            pass
        seconds, cpu = time.perf_counter() - began, _cpu() - cpu
        best = tasks.model_module("ner").load(Path(folder) / "model")
    found = list(predict(best, examples[Split.TEST], compute))
    predicted = [
        task.predicted(one, task.annotations(one, prediction, 1))
        for one, prediction in zip(data[Split.TEST], found, strict=True)
    ]
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_mb": round(peak_mb("cpu"), 1),
        "tokens_per_s": round(training.meter.tokens_per_second, 1),
        "steps": training.meter.step,
        **_scores(data[Split.TEST], predicted),
    }


def _scores(reference: Sequence[Document], predicted: Sequence[Document]) -> dict[str, float]:
    from seqeval.metrics import f1_score

    def tags(one: Document) -> list[str]:
        found = ["O"] * len(one.tokens)
        for span in one.spans:
            inside = [
                n for n, (start, end) in enumerate(one.tokens) if span.start <= start and end <= span.end
            ]
            for place, number in enumerate(inside):
                found[number] = f"{'I' if place else 'B'}-{span.label}"
        return found

    gold, said = [tags(one) for one in reference], [tags(one) for one in predicted]
    return {"f1": span_scores(reference, predicted).micro.f1, "seqeval_f1": float(f1_score(gold, said))}


def _peer(options: argparse.Namespace) -> dict[str, float]:
    import torch
    from transformers import (
        AutoModelForTokenClassification,
        AutoTokenizer,
        DataCollatorForTokenClassification,
        Trainer,
        TrainingArguments,
        set_seed,
    )

    tuned = options.side == TUNED
    data = _read(options)
    names = ["O", *(f"{prefix}-{name}" for name in _labels(data).names for prefix in "BI")]
    set_seed(options.seeds[0])
    began, cpu = time.perf_counter(), _cpu()
    base = base_models.find_starter()
    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.no_padding()
    model = AutoModelForTokenClassification.from_pretrained(base, num_labels=len(names), dtype=torch.float32)
    rows = {
        split: [_encoded(one, tokenizer, names) for one in documents] for split, documents in data.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            output_dir=folder,
            num_train_epochs=options.epochs,
            per_device_train_batch_size=BATCH_SIZE,
            learning_rate=LEARNING_RATE,
            weight_decay=0.01,
            warmup_steps=0.1,
            bf16=tuned and device.cpu_has_bf16(),
            use_cpu=True,
            train_sampling_strategy="group_by_length" if tuned else "random",
            save_strategy="no",
            eval_strategy="no",
            logging_strategy="no",
            report_to="none",
            disable_tqdm=True,
            dataloader_pin_memory=False,
            seed=options.seeds[0],
        )
        trainer = Trainer(
            model,
            arguments,
            train_dataset=[{k: row[k] for k in ("input_ids", "labels")} for row in rows[Split.TRAIN]],
            data_collator=DataCollatorForTokenClassification(tokenizer),
        )
        trained = time.perf_counter()
        trainer.train()
        ended = time.perf_counter()
    seconds, cpu = ended - began, _cpu() - cpu
    tokens = sum(len(row["input_ids"]) for row in rows[Split.TRAIN]) * options.epochs
    predicted = _peer_predictions(model, tokenizer, rows[Split.TEST], data[Split.TEST], names)
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_mb": round(peak_mb("cpu"), 1),
        "tokens_per_s": round(tokens / (ended - trained), 1),
        "steps": trainer.state.global_step,
        **_scores(data[Split.TEST], predicted),
    }


def _encoded(document: Document, tokenizer: Any, names: list[str]) -> dict[str, Any]:
    words = [document.text[start:end] for start, end in document.tokens]
    encoding = tokenizer(words, is_split_into_words=True)
    tags = ["O"] * len(words)
    for span in document.spans:
        inside = [
            n for n, (start, end) in enumerate(document.tokens) if span.start <= start and end <= span.end
        ]
        for place, number in enumerate(inside):
            tags[number] = f"{'I' if place else 'B'}-{span.label}"
    places, labels, before = {}, [], None
    for place, word in enumerate(encoding.word_ids()):
        first = word is not None and word != before
        labels.append(names.index(tags[word]) if first and tags[word] in names else IGNORED)
        if first:
            places[word] = place
        before = word
    return {"input_ids": encoding["input_ids"], "labels": labels, "places": places}


def _peer_predictions(
    model: Any, tokenizer: Any, rows: list[dict[str, Any]], documents: list[Document], names: list[str]
) -> list[Document]:
    import torch

    model.eval()
    found = []
    for first in range(0, len(rows), 32):
        batch = tokenizer.pad(
            [{"input_ids": r["input_ids"]} for r in rows[first : first + 32]], return_tensors="pt"
        )
        with torch.inference_mode():
            said = model(**batch).logits.argmax(-1).tolist()
        for offset, tags in enumerate(said):
            row, document = rows[first + offset], documents[first + offset]
            words = {word: names[tags[place]] for word, place in row["places"].items()}
            found.append(_from_tags(document, words))
    return found


def _from_tags(document: Document, words: dict[int, str]) -> Document:
    """Read spans as conlleval does: an I- after another label begins an entity too."""
    spans: list[Span] = []
    before = "O"
    for word in range(len(document.tokens)):
        tag = words.get(word, "O")
        start, end = document.tokens[word]
        if tag != "O" and tag[0] == "I" and before != "O" and before[2:] == tag[2:]:
            spans[-1] = Span(spans[-1].id, spans[-1].start, end, tag[2:])
        elif tag != "O":
            spans.append(Span(len(spans) + 1, start, end, tag[2:]))
        before = tag
    return Document(document.id, document.text, spans=tuple(spans), tokens=document.tokens)


if __name__ == "__main__":
    sys.exit(main())
