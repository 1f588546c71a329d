"""The tasks that BertStudio knows. A row names its modules; they are imported when they are asked for."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.tasks.base import Kind, Task


@dataclass(frozen=True, slots=True)
class Row:
    """One task: its id, what it annotates, and the folder of its two modules."""

    id: str
    annotates: Kind
    package: str


TASKS: tuple[Row, ...] = (
    Row("ner", Kind.SPANS, "bertstudio.tasks.ner"),
    Row("text_classification", Kind.LABEL, "bertstudio.tasks.text_classification"),
)


def row(task_id: str) -> Row:
    """Return the row of a task. Raises UserError if there is none of that id."""
    found = next((row for row in TASKS if row.id == task_id), None)
    if found is None:
        known = ", ".join(row.id for row in TASKS)
        raise UserError(tr("There is no task “{name}”. The tasks are {known}.", name=task_id, known=known))
    return found


def task(task_id: str) -> Task:
    """Return a task without loading torch. Raises UserError if there is none of that id."""
    found: Task = import_module(f"{row(task_id).package}.task").TASK
    return found


def model_module(task_id: str) -> Any:
    """Return the torch side of a task, with `create` and `load`. Only the worker calls this.

    Raises:
        UserError: there is no task of that id.
    """
    return import_module(f"{row(task_id).package}.model")
