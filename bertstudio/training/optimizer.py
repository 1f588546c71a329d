"""AdamW in two parts: everything, and word embeddings by the rows that a step has touched."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from bertstudio.training.layer_rates import shares


class Optimizer:
    """Fused AdamW with linear warm-up and decay, gradient clipping, and sparse rows on the CPU.

    The word embeddings are half of a small model, and a step touches one row in a hundred of them. On a
    CPU only these rows are updated (Adam without weight decay, as in `torch.optim.SparseAdam`); a graphics
    card walks them all. Imports torch when it is made, in the worker.
    """

    def __init__(
        self,
        network: Any,
        learning_rate: float,
        weight_decay: float,
        *,
        warmup_steps: int,
        total_steps: int,
        layer_decay: float = 1.0,
        own_rates: Mapping[str, float] | None = None,
    ) -> None:
        """`own_rates` are the largest rates of parts that begin with nothing, by the start of their names."""
        import torch

        self.learning_rate = learning_rate
        self._warmup, self._total = warmup_steps, total_steps
        embedding = network.get_input_embeddings()
        sparse = network.device.type == "cpu" and embedding.weight.requires_grad
        embedding.sparse = sparse
        named = {name: p for name, p in network.named_parameters() if p.requires_grad}
        share = shares(named, layer_decay)
        for part, rate in (own_rates or {}).items():
            share |= {name: rate / learning_rate for name in named if name.startswith(part)}
        rows = {name: named.pop(name) for name in list(named) if sparse and named[name] is embedding.weight}
        self._rows, self._rest = list(rows.values()), list(named.values())
        groups = _groups(named, share, weight_decay)
        self._parts: list[Any] = [torch.optim.AdamW(groups, lr=learning_rate, fused=True)]
        if rows:
            groups = [{"params": [row], "share": share[name]} for name, row in rows.items()]
            self._parts.append(torch.optim.SparseAdam(groups, lr=learning_rate))

    def rate(self, step: int) -> float:
        """Return the learning rate of a step, from 0: it rises linearly, then falls linearly to 0."""
        rising = (step + 1) / (self._warmup + 1)
        falling = (self._total - step) / max(1, self._total - self._warmup)
        return self.learning_rate * max(0.0, min(rising, falling, 1.0))

    def step(self, step: int, targets: float, longest_norm: float) -> float:
        """Divide the summed gradients by the number of targets, shorten them, and update the weights.

        Returns the learning rate of this step.
        """
        import torch

        for row in self._rows:
            if row.grad is not None:
                row.grad = row.grad.coalesce()
        gradients = [p.grad for p in self._rest if p.grad is not None]
        gradients += [row.grad.values() for row in self._rows if row.grad is not None]
        scale = torch.tensor(1.0 / max(targets, 1e-9), device=gradients[0].device)
        if longest_norm:
            norm = torch.nn.utils.get_total_norm(gradients) * scale
            scale = scale * torch.clamp(longest_norm / (norm + 1e-6), max=1.0)
        for gradient in gradients:
            gradient.mul_(scale)
        rate = self.rate(step)
        for part in self._parts:
            for group in part.param_groups:
                group["lr"] = rate * group["share"]
            part.step()
        self.forget()
        return rate

    def tensors(self) -> dict[str, Any]:
        """Return the moments of all weights and their steps, by names that `restore` understands."""
        import torch

        return {
            f"{number}.{index}.{name}": value if torch.is_tensor(value) else torch.tensor(value)
            for number, part in enumerate(self._parts)
            for index, state in part.state_dict()["state"].items()
            for name, value in state.items()
        }

    def restore(self, tensors: Mapping[str, Any]) -> None:
        """Take the moments and steps that `tensors` gave for the same network and settings."""
        import torch

        for number, part in enumerate(self._parts):
            states: defaultdict[int, dict[str, Any]] = defaultdict(dict)
            for key, value in tensors.items():
                place, index, name = key.split(".")
                if int(place) == number:
                    counts = name == "step" and isinstance(part, torch.optim.SparseAdam)
                    states[int(index)][name] = int(value) if counts else value
            part.load_state_dict(part.state_dict() | {"state": dict(states)})

    def forget(self) -> None:
        """Drop the gradients."""
        for part in self._parts:
            part.zero_grad(set_to_none=True)


def _groups(
    named: Mapping[str, Any], share: Mapping[str, float], weight_decay: float
) -> list[dict[str, Any]]:
    """Return parameters that learn alike together. Biases and norms are vectors: they do not decay."""
    groups: dict[tuple[float, float], list[Any]] = {}
    for name, parameter in named.items():
        decay = weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((share[name], decay), []).append(parameter)
    return [{"params": some, "share": part, "weight_decay": decay} for (part, decay), some in groups.items()]
