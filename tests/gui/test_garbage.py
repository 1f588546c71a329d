"""Garbage is collected in pauses, and Python's own timing comes back with the end of the window."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from bertstudio.gui import garbage
from bertstudio.gui.garbage import IdleCollector


@pytest.fixture
def collector(qapp: object) -> Iterator[IdleCollector]:
    parent = QObject()
    yield IdleCollector(parent)
    delete(parent)


@pytest.fixture
def collections(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    made: list[int] = []
    monkeypatch.setattr(garbage.gc, "collect", made.append)
    return made


def counting(monkeypatch: pytest.MonkeyPatch, *counts: int) -> None:
    """Let each look find so many objects made; the second of a pair is what it finds at its end."""
    found = iter(counts)
    monkeypatch.setattr(garbage.gc, "get_count", lambda: (next(found), 0, 0))


def test_python_does_not_collect_by_itself_while_the_window_lives(collector: IdleCollector) -> None:
    assert not gc.isenabled()


def test_python_collects_again_when_the_window_is_gone(qapp: object) -> None:
    parent = QObject()
    IdleCollector(parent)
    delete(parent)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_nothing_is_collected_while_somebody_works(
    collector: IdleCollector, collections: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch, 9_000, 9_000, 12_000, 12_000)
    collector.look()
    collector.look()
    assert collections == []


def test_a_pause_is_used(
    collector: IdleCollector, collections: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch, 9_000, 9_000, 9_100, 0)
    collector.look()
    collector.look()
    assert collections == [1]


def test_little_is_not_worth_it(
    collector: IdleCollector, collections: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch, 900, 900, 900, 900)
    collector.look()
    collector.look()
    assert collections == []


def test_memory_does_not_grow_without_bound_under_steady_work(
    collector: IdleCollector, collections: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch, garbage.TOO_MANY + 1, 0)
    collector.look()
    assert collections == [1]


def test_everything_is_looked_through_now_and_then(
    collector: IdleCollector, collections: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch, *[garbage.TOO_MANY + 1] * 2 * (garbage.YOUNG_BEFORE_ALL + 2))
    for _ in range(garbage.YOUNG_BEFORE_ALL + 2):
        collector.look()
    assert collections == [*[1] * garbage.YOUNG_BEFORE_ALL, 2, 1]
