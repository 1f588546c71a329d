"""How the command line shows work that takes a while: a bar on a terminal, nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.events import Event, Failed, Finished, Note, Progress, Scored, Stage, Started
from bertstudio.core.words import tr


@contextmanager
def progress_bar(title: str, unit: str) -> Iterator[Callable[[Any], bool]]:
    """Yield a function that takes anything with `done` and `total` and draws it; it never cancels."""
    from tqdm import tqdm

    with tqdm(desc=title, unit=unit, unit_scale=True, leave=False, file=sys.stderr, disable=None) as bar:

        def report(progress: Any) -> bool:
            bar.total = progress.total or None
            bar.update(progress.done - bar.n)
            return True

        yield report


def follow(events: Iterator[Event]) -> Finished:
    """Show the events of a worker until it ends.

    Raises:
        UserError: the work could not be done; the sentence of its Failed event.
    """
    from tqdm import tqdm

    with tqdm(
        leave=False, file=sys.stderr, disable=None, bar_format="{desc} {percentage:3.0f}%|{bar}| {postfix}"
    ) as bar:
        for event in events:
            if isinstance(event, Failed):
                raise UserError(event.message)
            if isinstance(event, Finished):
                return event
            show = _SHOW.get(type(event))
            if show is not None:
                show(bar, event)
    raise UserError(tr("The work ended without a result. The log in the run folder says why."))


def _started(bar: Any, event: Started) -> None:
    bar.write(tr("On {device}, {precision}", device=event.device, precision=event.precision), file=sys.stderr)


def _stage(bar: Any, event: Stage) -> None:
    bar.set_description_str(event.name)
    bar.total, bar.n = event.total or None, event.done
    bar.refresh()


def _progress(bar: Any, event: Progress) -> None:
    bar.set_description_str(tr("epoch {epoch:.1f}", epoch=event.epoch))
    bar.total, bar.n = event.total_steps, event.step
    speed = f"{event.tokens_per_second:,.0f}"
    bar.set_postfix_str(tr("loss {loss:.3f}, {speed} tokens/s", loss=event.loss, speed=speed))
    bar.refresh()


def _scored(bar: Any, event: Scored) -> None:
    line = tr(
        "step {step}: dev F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}",
        step=event.step,
        f1=event.f1,
        precision=event.precision,
        recall=event.recall,
    )
    bar.write(line, file=sys.stderr)


def _note(bar: Any, event: Note) -> None:
    bar.write(event.text, file=sys.stderr)


_SHOW: dict[type, Callable[[Any, Any], None]] = {
    Started: _started,
    Stage: _stage,
    Progress: _progress,
    Scored: _scored,
    Note: _note,
}
