"""Text classification on a tiny BERT."""

from pathlib import Path

import numpy as np
import pytest

from bertstudio import tasks
from bertstudio.core.documents import Document, DocumentLabel, Origin
from bertstudio.core.labels import LabelSet
from bertstudio.tasks.base import Example, ModelOptions, Prediction

LABELS = LabelSet().with_names(["good", "bad", "dull"])
TASK = tasks.task("text_classification")


def model(tiny: Path, **options):
    return tasks.model_module("text_classification").create(
        tiny, LABELS.names, ModelOptions(32, 8, **options)
    )


def test_labels_come_in_the_order_of_the_label_set() -> None:
    document = Document(1, "sun", labels=(DocumentLabel("bad"), DocumentLabel("good"), DocumentLabel("odd")))
    (example,) = TASK.examples([document], LABELS)
    assert example.target == ("good", "bad")
    assert example.left_out == 1


def test_all_windows_of_a_long_text_weigh_one_document(tiny: Path) -> None:
    windows = model(tiny).encode([Example(1, "the rain and " * 60, ("good",))])
    assert len(windows) > 3
    assert sum(window.weight for window in windows) == pytest.approx(1)
    assert max(window.length for window in windows) <= 32


def test_an_empty_text_has_an_answer(tiny: Path) -> None:
    made = model(tiny)
    examples = [Example(1, "", None)]
    windows = made.encode(examples)
    (found,) = made.predictions(examples, windows, made.decode(made.collate(windows)))
    assert len(found.items) == 1


def test_windows_are_averaged_by_length(tiny: Path) -> None:
    made = model(tiny)
    examples = [Example(1, "the rain and " * 30, None)]
    windows = made.encode(examples)
    answers = [np.array([1, 0, 0], np.float32) for _ in windows[:-1]] + [np.array([0, 1, 0], np.float32)]
    (found,) = made.predictions(examples, windows, answers)
    assert found.items[0][0] == "good"
    assert found.items[0][1] == pytest.approx(1 - windows[-1].weight, abs=1e-3)


def test_several_labels_are_given_from_the_threshold_on(tiny: Path) -> None:
    made = model(tiny, multi_label=True)
    examples = [Example(1, "sun", None)]
    windows = made.encode(examples)
    (found,) = made.predictions(examples, windows, [np.array([0.6, 0.2, 0.9], np.float32)])
    assert [label for label, _ in found.items] == ["dull", "good"]
    assert found.uncertainty == pytest.approx(0.8, abs=1e-3)


@pytest.mark.parametrize("multi_label", [False, True])
def test_the_loss_from_answers_is_the_loss_of_the_network(tiny: Path, multi_label: bool) -> None:
    made = model(tiny, multi_label=multi_label)
    made.network.eval()
    windows = made.encode([Example(1, "the rain " * 40, ("good",)), Example(2, "sun", ("bad",))])
    batch = made.collate(windows)
    total, count = made.loss(batch)
    assert count == pytest.approx(2)
    assert made.losses(windows, made.decode(batch)) == pytest.approx((float(total.detach()), 2), rel=1e-3)


def test_a_document_without_a_label_is_not_learned(tiny: Path) -> None:
    made = model(tiny)
    _, count = made.loss(made.collate(made.encode([Example(1, "sun", ()), Example(2, "rain", ("bad",))])))
    assert count == 1


def test_a_prediction_becomes_a_label_of_the_model() -> None:
    made = TASK.annotations(Document(1, "sun"), Prediction(1, (("good", 0.7),)), run=2)
    assert made == [DocumentLabel("good", Origin.MODEL, 0.7, 2)]
    assert TASK.predicted(Document(1, "sun"), made).labels == tuple(made)


def examples(*targets: tuple[str, ...]) -> list[Example]:
    return [Example(number, "sun", target) for number, target in enumerate(targets, 1)]


def test_a_rare_label_weighs_more_where_it_is_right(tiny: Path) -> None:
    made = model(tiny, class_weights=True)
    learned = examples(*[("good",)] * 4, ("bad", "dull"))
    made.balance(learned)
    _, count = made.loss(made.collate(made.encode(learned)))
    # Of two labels only the first is learned, so the second makes nothing heavier.
    assert count == pytest.approx(4 * 1 + 1 * 2)


def test_of_several_labels_only_the_rare_one_weighs_more(tiny: Path) -> None:
    heavy, plain = model(tiny, multi_label=True, class_weights=True), model(tiny, multi_label=True)
    heavy.network = plain.network.eval()
    learned = examples(*[("good",)] * 4, ("good", "bad"))
    heavy.balance(learned)
    batch = plain.collate(plain.encode(learned[-1:]))
    sure = plain.decode(batch)[0]
    (total, count), (before, _) = heavy.loss(batch), plain.loss(batch)
    more = -np.log(sure[1]) * (5**0.5 - 1)
    assert float(total.detach()) == pytest.approx(float(before.detach()) + float(more), rel=1e-4)
    assert count == 1


@pytest.mark.parametrize("multi_label", [False, True])
def test_smoothed_labels_never_cost_nothing(tiny: Path, multi_label: bool) -> None:
    made = model(tiny, multi_label=multi_label, label_smoothing=0.3)
    made.network.eval()
    batch = made.collate(made.encode(examples(("good",))))
    sure = made.decode(batch)[0]
    gold = np.array([1.0, 0.0, 0.0])
    if multi_label:
        wanted = gold * 0.7 + 0.15
        expected = -(wanted * np.log(sure) + (1 - wanted) * np.log(1 - sure)).sum()
    else:
        expected = -((gold * 0.7 + 0.1) * np.log(sure)).sum()
    assert float(made.loss(batch)[0].detach()) == pytest.approx(float(expected), rel=1e-4)
