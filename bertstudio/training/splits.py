"""Which documents teach, which choose the best model, and which judge it.

Documents of one group (one source text) stay together, so that a split never cuts a source apart.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from bertstudio.core.documents import SPLIT_WORDS, Split
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

SPLITS = (Split.TRAIN, Split.DEV, Split.TEST)
DEFAULT_PARTS = (80.0, 10.0, 10.0)
Part = TypeVar("Part", Split, int)
"""What documents are dealt out to: splits, or folds by their numbers."""


@dataclass(frozen=True, slots=True)
class Member:
    """What a split needs to know of one document."""

    id: int
    group: str = ""
    """Empty: the document stands alone."""
    labels: tuple[str, ...] = ()
    """Labels of its spans or of the document; repeated ones count."""


@dataclass(slots=True)
class _Group:
    ids: list[int] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)


def split_named(path: str) -> Split | None:
    """Return the split that the name of a file, or of the folder it lies in, says; None if neither does.

    `wnut17train.conll` is train, `valid/part-0.jsonl` is dev. Of several words in a name the last one counts.
    """
    for name in reversed(path.replace("\\", "/").split("/")[-2:]):
        words = re.findall(r"[a-z]+", name.lower())
        found = next((SPLIT_WORDS[word] for word in reversed(words) if word in SPLIT_WORDS), None)
        if found is not None:
            return found
    return None


def parse_parts(text: str) -> tuple[float, float, float]:
    """Read `80/10/10`. Raises UserError unless it is three numbers from 0 that are not all 0."""
    try:
        train, dev, test = (float(part) for part in text.replace(",", "/").split("/"))
    except ValueError as error:
        raise UserError(tr("“{text}” is not TRAIN/DEV/TEST, for example 80/10/10.", text=text)) from error
    if min(train, dev, test) < 0 or train <= 0:
        raise UserError(tr("“{text}” leaves nothing to train on. Write for example 80/10/10.", text=text))
    return train, dev, test


def assign(
    members: Iterable[Member],
    parts: tuple[float, float, float] = DEFAULT_PARTS,
    *,
    seed: int = 13,
    stratified: bool = False,
) -> dict[int, Split]:
    """Return a split for every document: drawn by the seed, or so that each label has its share everywhere.

    Parts are sizes in any unit, counted in documents. With enough groups no part above 0 stays empty.
    """
    groups = _groups(members)
    random.Random(seed).shuffle(groups)  # noqa: S311 - an order, not a secret
    shares = {split: part / sum(parts) for split, part in zip(SPLITS, parts, strict=True) if part > 0}
    chosen = _stratified(groups, shares) if stratified else _plain(groups, shares)
    _fill_empty(chosen, shares)
    return {number: split for split, some in chosen.items() for group in some for number in group.ids}


def folds(members: Iterable[Member], count: int, *, seed: int = 13) -> dict[int, int]:
    """Deal documents out to so many folds, numbered from 1, with each label's share in each of them.

    Raises UserError if there are fewer groups than folds.
    """
    groups = _groups(members)
    if len(groups) < count:
        raise UserError(
            tr(
                "{folds} folds need as many documents or groups to deal out, but there are {count}. "
                "Choose fewer folds.",
                folds=count,
                count=len(groups),
            )
        )
    random.Random(seed).shuffle(groups)  # noqa: S311 - an order, not a secret
    shares = dict.fromkeys(range(1, count + 1), 1 / count)
    chosen = _stratified(groups, shares)
    _fill_empty(chosen, shares)
    return {number: fold for fold, some in chosen.items() for group in some for number in group.ids}


def splits_of_fold(dealt: Mapping[int, int], fold: int) -> dict[int, Split]:
    """Return the splits of one of several trainings: a fold judges, the next one chooses the best model, the
    others teach. So each document judges once, and none judges a model that was chosen by it."""
    following = fold % max(dealt.values()) + 1
    roles = {fold: Split.TEST, following: Split.DEV}
    return {number: roles.get(place, Split.TRAIN) for number, place in dealt.items()}


def _groups(members: Iterable[Member]) -> list[_Group]:
    named: dict[str, _Group] = {}
    groups: list[_Group] = []
    for member in members:
        group = named.get(member.group) if member.group else None
        if group is None:
            group = _Group()
            groups.append(group)
            if member.group:
                named[member.group] = group
        group.ids.append(member.id)
        group.labels.update(member.labels)
    return groups


def _plain(groups: list[_Group], shares: Mapping[Split, float]) -> dict[Split, list[_Group]]:
    """Give each group, the largest first, to the split that lacks most; equal ones stay as shuffled."""
    wanted = {split: share * sum(len(group.ids) for group in groups) for split, share in shares.items()}
    chosen: dict[Split, list[_Group]] = {split: [] for split in shares}
    for group in sorted(groups, key=lambda group: -len(group.ids)):
        split = max(wanted, key=lambda split: wanted[split])
        chosen[split].append(group)
        wanted[split] -= len(group.ids)
    return chosen


def _stratified(groups: list[_Group], shares: Mapping[Part, float]) -> dict[Part, list[_Group]]:
    """Deal out the groups of the rarest label first, each to the split that lacks this label most.

    After Sechidis, Tsoumakas and Vlahavas, On the Stratification of Multi-Label Data (2011).
    """
    counts: Counter[str] = Counter()
    for group in groups:
        counts.update(group.labels)
    by_rarest: defaultdict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        by_rarest[min(group.labels, key=lambda label: (counts[label], label), default="")].append(group)
    total = sum(len(group.ids) for group in groups)
    size = {split: share * total for split, share in shares.items()}
    lack = {split: {label: share * counts[label] for label in counts} for split, share in shares.items()}
    chosen: dict[Part, list[_Group]] = {split: [] for split in shares}
    for label in sorted(by_rarest, key=lambda label: (label == "", counts[label], label)):
        for group in _most_first(by_rarest[label], label):
            split = _lacking_most(label, lack, size)
            chosen[split].append(group)
            size[split] -= len(group.ids)
            for name, count in group.labels.items():
                lack[split][name] -= count
    return chosen


def _most_first(groups: list[_Group], label: str) -> list[_Group]:
    return sorted(groups, key=lambda group: -group.labels[label])


def _lacking_most(label: str, lack: Mapping[Part, Mapping[str, float]], size: Mapping[Part, float]) -> Part:
    return max(size, key=lambda part: (lack[part].get(label, 0.0), size[part]))


def _fill_empty(chosen: dict[Part, list[_Group]], shares: Mapping[Part, float]) -> None:
    """Move one small group into each split that should hold something and got nothing."""
    for split in sorted(shares, key=lambda split: -shares[split]):
        richest = max(chosen, key=lambda other: len(chosen[other]))
        if not chosen[split] and len(chosen[richest]) > 1:
            smallest = min(chosen[richest], key=lambda group: len(group.ids))
            chosen[richest].remove(smallest)
            chosen[split].append(smallest)
