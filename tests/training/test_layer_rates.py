"""Lower layers learn more slowly, in every kind of network."""

import pytest

from bertstudio.training.layer_rates import shares

KINDS = {
    "bert": ("bert.embeddings.word_embeddings.weight", "bert.encoder.layer.{}.output.dense.weight"),
    "distilbert": (
        "distilbert.embeddings.word_embeddings.weight",
        "distilbert.transformer.layer.{}.ffn.lin1.bias",
    ),
    "deberta": ("deberta.encoder.rel_embeddings.weight", "deberta.encoder.layer.{}.attention.self.x.weight"),
    "modernbert": ("model.embeddings.tok_embeddings.weight", "model.layers.{}.mlp.Wo.weight"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_layer_learns_a_little_slower_than_the_one_above_it(kind: str) -> None:
    embeddings, layer = KINDS[kind]
    names = [embeddings, *(layer.format(n) for n in range(3)), "classifier.weight"]
    assert list(shares(names, 0.5).values()) == [0.125, 0.25, 0.5, 1.0, 1.0]


def test_without_decay_all_learn_alike() -> None:
    assert set(
        shares(["bert.embeddings.x.weight", "bert.encoder.layer.0.x", "head.weight"], 1.0).values()
    ) == {1.0}
