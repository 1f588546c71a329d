"""Editors by what they annotate. A task's `annotates` picks one."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from bertstudio.tasks.base import Kind

if TYPE_CHECKING:
    from bertstudio.gui.context import Context
    from bertstudio.gui.editors.base import Editor

EDITORS: dict[Kind, tuple[str, str]] = {
    Kind.SPANS: ("bertstudio.gui.editors.spans_editor", "SpansEditor"),
    Kind.LABEL: ("bertstudio.gui.editors.label_editor", "LabelEditor"),
}
"""Module and class, imported when a project needs them."""


def editor_for(kind: Kind, context: "Context", parent: QWidget | None = None) -> "Editor":
    """Build the editor for a kind of annotation. Raises KeyError if there is none yet."""
    module, name = EDITORS[kind]
    make: Callable[[Context, QWidget | None], Editor] = getattr(import_module(module), name)
    return make(context, parent)
