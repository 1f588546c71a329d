"""What a search tries out."""

import pytest

from bertstudio.core.errors import UserError
from bertstudio.training.search_space import Choices, Range, default_space, parse_space


def test_ranges_and_choices_are_read_as_they_are_written() -> None:
    texts = ["learning-rate=1e-5..5e-4:log", "batch_size=8,16", "warmup=0..0.3", "seed=1..5", "crf=no,yes"]
    assert parse_space(texts, {}) == [
        Range("learning_rate", 1e-5, 5e-4, log=True),
        Choices("batch_size", (8, 16)),
        Range("warmup", 0.0, 0.3),
        Range("seed", 1, 5, whole=True),
        Choices("crf", (False, True)),
    ]


def test_epochs_go_in_whole_steps_where_both_ends_are_whole() -> None:
    assert parse_space(["epochs=2..8"], {}) == [Range("epochs", 2.0, 8.0, whole=True)]
    assert parse_space(["epochs=0.5..2"], {}) == [Range("epochs", 0.5, 2.0)]


def test_the_default_leaves_out_what_is_fixed_or_does_not_go_with_it() -> None:
    names = [text.partition("=")[0] for text in default_space({"epochs": 3.0, "crf": True})]
    assert names == ["learning_rate", "batch_size", "layer_decay", "warmup"]
    assert len(parse_space(default_space({}), {})) == 6


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("speed=1..2", "There is no setting “speed”"),
        ("epochs=5..2", "goes nowhere"),
        ("warmup=0..0.5:log", "above 0"),
        ("epochs=2..8:lin", "only “:log” is known"),
        ("epochs=many..8", "must be a number"),
        ("learning_rate=0.1..0.5", "must lie between"),
        ("batch_size=8", "leaves nothing to choose"),
        ("batch_size=8,8", "leaves nothing to choose"),
        ("crf=0..1", "List its values"),
        ("device=cpu,gpu", "must be one of"),
        ("seed=1..5", "set twice"),
        ("", "leaves nothing to choose"),
    ],
)
def test_what_cannot_be_searched_is_said_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        parse_space([text], {"seed": 1})


def test_a_search_of_nothing_is_refused() -> None:
    with pytest.raises(UserError, match="nothing to search"):
        parse_space([], {})
