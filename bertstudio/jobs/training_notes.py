"""What a person should know of a training when it begins: what is learned otherwise than it was written."""

from collections.abc import Iterator, Sequence

from bertstudio.core.events import Note
from bertstudio.core.words import tr, trn
from bertstudio.tasks.base import Example, Kind, Task
from bertstudio.training.config import TrainConfig


def notes(task: Task, examples: Sequence[Example], config: TrainConfig) -> Iterator[Note]:
    """Yield a sentence for each kind of change, and for each setting that changes nothing here."""
    yield from _changed(examples)
    if task.annotates is not Kind.SPANS:
        for name in ("crf", "context_tokens"):
            if getattr(config, name):
                yield Note(tr("{name} is for entities and changes nothing here.", name=name))
    elif config.context_tokens and not any(example.before or example.after for example in examples):
        yield Note(
            tr(
                "No document has a neighbour from the same group or file, so {name} changes nothing.",
                name="context_tokens",
            )
        )


def _changed(examples: Sequence[Example]) -> Iterator[Note]:
    widened = sum(example.widened for example in examples)
    left_out = sum(example.left_out for example in examples)
    if widened:
        yield Note(
            trn(
                "1 entity begins or ends inside a word and is learned as the whole word.",
                "{count} entities begin or end inside a word and are learned as whole words.",
                widened,
            )
        )
    if left_out:
        yield Note(
            trn(
                "1 entity overlaps a longer one and is not learned.",
                "{count} entities overlap longer ones and are not learned.",
                left_out,
            )
        )
