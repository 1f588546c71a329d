"""Every kind of base model goes the whole way: created, encoded, trained, saved, loaded, asked."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tasks.zoo import KINDS, build

from bertstudio import tasks
from bertstudio.core.documents import Document, DocumentLabel, Span
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.tasks.answering import answer
from bertstudio.tasks.base import Compute, ModelOptions
from bertstudio.tasks.ner.model import surfaces
from bertstudio.tasks.pretrained import body_parameters, embeddings_of, freeze, layers_of, special_pieces
from bertstudio.training.config import TrainConfig
from bertstudio.training.layer_rates import shares
from bertstudio.training.loop import Data, Training

TEXT = "Anna 你好北京 in Cafe\u0301\r\n😀 Acme\ufe0f, Berlin"
"""A name, Chinese, a combining mark, CRLF, two code units of UTF-16, a sign without width, a comma."""
NER = LabelSet().with_names(["PER", "LOC"])
TOPICS = LabelSet().with_names(["food", "rain"])


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module", params=KINDS)
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(request.param, tmp_path_factory.mktemp(request.param))


def ner_document(number: int = 1) -> Document:
    place = TEXT.index("北京")
    spans = (
        Span(1, 0, 4, "PER"),
        Span(2, place, place + 2, "LOC"),
        Span(3, TEXT.index("Berlin"), len(TEXT), "LOC"),
    )
    return Document(number, TEXT, spans=spans)


def predicted(model: Any, examples: list[Any]) -> list[Any]:
    windows = model.encode(examples)
    return model.predictions(examples, windows, answer(model, windows, Compute()).answers)


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
@pytest.mark.parametrize("task", ["ner", "text_classification"])
def test_a_model_that_was_trained_and_saved_says_the_same_when_it_is_loaded(
    base: Path, tmp_path: Path, task: str, precision: str
) -> None:
    labels = NER if task == "ner" else TOPICS
    documents = [
        ner_document(1),
        Document(2, "the rain in Berlin", spans=(Span(1, 12, 18, "LOC"),), labels=(DocumentLabel("rain"),)),
    ]
    documents[0] = replace(documents[0], labels=(DocumentLabel("food"),))
    examples = list(tasks.task(task).examples(documents, labels))
    model = tasks.model_module(task).create(base, labels.names, ModelOptions(32, 8))
    before = model.network.get_input_embeddings().weight.detach().clone()
    config = TrainConfig(max_steps=2, epochs=2, layer_decay=0.9, learning_rate=0.01)
    training = Training(
        tasks.task(task), model, Data(examples, examples, documents), config, Compute("cpu", precision, "cpu")
    )
    list(training.events(tmp_path / "model"))
    assert training.meter.step == 2
    assert not torch.equal(before, model.network.get_input_embeddings().weight)
    model.save(tmp_path / "last")
    again = tasks.model_module(task).load(tmp_path / "last")
    for mine, other in zip(predicted(model, examples), predicted(again, examples), strict=True):
        assert [item[:-1] for item in mine.items] == [item[:-1] for item in other.items]
        np.testing.assert_allclose(
            [item[-1] for item in mine.items], [item[-1] for item in other.items], atol=1e-3
        )


def test_every_word_is_decided_at_its_own_first_piece(base: Path) -> None:
    model = tasks.model_module("ner").create(base, NER.names, ModelOptions(64, 8))
    (example,) = tasks.task("ner").examples([ner_document()], NER)
    (window,) = model.encode([example])
    assert window.words == list(range(len(example.words)))
    assert window.tags == [1, 0, 0, 3, 4, 0, 0, 0, 0, 0, 3]
    # Word by word the same pieces come out, so the first piece of each stands where the others end.
    place = len(model.before)
    for word, written in enumerate(surfaces(example.text, example.words)):
        assert window.places[word] == place
        place += len(model.backend.encode([written], is_pretokenized=True, add_special_tokens=False).ids)
    assert window.length == place + len(model.after)


def test_spans_are_found_at_code_points_of_the_text(base: Path) -> None:
    model = tasks.model_module("ner").create(base, NER.names, ModelOptions(64, 8))
    (example,) = tasks.task("ner").examples([ner_document()], NER)
    (window,) = model.encode([example])
    table = np.full((len(window.words), 5), -9.0, np.float32)
    table[np.arange(len(window.tags)), window.tags] = -0.1
    (found,) = model.predictions([example], [window], [table])
    assert [TEXT[start:end] for start, end, *_ in found.items] == ["Anna", "北京", "Berlin"]


def test_padding_changes_no_answer(base: Path) -> None:
    model = tasks.model_module("ner").create(base, NER.names, ModelOptions(64, 8))
    examples = list(tasks.task("ner").examples([Document(1, "Anna in Berlin"), ner_document(2)], NER))
    short, long = model.encode(examples)
    model.network.eval()
    with torch.inference_mode():
        alone, padded = (model.decode(model.collate(some)) for some in ([short], [long, short]))
    np.testing.assert_allclose(alone[0], padded[1], atol=1e-5)


def test_long_texts_use_all_the_positions_of_the_network_and_no_more(base: Path) -> None:
    model = tasks.model_module("ner").create(base, NER.names, ModelOptions(512, 8))
    assert model.capacity == 62
    (example,) = tasks.task("ner").examples([Document(1, "Anna lives in Berlin and " * 30)], NER)
    windows = model.encode([example])
    assert max(window.length for window in windows) == 64
    assert len(answer(model, windows, Compute()).answers) == len(windows)


def test_layers_are_frozen_and_learn_more_slowly_from_below(base: Path) -> None:
    network = tasks.model_module("ner").create(base, NER.names, ModelOptions()).network
    names = {id(parameter): name for name, parameter in network.named_parameters()}
    freeze(network, 1)
    lower, upper = layers_of(network)
    assert not any(p.requires_grad for part in (embeddings_of(network), lower) for p in part.parameters())
    assert all(p.requires_grad for p in upper.parameters())
    share = shares(names.values(), 0.5)
    assert {share[names[id(p)]] for p in embeddings_of(network).parameters()} == {0.25}
    assert {share[names[id(p)]] for p in lower.parameters()} == {0.5}
    assert {share[names[id(p)]] for p in upper.parameters()} == {1.0}
    body = sum(p.numel() for part in (lower, upper) for p in part.parameters())
    assert body < body_parameters(network) < body * 1.6


def test_a_network_without_a_fused_kernel_loads_beside_a_graphics_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    made = {
        kind: tasks.model_module("ner").create(build(kind, tmp_path / kind), NER.names, ModelOptions())
        for kind in ("bert", "deberta-v3")
    }
    kernels = {kind: model.network.config._attn_implementation for kind, model in made.items()}
    assert kernels == {"bert": "sdpa", "deberta-v3": "eager"}


def test_the_code_of_a_model_folder_is_never_run(tmp_path: Path) -> None:
    folder = build("bert", tmp_path / "model")
    proof = tmp_path / "proof"
    (folder / "modeling_own.py").write_text(f"open({str(proof)!r}, 'w').close()\n", encoding="utf-8")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["auto_map"] = dict.fromkeys(
        ("AutoConfig", "AutoModel", "AutoModelForTokenClassification"), "modeling_own.Own"
    )
    for model_type in ("bert", "own"):
        (folder / "config.json").write_text(json.dumps(config | {"model_type": model_type}), encoding="utf-8")
        if model_type == "bert":
            tasks.model_module("ner").create(folder, NER.names, ModelOptions())
        else:
            with pytest.raises(UserError, match="no model that can be used"):
                tasks.model_module("ner").create(folder, NER.names, ModelOptions())
    assert not proof.exists()


def test_a_tokenizer_that_ends_a_text_and_begins_none_is_understood() -> None:
    from tokenizers import Tokenizer, models, processors

    backend = Tokenizer(models.WordLevel({"[UNK]": 0, "</s>": 1}, unk_token="[UNK]"))
    backend.post_processor = processors.TemplateProcessing("$A </s>", special_tokens=[("</s>", 1)])
    backend.add_special_tokens(["</s>"])
    assert special_pieces(backend) == ([], [1])


def test_one_layer_for_all_cannot_be_frozen_in_part() -> None:
    from transformers import AlbertConfig, AlbertForTokenClassification

    shape = {"vocab_size": 9, "embedding_size": 8, "hidden_size": 8, "num_attention_heads": 2}
    network = AlbertForTokenClassification(AlbertConfig(**shape, num_hidden_layers=2, intermediate_size=8))
    assert body_parameters(network) > 0
    with pytest.raises(UserError, match="albert network cannot be frozen"):
        freeze(network, 1)
