"""One huge JSON list is read element by element, however it is cut into pieces."""

import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.errors import UserError
from bertstudio.formats import json_array
from bertstudio.formats.base import Problem
from bertstudio.formats.json_array import BrokenArrayError, elements
from bertstudio.formats.json_lines import Objects

Tool = Callable[..., Any]
ROWS = [{"text": "EU “😀”\n", "n": [1, {"x": None}]}, {}, {"a": True, "b": -12.5e3}, {"label": "]"}]


def pieces(text: str, size: int) -> Callable[[int], str]:
    source = io.StringIO(text)
    return lambda wanted: source.read(size)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_the_elements_are_those_of_the_list(size: int, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(ROWS, indent=indent, ensure_ascii=ascii_only)
    assert [value for _, value in elements(pieces(text, size))] == ROWS


def test_each_element_has_its_line() -> None:
    text = '\n[\n {"a": 1}, {\n"b": 2},\n\n{"c": 3}\n]\n'
    assert [line for line, _ in elements(pieces(text, 3))] == [3, 3, 6]


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize(
    ("text", "line", "before"),
    [
        ('[{"a": 1},\n{"b', 2, 1),
        ('[{"a": 1},\n', 2, 1),
        ('[{"a": 1}\n{"b": 1}]', 2, 1),
        ('[{"a": 1}]\n\n[{"b": 1}]', 3, 1),
        ('[{"a": 1},\n{"b": nothing}, {"c": 1}]', 2, 1),
        ("[", 1, 0),
        ("{}", 1, 0),
        ("", 1, 0),
        ('[{"a":' * 100_000, 1, 0),
        ("[" * 100_000, 1, 0),
        ("[{" + '"a": ' + "9" * 5_000 + "}]", 1, 0),
    ],
)
def test_a_broken_list_is_read_up_to_the_break(text: str, size: int, line: int, before: int) -> None:
    source = elements(pieces(text, max(size, len(text) // 1_000)))
    assert len([next(source) for _ in range(before)]) == before
    with pytest.raises(BrokenArrayError) as broken:
        next(source)
    assert broken.value.line == line


def test_an_element_without_an_end_is_not_held_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_array, "MAX_CHARACTERS", 50_000)
    with pytest.raises(BrokenArrayError) as broken:
        list(elements(pieces('[{"a": "' + "x" * 200_000 + '"}]', 1_000)))
    assert broken.value.too_long


def test_a_long_list_in_one_line_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    row = json.dumps({"text": "x" * 900})
    path.write_text("[" + ",".join([row] * 20_000) + "]", encoding="utf-8")
    objects = Objects(path)
    tracemalloc.start()
    count = sum(1 for _ in objects)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < path.stat().st_size / 2
    assert objects.position == path.stat().st_size


def test_what_stands_before_a_break_comes_in(file: Tool) -> None:
    items = list(Objects(file("a.json", '[{"a": 1},\n 7,\n {"b": ')))
    assert items[0] == (1, {"a": 1})
    assert [(line, item.kind) for line, item in items[1:] if isinstance(item, Problem)] == [
        (2, "no-object"),
        (3, "broken-json"),
    ]


def test_bytes_of_another_encoding_in_a_list_are_said(file: Tool) -> None:
    path = file("a.json", b'[{"a": 1},\n{"b": "\xff\xfe\xfa"}]')
    with pytest.raises(UserError, match="line 2: these bytes are not UTF-8"):
        list(Objects(path, "utf-8"))
