"""What differs between two tuples."""

from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.differing import differing

few = st.lists(st.integers(0, 3), max_size=12).map(tuple)


@given(few, few)
def test_the_middles_and_what_both_share_make_up_both(old: tuple[int, ...], new: tuple[int, ...]) -> None:
    head, gone, come = differing(old, new)
    assert old[:head] + come + old[head + len(gone) :] == new


@given(few, few)
def test_the_middles_share_neither_their_first_nor_their_last_item(
    old: tuple[int, ...], new: tuple[int, ...]
) -> None:
    _, gone, come = differing(old, new)
    if gone and come:
        assert gone[0] != come[0]
        assert gone[-1] != come[-1]
