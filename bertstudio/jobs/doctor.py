"""What this computer can do, what is missing and how to get it."""

import importlib.metadata
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio import __version__
from bertstudio.core.errors import UserError
from bertstudio.core.events import Failed, Finished, from_line
from bertstudio.core.words import tr
from bertstudio.jobs import base_models, log_file, spec
from bertstudio.jobs.process import Command, environment, start, worker_command

PROBE_S = 120.0
PACKAGES = ("PySide6-Essentials", "torch", "transformers", "datasets", "pandas", "pyqtgraph", "seqeval")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    id: str
    name: str
    text: str
    """What a person reads, with what to do if something is missing."""
    value: Any
    """What `--json` says."""


def examine() -> list[Finding]:
    """Look at versions, paths, the starter model and, in a worker, at the device."""
    return [*_program(), *_paths(), _starter(), *_device()]


def _program() -> list[Finding]:
    versions = {name: _version(name) for name in PACKAGES}
    missing = [name for name, version in versions.items() if not version]
    text = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    if missing:
        text += ". " + tr("Missing: {names}. Install: pip install {names}", names=" ".join(missing))
    return [
        Finding("version", "BertStudio", __version__, __version__),
        Finding(
            "python", "Python", f"{platform.python_version()}, {sys.executable}", platform.python_version()
        ),
        Finding("system", tr("System"), platform.platform(), platform.platform()),
        Finding("packages", tr("Packages"), text, versions),
    ]


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _paths() -> list[Finding]:
    data, log = log_file.data_folder(), log_file.path()
    return [
        Finding("data", tr("Data folder"), str(data), str(data)),
        Finding("log", tr("Log file"), str(log), str(log)),
    ]


def _starter() -> Finding:
    try:
        folder = base_models.find_starter()
    except UserError as error:
        return Finding("starter", tr("Starter model"), str(error), None)
    return Finding("starter", tr("Starter model"), str(folder), str(folder))


def _device() -> list[Finding]:
    try:
        facts = probe()
    except UserError as error:
        return [Finding("device", tr("Device"), str(error), None)]
    memory = f"{facts['memory_mb'] / 1024:.1f} GB"
    precision = facts["precision"]
    text = tr("{device}, {memory}, {precision}", device=facts["device"], memory=memory, precision=precision)
    return [Finding("device", tr("Device"), text, facts), _card(facts)]


def _card(facts: dict[str, Any]) -> Finding:
    """Say why a graphics card is not used, and how to get there."""
    if facts["kind"] != "cpu":
        return Finding("gpu", tr("Graphics card"), tr("Used for training."), True)
    if not facts["cuda"]:
        reason = tr(
            "Not used: this torch is built for the processor only. For an NVIDIA card install the torch "
            "build for CUDA; the install page of PyTorch names it."
        )
    else:
        reason = tr(
            "Not used: no card that CUDA {version} can drive was found. Look at its driver.",
            version=facts["cuda"],
        )
    return Finding("gpu", tr("Graphics card"), reason, False)


def probe() -> dict[str, Any]:
    """Ask a worker what the device is: this process never imports torch.

    Raises:
        UserError: the worker could not tell; the sentence says why.
    """
    with tempfile.TemporaryDirectory(prefix="bertstudio-") as folder:
        job = spec.write(spec.ProbeJob(), Path(folder))
        process = start(Command(worker_command([job]), Path(folder), "probe", environment()))
        try:
            out, _ = process.communicate(timeout=PROBE_S)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.wait()
            raise UserError(tr("The device did not answer within two minutes.")) from error
    for line in out.decode("utf-8", "replace").splitlines():
        event = from_line(line)
        if isinstance(event, Finished):
            return event.result
        if isinstance(event, Failed):
            raise UserError(event.message)
    raise UserError(tr("The device could not be asked. Is torch installed?"))
