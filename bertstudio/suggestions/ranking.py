"""What to annotate next: the documents that the model is least sure of, and not one kind of them only."""

from collections.abc import Iterable, Mapping

from bertstudio.tasks.base import Prediction


def least_certain(predictions: Iterable[Prediction], limit: int | None = None) -> list[int]:
    """Return document ids, the most uncertain first; of equal ones those with more to look at."""
    ranked = sorted(predictions, key=lambda one: (-one.uncertainty, -len(one.items), one.document))
    return [one.document for one in ranked[:limit]]


def mixed(predictions: Iterable[Prediction], groups: Mapping[int, str], limit: int) -> list[int]:
    """Return the most uncertain documents, taking turns between the groups that they belong to.

    `groups` says what a document is like (its source, its most likely label); one noisy source would fill
    the queue otherwise.
    """
    queues: dict[str, list[int]] = {}
    for document in least_certain(predictions):
        queues.setdefault(groups.get(document, ""), []).append(document)
    chosen: list[int] = []
    turn = 0
    while len(chosen) < limit and any(len(queue) > turn for queue in queues.values()):
        chosen += [queue[turn] for queue in queues.values() if len(queue) > turn]
        turn += 1
    return chosen[:limit]
