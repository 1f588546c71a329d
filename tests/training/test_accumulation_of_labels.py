"""Accumulation is invisible for text classification too, with everything that changes the loss."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from bertstudio import tasks
from bertstudio.core.documents import Document, DocumentLabel, Status
from bertstudio.core.labels import LabelSet
from bertstudio.tasks.base import Compute, ModelOptions
from bertstudio.training.config import TrainConfig
from bertstudio.training.loop import Data, Training, seed_everything

LABELS = LabelSet().with_names(["sunny", "wet", "odd"])
TASK = tasks.task("text_classification")


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def documents() -> list[Document]:
    """Short and long texts, some of several windows; labels that are often, seldom and together."""
    made = []
    for number in range(1, 33):
        labels = ["sunny"] if number % 4 else ["wet", "odd"] if number % 8 else ["odd"]
        text = "the sun likes the rain and " * (1 + number % 3 * 4)
        marks = tuple(DocumentLabel(label) for label in labels)
        made.append(Document(number, text, labels=marks, status=Status.DONE))
    return made


@pytest.mark.parametrize("multi_label", [False, True])
@pytest.mark.parametrize(
    "options", [{}, {"label_smoothing": 0.1}, {"class_weights": True, "label_smoothing": 0.1}]
)
def test_the_gradient_is_the_same_however_it_is_accumulated(
    tiny: Path, multi_label: bool, options: dict[str, Any]
) -> None:
    results = []
    for batch_size, accumulation in ((16, 1), (4, 4), (1, 16)):
        config = TrainConfig(batch_size=batch_size, gradient_accumulation=accumulation)
        seed_everything(config.seed)
        module = tasks.model_module("text_classification")
        model = module.create(tiny, LABELS.names, ModelOptions(32, 8, multi_label, **options))
        examples = list(TASK.examples(documents(), LABELS))
        made = Training(TASK, model, Data(examples, examples, documents()), config, Compute())
        _, targets = made._gradients(made._updates(0)[0], lambda: False)
        grads = [p.grad for p in model.network.parameters() if p.grad is not None]
        results.append(torch.cat([grad.to_dense().flatten() / targets for grad in grads]))
    for other in results[1:]:
        assert torch.cosine_similarity(results[0], other, dim=0) > 0.9999
        torch.testing.assert_close(results[0], other, atol=1e-6, rtol=1e-3)
