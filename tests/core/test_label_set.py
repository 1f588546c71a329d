"""The label set: what may stand in it, and what a new label gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.errors import UserError
from bertstudio.core.labels import PALETTE_SIZE, Label, LabelSet, code_of, one_line

PER, ORG = Label("PER", 1, "1", "PER"), Label("ORG", 2, "2", "ORG")
BOTH = LabelSet((PER, ORG))


def test_labels_are_found_by_name_and_key() -> None:
    assert "PER" in BOTH
    assert BOTH.get("ORG") is ORG
    assert BOTH.get("LOC") is None
    assert BOTH.by_shortcut("2") is ORG
    assert BOTH.by_shortcut("") is None
    assert (list(BOTH), len(BOTH), BOTH.names) == ([PER, ORG], 2, ("PER", "ORG"))


def test_a_new_label_gets_a_colour_and_key_of_its_own() -> None:
    assert BOTH.new("LOC") == Label("LOC", 3, "3", "LOC")


def test_a_label_gets_the_key_that_is_free() -> None:
    assert LabelSet((ORG,)).new("LOC").shortcut == "1"


def test_the_eleventh_label_has_no_key_and_the_thirteenth_repeats_a_colour() -> None:
    labels = LabelSet().with_names([f"L{n}" for n in range(13)])
    assert labels.labels[9].shortcut == "0"
    assert labels.labels[10].shortcut == ""
    assert {label.color for label in labels.labels[:12]} == set(range(1, PALETTE_SIZE + 1))
    assert 1 <= labels.labels[12].color <= PALETTE_SIZE


def test_names_that_are_there_are_not_added_twice() -> None:
    assert BOTH.with_names(["ORG", "LOC", "LOC"]).names == ("PER", "ORG", "LOC")


@pytest.mark.parametrize("name", ["", "  ", " PER", "PER\n"])
def test_a_name_with_blanks_at_its_ends_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="A label needs a name"):
        BOTH.checked(Label(name))


def test_a_name_or_key_that_is_taken_is_refused() -> None:
    with pytest.raises(UserError, match="There is a label PER already"):
        BOTH.checked(Label("PER"))
    with pytest.raises(UserError, match="Key 2 belongs to ORG"):
        BOTH.checked(Label("LOC", shortcut="2"))


def test_a_label_may_keep_its_own_name_and_key() -> None:
    changed = Label("PER", 5, "1", "P")
    assert BOTH.checked(changed, instead_of="PER") is changed
    assert BOTH.replaced("PER", changed).labels == (changed, ORG)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ORGANIZATION", "ORG"),
        ("Date & time", "DT"),
        ("机构名", "机构"),
        ("work_of_art", "WOA"),
        ("x", "XX"),
        ("!!", "!!"),
    ],
)
def test_a_code_is_short_and_like_the_name(name: str, code: str) -> None:
    assert code_of(name) == code


@given(
    st.lists(
        st.text(min_size=1, max_size=12).filter(lambda name: name.strip() == name), unique=True, max_size=30
    )
)
def test_codes_of_a_set_all_differ(names: list[str]) -> None:
    codes = [label.code for label in LabelSet().with_names(names)]
    assert len(set(codes)) == len(codes)
    assert all(codes)


def test_an_example_stands_on_one_line() -> None:
    assert one_line(" the  port of\r\n Rotterdam\t") == "the port of Rotterdam"
