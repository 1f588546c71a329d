"""Where the worker computes, and how precisely. Torch is imported when a function is called."""

import os
import platform
import sys
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.tasks.base import Compute

MB = 1024 * 1024


def choose(device: str = "auto", precision: str = "auto") -> Compute:
    """Return where to compute: a graphics card if there is one, in bf16 where it is fast.

    Raises:
        UserError: a graphics card or bf16 is asked for and there is none.
    """
    import torch

    has_gpu = torch.cuda.is_available()
    if device == "cuda" and not has_gpu:
        raise UserError(tr("There is no graphics card that can be used here. Choose device auto or cpu."))
    kind = "cuda" if has_gpu and device != "cpu" else "cpu"
    fast = _gpu_has_bf16() if kind == "cuda" else cpu_has_bf16()
    if precision == "bf16" and not fast:
        raise UserError(tr("bf16 is very slow on this processor. Choose precision auto or fp32."))
    chosen = "bf16" if fast and precision != "fp32" else "fp32"
    return Compute(kind, chosen, device_name(kind))


def device_name(kind: str) -> str:
    """Return a name that a person understands, with the number of threads of a processor."""
    import torch

    if kind == "cuda":
        return str(torch.cuda.get_device_name())
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
    }


def _free() -> int:
    import psutil

    return int(psutil.virtual_memory().available)
