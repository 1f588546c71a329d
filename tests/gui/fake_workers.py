"""Small programs that play a worker: they print event lines and write them into their folder.

And the heartbeat that tells whether the window stays awake meanwhile.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from shiboken6 import delete

from bertstudio.gui.garbage import IdleCollector
from bertstudio.jobs.process import Command

PRELUDE = """
import json, os, signal, subprocess, sys, time
folder = sys.argv[1]
heard = True
def tell(event, **fields):
    global heard
    line = json.dumps({'event': event, 'time': time.time(), **fields})
    with open(os.path.join(folder, 'events.jsonl'), 'a') as file:
        file.write(line + '\\n')
    if heard:
        try:
            print(line, flush=True)
        except OSError:
            heard = False
def begin(steps=20):
    tell('started', job='train', device='a test', total_steps=steps, epochs=2,
         documents={'train': 3, 'dev': 1})
def step(n, steps=20):
    tell('progress', step=n, total_steps=steps, epoch=n * 2 / steps, loss=1 / n, learning_rate=3e-5,
         tokens_per_second=900.0, memory_mb=700.0, seconds_left=(steps - n) * 0.1)
def score(n, f1, best=True):
    tell('scored', step=n, epoch=n / 10, loss=0.5, precision=f1, recall=f1, f1=f1, best=best)
def save(n):
    os.makedirs(os.path.join(folder, 'model'), exist_ok=True)
    open(os.path.join(folder, 'model', 'config.json'), 'w').write('{}')
    tell('saved', step=n, folder='model')
def done(**result):
    tell('finished', seconds=1.0, stopped=False, result=result)
def wait():
    for line in sys.stdin:
        if line == 'stop\\n':
            tell('finished', seconds=1.0, stopped=True)
            sys.exit()
        if line == 'pause\\n':
            tell('finished', seconds=1.0, stopped=True, paused=True)
            sys.exit()
        if line == 'detach\\n':
            break
    time.sleep(60)
"""

WHOLE = (
    "begin(); step(1); step(2); score(10, 0.5); save(10); step(11); score(20, 0.75); save(20); done(run=1)"
)
ENDLESS = "begin(); step(1); score(1, 0.5); save(1); step(2); wait()"


TAKEN_UP = (
    "lines = [l for l in open(os.path.join(folder, 'events.jsonl')) if 'finished' not in l];"
    "open(os.path.join(folder, 'events.jsonl'), 'w').write(''.join(lines));"
    "begin(); step(3); score(20, 0.75); save(20); done(run=1)"
)
"""Goes on with the run of ENDLESS as a real worker does."""


def playing(program: str) -> Callable[[Path], Command]:
    """Return what `Jobs` is given as `command`: every job folder is worked on by this program."""

    def command(folder: Path) -> Command:
        return Command((sys.executable, "-c", PRELUDE + program, str(folder)), folder)

    return command


class Heartbeat:
    """A timer of 5 ms in the thread of the window that notes how late it comes.

    It tells a window that waits for its worker, which takes seconds to start and to end, from one that does
    not, on any machine. How long the window is busy in truth is measured by `benchmarks/awake.py`.
    """

    LONGEST_S = 1.0

    def __init__(self, parent: QObject | None = None) -> None:
        self.passed: list[float] = []
        self.computed: list[float] = []
        self._last = time.monotonic(), time.thread_time()
        self._collecting = QObject()
        IdleCollector(self._collecting)
        self._timer = QTimer(parent)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def stop(self) -> None:
        """Beat no more, and complain if the window was held up."""
        self._timer.stop()
        delete(self._collecting)
        assert max(self.computed) < self.LONGEST_S
        assert sorted(self.passed)[int(len(self.passed) * 0.99) - 1] < self.LONGEST_S

    def _beat(self) -> None:
        now = time.monotonic(), time.thread_time()
        self.passed.append(now[0] - self._last[0])
        self.computed.append(now[1] - self._last[1])
        self._last = now
