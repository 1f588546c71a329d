"""Words without an end."""

from bertstudio.core.text import WORD_REACH, word_at


def test_a_word_is_followed_only_so_far() -> None:
    text = "ab" * 100_000
    assert word_at(text, 100_000) == (100_000 - WORD_REACH, 100_000 + WORD_REACH)


def test_a_long_word_with_an_end_is_one_word() -> None:
    text = f"the {'ab' * 400} and"
    assert word_at(text, 400) == (4, 804)
