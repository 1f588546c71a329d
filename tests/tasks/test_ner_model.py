"""The torch side of NER on a tiny BERT."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bertstudio import tasks
from bertstudio.core.documents import Document, Span
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.tasks.answering import answer
from bertstudio.tasks.base import Compute, ModelOptions

LABELS = LabelSet().with_names(["PER", "LOC"])
TASK = tasks.task("ner")


@pytest.fixture(scope="module")
def model(tiny: Path):
    return tasks.model_module("ner").create(tiny, LABELS.names, ModelOptions(32, 8))


def encoded(model, text: str, *spans: tuple[int, int, str], **fields):
    numbered = tuple(Span(n, start, end, label) for n, (start, end, label) in enumerate(spans, 1))
    examples = list(TASK.examples([Document(1, text, spans=numbered, **fields)], LABELS))
    return examples, model.encode(examples)


def test_only_the_first_piece_of_each_word_is_decided(model) -> None:
    _, (window,) = encoded(model, "Anna in Paris", (0, 4, "PER"), (8, 13, "LOC"))
    # [CLS] Anna in P ##a ##r ##i ##s [SEP]
    assert window.length == 9
    assert window.places == [1, 2, 3]
    assert window.tags == [1, 0, 3]


def test_a_word_without_pieces_survives_and_breaks_no_span(model) -> None:
    text = "the Anna \x01 Berlin"
    tokens = ((0, 3), (4, 8), (9, 10), (11, 17))
    examples, (window,) = encoded(model, text, (4, 17, "PER"), tokens=tokens)
    assert window.words == [0, 1, 3]
    assert window.tags == [0, 1, 2]
    table = np.log(np.full((3, 5), 0.01, np.float32))
    table[[0, 1, 2], [0, 1, 2]] = np.log(0.96)
    (found,) = model.predictions(examples, [window], [table])
    assert found.items == ((4, 17, "PER", 0.96),)


def test_a_span_that_begins_with_a_word_without_pieces_still_begins(model) -> None:
    _, (window,) = encoded(model, "\x01 Anna", (0, 6, "PER"), tokens=((0, 1), (2, 6)))
    assert window.tags == [1]


def test_a_text_of_nothing_but_signs_without_pieces_has_no_prediction(model) -> None:
    examples, windows = encoded(model, "\x01 \x02")
    answers = answer(model, windows, Compute()).answers
    assert model.predictions(examples, windows, answers)[0].items == ()


def test_long_texts_are_cut_into_windows_and_every_word_is_decided_once(model) -> None:
    text = "Anna lives in Berlin and " * 40
    (example,), windows = encoded(model, text)
    assert len(windows) > 5
    assert max(window.length for window in windows) <= 32
    assert [word for window in windows for word in window.words] == list(range(len(example.words)))


def test_the_windows_of_a_text_that_fits_say_the_same_as_one_pass(model) -> None:
    examples, windows = encoded(model, "Anna lives in Berlin and works at Acme")
    wide = tasks.model_module("ner").NerModel(
        model.network, model.tokenizer, model.labels, ModelOptions(64, 8)
    )
    answers = answer(model, windows, Compute()).answers
    others = wide.encode(examples)
    assert model.predictions(examples, windows, answers) == wide.predictions(
        examples, others, answer(wide, others, Compute()).answers
    )


def test_padding_does_not_change_an_answer(model) -> None:
    short, (alone,) = encoded(model, "Anna in Berlin")
    _, (long,) = encoded(model, "the rain in Berlin likes Anna and the sun")
    single = model.decode(model.collate([alone]))[0]
    padded = model.decode(model.collate([long, alone]))[1]
    np.testing.assert_allclose(single, padded, atol=1e-5)
    assert len(short) == 1


def test_the_loss_from_answers_is_the_loss_of_the_network(model) -> None:
    _, windows = encoded(model, "Anna in Berlin", (0, 4, "PER"), (8, 14, "LOC"))
    model.network.eval()
    batch = model.collate(windows)
    total, count = model.loss(batch)
    again = model.losses(windows, model.decode(batch))
    assert again == pytest.approx((float(total.detach()), count), rel=1e-5)
    assert count == 3


def test_truncation_of_the_base_model_is_overridden(model, tmp_path: Path) -> None:
    model.save(tmp_path)
    saved = json.loads((tmp_path / "tokenizer.json").read_text(encoding="utf-8"))
    assert saved["truncation"] is None
    assert saved["padding"] is None


def test_a_saved_model_answers_as_before(model, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert {"model.safetensors", "config.json", "bertstudio.json"} <= {p.name for p in tmp_path.iterdir()}
    again = tasks.model_module("ner").load(tmp_path)
    assert again.labels == ("PER", "LOC")
    assert again.options == model.options
    _, windows = encoded(model, "Anna in Berlin")
    model.network.eval()
    again.network.eval()
    batch = model.collate(windows)
    np.testing.assert_allclose(model.decode(batch)[0], again.decode(batch)[0], atol=1e-6)


def test_a_saved_model_says_its_tags_to_transformers(model, tmp_path: Path) -> None:
    model.save(tmp_path)
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    assert config["id2label"] == {"0": "O", "1": "B-PER", "2": "I-PER", "3": "B-LOC", "4": "I-LOC"}


def test_a_folder_that_was_not_trained_here_is_refused_in_words(tiny: Path) -> None:
    with pytest.raises(UserError, match=r"bertstudio\.json"):
        tasks.model_module("ner").load(tiny)


def test_a_pickle_is_never_read(tiny: Path, tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((tiny / name).read_bytes())
    (tmp_path / "pytorch_model.bin").write_bytes(b"cos\nsystem\n(S'exit 1'\ntR.")
    with pytest.raises(UserError, match="no model that can be used"):
        tasks.model_module("ner").create(tmp_path, ["PER"], ModelOptions())


def test_rare_labels_weigh_more_when_asked(tiny: Path) -> None:
    model = tasks.model_module("ner").create(tiny, LABELS.names, ModelOptions(32, 8, class_weights=True))
    examples, windows = encoded(model, "Anna Anna Anna Anna Berlin", (0, 4, "PER"), (20, 26, "LOC"))
    four = replace(examples[0], target=(*(((5 * n), 5 * n + 4, "PER") for n in range(4)), (20, 26, "LOC")))
    model.balance([four])
    _, count = model.loss(model.collate(model.encode([four])))
    assert count == pytest.approx(4 + 2)
    assert len(windows) == 1


def test_smoothed_labels_cost_even_who_is_right(tiny: Path) -> None:
    plain = tasks.model_module("ner").create(tiny, LABELS.names, ModelOptions(32, 8))
    smooth = tasks.model_module("ner").NerModel(
        plain.network, plain.tokenizer, plain.labels, ModelOptions(32, 8, label_smoothing=0.2)
    )
    _, windows = encoded(plain, "Anna in Berlin", (0, 4, "PER"), (8, 14, "LOC"))
    plain.network.eval()
    batch = plain.collate(windows)
    (table,) = plain.decode(batch)
    expected = -0.8 * table[np.arange(3), windows[0].tags].sum() - 0.2 * table.mean(axis=1).sum()
    total, count = smooth.loss(batch)
    assert float(total.detach()) == pytest.approx(float(expected), rel=1e-5)
    assert count == 3
    # A dev loss can be compared with that of any other run.
    assert smooth.losses(windows, [table]) == plain.losses(windows, [table])
