"""Where the worker computes, and how precisely. Torch is imported when a function is called."""

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.tasks.base import Compute

MB = 1024 * 1024


def choose(device: str = "auto", precision: str = "auto") -> Compute:
    """Return where to compute: a graphics card if there is one, in bf16 where it is fast.

    `device` is `auto`, `cpu`, `cuda`, one of several cards (`cuda:1`), or `mps` (Apple), which is never
    chosen by itself.

    Raises:
        UserError: a graphics card or bf16 is asked for and there is none.
    """
    kind = _kind(device)
    fast = cpu_has_bf16() if kind == "cpu" else kind == "cuda" and _gpu_has_bf16()
    if precision == "bf16" and not fast:
        raise UserError(tr("bf16 is very slow on this device. Choose precision auto or fp32."))
    chosen = "bf16" if fast and precision != "fp32" else "fp32"
    return Compute(kind, chosen, device_name(kind))


def _kind(device: str) -> str:
    """Return the kind of a device; the card that was asked for becomes the one that torch takes."""
    import torch

    if device == "mps":
        if not torch.backends.mps.is_available():
            raise UserError(tr("There is no Apple GPU that can be used here. Choose device auto or cpu."))
        return "mps"
    if device == "cpu" or (device == "auto" and not torch.cuda.is_available()):
        return "cpu"
    if not torch.cuda.is_available():
        raise UserError(tr("There is no graphics card that can be used here. Choose device auto or cpu."))
    _, _, number = device.partition(":")
    if number:
        count = torch.cuda.device_count()
        if int(number) >= count:
            raise UserError(
                tr(
                    "There is no device {device}: the cards here are cuda:0 to cuda:{last}.",
                    device=device,
                    last=count - 1,
                )
            )
        torch.cuda.set_device(int(number))
    return "cuda"


def device_name(kind: str) -> str:
    """Return a name that a person understands, with the number of threads of a processor."""
    import torch

    if kind == "cuda":
        return str(torch.cuda.get_device_name())
    if kind == "mps":
        return tr("GPU of {processor}", processor=processor_name())
    threads = trn("1 thread", "{count} threads", torch.get_num_threads())
    return f"{processor_name()}, {threads}"


def cpu_has_bf16() -> bool:
    """Tell whether the processor multiplies bf16 itself; without that it is a hundred times slower."""
    import torch

    checks = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(getattr(torch.cpu, name, lambda: False)() for name in checks)


def _gpu_has_bf16() -> bool:
    import torch

    return bool(torch.cuda.is_bf16_supported(including_emulation=False))


def processor_name() -> str:
    """Return the name of the processor as its maker writes it."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return os.environ.get("PROCESSOR_IDENTIFIER", "") if sys.platform == "win32" else _other_name()


def _other_name() -> str:
    return platform.processor() or platform.machine() or tr("processor")


def facts() -> dict[str, Any]:
    """Return what the device card and `doctor` show: names, memory in MB, precision, threads, versions."""
    import psutil
    import torch
    import transformers

    compute = choose()
    gpu = compute.kind == "cuda"
    memory = torch.cuda.get_device_properties(0).total_memory if gpu else psutil.virtual_memory().total
    return {
        "device": compute.name,
        "kind": compute.kind,
        "precision": compute.precision,
        "memory_mb": round(memory / MB),
        "free_memory_mb": round((torch.cuda.mem_get_info()[0] if gpu else _free()) / MB),
        "threads": torch.get_num_threads(),
        "processor": processor_name(),
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "cuda": torch.version.cuda or "",
        "rocm": torch.version.hip or "",
        "mps": torch.backends.mps.is_available(),
        "cards": cards(),
        "features": processor_features(),
    }


def cards() -> list[dict[str, Any]]:
    """Return the graphics cards that torch can use, with memory in MB."""
    import torch

    found = []
    for number in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        free, total = torch.cuda.mem_get_info(number)
        found.append(
            {
                "device": f"cuda:{number}",
                "name": torch.cuda.get_device_name(number),
                "memory_mb": round(total / MB),
                "free_memory_mb": round(free / MB),
            }
        )
    return found


FEATURES = {
    "avx2": "avx2",
    "avx512_f": "avx512",
    "avx512_vnni": "avx512_vnni",
    "avx512_bf16": "avx512_bf16",
    "amx_bf16": "amx_bf16",
    "amx_int8": "amx_int8",
    "neon": "neon",
    "bf16": "bf16",
    "sve": "sve",
}
"""What torch calls a feature of the processor, and what its maker calls it."""


def processor_features() -> list[str]:
    """Return the features of the processor that matter for speed."""
    import torch

    ask: Callable[[], dict[str, Any]] = getattr(torch.cpu, "get_capabilities", dict)
    found = ask()
    return [name for key, name in FEATURES.items() if found.get(key) is True]


def _free() -> int:
    import psutil

    return int(psutil.virtual_memory().available)
