"""Order and size of the updates."""

import random

from bertstudio.training.batches import budget_tokens, parts, updates

DRAW = random.Random(3)
LENGTHS = [DRAW.randint(5, 120) for _ in range(500)]


def test_every_window_comes_once_an_epoch() -> None:
    found = updates(LENGTHS, budget_tokens(LENGTHS, 16, 1), seed=1, epoch=0)
    assert sorted(index for update in found for index in update) == list(range(500))


def test_the_order_follows_from_seed_and_epoch() -> None:
    budget = budget_tokens(LENGTHS, 16, 1)
    assert updates(LENGTHS, budget, 1, 0) == updates(LENGTHS, budget, 1, 0)
    assert updates(LENGTHS, budget, 1, 0) != updates(LENGTHS, budget, 1, 1)
    assert updates(LENGTHS, budget, 1, 0) != updates(LENGTHS, budget, 2, 0)


def test_little_is_padded() -> None:
    found = updates(LENGTHS, budget_tokens(LENGTHS, 16, 1), seed=1, epoch=0)
    padded = sum(max(LENGTHS[i] for i in update) * len(update) for update in found)
    assert sum(LENGTHS) / padded > 0.9


def test_updates_hold_nearly_the_same_number_of_tokens() -> None:
    budget = budget_tokens(LENGTHS, 16, 1)
    sizes = [sum(LENGTHS[i] for i in update) for update in updates(LENGTHS, budget, seed=1, epoch=0)]
    assert len(sizes) == round(500 / 16)
    assert max(sizes) - budget <= max(LENGTHS)
    assert budget - min(sizes) <= max(LENGTHS)


def test_pieces_of_an_update_hold_all_of_it() -> None:
    update = updates(LENGTHS, 2000, seed=1, epoch=0)[0]
    pieces = parts(update, LENGTHS, 300)
    assert [index for piece in pieces for index in piece] == update
    assert len(pieces) > 3
