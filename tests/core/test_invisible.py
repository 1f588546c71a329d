"""What characters without a shape are called."""

import pytest

from bertstudio.core.invisible import code_of, described, invisible, line_end_code


def test_what_nobody_sees_is_found_and_what_has_a_shape_is_not() -> None:
    text = "a\u200bb\u00a0c \t\r\n\ufeff\x00文e\u0301👧"
    assert [text[position] for position in invisible(text)] == ["\u200b", "\u00a0", "\ufeff", "\x00"]


@pytest.mark.parametrize(
    ("character", "code", "words"),
    [
        ("\u200b", "ZWSP", "U+200B zero width space"),
        ("\u200f", "RLM", "U+200F right-to-left mark"),
        ("\u00ad", "SHY", "U+00AD soft hyphen"),
        ("\ufe0f", "VS16", "U+FE0F variation selector-16"),
        ("\x07", "BEL", "U+0007 BEL"),
        ("\ud800", "D800", "U+D800"),
        ("\u2005", "2005", "U+2005 four-per-em space"),
    ],
)
def test_every_one_has_a_code_and_a_description(character: str, code: str, words: str) -> None:
    assert code_of(character) == code
    assert described(character) == words


def test_line_ends_are_told_apart() -> None:
    assert len({line_end_code(line_end) for line_end in ("\n", "\r\n", "\r")}) == 3
