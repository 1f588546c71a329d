"""Splits: drawn, stratified, and never through a source text."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.documents import Split
from bertstudio.core.errors import UserError
from bertstudio.training.splits import Member, assign, folds, parse_parts, splits_of_fold


def test_the_parts_have_their_sizes() -> None:
    found = Counter(assign(Member(n) for n in range(1000)).values())
    assert found == {Split.TRAIN: 800, Split.DEV: 100, Split.TEST: 100}


def test_the_seed_decides() -> None:
    members = [Member(n) for n in range(100)]
    assert assign(members, seed=1) == assign(members, seed=1)
    assert assign(members, seed=1) != assign(members, seed=2)


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "b", "c", "d"]), st.sampled_from("xyz")), min_size=1),
    st.booleans(),
)
def test_a_group_is_never_cut_apart(rows: list[tuple[str, str]], stratified: bool) -> None:
    members = [Member(n, group, (label,)) for n, (group, label) in enumerate(rows)]
    found = assign(members, stratified=stratified)
    assert set(found) == set(range(len(rows)))
    for group in "abcd":
        assert len({found[m.id] for m in members if m.group == group}) <= 1


def test_a_rare_label_has_its_share_everywhere() -> None:
    members = [Member(n, labels=("rare",) if n < 20 else ("often",)) for n in range(1000)]
    found = assign(members, stratified=True)
    rare = Counter(found[n] for n in range(20))
    assert rare == {Split.TRAIN: 16, Split.DEV: 2, Split.TEST: 2}
    assert Counter(found.values())[Split.TRAIN] == pytest.approx(800, abs=5)


def test_small_corpora_leave_no_part_empty() -> None:
    assert set(assign([Member(n) for n in range(3)]).values()) == set(Split) - {Split.NONE}


def test_a_part_of_zero_stays_empty() -> None:
    assert Split.TEST not in assign([Member(n) for n in range(50)], (90, 10, 0)).values()


def test_parts_are_read() -> None:
    assert parse_parts("80/10/10") == (80, 10, 10)


@pytest.mark.parametrize("text", ["80", "a/b/c", "0/50/50", "80/30/-10"])
def test_other_parts_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="80/10/10"):
        parse_parts(text)


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "b"]), st.sampled_from("xyz")), min_size=8),
    st.integers(3, 5),
)
def test_each_fold_judges_once_and_no_group_is_cut_apart(rows: list[tuple[str, str]], count: int) -> None:
    members = [Member(n, group, (label,)) for n, (group, label) in enumerate(rows)]
    groups = len({m.group for m in members if m.group}) + sum(not m.group for m in members)
    if groups < count:
        with pytest.raises(UserError, match="Choose fewer folds"):
            folds(members, count)
        return
    dealt = folds(members, count)
    assert set(dealt) == set(range(len(rows)))
    assert set(dealt.values()) == set(range(1, count + 1))
    for group in "ab":
        assert len({dealt[m.id] for m in members if m.group == group}) <= 1
    judges = [splits_of_fold(dealt, fold) for fold in range(1, count + 1)]
    for number in dealt:
        assert Counter(splits[number] for splits in judges) == {
            Split.TEST: 1,
            Split.DEV: 1,
            Split.TRAIN: count - 2,
        }


def test_a_rare_label_has_its_share_in_every_fold() -> None:
    dealt = folds([Member(n, labels=("rare",) if n < 20 else ("often",)) for n in range(200)], 5)
    assert Counter(dealt[n] for n in range(20)) == dict.fromkeys(range(1, 6), 4)
    assert Counter(dealt.values()) == dict.fromkeys(range(1, 6), 40)
