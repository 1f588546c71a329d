"""A search whose trainings are played by a small program: the score follows from the settings alone.

As a program it carries out the search of a folder, to be killed in the middle:
`python searching.py PROJECT FOLDER`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished
from bertstudio.jobs import process
from bertstudio.jobs.search import search

PLAYED = """
import json, math, os, sys
path = sys.argv[1]
folder = os.path.dirname(path)
config = json.load(open(path))['config']
def tell(event, **fields):
    line = json.dumps({'event': event, **fields})
    open(os.path.join(folder, 'events.jsonl'), 'a').write(line + '\\n')
    print(line, flush=True)
if config.get('freeze_layers') == 99:
    tell('failed', message='The memory was full.')
    sys.exit()
best = 1 - abs(math.log10(config.get('learning_rate', 1e-4)) + 4) / 3
tell('started', job='train', total_steps=8)
for check in range(1, 9):
    f1 = best * check / 8
    tell('scored', step=check, epoch=check / 2, loss=0.5, precision=f1, recall=f1, f1=f1, best=True)
    if best < 0.2 and check == 6:
        # Nothing but a polite word ends this one.
        assert sys.stdin.readline() == 'stop\\n'
        os.mkdir(os.path.join(folder, 'checkpoint'))
        tell('finished', seconds=1.0, stopped=True)
        sys.exit()
    if config.get('freeze_layers') == 98 and os.path.exists(os.path.join(folder, '..', 'wait')):
        sys.stdin.readline()
        sys.exit()
os.mkdir(os.path.join(folder, 'model'))
tell('finished', seconds=2.0)
"""


def play() -> None:
    """Let the program play the worker in this process."""
    process.worker_command = lambda arguments: (sys.executable, "-c", PLAYED, *map(str, arguments))


def follow(events: Iterator[Event]) -> Finished:
    """Go to the end of the events, as the command line does without a terminal."""
    for event in events:
        if isinstance(event, Failed):
            raise UserError(event.message)
        if isinstance(event, Finished):
            return event
    raise UserError("The work ended without a result.")


if __name__ == "__main__":
    play()
    for _ in search(Path(sys.argv[1]), Path(sys.argv[2]), follow):
        pass
