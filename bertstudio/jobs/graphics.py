"""Why a graphics card is used or not, and how to get there. Knows cards without torch, from their drivers."""

import platform
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.words import tr

ASK_S = 10.0
NVIDIA = ("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader")
AMD_DRIVER = Path("/sys/module/amdgpu")


@dataclass(frozen=True, slots=True)
class Machine:
    """What the system knows of its cards."""

    system: str
    """`Linux`, `Windows` or `Darwin`."""
    nvidia: str = ""
    """Name of the NVIDIA card; empty without one, or without its driver."""
    driver: str = ""
    amd: bool = False


def look() -> Machine:
    """Ask the drivers; a driver that is not there says nothing."""
    name, _, driver = _nvidia().partition(",")
    return Machine(platform.system(), name.strip(), driver.strip(), AMD_DRIVER.is_dir())


def _nvidia() -> str:
    try:
        done = subprocess.run(  # noqa: S603  # a fixed command, never a shell
            NVIDIA,
            capture_output=True,
            text=True,
            timeout=ASK_S,
            check=True,
            creationflags=0x08000000 if sys.platform == "win32" else 0,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return next(iter(done.stdout.splitlines()), "")


def advice(facts: Mapping[str, Any], machine: Machine) -> str:
    """Say why the graphics card is used or not, and what to do about it. `facts`: see `device.facts`."""
    if facts["kind"] != "cpu":
        return tr("Used for training.")
    if facts.get("mps"):
        return tr("The GPU of this computer can be tried: choose device mps. The processor is the default.")
    if not machine.nvidia:
        return _without_driver(facts, machine)
    if facts["cuda"]:
        return tr(
            "Not used: the driver {driver} of {card} is too old for CUDA {version}. Install the newest one.",
            driver=machine.driver,
            card=machine.nvidia,
            version=facts["cuda"],
        )
    return tr(
        "Not used: this torch is built for the processor only, and this computer has {card}. {how}",
        card=machine.nvidia,
        how=_how("CUDA", machine),
    )


def _without_driver(facts: Mapping[str, Any], machine: Machine) -> str:
    if machine.amd and not facts.get("rocm"):
        return tr(
            "Not used: this torch is built without ROCm, and this computer has an AMD card. {how}",
            how=_how("ROCm", machine),
        )
    if facts["cuda"]:
        return tr(
            "Not used: no card that CUDA {version} can drive was found. If there is one, install its driver.",
            version=facts["cuda"],
        )
    return tr(
        "None was found. If there is an NVIDIA card, install its driver, then look here again: "
        "this torch is built for the processor only."
    )


def _how(build: str, machine: Machine) -> str:
    """Return what to run. pip itself finds CUDA builds for Linux; others have an index of their own."""
    if build == "CUDA" and machine.system == "Linux":
        return tr("Run: {command}", command=f"{sys.executable} -m pip install --force-reinstall torch")
    return tr(
        "Choose Pip and {build} on the install page of PyTorch, and run the command it shows with {python}, "
        "with --force-reinstall added.",
        build=build,
        python=sys.executable,
    )
