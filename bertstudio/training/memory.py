"""How much memory the work has taken at most."""

import sys

MB = 1024 * 1024


def peak_mb(kind: str) -> float:
    """Return the peak of the graphics card (`cuda`) or of this process (`cpu`) in MB."""
    if kind == "cuda":
        import torch

        return float(torch.cuda.max_memory_allocated()) / MB
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / MB
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / MB if sys.platform == "darwin" else peak / 1024
