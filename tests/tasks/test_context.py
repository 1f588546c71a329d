"""Context: neighbouring texts are read, and nothing about them is said or learned."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from bertstudio import tasks
from bertstudio.core.documents import Document, Span
from bertstudio.core.labels import LabelSet
from bertstudio.tasks.base import Example, ModelOptions
from bertstudio.tasks.context import Sides

LABELS = LabelSet().with_names(["PER", "LOC"])
TASK = tasks.task("ner")
TEXT = "Anna in Berlin"


def model(tiny: Path, tokens: int = 4, window: int = 32) -> Any:
    made = tasks.model_module("ner").create(
        tiny, LABELS.names, ModelOptions(window, 8, context_tokens=tokens)
    )
    made.network.eval()
    return made


def example(text: str = TEXT, *, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Example:
    spans = (Span(1, 0, 4, "PER"),)
    return replace(next(TASK.examples([Document(1, text, spans=spans)], LABELS)), before=before, after=after)


def names(made: Any, window: Any) -> list[str]:
    return made.tokenizer.convert_ids_to_tokens(window.pieces)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 50))
def test_context_takes_the_room_there_is(left: int, right: int, room: int) -> None:
    found = Sides(list(range(left)), list(range(right))).within(room)
    assert len(found.before) + len(found.after) <= room
    if left > 1 and right > 1 and room > 3:
        assert found.before[-1] == left - 1
        assert found.after[0] == 0
        # What one side does not need is for the other.
        assert len(found.before) + len(found.after) == min(room, left + right)


def test_the_nearest_pieces_of_neighbours_stand_around_the_own_ones(tiny: Path) -> None:
    made = model(tiny)
    (window,) = made.encode([example(before=("the sun likes", "the rain"), after=("and Acme", "works"))])
    assert names(made, window) == [
        *("sun", "likes", "the", "rain", "[SEP]"),
        *("Anna", "in", "Berlin"),
        *("[SEP]", "and", "Acme", "works"),
    ]
    assert window.places == [6, 7, 8]
    assert window.tags == [1, 0, 0]
    assert window.length == 14


def test_only_the_own_words_are_learned_and_decided(tiny: Path) -> None:
    made = model(tiny)
    around = [example(before=("Anna in Berlin",), after=("Anna in Berlin",))]
    windows = made.encode(around)
    _, count = made.loss(made.collate(windows))
    assert count == 3
    answers = made.decode(made.collate(windows))
    assert answers[0].shape == (3, 5)
    (found,) = made.predictions(around, windows, answers)
    assert all(end <= len(TEXT) for _, end, *_ in found.items)


def test_context_is_read(tiny: Path) -> None:
    made = model(tiny)
    (alone,), (beside,) = made.encode([example()]), made.encode([example(before=("the rain",))])
    one, other = made.decode(made.collate([alone])), made.decode(made.collate([beside]))
    assert not np.allclose(one[0], other[0])


def test_a_model_without_context_reads_none(tiny: Path) -> None:
    made = model(tiny, tokens=0)
    assert made.encode([example(before=("the rain",))]) == made.encode([example()])


def test_a_long_document_is_cut_as_before_and_gets_what_room_is_left(tiny: Path) -> None:
    made = model(tiny, window=16)
    long = example("Anna lives in Berlin and " * 20, before=("the rain",), after=("the sun",))
    assert made.encode([long]) == made.encode([replace(long, before=(), after=())])
    (window,) = made.encode([example("Anna and Anna and Anna and Anna and Anna", before=("the rain",) * 3)])
    assert (window.length, window.context_before) == (16, 5)


def test_in_training_each_side_is_hidden_half_of_the_time(tiny: Path) -> None:
    made = model(tiny)
    windows = made.encode([example(before=("the rain",), after=("the sun",))]) * 400
    made.network.train()
    torch.manual_seed(1)
    batch = made.collate(windows)
    lengths = batch["attention_mask"].sum(1).tolist()
    shares = {length: lengths.count(length) / 400 for length in set(lengths)}
    # [CLS] Anna in Berlin [SEP], and 3 more pieces for each side.
    assert set(shares) == {5, 8, 11}
    assert shares[11] == pytest.approx(0.25, abs=0.06)
    assert shares[8] == pytest.approx(0.5, abs=0.06)
    own = made.tokenizer.convert_tokens_to_ids(["Anna", "in", "Berlin"])
    assert batch["input_ids"][batch["rows"], batch["places"]].tolist() == own * 400


def test_what_is_hidden_does_not_depend_on_how_an_update_is_cut(tiny: Path) -> None:
    made = model(tiny)
    windows = made.encode([example(before=("the rain",), after=("the sun",))]) * 20
    made.network.train()
    torch.manual_seed(1)
    whole = made.collate(windows)["attention_mask"].sum(1).tolist()
    torch.manual_seed(1)
    parts = [made.collate(windows[first : first + 3]) for first in range(0, 20, 3)]
    assert [length for part in parts for length in part["attention_mask"].sum(1).tolist()] == whole


def test_the_saved_model_knows_its_context(tiny: Path, tmp_path: Path) -> None:
    made = model(tiny)
    made.save(tmp_path)
    around = [example(before=("the rain",))]
    again = tasks.model_module("ner").load(tmp_path)
    assert again.options.context_tokens == 4
    assert again.encode(around) == made.encode(around)


def test_half_a_character_in_a_neighbour_stops_nothing(tiny: Path) -> None:
    (window,) = model(tiny).encode([example(before=("the rain \ud800",))])
    assert window.context_before == 3
