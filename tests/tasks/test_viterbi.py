"""Decoding, compared with trying out every sequence."""

from itertools import product

import numpy as np
import pytest

from bertstudio.tasks.ner.viterbi import best_tags, is_legal, spans_of, tag_names


def _best_by_trial(table: np.ndarray) -> float:
    tags = range(table.shape[1])
    legal = (np.array(path) for path in product(tags, repeat=len(table)) if is_legal(np.array(path)))
    return max(float(table[np.arange(len(path)), path].sum()) for path in legal)


@pytest.mark.parametrize("seed", range(20))
def test_the_decoded_tags_are_the_best_legal_ones(seed: int) -> None:
    draw = np.random.default_rng(seed)
    tables = [draw.normal(size=(length, 5)).astype(np.float32) * 3 for length in (1, 2, 3, 4, 5, 4)]
    for table, tags in zip(tables, best_tags(tables), strict=True):
        assert is_legal(tags)
        assert float(table[np.arange(len(tags)), tags].sum()) == pytest.approx(
            _best_by_trial(table), abs=1e-4
        )


def test_an_inner_tag_never_begins_an_entity_nor_follows_another_label() -> None:
    assert not is_legal(np.array([2]))
    assert not is_legal(np.array([0, 2]))
    assert not is_legal(np.array([1, 4]))
    assert is_legal(np.array([1, 2, 2, 0, 3, 4]))


def test_a_document_without_words_has_no_tags() -> None:
    assert [len(tags) for tags in best_tags([np.zeros((0, 3), np.float32)])] == [0]


def test_neighbouring_entities_stay_apart() -> None:
    assert spans_of(np.array([1, 2, 1, 0, 3, 3])) == [(0, 2, 0), (2, 3, 0), (4, 5, 1), (5, 6, 1)]


def test_tags_are_numbered_by_label() -> None:
    assert tag_names(["PER", "LOC"]) == ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
