"""The CRF, compared with trying out every sequence of tags."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModelForTokenClassification

from bertstudio import tasks
from bertstudio.core.documents import Document, Span
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.tasks.base import ModelOptions
from bertstudio.tasks.ner import chains
from bertstudio.tasks.ner.crf_torch import Crf
from bertstudio.tasks.ner.viterbi import is_legal

TAGS = 5
LENGTHS = (1, 2, 3, 4, 3)
LABELS = LabelSet().with_names(["PER", "LOC"])
TASK = tasks.task("ner")


def crf(seed: int) -> Crf:
    torch.manual_seed(seed)
    made = Crf(TAGS)
    with torch.no_grad():
        made.start.normal_()
        made.steps.normal_()
    return made


def tables(seed: int) -> list[np.ndarray]:
    draw = np.random.default_rng(seed)
    return [(draw.normal(size=(length, TAGS)) * 3).astype(np.float32) for length in LENGTHS]


def worth(made: Crf, table: np.ndarray, path: tuple[int, ...], *, begins: bool) -> float:
    steps, start = made.steps.detach().numpy(), made.start.detach().numpy()
    total = sum(float(table[place, tag]) for place, tag in enumerate(path))
    total += sum(float(steps[one, other]) for one, other in pairwise(path))
    return total + (float(start[path[0]]) if begins else 0.0)


def legal(length: int, *, begins: bool = True) -> list[tuple[int, ...]]:
    """All legal sequences; one that begins in the middle of a document may begin with I."""
    ahead = {True: lambda _: (), False: lambda path: (path[0] - 1,) if path[0] in {2, 4} else ()}[begins]
    paths = product(range(TAGS), repeat=length)
    return [path for path in paths if is_legal(np.array([*ahead(path), *path]))]


def padded(some: list[np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    scores = torch.full(
        (len(some), max(LENGTHS), TAGS), 77.0
    )  # whatever is behind the end counts for nothing
    for row, table in enumerate(some):
        scores[row, : len(table)] = torch.tensor(table)
    return scores, torch.tensor([len(table) for table in some])


@pytest.mark.parametrize("begins", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_the_loss_is_that_of_all_legal_sequences(seed: int, begins: bool) -> None:
    made, some = crf(seed), tables(seed)
    draw = np.random.default_rng(seed)
    gold = [legal(length, begins=begins) for length in LENGTHS]
    gold = [paths[draw.integers(len(paths))] for paths in gold]
    expected = 0.0
    for table, path in zip(some, gold, strict=True):
        every = [worth(made, table, one, begins=begins) for one in legal(len(table), begins=begins)]
        expected += np.log(np.exp(np.array(every)).sum()) - worth(made, table, path, begins=begins)
    scores, lengths = padded(some)
    tags = torch.zeros(len(some), max(LENGTHS), dtype=torch.long)
    for row, path in enumerate(gold):
        tags[row, : len(path)] = torch.tensor(path)
    found = made.loss(scores, tags, lengths, torch.full((len(some),), begins))
    assert float(found.detach()) == pytest.approx(expected, rel=1e-4)
    again = -sum(
        chains.log_likelihood(t, p, made.chain(), begins=begins) for t, p in zip(some, gold, strict=True)
    )
    assert again == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("seed", range(10))
def test_the_decoded_tags_are_the_best_legal_ones(seed: int) -> None:
    made, some = crf(seed), tables(seed)
    for table, tags in zip(some, chains.best_sequences(some, made.chain()), strict=True):
        best = max(legal(len(table)), key=lambda path, t=table: worth(made, t, path, begins=True))
        assert tuple(tags) == best


@pytest.mark.parametrize("seed", range(3))
def test_the_marginals_are_the_shares_of_the_sequences(seed: int) -> None:
    made, some = crf(seed), tables(seed)
    for table, found in zip(some, chains.log_marginals(some, made.chain()), strict=True):
        paths = legal(len(table))
        weights = np.exp(np.array([worth(made, table, path, begins=True) for path in paths]))
        expected = np.zeros_like(table)
        for path, weight in zip(paths, weights / weights.sum(), strict=True):
            expected[np.arange(len(path)), path] += weight
        np.testing.assert_allclose(np.exp(found), expected, atol=1e-5)


def test_the_gradient_is_that_of_finite_differences() -> None:
    made = crf(0).double()
    scores, lengths = padded(tables(0))
    scores = scores.clone()
    tags = torch.tensor([[1, 0, 0, 0], [1, 2, 0, 0], [0, 3, 4, 0], [1, 2, 3, 4], [0, 0, 1, 0]])
    begins = torch.tensor([True, True, False, True, False])

    def loss() -> float:
        return float(made.loss(scores, tags, lengths, begins).detach())

    made.loss(scores, tags, lengths, begins).backward()
    for parameter in (made.start, made.steps):
        flat, gradient = parameter.data.view(-1), parameter.grad.view(-1)
        for place in range(len(flat)):
            before = float(flat[place])
            flat[place] = before + 0.05
            high = loss()
            flat[place] = before - 0.05
            low = loss()
            flat[place] = before
            assert (high - low) / 0.1 == pytest.approx(float(gradient[place]), abs=2e-3)


def test_a_document_without_words_has_no_tags() -> None:
    empty = np.zeros((0, TAGS), np.float32)
    assert [len(tags) for tags in chains.best_sequences([empty, tables(0)[2]], crf(0).chain())] == [0, 3]


def model(tiny: Path):
    made = tasks.model_module("ner").create(tiny, LABELS.names, ModelOptions(32, 8, crf=True))
    with torch.no_grad():
        made.crf.start.normal_()
        made.crf.steps.normal_()
    made.network.eval()
    return made


def encoded(made, text: str, *spans: tuple[int, int, str]):
    numbered = tuple(Span(n, start, end, label) for n, (start, end, label) in enumerate(spans, 1))
    examples = list(TASK.examples([Document(1, text, spans=numbered)], LABELS))
    return examples, made.encode(examples)


def test_only_first_pieces_of_words_are_links_of_the_chain(tiny: Path) -> None:
    made = model(tiny)
    # Paris is five pieces, and one tag.
    _, windows = encoded(made, "Anna in Paris", (0, 4, "PER"), (8, 13, "LOC"))
    batch = made.collate(windows)
    total, count = made.loss(batch)
    (scores,) = made.decode(batch)
    assert (len(scores), count) == (3, 3)
    expected = -chains.log_likelihood(scores, [1, 0, 3], made.crf.chain(), begins=True)
    assert float(total.detach()) == pytest.approx(expected, rel=1e-5)
    assert made.losses(windows, [scores]) == pytest.approx((expected, 3), rel=1e-5)


def test_nothing_is_learned_from_a_document_without_a_target(tiny: Path) -> None:
    made = model(tiny)
    (example,), _ = encoded(made, "Anna in Berlin")
    unknown = made.encode([type(example)(1, example.text, None, example.words)])
    total, count = made.loss(made.collate(unknown))
    assert (float(total.detach()), count) == (0.0, 0.0)


def test_long_texts_are_decoded_as_one_chain(tiny: Path) -> None:
    made = model(tiny)
    examples, windows = encoded(made, "Anna lives in Berlin and " * 40)
    answers = made.decode(made.collate(windows))
    whole = np.concatenate(answers)
    (tags,) = chains.best_sequences([whole], made.crf.chain())
    assert is_legal(tags)
    (found,) = made.predictions(examples, windows, answers)
    assert len(found.items) == int((tags % 2 == 1).sum())
    assert all(0 < confidence <= 1 for *_, confidence in found.items)


def test_a_saved_crf_answers_as_before(tiny: Path, tmp_path: Path) -> None:
    made = model(tiny)
    made.save(tmp_path)
    again = tasks.model_module("ner").load(tmp_path)
    again.network.eval()
    examples, windows = encoded(made, "Anna lives in Berlin and works at Acme")
    batch = made.collate(windows)
    assert again.predictions(examples, windows, again.decode(batch)) == made.predictions(
        examples, windows, made.decode(batch)
    )


def test_transformers_alone_loads_the_folder_without_the_crf(tiny: Path, tmp_path: Path) -> None:
    made = model(tiny)
    made.save(tmp_path)
    plain = AutoModelForTokenClassification.from_pretrained(tmp_path).eval()
    assert not hasattr(plain, "crf")
    batch = made.collate(encoded(made, "Anna in Berlin")[1])
    with torch.no_grad():
        logits = plain(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    np.testing.assert_allclose(logits[0, 1:4].numpy(), made.decode(batch)[0], atol=1e-5)


def test_a_folder_that_lost_its_crf_is_refused_in_words(tiny: Path, tmp_path: Path) -> None:
    made = model(tiny)
    made.save(tmp_path)
    plain = AutoModelForTokenClassification.from_pretrained(tmp_path)
    plain.save_pretrained(tmp_path)
    with pytest.raises(UserError, match="crf"):
        tasks.model_module("ner").load(tmp_path)
