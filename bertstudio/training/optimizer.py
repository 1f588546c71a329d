"""AdamW in two parts: everything, and word embeddings by the rows that a step has touched."""

from typing import Any


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
    ) -> None:
        import torch

        self.learning_rate = learning_rate
        self._warmup, self._total = warmup_steps, total_steps
        embedding = network.get_input_embeddings()
        sparse = network.device.type == "cpu" and embedding.weight.requires_grad
        embedding.sparse = sparse
        self._rows = [embedding.weight] if sparse else []
        names = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
        self._rest = [p for _, p in names if not any(p is row for row in self._rows)]
        # Biases and norms are vectors: they are not pulled towards 0.
        groups = [
            {"params": [p for p in self._rest if p.ndim > 1], "weight_decay": weight_decay},
            {"params": [p for p in self._rest if p.ndim <= 1], "weight_decay": 0.0},
        ]
        self._parts: list[Any] = [torch.optim.AdamW(groups, lr=learning_rate, fused=True)]
        if self._rows:
            self._parts.append(torch.optim.SparseAdam(self._rows, lr=learning_rate))

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
                group["lr"] = rate
            part.step()
        self.forget()
        return rate

    def forget(self) -> None:
        """Drop the gradients."""
        for part in self._parts:
            part.zero_grad(set_to_none=True)
