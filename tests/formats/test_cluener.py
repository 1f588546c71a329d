"""CLUENER: inclusive ends, several places of one surface, nesting."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Status

Tool = Callable[..., Any]
LABELS = (
    '{"name": {"叶老桂": [[0, 2], [9, 11]]}, "company": {"浙商银行": [[4, 7]]}, "address": {"浙": [[4, 4]]}}'
)
LINE = f'{{"text": "叶老桂在浙商银行，叶老桂认为", "label": {LABELS}}}\n'


def test_ends_are_inclusive_and_every_place_is_read(file: Tool, read: Tool, entities: Tool) -> None:
    (document,) = read(file("train.json", LINE)).documents
    assert entities(document) == [
        ("叶老桂", "name"),
        ("浙商银行", "company"),
        ("浙", "address"),
        ("叶老桂", "name"),
    ]
    assert document.status is Status.DONE


def test_a_line_without_labels_is_still_to_do(file: Tool, read: Tool) -> None:
    content = LINE + '{"id": 3, "text": "没有"}\n{"text": "空", "label": {}}\n'
    _, hidden, empty = read(file("test.json", content)).documents
    assert (hidden.status, hidden.key) == (Status.TODO, "3")
    assert empty.status is Status.DONE


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('{"text": "ab", "label": {"x": {"a": [[0, 2]]}}}', "span-outside-text"),
        ('{"text": "ab", "label": {"x": {"b": [[0, 0]]}}}', "span-text-differs"),
        ('{"text": "ab", "label": {"x": [0, 1]}}', "spans-unreadable"),
        ('{"label": {}}', "no-text"),
        ('{"text": "ab', "broken-json"),
    ],
)
def test_a_broken_line_is_an_error(file: Tool, read: Tool, line: str, kind: str) -> None:
    outcome = read(file("train.json", LINE + line), "cluener")
    assert outcome.kinds == [(kind, 2)]
    assert len(outcome.documents) == 1


def test_what_is_written_comes_back(file: Tool, read: Tool, write: Tool, tmp_path: Path) -> None:
    before = read(
        file("train.json", LINE + '{"text": "没有"}\n{"id": "7", "text": "空", "label": {}}\n')
    ).documents
    (tmp_path / "copy").mkdir()
    path = write(tmp_path / "copy" / "train.json", "cluener", before)
    assert read(path).documents == before
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0]) == json.loads(LINE)
    assert formats.losses("cluener", before) == []
