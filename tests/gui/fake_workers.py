"""Small programs that play a worker: they print event lines and write them into their folder."""

import sys
from collections.abc import Callable
from pathlib import Path

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
        if line == 'detach\\n':
            break
    time.sleep(60)
"""

WHOLE = (
    "begin(); step(1); step(2); score(10, 0.5); save(10); step(11); score(20, 0.75); save(20); done(run=1)"
)
ENDLESS = "begin(); step(1); score(1, 0.5); save(1); step(2); wait()"


def playing(program: str) -> Callable[[Path], Command]:
    """Return what `Jobs` is given as `command`: every job folder is worked on by this program."""

    def command(folder: Path) -> Command:
        return Command((sys.executable, "-c", PRELUDE + program, str(folder)), folder)

    return command
