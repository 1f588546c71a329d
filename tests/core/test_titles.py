"""What a document is called that has no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.documents import title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        (" \n\t", ""),
        ("Maria sails", "Maria sails"),
        ("\n\n  Maria sails \nto Rotterdam", "Maria sails"),
        ("Maria\u2028sails", "Maria"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("word " * 20, "word word word word word word word word word word word…"),
    ],
)
def test_a_title_is_the_first_line_that_says_something(text: str, title: str) -> None:
    assert title_of(text) == title


@given(st.text("ab \n\r\x1c\u2028\u3000", max_size=80))
def test_it_is_the_beginning_of_the_first_line_that_is_not_blank(text: str) -> None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    whole = lines[0] if lines else ""
    title = title_of(text)
    assert title == whole if len(whole) <= 60 else whole.startswith(title.removesuffix("…").rstrip())
