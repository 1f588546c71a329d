"""Windows over long texts, compared with the plain definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.tasks.windows import batches, cut, deciding


def _context(windows: list[tuple[int, int]], position: int, window: int) -> float:
    """Distance to the nearer border; a border of the text itself does not count."""
    start, end = windows[window]
    left = float("inf") if window == 0 else position - start
    right = float("inf") if window == len(windows) - 1 else end - 1 - position
    return min(left, right)


@given(st.integers(0, 200), st.integers(2, 40), st.integers(0, 20))
def test_windows_cover_the_text_and_none_is_too_long(length: int, capacity: int, stride: int) -> None:
    windows = cut(length, capacity, stride)
    assert {p for start, end in windows for p in range(start, end)} == set(range(length))
    assert all(end - start <= capacity for start, end in windows)


@given(st.integers(1, 200), st.integers(2, 40), st.integers(0, 20))
def test_each_word_is_decided_where_it_has_most_context(length: int, capacity: int, stride: int) -> None:
    windows = cut(length, capacity, stride)
    positions = list(range(0, length, 2))
    decided = {
        position: window
        for window, (first, last) in enumerate(deciding(windows, positions))
        for position in positions[first:last]
    }
    for position in positions:
        inside = [w for w, (start, end) in enumerate(windows) if start <= position < end]
        best = max(inside, key=lambda window: (_context(windows, position, window), -window))
        assert decided[position] == best


@pytest.mark.parametrize("budget", [1, 10, 64])
def test_batches_hold_every_index_once_and_stay_within_the_budget(budget: int) -> None:
    lengths = [3, 9, 4, 4, 20, 1, 7]
    found = batches(lengths, range(7), budget)
    assert [index for batch in found for index in batch] == list(range(7))
    assert all(len(b) == 1 or len(b) * max(lengths[i] for i in b) <= budget for b in found)
