"""How long the window is busy at a time while a real training runs, beside an empty window under like load.

    python benchmarks/awake.py [--json] [--steps 60]

A timer of 5 ms beats in the thread of the window, with the Train page of the sample in sight, from the press
on Start until the run has ended. `computed` is what the thread itself computed between two beats, `passed`
what went by on the clock (with both processors at work the system now and then lets a window wait, whatever
it does: see `floor_...`, the same beats in an empty window beside two processes that only compute). `stop_ms`
is the time from the press on Stop in a second run to its end.
"""

import argparse
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QWidget

from bertstudio.formats.base import ReadOptions
from bertstudio.gui import app
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.settings import Settings
from bertstudio.jobs.imports import import_files
from bertstudio.store import project as projects

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample" / "english.jsonl"
FLOOR_S = 10.0
LIMIT_S = 600


class Beats(QObject):
    """Beats every 5 ms and notes what was computed and what has passed since the beat before, in ms."""

    def __init__(self) -> None:
        super().__init__()
        self.computed: list[float] = []
        self.passed: list[float] = []
        self._last = time.thread_time(), time.perf_counter()
        self._timer = QTimer(self, interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def figures(self, name: str = "") -> dict[str, float]:
        found = {}
        for kind, values in (("computed", self.computed), ("passed", self.passed)):
            ordered = sorted(values)
            found[f"{name}{kind}_p99_ms"] = round(ordered[int(len(ordered) * 0.99) - 1], 1)
            found[f"{name}{kind}_max_ms"] = round(ordered[-1], 1)
        return found

    def _beat(self) -> None:
        now = time.thread_time(), time.perf_counter()
        self.computed.append((now[0] - self._last[0]) * 1000)
        self.passed.append((now[1] - self._last[1]) * 1000)
        self._last = now


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--steps", type=int, default=60, help="steps of the training")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = _trained(Path(folder), options.steps)
    result |= _floor()
    result["ratio_to_floor"] = round(result["computed_p99_ms"] / max(0.1, result["floor_computed_p99_ms"]), 1)
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:26} {value}")
    return 0


def _trained(folder: Path, steps: int) -> dict[str, Any]:
    made = projects.create(folder / "project", name="Benchmark")
    import_files(made, [SAMPLE], ReadOptions())
    projects.close(made)
    window = app.build(app.application(), Settings(folder / "settings.ini"))
    window.resize(1440, 900)
    window.show()
    window.context.session.open(folder / "project")
    window.show_page("train")
    page: Any = window.page("train")
    button = _button(page, "train.start")
    _until(button.isEnabled)
    page.setup.settings.show_values({"epochs": 50.0, "max_steps": steps, "checks_per_epoch": 1})
    beats = Beats()
    events = _run(window, button.click)
    beats.stop()
    result: dict[str, Any] = {"steps": steps, "outcomes": [events], "beats": len(beats.computed)}
    result |= beats.figures()
    result["stop_ms"] = round(_stopped(window, page), 1)
    window.context.jobs.close()
    window.context.session.close()
    return result


def _run(window: MainWindow, begin: Callable[[], object]) -> str:
    """Begin a run and return the name of the event that ended it."""
    ended: list[object] = []
    connection = window.context.jobs.finished.connect(lambda _work, event: ended.append(event))
    begin()
    _until(lambda: bool(ended))
    window.context.jobs.finished.disconnect(connection)
    return type(ended[0]).__name__


def _stopped(window: MainWindow, page: QWidget) -> float:
    """Start again, press Stop after the first step, and return the ms until the run has ended."""
    began: list[float] = []

    def start() -> None:
        _button(page, "train.start").click()
        _until(lambda: bool(page.panel.record.steps) and page.panel.record.steps[-1] < 5)  # type: ignore[attr-defined]
        began.append(time.perf_counter())
        _button(page, "train.stop").click()

    _run(window, start)
    return (time.perf_counter() - began[0]) * 1000


def _button(page: QWidget, name: str) -> QAbstractButton:
    button = page.findChild(QAbstractButton, name)
    if button is None:
        raise SystemExit(f"There is no button {name}.")
    return button


def _until(is_so: Callable[[], bool]) -> None:
    loop, until = QEventLoop(), time.monotonic() + LIMIT_S
    while not is_so():
        if time.monotonic() > until:
            raise SystemExit("The window did not come to what was waited for.")
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def _floor() -> dict[str, float]:
    context = multiprocessing.get_context("spawn")
    others: Sequence[Any] = [context.Process(target=_compute, daemon=True) for _ in range(2)]
    for other in others:
        other.start()
    bare = QMainWindow()
    bare.show()
    beats = Beats()
    until = time.monotonic() + FLOOR_S
    _until(lambda: time.monotonic() > until)
    for other in others:
        other.terminate()
    return beats.figures("floor_")


def _compute() -> None:
    until, n = time.monotonic() + 2 * FLOOR_S, 0
    while time.monotonic() < until:
        n += 1


if __name__ == "__main__":
    raise SystemExit(main())
