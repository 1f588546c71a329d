"""A run's model as a folder for others: weights or ONNX, model card, and a program that uses it.

The worker does it: `events` is the job. The folder appears whole or not at all.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bertstudio import tasks
from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Finished, Stage
from bertstudio.core.resources import resource
from bertstudio.core.words import tr
from bertstudio.jobs import model_card
from bertstudio.jobs.model_folder import MANIFEST, new_folder, unwritable
from bertstudio.jobs.portable import bundle
from bertstudio.jobs.spec import EXPORT_FORMATS, ExportJob
from bertstudio.store import runs as store

WEIGHTS = "*.safetensors*"
ALWAYS = {
    "config.json": "kind and size of the network, and its labels",
    "tokenizer.json": "how texts are cut into word pieces",
    MANIFEST: "the labels, and how long texts are cut into windows",
    "predict.py": "reads texts and prints what the model says of them",
    "reading.py": "what predict.py uses: the same code that BertStudio runs",
}
FILES = {
    "huggingface": {"model.safetensors": "the weights in fp32"},
    "onnx": {"model.onnx": "the network with its weights in fp32"},
    "onnx-int8": {"model_int8.onnx": "the network with its weights in int8"},
}


class _StoppedError(Exception):
    """Somebody asked to stop before the folder was in its place."""


def events(job: ExportJob, stopped: Callable[[], bool] = lambda: False) -> Iterator[Event]:
    """Export; the result names the folder, its size in MB and, for ONNX, the difference to torch in fp32.

    Raises:
        UserError: the format is unknown, a library is missing, the target is taken, or the disk is full.
    """
    if job.format not in EXPORT_FORMATS:
        names = ", ".join(EXPORT_FORMATS)
        raise UserError(
            tr("A model is exported as one of {names}, not {name}.", names=names, name=job.format)
        )
    yield Stage("exporting", 0, 1)
    target = Path(job.target)
    try:
        with new_folder(target, replace=job.replace) as folder:
            difference = _fill(job, folder, stopped)
    except _StoppedError:
        yield Finished(0.0, stopped=True, result={"run": job.run})
        return
    yield Stage("exporting", 1, 1)
    size = sum(path.stat().st_size for path in target.iterdir()) / 1e6
    result = {"run": job.run, "folder": str(target), "format": job.format, "size_mb": round(size, 2)}
    yield Finished(0.0, result=result if difference is None else {**result, "difference": difference})


def _fill(job: ExportJob, folder: Path, stopped: Callable[[], bool]) -> float | None:
    run = Path(job.folder)
    model = run / store.MODEL
    try:
        for path in model.iterdir():
            if path.is_file() and (job.format == "huggingface" or not path.match(WEIGHTS)):
                shutil.copyfile(path, folder / path.name)
        difference = _write_model(job, model, folder)
        known = model_card.facts(run)
        text = model_card.card(known, job.title, job.format, {**FILES[job.format], **ALWAYS})
        (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
        shutil.copyfile(resource("export", "predict.py"), folder / "predict.py")
        source = bundle(f"{tasks.row(job.task).package}.reader")
        (folder / "reading.py").write_text(_head() + source, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(folder, error) from error
    if stopped():
        raise _StoppedError
    return difference


def _head() -> str:
    return (
        '"""How BertStudio reads texts with a model. Written by it from its own source (Apache-2.0): change\n'
        'nothing here if predictions are to stay the same."""\n\n# ruff: noqa\n\n'
    )


def _write_model(job: ExportJob, model: Path, folder: Path) -> float | None:
    """Write what the weights alone do not say, and ONNX; torch is loaded only where that needs it."""
    path = folder / MANIFEST
    if not path.is_file():
        return None
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if job.format == "huggingface" and not manifest["options"].get("crf"):
        return None
    loaded = tasks.model_module(job.task).load(model)
    difference = None if job.format == "huggingface" else _write_onnx(loaded, job.format, folder)
    # Without the torch network nobody can ask how many positions it knows.
    manifest["options"]["max_window_tokens"] = loaded.capacity + len(loaded.before) + len(loaded.after)
    manifest["decoding"] = loaded.decoding()
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    return difference


def _write_onnx(loaded: Any, format_id: str, folder: Path) -> float:
    from bertstudio.tasks.onnx_network import FLOAT_NAME, INT8_NAME, write_int8, write_onnx

    path = folder / FLOAT_NAME
    difference = write_onnx(loaded.network, path)
    if format_id == "onnx-int8":
        write_int8(path, folder / INT8_NAME)
        path.unlink()
    loaded.save_besides(folder)
    return difference
