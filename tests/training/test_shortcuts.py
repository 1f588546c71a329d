"""Shortcuts on the CPU change nothing but the speed."""

import pytest
import torch
from torch import nn

from bertstudio.training import shortcuts_torch
from bertstudio.training.shortcuts_torch import MaskPool, PooledDropout


def test_masks_keep_the_mean_and_drop_their_share() -> None:
    torch.manual_seed(0)
    values = PooledDropout(0.1, MaskPool(0.1, 1)).train()(torch.ones(1000, 100))
    assert float(values.mean()) == pytest.approx(1.0, abs=0.01)
    assert float((values == 0).float().mean()) == pytest.approx(0.1, abs=0.01)


def test_two_masks_differ_and_gradients_follow_them() -> None:
    dropout = PooledDropout(0.5, MaskPool(0.5, 1)).train()
    ones = torch.ones(200, requires_grad=True)
    first = dropout(ones)
    second = dropout(ones)
    assert not torch.equal(first, second)
    first.sum().backward()
    assert torch.equal(ones.grad, first.detach())


def test_the_pool_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcuts_torch, "POOL_ELEMENTS", 1000)
    monkeypatch.setattr(shortcuts_torch, "RENEWED_ELEMENTS", 500)
    pool = MaskPool(0.5, 1)
    before = pool.take(torch.ones(999)).clone()
    pool.renew(1)
    pool.renew(2)
    assert not torch.equal(before, pool.take(torch.ones(999)))


def test_masks_are_a_function_of_seed_and_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcuts_torch, "POOL_ELEMENTS", 1000)
    monkeypatch.setattr(shortcuts_torch, "RENEWED_ELEMENTS", 250)
    grown, jumped, other = MaskPool(0.5, 1), MaskPool(0.5, 1), MaskPool(0.5, 2)
    for step in range(7):
        grown.renew(step)
        torch.manual_seed(step)
        first = grown.take(torch.ones(500))
    for pool, same in ((jumped, True), (other, False)):
        pool.renew(6)
        torch.manual_seed(6)
        assert torch.equal(first, pool.take(torch.ones(500))) is same


def test_what_is_larger_than_the_pool_is_dropped_as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcuts_torch, "POOL_ELEMENTS", 10)
    assert (PooledDropout(0.5, MaskPool(0.5, 1)).train()(torch.ones(100)) == 0).any()


def test_nothing_is_dropped_when_a_network_is_scored() -> None:
    network = nn.Sequential(nn.Linear(4, 4), nn.Dropout(0.5))
    before = network.eval()(torch.ones(2, 4))
    shortcuts_torch.quicken(network, "fp32", 1)
    assert isinstance(network[1], PooledDropout)
    assert torch.equal(before, network.eval()(torch.ones(2, 4)))
    assert list(network.state_dict()) == ["0.weight", "0.bias"]


@pytest.mark.parametrize("kind", ["Bert", "DistilBert", "Roberta", "Electra"])
def test_attention_takes_its_masks_from_the_pool_and_is_the_same_without(kind: str) -> None:
    import transformers

    config = getattr(transformers, f"{kind}Config")(
        vocab_size=50, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        dim=16, n_layers=1, n_heads=2, hidden_dim=16, embedding_size=16, dropout=0.1, attention_dropout=0.1,
        attn_implementation="eager",
    )  # fmt: skip
    torch.manual_seed(0)
    network = getattr(transformers, f"{kind}ForTokenClassification")(config)
    ids, mask = torch.randint(5, 50, (2, 6)), torch.tensor([[1] * 6, [1] * 4 + [0] * 2])
    before = network.eval()(input_ids=ids, attention_mask=mask).logits
    pools = shortcuts_torch.quicken(network, "fp32", 1)
    after = network.eval()(input_ids=ids, attention_mask=mask).logits
    torch.testing.assert_close(after, before)
    assert network.config._attn_implementation == shortcuts_torch.POOLED
    taken = []
    for pool in pools:
        take = pool.take
        pool.take = lambda like, take=take: taken.append(like.shape) or take(like)  # type: ignore[method-assign]
    network.train()(input_ids=ids, attention_mask=mask)
    assert (2, 2, 6, 6) in taken
