"""The verbs that take a model out of a project and use it elsewhere. Rows for the table in `cli`."""

import argparse
from pathlib import Path
from typing import Any

from bertstudio.cli_care import Row, opened
from bertstudio.cli_progress import follow
from bertstudio.core.words import tr
from bertstudio.jobs.spec import EXPORT_FORMATS


def rows() -> tuple[Row, ...]:
    """Return name, help, function and arguments of each verb."""
    return (("export-model", tr("write a model as a folder for others"), export_model, _export_arguments),)


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
