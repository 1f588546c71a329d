"""Tokens to text, by the rule of the language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.formats.joining import Joining, JoiningEvidence, aligned


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["It", "'s", "me", "."], "It 's me ."),
        (["北京", "是", "首都", "。"], "北京是首都。"),
        (["我", "用", "iPhone", "手机"], "我用iPhone手机"),
        (["我们", "喜欢", "New", "York"], "我们喜欢New York"),
        (["The", "sign", "中", "文", "means"], "The sign 中文 means"),
        (["2", "0", "年"], "20年"),
        (["ภาษา", "ไทย"], "ภาษาไทย"),
        (["한국", "말"], "한국 말"),
        (["a", " ", "b"], "a b"),
        (["x\u200by", "\u200b", "z"], "x\u200by \u200b z"),
    ],
)
def test_blanks_stand_where_the_language_has_them(tokens: list[str], text: str) -> None:
    joined, borders = Joining().join(tokens)
    assert joined == text
    assert [joined[start:end] for start, end in borders] == tokens


def test_a_file_cut_into_characters_is_joined_without_blanks() -> None:
    evidence = JoiningEvidence()
    evidence.add("她和男友看http")
    joining = evidence.joining()
    assert joining.characters
    assert joining.join(list("http://t.cn"))[0] == "http://t.cn"


def test_english_words_are_not_taken_for_characters() -> None:
    evidence = JoiningEvidence()
    evidence.add(["I", "am", "a", "cat", "."])
    assert not evidence.joining().characters


def test_the_language_that_the_user_names_decides() -> None:
    assert Joining(language="en").join(["我们", "love", "it"])[0] == "我们 love it"
    assert Joining(language="zh").join(["love", "它"])[0] == "love它"


TOKENS = st.lists(st.text("aб中あ한😀 \u200b\u0301.0", min_size=1), min_size=1)


@given(TOKENS, st.booleans())
def test_tokens_are_found_again_at_their_borders(tokens: list[str], characters: bool) -> None:
    text, borders = Joining(characters=characters).join(tokens)
    assert [text[start:end] for start, end in borders] == tokens


def test_tokens_are_aligned_with_a_given_text() -> None:
    assert aligned("It's  me.", ["It", "'s", "me", "."]) == ((0, 2), (2, 4), (6, 8), (8, 9))
    assert aligned("It's me", ["It", "me"]) is None
    assert aligned("It's me", ["It", "'s", "you"]) is None
