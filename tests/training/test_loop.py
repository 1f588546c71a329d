"""The training loop on a tiny BERT."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from bertstudio import tasks
from bertstudio.core.documents import Document, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.core.events import Note, Progress, Saved, Scored, Started
from bertstudio.core.labels import LabelSet
from bertstudio.tasks.base import Compute, ModelOptions
from bertstudio.training.config import TrainConfig
from bertstudio.training.loop import Data, Training, seed_everything

LABELS = LabelSet().with_names(["PER", "LOC"])
TASK = tasks.task("ner")
OPTIONS: list[dict[str, Any]] = [
    {},
    {"label_smoothing": 0.1},
    {"class_weights": True},
    {"label_smoothing": 0.1, "class_weights": True},
    {"crf": True},
    {"context_tokens": 6},
]
"""What changes the loss, and must not change that accumulation is invisible."""


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def documents(count: int) -> list[Document]:
    made = []
    for number in range(1, count + 1):
        head = "the sun and " * (number % 4)
        alone = number % 3 == 0
        text = head + ("Anna likes the rain" if alone else "Anna lives in Berlin")
        at = len(head)
        spans = (Span(1, at, at + 4, "PER"), Span(2, at + 14, at + 20, "LOC"))[: 1 if alone else 2]
        made.append(Document(number, text, spans=spans, status=Status.DONE))
    return made


def training(tiny: Path, config: TrainConfig, *, count: int = 32, **options: Any) -> Training:
    seed_everything(config.seed)
    model = tasks.model_module("ner").create(tiny, LABELS.names, ModelOptions(32, 8, **options))
    train, dev = documents(count), documents(8)
    learned = [
        replace(
            example,
            before=("the rain likes Anna",),
            after=("the sun works in Acme",) * (example.document % 2),
        )
        for example in TASK.examples(train, LABELS)
    ]
    data = Data(learned, list(TASK.examples(dev, LABELS)), dev)
    return Training(TASK, model, data, config, Compute())


def weights(made: Training) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in made.model.network.parameters()])


@pytest.mark.parametrize("options", OPTIONS)
def test_a_tiny_model_learns_the_pattern_and_keeps_its_best(
    tiny: Path, tmp_path: Path, options: dict[str, Any]
) -> None:
    made = training(tiny, TrainConfig(epochs=30, learning_rate=5e-3, batch_size=8), **options)
    events = list(made.events(tmp_path / "model"))
    assert isinstance(events[0], Started)
    assert made.best is not None
    assert made.best.f1 == 1.0
    assert [e.step for e in events if isinstance(e, Scored) and e.best] == [
        e.step for e in events if isinstance(e, Saved)
    ]
    again = tasks.model_module("ner").load(tmp_path / "model")
    assert again.labels == LABELS.names


@pytest.mark.parametrize("options", OPTIONS)
def test_the_update_is_the_same_however_it_is_accumulated(
    tiny: Path, tmp_path: Path, options: dict[str, Any]
) -> None:
    results = []
    for batch_size, accumulation in ((16, 1), (4, 4), (1, 16)):
        config = TrainConfig(
            batch_size=batch_size, gradient_accumulation=accumulation, max_steps=1, learning_rate=1e-2
        )
        made = training(tiny, config, **options)
        before = weights(made)
        list(made.events(tmp_path / str(batch_size)))
        results.append(weights(made) - before)
    for other in results[1:]:
        assert torch.cosine_similarity(results[0], other, dim=0) > 0.9999
        torch.testing.assert_close(results[0], other, atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize("options", OPTIONS)
def test_the_gradient_is_the_same_however_it_is_accumulated(tiny: Path, options: dict[str, Any]) -> None:
    """Adam would hide a wrong scale; so the gradients are compared as well."""
    results = []
    for batch_size, accumulation in ((16, 1), (4, 4), (1, 16)):
        config = TrainConfig(batch_size=batch_size, gradient_accumulation=accumulation)
        made = training(tiny, config, **options)
        update = made._updates(0)[0]
        _, targets = made._gradients(update, lambda: False)
        grads = [p.grad for p in made.model.network.parameters() if p.grad is not None]
        results.append(torch.cat([grad.to_dense().flatten() / targets for grad in grads]))
        assert len(made.pieces.of(update)) >= accumulation
    for other in results[1:]:
        assert torch.cosine_similarity(results[0], other, dim=0) > 0.9999
        torch.testing.assert_close(results[0], other, atol=1e-6, rtol=1e-3)


def test_the_gradient_is_the_mean_over_all_targets(tiny: Path) -> None:
    made = training(tiny, TrainConfig(batch_size=4))
    update = made._updates(0)[0]
    total, targets = made._gradients(update, lambda: False)
    batch = made.model.collate([made.windows[index] for index in update])
    loss, count = made.model.loss(batch)
    assert targets == count
    assert float(total) == pytest.approx(float(loss.detach()), rel=1e-5)


def test_the_same_seed_gives_the_same_model(tiny: Path, tmp_path: Path) -> None:
    first, second = (training(tiny, TrainConfig(max_steps=4)) for _ in range(2))
    list(first.events(tmp_path / "a"))
    list(second.events(tmp_path / "b"))
    assert torch.equal(weights(first), weights(second))


def test_stop_ends_at_the_next_piece_and_leaves_a_model(tiny: Path, tmp_path: Path) -> None:
    made = training(tiny, TrainConfig(epochs=1000, checks_per_epoch=1, batch_size=2), count=64)
    steps = []
    for event in made.events(tmp_path / "model", lambda: len(steps) >= 3):
        if isinstance(event, Progress):
            steps.append(event.step)
            made.meter._told = (0.0, 0, 0.0)
    assert made.stopped
    assert made.meter.step < 8
    assert (tmp_path / "model" / "model.safetensors").is_file()


def test_early_stopping_ends_and_says_so(tiny: Path, tmp_path: Path) -> None:
    # Nothing is learned at this rate, so the first score stays the best.
    made = training(tiny, TrainConfig(epochs=100, learning_rate=1e-30, early_stopping=2))
    events = list(made.events(tmp_path / "model"))
    assert made.meter.step < made.total_steps
    assert any(isinstance(event, Note) and "2 checks" in event.text for event in events)


def test_a_loss_that_is_no_number_ends_with_advice(tiny: Path, tmp_path: Path) -> None:
    made = training(tiny, TrainConfig())
    with torch.no_grad():
        made.model.network.classifier.weight.fill_(math.nan)
    with pytest.raises(UserError, match="Lower the learning rate"):
        list(made.events(tmp_path / "model"))
    assert not (tmp_path / "model").exists()


def test_a_full_memory_cuts_the_batch_and_goes_on(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = training(tiny, TrainConfig(max_steps=2, batch_size=8))
    plain = training(tiny, TrainConfig(max_steps=2, batch_size=8))
    loss = made.model.loss

    def picky(batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, float]:
        if batch["input_ids"].numel() > 60:
            raise torch.OutOfMemoryError("full")
        return loss(batch)

    monkeypatch.setattr(made.model, "loss", picky)
    events = list(made.events(tmp_path / "a"))
    assert any(isinstance(event, Note) and "memory is full" in event.text for event in events)
    list(plain.events(tmp_path / "b"))
    torch.testing.assert_close(weights(made), weights(plain), atol=1e-4, rtol=1e-3)


def test_a_memory_too_small_for_one_window_is_said_in_words(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = training(tiny, TrainConfig(max_steps=2))

    def full(_batch: object) -> tuple[torch.Tensor, float]:
        raise torch.OutOfMemoryError("full")

    monkeypatch.setattr(made.model, "loss", full)
    with pytest.raises(UserError, match="max_window_tokens"):
        list(made.events(tmp_path / "model"))


def test_frozen_layers_stay_as_they_are(tiny: Path, tmp_path: Path) -> None:
    made = training(tiny, TrainConfig(freeze_layers=1, max_steps=3, learning_rate=1e-2))
    body = made.model.network.base_model
    frozen = body.encoder.layer[0].output.dense.weight.detach().clone()
    free = body.encoder.layer[1].output.dense.weight.detach().clone()
    words = body.embeddings.word_embeddings.weight.detach().clone()
    list(made.events(tmp_path / "model"))
    assert torch.equal(frozen, body.encoder.layer[0].output.dense.weight)
    assert torch.equal(words, body.embeddings.word_embeddings.weight)
    assert not torch.equal(free, body.encoder.layer[1].output.dense.weight)


def test_progress_counts_real_tokens(tiny: Path, tmp_path: Path) -> None:
    made = training(tiny, TrainConfig(epochs=1))
    events = [event for event in made.events(tmp_path / "model") if isinstance(event, Progress)]
    assert made.meter.tokens == sum(made.lengths)
    assert events[-1].step == made.total_steps
    assert events[-1].seconds_left == 0


def test_context_that_is_hidden_does_not_count_as_tokens(tiny: Path, tmp_path: Path) -> None:
    made = training(tiny, TrainConfig(epochs=1), context_tokens=6)
    list(made.events(tmp_path / "model"))
    hidden = [window.context_before + window.context_after for window in made.windows]
    assert sum(made.lengths) - sum(hidden) < made.meter.tokens < sum(made.lengths)
