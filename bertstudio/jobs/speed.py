"""How fast the device is: matrix multiplications, and tokens a second of a small BERT. Ten seconds in all.

Called by the worker; torch is imported when the test begins.
"""

import time
from collections.abc import Callable, Generator
from typing import Any

from bertstudio.core.events import Stage
from bertstudio.tasks.base import Compute

STAGE = "measuring"
TRIAL_S = 3.0
"""Each of the three measurements takes so long."""
WARMING = 2
"""So many repetitions come first and do not count: kernels are chosen in them."""
CPU_SIDE, GPU_SIDE = 1024, 4096
"""Rows and columns of the square matrices."""
ROWS, WINDOW_TOKENS = 8, 64
SHAPE = {
    "vocab_size": 4000,
    "hidden_size": 384,
    "num_hidden_layers": 6,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "num_labels": 9,
}
"""As the starter model, with fewer word pieces: what a token costs does not depend on their number."""


def measure(
    compute: Compute, stopped: Callable[[], bool], trial_s: float = TRIAL_S
) -> Generator[Stage, None, dict[str, float]]:
    """Yield one stage a measurement and return `fp32_gflops`, `bf16_gflops` and `tokens_per_second`.

    A product of two n × n matrices counts as 2 n³ operations. The tokens are those of training steps
    (forward and backward) in the precision that a training would choose. A stop leaves out what was not
    measured.
    """
    import torch

    trials: dict[str, Callable[[], tuple[Callable[[], object], float]]] = {
        "fp32_gflops": lambda: _product(torch.float32, compute),
        "bf16_gflops": lambda: _product(torch.bfloat16, compute),
        "tokens_per_second": lambda: _training(compute),
    }
    found: dict[str, float] = {}
    for number, (name, prepare) in enumerate(trials.items()):
        yield Stage(STAGE, number, len(trials))
        once, amount = prepare()
        rate = _rate(once, compute, stopped, trial_s)
        if stopped():
            return found
        found[name] = round(rate * amount, 1)
    yield Stage(STAGE, len(trials), len(trials))
    return found


def _rate(once: Callable[[], object], compute: Compute, stopped: Callable[[], bool], trial_s: float) -> float:
    """Return how often a second something is done."""
    for _ in range(WARMING):
        once()
    _wait(compute)
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < trial_s and not stopped():
        once()
        count += 1
        # A graphics card is handed work faster than it does it.
        _wait(compute)
    return count / (time.perf_counter() - began)


def _product(dtype: Any, compute: Compute) -> tuple[Callable[[], object], float]:
    import torch

    side = CPU_SIDE if compute.kind == "cpu" else GPU_SIDE
    matrix = torch.ones(side, side, dtype=dtype, device=compute.kind)
    return lambda: matrix @ matrix, 2 * side**3 / 1e9


def _training(compute: Compute) -> tuple[Callable[[], object], float]:
    import torch
    from transformers import BertConfig, BertForTokenClassification

    from bertstudio.tasks.answering import autocast

    network = BertForTokenClassification(BertConfig(**SHAPE)).to(compute.kind).train()
    pieces = torch.randint(SHAPE["vocab_size"], (ROWS, WINDOW_TOKENS), device=compute.kind)
    tags = torch.zeros_like(pieces)

    def once() -> None:
        with autocast(compute):
            loss = network(input_ids=pieces, labels=tags).loss
        loss.backward()
        network.zero_grad()

    return once, ROWS * WINDOW_TOKENS


def _wait(compute: Compute) -> None:
    import torch

    if compute.kind == "cuda":
        torch.cuda.synchronize()
    elif compute.kind == "mps":
        torch.mps.synchronize()
