"""How fast each part of a network learns, as a share of the learning rate. Names only, without torch."""

import re
from collections.abc import Iterable

_LAYER = re.compile(r"\.(?:layer|layers)\.(\d+)\.")
_EMBEDDINGS = re.compile(r"(?:^|[._])embeddings[._]")


def shares(names: Iterable[str], decay: float) -> dict[str, float]:
    """Return for every parameter, by its name, at which share of the learning rate it learns.

    The head and the uppermost layer learn at the full rate, each layer at `decay` times the rate of the one
    above it, the embeddings below all layers. After Zhang, Wu, Katiyar, Weinberger and Artzi, Revisiting
    Few-sample BERT Fine-tuning (2021); the layers are numbered in the names of every network of transformers.
    """
    found = {name: _LAYER.search(name) for name in names}
    count = 1 + max((int(match[1]) for match in found.values() if match), default=-1)
    return {name: decay ** _below(name, match, count) for name, match in found.items()}


def _below(name: str, layer: re.Match[str] | None, count: int) -> int:
    """Return how many steps a parameter lies below the uppermost layer."""
    if layer is not None:
        return count - 1 - int(layer[1])
    return count if _EMBEDDINGS.search(name) else 0
