"""The verbs that take a model out of a project and use it elsewhere. Rows for the table in `cli`."""

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from bertstudio.cli_care import Row, opened
from bertstudio.cli_progress import follow
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.jobs.spec import EXPORT_FORMATS


def rows() -> tuple[Row, ...]:
    """Return name, help, function and arguments of each verb."""
    return (
        ("export-model", tr("write a model as a folder for others"), export_model, _export_arguments),
        ("predict", tr("let a model label files, without a project"), predict, _predict_arguments),
        ("serve", tr("let a model answer over HTTP"), serve, _serve_arguments),
    )


# export-model ------------------------------------------------------------------------------------


def _export_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("project", type=Path)
    sub.add_argument("folder", type=Path, help=tr("folder to make"))
    sub.add_argument("--run", type=int, help=tr("number of the run; default: the last finished one"))
    sub.add_argument(
        "--format",
        choices=EXPORT_FORMATS,
        default=EXPORT_FORMATS[0],
        help=tr("for transformers, or for ONNX Runtime with weights in fp32 or int8; default: huggingface"),
    )
    sub.add_argument("--force", action="store_true", help=tr("replace a model that is in that place"))


def export_model(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.jobs.runs import model_run, prepare_export, run_worker

    with opened(options.project, read_only=True) as project:
        run = model_run(project, options.run)
        title = run.name or f"{project.name} {run.number}"
    job = prepare_export(run, options.folder, options.format, title=title, replace=options.force)
    finished = follow(run_worker(job.path))
    if finished.stopped:
        raise KeyboardInterrupt
    folder, size = finished.result["folder"], finished.result["size_mb"]
    print(tr("The model of run {run} is in {folder} ({size} MB).", run=run.number, folder=folder, size=size))
    return finished.result


# predict -----------------------------------------------------------------------------------------


def _predict_arguments(sub: argparse.ArgumentParser) -> None:
    from bertstudio.formats import FORMATS

    sub.add_argument("model", type=Path, help=tr("folder of an exported model, or of a run"))
    sub.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help=tr("files or folders; without any, each line of standard input is a text"),
    )
    readable = [row.id for row in FORMATS if row.read is not None]
    sub.add_argument(
        "--format", choices=["auto", *readable], default="auto", help=tr("default: found out from the file")
    )
    sub.add_argument(
        "--unit",
        choices=["sentence", "document"],
        default="",
        help=tr("what becomes one document; sentence: in a plain text, each line"),
    )
    sub.add_argument(
        "--out", type=Path, metavar="FILE", help=tr("file to write; default: JSON lines on standard output")
    )
    sub.add_argument(
        "--to",
        choices=[row.id for row in FORMATS if row.write],
        default="",
        metavar="FORMAT",
        help=tr("format of that file; default: by its ending, else JSON lines"),
    )


def predict(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.formats.base import ReadOptions
    from bertstudio.formats.saving import check_target
    from bertstudio.jobs import file_predictions as work
    from bertstudio.jobs.loaded_model import load, task_of

    task_id = task_of(options.model)
    if options.to and options.out is None:
        raise UserError(tr("Say with --out which file is to be written as {format}.", format=options.to))
    row = work.writable_format(options.to, options.out, task_id)
    if options.out is not None and row.suffixes:
        check_target(options.out)
    counted = work.Counted()
    reading = ReadOptions(unit=options.unit, task=task_id)
    documents = work.documents_of(options.files, options.format, reading, counted)
    began = time.perf_counter()
    loaded = load(options.model)
    if options.out is not None:
        work.write(loaded, documents, row, options.out, counted)
    else:
        for record in work.records(loaded, documents, counted):
            # Escapes keep lone surrogates, which standard output cannot hold.
            sys.stdout.write(json.dumps(record) + "\n")
    seconds = round(time.perf_counter() - began, 3)
    said = trn("1 document", "{count} documents", counted.documents)
    print(
        tr("Predicted {documents} on {device}.", documents=said, device=loaded.compute.name), file=sys.stderr
    )
    return {**asdict(counted), "out": str(options.out or ""), "format": row.id, "seconds": seconds}


# serve -------------------------------------------------------------------------------------------


def _serve_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("model", type=Path, help=tr("folder of an exported model, or of a run"))
    sub.add_argument(
        "--host", default="127.0.0.1", help=tr("address to answer at; default: this computer only")
    )
    sub.add_argument("--port", type=int, default=8000, help=tr("default 8000; 0: any that is free"))
    sub.add_argument(
        "--token",
        default=os.environ.get("BERTSTUDIO_TOKEN", ""),
        help=tr("what callers must send as “Authorization: Bearer …”; default: BERTSTUDIO_TOKEN"),
    )


def serve(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.formats.extras import library
    from bertstudio.jobs import http_service as http
    from bertstudio.jobs.loaded_model import load, task_of

    for name in ("fastapi", "uvicorn"):
        library(name, "serve")
    http.check_host(options.host, options.token)
    task_id = task_of(options.model)
    with http.listening(options.host, options.port) as sock:
        loaded = load(options.model)
        facts = {"task": task_id, "labels": list(loaded.labels.names), "device": loaded.compute.name}
        app = http.application(partial(http.answers, loaded), facts, http.Limits(), options.token)
        place = f"[{options.host}]" if ":" in options.host else options.host
        url = f"http://{place}:{sock.getsockname()[1]}"
        print(tr("The model answers at {url}, and {url}/docs says how. Ctrl+C ends it.", url=url), flush=True)
        http.serve(app, sock, options.host)
    print(tr("Stopped."))
    return {"url": url}
