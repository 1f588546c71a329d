"""What this computer can do, what is missing and how to get it."""

import importlib.metadata
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio import __version__
from bertstudio.core.errors import UserError
from bertstudio.core.events import Failed, Finished, from_line
from bertstudio.core.words import tr
from bertstudio.jobs import base_models, graphics, log_file, spec
from bertstudio.jobs.process import DETACH, Command, ask, environment, start, worker_command

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


def examine(*, speed: bool = False) -> list[Finding]:
    """Look at versions, paths, the starter model and, in a worker, at the device."""
    try:
        found = of_device(probe(speed=speed))
    except UserError as error:
        found = [Finding("device", tr("Device"), str(error), None)]
    return [*of_program(), *found]


def of_program() -> list[Finding]:
    """Look at versions, paths and the starter model: all that needs no torch. Reads the starter's weights."""
    return [*_program(), *_paths(), _starter()]


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


def of_device(facts: Mapping[str, Any]) -> list[Finding]:
    """Say what the facts of a worker (`device.facts`) mean: device, processor, cards, speed."""
    memory = tr(
        "{memory} ({free} free)",
        memory=_gigabytes(facts["memory_mb"]),
        free=_gigabytes(facts["free_memory_mb"]),
    )
    precision = facts["precision"]
    text = tr("{device}, {memory}, {precision}", device=facts["device"], memory=memory, precision=precision)
    found = [Finding("device", tr("Device"), text, dict(facts))]
    features = ", ".join(facts["features"]) or tr("none of those that make training fast")
    found.append(Finding("features", tr("Processor features"), features, facts["features"]))
    found += [
        Finding(
            f"card_{number}",
            card["device"],
            tr(
                "{name}, {memory} ({free} free)",
                name=card["name"],
                memory=_gigabytes(card["memory_mb"]),
                free=_gigabytes(card["free_memory_mb"]),
            ),
            card,
        )
        for number, card in enumerate(facts["cards"])
    ]
    machine = graphics.look()
    if machine.driver:
        found.append(Finding("driver", tr("NVIDIA driver"), machine.driver, machine.driver))
    why = graphics.advice(facts, machine)
    found.append(Finding("gpu", tr("Graphics card"), why, facts["kind"] != "cpu"))
    return [*found, *_speed(facts.get("speed", {}))]


def _speed(rates: Mapping[str, float]) -> list[Finding]:
    rows = (
        ("fp32_gflops", tr("Matrices in fp32"), tr("GFLOPS")),
        ("bf16_gflops", tr("Matrices in bf16"), tr("GFLOPS")),
        ("tokens_per_second", tr("Training of a model like the starter"), tr("tokens/s")),
    )
    return [
        Finding(name, title, f"{rates[name]:,.0f} {unit}", rates[name])
        for name, title, unit in rows
        if name in rates
    ]


def _gigabytes(megabytes: float) -> str:
    return f"{megabytes / 1024:.1f} GB"


def probe(*, speed: bool = False) -> dict[str, Any]:
    """Ask a worker what the device is, and how fast: this process never imports torch.

    Raises:
        UserError: the worker could not tell; the sentence says why.
    """
    with tempfile.TemporaryDirectory(prefix="bertstudio-") as folder:
        job = spec.write(spec.ProbeJob(speed=speed), Path(folder))
        process = start(Command(worker_command([job]), Path(folder), "probe", environment()))
        # The end of its input, which comes at once, must not stop the worker.
        ask(process, DETACH)
        try:
            out, _ = process.communicate(timeout=PROBE_S)
        except subprocess.TimeoutExpired as error:
            raise UserError(tr("The device did not answer within two minutes.")) from error
        finally:
            process.kill()
            process.wait()
    for line in out.decode("utf-8", "replace").splitlines():
        event = from_line(line)
        if isinstance(event, Finished):
            return event.result
        if isinstance(event, Failed):
            raise UserError(event.message)
    raise UserError(tr("The device could not be asked. Is torch installed?"))
