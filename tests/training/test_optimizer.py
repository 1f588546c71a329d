"""Our optimizer against the plain one of torch."""

import pytest
import torch
from torch import nn

from bertstudio.training.optimizer import Optimizer


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.words = nn.Embedding(50, 8)
        self.dense = nn.Linear(8, 3)
        self.device = torch.device("cpu")

    def get_input_embeddings(self) -> nn.Embedding:
        return self.words

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.dense(self.words(ids))


def _loss(net: Net, ids: torch.Tensor) -> torch.Tensor:
    return net(ids).pow(2).sum()


def test_the_first_step_equals_adamw_with_clipping() -> None:
    ours, theirs = Net(), Net()
    ids = torch.tensor([[1, 2, 2, 7]])
    optimizer = Optimizer(ours, 1e-2, 0.0, warmup_steps=0, total_steps=100)
    plain = torch.optim.AdamW(theirs.parameters(), lr=1e-2, weight_decay=0.0)
    _loss(ours, ids).backward()
    assert optimizer.step(0, 4.0, 0.1) == pytest.approx(1e-2)
    (_loss(theirs, ids) / 4).backward()
    torch.nn.utils.clip_grad_norm_(theirs.parameters(), 0.1)
    plain.step()
    torch.testing.assert_close(ours.dense.weight, theirs.dense.weight)
    # SparseAdam adds its epsilon before the bias correction, so tiny gradients differ a little.
    torch.testing.assert_close(ours.words.weight, theirs.words.weight, atol=1e-4, rtol=0)


def test_rows_that_no_text_holds_stay_as_they_are() -> None:
    net = Net()
    before = net.words.weight.detach().clone()
    optimizer = Optimizer(net, 1e-2, 0.1, warmup_steps=0, total_steps=10)
    _loss(net, torch.tensor([[1, 2]])).backward()
    optimizer.step(0, 1.0, 1.0)
    changed = (before != net.words.weight).any(dim=1).nonzero().flatten().tolist()
    assert changed == [1, 2]


def test_the_rate_rises_and_falls_to_zero() -> None:
    optimizer = Optimizer(Net(), 1.0, 0.0, warmup_steps=4, total_steps=10)
    rates = [optimizer.rate(step) for step in range(11)]
    assert rates[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert rates[10] == 0
    assert rates[4:] == sorted(rates[4:], reverse=True)


class Layered(Net):
    def __init__(self) -> None:
        super().__init__()
        self.embeddings = nn.ModuleDict({"words": self.words})
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(nn.Linear(8, 8) for _ in range(2))})
        del self.words

    def get_input_embeddings(self) -> nn.Embedding:
        return self.embeddings["words"]

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        found = self.get_input_embeddings()(ids)
        for layer in self.encoder["layer"]:
            found = layer(found)
        return self.dense(found)


def test_lower_layers_take_smaller_steps() -> None:
    net = Layered()
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer = Optimizer(net, 1e-2, 0.0, warmup_steps=0, total_steps=10**6, layer_decay=0.5)
    _loss(net, torch.tensor([[1, 2]])).backward()
    assert optimizer.step(0, 1.0, 0.0) == pytest.approx(1e-2)
    # The first step of Adam moves every weight that has a gradient by the learning rate.
    moved = {name: float((p.detach() - before[name]).abs().max()) for name, p in net.named_parameters()}
    assert moved["dense.weight"] == pytest.approx(1e-2, rel=1e-2)
    assert moved["encoder.layer.1.weight"] == pytest.approx(1e-2, rel=1e-2)
    assert moved["encoder.layer.0.weight"] == pytest.approx(5e-3, rel=1e-2)
    assert moved["embeddings.words.weight"] == pytest.approx(2.5e-3, rel=1e-2)
