"""Intervals hold the score, shrink with more documents and are the same each time."""

import random

import pytest

from bertstudio.evaluation.intervals import Intervals, bootstrap, paired_difference, wilson
from bertstudio.evaluation.scores import Counts


def documents(number: int, seed: int = 1, quality: float = 0.8) -> list[Counts]:
    chance = random.Random(seed)
    rows = []
    for _ in range(number):
        found = sum(chance.random() < quality for _ in range(5))
        rows.append(Counts(found, chance.randrange(2), 5 - found))
    return rows


def test_the_interval_holds_the_score():
    rows = documents(80)
    f1 = sum(rows, Counts()).f1
    low, high = bootstrap(rows).f1
    assert low < f1 < high


def test_more_documents_make_the_interval_narrower():
    def width(number: int) -> float:
        low, high = bootstrap(documents(number)).f1
        return high - low

    assert width(1000) < width(100) < width(10)


def test_the_same_counts_give_the_same_interval():
    assert bootstrap(documents(50)) == bootstrap(documents(50))


def test_grouping_documents_gives_what_drawing_them_one_by_one_gives():
    import numpy as np

    rows = documents(60)
    drawn = np.random.default_rng(5).integers(0, 60, size=(4000, 60))
    table = np.array([(one.true_positives, one.false_positives, one.false_negatives) for one in rows])
    sums = table[drawn].sum(axis=1)
    f1 = 2 * sums[:, 0] / (2 * sums[:, 0] + sums[:, 1] + sums[:, 2])
    expected = np.percentile(f1, [2.5, 97.5])
    assert bootstrap(rows, resamples=4000).f1 == pytest.approx(expected, abs=0.006)


def test_nothing_has_an_interval_of_zeros():
    assert bootstrap([]) == bootstrap([Counts()]) == Intervals()
    assert paired_difference([], []) == (0.0, 0.0)


def test_only_misses_give_zeros_without_a_warning():
    assert bootstrap([Counts(0, 0, 3)]).precision == (0.0, 0.0)


def test_a_run_differs_from_itself_by_nothing():
    assert paired_difference(documents(40), documents(40)) == (0.0, 0.0)


def test_a_clearly_better_run_is_outside_the_noise():
    low, high = paired_difference(documents(200, quality=0.95), documents(200, quality=0.6))
    assert 0.0 < low < high


def test_two_runs_alike_are_within_noise():
    low, high = paired_difference(documents(60, seed=1), documents(60, seed=2))
    assert low < 0.0 < high


@pytest.mark.parametrize(("found", "total", "low", "high"), [(8, 10, 0.490, 0.943), (0, 5, 0.0, 0.434)])
def test_wilson_agrees_with_the_tables(found, total, low, high):
    assert wilson(found, total) == pytest.approx((low, high), abs=0.001)


def test_wilson_of_nothing_says_that_anything_is_possible():
    assert wilson(0, 0) == (0.0, 1.0)
