"""Predicting many documents, and what to look at first."""

from pathlib import Path

import pytest

from bertstudio import tasks
from bertstudio.core.documents import Document
from bertstudio.core.labels import LabelSet
from bertstudio.suggestions import predict as module
from bertstudio.suggestions.predict import predict
from bertstudio.suggestions.ranking import least_certain, mixed
from bertstudio.tasks.base import Compute, ModelOptions, Prediction

LABELS = LabelSet().with_names(["PER"])


@pytest.fixture(scope="module")
def model(tiny: Path):
    return tasks.model_module("ner").create(tiny, LABELS.names, ModelOptions(32, 8))


def examples(count: int):
    documents = (Document(n, "Anna " * (1 + n * 7 % 30)) for n in range(1, count + 1))
    return tasks.task("ner").examples(documents, LABELS)


def test_predictions_come_in_order_and_carry_their_document(model, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(predict(model, examples(20), Compute()))
    assert [one.document for one in whole] == list(range(1, 21))
    monkeypatch.setattr(module, "EXAMPLES_AT_ONCE", 3)
    pieces = list(predict(model, examples(20), Compute()))
    assert [one.items for one in pieces] == [one.items for one in whole]


def test_a_stop_ends_the_predictions(model) -> None:
    assert list(predict(model, examples(5), Compute(), stopped=lambda: True)) == []


def test_the_least_certain_come_first() -> None:
    found = [Prediction(1, (), 0.1), Prediction(2, (), 0.9), Prediction(3, ((0, 1, "PER", 0.5),), 0.1)]
    assert least_certain(found) == [2, 3, 1]
    assert least_certain(found, 1) == [2]


def test_one_noisy_source_does_not_fill_the_queue() -> None:
    found = [Prediction(n, (), 1 - n / 100) for n in range(1, 7)]
    groups = {1: "a", 2: "a", 3: "a", 4: "a", 5: "b", 6: "c"}
    assert mixed(found, groups, 4) == [1, 5, 6, 2]
